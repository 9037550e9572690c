"""The notice of an open tender: GPL-35, REG-29, O87-13, O87-16, O87-18."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Due
from operis.core.decider import Refusal, examine
from operis.core.fields import walk
from operis.core.findings import REFUSED
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.procurement.acts import BiddingDocumentsIssued, NoticePublished
from operis.dockets.procurement.commands import PublishNotice
from operis.dockets.procurement.terms import Condition, Document, Reservation
from operis.documents.checking import NoticeAlone
from operis.law.book import Confidence
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.announcing import NO_OWN
from tests.procedures.documents import MARCH_2, filed, intended, notice, noticed, words
from tests.procedures.documents import said as fields_of
from tests.statute import BO, DONG, OFFICE, at, case

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


def test_budget_ceiling_and_who_may_bid_are_those_of_the_plan_and_nobody_types_them() -> None:
    asks = Condition(about=Slug("insurance"), text=Wording(zh="已投保公众责任险", en="Insured for the public"), serves=1)
    planned = filed(
        budget=Fen(800_000_00), ceiling=Fen(790_000_00), conditions=(asks, replace(asks, text=Wording(zh="有急救员", en="Has first aid")))
    )
    published, _ = given(intended(), planned).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    assert isinstance(published, NoticePublished)
    assert (published.budget, published.ceiling) == (Fen(800_000_00), Fen(790_000_00))
    assert published.qualification == Wording(zh="（1）已投保公众责任险\n（2）有急救员", en="(1) Insured for the public\n(2) Has first aid")
    assert {"budget", "ceiling", "qualification", "reservation"} & set(walk(PublishNotice)) == set()


def test_a_plan_without_conditions_and_without_a_ceiling_says_so_in_its_notice() -> None:
    published, _ = given(intended(), filed()).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    assert isinstance(published, NoticePublished)
    assert (published.ceiling, published.qualification) == (None, NO_OWN)


KEPT = [
    (None, "Nothing is reserved for small and medium enterprises."),
    (Reservation(way=Slug("whole")), "The whole purchase is for small and medium enterprises."),
    (
        Reservation(way=Slug("none"), deduction_percent=Decimal(10)),
        "Nothing is reserved for small and medium enterprises. Prices of small and micro enterprises are lowered by 10 percent for the"
        " evaluation.",
    ),
    (
        Reservation(way=Slug("subcontract-share"), reserved=Fen(300_000_00), small_micro=Fen(180_000_00), share_percent=Decimal(4)),
        "A share of the contract is given to small and medium enterprises by subcontract. Reserved: 300000.00 yuan. Of it for small and"
        " micro enterprises: 180000.00 yuan. Where small and micro enterprises have enough of a consortium or of subcontracts, prices are"
        " lowered by 4 percent.",
    ),
]


@pytest.mark.parametrize(("kept", "said"), KEPT)
def test_what_is_kept_for_small_firms_is_said_as_the_plan_has_it(kept: Reservation | None, said: str) -> None:
    published, _ = given(intended(), filed(reservation=kept)).when(notice()).then(NoticePublished, BiddingDocumentsIssued)
    assert isinstance(published, NoticePublished)
    assert published.reservation is not None
    assert published.reservation.en == said
    assert published.reservation.zh


def test_a_notice_from_elsewhere_that_stands_alone_says_its_budget_and_what_is_reserved() -> None:
    of_plan: dict[str, Any] = {"budget": Fen(860_000_00), "qualification": Wording(en="None"), "reservation": Wording(en="Whole")}
    whole = NoticeAlone(**fields_of(notice(bond=Fen(17_200_00))), **of_plan)

    def refused(**changed: Any) -> set[str]:
        weighed = examine(OPEN_TENDER.steps[PublishNotice], given().case(replace(whole, **changed)))
        return {one.row for one in weighed if one.severity == REFUSED}

    assert refused() == set()
    assert refused(budget=None) == {"REG-30", "O87-13"}
    assert refused(qualification=None) == {"O87-13"}
    assert refused(reservation=None) == {"SME-12"}
    assert refused(bond=Fen(17_200_01)) == {"REG-33a"}


def test_who_keeps_a_share_of_a_consortium_lets_consortia_bid() -> None:
    planned = given(intended(), filed(reservation=Reservation(way=Slug("consortium-share"), reserved=Fen(300_000_00))))
    planned.when(notice(consortia_allowed=False)).refused_under("REG-29", status=422)
    planned.when(notice(consortia_allowed=True)).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(consortia_allowed=False)).then(NoticePublished, BiddingDocumentsIssued)


def test_the_bid_security_is_two_percent_of_the_budget_at_most() -> None:
    given(intended(), filed()).when(notice(bond=Fen(17_200_00))).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(bond=Fen(17_200_01))).refused_under("REG-33a")


def test_an_intention_stands_thirty_days_as_a_rule() -> None:
    given(intended(date(2026, 1, 31)), filed()).when(notice()).warned_under()
    given(intended(date(2026, 2, 1)), filed()).when(notice()).warned_under("INT-03")
    [told] = given(filed()).when(notice()).warned_under("INT-03")
    assert told.finding.says == "No intention was published; as a rule it stands {least} before the notice."
    assert told.finding.facts["earliest"] == date(2026, 4, 1)


def test_where_to_send_a_query_is_stated() -> None:
    given(intended(), filed()).when(notice(queries_to=None)).warned_under("O94-07")  # it may stand in the documents


def test_documents_issued_before_the_notice_are_told_and_win_no_time() -> None:
    early = MARCH_2 - timedelta(days=30)
    given(intended(), filed()).when(notice(20, documents_issued=early)).warned_under("OURS-OPEN")
    given(intended(), filed()).when(notice(19, documents_issued=early)).refused_under("GPL-35", status=422)
    short = notice(20, documents_issued=early, documents_offered_until=date(2026, 3, 8))
    given(intended(), filed()).when(short).refused_under("REG-31a", "O87-18", status=422)


def test_the_four_items_were_law_until_the_end_of_february_2020() -> None:
    """The measures of 2014 refuse while they hold; since then the source text warns."""
    old = given(intended(date(2019, 12, 2)), filed())
    lacking = notice(20, scale=None, documents_issued=date(2020, 3, 2))
    for day, rows in ((date(2020, 2, 28), {"PM14-18b"}), (date(2020, 3, 2), {"SRC-11"})):
        weighed = old.reading("GPL-27", first=None).happening(at(day)).when(lacking)
        grounds = weighed.decided.grounds if isinstance(weighed.decided, Refusal) else weighed.decided.notes
        assert {ground.row for ground in grounds if ground.check == "four_items_announced"} == rows
        assert isinstance(weighed.decided, Refusal) is (rows == {"PM14-18b"})


def test_an_intention_is_asked_of_the_levels_that_the_day_covers() -> None:
    """The centre from July 2020, the province from 2021, everyone from 2022."""
    for year, level, owed in ((2021, "county", False), (2022, "county", True), (2020, "province", False), (2021, "province", True)):
        day = date(year, 12, 1)
        asked = notice(documents_issued=day, documents_offered_until=date(year, 12, 9), bids_close=at(date(year, 12, 30)))
        given(filed()).standing_in("41", level).happening(at(day)).when(asked).warned_under(*(["INT-03"] if owed else []))


def test_a_silent_row_asks_nothing_and_the_order_of_steps_still_refuses() -> None:
    """GPL-35 holds from 2003; without any amount of the place the method is not settled."""
    silent = given.reading("GPL-35", first=date(2026, 3, 3))
    silent(intended(), filed()).when(notice(days=1)).then(NoticePublished, BiddingDocumentsIssued)
    ended = given.reading("GPL-35", last=date(2026, 3, 1))
    ended(intended(), filed()).when(notice(days=1)).then(NoticePublished, BiddingDocumentsIssued)
    unread = given.reading("REG-29", first=None).reading("SRC-10", first=None).reading("GPL-27", first=None)
    (ground,) = unread(intended()).when(notice()).refused_under("REG-29", status=409)
    assert ground.row_day == MARCH_2


def test_what_is_only_remembered_warns() -> None:
    recalled = given.reading("GPL-35", confidence=Confidence("recalled-low", "none"))
    recalled(intended(), filed()).when(notice(days=1)).warned_under("GPL-35")
    high = given.reading("GPL-35", confidence=Confidence("recalled-high", "none"))
    high(intended(), filed()).when(notice(days=1)).refused_under("GPL-35", status=422)


def test_an_agency_stands_in_for_the_body_and_for_no_other() -> None:
    agency = Mandate(role=Role.AGENCY, office="agency", body="agency", for_=OFFICE, persons=("frank",))
    named = filed(agency="agency", agency_mandate="2026-1")
    given(intended(), named).when(notice(agency=words("Agency, 2 Mill Road")), by=agency).then(NoticePublished, BiddingDocumentsIssued)
    given(intended(), filed()).when(notice(), by=agency).refused_under("GPL-20", status=422)
    given(intended(), filed()).when(notice(), by=replace(agency, for_="education")).refused_under("REG-08", status=403)
    given(intended(), filed()).when(notice(), by=replace(agency, for_=None)).refused_under("REG-08", status=403)


def test_what_is_no_step_of_a_tender_is_not_entered_here() -> None:
    budget = EnterBudget(body=OFFICE, year=2026, lines=())
    (ground,) = given(intended(), filed()).when(budget).refused_under("OURS-STEP", status=409)
    steps = ground.finding.facts["steps"]
    assert isinstance(steps, tuple)
    assert steps == tuple(step.asked.slug for step in OPEN_TENDER.listed)
    assert (steps[:3], steps[-1]) == (("publish-intention", "review-plan", "file-plan"), "terminate")
    (ground,) = given(intended(), filed()).when(budget, by=DONG).refused_under("OURS-STEP", status=403)
    assert ground.check == "not_yours"


def test_the_method_is_weighed_again_by_the_law_of_the_notice() -> None:
    given(intended(), filed(method=Slug("open-tender"), budget=Fen(2_000_000_00))).when(notice()).then(
        NoticePublished, BiddingDocumentsIssued
    )


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG):
        given(intended(), filed()).when(notice(days=5), by=stranger).refused_under("REG-08", status=403)


def test_an_agency_stands_in_the_notice_where_the_plan_has_one_and_only_there() -> None:
    """O87-13 asks for purchaser and agency; GPL-20 for its written mandate, which the plan names."""
    named, planned = notice(agency=words("Fair Agency, 2 Mill Road")), filed(agency="fair-agency", agency_mandate="2026-12")
    (other,) = given(intended(), filed()).when(named).refused_under("GPL-20", status=422)
    assert (other.check, other.finding.at) == ("agency_of_the_plan", "agency")
    (missing,) = given(intended(), planned).when(notice()).refused_under("O87-13", status=422)
    assert (missing.finding.at, missing.finding.facts) == ("agency", {"content": "purchaser-and-agency"})
    given(intended(), planned).when(named).then(NoticePublished, BiddingDocumentsIssued)


def test_documents_that_are_neither_here_nor_said_to_be_elsewhere_are_not_on_offer() -> None:
    """O87-18: what is nowhere is not offered for five working days."""
    file = Document(name="Documents", size=1, sha256="0" * 64)
    (ground,) = given(intended(), filed()).when(notice(documents_elsewhere=None)).refused_under("O87-18", status=422)
    assert (ground.check, ground.finding.at) == ("documents_put_in", "documents")
    for said in (notice(documents_elsewhere=None, documents=(file,)), notice()):
        given(intended(), filed()).when(said).then(NoticePublished, BiddingDocumentsIssued)
