"""What a bid promised for points stands in the proposed contract as it was promised, and the provider reads that it is its own word."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.ledger import read
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import REFUSED, REFUSES, buyer, until
from tests.statute import at
from tests.web.drawing_up import URL, begun, clause
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
PLAIN = 'content: {price: "780000.00", small: yes}'
PROMISE = "A carer is there within 20 minutes."
OFFER = f'content: {{price: "780000.00", small: yes, offers: [{{about: plan, answers: criterion, text: "{PROMISE}"}}]}}'
RULE = "Care by need, missed days and emergencies, in equal parts"


def drawn_from(tmp_path: Path, settings: Settings, rule: str, offer: str) -> tuple[Client, dict[str, str]]:
    path = tmp_path / "case.yaml"
    path.write_text(REFUSES.read_text(encoding="utf-8").replace(RULE, rule).replace(PLAIN, offer), encoding="utf-8")
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("publish-result", path=path)
    clock.set_demo_clock(at(date(2026, 3, 26)))
    desk = signed_in(buyer())
    return desk, begun(desk)


def test_a_promise_that_goes_into_the_contract_stands_in_its_text_and_is_the_bids_own(tmp_path: Path, settings: Settings) -> None:
    desk, sent = drawn_from(tmp_path, settings, f"{RULE}; it goes into the contract", OFFER)
    said = sent[f"{clause(sent, 'quality-promised')}-text-en"]
    assert said.endswith("keeps to it: plan: A carer is there within 20 minutes.")
    desk.post(URL, {**sent, "desk-do": "confirm"})
    (entry,) = read.entries(REFUSED)
    assert [note.row for note in entry.notes] == []
    winner = Mandate(role=Role.SUPPLIER, office="bids", body=models.Contract.objects.get(docket=REFUSED).supplier, persons=("bo",))
    page = text(signed_in(winner, email="bo@bidder.example").get(f"/en/desk/{REFUSED}/sign-contract/"))
    assert f"{PROMISE} from the bid" in page
    assert "From the bid 1" in page


@pytest.mark.parametrize(("rule", "offer"), [(RULE, OFFER), (f"{RULE}; it goes into the contract", PLAIN)])
def test_without_such_a_rule_or_such_words_there_is_no_such_clause(tmp_path: Path, settings: Settings, rule: str, offer: str) -> None:
    _desk, sent = drawn_from(tmp_path, settings, rule, offer)
    assert "quality-promised" not in sent.values()
