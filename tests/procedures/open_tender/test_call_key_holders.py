"""Three bodies hold the keys of the bids, called by the purchaser before the notice: OURS-KEYS."""

from datetime import date

from operis.core.decider import follow
from operis.dockets.procurement.acts import KeyHoldersCalled
from operis.dockets.procurement.commands import CallKeyHolders
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import filed, intended, noticed
from tests.procedures.keys import BEFORE, CALL, HOLDERS, called, named
from tests.statute import BO, DONG, at, case

given = case(OPEN_TENDER)


def test_three_different_bodies_are_called() -> None:
    (act,) = given(filed()).when(CALL).then(KeyHoldersCalled)
    assert isinstance(act, KeyHoldersCalled)
    assert act.holders == HOLDERS
    for wrong in ((), HOLDERS[:2], (*HOLDERS, "civil-affairs"), ("archives", "archives", "notary")):
        given(filed()).when(CallKeyHolders(holders=wrong)).refused_under("OURS-KEYS", status=409)


def test_the_purchaser_and_its_agency_are_one_of_them_at_most() -> None:
    planned = filed(agency="fair-agency", agency_mandate="2026-1")
    for own in ("civil-affairs", "fair-agency"):
        given(planned).when(CallKeyHolders(holders=(own, "archives", "notary"))).then(KeyHoldersCalled)
    given(planned).when(CallKeyHolders(holders=("civil-affairs", "fair-agency", "notary"))).refused_under("OURS-KEYS", status=409)


def test_each_has_an_officer_who_holds_keys_on_the_day() -> None:
    given(filed()).when(CallKeyHolders(holders=("archives", "notary", "library"))).refused_under("OURS-KEYS", status=409)
    given.happening(at(date(2026, 3, 1)))(filed()).when(CALL).refused_under("OURS-KEYS", status=409)


def test_it_comes_after_the_plan_and_before_the_notice() -> None:
    given(intended()).when(CALL).refused_under("OURS-OPEN", status=409)
    given(filed(), noticed()).when(CALL).refused_under("OURS-KEYS", status=409)


def test_others_can_be_called_or_none_any_more() -> None:
    when = given(*BEFORE).when(CallKeyHolders(holders=("trading-centre", "notary", "civil-affairs")))
    assert [one.finding.facts["holder"] for one in when.warned_under("OURS-KEYS")] == ["archives"]
    (act,) = when.then(KeyHoldersCalled)
    assert follow(OPEN_TENDER, (*BEFORE, act)).key_holders == named("trading-centre", "notary")
    (none,) = given(*BEFORE).when(CallKeyHolders()).then(KeyHoldersCalled)
    state = follow(OPEN_TENDER, (*BEFORE, none))
    assert (state.called_holders, state.key_holders, state.keys_digest) == ((), (), None)


def test_the_same_three_called_in_another_order_keep_their_places_and_their_keys() -> None:
    when = given(*BEFORE).when(CallKeyHolders(holders=HOLDERS[::-1]))
    assert when.warned_under() == ()
    (act,) = when.then(KeyHoldersCalled)
    assert isinstance(act, KeyHoldersCalled)
    assert act.holders == HOLDERS
    assert follow(OPEN_TENDER, (*BEFORE, act)).key_holders == follow(OPEN_TENDER, BEFORE).key_holders


def test_only_the_body_that_buys_calls_them() -> None:
    for other in (BO, DONG):
        given(filed()).when(CALL, by=other).refused_under("OURS-KEYS", status=403)


def test_a_key_is_kept_by_whoever_keeps_its_place() -> None:
    state = follow(OPEN_TENDER, (*BEFORE, called("archives", "trading-centre", "notary")))
    assert state.key_holders == named("notary")


def test_below_the_quota_there_are_none() -> None:
    case(BELOW_THRESHOLD)(filed(method="below-threshold")).when(CALL).refused_under("OURS-STEP", status=409)
