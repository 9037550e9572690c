"""The whole story of a process by its chapters: what belongs together is one line, and need and contracts stand before and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.documents.kinds import kind_words
from operis.documents.lawbook import calendar
from operis.documents.shown import day, language
from operis.registers import models
from operis.web.components.spine import DONE, Line, folded
from operis.web.reading.dockets import Shown
from operis.web.reading.timeline import bodies_of, line_of, timeline

CONTRACTS_MOST = 3
"""So many contracts are told with the purchase; more of them stand under what is related."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One stage: its words, how many acts, from when to when, its lines; of another docket with the way there."""

    words: str
    about: str
    lines: tuple[Line, ...]
    anchor: str
    url: str = ""


def chapters(docket: Shown, now: datetime) -> tuple[Chapter, ...]:
    """By the stages that its kind declares, with what comes next at the end; of a kind without stages one list."""
    lines = timeline(docket, now, whole=True)
    done, coming = lines[: len(docket.entries)], lines[len(docket.entries) :]
    stages = list(_stages(docket, done))
    if not any(stages):
        return (Chapter("", "", (*_runs(done), *coming), ""),)
    runs = groupby(zip(stages, done, strict=True), lambda one: one[0])
    own = [_chapter(words or "", tuple(line for _words, line in run)) for words, run in runs]
    if coming:
        own.append(Chapter(_("Now and next"), "", coming, ""))
    told = (*_before(docket), *own, *_after(docket))
    return tuple(replace(one, anchor=f"part-{place}") for place, one in enumerate(told, 1))


def _stages(docket: Shown, done: Sequence[Line]) -> Iterator[str]:
    """Of each act; one of which only that it is there may be told says nothing by its place either."""
    before = ""
    for line, stage in zip(done, docket.kind.staged(one.act for one in docket.entries), strict=True):
        if stage is not None and not line.kept:
            before = stage.within(language())
        yield before


def _chapter(words: str, lines: tuple[Line, ...], url: str = "") -> Chapter:
    days = sorted(calendar().day(line.at) for line in lines if line.at is not None)
    return Chapter(words, _about(len(lines), days), tuple(_runs(lines)), "", url)


def _about(count: int, days: Sequence[date]) -> str:
    acts = ngettext("{count} act", "{count} acts", count).format(count=count)
    if not days:
        return acts
    first, last = day(days[0]), day(days[-1])
    when = first if first == last else _("{first} to {last}").format(first=first, last=last)
    return _("{acts}, {when}").format(acts=acts, when=when)


def _runs(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Acts of one kind in a row are one line, the numbers of the first and of the last before it."""
    for (title, alone), same in groupby(folded(lines), key=lambda line: (line.title, line.no if _alone(line) else 0)):
        run = tuple(same)
        if alone or len(run) == 1:
            yield from run
            continue
        told = {(line.actor, line.what, line.basis) for line in run}
        actor, what, basis = next(iter(told)) if len(told) == 1 else ("", "", ())
        yield Line(no=run[0].no, last=run[-1].no, state=DONE, title=_("{title} ({count})").format(title=title, count=len(run)),
                   at=run[0].at, until=run[-1].at, actor=actor, what=what, basis=basis, folded=run)  # fmt: skip


def _alone(line: Line) -> bool:
    return bool(line.folded or line.corrected or line.corrects)


def _before(docket: Shown) -> Iterator[Chapter]:
    """The need for which it was made."""
    return (_of(Shown.of(line)) for line in models.public_dockets().filter(number=docket.line.need or "-"))


def _after(docket: Shown) -> Iterator[Chapter]:
    """The contracts that were drawn up from it."""
    numbers = [one.docket for one in docket.contracts][:CONTRACTS_MOST]
    return (_of(Shown.of(line)) for line in models.public_dockets().filter(number__in=numbers).order_by("ordinal"))


def _of(docket: Shown) -> Chapter:
    url = reverse("process", args=[docket.number])
    lines = tuple(_shortly(docket, line_of(docket, entry, bodies_of(docket), [], whole=False)) for entry in docket.entries)
    words = _("{kind} {number}").format(kind=kind_words(docket.line.kind), number=docket.number)
    return _chapter(words, lines, url)


def _shortly(docket: Shown, line: Line) -> Line:
    """As it stands in the story of another docket: what and when, with the way to the act itself."""
    there = f"{reverse('process', args=[docket.number])}#{line.anchor}"
    return replace(line, elsewhere=there, seal=None, basis=(), documents=(), reason="")
