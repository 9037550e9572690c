"""When final quotes close is proposed as the published documents say it, and a sooner time is told beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from operis.drafts.models import PurchasingDraft
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import TALKS, until
from tests.web.panels import sits
from tests.web.reading import text

pytestmark = pytest.mark.django_db
ELSEWHERE = "documents_elsewhere: On the platform that the notice of the time names; here only the notice is entered"
DOCUMENTS = f'documents: [{{name: Documents, size: 1, sha256: "{"a" * 64}"}}]'
TALKED = ("record-negotiation",) * 2


@pytest.fixture(autouse=True)
def talked(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    path = tmp_path / "case.yaml"
    path.write_text(TALKS.read_text(encoding="utf-8").replace(ELSEWHERE, DOCUMENTS), encoding="utf-8")
    until(*TALKED, path=path)
    clock.set_demo_clock(datetime(2020, 10, 21, 8, 31, tzinfo=UTC))


def number() -> str:
    return models.Docket.objects.get(kind="procurement").number


def documents_say(hours: str, *, published: bool = True) -> None:
    files = ["a" * 64 if published else "b" * 64]
    PurchasingDraft.objects.create(docket=number(), put=json.dumps({"files": files, "asked": {"final_hours": hours}}))


def page(language: str = "en", **sent: str) -> str:
    url, officer = f"/{language}/desk/{number()}/open-round/", sits("Representative of the body", language)
    answer = officer.post(url, {"desk-key": "k" * 43, "keep": "anew", **sent}) if sent else officer.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_the_documents_say_is_proposed() -> None:
    documents_say("2")
    shown = page()
    assert "2020-10-21 18:35" in shown
    assert "The purchasing documents give 2 hours for final quotes." in shown
    assert "is sooner" not in shown
    assert "采购文件规定提交最后报价的时限为2小时。" in page("zh-hans")


def test_a_sooner_time_is_told_beside_it_and_a_later_one_is_not() -> None:
    documents_say("2")
    for closes, told in (("2020-10-21 17:40", True), ("2020-10-21 18:35", False), ("2020-10-21 20:00", False)):
        assert ("The time that stands here is sooner" in page(closes=closes)) is told


@pytest.mark.parametrize(("hours", "published"), [("", True), ("two", True), ("2", False)])
def test_where_published_documents_say_nothing_the_usual_hour_is_proposed(hours: str, published: bool) -> None:
    documents_say(hours, published=published)
    assert "2020-10-21 17:40" in page()
    assert "The purchasing documents give" not in text(sits("Representative of the body").get(f"/en/desk/{number()}/open-round/"))


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "sooner than the purchasing documents say. Hours given there: 2."),
        ("zh-hans", "早于采购文件规定的时限。采购文件规定的时限为2小时。"),
    ],
)
def test_what_is_checked_says_it_of_the_act_whatever_is_typed_for_the_documents(language: str, says: str) -> None:
    documents_say("2")
    for closes, told in (("2020-10-21 18:30", True), ("2020-10-21 18:35", False)):
        shown = checked(language, closes=closes, hours_said="1")
        assert (says in shown, shown.count("is sooner")) == (told, 0)


def checked(language: str, **sent: str) -> str:
    url, officer = f"/{language}/desk/{number()}/open-round/", sits("Representative of the body", language)
    answer = officer.post(url, {"desk-key": "k" * 43, "desk-do": "check", **sent})
    assert answer.status_code == 200, text(answer)
    return text(answer)
