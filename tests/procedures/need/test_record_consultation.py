"""The market and those who are served are asked: REG-15, REQ-10."""

import pytest

from operis.dockets.need.acts import ConsultationRecorded
from operis.procedures.need import NEED
from tests.procedures.needs import consultation, recorded
from tests.statute import DONG, case

given = case(NEED)


def test_three_firms_are_normally_asked_and_fewer_are_told() -> None:
    given(recorded()).when(consultation(market_count=3)).warned_under()
    (note,) = given(recorded()).when(consultation(market_count=2)).warned_under("REQ-10")
    assert (note.severity, note.finding.facts) == ("noted", {"asked": 2, "least": 3})


@pytest.mark.parametrize("left_out", ["way", "answered_count", "adopted"])
def test_one_line_that_opinions_were_heard_is_told(left_out: str) -> None:
    """D135-06a: how those served were asked, how many answered and what was changed; where nobody is served it is silent."""
    there = given(recorded())
    (note,) = there.when(consultation(**{left_out: None})).warned_under("D135-06a")
    assert (note.severity, note.finding.at) == ("noted", left_out)
    there.when(consultation(**{left_out: None}, recipients_count=0)).warned_under()
    (bare,) = there.when(consultation(way=None, answered_count=None, adopted=None, recipients_count=900)).warned_under("D135-06a")
    assert bare.finding.facts == {"asked": 900, "missing": ("way-of-asking", "how-many-answered", "what-was-changed")}


def test_even_a_row_that_blocks_is_only_told_here() -> None:
    given.reading("REQ-10", data={})(recorded()).when(consultation(market_count=0)).then(ConsultationRecorded)


def test_the_need_comes_first() -> None:
    given().when(consultation()).refused_under("OURS-OPEN", status=409)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given(recorded()).when(consultation(), by=DONG).refused_under("REG-15", status=403)
