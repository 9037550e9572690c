"""Is what only passes told as that: a page with when to try again, and one line of the log?"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from operis import watch
from operis.accounts.models import Session
from operis.config.logs import Line
from operis.watch import GLANCE_SECONDS, Glance
from operis.web import frame
from tests.api.programs import installed
from tests.statute import ALICE
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
NEED = "/en/desk/new/need/record-need/"
SIGN_IN = "/en/account/sign-in/"
JUMPED = {
    "en": "The clock of this machine jumped. Nothing is entered until the administrator has confirmed it. What was entered stays.",
    "zh-hans": "本机时钟发生跳变，在管理员确认之前不作任何登记。已登记的内容不受影响。",
}

HERE = {
    "en": "The clock of this machine jumped, and nothing is entered until that is confirmed. In a demonstration everybody may do so.",
    "zh-hans": "本机时钟发生跳变，确认之前不登记任何内容。在演示中任何人都可以确认。",
}
SAID = {"demo.operis.example/ledger": HERE, "ledger.example/county": JUMPED}
"""On every page while the clock waits: in a demonstration, and on a site that counts."""


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    monkeypatch.setattr(frame, "glance", Glance())
    return tmp_path


@contextmanager
def full() -> Iterator[None]:
    """A database that reads and cannot write; what was begun is taken back."""

    def written(execute: Any, sql: str, *more: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError("database or disk is full")
        return execute(sql, *more)

    with transaction.atomic(), connection.execute_wrapper(written):
        yield
        transaction.set_rollback(True)


def in_five_minutes(client: Client) -> None:
    """As if no page had been read meanwhile: the next one moves the end of the session ahead."""
    Session.objects.update(expire_date=F("expire_date") - timedelta(minutes=5))
    client.raise_request_exception = False


class TestFull:
    def test_who_is_signed_in_reads_on_though_the_end_of_the_session_cannot_be_moved(self) -> None:
        client = signed_in(ALICE)
        in_five_minutes(client)
        before = Session.objects.get().expire_date
        with full():
            assert [client.get(path).status_code for path in (NEED, "/en/", "/en/desk/")] == [200, 200, 200]
        assert Session.objects.get().expire_date == before

    def test_what_cannot_be_kept_of_a_session_is_no_bad_request(self, caplog: pytest.LogCaptureFixture) -> None:
        client = signed_in(ALICE)
        in_five_minutes(client)
        with full():
            answer = client.post(NEED, {"desk-do": "later", "title-en": "Day care"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        [line] = [json.loads(Line().format(one)) for one in caplog.records if one.levelno >= logging.ERROR]
        assert (line["by"], line["fault"]) == ("django.request", "OperationalError: database or disk is full")
        assert client.get(NEED).status_code == 200

    def test_a_session_that_was_ended_in_another_window_stays_one_that_was_ended(self) -> None:
        client = signed_in(ALICE)
        in_five_minutes(client)

        def ended(execute: Any, sql: str, *more: Any) -> Any:
            if sql.startswith("UPDATE"):
                Session.objects.all()._raw_delete("default")
            return execute(sql, *more)

        with connection.execute_wrapper(ended):
            assert client.get(NEED).status_code == 400

    def test_who_cannot_be_signed_in_is_told_when_to_try_again(self, caplog: pytest.LogCaptureFixture) -> None:
        account("alice@office.example", ALICE)
        client = Client(raise_request_exception=False)
        with full():
            answer = client.post(SIGN_IN, {"email": "alice@office.example", "password": PASSWORD})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "Traceback" not in "".join(Line().format(one) for one in caplog.records)
        assert client.post(SIGN_IN, {"email": "alice@office.example", "password": PASSWORD}).status_code == 302

    def test_what_is_our_fault_is_logged_with_where_it_is(self) -> None:
        try:
            raise ValueError("ours")
        except ValueError as fault:
            record = logging.LogRecord("django.request", logging.ERROR, "", 0, "", (), (type(fault), fault, fault.__traceback__))
        assert "Traceback" in json.loads(Line().format(record))["fault"]


class TestClock:
    @pytest.mark.parametrize("origin", SAID)
    @pytest.mark.parametrize("language", JUMPED)
    @pytest.mark.parametrize("path", ["", "processes/", "help/keep-running/", "account/sign-in/", "nowhere/"])
    def test_every_page_says_that_nothing_is_entered_while_the_clock_waits(
        self, monday: Path, settings: Settings, language: str, path: str, origin: str
    ) -> None:
        settings.OPERIS_ORIGIN = origin
        client, told = Client(), []
        for waits in (False, True, False):
            (monday / watch.STOPPED).write_text("The clock of this machine was set.") if waits else watch.confirm(monday)
            frame.glance.until = float("-inf")
            page = client.get(f"/{language}/{path}").content.decode()
            told.append([words[language] in page for words in (SAID[origin], *(other for other in SAID.values() if other != SAID[origin]))])
        assert told == [[False, False], [True, False], [False, False]]

    @pytest.mark.parametrize("path", ["/en/desk/", NEED])
    def test_so_does_every_page_of_the_desk_and_asks_the_database_nothing_more(self, monday: Path, settings: Settings, path: str) -> None:
        settings.OPERIS_ORIGIN = "ledger.example/county"
        client, counts = signed_in(ALICE), []
        for waits in (False, False, True):
            (monday / watch.STOPPED).write_text("The clock of this machine was set.") if waits else None
            frame.glance.until = float("-inf")
            with CaptureQueriesContext(connection) as queries:
                page = client.get(path).content.decode()
            counts.append(len(queries))
            assert (JUMPED["en"] in page) is waits
        assert counts[1] == counts[2]

    def test_the_file_is_looked_at_once_a_second(self, monday: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        now, looks, stopped = [0.0], [0], watch.stopped

        def counted(folder: Path) -> str:
            looks[0] += 1
            return stopped(folder)

        monkeypatch.setattr(watch, "stopped", counted)
        glance = Glance(lambda: now[0])
        assert [glance.at(monday) for _ in range(100)] == [False] * 100
        (monday / watch.STOPPED).write_text("set")
        now[0] = GLANCE_SECONDS - 0.01
        assert (glance.at(monday), looks) == (False, [1])
        now[0] = GLANCE_SECONDS
        assert (glance.at(monday), looks) == (True, [2])
