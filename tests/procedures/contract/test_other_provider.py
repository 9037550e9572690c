"""A clause that writes another than the winner down as the provider is refused; a subcontractor is none: A-CON-07."""

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractChangeDrawnUp, ContractDrawnUp
from operis.dockets.contract.changing import AskedChange
from operis.dockets.contract.commands import DrawUpChange
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.rules.wording.patterns import language_of
from tests.procedures.changes import SIGNED
from tests.procedures.contracts import DREW_UP, EIGHT, OF_TENDER, SIGNS, contract, drawn_up, signing, written
from tests.procedures.documents import words
from tests.statute import BO, Given, Outcome

given = DREW_UP
CONSULTED = given.told(award, method="competitive-consultation")
BELOW = given.told(award, method="below-threshold", sign_by=None)
ANOTHER = [
    "The provider is Brook",
    "Provider: Hill",
    "The provider is the company Brook, which cleans the rooms",
    "Brook is the provider of this contract",
    "Brook performs the contract",
    "The services are provided by Hill",
    "Service provider: Maple Care Co., Ltd",
    "The provider is Maple Care Ltd",
    "乙方：溪流公司",
    "承接主体（乙方）为溪流公司",
    "溪流公司（乙方）负责日间照料",
    "本合同由溪流公司履行",
    "承接主体由朝阳护理变更为溪流公司",
    "由溪流公司承担全部服务",
    "乙方：明月养老服务有限公司",
]
NONE = [
    "The provider is Sunrise",
    "Provider: Sunrise Care Co., Ltd",
    "The provider is paid by transfer to the account of Lake Bank Ltd",
    "The provider is a company that keeps its licence",
    "The provider is insured with Harbour Insurance Ltd",
    "The former provider is Brook, which hands over the files",
    "With written consent a part of the services is provided by Brook as subcontractor",
    "The provider meets the office for the aged and the school bureau each month",
    "乙方：朝阳护理",
    "乙方（承接主体）：朝阳护理有限公司",
    "乙方为县民政局和镇政府的老年人提供服务",
    "乙方：负责提供日间照料，向甲方指定的有限公司交付数据",
    "原承接主体为溪流公司，应当配合移交",
    "经甲方书面同意，接送部分分包给溪流公司，乙方对全部服务负责",
    "参加本项目未中标的供应商为溪流公司",
    "乙方不得由溪流公司代为履行",
]


def saying(said: str, there: Given = given, group: str = "parties") -> Outcome:
    text = Wording(**{language_of(said): said})
    return there.when(contract(clauses=(*written(*EIGHT, *OF_TENDER), Clause(group=Slug(group), text=text))))


@pytest.mark.parametrize("said", ANOTHER)
def test_another_provider_than_the_winner_is_refused_with_what_award_and_clause_say(said: str) -> None:
    outcome = saying(said)
    outcome.refused_under("O87-71", status=422)
    (ground,) = outcome.said_by("provider_as_awarded")
    assert (ground.finding.facts["wins"], ground.finding.facts["lot"], ground.finding.facts["group"]) == ("sunrise", "1", "parties")
    assert "subcontractor" in ground.finding.do


@pytest.mark.parametrize("said", NONE)
def test_the_winner_itself_a_subcontractor_and_other_bodies_are_not(said: str) -> None:
    saying(said).then(ContractDrawnUp)


def test_the_words_of_the_clause_are_told_with_the_name_in_it() -> None:
    (ground,) = saying("The provider is Brook").said_by("provider_as_awarded")
    assert ground.finding.facts["words"] == "provider is Brook"
    text = Clause(group=Slug("parties"), text=words("The provider is Brook"))
    (kept,) = given.when(contract(kept_back=(text,))).said_by("provider_as_awarded")
    assert kept.finding.facts["words"] == "…"


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_the_row_is_that_of_the_method(there: Given, row: str) -> None:
    saying("The provider is Brook", there).refused_under(row, status=422)


def test_who_joined_the_bid_that_won_is_no_other() -> None:
    joint = given.told(award, names=("Sunrise", "Maple Care Co., Ltd"))
    saying("The provider is Maple Care Co., Ltd", joint).then(ContractDrawnUp)


def test_no_change_makes_another_the_provider_and_no_winner_signs_such_a_text() -> None:
    def changed(said: str) -> DrawUpChange:
        return DrawUpChange(reason=words("So agreed"), changes=(AskedChange(clause=None, group=Slug("own"), text=words(said)),))

    SIGNS(*SIGNED).when(changed("From May on the provider is Brook"), by=BO).refused_under("O87-71", status=422)
    SIGNS(*SIGNED).when(changed("From May on the provider is Sunrise"), by=BO).then(ContractChangeDrawnUp)
    clauses = (*written(*EIGHT, *OF_TENDER), Clause(group=Slug("parties"), text=words("The provider is Brook")))
    there = drawn_up(clauses=clauses)
    SIGNS(there).when(signing(text_sha256=there.text_sha256), by=BO).refused_under("O87-71", status=422)
