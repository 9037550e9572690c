"""`operis restore`: an installation from a copy and its keys, looked through before anybody relies on it."""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from operis.cli._setting import DATA, KEYS, UNFIT, use_installation
from operis.cli._tables import follow, migrate


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis restore", description="Make an installation from a copy; then look through all of it.")
    about = "a copy that `operis backup` made, or the folder of copies: the one that holds most entries"
    parser.add_argument("copy", metavar="COPY", type=Path, help=about)
    parser.add_argument("--keys", required=True, type=Path, help="a folder with the keys: written from the sheet, or kept apart")
    parser.add_argument("--data", help=f"{DATA}; it has to be empty")
    parser.add_argument("--lost", choices=("bids",), help="this key is lost for good: restore without it; `operis init` makes another")
    words = parser.parse_args(argv)
    use_installation(words.data)
    from operis.cli._copies import CopyError

    try:
        put(words.copy.resolve(), words.keys, words.lost)
    except (CopyError, OSError) as fault:
        print(f"operis: {fault}", file=sys.stderr)
        return UNFIT
    from operis.cli import _fit
    from operis.cli._looked import look

    why = _fit.ledger()  # a copy that is older than what the witness knows; what waits in it gets its place
    status = look(None, as_json=False, lang="en")
    if _fit.vendor() == "PostgreSQL":
        print("Rights are not in a copy. Where Operis serves under its own role: python -m operis.ledger.roles ROLE | psql, as the owner.")
    if why:
        print(f"operis: {why}", file=sys.stderr)
    if why or status:
        told = "It is not whole. Do not serve it before all that is told above is understood. Empty the data folder before another copy."
        print(f"operis: {told}", file=sys.stderr)
    return UNFIT if why else status


def put(copy: Path, keys: Path, lost: str | None = None) -> None:
    """Everything at its place, once it is known to be what was written."""
    from django.conf import settings

    from operis.attachments.sealing import PUT_BACK
    from operis.cli._copies import (
        FILES,
        MANIFEST,
        CopyError,
        copies_in,
        copy_in,
        later_by_name,
        manifest,
        put_database,
        spoilt,
        wrong_place,
    )
    from operis.ledger import read

    if found := copies_in(copy):
        copy = found[-1].folder
        for later in later_by_name(found):
            print(f"operis: {later}", file=sys.stderr)
    origin = manifest(copy)["origin"]
    print(f"Copy: {copy_in(copy).says()}.", flush=True)
    wrong = [*spoilt(copy), *(f"{keys / name} is missing. {PUT_BACK}" for name in KEYS if not (keys / name).is_file())]
    if not wrong and origin == settings.OPERIS_ORIGIN:
        wrong += [*wrong_ledger_key(copy, keys / "ledger.pem"), *wrong_sealing_key(copy, keys / "bids", lost)]
    if origin != settings.OPERIS_ORIGIN:
        wrong.append(f"It is a copy of {origin}; OPERIS_ORIGIN says {settings.OPERIS_ORIGIN}.")
    wrong += wrong_place(settings.DATABASES["default"], copy)
    data = Path(settings.OPERIS_DATA)
    if data.is_dir() and any(data.iterdir()):
        wrong.append(f"{data} is not empty. Nothing is written over: name another folder by --data.")
    if wrong:
        raise CopyError("\noperis: ".join(wrong))
    try:
        (data / "keys").mkdir(parents=True, mode=0o700)
        for name in os.listdir(keys):
            shutil.copyfile(keys / name, data / "keys" / name)
        if (copy / FILES).is_dir():
            shutil.copytree(copy / FILES, data / FILES)
        shutil.copyfile(copy / "checkpoint", data / "checkpoint")
        put_database(settings.DATABASES["default"], copy)
    except (CopyError, OSError):
        shutil.rmtree(data, ignore_errors=True)  # it was empty: so it can be tried again
        raise
    migrate()
    if why := follow():
        raise CopyError(why)
    said = copy_in(copy)
    if (held := read.entered()) < said.holds:
        print(f"operis: {said.says()}: it has {held}, and its {MANIFEST} was changed. Look at the other copies too.", file=sys.stderr)


def wrong_ledger_key(copy: Path, file: Path) -> Iterator[str]:
    """The key of another ledger signs nothing here: all that this one signed would look forged."""
    from operis.cli._copies import manifest
    from operis.ledger.checkpoint import NoteError, Verifier, load_key, open_checkpoint

    if not file.is_file() or not (copy / "checkpoint").is_file():
        return
    try:
        open_checkpoint((copy / "checkpoint").read_text(), Verifier.of(manifest(copy)["origin"], load_key(file.read_bytes())))
    except (NoteError, ValueError) as fault:
        yield f"{file} is not the key of this copy's ledger ({fault}). Put that one there, from the sheet or the backup of the keys."


def wrong_sealing_key(copy: Path, file: Path, lost: str | None) -> Iterator[str]:
    """A key that was written down wrongly opens nothing, and what is sealed with it from now on stands on no sheet."""
    from operis.attachments.sealing import SealingKeyError, key_name, read_key
    from operis.cli._copies import MANIFEST, manifest

    named = manifest(copy).get("bids")
    if not file.is_file():
        if named and not lost:
            yield f"{file} is missing, and closed bids cannot be opened without it. If it is lost for good: operis restore --lost bids."
        return
    try:
        read_key(file)
    except SealingKeyError as fault:
        yield f"{fault}"
    else:
        if named and key_name(file) != named:
            says = f"{file} is not the key that this copy's installation had by its {MANIFEST} ({named}): look for a mistake in writing it"
            yield f"{says} from the sheet, and at the other copies, for the list may have been changed."
