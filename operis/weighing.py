"""The one place where a case is assembled: the docket as it stands, facts from elsewhere, the law of the day, the method, who asks.

The clerk weighs with it before it enters; desk, imports and what-if weigh with it without entering anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from operis.accounts.offices import keepers_for, key_officers, mandates_held, with_mandates
from operis.attachments.sealed_bids import sealed_bytes
from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Case, Facts
from operis.core.decider import Procedure, Step
from operis.core.fields import Happened
from operis.core.mandates import Mandate
from operis.dockets.envelope.commands import ReceiveEnvelope
from operis.dockets.envelope.facts import Keepers
from operis.dockets.procurement.key_facts import SealingPage
from operis.holding.paper import first_reading_of
from operis.holding.rehearsing import rehearsal_for
from operis.law.book import PACK, Book, Law
from operis.procedures import belonging, method_for, procedure_of
from operis.registers import search
from operis.registers.experts import pool_of
from operis.sealing.page import digest

FINDERS: Mapping[str, Callable[[tuple[str, ...], str | None], Any]] = {
    **search.FINDERS,
    "mandates_held": lambda key, docket: mandates_held(key),
    "expert_pool": lambda key, docket: with_mandates(pool_of(key)),
    "key_officers": lambda key, docket: key_officers(key),
    "keepers": lambda key, docket: _keepers(key),
    "rehearsal": rehearsal_for,
    "first_reading": lambda key, docket: first_reading_of(docket or "", *key),
    "sealing_page": lambda key, docket: SealingPage(digest()),
    "sealed_bytes": lambda key, docket: sealed_bytes(docket or "", *key),
}
"""What others tell a case, by the name of the fact: the registers, the accounts, what was brought sealed, and the program itself."""


def _keepers(key: tuple[str, ...]) -> Keepers | None:
    """Who could confirm an envelope; an agency whose mandate leaves envelopes out could not."""
    told = search.counter_of(key, None)
    if told is None:
        return None
    covered = not told.agency_matters or ReceiveEnvelope.entrusted in told.agency_matters
    return keepers_for(told.body, told.agency if covered else None)


@dataclass(frozen=True)
class Office:
    """What this installation is: its law, where it stands when nothing else says so, and the prefix of its numbers."""

    book: Book
    pack: str = PACK
    place: str = ""
    level: str = ""
    prefix: str = "DC"

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.of(self.book, pack=self.pack)


@dataclass(frozen=True)
class Weighing:
    """A case, and the procedure that decides it."""

    procedure: Procedure[Any]
    case: Case[Any, Any]

    @property
    def step(self) -> Step[Any, Any] | None:
        return self.procedure.steps.get(type(self.case.asked))


def weigh(
    office: Office, docket: str | None, state: Any, asked: Command, mandate: Mandate, *, happened: Happened, entered: datetime
) -> Weighing:
    """What is asked of a docket in this state, ready to be decided; facts are read now."""
    procedure = procedure_of(asked.docket_kind, state, asked)
    found = facts_for(procedure, state, asked, mandate, docket)
    return Weighing(procedure, assembled(office, procedure, docket, state, asked, mandate, found, happened=happened, entered=entered))


def assembled(
    office: Office, procedure: Procedure[Any], docket: str | None, state: Any, asked: Command, mandate: Mandate, found: Facts, *,
    happened: Happened, entered: datetime,
) -> Case[Any, Any]:  # fmt: skip
    """The case with facts that are known already."""
    law = law_for(office, state, found, happened)
    return Case(docket, state, asked, mandate, happened, law, office.calendar, found, method_for(procedure, found), entered)


def facts_for(procedure: Procedure[Any], state: Any, asked: Command, mandate: Mandate, docket: str | None) -> Facts:
    """What other dockets tell of what the step looks at."""
    step = procedure.steps.get(type(asked))
    keys = {fact: fact.key(state, asked, mandate) for fact in (step.needs if step else ())}
    return Facts({fact: FINDERS[fact.name](key, docket) for fact, key in keys.items() if key is not None})


def law_for(office: Office, state: Any, found: Facts, happened: Happened) -> Law:
    """The law of the body's place and level; the notice's day governs once there is a notice."""
    named = {fact.name: value for fact, value in found.items()}
    body = named.get("purchaser") or named.get("body")  # whoever acts, the law is that of whose purchase it is
    notice = getattr(state, "notice", None)
    noticed = office.calendar.day(notice.happened) if notice is not None else getattr(belonging(found), "noticed", None)
    return Law(
        office.book,
        office.pack,
        (body.place if body else None) or office.place,
        (body.level if body else None) or office.level,
        act_day=office.calendar.day(happened),
        notice_day=noticed,
    )
