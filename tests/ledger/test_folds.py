"""What is remembered of a docket, and never of another, of what was taken back, or of bytes that nobody entered?"""

from typing import Any

import pytest
from django.db import connection

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases]


@pytest.fixture(scope="module")
def saw() -> Any:
    told = observed("folding")
    assert told["vendor"] == connection.vendor
    return told


def test_every_docket_is_what_its_acts_add_up_to(saw: Any) -> None:
    assert saw["after founding"] is True


def test_after_a_put_its_docket_is_remembered_and_one_entry_is_read(saw: Any) -> None:
    assert saw["put and looked"] == [4, True, ["3"]]


def test_nothing_is_remembered_of_what_was_taken_back(saw: Any) -> None:
    """Within, the fold has what was put and nothing is remembered; after it, neither; the number is then another docket's."""
    within, after, part, new = [True, True, True, None], [True, True, None], [True, True, True], [True, True, 1]
    assert saw["taken back"] == [*within, *after, *part, *new]


def test_what_another_process_entered_is_read_on(saw: Any) -> None:
    assert saw["elsewhere"] == [4, True, 5]


def test_two_ledgers_in_one_process_share_nothing(saw: Any) -> None:
    """The second has no docket of that number, then one with other acts; the first is as it was."""
    assert saw["another ledger"] == [None, True, None, True, True, True, True, True, True]


def test_an_older_copy_that_was_put_back_is_folded_as_it_stands(saw: Any) -> None:
    assert saw["put back"] == [True, True, True, True, True]


def test_bytes_that_were_changed_are_not_remembered(saw: Any) -> None:
    """They are folded as they stand; once the right ones are back these are."""
    assert saw["changed"] == [True, None, True, 1]


def test_only_so_many_are_remembered(saw: Any) -> None:
    assert saw["bounded"] == 2
