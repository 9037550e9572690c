"""What a holder gives back off line: the share of each listed bid, of no other, and whoever has two has the bid."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from operis.cli import main
from operis.holding.files import (
    SharesFile,
    ToOpen,
    has_secret,
    key_text,
    ledger_in,
    open_text,
    public_in,
    public_of,
    read_key,
    read_open,
    read_shares,
    shares_text,
)
from operis.holding.recovery import code_of
from operis.holding.rehearsing import content_for, to_rehearse
from operis.holding.releasing import given_back as given_back_by
from operis.ledger.checkpoint import Verifier
from operis.sealing.bid import key_from, unseal
from operis.sealing.faults import KeylessError
from operis.sealing.plain import read_plain
from operis.strict_yaml import Malformed
from tests.holding.sealed import AFTER, DOCKET, KEYS, KNOWN, LEDGER_KEY, SECRETS, forged, listing, logged, sealed_bid, to_open

FIRST, SECOND = sealed_bid(), sealed_bid("DC-2026-B-0002", 700_000_00, supplier="brook")
OLDER = sealed_bid(no=0, price=900_000_00)
FORGED = forged()


def given_back(asked: ToOpen, secret: bytes, known: str = KNOWN, now: datetime = AFTER) -> SharesFile:
    return given_back_by(asked, secret, known, now)


def test_each_pair_opens_every_bid_and_nobody_alone() -> None:
    given = {place: given_back(to_open(place, FIRST, SECOND), secret) for place, secret in SECRETS.items()}
    assert [(bid, lot) for bid, lot, _ in given[1].shares] == [("DC-2026-B-0001", "1"), ("DC-2026-B-0002", "1")]
    for pair in combinations(SECRETS, 2):
        for at, bid, price in ((0, FIRST, 860_000_00), (1, SECOND, 700_000_00)):
            k = key_from(bid.sealed, {place: bytes.fromhex(given[place].shares[at][2] or "") for place in pair})
            assert read_plain(unseal([bid.raw], bid.sealed, k)).content.price == price
    one = bytes.fromhex(given[1].shares[0][2] or "")
    with pytest.raises(KeylessError):
        key_from(FIRST.sealed, {1: one, 2: one})


def test_an_envelope_that_does_not_open_is_said() -> None:
    bad = to_open(1, FIRST, SECOND)
    broken = replace(bad, bids=(replace(bad.bids[0], envelopes={1: b"\x01" * 80}), bad.bids[1]))
    given = given_back(broken, SECRETS[1])
    assert [share is None for _bid, _lot, share in given.shares] == [True, False]


@pytest.mark.parametrize("asked", [
    to_open(1, FIRST, SECOND, closing=listing(FIRST)),
    to_open(1, OLDER, closing=listing(FIRST)),
    replace(to_open(1, FIRST), bids=(replace(to_open(1, OLDER).bids[0], no=1, sealed_sha256=FIRST.sealed.sealed_sha256),)),
    replace(to_open(1, FIRST), bids=(replace(to_open(1, FIRST).bids[0], header="{}"),)),
    replace(to_open(1, FIRST), keys="00"),
], ids=["withdrawn", "replaced", "under another number", "no header", "other keys"])  # fmt: skip
def test_what_is_not_listed_is_given_back_by_nobody(asked: ToOpen) -> None:
    with pytest.raises(Malformed, match="none of the closing list"):
        given_back(asked, SECRETS[1])


def test_the_envelope_of_a_replaced_bid_does_not_open_under_the_header_of_the_listed_one() -> None:
    asked = to_open(1, FIRST)
    other = replace(asked, bids=(replace(asked.bids[0], envelopes={1: OLDER.sealed.envelopes[0]}),))
    assert given_back(other, SECRETS[1]).shares[0][2] is None


@pytest.mark.parametrize("name", FORGED)
def test_by_what_the_signed_log_does_not_show_nothing_is_given_back(name: str) -> None:
    asked, says, _browser = FORGED[name]
    with pytest.raises(Malformed, match=says):
        given_back(asked, SECRETS[1])


def test_nothing_is_given_back_before_closing_and_entering_have_passed_by_the_holders_own_clock() -> None:
    asked = to_open(1, FIRST)
    assert given_back(asked, SECRETS[1], now=AFTER).shares[0][2] is not None
    for early in (timedelta(microseconds=1), timedelta(seconds=1, microseconds=1)):
        with pytest.raises(Malformed, match="lies ahead"):
            given_back(asked, SECRETS[1], now=AFTER - early)


def test_a_closing_from_before_rounds_were_written_is_of_the_first() -> None:
    older = listing(FIRST).replace(', "round": null', "")
    assert "round" not in older
    assert given_back(to_open(1, FIRST, closing=older), SECRETS[1]).shares[0][2] is not None
    second = replace(to_open(1, FIRST, closing=listing(FIRST, round=2)), round=2)
    assert given_back(second, SECRETS[1]).shares[0][2] is not None


def test_a_demonstration_has_a_clock_of_its_own() -> None:
    known = Verifier.of("demo.operis.example", LEDGER_KEY).vkey
    asked = replace(to_open(1, FIRST), ledger=known, logged=logged(listing(FIRST), name="demo.operis.example"))
    assert given_back(asked, SECRETS[1], known, AFTER - timedelta(days=9)).shares[0][2] is not None


def test_without_the_ledgers_key_nothing_is_given_back() -> None:
    for known, says in (("", "does not say which"), ("ledger", "is no key of a ledger")):
        with pytest.raises(Malformed, match=says):
            given_back(replace(to_open(1, FIRST), ledger=known), SECRETS[1], known)


def test_the_first_rehearsal_brings_the_ledgers_key_and_no_later_one_another() -> None:
    asked = to_rehearse(DOCKET, "archives", 2, KEYS[1].hex(), KNOWN)
    assert given_back(asked, SECRETS[2], "").rehearsed == given_back(asked, SECRETS[2], KNOWN).rehearsed
    for other in ("", "ledger", Verifier.of("other.example", LEDGER_KEY).vkey):
        with pytest.raises(Malformed, match="ledger"):
            given_back(replace(asked, ledger=other), SECRETS[2], KNOWN)
    with pytest.raises(Malformed, match="is no key of a ledger"):
        given_back(replace(asked, ledger=""), SECRETS[2], "")


def test_another_key_gives_back_nothing() -> None:
    with pytest.raises(Malformed, match="another key than the one that was given"):
        given_back(to_open(1, FIRST), SECRETS[2])


def test_a_rehearsal_goes_the_whole_way_and_shows_what_was_in_it() -> None:
    asked = to_rehearse(DOCKET, "archives", 2, KEYS[1].hex(), KNOWN)
    given = given_back(asked, SECRETS[2])
    assert given.rehearsed == content_for(DOCKET, "archives", KEYS[1].hex()).hex()
    assert given.shares == ()
    (bid,) = asked.bids
    for wrong in (replace(bid, sealed=None), replace(bid, sealed=b"\0" + (bid.sealed or b"")), replace(bid, commitment="00"),
                  replace(bid, envelopes={**bid.envelopes, 3: bid.envelopes[1]})):  # fmt: skip
        with pytest.raises(Malformed, match="does not open"):
            given_back(replace(asked, bids=(wrong,)), SECRETS[2])


def test_each_file_says_again_what_was_written() -> None:
    for asked in (to_open(1, FIRST, SECOND), to_rehearse(DOCKET, "archives", 2, KEYS[1].hex(), KNOWN)):
        assert read_open(open_text(asked)) == asked
        given = given_back(asked, SECRETS[asked.place])
        assert read_shares(shares_text(given)) == given
    for text, ledger in ((key_text(SECRETS[1]), ""), (key_text(SECRETS[1], KNOWN), KNOWN)):
        assert (read_key(text), ledger_in(text)) == (SECRETS[1], ledger)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"v": "operis/holder-key/v1"}', '{"v": "operis/to-open/v1", "bids": 1}',
                                  '{"v": "operis/shares/v1", "shares": [1]}', "[" * 100_000])  # fmt: skip
def test_what_is_no_file_of_its_form_is_said(text: str) -> None:
    for read in (read_key, read_open, read_shares):
        with pytest.raises(Malformed, match="no whole file"):
            read(text)


def test_a_key_file_whose_halves_do_not_fit_is_none() -> None:
    with pytest.raises(Malformed, match="no whole file"):
        read_key(key_text(SECRETS[1]).replace(KEYS[0].hex(), KEYS[1].hex()))


def test_it_is_done_without_installation_and_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, asked, out = tmp_path / "my.key", tmp_path / "to-open.json", tmp_path / "shares.json"
    assert main(["holder-key", str(key), "--lang", "en"]) == 0
    public, beside, code, warned = capsys.readouterr().out.splitlines()
    secret = read_key(key.read_text())
    assert (key.stat().st_mode & 0o777, public) == (0o600, f"Public key: {json.loads(key.read_text())['public']}")
    assert code == f"Recovery code, shown this once: {code_of(secret)}"
    assert warned.startswith("Write it on paper")
    own = tmp_path / "my.key.public.json"
    assert beside == f"The page of the key holder asks for the file of it: {own}."
    assert (public_in(own.read_text()), has_secret(own.read_text())) == (public_of(secret), False)
    assert (public_in(key.read_text()), has_secret(key.read_text())) == ("", True)
    assert main(["holder-key", str(key), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines() == [public, beside]
    again = tmp_path / "again.key"
    assert main(["holder-key", str(again), "--from-code", code_of(secret), "--lang", "en"]) == 0
    assert again.read_text() == key.read_text()
    assert main(["holder-key", str(again), "--from-code", code_of(secret), "--lang", "en"]) == 2
    capsys.readouterr()
    asked.write_text(open_text(to_rehearse(DOCKET, "archives", 2, public.removeprefix("Public key: "), KNOWN)))
    assert main(["release", str(asked), str(key), "--out", str(out), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"The ledger's key, which you know from now on: {KNOWN}"
    assert (key.read_text(), key.stat().st_mode & 0o777) == (key_text(secret, KNOWN), 0o600)
    assert read_shares(out.read_text()).rehearsed == content_for(DOCKET, "archives", public.removeprefix("Public key: ")).hex()
    asked.write_text(open_text(to_open(1, FIRST)))
    key.write_text(key_text(SECRETS[1]))
    assert main(["release", str(asked), str(key), "--out", str(tmp_path / "none.json"), "--lang", "en"]) == 2
    assert "--ledger" in capsys.readouterr().err
    assert not (tmp_path / "none.json").exists()
    assert main(["release", str(asked), str(key), "--out", str(out), "--ledger", KNOWN, "--lang", "en"]) == 0
    key.write_text(key_text(SECRETS[1], KNOWN))
    assert main(["release", str(asked), str(key), "--out", str(out), "--lang", "en"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Shares opened: 1 of 1. Hand in {out}."
    broken = to_open(1, FIRST)
    asked.write_text(open_text(replace(broken, bids=(replace(broken.bids[0], envelopes={}),))))
    assert main(["release", str(asked), str(key), "--out", str(out), "--lang", "en"]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "The share of DC-2026-B-0001 does not open with this key."
    key.write_text(key_text(SECRETS[2]))
    assert main(["release", str(asked), str(key), "--out", str(out), "--lang", "zh"]) == 2
    assert "密钥" in capsys.readouterr().err
    assert main(["release", str(asked), str(key), "--out", str(tmp_path / "no" / "out"), "--lang", "en"]) == 2
