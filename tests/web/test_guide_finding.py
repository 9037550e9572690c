"""Who records a finding is offered what this office can find, chooses the paper as a file, and names it once."""

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.ledger import read
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in
from tests.web.uploads import PDF_BYTES, file

pytestmark = pytest.mark.django_db
FINDS = f"/en/desk/{PROCUREMENT}/record-finding/"
DIGEST = hashlib.sha256(PDF_BYTES).hexdigest()
SAID = {"about": "query-upheld", "says-en": "The bid of the winner lacks the licence that was asked for.", "decision": "2026-9",
        "paper-medium": "Answer to a query", "paper-on": "2026-03-26", "desk-do": "check", "desk-key": KEY}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("decide-award")
    clock.set_demo_clock(at(date(2026, 3, 26)))


def of(role: Role) -> Mandate:
    return Mandate(role=role, office="review", body=buyer().body, persons=("erin",))


def offered(html: str) -> list[str]:
    found = re.search(r'<select name="about".*?</select>', html, re.S)
    return re.findall(r'<option value="([^"]+)"', found[0]) if found is not None else []


@pytest.mark.parametrize(
    ("role", "finds"),
    [
        (Role.REVIEWER, ["query-upheld", "task-fell-away", "draw-confirmed"]),
        (Role.FINANCE, ["query-upheld", "ordered", "illegal-acts", "task-fell-away", "draw-confirmed"]),
        (Role.BUYER, []),
    ],
)
def test_only_what_an_office_can_find_is_offered_to_it(role: Role, finds: list[str]) -> None:
    html = signed_in(of(role)).get(FINDS).content.decode()
    assert offered(html) == finds


def test_the_number_is_asked_once_and_no_fingerprint_is_typed() -> None:
    html = signed_in(of(Role.REVIEWER)).get(FINDS).content.decode()
    for name in ("lots-0", "paper-number", "paper-link"):
        assert f'name="{name}"' not in html, name
    assert re.findall(r'<input [^>]*name="paper-scan[^>]*>', html) == [
        '<input type="hidden" name="paper-scan" value="">', '<input type="file" name="paper-scan-files" id="f-paper-scan">'
    ]  # fmt: skip


def test_a_finding_is_entered_with_its_scan_and_one_number() -> None:
    client = signed_in(of(Role.REVIEWER))
    without = client.post(FINDS, SAID)
    assert "Nothing is kept of the paper" in text(without)
    kept: Any = client.post(FINDS, {**SAID, "paper-scan-files": file("answer.pdf"), "keep": "1"})
    assert (kept.status_code, f'name="paper-scan" value="{DIGEST}"' in kept.content.decode()) == (200, True)
    taken = client.post(FINDS, {**SAID, "paper-scan": DIGEST, "remove": "paper-scan"})
    assert 'name="paper-scan" value=""' in taken.content.decode()
    assert client.post(FINDS, {**SAID, "paper-scan": DIGEST, "desk-do": "confirm"}).status_code == 200
    act: Any = read.entries(PROCUREMENT)[-1].act
    assert (act.kind, act.about, act.decision, act.paper.number, act.paper.scan) == (
        "finding-recorded", "query-upheld", "2026-9", "2026-9", DIGEST
    )  # fmt: skip
