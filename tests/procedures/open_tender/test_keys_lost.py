"""Where fewer than two still have their keys, the procurement ends, and the bids stay sealed: OURS-KEYS."""

from dataclasses import replace
from datetime import timedelta

import pytest

from operis.core.acts import Act, Outside
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.findings import KEY_LOST, FindingRecorded, RecordFinding
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import filed, issued, noticed, words
from tests.procedures.keys import CLOSED, HOLDERS, OPEN, keeper, released
from tests.statute import CHEN, case

NOTARY = keeper("notary")
given = case(OPEN_TENDER).happening(CLOSES + timedelta(days=3))
LETTER = Outside(medium="Letter of the archives", on=CLOSES.date(), scan="ab" * 32)


def lost() -> Terminate:
    return Terminate(ground=Slug("keys-lost"), reason=words("Two keys are gone"))


def says_lost(holder: str) -> FindingRecorded:
    return FindingRecorded(happened=CLOSES + timedelta(days=2), about=KEY_LOST, says=words("The disk broke"), decision="7", paper=LETTER,
                           found_by=(holder,), holder=holder)  # fmt: skip


def unable(holder: str) -> Act:
    """A holder that could open no envelope."""
    (act,) = released(holder)
    return replace(act, released=tuple(replace(one, given=False) for one in act.released))


TWO = (says_lost("archives"), says_lost("notary"))


@pytest.mark.parametrize("there", [TWO, (*released("trading-centre"), *TWO), (*released("trading-centre"), unable("archives"), TWO[1])])
def test_it_ends_where_two_have_said_that_their_keys_are_lost_or_could_open_nothing(there: tuple[Act, ...]) -> None:
    given(*CLOSED, *there).when(lost()).then(ProceedingsTerminated)


@pytest.mark.parametrize("there", [(), released("notary"), TWO[:1], (*released("notary"), *TWO[:1]), (TWO[0], says_lost("archives"))])
def test_no_officer_says_so_for_them(there: tuple[Act, ...]) -> None:
    given(*CLOSED, *there).when(lost()).refused_under("OURS-KEYS", status=409)


def test_a_holder_says_it_of_its_own_key_and_nothing_else_and_nobody_for_it() -> None:
    asked = RecordFinding(about=KEY_LOST, says=words("The disk broke"), decision="7", paper=LETTER)
    (act,) = given(*CLOSED).when(asked, by=NOTARY).then(FindingRecorded)
    assert (act.holder, act.about) == ("notary", KEY_LOST)  # type: ignore[attr-defined]
    given(*CLOSED).when(asked, by=CHEN).refused_under("OURS-FINDING", status=409)
    given(*CLOSED).when(replace(asked, about=Slug("query-upheld")), by=NOTARY).refused_under("OURS-FINDING", "OURS-OPEN", status=409)
    given(*CLOSED).when(asked, by=replace(NOTARY, body="library")).refused_under("OURS-FINDING", status=403)


WITHOUT = (filed(), noticed(), issued(), closed("sunrise", "brook", "hill"))


@pytest.mark.parametrize("there", [OPEN, (*CLOSED, *released(*HOLDERS[:2])), WITHOUT])
def test_not_before_the_closing_nor_where_two_can_nor_where_there_are_no_keys(there: tuple[Act, ...]) -> None:
    given(*there).when(lost()).refused_under("OURS-KEYS", status=409)


def test_below_the_quota_it_is_no_ground() -> None:
    below = case(BELOW_THRESHOLD).happening(CLOSES + timedelta(days=3))
    below(filed(method=Slug("below-threshold")), noticed(), closed("sunrise")).when(lost()).refused_under("OURS-KEYS", status=409)
