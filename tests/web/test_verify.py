"""Can a reader check a record without trusting this site, and does the page promise no more than it can do?"""

import hashlib
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.translation import override
from pytest_django import Settings

from operis import clock
from operis.documents.lawbook import book
from operis.documents.summaries import summary
from operis.ledger.read import entries
from operis.ledger.receipt import seal_code
from operis.web.components.links import Link
from operis.web.lawbook import today
from operis.web.public.verify import DIFFERS, MATCHES, PROGRAMS, RECOMPUTE, TOGETHER, UNKNOWN, VERIFIER, Checked, taken_apart, verify_page
from tests.api.programs import installed
from tests.ledger.county import County

pytestmark = pytest.mark.django_db
BOTH = "?number=DC-2026-S-0142-5&code=7F3A-91C2-0KQ4-M8XT"
NUMBER = "DC-2026-N-0001"


def test_the_program_is_handed_out_with_its_fingerprint(client: Client) -> None:
    program = client.get("/verify/operis_verify.py")
    assert program.status_code == 200
    assert program.content == VERIFIER.read_bytes()
    assert hashlib.sha256(program.content).hexdigest() in client.get("/en/verify/").content.decode()


@pytest.mark.parametrize("name", [*RECOMPUTE, *TOGETHER])
def test_the_program_that_recomputes_is_handed_out_with_its_fingerprints(client: Client, name: str) -> None:
    program = client.get(f"/verify/{name}")
    assert (program.status_code, program.content) == (200, (PROGRAMS / name).read_bytes())
    page = client.get("/en/verify/").content.decode()
    assert (f'href="/verify/{name}"' in page, hashlib.sha256(program.content).hexdigest() in page) == (True, True)


@pytest.mark.parametrize("pack", ["cn", "cn/41"])
def test_the_law_that_entries_name_is_handed_out_by_its_fingerprint(client: Client, pack: str) -> None:
    digest = book().digest(pack)
    for asked in (digest, digest[:8]):
        law = client.get(f"/verify/law/{asked}.json")
        assert (law.status_code, hashlib.sha256(law.content).hexdigest()) == (200, digest)


@pytest.mark.parametrize("asked", ["0" * 64, "", "1"])
def test_a_law_that_is_not_there_or_is_asked_for_in_part_is_not_found(client: Client, asked: str) -> None:
    assert client.get(f"/verify/law/{asked or book().digest('cn')[:7]}.json").status_code == 404


@pytest.mark.parametrize(("language", "speaks"), [("en", "--language en"), ("zh-hans", "--language zh")])
def test_the_programs_speak_the_readers_language_need_nothing_and_prove_nothing_alone(client: Client, language: str, speaks: str) -> None:
    text = client.get(f"/{language}/verify/").content.decode()
    assert (text.count(speaks), "pip install" in text, "verifier/operis_verify.py" in text) == (2, False, True)


def test_where_there_is_no_ledger_yet_no_key_is_shown_and_none_is_asked_for(client: Client, tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    text = client.get("/en/verify/").content.decode()
    assert ("Key of the ledger" in text, "--key" in text, "--checkpoint" in text) == (False, False, False)
    assert client.get("/log/key").status_code == 404


def test_the_commands_are_whole_where_there_is_a_ledger(client: Client, county: County) -> None:
    text = unescape(client.get("/en/verify/").content.decode())
    key = client.get("/log/key").content.decode().strip()
    run = f"python operis_verify.py DC-{today().year}-S-0008.jsonl --key '{key}' --checkpoint checkpoint --language en</pre>"
    assert f'<pre class="code">sha256sum operis_verify.py\n{run}' in text
    assert (f'<dd class="no"><a href="/log/key">{key}</a></dd>' in text, 'href="/log/checkpoint" download="checkpoint"' in text) == (
        True,
        True,
    )


def test_what_the_page_says_finds_nothing_wrong(client: Client, county: County, tmp_path: Path) -> None:
    key = client.get("/log/key").content.decode().strip()
    (tmp_path / "checkpoint").write_bytes(client.get("/log/checkpoint").content)
    record = client.get(f"/processes/{NUMBER}/record.jsonl")
    (tmp_path / "record.jsonl").write_bytes(record.getvalue())
    words = [sys.executable, "-I", "-S", str(VERIFIER), "record.jsonl", "--key", key, "--checkpoint", "checkpoint"]
    assert subprocess.run(words, cwd=tmp_path, check=False).returncode == 0


@pytest.fixture
def county(tmp_path: Path, settings: Settings) -> County:
    """A need that is a service, in the log."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    county = County().founded()
    while clock.sequence_once():
        pass
    return county


def asked(client: Client, language: str = "en", **words: str) -> tuple[int, str]:
    answer = client.get(f"/{language}/verify/", words)
    return answer.status_code, " ".join(unescape(answer.content.decode()).split())


def code_of(no: int) -> str:
    return seal_code(entries(NUMBER)[no - 1].leaf)


@pytest.mark.parametrize(
    "number",
    [f"{NUMBER}-1", f"{NUMBER} 1", f"{NUMBER.lower()}  1", "ＤＣ－２０２６－Ｎ－０００１－１", "DC–2026–N–0001–1", "DC−2026−N−0001−1",
     f"{NUMBER}, record 1", f"{NUMBER}第1号", f"{NUMBER} no. 1", f"{NUMBER}第1号记录", f"{NUMBER} 第1号记录"],
)
def test_a_number_is_understood_as_people_write_it(client: Client, county: County, number: str) -> None:
    status, text = asked(client, number=number, code=code_of(1).lower())
    assert (status, "Matches the public record" in text) == (200, True)


@pytest.mark.parametrize(
    ("language", "by"), [("en", "Purchasing officer, Civil Affairs Office"), ("zh-hans", "Civil Affairs Office（采购经办人）")]
)
def test_who_entered_it_is_told_in_the_order_of_the_language(client: Client, county: County, language: str, by: str) -> None:
    _, text = asked(client, language, number=f"{NUMBER}-1", code=code_of(1))
    told = re.search(r"<dt>(?:By whom|登记人)</dt><dd>([^<]+)</dd>", text)
    assert told is not None
    assert told[1] == by


def test_what_a_seal_belongs_to_is_told_in_short_and_that_a_seal_can_be_copied(client: Client, county: County) -> None:
    """So that a paper with another amount or winner under a true seal is known."""
    place, entry = next((place, one) for place, one in enumerate(entries(NUMBER), 1) if summary(one.act))
    _, text = asked(client, number=f"{NUMBER}-{place}", code=code_of(place))
    short = re.search(r"<dt>In short</dt><dd>([^<]+)</dd>", text)
    assert short is not None
    assert unescape(short[1]) == summary(entry.act)
    assert "A seal can be copied onto another paper." in text
    _, text = asked(client, number=f"{NUMBER}-{place}", code=code_of(1))
    assert "A seal can be copied onto another paper." not in text


def test_a_wrong_code_is_told_with_what_to_do_next(client: Client, county: County) -> None:
    status, text = asked(client, number=f"{NUMBER}-1", code=code_of(2))
    assert (status, "Does not match the public record" in text, "Compare number and code with the document once more" in text) == (
        200,
        True,
        True,
    )
    assert f'href="/en/processes/{NUMBER}/"' in text


def test_a_number_without_an_act_leads_to_its_process_and_asks_which(client: Client, county: County) -> None:
    for code in ("", code_of(1)):
        status, text = asked(client, number=NUMBER, code=code)
        assert (status, "Which act of this process?" in text, f'href="/en/processes/{NUMBER}/"' in text) == (200, True, True)


@pytest.mark.parametrize("number", [f"{NUMBER}-0", f"{NUMBER}-99", f"{NUMBER}-{'9' * 5000}", "DC-2026-N-0099-1", "DC-B-0-1", "x"])
def test_a_number_that_nothing_bears_is_not_known(client: Client, county: County, number: str) -> None:
    status, text = asked(client, number=number, code=code_of(1))
    assert (status, "Not known here" in text) == (200, True)


@pytest.mark.parametrize("number", ["4", "record 4", "no. 4", "第4号", "第4号记录"])
def test_a_number_of_an_act_alone_is_told_to_count_within_its_process(client: Client, county: County, number: str) -> None:
    status, text = asked(client, number=number, code=code_of(1))
    assert (status, "This is the number of an act alone. Put that of its process before it, as in DC-2026-S-0001 4." in text) == (422, True)


def test_a_code_alone_asks_for_its_number_and_is_no_mistake(client: Client, county: County) -> None:
    answer = client.get(f"/v/{code_of(1)}", follow=True, headers={"accept-language": "en"})
    text = unescape(answer.content.decode())
    assert (answer.status_code, 'class="notice info"' in text, "errsum" in text) == (200, True, False)
    assert f'value="{code_of(1)}"' in text


def test_an_empty_form_says_what_is_missing(client: Client) -> None:
    status, text = asked(client, number="", code="")
    assert (status, '<a href="#f-number">Enter the record number.</a>' in text, '<a href="#f-code">Enter the seal code.</a>' in text) == (
        422,
        True,
        True,
    )


def test_what_is_no_code_is_told_so(client: Client) -> None:
    status, text = asked(client, number=f"{NUMBER}-1", code="7F3A")
    assert (status, '<a href="#f-code">A seal code has 16 letters and digits' in text) == (422, True)


def page(rf: RequestFactory, query: str, checked: Checked | None) -> tuple[int, str]:
    request = rf.get(f"/en/verify/{query}")
    request.resolver_match = resolve("/en/verify/")
    with override("en"):
        answer = verify_page(request, (lambda number, code, fingerprint: checked) if checked else None)
    return answer.status_code, answer.content.decode()


def test_there_is_no_box_while_nothing_can_be_looked_up(rf: RequestFactory) -> None:
    status, text = page(rf, BOTH, None)
    assert (status, "f-number" in text, "there is nothing to look up" in text) == (200, False, True)


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (Checked(answer=MATCHES, title="Notice published", later=(Link("Correction", "/en/"),)), "Matches the public record"),
        (Checked(answer=DIFFERS), "Does not match the public record"),
        (Checked(answer=UNKNOWN), "Not known here"),
    ],
    ids=[MATCHES, DIFFERS, UNKNOWN],
)
def test_the_answer_comes_first_and_in_words(rf: RequestFactory, checked: Checked, says: str) -> None:
    status, text = page(rf, BOTH, checked)
    assert (status, f'<h2 id="checked-h">{says}</h2>' in text) == (200, True)


def test_number_and_code_go_together(rf: RequestFactory) -> None:
    status, text = page(rf, "?number=DC-2026-S-0142-5", Checked(answer=UNKNOWN))
    assert (status, '<a href="#f-code">Enter the seal code.</a>' in text) == (422, True)


def test_what_is_not_on_the_record_is_not_known(client: Client) -> None:
    text = client.get(f"/en/verify/{BOTH}").content.decode()
    assert "Not known here" in text


@pytest.mark.parametrize(
    "line",
    ["{number} 1 · {code} · http://county.example/v/{code}?number={number}-1", "{number} 1, seal {code}. Check it",
     "https://county.example/v/{code}?number={number}-1", "{number} 1 {lower}", "{number}第1号 封签码{code}"],
)  # fmt: skip
def test_a_line_or_link_of_a_seal_is_taken_as_a_whole(client: Client, county: County, line: str) -> None:
    code = seal_code(entries(NUMBER)[0].leaf)
    pasted = line.format(number=NUMBER, code=code, lower=code.lower())
    answer = client.get("/en/verify/", {"number": pasted, "code": ""})
    assert (answer.status_code, "Matches the public record" in answer.content.decode()) == (200, True)


def test_what_holds_no_code_or_comes_with_one_stands_as_it_was_typed() -> None:
    code = "7F3A-91C2-0KQ4-M8XT"
    assert taken_apart("DC-2026-S-0142 5", "") == ("DC-2026-S-0142 5", "")
    assert taken_apart(f"DC-2026-S-0142 5 {code}", "0") == (f"DC-2026-S-0142 5 {code}", "0")
    assert taken_apart(f"{code}-AAAA", "") == (f"{code}-AAAA", "")
    assert taken_apart(code, "") == ("", code)


@pytest.mark.parametrize(("link", "foreign"), [
    ("https://evil.example/v/0000-0000-0000-0000?number=DC-2026-S-0001-1", True), ("evil.example/v/0000-0000-0000-0000", True),
    ("HTTP://Evil.Example/v/0000-0000-0000-0000", True), ("//evil.example/v/0000-0000-0000-0000", True),
    ("http://testserver/v/0000-0000-0000-0000?number=DC-2026-S-0001-1", False), ("DC-2026-S-0001 1", False),
])  # fmt: skip
def test_of_a_link_to_another_site_is_said_that_it_leads_there(rf: RequestFactory, link: str, foreign: bool) -> None:
    told = verify_page(rf.get("/en/verify/", {"number": link, "code": ""}), lambda *given: Checked(answer=UNKNOWN)).content.decode()
    assert ("The link leads to evil.example, which is not this site." in told) is foreign
