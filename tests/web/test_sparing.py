"""What a reader has already is not sent again, what is sent is packed; and neither where something is for one reader alone."""

import gzip
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.api.programs import Program, founded, installed, token
from tests.ledger.county import ALICE, County, consultation
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0001"
SHARED = (
    "/en/", "/zh-hans/processes/", f"/en/processes/{NEED}/", f"/en/processes/{NEED}.atom", "/en/notices.atom", "/feeds/notices.atom",
    "/en/verify/", "/api/v1/dockets", f"/api/v1/dockets/{NEED}/acts", "/api/v1/changes", "/sitemap.xml",
)  # fmt: skip
PACKS = {"accept-encoding": "br, gzip"}


@pytest.fixture(autouse=True)
def county(tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return founded()


@pytest.mark.parametrize("path", SHARED)
def test_who_has_it_already_is_told_so_and_gets_nothing(path: str) -> None:
    first = Client().get(path)
    assert (first.status_code, first.headers["ETag"][0]) == (200, '"')
    for sent in (first.headers["ETag"], f"W/{first.headers['ETag']}", f'"other", {first.headers["ETag"]}', "*"):
        again = Client().get(path, headers={"if-none-match": sent})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert Client().get(path, headers={"if-none-match": '"other"'}).content == first.content
    assert {"Accept-Encoding", "Cookie"} <= set(first.headers["Vary"].split(", "))


def test_one_act_changes_the_tag_of_what_tells_of_it_and_of_nothing_else(county: County) -> None:
    paths = (f"/en/processes/{NEED}/", f"/en/processes/{NEED}.atom", f"/api/v1/dockets/{NEED}", f"/api/v1/dockets/{NEED}/acts")
    others = ("/en/processes/DC-2026-F-0001.atom", "/en/rules/GPL-35/", "/api/v1/rules/GPL-35")
    tags = {path: Client().get(path).headers["ETag"] for path in (*paths, *others)}
    county.done(NEED, consultation())
    for path in paths:
        answer = Client().get(path, headers={"if-none-match": tags[path]})
        assert (answer.status_code, answer.headers["ETag"] != tags[path]) == (200, True)
    assert [Client().get(path, headers={"if-none-match": tags[path]}).status_code for path in others] == [304] * 3


@pytest.mark.parametrize("path", ["/feeds/notices.atom", "/api/v1/rules/GPL-35"])
def test_another_language_is_another_answer(path: str) -> None:
    english, chinese = (Client().get(path, headers={"accept-language": one}) for one in ("en", "zh-CN"))
    assert english.headers["ETag"] != chinese.headers["ETag"]
    assert Client().get(path, headers={"accept-language": "zh-CN", "if-none-match": english.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", SHARED)
def test_what_is_long_is_packed_for_who_takes_it_so(path: str) -> None:
    plain, packed = Client().get(path), Client().get(path, headers=PACKS)
    if len(plain.content) < 500:
        assert "Content-Encoding" not in packed.headers
        return
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.content)) == ("gzip", plain.content)
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert Client().get(path, headers={**PACKS, "if-none-match": packed.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("takes", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "xgzipx"])
def test_who_does_not_take_it_packed_gets_it_as_it_is(takes: str) -> None:
    assert "Content-Encoding" not in Client().get("/en/", headers={"accept-encoding": takes}).headers
    assert Client().get("/en/", headers={"accept-encoding": "gzip;q=0.5"}).headers["Content-Encoding"] == "gzip"


def test_a_page_of_who_is_signed_in_gets_neither() -> None:
    client = signed_in(ALICE)
    for path in ("/en/", "/en/desk/", f"/en/processes/{NEED}/"):
        answer = client.get(path, headers=PACKS)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert {"ETag", "Content-Encoding"} & set(answer.headers) == set()


def test_a_page_with_a_token_in_its_form_gets_neither() -> None:
    answer = Client().get("/en/account/sign-in/", headers=PACKS)
    assert ("csrfmiddlewaretoken" in answer.content.decode(), {"ETag", "Content-Encoding"} & set(answer.headers)) == (True, set())
    client = Client()
    client.get("/en/account/sign-in/")
    assert client.get("/en/account/sign-in/", headers=PACKS).headers.get("Content-Encoding") is None
    assert client.get("/en/", headers=PACKS).headers["Content-Encoding"] == "gzip"  # its cookie alone is in no page


def test_what_a_program_reads_with_its_token_gets_neither() -> None:
    reader = Program(token(ALICE))
    for path in ("dockets", f"dockets/{NEED}/acts"):
        assert {"ETag", "Content-Encoding"} & set(reader.get(path).headers) == set()


@pytest.mark.parametrize("path", ["/en/nowhere/", "/en/processes/x.atom", "/api/v1/nowhere", "/en/notices/?min=x"])
def test_what_is_no_answer_or_only_of_this_moment_has_no_tag(path: str) -> None:
    assert {"ETag", "Content-Encoding"} & set(Client().get(path, headers=PACKS).headers) == set()
