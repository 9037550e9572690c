"""What did the law say by which an entry was decided? Kept by its fingerprint when it is first used, so that it can be read for ever."""

import hashlib
import zlib
from collections.abc import Callable
from functools import lru_cache

from django.db import connection, transaction

from operis.ledger.models import LawText

NOT_KEPT = b""
"""Of a law that entries of an earlier version name, which kept none: it is told apart from one that was taken away."""
_KEPT: set[tuple[str, str]] = set()
"""By database and fingerprint those that this process knows to be kept."""


def keep(digest: str, text: Callable[[], str]) -> None:
    """Keep the text under its fingerprint, in the transaction of the entry that names it; asked again costs nothing."""
    known = (str(connection.settings_dict["NAME"]), digest)
    if known in _KEPT:
        return
    if not LawText.objects.filter(digest=digest).exclude(packed=NOT_KEPT).exists():
        LawText.objects.update_or_create(digest=digest, defaults={"packed": _packed(text())})
    transaction.on_commit(lambda: _KEPT.add(known))


@lru_cache(maxsize=4)
def _packed(text: str) -> bytes:
    """Packed once by a process, however often a transaction that would keep it is taken back."""
    return zlib.compress(text.encode(), 9)


def kept() -> set[str]:
    """The fingerprints under which something is kept."""
    return set(LawText.objects.values_list("digest", flat=True))


def missing(digest: str) -> bool:
    """Whether the text should be here and is not, or is another."""
    found = LawText.objects.filter(digest=digest).first()
    return found is None or (found.packed != NOT_KEPT and _unpacked(found) is None)


def text_of(digest: str) -> str | None:
    """The text that has this fingerprint, or one that begins so; None where none was kept, or what is kept has another."""
    found = LawText.objects.filter(digest__startswith=digest).order_by("digest").first()
    return None if found is None else _unpacked(found)


def _unpacked(found: LawText) -> str | None:
    try:
        text = zlib.decompress(found.packed)
    except (zlib.error, TypeError):  # TypeError: in SQLite anything can stand there
        return None
    return text.decode() if hashlib.sha256(text).hexdigest() == found.digest else None


def named(digest: str) -> bool:
    """Whether an entry names this law."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM entry WHERE body LIKE %s LIMIT 1", [f'%"pack":"{digest}"%'])
        return cursor.fetchone() is not None
