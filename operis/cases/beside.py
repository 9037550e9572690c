"""Which files stand beside a case? Those that a step names by their fingerprints are brought by whoever takes it, to be handed out."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from operis.attachments.models import take
from operis.attachments.receiving import Arrived
from operis.attachments.receiving import folder as attachments
from operis.attachments.sorts import sort_of
from operis.cases.stated import scalars
from operis.strict_yaml import Node

FILES = "files"


def bring(case: Path, said: Node | None, persons: Sequence[str], now: datetime) -> None:
    """Keep what is named of the files in the folder beside this one's cases."""
    there = _beside(case / FILES)
    for digest in sorted({one.text for one in scalars(said) if one.text in there}):
        path = there[digest]
        with NamedTemporaryFile(dir=_incoming(), delete=False) as file:
            size = file.write(path.read_bytes())
        arrived = Arrived(path.name, size, digest, Path(file.name), "")
        try:
            take(arrived, sort_of(path).kind, persons[0], now)
        finally:
            arrived.close()


@cache
def _beside(folder: Path) -> Mapping[str, Path]:
    """By their fingerprints."""
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir())} if folder.is_dir() else {}


def _incoming() -> Path:
    incoming = attachments() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    return incoming
