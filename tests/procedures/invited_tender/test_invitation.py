"""The invitation goes to all who were drawn at one moment; bids stay open twenty days, and nobody else takes documents: GPL-34, GPL-35."""

from datetime import timedelta
from typing import Any

import pytest

from operis.dockets.bid.acts import DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.procurement.acts import BiddingDocumentsIssued, NoticePublished
from operis.dockets.procurement.facts import procurement
from operis.dockets.procurement.invitation_facts import Invitation, invitation
from operis.dockets.procurement.inviting import SuppliersInvited
from operis.dockets.secrecy import withheld
from operis.procedures.bid import BID
from tests.procedures.documents import MARCH_2, intended, notice
from tests.procedures.invitations import THREE, drawing, drawn, invited_tender, listed, listing, planned
from tests.statute import BO, at, case

given = invited_tender()(intended(), planned(), listed(), drawn())
taking = case(BID).told(procurement, method="invited-tender").happening(at(MARCH_2 + timedelta(days=1)))
ASKED = ObtainDocuments(procurement="DC-2026-S-0001")


def test_all_who_were_drawn_are_invited_with_the_documents() -> None:
    invited, said, issued = given.when(notice()).then(SuppliersInvited, NoticePublished, BiddingDocumentsIssued)
    assert isinstance(invited, SuppliersInvited)
    assert isinstance(said, NoticePublished)
    assert (invited.suppliers, invited.public, said.notice, said.stands_until) == (THREE, "invitees", "tender-invitation", None)
    assert issued.happened == invited.happened


def test_they_have_twenty_days() -> None:
    given.when(notice(20)).then(SuppliersInvited, NoticePublished, BiddingDocumentsIssued)
    (ground,) = given.when(notice(19)).refused_under("GPL-35", status=422)
    assert ground.check == "stays_open"


def test_nobody_is_invited_who_was_not_drawn() -> None:
    (ground,) = invited_tender()(intended(), planned(), listed()).when(notice()).refused_under("O87-14", status=409)
    assert ground.check == "invitees_drawn"


@pytest.mark.parametrize("left_out", ["purchaser", "project_name", "getting_documents", "opening", "contact"])
def test_it_says_what_a_tender_notice_says(left_out: str) -> None:
    given.when(notice()).warned_under()
    without: dict[str, Any] = {left_out: None}
    (ground,) = given.when(notice(**without)).warned_under("FMT-01i")
    assert (ground.check, ground.finding.at) == ("notice_complete", left_out)


def test_nobody_is_drawn_or_listed_after_it() -> None:
    acts = given.when(notice()).then(SuppliersInvited, NoticePublished, BiddingDocumentsIssued)
    after = invited_tender()(*given.acts, *acts)
    for asked in (listing(), drawing()):
        after.when(asked).refused_under("OURS-OPEN", "OURS-DRAW", status=409)


def test_who_is_on_the_list_drawn_and_invited_is_read_by_everybody_from_the_opening_on() -> None:
    acts = given.when(notice()).then(SuppliersInvited, NoticePublished, BiddingDocumentsIssued)
    state = given.case(notice()).state
    assert [withheld(state, one) for one in (*given.acts, *acts)] == [False, False, True, True, True, False, False]


def test_who_is_invited_takes_the_documents_and_nobody_else() -> None:
    taking.told(invitation, Invitation(own=True))().when(ASKED, by=BO).then(DocumentsObtained)
    (ground,) = taking.told(invitation, Invitation(own=False))().when(ASKED, by=BO).refused_under("GPL-34", status=422)
    assert ground.check == "invited_alone"


def test_where_nobody_is_invited_everybody_takes_them() -> None:
    taking().when(ASKED, by=BO).then(DocumentsObtained)
