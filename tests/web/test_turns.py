"""Four firms share the cleaning of a county: does the page of the service show it, with honest arithmetic and no verdict?

A-BID-06, and its honest twin in which the winners change as they happen to.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from operis.dockets.procurement.comparing import RANKED, WON
from operis.figures.remembered import forget
from operis.figures.scope import Scope
from operis.figures.turns import MOST, Lot, Seen, how_rare, lots, once_in, patterns, who_bid_where, winners_by_year
from operis.registers import models
from tests.web.reading import text

FIRMS = ("ash", "birch", "cedar", "dogwood")
OFFICES = ("east", "north", "south", "west")
TODAY = date(2026, 3, 2)
SCOPE = Scope(2026, TODAY, service="B05")


def lot(winner: str, *others: str, body: str = "east", service: str = "B05", year: int = 2025) -> Lot:
    return Lot(body, service, frozenset({winner, *others}), winner, year)


def told(*found: Lot) -> list[tuple[str, int, int, int]]:
    return [(name.key, seen.times, len(seen.chances), once_in(seen.at_least_so_often)) for name, seen in patterns(found)]


@pytest.mark.parametrize(
    ("winners", "rare"),
    [
        ("aaa", [("again", 2, 2, 4), ("waited", 0, 2, 1)]),
        ("aba", [("again", 0, 2, 1), ("waited", 2, 2, 4)]),
        ("aab", [("again", 1, 2, 1), ("waited", 1, 2, 1)]),
        ("a", [("again", 0, 0, 1), ("waited", 0, 0, 1)]),
    ],
)
def test_each_pattern_is_counted_and_its_chance_is_exact(winners: str, rare: list[tuple[str, int, int, int]]) -> None:
    assert told(*(lot(one, "a", "b") for one in winners)) == rare


def test_chances_differ_with_how_many_bid() -> None:
    seen = Seen()
    for chance in (1 / 2, 1 / 4):
        seen.see(True, chance)
    assert seen.at_least_so_often == 1 / 8
    assert once_in(0.0) == once_in(1 / MOST / 2) == MOST


def test_what_tells_nothing_is_not_counted() -> None:
    assert told(lot("a"), lot("a")) == [("again", 0, 0, 1), ("waited", 0, 0, 1)]
    assert told(lot("a", "b"), lot("c", "b"))[0] == ("again", 0, 0, 1)
    assert told(lot("a", "b"), lot("a", "b", body="west"))[0] == ("again", 0, 0, 1)
    assert told(lot("a", "b"), lot("a", "b", service="A01")) == [("again", 0, 0, 1), ("waited", 0, 0, 1)]


def enter(results: dict[tuple[int, str], str]) -> None:
    models.DirectoryItem.objects.create(docket="DIR", code="B05", tier=2, class_word="public", name_zh="保洁服务", name_en="Cleaning")
    for firm in FIRMS:
        models.Party.objects.create(
            docket=f"F-{firm}", key=firm, party="supplier", name_zh=f"{firm}公司", name_en=firm.title(), accepted=True
        )
    for (year, office), winner in results.items():
        docket = f"X-{year}-{office}"
        models.BudgetLine.objects.create(
            docket=f"B-{docket}", body=office, year=year, line="L", budget_item="2", amount_fen=1, directory_item="B05"
        )
        models.PlannedLine.objects.create(docket=docket, part="1", body=office, year=year, line="L")
        models.YearSpend.objects.create(
            docket=docket, body=office, year=year, line="L", budget_item="2", category="services", method="open-tender", amount_fen=1
        )
        for firm in FIRMS:
            models.Compared.objects.create(docket=docket, lot="1", body=office, supplier=firm, how=WON if firm == winner else RANKED,
                                           published=date(year, 5, 4), limit_fen=1)  # fmt: skip
    forget()


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    forget()
    yield
    forget()


YEARS = range(2020, 2026)
SHARED = {(year, office): FIRMS[(place + (year - 2020) // 3) % 4] for year in YEARS for place, office in enumerate(OFFICES)}
"""Each has its own offices, and after three years they move round."""
CHANGING = {
    (year, office): FIRMS[(3 * year * year + 5 * place * year + place) % 4] for year in YEARS for place, office in enumerate(OFFICES)
}


def row(client: Client, language: str = "en") -> str:
    answer = client.get(f"/{language}/services/B05/")
    assert answer.status_code == 200
    return text(answer)


@pytest.mark.django_db
def test_own_offices_and_a_turn_every_third_year_are_shown_with_how_rare_they_are(client: Client) -> None:
    enter(SHARED)
    rows = {line[0].key: line[1:] for line in how_rare(SCOPE).rows}  # type: ignore[union-attr]
    assert rows["again"] == (16, 20, MOST)
    assert [(line[0].key, line[1].key, line[2], line[3], line[4].zh) for line in who_bid_where(SCOPE).rows[:3]] == [  # type: ignore[union-attr]
        ("east", "ash", 6, 3, "2020–2025"), ("east", "birch", 6, 3, "2020–2025"), ("east", "cedar", 6, 0, "2020–2025"),
    ]  # fmt: skip
    assert len(winners_by_year(SCOPE).rows) == len(lots(SCOPE)) == 24
    said = row(client)
    assert "Who bid and who won, over the years 24 lots with a published result, whatever their year." in said
    assert "whoever won before at that body, where it bid again 16 20 1,000,000" in said
    assert "this is arithmetic, and no verdict on anybody" in said
    assert "这里只是算术，不对任何人下结论" in row(client, "zh-hans")


@pytest.mark.django_db
def test_winners_that_change_as_they_happen_to_are_told_as_nothing_rare(client: Client) -> None:
    enter(CHANGING)
    rows = {line[0].key: line[1:] for line in how_rare(SCOPE).rows}  # type: ignore[union-attr]
    assert all(once < 20 for _times, _lots, once in rows.values()), rows  # type: ignore[operator]


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "worked_out"), [(3, False), (4, True)])
def test_from_four_lots_on_it_is_worked_out(client: Client, count: int, worked_out: bool) -> None:
    enter({(year, "east"): "ash" for year in range(2020, 2020 + count)})
    said = row(client)
    assert ("How rare is this with equal chances?" in said or "With equal chances once in" in said) is worked_out
    assert ("is worked out from 4 lots on" in said) is not worked_out


@pytest.mark.django_db
def test_a_service_without_results_says_nothing_of_turns(client: Client) -> None:
    enter({})
    assert "Who bid and who won" not in row(client)
