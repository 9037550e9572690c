"""Does what is typed find first what is meant? Two hundred searches, the same on both databases."""

import pytest

from operis.documents.searching.results import amount_of, results, search
from operis.registers.bigrams import bigrams
from operis.registers.everywhere import abbreviated
from tests.searching.county import filled, searches

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def first(typed: str) -> str:
    found = search(typed).hits
    return results(found[:1])[0].number if found else ""


def test_what_is_meant_comes_first() -> None:
    filled()
    asked = searches()
    assert len(asked) >= 200
    assert {typed: first(typed) for typed, _ in asked} == dict(asked)


def test_an_abbreviation_is_found_behind_what_has_it_as_it_was_typed() -> None:
    filled()
    found = [one.name for one in search("社工").hits]
    assert (found[0], "DC-2025-F-0022" in found[1:]) == ("DC-2026-N-0001", True)
    assert [typed for typed in ("社福会", "工社") if "DC-2025-F-0022" in [one.name for one in search(typed).hits]] == []


@pytest.mark.parametrize(("title", "signs", "counts"), [
    ("云泽县暖檐社会工作服务中心", "社工", 1), ("社区公共工程", "社工", 0), ("县民政局", "民局", 1), ("工作社会", "社工", 0),
    ("社 工", "社工", 0), ("残疾人联合会", "残联", 1), ("残疾人的联合会", "残联", 0),
])  # fmt: skip
def test_signs_of_an_abbreviation_lie_near_each_other_in_one_name(title: str, signs: str, counts: int) -> None:
    assert abbreviated(signs, bigrams(title)) == counts


@pytest.mark.parametrize(("typed", "fen"), [
    ("900,000.00", 900_000_00), ("CNY 900,000", 900_000_00), ("90万元", 900_000_00), ("1.5万", 15_000_00), ("0.01", 1), ("９００", 900_00),
    ("9,00", 0), ("DC-2026", 0), ("90 万人", 0), ("", 0), ("9" * 30, 0),
])  # fmt: skip
def test_an_amount_is_read_as_pages_and_files_write_it(typed: str, fen: int) -> None:
    assert amount_of(typed) == fen
