"""What else a body buys in a year: which purchases count together, which are told beside, who held the same before."""

from datetime import date

import pytest

from operis.core.money import Fen
from operis.dockets.budget.facts import BoughtBefore, Kept, OtherPlans, YearKept, YearSpend, same_kind
from operis.registers import models
from operis.registers.search import FINDERS
from tests.statute import OFFICE

pytestmark = [pytest.mark.django_db]
ONE, TWO, NEED, OTHER = "DC-2026-S-0001", "DC-2026-S-0002", "DC-2026-N-0001", "DC-2026-N-0002"
CONSULTED = "competitive-consultation"


def spend(docket: str, fen: int = 100, *, category: str = "C05040100", item: str = "1", need: str = OTHER, directory: str = "B0101",
          method: str = CONSULTED, year: int = 2026) -> None:  # fmt: skip
    models.YearSpend.objects.create(docket=docket, body=OFFICE, year=year, line="BL-1", budget_item=item, category=category, method=method,
                                    amount_fen=fen, need=need, part="1", directory_item=directory)  # fmt: skip


def title(need: str, zh: str = "", en: str = "") -> None:
    models.Docket.objects.create(number=need, kind="need", body=OFFICE, title_zh=zh, title_en=en)


def ties(category: str = "C13050000", directory: str = "A0401", line: str = "BL-2") -> list[tuple[str, tuple[str, ...]]]:
    told: OtherPlans = FINDERS["other_plans"]((OFFICE, "2026", NEED, category, directory, line), ONE)
    return [(one.docket, one.ties) for one in told.found]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("C05040100", "C05040100", True),
        ("C05040100", "C05040101", True),  # an item of the category
        ("C05040101", "C05040100", True),
        ("C05040101", "C05040102", False),  # two items of one category
        ("C05040100", "C05040200", False),
        ("C05000000", "C05040100", True),
        ("C05000000", "C06000000", False),
        ("C0101", "C0101", True),
    ],
)
def test_an_item_and_its_category_are_one_kind(one: str, other: str, same: bool) -> None:
    assert same_kind(one, other) is same


def test_what_counts_together_is_of_one_budget_item_and_kind_without_open_tender() -> None:
    models.BudgetLine.objects.create(docket="DC-2026-G-0001", body=OFFICE, year=2026, line="BL-1", budget_item="1", amount_fen=1_000)
    spend(ONE, 100)
    spend(TWO, 200, category="C05040101")
    spend("DC-2026-S-0003", 400, category="C13050000")
    spend("DC-2026-S-0004", 800, item="2")
    spend("DC-2026-S-0005", 1600, method="open-tender")
    spend("DC-2025-S-0006", 3200, year=2025)
    told = FINDERS["year_spend"]((OFFICE, "2026", "BL-1", "C05040100"), None)
    assert told == YearSpend(Fen(300), (ONE, TWO), (100, 200))
    assert told.named == f"{ONE} (1.00), {TWO} (2.00)"
    assert FINDERS["year_spend"]((OFFICE, "2026", "BL-1", "C05040100"), ONE) == YearSpend(Fen(200), (TWO,), (200,))
    assert FINDERS["year_spend"]((OFFICE, "2026", "BL-2", "C05040100"), ONE) is None


def test_another_purchase_of_the_year_is_told_with_what_both_have_in_common() -> None:
    spend(ONE, need=NEED)
    spend(TWO)
    assert ties() == []
    assert ties(category="C05040000") == [(TWO, ("same-category",))]
    assert ties(directory="B0101") == [(TWO, ("same-directory-item",))]
    assert ties(directory="B0101", line="BL-1") == [(TWO, ("same-directory-item", "same-budget-line"))]
    assert ties(line="BL-1") == []
    models.YearSpend.objects.filter(docket=TWO).update(need=NEED, directory_item="")
    assert ties(directory="") == [(TWO, ("same-need",))]
    assert ties(category="C05040100") == [(TWO, ("same-need", "same-category"))]


@pytest.mark.parametrize(
    ("own", "other", "alike"),
    [
        ({"zh": "社区食堂服务（一期）"}, {"zh": "社区食堂服务（二期）"}, True),
        ({"zh": "社区食堂服务2026年第1批"}, {"zh": "社区食堂服务2026年第2批"}, True),
        ({"zh": "社区食堂服务"}, {"zh": "社区食堂管理"}, False),
        ({"en": "Village cleaning, part one"}, {"en": "Village Cleaning, Part 2"}, True),
        ({"en": "Village cleaning"}, {"en": "Village lighting"}, False),
        ({}, {}, False),
    ],
)
def test_titles_that_only_count_on_are_alike(own: dict[str, str], other: dict[str, str], alike: bool) -> None:
    title(NEED, **own)
    title(OTHER, **other)
    spend(TWO)
    assert ties() == ([(TWO, ("alike-titles",))] if alike else [])


def test_who_held_the_same_in_the_years_before_is_told_once_it_is_signed() -> None:
    spend("DC-2025-S-0001", year=2025)
    spend(ONE)
    signed = {"DC-2025-C-0001": ("DC-2025-S-0001", date(2025, 5, 4)), "DC-2026-C-0001": (ONE, date(2026, 5, 4))}
    for docket, (procurement, day) in signed.items():
        models.Contract.objects.create(docket=docket, procurement=procurement, lot="1", supplier="sunrise", price_fen=90, signed=day)
    held = BoughtBefore(("DC-2025-C-0001",), (2025,), ("sunrise",), (CONSULTED,), (90,))
    assert FINDERS["bought_before"]((OFFICE, "2026", "C05040101"), None) == held
    assert FINDERS["bought_before"]((OFFICE, "2025", "C05040101"), None) == BoughtBefore()
    assert FINDERS["bought_before"]((OFFICE, "2026", "C13050000"), None) == BoughtBefore()
    models.Contract.objects.update(signed=None)
    assert FINDERS["bought_before"]((OFFICE, "2026", "C05040101"), None) == BoughtBefore()


def test_the_year_of_small_firms_leaves_out_what_they_could_not_do() -> None:
    spend(ONE, 100)
    spend(TWO, 200)
    spend("DC-2025-S-0003", 400, year=2025)
    models.YearSpend.objects.filter(docket=TWO).update(reserved_fen=60, small_micro_fen=36)
    assert FINDERS["year_kept"]((OFFICE, "2026"), ONE) == YearKept((Kept(TWO, Fen(200), Fen(60), Fen(36)),))
    models.YearSpend.objects.filter(docket=TWO).update(suitable=False)
    assert FINDERS["year_kept"]((OFFICE, "2026"), ONE) == YearKept()


def outside(fen: int, method: str, *, need: str = OTHER, line: str = "BL-1", category: str = "C05040100") -> None:
    models.OutsideSpend.objects.create(docket=need, part="1", body=OFFICE, year=2026, line=line, budget_item="1", category=category,
                                       directory_item="B0101", method=method, amount_fen=fen)  # fmt: skip


def test_what_was_bought_outside_counts_with_plans_but_for_what_a_disaster_forced() -> None:
    models.BudgetLine.objects.create(docket="DC-2026-G-0001", body=OFFICE, year=2026, line="BL-1", budget_item="1", amount_fen=1_000,
                                     category="C05040100", directory_item="B0101")  # fmt: skip
    spend(ONE, 100)
    outside(200, "emergency")
    outside(400, "cooperative-innovation")
    outside(800, "cooperative-innovation", category="")
    assert FINDERS["year_spend"]((OFFICE, "2026", "BL-1", "C05040100"), ONE) == YearSpend(Fen(400), (OTHER,), (400,))
    plans = FINDERS["other_plans"]((OFFICE, "2026", NEED, "C05040100", "", "BL-1"), ONE)
    told = [(one.docket, one.method, one.budget) for one in plans.found]
    assert told == [(OTHER, "emergency", Fen(200)), (OTHER, "cooperative-innovation", Fen(400))]
    beside = FINDERS["bought_beside"]((OFFICE, "2026", "BL-1"), OTHER).found
    assert [(one.docket, one.budget, one.outside) for one in beside] == [
        (ONE, Fen(100), False), (OTHER, Fen(200), True), (OTHER, Fen(400), True), (OTHER, Fen(800), True),
    ]  # fmt: skip
    assert [one.budget for one in FINDERS["bought_beside"]((OFFICE, "2026", ""), OTHER).found] == [Fen(100), Fen(200), Fen(400), Fen(800)]


def test_what_was_bought_outside_is_no_longer_free_on_its_line() -> None:
    models.BudgetLine.objects.create(docket="DC-2026-G-0001", body=OFFICE, year=2026, line="BL-1", budget_item="1", amount_fen=1_000)
    spend(ONE, 100)
    outside(200, "emergency")
    outside(50, "emergency", line="")
    assert FINDERS["budget_line"]((OFFICE, "2026", "BL-1"), ONE).free == Fen(800)
    assert FINDERS["paid_from"]((OFFICE, "2026", "BL-1"), OTHER).free == Fen(700)
