"""Are the indicators on the page those that anyone computes from the files of open data?"""

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis.opendata.indicators import BUYER, ENTITY, INDICATORS, OCID, Values
from operis.opendata.process import ProcessFacts, facts_of
from operis.opendata.releases import ocid
from tests.web.figured import rows, year
from tests.web.world import World, world

pytestmark = pytest.mark.django_db
KINDS = {"process": OCID, "buyer": BUYER, "entity": ENTITY, "bidder": "Tenderer"}


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The demonstration, loaded once for these tests: none of them leaves anything in it."""
    with django_db_blocker.unblock(), world(tmp_path_factory) as made:
        yield made


def published(client: Client, of: str) -> list[ProcessFacts]:
    """The compiled releases of each month's file, as anyone takes them."""
    found = []
    for month in range(1, 13):
        answer = client.get(f"/en/data/compiled/{of}-{month:02}.jsonl")
        if answer.status_code == 200:
            text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
            found += [facts_of(json.loads(line)) for line in text.splitlines()]
    return found


def expected(code: str, values: Values) -> set[tuple[str, str, Decimal | None]]:
    """What stands out, by kind, with its value as the page has it: percent with one place, a count, or none."""
    one, found = INDICATORS[code], set()
    for kind, some in values.items():
        for key, value in some.items():
            if kind == ENTITY and key in values.get(BUYER, {}):
                continue
            told = None if one.unit == "flag" or (kind != OCID and not one.of_parties) else Decimal(str(value))
            if told is not None and one.unit == "share":
                told = (told * 100).quantize(Decimal("0.1"))
            found.add((kind, key.removeprefix(ocid("")), told))
    return found


@pytest.mark.parametrize("of", ["2025", "2026"])
def test_each_value_is_what_the_published_files_give(county: World, client: Client, of: str) -> None:
    facts = published(client, of)
    values = {code: one.found(facts) for code, one in INDICATORS.items()}
    overview = {one["indicator"]: one for one in rows(client, "fair", "indicators", f"?year={of}")}
    assert (len(facts) > 0, set(overview)) == (True, set(INDICATORS))
    for code, one in INDICATORS.items():
        told = rows(client, "fair", code.lower(), f"?year={of}")
        standing = {(KINDS[row["kind"]], row["about"], None if row.get("value") is None else Decimal(str(row["value"]))) for row in told}
        assert standing == expected(code, values[code]), code
        counted = {key for kind, key, _value in standing if one.of_parties or kind == OCID}
        looked = sum(map(one.looks, facts))
        assert (overview[code]["found"], overview[code]["looked"]) == (None if one.few(looked) else len(counted), looked), code


def test_the_page_says_of_each_what_it_means_how_it_is_found_and_what_data_cannot_say(county: World, client: Client) -> None:
    for language, own in (("en", "en"), ("zh-hans", "zh")):
        html = client.get(f"/{language}/answers/fair/?year={year()}").content.decode()
        for one in INDICATORS.values():
            said = [label.within(own) for label in (one.words, one.why, one.how, one.limit) if label is not None]
            assert [text for text in said if text not in html] == [], one.code
    assert "Nothing stands out." in client.get("/en/answers/fair/").content.decode()


@pytest.mark.parametrize("path", ["", "answers/who-gets-the-most/", "data/", "data/indicators/"])
def test_the_question_is_asked_where_one_asks_it(county: World, client: Client, path: str) -> None:
    assert 'href="/en/answers/fair/"' in client.get(f"/en/{path}").content.decode()


def test_of_a_year_in_which_nothing_began_no_indicator_is_drawn(county: World, client: Client) -> None:
    assert rows(client, "fair", "indicators", "?year=1999") == []
    assert '<svg class="pic' not in client.get("/en/answers/fair/?year=1999").content.decode()
