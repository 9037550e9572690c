"""Is what is open for bids the same on home, in the stream, in its file and in the list? What was not opened is open nowhere."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.registers import models
from tests.web.figured import rows
from tests.web.listed import BODY, NOON, peopled, procurement, put
from tests.web.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STREAM = "from-need-to-payment"


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    """Three that are announced: one is open, one closed and not opened, one has ended."""
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)
    peopled()
    over = {"closes": NOON - timedelta(days=1), "state": "closed"}
    for place, changed in enumerate(({}, over, {**over, "state": "failed", "ended": NOON.date()}), 1):
        put(procurement(place, need=f"DC-2026-N-{place:04}", **changed))
        put(models.NeedPart(docket=f"DC-2026-N-{place:04}", part="1", body=BODY, outcome="SERVICE"))


def test_of_what_is_announced_the_stream_counts_as_open_what_the_list_has(client: Client) -> None:
    told = {one["stage"]: (one["came"], one["stand"], one["open"], one["left"]) for one in rows(client, STREAM, STREAM)}
    assert (told["announced"], told["bought"]) == ((3, 2, 1, 1), (3, 0, None, 0))
    assert client.get("/en/notices.json?kind=open").json()["count"] == models.open_notices(NOON).count() == 1


def test_what_ended_and_is_tried_again_has_not_left(client: Client) -> None:
    put(procurement(4, need="DC-2026-N-0003", closes=NOON + timedelta(days=3)))
    told = {one["stage"]: (one["came"], one["stand"], one["left"]) for one in rows(client, STREAM, STREAM)}
    assert told["announced"] == (3, 3, 0)


def test_what_is_tried_again_and_not_announced_yet_stands_before_the_notice(client: Client) -> None:
    put(procurement(4, need="DC-2026-N-0003", closes=None, noticed=None, state="planned"))
    told = {one["stage"]: (one["came"], one["stand"], one["left"]) for one in rows(client, STREAM, STREAM)}
    assert (told["bought"], told["announced"]) == ((3, 1, 0), (2, 2, 0))


@pytest.mark.parametrize(("language", "says", "never"), [
    ("en", "1 open, 1 closed", "2 closed"), ("zh-hans", "1项在收，1项截止", "2项截止"),
    ("en", "1 ended", "no service"), ("zh-hans", "1项已终止", "不是服务"),
])  # fmt: skip
@pytest.mark.parametrize("page", ["", f"answers/{STREAM}/"])
def test_the_picture_says_how_many_are_not_open(client: Client, language: str, says: str, never: str, page: str) -> None:
    told = text(client.get(f"/{language}/{page}"))
    assert (says in told, never in told) == (True, False)


@pytest.mark.parametrize(("language", "says", "never"), [("en", "3 open", "closed"), ("zh-hans", "3项在收件", "截止")])
def test_where_all_are_open_it_says_nothing_else(client: Client, language: str, says: str, never: str) -> None:
    models.Docket.objects.filter(kind="procurement").update(state="receiving", closes=NOON + timedelta(days=3), ended=None)
    told = client.get(f"/{language}/answers/{STREAM}/").content.decode()
    said = [one.partition("<")[0] for one in told.split('class="q">')[1:]]
    assert (says in said, [one for one in said if never in one]) == (True, [])
