"""The proposed contract can be signed as proposed: a sum of breach that nothing on record has gives way to a general clause: O102-23."""

import pytest

from operis.documents.purchasing.contract import clauses
from operis.documents.purchasing.filling import LINE
from operis.documents.slots import in_languages
from operis.documents.textbank import banks

CONTRACT = {"plan": {"contract_form": "purchase", "term_months": 12}, "award": {"lot": "1"}}
GENERAL = {"breach-cure", "breach-deduct", "breach-delay"}


def breach(slug: str, facts: dict[str, object], **typed: str) -> dict[str, str]:
    drafted = clauses(facts, banks()[slug], in_languages(banks()[slug], typed))
    return {str(one.of): dict(one.text)["en"] for one in drafted if one.group == "breach"}


@pytest.mark.parametrize("slug", sorted(banks()))
def test_no_clause_on_breach_is_proposed_with_a_line(slug: str) -> None:
    assert [of for of, said in breach(slug, CONTRACT).items() if LINE in said] == []


@pytest.mark.parametrize(("slug", "slot"), [("cleaning", "deduct_amount"), ("archive-digitisation", "loss_amount")])
def test_a_sum_that_is_there_stands_and_one_that_is_not_gives_way_beside_what_else_the_bank_has(slug: str, slot: str) -> None:
    general, given = breach(slug, CONTRACT), breach(slug, CONTRACT, **{slot: "200"})
    assert set(general) & {*GENERAL, f"{slug}-breach-1", f"{slug}-breach-2"} == {*GENERAL, f"{slug}-breach-2"}
    assert set(given) & {*GENERAL, f"{slug}-breach-1"} == {f"{slug}-breach-1"}
    assert "CNY 200" in given[f"{slug}-breach-1"]


def test_in_the_purchasing_documents_the_line_stays_to_be_filled_in() -> None:
    draft = breach("cleaning", {"plan": {"contract_form": "purchase", "term_months": 12}})
    assert LINE in draft["cleaning-breach-1"]
