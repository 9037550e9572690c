"""What may stand in a letter, and what is kept of it?"""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.mail.models import GIVEN_UP, SENT, Letter
from operis.mail.queue import (
    ADDRESS_MAX,
    SUBJECT_MAX,
    TEXT_MAX,
    LetterRefusedError,
    fault_of,
    is_address,
    is_on,
    now,
    send_later,
    undelivered,
    words_of,
)

pytestmark = pytest.mark.django_db
TO = "li.na@office.example"


@pytest.mark.parametrize("typed", [
    TO, "a+b@office.example", "a_b%c@x.office.example",
])  # fmt: skip
def test_an_address_is_one(typed: str) -> None:
    assert is_address(typed)


@pytest.mark.parametrize("typed", [
    "", "li.na", "@office.example", "li.na@", "a@b@c.example", f"{TO},bo@office.example", f"{TO};bo@office.example", f"{TO} bo@x.example",
    f"{TO}\nBcc: bo@office.example", f"{TO}\r\nBcc: bo@office.example", f"{TO}\x00", f"{TO}\x85", f"{TO}\u2028", f"Li Na <{TO}>", f"<{TO}>",
    '"li na"@office.example', "李@office.example", f"{'a' * ADDRESS_MAX}@office.example",
])  # fmt: skip
def test_what_is_no_address_or_more_than_one_is_refused(typed: str) -> None:
    with pytest.raises(LetterRefusedError, match="the address is none"):
        send_later(typed, "Answered", "Your question was answered.", language="en")
    assert not Letter.objects.exists()


@pytest.mark.parametrize("subject", [
    "", " ", "A\nBcc: bo@office.example", "A\rB", "A\x00", "A\x85B", "A\u2028B", "A\tB", "a" * (SUBJECT_MAX + 1),
])  # fmt: skip
def test_a_subject_never_becomes_a_line_of_the_head(subject: str) -> None:
    with pytest.raises(LetterRefusedError, match="the subject is one line"):
        send_later(TO, subject, "Your question was answered.", language="en")


@pytest.mark.parametrize(("text", "about", "language", "wrong"), [
    ("", "", "en", "the text has"), ("A\x00", "", "en", "the text has"), ("A\rB", "", "en", "the text has"),
    ("a" * (TEXT_MAX + 1), "", "en", "the text has"), ("A", "A\nB", "en", "what it is about"), ("A", "", "fr", "it is written in"),
])  # fmt: skip
def test_a_letter_is_short_and_plain(text: str, about: str, language: str, wrong: str) -> None:
    assert fault_of(TO, "A", text, language, about).startswith(wrong)


def test_what_is_as_long_as_it_may_be_is_taken() -> None:
    assert fault_of(TO, "a" * SUBJECT_MAX, "a\n" * (TEXT_MAX // 2)) == ""


def test_what_is_written_in_a_letter_is_in_no_file_of_the_database(tmp_path: Path, settings: Settings) -> None:
    send_later(TO.upper(), "A link to enter by", "https://site.example/reset/abc-def", language="en", about="reset")
    [row] = Letter.objects.values()
    assert (row["to"], row["about"]) == (TO, "reset")
    assert not any("abc-def" in f"{value}" or "enter by" in f"{value}" for value in row.values())
    assert words_of(Letter.objects.get()) == ("A link to enter by", "https://site.example/reset/abc-def")
    settings.SECRET_KEY = "another key"
    assert words_of(Letter.objects.get()) == ("", "")


@pytest.mark.parametrize(("origin", "host", "on"), [
    ("demo.operis.example/ledger", "", True), ("ledger.example", "", False), ("ledger.example", "mail.example", True),
])  # fmt: skip
def test_without_a_server_mail_is_off_but_in_a_demonstration(origin: str, host: str, on: bool, settings: Settings) -> None:
    settings.OPERIS_ORIGIN, settings.OPERIS_MAIL_HOST = origin, host
    send_later(TO, "Answered", "Your question was answered.", language="en")
    assert (is_on(), Letter.objects.exists()) == (on, on)


def test_who_gets_no_letters_is_told_until_one_arrives_again() -> None:
    here = now()
    words = {"to": TO, "language": "en", "queued": here, "due": here}
    Letter.objects.create(state=GIVEN_UP, ended=here - timedelta(days=31), **words)
    assert undelivered(TO) == 0
    Letter.objects.create(state=GIVEN_UP, ended=here - timedelta(hours=2), **words)
    assert (undelivered(TO.upper()), undelivered("bo@office.example")) == (1, 0)
    Letter.objects.create(state=SENT, ended=here - timedelta(hours=1), **words)
    assert undelivered(TO) == 0
