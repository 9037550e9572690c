"""A guiding directory is adopted whole, with opinions, and keeps its numbers: O102-12, O102-13."""

from dataclasses import replace
from datetime import date

from operis.dockets.directory.acts import DirectoryAdopted
from operis.dockets.standing import Standing, authority
from operis.procedures.directory import DIRECTORY
from tests.procedures.directory.documents import adopted, directory
from tests.statute import ALICE, CHEN, at, case

given = case(DIRECTORY)


def test_the_finance_department_adopts_its_own() -> None:
    (act,) = given().when(directory(), by=CHEN).then(DirectoryAdopted)
    assert isinstance(act, DirectoryAdopted)
    assert act.authority == "finance"
    given().when(directory(), by=ALICE).refused_under("O102-12", status=403)
    given(adopted).when(directory(), by=replace(CHEN, body="finance-of-elsewhere")).refused_under("O102-12", status=403)


def test_departments_are_heard() -> None:
    given().when(directory(heard=()), by=CHEN).refused_under("O102-13", status=422)
    given.happening(at(date(2020, 2, 29)))().when(directory(heard=()), by=CHEN).warned_under()


def test_a_withdrawn_item_keeps_its_number() -> None:
    given(adopted).when(directory("A0402", "A0401", "A0403"), by=CHEN).warned_under()
    (note,) = given(adopted).when(directory("A0402"), by=CHEN).warned_under("OURS-DIRECTORY")
    assert note.finding.facts == {"item": "A0401"}


def test_an_authority_has_one_directory() -> None:
    given.told(authority, Standing("DC-2026-D-0009"))().when(directory(), by=CHEN).refused_under("OURS-ONE", status=409)
    given.told(authority, Standing("DC-2026-S-0001"))().when(directory(), by=CHEN).then(DirectoryAdopted)
