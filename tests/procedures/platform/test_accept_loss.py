"""A loss of entries is accepted by the administrator alone, once, and only where something is missing: OURS-LOSS."""

from dataclasses import replace

from operis.dockets.platform.acts import LossAccepted
from tests.procedures.documents import said
from tests.procedures.platform.documents import LOSS, ROOT, given
from tests.statute import ALICE, MORNING


def test_the_administrator_says_what_is_left() -> None:
    (act,) = given().when(LOSS, by=ROOT).then(LossAccepted)
    assert isinstance(act, LossAccepted)
    assert (act.signed_size, act.kept_size, act.decided_by) == (9, 7, "Li, head of the office")


def test_nobody_else_does() -> None:
    given().when(LOSS, by=ALICE).refused_under("OURS-LOSS", status=403)


def test_where_all_is_there_nothing_is_lost() -> None:
    (ground,) = given().when(replace(LOSS, kept_size=9, kept_root="aa"), by=ROOT).refused_under("OURS-LOSS", status=409)
    assert ground.finding.facts == {"count": 9}
    given().when(replace(LOSS, kept_size=9), by=ROOT).then(LossAccepted)  # as many, and others


def test_where_no_checkpoint_was_left_nobody_can_tell() -> None:
    given().when(replace(LOSS, signed_size=None, signed_root=None), by=ROOT).then(LossAccepted)


def test_a_loss_has_one_docket() -> None:
    given(LossAccepted(**said(LOSS), happened=MORNING)).when(LOSS, by=ROOT).refused_under("OURS-LOSS", status=409)
