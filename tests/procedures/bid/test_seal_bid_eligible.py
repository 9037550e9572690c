"""Who is barred does not bid, and whom a consortium may have: GPL-22, REG-19, O87-19, GPL-24, REG-22."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.dockets.bid.acts import BidRefusedLate, BidSealed
from operis.dockets.procurement.facts import Members, Supplier, bars, members, procurement
from tests.procedures.bids import BROOK, CLOSES, IN_TIME, MARCH_10, OBTAINED, barred, bid, joined
from tests.statute import BO, Given, at

HILL = Supplier("hill", "social-organisation", None, None, True)
EVERYTHING_WRONG = ("sunrise", "brook", "brook")


def on_file(*suppliers: Supplier, given: Given = IN_TIME) -> Given:
    return given.told(members, Members(suppliers))


@pytest.mark.parametrize(
    ("first", "last", "may"),
    [
        (date(2025, 3, 11), date(2026, 3, 10), False),
        (date(2025, 3, 10), date(2026, 3, 9), True),
        (date(2026, 3, 10), date(2027, 3, 9), False),
        (date(2026, 3, 11), date(2027, 3, 10), True),
    ],
)
def test_a_bar_keeps_away_from_its_first_day_to_its_last_and_no_longer(first: date, last: date, may: bool) -> None:
    outcome = IN_TIME.told(bars, barred(first=first, last=last))(OBTAINED).when(bid(), by=BO)
    outcome.then(BidSealed) if may else outcome.refused_under("GPL-22", status=422)


def test_the_barred_one_is_told_until_when_and_by_which_decision() -> None:
    outcome = IN_TIME.told(bars, barred())(OBTAINED).when(bid(), by=BO)
    assert outcome.words == ["By decision 2025-17 you are barred from government procurement until 2026-03-10."]


def test_a_consortium_of_suppliers_on_file_bids_as_one() -> None:
    on_file(BROOK, HILL)(OBTAINED).when(joined("brook", "hill"), by=BO).then(BidSealed)


@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-19"), ("competitive-consultation", "GPL-24")])
def test_only_a_notice_that_says_so_shuts_consortia_out(method: str, row: str) -> None:
    given = on_file(BROOK).told(procurement, method=method)
    given.told(procurement, method=method, consortia_allowed=True)(OBTAINED).when(joined("brook"), by=BO).then(BidSealed)
    shut = given.told(procurement, method=method, consortia_allowed=False)(OBTAINED)
    shut.when(joined("brook"), by=BO).refused_under(row, status=422)
    shut.when(bid(), by=BO).then(BidSealed)


def test_a_member_is_named_once_and_is_not_the_bidder() -> None:
    (ground,) = on_file(BROOK)(OBTAINED).when(joined("brook", "brook"), by=BO).refused_under("REG-22", status=422)
    assert ground.finding.facts == {"member": "brook"}
    own = replace(BROOK, key="sunrise")
    on_file(BROOK, own)(OBTAINED).when(joined("brook", "sunrise"), by=BO).refused_under("REG-22", status=422)


def test_each_member_is_on_file_and_accepted() -> None:
    for there in ((BROOK,), (BROOK, replace(HILL, accepted=False))):
        (ground,) = on_file(*there)(OBTAINED).when(joined("brook", "hill"), by=BO).refused_under("GPL-24", status=422)
        assert (ground.finding.at, ground.finding.facts) == ("content/members/1", {"member": "hill"})


@pytest.mark.parametrize(("last", "may"), [(MARCH_10, False), (date(2026, 3, 9), True)])
def test_a_barred_member_keeps_the_consortium_away(last: date, may: bool) -> None:
    outcome = on_file(BROOK).told(bars, barred("brook", last=last))(OBTAINED).when(joined("brook"), by=BO)
    outcome.then(BidSealed) if may else outcome.refused_under("GPL-24", status=422)


def test_each_member_is_of_a_kind_that_may_provide() -> None:
    institution = replace(BROOK, nature="public-institution", category="class-1")
    on_file(institution)(OBTAINED).when(joined("brook"), by=BO).refused_under("O102-06", status=422)
    on_file(replace(institution, category="class-2"))(OBTAINED).when(joined("brook"), by=BO).then(BidSealed)


def test_what_is_late_is_never_refused_for_who_sends_it_or_who_joins() -> None:
    """The act is the answer: O74-15."""
    wrong: dict[Any, Any] = {bars: barred(last=date(2027, 3, 10)), members: Members((replace(BROOK, accepted=False),))}
    given = replace(IN_TIME.happening(CLOSES), facts={**IN_TIME.facts, **wrong}).told(procurement, consortia_allowed=False)
    given(OBTAINED).when(joined(*EVERYTHING_WRONG), by=BO).then(BidRefusedLate)
    in_time = given.happening(at(MARCH_10))(OBTAINED).when(joined(*EVERYTHING_WRONG), by=BO)
    in_time.refused_under("GPL-22", "O87-19", "REG-22", "GPL-24", status=422)
