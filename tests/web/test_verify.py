"""Can a reader check a record without trusting this site, and does the page promise no more than it can do?"""

import hashlib

import pytest
from django.test import Client

from operis.web.components.links import Link
from operis.web.public import verify
from operis.web.public.verify import DIFFERS, MATCHES, UNKNOWN, VERIFIER, Checked


def test_the_program_is_handed_out_with_its_fingerprint(client: Client) -> None:
    program = client.get("/verify/operis_verify.py")
    assert program.status_code == 200
    assert program.content == VERIFIER.read_bytes()
    assert hashlib.sha256(program.content).hexdigest() in client.get("/en/verify/").content.decode()


def test_there_is_no_box_while_nothing_can_be_looked_up(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "lookup", None)
    text = client.get("/en/verify/?number=DC-2026-S-0142-5&code=7F3A-91C2-0KQ4-M8XT").content.decode()
    assert "<form" not in text
    assert "there is nothing to look up" in text


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (Checked(answer=MATCHES, title="Notice published", later=(Link("Correction", "/en/"),)), "Matches the public record"),
        (Checked(answer=DIFFERS), "Does not match the public record"),
        (Checked(answer=UNKNOWN), "Not known here"),
    ],
    ids=[MATCHES, DIFFERS, UNKNOWN],
)
def test_the_answer_comes_first_and_in_words(client: Client, monkeypatch: pytest.MonkeyPatch, checked: Checked, says: str) -> None:
    monkeypatch.setattr(verify, "lookup", lambda number, code, fingerprint: checked)
    text = client.get("/en/verify/?number=DC-2026-S-0142-5&code=7F3A-91C2-0KQ4-M8XT").content.decode()
    assert says in text


def test_number_and_code_go_together(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "lookup", lambda number, code, fingerprint: Checked(answer=UNKNOWN))
    answer = client.get("/en/verify/?number=DC-2026-S-0142-5")
    assert (answer.status_code, '<a href="#f-code">Enter the seal code.</a>' in answer.content.decode()) == (422, True)
