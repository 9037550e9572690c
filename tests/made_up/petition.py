"""A kind of docket that nobody has: a body petitions, the finance department answers. All that it is stands here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.acts import Act, Command, Due
from operis.core.briefs import field
from operis.core.case import Case
from operis.core.decider import Step as Step
from operis.core.decider import check, makes, procedure
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.fields import ask, record
from operis.core.findings import Finding, found
from operis.core.mandates import BUYER, FINANCE, Mandate, Role
from operis.core.wording import Label, Slug, Wording
from operis.law.book import Row
from operis.procedures.parts.owning import of_body_or_decider

ANSWERS = {"granted": ("granted", "同意"), "declined": ("declined", "不同意")}


@record
class PetitionTerms:
    title: Wording = ask("What is asked for", "请求事项")
    answer_by: date = ask("To be answered by", "答复期限")


@record
class AnswerTerms:
    answer: Slug = ask("Answer", "答复", choices=ANSWERS)
    reasons: Wording = ask("Reasons", "理由")


@record
class OpenPetition(PetitionTerms, Command):
    slug, docket_kind, opens = "open-petition", "petition", True
    title_words = Label("Open a petition", "提出请求")


@record
class AnswerPetition(AnswerTerms, Command):
    slug, docket_kind = "answer-petition", "petition"
    title_words = Label("Answer the petition", "答复请求")


@record
class PetitionOpened(PetitionTerms, Act):
    kind, version = "petition-opened", 1
    title_words = Label("Petition opened", "已提出请求")

    body: str = ask("Body", "单位")


@record
class PetitionAnswered(AnswerTerms, Act):
    """Read by the body alone, as long as it is declined."""

    kind, version, public = "petition-answered", 1, "parties"
    title_words = Label("Petition answered", "已答复请求")
    brief, why = field("answer"), "reasons"


@record
class Petition:
    opened: PetitionOpened | None = None
    answered: PetitionAnswered | None = None

    @property
    def body(self) -> str | None:
        return self.opened.body if self.opened else None


def evolve(state: Petition, act: Any) -> Petition:
    return replace(state, opened=act) if isinstance(act, PetitionOpened) else replace(state, answered=act)


ANSWER = Duty(AnswerPetition, Label("Answer to the petition", "答复请求事项"), Label("the finance department", "财政部门"))


def owed(state: Petition) -> Iterator[Owed]:
    if state.opened is not None and state.answered is None:
        yield Owed(duty=ANSWER, until=Due(day=state.opened.answer_by, row="GPL-65"))


def reads(state: Petition, act: Act, reader: Mandate) -> bool:
    return reader.role is Role.FINANCE or reader.acts_for == state.body


PETITION_KIND = DocketKind(
    name="petition",
    letter="T",
    words=Label("Petition", "请求"),
    start=Petition,
    evolve=evolve,
    states=(StateWords("waiting", Label("Waits for its answer", "等待答复")), StateWords("settled", Label("Settled", "已办结"))),
    state_of=lambda state: "" if state.opened is None else "settled" if state.answered else "waiting",
    title=lambda state: state.opened.title if state.opened else None,
    texts=lambda state: (state.opened.title,) if state.opened else (),
    duties=(ANSWER,),
    owed=owed,
    withheld=lambda state, act: act.public == "parties" and (state.answered is None or state.answered.answer == "declined"),
    reads=reads,
    read_once={"parties": Label("Everyone reads what is granted.", "同意的答复向所有人公开。")},
)


@check("The petition has been opened.", "请愿已经提出。")
def opened(case: Case[Petition, Command], row: Row) -> Iterator[Finding]:
    if case.state.opened is None:
        yield found("There is no docket {docket}.", do="Open one.", docket=case.docket or "")


PETITION = procedure(
    "petition",
    Step(OpenPetition, by=BUYER, under=("GPL-65",), then=(makes(PetitionOpened, body=lambda case: case.mandate.acts_for),)),
    Step(AnswerPetition, by=FINANCE, under=("GPL-65",), after=(opened.under("OURS-OPEN"),), then=(makes(PetitionAnswered),)),
    of=PETITION_KIND,
    own=of_body_or_decider,
    ended=None,
)
