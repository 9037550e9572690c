"""One bid alone that is left of several, and one bidder alone that was asked, are told with their figures: OURS-MEASURED."""

import pytest

from operis.core.findings import Ground
from operis.core.wording import Slug
from tests.procedures.evaluating import (
    FIVE,
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    question,
    report,
    seats,
    sheets,
    tender,
    the_panel,
)
from tests.statute import Outcome

ALL = the_panel(*seats())
THREE = ("sunrise", "brook", "hill")


def told(outcome: Outcome) -> list[Ground]:
    return [one for one in outcome.decided.notes if one.row == "OURS-MEASURED"]  # type: ignore[union-attr]


@pytest.mark.parametrize(("out", "tells"), [(("brook", "hill"), True), (("hill",), False), ((), False)])
def test_one_that_alone_is_left_is_told_with_what_put_the_others_out(out: tuple[str, ...], tells: bool) -> None:
    acts = tender("qualified")
    left = tuple(one for one in THREE if one not in out)
    notes = told(TENDER(*acts).when(examining("compliance", *left, invalid=out), by=ALL))
    facts = {"lot": "1", "out": 2, "opened": 3, "supplier": "sunrise", "grounds": (Slug("not-qualified"),)}
    assert [(one.finding.at, one.finding.facts) for one in notes] == ([("verdicts", facts)] if tells else [])


def test_who_was_put_out_by_the_check_before_counts_too() -> None:
    acts = tender("qualified", prices=FIVE, invalid=("lake", "field"))
    (ground,) = told(TENDER(*acts).when(examining("compliance", "sunrise", invalid=("brook", "hill")), by=ALL))
    assert (ground.finding.facts["out"], ground.finding.facts["opened"]) == (4, 5)
    assert told(TENDER(*acts).when(examining("compliance", "sunrise", "brook", invalid=("hill",)), by=ALL)) == []


@pytest.mark.parametrize(("about", "asked", "tells"), [
    ("unclear", ("brook",), True), ("unclear", THREE, False), ("low-price", ("brook",), False), ("unclear", (), False),
])  # fmt: skip
def test_who_alone_was_asked_is_told_before_the_report_is_signed(about: str, asked: tuple[str, ...], tells: bool) -> None:
    acts = tender("examined")
    for one in asked:
        acts = (*acts, *done(TENDER(*acts), question(supplier=one, about=about), ALL))
    for person in seats():
        acts = (*acts, *done(TENDER(*acts), sheets(*THREE), expert(person)))
    notes = told(TENDER.happening(REPORTED)(*acts).when(report(), by=ALL))
    facts = {"lot": "1", "bidder": "brook", "supplier": "sunrise, hill"}
    assert [one.finding.facts for one in notes] == ([facts] if tells else [])
