"""What stands on the desks of those who evaluate, and of whom they ask?"""

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.clerk import Entered, put
from operis.dockets.procurement.evaluation import first_offers
from operis.documents.lawbook import calendar
from operis.ledger.states import state_of
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.procedures.evaluating import examining
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


@pytest.mark.parametrize(("invalid", "told"), [(0, False), (1, True)])
def test_where_too_few_bids_are_left_the_officer_is_told_what_follows(invalid: int, told: bool) -> None:
    """GPL-36: three bids came in; one of them invalid, and nobody can be awarded any more."""
    until("form-panel", *["declare-interest"] * 5)
    stands(10, 30)
    there = [one.supplier for one in first_offers(state_of(PROCUREMENT), "1")]
    asked = examining("qualification", *there[invalid:], invalid=tuple(there[:invalid]))
    entered = put(clock.this_office(), PROCUREMENT, asked, buyer(), happened=clock.now(), entered=clock.now(), key="examined")
    assert isinstance(entered, Entered), entered
    officer = signed_in(buyer())
    docket = officer.get(f"/en/desk/{PROCUREMENT}/")
    says = "Lot 1: fewer bids are left than it takes, so that it cannot be awarded. It is ended, and may be tried again."
    assert (says in text(docket), f'href="/en/desk/{PROCUREMENT}/terminate/">End it</a>' in docket.content.decode()) == (told, told)
