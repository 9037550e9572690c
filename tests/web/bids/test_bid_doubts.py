"""What is sent only by who says that he knows, which paper does a file answer, and what stands sealed beside a newer draft?"""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from operis import clock
from operis.attachments.bidding import BidDraft, draft_of
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.commands import ObtainDocuments
from operis.documents.handed_in import MATERIALS, papers
from operis.ledger.states import state_of
from operis.web.bidding.draft import Draft
from operis.web.desk.opened_bid import handed_in
from tests.ledger.county import County
from tests.procedures.documents import intention, notice, plan
from tests.statute import BO
from tests.web.bidding import another_bid, bidder, bytes_of, content_in, section, sent, whole
from tests.web.reading import text

pytestmark = pytest.mark.django_db
PROGRAM = b"MZ" + bytes(200)
ASKED = Wording(zh="营业执照；财务证明；中小企业声明函", en="a licence; accounts; the small-enterprise declaration")
FORMS = ("form-letter", "form-price-sheet", "form-agent", "form-related", "form-clean")


def packed(words: str) -> bytes:
    """A text as a word processor keeps it."""
    held = BytesIO()
    with ZipFile(held, "w") as file:
        file.writestr("word/document.xml", f"<w:p><w:t>{words[:9]}</w:t><w:t>{words[9:]}</w:t></w:p>")
    return held.getvalue()


def kept_in(bid: str) -> Any:
    kept = draft_of(bid, "1", 1)
    assert kept is not None
    return kept.said


@pytest.mark.parametrize("looked_over", [True, False])
def test_what_an_earlier_bid_said_is_sent_once_it_was_looked_over_or_by_who_says_so(bid: str, county: County, looked_over: bool) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    other = another_bid(county)
    section(client, other, "price", price="700000")
    if looked_over:
        for key in ("who", "wanted", "criterion-plan"):
            section(client, other, key, **({"text-criterion-plan": "Two groups."} if key == "criterion-plan" else {}))
    answer = sent(client, other, "j" * 43)
    assert (answer.status_code, "was not looked over" in text(answer)) == ((200, False) if looked_over else (422, True))
    if not looked_over:
        assert sent(client, other, "l" * 43, known="yes").status_code == 200
    assert content_in(other).price == Fen(700_000_00)


@pytest.mark.parametrize(("name", "content", "told"), [
    ("day.pdf", PROGRAM, "a program for Windows"), ("day.pdf", b"\x7fELF" + bytes(90), "a program for Linux"),
    ("day.pdf", b"#!/bin/sh", "a script"), ("day.pdf", b"only a text", "something else"), ("day.exe", PROGRAM, ""),
    ("day", PROGRAM, "a program for Windows"), ("day.txt", b"only a text", ""), ("day.pdf", bytes(1023) + b"%PDF-1.7", ""),
    ("day.pdf", bytes(1024) + b"%PDF-1.7", "something else"),
])  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_sent_only_by_who_says_so(bid: str, name: str, content: bytes, told: str) -> None:
    client = bidder()
    whole(client, bid)
    section(client, bid, "criterion-plan", **{"files-criterion-plan": SimpleUploadedFile(name, content)})
    page = text(client.get(f"/en/desk/{bid}/bid/1/check/"))
    assert (f"by its first bytes it is {told}" in page) is bool(told)
    assert sent(client, bid).status_code == (422 if told else 200)
    if told:
        assert sent(client, bid, "j" * 43, known="yes").status_code == 200
    assert bytes_of(client, bid, content_in(bid).offers[0].documents[-1].sha256) == content


@pytest.mark.parametrize(("wanted", "found"), [
    (Wording(en="A licence"), [MATERIALS]), (Wording(en="A licence; accounts."), [MATERIALS, "materials-1"]),
    (Wording(zh="营业执照；财务状况的证明。\n声明", en="licence; accounts\nstatement"), [MATERIALS, "materials-1", "materials-2"]),
    (Wording(zh="营业执照；财务状况的证明", en="licence, accounts"), [MATERIALS]), (None, [MATERIALS]),
])  # fmt: skip
def test_each_paper_that_is_asked_for_is_a_line_of_its_own(wanted: Wording | None, found: list[str]) -> None:
    assert [*papers(wanted)] == found


def three_papers(county: County) -> str:
    need = county.need()
    docket = county.done(None, intention(need=need)).docket
    county.done(docket, plan(need=need))
    county.done(docket, notice(materials=ASKED))
    bid = county.done(None, ObtainDocuments(procurement=docket), BO).docket
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    return bid


def test_a_scan_that_answers_two_papers_is_chosen_once_and_sent_once(county: County) -> None:
    """A paper that is declared by a tick is not demanded as a file too."""
    client, bid = bidder(), three_papers(county)
    section(client, bid, "wanted", **{"tick-as-asked": "yes", "files-materials": SimpleUploadedFile("both.pdf", b"%PDF-1.7 both")})
    page = client.get(f"/en/desk/{bid}/bid/1/wanted/")
    assert [one["of"].heading for one in page.context["questions"]][1:] == [
        "A licence", "Accounts", "The small-enterprise declaration", "Letter of the bid", "Price sheet", "Power of an authorised person",
        "Statement on related suppliers", "Promise of clean conduct"]  # fmt: skip
    [file] = next(one["elsewhere"] for one in page.context["questions"] if one["of"].key == "materials-1")
    lacking = [what for _one, what in client.get(f"/en/desk/{bid}/bid/1/check/").context["lacking"]]
    assert ("Accounts" in lacking, "A licence" in lacking, "The small-enterprise declaration" in lacking) == (True, False, False)
    section(client, bid, "wanted", **{"tick-as-asked": "yes", "also-materials-1": file.sha256})
    section(client, bid, "price", price="700000")
    assert "Accounts" not in [what for _one, what in client.get(f"/en/desk/{bid}/bid/1/check/").context["lacking"]]
    sent(client, bid)
    assert [one.name for one in content_in(bid).documents] == ["both.pdf"]


def test_each_paper_of_a_sealed_bid_stands_by_its_name_and_a_signed_form_is_of_its_own_bid_alone(county: County) -> None:
    client, bid = bidder(), three_papers(county)
    files = {"files-form-letter": SimpleUploadedFile("letter.pdf", b"%PDF-1.7 letter"),
             "files-materials-1": SimpleUploadedFile("accounts.pdf", b"%PDF-1.7 accounts")}  # fmt: skip
    section(client, bid, "wanted", **files)
    section(client, bid, "price", price="700000")
    sent(client, bid)
    content = content_in(bid)
    assert [(one.about, one.answers, [file.name for file in one.documents]) for one in content.offers] == [
        ("materials-1", "handed-in", ["accounts.pdf"]), ("form-letter", "handed-in", ["letter.pdf"])]  # fmt: skip
    assert {*content.documents} == {file for one in content.offers for file in one.documents}
    kept = state_of(bid)
    procurement = state_of(kept.procurement)
    answers = [*handed_in(bid, procurement, content), *handed_in(bid, procurement, replace(content, offers=()))]
    assert [(one.heading, [file.words for file in one.files]) for one in answers] == [
        ("Accounts", ["accounts.pdf"]), ("Letter of the bid", ["letter.pdf"]), ("Files", ["accounts.pdf", "letter.pdf"])]  # fmt: skip
    other = three_papers(county)
    asked = {one["of"].key: one for one in client.get(f"/en/desk/{other}/bid/1/wanted/").context["questions"]}
    assert [key for key, one in asked.items() if one["files"]] == ["materials-1"]


def test_a_paper_comes_back_at_the_same_paper_of_a_later_bid(county: County) -> None:
    client, bid = bidder(), three_papers(county)
    section(client, bid, "wanted", **{"files-materials-1": SimpleUploadedFile("accounts.pdf", b"%PDF-1.7 accounts")})
    section(client, bid, "price", price="700000")
    sent(client, bid)
    other = three_papers(county)
    asked = {one["of"].key: one for one in client.get(f"/en/desk/{other}/bid/1/wanted/").context["questions"]}
    assert {key: [file.name for file, _size in one["files"]] for key, one in asked.items()} == {
        "as-asked": [], "materials": [], "materials-1": ["accounts.pdf"], "materials-2": [], **{key: [] for key in FORMS}}  # fmt: skip
    assert [key for key, one in asked.items() if one["taken"]] == ["materials-1"]


def test_a_file_at_two_papers_comes_back_at_both(county: County) -> None:
    client, bid = bidder(), three_papers(county)
    section(client, bid, "wanted", **{"files-materials": SimpleUploadedFile("both.pdf", b"%PDF-1.7 both")})
    [file] = Draft.read(kept_in(bid)).files_at("materials")
    section(client, bid, "wanted", **{"also-materials-1": file.sha256})
    section(client, bid, "price", price="700000")
    sent(client, bid)
    asked = client.get(f"/en/desk/{three_papers(county)}/bid/1/wanted/").context["questions"]
    assert {one["of"].key: len(one["files"]) for one in asked} == {"as-asked": 0, "materials": 1, "materials-1": 1, "materials-2": 0,
                                                              **dict.fromkeys(FORMS, 0)}  # fmt: skip


@pytest.mark.parametrize(("statement", "told"), [
    (packed("Statement for DC-2026-S-0002, day care"), True), (packed("Statement for DC-2026-S-0009"), False),
    (b"Statement for DC-2026-S-0002", True), (b"%PDF-1.7 DC-2026-S-0002 \xff", False), (b"PK DC-2026-S-0002", False),
])  # fmt: skip
def test_a_statement_that_names_the_purchase_it_was_made_for_is_told(county: County, statement: bytes, told: bool) -> None:
    client, bid = bidder(), three_papers(county)
    assert state_of(bid).procurement == "DC-2026-S-0002"
    section(client, bid, "wanted", **{"files-materials-1": SimpleUploadedFile("accounts", statement)})
    section(client, bid, "price", price="700000")
    sent(client, bid)
    other = three_papers(county)
    assert "Made for another purchase" in text(client.get(f"/en/desk/{other}/bid/1/wanted/"))
    section(client, other, "wanted", **{"tick-as-asked": "yes"})
    assert "Made for another purchase" not in text(client.get(f"/en/desk/{other}/bid/1/wanted/"))
    section(client, other, "price", price="700000")
    assert ("Files that name another purchase" in text(client.get(f"/en/desk/{other}/bid/1/check/"))) is told
    assert sent(client, other, "j" * 43).status_code == (422 if told else 200)


def test_in_a_bid_that_is_replaced_nothing_was_made_for_another(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    sent(client, bid)
    BidDraft.objects.all().delete()
    assert "Made for another purchase" not in text(client.get(f"/en/desk/{bid}/bid/1/wanted/"))


def test_what_stands_sealed_is_read_apart_from_a_newer_draft(bid: str) -> None:
    client = bidder()
    whole(client, bid)
    assert client.get(f"/en/desk/{bid}/bid/1/").context["stands"] is None
    sent(client, bid)
    section(client, bid, "criterion-plan", **{"text-criterion-plan": "Another plan."})
    page = text(client.get(f"/en/desk/{bid}/bid/1/"))
    assert ("What stands sealed" in page, "Two groups, seven weeks." in page, "Another plan." in page) == (True, True, False)
