"""What does everyone learn of what is late? What the law asked and nobody has done, and nothing that a body only meant to do."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.documents.lawbook import book
from tests.web.listed import BODY, NOON, SUPPLIER, contract, owed, peopled, procurement, put, shown
from tests.web.reading import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAGE = "/en/overdue/"
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)
    peopled()
    put(procurement(1), contract(1))


def test_what_is_late_says_what_whose_until_when_and_under_which_rule(client: Client) -> None:
    put(owed(1, day=TODAY - timedelta(days=7)))
    (row,) = rows_of(shown(client, path=PAGE))
    assert row.startswith("DC-2026-C-0001 Day care 1 ")
    assert row.endswith(f"Civil Affairs Office 3 March 2026 5 {book().rows['GPL-47'].cite('en')}")
    (told,) = client.get("/en/overdue.json").json()["results"]
    assert (told["number"], told["party"], told["last_day"], told["working_days_late"], told["row"]) == (
        "DC-2026-C-0001", BODY, "2026-03-03", 5, "GPL-47",
    )  # fmt: skip


@pytest.mark.parametrize(("days", "late"), [(-1, 0), (0, 0), (1, 1)])
def test_the_last_day_itself_is_in_time(client: Client, days: int, late: int) -> None:
    put(owed(1, day=TODAY - timedelta(days=days)))
    assert len(rows_of(shown(client, path=PAGE))) == late


AIM = next(id for id, row in book().rows.items() if not row.instrument.legal)
BID = "DC-B-AAAAAAAAAAAAAAAAAAAAAAAAAA"


@pytest.mark.parametrize("changed", [{"row": ""}, {"row": AIM}, {"public": False}, {"waits": True}, {"docket": BID}])
def test_of_ones_own_aims_of_what_is_not_public_and_of_what_waits_nothing_is_said(client: Client, changed: dict[str, object]) -> None:
    put(owed(1, **changed))
    assert rows_of(shown(client, path=PAGE)) == []


def test_what_was_met_is_late_no_more(client: Client) -> None:
    put(owed(1), owed(1, met=True, day=None, row=""))
    assert rows_of(shown(client, path=PAGE)) == []


SIGNING = {"source": "DC-2026-S-0001", "docket": "DC-2026-S-0001", "command": "sign-contract", "about": "1 s11", "party": "s11",
           "row": "O87-71"}  # fmt: skip
BELOW = {"command": "sign-contract", "about": "1 s11", "party": "s11", "above": "DC-2026-S-0001", "day": None, "row": ""}


@pytest.mark.parametrize(("first_waits", "below", "late"), [
    (True, None, 0), (True, False, 1), (True, True, 0), (False, None, 1), (False, False, 1), (False, True, 0),
])  # fmt: skip
def test_what_a_contract_has_in_the_place_of_a_duty_says_whether_it_waits(
    client: Client, first_waits: bool, below: bool | None, late: int
) -> None:
    put(owed(1, **SIGNING, waits=first_waits), *(() if below is None else [owed(1, **BELOW, waits=below)]))
    assert len(rows_of(shown(client, path=PAGE))) == late


@pytest.mark.parametrize(("whose", "page"), [(BODY, f"/en/bodies/{BODY}/"), (SUPPLIER, f"/en/suppliers/{SUPPLIER}/")])
def test_whose_it_is_leads_to_the_page_of_its_kind(client: Client, whose: str, page: str) -> None:
    put(owed(1, party=whose))
    links = [re.findall(r'href="(/en/(?:bodies|suppliers)/[^"]+)"', shown(client, path=path)) for path in ("/en/answers/late/", "/en/")]
    assert [{one for one in found if one == page or whose in one} for found in links] == [{page}, {page}]
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(("words", "found"), [("care", 1), ("民政局", 1), ("nothing", 0)])
def test_it_is_searched_like_every_list(client: Client, words: str, found: int) -> None:
    put(owed(1))
    assert len(rows_of(shown(client, f"?q={words}", path=PAGE))) == found
