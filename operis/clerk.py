"""The one place where a command meets the law and the ledger: lock, read, decide, append, registers, commit."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import groupby
from typing import Any

from django.db import transaction

from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Case, Fact, Facts
from operis.core.codec import encode, request_digest
from operis.core.decider import Done, Procedure, Refusal, decide, follow
from operis.core.fields import Happened
from operis.core.findings import stored_fact
from operis.core.kinds import Json
from operis.core.mandates import Mandate
from operis.law.book import Book, Law
from operis.ledger import read
from operis.ledger.append import About, append, next_number
from operis.ledger.locks import RECORD, queued, take_locks
from operis.ledger.numbers import docket_number, kind_of, refusal_number
from operis.ledger.read import Stored
from operis.procedures import KINDS, method_of, procedure_of, procedures
from operis.registers import refusals
from operis.registers.enter import clear, enter, enter_notes
from operis.registers.search import FINDERS
from operis.strict_yaml import Malformed, Mistake

CLOCK_TOLERANCE = timedelta(seconds=1)


@dataclass(frozen=True)
class Office:
    """What this installation is: its law, where it stands when nothing else says so, and the prefix of its numbers."""

    book: Book
    pack: str = "cn"
    place: str = ""
    level: str = ""
    prefix: str = "DC"

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.of(self.book, pack=self.pack)


@dataclass(frozen=True)
class Entered:
    """Done: the docket, its new entries as stored, and whether they were there already."""

    docket: str
    entries: tuple[Stored, ...]
    repeated: bool = False


@dataclass(frozen=True)
class Refused:
    """Not allowed: the refusal under its number."""

    number: str
    refusal: Refusal
    law: Law


class NoSuchDocketError(Exception):
    """No docket has this number, or none of this kind: the same answer for both."""


class WentBackError(Exception):
    """The clock stands before the docket's last entry by more than it may."""


class KeyReusedError(Exception):
    """The same idempotency key came with other content."""


def put(
    office: Office, docket: str | None, asked: Command, mandate: Mandate, *, happened: Happened, entered: datetime, key: str
) -> Entered | Refused:
    """Weigh `asked` against the docket and the law of the day; enter the acts, or keep and hand back the refusal.

    The same request again gives the same entries and nothing new; the same key with another request is KeyReusedError.
    Malformed where the day of entry is not the day on which it happened and no reason is given.
    """
    docket = docket.upper() if docket else None
    calendar = office.calendar
    if calendar.day(happened) != calendar.day(entered) and asked.late_reason is None:
        raise Malformed(
            [
                Mistake(
                    "/late_reason",
                    "It happened on {happened} and is entered on {entered}: say why.",
                    None,
                    {"happened": f"{calendar.day(happened)}", "entered": f"{calendar.day(entered)}"},
                )
            ]
        )
    request = request_digest(command=asked, docket=docket, key=key, mandate=mandate.plain())
    used = hashlib.sha256(key.encode()).hexdigest()
    with queued(), transaction.atomic():
        take_locks([*([f"docket:{docket}"] if docket else []), f"key:{used}", *_fact_locks(asked, mandate)], shared=[RECORD])
        there = read.by_request(request, used)
        if any(one.request != request for one in there):
            raise KeyReusedError(f"This key came with another request: it made no. {there[0].no} of {there[0].docket}.")
        if there:
            return Entered(there[0].docket, tuple(there), repeated=True)
        return _put(office, calendar, docket, asked, mandate, happened, entered, request, used)


def _put(
    office: Office,
    calendar: Calendar,
    docket: str | None,
    asked: Command,
    mandate: Mandate,
    happened: Happened,
    entered: datetime,
    request: str,
    used: str,
) -> Entered | Refused:
    kind, stored = asked.docket_kind, read.entries(docket) if docket else []
    if docket and (not stored or kind_of(docket) != kind):
        raise NoSuchDocketError(docket)
    if not docket and not asked.opens:
        raise NoSuchDocketError("-")
    if stored and stored[-1].entered - entered > CLOCK_TOLERANCE:
        last, clock = (f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" for moment in (stored[-1].entered, entered))
        raise WentBackError(f"{docket} was last written at {last}; the clock says {clock}.")
    entered = max([entered, *(one.entered for one in stored[-1:])])
    state = follow(KINDS[kind], (one.act for one in stored))
    procedure = procedure_of(kind, state, asked)
    found = facts_for(procedure, state, asked, mandate, docket)
    law = law_for(office, calendar, state, found, happened)
    step = procedure.steps.get(type(asked))
    if step is not None and (wrong := list(step.reads(asked, law))):
        raise Malformed(wrong)
    outcome = decide(procedure, Case(docket, state, asked, mandate, happened, law, calendar, found, method_of(procedure)))
    if isinstance(outcome, Refusal):
        number = refusal_number(calendar.day(entered).year, next_number)
        refusals.keep(number, docket, asked, mandate, happened, entered, law.digest, outcome)
        return Refused(number, outcome, law)
    return _enter(office, docket, kind, state, procedure, outcome, stored, found, law, mandate, entered, request, used)


def _enter(
    office: Office,
    docket: str | None,
    kind: str,
    state: Any,
    procedure: Procedure[Any],
    outcome: Done,
    stored: list[Stored],
    found: Facts,
    law: Law,
    mandate: Mandate,
    entered: datetime,
    request: str,
    used: str,
) -> Entered:
    docket = docket or docket_number(office.prefix, office.calendar.day(entered).year, kind, next_number)
    about = About(
        docket,
        entered,
        {fact.name: told(value) for fact, value in found.items() if fact.kept},
        {"pack": law.digest, "act_day": f"{law.act_day:%Y-%m-%d}", "notice_day": f"{law.notice_day:%Y-%m-%d}" if law.notice_day else None},
        mandate.plain(),
        [ground.plain() for ground in outcome.notes],
        request,
        used,
    )
    new = append(about, len(stored), [(encode(act, _salt), _salt()) for act in outcome.acts])
    for one in new:  # as decoded from the stored bytes: what a rebuild will see
        state = procedure.evolve(state, one.act)
    enter(docket, kind, state, len(stored) + len(new))
    enter_notes(docket, [(new[0].no, outcome.notes)] if new else [])
    return Entered(docket, new)


def _salt() -> bytes:
    return secrets.token_bytes(32)


@cache
def _needs(kind: str, slug: str) -> tuple[Fact[Any], ...]:
    """Every fact that some procedure of this kind of docket looks at for this command: locks are taken before the state is known."""
    steps = (step for one in procedures() if one.kind == kind for step in one.listed if step.asked.slug == slug)
    return tuple({fact.name: fact for step in steps for fact in step.needs}.values())


def _fact_locks(asked: Command, mandate: Mandate) -> list[str]:
    keys = ((fact, fact.key(None, asked, mandate)) for fact in _needs(asked.docket_kind, asked.slug) if fact.lock)
    return [fact.lock(key) for fact, key in keys if key is not None and fact.lock]


def facts_for(procedure: Procedure[Any], state: Any, asked: Command, mandate: Mandate, docket: str | None) -> Facts:
    """What other dockets tell, read while the locks are held."""
    step = procedure.steps.get(type(asked))
    found: dict[Fact[Any], Any] = {}
    for fact in step.needs if step else ():
        key = fact.key(state, asked, mandate)
        if key is not None:
            found[fact] = FINDERS[fact.name](key, docket)
    return Facts(found)


def law_for(office: Office, calendar: Calendar, state: Any, found: Facts, happened: Happened) -> Law:
    """The law of the body's place and level; the notice's day governs once there is a notice."""
    body = next((value for fact, value in found.items() if fact.name == "body"), None)
    notice = getattr(state, "notice", None)
    return Law(
        office.book,
        office.pack,
        (body.place if body else None) or office.place,
        (body.level if body else None) or office.level,
        act_day=calendar.day(happened),
        notice_day=calendar.day(notice.happened) if notice is not None else None,
    )


def told(value: Any) -> Json:
    """A fact as an entry keeps it: each of its members with its type."""
    members: Mapping[str, Any] = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: None if one is None else list(one) if isinstance(one, tuple) else stored_fact(one) for name, one in members.items()}


def rebuild() -> int:
    """Make the registers anew from the record, while nobody writes; gives back how many dockets. Private values are not needed."""
    with queued(), transaction.atomic():
        take_locks([RECORD])
        clear()
        dockets = list(read.dockets())
        for docket in dockets:
            kind, stored = str(kind_of(docket)), read.entries(docket)
            enter(docket, kind, follow(KINDS[kind], (one.act for one in stored)), len(stored))
            firsts = [next(acts) for _, acts in groupby(stored, lambda one: one.request)]  # each act of a command repeats its notes
            enter_notes(docket, [(one.no, one.notes) for one in firsts])
    return len(dockets)


def now() -> datetime:
    """The time of arrival: taken once, at the front."""
    return datetime.now(UTC)
