"""A file is dropped in on the page Verify: is it told what it is, whether it is genuine, and is nothing kept of it?"""

import hashlib
import re
import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.web.papers.answers import FEET, footed
from operis.web.public.verify import AROUND_BYTES, LARGEST_BYTES
from tests.api.programs import installed
from tests.ledger.county import County
from tests.papers.read import handed
from tests.statute import ALICE
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER, NEED = "DC-2026-S-0001", "DC-2026-N-0001"
SAME = {"en": "The file is, byte for byte, the one that is handed out here.", "zh-hans": "文件与本网站发出的逐字节一致。"}
HERE = {"en": "In this file", "zh-hans": "该文件中"}
CHANGED = "the file is not, byte for byte, one that everybody is handed out here"
MATCH, GENUINE = {"en": "Matches the public record", "zh-hans": "与公开记录一致"}, "The receipt is genuine</h2>"
PAPERS = (f"notices/{NUMBER}.txt", f"notices/{NUMBER}.docx", f"processes/{NUMBER}/papers/notice.pdf", f"processes/{NUMBER}.pdf",
          f"processes/{NUMBER}/papers/plan.txt", f"processes/{NEED}/papers/determination.docx")  # fmt: skip


@pytest.fixture(autouse=True)
def county(tmp_path: Path, settings: Settings, request: pytest.FixtureRequest) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    county: County = request.getfixturevalue("noticed")
    return county


def noted(kind: str = "notice-published") -> int:
    """The number of the act, as pages count."""
    return next(one.number for one in read.entries(NUMBER) if one.act.kind == kind)


def receipt() -> bytes:
    return handed(signed_in(ALICE), f"/en/desk/{NUMBER}/receipts/{noted()}.txt")


def asked(content: bytes, name: str = "file", language: str = "en") -> tuple[int, str]:
    answer = Client().post(f"/{language}/verify/", {"file": SimpleUploadedFile(name, content)})
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_is_known_again_in_each_form_and_language(client: Client, path: str, language: str) -> None:
    content = handed(client, f"/{language}/{path}")
    status, told = asked(content, "renamed", language)
    assert (status, MATCH[language] in told, SAME[language] in told) == (200, True, True)
    assert f'<dd class="no">{hashlib.sha256(content).hexdigest()}</dd>' in told


@pytest.mark.parametrize("path", PAPERS)
def test_a_reader_of_the_other_language_gets_the_same_answer(client: Client, path: str) -> None:
    assert SAME["en"] in asked(handed(client, f"/zh-hans/{path}"))[1]


def test_each_form_carries_number_code_and_address(client: Client) -> None:
    no, code = noted(), seal_code(read.entries(NUMBER)[noted() - 1].leaf)
    text = handed(client, f"/en/notices/{NUMBER}.txt").decode()
    foot = f"{NUMBER} {no} · {code} · http://testserver/v/{code}?number={NUMBER}-{no}"
    assert text.splitlines()[-1] == foot
    with ZipFile(BytesIO(handed(client, f"/en/notices/{NUMBER}.docx"))) as packed:
        foots = [packed.read(name).decode() for name in packed.namelist() if name.startswith("word/footer")]
    assert any(foot in re.sub("<[^>]*>", "", one) for one in foots)
    answer = client.get(foot.rpartition("http://testserver")[2], follow=True, headers={"accept-language": "en"})
    assert (answer.status_code, MATCH["en"] in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("foot", FEET[:-1])
@pytest.mark.parametrize("path", PAPERS[:3])
def test_a_paper_with_a_foot_as_it_was_written_before_is_known_again(client: Client, path: str, foot: int) -> None:
    with footed(foot):
        content = handed(client, f"/en/{path}")
    assert content != handed(client, f"/en/{path}")
    told = asked(content)[1]
    assert (MATCH["en"] in told, SAME["en"] in told) == (True, True)


def test_a_paper_in_which_something_was_changed_is_told_so(client: Client) -> None:
    text = handed(client, f"/en/notices/{NUMBER}.txt").decode()
    assert "22 March 2026" in text
    status, told = asked(text.replace("22 March 2026", "23 March 2026").encode())
    assert (status, MATCH["en"] in told, CHANGED in told, SAME["en"] in told) == (200, False, True, False)
    assert "This file is not one that everybody is handed out here" in told
    lines = text.splitlines()
    changed = [place for place, line in enumerate(lines, 1) if "22 March 2026" in line]
    listed = told.split("Lines that are not as they are handed out")[-1].split("</table>")[0]
    assert re.findall(r'<th scope="row">([0-9]+)</th>', listed) == [f"{one}" for one in changed]
    assert all(lines[one - 1] in listed and lines[one - 1].replace("22 March", "23 March") in listed for one in changed)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_line_that_was_taken_out_is_named(client: Client, language: str) -> None:
    lines = handed(client, f"/{language}/notices/{NUMBER}.txt").decode().splitlines(keepends=True)
    told = asked("".join((*lines[:4], *lines[5:])).encode(), language=language)[1]
    assert f'<th scope="row">5</th><td data-label="{HERE[language]}">-</td>' in told


def test_the_site_to_which_the_address_on_a_paper_leads_is_named_where_it_is_another(client: Client) -> None:
    text = handed(client, f"/en/notices/{NUMBER}.txt").decode()
    foreign = asked(text.replace("http://testserver", "http://elsewhere.example").encode())[1]
    assert ["elsewhere.example, which is not this site" in one for one in (foreign, asked(text.encode())[1])] == [True, False]


@pytest.mark.parametrize("change", [
    lambda foot: foot.replace("http://testserver", "http://elsewhere.example"), lambda foot: foot.replace("http:", "https:"),
    lambda foot: foot.partition("?")[0].rpartition(" · ")[0] + " · ",
], ids=["another host", "another scheme", "no address"])  # fmt: skip
def test_what_bears_number_and_code_without_the_address_of_a_paper_is_none(client: Client, change: Callable[[str], str]) -> None:
    """Whoever writes a paper of his own copies number and code, which everybody reads."""
    *lines, foot = handed(client, f"/en/notices/{NUMBER}.txt").decode().splitlines()
    for body in ("\n".join(lines), "Paid to Sunrise"):
        told = asked(f"{body}\n{change(foot)}\n".encode())[1]
        assert (MATCH["en"] in told, "This file is not one that everybody is handed out here" in told) == (False, True)


def test_a_file_on_an_act_that_no_paper_is_made_of_says_that_it_could_not_be_compared() -> None:
    entry = read.entries(NUMBER)[1]
    told = asked(f"{NUMBER} {entry.number} · {seal_code(entry.leaf)} · http://testserver/v/{seal_code(entry.leaf)}\n".encode())[1]
    assert (MATCH["en"] in told, "The act is on record; this file could not be compared" in told) == (False, True)


def test_a_paper_with_anothers_code_does_not_match(client: Client) -> None:
    text, entries = handed(client, f"/en/notices/{NUMBER}.txt").decode(), read.entries(NUMBER)
    told = asked(text.replace(seal_code(entries[noted() - 1].leaf), seal_code(entries[1].leaf)).encode())[1]
    assert ("Does not match the public record" in told, "byte for byte" in told) == (True, False)


def test_a_file_made_elsewhere_is_not_known() -> None:
    empty, odd = b"PK\x05\x06" + bytes(18), packed({"word/footer1.xml": b"<" * 99_000})
    for content in (b"hello", b"%PDF-1.7\nnothing", bytes(range(256)), empty, odd):
        status, told = asked(content)
        assert (status, "Nothing in this file says which act it is of" in told) == (200, True)


def test_a_receipt_is_genuine_as_it_was_given_and_not_when_changed() -> None:
    content = receipt()
    no = noted()
    status, told = asked(content)
    assert (status, GENUINE in told, f"{NUMBER} {no}: on the record; it has no place in the log yet." in told) == (200, True, True)
    while clock.sequence_once():
        pass
    assert f"{NUMBER} {no}: on the record, at place {read.positions(NUMBER)[no - 1]} of the log." in asked(content)[1]
    assert GENUINE in asked(content.replace(b"\n", b"\r\n"))[1]  # as an editor under Windows saves it
    renumbered = content.replace(f"{NUMBER} {no - 1} ".encode(), f"{NUMBER} {no} ".encode())
    for changed in (content.replace(b"received 2026", b"received 2025"), renumbered):
        assert changed != content
        assert "The receipt is not genuine" in asked(changed)[1]


def test_a_receipt_for_what_the_record_lacks_is_told_to_be_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    content = receipt()
    kept = read.entries(NUMBER)[: noted() - 1]
    monkeypatch.setattr("operis.web.public.handed_in.read.entries", lambda number: kept)
    told = asked(content)[1]
    assert ("The receipt is genuine, and the record lacks what it was given for" in told, "Keep the receipt" in told) == (True, True)


@pytest.fixture
def record(client: Client) -> bytes:
    while clock.sequence_once():
        pass
    answer = client.get(f"/processes/{NUMBER}/record.jsonl")
    assert answer.status_code == 200
    return bytes(answer.getvalue())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_record_is_checked_with_the_program_that_is_handed_out(record: bytes, language: str) -> None:
    english = ("The record is genuine, and nothing in it was changed", "Nothing failed.")
    words = {"en": english, "zh-hans": ("记录真实，内容未被改动", "全部通过。")}
    for content in (record, packed({"record.jsonl": record})):
        status, told = asked(content, language=language)
        assert (status, *(one in told for one in words[language])) == (200, True, True)


def test_a_record_in_which_something_was_changed_is_told_with_the_entry(record: bytes) -> None:
    changed = record.replace(b"implementation-plan-filed", b"implementation-plan-found")
    assert changed != record
    told = asked(changed)[1]
    assert ("Something in this record is wrong" in told, f"{NUMBER} no. {noted('implementation-plan-filed')}" in told) == (True, True)


def test_a_packed_record_is_unpacked_no_further_than_its_most(record: bytes) -> None:
    status, told = asked(packed({"record.jsonl": record + b"\n" * (8 * LARGEST_BYTES)}))
    assert (status, "It is too long to be checked here" in told) == (200, True)


def test_a_file_over_the_most_is_refused_before_it_is_read() -> None:
    status, told = asked(b"x" * (LARGEST_BYTES + AROUND_BYTES))
    assert (status, "The file is larger than 5 MB" in told, '<a href="#f-file">' in told) == (422, True, True)
    assert asked(b"x" * LARGEST_BYTES)[0] == 200


@pytest.mark.parametrize("sent", [{}, {"file": ""}, {"file": "text"}, {"other": "x"}])
def test_without_a_file_it_is_asked_for(sent: dict[str, str]) -> None:
    answer = Client().post("/en/verify/", sent)
    assert (answer.status_code, "Choose a file" in answer.content.decode()) == (422, True)
    assert Client().post("/en/verify/", {"file": SimpleUploadedFile("a", b"")}).status_code == 422


def test_nothing_is_kept(client: Client, record: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    before = sorted(_files(tmp_path))
    for content in (record, handed(client, f"/en/notices/{NUMBER}.txt"), b"x" * 3_000_000):
        answer = Client().post("/en/verify/", {"file": SimpleUploadedFile("a", content)})
        assert (answer.status_code, answer.cookies) == (200, {})
    assert sorted(_files(tmp_path)) == before


def _files(folder: Path) -> Iterator[str]:
    return (str(one) for one in folder.rglob("*") if one.is_file() and "sqlite" not in one.name)


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
