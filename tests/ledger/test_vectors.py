"""What others published: Merkle proofs good and broken, and Ed25519 signatures."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.ledger.checkpoint import Verifier
from operis.ledger.tree import (
    ProofError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

pytestmark = pytest.mark.kit


def vectors(kit: Path, name: str) -> Any:
    return json.loads((kit / "vectors" / name).read_text())


def hashes(proof: list[str] | None) -> list[bytes]:
    return [b64decode(one) for one in proof or []]


def refused_inclusion(case: dict[str, Any]) -> bool:
    try:
        verify_inclusion(b64decode(case["leafHash"]), case["leafIdx"], case["treeSize"], hashes(case["proof"]), b64decode(case["root"]))
    except ProofError:
        return True
    return False


def refused_consistency(case: dict[str, Any]) -> bool:
    try:
        verify_consistency(case["size1"], case["size2"], b64decode(case["root1"]), b64decode(case["root2"]), hashes(case["proof"]))
    except ProofError:
        return True
    return False


@pytest.mark.parametrize("name", ["merkle_made.json", "rfc6962_merkle_proofs.json"])
def test_every_verdict_on_a_merkle_proof_is_right(kit: Path, name: str) -> None:
    made = vectors(kit, name)
    assert [case["desc"] for case in made["inclusion"] if refused_inclusion(case) != case["wantErr"]] == []
    assert [case["desc"] for case in made["consistency"] if refused_consistency(case) != case["wantErr"]] == []
    assert len(made["inclusion"]) + len(made["consistency"]) == {"merkle_made.json": 250, "rfc6962_merkle_proofs.json": 196}[name]


def test_every_root_and_valid_proof_is_made_the_same_way(kit: Path) -> None:
    made = vectors(kit, "merkle_made.json")
    leaves = [b64decode(leaf) for leaf in made["leaves"]]
    assert [root(leaves[:case["size"]]) for case in made["roots"]] == [b64decode(case["root"]) for case in made["roots"]]
    valid = [case for case in made["inclusion"] if not case["wantErr"]]
    assert [inclusion_proof(leaves[:case["treeSize"]], case["leafIdx"]) for case in valid] == [hashes(case["proof"]) for case in valid]
    assert [leaf_hash(leaves[case["leafIdx"]]) for case in valid] == [b64decode(case["leafHash"]) for case in valid]
    valid = [case for case in made["consistency"] if not case["wantErr"]]
    assert [consistency_proof(leaves[:case["size2"]], case["size1"]) for case in valid] == [hashes(case["proof"]) for case in valid]


def test_every_ed25519_verdict_of_wycheproof_is_right(kit: Path) -> None:
    told = {True: 0, False: 0}
    for group in vectors(kit, "wycheproof_ed25519.json")["testGroups"]:
        verifier = Verifier("wycheproof", bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            verdict = verifier.signed(bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"]))
            assert verdict == (case["result"] == "valid"), case
            told[verdict] += 1
    assert sum(told.values()) == 151


def test_ed25519_signatures_are_those_of_the_reference(kit: Path) -> None:
    cases = vectors(kit, "ed25519_sign_input_part.json")["vectors"]
    for case in cases:
        key, message, signature = (Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["seed"])), bytes.fromhex(case["message"]),
                                   bytes.fromhex(case["signature"]))
        verifier = Verifier.of("reference", key)
        assert (verifier.public.hex(), key.sign(message)) == (case["public"], signature)
        assert verifier.signed(message, signature)
        assert not verifier.signed(message + b"\0", signature)
    assert len(cases) == 64
