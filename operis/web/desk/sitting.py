"""Who sits at which step? Of a docket, or of one that the step would open."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import Procedure, Step
from operis.core.mandates import Mandate
from operis.dockets.procurement.state import Procurement
from operis.documents.shown import language
from operis.drafts.models import Place
from operis.procedures import BY_KIND
from operis.web.desk.begun import place_of
from operis.web.desk.since import New, since
from operis.web.preparing.ahead import Looked, case_ahead, steps_of
from operis.web.preparing.together import weighed_as
from operis.web.reading.dockets import Shown


@dataclass(frozen=True)
class OnProcurement:
    """A procurement as somebody has it before him who has pages of his own for it."""

    request: HttpRequest
    mandate: Mandate
    docket: Shown

    @property
    def number(self) -> str:
        return self.docket.number

    @property
    def state(self) -> Procurement:
        found: Procurement = self.docket.state
        return found

    def sits_at(self, asked: type[Command], key: str, seen: int) -> "Sitting | None":
        """A step of it as the desk knows it; none where its method has none such."""
        found = next((one for one in steps_of(self.docket.line.kind, self.state) if one[1].asked is asked), None)
        return Sitting(self.request, self.mandate, self.docket, *found, key, seen) if found else None


@dataclass(frozen=True, slots=True)
class Sitting:
    """`key` is that of the form: with it the same request is entered once."""

    request: HttpRequest
    mandate: Mandate
    docket: Shown | None
    procedure: Procedure[Any]
    step: Step[Any, Any]
    key: str
    seen: int
    """How many entries the docket had when the form was first shown."""

    @property
    def place(self) -> Place:
        """Where what is typed here is kept until it is entered."""
        return place_of(self.mandate, self.number, self.step.asked, self.key)

    @property
    def fresh(self) -> tuple[New, ...]:
        """What was entered on the docket since the form was first shown."""
        return since(self.docket, self.seen, self.mandate) if self.docket else ()

    @property
    def state(self) -> Any:
        return self.docket.state if self.docket else BY_KIND[self.procedure.kind].start()

    def case(self, now: datetime, looked: Looked | None = None, /, **known: Any) -> Case[Any, Any]:
        """The step as far as it can be told before it is written; `looked` is what was looked up for it otherwise filled in."""
        return case_ahead(self.procedure, self.step, self.number, self.state, self.acts_as, now, looked, **known)

    @property
    def acts_as(self) -> Mandate:
        """As whom the step is weighed: for what a panel does together, as all of it."""
        return weighed_as(self.mandate, self.step, self.state)

    @property
    def joint(self) -> bool:
        """Whether several sign it, each from the own desk."""
        return len(self.acts_as.persons) > 1

    @property
    def again(self) -> bool:
        """Whether the step was taken on this docket before."""
        return self.docket is not None and self.docket.took(self.step)

    @property
    def number(self) -> str | None:
        return self.docket.number if self.docket else None

    @property
    def words(self) -> str:
        return str(self.step.asked.title_words.within(language()))

    @property
    def back(self) -> str:
        return reverse("desk-docket", args=[self.number]) if self.docket else reverse("desk")
