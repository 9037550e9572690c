"""The tree: roots, proofs, what proves and what does not, beside the definitions of the RFC and by properties."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operis.ledger.tree import (
    Frontier,
    ProofError,
    consistency_from,
    consistency_proof,
    inclusion_from,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    root_of_hashes,
    verify_consistency,
    verify_inclusion,
)
from tests.verifier import making

LEAVES = [b"act %d" % number for number in range(70)]
HASHES = [leaf_hash(leaf) for leaf in LEAVES]
ZERO, SHORT = bytes(32), bytes(31)

datas = st.lists(st.binary(max_size=40), min_size=1, max_size=70)


def other(one: bytes) -> bytes:
    """The same hash with one bit changed."""
    return bytes([one[0] ^ 1]) + one[1:]


def node(level: int, index: int) -> bytes:
    """A node from the definition, without any of the tree's own short cuts."""
    if level == 0:
        return HASHES[index]
    return node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))


def test_the_fixed_points_of_the_rfc() -> None:
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"


def test_a_root_of_one_leaf_is_its_hash_and_of_two_their_node() -> None:
    assert root(LEAVES[:1]) == HASHES[0]
    assert root(LEAVES[:2]) == node_hash(*HASHES[:2])
    assert root(LEAVES[:3]) == node_hash(node_hash(*HASHES[:2]), HASHES[2])


def test_roots_from_data_from_hashes_and_from_stored_nodes_are_the_same() -> None:
    for size in range(len(LEAVES) + 1):
        assert root(LEAVES[:size]) == root_of_hashes(HASHES[:size]) == Frontier.of(node, size).root()


def test_roots_and_proofs_are_those_of_the_recursive_definitions() -> None:
    for size in range(1, len(LEAVES) + 1):
        hashes = HASHES[:size]
        assert root(LEAVES[:size]) == making.mth(hashes)
        for index in (0, size // 2, size - 1):
            assert inclusion_proof(LEAVES[:size], index) == making.path(index, hashes)
        for old in range(1, size + 1):
            assert consistency_proof(LEAVES[:size], old) == making.proof(old, hashes)


def test_every_proof_of_every_small_tree_proves() -> None:
    for size in range(1, len(LEAVES) + 1):
        whole = root(LEAVES[:size])
        for index in range(size):
            verify_inclusion(HASHES[index], index, size, inclusion_from(node, index, size), whole)
        for old in range(1, size + 1):
            verify_consistency(old, size, root(LEAVES[:old]), whole, consistency_from(node, old, size))


def test_proofs_from_leaves_are_those_from_stored_nodes() -> None:
    for size in (1, 2, 3, 7, 8, 9, 70):
        for index in range(size):
            assert inclusion_proof(LEAVES[:size], index) == inclusion_from(node, index, size)
            assert consistency_proof(LEAVES[:size], index + 1) == consistency_from(node, index + 1, size)


@settings(deadline=None)
@given(datas, st.data())
def test_an_inclusion_proof_proves_one_leaf_in_one_place_of_one_tree(leaves: list[bytes], data: st.DataObject) -> None:
    size = len(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof, whole, leaf = inclusion_proof(leaves, index), root(leaves), leaf_hash(leaves[index])
    verify_inclusion(leaf, index, size, proof, whole)
    for wrong in (
        (other(leaf), index, size, proof, whole), (leaf, index, size, proof, other(whole)),
        (leaf, index, size, [*proof, whole], whole), (leaf, index, size, [leaf, *proof], whole),
        *((leaf, index, size, [*proof[:i], other(one), *proof[i + 1:]], whole) for i, one in enumerate(proof)),
        *((leaf, index, size, proof[:i] + proof[i + 1:], whole) for i in range(len(proof))),
    ):
        with pytest.raises(ProofError):
            verify_inclusion(*wrong)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), min_size=2, max_size=70, unique=True), st.data())
def test_no_leaf_stands_in_two_places(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    elsewhere = data.draw(st.integers(-2, len(leaves) + 2).filter(lambda place: place != index))
    with pytest.raises(ProofError):
        verify_inclusion(leaf_hash(leaves[index]), elsewhere, len(leaves), inclusion_proof(leaves, index), root(leaves))


@settings(deadline=None)
@given(datas, st.data())
def test_a_consistency_proof_proves_that_one_tree_begins_with_the_other(leaves: list[bytes], data: st.DataObject) -> None:
    old, new = data.draw(st.integers(1, len(leaves))), len(leaves)
    proof, old_root, new_root = consistency_proof(leaves, old), root(leaves[:old]), root(leaves)
    verify_consistency(old, new, old_root, new_root, proof)
    for wrong in (
        (old, new, other(old_root), new_root, proof), (old, new, old_root, other(new_root), proof),
        (old, new, old_root, new_root, [*proof, old_root]), (old, new, old_root, new_root, [new_root, *proof]),
        *((old, new, old_root, new_root, [*proof[:i], other(one), *proof[i + 1:]]) for i, one in enumerate(proof)),
        *((old, new, old_root, new_root, proof[:i] + proof[i + 1:]) for i in range(len(proof))),
    ):
        with pytest.raises(ProofError):
            verify_consistency(*wrong)


@given(datas, st.data())
def test_a_tree_that_was_rewritten_is_not_consistent(leaves: list[bytes], data: st.DataObject) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:changed], leaves[changed] + b"!", *leaves[changed + 1:]]
    with pytest.raises(ProofError):
        verify_consistency(old, len(leaves), root(leaves[:old]), root(rewritten), consistency_proof(rewritten, old))


def test_only_leaves_that_are_there_are_proved() -> None:
    assert inclusion_proof(LEAVES[:5], 4) == [node(2, 0)]
    for place in (-1, 5):
        with pytest.raises(ProofError, match=f"^a tree of 5 leaves has no leaf {place}$"):
            inclusion_proof(LEAVES[:5], place)
        with pytest.raises(ProofError, match=f"^a tree of 5 leaves has no leaf {place}$"):
            verify_inclusion(HASHES[0], place, 5, [], ZERO)


def test_nothing_is_consistent_with_the_empty_tree_nor_with_a_longer_one() -> None:
    assert consistency_proof(LEAVES[:5], 5) == []
    for old in (0, 6):
        with pytest.raises(ProofError, match=f"^a tree of {old} leaves is not the beginning of one of 5, or shows nothing$"):
            consistency_proof(LEAVES[:5], old)
        with pytest.raises(ProofError, match=f"^a tree of {old} leaves is not the beginning of one of 5, or shows nothing$"):
            verify_consistency(old, 5, root(LEAVES[:old]), root(LEAVES[:5]), [])
    with pytest.raises(ProofError):
        verify_consistency(0, 0, root([]), root([]), [])


def test_two_trees_of_one_size_are_consistent_only_if_they_are_one() -> None:
    whole = root(LEAVES[:5])
    verify_consistency(5, 5, whole, whole, [])
    with pytest.raises(ProofError, match=r"^two trees of 5 leaves have different roots$"):
        verify_consistency(5, 5, whole, other(whole), [])
    with pytest.raises(ProofError, match=r"^the proof has 1 hashes and should have 0$"):
        verify_consistency(5, 5, whole, whole, [whole])


def test_a_hash_is_32_bytes() -> None:
    whole, proof = root(LEAVES[:2]), [HASHES[1]]
    verify_inclusion(HASHES[0], 0, 2, proof, whole)
    for wrong in ((HASHES[0][:31], 0, 2, proof, whole), (HASHES[0], 0, 2, [SHORT], whole), (HASHES[0], 0, 2, proof, whole + b"\0")):
        with pytest.raises(ProofError, match=r"^a hash is 32 bytes$"):
            verify_inclusion(*wrong)
    for roots in ((SHORT, whole), (HASHES[0], SHORT)):
        with pytest.raises(ProofError, match=r"^a hash is 32 bytes$"):
            verify_consistency(1, 2, *roots, proof)


def test_a_frontier_survives_being_stored_at_every_size() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(HASHES, start=1):
        frontier = Frontier.from_bytes(frontier.to_bytes())
        frontier.append(leaf)
        assert (frontier.size, frontier.root()) == (size, root(LEAVES[:size]))
        assert Frontier.of(node, size).to_bytes() == frontier.to_bytes()


def test_a_frontier_of_a_million_leaves_is_twenty_hashes_at_most() -> None:
    frontier, empty = Frontier(), hashlib.sha256(b"\0").digest()
    for _ in range(1 << 12):
        frontier.append(empty)
    assert len(frontier.roots) == 1
    assert max(size.bit_count() for size in range(10**6)) == 19


def test_a_damaged_frontier_is_refused() -> None:
    stored = Frontier(3, [node(1, 0), HASHES[2]]).to_bytes()
    assert Frontier.from_bytes(stored).root() == root(LEAVES[:3])
    for damaged in (stored[:-1], stored + b"\0", stored[:-32], b"", stored[:7], bytes(7) + b"\2" + stored[8:]):
        with pytest.raises(ValueError, match=r"^a frontier "):
            Frontier.from_bytes(damaged)
