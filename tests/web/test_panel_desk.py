"""What stands on the desks of those who evaluate, and of whom they ask?"""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.documents.lawbook import calendar
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.web.panel import seats
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
GO_ON, SEE_TO = "Go on with the evaluation: Day care", "See to the examination of the bids: Day care"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def stands(hour: int, minute: int) -> None:
    clock.set_demo_clock(datetime(2026, 3, 23, hour, minute, tzinfo=calendar().zone))


def test_a_member_is_led_to_the_evaluation_until_its_own_part_is_done() -> None:
    until("form-panel", *["declare-interest"] * 5)
    stands(10, 10)
    panel, officer = seats(PROCUREMENT), signed_in(buyer())
    assert [GO_ON in text(one.get("/en/desk/")) for one in panel.values()] == [True] * 5
    assert SEE_TO in text(officer.get("/en/desk/"))
    assert f'href="/en/panel/{PROCUREMENT}/"' in officer.get("/en/desk/").content.decode()
    assert "The evaluation: what is to be done, in order" in text(officer.get(f"/en/desk/{PROCUREMENT}/"))


def test_who_has_handed_in_waits_for_the_others_without_a_line_on_the_desk() -> None:
    until("give-scores", "give-scores")
    stands(11, 0)
    lines = {name: GO_ON in text(one.get("/en/desk/")) for name, one in seats(PROCUREMENT).items()}
    assert [name for name, there in lines.items() if not there] == ["Representative of the office", "First expert"]
    assert SEE_TO not in text(signed_in(buyer()).get("/en/desk/"))
