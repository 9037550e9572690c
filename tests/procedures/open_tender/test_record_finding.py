"""What was found about an award or a purchase is entered by another office than the officer's, with its paper: OURS-FINDING."""

from dataclasses import replace
from datetime import date

import pytest

from operis.dockets.procurement.findings import FindingRecorded
from tests.ledger.county import ERIN
from tests.procedures.awards import FOUND, MARCH_25, aside, deciding, finding
from tests.procedures.documents import filed
from tests.procedures.evaluating import TENDER, done, tender
from tests.statute import ALICE, BO, CHEN, DONG, at

given = TENDER.happening(at(MARCH_25))
REPORTED = tender("reported")
AWARDED = (*REPORTED, *done(given(*REPORTED), deciding("sunrise")))
QUERY, ORDERED, ILLEGAL = "query-upheld", "ordered", "illegal-acts"


@pytest.mark.parametrize("about", [QUERY, ORDERED, ILLEGAL])
def test_the_finance_department_enters_what_it_found(about: str) -> None:
    asked = finding(about)
    (act,) = given(*AWARDED).when(asked, by=CHEN).then(FindingRecorded)
    assert act == FindingRecorded(
        happened=at(MARCH_25), lots=(), about=asked.about, says=asked.says, decision="2026-9", paper=FOUND, found_by=("chen",),
    )  # fmt: skip


def test_the_reviewer_of_the_body_enters_an_answered_query_and_nothing_else() -> None:
    given(*AWARDED).when(finding(QUERY), by=ERIN).then(FindingRecorded)
    for about in (ORDERED, ILLEGAL):
        given(*AWARDED).when(finding(about), by=ERIN).refused_under("OURS-FINDING", status=409)


def test_neither_the_officer_nor_anybody_of_another_body() -> None:
    for who in (ALICE, BO, DONG, replace(ERIN, body="education")):
        given(*AWARDED).when(finding(), by=who).refused_under("OURS-FINDING", status=403)


def test_the_paper_itself_is_kept_and_is_about_this_award() -> None:
    """A link can lead elsewhere tomorrow; what was written before the award says nothing of it."""
    for paper in (replace(FOUND, scan=None), replace(FOUND, scan=None, link="https://queries.example/2026-9")):
        given(*AWARDED).when(finding(paper=paper), by=ERIN).refused_under("OURS-FINDING", status=409)
    days = {date(2026, 3, 24): ("OURS-OPEN",), date(2026, 3, 26): ("OURS-FINDING",), date(2026, 2, 1): ("OURS-FINDING", "OURS-OPEN")}
    for on, rows in days.items():
        given(*AWARDED).when(finding(paper=replace(FOUND, on=on)), by=ERIN).refused_under(*rows, status=409)


def test_by_what_an_award_falls_there_is_an_award() -> None:
    for acts in (REPORTED, (*AWARDED, aside("sunrise"))):
        given(*acts).when(finding(), by=ERIN).refused_under("OURS-OPEN", status=409)
        given(*acts).when(finding(ILLEGAL), by=CHEN).then(FindingRecorded)
    given(*AWARDED).when(finding(QUERY, "2"), by=ERIN).refused_under("OURS-OPEN", status=409)
    given(filed()).when(finding(ILLEGAL), by=CHEN).refused_under("OURS-OPEN", status=409)
