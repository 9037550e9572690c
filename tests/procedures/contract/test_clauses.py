"""The free words of a contract say nothing else than award, documents and bid, and nothing that no contract may say: O87-71, O102-24."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractDrawnUp, ContractSigned
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.documents.capitals import capitals, spelled
from operis.rules.wording.patterns import language_of
from tests.procedures.contracts import DREW_UP, EIGHT, OF_TENDER, SIGNS, contract, drawn_up, signing, text, written
from tests.statute import BO, STANDARD, Given, Outcome, at

given = DREW_UP
"""At 800,000 yuan, paid within 30 days, for twelve months from 15 April 2026, no extension planned, nothing of a price rule."""
CONSULTED = given.told(award, method="competitive-consultation")
BELOW = given.told(award, method="below-threshold", sign_by=None)


def clauses(group: str, said: str) -> tuple[Clause, ...]:
    """Lawful ones, and one that a test is about."""
    return (*written(*EIGHT, *OF_TENDER), Clause(group=Slug(group), text=Wording(**{language_of(said): said})))


def saying(group: str, said: str, there: Given = given, **changed: Any) -> Outcome:
    return there.when(contract(clauses=clauses(group, said), **changed))


BENT = [
    ("quality", "The service meets ＿＿＿＿＿＿.", "O102-23"),
    ("quality", "服务符合____。", "O102-23"),
    ("price", "老年人自付{user_price}元一份，财政补助{meal_subsidy}元一份。", "O102-23"),
    ("own", "The subsidy is CNY {meal_subsidy}.", "O102-23"),
    ("price", "合同总价为900,000.00元", "O87-71"),
    ("rights-and-duties", "合同总价为人民币（大写）柒拾玖万元整", "O87-71"),
    ("price", "The contract price is CNY 790,000.00", "O87-71"),
    ("settlement", "800,001.00 yuan in all, paid monthly", "O87-71"),
    ("price", "Nine hundred thousand; 900,000.00 yuan", "O87-71"),
    ("price", "服务费可以根据市场情况上调", "O87-71"),
    ("rights-and-duties", "乙方有权将单价提高百分之五", "O87-71"),
    ("price", "The price may rise with wages", "O87-71"),
    ("settlement", "Each January the provider may increase the rate", "O87-71"),
    ("settlement", "验收合格后180日内付款", "O87-71"),
    ("settlement", "付款期限为收到发票后六十个工作日", "O87-71"),
    ("acceptance", "验收后三个月内支付", "O87-71"),
    ("settlement", "Payment is made within 180 days of acceptance", "O87-71"),
    ("settlement", "Paid within sixty (60) days of the invoice", "O87-71"),
    ("settlement", "Paid within 6 months of acceptance", "O87-71"),
    ("duration", "履行期限为三年", "O87-71"),
    ("duration", "Twenty-four months from the first day", "O87-71"),
    ("duration", "2026年4月15日至2029年4月14日", "O87-71"),
    ("duration", "From 15 April 2026 to 14 April 2029", "O87-71"),
    ("duration", "合同到期自动续签，最长五年", "O102-24"),
    ("rights-and-duties", "期满双方无异议的，自动延长一年", "O102-24"),
    ("duration", "一年一签，服务期内考核合格的可续签", "O102-24"),
    ("performance", "It is renewed by itself up to five years", "O102-24"),
    ("own", "The contract may be extended if both sides are content", "O102-24"),
    ("rights-and-duties", "乙方可以将全部服务交由丙方履行", "O102-26"),
    ("rights-and-duties", "The provider may transfer the whole to another firm", "O102-26"),
    ("own", "甲方为乙方贷款提供担保", "O102-29"),
    ("own", "The purchasing body guarantees the loan of the provider", "O102-29"),
    ("breach", "甲方有权随时解除合同", "GPL-50"),
    ("breach", "The provider may at any time end the contract", "GPL-50"),
    ("breach", "乙方以现金交纳履约保证金", "REG-48"),
    ("breach", "Security is given in cash", "REG-48"),
    ("settlement", "待上级资金到位后支付", "PAY-38"),
    ("settlement", "Paid once the funds have come", "PAY-38"),
]


@pytest.mark.parametrize(("group", "said", "row"), BENT)
def test_words_that_the_record_or_the_law_refutes_are_refused(group: str, said: str, row: str) -> None:
    outcome = saying(group, said)
    outcome.refused_under(row, status=422)
    assert any(f"The clause on {group} says" in one and f"({row})" in one for one in outcome.words)


HONEST = [
    ("price", "合同总价为800,000.00元，其中税金45,283.02元"),
    ("price", "合同金额为人民币（大写）捌拾万元整（¥800,000.00）"),
    ("price", "The contract price is CNY 800,000.00, 66,666.67 yuan a month"),
    ("price", "每人每日60元，分项价格见附件"),
    ("price", "单价在履行期限内不变，不因市场变化上调"),
    ("price", "The price is fixed and will not rise"),
    ("rights-and-duties", "乙方逐年提高人员工资和服务质量"),
    ("settlement", "验收合格后30日内付款"),
    ("settlement", "满足付款条件后，甲方自收到发票之日起三十日内支付"),
    ("settlement", "按月验收，收到发票后一个月内支付"),
    ("settlement", "Monthly, within 30 days of acceptance"),
    ("settlement", "乙方应在收到款项后60日内支付分包款"),
    ("breach", "甲方逾期付款超过90日的，乙方可以书面催告"),
    ("breach", "If payment is more than 90 days late, the provider may sue"),
    ("breach", "履约保证金在履行完毕后60日内退还，以保函形式提交"),
    ("breach", "公众责任保险每次事故不低于5,000,000元"),
    ("parties", "联系电话13900000000，账号6222020200112233445"),
    ("duration", "十二个月，自2026年4月15日至2027年4月14日"),
    ("duration", "Twelve months from 15 April 2026"),
    ("duration", "期限届满合同终止，不自动续期；需要继续购买的，重新采购"),
    ("duration", "The contract ends with its term and is not renewed automatically"),
    ("rights-and-duties", "乙方资料保存不少于十五年；劳动合同到期自动续签"),
    ("rights-and-duties", "乙方不得将本合同整体转由他人履行"),
    ("rights-and-duties", "The provider never transfers the whole to another"),
    ("rights-and-duties", "甲方不以任何形式为乙方融资提供担保"),
    ("breach", "任何一方不得擅自变更、中止或者终止合同"),
    ("breach", "Neither side may change or end the contract alone"),
    ("breach", "因不可抗力不能履行的，按影响程度不承担违约责任"),
]


@pytest.mark.parametrize(("group", "said"), HONEST)
def test_words_that_keep_to_it_pass_unremarked(group: str, said: str) -> None:
    outcome = saying(group, said)
    outcome.then(ContractDrawnUp)
    outcome.warned_under()


DOUBTFUL = [
    ("price", "价格按采购文件约定的公式调整"),
    ("price", "The price may be adjusted by both sides"),
    ("price", "500,000.00 yuan"),
    ("settlement", "当年款项于次年一月支付"),
    ("settlement", "Paid at the end of the year"),
    ("breach", "免除乙方的违约责任"),
    ("breach", "No damages are owed"),
]


@pytest.mark.parametrize(("group", "said"), DOUBTFUL)
def test_words_that_may_be_lawful_are_told_to_both_sides(group: str, said: str) -> None:
    outcome = saying(group, said)
    outcome.then(ContractDrawnUp)
    outcome.warned_under("FIND-NOTATION")
    bent = text(clauses=clauses(group, said))
    signs = SIGNS(drawn_up(clauses=clauses(group, said))).when(replace(signing(), text_sha256=_fingerprint(bent)), by=BO)
    signs.then(ContractSigned)
    signs.warned_under("FIND-NOTATION")


def _fingerprint(whole: Any) -> str:
    return drawn_up(clauses=whole.clauses).text_sha256


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_the_row_is_that_of_the_method(there: Given, row: str) -> None:
    saying("price", "合同总价为900,000.00元", there).refused_under(row, status=422)
    saying("duration", "到期自动续签", there).refused_under("O102-24", status=422)


@pytest.mark.parametrize(("said", "fits"), [("799999", False), ("800000", True), ("800001", False), ("800000.50", True)])
def test_a_price_in_words_is_that_of_the_award_to_the_yuan(said: str, fits: bool) -> None:
    outcome = saying("quality", f"合同总价{said}元")
    outcome.then(ContractDrawnUp) if fits else outcome.refused_under("O87-71", status=422)


@pytest.mark.parametrize("fen", [969_724_15, 1_000_024_00, 24_00, 700_000_10, 1_212_113_99])
def test_the_price_of_the_award_in_our_own_words_is_no_other_amount(fen: int) -> None:
    """In both languages, read from its first word to its last; one yuan more is another."""
    there = given.told(award, price=Fen(fen))
    for said, other in ((spelled(fen), spelled(fen + 100)), (capitals(fen), capitals(fen + 100))):
        saying("price", said, there).warned_under()
        told = saying("price", other, there)
        assert told.decided != saying("price", said, there).decided


@pytest.mark.parametrize(("days", "may"), [(29, True), (30, True), (31, False)])
def test_days_in_words_are_those_of_the_documents_at_most(days: int, may: bool) -> None:
    for said in (f"验收合格后{days}日内付款", f"Paid within {days} days of acceptance"):
        outcome = saying("settlement", said)
        outcome.then(ContractDrawnUp) if may else outcome.refused_under("O87-71", status=422)
    silent = given.told(award, payment_days=None, small=False)
    saying("settlement", f"验收合格后{days}日内付款", silent).then(ContractDrawnUp)


@pytest.mark.parametrize(("months", "may"), [(11, False), (12, True), (13, False)])
def test_months_in_words_are_those_of_the_plan(months: int, may: bool) -> None:
    outcome = saying("duration", f"{months}个月")
    outcome.then(ContractDrawnUp) if may else outcome.refused_under("O87-71", status=422)
    saying("performance", f"{months}个月内完成实施方案").then(ContractDrawnUp)


def test_a_renewal_that_the_plan_counts_is_told_and_one_beyond_it_is_refused() -> None:
    """O102-24: one year and two more, where every condition is met."""
    counted = given.told(award, extension_months=24)
    outcome = saying("duration", "期满可以续签，最长三年", counted)
    outcome.then(ContractDrawnUp)
    outcome.warned_under("FIND-NOTATION")
    saying("duration", "期满可以续签，最长四年", counted).refused_under("O102-24", status=422)


def test_a_price_may_rise_only_where_the_documents_say_so() -> None:
    """Then the contract names the place, or the requirement itself has the words; both sides are told."""
    rises = "服务费随最低工资标准上调"
    saying("price", rises).refused_under("O87-71", status=422)
    named = saying("price", rises, price_rule="招标文件第四章第12条")
    (act,) = named.then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert act.price_rule == "招标文件第四章第12条"
    named.warned_under("FIND-NOTATION")
    required = given.told(award, agreed={"other": (Wording(zh="最低工资标准提高的，服务费相应上调"),)})
    saying("price", rises, required).warned_under("FIND-NOTATION")


def test_a_place_in_the_documents_is_part_of_what_is_signed() -> None:
    """A text without one has the fingerprint that it always had."""
    assert drawn_up(price_rule="Chapter 4, No. 12").text_sha256 != drawn_up(price_rule=None).text_sha256 == drawn_up().text_sha256


def test_what_is_kept_back_is_read_and_its_words_are_told_to_nobody() -> None:
    secret = (Clause(group=Slug("own"), text=Wording(zh="期满自动续签")),)
    outcome = given.when(contract(kept_back=secret))
    outcome.refused_under("O102-24", status=422)
    assert "期满自动续签" not in " ".join(outcome.words)


def test_a_text_of_before_is_read_again_when_it_is_signed() -> None:
    bent = clauses("duration", "到期自动续签")
    whole = drawn_up(clauses=bent)
    outcome = SIGNS(whole).when(replace(signing(), text_sha256=whole.text_sha256), by=BO)
    outcome.refused_under("O102-24", status=422)


def test_before_order_102_a_renewal_is_told_only() -> None:
    for day, rows in ((date(2020, 2, 29), ()), (date(2020, 3, 1), ("O102-24",))):
        there = given.told(award, published=date(2020, 2, 1), method="competitive-consultation").happening(at(day))
        outcome = saying("duration", "到期自动续签", there, starts=date(2020, 3, 1))
        outcome.refused_under(*rows) if rows else outcome.warned_under("FIND-NOTATION")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("About 40 people are looked after", True),
        ("Sixty people, as the documents have it: 60 people", False),
        ("A report is made within 40 days", False),
        ("只照料40名老人", False),
    ],
)
def test_a_clause_that_counts_otherwise_than_the_record_is_told_to_both_sides(said: str, told: bool) -> None:
    """The documents have 60 people; what is counted in another unit is compared with nothing."""
    outcome = saying("quantity", said)
    (act,) = outcome.then(ContractDrawnUp)
    outcome.warned_under(*(["O87-71"] if told else []))
    assert isinstance(act, ContractDrawnUp)
    SIGNS(act).when(signing(text_sha256=act.text_sha256), by=BO).warned_under(*(["O87-71"] if told else []))
    saying("parties", said).warned_under()


def test_fewer_of_all_than_the_record_has_are_refused() -> None:
    saying("quantity", "Only 40 people are looked after").refused_under("O87-71", status=422)
    saying("quantity", "All 60 people are looked after").then(ContractDrawnUp)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Wording(en="From 15 April 2026 to 14 April 2027, day and night"), False),
        (Wording(zh="自2026年4月15日起至2027年4月14日止"), False),
        (Wording(en="From 1 May 2026 to 30 April 2027"), True),
        (Wording(zh="自2026年5月1日起至2027年4月30日止"), True),
        (Wording(en="The licence holds from 1 May 2024 to 30 April 2030"), False),
        (Wording(en="Begins on 1 May 2026"), False),
    ],
)
def test_days_that_the_documents_name_are_those_of_the_contract(said: Wording, told: bool) -> None:
    """Two days that lie as far apart as the term are the term; others are none."""
    there = given.told(award, agreed={**STANDARD[award].agreed, "period": (said,)})
    outcome = there.when(contract())
    outcome.then(ContractDrawnUp)
    outcome.warned_under(*(["O87-71"] if told else []))
