"""What goes into the record of a docket, and do the tables from which it is made agree with one another?"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils.translation import gettext_noop

from operis.core.codec import Private, commitment
from operis.core.kinds import Json
from operis.dockets.kinds import secret_kinds
from operis.export.record import Kept, export_lines, sign_end
from operis.export.seen import Part, Seen
from operis.ledger import read
from operis.ledger.checkpoint import NoteError, Verifier, open_checkpoint, parse_checkpoint
from operis.ledger.numbers import kind_of
from operis.ledger.read import Misfit, Row, Stored, misfits, said_by
from operis.ledger.tiles import Tiles
from operis.ledger.tree import Frontier


class NotInLogError(Exception):
    """No entry of the docket is in the log yet; the sequencer comes by within a second."""


def record_of(
    docket: str,
    origin: str,
    key: Ed25519PrivateKey,
    tiles: Tiles,
    *,
    may_read_private: bool = False,
    withheld: Callable[[Stored], bool] = lambda _: False,
    also: Sequence[int] = (),
) -> Iterator[str]:
    """The lines of the record of a docket, as far as its entries are in the log.

    The checkpoints are those by which its entries came into the log, those of the sizes in `also` (which the reader holds from
    elsewhere), and the newest. What the tables say is written as they say it: `damage` tells where they disagree.
    """
    places, notes = read.positions(docket), read.checkpoints(docket, also)
    if not places:
        raise NotInLogError(docket)
    shown = read.private_values(docket) if may_read_private else {}
    entries = [_kept(stored, places[stored.no], withheld, shown) for stored in read.entries(docket) if stored.no in places]
    end = sign_end(origin, docket, len(entries), parse_checkpoint(notes[-1].rpartition("\n\n")[0] + "\n").size, key)
    return export_lines(origin, Verifier.of(origin, key).vkey, docket, entries, tiles.node, notes, may_read_private, end)


def _kept(stored: Stored, index: int, withheld: Callable[[Stored], bool], shown: Mapping[int, Mapping[str, tuple[bytes, Json]]]) -> Kept:
    if withheld(stored):
        return Kept(index, None)
    return Kept(index, stored.body, tuple(Private(path, *kept) for path, kept in sorted(shown.get(stored.no, {}).items())))


def damage(docket: str) -> list[str]:
    """Where the tables of the record disagree about a docket, by the number of the entry, from 1; nothing where they agree."""
    return [one.words() for one in damaged(docket, read.size())]


def damaged(docket: str, size: int) -> Iterator[Seen]:
    """The same as findings; `size` is how many entries are in the log."""
    rows = read.rows(docket)
    private = read.private_rows(docket)
    there = {row.no for row in rows}
    for no in sorted({*range(len(there)), *read.positions(docket), *private} - there):
        yield Seen(gettext_noop("{docket} no. {no}: it is not there"), {"docket": docket, "no": no + 1})
    before = None
    for row in rows:
        said = said_by(row.body)
        place = before.place + 1 if before is not None and before.request == row.request else 0
        if wrong := (*_row(docket, row, said, place, size), *_private(said, private.get(row.no, {}))):
            facts: dict[str, str | int] = {"docket": docket, "no": _number(said, row)}
            yield Seen(gettext_noop("{docket} no. {no}: {parts} cannot be right"), facts, wrong)
        before = row


def _number(said: Mapping[str, Json], row: Row) -> int:
    """The number that people read, by what the entry itself says where it says one."""
    no = said.get("no")
    return (no if isinstance(no, int) else row.no) + 1


_PARTS = {
    Misfit.NUMBER: gettext_noop("its number"),
    Misfit.KIND: gettext_noop("its kind"),
    Misfit.REQUEST: gettext_noop("its request"),
    Misfit.BYTES: gettext_noop("its bytes or their hash"),
}


def _row(docket: str, row: Row, said: Mapping[str, Json], place: int, size: int) -> Iterator[Part]:
    wrong = set(misfits(said, docket=docket, no=row.no, kind=row.kind, body=row.body, leaf=row.leaf, request=row.request))
    if row.place != place:
        wrong.add(Misfit.REQUEST)
    if row.logged not in (None, row.leaf):
        wrong.add(Misfit.BYTES)
    for misfit in _PARTS:
        if misfit in wrong:
            yield _PARTS[misfit], ""
    if row.waiting == (row.position is not None) or (row.position is not None and not 0 <= row.position < size):
        yield gettext_noop("its place in the log"), ""
    if (row.logged_with and kind_of(docket) not in secret_kinds()) or row.held_by not in ("", row.logged_with or ""):
        yield gettext_noop("what its receipt promises"), ""


def _private(said: Mapping[str, Json], there: Mapping[str, tuple[bytes | None, str | None]]) -> Iterator[Part]:
    committed = dict(_commitments(said, ""))
    for path in sorted({*committed, *there}):
        salt, value = there.get(path, (b"", ""))
        erased = salt is None and value is None
        if path not in committed or not (erased or _opens(committed[path], salt, value)):
            yield gettext_noop("the private value at {path}"), path


def _commitments(value: Json, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value.keys() == {"private"}:
            yield path, str(value["private"])
        for name, item in value.items():
            yield from _commitments(item, f"{path}/{name}")


def _opens(committed: str, salt: bytes | None, value: str | None) -> bool:
    try:
        return salt is not None and value is not None and commitment(salt, json.loads(value)) == committed
    except (ValueError, TypeError, RecursionError):
        return False


def damaged_checkpoints(verifier: Verifier) -> list[str]:
    """The checkpoints whose row, note and roots of subtrees disagree, or that this key did not sign."""
    return [
        f"the checkpoint of {size} entries cannot be right"
        for size, frontier, note in read.checkpoint_rows()
        if not _sound(size, frontier, note, verifier)
    ]


def _sound(size: int, frontier: bytes, note: str, verifier: Verifier) -> bool:
    try:
        signed, kept = open_checkpoint(note, verifier), Frontier.from_bytes(frontier)
    except (NoteError, ValueError):
        return False
    return (signed.size, signed.root) == (size, kept.root()) and kept.size == size
