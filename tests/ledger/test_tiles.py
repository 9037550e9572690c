"""Tiles: their paths, their bytes, and the nodes that proofs are read from."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis.ledger.tiles import Tile, TileError, Tiles, tiles_of
from operis.ledger.tree import (
    Frontier,
    consistency_from,
    inclusion_from,
    leaf_hash,
    root_of_hashes,
    verify_consistency,
    verify_inclusion,
)

HASHES = [leaf_hash(number.to_bytes(4, "big")) for number in range(70_000)]


def leaves(start: int, end: int) -> Sequence[bytes]:
    return HASHES[start:end]


def test_a_path_groups_the_number_by_three_digits() -> None:
    assert Tile(0, 0).path() == "tile/0/000"
    assert Tile(1, 999, 255).path() == "tile/1/999.p/255"
    assert Tile(0, 1000).path() == "tile/0/x001/000"
    assert Tile(63, 1234067, 1).path() == "tile/63/x001/x234/067.p/1"


@given(st.integers(0, 63), st.integers(0, 2**55), st.integers(1, 256))
def test_a_path_names_the_tile_that_it_was_made_from(level: int, n: int, width: int) -> None:
    assert Tile.at(Tile(level, n, width).path()) == Tile(level, n, width)


def test_one_tile_has_one_path() -> None:
    for path in ("", "tile/0", "tile/64/000", "tile/00/000", "tile/01/000", "tile/0/0", "tile/0/1000", "tile/0/x000/001", "tile/0/001/002",
                 "tile/0/x001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000/", "/tile/0/000",
                 "tile/entries/000", "tile/0/000\n", "tile/-1/000", "tile/0/٠٠٠"):
        with pytest.raises(TileError, match=f"^no tile has the path {re.escape(repr(path))}$"):
            Tile.at(path)


def test_the_tiles_of_70000_leaves_are_those_of_the_specification() -> None:
    tiles = list(tiles_of(70_000))
    assert [tile for tile in tiles if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert [tile for tile in tiles if tile.width == 256] == [*(Tile(0, n) for n in range(273)), Tile(1, 0)]
    assert list(tiles_of(256)) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 2**24), st.integers(0, 3), st.integers(0, 300), st.integers(1, 256))
def test_a_tile_stands_in_a_log_that_has_all_its_hashes(size: int, level: int, n: int, width: int) -> None:
    last = (n * 256 + width) * 256**level
    assert Tile(level, n, width).stands_in(size) == (last <= size)


def test_a_tile_holds_the_roots_of_the_full_tiles_below() -> None:
    tiles = Tiles(leaves)
    assert tiles.read(Tile(0, 273, 112)) == b"".join(HASHES[273 * 256:])
    assert tiles.read(Tile(1, 1, 17)) == b"".join(root_of_hashes(HASHES[n * 256:(n + 1) * 256]) for n in range(256, 273))
    assert tiles.read(Tile(2, 0, 1)) == root_of_hashes(HASHES[:65_536])
    assert len(tiles.read(Tile(1, 0))) == 8192


def test_a_tile_that_the_log_has_not_filled_is_refused() -> None:
    tiles = Tiles(leaves)
    assert len(tiles.read(Tile(0, 273, 112))) == 112 * 32
    for tile in (Tile(0, 273, 113), Tile(0, 274, 1), Tile(1, 1, 18), Tile(2, 0, 2)):
        with pytest.raises(TileError, match=r"^the log is too short for tile/"):
            tiles.read(tile)


def test_a_tile_that_grows_reads_only_the_new_leaves() -> None:
    asked: list[tuple[int, int]] = []

    def counting(start: int, end: int) -> Sequence[bytes]:
        asked.append((start, end))
        return HASHES[start:end]

    tiles = Tiles(counting)
    for width in (3, 2, 5, 5, 256, 7):
        assert tiles.read(Tile(0, 1, width)) == b"".join(HASHES[256:256 + width])
    assert asked == [(256, 259), (259, 261), (261, 512)]


def test_what_is_known_is_kept_where_the_caller_says() -> None:
    known: dict[tuple[int, int], bytes] = {}
    Tiles(leaves, known).read(Tile(1, 0, 2))
    assert known == {(0, 0): b"".join(HASHES[:256]), (0, 1): b"".join(HASHES[256:512]),
                     (1, 0): root_of_hashes(HASHES[:256]) + root_of_hashes(HASHES[256:512])}


def test_proofs_read_from_tiles_prove() -> None:
    tiles = Tiles(leaves)
    for size in (1, 255, 256, 257, 65_536, 65_537, 70_000):
        whole = Frontier.of(tiles.node, size).root()
        assert whole == root_of_hashes(HASHES[:size])
        for index in {0, size // 3, size - 1}:
            verify_inclusion(HASHES[index], index, size, inclusion_from(tiles.node, index, size), whole)
            old = index + 1
            verify_consistency(old, size, Frontier.of(tiles.node, old).root(), whole, consistency_from(tiles.node, old, size))
