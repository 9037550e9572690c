"""An emergency purchase has no plan: it is outside the law, GPL-85; its measures of 1 October 2026 are not in our law, NEW-EMG."""

from datetime import date

import pytest

from operis.core.wording import Slug, Wording
from operis.procedures.emergency import EMERGENCY
from tests.procedures.documents import filed, notice, plan
from tests.statute import at, case

given = case(EMERGENCY)
BOUGHT = plan(method=Slug("emergency"))


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 9, 30)])
def test_until_the_last_of_september_it_is_outside_the_law(day: date) -> None:
    (ground,) = given.happening(at(day))().when(BOUGHT).refused_under("GPL-85", status=422)
    assert (ground.check, ground.finding.at) == ("bought_within_the_law", "method")


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 12, 31)])
def test_from_the_first_of_october_it_has_measures_that_are_not_in_our_law(day: date) -> None:
    (ground,) = given.happening(at(day))().when(BOUGHT).refused_under("OURS-OUTSIDE", status=409)
    assert (ground.check, ground.finding.at) == ("rules_in_our_law", "method")
    assert ground.finding.facts == {"document": Wording(zh="财库〔2026〕12号", en="CaiKu [2026] No. 12")}


def test_there_is_no_notice_of_it() -> None:
    given(filed(method=Slug("emergency"))).when(notice()).refused_under("OURS-STEP", status=409)
