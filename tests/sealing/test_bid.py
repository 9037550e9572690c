"""A sealed bid opens with two shares of three, whichever they are, and with nothing less; what was tampered with is named."""

import base64
import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from operis.sealing import bid, shares
from operis.sealing.bid import Sealed, check_received, key_from, seal, share_of, unseal, well_made
from operis.sealing.faults import EnvelopeError, HeaderError, IllMadeError, KeylessError, NotReceivedError, SealingError, SizeError
from operis.sealing.header import CHUNK_BYTES, Header, read_header
from tests.core import golden
from tests.sealing import made
from tests.sealing.made import KEYS, SECRETS, SIZES, K, cut, header, pattern, sealed

PAIRS = tuple(combinations((1, 2, 3), 2))


def plain_of(whole: bytes, told: Sealed, k: bytes = K) -> bytes:
    return b"".join(unseal(cut(whole), told, k))


def shares_at(told: Sealed, *places: int) -> dict[int, bytes]:
    return {place: share_of(told, place, SECRETS[place]) for place in places}


@pytest.mark.parametrize("size", SIZES)
def test_each_pair_of_holders_opens_a_bid_of_any_length(size: int) -> None:
    whole, told = sealed(size)
    assert (told.size, len(whole)) == (header(size).sealed_size,) * 2
    check_received(cut(whole), told)
    for pair in PAIRS:
        k = key_from(told, shares_at(told, *pair))
        assert k == K
        assert well_made(told, k, KEYS)
        assert plain_of(whole, told, k) == pattern(size)


def test_bids_are_sealed_as_they_were_sealed_first() -> None:
    """Byte for byte, for ever: what a bidder's browser makes follows from the same rule."""
    assert golden.read("sealed-bid.json") == golden.as_stored(made.golden())


def test_a_bid_that_was_sealed_first_still_opens() -> None:
    stored = golden.read("sealed-bid.json")
    for one in stored["bids"]:
        told = Sealed(one["header_sha256"], one["sealed_sha256"], one["sealed_size"], one["commitment"],
                      tuple(base64.b64decode(envelope) for envelope in one["envelopes"]))  # fmt: skip
        k = key_from(told, {holder["place"]: share_of(told, holder["place"], bytes.fromhex(holder["secret"]))
                            for holder in stored["holders"][1:]})  # fmt: skip
        assert k.hex() == one["k"]
        if one["sealed"] is not None:
            assert plain_of(base64.b64decode(one["sealed"]), told, k) == pattern(one["size"])


def test_without_a_seed_no_two_bids_have_one_key() -> None:
    made_twice = [seal([b"x"], header(1), KEYS, bytearray().extend) for _ in range(2)]
    assert len({one.commitment for one in made_twice}) == 2
    assert len({one.sealed_sha256 for one in made_twice}) == 2
    assert len({envelope for one in made_twice for envelope in one.envelopes}) == 6


def test_one_share_alone_leaves_every_key_possible() -> None:
    """For any key at all there is a second share that would give it."""
    own = shares_at(sealed(1)[1], 2)[2]
    for other in (bytes(32), b"\xff" * 32):
        slope = bytes(shares.over(a ^ b, 2) for a, b in zip(own, other, strict=True))
        assert shares.dealt(other, slope)[2] == own


def test_two_shares_of_one_holder_or_of_two_bids_give_no_key() -> None:
    told, other = sealed(1)[1], sealed(1, b"\7" * 32)[1]
    own, strange = shares_at(told, 1)[1], shares_at(other, 2)[2]
    for wrong in ({1: own, 2: own}, {1: own, 2: strange}, {1: own, 2: own[:31]}):
        with pytest.raises(KeylessError):
            key_from(told, wrong)


def test_an_envelope_opens_for_its_holder_its_place_and_its_bid_alone() -> None:
    told, other = sealed(1)[1], sealed(1, K, no=2)[1]
    first = told.envelopes[0]
    moved = replace(told, envelopes=(first, first, first))
    for strange, place, secret in (
        (told, 1, SECRETS[2]), (moved, 2, SECRETS[1]), (replace(told, header_sha256=other.header_sha256), 1, SECRETS[1]),
        (replace(told, envelopes=(first[:-1], b"", b"")), 1, SECRETS[1]), (replace(told, envelopes=(b"",) * 3), 1, SECRETS[1]),
        (replace(told, envelopes=(bytes(80),) * 3), 1, SECRETS[1]), (replace(told, envelopes=()), 1, SECRETS[1]),
    ):  # fmt: skip
        with pytest.raises(EnvelopeError):
            share_of(strange, place, secret)


def test_an_envelope_that_holds_no_share_is_the_bidders_fault() -> None:
    short, hh = bid._envelope(K, header(1).digest, 1, b"short", KEYS[0]), header(1).digest.hex()
    with pytest.raises(EnvelopeError, match="holds no share"):
        share_of(Sealed(hh, "", 0, "", (short,)), 1, SECRETS[1])


def test_a_bid_whose_envelopes_disagree_is_seen_whoever_opens_it() -> None:
    """Two of its holders open it and the other pairs do not: its maker gains no choice."""
    told = sealed(1)[1]
    third = bid._envelope(K, header(1).digest, 3, bytes(32), KEYS[2])
    two_faced = replace(told, envelopes=(*told.envelopes[:2], third))
    assert not well_made(two_faced, key_from(two_faced, shares_at(two_faced, 1, 2)), KEYS)
    for pair in PAIRS[1:]:
        with pytest.raises(KeylessError):
            key_from(two_faced, shares_at(two_faced, *pair))


def test_nothing_is_sealed_to_a_key_by_which_no_secret_is_shared() -> None:
    for no_key in (bytes(32), b"\1" + bytes(31), b"\7" * 31):
        with pytest.raises(EnvelopeError, match="nothing can be sealed to the key of holder 2"):
            seal([b"x"], header(1), (KEYS[0], no_key, KEYS[2]), bytearray().extend)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1])
def test_a_bid_that_was_cut_grown_or_changed_is_no_bid(size: int) -> None:
    whole, told = sealed(size)
    body = len(header(size).line) + 1
    cuts = {0, 1, body - 1, body, body + 1, len(whole) - 17, len(whole) - 16, len(whole) - 1, body + CHUNK_BYTES + 16} - {len(whole)}
    changed = [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in {0, body - 1, body, len(whole) - 1}]
    for wrong in (*(whole[:place] for place in cuts if place < len(whole)), *changed, whole + b"\0", whole + whole):
        with pytest.raises(NotReceivedError):
            check_received(cut(wrong), told)
        with pytest.raises((HeaderError, IllMadeError)):
            plain_of(wrong, told)


def test_a_short_bid_cut_at_any_byte_opens_nowhere() -> None:
    whole, told = sealed(255)
    for place in range(len(whole)):
        with pytest.raises(SealingError):
            plain_of(whole[:place], told)


def test_chunks_that_changed_places_or_ended_early_are_seen() -> None:
    whole, told = sealed(2 * CHUNK_BYTES + 77)
    body, length = len(header(2 * CHUNK_BYTES + 77).line) + 1, CHUNK_BYTES + 16
    first, second, rest = whole[body : body + length], whole[body + length : body + 2 * length], whole[body + 2 * length :]
    for wrong in (second + first + rest, first + rest, first + first + rest, first + second):
        with pytest.raises(IllMadeError):
            plain_of(whole[:body] + wrong, told)


def test_a_bid_opens_under_its_own_header_and_key_alone() -> None:
    whole, told = sealed(255)
    other = header(255, no=2)
    moved = other.line + b"\n" + whole[len(header(255).line) + 1 :]
    with pytest.raises(HeaderError):
        plain_of(moved, told)
    with pytest.raises(IllMadeError):
        plain_of(moved, replace(told, header_sha256=other.digest.hex()))
    with pytest.raises(IllMadeError):
        plain_of(whole, told, b"\7" * 32)


def test_more_or_less_than_the_header_says_is_not_sealed() -> None:
    for size in (0, 1, CHUNK_BYTES):
        for plain in ([pattern(size + 1)], [pattern(size), b"x"], [pattern(size - 1)] if size else [b"x"]):
            with pytest.raises(SizeError):
                seal(plain, header(size), KEYS, bytearray().extend)


def test_a_large_bid_is_never_whole_in_memory() -> None:
    """What was given is asked for only when it is needed, and what was sealed is handed on before the next is asked for."""
    open_pieces, most = 0, 0

    def given() -> Iterable[bytes]:
        nonlocal open_pieces, most
        for _ in range(8):
            open_pieces += 1
            most = max(most, open_pieces)
            yield bytes(CHUNK_BYTES)

    def written(piece: bytes) -> None:
        nonlocal open_pieces
        open_pieces -= len(piece) > CHUNK_BYTES

    seal(given(), header(8 * CHUNK_BYTES), KEYS, written)
    assert (most, open_pieces) == (1, 0)


def test_a_header_is_read_back_as_it_was_written_and_no_other_way() -> None:
    own = header(5, lot="第一包")
    assert read_header(own.line) == own
    told = json.loads(own.line)
    for name, value in (
        ("v", 2), ("v", True), ("chunk", 1024), ("hpke", "0020-0001-0001"), ("size", -1), ("size", 1.0), ("size", True), ("size", "5"),
        ("size", 2**60), ("no", None), ("lot", 1), ("keys", None), ("notice", "x"),
    ):  # fmt: skip
        with pytest.raises(HeaderError):
            read_header(json.dumps({**told, name: value}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    for line in (b"", b"{}", b"[]", b"\xff", b"[" * 4000, own.line + b" ", b" " + own.line, json.dumps(told).encode(), own.line + own.line):
        with pytest.raises(HeaderError):
            read_header(line)
    for name in told:
        with pytest.raises(HeaderError):
            read_header(json.dumps({key: one for key, one in told.items() if key != name}, sort_keys=True).encode())


def test_the_example_of_a_header_is_one_line_of_canonical_json() -> None:
    written = '{"chunk":1048576,"docket":"B-X","hpke":"0020-0001-0002","keys":"ab","lot":"1","no":0,"size":3,"supplier":"sunny","v":1}'
    assert Header("B-X", "1", "sunny", 0, "ab", 3).line.decode() == written


def test_a_field_of_256_elements_divides_what_it_multiplies() -> None:
    assert shares.times(0x57, 0x83) == 0xC1
    for a in range(256):
        assert shares.times(a, 0) == shares.times(0, a) == shares.over(0, a or 1) == 0
        for b in (1, 2, 3, 0x53, 255):
            assert shares.over(shares.times(a, b), b) == a


def test_a_secret_is_known_by_its_public_key() -> None:
    assert [X25519PrivateKey.from_private_bytes(one).public_key().public_bytes_raw() for one in SECRETS.values()] == [*KEYS]
