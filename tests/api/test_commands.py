"""A command is put by a program: receipt, repeat, refusal, and every mistake at once."""

from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from operis import clock
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.file.commands import ReviewFile
from operis.ledger import read
from operis.ledger.receipt import open_receipt, seal_code
from operis.registers import models
from tests.api.programs import START, Program, errors, fields, founded, problem, token, told
from tests.ledger.county import ALICE, CHEN, ERIN, FAYE, County, body_file, consultation, need_recorded, reviewing, small_plan
from tests.procedures.bids import bid
from tests.procedures.documents import intention, notice, plan
from tests.statute import BO, DONG, at

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0001"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def county(db: None) -> None:
    founded()


def test_what_is_entered_is_answered_with_a_signed_receipt(alice: Program) -> None:
    answer = alice.open(need_recorded())
    assert answer.status_code == 201, answer.content
    said = told(answer)
    [stored] = read.entries(said["docket"])
    assert answer.headers["Location"] == said["url"] == "/api/v1/dockets/DC-2026-N-0002"
    leaf = b64encode(stored.leaf).decode()
    assert said["entries"] == [{"number": 1, "kind": "need-recorded", "leaf": leaf, "seal": seal_code(stored.leaf)}]
    receipt = open_receipt(said["receipt"], clock.verifier())
    assert (receipt.entries[0].leaf, receipt.received, receipt.closes) == (stored.leaf, said["received"], None)
    assert stored.act.happened == stored.entered
    assert START + timedelta(hours=1) <= stored.entered <= clock.now()


def test_what_is_told_beside_an_act_stands_in_the_answer(alice: Program) -> None:
    [note] = told(alice.put(NEED, replace(consultation(), market_count=1)))["notes"]
    assert (note["rule"], note["severity"], note["blocks"]) == ("REQ-10", "noted", False)


def test_the_same_request_again_gives_the_same_receipt_and_another_with_its_key_none(alice: Program) -> None:
    first, again = (alice.open(need_recorded(), key=KEY) for _ in range(2))
    assert (first.status_code, again.status_code, first.content == again.content) == (201, 200, True)
    other = alice.put(NEED, consultation(), key=KEY)
    assert (other.status_code, problem(other)["code"], errors(other)) == (422, "key-reused", ["Idempotency-Key"])
    assert models.Docket.objects.filter(kind="need").count() == 2


@pytest.mark.parametrize("key", ["", "short", "0123456789abcdef0123456", "0123456789abcdef0123456789abcdeg!", "x" * 201])
def test_a_key_has_128_bits(alice: Program, key: str) -> None:
    answer = alice.post(f"dockets/{NEED}/record-consultation", {"fields": {"on": "soon"}}, key=key)
    assert answer.status_code == 400
    assert errors(answer)[:2] == ["Idempotency-Key", "/fields/on"]


@pytest.mark.parametrize("key", [KEY, "q7n4XyZ0b1KfW2mR8sT3vA", "0123456789abcdef-0123456", "x" * 200])
def test_of_hexadecimal_digits_or_of_base64url(alice: Program, key: str) -> None:
    assert alice.open(need_recorded(), key=key).status_code == 201


def test_a_refusal_has_every_ground_its_rule_and_what_to_do(alice: Program) -> None:
    docket = told(alice.file(plan()))["docket"]
    answer = alice.put(docket.lower(), notice(days=19))
    said = problem(answer)
    assert (answer.status_code, said["code"], said["number"], said["docket"]) == (422, "refused", "X-2026-000001", docket)
    assert said["instance"] == "/api/v1/refusals/X-2026-000001"
    assert said["title"] == "Not yet possible: Publish the notice"
    blocking = {ground["rule"] for ground in said["grounds"] if ground["blocks"]}
    assert {rule["id"] for rule in said["rules"]} == {ground["rule"] for ground in said["grounds"]}
    assert all(rule["version"] == "2026-03-02" and rule["url"] == f"http://testserver/r/{rule['id']}" for rule in said["rules"])
    assert len(said["remedies"]) == len([ground for ground in said["grounds"] if ground["blocks"]]) + 1
    assert said["detail"].startswith(next(ground["says"] for ground in said["grounds"] if ground["rule"] in blocking))
    assert told(alice.get("refusals/x-2026-000001")) == said


def test_a_refusal_comes_in_the_language_that_is_asked_for(alice: Program) -> None:
    alice.language = "zh-CN"
    said = problem(alice.put(NEED, need_recorded()))
    assert said["title"] == "暂不能办理：登记采购需求"
    assert " " not in said["detail"]


def test_a_refusal_is_read_by_whom_it_concerns_and_by_nobody_else(alice: Program) -> None:
    assert alice.put(NEED, need_recorded()).status_code == 409
    stranger, overseer = Program(token(DONG)), Program(token(CHEN))
    path = "refusals/X-2026-000001"
    assert [one.get(path).status_code for one in (alice, overseer, stranger, Program())] == [200, 200, 403, 401]
    assert problem(stranger.get(path))["detail"] == problem(stranger.get("refusals/X-2026-000009"))["detail"]


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    answer = Program(token(DONG)).put(NEED, consultation())
    assert answer.status_code == 403
    [ground] = problem(answer)["grounds"]
    assert ground["check"] == "not_yours"


def test_who_asks_is_said_by_a_token() -> None:
    for program, scheme in ((Program(), ""), (Program("unknown"), ""), (Program(), "Basic eA==")):
        answer = program.open(need_recorded(), **({"Authorization": scheme} if scheme else {}))
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Operis"')
        assert problem(answer)["code"] == "no-mandate"


def test_a_token_counts_from_its_first_day() -> None:
    early = Program(token(ALICE, START + timedelta(days=1)))
    assert early.open(need_recorded()).status_code == 401


def test_no_cookie_is_needed_and_none_is_set(alice: Program) -> None:
    strict = Client(enforce_csrf_checks=True)
    headers = alice.headers(**{"Idempotency-Key": KEY})
    body = {"command": "record-need", "fields": fields(need_recorded())}
    for path in ("dockets/need", f"dockets/{NEED}/record-need"):
        answer = strict.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
        assert (answer.status_code, dict(answer.cookies)) in ((201, {}), (400, {}))
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


WRONG: list[tuple[str, Any, list[str]]] = [
    ("need", {}, ["/command"]),
    ("need", [], ["/command"]),
    ("need", {"command": "determine", "fields": {}}, ["/command"]),
    ("need", {"command": 1, "fields": {}}, ["/command"]),
    ("need", {"command": ["record-need"], "fields": {}}, ["/command"]),
    ("need", {"command": "record-need"}, ["/fields"]),
    ("need", {"command": "record-need", "fields": []}, ["/fields"]),
    ("need", {"command": "record-need", "fields": {}, "happened": "2026-03-02"}, ["/happened", "/fields/title", "/fields/parts"]),
    ("need", {"command": "record-need", "fields": {"title": "Care", "parts": {}, "x": 1}}, ["/fields/x", "/fields/parts", "/fields/title"]),
    ("need", {"command": "record-need", "fields": {"title": {"en": " "}, "parts": [{"part": 1}]}},
     ["/fields/title/en", "/fields/parts/0/part"]),
    ("need", {"command": "record-need", "fields": {"title": {"en": "a"}, "parts": []}, "extra": True}, ["/extra"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "at"), WRONG)
def test_every_mistake_is_told_at_once_by_its_place(alice: Program, kind: str, body: Any, at: list[str]) -> None:
    answer = alice.post(f"dockets/{kind}", body)
    assert answer.status_code == 400
    assert errors(answer) == at


def test_an_amount_is_text_and_a_count_is_none(alice: Program) -> None:
    wrong = {"budget": 250000.5, "fiscal_year": "2026", "ceiling": "250000"}
    answer = alice.post("dockets/procurement", {"command": "file-plan", "fields": {**fields(small_plan()), **wrong}})
    assert sorted(errors(answer)) == ["/fields/budget", "/fields/ceiling", "/fields/fiscal_year"]
    right = {**fields(small_plan()), "fiscal_year": 2026.0}
    docket = told(Program(token(ERIN)).open(reviewing(small_plan(), START.date())))["docket"]
    assert alice.post(f"dockets/{docket}/file-plan", {"fields": right}).status_code == 201


def test_what_only_the_law_of_the_day_can_read_is_no_mistake_of_form(alice: Program) -> None:
    answer = alice.post(f"dockets/{NEED}/determine", {"fields": {"parts": [{"part": "1", "answers": {"G99": True}}]}})
    assert (answer.status_code, problem(answer)["code"]) == (422, "unfit")
    assert errors(answer) == ["/fields/parts/0/answers/G99"]


def test_what_took_place_elsewhere_has_a_day_of_its_own(alice: Program) -> None:
    intended: dict[str, Any] = {"command": "publish-intention", "fields": fields(intention())}
    elsewhere = {"medium": "Gazette", "on": "2026-02-27", "link": "https://gazette.example/27"}
    late = {**intended["fields"], "outside": elsewhere, "late_reason": {"en": "The gazette came on Monday"}}
    assert errors(alice.post("dockets/procurement", {**intended, "happened": "2026-02-27"})) == ["/happened"]
    ahead = {**late, "outside": {**elsewhere, "on": "2026-03-03"}}
    assert errors(alice.post("dockets/procurement", {**intended, "fields": ahead})) == ["/fields/outside/on"]
    assert errors(alice.post("dockets/procurement", {**intended, "fields": late, "happened": "2026-03-02T23:00:00+08:00"})) == ["/happened"]
    answer = alice.post("dockets/procurement", {**intended, "fields": late})
    assert answer.status_code == 201, answer.content
    [stored] = read.entries(told(answer)["docket"])
    assert stored.said["act"]["happened"] == "2026-02-27"


def test_an_address_that_leads_nowhere_is_told_as_a_problem(alice: Program) -> None:
    for path in ("dockets/DC-2026-N-0009/record-consultation", f"dockets/{NEED}/file-plan", f"dockets/{NEED}/dance"):
        answer = alice.post(path, {"fields": fields(consultation())})
        assert (answer.status_code in (400, 404), path.endswith("file-plan") or answer.status_code == 404) == (True, True)
    assert alice.put(NEED, small_plan()).status_code == 404


def test_a_clock_behind_the_record_enters_nothing(alice: Program) -> None:
    clock.set_demo_clock(START - timedelta(hours=1))
    answer = alice.put(NEED, consultation())
    assert (answer.status_code, answer.headers["Retry-After"], problem(answer)["code"]) == (503, "60", "clock-behind")
    assert " It goes on from " in problem(answer)["detail"]


def test_a_late_bid_is_on_record_and_nothing_is_kept_of_it(alice: Program) -> None:
    county = County(name="late", clock=START + timedelta(minutes=30))
    file = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"), level=None, place=None)
    county.done(county.done(None, file, FAYE).docket, ReviewFile(result=Slug("accepted")), FAYE)
    procurement = told(alice.file(small_plan()))["docket"]
    published = alice.put(procurement, notice(bond=None))
    assert published.status_code == 201, published.content
    bo = Program(token(BO))
    docket = told(bo.open(ObtainDocuments(procurement=procurement)))["docket"]
    sealed = bo.put(docket, bid(), key=KEY)
    assert sealed.status_code == 201, sealed.content
    assert open_receipt(told(sealed)["receipt"], clock.verifier()).closes == "2026-03-22T09:30:00+08:00"
    clock.set_demo_clock(at(date(2026, 3, 23)))
    late = Program(token(BO)).put(docket, bid(), key=KEY[::-1])
    assert (late.status_code, problem(late)["code"]) == (409, "too-late")
    assert [entry["kind"] for entry in problem(late)["entries"]] == ["bid-refused-late"]
    assert open_receipt(problem(late)["receipt"], clock.verifier()).entries[0].docket == docket
    assert [Program().get(f"dockets/{docket}{more}").status_code for more in ("", "/acts")] == [404, 404]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "3 refusals of one mandate are kept within an hour"), ("zh-hans", "同一身份一小时内最多留存3次不予通过")],
)
def test_refused_too_often_is_answered_with_a_wait_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, alice: Program, language: str, words: str
) -> None:
    monkeypatch.setattr(settings, "OPERIS_REFUSALS_AN_HOUR", 3)
    speaking = replace(alice, language=language)
    numbers = [problem(speaking.open(small_plan(directory_item=None)))["number"] for _ in range(3)]
    again = speaking.open(small_plan(directory_item=None))
    assert (again.status_code, problem(again)["code"], words in problem(again)["detail"]) == (429, "refused-too-often", True)
    assert 3_500 < int(again.headers["Retry-After"]) <= 3_600
    assert sorted(models.Refused.objects.values_list("number", flat=True)) == numbers
    assert speaking.open(need_recorded()).status_code == 201


def test_a_refusal_says_how_many_grounds_there_were_besides(alice: Program) -> None:
    parts = [{"part": f"{number}"} for number in range(100)]
    answer = alice.post("dockets/need", {"command": "record-need", "fields": {"title": {"en": "Day care"}, "parts": parts}})
    said = problem(answer)
    assert (len(said["grounds"]), said["more"] > 0) == (50, True)
    assert told(alice.get(said["instance"].removeprefix("/api/v1/")))["more"] == said["more"]
    many = [{"part": f"{number}"} for number in range(50_000)]
    answer = alice.post("dockets/need", {"command": "record-need", "fields": {"title": {"en": "Day care"}, "parts": many}})
    assert (answer.status_code, len(problem(answer)["errors"]), len(answer.content) < 2_000) == (400, 1, True)
