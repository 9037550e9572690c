"""Which codes show that it is the same person, and how often?"""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from operis.accounts.codes import (
    STEP_SECONDS,
    bare,
    begin_codes,
    code_at,
    confirm_codes,
    has_codes,
    in_fours,
    new_recovery,
    pending_secret,
    proves,
    recovery_left,
)
from operis.accounts.models import OneTime, Recovery, User
from operis.accounts.ways import forget_recovery_if_alone, has_second_step, reset_second_step

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def at(moment: datetime, secret: str) -> str:
    return code_at(base64.b32decode(secret), int(moment.timestamp()) // STEP_SECONDS)


def with_codes(email: str = "alice@office.example") -> tuple[User, str]:
    user = User.objects.create_user(email, "Alice", "three grey herons at dusk")
    secret = begin_codes(user)
    assert confirm_codes(user, at(NOON, secret), NOON)
    return user, secret


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    assert code_at(b"12345678901234567890", seconds // STEP_SECONDS) == code


@pytest.mark.django_db
@pytest.mark.both_databases
class TestOneTimeCodes:
    def test_they_count_once_the_first_one_was_right(self) -> None:
        user = User.objects.create_user("alice@office.example", "Alice")
        secret = begin_codes(user)
        assert (has_codes(user), pending_secret(user), proves(user, at(NOON, secret), NOON)) == (False, secret, False)
        assert not confirm_codes(user, "000000" if at(NOON, secret) != "000000" else "000001", NOON)
        assert confirm_codes(user, at(NOON, secret), NOON)
        assert (has_codes(user), pending_secret(user), has_second_step(user)) == (True, "", True)

    def test_a_code_opens_once_and_so_does_none_before_it(self) -> None:
        user, secret = with_codes()
        later = NOON + timedelta(seconds=STEP_SECONDS)
        assert not proves(user, at(NOON, secret), NOON)
        assert proves(user, at(later, secret), later)
        assert not proves(user, at(later, secret), later)
        assert not proves(user, at(NOON, secret), later)

    def test_a_code_used_under_a_clock_that_ran_ahead_shuts_nobody_out_until_then(self) -> None:
        user, secret = with_codes()
        ahead, right = NOON + timedelta(days=31), NOON + timedelta(hours=1)
        assert proves(user, at(ahead, secret), ahead)
        assert proves(user, at(right, secret), right)
        assert not proves(user, at(right, secret), right)
        assert not proves(user, at(NOON, secret), right)

    def test_the_step_before_and_the_one_after_are_taken_and_no_other(self) -> None:
        user, secret = with_codes()
        now = NOON + timedelta(hours=1)
        for steps, taken in ((-2, False), (2, False), (-1, True), (1, True)):
            assert proves(user, at(now + timedelta(seconds=steps * STEP_SECONDS), secret), now) is taken

    @pytest.mark.parametrize("shape", ["{a} {b}", " {a}-{b}\n", "{wide}", "{a}\u3000{b}"])
    def test_a_code_may_be_pasted_with_spaces_and_typed_in_full_width(self, shape: str) -> None:
        user, secret = with_codes()
        now = NOON + timedelta(hours=1)
        code = at(now, secret)
        wide = code.translate({ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)})
        assert proves(user, shape.format(a=code[:3], b=code[3:], wide=wide), now)

    @pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666", "١" * 6, "𝟬" * 7, "\0"])
    def test_what_is_no_code_is_none(self, typed: str) -> None:
        user, _secret = with_codes()
        assert not proves(user, typed, NOON + timedelta(hours=1))

    def test_a_code_of_another_person_is_none(self) -> None:
        alice, _hers = with_codes()
        _bo, his = with_codes("bo@office.example")
        now = NOON + timedelta(hours=1)
        assert not proves(alice, at(now, his), now)

    def test_the_database_holds_no_secret_that_can_be_read(self) -> None:
        user, secret = with_codes()
        kept = OneTime.objects.get(user=user).secret
        assert secret not in kept
        assert base64.b32decode(secret) not in base64.urlsafe_b64decode(kept)


@pytest.mark.django_db
@pytest.mark.both_databases
class TestRecoveryCodes:
    def test_each_opens_once(self) -> None:
        user, _secret = with_codes()
        first, second, *_rest = new_recovery(user)
        assert (recovery_left(user), proves(user, first, NOON), proves(user, first, NOON), recovery_left(user)) == (10, True, False, 9)
        assert proves(user, second.upper().replace("-", " "), NOON)

    def test_a_recovery_code_has_160_random_bits(self) -> None:
        codes = [bare(one) for one in new_recovery(with_codes()[0])]
        assert {len(base64.b32decode(one.upper())) for one in codes} == {20}
        assert len({*codes}) == len(codes)

    def test_new_ones_take_the_place_of_those_before(self) -> None:
        user, _secret = with_codes()
        before = new_recovery(user)
        after = new_recovery(user)
        assert (proves(user, before[0], NOON), proves(user, after[0], NOON)) == (False, True)
        assert len({*before, *after}) == 20

    def test_only_their_digests_are_kept(self) -> None:
        user, _secret = with_codes()
        codes = new_recovery(user)
        kept = " ".join(Recovery.objects.values_list("digest", flat=True))
        assert [code for code in codes if code.replace("-", "") in kept.lower() or len(kept) != 10 * 65 - 1] == []

    def test_they_go_with_the_last_second_step(self) -> None:
        user, _secret = with_codes()
        new_recovery(user)
        forget_recovery_if_alone(user)
        assert recovery_left(user) == 10
        OneTime.objects.filter(user=user).delete()
        forget_recovery_if_alone(user)
        assert recovery_left(user) == 0


@pytest.mark.django_db
def test_a_reset_takes_all_second_steps_of_one_person_and_of_no_other() -> None:
    alice, _hers = with_codes()
    bo, _his = with_codes("bo@office.example")
    new_recovery(alice)
    reset_second_step(alice, NOON)
    assert (has_second_step(alice), recovery_left(alice), has_second_step(bo)) == (False, 0, True)


def test_a_key_is_read_aloud_in_groups_of_four() -> None:
    assert in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ"
