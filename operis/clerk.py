"""The one place where a command meets the law and the ledger: lock, read, decide, append, registers, commit."""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from operis import watch
from operis.attachments.models import keep
from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Fact
from operis.core.codec import canonical, encode, request_digest
from operis.core.decider import Done, Refusal, decide
from operis.core.fields import Happened, plain
from operis.core.findings import stored_fact
from operis.core.kinds import Json
from operis.core.mandates import Mandate
from operis.dockets.kinds import KINDS
from operis.law.book import Law
from operis.ledger import folds, held, laws, read
from operis.ledger.append import About, append, let_go, next_number
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.folds import Fold
from operis.ledger.locks import RECORD, queued, take_locks
from operis.ledger.news import NEWS
from operis.ledger.numbers import docket_number, kind_of, refusal_number
from operis.ledger.read import Stored
from operis.procedures import BY_KIND, procedures
from operis.registers import refusals, tables
from operis.registers.enter import clear, enter, enter_hands, enter_months, enter_notes
from operis.strict_yaml import Malformed, Mistake
from operis.weighing import Office, Weighing, weigh

DRAIN = timedelta(seconds=2)
"""How long after closing the list is made: every request that arrived before closing is answered by then. The clock enters by a time
so far behind, and may find what was entered meanwhile: no more than that may a docket's last entry stand ahead."""


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


class RefusedTooOftenError(Exception):
    """Refused, and not kept: this mandate has had as many refusals within the hour as are kept. `until` says when there are more."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"{until:%Y-%m-%d %H:%M:%S}")
        self.until = until


class WentBackError(Exception):
    """The clock stands before the docket's last entry by more than it may: nothing is entered until that time has come."""

    def __init__(self, docket: str, last: datetime, clock: datetime) -> None:
        told = (f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" for moment in (last, clock))
        super().__init__("{} was last written at {} UTC; the clock says {} UTC.".format(docket, *told))
        self.docket, self.last = docket, last


class KeyReusedError(Exception):
    """The same idempotency key came with other content."""


@dataclass(frozen=True)
class Asking:
    """A request as it came: who asks what of which docket, when it happened and when it arrived, and by what a repeat is known."""

    docket: str | None
    asked: Command
    mandate: Mandate
    happened: Happened
    entered: datetime
    request: str
    key: str


def put(
    office: Office, docket: str | None, asked: Command, mandate: Mandate, *, happened: Happened, entered: datetime, key: str
) -> Entered | Refused:
    """Weigh `asked` against the docket and the law of the day; enter the acts, or keep and hand back the refusal.

    The same request again gives the same entries and nothing new; the same key with another request is KeyReusedError. What was
    refused is weighed anew when it comes again: it has the same number as long as the docket has not moved and the same is found.
    Nothing is entered while the machine's clock waits to be confirmed (ClockStoppedError).
    """
    watch.check(Path(settings.OPERIS_DATA))
    docket = docket.upper() if docket else None
    if asked.electronic and happened != entered:
        raise Malformed([Mistake("/happened", "This happens when it arrives; it cannot be entered for another time.")])
    request = request_digest(command=asked, docket=docket, key=key, mandate=mandate.plain())
    asking = Asking(docket, asked, mandate, happened, entered, request, hashlib.sha256(key.encode()).hexdigest())
    with queued(), transaction.atomic():
        own = [f"docket:{docket}"] if docket else []
        alone, shared = _fact_locks(asked, mandate, docket)
        take_locks([*own, f"key:{asking.key}", *alone], shared=[RECORD, *shared])
        there = read.by_request(request, asking.key)
        if any(one.request != request for one in there):
            raise KeyReusedError(f"This key came with another request: it made no. {there[0].number} of {there[0].docket}.")
        if there:
            return Entered(there[0].docket, tuple(there), repeated=True)
        return _put(office, asking)


def entered_by(key: str) -> tuple[Stored, ...]:
    """What a request with this idempotency key has entered; nothing where none came."""
    return tuple(read.by_request("", hashlib.sha256(key.encode()).hexdigest()))


def _put(office: Office, asking: Asking) -> Entered | Refused:
    before = _standing(asking)
    asking = replace(asking, entered=_not_back(before, asking.entered))
    weighed = weigh(office, asking.docket, before.state, asking.asked, asking.mandate, happened=asking.happened, entered=asking.entered)
    if weighed.step is not None and (wrong := list(weighed.step.reads(asking.asked, weighed.case.law))):
        raise Malformed(wrong)
    outcome = decide(weighed.procedure, weighed.case)
    if isinstance(outcome, Done):
        return _enter(office, asking, before, weighed, outcome)
    return _refuse(office, asking, weighed.case.law, outcome.told())


def _standing(asking: Asking) -> Fold:
    """The docket as it stands; what opens one begins with nothing."""
    kind, docket = asking.asked.docket_kind, asking.docket
    before = folds.fold(docket) if docket else folds.begun("", kind) if asking.asked.opens else None
    if before is None or before.kind != kind:
        raise NoSuchDocketError(docket or "-")
    folds.check_whole(before)
    return before


def _refuse(office: Office, asking: Asking, law: Law, refusal: Refusal) -> Refused:
    """Keep the refusal; a repeat that is refused for the same gets the one that is kept."""
    before = refusals.same(asking.request, asking.docket, refusal)
    if before is not None:
        return Refused(before.number, replace(refusal, grounds=refusals.grounds(before)), law)
    until = refusals.full_until(asking.mandate, asking.entered)
    if until is not None:
        raise RefusedTooOftenError(until)
    number = refusal_number(office.calendar.day(asking.entered).year, next_number)
    refusals.keep(
        number, asking.docket, asking.asked, asking.mandate, asking.happened, asking.entered, law.digest, refusal, asking.request
    )
    return Refused(number, refusal, law)


def _not_back(before: Fold, entered: datetime) -> datetime:
    """Never before the docket's last entry: a clock a little behind is held, one far behind stops."""
    if before.last is None:
        return entered
    if before.last - entered > DRAIN:
        raise WentBackError(before.docket, before.last, entered)
    return max(entered, before.last)


def _enter(office: Office, asking: Asking, before: Fold, weighed: Weighing, outcome: Done) -> Entered:
    kind, case, law = asking.asked.docket_kind, weighed.case, weighed.case.law
    docket = asking.docket or docket_number(office.prefix, office.calendar.day(asking.entered).year, kind, next_number)
    facts = {fact.name: told(value) for fact, value in case.facts.items() if fact.kept}
    days = {"act_day": f"{law.act_day:%Y-%m-%d}", "notice_day": f"{law.notice_day:%Y-%m-%d}" if law.notice_day else None}
    notes = [ground.plain() for ground in outcome.notes]
    held_by = _held_by(kind, before, outcome)
    about = About(
        docket, asking.entered, facts, {"pack": law.digest, **days}, asking.mandate.plain(), notes, asking.request, asking.key, held_by
    )
    laws.keep(law.digest, lambda: law.book.written(law.whole))
    try:
        new = append(about, before.length, [(encode(act, _salt), _salt()) for act in outcome.acts])
    except IntegrityError as fault:  # a row stands there that nobody put: locks keep others from the docket
        raise DamagedEntryError(docket, before.length + 1) from fault
    after = replace(before, docket=docket).then(new)  # as decoded from the stored bytes: what a rebuild will see
    folds.remember(after)
    if held_by:
        transaction.on_commit(lambda: held.note(one.leaf for one in new), robust=True)  # entered it is, whatever the file's disk does
    elif KINDS[kind].holds_back(before.state) and not KINDS[kind].holds_back(after.state):
        let_go(docket)
    transaction.on_commit(NEWS.set)
    if asking.asked.attached and any(act.keeps for act in outcome.acts):
        keep(docket, canonical(plain(getattr(asking.asked, asking.asked.attached))))
    enter(docket, kind, after.state, after.length, office.calendar, after.entered, before.state if before.length else None)
    enter_notes(docket, [(new[0].no, outcome.notes)] if new else [])
    enter_hands(docket, after.hands - before.hands)
    if new and not _same_month(before.last, asking.entered, office.calendar):
        enter_months(docket, kind, after.state, (asking.entered,), office.calendar)
    return Entered(docket, new)


def _same_month(before: datetime | None, now: datetime, calendar: Calendar) -> bool:
    return before is not None and f"{calendar.day(before):%Y-%m}" == f"{calendar.day(now):%Y-%m}"


def _held_by(kind: str, before: Fold, outcome: Done) -> str:
    """The docket that holds back from the log what is put on a secret docket now, so that nobody can count; empty where none does."""
    if not KINDS[kind].secret:
        return ""
    state = before.state
    for act in outcome.acts:
        state = KINDS[kind].evolve(state, act)
    above = (KINDS[kind].parent(state) or "").upper()
    holder = kind_of(above)
    return above if holder and KINDS[holder].holds_back(folds.state_of(holder, above)) else ""


def _salt() -> bytes:
    return secrets.token_bytes(32)


@cache
def _needs(kind: str, slug: str) -> tuple[Fact[Any], ...]:
    """Every fact that some procedure of this kind of docket looks at for this command: locks are taken before the state is known."""
    steps = (step for one in procedures() if one.kind == kind for step in one.listed if step.asked.slug == slug)
    return tuple({fact.name: fact for step in steps for fact in step.needs}.values())


def _fact_locks(asked: Command, mandate: Mandate, docket: str | None) -> tuple[list[str], list[str]]:
    """The locks of facts: those held alone, and those shared.

    A key may hang on the docket; it is read before the lock, from acts that never change.
    """
    locking = [fact for fact in _needs(asked.docket_kind, asked.slug) if fact.lock]
    read_first = docket and kind_of(docket) == asked.docket_kind and any(callable(fact.lock) for fact in locking)
    state = folds.state_of(asked.docket_kind, docket) if read_first else None
    names: dict[bool, list[str]] = {True: [], False: list(BY_KIND[asked.docket_kind].of.held_alone(asked, docket))}
    for fact in locking:
        if isinstance(fact.lock, str):
            names[fact.shared].append(fact.lock)
        elif fact.lock is not None and (key := fact.key(state, asked, mandate)) is not None:
            names[fact.shared].append(fact.lock(key))
    return names[False], names[True]


def told(value: Any) -> Json:
    """A fact as an entry keeps it: each of its members with its type."""
    members: Mapping[str, Any] = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {name: None if one is None else list(one) if isinstance(one, tuple) else stored_fact(one) for name, one in members.items()}


def _untold(done: int, of: int) -> None:
    """Nobody watches how far it is."""


def rebuild(calendar: Calendar, each: Callable[[int, int], None] = _untold) -> int:
    """Fill the registers anew from the record, while nobody writes; gives back how many dockets. Private values are not needed."""
    with queued(), transaction.atomic():
        take_locks([RECORD])
        clear()
        return enter_all(calendar, each)


def remake(calendar: Calendar, each: Callable[[int, int], None] = _untold, *, always: bool = True) -> int:
    """The same, with their tables as this version's code has them: all of it or nothing. Else where they follow it, nothing."""
    with queued(), transaction.atomic():
        take_locks([RECORD])
        if not always and tables.follow():  # another process was first
            return 0
        tables.make()
        return enter_all(calendar, each)


def enter_all(calendar: Calendar, each: Callable[[int, int], None] = _untold) -> int:
    """Enter the whole record into registers that are empty; `each` is told how many dockets are done, of how many."""
    dockets = list(read.dockets())
    for done, docket in enumerate(dockets, 1):
        stored = read.entries(docket)
        there = folds.begun(docket, str(kind_of(docket))).then(stored)
        enter(docket, there.kind, there.state, there.length, calendar, there.entered)
        firsts = [next(acts) for _, acts in groupby(stored, lambda one: one.request)]  # each act of a command repeats its notes
        enter_notes(docket, [(one.no, one.notes) for one in firsts])
        enter_hands(docket, (person for one in stored for person in one.mandate.persons))
        enter_months(docket, there.kind, there.state, (one.entered for one in stored), calendar)
        each(done, len(dockets))
    return len(dockets)
