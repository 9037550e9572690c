"""OURS-ITEM: is an item of the directory told of that no word ties to what is bought, and one that a word does not?"""

import pytest

from operis.core.wording import Wording
from operis.documents.lawbook import book
from operis.web.desk.item_ties import ROW, ties

COMMON = book().rows[ROW].data["common"]
NEED = (Wording(zh="学校食堂供餐服务", en="Meals for the canteens of schools"),)


@pytest.mark.parametrize(
    ("name", "tied"),
    [
        (Wording(zh="供餐服务"), True),
        (Wording(zh="物业管理服务"), False),
        (Wording(zh="公共服务"), True),  # usual words alone: nothing to compare
        (Wording(en="Canteen services"), True),
        (Wording(en="Property services"), False),
        (Wording(zh="物业管理服务", en="School property services"), True),
    ],
)
def test_a_word_that_is_not_a_usual_one_ties_it(name: Wording, tied: bool) -> None:
    assert ties(name, NEED, (), COMMON) is tied


def test_what_the_plan_requires_ties_it_too() -> None:
    said = "Cleaning of the property each day"
    assert [ties(Wording(en="Property services"), NEED, written, COMMON) for written in ((), (said,))] == [False, True]
