"""The notice of a consultation: CC-07, CC-10a, CC-10b, CC-12, D135-02."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from operis.core.acts import Due
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BiddingDocumentsIssued, ImplementationPlanFiled, NoticePublished
from operis.dockets.procurement.approving import APPROVED, REFUSED, RETURNED, MethodDecided
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.documents import MARCH_2, intended, notice, words
from tests.procedures.documents import filed as tender_filed
from tests.statute import BO, MORNING, case

given = case(COMPETITIVE_CONSULTATION)


def filed(**changed: Any) -> ImplementationPlanFiled:
    return tender_filed(**{"method": Slug("competitive-consultation"), **changed})


def test_ten_days_for_responses_or_more() -> None:
    given(intended(), filed()).when(notice(days=10)).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(days=9)).refused_under("CC-10a", status=422)


def test_ten_days_from_the_documents_where_they_are_issued_after_the_notice() -> None:
    later = {"documents_issued": MARCH_2 + timedelta(days=1), "documents_offered_until": date(2026, 3, 10)}
    given(intended(), filed()).when(notice(11, **later)).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(10, **later)).refused_under("CC-10a", status=422)


def test_documents_are_on_sale_for_five_working_days() -> None:
    """Of Monday, 2 March, to Friday: the day on which the sale begins is one of them."""
    given(intended(), filed()).when(notice(documents_offered_until=date(2026, 3, 6))).then(NoticePublished, BiddingDocumentsIssued)
    for until in (date(2026, 3, 5), None):
        given(intended(), filed()).when(notice(documents_offered_until=until)).refused_under(
            *(("CC-10b",) if until else ("CC-10b", "CC-07")), status=422
        )


def test_the_notice_stands_three_working_days() -> None:
    published, issued = given(intended(), filed()).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    assert isinstance(published, NoticePublished)
    assert isinstance(issued, BiddingDocumentsIssued)
    assert published.stands_until == Due(day=date(2026, 3, 5), row="D135-02")
    assert published.notice == "competitive-consultation"
    assert (issued.documents_issued, issued.documents_offered_until) == (MARCH_2, date(2026, 3, 9))


def test_each_content_of_a_consultation_notice_is_stated() -> None:
    for left_out, content in (
        ("purchaser", "purchaser-and-agency"),
        ("project_name", "project-name-outline-and-budget"),
        ("content", "need"),
        ("getting_documents", "getting-documents"),
        ("opening", "closing-and-opening"),
        ("contact", "contact-person"),
    ):
        lacking: dict[str, Any] = {left_out: None}
        grounds = given(intended(), filed()).when(notice(**lacking)).refused_under("CC-07", status=422)
        assert [ground.finding.facts for ground in grounds if ground.blocks] == [{"content": content}]


def test_the_bid_security_is_two_percent_at_most() -> None:
    given(intended(), filed()).when(notice(bond=Fen(17_200_00))).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(bond=Fen(17_200_01))).refused_under("CC-12", status=422)


def approval(**changed: Any) -> MethodDecided:
    """Of a consultation at the open-tender amount."""
    said = MethodDecided(
        happened=MORNING, result=APPROVED, reason=words("Only talks settle it"), decision="2026-7", method=Slug("competitive-consultation"),
        method_ground=filed().method_ground, budget=Fen(2_000_000_00), authority="city-finance", entered_by=("gao",),
    )  # fmt: skip
    return replace(said, **changed)


def test_at_the_open_tender_amount_the_approval_is_on_record() -> None:
    for planned in (filed(budget=Fen(2_000_000_00)), filed(approval=Slug("to-be-applied-for"), budget=Fen(2_000_000_00))):
        given(intended(), planned).when(notice()).refused_under("GPL-27", status=422)
        given(intended(), planned, approval()).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    below = Fen(1_999_999_99)
    given(intended(), filed(budget=below)).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    said = filed(budget=below, approval=Slug("to-be-applied-for"))
    (ground,) = given(intended(), said).when(notice()).refused_under("GPL-27", status=422)
    assert ground.finding.facts == {"method": "competitive-consultation"}


def test_it_is_approved_for_this_plan_and_on_this_day() -> None:
    """What was refused, returned, approved for another method or case, for less money or until a day that is past is no approval."""
    planned = filed(budget=Fen(2_000_000_00))
    others = ({"result": REFUSED}, {"result": RETURNED}, {"method": Slug("competitive-negotiation")}, {"method_ground": Slug("urgent")},
              {"budget": Fen(1_999_999_99)}, {"valid_until": date(2026, 3, 1)})  # fmt: skip
    for other in others:
        given(intended(), planned, approval(**other)).when(notice()).refused_under("GPL-27", status=422)
    for same in ({"valid_until": date(2026, 3, 2)}, {"budget": Fen(2_000_000_01)}):
        given(intended(), planned, approval(**same)).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), planned, approval(), approval(result=REFUSED)).when(notice()).refused_under("GPL-27", status=422)  # the newest counts


def test_the_amount_is_that_of_the_day_of_the_notice() -> None:
    """A plan filed while the amount was higher is weighed again when the notice comes."""
    planned = filed(budget=Fen(2_000_000_00))
    higher = given.reading("THR-HA-2020-C", terms={"open_tender_services_fen": ((date(2020, 3, 9), 200_000_001),)})
    higher(intended(), planned).when(notice()).then(NoticePublished, BiddingDocumentsIssued)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    (ground,) = given(intended(), filed()).when(notice(days=1), by=BO).refused_under("REG-08", status=403)
    assert ground.finding.facts == {"roles": ("agency", "buyer")}


def test_documents_that_are_nowhere_are_not_on_sale() -> None:
    (ground,) = given(intended(), filed()).when(notice(documents_elsewhere=None)).refused_under("CC-10b", status=422)
    assert ground.check == "documents_put_in"
