"""In a demonstration everybody may be one of those at work: its clock tells when final quotes close and when experts are drawn."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import TALKS, until
from tests.web.reading import text

pytestmark = pytest.mark.django_db
DRAWN = CASES / "constructed" / "experts-drawn.yaml"


def ahead(language: str = "en") -> str:
    return text(Client().get(f"/{language}/demonstration/"))


@pytest.mark.parametrize(("last", "told"), [("record-negotiation", False), ("open-round", True)])
def test_the_closing_of_final_quotes_is_a_moment_once_they_are_asked_for(tmp_path: Path, settings: Settings, last: str, told: bool) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until(last, path=TALKS)
    clock.set_demo_clock(datetime(2020, 10, 21, 8, 34, tzinfo=UTC))
    assert ("Final quotes close by themselves" in ahead()) is told
    assert ("最后报价提交截止（自动）" in ahead("zh-hans")) is told


@pytest.mark.parametrize(("last", "told"), [("commit-seed", 0), ("announce-draw", 1)])
def test_the_moment_of_a_draw_is_one_once_it_is_announced_whatever_number_of_watchers(
    tmp_path: Path, settings: Settings, last: str, told: int
) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until(last, path=DRAWN)
    draw = models.Owed.objects.filter(command="show-seed", met=False).exclude(moment=None).first()
    if draw is not None and draw.moment is not None:
        clock.set_demo_clock(draw.moment - timedelta(minutes=10))
    assert ahead().count("Experts are drawn") == told
    assert ahead("zh-hans").count("抽取评审专家") == told
