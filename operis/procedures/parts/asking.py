"""Steps of questions: one is asked by a supplier, and answered to all in the procurement; each row is an argument."""

from datetime import date

from operis.core.case import Case
from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER, SUPPLIER
from operis.core.wording import Wording
from operis.dockets.procurement.acts import RepresentationAnswered
from operis.dockets.procurement.commands import AnswerRepresentation
from operis.dockets.procurement.facts import procurement, supplier
from operis.dockets.procurement.state import Procurement
from operis.dockets.representation.acts import RepresentationMade
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.representation.facts import mentions, question, questions_asked
from operis.dockets.representation.state import Representation
from operis.procedures.parts.concluding import last_day_of, the_body
from operis.rules.asking import asker_unnamed, can_be_changed, nobody_named, not_asked_yet, noticed_and_not_ended, question_waits
from operis.rules.bids import supplier_on_file
from operis.rules.notices import notice_published

AskCase = Case[Representation, MakeRepresentation]
AnswerCase = Case[Procurement, AnswerRepresentation]


def make_representation(*, under: tuple[str, ...], within: str) -> Step[Representation, MakeRepresentation]:
    """Whoever is on file may ask, with the documents or without; `within` is the row that says by when it is answered."""
    return Step(
        MakeRepresentation,
        by=SUPPLIER,
        under=under,
        after=(
            not_asked_yet.under("OURS-ONE"),
            noticed_and_not_ended.under("OURS-OPEN"),
            supplier_on_file.under("OURS-OPEN"),
            asker_unnamed.under("OURS-ASKER"),
        ),
        needs=(procurement, supplier, questions_asked, mentions),
        then=(makes(RepresentationMade, no=_next, supplier=the_body, purchaser=_purchaser, answer_by=last_day_of(within)),),
    )


def answer_representation(*, under: tuple[str, ...]) -> Step[Procurement, AnswerRepresentation]:
    return Step(
        AnswerRepresentation,
        by=BUYER | AGENCY,
        under=under,
        after=(notice_published.under("OURS-OPEN"), question_waits.under("OURS-OPEN"), can_be_changed.under("OURS-OPEN")),
        noted=(nobody_named.under("OURS-ASKER"),),
        needs=(question, mentions),
        then=(makes(RepresentationAnswered, no=_number, asked_on=_asked_on, asked=_asked),),
    )


def _next(case: AskCase) -> int:
    """Nothing is told where none was asked before."""
    return case.facts[questions_asked].count + 1 if questions_asked in case.facts else 1


def _purchaser(case: AskCase) -> str:
    return case.facts[procurement].body


def _number(case: AnswerCase) -> int:
    return case.facts[question].no


def _asked_on(case: AnswerCase) -> date:
    return case.facts[question].asked_on


def _asked(case: AnswerCase) -> Wording:
    """As it is to be read by all: as it was asked, where the purchaser leaves nothing out."""
    return case.asked.restated or case.facts[question].text
