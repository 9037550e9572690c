"""What does the record say of one docket, ready to be shown? Its line in the register, its entries, its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from operis.accounts.models import Office
from operis.core.acts import Act
from operis.core.decider import Procedure, Step
from operis.core.dockets import DocketKind
from operis.core.mandates import Role
from operis.core.wording import Wording
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.stages import closed_by
from operis.dockets.secrecy import withheld
from operis.documents.days import dated
from operis.documents.few import shut
from operis.documents.kinds import kind_words, state_words
from operis.documents.names import in_language
from operis.documents.shown import language
from operis.ledger import read
from operis.ledger.folds import folded
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.procedures import METHODS, procedures
from operis.registers import models
from operis.web.components.status import Status

SHUT = "closed"
"""The state in which bids have closed and are not opened yet."""


@dataclass(frozen=True)
class Shown:
    """A docket as its pages need it."""

    line: models.Docket
    entries: tuple[Stored, ...]

    @classmethod
    def of(cls, line: models.Docket) -> "Shown":
        return cls(line, tuple(read.entries(line.number)))

    @cached_property
    def state(self) -> Any:
        return folded(self.number, self.entries).state

    @property
    def kind(self) -> DocketKind[Any]:
        return KINDS[self.line.kind]

    @property
    def number(self) -> str:
        return self.line.number

    @property
    def title(self) -> Wording | None:
        return title_of(self.line)

    @property
    def heading(self) -> str:
        """What is wanted, or the kind of docket where nothing has a title."""
        return titled(self.line, self.title) if self.title is not None else f"{kind_words(self.line.kind)} {self.number}"

    @property
    def heading_language(self) -> str:
        """The language of the heading, where it is not that of the page."""
        written = self.title.within(language())[0] if self.title else language()
        return "" if written == language() else {"zh": "zh-Hans", "en": "en"}[written]

    @cached_property
    def made(self) -> frozenset[type[Act]]:
        """The kinds of act that stand on it."""
        return frozenset(type(entry.act) for entry in self.entries)

    def dated(self, act: Act) -> str:
        """The day on which an act of the state was entered, with the claimed one beside it."""
        return dated(next(entry for entry in self.entries if entry.act == act))

    def took(self, step: Step[Any, Any]) -> bool:
        """Whether the step was taken before."""
        return any(make.act in self.made for make in step.then)

    @cached_property
    def contracts(self) -> tuple[models.Contract, ...]:
        """Those drawn up for the lots of a procurement; the newest of a lot last."""
        return tuple(models.Contract.objects.filter(procurement=self.number).order_by("docket"))

    def status(self, now: datetime) -> Status:
        return statuses([self.line], now)[self.number]


def not_opened() -> Status:
    """Where a purchase stands that too few have bid for."""
    return Status(_("Not opened: too few bids"), "off")


def statuses(lines: Sequence[models.Docket], now: datetime) -> dict[str, Status]:
    """By number where each stands; of what waits for its opening, whether that can come at all."""
    waiting = [line.number for line in lines if line.state == SHUT]
    few = shut(Q(docket__in=waiting)) if waiting else {}
    return {line.number: not_opened() if line.number in few else status_at(line, now) for line in lines}


def status_at(line: models.Docket, now: datetime) -> Status:
    """Where it stands: a closing time that has passed is seen before the clock enters it."""
    return status_of(line.kind, closed_by(line.state, line.closes, now))


def status_of(kind: str, state: str) -> Status:
    declared = KINDS[kind].state_words.get(state)
    return Status(state_words(kind, state), declared.tag if declared else "")


def titled(line: models.Docket, title: Wording) -> str:
    """What is wanted; where the title is that of what it was made for, with the kind of docket."""
    words = title.within(language())[1]
    return _("{kind}: {title}").format(kind=kind_words(line.kind), title=words) if KINDS[line.kind].kind_in_title else words


def title_of(line: models.Docket) -> Wording | None:
    """Its own title, else that of the need it was made for."""
    own = Wording(zh=line.title_zh or None, en=line.title_en or None)
    if own.zh or own.en:
        return own
    need = models.Docket.objects.filter(number=line.need).first() if line.need else None
    return title_of(need) if need is not None else None


def shown_or_404(number: str) -> Shown:
    """The docket of that number, in any case of letters; what is not there and what is secret give the same answer."""
    known = kind_of(number.upper()) in KINDS  # else it is nothing that a database could be asked for
    line = models.public_dockets().filter(number=number.upper()).first() if known else None
    if line is None:
        raise Http404(number)
    return Shown.of(line)


def step_of(line: models.Docket, act: str) -> tuple[Procedure[Any], Step[Any, Any]] | None:
    """The step from which an act follows: of a procurement by its own method, where that has it."""
    own = (METHODS[line.method],) if line.method in METHODS else ()
    steps = ((one, step) for one in (*own, *procedures()) if one.kind == line.kind for step in one.listed)
    return next(((one, step) for one, step in steps if any(make.act.kind == act for make in step.then)), None)


def agencies_of(keys: set[str]) -> dict[str, str]:
    """Agencies by their short names: they have no file, but an office."""
    return in_language(Office.objects.filter(role=str(Role.AGENCY), body__in=keys).values_list("body", "name_zh", "name_en"))


def not_public_yet(state: Any, entry: Stored) -> bool:
    """Whether only the commitment to an entry is shown: the closing list until the bids are open, the evaluation until the result."""
    return withheld(state, entry.act)


def hidden(state: Any, entry: Stored) -> bool:
    """Whether not even the kind of an act is told: of an evaluation before its result, of a contract that is not published."""
    return entry.act.public in ("result", "parties", "sides") and withheld(state, entry.act)


def unnamed(docket: Shown, entry: Stored) -> bool:
    """Whether who may not read an act is told only that it is there; of a public docket nobody is denied what everybody sees."""
    return not entry.act.told and (KINDS[docket.line.kind].secret or hidden(docket.state, entry))
