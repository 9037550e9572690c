"""What does a file say, as far as it can be read here? The words of a DOCX and of a plain text; of anything else nothing is said."""

import re
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

BODY = "word/document.xml"
READ_MAX = 16 * 2**20
"""Of a larger file nothing is read: packed or not, it takes no more room than this."""
TAG = re.compile(r"<[^>]*>")


def words_of(plain: bytes) -> str:
    """Without its markup; what a word processor parted within a line stands together again."""
    if len(plain) > READ_MAX:
        return ""
    if not plain.startswith(b"PK"):
        return _decoded(plain)
    try:
        with ZipFile(BytesIO(plain)) as packed:
            return unescape(TAG.sub("", _decoded(packed.read(BODY)))) if packed.getinfo(BODY).file_size <= READ_MAX else ""
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError):
        return ""


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
