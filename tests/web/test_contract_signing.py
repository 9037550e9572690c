"""Both sides read the text on the page and sign it there: boxes first, the newest text alone, or sent back; and who reads what, when."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.contract.facts import AwardFact
from operis.ledger import read
from operis.ledger.states import state_of
from operis.registers import models
from operis.web.desk.contract_text import DIFFERS, groups_of
from tests.api.programs import installed
from tests.cases.halfway import REFUSED, buyer, until
from tests.statute import at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
DESK = f"/en/desk/{REFUSED}"
CLAUSE = "The provincial standard of day care"
BACK = {"objections-rows": "1", "objections-0-group": "duration", "objections-0-how-en": "From 20 April: the keys come on the 18th"}


@pytest.fixture(autouse=True)
def drawn_up(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("publish-result", "draw-up-contract")
    clock.set_demo_clock(at(date(2026, 3, 28)))


def supplier(body: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=body, persons=("bo",))


def winner() -> Mandate:
    return supplier(models.Contract.objects.get(docket=REFUSED).supplier)


def fingerprint() -> str:
    found: str = state_of(REFUSED).drawn_up.text_sha256
    return found


def press(client: Client, step: str, key: str = KEY, **sent: str) -> tuple[int, str]:
    answer = client.post(f"{DESK}/{step}/", {"desk-key": key, "desk-do": "confirm", "desk-seen": "1", **sent})
    return answer.status_code, text(answer)


def entered() -> list[str]:
    return [one.act.kind for one in read.entries(REFUSED)]


def test_the_text_is_signed_by_one_press_once_it_is_said_to_be_read() -> None:
    client = signed_in(winner())
    page = text(client.get(f"{DESK}/sign-contract/"))
    for said in (
        CLAUSE,
        "Same as the award",
        "Same as in the purchasing documents",
        "Who has signed",
        "Waits for your signature",
        "days left",
    ):
        assert said in page, said
    status, told = press(client, "sign-contract", text_sha256=fingerprint())
    assert (status, "Tick this before you sign." in told, entered()) == (422, True, ["contract-drawn-up"])
    status, told = press(client, "sign-contract", text_sha256=fingerprint(), read="yes")
    assert (status, entered()) == (200, ["contract-drawn-up", "contract-signed"])


@pytest.mark.parametrize("read_whole", [{}, {"read": "yes"}])
def test_enter_in_a_field_checks_and_signs_nothing(read_whole: dict[str, str]) -> None:
    """The first button of the form is what Enter presses; what it shows is confirmed by a button of its own."""
    client = signed_in(winner())
    page = client.get(f"{DESK}/sign-contract/").content.decode()
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if "desk-key" in one)
    first = re.findall(r'<button type="submit"[^>]* name="([^"]+)" value="([^"]*)"', form)[0]
    assert first == ("desk-do", "check")
    sent = {"desk-key": KEY, "desk-seen": "1", "text_sha256": fingerprint(), **read_whole, first[0]: first[1]}
    answer = client.post(f"{DESK}/sign-contract/", sent)
    assert (answer.status_code, entered()) == (200 if read_whole else 422, ["contract-drawn-up"])
    assert ("Confirm: Sign the contract" in text(answer)) == bool(read_whole)
    if read_whole:
        kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()))
        assert client.post(f"{DESK}/sign-contract/", {**kept, "desk-do": "confirm"}).status_code == 200
        assert entered() == ["contract-drawn-up", "contract-signed"]


def test_what_departs_from_the_documents_is_consented_to_by_a_box_of_its_own() -> None:
    """Paid sooner than the documents say: it stands beside the clause, and nothing is signed without its box."""

    state = state_of(REFUSED)

    known = object.__new__(AwardFact)
    for name, value in {"price": state.drawn_up.price, "term_months": 12, "payment_days": 60}.items():
        object.__setattr__(known, name, value)
    assert [one.slug for one in groups_of(state, known) if one.differs] == ["settlement"]
    assert {note.kind for one in groups_of(state, known) for note in one.notes} == {"same", DIFFERS}
    object.__setattr__(known, "payment_days", state.drawn_up.payment_days)
    assert [one.slug for one in groups_of(state, known) if one.differs] == []


def test_sent_back_it_waits_for_the_purchaser_with_the_words_and_a_new_text_takes_its_place() -> None:
    client, officer = signed_in(winner()), signed_in(buyer(), email="li@office.example")
    assert press(client, "send-back", **{**BACK, "objections-0-how-en": ""})[0] == 422
    assert press(client, "send-back", **BACK)[0] == 200
    assert entered() == ["contract-drawn-up", "contract-sent-back"]
    assert "Draw up the contract: it came back" in text(officer.get("/en/desk/"))
    assert "Read the contract and sign it" not in text(client.get("/en/desk/"))
    assert "the keys come on the 18th" in text(client.get(f"{DESK}/sign-contract/"))


def test_a_text_that_changed_meanwhile_is_shown_anew_and_never_signed_unseen() -> None:
    client, old = signed_in(winner()), fingerprint()
    press(client, "send-back", **BACK)
    status, told = press(client, "sign-contract", key="n" * 43, text_sha256=old, read="yes")
    assert (status, "while this form was open" in told or "while you were writing" in told) == (409, True)
    assert entered() == ["contract-drawn-up", "contract-sent-back"]
    status, told = press(client, "sign-contract", key="o" * 43, text_sha256="00" * 32, read="yes", **{"desk-seen": "2"})
    assert (status, "The text that is signed is not the one that was drawn up." in told) == (422, True)


@pytest.mark.parametrize("step", ["sign-contract", "send-back", "draw-up-change", "sign-change"])
def test_no_other_supplier_and_no_other_office_takes_a_step_of_the_two_sides(step: str) -> None:
    for place, who in enumerate((supplier("s3"), Mandate(role=Role.FINANCE, office="finance", body="finance", persons=("dong",)))):
        client = signed_in(who, email=f"other{place}@office.example")
        page = client.get(f"{DESK}/{step}/")
        assert (page.status_code, CLAUSE in text(page)) == (403, False)
        assert press(client, step, text_sha256=fingerprint(), read="yes", **BACK)[0] in (403, 422)
    assert entered() == ["contract-drawn-up"]


def test_who_reads_the_text_before_it_is_published_and_after() -> None:
    body = buyer().body
    readers = {
        "purchaser": buyer(),
        "reviewer": Mandate(role=Role.REVIEWER, office="review", body=body, persons=("chen",)),
        "winner": winner(),
        "loser": supplier("s3"),
        "finance": Mandate(role=Role.FINANCE, office="finance", body="finance", persons=("dong",)),
        "agency": Mandate(role=Role.AGENCY, office="tendering", body="other-agency", for_=body, persons=("gu",)),
    }
    clients = {name: signed_in(who, email=f"{name}@office.example") for name, who in readers.items()}
    seen = {name: CLAUSE in text(client.get(f"{DESK}/")) for name, client in clients.items()}
    assert seen == {"purchaser": True, "reviewer": True, "winner": True, "loser": False, "finance": False, "agency": False}
    for path in (f"/en/processes/{REFUSED}/", f"/en/processes/{REFUSED}/1/"):
        assert CLAUSE not in Client().get(path).content.decode()
    press(clients["winner"], "sign-contract", text_sha256=fingerprint(), read="yes")
    page = clients["purchaser"].get(f"{DESK}/publish/").content.decode()
    fields = dict(re.findall(r'<input[^>]* name="(yearly_funding[\w-]*)"[^>]* value="([^"]*)"', page))
    fields |= dict(re.findall(r'<input type="hidden" name="(yearly_funding-rows)" value="([^"]*)"', page))
    more = {"desk-seen": "2", **fields, "performance_evaluation-en": "Each year"}
    assert press(clients["purchaser"], "publish", key="p" * 43, **more)[0] == 302  # on to the filing of its copy
    assert entered() == ["contract-drawn-up", "contract-signed", "publication-made"]
    assert all(CLAUSE in text(client.get(f"{DESK}/")) for client in clients.values())
    assert CLAUSE in Client().get(f"/en/processes/{REFUSED}/").content.decode()
