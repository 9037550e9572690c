"""How often does a list ask the database? As often for two hundred rows as for one: the number stands here, letter for letter."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from operis.registers import models
from tests.ledger.county import FAYE, County, need_recorded
from tests.statute import ALICE
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
ROWS = (1, 3, 200)


@pytest.fixture
def county(noticed: County) -> County:
    """With one process whose notice is out, and one need that waits."""
    noticed.done(None, need_recorded())
    return noticed


def copied(rows: int) -> None:
    """As many dockets of each kind that is there, each kind's newest over again; straight into the register."""
    for kind in ("need", "procurement", "file"):
        newest = models.Docket.objects.filter(kind=kind).order_by("-number")[0]
        letter, there = newest.number.split("-")[2], models.Docket.objects.filter(kind=kind).count()
        for place in range(there, rows):
            newest.number = f"DC-2026-{letter}-{5000 + place}"
            newest.save(force_insert=True)


def asked(client: Client, path: str) -> int:
    client.get(path)  # what is made once is not counted
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


LISTS = {
    ("anyone", "processes/"): {1: 4, 3: 4, 200: 3},
    ("anyone", "processes/?kind=need"): {1: 3, 3: 3, 200: 3},
    ("anyone", "rules/"): {1: 0, 3: 0, 200: 0},
    ("anyone", "rules/?q=20&kind=period"): {1: 0, 3: 0, 200: 0},
    ("buyer", "desk/"): {1: 17, 3: 17, 200: 16},
    ("buyer", "desk/?state=recorded"): {1: 9, 3: 9, 200: 9},
    ("buyer", "desk/?whose=mine"): {1: 7, 3: 7, 200: 7},
    ("buyer", "desk/?whose=late"): {1: 7, 3: 7, 200: 7},
    ("finance", "desk/"): {1: 14, 3: 14, 200: 13},
}
"""Of two hundred rows the first page has one kind alone, for which less is looked up."""
WHO = {"buyer": ALICE, "finance": FAYE}


@pytest.mark.parametrize(("who", "path"), LISTS)
def test_a_list_asks_no_more_for_many_rows(county: County, who: str, path: str) -> None:
    client, counts = signed_in(WHO[who]) if who in WHO else Client(), {}
    for rows in ROWS:
        copied(rows)
        counts[rows] = asked(client, f"/en/{path}")
    assert counts == LISTS[who, path]
