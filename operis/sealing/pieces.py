"""Bytes that come in pieces of whatever length, taken by as many as are asked for: a large file is never in memory."""

from collections.abc import Iterable, Iterator


class Pieces:
    """What has not been taken yet."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._held = iter(pieces), bytearray()

    def take(self, length: int) -> bytes:
        """As many bytes as that; fewer only where they end."""
        while len(self._held) < length and self._more():
            pass
        return self._given(length)

    def line(self, most: int) -> bytes | None:
        """Up to the end of the line, which is taken away; None where none ends within so many bytes."""
        while (end := self._held.find(b"\n", 0, most + 1)) < 0 and len(self._held) <= most and self._more():
            pass
        if end < 0:
            return None
        return self._given(end + 1)[:-1]

    def each(self, length: int, most: int) -> Iterator[bytes]:
        """The next `length` bytes in pieces of at most `most`; fewer where they end before."""
        while length and (taken := self.take(min(length, most))):
            length -= len(taken)
            yield taken

    def _more(self) -> bool:
        more = next(self._pieces, None)
        if more is not None:
            self._held += more
        return more is not None

    def _given(self, length: int) -> bytes:
        taken = bytes(self._held[:length])
        del self._held[:length]
        return taken
