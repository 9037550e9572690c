"""What does the law say, without anything being entered? A determination, periods, a document: the answers of the command line.

The body is the file that the command line reads, as JSON; `law` and `on` stand in the address. No token is needed.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext

from operis.api.front import Call
from operis.api.parameters import calendar_of, law_asked
from operis.api.problems import Wrong, answer, malformed, not_found, unfit
from operis.api.refusals import as_ground
from operis.api.schemas import HAPPENED, checking, counting, determining
from operis.api.shapes import wrong_shapes
from operis.core.calendar import Calendar
from operis.core.deadlines import Deadline, deadlines
from operis.core.kinds import SlugKind
from operis.core.reading import Reading
from operis.documents.checking import CHECKED, Unlisted, findings_in
from operis.documents.lawbook import book
from operis.documents.needs import read_need
from operis.documents.periods import plain
from operis.documents.shown import language
from operis.law.book import Law
from operis.rules.determination import as_json, determine_by, in_force, rulebook
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, few
from operis.strict_yaml import Mapping as Table


def determine(call: Call) -> HttpResponse:
    """Service, post, or neither: the outcome of each part of a need, the reasons, the law, and what would change it."""
    law, node = law_asked(call), call.body()
    several = isinstance(node, Table) and "parts" in node.pairs
    shapes = list(wrong_shapes(determining()["oneOf"][several], node))
    try:
        need = read_need(node, None, language())
    except Malformed as wrong:
        raise malformed(together(wrong.mistakes, shapes)) from wrong
    if shapes:
        raise malformed(map(Wrong.of, few(shapes)))
    if not in_force(law):
        raise unfit([Wrong("parameter", "on", "The questions do not hold on {day}.", {"day": f"{law.act_day}"})])
    try:
        read_need(node, law, language())
    except Malformed as wrong:
        raise unfit(map(Wrong.of, wrong.mistakes)) from wrong
    return answer(as_json(determine_by(rulebook(law), need.parts, package=need.package), language()))


def periods(call: Call) -> HttpResponse:
    """For each period that one of the events starts: when it ends, under which rule, and how it was counted."""
    law, node = law_asked(call), call.body()
    calendar = calendar_of(law)
    reading = Reading(calendar.zone)
    asked = _counted(node, reading)
    if wrong := together(reading.mistakes, wrong_shapes(counting(), node)):
        raise malformed(wrong)
    on = "on" in call.request.GET
    found = [one for name, moment in asked["events"].items() for one in _started(law, on, calendar, name, moment, asked)]
    return answer({"periods": [plain(one, language(), how(one)) for one in found]})


def _counted(node: Node, reading: Reading) -> dict[str, Any]:
    """The events with their days, the method and the object; what is wrong goes to the mistakes."""
    asked: dict[str, Any] = {"events": {}}
    pairs = node.pairs if isinstance(node, Table) else {}
    known = counting()["properties"]
    for name, value in pairs.items():
        if name not in known:
            reading.wrong(f"/{name}", value, "There is no field “{given}” here; there are: {fields}.", given=name, fields=", ".join(known))
        elif name != "events":
            asked[name] = SlugKind(tuple(known[name]["enum"])).read(value, f"/{name}", reading)
    events = pairs.get("events")
    if not isinstance(events, Table) or not events.pairs:
        says = "Give at least one event with its day, like {example}."
        reading.wrong("/events", events, says, example='{"contract-signed": "2026-03-02"}')
        return asked
    for name, value in events.pairs.items():
        if name in book().events:
            asked["events"][name] = HAPPENED.read(value, f"/events/{name}", reading)
        else:
            reading.wrong(f"/events/{name}", value, "“{given}” is no act and no moment.", given=name)
    return asked


def _started(law: Law, on: bool, calendar: Calendar, name: str, moment: date | datetime, asked: Mapping[str, Any]) -> tuple[Deadline, ...]:
    """By the law of the day asked for, else by that of the event's own day."""
    governing = law if on else Law(law.book, law.pack, law.place, law.level, act_day=calendar.day(moment))
    return deadlines(governing, calendar, {name: moment}, method=asked.get("method"), object=asked.get("object"))


def how(one: Deadline) -> str:
    return " ".join(gettext(reason.says).format(**reason.facts) for reason in one.how)


def check(call: Call, kind: str) -> HttpResponse:
    """What would the law say to this document by itself? What needs the record is to be checked."""
    if kind not in CHECKED:
        raise not_found()
    law, node = law_asked(call), call.body()
    shapes = list(wrong_shapes(checking(kind, CHECKED[kind]), node))
    if isinstance(node, Table):
        given = node.pairs.get("kind")
        if given is not None and (not isinstance(given, Scalar) or given.text != kind):
            raise malformed([Wrong("pointer", "/kind", "Leave this out, or write {kind}, which the address says.", {"kind": kind})])
        node = Table({**node.pairs, "kind": Scalar(kind, False, node.line)}, node.key_lines, node.line)
    try:
        found = findings_in(node, law.book, law)
    except Malformed as wrong:
        refused = malformed if shapes or not isinstance(wrong, Unlisted) else unfit
        raise refused(together(wrong.mistakes, shapes)) from wrong
    if shapes:
        raise malformed(map(Wrong.of, few(shapes)))
    return answer({"findings": [as_ground(ground, "/") for ground in found]})


def together(read: Iterable[Mistake], shapes: Iterable[Mistake]) -> list[Wrong]:
    """All mistakes, each place once: what the reader of the field says is plainer than what its form says."""
    told = list(read)
    places = {Wrong.of(one).name for one in told}
    return [Wrong.of(one) for one in few([*told, *(one for one in shapes if Wrong.of(one).name not in places)])]
