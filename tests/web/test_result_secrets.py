"""Who reads points, experts' names and the reason a loser is told, page by page: before the result, and after it?

Before it those who work on the evaluation alone; with it everybody reads points and names, and each reason its own bidder and who sends it.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, until
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
POINTS, EXPERT, REASON = "points", "expert", "reason"
MARKS = {POINTS: ("85.50", "66.00"), EXPERT: ("First expert",), REASON: ("No. 2 by rank",)}
"""Of the second: what it got, who gave it, and what it is told alone."""
PUBLIC = tuple(one.format(PROCUREMENT) for one in (
    "/en/processes/{}/", "/en/notices/{}/", "/en/processes/{}/result/", "/processes/{}/record.jsonl", "/api/v1/dockets/{}",
    "/api/v1/dockets/{}/acts?limit=100", "/en/processes/{}/papers/result/",
))  # fmt: skip
PROCESS, NOTICE, RESULT, RECORD, LINE, ACTS, PAPER = PUBLIC
DESK, AWARD, PUBLISH, ASIDE = (f"/en/desk/{PROCUREMENT}/{step}" for step in ("", "decide-award/", "publish-result/", "set-aside-award/"))
LETTER, FILE = f"/en/desk/{PROCUREMENT}/letters/1/s2/", f"/en/desk/{PROCUREMENT}/letters/1/s2.txt"
OWN_PAGES = (DESK, AWARD, PUBLISH, ASIDE, LETTER, FILE)
SIGNED = {
    "buyer": (Role.BUYER, ""), "reviewer": (Role.REVIEWER, ""), "another buyer": (Role.BUYER, "elsewhere"),
    "agency of nobody here": (Role.AGENCY, "agents"), "the second": (Role.SUPPLIER, "s2"), "the winner": (Role.SUPPLIER, "s1"),
    "who never bid": (Role.SUPPLIER, "s9"), "finance": (Role.FINANCE, "finance"), "an expert of no panel": (Role.EXPERT, "pool"),
    "administrator": (Role.ADMINISTRATOR, "site"),
}  # fmt: skip
"""Role and body, that of the procurement where none is named."""
Table = dict[tuple[str, str], set[str]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def readers() -> Mapping[str, Client]:
    body = models.Docket.objects.get(number=PROCUREMENT).body
    signed = {who: signed_in(Mandate(role=role, office=f"o{no}", body=of or body, persons=("xu",)), email=f"who{no}@here.example")
              for no, (who, (role, of)) in enumerate(SIGNED.items())}  # fmt: skip
    return {"nobody": Client(), **signed}


def read() -> Table:
    """Who reads what where; nothing where nothing is read."""
    while clock.sequence_once():
        pass
    told: Table = {}
    for who, client in readers().items():
        for page in (*PUBLIC, *OWN_PAGES):
            answer = client.get(page)
            text = b"".join(answer).decode(errors="replace") if answer.status_code in (200, 403) else ""
            if there := {name for name, marks in MARKS.items() if any(mark in text for mark in marks)}:
                told[who, page] = there
    return told


def test_before_the_result_nobody_but_the_office_at_work_and_its_reviewer() -> None:
    """EXP-20: names are for those who work with them; its reviewer reads the report, and no name."""
    until("decide-award")
    assert read() == {("buyer", DESK): {POINTS, EXPERT}, ("buyer", PUBLISH): {EXPERT}, ("reviewer", DESK): {POINTS}}


def test_with_the_result_points_and_names_are_everybodys_and_a_reason_its_own_bidders() -> None:
    until("publish-result")
    everybody = {"nobody", *SIGNED}
    open_to_all = {(who, page): {POINTS, EXPERT} for who in everybody for page in (PROCESS, RESULT, RECORD, ACTS, PAPER)}
    at_desk = {(who, DESK): {POINTS, EXPERT} for who in SIGNED}
    own = {(who, page): {POINTS, REASON} for who in ("buyer", "the second") for page in (LETTER, FILE)}
    whole = {("the second", DESK): {POINTS, EXPERT, REASON}, ("buyer", PUBLISH): {EXPERT}}
    assert read() == open_to_all | at_desk | own | whole
