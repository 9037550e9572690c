"""What of an installation's own work went wrong and waits for its operator: told by doctor, and on the desk of who supervises.

One file in the data folder, written anew as a whole; no act, and nothing that the record says.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings

NAME: Final = "troubles.json"
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    says: str
    since: str


def all_told(about: str) -> Mapping[str, Trouble]:
    """By what it concerns (a docket, a file), of one kind of work."""
    return {key: Trouble(**one) for key, one in _read().get(about, {}).items()}


def tell(about: str, found: Mapping[str, str], at: datetime) -> None:
    """What is wrong now, as a whole; what was wrong before keeps its day."""
    before = _read()
    kept = before.get(about, {})
    here = f"{at:%Y-%m-%dT%H:%M:%SZ}"
    now = {key: {"says": says, "since": kept.get(key, {}).get("since", here)} for key, says in list(found.items())[:MOST]}
    if now != kept:
        file = _file()
        new = file.with_suffix(".new")
        new.write_text(json.dumps({**before, about: now}, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(file)


def _file() -> Path:
    return Path(settings.OPERIS_DATA) / NAME


def _read() -> dict[str, dict[str, dict[str, str]]]:
    try:
        told: dict[str, dict[str, dict[str, str]]] = json.loads(_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return told
