"""The contract buys as much as was awarded, and pays no more for it over its term: the certain is refused, what may be a part is told."""

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.rules.wording.patterns import language_of
from tests.procedures.contracts import DREW_UP, EIGHT, OF_TENDER, contract, written
from tests.statute import Given, Outcome

given = DREW_UP
AREA = given.told(award, agreed={"quantity-time-and-place": (Wording(zh="保洁面积18600平方米", en="18,600 m2 of floor in 4 schools"),)})


def saying(there: Given, *said: tuple[str, str]) -> Outcome:
    there_already = written(*EIGHT, *OF_TENDER)
    return there.when(contract(clauses=(*there_already, *(
        Clause(group=Slug(group), text=Wording(**{language_of(text): text})) for group, text in said
    ))))  # fmt: skip


CUT = [
    ("quantity", "The provider cleans 12,000 m2"),
    ("quantity", "12,000 square metres are cleaned on school days"),
    ("quantity", "24,000 sq m are cleaned"),
    ("quantity", "At the price of the award, 12,000 m2 are cleaned by 3 workers"),
    ("quantity", "The provider serves 3 schools"),
    ("quantity", "Only 3 schools are cleaned"),
    ("content", "Cleaning of a total of 12,000 m²"),
    ("content", "12,000 square metres in all are cleaned"),
    ("quantity", "保洁面积为12000平方米"),
    ("quantity", "保洁面积1.2万㎡"),
    ("content", "保洁面积共计12000平方米"),
    ("performance", "总面积12,000平方米"),
]
KEPT = [
    ("quantity", "The provider cleans 18,600 m2"),
    ("quantity", "18,600 square metres, of which 12,000 square metres twice a day"),
    ("quantity", "The halls have 6,600 m2, the rooms have 12,000 m2"),
    ("content", "In all 18,600 sq m are cleaned"),
    ("quantity", "4 schools"),
    ("quantity", "保洁面积18600平方米，其中走廊6600平方米"),
    ("quantity", "保洁面积1.86万平方米"),
    ("quantity", "走廊6600平方米，教室12000平方米"),
    ("content", "The contract is made out in all in 4 copies"),
    ("quantity", "30 carers"),
]
MAYBE = [
    ("quantity", "One person cleans at least 1,200 m2"),
    ("quantity", "About 12,000 m2 are cleaned"),
    ("quantity", "Building A: 12,000 m2"),
    ("quantity", "In the second building, 12,000 m2 are cleaned"),
    ("quantity", "1,200 m2 an hour for each person"),
    ("quantity", "Two areas: 5,000 m2 and 7,000 m2"),
    ("content", "The floor of 12,000 m2 is polished"),
    ("quantity", "每人负责1200平方米"),
    ("quantity", "预计保洁面积12000平方米"),
    ("quantity", "其中教学楼12000平方米"),
    ("content", "教室12000平方米打蜡"),
]


@pytest.mark.parametrize(("group", "said"), CUT)
def test_another_quantity_of_the_whole_is_refused_with_what_the_award_has(group: str, said: str) -> None:
    outcome = saying(AREA, (group, said))
    outcome.refused_under("O87-71", status=422)
    grounds = outcome.said_by("quantities_kept")
    assert {one.finding.facts["number"] for one in grounds} <= {"18600", "4"}
    assert grounds
    assert "Write the quantity on record" in grounds[0].finding.do


@pytest.mark.parametrize(("group", "said"), KEPT)
def test_what_comes_to_the_quantity_passes(group: str, said: str) -> None:
    saying(AREA, (group, said)).then(ContractDrawnUp)


@pytest.mark.parametrize(("group", "said"), MAYBE)
def test_what_may_be_a_part_or_a_rate_is_told_alone(group: str, said: str) -> None:
    outcome = saying(AREA, (group, said))
    outcome.then(ContractDrawnUp)
    outcome.warned_under("O87-71")


def test_parts_may_stand_in_several_clauses_and_the_whole_in_another() -> None:
    cut = ("quantity", "The provider cleans 12,000 m2")
    saying(AREA, cut, ("content", "The halls have 6,600 m2")).then(ContractDrawnUp)
    saying(AREA, cut, ("performance", "These are part of the 18,600 m2")).then(ContractDrawnUp)
    saying(AREA, cut, ("performance", "The schools open at 8")).refused_under("O87-71", status=422)


def test_nothing_is_refused_where_the_record_has_none_or_two_in_the_unit_or_counts_several_lots() -> None:
    said = ("quantity", "The provider cleans 12,000 m2")
    two = (Wording(en="18,600 m2 of floor"), Wording(en="900 m2 of windows"))
    saying(AREA.told(award, divided=True), said).then(ContractDrawnUp)
    saying(given.told(award, agreed={}), said).then(ContractDrawnUp)
    saying(given.told(award, agreed={"quantity": two}), said).then(ContractDrawnUp)


LONG = given.told(award, price=Fen(324_000_00), term_months=36, term_grounds=("stable-funds", "regular-demand", "steady-price"))
"""9,000 yuan a month, 27,000 a quarter, 54,000 half a year, 108,000 a year."""


@pytest.mark.parametrize(
    ("said", "total"),
    [
        ("Each month CNY 10,000 is paid", 360_000),
        ("Paid monthly at 9,000.01 yuan", 324_000.36),
        ("CNY 30,000 a quarter", 360_000),
        ("Each year 120,000 yuan is paid", 360_000),
        ("每月支付10000元", 360_000),
        ("按月结算，每个月支付服务费1万元", 360_000),
        ("按季支付30,000元", 360_000),
        ("服务费10000元/月", 360_000),
        ("每半年支付60000元", 360_000),
        ("每年支付十二万元", 360_000),
    ],
)
def test_payments_that_come_to_more_than_the_award_over_the_term_are_refused(said: str, total: float) -> None:
    outcome = saying(LONG, ("settlement", said))
    (ground,) = {one.finding.facts["total"]: one for one in outcome.said_by("payments_as_awarded")}.values()
    assert (ground.row, ground.finding.facts["months"], ground.finding.facts["price"]) == ("O87-71", 36, Fen(324_000_00))
    assert ground.finding.facts["total"] == Fen(round(total * 100))


@pytest.mark.parametrize(
    "said",
    [
        "Each month CNY 9,000 is paid",
        "Each month CNY 9,000.00 is paid within 30 days of the invoice",
        "CNY 27,000 a quarter",
        "Every three months CNY 27,000 is paid",
        "For each month of delay a penalty of CNY 10,000 is due",
        "At most CNY 10,000 each month, and in all no more than the price",
        "The wages of a worker are at least CNY 10,000 a month",
        "每月支付9000元",
        "每三个月支付27000元",
        "每逾期一个月，支付违约金10000元",
        "人员工资每月不低于10000元",
        "每月支付不超过10000元",
        "每年支付108000元",
    ],
)
def test_payments_that_come_to_the_award_and_other_amounts_pass(said: str) -> None:
    assert saying(LONG, ("settlement", said)).said_by("payments_as_awarded") == ()
