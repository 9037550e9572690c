"""What was bought outside the methods of this site is entered with its need: GPL-85, NEW-EMG, COOP-00, O101-19, OURS-OUTSIDE."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Act, Outside
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import OUTSIDE, OtherPlans
from operis.dockets.need.acts import OutsidePurchaseEntered
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.need.kind import NEED_KIND
from operis.dockets.need.sold_facts import CHOSEN, NAME, Seller, Sellers, sellers
from operis.dockets.need.sold_facts import CODE as CODE_GIVEN
from operis.dockets.need.spent_facts import bought_beside, paid_from
from operis.dockets.need.terms import COOPERATIVE, EMERGENCY, SECRET
from operis.dockets.procurement.facts import Barred, Bars
from operis.procedures.need import NEED
from tests.procedures.documents import said, words
from tests.procedures.needs import determined, part, recorded
from tests.statute import BO, DONG, Given, at, case

given = case(NEED)
CODE = "91410122MA4LAKE009"
LAST, FIRST = date(2026, 9, 30), date(2026, 10, 1)
"""The last day without the measures of 2026, and their first."""


def bought(day: date, ground: str | None = EMERGENCY, **changed: Any) -> EnterOutsidePurchase:
    paper = Outside(medium="Contract", on=day, number="2026-77", scan="ab" * 32)
    whole = {"ground": ground and Slug(ground), "reason": words("The flood took the bridge, and twelve families had no meal"),
             "supplier": "Lake Kitchen", "code": CODE, "budget_line": "BL-1", "price": Fen(48_000_00), "outside": paper}  # fmt: skip
    return EnterOutsidePurchase(**{**whole, **changed})


def on(day: date, *acts: Act) -> Given:
    return given.happening(at(day))(*(acts or (recorded(),)))


@pytest.mark.parametrize(("day", "row", "told"), [
    (LAST, "GPL-85", {"OURS-OUTSIDE"}), (FIRST, "NEW-EMG", {"OURS-OUTSIDE", "NEW-EMG"}),
])  # fmt: skip
def test_an_emergency_rests_on_the_law_and_from_their_day_on_the_measures(day: date, row: str, told: set[str]) -> None:
    asked = on(day).when(bought(day))
    (act,) = asked.then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert (act.by, act.supplier, act.price, act.outside.number) == (row, "Lake Kitchen", Fen(48_000_00), "2026-77")
    asked.warned_under(*told)


def test_cooperative_innovation_rests_on_its_measures_once_it_is_a_method() -> None:
    day = date(2026, 3, 2)
    (act,) = on(day).when(bought(day, COOPERATIVE)).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert act.by == "COOP-00"
    on(day).when(bought(day, COOPERATIVE)).warned_under("COOP-00")


@pytest.mark.parametrize("ground", [None, "no-time-to-tender", "cheaper"])
def test_an_everyday_purchase_has_no_ground(ground: str | None) -> None:
    for day in (LAST, FIRST):
        (found,) = on(day).when(bought(day, ground)).refused_under("GPL-85", status=422)
        assert found.finding.facts == {"grounds": (EMERGENCY, SECRET, COOPERATIVE), "named": ground or "none"}


def test_what_is_secret_is_not_entered() -> None:
    (found,) = on(LAST).when(bought(LAST, SECRET)).refused_under("O101-19", status=422)
    assert found.check == "nothing_secret"


def test_a_paper_shows_it_by_a_link_or_a_scan() -> None:
    def paper(**shown: str) -> EnterOutsidePurchase:
        return bought(LAST, outside=Outside(medium="Contract", on=LAST, **shown))

    on(LAST).when(paper(link="https://county.example/77")).then(OutsidePurchaseEntered)
    on(LAST).when(paper(number="2026-77")).refused_under("OURS-OUTSIDE", status=409)
    on(LAST).when(bought(LAST, price=Fen(0))).refused_under("OURS-OUTSIDE", status=409)


def test_what_is_entered_on_a_later_day_says_why() -> None:
    later = given.entering(at(FIRST)).happening(at(LAST))(recorded())
    later.when(bought(LAST)).refused_under("OURS-LATE", status=409)
    (act,) = later.when(bought(LAST, late_reason=words("The office had no current"))).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert act.by == "GPL-85"


def test_it_is_for_a_part_of_a_need_on_record_and_says_something() -> None:
    on(LAST, recorded(part("1"), part("2"))).when(bought(LAST, part="2")).then(OutsidePurchaseEntered)
    on(LAST).when(bought(LAST, part="2")).refused_under("OURS-OPEN", status=409)
    on(LAST).when(bought(LAST, reason=words("x"))).refused_under("OURS-REASON", status=409)


def test_that_the_need_was_known_before_is_told_with_the_days_between() -> None:
    notes = on(LAST).when(bought(LAST)).warned_under("OURS-OUTSIDE")
    assert notes[0].finding.facts == {"since": date(2026, 1, 5), "day": LAST, "days": 268}
    day = date(2026, 1, 5)
    on(day).when(bought(day)).warned_under()


def test_what_is_left_of_the_need_keeps_its_plan_among_what_is_due() -> None:
    acts = (recorded(), determined("SERVICE"))
    for whole, due in ((False, ["file-plan"]), (True, [])):
        entered = OutsidePurchaseEntered(**said(bought(LAST, whole=whole)), happened=at(LAST), by="GPL-85")
        state = NEED_KIND.folded((*acts, entered))
        assert [one.duty.command.slug for one in NEED_KIND.owed(state)] == due


LAKE = Seller("lake", words("Lake Kitchen"), "enterprise", True, CODE_GIVEN)
CHOSEN_ONE = {"on_file": "lake", "supplier": None, "code": None}


def test_who_sold_it_is_chosen_from_those_on_file() -> None:
    there = on(LAST).told(sellers, Sellers((replace(LAKE, by=CHOSEN),)))
    (act,) = there.when(bought(LAST, **CHOSEN_ONE)).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert (act.on_file, act.supplier, act.code) == ("lake", "Lake Kitchen", None)
    for asked, field in (
        (bought(LAST, supplier=None, code=None), "on_file"), (bought(LAST, **{**CHOSEN_ONE, "supplier": "Lake Kitchen"}), "supplier"),
        (bought(LAST, code=None), "code"),
    ):  # fmt: skip
        (found,) = there.when(asked).refused_under("OURS-OUTSIDE", status=409)
        assert (found.check, found.finding.at) == ("seller_said", field)
    (found,) = on(LAST).when(bought(LAST, **CHOSEN_ONE)).refused_under("OURS-OUTSIDE", status=409)
    assert found.finding.facts == {"supplier": "lake"}


def test_the_code_of_one_that_is_not_on_file_adds_up() -> None:
    for code, says in ((CODE[:-1] + "8", "The last sign does not fit the others"), (CODE[:-1], "A code has {length} signs")):
        (found,) = on(LAST).when(bought(LAST, code=code)).refused_under("STD-CODE", status=422)
        assert found.finding.says.startswith(says)
    on(LAST).when(bought(LAST, code=f" {CODE.lower()} ")).then(OutsidePurchaseEntered)


def test_who_is_on_file_is_not_typed() -> None:
    for known, field in ((LAKE, "code"), (replace(LAKE, by=NAME), "supplier")):
        (found,) = on(LAST).told(sellers, Sellers((known,))).when(bought(LAST)).refused_under("OURS-OUTSIDE", status=409)
        assert (found.check, found.finding.at) == ("seller_not_retyped", field)
    (found,) = on(LAST).told(sellers, Sellers((LAKE, replace(LAKE, by=NAME)))).when(bought(LAST)).refused_under("OURS-OUTSIDE", status=409)
    assert found.finding.at == "code"
    for free in (replace(LAKE, offered=False), replace(LAKE, by=NAME, nature="individual")):
        on(LAST).told(sellers, Sellers((free,))).when(bought(LAST)).then(OutsidePurchaseEntered)


@pytest.mark.parametrize(("last", "told"), [(LAST, {"OURS-OUTSIDE", "GPL-22"}), (LAST - timedelta(1), {"OURS-OUTSIDE"})])
def test_a_barred_supplier_is_said(last: date, told: set[str]) -> None:
    bars = Bars((Barred("lake", "2026-9", date(2026, 1, 1), last),))
    there = on(LAST).told(sellers, Sellers((replace(LAKE, by=CHOSEN),), bars))
    notes = there.when(bought(LAST, **CHOSEN_ONE)).warned_under(*told)
    said = [one.finding.facts for one in notes if one.row == "GPL-22"]
    assert said == ([{"supplier": LAKE.name, "decision": "2026-9", "last": LAST}] if last == LAST else [])


ME, OTHER, PLANNED, TWIN = "DC-2026-S-0001", "DC-2026-N-0009", "DC-2026-S-0002", ("same-directory-item", "same-budget-line")
"""The tests' docket stands for the need itself."""
QUOTA, LIMIT = 300_000_00, 2_000_000_00
"""What a county of Henan has."""


def beside(
    fen: int, method: str = "emergency", need: str = ME, part: str = "9", *, item: str = "2081006", ties: str = "same-need"
) -> OtherPlans:
    docket = need if method in OUTSIDE else PLANNED
    return OtherPlans((docket,), (need,), (part,), (item,), ("C05040100",), (method,), (fen,), (ties,))


def test_a_part_that_is_planned_is_not_bought_beside_it() -> None:
    there = on(LAST).told(bought_beside, beside(10_000_00, "below-threshold", part="1"))
    (found,) = there.when(bought(LAST)).refused_under("OURS-ONE", status=409)
    assert found.finding.facts == {"part": "1", "docket": PLANNED, "amount": Fen(10_000_00)}
    for free in (beside(10_000_00, "below-threshold"), beside(10_000_00, part="1"), beside(10_000_00, "below-threshold", OTHER, "1")):
        on(LAST).told(bought_beside, free).when(bought(LAST)).then(OutsidePurchaseEntered)


def test_a_part_of_which_nothing_is_left_is_not_bought_again() -> None:
    for whole in (True, False):
        entered = OutsidePurchaseEntered(**said(bought(LAST, whole=whole)), happened=at(LAST), by="GPL-85")
        again = on(LAST, recorded(), entered).when(bought(LAST))
        if whole:
            assert [one.check for one in again.refused_under("OURS-OUTSIDE", status=409)] == ["part_left"]
        else:
            again.then(OutsidePurchaseEntered)


@pytest.mark.parametrize(("over", "refused"), [(0, False), (1, True)])
def test_a_sum_above_the_line_is_refused_by_the_law_and_told_of_a_disaster(over: int, refused: bool) -> None:
    day, free = date(2026, 3, 2), Fen(100_000_00)
    there = on(day).told(paid_from, amount=free)
    innovation = there.when(bought(day, COOPERATIVE, price=Fen(free + over)))
    if refused:
        (found,) = innovation.refused_under("GPL-06", status=422)
        assert found.finding.facts == {"price": Fen(free + 1), "line": "BL-1", "free": free, "amount": free}
    else:
        innovation.then(OutsidePurchaseEntered)
    notes = there.when(bought(day, price=Fen(free + over))).warned_under("OURS-OUTSIDE")
    assert ("beyond_line" in {one.check for one in notes}) is refused


def test_a_line_is_there_and_what_a_law_lets_be_bought_names_one() -> None:
    day = date(2026, 3, 2)
    none = on(day).told(paid_from, None)
    assert [one.check for one in none.when(bought(day)).refused_under("OURS-OUTSIDE", status=409)] == ["line_there"]
    none.when(bought(day, COOPERATIVE, budget_line=None)).refused_under("GPL-06", status=422)
    notes = none.when(bought(day, budget_line=None)).warned_under("OURS-OUTSIDE")
    assert [one.check for one in notes] == ["not_known_before", "beyond_line"]
    (act,) = on(day).when(bought(day)).then(OutsidePurchaseEntered)
    assert isinstance(act, OutsidePurchaseEntered)
    assert (act.budget_item, act.category, act.directory_item) == ("2081006", "C05040100", "A0401")


@pytest.mark.parametrize(("total", "refused"), [(LIMIT, False), (LIMIT + 1, True)])
def test_innovation_in_several_pieces_is_splitting_above_the_open_tender_amount(total: int, refused: bool) -> None:
    day, before = date(2026, 3, 2), 1_500_000_00
    why = words("Each was found in another year of the work")
    for known, row in ((beside(before, "competitive-consultation", OTHER, ties="same-category"), "REG-28"),
                       (beside(before, item="9"), None),
                       (beside(before, "cooperative-innovation", item="9"), "GPL-28"), (beside(before, "open-tender"), None)):  # fmt: skip
        outcome = on(day).told(bought_beside, known).when(bought(day, COOPERATIVE, price=Fen(total - before), apart=why))
        if refused and row is not None:
            (found,) = outcome.refused_under(row, status=422)
            assert (found.finding.facts["total"], found.finding.facts["amount"]) == (Fen(total), Fen(LIMIT))
        else:
            outcome.then(OutsidePurchaseEntered)


@pytest.mark.parametrize(("amount", "method"), [(QUOTA, "emergency"), (QUOTA, "below-threshold"), (LIMIT, "competitive-consultation")])
def test_why_purchases_that_together_come_to_an_amount_are_apart_is_asked(amount: int, method: str) -> None:
    before = amount - 100_000_00
    there = on(LAST).told(bought_beside, beside(before, method, OTHER, ties="same-category"))
    there.when(bought(LAST, price=Fen(100_000_00 - 1))).warned_under("OURS-OUTSIDE")
    (found,) = there.when(bought(LAST, price=Fen(100_000_00))).refused_under("OURS-SLICES", status=409)
    assert (found.finding.at, found.finding.facts["total"], found.finding.facts["amount"]) == ("apart", Fen(amount), Fen(amount))
    there.when(bought(LAST, price=Fen(100_000_00), apart=words("x"))).refused_under("OURS-REASON", status=409)
    there.when(bought(LAST, price=Fen(100_000_00), apart=words("Another village"))).warned_under("OURS-OUTSIDE", "OURS-SLICES")


SAME_LINE = " ".join(TWIN)


def test_that_another_need_has_the_same_item_and_line_is_told_and_refuses_nothing() -> None:
    day = date(2026, 3, 2)
    there = on(day).told(bought_beside, beside(1_00, "below-threshold", OTHER, ties=SAME_LINE))
    for apart, do in ((None, "Say why it is bought apart from that, or buy them together."),
                      (words("Another village, a month later"), "Read the reason that is given.")):  # fmt: skip
        notes = there.when(bought(day, COOPERATIVE, apart=apart)).warned_under("COOP-00", "OURS-TWIN")
        (twin,) = (one for one in notes if one.row == "OURS-TWIN")
        assert twin.finding.facts == {"docket": PLANNED, "amount": Fen(1_00), "need": OTHER, "ties": TWIN}
        assert (twin.severity, twin.finding.at, twin.finding.do) == ("noted", "apart", do)
    there.when(bought(LAST)).warned_under("OURS-OUTSIDE")


@pytest.mark.parametrize(
    "other",
    [
        beside(1_00, "cooperative-innovation", ties=SAME_LINE),
        beside(1_00, "below-threshold", OTHER, ties="same-directory-item"),
        beside(1_00, "below-threshold", OTHER, ties="same-category same-budget-line"),
        beside(1_00, "open-tender", OTHER, ties=SAME_LINE),
        beside(1_00, "emergency", OTHER, ties=SAME_LINE),
    ],
)
def test_nothing_is_told_of_the_same_need_another_line_or_what_the_law_does_not_count(other: OtherPlans) -> None:
    day = date(2026, 3, 2)
    on(day).told(bought_beside, other).when(bought(day, COOPERATIVE)).warned_under("COOP-00")


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG):
        on(LAST).when(bought(LAST), by=stranger).refused_under("GPL-85", status=403)
