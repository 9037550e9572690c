"""What helps with the review of a contract, and of whatever is sent to one? The paper as it was sent, with what the record adds to it."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from operis.core.acts import Command
from operis.dockets.contract.commands import DrawUpContract
from operis.drafts.reviewing import Paper
from operis.rules.own_reviews import contract_reviewed
from operis.web.components.form import Part
from operis.web.desk.guide_contract import ContractGuide
from operis.web.desk.guide_record import from_record
from operis.web.desk.guide_review import PaperGuide
from operis.web.desk.guides import Section
from operis.web.desk.reviewing import PAPER, chosen_paper, names_of_writers, terms_of
from operis.web.desk.sending import SendingGuide
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import would_say
from operis.web.desk.values import values
from operis.web.forms import Typed
from operis.web.reading.entered import Entered


class DrawingUpGuide(SendingGuide, ContractGuide):
    reviewed = contract_reviewed.name

    def begins(self, at: Sitting) -> Mapping[str, str]:
        paper = chosen_paper(at.request.GET.get("paper", ""), at.mandate, DrawUpContract)
        return paper.typed if paper is not None else super().begins(at)

    def about(self, at: Sitting, asked: DrawUpContract) -> tuple[str, str]:
        return asked.procurement.upper(), asked.lot

    def sha256(self, at: Sitting, asked: DrawUpContract) -> str:
        return str(getattr(would_say(at, asked), "text_sha256", ""))


class OwnReviewGuide(PaperGuide):
    """The paper is the one that was sent, whatever the form says; `field` is where the command has it."""

    template = "web/desk/guide_own_review.html"
    field = ""

    def begins(self, at: Sitting) -> Mapping[str, str]:
        paper = chosen_paper(at.request.GET.get("paper", ""), at.mandate, self.of)
        return {PAPER: str(paper.pk)} if paper is not None else {}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        own = {name: value for name, value in sent.items() if not name.startswith(f"{self.field}-")}
        paper = chosen_paper(sent.get(PAPER, ""), at.mandate, self.of)
        return own if paper is None else {**own, **{f"{self.field}-{name}": value for name, value in paper.typed.items()}}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != self.field))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        paper = chosen_paper(typed.get(PAPER, ""), at.mandate, self.of)
        return {"paper": paper, "writers": names_of_writers(paper), "written": self.written(at, paper)} if paper else {}

    @abstractmethod
    def written(self, at: Sitting, paper: Paper) -> tuple[Entered, ...]:
        """What was written, as it is read."""


class ContractReviewGuide(OwnReviewGuide):
    of: type[Command] = DrawUpContract
    field = "contract"

    def written(self, at: Sitting, paper: Paper) -> tuple[Entered, ...]:
        """The whole text: what was written, and what the record says."""
        asked = terms_of(DrawUpContract, paper.typed)
        return (*values(asked), *from_record(at, asked))
