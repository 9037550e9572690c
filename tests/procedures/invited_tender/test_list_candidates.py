"""The list of candidates: in one of three ways, long enough for a draw, each on file and barred by nothing: O87-14, GPL-34, O87-69b."""

from datetime import date

import pytest

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.facts import Barred, Bars, Members, Supplier
from operis.dockets.procurement.invitation_facts import candidate_bars, candidates
from operis.dockets.procurement.inviting import CandidatesListed
from tests.procedures.invitations import (
    POOL,
    PREQUALIFIED,
    RECOMMENDED,
    SIX,
    candidates_of,
    drawn,
    invited_tender,
    listed,
    listing,
    planned,
)

given = invited_tender()


def test_it_is_kept_as_it_is_put_in() -> None:
    (act,) = given(planned()).when(listing()).then(CandidatesListed)
    assert isinstance(act, CandidatesListed)
    assert (act.way, tuple(one.supplier for one in act.candidates), act.count, act.public) == (RECOMMENDED, SIX, 3, "invitees")


@pytest.mark.parametrize("way", [POOL, RECOMMENDED])
def test_of_a_pool_and_of_a_recommendation_there_are_twice_those_to_be_drawn(way: str) -> None:
    given(planned()).when(listing(way=Slug(way))).then(CandidatesListed)
    (ground,) = given(planned()).when(listing(*SIX[:5], way=Slug(way))).refused_under("O87-14", status=422)
    assert (ground.check, ground.finding.facts) == ("enough_candidates", {"there": 5, "count": 3, "least": 6})


def test_after_a_prequalification_all_who_passed_are_drawn_from() -> None:
    noticed = Outside(medium="Procurement network of the province", on=date(2026, 2, 12), number="2026-3")
    given(planned()).when(listing(*SIX[:3], way=Slug(PREQUALIFIED), source=noticed)).then(CandidatesListed)
    (ground,) = given(planned()).when(listing(*SIX[:2], way=Slug(PREQUALIFIED), source=noticed)).refused_under("O87-14", status=422)
    assert ground.finding.facts == {"there": 2, "count": 3, "least": 3}


@pytest.mark.parametrize(("day", "passes"), [(12, True), (24, True), (25, False), (27, False)])
def test_a_prequalification_takes_applications_for_five_working_days(day: int, passes: bool) -> None:
    """The list is of Monday, 2 March 2026: the fifth working day after 24 February, Saturday the 28th being one."""
    noticed = Outside(medium="Procurement network of the province", on=date(2026, 2, day), number="2026-3")
    outcome = given(planned()).when(listing(way=Slug(PREQUALIFIED), source=noticed))
    if passes:
        outcome.then(CandidatesListed)
    else:
        (ground,) = outcome.refused_under("REG-21", status=422)
        assert (ground.check, ground.finding.at) == ("applications_open", "source/on")


def test_a_recommendation_is_in_writing() -> None:
    bare = Outside(medium="Meeting of the office", on=date(2026, 2, 27))
    given(planned()).when(listing(source=bare, way=Slug(POOL))).then(CandidatesListed)
    (ground,) = given(planned()).when(listing(source=bare)).refused_under("O87-14", status=422)
    assert (ground.check, ground.finding.at) == ("recommended_in_writing", "source")


def test_another_way_is_none() -> None:
    (ground,) = given(planned()).when(listing(way=Slug("telephone"))).refused_under("O87-14", status=422)
    assert (ground.check, ground.finding.at) == ("way_of_the_law", "way")


def test_at_least_three_are_to_be_drawn() -> None:
    (ground,) = given(planned()).when(listing(count=2)).refused_under("GPL-34", status=422)
    assert (ground.check, ground.finding.facts) == ("enough_to_draw", {"count": 2, "least": 3})


def test_each_recommendation_has_its_reason_and_the_pool_needs_none() -> None:
    without = candidates_of(*SIX, reason=None)
    given(planned()).when(listing(candidates=without, way=Slug(POOL))).then(CandidatesListed)
    grounds = given(planned()).when(listing(candidates=without)).refused_under("O87-69b", status=422)
    assert [one.finding.at for one in grounds] == [f"candidates/{place}/reason" for place in range(6)]


def test_each_candidate_stands_there_once_and_is_on_file() -> None:
    (ground,) = given(planned()).when(listing(*SIX, "hill")).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.at) == ("listed_once", "candidates/6/supplier")
    (ground,) = given(planned()).when(listing(*SIX, "stranger")).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("candidates_on_file", {"supplier": "stranger"})
    refused = Members(tuple(Supplier(one, "enterprise", "small", None, True, refused=one == "hill") for one in SIX))
    (ground,) = given.told(candidates, refused)(planned()).when(listing()).refused_under("OURS-OPEN", status=409)
    assert ground.finding.at == "candidates/2/supplier"


def test_who_is_barred_on_the_day_is_no_candidate() -> None:
    def barred(last: date) -> Bars:
        return Bars((Barred("hill", "2025-7", date(2025, 3, 3), last),))

    given.told(candidate_bars, barred(date(2026, 3, 1)))(planned()).when(listing()).then(CandidatesListed)
    (ground,) = given.told(candidate_bars, barred(date(2026, 3, 2)))(planned()).when(listing()).refused_under("GPL-22", status=422)
    assert ground.finding.facts == {"supplier": "hill", "decision": "2025-7", "last": date(2026, 3, 2)}


def test_it_is_put_in_anew_until_somebody_is_drawn() -> None:
    given(planned(), listed(*SIX)).when(listing()).then(CandidatesListed)
    given(planned(), listed(*SIX), drawn()).when(listing()).refused_under("OURS-DRAW", status=409)


def test_it_comes_after_the_plan() -> None:
    given().when(listing()).refused_under("REG-29", "GPL-27", status=409)
