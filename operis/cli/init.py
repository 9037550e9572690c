"""`operis init`: what must be there before the first start? The data folder, its keys, the tables, and the first word of the log."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from operis.cli._modes import close
from operis.cli._setting import KEYS, UNFIT, use_installation
from operis.cli._tables import follow, migrate
from operis.ledger.durable import write_once

LOSES = {
    "django": "Without it one-time codes that people have set up are no longer read, and everybody signs in anew.",
    "ledger.pem": "Without it nothing more can be signed in the name of this ledger.",
    "bids": "Without it closed bids cannot be opened, nor opened ones read.",
}
"""What is lost with each key."""
REPLACEABLE = ("django", "bids")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis init", description="Make the data folder, its keys and the tables. Safe to repeat.")
    parser.add_argument("--data", help="the data folder (default: OPERIS_DATA, else ./data)")
    parser.add_argument("--begin-witness", action="store_true", help="begin OPERIS_WITNESS over a log that has entries, in public")
    parser.add_argument("--decided-by", metavar="WHO", help="who decided to begin it: name and office")
    parser.add_argument("--paper", metavar="NO", help="number or fingerprint of that decision in writing")
    parser.add_argument("--lost", action="append", default=[], choices=REPLACEABLE, help="this key is lost for good: make another")
    arguments = parser.parse_args(argv)
    if arguments.begin_witness and not (arguments.decided_by and arguments.paper):
        parser.error("--begin-witness needs --decided-by and --paper")
    use_installation(arguments.data)

    from django.conf import settings
    from django.db import Error, connection

    from operis.cli._failing import is_full
    from operis.cli._fit import first_line, folder, vendor
    from operis.ledger.insert_only import guard_again

    keys: Path = settings.OPERIS_DATA / "keys"
    if why := elsewhere():
        print(f"operis init: {why}", file=sys.stderr)
        return UNFIT
    for path in (keys, settings.OPERIS_DATA / "attachments"):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if why := folder():
        print(f"operis init: {why}", file=sys.stderr)
        return UNFIT
    try:
        signed = begun()
        told = make_keys(keys, signed, arguments.lost)
        migrate()
        may_not = follow()
        guards = guard_again(connection)
    except Error as fault:
        if is_full(fault):
            raise  # told with its cure, as for every word
        print(f"operis init: {vendor()}: {first_line(fault)}. On PostgreSQL the owner of the tables runs this word.", file=sys.stderr)
        return UNFIT
    if guards:
        says = "Somebody had taken that away: operis verify --all looks at what was changed."
        print(f"Kept from being changed again: {', '.join(guards)}. {says}")
    for path in close(settings.OPERIS_DATA):
        print(f"Closed to others: {path}")
    if told or may_not:
        print(told or f"operis init: {may_not}", file=sys.stderr)
        return UNFIT
    return ready(arguments)


def elsewhere() -> str:
    """Whether the folder's ledger lies in another database, or is a newer version's, looked at before anything is made in this one."""
    from operis.cli._fit import database, newer
    from operis.cli._fit import elsewhere as in_another

    return "" if database() else in_another() or newer()


def begun() -> str:
    """By which key the entries that are there were signed, or that there are some; empty for a ledger without entries."""
    from django.db import connection

    from operis.ledger import read
    from operis.ledger.outside import remembered

    there = connection.introspection.table_names()
    note = read.newest_checkpoint() if "checkpoint" in there else None
    if note is None and remembered().is_file():
        note = remembered().read_text(errors="replace")
        note = None if note.split("\n")[1:2] == ["0"] else note
    if note is not None:
        return signer(note)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry" if "entry" in there else "SELECT 0")
        return "a key that no checkpoint names" if cursor.fetchone()[0] else ""


def signer(note: str) -> str:
    """The name and the number of the key by which a note was signed."""
    from operis.ledger.checkpoint import NoteError, decode_base64

    *_, line = note.rstrip("\n").split("\n")
    try:
        _, name, signature = line.split(" ")
        return f"{name}+{decode_base64(signature)[:4].hex()}"
    except (ValueError, NoteError):
        return "a key that its checkpoint does not name"


def make_keys(keys: Path, signed: str, lost: Sequence[str]) -> str:
    """Make those that are missing where nothing was signed yet; where there are entries, tell which is missing instead."""
    from django.conf import settings

    from operis.attachments import sealing

    names = (*KEYS, "bids") if any_sealed() else KEYS
    missing = [name for name in names if not (keys / name).is_file()]
    if signed and (kept := [name for name in missing if name not in lost]):
        says = [f"operis init: this ledger has entries, signed with {signed}, and no key is made where there are entries. Missing:"]
        says += [f"  {keys / name}: put it back from the key sheet or the backup of the keys. {LOSES[name]}" for name in kept]
        says += [f"  If {name} is lost for good: operis init --lost {name}" for name in kept if name in REPLACEABLE]
        return "\n".join(says)
    make_key(keys / "django", settings.SECRET_KEY)
    make_key(keys / "ledger.pem", ledger_pem())
    sealing.make_key()
    return ""


def any_sealed() -> bool:
    """Whether something here is sealed with the key of the bids."""
    from django.db import connection

    from operis.attachments import models

    tables = connection.introspection.table_names()
    return "attachment" in tables and (models.anything_sealed() if "bid_draft" in tables else models.any_sealed())


def ready(arguments: argparse.Namespace) -> int:
    """The log's first word is kept outside it, and what this ledger is is told."""
    from django.conf import settings

    from operis.cli._fit import ledger
    from operis.clock import is_demo, verifier
    from operis.ledger import read

    keep_laws()
    begun = begin_outside()
    for path in begun:
        print(f"Begun: {path}, where the newest checkpoint is kept")
    here = Path(settings.OPERIS_WITNESS) in begun
    if arguments.begin_witness and not here and (why := begin_witness(arguments.decided_by, arguments.paper)):
        print(f"operis init: {why}", file=sys.stderr)
        return UNFIT
    if why := ledger():
        print(f"operis init: {why}", file=sys.stderr)
        return UNFIT
    print(f"Ready: {settings.OPERIS_DATA}\nThis ledger is {settings.OPERIS_ORIGIN}; its key for checking is\n{verifier().vkey}")
    print("Print the key sheet and keep it in a safe, away from the backup: operis keys --sheet")
    if is_demo() and read.size() == 0:
        print(
            "This is a demonstration, and stays one: its name begins with demo. For a ledger that counts, delete "
            f"{settings.OPERIS_DATA} before the first entry, set OPERIS_ORIGIN to a name of your own, and run operis init again."
        )
    return 0


def keep_laws() -> None:
    """Of this version's laws those that entries name: the next version may have others."""
    from operis.clock import this_office
    from operis.ledger import laws

    book = this_office().book
    for pack in book.packs():
        if laws.named(book.digest(pack)):
            laws.keep(book.digest(pack), partial(book.written, pack))


def begin_outside() -> list[Path]:
    """Begin the files that are missing outside: with a log of no entries; later that in the data folder alone, with what the witness says.

    A witness that is begun over entries would take an older copy for the newest: that is said in public, by `begin_witness`.
    """
    from django.conf import settings

    from operis.clock import ledger_key, verifier
    from operis.ledger import read
    from operis.ledger.checkpoint import sign_checkpoint
    from operis.ledger.outside import LedgerBehindError, kept_outside, known, remember, remembered
    from operis.ledger.tree import EMPTY_ROOT

    missing = [path for path in kept_outside() if not path.exists()]
    try:
        there = known(verifier(), kept_outside())
    except LedgerBehindError:  # told by the look that follows
        return []
    notes = [one.note for one in there]
    if read.size() or any(one.said.size for one in there):
        missing = [path for path in missing if path == remembered()]
    elif not notes:
        notes = [sign_checkpoint(settings.OPERIS_ORIGIN, 0, EMPTY_ROOT, ledger_key())]
    for path in missing if notes else []:
        remember(path, notes[0])
    return missing if notes else []


def begin_witness(decided_by: str, paper: str) -> str:
    """Enter for everybody to read that the witness is begun, and begin it; why not, where it is there or the log is not whole."""
    from django.conf import settings

    from operis import clock
    from operis.clerk import Refused, put
    from operis.cli._fit import LOST
    from operis.cli._person import administrator
    from operis.core.mandates import Mandate, Role
    from operis.dockets.platform.commands import BeginWitness
    from operis.ledger import read
    from operis.ledger.outside import LedgerBehindError, check_not_behind, remembered
    from operis.ledger.tiles import Tiles
    from operis.ledger.tree import root_of_hashes

    if not settings.OPERIS_WITNESS or Path(settings.OPERIS_WITNESS).exists():
        return "There is no witness to begin: OPERIS_WITNESS is not set, or its file is there."
    try:
        check_not_behind(clock.verifier(), Tiles(read.leaves), remembered())
    except LedgerBehindError as fault:
        return f"{fault} {LOST}"
    size, login = read.size(), administrator()
    root = root_of_hashes(read.leaves(0, size)).hex()
    asked = BeginWitness(size=size, root=root, decided_by=decided_by, paper=paper, administrator=login)
    mandate, now = Mandate(Role.ADMINISTRATOR, by="import", evidence=f"{login}: {paper}"), clock.now()
    said = put(clock.this_office(), None, asked, mandate, happened=now, entered=now, key=f"begin-witness {size} {root}")
    if isinstance(said, Refused):
        return f"Refused: {said.number}"
    while clock.sequence_once():
        pass
    print(f"Begun: {settings.OPERIS_WITNESS}, after {size} entries; entered for everybody to read: {said.docket}")
    return ""


def ledger_pem() -> str:
    """A new key that signs checkpoints and receipts."""
    from operis.ledger.checkpoint import make_key as make_ledger_key

    return make_ledger_key().decode("ascii").strip()


def make_key(file: Path, text: str) -> None:
    """Write the key where there is none; one that is there is never touched."""
    if not file.exists():
        write_once(file, text + "\n")
