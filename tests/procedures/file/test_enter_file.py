"""A party is entered on file by itself or by the finance department: REG-17, GPL-21; a body's file says its level and place."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.state import evolve
from operis.dockets.standing import Standing, party
from operis.procedures.file import FILE
from operis.rules.standing import place_readable
from tests.procedures.file.documents import body, entered, supplier
from tests.statute import ALICE, BO, CHEN, DONG, at, case

given = case(FILE)


accepted = FileReviewed(result=Slug("accepted"), happened=at(date(2026, 1, 6)))


def test_a_party_enters_itself_and_finance_enters_everyone() -> None:
    given().when(body(), by=ALICE).then(FileEntered)
    given().when(supplier, by=BO).then(FileEntered)
    given().when(body(), by=CHEN).then(FileEntered)


def test_nobody_enters_another() -> None:
    given().when(body(), by=BO).refused_under("REG-17", status=403)
    given(entered).when(body(key=Slug("education")), by=DONG).refused_under("REG-17", status=403)
    given(entered).when(body(), by=replace(ALICE, body="education")).refused_under("REG-17", status=403)


@pytest.mark.parametrize("element", ["level", "place"])
def test_the_file_of_a_body_fixes_its_amounts(element: str) -> None:
    lacking: dict[str, Any] = {element: None}
    (ground,) = given().when(body(**lacking)).refused_under("GPL-27", status=422)
    assert ground.finding.at == element
    given().when(supplier, by=BO).warned_under()


def test_a_party_has_one_file_and_keeps_its_short_name() -> None:
    given.told(party, Standing("DC-2026-F-0009"))().when(body()).refused_under("OURS-ONE", status=409)
    given.told(party, Standing("DC-2026-S-0001"))(entered).when(body()).then(FileEntered)
    given(entered).when(body(key=Slug("education")), by=CHEN).refused_under("OURS-ONE", status=409)


def test_a_new_entry_waits_for_a_new_review() -> None:
    state = given(entered, accepted).case(body()).state
    assert state.reviewed == accepted
    assert evolve(state, entered).reviewed is None


@pytest.mark.parametrize(
    ("place", "wrong"),
    [*((code, []) for code in ("41", "4101", "410101")), *((none, ["/place"]) for none in ("County", "4", "410", "41010101", ""))],
)
def test_a_place_is_a_code_of_two_four_or_six_digits(place: str, wrong: list[str]) -> None:
    assert [one.pointer for one in place_readable(body(place=place), given().case(body()).law)] == wrong
