"""What a program asks about the law: the same answers as on the command line."""

import json
from typing import Any

import pytest

from operis.api.openapi import checked
from operis.cli import main
from operis.documents.checking import CHECKED
from tests.api.programs import Program, errors, problem, told

pytestmark = pytest.mark.django_db
ANYONE = Program()
CARE = {"answers": {"G01": True, "F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"}}


def post(path: str, body: Any, **more: Any) -> Any:
    return ANYONE.post(path, body, key="", **more)


def commanded(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json", "--lang", "en"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_a_need_is_determined_as_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Any) -> None:
    file = tmp_path / "need.json"
    file.write_text(json.dumps(CARE))
    said = told(post("determine?on=2026-03-02", CARE))
    assert said == commanded(capsys, "determine", str(file), "--on", "2026-03-02")
    assert said["outcome"] == "SERVICE"
    several = {"parts": [{"part": "day care", **CARE}, {"part": "meals", **CARE}], "package": False}
    assert len(told(post("determine", several))["parts"]) == 2


@pytest.mark.parametrize(
    ("path", "body", "status", "at"),
    [
        ("determine", [], 400, [""]),
        ("determine", {"answers": {"G01": 1.5}}, 400, ["/answers/G01"]),
        ("determine", {"parts": [], "x": 1}, 400, ["/x", "/parts"]),
        ("determine", {"answers": {"G99": True}}, 422, ["/answers/G99"]),
        ("determine?on=1950-01-01", CARE, 422, ["on"]),
        ("determine?law=cn/town&on=x", CARE, 400, ["on", "law"]),
        ("determine?law=us", CARE, 400, ["law"]),
        ("deadlines", {}, 400, ["/events"]),
        ("deadlines", {"events": {}, "x": 1}, 400, ["/x", "/events"]),
        ("deadlines", {"events": {"x": "2026-03-02", "contract-signed": "soon"}}, 400, ["/events/x", "/events/contract-signed"]),
        ("deadlines", {"events": {"contract-signed": "2026-03-02"}, "method": "magic", "object": 1}, 400, ["/method", "/object"]),
        ("deadlines", [], 400, ["/events", ""]),
        ("check/notice", [], 400, [""]),
        ("check/notice", {"kind": "plan"}, 400, ["/kind"]),
        ("check/notice", {"kind": ["notice"]}, 400, ["/kind"]),
        ("check/notice", {}, 400, ["/method", "/documents_issued", "/bids_close"]),
        ("check/plan", {**checked("plan"), "service": "astrology"}, 422, ["/service"]),
        ("check/plan", {**checked("plan"), "service": "astrology", "x": 1}, 400, ["/x"]),
    ],
)
def test_every_mistake_is_told_at_once_by_its_place(path: str, body: Any, status: int, at: list[str]) -> None:
    answer = post(path, body)
    assert (answer.status_code, errors(answer)) == (status, at)


def test_periods_are_counted_as_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    events = {"bidding-documents-issued": "2026-03-02"}
    said = told(post("deadlines?law=cn", {"events": events, "method": "open-tender", "object": "services"}))["periods"]
    words = ("bidding-documents-issued=2026-03-02", "--method", "open-tender", "--object", "services")
    assert said == commanded(capsys, "deadlines", "--law", "cn", *words)
    assert [(one["rule"], one["date"]) for one in said] == [("GPL-35", "2026-03-22"), ("REG-31a", "2026-03-09")]
    before = told(post("deadlines?law=cn&on=2002-12-31", {"events": events, "method": "open-tender"}))["periods"]
    assert [one["rule"] for one in before] == []


@pytest.mark.parametrize("kind", CHECKED)
def test_the_example_of_each_document_passes(kind: str) -> None:
    answer = post(f"check/{kind}?law=cn/41/county&on=2026-03-02", checked(kind))
    assert answer.status_code == 200, answer.content
    assert [one for one in told(answer)["findings"] if one["blocks"]] == []


def test_a_document_is_checked_by_the_law_of_the_day_and_place() -> None:
    body = {**checked("notice"), "kind": "notice", "bids_close": "2026-03-21T09:30:00+08:00"}
    [found] = [one for one in told(post("check/notice?law=cn/41/county&on=2026-03-02", body))["findings"] if one["blocks"]]
    assert (found["rule"], found["at"]) == ("GPL-35", "/bids_close")
    wrong = {**body, "budget": "860000", "scale": "60 people"}
    assert errors(post("check/notice", wrong)) == ["/scale", "/budget"]
    assert errors(post("check/notice", {**wrong, "x": 1})) == ["/x", "/scale", "/budget"]


def test_what_cannot_be_checked_is_not_there() -> None:
    answer = post("check/dance", {})
    assert (answer.status_code, problem(answer)["code"]) == (404, "not-found")
