"""The browser and Python seal the same bytes from one seed, whatever the size, and what one has sealed the other opens."""

import hashlib
import json
import random
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from playwright.sync_api import Browser, Page

from operis.sealing.bid import Sealed, keys_digest, seal
from operis.sealing.header import CHUNK_BYTES, Header
from tests.web.sealing import WITHOUT_X25519, answered, tab_with

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent.parent / "golden" / "sealed-bid.json"
EDGES = (0, 1, 2, 255, 4096, CHUNK_BYTES - 17, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, CHUNK_BYTES + 17, 2 * CHUNK_BYTES)
TIMES = 100

SEALED = """const [told, size, key, holders, piece] = given, k = unhex(key), sum = new of.Sha256();
    const byte = at => (31 * at + Math.floor(at / 256)) % 256;
    async function* plain() {
        for (let at = 0; at < size; at += piece)
            yield Uint8Array.from({ length: Math.min(piece, size - at) }, (_none, on) => byte(at + on));
    }
    const header = of.headerOf({ ...told, size });
    let count = 0;
    for await (const one of of.sealed(plain(), header, k)) { sum.update(one); count += one.length; }
    const { header_sha256, commitment, envelopes } = await of.dealt(k, header, holders.map(unhex));
    return { header: new TextDecoder().decode(header), header_sha256: hex(header_sha256), sealed_sha256: hex(sum.digest()), size: count,
             foretold: of.sealedSize(header, size), commitment: hex(commitment), envelopes };"""


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    with tab_with(chromium, "seal.js") as one:
        yield one


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLDEN.read_text("utf8"))
    return found


def in_envelopes(sealed: list[str]) -> list[dict[str, str]]:
    return [{"holder": f"{place}", "sealed": one} for place, one in enumerate(sealed, 1)]


def by_the_rule(size: int) -> bytes:
    return bytes((31 * at + at // 256) % 256 for at in range(size))


@pytest.mark.parametrize("before", ["", WITHOUT_X25519], ids=["the browser knows X25519", "it does not"])
def test_the_sealed_bids_that_are_kept_for_ever_are_sealed_so_here_too(chromium: Browser, golden: dict[str, Any], before: str) -> None:
    keys = [one["key"] for one in golden["holders"]]
    with tab_with(chromium, "seal.js", before=before) as tab:
        assert answered(tab, "return await of.browserKnowsX25519();") is not bool(before)
        for one in golden["bids"]:
            assert answered(tab, SEALED, json.loads(one["header"]), one["size"], one["k"], keys, 99_999) == {
                "header": one["header"], "header_sha256": one["header_sha256"], "sealed_sha256": one["sealed_sha256"],
                "size": one["sealed_size"], "foretold": one["sealed_size"], "commitment": one["commitment"],
                "envelopes": in_envelopes(one["envelopes"]),
            }  # fmt: skip


def sealed_here(header: Header, plain: bytes, keys: list[bytes], k: bytes) -> tuple[Sealed, bytes]:
    written = bytearray()
    return seal([plain], header, keys, written.extend, k), bytes(written)


def test_a_hundred_bids_have_the_same_bytes_whoever_sealed_them(tab: Page) -> None:
    chance, differing = random.Random(20), list[tuple[int, str]]()
    longest = by_the_rule(2 * CHUNK_BYTES + 99)
    for count in range(TIMES):
        secrets = [X25519PrivateKey.from_private_bytes(chance.randbytes(32)) for _holder in range(3)]
        keys, k = [one.public_key().public_bytes_raw() for one in secrets], chance.randbytes(32)
        size = EDGES[count] if count < len(EDGES) else chance.randrange(chance.choice([999, 99_999]))
        header = Header(f"DC-2026-B-{count:04}", chance.choice(["1", "二", "2 “α”"]), "warm-eaves", count, keys_digest(keys), size)
        here, bytes_here = sealed_here(header, longest[:size], keys, k)
        told = {"docket": header.docket, "lot": header.lot, "supplier": header.supplier, "no": header.no, "keys": header.keys}
        there = answered(tab, SEALED, told, size, k.hex(), [one.hex() for one in keys], chance.choice([1000, 65_536, CHUNK_BYTES, 1 << 22]))
        assert hashlib.sha256(bytes_here).hexdigest() == here.sealed_sha256
        due = {"header": header.line.decode(), "header_sha256": here.header_sha256, "sealed_sha256": here.sealed_sha256, "size": here.size,
               "foretold": here.size, "commitment": here.commitment,
               "envelopes": in_envelopes([b64encode(one).decode() for one in here.envelopes])}  # fmt: skip
        differing += [(size, name) for name, value in due.items() if there[name] != value]
    assert differing == []


def test_a_holder_takes_the_same_share_out_in_the_browser(tab: Page, golden: dict[str, Any]) -> None:
    body = """const [facts, place, secret, k] = given, share = await of.shareOf(facts, place, unhex(secret));
        const due = of.part(unhex(k), await of.derived(unhex(k), "slope"), place);
        return hex(share) === hex(due);"""
    for one in golden["bids"]:
        facts = {"header_sha256": one["header_sha256"], "envelopes": in_envelopes(one["envelopes"])}
        assert [answered(tab, body, facts, holder["place"], holder["secret"], one["k"]) for holder in golden["holders"]] == [True] * 3


def test_another_holder_s_envelope_does_not_open(tab: Page, golden: dict[str, Any]) -> None:
    body = """const [facts, secret] = given;
        return of.shareOf(facts, 2, unhex(secret)).then(() => "opened", () => "refused");"""
    one = golden["bids"][1]
    facts = {"header_sha256": one["header_sha256"], "envelopes": in_envelopes(one["envelopes"])}
    assert answered(tab, body, facts, golden["holders"][0]["secret"]) == "refused"
    assert answered(tab, body, facts, golden["holders"][1]["secret"]) == "opened"


def test_what_was_locked_here_opens_here_and_not_when_it_was_cut(tab: Page) -> None:
    """A file to take along is locked so too."""
    body = """const key = new Uint8Array(32).fill(7), bound = new Uint8Array(32), size = given[0];
        const whole = async pieces => { const found = []; for await (const one of pieces) found.push(one); return of.join(...found); };
        const plain = Uint8Array.from({ length: size }, (_none, at) => at % 251);
        const locked = await whole(of.locked([plain], key, bound));
        const same = one => hex(one) === hex(plain) ? "same" : "other";
        const open = bytes => whole(of.unlocked([bytes], key, bound)).then(same, () => "refused");
        return [await open(locked), await open(locked.slice(0, -1)), await open(locked.slice(0, -(given[1])))];"""
    assert answered(tab, body, 77, 16) == ["same", "refused", "refused"]
    assert answered(tab, body, CHUNK_BYTES + 5, 21) == ["same", "refused", "refused"]
