"""Does the officer's way through the questions enter what the answers come to, and lose nothing on the way?"""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operis import clock
from operis.dockets.need.commands import RecordNeed
from operis.dockets.need.terms import NeedPart
from operis.drafts.worksheet import note, worksheet_of
from operis.ledger import read
from operis.registers import models
from tests.ledger.county import County, need_recorded
from tests.procedures.documents import words
from tests.statute import ALICE, CHEN, DONG
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NEED = "DC-2026-N-0002"
PATH = f"/en/desk/determinations/{NEED}/"
GATES = {"G01": "yes", **{f"G{n:02}": "no" for n in range(2, 11)}, "C01": "public"}
SERVICE = {"F01": "supplier", "F02": "quantity", "F03": "yes", "F08": "supplier"}
START = {"V01": "yes", "V02": "yes", "V03": "organ", "V04": "12", "V05": "yes", "V06": "no"}


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, need_recorded())
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    return founded


def hidden(answer: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', unescape(answer.content.decode())))


def walked(client: Client, answers: dict[str, str], path: str = PATH, **first: str) -> Any:
    """Through every page of questions, each with its answers; gives back the page on which nothing is asked any more."""
    answer = client.get(path)
    sent: dict[str, str] = dict(first)
    while 'name="page"' in answer.content.decode():
        asked = dict.fromkeys(re.findall(r'<input type="(?:radio|text)"[^>]* name="([A-Z]\d\d)"', answer.content.decode()))
        answer = client.post(path, {**hidden(answer), **sent, **{one: answers[one] for one in asked}})
        assert answer.status_code == 200, text(answer)
        sent = {}
    return answer


def confirm(client: Client, answer: Any, path: str = PATH, **more: str) -> Any:
    return client.post(path, {**hidden(answer), "desk-do": "confirm", **more})


def outcomes(number: str = NEED) -> list[tuple[str, str, tuple[str, ...]]]:
    act: Any = read.entries(number)[-1].act
    return [(one.part, one.outcome, one.holds) for one in act.parts]


def test_a_service_is_determined_and_leads_on_to_its_plan(county: County) -> None:
    client = signed_in(ALICE)
    outcome = walked(client, {**GATES, **SERVICE, **START})
    assert "This is a purchase of services" in text(outcome)
    done = confirm(client, outcome)
    assert (done.status_code, done.url) == (302, f"/en/desk/new/procurement/file-plan/?need={NEED}&part=1")
    assert outcomes() == [("1", "SERVICE", ())]


def test_with_a_budget_line_what_is_on_record_is_shown_with_its_source_and_not_asked(county: County) -> None:
    client = signed_in(ALICE)
    asked = {**GATES, **SERVICE, "V04": "12", "V05": "yes", "V06": "no", "V01": "yes", "V02": "yes", "V03": "organ"}
    note(NEED, bank="home-care")
    outcome = walked(client, asked, **{"desk-line": "BL-1"})
    told = text(outcome)
    assert "Is there a budget line? yes (budget line BL-1)" in told
    assert "Is it on the guiding directory? yes (item A0401 of the guiding directory)" in told
    assert "What kind of body is buying? a state organ (the file of your body)" in told
    assert "How many months does the contract run? 12 (usual for this service: look at it)" in told
    body, change = outcome.content.decode(), 'name="show" value="{}"'
    changed = re.findall(r'name="show" value="([a-z0-9-]+)" formnovalidate>Change', body)
    assert all(body.index(change.format("outcome")) < body.index(change.format(one)) for one in changed)  # the last that is sent counts
    assert changed
    assert confirm(client, outcome).status_code == 302
    act: Any = read.entries(NEED)[-1].act
    assert {id: act.parts[0].answers[id] for id in ("V01", "V02", "V03", "V04")} == {"V01": True, "V02": True, "V03": "organ", "V04": 12}
    assert worksheet_of(NEED).line == "BL-1"


@pytest.mark.parametrize(("first", "last", "said"), [
    ("2026-09-01", "2026-12-31", "4 (the first and the last day of the need)"), ("2026-08-01", "2029-07-31", "36 (the first"),
    ("2026-08-15", "2026-09-14", "1 (the first"), ("2026-08-15", "2026-09-15", "2 (the first"),
    ("2026-08-15", "2026-08-14", "12 (usual"), ("2026-08-15", "soon", "12 (usual"), ("2026-08-15", "", "12 (usual"),
])  # fmt: skip
def test_the_months_of_the_contract_are_those_between_the_days_of_the_need(county: County, first: str, last: str, said: str) -> None:
    note(NEED, bank="home-care", slots={"start_date": first, "end_date": last})
    outcome = walked(signed_in(ALICE), {**GATES, **SERVICE, **START}, **{"desk-line": "BL-1"})
    assert f"How many months does the contract run? {said}" in text(outcome)


def test_what_is_held_leads_back_to_the_docket(county: County) -> None:
    client = signed_in(ALICE)
    outcome = walked(client, {**GATES, **SERVICE, **START, "V02": "no"})
    assert "it cannot start yet" in text(outcome)
    assert confirm(client, outcome).url == f"/en/desk/{NEED}/"
    assert outcomes() == [("1", "SERVICE", ("BUDGET",))]


def test_the_parts_of_a_need_are_asked_one_after_the_other_and_entered_together(county: County) -> None:
    said = {name: words(name) for name in ("result", "quantity", "place", "served", "period")}
    number = county.done(None, RecordNeed(title=words("Two things"), parts=(NeedPart(part="a", **said), NeedPart(part="b", **said)))).docket
    clock.set_demo_clock(county.clock + timedelta(minutes=1))
    client, path = signed_in(ALICE), f"/en/desk/determinations/{number}/"
    first = client.get(path)
    assert "part a (1 of 2)" in text(first)
    labour = {"F01": "body", "F02": "time", "F03": "no", "F08": "body", "P06": "no", "P01": "supplier"}
    sent, answers, answer, parts = dict[str, str](), [{**GATES, **SERVICE, **START}, {**GATES, **labour, **START}], first, set[str]()
    while 'name="page"' in answer.content.decode():
        here = 1 if "part b (2 of 2)" in text(answer) else 0
        parts.add("ab"[here])
        asked = dict.fromkeys(re.findall(r'<input type="(?:radio|text)"[^>]* name="([A-Z]\d\d)"', answer.content.decode()))
        answer = client.post(path, {**hidden(answer), **sent, **{one: answers[here].get(one, "unknown") for one in asked}})
    assert parts == {"a", "b"}
    assert confirm(client, answer, path).status_code == 302
    assert [(part, outcome) for part, outcome, _holds in outcomes(number)] == [("a", "SERVICE"), ("b", "NEITHER:N-LABOUR")]


def test_a_weighed_outcome_asks_for_reasons_and_enters_them(county: County) -> None:
    client = signed_in(ALICE)
    weighed = {**GATES, "F01": "shared", "F02": "quantity", "F03": "yes", "F08": "supplier"}
    rest = {f"F{n:02}": "unknown" for n in range(4, 21)}
    given = {**rest, **weighed, **START, "F04": "no", "F05": "no", "F06": "yes", "F07": "supplier", "F09": "task", "F10": "no", "F11": "no",
             "F12": "no", "F14": "yes", "F16": "yes", "F17": "no", "F18": "no", "F20": "no"}  # fmt: skip
    outcome = walked(client, {**given, "F13": "12", "F15": "6", "F19": "no"})
    assert "A named person has to confirm this, with reasons." in text(outcome)
    done = confirm(client, outcome, **{"reasons-en": "A measured quantity of work"})
    act: Any = read.entries(NEED)[-1].act
    assert (done.status_code, act.outcome, act.parts[0].provisional) == (302, "SERVICE", True)
    assert act.reasons.en == "A measured quantity of work"


def test_left_in_the_middle_it_goes_on_where_it_was(county: County) -> None:
    client = signed_in(ALICE)
    second = client.post(PATH, {**hidden(client.get(PATH)), **GATES})
    assert "Who tells the people day by day" in text(second)
    third = client.post(PATH, {**hidden(second), "F01": "supplier"})
    again = signed_in(ALICE).get(PATH)
    assert text(again).split("Answers so far")[1] == text(second).split("Answers so far")[1]
    assert "What is the price tied to?" in text(third)
    assert 'value="supplier" checked' in again.content.decode()


def test_an_answer_that_is_missing_or_none_is_said_by_its_question_and_nothing_is_entered(county: County) -> None:
    client = signed_in(ALICE)
    answer = client.post(PATH, {**hidden(client.get(PATH)), **GATES, "G05": "perhaps"})
    assert (answer.status_code, "“perhaps” is none of the answers" in text(answer)) == (422, True)
    early = client.post(PATH, {**hidden(client.get(PATH)), **GATES, "desk-do": "confirm"})
    assert (early.status_code, "Who tells the people day by day" in text(early), len(read.entries(NEED))) == (200, True, 1)


def test_pressed_twice_it_is_entered_once(county: County) -> None:
    client = signed_in(ALICE)
    outcome = walked(client, {**GATES, **SERVICE, **START})
    assert [confirm(client, outcome).status_code for _ in range(2)] == [302, 302]
    assert [one.act.kind for one in read.entries(NEED)] == ["need-recorded", "need-determined"]


def test_who_may_not_determine_is_told_why_on_the_page_of_the_step(county: County) -> None:
    for other in (DONG, CHEN):
        client = signed_in(other, email=f"{other.persons[0]}@office.example")
        assert client.get(PATH).headers["Location"] == f"/en/desk/{NEED}/determine/"
        assert client.get(PATH, follow=True).status_code in (403, 404)
    assert signed_in(ALICE).get("/en/desk/determinations/DC-2026-F-0001/").status_code == 404


def test_what_was_determined_is_not_asked_again_as_a_first_time(county: County) -> None:
    answer = signed_in(ALICE).get("/en/desk/determinations/DC-2026-N-0001/")
    assert answer.headers["Location"] == "/en/desk/DC-2026-N-0001/determine/"
    assert models.NeedPart.objects.get(docket="DC-2026-N-0001").outcome == "SERVICE"
