"""What would a file enter, and what is wrong with it? Its good rows, its bad rows with reasons, and what the law says to the good ones.

A command that lists records (a budget its lines) is filled by the whole file, and what is asked once is asked beside it; another command
(an establishment) is filled by each row. Which it is follows from the fields of the command.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, make_dataclass, replace
from dataclasses import fields as dataclass_fields
from datetime import datetime
from typing import Any, get_type_hints

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from operis.clerk import Entered, Refused, put
from operis.core.acts import Command
from operis.core.codec import canonical
from operis.core.decider import Refusal, decide
from operis.core.fields import plain, walk
from operis.core.findings import Ground
from operis.core.kinds import ManyKind, MoneyKind, RecordKind
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Label
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.establishment.commands import EnterEstablishment
from operis.documents.importing.cells import Cell, Remark, Row, Sheet, sheets, unread
from operis.documents.importing.columns import NOT_ASKED, Column, bare, columns, headings, plain_heading, row_read
from operis.ledger import folds
from operis.ledger import read as ledger
from operis.procedures import BY_KIND
from operis.registers.search import FINDERS
from operis.strict_yaml import Mistake, cut
from operis.weighing import Office, weigh

DOCKETS_MAX = 1_000
"""So many rows may be dockets of their own: each is weighed and entered by itself, while somebody waits."""
HEADINGS_WITHIN = 10
"""So many rows may stand above the headings: the title of the table, who made it."""


@dataclass(frozen=True, slots=True)
class Import:
    """What a table may fill; `rows` is the field that it fills, none where each row is a command of its own."""

    asked: type[Command]

    @property
    def kind(self) -> str:
        return self.asked.docket_kind

    @property
    def rows(self) -> str:
        return next(
            (one.name for one in walk(self.asked).values() if isinstance(one.kind, ManyKind) and isinstance(one.kind.of, RecordKind)), ""
        )

    @property
    def record(self) -> type:
        """What a row says."""
        many = walk(self.asked)[self.rows].kind if self.rows else None
        return many.of.record if isinstance(many, ManyKind) and isinstance(many.of, RecordKind) else self.asked

    @property
    def head(self) -> type:
        """What is asked once, beside the table."""
        return _head(self.asked, self.rows)


IMPORTS: Mapping[str, Import] = {one.docket_kind: Import(one) for one in (EnterBudget, AdoptDirectory, EnterEstablishment)}


_HEADS: dict[type[Command], type] = {}


def _head(asked: type[Command], rows: str) -> type:
    if asked not in _HEADS:
        hints, left_out = get_type_hints(asked), {rows, *NOT_ASKED}
        kept = [one for one in dataclass_fields(asked) if rows and "asked" in one.metadata and one.name not in left_out]
        named = [(one.name, hints[one.name], field(default=one.default, metadata=one.metadata)) for one in kept]
        _HEADS[asked] = make_dataclass(f"{asked.__name__}Head", named, frozen=True, kw_only=True)
    return _HEADS[asked]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a row: in which column, as a mistake of the file or as a ground of the law."""

    column: Column | None
    why: Mistake | Ground


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file, by the number that its own program gives it."""

    number: int
    cells: Mapping[Column, Cell]
    record: Any = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was read. `digest` is that of its bytes."""

    what: Import
    digest: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    grounds: tuple[Ground, ...] = ()
    """What refuses the whole, and no single row."""
    noticed: tuple[Ground, ...] = ()
    """What the law says besides, and does not refuse."""

    @property
    def good(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if not one.faults)

    @property
    def bad(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.faults)

    @property
    def sums(self) -> tuple[tuple[Label, Fen], ...]:
        """Of each column of amounts, the sum over the good rows."""
        money = [one for one in walk(self.what.record).values() if isinstance(bare(one.kind), MoneyKind)]
        return tuple((one.asked.label, Fen(sum(getattr(line.record, one.attribute) or 0 for line in self.good))) for one in money)


def brought(what: Import, content: bytes, office: Office, spoken: str) -> Brought:
    """Read a file; Malformed where it is no table of this kind at all."""
    listed = columns(what.record)
    found = [(one, headed(one, headings(listed, spoken))) for one in sheets(content)]
    sheet, (place, there) = max(found, key=lambda one: len(one[1][1]), default=(Sheet(()), (0, {})))
    if not there:
        needed = gettext(", ").join(one.heading.within(spoken) for one in listed if one.required)
        raise unread(_("No row of headings was found here. Take the template; needed are: {headings}."), {"headings": needed})
    _complete(listed, there.values(), spoken)
    rows = sheet.rows[place + 1 :]
    if not rows:
        raise unread(_("There is no row below the headings."))
    if not what.rows and len(rows) > DOCKETS_MAX:
        raise unread(_("This file has more than {most} rows. Divide it into smaller files."), {"most": f"{DOCKETS_MAX:,}"})
    lines = tuple(_line(what, row, there, office, spoken) for row in rows)
    unknown = [one.text.strip() for at, one in enumerate(sheet.rows[place].cells) if at not in there and one.text.strip()]
    remarks = (
        [Remark(_("These columns are not known and were not read: {columns}."), {"columns": cut(gettext(", ").join(unknown), 500)})]
        if unknown
        else []
    )
    return Brought(what, hashlib.sha256(content).hexdigest(), tuple(there.values()), lines, (*sheet.remarks, *remarks))


def headed(sheet: Sheet, known: Mapping[str, Column]) -> tuple[int, Mapping[int, Column]]:
    """The row with the most headings, and the column that stands in each place of it."""
    found: tuple[int, dict[int, Column]] = (0, {})
    for place, row in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        words = ((at, plain_heading(one.text)) for at, one in enumerate(row.cells))
        here = {at: known[one] for at, one in words if one in known}
        found = max(found, (place, here), key=lambda one: len(one[1]))
    return found


def _complete(listed: tuple[Column, ...], there: Iterable[Column], spoken: str) -> None:
    """Every required value has a column, and none has two."""
    given = list(there)
    lacking = {one.way[0]: one.heading.within(spoken) for one in listed if one.required}
    missing = [words for name, words in lacking.items() if name not in {one.way[0] for one in given}]
    if missing:
        raise unread(_("These columns are missing: {columns}. Take the template, or add them."), {"columns": gettext(", ").join(missing)})
    twice = sorted({one.heading.within(spoken) for one in given if given.count(one) > 1})
    if twice:
        raise unread(_("These columns stand there twice: {columns}. Leave one of each."), {"columns": gettext(", ").join(twice)})


def _line(what: Import, row: Row, there: Mapping[int, Column], office: Office, spoken: str) -> Line:
    cells = {column: row.cells[at] for at, column in there.items() if at < len(row.cells)}
    told = row_read(what.record, cells, row.number, office.calendar.zone, spoken)
    return Line(row.number, cells, told.record, tuple(Fault(column, mistake) for column, mistake in told.wrong))


@dataclass(frozen=True, slots=True)
class Asking:
    """A command that the file would put, with the rows that it is made of, and the docket that holds the matter already."""

    asked: Command
    lines: tuple[Line, ...]
    docket: str | None
    key: str

    @property
    def there(self) -> Entered | None:
        """What it has entered before: the same file enters nothing twice, whoever brings it."""
        stored = ledger.by_request("", hashlib.sha256(self.key.encode()).hexdigest())
        return Entered(stored[0].docket, tuple(stored), repeated=True) if stored else None

    def put(self, office: Office, mandate: Mandate, now: datetime) -> Entered | Refused:
        return self.there or put(office, self.docket, self.asked, mandate, happened=office.calendar.local(now), entered=now, key=self.key)


def askings(table: Brought, head: Any, mandate: Mandate) -> Iterator[Asking]:
    """The commands of the good rows: one for all, or one for each."""
    what = table.what
    if not what.rows:
        yield from (_asking(table, line.record, (line,), mandate) for line in table.good)
    elif table.good:
        once = {one.attribute: getattr(head, one.attribute) for one in walk(what.head).values()}
        asked = what.asked(**{**once, walk(what.asked)[what.rows].attribute: tuple(line.record for line in table.good)})
        yield _asking(table, asked, table.good, mandate)


def _asking(table: Brought, asked: Command, lines: tuple[Line, ...], mandate: Mandate) -> Asking:
    """Its key is of the file, the row and what is asked: with another head the same file asks for something else."""
    row = 0 if table.what.rows else lines[0].number
    key = hashlib.sha256(f"import {table.what.asked.slug} {table.digest} {row}\n".encode() + canonical(plain(asked))).hexdigest()
    return Asking(asked, lines, _docket(asked, mandate), key)


def _standing(asked: Command, mandate: Mandate) -> tuple[str, ...] | None:
    """What the docket of this command holds, such as the budget of one body and year; there is one docket for it."""
    needs = BY_KIND[asked.docket_kind].steps[type(asked)].needs
    return next(one for one in needs if one.name == "standing").key(None, asked, mandate)


def _docket(asked: Command, mandate: Mandate) -> str | None:
    """The docket that holds this already: the next act belongs there."""
    key = _standing(asked, mandate)
    found = FINDERS["standing"](key, None) if key else None
    return found.docket if found else None


def weighed(table: Brought, head: Any, office: Office, mandate: Mandate, now: datetime) -> Brought:
    """The same with what the law says to the good rows: a row that it refuses is a bad row, and nothing is entered by asking."""
    faults, grounds, noticed = _twice(table, mandate), list[Ground](), list[Ground]()
    for one in askings(table, head, mandate):
        for ground in _grounds(one, office, mandate, now) if one.there is None else ():
            line, column = _where(table, one, ground)
            if not ground.blocks:
                noticed.append(ground)
            elif line is None:
                grounds.append(ground)
            else:
                faults.setdefault(line.number, []).append(Fault(column, ground))
    lines = tuple(replace(line, faults=(*line.faults, *faults.get(line.number, ()))) for line in table.lines)
    return replace(table, lines=lines, grounds=tuple(grounds), noticed=tuple(noticed))


def _twice(table: Brought, mandate: Mandate) -> dict[int, list[Fault]]:
    """Rows that are commands and speak of the same docket: the later one would take the place of the earlier."""
    faults, firsts = dict[int, list[Fault]](), dict[Any, int]()
    for line in table.good if not table.what.rows else ():
        first = firsts.setdefault(_standing(line.record, mandate), line.number)
        if first != line.number:
            faults[line.number] = [
                Fault(None, Mistake("", _("Row {row} is about the same. Leave one of them."), line.number, {"row": f"{first}"}))
            ]
    return faults


def _grounds(one: Asking, office: Office, mandate: Mandate, now: datetime) -> tuple[Ground, ...]:
    """What the law says to it, weighed as the clerk does, but for the locks."""
    state = folds.state_of(one.asked.docket_kind, one.docket)
    weighed = weigh(office, one.docket, state, one.asked, mandate, happened=office.calendar.local(now), entered=now)
    outcome = decide(weighed.procedure, weighed.case)
    return outcome.grounds if isinstance(outcome, Refusal) else outcome.notes


def _where(table: Brought, one: Asking, ground: Ground) -> tuple[Line | None, Column | None]:
    """The row and the column that a ground is about: `lines/3/amount`, or `amount` of a command that is one row."""
    way = tuple(ground.finding.at.split("/")) if ground.finding.at else ()
    if not table.what.rows:
        line: Line | None = one.lines[0]
    elif way[:1] == (table.what.rows,) and len(way) > 1:
        line, way = one.lines[int(way[1])], way[2:]
    else:
        return None, None
    listed = (*table.columns, *columns(table.what.record, members=1))  # the file may lack a column that would have cured it
    return line, next((column for column in listed if column.way[:1] == way[:1]), None)


__all__ = ["IMPORTS", "Asking", "Brought", "Fault", "Import", "Line", "askings", "brought", "weighed"]
