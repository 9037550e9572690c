"""Who is signed in, and under which mandate? The session keeps the number of a grant; whether it still holds is looked up each time."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from operis.accounts.models import Grant, User
from operis.accounts.offices import grants_on, mandate_of
from operis.core.mandates import ROLE_LABELS, WITHOUT_OFFICE, Mandate, Role
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.web.account.proof import is_strong
from operis.web.lawbook import today

GRANT = "grant"
DECIDING = frozenset(Role) - {Role.SUPPLIER, Role.ANYONE} - WITHOUT_OFFICE
"""Roles in which one decides for the public; a supplier speaks for itself."""


@dataclass(frozen=True, slots=True)
class Who:
    """The person, and in which office for whom; no words where no mandate is chosen."""

    name: str
    mandate: str


def person(request: HttpRequest) -> User | None:
    user = getattr(request, "user", None)  # a request that the front does not take has none
    return user if isinstance(user, User) else None


def grants(request: HttpRequest) -> list[Grant]:
    """What who is signed in may act under today; looked up once for a request."""
    user = person(request)
    if user is None:
        return []
    held: dict[UUID, list[Grant]] = request.__dict__.setdefault("_held", {})
    if user.pk not in held:
        held[user.pk] = grants_on(today(), user)
    return held[user.pk]


def chosen(request: HttpRequest) -> Grant | None:
    """The one chosen, as long as it holds; where there is only one there is nothing to choose."""
    if person(request) is None:
        return None
    held = grants(request)
    number = request.session.get(GRANT)
    found = next((one for one in held if one.pk == number), None)
    return found or (held[0] if len(held) == 1 else None)


def held_back(request: HttpRequest, grant: Grant) -> bool:
    """Whether the mandate waits for a second step: one who decides has signed in with less than this site asks for."""
    return settings.OPERIS_SECOND_STEP and Role(grant.office.role) in DECIDING and not is_strong(request)


def acting(request: HttpRequest) -> Mandate | None:
    """The mandate under which the session acts."""
    grant = chosen(request)
    return mandate_of(grant) if grant and not held_back(request, grant) else None


def words_of(grant: Grant) -> str:
    """The office as a reader knows it: role and body, and the body that another acts for."""
    own, other = grant.office.body, grant.for_body if grant.for_body != grant.office.body else ""
    names = names_of({own, other})
    role = ROLE_LABELS[Role(grant.office.role)].within(language())
    office = grant.office.name_zh if language() == "zh" else grant.office.name_en
    body = names.get(own) or office or own
    if other:
        return _("{role}, {body}, for {other}").format(role=role, body=body, other=names.get(other, other))
    return _("{role}, {body}").format(role=role, body=body)


def who(request: HttpRequest) -> Who | None:
    """What the head of a page says of who is signed in."""
    user = person(request)
    if user is None:
        return None
    grant = chosen(request)
    return Who(user.name, words_of(grant) if grant else "")
