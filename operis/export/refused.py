"""Are all refusals still there, as they were? They are no acts and nobody signs them: numbers without gaps, and what the last look saw."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from django.db import connection
from django.utils.translation import gettext_noop

from operis.export.seen import Seen
from operis.ledger import whole
from operis.ledger.read import as_bytes

COLUMNS = "docket, kind, command, body, role, persons, at, happened, law_pack, status, acts, grounds, request, more"
NUMBER = re.compile(r"(X-[0-9]{4})-([0-9]{6,})")
Memory = Mapping[str, tuple[int, str]]
"""By series: how many refusals there were, and a digest over all of them."""
Row = tuple[int, bytes]


def refused(rows: Mapping[str, list[Row]], known: Memory) -> Iterator[Seen]:
    """Each number that is missing; and each series in which what was there at the last look is no more, or is another."""
    counted = {series: last for series, last in whole.counters().items() if series.startswith("X-")}
    for series in sorted({*rows, *counted, *known}):
        there = {count for count, _ in rows.get(series, [])}
        last, highest = counted.get(series, 0), max(there, default=0)
        facts: dict[str, str | int] = {"series": series, "said": last, "number": highest}
        if last < highest:
            yield Seen(gettext_noop("The counter of {series} says {said}, and its numbers go to {number}"), facts)
        for count in range(1, max(last, highest) + 1):
            if count not in there:
                yield Seen(gettext_noop("The refusal {number} is not there"), {"number": f"{series}-{count:06}"})
        seen, digest = known.get(series, (0, ""))
        if seen and _digest(rows.get(series, []), seen) != digest:
            says = gettext_noop("The refusals {series}-000001 to {number:06} are not those that the last sound look saw")
            yield Seen(says, {"series": series, "number": seen})


def remembered(rows: Mapping[str, list[Row]], known: Memory) -> dict[str, tuple[int, str]]:
    """What the next look compares with: what is there now, but where it is not what was known, still that."""
    now = dict(known)
    for series, there in rows.items():
        seen, digest = known.get(series, (0, ""))
        if not seen or _digest(there, seen) == digest:
            now[series] = (there[-1][0], _digest(there, there[-1][0]))
    return now


def refusals() -> dict[str, list[Row]]:
    """By series the number of each refusal, in order, with a digest of what it says and under which rows it is counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT refusal, row FROM refusals_under ORDER BY refusal, row")
        under: dict[object, list[object]] = {}
        for number, row in cursor.fetchall():
            under.setdefault(_plain(number), []).append(_plain(row))
        cursor.execute(f"SELECT number, {COLUMNS} FROM refusals")
        found: dict[str, list[Row]] = {}
        for number, *columns in cursor.fetchall():
            named = NUMBER.fullmatch(number) if isinstance(number, str) else None
            if named is not None:
                said = json.dumps([number, *map(_plain, columns), under.get(number, [])])
                found.setdefault(named[1], []).append((int(named[2]), hashlib.sha256(said.encode()).digest()))
    return {series: sorted(there) for series, there in found.items()}


def _digest(rows: list[Row], upto: int) -> str:
    return hashlib.sha256(b"".join(digest for count, digest in rows if count <= upto)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if value is None or isinstance(value, str | int | float) else as_bytes(value).hex()
