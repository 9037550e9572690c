"""Who follows a purchase hears that too few have bid, and that nothing is opened, though no act says so."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from operis import alerts, clock
from operis.documents import few
from operis.documents.lawbook import book
from operis.mail.models import Alert, Letter, Told
from operis.mail.queue import words_of
from tests.web.alerting import BODY, FOLLOWED, NUMBER, TO, asks, confirmed, county, later

__all__ = ["county"]
pytestmark = pytest.mark.django_db
ROWS = [one for row in book().rows.values() if (one := row.at(date(2026, 3, 2))).has(few.LEAST)]
ROW = ROWS[0]


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Of which purchases too few have bid."""
    found: dict[str, Any] = {}
    for module in ("operis.alerts", "operis.web.public.feeds", "operis.web.public.following"):
        monkeypatch.setattr(f"{module}.shut", lambda _wanted: found)
    return found


def told() -> list[Letter]:
    alerts.write_shut()
    return list(Letter.objects.filter(about="alert").order_by("pk"))


@pytest.mark.parametrize("what", FOLLOWED)
def test_who_follows_it_is_told_once(shut: Any, what: str) -> None:
    confirmed(what)
    assert told() == []
    shut[NUMBER] = ROW
    [letter] = told()
    assert (letter.to, f"({NUMBER}): fewer than {ROW.count(few.LEAST)} suppliers have bid" in words_of(letter)[1]) == (TO, True)
    later(25)
    assert told() == [letter]


def test_where_one_bid_would_have_been_enough_nobody_has_bid(shut: Any) -> None:
    confirmed()
    shut[NUMBER] = next(one for one in ROWS if one.count(few.LEAST) == 1)
    assert f"({NUMBER}): nobody has bid (" in words_of(told()[0])[1]


def test_who_follows_something_else_or_began_after_it_is_not_told(shut: Any) -> None:
    confirmed("contracts")
    shut[NUMBER] = ROW
    confirmed()
    assert told() == []


def test_a_letter_of_the_same_day_holds_it_back(shut: Any) -> None:
    confirmed()
    Alert.objects.update(told=clock.now())
    shut[NUMBER] = ROW
    assert told() == []
    later(25)
    assert len(told()) == 1


def test_nothing_is_left_of_who_ends_it(shut: Any) -> None:
    confirmed()
    shut[NUMBER] = ROW
    told()
    assert Told.objects.filter(what__startswith=alerts.FEW).count() == 1
    alerts.end(Alert.objects.get())
    assert Told.objects.filter(what__startswith=alerts.FEW).count() == 0
    assert asks() == 200


@pytest.mark.parametrize("page", [f"/en/processes/{NUMBER}.atom", f"/en/bodies/{BODY}.atom"])
def test_feeds_say_it_too(shut: Any, page: str) -> None:
    words = f"({NUMBER}): fewer than {ROW.count(few.LEAST)} suppliers have bid"
    before = Client().get(page)
    shut[NUMBER] = ROW
    assert (before.status_code, words in before.content.decode(), words in Client().get(page).content.decode()) == (200, False, True)
