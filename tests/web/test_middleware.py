"""What does every answer carry?"""

import logging

import pytest
from django.test import Client

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


@pytest.mark.parametrize("path", ["/", "/en/", "/en/nowhere/"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    assert client.get(path).headers["Content-Security-Policy"] == POLICY


def test_a_request_is_one_line_without_what_was_searched_for(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="operis.web"):
        client.get("/en/?q=private")
    [line] = [record.getMessage() for record in caplog.records if record.name == "operis.web"]
    assert line.startswith("GET /en/ 200 ")
    assert "private" not in line
