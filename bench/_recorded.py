"""The statements of a put as the clerk of commit 4325c6e sent them: against them today's clerk is measured, so that fewer count as gain.

They stand in `twin_4325c6e.json` with the tables of that commit and the rows that they met. Here they are sent again through the bare
driver, in a database of their own beside that of today's clerk, each time with other numbers, digests and keys.
"""

import json
import secrets
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb

from bench._bidding import NOTICES
from bench._twin import MANY, Yard, transaction
from operis.ledger.locks import lock_key
from tests.ledger.county import County, need_recorded

FILE = Path(__file__).with_name("twin_4325c6e.json")
FRESH = ("request", "key", "digest")
"""What is another in each put; the others are those of the docket."""
NUMBERED = ("INSERT INTO entry", "INSERT INTO private", "INSERT INTO waiting")


class Needs(Yard):
    """Needs on which consultations are recorded, in a county that is there."""

    def __init__(self, county: County) -> None:
        self.county, self.recorded = county, {}

    def prepare(self, asked: str, dockets: str) -> None:
        self.asked, needs = asked, [self.county.done(None, need_recorded()).docket for _ in range(MANY)]
        self.kept = [one for one in needs for _ in range(2)]


class Recorded:
    """The puts of that commit, of one kind at a time."""

    def __init__(self) -> None:
        self.sqlite = connection.vendor == "sqlite"
        self.told = json.loads(FILE.read_text(encoding="utf-8"))[connection.vendor]
        self.name = f"operis_twin_{secrets.token_hex(6)}"
        if not self.sqlite:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {self.name}")
        cursor = self.cursor()
        for statement in self.told["tables"]:
            cursor.execute(statement)
        self.asked, self.places = "", list[dict[str, str]]()

    def cursor(self) -> Any:
        """A connection through the bare driver, made as the clerk's is."""
        if not self.sqlite:
            at = connection.settings_dict
            return psycopg.connect(dbname=self.name, user=at["USER"], host=at["HOST"], autocommit=True).cursor()
        there = sqlite3.connect(settings.OPERIS_DATA / f"{self.name}.sqlite3", isolation_level=None)
        there.executescript(str(connection.settings_dict["OPTIONS"]["init_command"]))
        return there.cursor()

    def prepare(self, asked: str) -> None:
        """New dockets for a round: the rows that were there, once for each."""
        self.asked = asked
        self.places = [self._place(turn) for turn in range(MANY)]
        notices, cursor, there = [secrets.token_hex(6) for _ in range(NOTICES)], self.cursor(), set()
        cursor.execute("BEGIN")
        for turn, place in enumerate(self.places):
            if "notice" in place:
                place["notice"] = f"TN-{notices[turn * NOTICES // MANY]}"
            for table, row in self.told[asked]["rows"]:
                if table == "entry":
                    row |= {"request": secrets.token_hex(32), "leaf": {"hex": secrets.token_hex(32)}}
                values = [self._value(value, place) for value in row.values()]
                if (table, repr(values)) not in there:
                    there.add((table, repr(values)))
                    places = ", ".join(["?" if self.sqlite else "%s"] * len(values))
                    columns = ", ".join(f'"{one}"' for one in row)
                    cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)
        cursor.execute("COMMIT")

    def _place(self, turn: int) -> dict[str, str]:
        return {name: f"T-{turn}-{secrets.token_hex(6)}" for name in self.told[self.asked]["names"] if name not in FRESH}

    def _value(self, value: Any, place: dict[str, str]) -> Any:
        """A value of another put: of a docket's own names those of this one, whole or on either side of a colon."""
        if isinstance(value, dict):
            [(sort, said)] = value.items()
            made: dict[str, Callable[[Any], Any]] = {"hex": bytes.fromhex, "moment": datetime.fromisoformat, "day": date.fromisoformat}
            return Jsonb(said) if sort == "json" else made[sort](said)
        if not isinstance(value, str):
            return value
        names = {self.told[self.asked]["names"][name]: other for name, other in place.items()}
        return names[value] if value in names else ":".join(names.get(part, part) for part in value.split(":"))

    def twin(self, place: int) -> Callable[[], Any]:
        names, turn, cursor = self.told[self.asked]["names"], count(place * 7), self.cursor()
        statements = [
            (sql.replace("%s", "?") if self.sqlite else sql, [self._value(value, {}) for value in values])
            for sql, values in self.told[self.asked]["statements"]
        ]

        def one() -> None:
            here = self.places[next(turn) % len(self.places)]
            fresh = {names[name]: secrets.token_hex(32) for name in FRESH if name in names}
            others: dict[Any, Any] = {**fresh, **{names[name]: other for name, other in here.items()}}
            if "firm" in here:
                others[f"{names['notice']}:{names['firm']}"] = f"{here['notice']}:{here['firm']}"
            for sort, name in (("docket", "docket"), ("procurement", "notice"), ("key", "key")):
                if name in names:
                    others[lock_key(f"{sort}:{names[name]}")] = lock_key(f"{sort}:{others[names[name]]}")
            number = 0
            with transaction(cursor, self.sqlite):
                for sql, said in statements:
                    values = [others.get(value, value) if isinstance(value, str | int) else value for value in said]
                    if sql.startswith(NUMBERED):
                        values[1] = number
                    cursor.execute(sql, values)
                    if cursor.description:
                        rows = cursor.fetchall()
                        if sql.startswith("SELECT docket, no, body, leaf FROM entry WHERE docket"):
                            number = len(rows)

        return one
