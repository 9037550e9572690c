"""What others published, put to the stand-alone verifier's own arithmetic, beside the ledger's."""

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis.cli.verify import verifier
from operis.ledger.checkpoint import Verifier
from operis.ledger.tree import consistency_proof, inclusion_proof, leaf_hash, root
from tests.verifier.making import vkey

CHECK = verifier()


def hashes(proof: list[str] | None) -> Any:
    """The proof as a record would carry it; None where a hash is not 32 bytes."""
    try:
        return CHECK.hashes_of(proof or [])
    except CHECK.Wrong:
        return None


@pytest.mark.kit
@pytest.mark.parametrize("name", ["merkle_made.json", "rfc6962_merkle_proofs.json"])
def test_every_verdict_on_a_merkle_proof_is_right(kit: Path, name: str) -> None:
    made = json.loads((kit / "vectors" / name).read_text())
    for case in made["inclusion"]:
        leaf, proof, whole = hashes([case["leafHash"]]), hashes(case["proof"]), hashes([case["root"]])
        good = None not in (leaf, proof, whole) and CHECK.root_over(leaf[0], case["leafIdx"], case["treeSize"], proof) == whole[0]
        assert good != case["wantErr"], case["desc"]
    for case in made["consistency"]:
        old, new, proof = hashes([case["root1"]]), hashes([case["root2"]]), hashes(case["proof"])
        good = None not in (old, new, proof) and CHECK.grew(case["size1"], old[0], case["size2"], new[0], proof)
        assert good != case["wantErr"] or case["size1"] == case["size2"], case["desc"]  # a record has no two checkpoints of one size


@pytest.mark.kit
def test_every_ed25519_verdict_of_wycheproof_is_right(kit: Path) -> None:
    groups = json.loads((kit / "vectors" / "wycheproof_ed25519.json").read_text())["testGroups"]
    verdicts = []
    for group in groups:
        key = CHECK.Key(Verifier("wycheproof", bytes.fromhex(group["publicKey"]["pk"])).vkey)
        for case in group["tests"]:
            assert key.signed(bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])) == (case["result"] == "valid"), case
            verdicts.append(case["tcId"])
    assert len(verdicts) == 151


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40), st.data())
def test_the_ledgers_proofs_are_proofs_to_the_verifier(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index)
    assert CHECK.root_over(leaf_hash(leaves[index]), index, len(leaves), proof) == root(leaves)
    if index:
        grown = consistency_proof(leaves, index)
        assert CHECK.grew(index, root(leaves[:index]), len(leaves), root(leaves), grown)
        assert not CHECK.grew(index, root(leaves[:index]), len(leaves), root(leaves), [*grown, grown[-1]])
        assert not CHECK.grew(index, root(leaves[:index]), len(leaves), root(leaves), grown[:-1])


@given(st.recursive(st.none() | st.booleans() | st.integers(-2**53 + 1, 2**53 - 1) | st.text(), lambda inner:
                    st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4), max_leaves=20))
def test_canonical_text_is_read_back_and_written_the_same(value: Any) -> None:
    text = CHECK.canonical(value)
    assert (CHECK.read_text(text), CHECK.canonical(CHECK.read_text(text))) == (value, text)


def test_names_stand_in_the_order_of_their_utf_16_units() -> None:
    value = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😂": 5, "\x80": 6, "ö": 7}  # the example of RFC 8785, section 3.2.3
    assert CHECK.canonical(value) == '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😂":5,"\ufb33":3}'


def test_a_key_line_is_read_strictly() -> None:
    name, key_id, encoded = vkey().split("+", 2)
    material = b64decode(encoded)
    assert CHECK.Key(vkey()).line == vkey()
    short, ecdsa = b64encode(material[:-1]).decode(), b64encode(bytes([2]) + material[1:]).decode()
    for line in ("", name, f"{name}+{key_id}", f"{name}+{key_id}+{encoded}\n", f"{name} +{key_id}+{encoded}",
                 f"{name}+{key_id[::-1]}+{encoded}", f"{name}+{key_id}+{short}", f"{name}+{key_id}+{ecdsa}"):
        with pytest.raises(CHECK.Wrong):
            CHECK.Key(line)
