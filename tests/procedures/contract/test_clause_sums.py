"""What clauses say in money comes to the award: by unit and quantity, in both languages, beside the price, and when it is paid."""

from typing import Any

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.rules.wording.patterns import language_of
from tests.procedures.contracts import DREW_UP, EIGHT, OF_TENDER, contract, written
from tests.statute import STANDARD, Given, Outcome

given = DREW_UP
"""At 800,000 yuan for 60 people, paid within 30 days."""
MEALS = given.told(award, agreed={"quantity-time-and-place": (
    Wording(zh="60000份（验收合格的补助餐）；3个（助餐点）", en="60000 accepted subsidised meals; 3 canteens"),
)})  # fmt: skip
"""13.33 yuan and a third a meal."""


def saying(group: str, there: Given = given, said: str = "", **texts: str) -> Outcome:
    text = Wording(**(texts or {language_of(said): said}))
    return there.when(contract(clauses=(*written(*EIGHT, *OF_TENDER), Clause(group=Slug(group), text=text))))


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("单价为每份13.33元", True),
        ("单价为每份13.34元", True),
        ("单价为每份13.35元", False),
        ("餐费25元/份，按核验份数结算", False),
        ("The price is 13.34 yuan a meal", True),
        ("The price is 13.35 yuan a meal", False),
        ("CNY 25 for each meal that is accepted", False),
        ("CNY 25 for each hour of training", True),
        ("每次未达标扣减25元每份", True),
        ("每个助餐点每月补助3000元", True),
        ("用餐人每份不超过15元", True),
    ],
)
def test_a_unit_price_comes_to_the_award_by_the_quantity_on_record(said: str, may: bool) -> None:
    outcome = saying("price", MEALS, said)
    outcome.then(ContractDrawnUp) if may else outcome.refused_under("O87-71", status=422)


def test_a_unit_price_is_compared_in_the_unit_of_the_record_alone() -> None:
    """60 people at 13,333.33 yuan each are the award; where the record counts no meals, a price a meal is compared with nothing."""
    saying("price", given, "13,333.33 yuan for each person served").then(ContractDrawnUp)
    saying("price", given.told(award, agreed=dict[str, Any]()), "25 yuan a meal").then(ContractDrawnUp)


@pytest.mark.parametrize(
    ("zh", "en", "may"),
    [
        ("单价为每份13元", "The unit price is 13 yuan a meal", True),
        ("单价为每份13元", "The unit price is CNY 12 a meal", False),
        ("单价为每份十三元", "Thirteen yuan a meal", True),
        ("单价为每份十三元", "Twelve yuan a meal", False),
        ("每月66,666.67元", "CNY 66,666.67 a month", True),
        ("合同金额为800,000.00元（大写：捌拾万元整）", "CNY 800,000.00 (eight hundred thousand yuan)", True),
        ("累计金额不低于100万元", "insured for at least CNY 1 million", True),
        ("累计金额不低于100万元", "insured for at least CNY 1,000,000", True),
        ("累计金额不低于100万元", "insured for at least CNY 10,000", False),
        ("逾期付款的，支付利息", "Interest is due", True),
        ("补助2,335元", "2,335.00 is the subsidy", True),
        ("用餐人每份不超过12元；补贴每份5.60元", "at most 12 yuan from the user; subsidy 5.60 a meal", True),
        ("扣减200元", "Something is deducted", False),
    ],
)
def test_both_languages_have_the_same_amounts(zh: str, en: str, may: bool) -> None:
    outcome = saying("breach", MEALS, zh=zh, en=en)
    outcome.then(ContractDrawnUp) if may else outcome.refused_under("O102-23", status=422)


BESIDE = [
    "甲方另行支付咨询服务费二十万元",
    "除合同金额以外，甲方支付协调费50,000元",
    "甲方额外给予补贴，支付10万元",
    "The purchasing body also pays a fee for advice of two hundred thousand yuan",
    "A fee for coordination of CNY 200,000 is paid in addition to the price",
]
AHEAD = [
    "合同签订后5日内，甲方一次性支付全部合同价款",
    "甲方在签订合同之日支付全部合同金额，不以验收为条件",
    "预付合同金额的100%",
    "The whole price is paid in advance on signing",
    "On signing the purchasing body pays the full amount",
    "The price is paid in full within 5 days of signing",
]
HONEST = [
    "甲方不另行支付任何费用",
    "甲方不再另行支付差旅费5000元",
    "乙方违约的，另行支付违约金20,000元",
    "乙方另行投保，保额不低于5,000,000元",
    "逾期的，另付利息，每日不超过100元",
    "Nothing is paid in addition to CNY 800,000.00",
    "The provider also insures for CNY 5,000,000",
    "In addition a penalty of CNY 2,000 is due for each failure",
    "合同签订后预付合同金额的30%，其余验收合格后支付",
    "验收合格后一次性支付全部合同价款",
    "合同签订后按月验收，验收合格后支付当月全部价款",
    "Thirty percent is paid in advance, the rest after acceptance",
    "The full amount of each month is paid after acceptance",
]


@pytest.mark.parametrize("said", [*BESIDE, *AHEAD])
@pytest.mark.parametrize("group", ["price", "own", "rights-and-duties"])
def test_money_beside_the_price_and_the_whole_price_ahead_are_refused(said: str, group: str) -> None:
    saying(group, given, said).refused_under("O87-71", status=422)


@pytest.mark.parametrize("said", HONEST)
def test_what_only_sounds_like_it_passes_unremarked(said: str) -> None:
    outcome = saying("rights-and-duties", given, said)
    outcome.then(ContractDrawnUp)
    outcome.warned_under()


def test_what_the_documents_ask_themselves_is_told_alone() -> None:
    for said in (BESIDE[0], AHEAD[0]):
        asked = given.told(award, agreed={**STANDARD[award].agreed, "other": (Wording(zh=said),)})
        outcome = saying("own", asked, said)
        outcome.then(ContractDrawnUp)
        outcome.warned_under("FIND-NOTATION")


def test_a_fee_for_advice_is_told_unless_it_is_the_price_itself() -> None:
    saying("own", given, "咨询服务费20万元").warned_under("FIND-NOTATION")
    saying("own", given, "咨询服务费800,000.00元").warned_under()


@pytest.mark.parametrize(
    ("said", "told"),
    [("全年预计60000份，按核验份数结算", False), ("全年预计30000份，按核验份数结算", True), ("全年约三万份", True),
     ("About 60000 meals a year", False), ("About 30000 meals a year", True), ("At least 300 days a year", False)],
)  # fmt: skip
def test_a_quantity_that_was_lowered_is_told(said: str, told: bool) -> None:
    outcome = saying("quantity", MEALS, said)
    outcome.then(ContractDrawnUp)
    outcome.warned_under(*(["O87-71"] if told else []))
