"""Where fewer than two still have their keys, the procurement ends, and the bids stay sealed: OURS-KEYS."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from operis.core.acts import Act, Outside
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import Terminate
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import filed, issued, noticed, words
from tests.procedures.keys import CLOSED, HOLDERS, OPEN, released
from tests.statute import case

given = case(OPEN_TENDER).happening(CLOSES + timedelta(days=3))
PAPER = Outside(medium="Letter of the archives and the notary", on=CLOSES.date(), scan="ab" * 32)


def lost(**changed: Any) -> Terminate:
    return replace(Terminate(ground=Slug("keys-lost"), reason=words("Two keys are gone"), change=PAPER), **changed)


def unable(holder: str) -> Act:
    """A holder that could open no envelope."""
    (act,) = released(holder)
    return replace(act, released=tuple(replace(one, given=False) for one in act.released))


@pytest.mark.parametrize("there", [(), released("notary"), (*released("notary"), unable("archives"))])
def test_it_ends_where_one_alone_can_give_back(there: tuple[Act, ...]) -> None:
    given(*CLOSED, *there).when(lost()).then(ProceedingsTerminated)


WITHOUT = (filed(), noticed(), issued(), closed("sunrise", "brook", "hill"))


@pytest.mark.parametrize("there", [OPEN, (*CLOSED, *released(*HOLDERS[:2])), WITHOUT])
def test_not_before_the_closing_nor_where_two_can_nor_where_there_are_no_keys(there: tuple[Act, ...]) -> None:
    given(*there).when(lost()).refused_under("OURS-KEYS", status=409)


def test_the_holders_say_so_in_writing() -> None:
    for paper in (None, replace(PAPER, scan=None)):
        given(*CLOSED).when(lost(change=paper)).refused_under("OURS-KEYS", status=409)


def test_below_the_quota_it_is_no_ground() -> None:
    below = case(BELOW_THRESHOLD).happening(CLOSES + timedelta(days=3))
    below(filed(method=Slug("below-threshold")), noticed(), closed("sunrise")).when(lost()).refused_under("OURS-KEYS", status=409)
