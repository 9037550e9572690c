"""Where the file of the body asks it, an award is decided just as another person has reviewed it: OURS-REVIEW."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.facts import BodyFact, body
from operis.dockets.procurement.acts import AwardReviewed
from operis.dockets.procurement.awarding import AwardTerms, Winner
from operis.dockets.procurement.commands import DecideAward, DeemAward, ReviewAward
from operis.dockets.procurement.facts import Writers, award_writers
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.reviewing import award_sha256
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.awards import MARCH_25, MARCH_31, authorised, deciding
from tests.procedures.below_threshold.stages import examined
from tests.procedures.documents import words
from tests.procedures.evaluating import TENDER, seats, tender, the_panel
from tests.statute import ALICE, OFFICE, STANDARD, Given, at, case

ERIN = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("erin",))
"""Erin reviews."""
ASKS: BodyFact = replace(STANDARD[body], also_reviewed=("award",))
given = TENDER.happening(at(MARCH_25)).told(body, ASKS).told(award_writers, Writers(("alice",)))
REPORTED = tender("reported")


def review(supplier: str = "sunrise", **changed: Any) -> ReviewAward:
    whole = ReviewAward(award=AwardTerms(awards=(Winner(lot="1", supplier=supplier),)), outcome=Slug("passed"))
    return replace(whole, **changed)


def reviewed(asked: ReviewAward | None = None, by: Mandate = ERIN, of: Given = given) -> AwardReviewed:
    (act,) = of(*REPORTED).when(asked or review(), by=by).then(AwardReviewed)
    assert isinstance(act, AwardReviewed)
    return act


def test_the_record_says_who_reviewed_which_award_and_who_wrote_it() -> None:
    act = reviewed()
    assert act == AwardReviewed(
        happened=at(MARCH_25), lots=("1",), award_sha256=award_sha256(deciding("sunrise")), body=OFFICE, reviewer="erin",
        written_by=("alice",), outcome=Slug("passed"),
    )  # fmt: skip
    assert act.award_sha256 != award_sha256(deciding("sunrise", reason=words("It was first")))


def test_an_award_waits_for_its_review_where_the_file_asks_it_and_nowhere_else() -> None:
    given(*REPORTED).when(deciding("sunrise")).refused_under("OURS-REVIEW", status=409)
    given(*REPORTED, reviewed()).when(deciding("sunrise")).then(AwardDecided)
    for also in ((), ("contract",)):
        given.told(body, also_reviewed=also)(*REPORTED).when(deciding("sunrise")).then(AwardDecided)


def test_below_the_quota_too() -> None:
    chosen = case(BELOW_THRESHOLD).happening(at(MARCH_25)).told(body, ASKS).told(award_writers, Writers(()))
    chosen(*examined()).when(deciding("sunrise")).refused_under("OURS-REVIEW", status=409)
    (act,) = chosen(*examined()).when(review(), by=ERIN).then(AwardReviewed)
    chosen(*examined(), act).when(deciding("sunrise")).then(AwardDecided)


def test_what_was_changed_since_is_reviewed_again() -> None:
    other = deciding("sunrise", reason=words("It was first"))
    given(*REPORTED, reviewed()).when(other).refused_under("OURS-REVIEW", status=409)
    again = reviewed(review(award=AwardTerms(awards=other.awards, reason=other.reason)))
    given(*REPORTED, reviewed(), again).when(other).then(AwardDecided)


def test_the_newest_review_counts() -> None:
    returned = reviewed(review(outcome=Slug("returned"), reason=words("Look at the report again")))
    given(*REPORTED, reviewed(), returned).when(deciding("sunrise")).refused_under("OURS-REVIEW", status=409)
    given(*REPORTED, returned, reviewed()).when(deciding("sunrise")).then(AwardDecided)
    given(*REPORTED).when(review(outcome=Slug("returned")), by=ERIN).refused_under("OURS-REVIEW", status=409)


def test_what_is_returned_is_returned_for_a_reason_that_says_something() -> None:
    """OURS-REASON: eight letters at least, four of them different."""
    for said, refused in (("not yet", True), ("Look again", False)):
        outcome = given(*REPORTED).when(review(outcome=Slug("returned"), reason=words(said)), by=ERIN)
        outcome.refused_under("OURS-REASON", status=409) if refused else outcome.then(AwardReviewed)


def test_nobody_reviews_what_he_wrote_or_decides() -> None:
    wrote = given.told(award_writers, Writers(("alice", "erin")))
    wrote(*REPORTED).when(review(), by=ERIN).refused_under("OURS-REVIEW", status=409)
    wrote(*REPORTED, reviewed()).when(deciding("sunrise")).refused_under("OURS-REVIEW", status=409)
    both = replace(ALICE, persons=("erin",))
    given(*REPORTED, reviewed()).when(deciding("sunrise"), by=both).refused_under("OURS-REVIEW", status=409)
    given(*REPORTED).when(review(), by=ALICE).refused_under("OURS-REVIEW", status=403)


def test_a_panel_that_decides_has_its_decision_reviewed_likewise() -> None:
    acts = authorised(REPORTED)
    given(*acts).when(deciding("sunrise"), by=the_panel(*seats())).refused_under("OURS-REVIEW", status=409)
    given(*acts, reviewed()).when(deciding("sunrise"), by=the_panel(*seats())).then(AwardDecided)


def test_what_the_law_holds_to_be_decided_needs_no_review() -> None:
    given.happening(at(MARCH_31))(*REPORTED).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)


def test_there_is_nothing_to_review_before_the_report_or_after_the_award() -> None:
    given(*tender("opened")).when(review(), by=ERIN).refused_under("OURS-OPEN", status=409)
    (decided,) = given(*REPORTED, reviewed()).when(deciding("sunrise")).then(AwardDecided)
    given(*REPORTED, decided).when(review(), by=ERIN).refused_under("OURS-OPEN", status=409)


@pytest.mark.parametrize("asked", [DecideAward(awards=()), deciding("brook")])
def test_what_passed_a_review_is_weighed_by_the_law_all_the_same(asked: DecideAward) -> None:
    act = reviewed(review(award=AwardTerms(awards=asked.awards)))
    row, status = ("REG-43b", 422) if asked.awards else ("OURS-OPEN", 409)
    given(*REPORTED, act).when(asked).refused_under(row, status=status)
