"""Under which mandate does a person act: in which office, for whom, on which day?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from operis.accounts.models import Grant, Office, User
from operis.core.mandates import Mandate, Role
from operis.dockets.envelope.facts import Keepers
from operis.dockets.procurement.key_facts import KeyOfficers
from operis.dockets.procurement.mandate_facts import Held, MandatesHeld
from operis.dockets.procurement.pool import ExpertPool


def mandate_of(grant: Grant, by: str = "person") -> Mandate:
    """The mandate that an entry carries: the person stands in it by number alone."""
    office = grant.office
    return Mandate(
        role=Role(office.role), office=office.key, body=office.body, for_=grant.for_body or None, by=by, persons=(str(grant.user_id),)
    )


def together(mandates: Sequence[Mandate]) -> Mandate:
    """Those who sign at once: the first one's office, everyone's person; experts who sign together are the panel."""
    first, persons = mandates[0], tuple(person for one in mandates for person in one.persons)
    panel = len(mandates) > 1 and all(one.role is Role.EXPERT for one in mandates)
    return replace(first, role=Role.PANEL if panel else first.role, persons=persons)


def grants_on(day: date, user: User) -> list[Grant]:
    """What a person may act under on a day: of the few that it ever had."""
    held = Grant.objects.select_related("office").filter(user=user).order_by("office_id")
    return [one for one in held if one.first <= day and (one.last is None or day <= one.last)]


def mandates_held(persons: Iterable[str]) -> MandatesHeld:
    """What these accounts may act under, on whatever day; a number that is no account's holds nothing."""
    numbers = {number for one in persons if (number := _number(one)) is not None}
    rows = Grant.objects.select_related("office").filter(user_id__in=numbers, user__is_active=True).order_by("user_id", "pk")
    found = ((str(row.user_id), row.office.role, row.office.body, row.first, row.last) for row in rows)
    return MandatesHeld(tuple(Held(*one) for one in found))


def with_mandates(pool: ExpertPool) -> ExpertPool:
    """The pool with what the account of each may act under, on whatever day."""
    held = mandates_held(one.person for one in pool.found).found
    return ExpertPool(tuple(replace(one, held=tuple(each for each in held if each.person == one.person)) for one in pool.found))


def key_officers(bodies: Iterable[str]) -> KeyOfficers:
    """Who holds an office of key holders in these bodies."""
    rows = Grant.objects.select_related("office").filter(
        office__body__in=[*bodies], office__role=str(Role.KEY_HOLDER), user__is_active=True
    )
    found = ((str(row.user_id), row.office.role, row.office.body, row.first, row.last) for row in rows.order_by("user_id", "pk"))
    return KeyOfficers(tuple(Held(*one) for one in found))


def bodies_with_key_officers() -> tuple[str, ...]:
    """The bodies in which somebody holds an office of key holders, in the order of their names."""
    held = Grant.objects.filter(office__role=str(Role.KEY_HOLDER), user__is_active=True)
    return tuple(held.order_by("office__body").values_list("office__body", flat=True).distinct())


def keepers_for(body: str, agency: str | None) -> Keepers:
    """Who acts for the body in an office that buys, or for it in its agency."""
    own = Q(office__role=str(Role.BUYER)) & (Q(for_body=body) | Q(for_body="", office__body=body))
    named = Q(office__role=str(Role.AGENCY), office__body=agency, for_body=body) if agency is not None else Q(pk__in=[])
    rows = Grant.objects.select_related("office").filter(own | named, user__is_active=True).order_by("user_id", "pk")
    return Keepers(tuple(Held(str(row.user_id), row.office.role, row.office.body, row.first, row.last) for row in rows))


def _number(person: str) -> UUID | None:
    try:
        return UUID(person)
    except ValueError:
        return None


def install_office(key: str, body: str, role: Role, zh: str = "", en: str = "") -> Office:
    office, _ = Office.objects.update_or_create(key=key, defaults={"body": body, "role": str(role), "name_zh": zh, "name_en": en})
    return office
