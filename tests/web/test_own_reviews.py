"""How do an award and a contract come over their reviewer, where the body's file asks it?"""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.drafts.reviewing import Paper
from operis.ledger import read
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
AWARD = f"/en/desk/{PROCUREMENT}/decide-award/"
DRAW_UP = "/en/desk/new/contract/draw-up-contract/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def both(also: str) -> tuple[Client, Client]:
    """An officer and a reviewer of the body, whose file asks for these reviews too."""
    body = models.Docket.objects.get(number=PROCUREMENT).body
    models.Party.objects.filter(key=body).update(also_reviewed=also)
    account("rui@office.example", Mandate(role=Role.REVIEWER, office="look", body=body, persons=("rui",)), name="Rui Xue")
    return signed_in(Mandate(role=Role.BUYER, office="purchasing", body=body, persons=("li",))), signed_in(email="rui@office.example")


def waiting(client: Client, heading: str) -> str:
    return unescape(re.search(r'href="([^"]+)"', client.get("/en/desk/").content.decode().split(heading)[1])[1])  # type: ignore[index]


def judged(client: Client, link: str) -> Any:
    there = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', client.get(link).content.decode()))
    return client.post(link.partition("?")[0], {**there, "outcome": "passed", "desk-do": "confirm"})


def test_an_award_is_sent_reviewed_and_decided_as_it_passed() -> None:
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))
    officer, reviewer = both("award")
    sent = {"awards-rows": "1", "awards-0-lot": "1", "awards-0-supplier": "s1", "desk-key": KEY}
    checked = officer.post(AWARD, {**sent, "desk-do": "check"})
    assert "another person of your body reviews it. Nothing else stands in the way. Reviewer: Reviewer of the office" in text(checked)
    assert officer.post(AWARD, {**sent, "desk-do": "send"}).status_code == 302
    link = waiting(reviewer, "Papers to review")
    assert "What you review" in text(reviewer.get(link))
    done = judged(reviewer, link)
    assert done.status_code == 200, text(done)
    assert 'value="s1"' in officer.get(waiting(officer, "Papers in review")).content.decode()
    assert officer.post(AWARD, {**sent, "desk-do": "confirm"}).status_code == 302
    assert [one.act.kind for one in read.entries(PROCUREMENT)][-2:] == ["award-reviewed", "award-decided"]
    assert "Papers in review" not in text(officer.get("/en/desk/"))


def test_a_contract_is_sent_reviewed_and_drawn_up_on_the_docket_of_its_review() -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 26)))
    officer, reviewer = both("contract")
    words = ("content", "duration", "quantity", "quality", "price", "settlement", "rights-and-duties", "breach", "parties", "performance",
             "acceptance", "disputes")  # fmt: skip
    sent = {"procurement": PROCUREMENT, "lot": "1", "starts": "2026-03-26", "clauses-rows": f"{len(words)}", "desk-key": KEY}
    for no, group in enumerate(words):
        sent |= {f"clauses-{no}-group": group, f"clauses-{no}-text-en": "As agreed, and only what is accepted"}
    checked = officer.post(DRAW_UP, {**sent, "desk-do": "check"})
    assert "Nothing else stands in the way. Reviewer: Reviewer of the office" in text(checked)
    assert officer.post(DRAW_UP, {**sent, "desk-do": "send"}).status_code == 302
    assert Paper.objects.get().part == "1"
    link = waiting(reviewer, "Papers to review")
    assert "780,000.00" in text(reviewer.get(link))
    done = judged(reviewer, link)
    assert done.status_code == 200, text(done)
    ready = waiting(officer, "Papers in review")
    number = ready.split("/")[3]
    assert officer.post(ready.partition("?")[0], {**sent, "desk-do": "confirm"}).status_code == 200
    assert [one.act.kind for one in read.entries(number)] == ["contract-reviewed", "contract-drawn-up"]
