"""What every request passes: its method, its kind, its size, and a body that is JSON and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis.documents.problems import TITLES
from tests.api.programs import Program, errors, problem, told

pytestmark = pytest.mark.django_db
ANYONE = Program()
BROKEN = Path(__file__).parent.parent / "law" / "bad" / "syntax"


def post(body: Any, **more: Any) -> Any:
    return ANYONE.post("determine", body, key="", **more)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (" ", "There is nothing in this file."),
        ("answers: {}", "This is not JSON: Expecting value: line 1 column 1 (char 0)."),
        ('{"answers": {"F01": NaN}}', "This is not JSON: NaN is no number of JSON."),
        ('{"answers": {}, "answers": {}}', "answers is given twice; the first is on line 1."),
        ("[" * 66 + "]" * 66, "This is nested more than 64 levels deep."),
        ("{" * 70, "This is nested more than 64 levels deep."),
        (b'{"answers": "\xff"}', "This is not UTF-8 text: invalid start byte."),
        ('{"answers": {"F01": "\\ud800"}}', None),
    ],
)
def test_a_body_is_json_and_says_one_thing(text: str | bytes, says: str | None) -> None:
    answer = post(text)
    assert answer.status_code == 400
    [wrong, *_] = problem(answer)["errors"]
    assert says is None or wrong["says"] == says


def test_text_comes_through_whatever_stands_in_it() -> None:
    for sign in ("\x7f", "\x85", "\u2028", "\ufeff", "😀", "\uffff"):
        for ascii_only in (True, False):
            body = json.dumps({"part": f"a{sign}b", "answers": {}}, ensure_ascii=ascii_only)
            answer = ANYONE.post("determine", body, key="")
            if sign in ("\x7f", "\x85"):
                assert errors(answer) == ["/part"]
            else:
                assert told(answer)["parts"][0]["part"] == f"a{sign}b"


@pytest.mark.parametrize("kind", ["text/plain", "application/yaml", "application/json; charset=latin-1", "multipart/form-data", ""])
def test_a_body_of_another_kind_is_not_read(kind: str) -> None:
    answer = post("{}", kind=kind)
    assert (answer.status_code, problem(answer)["code"]) == (415, "not-json")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'])
def test_json_in_utf8_is(kind: str) -> None:
    assert post('{"answers": {}}', kind=kind).status_code == 200


def test_a_body_has_a_million_bytes_at_most() -> None:
    body = '{"answers": {}}'
    assert post(body.ljust(1_000_000)).status_code == 200
    answer = post(body.ljust(1_000_001))
    assert (answer.status_code, problem(answer)["code"]) == (413, "too-large")


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("dockets", "GET, HEAD, OPTIONS"),
        ("dockets/need", "POST, OPTIONS"),
        ("dockets/DC-2026-N-0001", "GET, HEAD, OPTIONS"),
        ("dockets/DC-2026-N-0001/acts", "GET, HEAD, OPTIONS"),
        ("dockets/DC-2026-N-0001/determine", "POST, OPTIONS"),
        ("determine", "POST, OPTIONS"),
    ],
)
def test_a_method_that_is_not_there_is_told_with_those_that_are(path: str, allowed: str) -> None:
    answer = Client().put(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["Allow"], problem(answer)["code"]) == (405, allowed, "wrong-method")
    options = Client().options(f"/api/v1/{path}")
    assert (options.status_code, options.headers["Allow"], options.content) == (204, allowed, b"")


def test_head_answers_as_get_without_a_body() -> None:
    got, headed = ANYONE.get("dockets"), Client().head("/api/v1/dockets")
    assert (headed.status_code, headed.content) == (200, b"")
    assert headed.headers["Content-Type"] == got.headers["Content-Type"] == "application/json"


def test_a_host_that_is_not_ours_gets_a_problem_and_so_does_too_much() -> None:
    stranger = Client().get("/api/v1/dockets", headers={"Host": "elsewhere.example"})
    assert (stranger.status_code, told(stranger)["type"]) == (400, "/developers/#malformed")
    many = ANYONE.get("dockets?" + "&".join(f"a{n}=1" for n in range(1001)))
    assert (many.status_code, problem(many)["code"]) == (400, "malformed")
    assert Client().get("/en/rules/", headers={"Host": "elsewhere.example"}).headers["Content-Type"] == "text/html; charset=utf-8"


def test_what_breaks_of_ours_is_a_problem_and_on_a_page_a_page(settings: Settings) -> None:
    settings.OPERIS_LAW = str(BROKEN)
    client = Client(raise_request_exception=False)
    answer, page = client.get("/api/v1/rules/GPL-35"), client.get("/en/rules/")
    assert (answer.status_code, problem(answer)["code"]) == (500, "broken")
    assert (page.status_code, page.headers["Content-Type"]) == (500, "text/html; charset=utf-8")


def test_every_problem_has_its_place_on_the_page_for_developers() -> None:
    page = Client().get("/en/developers/").content.decode()
    assert [code for code in TITLES if f'id="{code}"' not in page] == []
    assert "curl http://testserver/api/v1/" in page
    assert Client().get("/developers/").headers["Location"] == "/zh-hans/developers/"
