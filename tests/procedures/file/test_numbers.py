"""A supplier is on file once, by a code or a resident number that the standards allow: GB 32100-2015, GB 11643-1999."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.mandates import REGISTRATION
from operis.core.wording import Slug
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.state import File, evolve
from operis.dockets.standing import Standing, code_holder
from operis.procedures.file import FILE
from tests.procedures.documents import said
from tests.procedures.file.documents import body, supplier
from tests.statute import BO, CHEN, at, case

given = case(FILE)
CODE, RESIDENT = "91110000600037341L", "360426199101010071"
TEN = "11010519491231002X"
person = replace(supplier, nature=Slug("individual"), size=None)


def refused(row: str, place: str, **changed: Any) -> str:
    asked = replace(supplier if "code" in changed else person, **changed)
    (ground,) = given().when(asked, by=BO).refused_under(row, status=422)
    assert ground.finding.at == place
    return ground.finding.says


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), "９１１１００００６０００３７３４１Ｌ", " 9111 0000 6000 3734 1L "])
def test_a_code_is_compared_however_it_was_typed(typed: str) -> None:
    given().when(replace(supplier, code=typed), by=BO).then(FileEntered)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (CODE[:-1], "A code has {length} signs; this one has {count}."),
        (CODE + "L", "A code has {length} signs; this one has {count}."),
        ("", "A code has {length} signs; this one has {count}."),
        *((CODE[:-1] + sign, "A code never has these signs: {signs}.") for sign in "IOSVZ中"),
        (CODE[:-1] + "M", "The last sign does not fit the others, so one of them is wrong."),
        ("19" + CODE[2:], "The last sign does not fit the others, so one of them is wrong."),
    ],
)
def test_a_wrong_code_is_told_with_what_is_wrong(typed: str, says: str) -> None:
    assert refused("STD-CODE", "code", code=typed) == says


def test_each_sign_of_a_code_counts() -> None:
    for place, sign in enumerate(CODE):
        other = "1" if sign == "0" else "0"
        assert refused("STD-CODE", "code", code=CODE[:place] + other + CODE[place + 1 :])


@pytest.mark.parametrize("nature", ["social-service-organisation", "social-group", "foundation", "individual-business"])
def test_a_code_of_another_kind_is_refused(nature: str) -> None:
    asked = replace(supplier, nature=Slug(nature), size=None, code=CODE)
    (ground,) = given().when(asked, by=BO).refused_under("STD-CODE", status=422)
    assert (ground.finding.at, ground.finding.facts["begins"]) == ("code", "91")


def test_a_kind_of_which_no_head_is_known_has_any_code() -> None:
    given().when(replace(supplier, nature=Slug("partnership"), size=None, code=CODE), by=BO).then(FileEntered)


@pytest.mark.parametrize(("nature", "sized"), [("enterprise", True), ("individual-business", True), ("partnership", True),
                                               ("social-service-organisation", False), ("foundation", False)])  # fmt: skip
def test_only_an_enterprise_or_an_individual_business_has_a_size(nature: str, sized: bool) -> None:
    asked = given().when(replace(supplier, nature=Slug(nature), size=Slug("micro")), by=BO)
    asked.then(FileEntered) if sized else asked.refused_under("SME-02", status=422)
    given().when(replace(supplier, nature=Slug(nature), size=None), by=BO).then(FileEntered)


def test_another_kind_or_size_waits_for_a_review() -> None:
    first = FileEntered(**said(supplier), happened=at(date(2026, 3, 2)))
    larger = replace(first, size=Slug("micro"))
    changed = evolve(evolve(File(), first), larger)
    accepted = FileReviewed(result=Slug("accepted"), happened=at(date(2026, 3, 3)))
    assert [one.kind_waits for one in (evolve(File(), first), changed, evolve(changed, first), evolve(changed, accepted))] == [
        False, True, False, False,
    ]  # fmt: skip
    assert evolve(changed, replace(accepted, result=Slug("refused"))).kind_waits


def test_the_code_of_a_body_is_looked_after_by_its_finance_department() -> None:
    given().when(body(code="11419999000010372D"), by=CHEN).then(FileEntered)


def test_a_code_is_on_file_once() -> None:
    taken = given.told(code_holder, Standing("DC-2026-F-0009"))
    (ground,) = taken().when(replace(supplier, code=CODE), by=BO).refused_under("OURS-ONE", status=409)
    assert (ground.finding.at, dict(ground.finding.facts)) == ("code", {})
    given.told(code_holder, Standing("DC-2026-S-0001"))().when(replace(supplier, code=CODE), by=BO).then(FileEntered)


@pytest.mark.parametrize("typed", [RESIDENT, TEN, TEN.lower(), "３６０４２６１９９１０１０１００７１"])
def test_an_individual_is_known_by_a_resident_number(typed: str) -> None:
    given().when(replace(person, resident_number=typed), by=BO).then(FileEntered)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (RESIDENT[:-1], "A resident number has {length} signs."),
        ("X" + RESIDENT[1:], "A resident number has digits alone; its last sign may be X."),
        (RESIDENT[:-1] + "Y", "A resident number has digits alone; its last sign may be X."),
        ("360426199102300071", "The day of birth in this number is none."),
        (RESIDENT[:-1] + "2", "The last sign does not fit the digits, so one of them is wrong."),
    ],
)
def test_a_wrong_resident_number_is_told_and_not_repeated(typed: str, says: str) -> None:
    assert refused("STD-RESIDENT", "resident_number", resident_number=typed) == says


def test_neither_stands_in_for_the_other() -> None:
    assert refused("STD-CODE", "code", nature=Slug("individual"), size=None, code=CODE) == "An individual has no such code."
    assert refused("STD-RESIDENT", "resident_number", nature=Slug("enterprise"), resident_number=RESIDENT)


def test_who_registered_itself_counts_until_a_review_refuses_it() -> None:
    itself = replace(BO, by=REGISTRATION)
    (act,) = given().when(replace(supplier, code=CODE), by=itself).then(FileEntered)
    assert isinstance(act, FileEntered)
    assert act.confirmed
    (other,) = given().when(replace(supplier, code=CODE), by=BO).then(FileEntered)
    assert isinstance(other, FileEntered)
    assert not other.confirmed

    def accepted(*acts: Any) -> bool:
        state = File()
        for one in acts:
            state = evolve(state, one)
        return state.accepted

    review = {name: FileReviewed(result=Slug(name), happened=at(date(2026, 1, 6))) for name in ("accepted", "returned", "refused")}
    assert accepted(act)
    assert accepted(act, other)
    assert accepted(act, review["returned"])
    assert not accepted(other)
    assert not accepted(act, review["refused"])
    assert not accepted(act, review["refused"], act, review["returned"], other)
    assert accepted(act, review["refused"], other, review["accepted"], other)


@pytest.mark.parametrize(("nature", "prison", "welfare"), [("enterprise", True, True), ("social-service-organisation", False, True),
                                                           ("public-institution", False, True), ("individual", False, False)])  # fmt: skip
def test_only_whom_the_notices_name_is_marked_as_treated_like_a_small_firm(nature: str, *, prison: bool, welfare: bool) -> None:
    for mark, row, right in (("prison-enterprise", "SME-P", prison), ("disabled-welfare-unit", "SME-D", welfare)):
        asked = replace(person if nature == "individual" else supplier, nature=Slug(nature), size=None, marks=(Slug(mark),))
        weighed = given().when(asked, by=BO)
        weighed.then(FileEntered) if right else weighed.refused_under(row, status=422)
