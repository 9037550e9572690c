"""What is handed back: the outcome of each part with its reasons, what would change it, the law, and what comes next.

The fields are the keys of `operis determine --json` (`for_` and `class_` in Python), with two more for pages: `unknown`, the
questions answered with "don't know", and `reasons`, each answer that counted as data.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from operis.law.book import Text
from operis.rules.determination.questions import Answer

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One answer that counted: its points and where it pushes; `decides` where it stands in what decided."""

    question: str
    answer: Answer
    points: int
    pull: str | None
    decides: bool
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other answers, and the outcome that they would have; all else unchanged."""

    to: str
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A row: where it stands in the law, and what it says."""

    id: str
    source: Text
    says: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOutcome:
    part: str | None
    outcome: str
    holds: tuple[str, ...]
    flags: tuple[str, ...]
    class_: str | None
    provisional: bool
    decided_by: tuple[str, ...]
    gates: tuple[str, ...]
    score: int | None
    for_: tuple[str, ...]
    """What speaks for the outcome; where it is referred, for a service."""
    against: tuple[str, ...]
    would_change: tuple[Change, ...]
    citations: tuple[Citation, ...]
    next: tuple[Text, ...]
    unknown: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    outcome: str
    holds: tuple[str, ...]
    flags: tuple[str, ...]
    parts: tuple[PartOutcome, ...]


def as_json(determination: Determination, lang: str = "en") -> dict[str, Json]:
    """The published form, its sentences in one language."""
    return {
        "outcome": determination.outcome,
        "holds": [*determination.holds],
        "flags": [*determination.flags],
        "parts": [_part(part, lang) for part in determination.parts],
    }


def _part(part: PartOutcome, lang: str) -> dict[str, Json]:
    return {
        "part": part.part,
        "outcome": part.outcome,
        "holds": [*part.holds],
        "flags": [*part.flags],
        "class": part.class_,
        "provisional": part.provisional,
        "decided_by": [*part.decided_by],
        "gates": [*part.gates],
        "score": part.score,
        "for": [*part.for_],
        "against": [*part.against],
        "would_change": [{"to": change.to, "answers": {**change.answers}} for change in part.would_change],
        "citations": [{"id": citation.id, "says": citation.says.said(lang)} for citation in part.citations],
        "next": [sentence.said(lang) for sentence in part.next],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a part came to before and comes to now; None: there was, or is, no such part."""

    part: str | None
    before: str | None
    after: str | None
    holds_new: tuple[str, ...]
    holds_gone: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How practice moved away from what was determined; `holds` is what that places on the docket."""

    differences: tuple[Difference, ...]
    holds: tuple[str, ...]


DRIFT = "DRIFT"


def compare(before: Determination, after: Determination) -> Drift:
    """The determination asked again, at contract start, renewal or on complaint: what changed, and whether that is a hold.

    The parts are matched by name. A hold that has been settled is a difference, but no drift.
    """
    old, new = ({part.part: part for part in one.parts} for one in (before, after))
    found = [_difference(name, old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))]
    differences = tuple(each for each in found if each.before != each.after or each.holds_new or each.holds_gone)
    drifted = any(each.before != each.after or each.holds_new for each in differences)
    return Drift(differences=differences, holds=(DRIFT,) if drifted else ())


def _difference(name: str | None, old: PartOutcome | None, new: PartOutcome | None) -> Difference:
    had, has = (part.holds if part else () for part in (old, new))
    return Difference(
        part=name,
        before=old.outcome if old else None,
        after=new.outcome if new else None,
        holds_new=tuple(hold for hold in has if hold not in had),
        holds_gone=tuple(hold for hold in had if hold not in has),
    )
