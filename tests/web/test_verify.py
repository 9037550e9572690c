"""Can a reader check a record without trusting this site, and does the page promise no more than it can do?"""

import hashlib

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils.translation import override

from operis.web.components.links import Link
from operis.web.public.verify import DIFFERS, MATCHES, UNKNOWN, VERIFIER, Checked, verify_page

BOTH = "?number=DC-2026-S-0142-5&code=7F3A-91C2-0KQ4-M8XT"


def test_the_program_is_handed_out_with_its_fingerprint(client: Client) -> None:
    program = client.get("/verify/operis_verify.py")
    assert program.status_code == 200
    assert program.content == VERIFIER.read_bytes()
    assert hashlib.sha256(program.content).hexdigest() in client.get("/en/verify/").content.decode()


def page(rf: RequestFactory, query: str, checked: Checked | None) -> tuple[int, str]:
    request = rf.get(f"/en/verify/{query}")
    request.resolver_match = resolve("/en/verify/")
    with override("en"):
        answer = verify_page(request, (lambda number, code, fingerprint: checked) if checked else None)
    return answer.status_code, answer.content.decode()


def test_there_is_no_box_while_nothing_can_be_looked_up(rf: RequestFactory) -> None:
    status, text = page(rf, BOTH, None)
    assert (status, "<form" in text, "there is nothing to look up" in text) == (200, False, True)


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (Checked(answer=MATCHES, title="Notice published", later=(Link("Correction", "/en/"),)), "Matches the public record"),
        (Checked(answer=DIFFERS), "Does not match the public record"),
        (Checked(answer=UNKNOWN), "Not known here"),
    ],
    ids=[MATCHES, DIFFERS, UNKNOWN],
)
def test_the_answer_comes_first_and_in_words(rf: RequestFactory, checked: Checked, says: str) -> None:
    status, text = page(rf, BOTH, checked)
    assert (status, f'<h2 id="checked-h">{says}</h2>' in text) == (200, True)


def test_number_and_code_go_together(rf: RequestFactory) -> None:
    status, text = page(rf, "?number=DC-2026-S-0142-5", Checked(answer=UNKNOWN))
    assert (status, '<a href="#f-code">Enter the seal code.</a>' in text) == (422, True)


@pytest.mark.django_db
def test_what_is_not_on_the_record_is_not_known(client: Client) -> None:
    text = client.get(f"/en/verify/{BOTH}").content.decode()
    assert "Not known here" in text
