"""How is a paper sent to its review from the page on which it is checked? Kept as it is, with everyone who wrote in it."""

from abc import abstractmethod
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Command
from operis.core.decider import Done, Refusal
from operis.core.fields import walk
from operis.drafts.reviewing import paper_with, send
from operis.web.desk.begun import discard
from operis.web.desk.guides import Guide
from operis.web.desk.reviewing import reviewers, standing_of
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed
from operis.web.told import tell


class SendingGuide(Guide):
    """What is entered from here is reviewed before by another person of the body, where that is owed."""

    reviewed = ""
    """The check that misses the review."""

    @abstractmethod
    def about(self, at: Sitting, asked: Any) -> tuple[str, str]:
        """The matter and its part under which versions of one paper belong together."""

    @abstractmethod
    def sha256(self, at: Sitting, asked: Any) -> str:
        """The fingerprint of what is reviewed."""

    def review(self, at: Sitting, asked: Command, outcome: Done | Refusal | None) -> dict[str, Any]:
        """Whether it can be sent to its review now: nothing else stands in the way."""
        checks = {one.check for one in outcome.grounds if one.blocks} if isinstance(outcome, Refusal) else set()
        if checks != {self.reviewed}:
            return {}
        paper = paper_with(at.mandate.acts_for or "", self.sha256(at, asked))
        standing = standing_of(paper) if paper is not None else None
        names = _(", ").join(name for _id, name in reviewers(at.mandate))
        return {"names": names, "sent": paper.sent if paper and standing is not None and not standing[1] else None}

    def send(self, at: Sitting, asked: Command, typed: Typed) -> HttpResponseBase:
        """Keep this version for the reviewer, with everyone who wrote in it."""
        body, person = at.mandate.acts_for or "", at.mandate.persons[0]
        own = {name: value for name, value in typed.items() if name.partition("-")[0] in walk(type(asked))}
        send(body, *self.about(at, asked), type(asked).slug, self.sha256(at, asked), own, person, clock.now(), at.number or "")
        discard(at.place)
        names = _(", ").join(name for _id, name in reviewers(at.mandate))
        says = _("Sent to its review: {names}. Once it has passed, you enter it from here.").format(names=names)
        return tell(at.request, says, reverse("desk"))
