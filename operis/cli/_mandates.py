"""The mandates of `operis user`: who holds which office, from when, until when, and in whose place?"""

import argparse
import hashlib
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from operis.accounts.log import Event, event
from operis.cli._shell import DONE
from operis.core.mandates import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from operis.accounts.models import Grant, Office, User


class WrongWordError(Exception):
    """What was typed does not fit what is here; the words say what."""


def day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as fault:
        raise WrongWordError(f"Write a day as 2026-03-02: {fault}") from fault


def today() -> date:
    from operis import clock
    from operis.documents.lawbook import calendar

    return calendar().day(clock.now())


def person(email: str) -> "User":
    from operis.accounts.models import User

    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise WrongWordError(f"There is no person {email}.")
    return user


def office_of(key: str) -> "Office":
    from operis.accounts.models import Office

    office = Office.objects.filter(key=key).first()
    if office is None:
        raise WrongWordError(f"There is no office {key}. `operis user offices` lists them.")
    return office


def grant(asked: argparse.Namespace) -> int:
    from operis.accounts.models import Grant
    from operis.accounts.offices import grants_on
    from operis.accounts.tokens import cut_short

    user, office = person(asked.email), office_of(asked.office)
    first, last = day(asked.first) or today(), day(asked.until)
    absent = person(asked.stands_for) if asked.stands_for else None
    if last is not None and last < first:
        raise WrongWordError(f"The mandate would end on {last}, before it begins on {first}.")
    if absent is not None:
        if last is None:
            raise WrongWordError("Who stands in does so until a day that is known: give it with --until.")
        held = [one.last for one in grants_on(first, absent) if (one.office, one.for_body) == (office, asked.for_body)]
        if absent == user or not held:
            raise WrongWordError(f"{absent.email} has no mandate in {office.key} on {first} in which {user.email} could stand in.")
        if None not in held and (ends := max(filter(None, held))) < last:
            says = f"The mandate of {absent.email} ends on {ends}, and who stands in acts no longer."
            raise WrongWordError(f"{says} Give that day with --until.")
    written, digest = asked.written.strip(), _fingerprint(asked.document)
    if Role(office.role) is Role.AGENCY and asked.for_body and not (written or digest):
        raise WrongWordError("An agency acts for a body under a mandate in writing: give its --written number, or the --document itself.")
    found, made = Grant.objects.get_or_create(
        user=user, office=office, for_body=asked.for_body, first=first,
        defaults={"last": last, "stands_for": absent, "written": written, "written_sha256": digest},
    )  # fmt: skip
    if made:
        event(Event.MANDATE_GIVEN, mandate=found.pk, who=user.pk, office=office.key, role=office.role, first=first, last=last or "")
        _tell_others(found)
    elif last != found.last:
        cut_short(found)
        found.last = last
        found.save(update_fields=["last"])
        cut_short(found)
        event(Event.MANDATE_CHANGED, mandate=found.pk, who=user.pk, last=last or "")
        _end_stand_ins(found)
    return DONE


def _tell_others(made: "Grant") -> None:
    """Another mandate of the same person, office and body stays as it is: which one, and how it is ended where it was given by mistake."""
    for one in _others(made):
        runs = f"from {one.first}" + (f" to {one.last}" if one.last else "")
        begun = "" if one.first <= today() else ", which has not begun"
        of = f"{one.user.email} {one.office_id}" + (f" --for {one.for_body}" if one.for_body else "")
        says = f"{one.user.email} has another mandate in {one.office_id}, {runs}{begun}. It stays."
        print(f"{says} If it was given by mistake: operis user end {of} --from {one.first}", file=sys.stderr)


def _others(of: "Grant") -> "QuerySet[Grant]":
    """The mandates in the same office and for the same body that are not over before this one begins."""
    from django.db.models import Q

    from operis.accounts.models import Grant

    same = Grant.objects.filter(user=of.user, office=of.office, for_body=of.for_body).exclude(pk=of.pk)
    return same.filter(Q(last=None) | Q(last__gte=of.first)).select_related("user").order_by("first")


def _fingerprint(file: str | None) -> str:
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest() if file else ""
    except OSError as fault:
        raise WrongWordError(f"{file} cannot be read: {fault.strerror}.") from fault


def held(asked: argparse.Namespace) -> "Grant":
    """The mandate that is meant: that of the first day given, else the one that begins last."""
    from operis.accounts.models import Grant

    user, office, first = person(asked.email), office_of(asked.office), day(asked.first)
    there = Grant.objects.filter(user=user, office=office, for_body=asked.for_body)
    grant = (there.filter(first=first) if first else there).order_by("-first").first()
    if grant is None and there and first:
        raise WrongWordError(f"{asked.email} has no mandate in {asked.office} from {first}. `operis user list` has them.")
    if grant is None:
        raise WrongWordError(f"{asked.email} has no mandate in {asked.office}. Give one with `operis user grant`.")
    return grant


def end(asked: argparse.Namespace) -> int:
    from operis.accounts.tokens import cut_short

    grant, last = held(asked), day(asked.until) or today()
    if grant.first > max(last, today()):
        return _taken_away(grant)
    if last < grant.first:
        raise WrongWordError(f"The mandate begins on {grant.first}, after {last}.")
    grant.last = last
    grant.save(update_fields=["last"])
    cut_short(grant)
    event(Event.MANDATE_ENDED, mandate=grant.pk, who=grant.user_id, last=last)
    _end_stand_ins(grant)
    return DONE


def _taken_away(grant: "Grant") -> int:
    """Nothing was done under a mandate that has not begun: it goes whole, and with it who would have stood in for it alone."""
    event(Event.MANDATE_ENDED, mandate=grant.pk, who=grant.user_id, last=today())
    if not _others(grant):
        grant.last = today()
        _end_stand_ins(grant)
    print(f"The mandate from {grant.first} had not begun: it is taken away.", file=sys.stderr)
    grant.delete()
    return DONE


def _end_stand_ins(ended: "Grant") -> None:
    """Nobody stands in for a mandate that is over; a stand-in of whom nothing has begun is taken away."""
    from operis.accounts.models import Grant
    from operis.accounts.tokens import cut_short

    if ended.last is None:
        return
    of = {"stands_for": ended.user, "office": ended.office, "for_body": ended.for_body}
    for one in Grant.objects.filter(**of, first__gte=ended.first, last__gt=ended.last):
        if one.first > max(ended.last, today()):
            event(Event.MANDATE_ENDED, mandate=one.pk, who=one.user_id, last=ended.last)
            one.delete()
            continue
        one.last = max(ended.last, one.first)
        one.save(update_fields=["last"])
        cut_short(one)
        event(Event.MANDATE_ENDED, mandate=one.pk, who=one.user_id, last=one.last)
        print(f"{one.user.email} stood in for that mandate, and now acts under it until {one.last}.", file=sys.stderr)
