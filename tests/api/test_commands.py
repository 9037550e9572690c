"""A command is put by a program: receipt, repeat, refusal, and every mistake at once."""

from base64 import b64encode

import pytest

from operis import clock
from operis.ledger import read
from operis.ledger.receipt import open_receipt, seal_code
from tests.api.programs import Program, founded, told
from tests.ledger.county import need_recorded

pytestmark = pytest.mark.django_db


def test_what_is_entered_is_answered_with_a_signed_receipt(alice: Program) -> None:
    founded()
    answer = alice.open(need_recorded())
    assert answer.status_code == 201, answer.content
    said = told(answer)
    [stored] = read.entries(said["docket"])
    assert answer.headers["Location"] == said["url"] == "/api/v1/dockets/DC-2026-N-0002"
    leaf = b64encode(stored.leaf).decode()
    assert said["entries"] == [{"no": 0, "kind": "need-recorded", "leaf": leaf, "seal": seal_code(stored.leaf)}]
    receipt = open_receipt(said["receipt"], clock.verifier())
    assert (receipt.entries[0].leaf, receipt.received) == (stored.leaf, said["received"])
