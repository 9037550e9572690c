"""Are unlawful conditions and criteria refused or asked about, and is no lawful one refused? Sentences with a reviewer's verdict."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cases.sentences import ASKED, FINE, REFUSED, Sentence, sentences, weighed

FRESH = Path(__file__).parents[2] / "cases" / "conditions" / "fresh.yaml"
OF_PLAN = ("condition", "criterion")
STATUTORY: Mapping[str, str] = {
    "CZ042": "law-firm-licence", "CZ043": "food-business-licence", "CZ044": "guarding-licence", "CZ050": "same-head-or-holding",
    "CZ051": "tax-and-social-insurance-record", "CZ052": "no-major-violation", "CZ065": "passenger-transport-licence",
    "CZ072": "small-enterprise-declaration", "CZ073": "prison-enterprise-proof", "CZ078": "accounts-or-bank-letter",
    "CZ079": "special-equipment-licence", "CZ084": "not-on-official-lists", "CE031": "food-business-licence",
    "CE032": "guarding-licence", "CE038": "same-head-or-holding", "CE039": "tax-and-social-insurance-record",
    "CE040": "no-major-violation", "CE054": "small-enterprise-declaration",
}  # fmt: skip
"""Sentences of the kit that say what the law itself lists: an officer chooses them."""


def told(listed: list[Sentence]) -> dict[str, str]:
    return {one.id: weighed(one) for one in listed}


def shown(title: str, listed: list[Sentence], results: Mapping[str, str]) -> None:
    """For the reader of the run: how many, and which lawful ones were asked about or refused."""
    lawful = [one for one in listed if one.lawful]
    print(f"\n{title}: {len(listed)} sentences, {dict(Counter((one.where, one.verdict, results[one.id]) for one in listed))}")
    for result in (ASKED, REFUSED):
        hit = [one for one in lawful if results[one.id] == result]
        print(f"lawful and {result}: {len(hit)}")
        print("".join(f"  {one.id} {one.where}: {one.text}\n" for one in hit), end="")


def unlawful_let_through(listed: list[Sentence], results: Mapping[str, str]) -> list[str]:
    return [one.text for one in listed if not one.lawful and one.where in OF_PLAN and results[one.id] == FINE]


@pytest.mark.kit
def test_the_sentences_of_the_kit_are_weighed_as_their_reviewer_did(kit: Path) -> None:
    listed = sentences(kit / "data/conditions/cases.yaml", STATUTORY)
    results = told(listed)
    shown("kit", listed, results)
    assert unlawful_let_through(listed, results) == []
    assert [one.text for one in listed if one.lawful and results[one.id] == REFUSED] == []
    assert {one.id: results[one.id] for one in listed if one.chosen} == dict.fromkeys(STATUTORY, FINE)
    marked = {REFUSED: ASKED, ASKED: ASKED, FINE: FINE}
    assert {one.text: results[one.id] for one in listed if one.where == "requirement"} == {
        one.text: marked[one.verdict] for one in listed if one.where == "requirement"
    }
    assert {one.text: results[one.id] for one in listed if one.where == "notice"} == {
        one.text: one.verdict for one in listed if one.where == "notice"
    }


def test_fresh_sentences_are_refused_or_asked_about() -> None:
    """Lawful ones that are refused are printed: a reviewer lifts each in one step."""
    listed = sentences(FRESH, {})
    results = told(listed)
    shown("fresh", listed, results)
    assert unlawful_let_through(listed, results) == []
