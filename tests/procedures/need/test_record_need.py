"""A need is recorded complete and clear: REG-11, REG-15."""

from dataclasses import replace

import pytest

from operis.core.mandates import Mandate, Role
from operis.core.wording import Wording
from operis.dockets.file.facts import body
from operis.dockets.need.acts import NeedRecorded
from operis.procedures.need import NEED
from tests.procedures.documents import words
from tests.procedures.needs import determined, need, part, recorded
from tests.statute import ALICE, BO, DONG, OFFICE, case

given = case(NEED)


def test_a_complete_need_is_recorded_for_the_body() -> None:
    for officer in (ALICE, Mandate(role=Role.INSTITUTION, office="care", body=OFFICE, persons=("hua",))):
        (act,) = given().when(need(), by=officer).then(NeedRecorded)
        assert isinstance(act, NeedRecorded)
        assert act.body == OFFICE


@pytest.mark.parametrize("element", ["result", "quantity", "place", "served", "period"])
def test_each_element_that_is_missing_is_named(element: str) -> None:
    (ground,) = given().when(need(part("1"), part("2", **{element: None}))).refused_under("REG-15", status=422)
    assert ground.finding.at == f"parts/1/{element}"


def test_parts_have_names_of_their_own_and_there_is_one_at_least() -> None:
    given().when(need(part("1"), part("2"))).then(NeedRecorded)
    given().when(need(part("1"), part("1"))).refused_under("OURS-OPEN", status=409)
    given().when(replace(need(), parts=())).refused_under("OURS-OPEN", status=409)


def test_the_body_is_accepted_on_file() -> None:
    for missing in (given.told(body, accepted=False), given.told(body)):
        missing().when(need()).refused_under("OURS-OPEN", status=409)


def test_a_need_may_be_recorded_again_until_it_is_determined() -> None:
    given(recorded()).when(need()).then(NeedRecorded)
    given(recorded(), determined("SERVICE")).when(need()).refused_under("OURS-OPEN", status=409)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given().when(need(), by=BO).refused_under("REG-11", status=403)
    given(recorded()).when(need(), by=DONG).refused_under("REG-11", status=403)


@pytest.mark.parametrize("said", ["-5 people", "Minus five people", "0 people", "０人", "负五人", "−5人"])
def test_a_quantity_is_more_than_nothing(said: str) -> None:
    (ground,) = given().when(need(part("1"), part("2", quantity=Wording(zh=said)))).refused_under("REG-15", status=422)
    assert ground.finding.at == "parts/1/quantity"


@pytest.mark.parametrize("said", ["Sixty people", "3-5 people", "约6,000次／年", "10台", "2026-03-01 to 2026-12-31", "0.5 posts"])
def test_a_range_a_share_and_a_number_in_words_are_quantities(said: str) -> None:
    given().when(need(part("1", quantity=Wording(en=said)))).warned_under()


def test_words_that_say_no_amount_are_told() -> None:
    for said in ("若干名", "Some people", "To be determined"):
        (note,) = given().when(need(part("1", quantity=Wording(zh=said)))).warned_under("OURS-QUANTITY")
        assert note.finding.at == "parts/0/quantity"
    for said in ("若干名，不少于5名", "Handsome rooms", "Some 60 people"):
        given().when(need(part("1", quantity=Wording(zh=said)))).warned_under()


def test_the_same_words_are_no_answer_to_more_than_two_things() -> None:
    """OURS-APART: a quantity of twelve months may be the period too, and is not the place as well."""
    for place, refused in (("Three villages", False), ("Twelve  months", True)):
        outcome = given().when(need(part(quantity=words("Twelve months"), period=words("twelve months"), place=words(place))))
        if refused:
            (ground,) = outcome.refused_under("OURS-APART", status=409)
            assert ground.finding.facts == {"times": 3, "words": "twelve months"}
        else:
            outcome.then(NeedRecorded)
