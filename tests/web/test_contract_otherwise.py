"""What the purchaser wrote otherwise than it was proposed from the record is marked for the winner, who consents to each before signing."""

import re

import pytest
from django.test import Client

from operis.core.mandates import Mandate, Role
from operis.ledger import read
from operis.ledger.states import state_of
from operis.registers import models
from tests.cases.halfway import PROCUREMENT
from tests.web.desk import KEY
from tests.web.drawing_up import URL, begun, clause
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
OTHERWISE = re.compile(r"Otherwise than in the documents (\d+)")


def drawn(drafting: Client, **otherwise: str) -> str:
    """The contract, drawn up as it was proposed but for these words of ours, by the clause."""
    sent = begun(drafting)
    for of, said in otherwise.items():
        sent[f"{clause(sent, of.replace('_', '-'))}-text-en"] = said
    drafting.post(URL, {**sent, "desk-do": "confirm"})
    return models.Contract.objects.get(procurement=PROCUREMENT).docket


def winner(contract: str) -> Client:
    supplier = models.Contract.objects.get(docket=contract).supplier
    return signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=supplier, persons=("bo",)), email="bo@bids.example")


def sign(client: Client, contract: str, **ticked: str) -> int:
    sha = state_of(contract).drawn_up.text_sha256
    sent = {"desk-key": KEY, "desk-do": "confirm", "desk-seen": "1", "text_sha256": sha, "read": "yes", **ticked}
    return client.post(f"/en/desk/{contract}/sign-contract/", sent).status_code


def test_a_text_as_it_was_proposed_has_nothing_otherwise(drafting: Client) -> None:
    contract = drawn(drafting)
    client = winner(contract)
    page = text(client.get(f"/en/desk/{contract}/sign-contract/"))
    assert OTHERWISE.findall(page) == ["0"]
    assert "proposed from the record" not in page
    assert sign(client, contract) == 200
    assert [one.act.kind for one in read.entries(contract)] == ["contract-drawn-up", "contract-signed"]


def test_each_clause_that_was_rewritten_is_marked_with_our_words_and_other_figures_come_first(drafting: Client) -> None:
    contract = drawn(drafting, quality_defects="Defects are told of at any time.", quantity_units="The quantity is 7 people and no more.")
    client = winner(contract)
    page = text(client.get(f"/en/desk/{contract}/sign-contract/"))
    assert re.findall(r"Otherwise than in the documents 2 (\w+) (\w+)", page) == [("Quantity", "Quality")]
    assert len(re.findall("is otherwise than proposed from the record, which says:", page)) == 2
    assert re.findall(r"Figures that differ: (\d+)", page) == ["7", "5"]
    assert (sign(client, contract), sign(client, contract, **{"agree-quantity": "yes"})) == (422, 422)
    assert sign(client, contract, **{"agree-quantity": "yes", "agree-quality": "yes"}) == 200


def test_who_draws_it_up_sees_first_what_the_winner_will_see_marked(drafting: Client) -> None:
    sent = begun(drafting)
    asked = text(drafting.post(URL, {**sent, "desk-do": "check"}))
    assert ("otherwise than proposed" in asked, "With this the purchaser signs the text." in asked) == (False, True)
    sent[f"{clause(sent, 'quantity-units')}-text-en"] = "The quantity is 7 people and no more."
    asked = text(drafting.post(URL, {**sent, "desk-do": "check"}))
    assert "1 clause is otherwise than proposed from the record" in asked
    assert "Figures that differ: 7" in asked


def test_what_the_winner_objected_to_stands_where_it_is_drawn_up_anew(drafting: Client) -> None:
    contract = drawn(drafting)
    back = {"objections-rows": "1", "objections-0-group": "quantity", "objections-0-how-en": "As many as were asked for"}
    winner(contract).post(f"/en/desk/{contract}/send-back/", {"desk-key": KEY, "desk-do": "confirm", "desk-seen": "1", **back})
    assert "As many as were asked for" in text(drafting.get(f"/en/desk/{contract}/draw-up-contract/"))


def test_what_was_noticed_of_a_clause_stands_beside_it_for_everybody_once_the_contract_is_published(drafting: Client) -> None:
    contract = drawn(drafting, quality_defects="Defects stand in annex 7.")
    client = winner(contract)
    agreed = {f"agree-{group}": "yes" for group in ("quality", "quantity")}
    assert sign(client, contract, **agreed) == 200
    assert "≠" not in Client().get(f"/en/processes/{contract}/").content.decode()
    shown = drafting.get(f"/en/desk/{contract}/publish/").content.decode()
    fields = dict(re.findall(r'<input[^>]* name="(yearly_funding[\w-]*)"[^>]* value="([^"]*)"', shown))
    more = {"desk-key": "p" * 43, "desk-do": "confirm", "desk-seen": "2", "performance_evaluation-en": "Each year"}
    assert drafting.post(f"/en/desk/{contract}/publish/", {**fields, **more}).status_code == 302
    told = text(Client().get(f"/en/processes/{contract}/"))
    assert "≠ May be otherwise than in documents and bid Clause" in told
    assert told.count("names the annex “annex 7”, and nothing of that name is on record.") == 2  # beside the clause, and beside the act
