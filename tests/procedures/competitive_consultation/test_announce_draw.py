"""Between equals of a consultation a draw is announced and held as in a tender: OURS-DRAW."""

from datetime import date

from operis.dockets.procurement.outcomes import AwardDecided, DrawAnnounced, DrawHeld
from tests.procedures.awards import LATE_HOLDING, TIED_IN_CONSULTATION, announcing, deciding, holding
from tests.procedures.evaluating import CONSULTATION
from tests.statute import at


def test_the_one_who_was_drawn_is_awarded_without_a_warning() -> None:
    given = CONSULTATION.happening(at(date(2026, 3, 24)))
    given(*TIED_IN_CONSULTATION).when(announcing("brook", "hill")).refused_under("OURS-DRAW", status=409)
    announced = given(*TIED_IN_CONSULTATION).when(announcing("brook", "sunrise")).then(DrawAnnounced)
    acts = (*TIED_IN_CONSULTATION, *announced)
    (held,) = given.happening(LATE_HOLDING)(*acts).when(holding()).then(DrawHeld)
    assert isinstance(held, DrawHeld)
    outcome = given.happening(LATE_HOLDING)(*acts, held).when(deciding(*held.drawn))
    outcome.then(AwardDecided)
    outcome.warned_under()
