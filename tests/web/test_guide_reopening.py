"""Is what is wrong in an evaluation chosen from what was evaluated, and refused where the record refutes it?"""

import re
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.ledger import read
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.statute import at
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
AGAIN = f"/en/desk/{PROCUREMENT}/reopen-evaluation/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("report-evaluation")
    clock.set_demo_clock(at(date(2026, 3, 24)))


def offered(html: str, name: str) -> dict[str, str]:
    """The words of a choice, each with what it sends."""
    found = re.search(rf'<select name="{name}".*?</select>', html, re.S)
    assert found is not None, name
    return {words: value for value, words in re.findall(r'<option value="([^"]+)"[^>]*>\s*([^<]+?)\s*</option>', found[0])}


def test_bids_criteria_and_members_are_chosen_and_what_the_record_refutes_is_told() -> None:
    client = signed_in(buyer())
    html = client.post(AGAIN, {"add": "wrong"}).content.decode()
    assert list(offered(html, "wrong-0-lot")) == ["1"]
    assert "Sunrise" in offered(html, "wrong-0-supplier")
    members = offered(html, "wrong-0-person")
    assert set(members) == {"Representative of the office", "First expert", "Second expert", "Third expert", "Fourth expert"}
    sent = {"ground": "sub-score-out-of-range", "reason-en": "A score is too high", "wrong-rows": "1", "wrong-0-lot": "1",
            "wrong-0-supplier": "s1", "wrong-0-criterion": "plan", "wrong-0-person": members["First expert"]}  # fmt: skip
    checked = text(client.post(AGAIN, {**sent, "desk-do": "check"}))
    assert "That the evaluation is made again is reported in writing to: the finance department of the same level." in checked
    refused = text(client.post(AGAIN, {**sent, "ground": "wrong-sum", "desk-do": "check"}))
    assert "No sum of Sunrise is wrong" in refused
    assert [one.act.kind for one in read.entries(PROCUREMENT)][-1] == "evaluation-reported"
