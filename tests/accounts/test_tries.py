"""How often may one fail, and when may one try again?"""

from datetime import UTC, datetime, timedelta

import pytest

from operis.accounts.models import Try
from operis.accounts.tries import (
    ACCOUNT,
    CODE,
    DEVICE,
    HERE,
    PLACE,
    SESSION,
    Counted,
    Limit,
    Trying,
    begin,
    has_been_at,
    left,
    wait_of,
    was_at,
)
from tests.ledger.yard import observed

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALICE, BO, OFFICE = HERE.of("alice@office.example", "192.0.2.1"), HERE.of("bo@office.example", "192.0.2.1"), PLACE.of("192.0.2.1")

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def failed(times: int, *counted: Counted, at: datetime = NOON) -> Trying:
    for _ in range(times - 1):
        assert begin(counted, at).until is None
    return begin(counted, at)


@pytest.mark.parametrize("limit", [HERE, CODE, PLACE, DEVICE, SESSION], ids=lambda limit: limit.kind)
def test_the_last_that_may_fail_may_and_the_next_waits_for_the_first_to_be_old(limit: Limit) -> None:
    one = limit.of("somebody")
    assert failed(limit.most, one).until is None
    assert begin([one], NOON + timedelta(minutes=1)).until == NOON + limit.within
    assert begin([one], NOON + limit.within - timedelta(seconds=1)).until == NOON + limit.within
    assert begin([one], NOON + limit.within).until is None


def test_what_may_not_be_tried_is_no_attempt() -> None:
    failed(HERE.most, ALICE)
    for minute in range(1, 15):
        assert begin([ALICE], NOON + timedelta(minutes=minute)).until == NOON + HERE.within
    assert Try.objects.count() == HERE.most


def test_each_account_has_its_own_count_at_each_place() -> None:
    failed(HERE.most, ALICE)
    assert begin([BO], NOON).until is None
    assert begin([HERE.of("alice@office.example", "192.0.2.2")], NOON).until is None


@pytest.mark.parametrize(("fails", "seconds"), [(0, 0), (9, 0), (10, 1), (11, 2), (12, 4), (13, 8), (14, 16), (15, 30), (200, 30)])
def test_over_all_places_an_account_is_never_shut_but_each_attempt_waits(fails: int, seconds: int) -> None:
    account = ACCOUNT.of("alice@office.example")
    for number in range(fails):
        assert begin([HERE.of("alice@office.example", str(number)), account], NOON).until is None
    assert wait_of(account, NOON) == timedelta(seconds=seconds)
    assert wait_of(account, NOON + ACCOUNT.within) == timedelta(0)


def test_how_many_may_still_fail() -> None:
    assert left(ALICE, NOON) == HERE.most
    failed(3, ALICE)
    assert (left(ALICE, NOON), left(BO, NOON), left(ALICE, NOON + HERE.within)) == (HERE.most - 3, HERE.most, HERE.most)


def test_where_an_account_has_signed_in_is_known_for_half_a_year() -> None:
    was_at("alice", "192.0.2.1", NOON)
    for account, place, days, known in (("alice", "192.0.2.1", 179, True), ("alice", "192.0.2.1", 180, False),
                                        ("alice", "192.0.2.2", 1, False), ("bo", "192.0.2.1", 1, False)):  # fmt: skip
        assert has_been_at(account, place, NOON + timedelta(days=days)) is known
    was_at("alice", "192.0.2.1", NOON + timedelta(days=170))
    assert has_been_at("alice", "192.0.2.1", NOON + timedelta(days=340))


def test_one_place_that_tries_many_accounts_is_stopped_and_others_are_not() -> None:
    for number in range(PLACE.most):
        assert begin([HERE.of(str(number)), OFFICE], NOON).until is None
    assert begin([ALICE, OFFICE], NOON).until == NOON + PLACE.within
    assert begin([ALICE, PLACE.of("192.0.2.2")], NOON).until is None


def test_success_forgets_what_failed_here_but_not_what_others_share() -> None:
    everywhere = ACCOUNT.of("alice@office.example")
    failed(3, ALICE, OFFICE, everywhere)
    begin([ALICE, OFFICE, everywhere], NOON).succeeded()
    assert [Try.objects.filter(key=one.key).count() for one in (ALICE, OFFICE, everywhere)] == [0, 3, 3]


def test_nothing_old_and_no_address_stays() -> None:
    failed(3, ALICE, OFFICE)
    begin([BO], NOON + timedelta(days=1, seconds=1))
    assert list(Try.objects.values_list("key", flat=True)) == [BO.key]
    assert "bo" not in BO.key.replace("b0", "")


@pytest.mark.slow
def test_of_many_processes_at_once_no_more_get_through_than_may_and_a_code_opens_one_of_them() -> None:
    told = observed("trying")
    assert len(told["let"]) == HERE.most + 4
    assert sum(told["let"]) <= HERE.most
    assert (sum(told["code"]), sum(told["recovery"]), told["after"]) == (1, 1, True)
