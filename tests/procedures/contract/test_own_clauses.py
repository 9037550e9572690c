"""A contract of each form has its own clauses, and what a form forbids is refused by name: O102-10, O102-23, SRC-12."""

from dataclasses import replace

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.documents.contracting.forms import forms
from operis.documents.purchasing.contract import clauses as texts
from operis.documents.purchasing.filling import LINE
from operis.law.book import load_book
from operis.law.own import OwnClause, own_clauses
from operis.rules.wording.patterns import language_of
from tests.procedures.contracts import DREW_UP, EIGHT, OF_TENDER, contract
from tests.statute import STANDARD, Outcome

FORMS = tuple(forms())
OWN = [pytest.param(form, one, id=one.id) for form in FORMS for one in own_clauses(load_book(), "cn", form)]
FORBIDDEN = [
    ("purchase", "settlement", "乙方先行垫资完成，甲方自次年起分五年支付本金和利息", "O102-10"),
    ("purchase", "settlement", "The provider advances the funds; the purchasing body repays them over five years", "O102-10"),
    ("purchase", "own", "甲方向贷款银行出具承诺函，对乙方贷款差额补足", "O102-29"),
    ("franchise", "price", "年客流不足八万人次的，不足部分由甲方补足，收益率不低于百分之八", "O102-02"),
    ("franchise", "own", "A guaranteed minimum of 80,000 passengers is paid whatever is carried", "O102-02"),
    ("purchase", "quantity", "乙方派驻12名人员，每人每月5800元，缺一人扣一人", "O102-10"),
    ("purchase", "quantity", "The provider sends 12 people at a sum per person a month", "O102-10"),
    ("purchase", "quantity", "乙方提供综合服务席位十二个，每个席位每月六千二百元，席位当日空缺的，按日扣减", "O102-10"),
    ("purchase", "rights-and-duties", "乙方人员服从甲方科室日常安排，请假须经甲方批准，由甲方考勤", "O102-10"),
    ("purchase", "rights-and-duties", "They work under the daily direction of the purchasing body, which approves leave", "O102-10"),
    ("purchase", "rights-and-duties", "乙方应当接收名单所列现有人员并保持待遇不变", "O102-10"),
    ("purchase", "settlement", "甲方将人员工资和社会保险费按月拨付乙方代为发放，另按工资总额的百分之五支付管理费", "O102-10"),
    ("purchase", "content", "乙方负责改建站房并运营三年", "O102-10"),
    ("purchase", "content", "The provider refurbishes the station and runs it", "O102-10"),
    ("purchase", "content", "乙方提供设备40台，服务期满后设备归甲方所有", "O102-10"),
    ("lease", "own", "租期届满后租赁物以名义价格一元由甲方留购", "O102-10"),
    ("lease", "own", "At the end the purchasing body has an option to buy at a nominal price", "O102-10"),
    ("entrustment", "content", "乙方负责审批低保申请并作出资格决定", "O102-10"),
    ("entrustment", "content", "The provider decides applications and grants benefits", "O102-10"),
    ("purchase", "duration", "合同期满后自动续期", "O102-24"),
    ("purchase", "price", "各项支出实报实销，另加收8%管理费", "GPL-06"),
    ("purchase", "settlement", "合同生效后5日内一次性付清全部价款，乙方提交报告即为验收合格", "O102-02 O87-71"),
    ("purchase", "settlement", "最终以审计结果为准结算", "PAY-38"),
    ("purchase", "rights-and-duties", "乙方免费提供公务车辆两辆并赠送办公用品", "REG-11"),
    ("purchase", "rights-and-duties", "乙方可以将本合同全部服务交由丙方实际履行", "O102-26"),
    ("purchase", "breach", "甲方有权随时变更服务内容，最终解释权归甲方", "GPL-50"),
    ("purchase", "quantity", "甲方可以追加服务，金额不受比例限制", "GPL-49"),
    ("purchase", "breach", "乙方以现金交纳廉政保证金5万元", "REG-48"),
    ("strategic-cooperation", "quantity", "合作期内每年委托乙方项目不少于300万元，同等条件优先采购乙方服务", "GPL-28"),
    ("strategic-cooperation", "own", "The purchasing body orders at least CNY 3 million a year from its preferred partner", "GPL-28"),
    ("franchise", "price", "收费标准由乙方根据成本自行调整", "O102-23"),
    ("franchise", "own", "The provider sets the charges by its cost", "O102-23"),
    ("purchase", "rights-and-duties", "乙方账目属商业秘密，无需接受审计检查", "O102-28"),
]
HONEST = [
    ("purchase", "settlement", "乙方不得垫资，甲方按验收数量付款"),
    ("franchise", "price", "甲方不承诺保底客流，按实际服务人次补助"),
    ("purchase", "quantity", "按验收合格的上门服务次数付费，配备多少人由乙方决定"),
    ("purchase", "rights-and-duties", "甲方不挑选、不考勤、不考核乙方人员"),
    ("purchase", "rights-and-duties", "新的承接主体是否录用原有人员由其自行决定"),
    ("purchase", "rights-and-duties", "乙方应当依法足额支付人员工资，甲方可以要求提供无拖欠工资的证明"),
    ("purchase", "content", "本合同不含新建、改建、装修等工程"),
    ("purchase", "content", "This contract leaves out any building, construction or refurbishing"),
    ("purchase", "content", "乙方自带设备，合同终止后自行撤出，不得约定设备归甲方所有"),
    ("lease", "own", "本合同不是融资租赁，租赁物期满返还乙方"),
    ("entrustment", "content", "乙方核对材料，不作出资格决定，由甲方审批"),
    ("purchase", "price", "差旅费据实结算，合计不超过12000元"),
    ("purchase", "settlement", "甲方不以等待上级拨款或者审计结果为由迟延付款"),
    ("purchase", "rights-and-duties", "任何一方不得索要赠品、回扣"),
    ("purchase", "quantity", "各次补充合同合计不超过合同金额的百分之十"),
    ("purchase", "breach", "履约保证金以保函等非现金形式提交"),
    ("strategic-cooperation", "quantity", "本合同不承诺采购量，每次另行采购"),
    ("franchise", "price", "乙方不得增设收费项目，调价经批准后执行"),
    ("purchase", "rights-and-duties", "乙方依法接受财政、审计机关检查"),
    ("purchase", "quantity", "为二百名失能老人每人每月提供上门照护三十小时，经老人或者家属确认后按时计价"),
    ("purchase", "rights-and-duties", "甲方每周向乙方负责人提供问题清单和优先顺序，由乙方负责人派工并在三日内反馈结果"),
]


def of(form: str) -> tuple[Clause, ...]:
    """The own clauses of a form, from our texts."""
    drafted = texts({"plan": {"contract_form": form, "term_months": 12}, "award": {"lot": "1"}}, None, {})
    own = {one["id"] for one in forms()[form].clauses}
    return tuple(filled(one) for one in drafted if one.of in own)


def filled(one: Clause) -> Clause:
    """A text of ours without a line that is left to be filled in."""
    return replace(one, text=Wording(**{spoken: said.replace(LINE, "1") for spoken, said in one.text}))


def bare() -> tuple[Clause, ...]:
    """Every group, in words that say nothing of a form."""
    return tuple(Clause(group=Slug(group), text=Wording(en="As the documents have it")) for group in (*EIGHT, *OF_TENDER))


def drawn(form: str, clauses: tuple[Clause, ...]) -> Outcome:
    return DREW_UP.told(award, form=form).when(contract(clauses=(*bare(), *clauses)))


def without(form: str, own: OwnClause) -> tuple[Clause, ...]:
    return tuple(one for one in of(form) if one.of != own.id)


@pytest.mark.parametrize("form", FORMS)
def test_a_contract_from_our_texts_is_drawn_up_and_nothing_is_told_of_it(form: str) -> None:
    """The whole of them, general ones included, in both languages and in each alone; a line that is left in them is refused by name."""
    told = STANDARD[award]
    facts = {"plan": {"contract_form": form, "term_months": 12}, "award": {"lot": "1", "price": told.price}}
    whole = texts(facts, None, {})
    for spoken in (None, "zh", "en"):
        drafted = tuple(one if spoken is None else replace(one, text=Wording(**{spoken: dict(one.text)[spoken]})) for one in whole)
        DREW_UP.told(award, form=form).when(contract(clauses=drafted)).refused_under("O102-23", status=422)
        said = tuple(map(filled, drafted))
        outcome = DREW_UP.told(award, form=form).when(contract(clauses=said))
        (act,) = outcome.then(ContractDrawnUp)
        assert isinstance(act, ContractDrawnUp)
        assert (act.form, act.clauses) == (form, said)
        outcome.warned_under()


@pytest.mark.parametrize(("form", "own"), OWN)
def test_an_own_clause_that_is_missing_is_refused_where_a_row_asks_for_it_and_told_where_none_does(form: str, own: OwnClause) -> None:
    drawn(form, of(form)).warned_under()
    outcome = drawn(form, without(form, own))
    if own.refuses:
        outcome.refused_under(own.cites[0], status=422)
        assert any(own.name.en in one for one in outcome.words), outcome.words
    else:
        outcome.then(ContractDrawnUp)
        outcome.warned_under("SRC-12")


@pytest.mark.parametrize(("form", "group", "said", "row"), FORBIDDEN)
def test_what_a_form_forbids_is_refused_under_its_row(form: str, group: str, said: str, row: str) -> None:
    outcome = drawn(form, (*of(form), Clause(group=Slug(group), text=Wording(**{language_of(said): said}))))
    outcome.refused_under(*row.split(), status=422)
    assert all("The clause on" in one for one in outcome.words)


@pytest.mark.parametrize(("form", "group", "said"), HONEST)
def test_its_honest_twin_passes_unremarked(form: str, group: str, said: str) -> None:
    outcome = drawn(form, (*of(form), Clause(group=Slug(group), text=Wording(**{language_of(said): said}))))
    outcome.then(ContractDrawnUp)
    outcome.warned_under()


@pytest.mark.parametrize("form", FORMS)
def test_the_rows_and_the_texts_have_the_same_own_clauses(form: str) -> None:
    must = {one["id"]: one["group"] for one in forms()[form].clauses if "must" not in one}
    assert {one.id: one.group for one in own_clauses(load_book(), "cn", form)} == must


def test_a_group_without_a_clause_is_told_of_as_such_and_not_twice() -> None:
    silent = tuple(one for one in (*bare(), *of("purchase")) if one.group != "quantity")
    outcome = DREW_UP.when(contract(clauses=silent))
    outcome.refused_under("O102-23", "O87-72", status=422)
    assert outcome.words == ["The contract has no clauses on: quantity."] * 2
