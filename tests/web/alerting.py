"""What tests of alerts by mail share: a notice that can be followed, and who follows it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from operis import alerts, clock
from operis.core.wording import Slug
from operis.dockets.procurement.commands import CorrectNotice
from operis.dockets.procurement.terms import Change
from operis.mail.models import Alert, Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, words
from tests.statute import at

NUMBER, BODY, TO = "DC-2026-S-0001", "civil-affairs", "reader@example.com"
FOLLOWED = (f"process {NUMBER}", f"body {BODY}", "service A0401", "notices")


@pytest.fixture(autouse=True)
def county(settings: Settings, request: pytest.FixtureRequest) -> County:
    installed(settings.OPERIS_DATA)
    county: County = request.getfixturevalue("noticed")
    placed()
    return county


def placed() -> None:
    while clock.sequence_once():
        pass


def corrected(county: County, days: int) -> None:
    change = Change(about=Slug("samples"), old=words("Two samples"), new=words("One sample"))
    moved = at(MARCH_2 + timedelta(days=days), "09:30")
    county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("A question"), changes=(change,), bids_close=moved))
    placed()


def asks(what: str = FOLLOWED[0], to: str = TO, language: str = "en") -> int:
    return Client().post(f"/{language}/follow/", {"what": what, "email": to}).status_code


def link_in(letter: Letter, page: str) -> str:
    found = re.search(rf"https?://[^/]+(/[a-z-]+/follow/{page}/\?link=\S+)", words_of(letter)[1])
    assert found is not None
    return found[1]


def confirmed(what: str = FOLLOWED[0], to: str = TO, language: str = "en") -> None:
    assert asks(what, to, language) == 200
    path = link_in(Letter.objects.filter(to=to).latest("pk"), "confirm")
    assert Client().get(path).status_code == 200
    assert Client().post(path.partition("?")[0], {"link": path.partition("=")[2]}).status_code == 200


def told() -> list[Letter]:
    alerts.write_due()
    return list(Letter.objects.filter(about="alert").order_by("pk"))


def later(hours: int) -> None:
    for one in Alert.objects.exclude(told=None):
        Alert.objects.filter(pk=one.pk).update(told=one.told - timedelta(hours=hours) if one.told else None)
