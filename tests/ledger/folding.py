"""What is remembered of dockets: after a commit, after what was taken back, in another ledger, after a copy was put back."""

import json
import secrets
from typing import Any

from tests.ledger.yard import at_once, made

made()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from operis.cli._tables import migrate  # noqa: E402
from operis.dockets.kinds import KINDS  # noqa: E402
from operis.ledger import folds, read  # noqa: E402
from operis.ledger.numbers import kind_of  # noqa: E402
from tests.ledger.county import County, consultation, need_recorded, small_plan  # noqa: E402
from tests.ledger.tables import without_triggers  # noqa: E402

NEED = "DC-2026-N-0001"


def right(docket: str) -> bool:
    """Whether the fold is what all acts that stand there now add up to, and of as many."""
    stored, there = read.entries(docket), folds.fold(docket)
    if there is None:
        return not stored
    whole = KINDS[str(kind_of(docket))].folded(one.act for one in stored)
    return (there.length, there.leaf, there.state) == (len(stored), stored[-1].leaf, whole)


def length(docket: str) -> int | None:
    known = folds.known(docket)
    return known.length if known else None


def put_and_looked(county: County) -> list[Any]:
    """A put leaves its docket remembered as it stands, and a look then reads one entry."""
    county.done(NEED, consultation())
    before = length(NEED)
    with CaptureQueriesContext(connection) as sent:
        there = folds.fold(NEED)
    return [before, there is folds.known(NEED), [one["sql"].partition(" ORDER")[0].rpartition(">= ")[2] for one in sent]]


def taken_back(county: County) -> list[Any]:
    """Nothing of a transaction that was taken back is remembered, nor of a part of one; not even what was looked at in it."""
    before, seen = length(NEED), []
    with transaction.atomic():
        county.done(NEED, consultation())
        opened = county.done(None, need_recorded()).docket
        seen += [right(NEED), right(opened), length(NEED) == before, length(opened)]
        transaction.set_rollback(True)
    seen += [right(NEED), length(NEED) == before, length(opened)]
    with transaction.atomic():
        with transaction.atomic():
            county.done(NEED, consultation())
            folds.fold(NEED)
            transaction.set_rollback(True)
        seen += [right(NEED)]
    seen += [right(NEED), length(NEED) == before]
    again = county.done(None, need_recorded(2)).docket  # the number that was free again
    return [*seen, again == opened, right(again), length(again)]


def elsewhere(county: County) -> list[Any]:
    """What another process entered is read on from where this one stands."""
    clock = county.clock
    at_once(1, lambda place: County(name="elsewhere", clock=clock).done(NEED, consultation()).docket)
    before = length(NEED)
    return [before, right(NEED), length(NEED)]


def put_back(county: County) -> list[Any]:
    """The newest entry is gone, as after an older copy was put back; then the docket goes on otherwise."""
    without_triggers("entry", "private", "leaf")
    before = read.entries(NEED)[-1]
    with connection.cursor() as cursor:
        for table in ("entry", "waiting", "private"):
            cursor.execute(f"DELETE FROM {table} WHERE docket = %s AND no = %s", [NEED, before.no])
    seen = [right(NEED), length(NEED) == before.no]
    county.done(NEED, consultation())
    return [*seen, right(NEED), length(NEED) == before.number, read.entries(NEED)[-1].leaf != before.leaf]


def changed(county: County) -> list[Any]:
    """Bytes that are not those that were entered are folded as they stand, and not remembered."""
    clock = county.clock
    [docket] = at_once(1, lambda place: County(name="changed", clock=clock).done(None, need_recorded()).docket)
    [only] = read.entries(docket)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entry SET body = %s WHERE docket = %s", [only.body.replace("quantity", "quality"), docket])
    seen = [right(docket), length(docket)]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entry SET body = %s WHERE docket = %s", [only.body, docket])
    return [*seen, right(docket), length(docket)]


def bounded() -> int:
    """However many are looked at, so many are kept."""
    folds.FOLDS_MAX, most = 2, folds.FOLDS_MAX
    for docket in list(read.dockets()):
        folds.fold(docket)
    kept = sum(folds.known(docket) is not None for docket in read.dockets())
    folds.FOLDS_MAX = most
    return kept


def another_ledger() -> list[Any]:
    """The same numbers in a second ledger of this process, with other acts; and the first again."""
    first, name = str(connection.settings_dict["NAME"]), f"operis_{secrets.token_hex(6)}"
    mine = folds.fold("DC-2026-S-0001")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    _come_to(name if connection.vendor == "postgresql" else f"{first}.other")
    migrate()
    seen: list[Any] = [folds.fold("DC-2026-S-0001"), all(right(docket) for docket in read.dockets())]
    county = County(name="other").founded()
    seen += [folds.fold("DC-2026-S-0001"), all(right(docket) for docket in read.dockets()), right(NEED)]
    county.done(None, small_plan(budget=1_00))
    seen += [right("DC-2026-S-0001"), folds.fold("DC-2026-S-0001") != mine]
    _come_to(first)
    seen += [right("DC-2026-S-0001"), folds.fold("DC-2026-S-0001") == mine]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")
    return seen


def _come_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


if __name__ == "__main__":
    one = County().founded()
    one.done(None, small_plan())
    saw = {
        "after founding": all(right(docket) for docket in read.dockets()),
        "put and looked": put_and_looked(one),
        "taken back": taken_back(one),
        "elsewhere": elsewhere(one),
        "another ledger": another_ledger(),
        "put back": put_back(one),
        "changed": changed(one),
        "bounded": bounded(),
    }
    print(json.dumps({"vendor": connection.vendor, **saw}))
