"""How does a file of a bid lie on the disk before its opening? Encrypted piece by piece as it comes, so that it goes on where it was cut.

    operis/sealed-file/v1 <first 16 hex digits of SHA-256 of the key>\\n, then for each piece:
    length of the plain bytes in 4 bytes | nonce of 12 bytes | AES-256-GCM of the plain bytes

with the number of the file and the place of the piece as what else is authenticated. A piece that was cut on its way to the disk is no
piece: what stands before it is whole, and the next one takes its place. Plain bytes are in memory for one piece at a time.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from operis.attachments.sealing import NONCE_BYTES, SealingKeyError, named, read_key

FORM = b"operis/sealed-file/v1 "
LENGTH_BYTES, TAG_BYTES = 4, 16
PIECE_BYTES = 1024 * 1024
"""The most that a piece holds."""


class Writer:
    """A sealed file that grows behind the whole pieces that stand in it. What is written is on the disk once it is flushed."""

    def __init__(self, path: Path, number: str) -> None:
        self._key, self._number = AESGCM(read_key()), number
        self.name = str(path)
        self._held = bytearray()
        self._file: IO[bytes] = path.open("a+b")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._pieces, self.size, end = _standing(self._file)
        self._file.truncate(end)
        if not end:
            self._file.write(_head())

    def write(self, plain: bytes) -> None:
        self._held += plain
        while len(self._held) >= PIECE_BYTES:
            self._piece(bytes(self._held[:PIECE_BYTES]))
            del self._held[:PIECE_BYTES]

    def flush(self) -> None:
        """Everything that was written, down to the disk."""
        if self._held:
            self._piece(bytes(self._held))
            self._held.clear()
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _piece(self, plain: bytes) -> None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._key.encrypt(nonce, plain, _bound(self._number, self._pieces))
        self._file.write(len(plain).to_bytes(LENGTH_BYTES, "big") + nonce + sealed)
        self._pieces, self.size = self._pieces + 1, self.size + len(plain)


def plain_pieces(path: Path, number: str) -> Iterator[bytes]:
    """The plain bytes of a sealed file, piece by piece, up to where it was cut or changed; SealingKeyError where the key is another."""
    key = AESGCM(read_key())
    with path.open("rb") as file:
        if file.read(len(_head())) != _head():
            raise SealingKeyError(f"{path} was not sealed by the key that is here. Put that one back from the key sheet.")
        for place, (nonce, sealed) in enumerate(_sealed_pieces(file)):
            try:
                yield key.decrypt(nonce, sealed, _bound(number, place))
            except InvalidTag:
                return


def arrived_bytes(path: Path) -> int:
    """How many plain bytes stand in whole pieces."""
    if not path.is_file():
        return 0
    with path.open("rb") as file:
        return _standing(file)[1]


def _standing(file: IO[bytes]) -> tuple[int, int, int]:
    """How many whole pieces there are, how many plain bytes are in them, and where the last of them ends."""
    last = file.seek(0, os.SEEK_END)
    end = file.seek(len(_head()))
    count = size = 0
    while len(length := file.read(LENGTH_BYTES)) == LENGTH_BYTES:
        plain = int.from_bytes(length, "big")
        behind = end + LENGTH_BYTES + NONCE_BYTES + plain + TAG_BYTES
        if behind > last:
            break
        count, size, end = count + 1, size + plain, file.seek(behind)
    return count, size, end if last >= len(_head()) else 0


def _sealed_pieces(file: IO[bytes]) -> Iterator[tuple[bytes, bytes]]:
    while len(head := file.read(LENGTH_BYTES + NONCE_BYTES)) == LENGTH_BYTES + NONCE_BYTES:
        length = int.from_bytes(head[:LENGTH_BYTES], "big") + TAG_BYTES
        sealed = file.read(length) if length <= PIECE_BYTES + TAG_BYTES else b""
        if len(sealed) != length:
            return
        yield head[LENGTH_BYTES:], sealed


def _head() -> bytes:
    return FORM + named(read_key()) + b"\n"


def _bound(number: str, place: int) -> bytes:
    return f"{number}\n{place}".encode()
