"""What is on the disk for good? A file that is there whole or not at all, through a full disk and a power cut."""

import os
import secrets
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """The names in a folder, too, must be on the disk."""
    there = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(there)
    finally:
        os.close(there)


def write_once(path: Path, text: str) -> None:
    """Make a file for its owner alone; one that is there is never touched, and of two who make it at once the first does."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        if not path.exists():
            os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)
