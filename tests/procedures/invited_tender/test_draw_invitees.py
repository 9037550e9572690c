"""The draw: from the list alone, as many as were to be drawn, watched by two of the purchaser's staff and on paper: GPL-34, O87-14."""

from datetime import date

import pytest

from operis.core.acts import Outside
from operis.dockets.procurement.inviting import InviteesDrawn
from tests.procedures.invitations import SIX, STAFF, THREE, drawing, drawn, invited_tender, listed, planned

given = invited_tender()(planned(), listed())


def test_who_comes_out_is_kept_in_the_order_of_the_draw() -> None:
    (act,) = given.when(drawing()).then(InviteesDrawn)
    assert isinstance(act, InviteesDrawn)
    assert (act.drawn, act.public) == (THREE, "invitees")


@pytest.mark.parametrize("keys", [("hill", "brook"), ("hill", "sunrise", "brook", "meadow")])
def test_as_many_are_drawn_as_the_list_says(keys: tuple[str, ...]) -> None:
    (ground,) = given.when(drawing(*keys)).refused_under("GPL-34", status=422)
    assert (ground.check, ground.finding.facts) == ("drawn_from_the_list", {"drawn": len(keys), "count": 3})


@pytest.mark.parametrize("keys", [("hill", "brook", "stranger"), ("hill", "brook", "hill")])
def test_nobody_is_drawn_who_is_not_on_the_list_or_twice(keys: tuple[str, ...]) -> None:
    (ground,) = given.when(drawing(*keys)).refused_under("GPL-34", status=422)
    assert ground.finding.at == "drawn/2"


def test_two_of_the_purchasers_staff_watch() -> None:
    for watched in (STAFF[:1], (STAFF[0], STAFF[0])):
        (ground,) = given.when(drawing(observers=watched)).refused_under("O87-14", status=422)
        assert (ground.check, ground.finding.facts) == ("draw_observed", {"there": 1, "least": 2})


def test_a_place_and_a_day_are_no_record() -> None:
    bare = Outside(medium="Meeting room", on=date(2026, 3, 2))
    (ground,) = given.when(drawing(outside=bare)).refused_under("O87-14", status=422)
    assert (ground.check, ground.finding.at) == ("draw_in_writing", "outside")
    given.when(drawing(outside=None)).refused_under("O87-14", status=422)
    given.when(drawing(outside=Outside(medium="Meeting room", on=date(2026, 3, 2), scan="ab" * 32))).then(InviteesDrawn)


def test_there_is_one_draw_and_it_needs_a_list() -> None:
    invited_tender()(planned()).when(drawing()).refused_under("OURS-OPEN", status=409)
    invited_tender()(planned(), listed(*SIX), drawn()).when(drawing()).refused_under("OURS-DRAW", status=409)
