"""The approval is applied for after the publicity, with no objection open or upheld: REG-38, O74-40, O87-43."""

from datetime import date

import pytest

from operis.core.money import Fen
from operis.dockets.procurement.approving import MethodAppliedFor
from operis.dockets.procurement.failed_facts import ONE_LEFT
from operis.dockets.procurement.sole import UPHELD
from operis.rules.approving import FAIR
from tests.procedures.approving import ABOVE, applying
from tests.procedures.sole import (
    CONTINUED,
    EMERGENCY,
    OVER,
    WHY,
    argued,
    before,
    given,
    objected,
    publicised,
)
from tests.statute import at


def test_it_is_applied_for_after_the_publicity_and_no_day_sooner() -> None:
    given(*before()).when(applying()).refused_under("REG-38", status=422)
    there = given(*before(publicised()))
    there.happening(at(date(2026, 3, 8))).when(applying()).refused_under("REG-38", status=422)
    there.happening(at(OVER)).when(applying()).then(MethodAppliedFor)


@pytest.mark.parametrize("ground", [EMERGENCY, CONTINUED])
def test_neither_an_emergency_nor_an_addition_is_publicised(ground: str) -> None:
    given(*before(ground=ground)).when(applying()).then(MethodAppliedFor)


def test_below_the_amount_nothing_is_applied_for() -> None:
    given(*before(budget=Fen(ABOVE - 1), approval=None)).when(applying()).refused_under("GPL-27", status=409)


def test_an_objection_is_argued_first_and_one_that_is_upheld_ends_it() -> None:
    waiting = given(*before(publicised(), objected())).happening(at(OVER))
    waiting.when(applying()).refused_under("O74-40", status=422)
    waiting(*waiting.acts, argued()).when(applying()).then(MethodAppliedFor)
    upheld = waiting(*waiting.acts, argued(result=UPHELD))
    (ground,) = upheld.when(applying(reason=WHY)).refused_under("O74-40", status=422)
    assert ground.check == "objections_settled"


def test_of_the_one_whom_a_tender_left_the_publicity_and_the_opinion_on_the_documents_come_first() -> None:
    """REG-38, O87-43: nothing in the documents kept the others away."""
    left = given(*before(ground=ONE_LEFT))
    left.when(applying(FAIR)).refused_under("REG-38", status=422)
    over = given(*before(publicised(), ground=ONE_LEFT)).happening(at(OVER))
    (ground,) = over.when(applying()).refused_under("O87-43", status=422)
    assert ground.check == "documents_were_fair"
    over.when(applying(FAIR)).then(MethodAppliedFor)
