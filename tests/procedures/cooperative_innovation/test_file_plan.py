"""Cooperative innovation is a method since 1 June 2024, GPL-26; its measures are not in our law, COOP-00, so that it has no plan here."""

from datetime import date

import pytest

from operis.core.decider import Refusal
from operis.core.findings import Ground
from operis.core.wording import Slug, Wording
from operis.procedures.cooperative_innovation import COOPERATIVE_INNOVATION
from tests.procedures.documents import filed, notice, plan
from tests.statute import at, case

given = case(COOPERATIVE_INNOVATION)
BOUGHT = plan(method=Slug("cooperative-innovation"))


def closed(day: date) -> list[Ground]:
    """What closes the method on a day on which other rows, and no amounts yet, are law."""
    decided = given.happening(at(day))().when(BOUGHT).decided
    assert isinstance(decided, Refusal)
    return [one for one in decided.grounds if one.finding.at == "method"]


@pytest.mark.parametrize("day", [date(2024, 6, 1), date(2026, 3, 2)])
def test_its_measures_are_in_force_and_not_in_our_law(day: date) -> None:
    (ground,) = closed(day)
    assert (ground.check, ground.row, ground.blocks) == ("rules_in_our_law", "OURS-OUTSIDE", True)
    assert ground.finding.facts == {"document": Wording(zh="财库〔2024〕13号", en="CaiKu [2024] No. 13")}


def test_nothing_else_closes_it() -> None:
    given().when(BOUGHT).refused_under("OURS-OUTSIDE", status=409)


def test_before_that_day_it_is_no_method() -> None:
    (ground,) = closed(date(2024, 5, 31))
    assert (ground.check, ground.row, ground.blocks) == ("method_known", "GPL-26", True)


def test_there_is_no_notice_of_it() -> None:
    given(filed(method=Slug("cooperative-innovation"))).when(notice()).refused_under("OURS-STEP", status=409)
