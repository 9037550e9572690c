"""Does a file reach a bid over a connection that is cut, and is what fails told, with nothing half kept?"""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.attachments import frames
from operis.attachments.bidding import BidFile
from operis.attachments.frames import PIECE_BYTES
from operis.attachments.receiving import LARGEST_BYTES, sealed_place
from operis.dockets.bid.commands import ObtainDocuments
from tests.api.programs import installed
from tests.ledger.county import County, supplier
from tests.statute import BO
from tests.web.bidding import NUMBER, bidder, bytes_of, section
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
DATA = bytes(range(256)) * (PIECE_BYTES // 100)
"""A little over two pieces and a half."""
PART = "criterion-plan"


@pytest.fixture
def bid(noticed: County, tmp_path: Path, settings: Settings) -> str:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    docket = noticed.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    bidder().get(f"/en/desk/{docket}/bid/1/{PART}/")
    return docket


def begun(client: Client, bid: str, data: bytes = DATA, **changed: str) -> Any:
    told = {"name": "day.pdf", "size": f"{len(data)}", "part": PART, "sha256": hashlib.sha256(data).hexdigest(), **changed}
    return client.post(f"/en/desk/{bid}/bid/1/upload/", told)


def piece(client: Client, bid: str, number: str, at: int, data: bytes) -> Any:
    return client.post(f"/en/desk/{bid}/bid/1/upload/{number}/?at={at}", data, content_type="application/octet-stream")


def brought(client: Client, bid: str, number: str, at: int, data: bytes = DATA) -> Any:
    """All pieces from a place on."""
    answer = None
    for place in range(at, len(data), PIECE_BYTES):
        answer = piece(client, bid, number, place, data[place : place + PIECE_BYTES])
    return answer


def test_a_file_comes_in_pieces_and_is_whole_at_the_end(bid: str) -> None:
    client = bidder()
    told = begun(client, bid).json()
    assert (told["at"], told["piece"]) == (0, PIECE_BYTES)
    assert brought(client, bid, told["number"], 0).json() == {"done": True}
    assert bytes_of(client, bid, hashlib.sha256(DATA).hexdigest()) == DATA
    assert "day.pdf" in text(client.get(f"/en/desk/{bid}/bid/1/{PART}/"))


def test_what_was_cut_is_told_and_goes_on_where_it_was(bid: str) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]
    piece(client, bid, number, 0, DATA[:PIECE_BYTES])
    size = len(DATA) / PIECE_BYTES
    says = f"day.pdf: 1 MB of {size:.1f} MB have arrived."
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/"))
    assert says in text(client.get(f"/en/desk/{bid}/bid/1/{PART}/"))
    again = begun(client, bid).json()
    assert (again["number"], again["at"]) == (number, PIECE_BYTES)
    assert brought(client, bid, number, PIECE_BYTES).json() == {"done": True}


@pytest.mark.parametrize("cut", [1, 3, 4, 20, 21, 1000, PIECE_BYTES])
def test_a_piece_that_the_disk_took_in_part_is_sent_again(bid: str, cut: int) -> None:
    """The machine went down while it was written."""
    client = bidder()
    number = begun(client, bid).json()["number"]
    piece(client, bid, number, 0, DATA[:PIECE_BYTES])
    piece(client, bid, number, PIECE_BYTES, DATA[PIECE_BYTES : 2 * PIECE_BYTES])
    place = sealed_place(number)
    with place.open("r+b") as file:
        file.truncate(place.stat().st_size - cut)
    assert begun(client, bid).json()["at"] == PIECE_BYTES
    assert brought(client, bid, number, PIECE_BYTES).json() == {"done": True}
    assert bytes_of(client, bid, hashlib.sha256(DATA).hexdigest()) == DATA


@pytest.mark.parametrize("at", [0, 5, 2 * PIECE_BYTES, -1])
def test_a_piece_for_another_place_is_not_taken(bid: str, at: int) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]
    piece(client, bid, number, 0, DATA[:PIECE_BYTES])
    answer = piece(client, bid, number, at, DATA[:10])
    assert (answer.status_code, answer.json()) == (409, {"at": PIECE_BYTES})


def test_what_is_not_what_was_announced_is_thrown_away_and_named(bid: str) -> None:
    client = bidder()
    number = begun(client, bid, b"one thing").json()["number"]
    answer = piece(client, bid, number, 0, b"one thinG")
    assert (answer.status_code, answer.json()["says"]) == (
        422, "“day.pdf” is not what was to be sent: its fingerprint is another. Choose it again."
    )  # fmt: skip
    assert (BidFile.objects.exists(), sealed_place(number).exists()) == (False, False)


@pytest.mark.parametrize(("changed", "says"), [
    ({"size": "0"}, "“day.pdf” is empty."),
    ({"size": "many"}, "“day.pdf” is empty."),
    ({"size": f"{LARGEST_BYTES + 1}"}, "a file may have 50 MB at most"),
    ({"name": "\x00"}, "“” is empty."),
])  # fmt: skip
def test_what_cannot_be_taken_is_told_before_it_is_sent(bid: str, changed: dict[str, Any], says: str) -> None:
    answer = begun(bidder(), bid, **changed)
    assert (answer.status_code, says in answer.json()["says"], BidFile.objects.exists()) == (422, True, False)


def test_more_than_was_announced_is_not_taken(bid: str) -> None:
    client = bidder()
    number = begun(client, bid, b"ten signs.").json()["number"]
    answer = piece(client, bid, number, 0, b"ten signs. and more")
    assert (answer.status_code, answer.json()) == (409, {"at": 0})


@pytest.mark.parametrize("part", ["price", "nothing", "../../x", "as-asked"])
def test_files_are_for_what_asks_for_them(bid: str, part: str) -> None:
    assert begun(bidder(), bid, part=part).status_code == 404


def test_a_file_that_is_here_is_not_sent_again(bid: str) -> None:
    client = bidder()
    brought(client, bid, begun(client, bid).json()["number"], 0)
    assert begun(client, bid, part="materials").json() == {"done": True}
    assert "day.pdf" in text(client.get(f"/en/desk/{bid}/bid/1/wanted/"))


def test_what_is_not_wanted_any_more_is_let_go(bid: str) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]
    piece(client, bid, number, 0, DATA[:PIECE_BYTES])
    page = client.post(f"/en/desk/{bid}/bid/1/upload/{number}/leave/", follow=True)
    assert ("cut on their way" in text(page), sealed_place(number).exists()) == (False, False)


def test_nobody_else_can_send_to_it(bid: str) -> None:
    number = begun(bidder(), bid).json()["number"]
    stranger = signed_in()
    assert {begun(stranger, bid).status_code, piece(stranger, bid, number, 0, DATA[:10]).status_code} == {302}


def test_on_the_disk_nothing_of_it_can_be_read_and_nothing_be_exchanged(bid: str) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]
    brought(client, bid, number, 0)
    place, sha256 = sealed_place(number), hashlib.sha256(DATA).hexdigest()
    stored = place.read_bytes()
    assert (DATA[:32] in stored, stored.startswith(frames.FORM)) == (False, True)
    place.write_bytes(stored[:-1] + bytes([stored[-1] ^ 1]))
    assert client.get(f"/en/desk/{bid}/bid/files/{sha256}/").status_code == 404


def test_a_disk_that_takes_nothing_more_is_told(bid: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]

    def full(*_about: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("operis.attachments.frames.os.fsync", full)
    answer = piece(client, bid, number, 0, DATA[:10])
    assert (answer.status_code, "could not be kept" in answer.json()["says"]) == (507, True)


def test_the_section_keeps_what_came_meanwhile(bid: str) -> None:
    client = bidder()
    number = begun(client, bid).json()["number"]
    page = client.get(f"/en/desk/{bid}/bid/1/{PART}/")
    brought(client, bid, number, 0)
    was = page.content.decode().partition('name="desk-was" value="')[2][:64]
    assert section(client, bid, PART, **{"text-criterion-plan": "Mine.", "desk-was": was}).status_code == 302
    told = text(client.get(f"/en/desk/{bid}/bid/1/{PART}/"))
    assert ("Mine." in told, "day.pdf" in told) == (True, True)


@pytest.mark.parametrize("number", ["..", "DC-B-0", "x" * 200])
def test_for_a_bid_that_is_not_there_nothing_is_kept_either(bid: str, tmp_path: Path, number: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    for way in (f"1/{PART}/", "1/upload/", f"1/upload/{'0' * 32}/"):
        assert bidder().post(f"/en/desk/{number}/bid/{way}", {}).status_code == 404
    assert sorted(tmp_path.rglob("*")) == before
