"""Is a letter sent once, tried again where that is of use, and given up at last? And does a server that is down lose or slow anything?"""

import threading
import time
from datetime import datetime, timedelta
from email import message_from_string, policy
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from pytest_django import Settings

from operis.mail import sending
from operis.mail.models import GIVEN_UP, SENT, WAITING, Letter
from operis.mail.queue import now, send_later, words_of
from operis.mail.sending import (
    LONGEST,
    NO_ADDRESS,
    NO_SERVER,
    NOT_TAKEN,
    REST_SECONDS,
    TOO_OLD,
    UNREADABLE,
    WAITS,
    Postman,
)
from tests.mail.servers import nobody, silent, taking

TO, TEXT = "li.na@office.example", "Your question was answered: https://site.example/n/DC-2026-S-0001"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def real(settings: Settings) -> None:
    """A site that sends letters by a server."""
    settings.OPERIS_ORIGIN, settings.OPERIS_MAIL_HOST, settings.DEFAULT_FROM_EMAIL = "ledger.example", "127.0.0.1", "letters@site.example"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = "127.0.0.1", False, 0.3


@pytest.fixture
def smtp(settings: Settings) -> None:
    settings.EMAIL_BACKEND = SMTP


def queued(to: str = TO) -> Letter:
    send_later(to, "你的问题已答复", TEXT, language="zh", about="DC-2026-S-0001")
    return Letter.objects.latest("pk")


def stands(letter: Letter) -> tuple[str, int, str]:
    letter.refresh_from_db()
    return letter.state, letter.tries, letter.fault


def due_now(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(due=now())


@pytest.mark.usefixtures("smtp")
def test_a_letter_is_sent_once_and_its_words_are_forgotten(settings: Settings) -> None:
    letter = queued()
    with taking() as server:
        settings.EMAIL_PORT = server.port
        assert [Postman().turn(), Postman().turn()] == [1, 0]
    assert (stands(letter), words_of(letter)) == ((SENT, 1, ""), ("", ""))
    [took] = server.took
    read = message_from_string(took, policy=policy.default)
    assert (read["Subject"], read["To"], read["From"]) == ("你的问题已答复", TO, "letters@site.example")
    assert (read["Auto-Submitted"], read["Content-Language"], read["Bcc"]) == ("auto-generated", "zh-Hans", None)
    assert read.get_content().strip() == TEXT


@pytest.mark.usefixtures("smtp")
@pytest.mark.parametrize(("rcpt", "data", "state", "fault"), [
    (b"550 no such person", b"250 taken", GIVEN_UP, NO_ADDRESS), (b"450 later", b"250 taken", WAITING, NO_ADDRESS),
    (b"250 well", b"554 not this", GIVEN_UP, NOT_TAKEN), (b"250 well", b"451 later", WAITING, NOT_TAKEN),
])  # fmt: skip
def test_what_the_server_will_never_take_is_given_up_at_once(rcpt: bytes, data: bytes, state: str, fault: str, settings: Settings) -> None:
    letter, other = queued(), queued()
    with taking() as server:
        settings.EMAIL_PORT, server.rcpt, server.data = server.port, rcpt, data
        assert Postman().turn() == 2
    assert (stands(letter), stands(other)) == ((state, 1, fault), (state, 1, fault))
    assert letter.says in (rcpt.decode(), data.decode())


@pytest.mark.usefixtures("smtp")
def test_where_nobody_listens_letters_wait_and_only_one_is_tried(settings: Settings) -> None:
    settings.EMAIL_PORT = nobody()
    letter, other = queued(), queued()
    steady = [0.0]
    postman = Postman(lambda: steady[0])
    assert [postman.turn(), postman.turn()] == [1, 0]
    assert (stands(letter), stands(other)) == ((WAITING, 1, NO_SERVER), (WAITING, 0, ""))
    assert letter.says.startswith("ConnectionRefusedError")
    with taking() as server:
        settings.EMAIL_PORT, steady[0] = server.port, REST_SECONDS
        assert postman.turn() == 1
        due_now(letter)
        assert postman.turn() == 1
    assert (stands(letter)[0], stands(other)[0]) == (SENT, SENT)


@pytest.mark.usefixtures("smtp")
def test_waits_grow_and_at_last_it_is_given_up(settings: Settings) -> None:
    settings.EMAIL_PORT = nobody()
    letter, waited = queued(), []
    for _ in WAITS:
        Postman().turn()
        letter.refresh_from_db()
        waited.append(round((letter.due - now()) / timedelta(minutes=1)))
        due_now(letter)
    assert waited == [one // timedelta(minutes=1) for one in WAITS] == sorted(set(waited))
    Postman().turn()
    assert stands(letter) == (GIVEN_UP, len(WAITS) + 1, NO_SERVER)


def one_turn() -> None:
    Postman().turn()
    connection.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("smtp")
def test_a_server_that_never_answers_holds_up_nothing_but_letters(settings: Settings) -> None:
    letter = queued()
    with silent() as port:
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = port, 2.0
        thread = threading.Thread(target=one_turn)
        began = time.monotonic()
        thread.start()
        while Letter.objects.get(pk=letter.pk).due <= now():  # it has been taken, and the server is being asked
            time.sleep(0.01)
        another = queued()  # a write of somebody else's, which waits for nobody
        assert thread.is_alive()
        assert time.monotonic() - began < settings.EMAIL_TIMEOUT
        thread.join(10)
    assert not thread.is_alive()
    assert (stands(letter), stands(another)) == ((WAITING, 1, NO_SERVER), (WAITING, 0, ""))
    assert letter.says.endswith("timed out")


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_server_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    open_: list[bool] = []
    monkeypatch.setattr(sending, "_send", lambda *_: open_.append(connection.in_atomic_block))
    queued()
    assert (Postman().turn(), open_) == (1, [False])


def test_of_two_who_see_it_one_sends_it() -> None:
    letter = queued()
    same = Letter.objects.get(pk=letter.pk)
    assert (sending._claimed(letter), sending._claimed(same)) == (True, False)


def test_what_waited_too_long_or_lies_under_another_key_is_not_sent(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    old, other = queued(), queued()
    Letter.objects.filter(pk=old.pk).update(queued=now() - LONGEST - timedelta(seconds=1))
    settings.SECRET_KEY = "another key"
    assert Postman().turn() == 2
    assert (stands(old), stands(other)) == ((GIVEN_UP, 1, TOO_OLD), (GIVEN_UP, 1, UNREADABLE))
    assert mail.outbox == []


def test_a_letter_as_old_as_it_may_be_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, here = queued(), now()
    Letter.objects.filter(pk=letter.pk).update(queued=here - LONGEST)

    def stopped() -> datetime:
        return here

    monkeypatch.setattr(sending, "now", stopped)
    assert (Postman().turn(), len(mail.outbox)) == (1, 1)


def test_what_ended_long_ago_is_forgotten() -> None:
    letter = queued()
    Postman().turn()
    Letter.objects.filter(pk=letter.pk).update(ended=now() - timedelta(days=31))
    Postman().turn()
    assert not Letter.objects.exists()


def test_in_a_demonstration_letters_become_files_and_stay_readable(settings: Settings, tmp_path: Path) -> None:
    settings.OPERIS_ORIGIN, settings.EMAIL_BACKEND = "demo.operis.example/ledger", "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    letter = queued()
    assert Postman().turn() == 1
    [file] = (tmp_path / "mail").iterdir()
    assert f"To: {TO}" in file.read_text("utf-8")
    assert (stands(letter)[0], words_of(letter)[1]) == (SENT, TEXT)


@pytest.mark.django_db(transaction=True)
def test_what_is_to_be_written_first_may_fail_and_what_is_written_goes(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, stop = queued(), threading.Event()

    def fails() -> None:
        raise OSError("no room")

    postman = Postman(before=(fails,))
    monkeypatch.setattr(sending, "_send", lambda *_: stop.set())
    postman.run(stop)
    assert (stands(letter)[0], [one.message for one in caplog.records if one.name == "operis.mail"]) == (SENT, ["letters wait"])
