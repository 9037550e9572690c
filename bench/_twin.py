"""A put, its plain-SQL twin, and a bare commit: what `put` compares."""

import fcntl
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.conf import settings
from django.db import connection

from operis.clerk import Entered
from operis.core.acts import Command
from operis.core.money import Fen
from operis.ledger.locks import lock_key
from tests.ledger.county import County, consultation, need_recorded, small_plan

MANY = 200
Statement = tuple[str, tuple[Any, ...]]


class Yard:
    """A founded county with its dockets, and a recorded put of what is compared."""

    def __init__(self) -> None:
        self.county = County(name=secrets.token_hex(8)).founded()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bare (one TEXT PRIMARY KEY, two TEXT)")
        self.recorded: dict[str, tuple[list[Statement], str, int, str, str]] = {}

    def prepare(self, asked: str, dockets: str) -> None:
        """New dockets for a round, half for the puts and half for the twins, so that they are as long for both."""
        self.asked, self.kept = asked, []
        if asked not in self.recorded:
            self.recorded[asked] = self.record(self.county.done(None, need_recorded()).docket if asked == "consultation" else None)
        if dockets != "new":
            self.kept = [self.county.done(None, need_recorded()).docket for _ in range(2 * (MANY if dockets == "many" else 1))]

    @property
    def command(self) -> Command:
        if self.asked == "consultation":
            return consultation()
        return small_plan(budget=Fen(1), category=secrets.token_hex(4))  # no year has thousands of plans of one category

    def ask(self, county: County, docket: str | None) -> Entered:
        return county.done(docket, self.command)

    def others(self, docket: str) -> dict[Any, Any]:
        """What else a put on this docket would have sent where the recorded one sent its own."""
        return {}

    def record(self, docket: str | None) -> tuple[list[Statement], str, int, str, str]:
        """The statements of one put with their values; its docket, number, request and key, for which the twin has others."""
        sent: list[Statement] = []

        def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
            if not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
                sent.append((sql, tuple(params or ())))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(keep):
            [entry] = self.ask(self.county, docket).entries
        key = next(params[0] for sql, params in sent if "INTO used_key" in sql)
        return sent, entry.docket, entry.no, entry.request, key

    def put(self, place: int) -> Callable[[], Any]:
        county = County(name=secrets.token_hex(8), clock=self.county.clock)
        dockets, turn = self.kept[::2], count(place * 7)

        def one() -> None:
            county.clock = self.county.clock
            self.ask(county, dockets[next(turn) % len(dockets)] if dockets else None)

        return one

    def twin(self, place: int) -> Callable[[], Any]:
        sent, docket, _, request, key = self.recorded[self.asked]
        dockets, turn = self.kept[1::2], count(place * 7)
        connection.ensure_connection()
        cursor = connection.connection.cursor()
        sqlite = connection.vendor == "sqlite"
        statements = [
            (
                sql.replace("%s", "?") if sqlite else sql,
                params,
                sql.startswith("SELECT docket, no, body, leaf FROM entry WHERE docket") or "INTO counter" in sql,
            )
            for sql, params in sent
        ]

        def one() -> None:
            other, number = dockets[next(turn) % len(dockets)] if dockets else f"T-{secrets.token_hex(6)}", 0
            new_request, new_key = secrets.token_hex(32), secrets.token_hex(32)
            places = {
                docket: other,
                request: new_request,
                key: new_key,
                lock_key(f"docket:{docket}"): lock_key(f"docket:{other}"),
                lock_key(f"key:{key}"): lock_key(f"key:{new_key}"),
                **self.others(other),
            }
            with transaction(cursor, sqlite):
                for sql, params, numbers in statements:
                    place = "INSERT INTO entry" in sql or "INSERT INTO private" in sql or "INSERT INTO waiting" in sql
                    values = [places.get(value, value) if isinstance(value, str | int) else value for value in params]
                    if place:
                        values[1] = number
                    cursor.execute(sql, values)
                    if cursor.description:
                        rows = cursor.fetchall()
                        if numbers and dockets:
                            number = len(rows)

        return one

    def bare(self, place: int) -> Callable[[], Any]:
        connection.ensure_connection()
        cursor = connection.connection.cursor()
        sqlite = connection.vendor == "sqlite"
        sql = "INSERT INTO bare VALUES (?, ?)" if sqlite else "INSERT INTO bare VALUES (%s, %s)"

        def one() -> None:
            with transaction(cursor, sqlite):
                cursor.execute(sql, (secrets.token_hex(16), "x" * 100))

        return one


@contextmanager
def transaction(cursor: Any, sqlite: bool) -> Iterator[None]:
    """Begin and commit as the clerk does: on SQLite in the same queue."""
    if not sqlite:
        cursor.execute("BEGIN")
        yield
        cursor.execute("COMMIT")
        return
    with (settings.OPERIS_DATA / "queue.lock").open("w") as queue:
        fcntl.flock(queue, fcntl.LOCK_EX)
        cursor.execute("BEGIN IMMEDIATE")
        yield
        cursor.execute("COMMIT")
