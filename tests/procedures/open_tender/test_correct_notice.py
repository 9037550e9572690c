"""The correction of a tender notice: O87-27, REG-31b, GPL-35."""

from datetime import date, timedelta

import pytest

from operis.core.decider import follow
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import NoticeCorrected
from operis.dockets.procurement.papers import in_force, papers
from operis.dockets.procurement.terms import Change, Condition, Document, Requirement
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import CLOSING, corrected, correction, filed, intended, issued, noticed, words
from tests.statute import BO, DONG, OFFICE, Given, at, case

docket = (intended(), filed(), noticed(30), issued())
given = case(OPEN_TENDER)(*docket).happening(at(date(2026, 3, 10)))


def test_the_closing_time_that_stands_is_carried() -> None:
    (act,) = given.when(correction()).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    assert act.closes == at(CLOSING, "09:30")
    (act,) = given.when(correction(bids_close=at(CLOSING + timedelta(days=1)))).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    assert act.closes == at(CLOSING + timedelta(days=1))


def test_an_agency_corrects_for_the_body() -> None:
    agency = Mandate(role=Role.AGENCY, office="agency", body="agency", for_=OFFICE, persons=("frank",))
    named = case(OPEN_TENDER)(intended(), filed(agency="agency", agency_mandate="2026-1"), noticed(30), issued()).happening(given.on)
    named.when(correction(), by=agency).then(NoticeCorrected)
    given.when(correction(), by=agency).refused_under("GPL-20", status=422)


def test_fifteen_days_are_left_after_a_change_that_may_affect_bids() -> None:
    given.happening(at(CLOSING - timedelta(days=15))).when(correction()).then(NoticeCorrected)
    late = given.happening(at(CLOSING - timedelta(days=14)))
    (ground,) = late.when(correction()).refused_under("REG-31b", status=422)
    assert ground.finding.facts["earliest"] == CLOSING + timedelta(days=1)
    late.when(correction(may_affect_bids=False)).then(NoticeCorrected)
    late.when(correction(bids_close=at(CLOSING + timedelta(days=1)))).then(NoticeCorrected)


def test_the_days_are_counted_to_the_closing_time_that_stands_after_corrections() -> None:
    moved = case(OPEN_TENDER)(*docket, corrected(at(CLOSING + timedelta(days=9))))
    moved.happening(at(CLOSING - timedelta(days=6))).when(correction()).then(NoticeCorrected)
    moved.happening(at(CLOSING - timedelta(days=5))).when(correction()).refused_under("REG-31b", status=422)


def test_neither_the_subject_nor_the_conditions_for_bidders_are_corrected() -> None:
    def changes(*abouts: str) -> dict[str, tuple[Change, ...]]:
        return {"changes": tuple(Change(about=Slug(about), new=words("New")) for about in abouts)}

    given.when(correction(**changes("opening-place"))).then(NoticeCorrected)
    grounds = given.when(correction(**changes("opening-place", "subject", "qualification"))).refused_under("O87-27", status=422)
    assert [ground.finding.at for ground in grounds] == ["changes/1/about", "changes/2/about"]


def test_what_is_quoted_from_conditions_or_subject_is_a_change_of_these_whatever_it_is_called() -> None:
    def change(about: str, old: str) -> dict[str, tuple[Change, ...]]:
        return {"changes": (Change(about=Slug(about), old=words(old), new=words("New")),)}

    asks = Condition(about=Slug("insurance"), text=words("Insured for ten million yuan"))
    docket = case(OPEN_TENDER)(intended(), filed(conditions=(asks,)), noticed(30), issued()).happening(given.on)
    for old, about in (
        ("Bears civil liability", "qualification"), ("civil liability", "qualification"), ("Insured for ten million yuan", "qualification"),
        ("Day care on five days a week", "subject"), ("60 people", "subject"),
    ):  # fmt: skip
        (ground,) = docket.when(correction(**change("contact", old))).refused_under("O87-27", status=422)
        assert (ground.finding.facts, ground.finding.at) == ({"about": about}, "changes/0/about")
    docket.when(correction(**change("contact", "Ms Li, 000-2026-1037"))).then(NoticeCorrected)
    docket.when(correction(**change("contact", "a"))).then(NoticeCorrected)


def test_a_correction_that_moves_the_end_of_the_offer_keeps_the_working_days() -> None:
    """REG-31a from the first issue, O87-18 from the notice: both of 2 March, a Monday, which is not counted."""
    given.when(correction(documents_offered_until=date(2026, 3, 9))).then(NoticeCorrected)
    given.when(correction(documents_offered_until=date(2026, 3, 8))).refused_under("REG-31a", "O87-18", status=422)
    later = case(OPEN_TENDER)(intended(), filed(), noticed(30, documents_issued=date(2026, 3, 4)), issued()).happening(given.on)
    later.when(correction(documents_offered_until=date(2026, 3, 11))).then(NoticeCorrected)
    later.when(correction(documents_offered_until=date(2026, 3, 10))).refused_under("REG-31a", status=422)


def test_a_closing_time_moved_forward_warns_and_never_undercuts_the_twenty_days() -> None:
    change = {"may_affect_bids": False}
    given.when(correction(bids_close=at(date(2026, 3, 22)), **change)).warned_under("OURS-OPEN")
    given.when(correction(bids_close=at(date(2026, 3, 21)), **change)).refused_under("GPL-35", status=422)
    given.when(correction(bids_close=at(CLOSING, "09:30"), **change)).warned_under()


@pytest.mark.parametrize(("clock", "closed"), [("09:29:59", False), ("09:30:00", True)])
def test_nothing_is_corrected_from_the_closing_time_on(clock: str, closed: bool) -> None:
    outcome = given.happening(at(CLOSING, clock)).when(correction(may_affect_bids=False))
    if closed:
        outcome.refused_under("OURS-OPEN", status=409)
    else:
        outcome.then(NoticeCorrected)


def test_what_is_known_by_its_day_alone_is_late_from_the_next_day_on() -> None:
    given.happening(CLOSING).when(correction(may_affect_bids=False)).then(NoticeCorrected)
    given.happening(CLOSING + timedelta(days=1)).when(correction(may_affect_bids=False)).refused_under("OURS-OPEN", status=409)


def test_no_correction_before_the_notice() -> None:
    before: Given = case(OPEN_TENDER)(intended(), filed())
    before.when(correction()).refused_under("OURS-OPEN", "REG-31b", status=409)
    before.when(correction(bids_close=at(CLOSING))).refused_under("OURS-OPEN", "GPL-35", status=409)
    before.when(correction(may_affect_bids=False)).refused_under("OURS-OPEN", status=409)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    for stranger in (BO, DONG):
        (ground,) = given.when(correction(), by=stranger).refused_under("O87-27", status=403)
        assert ground.check == "not_yours"


# What is no condition, criterion or requirement brings in none


@pytest.mark.parametrize("about", ["time-and-place", "slip-of-the-pen", "contact", "other"])
def test_no_condition_comes_in_as_a_time_or_a_slip_of_the_pen(about: str) -> None:
    def change(text: str) -> dict[str, tuple[Change, ...]]:
        return {"changes": (Change(about=Slug(about), new=Wording(zh=text)),)}

    for text, row in (
        ("注册资本不低于500万元。", "O87-17"), ("供应商须具有五年以上的居家养老服务经历。", "REQ-29"), ("提供现场讲解的得3分。", "REQ-29"),
    ):  # fmt: skip
        given.when(correction(**change(text))).refused_under(row, status=422)
    given.when(correction(**change("开标地点改为望湖路18号二楼会议室。"))).then(NoticeCorrected)


def test_what_scores_and_what_is_wanted_is_corrected_by_its_name() -> None:
    def change(about: str, old: str) -> dict[str, tuple[Change, ...]]:
        return {"changes": (Change(about=Slug(about), old=words(old), new=words("Care by need and emergencies")),)}

    wanted = Requirement(about=Slug("standards"), text=words("One carer for eight people"))
    docket = case(OPEN_TENDER)(intended(), filed(requirements=(wanted,)), noticed(30), issued()).happening(given.on)
    for old, about in (("Care by need, missed days and emergencies", "scoring"), ("One carer for eight people", "service-requirements")):
        (ground,) = docket.when(correction(**change("slip-of-the-pen", old))).refused_under("O87-27", status=422)
        assert (ground.finding.facts, ground.finding.at) == ({"about": about}, "changes/0/about")
        docket.when(correction(**change(about, old))).then(NoticeCorrected)
    docket.when(correction(**change("slip-of-the-pen", "Ms Li, 000-2026-1037"))).then(NoticeCorrected)


def test_a_changed_score_is_read_and_comes_in_only_with_an_answer() -> None:
    change = Change(about=Slug("scoring"), new=Wording(zh="综合印象0—40分，由评委酌情打分。"))
    given.when(correction(changes=(change,))).refused_under("O87-55c", status=422)
    stated = Change(about=Slug("scoring"), new=Wording(zh="方案对应全部服务要求的得40分，对应半数以上的得20分，其余不得分。"))
    given.when(correction(changes=(stated,))).then(NoticeCorrected)


def paper(name: str, mark: str = "1") -> Document:
    return Document(name=name, size=1_000, sha256=mark * 64)


def with_papers(*later: NoticeCorrected) -> Given:
    first = {"documents": (paper("documents.pdf"), paper("prices.xlsx"))}
    return case(OPEN_TENDER)(intended(), filed(), noticed(30, **first), issued(**first), *later).happening(given.on)


def test_a_correction_carries_new_documents_and_says_which_they_replace() -> None:
    new = {"documents": (paper("documents-2.pdf", "2"), paper("prices.xlsx", "3")), "replaces": ("documents.pdf",)}
    (act,) = with_papers().when(correction(**new)).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    docket = follow(OPEN_TENDER, with_papers(act).acts)
    assert in_force(docket) == (paper("documents-2.pdf", "2"), paper("prices.xlsx", "3"))
    assert [(one.document, one.came, one.replaced) for one in papers(docket)] == [
        (paper("documents.pdf"), None, act), (paper("prices.xlsx"), None, act),
        (paper("documents-2.pdf", "2"), act, None), (paper("prices.xlsx", "3"), act, None),
    ]  # fmt: skip


def test_a_document_of_another_name_is_added_and_replaces_nothing() -> None:
    (act,) = with_papers().when(correction(documents=(paper("plan.pdf", "4"),))).then(NoticeCorrected)
    assert isinstance(act, NoticeCorrected)
    assert [one.name for one in in_force(follow(OPEN_TENDER, with_papers(act).acts))] == ["documents.pdf", "prices.xlsx", "plan.pdf"]


def test_only_what_holds_is_replaced_and_something_takes_its_place() -> None:
    first = corrected(at(CLOSING), documents=(paper("documents-2.pdf", "2"),), replaces=("documents.pdf",))
    again = {"documents": (paper("documents-3.pdf", "3"),), "replaces": ("documents.pdf",)}
    (ground,) = with_papers(first).when(correction(**again)).refused_under("OURS-OPEN", status=409)
    assert (ground.finding.at, ground.finding.facts["names"]) == ("replaces/0", ("prices.xlsx", "documents-2.pdf"))
    (ground,) = with_papers().when(correction(replaces=("documents.pdf",))).refused_under("OURS-OPEN", status=409)
    assert ground.finding.at == "documents"


def test_a_correction_that_was_stored_before_it_could_carry_documents_replaces_none() -> None:
    docket = follow(OPEN_TENDER, with_papers(corrected(at(CLOSING))).acts)
    assert [one.name for one in in_force(docket)] == ["documents.pdf", "prices.xlsx"]
