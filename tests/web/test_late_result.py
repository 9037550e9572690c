"""Is a result that is late late everywhere? On the list of what is late, and in how long each stage takes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, until
from tests.statute import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("days", "late"), [(0, None), (1, 1)])
def test_a_result_is_late_the_day_after_its_last_in_both(
    days: int, late: int | None, client: Client, tmp_path: Path, settings: Settings
) -> None:
    """REG-43c: the law gives the time from closing to result no single period, and its last part has one."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("decide-award")
    owed = models.still_owed().get(docket=PROCUREMENT, command="publish-result")
    assert owed.day is not None
    assert owed.row == "REG-43c"
    clock.set_demo_clock(at(owed.day + timedelta(days)))
    listed = [one["row"] for one in client.get("/en/overdue.json").json()["results"] if one["number"] == PROCUREMENT]
    stages = {one["stage"]: one["late"] for one in client.get("/en/answers/how-long/how-long.json").json()["results"]}
    assert (listed, stages["judged"]) == (["REG-43c"] if late else [], late)
    drawn = client.get("/en/answers/how-long/").content.decode()
    assert ("1 late of 1 not done" in drawn, 'class="f-late apart"' in drawn) == (bool(late), False)
