"""Evaluations that are done again: on which ground, for which score."""

from typing import Any

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReopenEvaluation
from operis.dockets.procurement.evaluating import Wrong
from tests.procedures.documents import words
from tests.procedures.evaluating import MARCH_23

NEW = ("composition-illegal", "expert-violations", "illegal-interference", "member-misconduct")
FOUND = Outside(medium="Minutes of the panel", on=MARCH_23, link="https://minutes.example/3")


def score(supplier: str = "sunrise", person: str | None = "e1", criterion: str | None = "plan", lot: str = "1") -> Wrong:
    """A score that is said to be wrong. The plan has bands of 80 and of no points: the usual 70 lies in none of them."""
    return Wrong(lot=lot, supplier=supplier, criterion=Slug(criterion) if criterion else None, person=person)


def again(ground: str = "sub-score-out-of-range", *lots: str, **changed: Any) -> ReopenEvaluation:
    """For a score of Sunrise in each lot; where the panel was the fault, on a finding."""
    wrong = () if ground in NEW else tuple(score(lot=lot) for lot in lots or ("1",))
    usual = {"new_panel": ground in NEW, "finding": FOUND if ground in NEW else None, "wrong": wrong}
    return ReopenEvaluation(lots=lots, ground=Slug(ground), reason=words("Found on reading"), **{**usual, **changed})
