"""Bids that race their closing: what was acknowledged as sealed stands in the list, and nothing late does."""

import pytest
from django.db import connection

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]


def test_every_bid_that_was_sealed_is_listed_and_none_that_was_late() -> None:
    told = observed("racing")
    assert (told["vendor"], told["faults"]) == (connection.vendor, [])
    sealed = [one for one in told["told"] if one[0] == "bid-sealed"]
    late = [one for one in told["told"] if one[0] == "bid-refused-late"]
    assert len(sealed) + len(late) == len(told["told"]) == 96
    last = {docket: [docket, no, digest] for _, docket, no, digest, _ in sealed}  # a later bid replaces the one before
    assert sorted(told["listed"]) == sorted(last.values())
    assert [one for one in sealed if not one[4]] == []  # at closing and after it nothing is in time
    assert len(late) >= 48
    assert told["kinds"][-1] == ("bids-opened" if len(last) >= 3 else "bids-closed")
