"""A witness is begun over entries by the administrator alone, in public and in a docket of its own: OURS-WITNESS."""

from operis.dockets.platform.acts import LossAccepted, WitnessBegun
from operis.dockets.platform.commands import BeginWitness
from tests.procedures.documents import said
from tests.procedures.platform.documents import LOSS, ROOT, given
from tests.statute import ALICE, MORNING

BEGIN = BeginWitness(size=9, root="aa", decided_by="Li, head of the office", paper="2026-12", administrator="wang")


def test_the_administrator_says_how_long_the_log_was() -> None:
    (act,) = given().when(BEGIN, by=ROOT).then(WitnessBegun)
    assert isinstance(act, WitnessBegun)
    assert (act.size, act.root, act.decided_by, act.paper) == (9, "aa", "Li, head of the office", "2026-12")


def test_nobody_else_does() -> None:
    given().when(BEGIN, by=ALICE).refused_under("OURS-WITNESS", status=403)


def test_it_has_a_docket_of_its_own() -> None:
    given(WitnessBegun(**said(BEGIN), happened=MORNING)).when(BEGIN, by=ROOT).refused_under("OURS-WITNESS", status=409)
    given(LossAccepted(**said(LOSS), happened=MORNING)).when(BEGIN, by=ROOT).refused_under("OURS-WITNESS", status=409)
