"""Is what the record names by a digest still there, and still that? What was sealed, and files; none of their content is told."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext_noop

from operis.attachments.bidding import BidFile, plain_of
from operis.attachments.models import Attachment, Brought, place_of, stored_of
from operis.attachments.receiving import folder, sealed_place
from operis.attachments.sealed_bids import SealedUpload, sealed_pieces
from operis.attachments.sealing import SealingKeyError, opened
from operis.dockets.bid.acts import BidSealed
from operis.export.seen import Seen
from operis.ledger import read
from operis.ledger.numbers import kind_of

SHOWN_DIGITS, KEPT = 16, "none"


def sealed(dockets: Iterable[str]) -> Iterator[Seen]:
    """What each bid sealed, by the digest that its act names; and what no act names."""
    named = {(docket, one.sealed_sha256) for docket in dockets for one in _sealed_in(docket) if one.sealing == KEPT}
    for docket, sha256 in Attachment.objects.order_by("docket", "sha256").values_list("docket", "sha256").iterator():
        facts: dict[str, str | int] = {"docket": docket, "sha256": sha256[:SHOWN_DIGITS]}
        if (docket, sha256) not in named:
            yield Seen(gettext_noop("{docket}: something is kept that no act names ({sha256})"), facts)
            continue
        named.discard((docket, sha256))
        try:
            plain = opened(stored_of(docket, sha256) or b"", docket, sha256)
        except SealingKeyError:
            yield Seen(gettext_noop("{docket}: what was sealed cannot be read ({sha256}): keys/bids is missing or another"), facts)
            continue
        if plain is None or hashlib.sha256(plain).hexdigest() != sha256:
            yield Seen(gettext_noop("{docket}: what is kept is not what was sealed ({sha256})"), facts)
    for docket, sha256 in sorted(named):
        yield Seen(gettext_noop("{docket}: what was sealed is not there ({sha256})"), {"docket": docket, "sha256": sha256[:SHOWN_DIGITS]})


def sealed_to_holders(dockets: Iterable[str]) -> Iterator[Seen]:
    """The sealed bytes of each bid that nobody here can read: all of them, as they came."""
    for docket in dockets:
        for one in _sealed_in(docket):
            if one.sealing == KEPT:
                continue
            pieces, facts = sealed_pieces(docket, one.sealed_sha256), {"docket": docket, "sha256": one.sealed_sha256[:SHOWN_DIGITS]}
            if pieces is None:
                yield Seen(gettext_noop("{docket}: what was sealed is not there ({sha256})"), {**facts})
            elif _digest_of(pieces) != one.sealed_sha256:
                yield Seen(gettext_noop("{docket}: what is kept is not what was sealed ({sha256})"), {**facts})


def unsent(before: datetime) -> Iterator[SealedUpload]:
    """Sealed bytes that were brought before that time, and that no bid names."""
    for row in SealedUpload.objects.filter(at__lt=before).order_by("docket", "number"):
        if row.sha256 not in {one.sealed_sha256 for one in _sealed_in(row.docket)}:
            yield row


def _sealed_in(docket: str) -> Iterator[BidSealed]:
    for entry in read.entries(docket) if kind_of(docket) == "bid" else ():
        try:
            act = entry.act
        except (ValueError, KeyError, TypeError, AttributeError):  # an entry that was changed is told where entries are looked at
            continue
        if isinstance(act, BidSealed):
            yield act


def files(dockets: Iterable[str]) -> Iterator[Seen]:
    """Each file that somebody brought, and each that lies in the folder."""
    there = {path.name: path for path in _lying()}
    for sha256, size in Brought.objects.order_by("sha256").values_list("sha256", "size").distinct():
        path = there.pop(sha256, None) or place_of(sha256)
        facts: dict[str, str | int] = {"file": sha256}
        if not path.is_file():
            yield Seen(gettext_noop("File {file}: it is not there"), facts)
        elif path.stat().st_size != size or _digest(path) != sha256:
            yield Seen(gettext_noop("File {file}: it is not the one that was brought"), facts)
    for name in sorted(there):
        yield Seen(gettext_noop("File {file}: nobody brought it"), {"file": name})


def bid_files() -> Iterator[Seen]:
    """Each file of a bid that came whole: it lies sealed, and is opened to be looked at, and told of by its number alone."""
    for row in BidFile.objects.exclude(sha256="").order_by("docket", "number").iterator():
        facts: dict[str, str | int] = {"file": f"{row.docket} {row.number}"}
        try:
            whole = plain_of(row) is not None
        except SealingKeyError:
            yield Seen(gettext_noop("File {file}: it cannot be read: keys/bids is missing or another"), facts)
            continue
        if not whole:
            changed, gone = gettext_noop("File {file}: it is not the one that was brought"), gettext_noop("File {file}: it is not there")
            yield Seen(changed if sealed_place(row.number).is_file() else gone, facts)


def _lying() -> Iterator[Path]:
    """The files in the folder; what is still coming in lies elsewhere."""
    for within in sorted(folder().glob("[0-9a-f][0-9a-f]")) if folder().is_dir() else ():
        yield from (path for path in sorted(within.iterdir()) if path.is_file())


def _digest_of(pieces: Iterable[bytes]) -> str:
    told = hashlib.sha256()
    for piece in pieces:
        told.update(piece)
    return told.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
