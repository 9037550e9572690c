"""Until the contract it goes as an open tender does; the result names who was recommended, and why: GPL-36, O87-41, O87-69b, GPL-34."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.envelope.acts import EnvelopeReceived
from operis.dockets.procurement.acts import BidsOpened, ProceedingsTerminated
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.facts import contents, procurement
from operis.dockets.procurement.invitation_facts import Invitation, invitation
from operis.dockets.procurement.inviting import Candidate
from operis.dockets.procurement.outcomes import ResultPublished
from operis.procedures.invited_tender import INVITED_TENDER
from tests.procedures.awards import MARCH_25, deciding, result
from tests.procedures.bids import CLOSES, closed, said_by
from tests.procedures.documents import issued, noticed
from tests.procedures.endings import ending
from tests.procedures.envelope.kept import GIVEN, handed_in
from tests.procedures.evaluating import TENDER, done, tender
from tests.procedures.invitations import POOL, SIX, candidates_of, invited_from, listed, planned
from tests.statute import Given, at

THREE = ("sunrise", "brook", "hill")
OPEN = (planned(), *invited_from(THREE), noticed(), issued())
given = replace(TENDER, procedure=INVITED_TENDER).happening(at(date(2026, 3, 27)))


def awarded(way: str) -> Given:
    acts = (*tender("reported")[1:],)
    acts = (planned(), listed(way=Slug(way)), *invited_from(THREE)[1:], *acts)
    return given(*acts, *done(given.happening(at(MARCH_25))(*acts), deciding("sunrise")))


@pytest.mark.parametrize(("way", "shown"), [("written-recommendation", candidates_of(*SIX)), (POOL, ()), ("prequalification-notice", ())])
def test_all_who_were_recommended_stand_in_the_result_with_the_reason(way: str, shown: tuple[Candidate, ...]) -> None:
    (act,) = awarded(way).when(result("brook", "hill")).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert act.recommended == shown


def test_fewer_than_three_bids_are_not_opened_and_it_ends() -> None:
    before = given.happening(CLOSES)
    before.told(contents, said_by(*THREE))(*OPEN, closed(*THREE)).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    few = before.told(contents, said_by(*THREE[:2]))(*OPEN, closed(*THREE[:2]))
    few.when(OpenBids(), by=THE_CLOCK).refused_under("O87-41", status=409)
    few.happening(at(date(2026, 3, 27))).when(ending("too-few")).then(ProceedingsTerminated)


def test_the_envelope_of_a_supplier_that_is_not_invited_is_not_taken() -> None:
    counter = GIVEN.told(procurement, method="invited-tender")
    counter.told(invitation, Invitation(own=True)).when(handed_in()).then(EnvelopeReceived)
    (ground,) = counter.told(invitation, Invitation(own=False)).when(handed_in()).refused_under("GPL-34", status=422)
    assert ground.check == "invited_alone"
