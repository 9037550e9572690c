"""Which number does a docket bear, and what does a number say?"""

import re
from collections import Counter

import pytest

from operis.dockets.kinds import KINDS
from operis.ledger.numbers import docket_number, kind_of, ordinal, refusal_number


def test_each_kind_and_year_has_a_series_of_its_own() -> None:
    counted: Counter[str] = Counter()

    def next_number(name: str) -> int:
        counted[name] += 1
        return counted[name]

    asked = [("need", 2026), ("need", 2026), ("need", 2027), ("procurement", 2026)]
    given = [docket_number("DC", year, kind, next_number) for kind, year in asked]
    assert given == ["DC-2026-N-0001", "DC-2026-N-0002", "DC-2027-N-0001", "DC-2026-S-0001"]
    assert counted == {"DC-2026-N": 2, "DC-2027-N": 1, "DC-2026-S": 1}


def test_the_ten_thousandth_number_has_five_digits() -> None:
    assert docket_number("DC", 2026, "need", lambda _: 10_000) == "DC-2026-N-10000"
    assert kind_of("DC-2026-N-10000") == "need"


def test_lists_sort_the_ten_thousandth_after_the_one_before() -> None:
    """As text DC-2026-N-10000 stands before DC-2026-N-9999; a year goes before every count."""
    rising = ["DC-2025-S-10001", "DC-2026-N-0001", "DC-2026-N-9999", "DC-2026-N-10000", "DC-2026-N-100000", "DC-2026-S-0002"]
    assert sorted(reversed(rising), key=ordinal) == rising
    secret = docket_number("DC", 2026, "bid", lambda _: 1)
    assert (ordinal(secret), ordinal(""), ordinal("DC-2026-N-0007")) == (secret, "", "DC-2026-N-0000000007")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_number_says_its_kind(kind: str) -> None:
    assert kind_of(docket_number("DC", 2026, kind, lambda _: 7)) == kind


def test_the_number_of_a_bid_says_nothing_of_when_or_how_many() -> None:
    """It counts nowhere, so that nobody learns from numbers how many have bid."""

    def never(_: str) -> int:
        raise AssertionError("a bid is not counted")

    one, other = (docket_number("DC", 2026, "bid", never) for _ in range(2))
    assert re.fullmatch(r"DC-B-[0-9A-HJKMNP-TV-Z]{26}", one)
    assert one != other
    assert kind_of(one) == "bid"


@pytest.mark.parametrize("text", ["", "DC-2026-N-1", "dc-2026-n-0001", "DC-2026-Z-0001", "DC-2026-N-0001 ", "DC-B-0001", "X-2026-000001"])
def test_what_is_no_number_has_no_kind(text: str) -> None:
    assert kind_of(text) is None


def test_refusals_are_counted_by_year() -> None:
    assert refusal_number(2026, lambda name: {"X-2026": 12}[name]) == "X-2026-000012"
