"""How do purchasing documents get into a notice? Drafted, read, taken along, put in without an upload, and held to the notice."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document

from operis import clock
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.drafts.models import Draft, PurchasingDraft
from operis.ledger.states import state_of
from tests.ledger.county import County
from tests.papers.read import close, pdf, told
from tests.procedures.documents import PRICE_ALONE, plan, words
from tests.statute import ALICE, BO, at
from tests.web.desk import KEY
from tests.web.purchasing import CORRECTION, MARCH_2, NOTICE, NUMBER, URL, announce, answer, ready
from tests.web.reading import text
from tests.web.signed import signed_in
from tests.web.uploads import PDF_BYTES, file

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, plan())
    clock.set_demo_clock(at(MARCH_2, "10:00"))
    return founded


@pytest.fixture
def officer(county: County) -> Client:
    return signed_in(ALICE)


def listed(client: Client) -> dict[str, str]:
    return {name: value for name, value in Draft.objects.get(command="publish-notice").typed.items() if name.startswith("documents-")}


def missing(html: str) -> list[str]:
    part = html.split("Still missing</h2>")[1].split("</section>")[0]
    return [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<li>(.*?)</li>", part)]


def chapter(client: Client, name: str, language: str = "en") -> str:
    return text(client.get(f"/{language}/desk/{NUMBER}/purchasing-documents/{name}/"))


def test_the_way_leads_from_the_docket_and_from_the_notice(officer: Client) -> None:
    link = f'href="{URL}"'
    assert link in officer.get(f"/en/desk/{NUMBER}/").content.decode()
    assert link in officer.get(NOTICE).content.decode()


def test_what_nobody_has_said_is_named_with_where_it_is_said_before_anything_is_made(officer: Client) -> None:
    html = officer.get(URL).content.decode()
    assert missing(html) == [
        "In the notice: Contact person and telephone", "Who takes questions: office, telephone, address",
        "In the notice: Where to send a formal query", "Name of the finance department", "Telephone and address of the finance department",
        "Industry of what is bought, under the standards for the size of enterprises",
    ]  # fmt: skip
    refused = officer.post(URL, {"desk-do": "put"})
    assert refused.status_code == 422
    assert "Something is still missing, so nothing was made." in text(refused)
    assert not Draft.objects.exists()


def test_what_the_record_knows_is_there_and_is_not_asked(officer: Client) -> None:
    announce(officer)
    html = officer.get(URL).content.decode()
    assert missing(html) == ["Name of the finance department", "Telephone and address of the finance department",
                             "Industry of what is bought, under the standards for the size of enterprises"]  # fmt: skip
    names = {one.partition("-")[0] for one in re.findall(r'name="([\w-]+)"', html)}
    assert {"budget", "project_name", "bids_close", "criteria", "acceptance"} & names == set()
    assert "The budget is 860,000 yuan." in chapter(officer, "invitation")
    assert "Bids close at 22 March 2026, 09:30 (Beijing time)." in chapter(officer, "invitation")


def test_once_nothing_is_missing_the_page_says_so(officer: Client) -> None:
    announce(officer)
    answer(officer)
    told = text(officer.get(URL))
    assert "Nothing is missing. Read the chapters, then put the documents into the notice." in told
    assert "belongs to this industry: property management." in chapter(officer, "policy")
    assert "本项目采购标的所属行业为：物业管理。" in chapter(officer, "policy", "zh-hans")


def test_what_was_written_in_one_language_alone_is_named(officer: Client) -> None:
    announce(officer, content=Wording(zh="日间照料", en="Day care"))
    told = text(officer.get(URL)).split("In one language alone, so that it stands so in both documents:")[1].split("What only you know")[0]
    assert ("Project name" in told, "Requirements" in told, "What is bought" in told) == (True, True, False)


def test_an_answer_brings_its_clause_and_the_next_question(officer: Client) -> None:
    announce(officer)
    assert "No part may be subcontracted" in chapter(officer, "instructions")
    assert 'name="core_work-en"' not in officer.get(URL).content.decode()
    answer(officer, **{"subcontract_parts-en": "Laundry", "subcontract_parts-zh": "洗涤"})
    assert "This work may be subcontracted: Laundry." in chapter(officer, "instructions")
    assert 'name="core_work-en"' in officer.get(URL).content.decode()


def test_what_cannot_be_read_is_told_beside_its_field(officer: Client) -> None:
    told = answer(officer, bid_valid_days="ninety")
    assert told.status_code == 422
    assert 'id="e-bid_valid_days"' in told.content.decode()
    assert not PurchasingDraft.objects.exists()


def test_each_clause_is_shown_with_its_law_and_what_is_prescribed_is_not_edited(officer: Client) -> None:
    html = officer.get(f"{URL}instructions/").content.decode()
    eligible = html.split('id="eligible"')[1].split("</section>")[0]
    assert ("Prescribed: only its slots are filled" in eligible, 'href="/en/rules/GPL-22/"' in eligible) == (True, True)
    assert officer.get(f"{URL}instructions/eligible/").status_code == 404
    assert officer.get(f"{URL}instructions/costs/").status_code == 200
    assert officer.get(f"{URL}nowhere/").status_code == 404


def write(client: Client, zh: str, en: str, clause: str = "costs", **more: str) -> Any:
    return client.post(f"{URL}instructions/{clause}/", {"text-zh": zh, "text-en": en, "desk-do": "save", **more})


def test_another_clause_is_written_otherwise_and_can_be_had_back(officer: Client) -> None:
    ours = officer.get(f"{URL}instructions/costs/").content.decode()
    assert "编制和提交投标文件的费用由投标人自行承担" in ours
    assert write(officer, "费用自理。", "Each bears its costs.").status_code == 302
    told = chapter(officer, "instructions")
    assert ("Each bears its costs." in told, "Written by you" in told) == (True, True)
    write(officer, "", "", **{"desk-do": "ours"})
    assert "Each supplier bears the cost of its bid" in chapter(officer, "instructions")


def test_what_was_filled_in_is_kept_with_the_files_that_say_it_and_not_with_files_edited_elsewhere(officer: Client, drawn: None) -> None:
    ready(officer)
    assert PurchasingDraft.objects.get().said["bid_valid_days"] == "90"
    answer(officer, bid_valid_days="75")
    assert PurchasingDraft.objects.get().said["bid_valid_days"] == "90"
    officer.post(URL, {"desk-do": "put"})
    assert PurchasingDraft.objects.get().said["bid_valid_days"] == "75"
    officer.post(URL, {"desk-do": "bring", "documents-files": [file("edited.pdf", PDF_BYTES + b"%mine")]})
    assert PurchasingDraft.objects.get().said == {}


def test_a_clause_keeps_what_the_record_puts_in_its_slots_and_no_other(officer: Client) -> None:
    path = f"{URL}requirements/where-when/"
    officer.post(path, {"text-zh": "期限{months}个月。", "text-en": "Term: {months} months.", "desk-do": "save"})
    assert "Term: 12 months." in chapter(officer, "requirements")
    strange = officer.post(path, {"text-zh": "{colour}", "text-en": "{months} {budget}", "desk-do": "save"})
    assert strange.status_code == 422
    assert "These words in braces fill nothing here: budget, colour" in text(strange)


def test_a_clause_that_is_left_empty_is_left_out_and_can_be_found_again(officer: Client) -> None:
    assert write(officer, "", "").status_code == 302
    html = officer.get(f"{URL}instructions/").content.decode()
    assert ('id="costs"' in html, "Left out by you" in html, "instructions/costs/" in html) == (False, True, True)
    half = write(officer, "费用自理。", "")
    assert (half.status_code, "Write it in both languages" in text(half)) == (422, True)


def test_what_has_to_be_there_is_named_when_its_last_clause_is_left_out(officer: Client) -> None:
    officer.post(f"{URL}requirements/pay/", {"text-zh": "", "text-en": "", "desk-do": "save"})
    assert [one for one in missing(officer.get(URL).content.decode()) if one.startswith("What has to be")] == [
        "What has to be in such a document and stands in no clause now: payment"
    ]


@pytest.mark.parametrize(
    ("language", "title", "law"), [("en", "Tender documents", "Under: Order 87, Art. 13"), ("zh-hans", "招标文件", "依据：")]
)
def test_the_draft_is_taken_along_as_a_file_to_edit(officer: Client, language: str, title: str, law: str) -> None:
    answer_ = officer.get(f"/{language}/desk/{NUMBER}/purchasing-documents.docx")
    assert answer_["Content-Disposition"] == f'attachment; filename="{NUMBER}-open-tender.docx"'
    said = "\n".join(one.text for one in Document(BytesIO(answer_.content)).paragraphs)
    assert (title in said, law in said) == (True, True)
    assert officer.get(f"/{language}/desk/{NUMBER}/purchasing-documents.odt").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(("language", "said"), [("en", "Translation for reference: the Chinese text counts."), ("zh-hans", "第一章")])
def test_the_draft_is_taken_along_as_pdf(officer: Client, language: str, said: str) -> None:
    announce(officer)
    path = f"/{language}/desk/{NUMBER}/purchasing-documents.pdf"
    assert close(said) in close(told(pdf(officer, path)))
    assert officer.get(path).content == officer.get(path).content


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF made of its page in no time: how it is drawn is looked at elsewhere."""
    monkeypatch.setattr("operis.web.desk.purchasing_files.pdf_of", lambda html, *_: PDF_BYTES + html.encode())


def test_the_documents_become_files_of_the_notice_without_an_upload(officer: Client, drawn: None) -> None:
    ready(officer)
    found = listed(officer)
    assert [found[f"documents-{row}-name"] for row in range(int(found["documents-rows"]))] == [
        f"{NUMBER}-招标文件.pdf", f"{NUMBER}-招标文件.docx", f"{NUMBER}-Tender documents.pdf",
    ]  # fmt: skip
    shown = officer.get(NOTICE).content.decode()
    assert (shown.count('class="kept"'), "day care" in shown.lower()) == (3, True)
    assert "They are in it" in text(officer.get(URL))


def publish(client: Client, sent: Mapping[str, str], **changed: str) -> Any:
    given = {name: value for name, value in sent.items() if not name.startswith("documents-rows")}
    return client.post(NOTICE, {**given, **listed(client), "desk-key": KEY, "desk-do": "confirm", **changed})


def test_the_notice_is_published_with_them_and_everyone_reads_them(officer: Client, drawn: None) -> None:
    sent = ready(officer)
    assert publish(officer, sent).status_code == 200
    published = state_of(NUMBER).notice.documents
    assert [one.name for one in published] == [f"{NUMBER}-招标文件.pdf", f"{NUMBER}-招标文件.docx", f"{NUMBER}-Tender documents.pdf"]
    html = Client().get(f"/en/notices/{NUMBER}/").content.decode()
    for one in published:
        assert f"/processes/{NUMBER}/documents/{one.sha256}" in html
        got: Any = Client().get(f"/processes/{NUMBER}/documents/{one.sha256}")
        assert hashlib.sha256(b"".join(got.streaming_content)).hexdigest() == one.sha256
    assert "The notice is published. What is made here goes into its correction" in text(officer.get(URL))


CORRECT = f"/en/desk/{NUMBER}/correct-notice/"


def test_after_the_notice_they_go_into_its_correction_and_take_the_place_of_the_old_ones(officer: Client, drawn: None) -> None:
    publish(officer, ready(officer))
    before = state_of(NUMBER).notice.documents
    link = f'href="{URL}"'
    assert (link in officer.get(f"/en/desk/{NUMBER}/").content.decode(), link in officer.get(CORRECT).content.decode()) == (True, True)
    officer.post(CORRECT, {**CORRECTION, "desk-key": KEY, "desk-do": "later"})
    assert "Bids close: in the documents 22 March 2026, 09:30" in text(officer.get(URL))
    assert "Bids close at 30 March 2026, 09:30" in chapter(officer, "invitation")
    assert officer.post(URL, {"desk-do": "put"}).status_code == 302
    files = {name: value for name, value in Draft.objects.get(command="correct-notice").typed.items() if name.startswith("documents-")}
    assert officer.post(CORRECT, {**CORRECTION, **files, "desk-key": "c" * 43, "desk-do": "confirm"}).status_code == 200
    (correction,) = state_of(NUMBER).corrections
    assert [one.name for one in correction.documents] == [one.name for one in before]
    assert {one.sha256 for one in correction.documents} & {one.sha256 for one in before} == set()


def test_a_correction_that_moves_a_day_once_more_is_told_where_it_is_checked(officer: Client, drawn: None) -> None:
    publish(officer, ready(officer))
    officer.post(CORRECT, {**CORRECTION, "desk-key": KEY, "desk-do": "later"})
    officer.post(URL, {"desk-do": "put"})
    files = {name: value for name, value in Draft.objects.get(command="correct-notice").typed.items() if name.startswith("documents-")}
    same = {**CORRECTION, **files, "desk-key": KEY, "desk-do": "check"}
    assert DIFFERS not in text(officer.post(CORRECT, same))
    assert "now 31 March 2026, 09:30" in text(officer.post(CORRECT, {**same, "bids_close": "2026-03-31 09:30"}))


def test_once_bids_are_closed_nothing_is_put_in_any_more(officer: Client, drawn: None) -> None:
    publish(officer, ready(officer))
    clock.set_demo_clock(at(date(2026, 3, 23), "10:00"))
    told = text(officer.get(URL))
    assert "here it can still be read and taken along" in told
    pressed = officer.post(URL, {"desk-do": "put"}, follow=True)
    assert "The notice is published, and its documents are not changed any more." in text(pressed)
    assert f'href="{URL}"' not in officer.get(f"/en/desk/{NUMBER}/").content.decode()


def test_made_again_they_take_the_place_of_the_old_ones(officer: Client, drawn: None) -> None:
    ready(officer)
    before = listed(officer)
    answer(officer, **{"service_place-en": "Four villages", "service_place-zh": "四个村"})
    officer.post(URL, {"desk-do": "put"})
    after = listed(officer)
    assert (before["documents-rows"], after["documents-rows"]) == ("3", "3")
    digests = [[found[f"documents-{row}-sha256"] for row in range(3)] for found in (before, after)]
    assert {*digests[0]} & {*digests[1]} == set()


def test_a_file_that_was_edited_takes_the_place_of_what_was_made(officer: Client, drawn: None) -> None:
    ready(officer)
    told = officer.post(URL, {"desk-do": "bring", "documents-files": [file("edited.pdf", PDF_BYTES + b"%mine")]})
    assert told.status_code == 302
    found = listed(officer)
    assert (found["documents-rows"], found["documents-0-name"]) == ("1", "edited.pdf")


def test_a_file_that_is_not_taken_is_told_of_and_changes_nothing(officer: Client, drawn: None) -> None:
    ready(officer)
    before = listed(officer)
    told = officer.post(URL, {"desk-do": "bring", "documents-files": [file("page.html", b"<html>")]})
    assert (told.status_code, "page.html" in text(told)) == (422, True)
    nothing = officer.post(URL, {"desk-do": "bring"})
    assert (nothing.status_code, "No file was chosen" in text(nothing), listed(officer) == before) == (422, True, True)


def test_where_no_pdf_can_be_made_nothing_is_put_in(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from operis.documents.papers.pdf import NoPangoError

    def missing_library(*_: object) -> bytes:
        raise NoPangoError("libpango")

    monkeypatch.setattr("operis.web.desk.purchasing_files.pdf_of", missing_library)
    announce(officer)
    answer(officer)
    told = officer.post(URL, {"desk-do": "put"})
    assert (told.status_code, "No PDF can be made here now" in text(told)) == (422, True)
    assert "documents-0-name" not in listed(officer)


DIFFERS = "The purchasing documents among the files were drafted with other facts:"


def checked(client: Client, sent: Mapping[str, str], **changed: str) -> str:
    given = {name: value for name, value in sent.items() if not name.startswith("documents-rows")}
    return text(client.post(NOTICE, {**given, **listed(client), "desk-key": KEY, "desk-do": "check", **changed}))


def test_a_notice_that_says_the_same_says_nothing_of_it(officer: Client, drawn: None) -> None:
    sent = ready(officer)
    assert DIFFERS not in checked(officer, sent)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"bids_close": "2026-03-23 09:30"},
         "Bids close: in the documents 22 March 2026, 09:30 (Beijing time), now 23 March 2026, 09:30 (Beijing time)"),
        ({"documents_offered_until": "2026-03-10"}, "Documents offered until: in the documents 9 March 2026, now 10 March 2026"),
        ({"consortia_allowed": "no"}, "Consortia may bid: in the documents yes, now no"),
        ({"bond": "1000.00"}, "Bid security: in the documents -, now 1,000"),
        ({"project_name-en": "Night care"}, "Project name: in the documents Day care, now Night care"),
    ],
)  # fmt: skip
def test_what_the_notice_says_otherwise_is_named_where_it_is_checked(
    officer: Client, drawn: None, changed: dict[str, str], told: str
) -> None:  # fmt: skip
    sent = ready(officer)
    found = checked(officer, sent, **changed)
    assert (DIFFERS in found, told in found) == (True, True)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ceiling": Fen(800_000_00)}, "Ceiling price: in the documents -, now 800,000"),
        ({"conditions": ()}, None),
        ({"acceptance": words("Each week")}, "How it will be accepted: in the documents Each month, with those served, now Each week"),
    ],
)
def test_a_plan_that_was_filed_again_makes_the_documents_old(
    county: County, officer: Client, drawn: None, changed: dict[str, Any], told: str | None
) -> None:
    sent = ready(officer)
    county.done(NUMBER, plan(**changed))
    found = checked(officer, sent)
    assert (DIFFERS in found) is (told is not None)
    assert told is None or told in found
    assert (DIFFERS in text(officer.get(NOTICE))) is (told is not None)


def test_files_that_were_not_drafted_here_are_not_compared(officer: Client, drawn: None) -> None:
    sent = ready(officer)
    own = {"documents-rows": "1", "documents-0-name": "own.pdf", "documents-0-size": "5", "documents-0-sha256": "0" * 64}
    assert DIFFERS not in text(officer.post(NOTICE, {**sent, **own, "bids_close": "2026-03-23 09:30", "desk-key": KEY, "desk-do": "check"}))


def test_who_does_not_publish_the_notice_finds_no_such_page(county: County, officer: Client) -> None:
    other = signed_in(BO, email="bo@office.example")
    for path in (URL, f"{URL}invitation/", f"{URL}instructions/costs/", f"/en/desk/{NUMBER}/purchasing-documents.docx"):
        assert other.get(path).status_code == 404
    assert Client().get(URL).status_code == 302


def test_without_a_plan_or_for_a_method_without_documents_there_is_no_page(founded: County) -> None:
    clock.set_demo_clock(at(MARCH_2, "10:00"))
    founded.review(plan())
    assert signed_in(ALICE).get(URL).status_code == 404


@pytest.mark.parametrize(
    ("method", "title", "case"),
    [
        ("competitive-consultation", "Documents for a competitive consultation", "Case in which consultation is used"),
        ("competitive-negotiation", "Documents for a competitive negotiation", "Case in which negotiation is used"),
    ],
)
def test_a_method_with_talks_has_documents_of_its_own(founded: County, method: str, title: str, case: str) -> None:
    criteria = PRICE_ALONE if method == "competitive-negotiation" else plan().criteria
    founded.done(None, plan(method=Slug(method), method_ground=Slug("complex-or-special"), criteria=criteria, budget=Fen(500_000_00)))
    clock.set_demo_clock(at(MARCH_2, "10:00"))
    officer = signed_in(ALICE)
    assert title in text(officer.get(URL))
    assert f"{case}: the technology is complex or the nature special" in chapter(officer, "invitation")
