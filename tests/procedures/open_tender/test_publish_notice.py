"""The notice of an open tender: GPL-35, REG-29, O87-13, O87-16, O87-18."""

from datetime import date, timedelta

from operis.core.acts import Due
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BiddingDocumentsIssued, NoticePublished
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import MARCH_2, filed, intended, notice, noticed
from tests.statute import BO, DONG, case

given = case(OPEN_TENDER)


def test_bids_stay_open_twenty_days_or_more() -> None:
    given(intended(), filed()).when(notice(days=20)).then(NoticePublished, BiddingDocumentsIssued)
    grounds = given(intended(), filed()).when(notice(days=19)).refused_under("GPL-35", status=422)
    assert grounds[0].finding.facts["earliest"] == date(2026, 3, 22)


def test_the_notice_stands_five_working_days() -> None:
    published, _ = given(intended(), filed()).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    assert isinstance(published, NoticePublished)
    assert published.stands_until == Due(day=date(2026, 3, 9), row="O87-16")


def test_documents_are_offered_five_working_days_from_issue_and_from_notice() -> None:
    given(intended(), filed()).when(notice(documents_offered_until=date(2026, 3, 9))).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(documents_offered_until=date(2026, 3, 8))).refused_under("REG-31a", "O87-18")
    later = MARCH_2 + timedelta(days=1)
    given(intended(), filed()).when(notice(21, documents_issued=later, documents_offered_until=date(2026, 3, 9))).refused_under("REG-31a")


def test_no_notice_before_the_plan_is_filed() -> None:
    given(intended()).when(notice()).refused_under("REG-29", "GPL-27", status=409)


def test_a_second_notice_is_refused() -> None:
    given(intended(), filed(), noticed()).when(notice()).refused_under("OURS-OPEN", status=409)


def test_each_missing_content_is_named() -> None:
    grounds = given(intended(), filed()).when(notice(contact=None, content=None)).refused_under("O87-13")
    assert [ground.finding.facts["content"] for ground in grounds if ground.row == "O87-13"] == ["need", "contact-person"]


def test_the_four_items_of_the_source_text_warn_and_do_not_refuse() -> None:
    given(intended(), filed()).when(notice(scale=None, materials=None)).warned_under("SRC-11")


def test_the_budget_is_shown_and_is_that_of_the_plan() -> None:
    given(intended(), filed()).when(notice(budget=None)).refused_under("REG-30", "O87-13")
    given(intended(), filed()).when(notice(budget=Fen(860_000_01))).refused_under("REG-29")


def test_the_bid_security_is_two_percent_of_the_budget_at_most() -> None:
    given(intended(), filed()).when(notice(bond=Fen(17_200_00))).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(bond=Fen(17_200_01))).refused_under("REG-33a")


def test_an_intention_stands_thirty_days_as_a_rule() -> None:
    given(intended(date(2026, 1, 31)), filed()).when(notice()).warned_under()
    given(intended(date(2026, 2, 1)), filed()).when(notice()).warned_under("INT-03")
    given(filed()).when(notice()).warned_under("INT-03")


def test_where_to_send_a_query_and_what_is_reserved_are_stated() -> None:
    given(intended(), filed()).when(notice(queries_to=None, reservation=None)).refused_under("O94-07", "SME-12")


def test_documents_are_not_issued_before_the_notice() -> None:
    early = MARCH_2 - timedelta(days=1)
    given(intended(), filed()).when(notice(documents_issued=early)).warned_under("OURS-OPEN")


def test_the_method_is_weighed_again_by_the_law_of_the_notice() -> None:
    given(intended(), filed(method=Slug("open-tender"), budget=Fen(2_000_000_00))).when(notice(budget=Fen(2_000_000_00))).then(
        NoticePublished, BiddingDocumentsIssued
    )


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG):
        given(intended(), filed()).when(notice(days=5), by=stranger).refused_under("REG-08", status=403)
