"""How often may one fail, and when may one try again?"""

from datetime import UTC, datetime, timedelta

import pytest

from operis.accounts.models import Try
from operis.accounts.tries import ACCOUNT, CODE, PLACE, Counted, Limit, Trying, begin
from tests.ledger.yard import observed

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ALICE, BO, OFFICE = ACCOUNT.of("alice@office.example"), ACCOUNT.of("bo@office.example"), PLACE.of("192.0.2.1")

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def failed(times: int, *counted: Counted, at: datetime = NOON) -> Trying:
    for _ in range(times - 1):
        assert begin(counted, at).until is None
    return begin(counted, at)


@pytest.mark.parametrize("limit", [ACCOUNT, CODE, PLACE], ids=lambda limit: limit.kind)
def test_the_last_that_may_fail_may_and_the_next_waits_for_the_first_to_be_old(limit: Limit) -> None:
    one = limit.of("somebody")
    assert failed(limit.most, one).until is None
    assert begin([one], NOON + timedelta(minutes=1)).until == NOON + limit.within
    assert begin([one], NOON + limit.within - timedelta(seconds=1)).until == NOON + limit.within
    assert begin([one], NOON + limit.within).until is None


def test_what_may_not_be_tried_is_no_attempt() -> None:
    failed(ACCOUNT.most, ALICE)
    for minute in range(1, 15):
        assert begin([ALICE], NOON + timedelta(minutes=minute)).until == NOON + ACCOUNT.within
    assert Try.objects.count() == ACCOUNT.most


def test_each_account_has_its_own_count() -> None:
    failed(ACCOUNT.most, ALICE)
    assert begin([BO], NOON).until is None


def test_one_place_that_tries_many_accounts_is_stopped_and_others_are_not() -> None:
    for number in range(PLACE.most):
        assert begin([ACCOUNT.of(str(number)), OFFICE], NOON).until is None
    assert begin([ALICE, OFFICE], NOON).until == NOON + PLACE.within
    assert begin([ALICE, PLACE.of("192.0.2.2")], NOON).until is None


def test_success_forgets_what_failed_for_the_account_but_not_for_the_place() -> None:
    failed(3, ALICE, OFFICE)
    begin([ALICE, OFFICE], NOON).succeeded()
    assert (Try.objects.filter(key=ALICE.key).count(), Try.objects.filter(key=OFFICE.key).count()) == (0, 3)


def test_nothing_old_and_no_address_stays() -> None:
    failed(3, ALICE, OFFICE)
    begin([BO], NOON + timedelta(hours=1))
    assert list(Try.objects.values_list("key", flat=True)) == [BO.key]
    assert "bo" not in BO.key.replace("b0", "")


@pytest.mark.slow
def test_of_many_processes_at_once_no_more_get_through_than_may_and_a_code_opens_one_of_them() -> None:
    told = observed("trying")
    assert len(told["let"]) == ACCOUNT.most + 4
    assert sum(told["let"]) <= ACCOUNT.most
    assert (sum(told["code"]), sum(told["recovery"]), told["after"]) == (1, 1, True)
