"""How did a purchase run beside the periods of the law? Each period as a band, the act that ends it as a dot, today as a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from operis.dockets.procurement.state import Procurement
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.shown import day, language
from operis.figures.stages import governing
from operis.law.book import Row
from operis.web.pictures.narrow import APART, NARROW
from operis.web.pictures.scale import fitted, percent, rem, room_of
from operis.web.pictures.shapes import WIDE
from operis.web.reading.dockets import Shown, hidden, not_public_yet

PERIODS = (
    ("bidding-documents-issued", "bids-close"), ("report-received", "award-decided"), ("award-decided", "result-published"),
    ("result-published", "contract-signed"), ("contract-signed", "publication-made"),
)  # fmt: skip
"""The events between which the law gives a period, in the order of a purchase."""
LEAST = "min"
HIGH, AHEAD = Decimal("3.2"), Decimal("1.4")
LEFT = Decimal(1)
"""In percent: so much stands free at either side."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period: from when, until when by law, when it ended; `least`: it may not end sooner."""

    words: str
    row: Row
    first: date
    limit: date
    done: date | None
    least: bool

    def late(self, today: date) -> bool:
        return not self.least and (self.done or today) > self.limit


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    short: str
    told: str
    brief: str
    """The day alone, where a narrow screen has no room for more beside the name."""
    row: Row
    limit: str
    done: str
    late: bool
    x: str
    wide: str
    beyond_x: str
    beyond: str
    dot: str
    text: str
    top: str
    middle: str


@dataclass(frozen=True, slots=True)
class Course:
    lanes: tuple[Lane, ...]
    first: str
    last: str
    today: str
    height: str
    bottom: str
    description: str


def course(docket: Shown, state: Procurement, now: datetime) -> Course | None:
    """None before anything runs against a period."""
    today = calendar().day(now)
    found = list(stretches(docket, state))
    if not found:
        return None
    first = min(one.first for one in found)
    last = max([*(one.limit for one in found), *(one.done for one in found if one.done), *(() if state.ended else (today,))])
    whole, room = max(1, (last - first).days), Decimal(100) - 2 * LEFT

    def across(at: date) -> str:
        return f"{LEFT + Decimal(percent((at - first).days, whole, room)):.2f}"

    def length(start: date, end: date) -> str:
        return percent(max(0, (end - start).days), whole, room)

    lanes = tuple(_lane(place, one, today, across(one.first), length(one.first, one.limit), across(one.limit),
                        length(one.limit, one.done or today) if one.late(today) else "", across(one.done) if one.done else "")
                  for place, one in enumerate(found))  # fmt: skip
    bottom = AHEAD + HIGH * len(lanes)
    said = _("; ").join(_("{name}: {value}").format(name=one.name, value=one.told) for one in lanes)
    here = across(today) if first <= today <= last else ""
    return Course(lanes, day(first), day(last), here, rem(bottom + Decimal("1.8")), rem(bottom), said)


def _lane(place: int, one: Stretch, today: date, x: str, wide: str, limit_x: str, beyond: str, dot: str) -> Lane:
    top = AHEAD + HIGH * place
    if one.done is None:
        told = _("by {day}").format(day=day(one.limit)) if not one.late(today) else _("was due by {day}").format(day=day(one.limit))
    else:
        told = day(one.done)
    limit = _("not before {day}").format(day=day(one.limit)) if one.least else _("by {day}").format(day=day(one.limit))
    brief = day(one.done or one.limit)
    short = fitted(one.words, NARROW - APART - room_of(brief))
    return Lane(
        fitted(one.words, WIDE), short, told, brief, one.row, limit, day(one.done) if one.done else "-", one.late(today), x, wide, limit_x,
        beyond, dot, rem(top + Decimal("0.95")), rem(top + Decimal("1.35")), rem(top + Decimal("1.9")),
    )  # fmt: skip


def stretches(docket: Shown, state: Procurement) -> Iterator[Stretch]:
    """Periods that began, with what ended them: of a step that was taken again, the last time."""
    method = str(state.plan.method) if state.plan else ""
    happened = dict(_happened(docket, state))
    for start, end in PERIODS:
        first = happened.get(start)
        row = governing(start, end, method, first) if first is not None else None
        if first is None or row is None or row.event is None:
            continue
        period, done = next(iter(row.lengths().values())), happened.get(end)
        ended = done if done is not None and done >= first else None
        least = period.bound == LEAST
        limit = calendar().after(first, period) if least else calendar().latest(first, period)
        yield Stretch(label(end, language()), row, first, limit, ended, least)


CLOSING, SIGNED, SHOWN = "bids-close", "contract-signed", "publication-made"
SAME = {"report-received": "evaluation-reported"}
"""Moments that an act of another name brings."""


def _happened(docket: Shown, state: Procurement) -> Iterator[tuple[str, date]]:
    """Each event by its day; of one that came again, the last."""
    names = {event for pair in PERIODS for event in pair}
    acts = {SAME.get(name, name): name for name in names}
    for entry in docket.entries:
        if entry.act.kind in acts and not hidden(docket.state, entry) and not not_public_yet(docket.state, entry):
            yield acts[entry.act.kind], calendar().day(entry.act.happened)
    if state.bids_close is not None and state.notice is not None:
        yield CLOSING, calendar().day(state.bids_close)
    for contract in docket.contracts:
        if contract.signed is not None:
            yield SIGNED, contract.signed
        if contract.published is not None:
            yield SHOWN, contract.published
