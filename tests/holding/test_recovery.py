"""A recovery code brings its key back, and tells which group was written down wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis.holding.recovery import SIGNS, code_of, secret_from
from operis.strict_yaml import Malformed

SECRETS = st.binary(min_size=32, max_size=32)
CODE = code_of(bytes(range(32)))


@given(SECRETS)
def test_a_code_brings_its_key_back_however_it_is_typed(secret: bytes) -> None:
    code = code_of(secret)
    assert [len(one) for one in code.split("-")] == [5] * 13
    assert secret_from(code) == secret
    assert secret_from(code.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == secret


@given(SECRETS, st.integers(0, 64), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed_with_its_group(secret: bytes, place: int, sign: str) -> None:
    typed = code_of(secret).replace("-", "")
    wrong = typed[:place] + sign + typed[place + 1 :]
    if wrong == typed:
        return
    assert groups_named(wrong) == {place // 5 + 1}


@given(SECRETS, st.integers(0, 63))
def test_two_signs_that_changed_places_are_noticed(secret: bytes, place: int) -> None:
    typed = code_of(secret).replace("-", "")
    turned = typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]
    if turned != typed:
        assert groups_named(turned) <= {place // 5 + 1, (place + 1) // 5 + 1}


@given(SECRETS, st.integers(0, 12), st.integers(0, 12))
def test_two_groups_that_changed_places_are_noticed(secret: bytes, one: int, other: int) -> None:
    groups = code_of(secret).split("-")
    if one != other:
        groups[one], groups[other] = groups[other], groups[one]
        assert groups_named("-".join(groups)) == {one + 1, other + 1}


def groups_named(code: str) -> set[int]:
    with pytest.raises(Malformed) as said:
        secret_from(code)
    return {int(one) for one in said.value.mistakes[0].facts["groups"].split(", ")}


@pytest.mark.parametrize("code", ["", CODE[:-1], CODE + "0", CODE.replace("-", "")[:64]])
def test_what_is_no_whole_code_is_said(code: str) -> None:
    with pytest.raises(Malformed, match="has 65 signs"):
        secret_from(code)


def test_a_sign_that_is_none_is_noticed() -> None:
    assert groups_named("U" + CODE[1:]) == {1}


def test_the_spare_bits_are_none() -> None:
    """A last group that its check sign fits, and that no key has."""
    last = CODE.split("-")[-1]
    spare = SIGNS[SIGNS.index(last[3]) ^ 1]
    check = SIGNS[SIGNS.index(last[4]) ^ 8]
    assert groups_named(CODE[:-5] + last[:3] + spare + check) == {13}
