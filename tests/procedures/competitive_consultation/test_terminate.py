"""A consultation ends on the grounds of CC-34 and CC-35 that the record bears out."""

import pytest

from operis.core.wording import Slug
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.terms import ENDINGS
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.endings import ending, illegal
from tests.procedures.evaluating import QUOTED, closing, consultation, opening
from tests.statute import DONG, case

given = case(COMPETITIVE_CONSULTATION).happening(CLOSES)
TWO = {"sunrise": 800_000_00, "brook": 810_000_00}
OPEN = (filed(method=Slug("competitive-consultation")), noticed(), issued(), closed())


@pytest.mark.parametrize("ground", sorted(ENDINGS))
def test_it_ends_on_the_grounds_of_its_measures_and_on_no_other(ground: str) -> None:
    outcome = given(*OPEN, illegal()).when(ending(ground))
    refused = {"documents-flawed": ("CC-34", 422), "award-set-aside": ("REG-49", 422), "all-above-budget": ("OURS-OPEN", 409),
               "keys-lost": ("OURS-KEYS", 409)}  # fmt: skip
    if ground in refused:
        row, status = refused[ground]
        outcome.refused_under(row, status=status)
    else:
        outcome.then(ProceedingsTerminated)


def test_two_that_remain_are_enough_for_a_service() -> None:
    """CC-21x: those that no examination shuts out, after final quotes those within the budget."""
    given(*consultation("seated", prices=TWO)).when(ending("too-few")).refused_under("CC-21x", status=422)
    given(*consultation("seated", prices={"sunrise": 800_000_00})).when(ending("too-few")).then(ProceedingsTerminated)
    asked = consultation("asked", prices=TWO)
    given(*asked).when(ending("too-few")).refused_under("CC-21x", status=422)
    for second, ends in ((860_000_00, False), (860_000_01, True)):
        quoted = {"sunrise": 800_000_00, "brook": second}
        outcome = given(*asked, closing(quoted, on=QUOTED), opening(quoted, on=QUOTED)).when(ending("too-few"))
        outcome.then(ProceedingsTerminated) if ends else outcome.refused_under("CC-21x", status=422)


def test_what_final_quotes_ask_is_known_after_they_are_open() -> None:
    """CC-34: while they are asked for, nobody can say that all of them are above the budget."""
    asked, dear = consultation("asked", prices=TWO), {"sunrise": 860_000_01, "brook": 860_000_01}
    given(*asked).when(ending("all-above-budget")).refused_under("OURS-OPEN", status=409)
    given(*asked, closing(dear, on=QUOTED), opening(dear, on=QUOTED)).when(ending("all-above-budget")).then(ProceedingsTerminated)


def test_the_task_falls_away_by_a_document() -> None:
    given(*OPEN).when(ending(change=None)).refused_under("CC-35", status=422)


def test_the_method_fits_as_long_as_a_service_is_bought() -> None:
    """CC-34: chosen for a purchase of services, it ceases to fit where the need is determined otherwise or is on hold."""
    acts = (filed(method=Slug("competitive-consultation"), method_ground=Slug("purchase-of-services")), noticed(), issued(), closed())
    asked = ending("method-no-longer-fits")
    given(*acts).when(asked).refused_under("CC-34", status=422)
    given(*acts).told(need_part, outcome="POST").when(asked).then(ProceedingsTerminated)
    given(*acts).told(need_part, holds=("V03",)).when(asked).then(ProceedingsTerminated)


def test_a_stranger_does_not_end_it() -> None:
    given(*OPEN).when(ending(), by=DONG).refused_under("CC-34", status=403)
