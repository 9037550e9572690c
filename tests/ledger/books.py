"""Do the books balance? Every sentence about a ledger that must hold at any moment, by reading all of it."""

import json
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from operis.ledger import read
from operis.ledger.numbers import kind_of
from operis.ledger.pulse import NAME as PULSE
from operis.ledger.tree import leaf_hash, root_of_hashes
from tests.ledger.tables import rows

Acknowledged = Iterable[tuple[str, int, str]]
"""Docket, number, and leaf in hex, of what somebody was told is entered."""


def faults(acknowledged: Acknowledged = ()) -> list[str]:
    """What is wrong, in words; nothing where all is well."""
    entries = {(row[0], row[1]): row for row in rows("entry")}
    leaves = sorted(rows("leaf"))
    return [*_lost(entries, acknowledged), *_numbered(entries), *_bytes(entries), *_placed(entries, leaves), *_signed(leaves)]


Entries = dict[tuple[str, int], tuple[Any, ...]]


def _lost(entries: Entries, acknowledged: Acknowledged) -> Iterable[str]:
    for docket, no, leaf in acknowledged:
        if (docket, no) not in entries or entries[docket, no][4].hex() != leaf:
            yield f"{docket} no. {no} was acknowledged and is not there"


def _numbered(entries: Entries) -> Iterable[str]:
    dockets: dict[str, list[int]] = {}
    series: dict[str, list[int]] = {}
    for docket, no in sorted(entries):
        dockets.setdefault(docket, []).append(no)
    for docket, numbers in dockets.items():
        if numbers != list(range(len(numbers))):
            yield f"{docket} has the numbers {numbers}"
        name, _, count = docket.rpartition("-")
        if kind_of(docket) != "bid":  # whose number is chance
            series.setdefault(name, []).append(int(count))
    counters = {name: last for name, last in rows("counter") if not name.startswith("X-") and name != PULSE}
    if counters != {name: len(numbers) for name, numbers in series.items()}:
        yield f"the counters say {counters}"
    for name, numbers in series.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"the series {name} has the numbers {sorted(numbers)}"
    requests = [(row[5], row[6]) for row in entries.values()]
    if len(set(requests)) != len(requests):
        yield "a request was entered twice"
    if {row[1] for row in rows("used_key")} != {request for request, _ in requests}:
        yield "the keys are not those of the requests"


def _bytes(entries: Entries) -> Iterable[str]:
    for (docket, no), (_, _, kind, body, leaf, request, *_) in entries.items():
        said = json.loads(body)
        if leaf != leaf_hash(body.encode()) or (said["docket"], said["no"], said["act"]["kind"], said["request"]) != (
            docket,
            no,
            kind,
            request,
        ):
            yield f"{docket} no. {no} does not say what its row says"
    last: dict[str, str] = {}
    for docket, no in sorted(entries):
        entered = json.loads(entries[docket, no][3])["entered"]
        if entered < last.get(docket, ""):
            yield f"{docket} no. {no} was entered before the one before it"
        last[docket] = entered


def _placed(entries: Entries, leaves: list[tuple[Any, ...]]) -> Iterable[str]:
    if [row[0] for row in leaves] != list(range(len(leaves))):
        yield "the positions have a gap"
    placed, waiting = {(row[1], row[2]) for row in leaves}, {(row[0], row[1]) for row in rows("waiting")}
    if placed & waiting or placed | waiting != set(entries):
        yield "an entry is neither placed nor waiting, or both"
    next_number: dict[str, int] = {}
    for _, docket, no, leaf in leaves:
        if no != next_number.get(docket, 0) or entries[docket, no][4] != leaf:
            yield f"{docket} no. {no} stands at a wrong place"
        next_number[docket] = no + 1


def _signed(leaves: list[tuple[Any, ...]]) -> Iterable[str]:
    newest = read.newest_checkpoint()
    if newest is None:
        if leaves:
            yield "there are leaves, and nothing is signed"
        return
    _, size, root = newest.split("\n")[:3]
    if int(size) != len(leaves) or root != b64encode(root_of_hashes(row[3] for row in leaves)).decode():
        yield "the newest checkpoint is not that of the leaves"
