"""What helps a supplier that is asked to explain its bid? What the panel asks, until when; nobody guesses the question."""

from collections.abc import Mapping
from typing import Any

from operis.dockets.bid.commands import GiveExplanation
from operis.dockets.procurement.evaluating import QuestionTerms
from operis.documents.shown import moment
from operis.documents.summaries import chosen
from operis.ledger.states import state_of
from operis.web.components.form import Part
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed
from operis.web.reading.entered import written

LOT, PRICE = "lot", "price"
PRICE_ERROR = "price-error"
"""What a supplier is asked about where its price was put right."""


class ExplainingGuide(Guide):
    template = "web/desk/guide_explaining.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        asked = questions_to(at)
        return typed_of(GiveExplanation, {"lot": asked[-1].lot}) if asked else {}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """The lot follows from the question, where all are about one; a price is confirmed only where one was put right."""
        asked = questions_to(at)
        left_out = {LOT} if len({one.lot for one in asked}) == 1 else set()
        left_out |= set() if any(one.about == PRICE_ERROR for one in asked) else {PRICE}
        return tuple(one for one in parts if one.name not in left_out)

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        lots = {one.lot for one in questions_to(at)}
        return {**sent, LOT: next(iter(lots))} if len(lots) == 1 else sent

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"questions": [(chosen(one, "about", one.about), written(one.question), moment(one.answer_by)) for one in questions_to(at)]}


def questions_to(at: Sitting) -> tuple[QuestionTerms, ...]:
    """What the panel has asked the supplier whose bid it is."""
    procurement = state_of(getattr(at.state, "procurement", None))
    return tuple(one for one in procurement.questions if one.supplier == at.state.body) if procurement is not None else ()
