"""What is the root of these entries, and what proves that an entry, or an older tree, is in it? (RFC 6962, section 2.1; SHA-256)

    leaf   SHA-256(0x00 | data)             node   SHA-256(0x01 | left | right)             empty tree   SHA-256("")

A tree of n leaves splits at the largest power of two below n; the left part is full and never changes again.
`root`, `inclusion_proof` and `consistency_proof` take the data of all leaves, in order, and hash each one themselves.
A ledger does not hold all leaves in memory: it keeps a `Frontier`, and reads single nodes through a `Node` for its proofs.

Beyond the arithmetic of the RFC, two rules: what is hashed is 32 bytes, and nothing is consistent with the empty tree.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Node = Callable[[int, int], bytes]
"""Gives the root of the full subtree of 2**level leaves that begins at leaf index * 2**level."""


class ProofError(ValueError):
    """A proof that does not prove what it is shown for, or that nobody can make."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of a tree's full subtrees, biggest first: all that an append needs (20 hashes at a million leaves)."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        if len(roots) != size.bit_count() or any(len(root) != HASH_BYTES for root in roots):
            raise ValueError(f"a frontier of {size} leaves has {size.bit_count()} hashes of {HASH_BYTES} bytes")
        self.size, self.roots = size, list(roots)

    def append(self, leaf: bytes) -> None:
        """Add one leaf, by its hash."""
        full, merged = self.size, leaf
        while full & 1:
            merged = node_hash(self.roots.pop(), merged)
            full >>= 1
        self.roots.append(merged)
        self.size += 1

    def root(self) -> bytes:
        if not self.roots:
            return EMPTY_ROOT
        *bigger, merged = self.roots
        for subtree in reversed(bigger):
            merged = node_hash(subtree, merged)
        return merged

    def to_bytes(self) -> bytes:
        """Eight bytes of size, big-endian, then the roots, biggest first."""
        return self.size.to_bytes(8, "big") + b"".join(self.roots)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """The inverse of `to_bytes`; ValueError for anything it cannot have written."""
        if len(stored) < 8:
            raise ValueError("a frontier begins with eight bytes of size")
        return cls(int.from_bytes(stored[:8], "big"), [stored[i:i + HASH_BYTES] for i in range(8, len(stored), HASH_BYTES)])

    @classmethod
    def of(cls, node: Node, size: int) -> "Frontier":
        """The frontier of the first `size` leaves, read from stored nodes."""
        levels = [level for level in reversed(range(size.bit_length())) if size >> level & 1]
        return cls(size, [node(level, (size >> level) - 1) for level in levels])


def root_of_hashes(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves that are hashed already."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def root(leaves: Iterable[bytes]) -> bytes:
    return root_of_hashes(map(leaf_hash, leaves))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    return inclusion_from(_nodes(leaves), index, len(leaves))


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    return consistency_from(_nodes(leaves), old_size, len(leaves))


def inclusion_from(node: Node, index: int, size: int) -> list[bytes]:
    """What, hashed with leaf `index` from the bottom up, gives the root of the first `size` leaves."""
    if not 0 <= index < size:
        raise ProofError(f"a tree of {size} leaves has no leaf {index}")
    start, end, proof = 0, size, []
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            proof.append(_subtree(node, middle, end))
            end = middle
        else:
            proof.append(_subtree(node, start, middle))
            start = middle
    return proof[::-1]


def consistency_from(node: Node, old_size: int, new_size: int) -> list[bytes]:
    """What gives, by one way of hashing, the root of the first `old_size` leaves, and by another that of the first `new_size`."""
    if not 0 < old_size <= new_size:
        raise ProofError(f"a tree of {old_size} leaves is not the beginning of one of {new_size}, or shows nothing")
    start, end, proof = 0, new_size, []
    while end != old_size:
        middle = start + _left(end - start)
        if old_size <= middle:
            proof.append(_subtree(node, middle, end))
            end = middle
        else:
            proof.append(_subtree(node, start, middle))
            start = middle
    if start:  # otherwise what is left is the whole old tree, whose root the reader has
        proof.append(_subtree(node, start, end))
    return proof[::-1]


def verify_inclusion(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Return if `proof` shows that leaf `index` of the tree with this root is `leaf_hash`; ProofError otherwise."""
    if not 0 <= index < size:
        raise ProofError(f"a tree of {size} leaves has no leaf {index}")
    _check_hashes(leaf_hash, root, *proof)
    inner = (index ^ (size - 1)).bit_length()
    _check_length(proof, inner + (index >> inner).bit_count())
    merged = _up(leaf_hash, proof[:inner], index)
    if _along_edge(merged, proof[inner:]) != root:
        raise ProofError(f"the proof does not lead from leaf {index} to the root of {size} leaves")


def verify_consistency(old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> None:
    """Return if `proof` shows that the new tree begins with all leaves of the old one; ProofError otherwise."""
    if not 0 < old_size <= new_size:
        raise ProofError(f"a tree of {old_size} leaves is not the beginning of one of {new_size}, or shows nothing")
    if old_size == new_size:  # nothing is hashed: one tree, one root
        _check_length(proof, 0)
        if old_root != new_root:
            raise ProofError(f"two trees of {old_size} leaves have different roots")
        return
    _check_hashes(old_root, new_root, *proof)
    shift = (old_size & -old_size).bit_length() - 1  # the old tree's smallest full subtree has 2**shift leaves
    inner = ((old_size - 1) ^ (new_size - 1)).bit_length() - shift
    last = (old_size - 1) >> shift
    chain = [old_root, *proof] if old_size == 1 << shift else list(proof)  # if that is all of it, the reader has its root
    _check_length(chain, 1 + inner + (last >> inner).bit_count())
    seed, *rest = chain
    to_old = _along_edge(_up_right(seed, rest[:inner], last), rest[inner:])
    to_new = _along_edge(_up(seed, rest[:inner], last), rest[inner:])
    if to_old != old_root:
        raise ProofError(f"the proof does not lead to the root of {old_size} leaves")
    if to_new != new_root:
        raise ProofError(f"the proof does not lead to the root of {new_size} leaves")


def _up(merged: bytes, siblings: Sequence[bytes], index: int) -> bytes:
    """Climb below the point where the path meets the right edge: the bits of `index` tell on which side each sibling stands."""
    for height, sibling in enumerate(siblings):
        merged = node_hash(sibling, merged) if index >> height & 1 else node_hash(merged, sibling)
    return merged


def _up_right(merged: bytes, siblings: Sequence[bytes], index: int) -> bytes:
    """The same climb in the old tree, in which nothing stood to the right yet."""
    for height, sibling in enumerate(siblings):
        if index >> height & 1:
            merged = node_hash(sibling, merged)
    return merged


def _along_edge(merged: bytes, siblings: Sequence[bytes]) -> bytes:
    """Climb along the right edge, where every sibling is a full subtree on the left."""
    for sibling in siblings:
        merged = node_hash(sibling, merged)
    return merged


def _check_hashes(*hashes: bytes) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise ProofError(f"a hash is {HASH_BYTES} bytes")


def _check_length(proof: Sequence[bytes], wanted: int) -> None:
    if len(proof) != wanted:
        raise ProofError(f"the proof has {len(proof)} hashes and should have {wanted}")


def _left(size: int) -> int:
    """How many of `size` leaves, two or more, stand on the left of the split."""
    return 1 << (size - 1).bit_length() - 1


def _subtree(node: Node, start: int, end: int) -> bytes:
    size = end - start
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _left(size)
    return node_hash(_subtree(node, start, middle), _subtree(node, middle, end))


def _nodes(leaves: Sequence[bytes]) -> Node:
    levels = [[leaf_hash(data) for data in leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
    return lambda level, index: levels[level][index]
