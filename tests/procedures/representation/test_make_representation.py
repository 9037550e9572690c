"""A supplier asks about a procurement: GPL-51, REG-52."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from operis.core.acts import Due
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.facts import procurement, supplier
from operis.dockets.representation.acts import RepresentationMade
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.representation.facts import Mention, Mentions, QuestionsAsked, mentions, questions_asked
from operis.procedures.representation import REPRESENTATION
from tests.procedures.documents import words
from tests.statute import ALICE, BO, OFFICE, Given, at, case

MONDAY = date(2026, 3, 2)
NINE = at(MONDAY)
ASKED = MakeRepresentation(procurement="DC-2026-S-0001", question=words("Is the kitchen there?"))


def given(on: datetime = NINE, before: int = 0) -> Given:
    return case(REPRESENTATION).told(questions_asked, QuestionsAsked(before)).happening(on)


def made(before: int = 0) -> RepresentationMade:
    (act,) = given(before=before)().when(ASKED, by=BO).then(RepresentationMade)
    assert isinstance(act, RepresentationMade)
    return act


def test_whoever_is_on_file_asks_without_the_documents_and_the_question_has_the_next_number() -> None:
    assert made(before=2) == RepresentationMade(
        happened=at(MONDAY), procurement="DC-2026-S-0001", question=words("Is the kitchen there?"), no=3, supplier="sunrise",
        purchaser=OFFICE, answer_by=Due(day=date(2026, 3, 5), row="REG-52"),
    )  # fmt: skip


@pytest.mark.parametrize(("asked", "last"), [(date(2026, 3, 2), date(2026, 3, 5)), (date(2026, 3, 5), date(2026, 3, 10))])
def test_it_is_to_be_answered_within_three_working_days(asked: date, last: date) -> None:
    (act,) = given(at(asked))().when(ASKED, by=BO).then(RepresentationMade)
    assert isinstance(act, RepresentationMade)
    assert act.answer_by == Due(day=last, row="REG-52")


def test_below_the_quota_no_law_says_by_when() -> None:
    (act,) = given().told(procurement, method="below-threshold")().when(ASKED, by=BO).then(RepresentationMade)
    assert isinstance(act, RepresentationMade)
    assert act.answer_by is None


def test_there_is_a_notice_and_the_asker_is_on_file() -> None:
    given().told(procurement)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)
    given().told(supplier)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)
    given().told(supplier, refused=True)().when(ASKED, by=BO).refused_under("OURS-OPEN", status=409)


def test_a_docket_holds_one_question() -> None:
    given()(made()).when(ASKED, by=BO).refused_under("OURS-ONE", status=409)


@pytest.mark.parametrize("who", [ALICE, replace(BO, role=Role.AGENCY), replace(BO, role=Role.FINANCE)])
def test_only_a_supplier_asks(who: Mandate) -> None:
    given()().when(ASKED, by=who).refused_under("GPL-51", status=403)


def mention(key: str, name: str) -> Mentions:
    return Mentions((Mention(key, name, name.casefold()),))


def test_a_question_that_names_who_asks_is_not_taken_and_one_that_names_another_is() -> None:
    given().told(mentions, mention("sunrise", "Sunrise Care"))().when(ASKED, by=BO).refused_under("OURS-ASKER", status=409)
    given().told(mentions, mention("brook", "Brook Care"))().when(ASKED, by=BO).then(RepresentationMade)


@pytest.mark.parametrize(("name", "refused"), [("Sunny", False), ("Sunrise", True), ("Sunnys", True)])
def test_a_name_of_less_than_six_letters_may_stand_in_a_question_by_chance(name: str, refused: bool) -> None:
    when = given().told(mentions, mention("sunrise", name))().when(ASKED, by=BO)
    if refused:
        when.refused_under("OURS-ASKER", status=409)
    else:
        when.then(RepresentationMade)
