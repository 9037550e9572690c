"""Who on this machine may read the data folder? Whoever it belongs to, and nobody else: folders 700, files 600."""

import os
from collections.abc import Iterator
from pathlib import Path

OTHERS = 0o077


def open_to_others(folder: Path) -> Iterator[Path]:
    """What others may read or write, the folder itself first."""
    for within, _folders, files in os.walk(folder):
        for path in (Path(within), *(Path(within, name) for name in sorted(files))):
            if not path.is_symlink() and path.exists() and path.stat().st_mode & OTHERS:
                yield path


def close(folder: Path) -> list[Path]:
    """Take from others what they could read; gives back which paths."""
    found = list(open_to_others(folder))
    for path in found:
        path.chmod(0o700 if path.is_dir() else 0o600)
    return found
