"""Does every list keep its order past the ten-thousandth docket? Each row once, 9999 before 10000, the last page as cheap as the first."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from operis import clock
from operis.core.mandates import Mandate
from operis.ledger.numbers import ordinal
from operis.registers import models
from operis.registers.bigrams import bigrams
from operis.web.desk import desk
from operis.web.public import processes
from operis.web.reading import lists
from operis.web.reading.lists import PAGE_ROWS
from tests.statute import ALICE, CHEN
from tests.web.listed import BODY, NOON, SUPPLIER, award, coming, contract, owed, party, procurement
from tests.web.signed import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLACES = range(7_001, 13_001)
"""So many procurements and as many contracts."""
NOTICED, PLANNED = PLACES[::2], PLACES[1::2]
TWICE = PLACES[::100]
"""Of these two duties are late."""
DAYS = 40
"""Over so many days they are spread, so that hundreds have the same."""
PARTIES = range(600)
AT_ONCE = 500
"""So many rows to a page where all pages are read."""
TODAY = NOON.date()
ROW = re.compile(r'<th scope="row"><a[^>]* href="[^"]*/([^/"]+)/"|<span class="no nobr">([^<]+)</span>')
DUE = re.compile(r"^DESCRIPTION:(.*)\r$", re.MULTILINE)


def day(place: int) -> int:
    return place * 7 % DAYS


def budget(place: int) -> int | None:
    return place * 13 % 97 * 100_00 if place % 10 else None


def bought(place: int) -> str:
    return f"DC-2026-S-{place:04}"


def signed(place: int) -> str:
    return f"DC-2026-C-{place:04}"


def of_procurement(place: int) -> models.Docket:
    """Every other one is a notice that is open, the others are planned."""
    planned = TODAY - timedelta(days=day(place))
    changed = {"title_en": f"{'Day' if place in NOTICED else 'Night'} care {place}", "budget_fen": budget(place), "planned": planned}
    if place in PLANNED:
        return coming(place, **changed)
    return procurement(place, noticed=planned, closes=NOON + timedelta(days=1 + day(place)), **changed,
                       resulted=planned if place % 3 == 0 else None)  # fmt: skip


def of_contract(place: int) -> models.Docket:
    return models.Docket(number=signed(place), kind="contract", body=BODY, need=bought(place), title_en="A contract", state="contract-done")


def of_file(place: int) -> models.Party:
    """The first two are those to whom everything belongs. Of each kind three have the same name, and some none in English."""
    kind, name = "supplier" if place % 2 else "body", place // 6
    key = (BODY, SUPPLIER)[place] if place < 2 else f"other-{place}"
    return party(key, kind, f"名{name:04}", f"Name {name:04}" if place % 5 else "", docket=f"DC-2026-F-{place + 1:04}")


def filled() -> None:
    """The rows as acts would have made them, the last first, so that no order comes of itself."""
    dockets = [make(place) for make in (of_procurement, of_contract) for place in PLACES]
    for one in dockets:
        one.ordinal = ordinal(one.number)
    put(dockets)
    words = [(one.number, bigrams(f"{one.number} {one.title_en}")) for one in dockets if one.kind == "procurement"]
    put([models.Searchable(docket=number, title=title, whole=title) for number, title in words])
    put([of_file(place) for place in PARTIES])
    put([contract(place, published=TODAY - timedelta(days=day(place))) for place in PLACES])
    put([award(place, published=TODAY - timedelta(days=day(place))) for place in PLACES])
    put([owed(place, day=TODAY - timedelta(days=1 + day(place))) for place in PLACES])
    again = ((place, TODAY - timedelta(days=1 + day(place))) for place in TWICE)
    put([owed(place, day=last, source=bought(place), command="sign-contract") for place, last in again])


def put(rows: Sequence[Any]) -> None:
    type(rows[0])._default_manager.bulk_create(rows[::-1])


@pytest.fixture(scope="module", autouse=True)
def _county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    reverse("home")  # so that every page is loaded before one has more rows
    with django_db_blocker.unblock(), transaction.atomic():
        filled()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _noon(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    clock.set_demo_clock(NOON)


def newest(places: Sequence[int], bears: Callable[[int], str]) -> list[str]:
    """By day, the newest first; of one day the highest number first."""
    return [bears(place) for place in sorted(places, key=lambda place: (day(place), -place))]


def downwards(*bear: Callable[[int], str]) -> list[str]:
    return [bears(place) for bears in bear for place in PLACES[::-1]]


def by_budget(sign: int) -> list[str]:
    """Those that have none come last."""
    without = [place for place in PLACES[::sign] if budget(place) is None]
    with_one = sorted({*PLACES} - {*without}, key=lambda place: (sign * (budget(place) or 0), sign * place))
    return [bought(place) for place in (*with_one, *without)]


def late() -> list[str]:
    """The oldest first."""
    oldest = sorted(PLACES, key=lambda place: (-day(place), place))
    return [signed(place) for place in oldest for _ in range(2 if place in TWICE else 1)]


def called(kind: str, language: str) -> list[str]:
    """By the name in the language of the page, else in the other; of one name by the short name."""
    there = [one for one in map(of_file, PARTIES) if one.party == kind]
    return [key for _, key in sorted(((one.name_zh if language == "zh-hans" else one.name_en) or one.name_zh, one.key) for one in there)]


Expected = Callable[[str], list[str]]
NOTICES: dict[str, Expected] = {
    "notices/": lambda _: [bought(place) for place in sorted(NOTICED, key=lambda place: (day(place), place))],
    "notices/?sort=newest": lambda _: newest(NOTICED, bought),
    "notices/?kind=planned": lambda _: newest(PLANNED, bought),
    "notices/?kind=result": lambda _: newest([place for place in NOTICED if place % 3 == 0], bought),
    "notices/?kind=all&sort=largest": lambda _: by_budget(-1),
    "notices/?kind=all&sort=smallest": lambda _: by_budget(1),
    "notices/?kind=all&q=care": lambda _: newest(PLACES, bought),
    "notices/?kind=all&q=night": lambda _: newest(PLANNED, bought),
}
LISTINGS: dict[str, Expected] = {
    "plans/": lambda _: newest(PLANNED, bought),
    "contracts/": lambda _: newest(PLACES, signed),
    "overdue/": lambda _: late(),
    "bodies/": lambda language: called("body", language),
    "suppliers/": lambda language: called("supplier", language),
}
PROCESSES: dict[str, Expected] = {
    "processes/": lambda _: downwards(bought, signed),
    "processes/?kind=contract": lambda _: downwards(signed),
    "processes/?q=care": lambda _: downwards(bought),
}
DESKS: dict[str, Expected] = {
    "desk/": lambda _: downwards(bought, signed),
    "desk/?state=planned": lambda _: [bought(place) for place in PLANNED[::-1]],
    "desk/?whose=late": lambda _: downwards(signed),
}
INBOX: dict[str, Expected] = {"oversight/inbox/": lambda _: newest(PLACES, bought)}
PAGES = {**NOTICES, **LISTINGS, **PROCESSES, **DESKS, **INBOX}
WHO: dict[str, Mandate] = {**dict.fromkeys(DESKS, ALICE), **dict.fromkeys(INBOX, CHEN)}


def reader(path: str) -> Client:
    return signed_in(WHO[path]) if path in WHO else Client()


def page(client: Client, path: str, language: str, number: int) -> list[str]:
    """What its rows are of."""
    answer = client.get(f"/{language}/{path}{'&' if '?' in path else '?'}page={number}")
    assert answer.status_code == 200, (path, number)
    return [one or other for one, other in ROW.findall(answer.content.decode())]


@pytest.mark.parametrize("path", ["processes/", "desk/", *INBOX])
def test_all_pages_together_have_each_row_once_in_the_order_that_the_list_declares(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (lists, processes, desk):
        monkeypatch.setattr(module, "PAGE_ROWS", AT_ONCE)
    expected, client = PAGES[path]("en"), reader(path)
    pages = range(1, -(-len(expected) // AT_ONCE) + 1)
    assert [one for number in pages for one in page(client, path, "en", number)] == expected


@pytest.mark.parametrize("path", [*NOTICES, *LISTINGS])
def test_so_have_those_of_what_is_taken_away(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE_ROWS", AT_ONCE)
    name, _, filters = path.partition("/")
    expected, column = PAGES[path]("en"), "id" if name in ("bodies", "suppliers") else "number"
    found, address = list[str](), f"/en/{name}.json{filters}"
    while address:
        told = client.get(address).json()
        found += [one[column] for one in told["results"]]
        address = told["next"]
    assert (found, told["pages"]) == (expected, -(-len(expected) // AT_ONCE))
    whole = b"".join(client.get(f"/en/{name}.csv{filters}")).decode("utf-8-sig")
    assert [row[column] for row in csv.DictReader(whole.splitlines())] == expected


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_those_rows_in_both_languages_and_the_last_asks_as_often_as_the_first(path: str) -> None:
    client, counts = reader(path), set()
    for language in ("en", "zh-hans"):
        expected = PAGES[path](language)
        last = -(-len(expected) // PAGE_ROWS)
        beyond = next((place // PAGE_ROWS + 1 for place, one in enumerate(expected) if one.endswith("-10000")), 2)
        for number in (2, beyond, last):
            with CaptureQueriesContext(connection) as asked:
                assert page(client, path, language, number) == expected[(number - 1) * PAGE_ROWS : number * PAGE_ROWS], (language, number)
            counts.add(len(asked))
    assert len(counts) == 1


def test_a_program_gets_all_dockets_by_number_from_one_cursor_to_the_next(client: Client) -> None:
    found = list[str]()
    cursor: str | None = ""
    while cursor is not None:
        told = client.get(f"/api/v1/dockets?kind=procurement&limit=100{cursor and f'&cursor={cursor}'}").json()
        found += [one["number"] for one in told["dockets"]]
        cursor = told["next"]
    assert found == [bought(place) for place in PLACES]


def test_what_is_due_comes_by_day_and_of_one_day_by_number() -> None:
    told = signed_in(ALICE).get("/en/desk/due.ics").content.decode()
    assert DUE.findall(told) == late()[:1_000]


NUMBER_OF = re.compile(r'class="no"[^>]*>(DC-[^<]+)<')


def test_a_body_and_a_supplier_show_the_newest_of_theirs(client: Client) -> None:
    contracts, awards = newest(PLACES, signed)[:PAGE_ROWS], newest(PLACES, bought)[:PAGE_ROWS]
    for path in (f"suppliers/{SUPPLIER}/", f"bodies/{BODY}/"):
        listed = client.get(f"/en/{path}").content.decode().partition('<table class="stack listed')[2]
        listed = listed.partition("What its file says")[0]
        assert NUMBER_OF.findall(listed) == [*awards, *contracts]
