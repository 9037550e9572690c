"""Does what is typed find first what is meant? Two hundred searches, the same on both databases."""

import pytest

from operis.documents.searching.results import results, search
from tests.searching.county import filled, searches

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def first(typed: str) -> str:
    found = search(typed).hits
    return results(found[:1])[0].number if found else ""


def test_what_is_meant_comes_first() -> None:
    filled()
    asked = searches()
    assert len(asked) >= 200
    assert {typed: first(typed) for typed, _ in asked} == dict(asked)
