"""Money is whole fen in memory and yuan with two places at every door."""

import re

import pytest

from operis.core.money import Fen, fen, yuan


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.00"), (5, "0.05"), (100, "1.00"), (86000000, "860000.00"), (-5, "-0.05"), (-12345, "-123.45")]
)
def test_fen_are_shown_as_yuan(amount: int, text: str) -> None:
    assert yuan(amount) == text
    assert repr(Fen(amount)) == f"Fen({text})"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0", 0), ("1", 100), ("1.5", 150), ("1.05", 105), ("860,000", 86000000), ("1 234 567.89", 123456789), ("¥ 86", 8600),
        ("86 元", 8600),
        ("CNY 860,000.00", 86000000), ("RMB1", 100), ("人民币86元整", 8600), ("86 yuan", 8600),
        ("８６．５元", 8650), ("999999999999999.99", 99999999999999999),
    ],
)  # fmt: skip
def test_yuan_are_read_as_people_type_them(text: str, amount: int) -> None:
    assert fen(text) == amount
    assert isinstance(fen(text), Fen)


@pytest.mark.parametrize(
    "text", ["", "12,50", "1,2345", "1,000,00", "1.234", "-1", "+1", "1e3", "1_000", "元", "86万", "1..2", "٣", "9999999999999999"]
)
def test_what_needs_a_guess_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(text)):
        fen(text)
