"""What do people, programs and who watches the site learn when the key of what is sealed is missing, and does all go on when it is back?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import beat, clock
from operis.attachments.models import cannot_seal
from operis.attachments.sealing import SealingKeyError, key_file, make_key
from operis.beat import Beat
from operis.cli import HELD, doctor, main
from operis.config.passing import passes
from operis.core.money import Fen
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.ledger import read
from tests.api.programs import Program, installed, problem, token, told
from tests.ledger.county import County, supplier
from tests.statute import BO
from tests.web.bidding import written
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
SAYS = (
    "Nothing was entered. The file keys/bids of this installation, by which bids are sealed and opened, is missing or cannot be read. "
    "Tell its operator, who puts it back from the key sheet or the backup of the keys; then send this again."
)
KEY = "0123456789abcdef0123456789abcdef"


def offer(yuan: int) -> SealBid:
    return SealBid(lot="1", content=BidContent(price=Fen(yuan * 100)))


@pytest.fixture
def bid(noticed: County, tmp_path: Path, settings: Settings) -> str:
    """A bid that is sealed already, and whose supplier wants to send another in its place; then the key is gone."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    docket = noticed.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    noticed.done(docket, offer(800_000), BO)
    key_file().rename(tmp_path / "apart")
    return docket


def back(tmp_path: Path) -> None:
    (tmp_path / "apart").rename(key_file())


def test_a_program_is_told_which_file_is_missing_and_who_puts_it_back(bid: str, tmp_path: Path) -> None:
    bo = Program(token(BO))
    answer = bo.put(bid, offer(790_000), key=KEY)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert (problem(answer)["code"], problem(answer)["detail"]) == ("sealing-key-missing", SAYS)
    assert len(read.entries(bid)) == 2
    back(tmp_path)
    again = bo.put(bid, offer(790_000), key=KEY)
    assert (again.status_code, len(told(again)["entries"])) == (201, 1)


def test_who_writes_a_bid_meanwhile_goes_on_when_it_is_back(bid: str, tmp_path: Path) -> None:
    """What is away is for a while: the page says so, and what is sent again is saved, beside what was sealed before."""
    client, path = signed_in(BO, email="bo@sunrise.example"), f"/en/desk/{bid}/bid/1/price/"
    typed = {"price": "790000", "bid-do": "next", "desk-was": written(client, bid, "price")}
    client.raise_request_exception = False
    assert client.post(path, typed).status_code == 503
    back(tmp_path)
    assert client.post(path, {**typed, "desk-was": written(client, bid, "price")}).status_code == 302
    assert "790000" in client.get(path).content.decode()
    assert len(read.entries(bid)) == 2


def test_wherever_else_the_key_is_wanted_it_is_no_fault_of_the_program() -> None:
    assert passes(SealingKeyError("keys/bids cannot be read."))


def test_who_watches_the_site_is_told(bid: str, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beat, "_running", [Beat()])
    says = f"{key_file()} cannot be read. Put it back from the key sheet or the backup of the keys."
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (503, f"not ready: nothing can be sealed: {says}\n")
    seen = doctor.bids(tmp_path)
    assert (seen.word, str(key_file()) in seen.says, seen.cure) == ("missing", True, says.partition(". ")[2])
    back(tmp_path)
    assert (client.get("/readyz").status_code, doctor.bids(tmp_path).word) == (200, "ok")


def test_a_key_that_was_not_needed_yet_keeps_nobody_waiting(tmp_path: Path, settings: Settings) -> None:
    """It is made when the first bid is sealed; a file that is none is not made over."""
    settings.OPERIS_DATA = tmp_path
    assert cannot_seal() == ""
    make_key()
    assert cannot_seal() == ""
    key_file().write_text("rubbish")
    assert cannot_seal().startswith(f"{key_file()} is no key of 64 digits")


def test_a_word_of_the_command_line_says_it_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def lacking(_: object) -> int:
        raise SealingKeyError("DATA/keys/bids cannot be read. Put it back from the key sheet or the backup of the keys.")

    monkeypatch.setattr("operis.cli.answer", lacking)
    assert main(["run", "case.yaml"]) == HELD
    says = "operis: DATA/keys/bids cannot be read. Put it back from the key sheet or the backup of the keys. Nothing was entered.\n"
    assert capsys.readouterr().err == says
