"""A ledger is filled with needs by SQL: thousands a second, and each row as a put would have made it."""

import time
from itertools import count

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, transaction

from bench._twin import Yard
from operis.ledger import read
from operis.ledger.sequence import sequence
from operis.ledger.tree import leaf_hash
from tests.ledger.county import consultation, need_recorded

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FIRST = 1_000_000
CHUNK = 1_000
_numbers = count(FIRST)


def fill(yard: Yard, entries: int, each: int) -> float:
    """Copies of one need with its consultations until there are so many entries; how many seconds it took."""
    start = time.perf_counter()
    docket = yard.county.done(None, need_recorded()).docket
    for _ in range(each - 1):
        yard.county.done(docket, consultation())
    stored, rows = read.entries(docket), read.rows(docket)
    parts, line = _one("register_need_part", docket), _one("register_docket", docket)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM entry")
        there = cursor.fetchone()[0]
    for _ in range(0, (entries - there) // each, CHUNK):
        numbers = [f"DC-2026-N-{next(_numbers)}" for _ in range(CHUNK)]
        made = [(number, one, row) for number in numbers for one, row in zip(stored, rows, strict=True)]
        bodies = [one.body.replace(docket, number).replace(row.request, _request(number, one.no)) for number, one, row in made]
        leaves = [leaf_hash(body.encode()) for body in bodies]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO entry (docket, no, kind, body, leaf, request, place) VALUES (%s, %s, %s, %s, %s, %s, 0)",
                [
                    (number, one.no, row.kind, body, leaf, _request(number, one.no))
                    for (number, one, row), body, leaf in zip(made, bodies, leaves, strict=True)
                ],
            )
            cursor.executemany(
                "INSERT INTO waiting (docket, no, leaf) VALUES (%s, %s, %s)",
                [(number, one.no, leaf) for (number, one, _), leaf in zip(made, leaves, strict=True)],
            )
            cursor.executemany(
                "INSERT INTO used_key (key, request) VALUES (%s, %s)",
                [(_request(number, -1 - one.no), _request(number, one.no)) for number, one, _ in made],
            )
            for table, (columns, values) in (("register_need_part", parts), ("register_docket", line)):
                place = columns.index("docket" if table == "register_need_part" else "number")
                cursor.executemany(
                    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})",
                    [(*values[:place], number, *values[place + 1 :]) for number in numbers],
                )
        leave_nothing_waiting()
    return time.perf_counter() - start


def leave_nothing_waiting() -> int:
    placed = 0
    while there := sequence(settings.OPERIS_ORIGIN, KEY):
        placed += there
    return placed


def _request(number: str, no: int) -> str:
    return leaf_hash(f"{number} {no}".encode()).hex()


def _one(table: str, docket: str) -> tuple[list[str], tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {'number' if table == 'register_docket' else 'docket'} = %s", [docket])
        columns, values = [one[0] for one in cursor.description], cursor.fetchone()
        kept = [place for place, column in enumerate(columns) if column != "id"]
        return [columns[place] for place in kept], tuple(values[place] for place in kept)
