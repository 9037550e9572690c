"""Where is an expert expected, and of which panels is he the reserve? Each purchase by its name, with when its panel meets."""

from datetime import date, datetime

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import KINDS
from operis.documents.shown import language
from operis.ledger.states import state_of
from operis.registers import models
from operis.web.reading.lists import headings

SHOWN_MAX = 25


def meetings(mandate: Mandate) -> list[dict[str, object]]:
    """For who evaluates: when and where those panels meet that have not met yet."""
    if mandate.role is not Role.EXPERT:
        return []
    lines = _lines([*models.Seat.objects.filter(person__in=mandate.persons).values_list("docket", flat=True)])
    titles, found = headings(lines), []
    for line in lines:
        met = KINDS[line.kind].meeting(state_of(line.number))
        if met is not None and met[0] > clock.now():
            where = met[1].within(language())[1] if met[1] is not None else ""
            found.append({"line": line, "title": titles[line.number], "when": met[0], "where": where})
    return sorted(found, key=lambda one: str(one["when"]))


def reserve_of(mandate: Mandate) -> list[dict[str, object]]:
    """For who was drawn and sits on no panel: of which purchases he is the reserve, since which draw, and when the panel meets or met."""
    if mandate.role is not Role.EXPERT:
        return []
    drawn: dict[str, date] = dict(models.Reserve.objects.filter(person__in=mandate.persons).values_list("docket", "drawn"))
    lines = _lines([*drawn]) if drawn else []
    titles = headings(lines) if lines else {}
    return [{"line": line, "title": titles[line.number], "drawn": drawn[line.number], "when": _meets(line)} for line in lines]


def _meets(line: models.Docket) -> datetime | None:
    met = KINDS[line.kind].meeting(state_of(line.number))
    return met[0] if met is not None else None


def _lines(numbers: list[str]) -> list[models.Docket]:
    """Those that go on, the newest first."""
    return [*models.Docket.objects.filter(number__in=numbers, resulted=None, ended=None).order_by("-ordinal")[:SHOWN_MAX]]
