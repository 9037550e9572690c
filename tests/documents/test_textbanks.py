"""Do the texts to start from fit the law? Each bank fills a whole need and a plan that no row refuses, by either table of points."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.findings import REFUSED
from operis.core.wording import Wording
from operis.documents import proposals
from operis.documents.checking import findings_in
from operis.documents.handed_in import papers
from operis.documents.lawbook import book
from operis.documents.slots import in_languages, read_back
from operis.documents.textbank import Bank, banks, open_slots, spoken, texts
from operis.law.book import Law
from operis.rules.determination import determine
from operis.rules.wording.finder import sights
from operis.strict_yaml import parse
from operis.web.desk.held import answer_of

TODAY = date(2026, 3, 2)
SERVICES = {
    "archive-digitisation", "cleaning", "community-meals", "community-sport", "home-care", "legal-aid", "property", "rural-transport",
    "social-survey", "training",
}  # fmt: skip
EACH = [pytest.param(bank, id=slug) for slug, bank in banks().items()]
each_bank = pytest.mark.parametrize("bank", EACH)
ELEMENTS = ("result", "quantity", "place", "served", "period")
COMMON = {
    "need": "DC-2026-N-0001", "part": "1", "fiscal_year": "2026", "budget_line": "BL-1", "directory_item": "A0101", "category": "C0101",
    "term_months": "12", "payment_days": "30",
}  # fmt: skip


def law() -> Law:
    return Law(book(), "cn", "41", "county", act_day=TODAY)


def slots(bank: Bank) -> dict[str, dict[str, str]]:
    return in_languages(bank, {name: "2026-07-01" if name.endswith("_date") else "7" for name in bank.slots})


def refused(bank: Bank, method: str, scored: str, **more: Any) -> list[tuple[str, str]]:
    tree = {"kind": "plan", "method": method, "budget": "860000.00", **COMMON, **proposals.plan(bank, slots(bank), scored), **more}
    return [(one.row, one.finding.says) for one in findings_in(parse(json.dumps(tree)), book(), law()) if one.severity == REFUSED]


def test_there_is_a_bank_for_each_of_ten_services() -> None:
    assert set(banks()) == SERVICES


@each_bank
def test_every_text_is_there_in_both_languages_with_the_same_slots_and_every_slot_is_declared(bank: Bank) -> None:
    found = [one for part, tree in bank.said.items() if part != "slots" for one in texts(tree)]
    assert found
    for one in found:
        assert (one["zh"].strip() != "", one["en"].strip() != "") == (True, True)
        assert sorted(open_slots(one["zh"])) == sorted(open_slots(one["en"])), one
        assert set(open_slots(one["zh"])) <= set(bank.slots), one


@each_bank
def test_every_row_that_a_text_cites_is_a_row_of_the_law(bank: Bank) -> None:
    cited = {id for one in texts(bank.said) for id in one.get("law", ())} | {
        id for one in bank.said["conditions"]["unlawful"] for id in one["law"]
    }
    assert cited
    assert cited <= set(book().rows)


@each_bank
def test_a_filled_need_has_every_element_and_no_empty_slot(bank: Bank) -> None:
    need = proposals.need(bank, slots(bank))
    [part] = need["parts"]
    said = [part[name][language] for name in ELEMENTS for language in ("zh", "en")]
    assert (all(said), [one for one in said if open_slots(one)]) == (True, [])


@each_bank
def test_the_usual_answers_come_out_as_a_service(bank: Bank) -> None:
    answers = {question: answer_of(text) for question, text in bank.usual().items()}
    assert determine(law(), [("1", answers)]).outcome == "SERVICE"


@each_bank
@pytest.mark.parametrize("scored", [proposals.TENDER, proposals.CONSULTATION])
def test_the_points_come_to_a_hundred(bank: Bank, scored: str) -> None:
    assert sum(Decimal(one["weight"]) for one in proposals.criteria(bank, slots(bank), scored)) == 100


@each_bank
@pytest.mark.parametrize(("method", "scored"), [("open-tender", "tender"), ("competitive-consultation", "consultation")])
def test_no_row_refuses_a_plan_of_these_texts(bank: Bank, method: str, scored: str) -> None:
    assert refused(bank, method, scored, reservation={"way": "whole"}) == []


@each_bank
def test_each_condition_that_is_proposed_is_one_of_the_law_or_serves_a_requirement_by_its_number(bank: Bank) -> None:
    wanted = proposals.requirements(bank, slots(bank))
    own = [one for one in proposals.conditions(bank, slots(bank)) if one["about"] == proposals.OWN]
    served = [wanted[int(one["serves"]) - 1]["about"] for one in own]
    assert {*served} <= {"standards", "quality-safety-and-technical"}
    assert [one for one in own if "Consortia" in one["text"]["en"]] == []


@each_bank
def test_what_is_handed_in_is_a_paper_a_line_for_each_condition(bank: Bank) -> None:
    asked = papers(Wording(**proposals.proofs(bank, slots(bank))))
    assert 1 < len(asked) <= len(proposals.conditions(bank, slots(bank)))
    assert [one for one in asked.values() if one is None or "。" in (one.zh or "") or ". " in (one.en or "")] == []


def test_a_condition_names_the_requirement_that_its_texts_say() -> None:
    """Of meals: the licence serves the norms of food safety, which are named second; consortia are no condition."""
    bank = banks()["community-meals"]
    own = {one["text"]["en"][:11]: one["serves"] for one in proposals.conditions(bank, slots(bank)) if "serves" in one}
    assert own == {"The kitchen": "2", "In three ye": "2"}


@pytest.mark.parametrize(("count", "said"), [("1", "1 canteen: 18 Wanghu Road"), ("2", "2 canteens: 18 Wanghu Road")])
def test_one_of_a_thing_is_no_plural_and_is_read_back_as_one(count: str, said: str) -> None:
    bank = banks()["community-meals"]
    given = {"en": {"sites": count, "site_list": "18 Wanghu Road"}, "zh": {"sites": count, "site_list": "望湖路18号"}}
    place = spoken(bank.said["need"]["place"], given)
    assert place["en"].startswith(said)
    there = read_back(bank, [Wording(**place)])
    assert (there["en"]["sites"], there["zh"]["sites"]) == (count, count)


def test_a_form_is_proposed_where_the_texts_have_one_alone() -> None:
    """Whether users pay, and so which form suits, no text knows."""
    assert (proposals.form(banks()["cleaning"]), proposals.form(banks()["community-meals"])) == ({"contract_form": "purchase"}, {})


@each_bank
def test_no_look_finds_anything_in_a_condition_of_these_texts(bank: Bank) -> None:
    texts = [Wording(**one["text"]) for one in proposals.conditions(bank, slots(bank))]
    found = [(seen.look.id, dict(text)) for text in texts for seen in sights(law(), text, "condition", service=bank.slug)]
    assert found == []


def test_what_the_bank_warns_of_is_refused() -> None:
    """The check above can fail: a condition tagged as the size of the firm."""
    size = {"about": "registered-capital", "text": {"zh": "注册资本不低于五百万元", "en": "A registered capital of five million"}}
    found = refused(banks()["cleaning"], "open-tender", "tender", reservation={"way": "whole"}, conditions=[size])
    assert {row for row, _says in found} == {"O87-17"}
