"""After the final quotes each member of the group scores each of them by the published criteria: CC-21, CC-23, CC-32."""

from decimal import Decimal

from operis.dockets.procurement.outcomes import ScoresGiven
from tests.procedures.evaluating import (
    CONSULTATION,
    QUOTED,
    closing,
    consultation,
    expert,
    giving,
    opening,
    seats,
    sheet,
    sheets,
    the_panel,
)
from tests.statute import ALICE, BO

QUOTES = consultation("quoted")
THREE = ("sunrise", "brook", "hill")


def test_final_quotes_come_before_the_points() -> None:
    CONSULTATION(*QUOTES).when(sheets(*THREE), by=expert()).then(ScoresGiven)
    grounds = CONSULTATION(*consultation("met")).when(sheets(*THREE), by=expert()).refused_under("CC-21", status=409)
    assert [one.check for one in grounds] == ["final_quotes_asked"]
    (asked, *_) = CONSULTATION(*consultation("asked")).when(sheets(*THREE), by=expert()).refused_under("OURS-OPEN", "CC-23", status=409)
    assert asked.finding.says == "The bids of this round have not been opened."


def test_who_gives_no_final_quote_is_not_scored() -> None:
    two = {"sunrise": 780_000_00, "brook": 790_000_00}
    acts = (*consultation("asked"), closing(two, on=QUOTED), opening(two, on=QUOTED))
    CONSULTATION(*acts).when(sheets("sunrise", "brook"), by=expert()).then(ScoresGiven)
    (ground,) = CONSULTATION(*acts).when(sheets(*THREE), by=expert()).refused_under("CC-23", status=422)
    assert ground.finding.facts == {"supplier": "hill", "lot": "1"}


def test_points_are_within_the_points_there_are() -> None:
    CONSULTATION(*QUOTES).when(giving(sheet("sunrise", "80"), sheet("brook"), sheet("hill")), by=expert()).then(ScoresGiven)
    over = giving(sheet("sunrise", "80.01"), sheet("brook"), sheet("hill"))
    (ground,) = CONSULTATION(*QUOTES).when(over, by=expert()).refused_under("CC-32", status=422)
    assert ground.finding.facts["given"] == Decimal("80.01")


def test_only_published_criteria_are_scored() -> None:
    unpublished = giving(sheet("sunrise", plan="70", locality="5"), sheet("brook"), sheet("hill"))
    (ground,) = CONSULTATION(*QUOTES).when(unpublished, by=expert()).refused_under("CC-23", status=422)
    assert ground.finding.facts == {"supplier": "sunrise", "criterion": "locality"}


def test_nobody_else_scores() -> None:
    for who in (ALICE, BO, expert("e3"), the_panel(*seats(2))):
        CONSULTATION(*QUOTES).when(sheets(*THREE), by=who).refused_under("CC-23", status=403)
