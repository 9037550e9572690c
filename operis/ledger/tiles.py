"""Which tile holds a hash of the log, under which path, and what is in it? (C2SP tlog-tiles, hash tiles only)

A tile is up to 256 hashes in a row. On level 0 they are leaf hashes; on level l + 1 each is the root of a full tile of level l.
Paths, below the log's own address:

    tile/<level>/<n>          a full tile, 8,192 bytes        tile/<level>/<n>.p/<width>    the first <width> hashes, 1 to 255

<n> is written in groups of three digits, all but the last led by an x: 1234067 is `x001/x234/067`.
There are no entry bundles: their 16-bit lengths are too short for our entries.
"""

import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass

from operis.ledger.tree import HASH_BYTES, node_hash

WIDTH = 256
_WIDTH_BITS = 8
_PATH = re.compile(r"tile/(0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?", re.ASCII)
_LEVELS = 64


class TileError(ValueError):
    """A path that names no tile, or hashes that do not fill one."""


@dataclass(frozen=True, slots=True)
class Tile:
    """The first `width` hashes of tile `n` of a level."""

    level: int
    n: int
    width: int = WIDTH

    def path(self) -> str:
        groups = f"{self.n:,}".split(",")
        digits = "/".join([*(f"x{group:0>3}" for group in groups[:-1]), f"{groups[-1]:0>3}"])
        return f"tile/{self.level}/{digits}" + (f".p/{self.width}" if self.width < WIDTH else "")

    @classmethod
    def at(cls, path: str) -> "Tile":
        """The tile that a path names; TileError for any other spelling of it."""
        found = _PATH.fullmatch(path)
        if found is None:
            raise TileError(f"no tile has the path {path!r}")
        tile = cls(int(found[1]), int(re.sub("[x/]", "", found[2])), int(found[3] or WIDTH))
        if tile.level >= _LEVELS or tile.path() != path:
            raise TileError(f"no tile has the path {path!r}")
        return tile

    def stands_in(self, size: int) -> bool:
        """Whether a log of `size` leaves has at least these hashes."""
        return self.n * WIDTH + self.width <= size >> _WIDTH_BITS * self.level


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a log of `size` leaves, level by level; the last of a level may be partial."""
    level, hashes = 0, size
    while hashes:
        yield from (Tile(level, n) for n in range(hashes // WIDTH))
        if hashes % WIDTH:
            yield Tile(level, hashes // WIDTH, hashes % WIDTH)
        level, hashes = level + 1, hashes // WIDTH


class Tiles:
    """Tiles made from the leaves, each hash once.

    `leaves(start, end)` gives leaf hashes that are committed: what a transaction still may take back must never be kept here.
    `known` keeps, by level and n, the longest beginning of each tile made so far; any mapping will do, and it may forget.
    """

    def __init__(self, leaves: Callable[[int, int], Iterable[bytes]], known: MutableMapping[tuple[int, int], bytes] | None = None) -> None:
        self._leaves = leaves
        self._known: MutableMapping[tuple[int, int], bytes] = {} if known is None else known

    def read(self, tile: Tile) -> bytes:
        """The bytes of a tile; TileError where the log is too short for it."""
        hashes = self._known.get((tile.level, tile.n), b"")
        wanted = tile.width * HASH_BYTES
        if len(hashes) < wanted:
            have = len(hashes) // HASH_BYTES
            hashes += b"".join(self._made(tile.level, tile.n * WIDTH + have, tile.n * WIDTH + tile.width))
            if len(hashes) != wanted:
                raise TileError(f"the log is too short for {tile.path()}")
            self._known[tile.level, tile.n] = hashes
        return hashes[:wanted]

    def node(self, level: int, index: int) -> bytes:
        """The root of the full subtree of 2**level leaves that begins at leaf index * 2**level: a tree's `Node`."""
        tile_level, height = divmod(level, _WIDTH_BITS)
        n, first = divmod(index << height, WIDTH)
        return _root(self.read(Tile(tile_level, n, first + (1 << height)))[first * HASH_BYTES:])

    def _made(self, level: int, start: int, end: int) -> Iterable[bytes]:
        if level == 0:
            return self._leaves(start, end)
        return (_root(self.read(Tile(level - 1, n))) for n in range(start, end))


def _root(row: bytes) -> bytes:
    """The root over a row of hashes whose number is a power of two."""
    hashes = [row[i:i + HASH_BYTES] for i in range(0, len(row), HASH_BYTES)]
    while len(hashes) > 1:
        hashes = [node_hash(hashes[i], hashes[i + 1]) for i in range(0, len(hashes), 2)]
    return hashes[0]
