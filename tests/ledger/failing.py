"""The n-th write fails for want of room, for every n of a put and of a sequencing; the books are read, and the same is asked again.

python -m tests.ledger.failing put|seal|refuse|sequence|disk

A write is a statement that changes rows, a commit, or what is done to a file: opened, written, put on the disk, given its name. SQLite
takes the transaction back by itself or leaves that to us, so both are tried; PostgreSQL is asked for a real fault of that kind. `disk` runs
on a small disk that is really full: it is given one page more each time.
"""

import errno
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import IO, Any
from unittest.mock import patch

from tests.ledger.yard import made

made()

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import Error, OperationalError, connection, connections  # noqa: E402

from operis.clerk import Entered, Refused, put  # noqa: E402
from operis.core.acts import Command  # noqa: E402
from operis.core.mandates import Mandate  # noqa: E402
from operis.core.wording import Slug  # noqa: E402
from operis.dockets.bid.commands import ObtainDocuments  # noqa: E402
from operis.dockets.file.commands import ReviewFile  # noqa: E402
from operis.export import looking  # noqa: E402
from operis.ledger import read  # noqa: E402
from operis.ledger.checkpoint import Verifier  # noqa: E402
from operis.ledger.outside import LedgerBehindError, check_not_behind  # noqa: E402
from operis.ledger.sequence import sequence  # noqa: E402
from operis.ledger.tiles import Tiles  # noqa: E402
from operis.registers.models import Refused as RefusedRow  # noqa: E402
from tests.ledger import tables  # noqa: E402
from tests.ledger.books import faults  # noqa: E402
from tests.ledger.county import ALICE, FAYE, County, body_file, need_recorded, small_plan  # noqa: E402
from tests.procedures.bids import bid  # noqa: E402
from tests.procedures.documents import intention, notice, plan  # noqa: E402
from tests.statute import BO  # noqa: E402

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEPT = (settings.OPERIS_DATA / "checkpoint", settings.OPERIS_DATA / "witness")
WRITES = ("INSERT", "UPDATE", "DELETE")
FULL = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
PAGE, MOST_PAGES = 4096, 200


class Writes:
    """Counts writes, and lets the n-th fail."""

    def __init__(self, failing: int | None, *, taken_back: bool = False) -> None:
        self.failing, self.taken_back, self.passed = failing, taken_back, 0

    def here(self) -> bool:
        self.passed += 1
        return self.passed == self.failing

    def to_file(self) -> None:
        if self.here():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def statement(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Of rows that are written one by one the first half is written."""
        if not sql.lstrip().upper().startswith(WRITES) or not self.here():
            return execute(sql, params, many, context)
        if many:
            execute(sql, params[: len(params) // 2], many, context)
        if connection.vendor == "postgresql":
            return execute(FULL, [()] if many else None, many, context)
        if self.taken_back:
            connection.connection.rollback()
        raise OperationalError("database or disk is full")

    def commit(self, commit: Callable[[], None]) -> None:
        """Before it, and once more when it is done and nobody learns of it."""
        if self.here():
            raise OperationalError("database or disk is full")
        commit()
        if self.here():
            raise OperationalError("the connection broke off")


class File:
    """A file that is open: half of what is written fits on the disk."""

    def __init__(self, file: IO[Any], writes: Writes) -> None:
        self.file, self.writes = file, writes

    def __enter__(self) -> "File":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def write(self, text: Any) -> None:
        try:
            self.writes.to_file()
        except OSError:
            self.file.write(text[: len(text) // 2])
            raise
        self.file.write(text)


@contextmanager
def failing(writes: Writes) -> Iterator[None]:
    """Every write of this process passes by `writes`."""
    opens, here = Path.open, connections["default"]

    def opened(path: Path, mode: str = "r", *words: Any, **more: Any) -> Any:
        if "w" not in mode:
            return opens(path, mode, *words, **more)
        writes.to_file()
        return File(opens(path, mode, *words, **more), writes)

    def passing(does: Callable[..., Any]) -> Callable[..., Any]:
        def done(*words: Any) -> Any:
            writes.to_file()
            return does(*words)

        return done

    with ExitStack() as stack:
        stack.enter_context(patch.object(Path, "open", opened))
        for of, name in ((Path, "replace"), (os, "fsync"), (os, "link")):
            stack.enter_context(patch.object(of, name, passing(getattr(of, name))))
        stack.enter_context(patch.object(here, "commit", partial(writes.commit, here.commit)))
        stack.enter_context(here.execute_wrapper(writes.statement))
        yield


class Asked:
    """A command that is asked again and again, each time by another name, and what was acknowledged of it."""

    def __init__(self, docket: str | None, command: Command, mandate: Mandate, county: County) -> None:
        self.docket, self.command, self.mandate, self.county = docket, command, mandate, county
        self.moment = county.clock + timedelta(minutes=1)
        self.acknowledged: list[tuple[str, int, str]] = []

    def ask(self, name: str) -> Entered | Refused:
        when = {"happened": self.moment, "entered": self.moment}
        said = put(self.county.office, self.docket, self.command, self.mandate, key=name, **when)
        if isinstance(said, Entered):
            self.acknowledged += [(one.docket, one.no, one.leaf.hex()) for one in said.entries]
        return said


def asked(what: str) -> Asked:
    """A docket is opened, a bid is sealed in the place of the one before, or a plan is refused."""
    county = County().founded()
    if what == "put":
        return Asked(None, intention(), ALICE, county)
    if what == "refuse":
        return Asked(None, small_plan(directory_item=None), ALICE, county)
    supplier = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    county.done(county.done(None, supplier, BO).docket, ReviewFile(result=Slug("accepted")), FAYE)
    number = county.done(None, intention()).docket
    county.done(number, plan())
    county.done(number, notice())
    docket = county.done(None, ObtainDocuments(procurement=number), BO).docket
    county.done(docket, bid(), BO)
    return Asked(docket, bid(790_000_00), BO, county)


def stands() -> dict[str, Any]:
    return {**tables.record(), **tables.kept(), **tables.registers(), "attachment": tables.rows("attachment")}


def putting(what: str, *, taken_back: bool) -> dict[str, Any]:
    """For each write: it fails, nothing of it is there, and who asks again gets it once."""
    one, wrong, there = asked(what), list[str](), list[int]()
    for no in count(1):
        name, writes, before, failed = f"{what}, write {no}", Writes(no, taken_back=taken_back), stands(), False
        try:
            with failing(writes):
                one.ask(name)
        except (Error, OSError):
            failed = True
        if writes.passed < no:
            break
        entered = stands() != before
        if not failed and not entered:  # of what is kept outside, after the commit, the log of the server tells
            wrong.append(f"{name}: it failed, and nobody was told")
        again, more = one.ask(name), one.ask(name)
        if isinstance(again, Entered) and isinstance(more, Entered):
            if entered != again.repeated or not more.repeated or again.entries != more.entries:
                wrong.append(f"{name}: something of it was left, or it was entered again")
        elif not isinstance(again, Refused) or not isinstance(more, Refused) or again.number != more.number:
            wrong.append(f"{name}: it was refused, and under two numbers")
        there += [no] if entered else []
        wrong += faults(one.acknowledged)
    return {"writes": no - 1, "wrong": [*wrong, *whole(one)], "there": there, "entered": len(set(one.acknowledged))}


def whole(one: Asked) -> Iterator[str]:
    """Everything has its place in the log, and all of it is as it was signed; refusals have their numbers without a gap."""
    while sequencing_run():
        pass
    office = one.county.office
    for seen in looking.look_over(Verifier.of(settings.OPERIS_ORIGIN, KEY), office.book, office.calendar, KEPT, one.moment, {}).findings:
        yield seen.words()
    numbers = sorted(int(number.rpartition("-")[2]) for number in RefusedRow.objects.values_list("number", flat=True))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"refusals have the numbers {numbers}"


def sequencing_run() -> int:
    return sequence(settings.OPERIS_ORIGIN, KEY, *KEPT)


def placed(name: str) -> Iterator[str]:
    """What is wrong after a run that came to its end."""
    sequencing_run()
    yield from (f"{name}: {path.name} is not the newest checkpoint" for path in KEPT if path.read_text() != read.newest_checkpoint())


def sequencing(*, taken_back: bool) -> dict[str, Any]:
    """For each write: two entries wait, it fails, what is kept outside is never ahead, and the next run makes it good."""
    needs, wrong = Asked(None, need_recorded(), ALICE, County().founded()), list[str]()
    verifier, tiles = Verifier.of(settings.OPERIS_ORIGIN, KEY), Tiles(read.leaves)
    wrong += placed("first")
    for no in count(1):
        name, writes, failed = f"sequence, write {no}", Writes(no, taken_back=taken_back), False
        needs.ask(f"{name}, first")
        needs.ask(f"{name}, second")
        try:
            with failing(writes):
                sequencing_run()
        except (Error, OSError):
            failed = True
        if writes.passed < no:
            break
        if not failed:
            wrong.append(f"{name}: it failed, and nobody was told")
        wrong += faults(needs.acknowledged)
        try:
            check_not_behind(verifier, tiles, *KEPT)
        except LedgerBehindError as fault:
            wrong.append(f"{name}: {fault}")
        wrong += placed(name)
        wrong += faults(needs.acknowledged)
    return {"writes": no - 1, "wrong": [*wrong, *whole(needs)], "entered": len(set(needs.acknowledged))}


def full_disk() -> dict[str, Any]:
    """With no page left of the disk, then one, and so on: puts and runs, until there was room for a whole one three times."""
    needs, wrong, failed, went = Asked(None, need_recorded(), ALICE, County().founded()), list[str](), 0, 0
    wrong += placed("first")
    filler = settings.OPERIS_DATA / "filler"
    for pages in range(MOST_PAGES):
        name = f"{pages} pages"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with filler.open("wb") as out:
            room = os.statvfs(filler)
            os.posix_fallocate(out.fileno(), 0, max(1, room.f_bavail * room.f_frsize - pages * PAGE))
        try:
            needs.ask(name)
            sequencing_run()
            went += 1
        except (Error, OSError):
            failed += 1
        wrong += faults(needs.acknowledged)
        filler.unlink()
        needs.ask(name)
        wrong += placed(name)
        wrong += faults(needs.acknowledged)
        if went == 3:
            break
    return {"failed": failed, "went": went, "wrong": [*wrong, *whole(needs)]}


if __name__ == "__main__":
    what, taken_back = sys.argv[1], sys.argv[2:] == ["taken-back"]
    works: dict[str, Callable[[], dict[str, Any]]] = {"disk": full_disk, "sequence": partial(sequencing, taken_back=taken_back)}
    print(json.dumps(works.get(what, partial(putting, what, taken_back=taken_back))()))
