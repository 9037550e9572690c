"""Can everybody use the page on which a panel signs? As its drafter and as another member, before and after signing."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import clock
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, until
from tests.statute import at
from tests.web.panel import E1, E2, E3, REPORT, drafted, seats, signed
from tests.web.shown import Looks, faults, shown

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(chromium: Browser, looks: Looks, tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until(*["give-scores"] * 5)
    clock.set_demo_clock(at(date(2026, 3, 23), "11:30"))
    panel = seats(PROCUREMENT)
    page = drafted(panel[E1], REPORT)
    signed(panel[E2], page, reservation="The second plan was read too quickly.")
    asked = [(name, where) for where in (page, page.replace("/en/", "/zh-hans/")) for name in (E1, E2, E3)]
    answers = {f"{name} {where}": panel[name].get(where) for name, where in asked}
    answers["too long"] = signed(panel[E3], page, reservation="x" * 5001)
    assert [one.status_code for one in answers.values()] == [200] * 6 + [422]
    with shown(chromium) as tab:
        found = {name: list(faults(tab, one.content.decode(), looks)) for name, one in answers.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
