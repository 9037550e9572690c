"""Records of many dockets, as `operis_invariants.py` reads them: the public entries by docket, and what stands on them.

An entry is the JSON that is stored: `act` with `kind`, `happened` and `fields`, `docket`, `entered`, `mandate`, `no`, `notes`, `request`.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Entry = Mapping[str, Any]
Dockets = Mapping[str, Sequence[Entry]]
KINDS = {"S": "procurement", "C": "contract", "V": "supervision", "B": "bid", "G": "budget", "F": "file"}


def kind_of(docket: str) -> str:
    return KINDS.get(next((part for part in docket.split("-") if part in KINDS), ""), "")


def of(dockets: Dockets, kind: str) -> Iterator[tuple[str, Sequence[Entry]]]:
    return ((docket, entries) for docket, entries in sorted(dockets.items()) if kind_of(docket) == kind)


def said(entry: Entry) -> Any:
    return entry["act"]["fields"]


def acts(entries: Iterable[Entry], *kinds: str) -> list[Entry]:
    return [one for one in entries if one["act"]["kind"] in kinds]


def day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def lots_of(entries: Iterable[Entry]) -> list[str]:
    plans = acts(entries, "implementation-plan-filed")
    return ([one["lot"] for one in said(plans[-1])["lots"]] or ["1"]) if plans else ["1"]


def standing(entries: Iterable[Entry]) -> dict[str, Any]:
    """The award that stands of each lot, after what set it aside or reopened the evaluation."""
    found: dict[str, Any] = {}
    for entry in entries:
        kind, fields = entry["act"]["kind"], said(entry)
        if kind == "award-decided":
            found.update({one["lot"]: one for one in fields["awards"]})
        elif kind == "award-set-aside":
            found.pop(fields["lot"], None)
        elif kind == "evaluation-reopened":
            for lot in fields["lots"] or list(found):
                found.pop(lot, None)
    return found


def letters(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The published result that binds each lot: the award letter."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry["act"]["kind"] == "result-published":
            found.update({one["lot"]: entry for one in said(entry)["awards"]})
        elif entry["act"]["kind"] == "award-set-aside":
            found.pop(said(entry)["lot"], None)
    return found


def fen(yuan: str) -> int:
    whole, _point, rest = yuan.partition(".")
    return int(whole) * 100 + (int(rest.ljust(2, "0")) if rest else 0)


def canonical(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) of what a record may hold: names in the order of their UTF-16."""
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def months_after(start: date, months: int) -> date:
    """The day of that number in the month so much later, or its last day where it has none."""
    years, month = divmod(start.month - 1 + months, 12)
    first = date(start.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=start.day - 1), following - timedelta(days=1))


class Unreadable(Exception):
    """A file that holds no record."""


def read(paths: Iterable[str]) -> dict[str, list[Any]]:
    """The public entries of every record in the files and folders."""
    found: dict[str, list[Any]] = {}
    for path in (one for given in paths for one in files(Path(given))):
        try:
            lines = [json.loads(line) for line in _text(path).splitlines() if line.strip()]
            if lines[0]["format"] != "operis/record/v1":
                raise ValueError(lines[0])
            found[lines[0]["docket"]] = [json.loads(line["entry"]) for line in lines[1:] if "entry" in line]
        except (ValueError, LookupError, TypeError, StopIteration, zipfile.BadZipFile) as fault:
            raise Unreadable(f"{path} is no record, or not a whole one. Download it again from the page of its process.") from fault
    return found


def files(path: Path) -> list[Path]:
    return sorted(one for one in path.rglob("*") if one.suffix in (".jsonl", ".zip")) if path.is_dir() else [path]


def _text(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_text("utf8")
    with zipfile.ZipFile(path) as archive:
        return next(archive.read(name).decode() for name in archive.namelist() if name.endswith(".jsonl"))
