"""The one register of duties: timeline, desk, due list and clock read what stands open here, and so cannot disagree."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from operis.core.acts import Command, Due
from operis.core.calendar import Calendar
from operis.core.dockets import DocketKind
from operis.core.duties import Duty, Met, Owed
from operis.dockets.kinds import KINDS
from operis.ledger.numbers import kind_of, ordinal
from operis.registers import models, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A duty that stands open: on which docket, whose, from when and until when, under which row."""

    docket: str
    at: str
    """The docket on which its command is put: that above where it hangs on one, else the same."""
    duty: Duty
    party: str
    about: str
    day: date | None
    moment: datetime | None
    """The closing itself, where a time of day is set."""
    row: str
    earliest: Due | None
    waits: bool
    person: str = ""
    not_by: frozenset[str] = frozenset()

    def timed(self, calendar: Calendar) -> datetime | None:
        """The moment, where a time of day is set; a last day is over with its midnight."""
        return None if self.moment is None or calendar.start(calendar.day(self.moment)) == self.moment else self.moment

    def days_late(self, calendar: Calendar, today: date) -> int:
        """Working days after the last day."""
        return calendar.count(self.day, today, "working-day") if self.day is not None and self.day < today else 0


def enter_duties(
    declared: DocketKind[Any], docket: str, state: Any, parent: str, calendar: Calendar, before: Any = None, parent_before: str = "",
) -> None:  # fmt: skip
    """Make the rows of one docket, where they are others than those of the state before; that is None where nothing is there yet."""
    if not declared.duties:
        return
    owed, met = now = list(declared.owed(state)), list(declared.met(state))
    was: tuple[list[Owed], list[Met]] = ([], []) if before is None else (list(declared.owed(before)), list(declared.met(before)))
    if now == was and (parent == parent_before or not owed):
        return
    if any(was):
        rows.take_away(models.Owed, source=docket)
    made = [_row(docket, place, one, parent, calendar) for place, one in enumerate(owed)]
    rows.add([*made, *(_met(docket, one, calendar) for one in met)])


def _row(source: str, place: int, one: Owed, parent: str, calendar: Calendar) -> models.Owed:
    until = one.until.day if isinstance(one.until, Due) else one.until
    timed = isinstance(until, datetime)
    day = None if until is None else calendar.day(until)
    over = until if isinstance(until, datetime) else None if day is None else calendar.start(day + timedelta(days=1))
    return models.Owed(
        source=source, docket=(one.docket or source).upper(), above=parent if one.above else "", place=place, command=one.duty.slug,
        about=one.about, party=one.party or "", person=one.person or "", not_by=" ".join(one.not_by), day=day,
        moment=one.tried or (over if timed or one.duty.itself else None),
        row=one.until.row if isinstance(one.until, Due) else "",
        earliest=one.earliest.day if one.earliest else None, earliest_row=one.earliest.row if one.earliest else "",
        since=None if one.since is None else calendar.first_of(one.since),
        waits=one.waits, itself=one.duty.itself, public=one.duty.public and not one.hidden,
    )  # fmt: skip


def _met(source: str, one: Met, calendar: Calendar) -> models.Owed:
    at, docket = None if one.at is None else calendar.last_of(one.at), (one.docket or source).upper()
    return models.Owed(source=source, docket=docket, command=one.command.slug, about=one.about, since=at, met=True)


def standing(wanted: Q) -> list[Standing]:
    """The duties that stand open, of those that are asked for, in the order of each docket.

    One that hangs on the docket above has the day of the duty there, and stands in its place.
    """
    rows = sorted(models.still_owed().filter(wanted), key=lambda one: (ordinal(one.docket), ordinal(one.source), one.place))
    hanging = {(one.above, one.command, one.about) for one in rows if one.above}
    above = {}
    if hanging:
        there = models.still_owed().filter(docket__in={docket for docket, _command, _about in hanging}, above="")
        above = {(one.docket, one.command, one.about): one for one in there}
    taken = {key for key in hanging if key in above}
    kept = (one for one in rows if not one.above or (one.above, one.command, one.about) in above)
    return [
        _standing(one, above.get((one.above, one.command, one.about)))
        for one in kept
        if (one.docket, one.command, one.about) not in taken
    ]


def duty_of(row: models.Owed) -> Duty:
    """What the kind from whose state it follows declares of it."""
    return KINDS[str(kind_of(row.source))].duty(row.command)


def _standing(row: models.Owed, above: models.Owed | None) -> Standing:
    own = Standing(
        docket=row.docket, at=row.docket, duty=duty_of(row), party=row.party, about=row.about,
        day=row.day, moment=row.moment, row=row.row, waits=row.waits, person=row.person, not_by=frozenset(row.not_by.split()),
        earliest=Due(day=row.earliest, row=row.earliest_row) if row.earliest else None,
    )  # fmt: skip
    if above is None:
        return own
    return replace(own, at=above.docket if row.itself else row.docket, day=above.day, moment=above.moment, row=above.row)


def standing_on(dockets: Iterable[str], *, public: bool = False) -> dict[str, list[Standing]]:
    """What stands open on each of some dockets; `public`: what everyone sees of it."""
    found: dict[str, list[Standing]] = {}
    for one in standing(Q(docket__in=list(dockets), **({"public": True} if public else {}))):
        found.setdefault(one.docket, []).append(one)
    return found


def agency_does(one: Standing, agency: str) -> bool:
    """Whether an agency does it for its body: the plan names it, and entrusts it with this."""
    line = models.Docket.objects.filter(number=one.docket).first()
    if line is not None and KINDS[line.kind].secret:  # what is kept for a procurement is entrusted with that
        line = models.Docket.objects.filter(number=line.need).first()
    return line is not None and entrusts(line, one.duty.command, agency)


def entrusts(line: models.Docket, command: type[Command], agency: str) -> bool:
    """Whether the plan names this agency, and its mandate covers what the command does."""
    matters, matter = line.entrusted.split(), command.entrusted
    return line.agency == agency and (not matters or not matter or matter in matters)
