"""What others published: HPKE, X25519, AES-GCM and HKDF, by the functions with which bids are sealed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from operis.sealing import hpke

pytestmark = pytest.mark.kit
hexed = bytes.fromhex


def vectors(kit: Path, name: str) -> Any:
    return json.loads((kit / "vectors" / name).read_text())


def cases_of(kit: Path, name: str) -> list[Any]:
    return [case for group in vectors(kit, name)["testGroups"] for case in group["tests"]]


def test_hpke_comes_to_what_the_rfc_says_on_both_ends(kit: Path) -> None:
    counted = 0
    for case in vectors(kit, "rfc9180_x25519_sha256_aes256gcm.json")["vectors"]:
        ephemeral, secret = hpke.key_pair(hexed(case["ikmE"])), hpke.key_pair(hexed(case["ikmR"]))
        assert (ephemeral.private_bytes_raw().hex(), secret.private_bytes_raw().hex()) == (case["skEm"], case["skRm"])
        public = secret.public_key().public_bytes_raw()
        assert public.hex() == case["pkRm"]
        info, psk, psk_id = (hexed(case.get(name, "")) for name in ("info", "psk", "psk_id"))
        assert hpke.shared_secret(ephemeral, public, hexed(case["enc"]), public).hex() == case["shared_secret"]
        enc, sending = hpke.sender(public, info, ephemeral, psk, psk_id)
        assert enc.hex() == case["enc"]
        assert sending == hpke.recipient(enc, secret, info, psk, psk_id)
        assert (sending.key.hex(), sending.base_nonce.hex(), sending.exporter_secret.hex()) == (
            case["key"], case["base_nonce"], case["exporter_secret"])  # fmt: skip
        for one in case["encryptions"]:
            plain, aad, sealed = hexed(one["pt"]), hexed(one["aad"]), hexed(one["ct"])
            assert sending.nonce(one["seq"]).hex() == one["nonce"]
            assert sending.seal(plain, aad, one["seq"]) == sealed
            assert sending.open(sealed, aad, one["seq"]) == plain
            counted += 1
        for one in case["exports"]:
            assert sending.export(hexed(one["exporter_context"]), one["L"]).hex() == one["exported_value"]
    assert counted == 64


def test_every_verdict_of_wycheproof_on_x25519_is_right(kit: Path) -> None:
    """A secret of zeros alone is refused, as HPKE demands; what else is acceptable gives the secret that is said."""
    refused = 0
    for case in cases_of(kit, "wycheproof_x25519.json"):
        secret = X25519PrivateKey.from_private_bytes(hexed(case["private"]))
        if case["shared"] == "00" * 32:
            with pytest.raises(hpke.HpkeError):
                hpke.exchange(secret, hexed(case["public"]))
            refused += 1
        else:
            assert hpke.exchange(secret, hexed(case["public"])).hex() == case["shared"], case
    assert refused == 31


def test_x25519_is_that_of_the_rfc(kit: Path) -> None:
    text = (kit / "vectors" / "x25519_rfc7748.txt").read_text()
    cases = re.findall(r"INPUT_SCALAR = (\w+)\nINPUT_U = (\w+)\nOUTPUT_U = (\w+)", text)
    for scalar, u, output in cases:
        assert hpke.exchange(X25519PrivateKey.from_private_bytes(hexed(scalar)), hexed(u)).hex() == output
    assert len(cases) >= 2


def test_every_verdict_of_wycheproof_on_aes_gcm_is_right(kit: Path) -> None:
    told = {True: 0, False: 0}
    for case in cases_of(kit, "wycheproof_aes_256_gcm.json"):
        key, nonce, aad = AESGCM(hexed(case["key"])), hexed(case["iv"]), hexed(case["aad"])
        sealed, plain = hexed(case["ct"]) + hexed(case["tag"]), hexed(case["msg"])
        try:
            right = key.decrypt(nonce, sealed, aad) == plain and key.encrypt(nonce, plain, aad) == sealed
        except (InvalidTag, ValueError):
            right = False
        assert right == (case["result"] == "valid") or len(nonce) < 8 or len(nonce) > 128, case
        told[right] += 1
    assert sum(told.values()) == 105


def test_hkdf_is_that_of_wycheproof(kit: Path) -> None:
    counted = 0
    for case in cases_of(kit, "wycheproof_hkdf_sha256.json"):
        if case["result"] == "valid":
            derived = HKDF(SHA256(), case["size"], hexed(case["salt"]), hexed(case["info"])).derive(hexed(case["ikm"]))
            assert derived.hex() == case["okm"], case
        else:
            with pytest.raises(ValueError, match="Cannot derive keys larger than"):
                HKDF(SHA256(), case["size"], hexed(case["salt"]), hexed(case["info"]))
        counted += 1
    assert counted == 86
