"""What was determined of a need, why, and what is to be done now? From what stands on the record, read by the law of the day of the act."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from operis.core.wording import Wording
from operis.dockets.need.state import Need
from operis.dockets.need.terms import PartDetermined
from operis.documents.days import stands_at
from operis.documents.lawbook import book, calendar
from operis.law.book import PACK, Law
from operis.ledger.read import Stored
from operis.rules.determination import determine_by, in_force, rulebook
from operis.web.questions.outcome import OutcomeShown, outcome_shown
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import Entered, answered, code


@dataclass(frozen=True, slots=True, kw_only=True)
class Determined:
    """One part; `outcome` is None where the law of the day, read again, does not say what the record says."""

    part: str
    at: datetime | date
    anchor: str
    words: str
    outcome: OutcomeShown | None
    reasons: Wording | None
    answers: tuple[Entered, ...]


def determined(docket: Shown, state: Need) -> tuple[Determined, ...]:
    return tuple(found for name, part in state.outcomes.items() for found in _found(docket, name, part))


def _found(docket: Shown, name: str, stands: PartDetermined) -> Iterator[Determined]:
    """From the last act in which that outcome of the part was reached."""
    for entry in reversed(docket.entries):
        said = _said(entry, name)
        if said is not None and (said.outcome, said.answers) == (stands.outcome, stands.answers):
            yield _shown(entry, stands)
            return


def _said(entry: Stored, name: str) -> PartDetermined | None:
    parts: tuple[PartDetermined, ...] = getattr(entry.act, "determined", ())
    return next((part for part in parts if part.part == name), None)


def _shown(entry: Stored, stands: PartDetermined) -> Determined:
    act, law = entry.act, Law(book(), PACK, act_day=calendar().day(entry.act.happened))
    rules = rulebook(law) if in_force(law) else None
    again = determine_by(rules, [(stands.part, stands.answers)]).parts[0] if rules else None
    same = again is not None and again.outcome == stands.outcome
    return Determined(
        part=stands.part,
        at=stands_at(entry) if isinstance(act.happened, datetime) else calendar().local(entry.entered),
        anchor=f"#act-{entry.number}",
        words=code(stands.outcome),
        outcome=outcome_shown(rules, replace(again, holds=stands.holds, flags=stands.flags), stands.answers)
        if rules and again and same
        else None,
        reasons=getattr(act, "reasons", None),
        answers=tuple(answered(rules, stands.answers)),
    )
