"""Thirty years of one body, plan after plan: is each slice found that the law calls one, and nothing else?

The years are drawn by number, so that each is the same every time. What is expected is reckoned here anew, from the articles.
"""

from collections import Counter
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from operis.core.decider import Done, Refusal
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import BudgetLineFact, budget_line, other_plans, year_spend
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.terms import Reservation
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers import models
from operis.registers.search import FINDERS
from tests.procedures.documents import plan
from tests.statute import OFFICE, STANDARD, case

pytestmark = [pytest.mark.django_db]
YEARS, PLANS = 30, 9
QUOTA, LIMIT = 300_000_00, 2_000_000_00
"""What a county of Henan has."""
METHODS = {"below-threshold": BELOW_THRESHOLD, "competitive-consultation": COMPETITIVE_CONSULTATION, "open-tender": OPEN_TENDER}
AMOUNTS = {
    "below-threshold": (90_000_00, 149_999_99, 150_000_00, 150_000_01, QUOTA - 1, QUOTA),
    "competitive-consultation": (350_000_00, 650_000_00, 999_999_99, LIMIT // 2, LIMIT // 2 + 1, LIMIT - 1, LIMIT),
    "open-tender": (650_000_00, LIMIT, LIMIT + 1),
}
TITLES = ("社区食堂服务（一期）", "社区食堂服务（二期）", "村庄保洁服务")
CATEGORIES = ("C05040100", "C05040101", "C05040102", "C13050000")
WEIGHED = {"GPL-27", "REG-28", "GPL-28", "GPL-02a", "OURS-SLICES"}


@dataclass(frozen=True)
class Slice:
    """One plan of the year."""

    docket: str
    need: int
    part: int
    item: str
    category: str
    directory: str
    method: str
    approved: bool
    fen: int

    @property
    def asked(self) -> FilePlan:
        return plan(
            need=f"DC-2026-N-000{self.need}", part=str(self.part), budget_line=f"BL-{self.item}", category=self.category,
            directory_item=self.directory, method=Slug(self.method), budget=Fen(self.fen), reservation=Reservation(way=Slug("whole")),
            approval=Slug("to-be-applied-for") if self.approved else None,
        )  # fmt: skip


def year(number: int) -> list[Slice]:
    """The plans of a year in their order; now and then an earlier one is filed anew with another amount."""
    draw = Random(number)
    found: list[Slice] = []
    for count in range(1, PLANS + 1):
        method = draw.choice(("below-threshold", "competitive-consultation", "competitive-consultation", "open-tender"))
        if found and draw.random() < 0.2:
            again = draw.choice(found)
            found.append(replace(again, fen=draw.choice(AMOUNTS[again.method])))
            continue
        need, item, category, directory = draw.randint(1, 3), draw.choice("12"), draw.choice(CATEGORIES), draw.choice(("A0401", "A0402"))
        approved = method == "competitive-consultation" and draw.random() < 0.15
        fen = draw.choice(AMOUNTS[method])
        found.append(Slice(f"DC-2026-S-000{count}", need, count, item, category, directory, method, approved, fen))
    return found


def kind(one: Slice, other: Slice) -> bool:
    """The same item, or an item and the category it stands in (C05040100 holds C05040101 and C05040102)."""
    codes = {one.category, other.category}
    return len(codes) == 1 or ("C05040100" in codes and "C13050000" not in codes)


def owed(now: Slice, before: list[Slice]) -> set[str]:
    """Which rows refuse the plan beside those that were filed before."""
    rows = set()
    others = [one for one in before if one.docket != now.docket]
    if now.method == "below-threshold":
        need = sum(one.fen for one in others if one.need == now.need and kind(one, now))
        if now.fen + need >= QUOTA:
            rows.add("GPL-02a")
    if now.method == "competitive-consultation" and now.fen >= LIMIT and not now.approved:
        rows.add("GPL-27")
    if now.method == "open-tender" or now.approved:
        return rows
    shut = [one for one in others if one.method != "open-tender" and kind(one, now)]
    on_item = sum(one.fen for one in shut if one.item == now.item)
    if on_item and on_item + now.fen > LIMIT:
        rows.add("REG-28")
    of_need = [one for one in shut if one.need == now.need]
    if any(one.item != now.item for one in of_need) and now.fen + sum(one.fen for one in of_need) > LIMIT:
        rows.add("GPL-28")
    return rows


def told(now: Slice, before: list[Slice]) -> set[str]:
    """What is told of a plan that passes: it stays under an amount which it reaches together with what resembles it."""
    if now.method == "open-tender":
        return set()
    amount = QUOTA if now.method == "below-threshold" else LIMIT
    alike = [
        one
        for one in before
        if one.docket != now.docket
        and one.method != "open-tender"
        and (now.method != "below-threshold" or one.method == "below-threshold")
        and (one.need == now.need or kind(one, now) or one.directory == now.directory or {one.need, now.need} == {1, 2})
    ]
    return {"OURS-SLICES"} if now.fen < amount <= now.fen + sum(one.fen for one in alike) else set()


def weigh(now: Slice) -> Done | Refusal:
    """By the facts that the registers tell of the other plans."""
    asked = now.asked
    line = BudgetLineFact(asked.budget_line, now.item, Fen(90_000_000_00), Fen(0), None, None, ())
    key: Any = (OFFICE, "2026", asked.need, asked.category, now.directory, now.asked.budget_line)
    spent = FINDERS["year_spend"]((OFFICE, "2026", asked.budget_line, asked.category), now.docket)
    given = case(METHODS[now.method]).told(budget_line, line).told(year_spend, spent)
    given = given.told(other_plans, FINDERS["other_plans"](key, now.docket))
    return given.told(need_part, replace(STANDARD[need_part], need=asked.need, part=asked.part))().when(asked).decided


def filed(now: Slice) -> None:
    models.YearSpend.objects.update_or_create(
        docket=now.docket,
        defaults={
            "body": OFFICE, "year": 2026, "line": f"BL-{now.item}", "budget_item": now.item, "category": now.category, "method": now.method,
            "amount_fen": now.fen, "need": now.asked.need, "part": now.asked.part, "directory_item": now.directory,
        },
    )  # fmt: skip


@pytest.fixture
def county() -> None:
    for number, title in enumerate(TITLES, 1):
        models.Docket.objects.create(number=f"DC-2026-N-000{number}", kind="need", body=OFFICE, title_zh=title)
    for item in "12":
        models.BudgetLine.objects.create(docket="DC-2026-G-0001", body=OFFICE, year=2026, line=f"BL-{item}", budget_item=item, amount_fen=1)


@pytest.mark.usefixtures("county")
@pytest.mark.parametrize("number", range(YEARS))
def test_each_plan_of_a_year_is_refused_or_told_as_reckoned_anew(number: int) -> None:
    before: list[Slice] = []
    for now in year(number):
        decided = weigh(now)
        if rows := owed(now, before):
            assert isinstance(decided, Refusal), (now, rows)
            assert decided.rows == rows, now
        else:
            assert isinstance(decided, Done), (now, decided)
            assert {note.row for note in decided.notes} & WEIGHED == told(now, before), now
            before = [*(one for one in before if one.docket != now.docket), now]
            filed(now)


def test_the_years_hold_every_outcome() -> None:
    """Each row refuses or tells in several of them, and most plans pass."""
    seen: Counter[str] = Counter()
    for number in range(YEARS):
        before: list[Slice] = []
        for now in year(number):
            rows = owed(now, before)
            seen.update(rows or told(now, before) or {"passes"})
            before = before if rows else [*(one for one in before if one.docket != now.docket), now]
    assert min(seen[row] for row in (*WEIGHED, "passes")) >= 3, seen
