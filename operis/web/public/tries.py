"""Was the same tried before, or called again since? What ended without a result and what came after it lead to each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.fields import walk
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import EndingTerms
from operis.documents.few import bids_told
from operis.documents.shown import language
from operis.registers import models
from operis.registers.ended import followed
from operis.web.components.status import Status
from operis.web.reading.dockets import Shown, statuses

ENDINGS_WORDS = dict(walk(EndingTerms)["ground"].asked.choices)
TRIES_MAX = 25
"""So many procurements of one need are looked at."""


@dataclass(frozen=True, slots=True)
class Try:
    """Another procurement of the same part of the need."""

    number: str
    url: str
    before: bool
    """Whether it came before this one, and ended; else it came after this one had ended."""
    status: Status
    told: tuple[str, ...] = ()
    """Why it ended, and how many had bid."""


def tries_of_need(docket: Shown) -> list[Try]:
    """Those that were looked for anew: where a page has the others of its need already, `tries` does without."""
    return tries(docket, models.public_dockets().filter(of_need(docket)).order_by("ordinal")[:TRIES_MAX])


def of_need(docket: Shown) -> Q:
    """What was made for the same need as this; of what is never planned, nothing."""
    need = docket.line.need if docket.line.planned is not None else None
    return Q(need=need or "-", kind=docket.line.kind)


def tries(docket: Shown, others: Iterable[models.Docket]) -> list[Try]:
    """The tries before that ended, and those that came once this one had ended, in order."""
    found = list[Try]()
    for line in others:
        if line.number == docket.number or None in (line.planned, docket.line.planned):
            continue
        if not (followed(line, docket.line) or followed(docket.line, line)):
            continue
        other = Shown.of(line)
        if part_of(other.state) == part_of(docket.state):
            before = followed(line, docket.line)
            told = tuple(_told(other)) if before else ()
            found.append(Try(line.number, reverse("process", args=[line.number]), before, statuses([line], clock.now())[line.number], told))
    return found


def waits_again(docket: Shown, found: Iterable[Try]) -> bool:
    """Whether it ended, and what it was for waits for a plan again: none of the tries came after it."""
    return getattr(docket.state, "may_follow", False) and all(one.before for one in found)


def part_of(state: Procurement) -> str:
    of = state.plan or state.intention
    return str(of.part or "") if of is not None else ""


def _told(docket: Shown) -> Iterator[str]:
    for one in docket.state.endings:
        yield _("Ended on {on}: {ground}.").format(on=docket.dated(one), ground=ground_words(one))
        if bids := bids_told(docket.state, one):
            yield bids


def ground_words(ending: ProceedingsTerminated) -> str:
    return ENDINGS_WORDS[ending.ground].within(language())
