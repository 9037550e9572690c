"""Receipts and seal codes."""

from base64 import b64encode
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from operis.ledger.checkpoint import NoteError, Verifier, sign_note
from operis.ledger.receipt import (
    CROCKFORD,
    Receipt,
    Received,
    SealCodeError,
    open_receipt,
    parse_receipt,
    parse_seal_code,
    seal_code,
    sign_receipt,
)
from operis.ledger.tree import leaf_hash

GOLDEN = Path(__file__).parent.parent / "golden" / "notes"
ORIGIN = "demo.operis.example/ledger"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LEDGER = Verifier.of(ORIGIN, KEY)
FIRST, SECOND = Received("DC-2026-S-0142", 4, leaf_hash(b"first")), Received("DC-2026-S-0142", 5, leaf_hash(b"second"))
BID = Receipt(ORIGIN, (FIRST,), "2026-12-16T01:29:59.999999Z", "2026-12-16T09:30:00+08:00")
HELD = replace(BID, entries=(replace(FIRST, docket="DC-B-7Q2M4Z9T1K8W3X5Y6V0R2N4P8S"),), logged_with="DC-2026-S-0142")
NOTICE = Receipt(ORIGIN, (FIRST, SECOND), "2026-12-31T23:59:00.000001Z")


def test_a_receipt_is_these_lines() -> None:
    assert BID.text == (
        "operis/receipt/v1\n"
        "demo.operis.example/ledger\n"
        f"DC-2026-S-0142 4 {b64encode(FIRST.leaf).decode()}\n"
        "received 2026-12-16T01:29:59.999999Z\n"
        "closes 2026-12-16T09:30:00+08:00\n"
        "logged by 2026-12-16T01:30:59.999999Z\n")
    assert NOTICE.text == (
        "operis/receipt/v1\n"
        "demo.operis.example/ledger\n"
        f"DC-2026-S-0142 4 {b64encode(FIRST.leaf).decode()}\n"
        f"DC-2026-S-0142 5 {b64encode(SECOND.leaf).decode()}\n"
        "received 2026-12-31T23:59:00.000001Z\n"
        "closes -\n"
        "logged by 2027-01-01T00:00:00.000001Z\n")


def test_the_receipt_of_what_may_not_be_counted_before_a_closing_is_these_lines() -> None:
    assert HELD.text == (
        "operis/receipt/v2\n"
        "demo.operis.example/ledger\n"
        f"DC-B-7Q2M4Z9T1K8W3X5Y6V0R2N4P8S 5 {b64encode(FIRST.leaf).decode()}\n"
        "received 2026-12-16T01:29:59.999999Z\n"
        "closes 2026-12-16T09:30:00+08:00\n"
        "logged with bids-closed DC-2026-S-0142\n")


def test_a_receipt_comes_back_and_a_repeat_gives_the_same_bytes() -> None:
    for receipt in (BID, NOTICE, HELD):
        note = sign_receipt(receipt, KEY)
        assert open_receipt(note, LEDGER) == open_receipt(note.encode(), LEDGER) == receipt
        assert sign_receipt(replace(receipt), KEY) == note


def test_the_golden_receipts_never_change() -> None:
    for name, receipt in (("receipt-bid", BID), ("receipt-notice", NOTICE), ("receipt-held", HELD)):
        assert sign_receipt(receipt, KEY).encode() == (GOLDEN / name).read_bytes()
        assert open_receipt((GOLDEN / name).read_bytes(), LEDGER) == receipt


@pytest.mark.parametrize("receipt", [BID, HELD])
def test_any_changed_byte_of_a_receipt_is_refused(receipt: Receipt) -> None:
    raw = sign_receipt(receipt, KEY).encode()
    for place in range(len(raw)):
        for changed in (raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1:], raw[:place] + raw[place + 1:], raw[:place]):
            with pytest.raises(NoteError):
                open_receipt(changed, LEDGER)


def test_a_receipt_is_signed_under_the_name_of_its_ledger() -> None:
    other = Verifier.of("other.example", KEY)
    with pytest.raises(NoteError, match=rf"^a receipt of {ORIGIN} signed by other\.example$"):
        open_receipt(sign_note(BID.text, other.name, KEY), other)


def test_what_a_ledger_would_not_write_is_no_receipt() -> None:
    for text in ("", "operis/receipt/v1\n", BID.text + "\n", BID.text[:-1], BID.text.replace("v1", "v2"), BID.text.replace(" 4 ", " -4 "),
                 BID.text.replace("closes ", "closed "), BID.text.replace("received", "Received"), BID.text.replace(" 4 ", "  4 "),
                 HELD.text.replace("v2", "v1"), HELD.text.replace("bids-closed ", "bids-opened "), HELD.text.replace("with", "by")):
        with pytest.raises(NoteError, match=r"^this is no receipt$"):
            parse_receipt(text)
    for text in (BID.text.replace(" 4 ", " 04 "), BID.text.replace("01:30:59", "01:31:59"), BID.text.replace("by 2026", "by 2027"),
                 HELD.text.replace(" 5 ", " 05 ")):
        with pytest.raises(NoteError, match=r"^this receipt is not written as the ledger writes one$"):
            parse_receipt(text)


def test_times_are_those_of_the_stored_bytes_and_exist() -> None:
    assert replace(BID, closes="2026-12-16T01:30:00.000001Z").closes == "2026-12-16T01:30:00.000001Z"
    for received in ("", "-", "2026-12-16", "2026-12-16T01:29:59Z", "2026-12-16T01:29:59.999999+00:00", "2026-12-16T24:00:00.000000Z",
                     "9999-12-31T23:59:59.999999Z"):
        with pytest.raises(NoteError, match=r"^not a time as the ledger writes it: "):
            replace(BID, received=received)
    for closes in ("", "-", "2026-12-16T09:30", "2026-12-16T09:30:00", "2026-12-16 09:30:00+08:00"):
        with pytest.raises(NoteError, match=r"^not a time as the ledger writes it: "):
            replace(BID, closes=closes)
    with pytest.raises(NoteError, match=r"^there is no such time: '2026-02-29T01:29:59.999999Z'$"):
        replace(BID, received="2026-02-29T01:29:59.999999Z")


def test_a_receipt_is_for_entries_with_whole_leaf_hashes() -> None:
    with pytest.raises(NoteError, match=r"^a receipt is for one entry at least$"):
        replace(BID, entries=())
    with pytest.raises(NoteError, match=r"^an entry's number is counted from the first$"):
        parse_receipt(HELD.text.replace(" 5 ", " 0 "))
    with pytest.raises(NoteError, match=r"^a leaf hash is 32 bytes$"):
        replace(BID, entries=(Received("DC-2026-S-0142", 4, FIRST.leaf[:31]),))


def test_what_would_not_read_back_is_not_signed() -> None:
    for docket, no in (("two words", 4), ("", 4), ("line\nbreak", 4), ("D", -1)):
        with pytest.raises(NoteError):
            sign_receipt(replace(BID, entries=(Received(docket, no, FIRST.leaf),)), KEY)
    carries = f"a 1 {b64encode(FIRST.leaf).decode()}\nb"
    with pytest.raises(NoteError, match=r"^not a receipt: "):
        sign_receipt(replace(BID, entries=(Received(carries, 4, FIRST.leaf),)), KEY)


def test_a_seal_code_is_80_bits_of_the_leaf_hash() -> None:
    assert seal_code(bytes(32)) == "0000-0000-0000-0000"
    assert seal_code(b"\xff" * 10 + bytes(22)) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"
    assert seal_code(bytes(9) + b"\x1f" + b"\xff" * 22) == "0000-0000-0000-000Z"
    assert seal_code(b"\x08" + bytes(31)) == "1000-0000-0000-0000"
    assert seal_code(leaf_hash(b"")) == "DRT0-Q77Z-PDX9-H755"


@given(st.binary(min_size=32, max_size=32))
def test_a_seal_code_is_read_as_it_is_written(leaf: bytes) -> None:
    code = seal_code(leaf)
    number = 0
    for digit in code.replace("-", ""):
        number = number * 32 + CROCKFORD.index(digit)
    assert number == int.from_bytes(leaf[:10], "big")
    assert parse_seal_code(code) == parse_seal_code(code.lower()) == parse_seal_code(code.replace("-", " ")) == code


def test_a_seal_code_is_read_as_people_type_it() -> None:
    for typed in ("7F3A-91C2-0KQ4-M8X1", "7f3a91c20kq4m8x1", " 7F3A 91C2 OKQ4 M8XI ", "7f3a–91c2–okq4–m8xl",
                  "７Ｆ３Ａ－９１Ｃ２－０ＫＱ４－Ｍ８Ｘ１", "7F3A—91C2　0KQ4-M8Xi"):
        assert parse_seal_code(typed) == "7F3A-91C2-0KQ4-M8X1"
    for wrong in ("", "7F3A-91C2-0KQ4-M8X", "7F3A-91C2-0KQ4-M8X11", "7F3A-91C2-0KQ4-M8XU", "7F3A-91C2-0KQ4-M8X!", "封签码"):
        with pytest.raises(SealCodeError, match=r"^a seal code has 16 letters and digits, like 7F3A-91C2-0KQ4-M8XT: "):
            parse_seal_code(wrong)
