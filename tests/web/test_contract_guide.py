"""What does the form of a contract propose? Its clauses from the record; what nobody wrote otherwise follows, what was written stays."""


import pytest
from django.test import Client

from operis.dockets.contract.acts import ContractDrawnUp
from operis.ledger import read
from tests.cases.halfway import REFUSED
from tests.web.drawing_up import URL, begun, clause, form_of
from tests.web.reading import text

pytestmark = pytest.mark.django_db


def test_it_is_confirmed_as_it_stands_with_nothing_typed(drafting: Client) -> None:
    sent = begun(drafting)
    checked = drafting.post(URL, {**sent, "desk-do": "check"})
    assert "this will be refused" not in text(checked)
    drafting.post(URL, {**sent, "desk-do": "confirm"})
    (entry,) = read.entries(REFUSED)
    assert isinstance(entry.act, ContractDrawnUp)
    assert [note.row for note in entry.notes] == []
    assert len(entry.act.clauses) == int(sent["clauses-rows"])
    said = [dict(one.text)["zh"] for one in entry.act.clauses]
    assert [one for one in said if "＿" in one or "{" in one] == []
    assert any("柒拾捌万元整" in one for one in said)


def test_what_nobody_wrote_otherwise_follows_the_first_day_and_what_was_written_stays(drafting: Client) -> None:
    sent = begun(drafting)
    term, end = clause(sent, "term-year"), clause(sent, "end-handover")
    assert "26 March 2026" in sent[f"{term}-text-en"]
    own = {f"{end}-text-en": "Handing over begins sixty days before the end."}
    page = drafting.post(URL, {**sent, **own, "starts": "2026-05-01", "keep": "anew"})
    after, told = form_of(page.content.decode()), text(page)
    assert "1 May 2026 to 30 April 2027" in after[f"{clause(after, 'term-year')}-text-en"]
    assert after[f"{clause(after, 'end-handover')}-text-en"] == "Handing over begins sixty days before the end."
    assert "1 is written otherwise" in told
    assert "Our text: Handing over begins 30 days before the end" in told


def test_what_was_taken_out_stays_out_and_what_the_case_needs_comes_in_and_goes(drafting: Client) -> None:
    sent = begun(drafting)
    gone = drafting.post(URL, {**sent, "remove": clause(sent, "term-suspended")})
    left = form_of(gone.content.decode())
    assert "term-suspended" not in left.values()
    with_data = form_of(drafting.post(URL, {**left, "also-persons": "yes", "keep": "anew"}).content.decode())
    assert ("duty-data" in with_data.values(), "term-suspended" in with_data.values()) == (True, False)
    without = form_of(drafting.post(URL, {**with_data, "keep": "anew"}).content.decode())
    assert "duty-data" not in without.values()


def test_a_clause_of_ones_own_is_added_and_what_no_contract_may_hide_is_told_beside_it(drafting: Client) -> None:
    sent = begun(drafting)
    added = form_of(drafting.post(URL, {**sent, "add": "clauses"}).content.decode())
    place = int(added["clauses-rows"]) - 1
    own = {f"clauses-{place}-group": "quantity", f"clauses-{place}-text-zh": "乙方派驻12名人员，每人每月5800元"}
    page = drafting.post(URL, {**added, **own, "keep": "anew"})
    told = text(page)
    assert "People are bought here by the head" in told
    assert "Pay by cases, visits or results accepted" in told
    assert "as it stands, this will be refused" in text(drafting.post(URL, {**added, **own, "desk-do": "check"})).lower()


def test_a_text_that_waits_is_drawn_up_anew_from_itself(drafting: Client) -> None:
    sent = begun(drafting)
    end = clause(sent, "end-handover")
    drafting.post(URL, {**sent, f"{end}-text-en": "Handing over begins sixty days before the end.", "desk-do": "confirm"})
    again = form_of(drafting.get(f"/en/desk/{REFUSED}/draw-up-contract/").content.decode())
    assert again[f"{clause(again, 'end-handover')}-text-en"] == "Handing over begins sixty days before the end."
    assert again["starts"] == "2026-03-26"
