"""Which procurements that are under way would an overlay change, and in what?

What an act rests on by its own day is settled with the act; what the notice's day governs is settled with the notice. So a
document is weighed by the day of its act and by that of the notice, or by the day asked about where there is no notice yet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from operis.cli._shell import _, say, told
from operis.core.acts import Act, Command, Due
from operis.core.case import Case, Facts
from operis.core.deadlines import deadlines
from operis.core.decider import examine, follow
from operis.core.fields import Happened, walk
from operis.core.findings import NOTED, REFUSED, TO_BE_CHECKED, WARNING, Ground
from operis.core.kinds import Json
from operis.dockets.file.facts import body
from operis.dockets.procurement.commands import FilePlan, PublishIntention, PublishNotice
from operis.dockets.procurement.state import Procurement
from operis.law.book import Book, Law
from operis.law.compare import BEGINS, ENDS, Change, under
from operis.ledger import read
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.procedures import METHODS, method_of, procedure_of
from operis.procedures.start import START
from operis.registers.search import FINDERS
from operis.weighing import Office, facts_for, law_for

WEIGHED: Mapping[str, type[Command]] = {
    "intention-published": PublishIntention, "implementation-plan-filed": FilePlan, "notice-published": PublishNotice,
}  # fmt: skip
"""The documents that are weighed anew, by the act that put them on the docket."""
SEVERITIES = {REFUSED: _("refused"), WARNING: _("warning"), NOTED: _("told")}


@dataclass(frozen=True)
class Weight:
    """A finding on a document that would come (`begins`) or go."""

    act: Act
    begins: bool
    ground: Ground


@dataclass(frozen=True)
class Moved:
    """A period whose end would be another day; None where it does not run."""

    start: str
    to: str
    rule: str
    bound: str
    before: Happened | None
    after: Happened | None


@dataclass(frozen=True)
class Touched:
    """An open docket that would change: rows its next steps read differently, findings on its documents, ends of periods."""

    docket: str
    rows: tuple[Change, ...]
    weights: tuple[Weight, ...]
    periods: tuple[Moved, ...]


@dataclass(frozen=True)
class Docket:
    """A procurement as it stands, with its method where its plan names one that is built."""

    number: str
    stored: tuple[Stored, ...]
    state: Procurement

    @property
    def method(self) -> str | None:
        return self.state.plan.method if self.state.plan and self.state.plan.method in METHODS else None


def open_dockets(before: Office, after: Office, day: date) -> tuple[int, list[Touched]]:
    """How many procurements are under way, and those of them that the law of the other office would change, as of the day."""
    found = [docket for docket in _procurements() if not docket.state.ended]
    touched = (
        Touched(docket.number, _rows(before, after, docket, day), _weights(before, after, docket, day), _moved(before, after, docket, day))
        for docket in found
    )
    return len(found), [one for one in touched if one.rows or one.weights or one.periods]


def _procurements() -> Iterator[Docket]:
    for number in read.dockets():
        if kind_of(number) == START.kind:
            stored = tuple(read.entries(number))
            yield Docket(number, stored, follow(START, (one.act for one in stored)))


def _law(office: Office, state: Procurement, happened: Happened) -> Law:
    """The law of the body's place; the notice's day governs once there is a notice."""
    return law_for(office, state, Facts({body: FINDERS["body"]((state.body,), None)} if state.body else {}), happened)


def _settled(office: Office, state: Procurement, happened: Happened, day: date) -> Law:
    """The law of what was done: a notice that is still to come comes on the day at the earliest."""
    law = _law(office, state, happened)
    return replace(law, notice_day=law.notice_day or day)


def _rows(before: Office, after: Office, docket: Docket, day: date) -> tuple[Change, ...]:
    """Rows that a step taken on the day would read differently."""
    changes = under(_law(before, docket.state, day), _law(after, docket.state, day))
    rows = {**before.book.rows, **after.book.rows}
    return tuple(one for one in changes if rows[one.row].covers(method=docket.method))


def _weights(before: Office, after: Office, docket: Docket, day: date) -> tuple[Weight, ...]:
    """The last document of each kind, weighed under both."""
    latest = {one.act.kind: one for one in docket.stored if one.act.kind in WEIGHED}
    return tuple(weight for entry in latest.values() for weight in _weighed(before, after, docket, entry, day))


def _weighed(before: Office, after: Office, docket: Docket, entry: Stored, day: date) -> Iterator[Weight]:
    act, command = entry.act, WEIGHED[entry.act.kind]
    earlier = follow(START, (one.act for one in docket.stored if one.no < entry.no))
    asked = command(**{one.attribute: getattr(act, one.attribute) for one in walk(command).values()})
    procedure = procedure_of(START.kind, earlier, asked)
    facts = facts_for(procedure, earlier, asked, entry.mandate, docket.number)
    was, now = (
        [ground for ground in examine(procedure.steps[command], case) if ground.severity != TO_BE_CHECKED]
        for case in (
            Case(docket.number, earlier, asked, entry.mandate, act.happened, _settled(office, docket.state, act.happened, day),
                 office.calendar, facts, method_of(procedure))
            for office in (before, after)
        )
    )  # fmt: skip
    yield from (Weight(act, True, ground) for ground in now if _told(ground) not in map(_told, was))
    yield from (Weight(act, False, ground) for ground in was if _told(ground) not in map(_told, now))


def _told(ground: Ground) -> dict[str, Json]:
    """What a reader is told; the day on which the row was read is none of it."""
    return {name: value for name, value in ground.plain().items() if name != "row_day"}


def _moved(before: Office, after: Office, docket: Docket, day: date) -> tuple[Moved, ...]:
    """Open periods that do not end on the same day under both; one is over when what ends it has happened, or when it has run out."""
    was, now = (_ends(office, docket, day) for office in (before, after))
    over = {name for name, happened in _events(after, docket) if after.calendar.day(happened) <= day}
    found = (Moved(*key, was.get(key), now.get(key)) for key in {**was, **now})
    return tuple(one for one in found if one.before != one.after and one.to not in over and _runs(one, after, day))


def _runs(one: Moved, office: Office, day: date) -> bool:
    return any(office.calendar.day(end) >= day for end in (one.before, one.after) if end is not None)


def _ends(office: Office, docket: Docket, day: date) -> dict[tuple[str, str, str, str], Happened | None]:
    """The end of each period that an act of the docket, or a moment that one fixes, has started."""
    return {
        (start, one.to, one.rule, one.bound): one.date
        for start, happened in _events(office, docket)
        for one in deadlines(_settled(office, docket.state, happened, day), office.calendar, {start: happened},
                             method=docket.method, object="services")
    }  # fmt: skip


def _events(office: Office, docket: Docket) -> Iterator[tuple[str, Happened]]:
    latest = {one.act.kind: one.act for one in docket.stored}
    for moment in office.book.events.values():
        act = latest.get(moment.act)
        at = getattr(act, moment.field, None) if moment.field else getattr(act, "happened", None)
        if moment.field == "bids_close":
            at = docket.state.closes  # after corrections
        happened = at.day if isinstance(at, Due) else at
        if act is not None and happened is not None:
            yield moment.name, happened


def touched(law: Law, after: Book) -> tuple[int, list[Touched]]:
    """How many procurements are under way, and those that would change if the law asked about were that of the other book."""
    before = Office(law.book, law.pack)
    return open_dockets(before, replace(before, book=after), law.act_day)


def words(count: int, found: list[Touched], after: Book, lang: str) -> Iterator[str]:
    """For people: each docket that would change, with what would."""
    yield say(_("Procurements under way: {count}. Of these the overlay would change: {changed}."), lang, count=count, changed=len(found))
    for one in found:
        yield one.docket
        yield from (f"    {_change(change, lang)}" for change in one.rows)
        yield from (f"    {_weight(weight, lang)}" for weight in one.weights)
        yield from (f"    {_period(moved, after, lang)}" for moved in one.periods)


def _change(one: Change, lang: str) -> str:
    if one.what == BEGINS:
        return say(_("{rule} would hold for it."), lang, rule=one.row)
    if one.what == ENDS:
        return say(_("{rule} would no longer hold for it."), lang, rule=one.row)
    facts = {"rule": one.row, "term": one.path.removeprefix("terms."), "before": one.before, "after": one.after}
    return say(_("{rule} would read otherwise: {term}, {before} -> {after}."), lang, **facts)


def _weight(one: Weight, lang: str) -> str:
    ground = one.ground
    spoken = "zh" if lang.startswith("zh") else "en"
    facts = {
        "document": one.act.title_words.within(spoken), "rule": ground.row,
        "says": told(ground.finding.says, ground.finding.facts, lang), "severity": say(SEVERITIES[ground.severity], lang),
    }  # fmt: skip
    if one.begins:
        return say(_("{document}, a new finding ({severity}) under {rule}: {says}"), lang, **facts)
    return say(_("{document}, no longer found ({severity}) under {rule}: {says}"), lang, **facts)


def _period(one: Moved, after: Book, lang: str) -> str:
    facts = {"start": after.events[one.start].title.said(lang), "to": after.events[one.to].title.said(lang), "rule": one.rule,
             "before": _end(one.before) or "-", "after": _end(one.after) or "-"}  # fmt: skip
    return say(_("From “{start}” to “{to}” under {rule}: {before} -> {after}"), lang, **facts)


def _end(end: Happened | None) -> str | None:
    return f"{end:%Y-%m-%d %H:%M}" if isinstance(end, datetime) else f"{end:%Y-%m-%d}" if end else None


def plain(one: Touched, lang: str) -> dict[str, Json]:
    """The same for programs."""
    return {
        "docket": one.docket,
        "rows": [{"rule": row.row, "what": row.what, "path": row.path, "before": row.before, "after": row.after} for row in one.rows],
        "findings": [
            {"act": weight.act.kind, "what": "begins" if weight.begins else "ends", "rule": weight.ground.row,
             "severity": weight.ground.severity, "check": weight.ground.check, "at": weight.ground.finding.at,
             "says": told(weight.ground.finding.says, weight.ground.finding.facts, lang)}
            for weight in one.weights
        ],
        "periods": [
            {"from": moved.start, "to": moved.to, "rule": moved.rule, "bound": moved.bound,
             "before": moved.before.isoformat() if moved.before else None, "after": moved.after.isoformat() if moved.after else None}
            for moved in one.periods
        ],
    }  # fmt: skip
