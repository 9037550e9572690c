"""What becomes of a file chosen at a form? Measured, told apart by its content, kept once, handed out to who may read the act."""

import hashlib
import io
import re
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory
from playwright.sync_api import Browser

from operis import clock
from operis.accounts.models import User
from operis.attachments.models import Brought
from operis.attachments.receiving import LARGEST_BYTES, Arrived
from operis.attachments.sorts import EXCEL, JPEG, ODS, OFD, OLD, PDF, PNG, SLIDES, TYPES, WORD, Sort, sort_of
from operis.drafts.models import Draft
from operis.ledger import read
from operis.web.desk.files import clean
from tests.ledger.county import County
from tests.procedures.documents import intention, notice, plan
from tests.statute import ALICE, BO, DONG, at
from tests.web.desk import KEY, typed
from tests.web.forms import carried, end_session, hidden, strict, value
from tests.web.reading import text
from tests.web.shown import EVERYTHING, STYLES
from tests.web.signed import signed_in
from tests.web.uploads import JPEG_BYTES, OLD_BYTES, PDF_BYTES, PNG_BYTES, file

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
PATH = f"/en/desk/{NUMBER}/publish-notice/"


def packed(*parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    return file.getvalue()


WORD_BYTES = packed("[Content_Types].xml", "word/document.xml")


def opened(*more: str) -> bytes:
    """An OpenDocument workbook: its first part says what it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", TYPES[ODS])
        for part in ("content.xml", *more):
            archive.writestr(part, "<x/>")
    return file.getvalue()


def growing(kind: str, size: int) -> bytes:
    """A packed file whose table of contents says that it has so many bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(kind, "<x/>")
        archive.writestr("media/image1.png", b"x")
        archive.infolist()[-1].file_size = size - len("<x/>")
    return file.getvalue()


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, intention())
    founded.done(NUMBER, plan())
    return founded


def sent(*files: Any, pressed: str = "check", **more: Any) -> dict[str, Any]:
    return {**typed(notice()), "documents-files": [*files], "desk-do": pressed, "desk-key": KEY, **more}


def rows(answer: Any) -> list[str]:
    """The names of the files that the form holds."""
    html = answer.content.decode()
    return re.findall(r'<input type="hidden" name="documents-\d+-name" value="([^"]*)">', html)


def kept(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in (folder / "attachments").rglob("*") if one.is_file())


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_chosen_files_are_rows_with_name_size_and_fingerprint_and_stand_in_the_act(county: County, tmp_path: Path) -> None:
    client = signed_in(ALICE)
    page = client.get(PATH)
    assert 'enctype="multipart/form-data"' in page.content.decode()
    assert re.search(r'<input type="file" name="documents-files" multiple id="f-documents"', page.content.decode())
    assert "At most 20 files of 50 MB each: PDF, Word, Excel, PowerPoint, " in text(page)
    before = len(notice().documents)
    checked = client.post(PATH, sent(file("采购文件.pdf"), file("plan.docx", WORD_BYTES)))
    assert (checked.status_code, rows(checked)[before:]) == (200, ["采购文件.pdf", "plan.docx"])
    assert digest(WORD_BYTES) in text(checked)
    assert client.post(PATH, {**carried(checked), "desk-do": "confirm"}).status_code == 200
    (act,) = [one.act for one in read.entries(NUMBER) if one.act.kind == "notice-published"]
    documents: Any = act
    told = [(one.name, one.size, one.sha256) for one in documents.documents[before:]]
    assert told == [("采购文件.pdf", len(PDF_BYTES), digest(PDF_BYTES)), ("plan.docx", len(WORD_BYTES), digest(WORD_BYTES))]
    assert kept(tmp_path) == sorted(f"attachments/{one[:2]}/{one}" for one in (digest(PDF_BYTES), digest(WORD_BYTES)))


def published(county: County, *files: Any) -> Client:
    """The notice is out, with these files."""
    client = signed_in(ALICE)
    checked = client.post(PATH, sent(*files))
    assert client.post(PATH, {**carried(checked), "desk-do": "confirm"}).status_code == 200
    return client


def test_everyone_takes_a_published_file_away_and_no_browser_runs_it(county: County) -> None:
    published(county, file("采购文件 <b>.pdf"))
    answer = Client().get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}")
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PDF_BYTES)  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%E9%87%87")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Content-Type"]) == ("nosniff", "application/pdf")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    page = Client().get(f"/en/processes/{NUMBER}/").content.decode()
    assert f'<a href="/processes/{NUMBER}/documents/{digest(PDF_BYTES)}">采购文件 &lt;b&gt;.pdf</a>' in page
    assert "PDF, 1 KB" in page


@pytest.mark.parametrize("sha256", ["0" * 64, "x", "..", "..%2F..%2Fkeys%2Fledger.pem", "A" * 64, "%00" * 3, "９" * 64])
def test_what_no_act_names_is_not_there(county: County, sha256: str) -> None:
    assert Client().get(f"/processes/{NUMBER}/documents/{sha256}").status_code == 404
    assert Client().get(f"/processes/nothing/documents/{sha256}").status_code == 404


def test_who_has_not_brought_a_file_gives_nobody_a_way_to_it_by_its_fingerprint(county: County) -> None:
    signed_in(ALICE, email="wang@office.example").post(PATH, sent(file("secret.pdf"), pressed="later"))
    row = {"documents-rows": "1", "documents-0-name": "mine.pdf", "documents-0-size": "1", "documents-0-sha256": digest(PDF_BYTES)}
    client = signed_in(ALICE)
    assert client.post(PATH, {**typed(notice()), **row, "desk-do": "confirm", "desk-key": KEY}).status_code == 200
    assert Client().get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}").status_code == 404


def test_what_is_not_published_yet_nobody_takes_away(county: County) -> None:
    client = signed_in(ALICE)
    client.post(PATH, sent(file("a.pdf"), pressed="later"))
    assert [one.get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}").status_code for one in (Client(), client)] == [404, 404]


def test_a_file_that_was_damaged_or_taken_away_is_not_handed_out(county: County, tmp_path: Path) -> None:
    published(county, file("a.pdf"))
    place = tmp_path / "attachments" / digest(PDF_BYTES)[:2] / digest(PDF_BYTES)
    place.write_bytes(PDF_BYTES + b"!")
    assert Client().get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}").status_code == 404
    place.unlink()
    assert Client().get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}").status_code == 404


FAULTS = [
    (file("plan.pdf", PNG_BYTES), "“plan.pdf” says by its ending that it is: PDF. By its content it is: PNG image."),
    (file("plan.docx", packed("[Content_Types].xml", "xl/workbook.xml")), "it is: Word. By its content it is: Excel."),
    (file("plan.docx", packed("notes.txt")), "What is in “plan.docx” is none of the kinds that are taken: PDF, Word"),
    (file("plan.pdf", b"<html><script>"), "What is in “plan.pdf” is none of the kinds that are taken"),
    (file("plan.docx", WORD_BYTES[:-30]), "What is in “plan.docx” is none of the kinds that are taken"),
    (file("plan.pdf", b"<html><script>alert(1)</script>" + PDF_BYTES), "“plan.pdf” begins like a web page and not like a PDF file."),
    (file("plan.docx", packed("word/document.xml", "word/vbaProject.bin")), "“plan.docx” carries macros, which are programs."),
    (file("plan.docx", growing("word/document.xml", 300 * 1024 * 1024)), "“plan.docx” has more than 200 MB when it is unpacked."),
    (file("plan.exe", PDF_BYTES), "“plan.exe” has no ending that is taken. By its content it is: PDF."),
    (file("plan", PDF_BYTES), "“plan” has no ending that is taken."),
    (file("empty.pdf", b""), "“empty.pdf” is empty."),
    (file("   ", PDF_BYTES), "A file came without a name."),
    (file("\u202e\u200b", PDF_BYTES), "A file came without a name."),
    (file("...", PDF_BYTES), "A file came without a name."),
    (file("\x07", PDF_BYTES), "A file came without a name."),
    (file("large.pdf", PDF_BYTES + bytes(51 * 1024 * 1024)), "“large.pdf” has 51 MB; a file may have 50 MB at most."),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "says"), FAULTS, ids=[f"{place} {says[:30]}" for place, (_wrong, says) in enumerate(FAULTS)])
def test_each_fault_has_its_own_sentence_and_the_other_files_and_all_that_was_typed_stay(
    county: County, tmp_path: Path, wrong: SimpleUploadedFile, says: str
) -> None:
    wrong.seek(0)
    client = signed_in(ALICE)
    answer = client.post(PATH, sent(file("first.pdf"), wrong, file("last.png", PNG_BYTES), **{"contact-en": "Typed & kept"}))
    told = text(answer)
    assert (answer.status_code, says in told, told.startswith("Error: ")) == (422, True, True)
    assert rows(answer)[-2:] == ["first.pdf", "last.png"]
    assert value(answer, "contact-en") == "Typed & kept"
    assert '<a href="#f-documents">' in answer.content.decode()
    assert len(kept(tmp_path)) == 2
    assert rows(client.get(PATH))[-2:] == ["first.pdf", "last.png"]


def test_the_sentences_are_there_in_chinese(county: County) -> None:
    answer = signed_in(ALICE, language="zh-hans").post(PATH.replace("/en/", "/zh-hans/"), sent(file("计划.pdf", PNG_BYTES)))
    assert "「计划.pdf」的扩展名表明为：PDF，其内容却为：PNG图片。" in text(answer)


def test_more_than_twenty_files_are_too_many_and_twenty_stay(county: County) -> None:
    files = [file(f"{number}.pdf", PDF_BYTES + bytes([number])) for number in range(22)]
    answer = signed_in(ALICE).post(PATH, sent(*files, **{"documents-rows": "0"}))
    assert (answer.status_code, len(rows(answer))) == (422, 20)
    assert [f"“{name}.pdf” was not taken: there may be 20 files at most." in text(answer) for name in (19, 20, 21)] == [False, True, True]


def test_files_are_kept_whatever_button_is_pressed(county: County) -> None:
    client = signed_in(ALICE)
    for name, pressed in (("a.pdf", {"keep": "yes"}), ("b.pdf", {"desk-do": "later"}), ("c.pdf", {"remove": "documents-0"})):
        before = client.get(PATH)
        rows_there = dict(re.findall(r'name="(documents-[^"]+)" value="([^"]*)"', before.content.decode()))
        client.post(PATH, {**rows_there, "documents-files": [file(name, PDF_BYTES + name.encode())], **pressed})
    assert rows(client.get(PATH)) == ["b.pdf", "c.pdf"]


def test_the_same_file_twice_is_one_row_and_one_file(county: County, tmp_path: Path) -> None:
    client = signed_in(ALICE)
    answer = client.post(PATH, sent(file("a.pdf"), file("b.pdf"), **{"documents-rows": "0"}))
    assert (rows(answer), len(kept(tmp_path)), Brought.objects.count()) == (["a.pdf"], 1, 1)


def test_a_row_that_was_typed_by_hand_is_still_asked(county: County) -> None:
    row = {"documents-rows": "1", "documents-0-name": "paper.pdf", "documents-0-size": "12", "documents-0-sha256": "ab"}
    page = signed_in(ALICE).post(PATH, {**row, "keep": "yes"})
    assert '<input type="text" name="documents-0-sha256" value="ab"' in page.content.decode()


def test_without_a_session_nothing_is_written_and_the_files_are_asked_for_again(county: County, tmp_path: Path) -> None:
    client = strict("li.na@office.example", ALICE)
    page = client.get(PATH)
    end_session(client)
    client.post(PATH, {**hidden(page), "documents-files": [file("a.pdf")], "contact-en": "kept", "desk-do": "check"})
    assert (kept(tmp_path), Draft.objects.get().typed["contact-en"]) == ([], "kept")
    again = signed_in(email="li.na@office.example").get(PATH)
    assert "The files that you had chosen did not come along. Choose them again." in text(again)


@pytest.mark.parametrize("path", ["/en/check/notice/", "/en/account/sign-in/", "/en/services-or-posts/try/", "/api/v1/determine"])
def test_elsewhere_a_file_is_not_kept(county: County, tmp_path: Path, path: str) -> None:
    assert signed_in(ALICE).post(path, {"documents-files": [file("a.pdf")]}).status_code < 500
    assert kept(tmp_path) == []


def test_a_disk_that_takes_nothing_is_a_sentence(county: County, tmp_path: Path) -> None:
    (tmp_path / "attachments").write_text("in the way of the folder")
    answer = signed_in(ALICE).post(PATH, sent(file("a.pdf"), **{"contact-en": "kept"}))
    assert "“a.pdf” could not be kept: the disk of this site takes nothing more." in text(answer)
    assert (answer.status_code, value(answer, "contact-en")) == (422, "kept")


def test_more_than_all_that_may_come_at_once_is_refused_before_it_is_read(county: County) -> None:
    for path, most in ((PATH, 20 * LARGEST_BYTES), ("/en/check/notice/", LARGEST_BYTES)):
        answer = signed_in(ALICE).post(path, {"documents-files": [file("a.pdf")]}, CONTENT_LENGTH=str(most + 20 * 1024 * 1024))
        assert (answer.status_code, "This was too much at once" in text(answer)) == (413, True)


class Zeros(io.RawIOBase):
    """A body of any length that is nowhere in memory."""

    def __init__(self, head: bytes, zeros: int, tail: bytes) -> None:
        self.head, self.zeros, self.tail = head, zeros, tail

    def read(self, size: int = -1) -> bytes:
        for name in ("head", "zeros", "tail"):
            left = getattr(self, name)
            if left:
                some = bytes(min(size, left)) if name == "zeros" else left[:size]
                setattr(self, name, left - len(some) if name == "zeros" else left[size:])
                return some
        return b""


def test_fifty_one_megabytes_never_are_in_memory_nor_left_on_the_disk(county: County, tmp_path: Path) -> None:
    signed_in(ALICE)
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.pdf"\r\n\r\n%PDF-'
    tail = b'\r\n--x\r\nContent-Disposition: form-data; name="after"\r\n\r\nread on\r\n--x--\r\n'
    length = 51 * 1024 * 1024
    environ = {**RequestFactory()._base_environ(), "REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=x"}  # type: ignore[attr-defined]
    request = WSGIRequest({**environ, "CONTENT_LENGTH": str(len(head) + length + len(tail)), "wsgi.input": Zeros(head, length, tail)})
    request.user = User.objects.get()
    request.resolver_match = SimpleNamespace(url_name="desk-step")  # type: ignore[assignment]
    tracemalloc.start()
    arrived = request.FILES["f"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(arrived, Arrived)
    assert (arrived.fault, arrived.path, request.POST["after"]) == ("too-large", None, "read on")
    assert (peak < 8 * 1024 * 1024, kept(tmp_path)) == (True, [])


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF_BYTES, PDF), (b"\xef\xbb\xbf" + PDF_BYTES, PDF), (PNG_BYTES, PNG), (JPEG_BYTES, JPEG), (OLD_BYTES, OLD), (WORD_BYTES, WORD),
     (packed("xl/workbook.xml"), EXCEL), (packed("ppt/presentation.xml"), SLIDES), (packed("OFD.xml"), OFD), (packed("a/OFD.xml"), ""),
     (opened(), ODS), (packed("mimetype", "content.xml"), ""),
     (bytes(2000) + PDF_BYTES, ""), (b"", ""), (b"PK\x03\x04", ""), (b"PK\x03\x04" + b"PK\x05\x06" + bytes(18), ""),
     (packed(*(f"{number}.txt" for number in range(10_001)), "word/document.xml"), ""), (b"MZ\x90", ""), (b"GIF89a", "")],
)  # fmt: skip
def test_what_is_in_a_file_is_told_by_its_content(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert sort_of(path) == Sort(kind)


@pytest.mark.parametrize(
    ("content", "sort"),
    [(b"<!DOCTYPE html>" + PDF_BYTES, Sort(PDF, "markup")), (b" \r\n" + PDF_BYTES, Sort(PDF)),
     (packed("word/document.xml", "word/vbaProject.bin"), Sort(WORD, "macros")),
     (packed("OFD.xml", "Doc_0/VBAPROJECT.BIN"), Sort(OFD, "macros")),
     (packed("xl/workbook.xml", "xl/vbaData.xml"), Sort(EXCEL, "macros")),
     (opened("Basic/Standard/Module1.xml"), Sort(ODS, "macros")),
     (growing("word/document.xml", 200 * 1024 * 1024), Sort(WORD)),
     (growing("word/document.xml", 200 * 1024 * 1024 + 1), Sort(WORD, "too-big-inside")),
     (growing("OFD.xml", 200 * 1024 * 1024 + 1), Sort(OFD, "too-big-inside"))],
)  # fmt: skip
def test_what_could_be_a_page_a_program_or_a_bomb_is_told_apart(tmp_path: Path, content: bytes, sort: Sort) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert sort_of(path) == sort


@pytest.mark.parametrize(
    ("name", "shown"),
    [("plan\u202efdp.exe", "planfdp.exe"), ("a\nb\t c.pdf", "ab c.pdf"), ("x" * 400 + ".pdf", "x" * 146 + ".pdf"), ("é.pdf", "é.pdf"),
     ("采购 文件.pdf", "采购 文件.pdf"), ("👪.png", "👪.png"), (" .pdf", ".pdf")],
)  # fmt: skip
def test_a_name_shows_what_it_is(name: str, shown: str) -> None:
    assert clean(name) == shown


def test_of_a_bid_no_file_is_chosen_here(county: County) -> None:
    assert "content-documents-files" not in signed_in(BO).get("/en/desk/new/bid/obtain-documents/").content.decode()


def test_another_office_brings_nothing_to_a_step_that_is_not_its_own(county: County) -> None:
    answer = signed_in(DONG, email="dong@office.example").post(PATH, sent(file("a.pdf"), pressed="confirm"))
    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_drafts_files_and_news_are_whole_and_axe_finds_nothing(
    county: County, chromium: Browser, language: str, width: int
) -> None:
    client, path = signed_in(ALICE), PATH.replace("/en/", f"/{language}/")
    opened = client.get(path)
    bad = client.post(path, sent(file("采购文件（养老服务 2026 年第一批）.pdf"), file("lies.pdf", PNG_BYTES)))
    county.done(NUMBER, plan())
    news = client.post(path, {**sent(), **hidden(opened)})
    assert 'id="fresh-h"' in news.content.decode()
    pages = [bad, news, client.get(path), client.get(f"/{language}/desk/")]
    tab = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for place, one in enumerate(pages):
        head, *_links, rest = re.split(r'<link rel="stylesheet"[^>]*>', one.content.decode())
        tab.set_content(f"{head}<style>{STYLES.read_text()}</style>{rest}")
        assert tab.evaluate("document.documentElement.scrollWidth") == width, place
        found = Axe().run(tab, options=EVERYTHING)
        assert found.response["violations"] == [], (place, found.generate_report())
    tab.context.close()


def test_the_stamped_scan_of_a_plan_is_put_back_and_stands_on_its_page(county: County) -> None:
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/add-stamped-copy/"
    assert "Put back a stamped copy" in text(client.get(f"/en/desk/{NUMBER}/"))
    before = {"of": "implementation-plan", "desk-do": "check", "desk-key": KEY}
    assert client.post(path, before).status_code == 422
    checked = client.post(path, {**before, "documents-files": [file("plan stamped.pdf")]})
    assert client.post(path, {**carried(checked), "desk-do": "confirm"}).status_code == 200
    shown = Client().get(f"/en/processes/{NUMBER}/")
    for said in ("Stamped copy added", "The implementation plan", "plan stamped.pdf"):
        assert said in text(shown)
    assert b"".join(Client().get(f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}")) == PDF_BYTES
    wrong = client.post(path, {**carried(checked), "of": "result-notice", "desk-do": "confirm", "desk-key": "n" * 43})
    assert (wrong.status_code, "This docket has no such paper yet" in text(wrong)) == (409, True)


def test_purchasing_documents_are_handed_out_from_the_day_on_which_they_are_issued(county: County) -> None:
    """A notice may come before its documents: until then its page names the day and has no file."""
    client = signed_in(ALICE)
    days = {"documents_issued": "2026-03-04", "documents_offered_until": "2026-03-11", "bids_close": "2026-03-25 09:30"}
    checked = client.post(PATH, sent(file("a.pdf"), **days))
    assert client.post(PATH, {**carried(checked), "desk-do": "confirm"}).status_code == 200
    path = f"/processes/{NUMBER}/documents/{digest(PDF_BYTES)}"
    clock.set_demo_clock(at(date(2026, 3, 3), "23:59"))
    assert (Client().get(path).status_code, path in Client().get(f"/en/notices/{NUMBER}/").content.decode()) == (404, False)
    clock.set_demo_clock(at(date(2026, 3, 4), "00:00"))
    given: Any = Client().get(path)
    assert (given.status_code, b"".join(given.streaming_content)) == (200, PDF_BYTES)
    assert path in Client().get(f"/en/notices/{NUMBER}/").content.decode()
