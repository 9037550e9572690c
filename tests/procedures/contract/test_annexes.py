"""OURS-ANNEX: an annex that a clause names and nobody has shown is told to both sides; those of plan, documents and bid are not."""

from dataclasses import replace

import pytest

from operis.core.decider import Done
from operis.core.wording import Slug, Wording
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.documents.contracting.forms import forms
from operis.documents.purchasing.contract import clauses as texts
from operis.documents.purchasing.filling import LINE
from operis.law.book import load_book
from operis.rules.annexes import named
from tests.procedures.contracts import DREW_UP, contract
from tests.statute import STANDARD, Outcome

ROW = load_book().rows["OURS-ANNEX"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (Wording(zh="收费项目和标准见附件《收费标准》"), ["收费标准"]),
        (Wording(zh="服务对象名单见附件一"), ["附件一"]),
        (Wording(en="Charges stand in the annex Charges and are posted"), ["Charges"]),
        (Wording(en="List in annex 1"), ["annex 1"]),
        (Wording(zh="见附件《采购需求》和附件《分项报价表》", en="see the annex Requirements, and the annex Price list."), []),
        (Wording(en="by the plan in the annex"), []),
    ],
)
def test_what_is_on_record_is_no_annex_that_nobody_has_shown(text: Wording, names: list[str]) -> None:
    assert list(named(ROW, text)) == names


def told(outcome: Outcome) -> list[tuple[str, object]]:
    decided = outcome.decided
    grounds = decided.notes if isinstance(decided, Done) else decided.grounds
    return [(str(one.finding.at), one.finding.facts["name"]) for one in grounds if one.row == "OURS-ANNEX"]


def test_it_is_told_beside_the_clause_that_names_it() -> None:
    own = Clause(group=Slug("content"), text=Wording(en="The service as listed in annex 7"))
    facts = {"plan": {"contract_form": "purchase", "term_months": 12}, "award": {"lot": "1", "price": STANDARD[award].price}}
    drafted = texts(facts, None, {})
    ours = tuple(replace(one, text=Wording(**{spoken: said.replace(LINE, "1") for spoken, said in one.text})) for one in drafted)
    assert told(DREW_UP.told(award, form="purchase").when(contract(clauses=ours))) == []
    with_own = DREW_UP.told(award, form="purchase").when(contract(clauses=(*ours, own)))
    assert told(with_own) == [(f"clauses/{len(ours)}/text", "annex 7")]


def test_no_text_of_ours_names_an_annex_that_is_not_on_record() -> None:
    """With what stands in the slots when nobody fills in another."""
    texts = [Wording(zh=one["zh"], en=one["en"]) for form in forms().values() for one in form.clauses]
    assert [name for text in texts for name in named(ROW, text) if "{" not in name] == []
