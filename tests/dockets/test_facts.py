"""By which key is each fact looked up, and which lock is held meanwhile?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.case import Fact
from operis.core.mandates import Mandate, Role
from operis.dockets.budget.facts import budget_line, year_spend
from operis.dockets.directory.facts import DirectoryItemFact, directory_item
from operis.dockets.establishment.facts import vacancy
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.orders import pending_orders
from operis.dockets.standing import authority, body_year, holder, party
from operis.procedures import BY_KIND, procedures
from tests.procedures.budget.documents import budget
from tests.procedures.directory.documents import directory
from tests.procedures.documents import plan
from tests.procedures.establishment.documents import places
from tests.procedures.file.documents import body as body_file
from tests.statute import ALICE, CHEN, OFFICE

NOBODY = Mandate(role=Role.BUYER)
AGENCY = Mandate(role=Role.AGENCY, body="agency", for_=OFFICE)


@pytest.mark.parametrize(
    ("fact", "asked", "by", "key", "lock"),
    [
        (body, plan(), ALICE, (OFFICE,), "files"),
        (body, plan(), AGENCY, (OFFICE,), "files"),
        (body, plan(), NOBODY, None, None),
        (need_part, plan(part="2"), ALICE, ("DC-2026-N-0001", "2"), "docket:DC-2026-N-0001"),
        (budget_line, plan(), ALICE, (OFFICE, "2026", "BL-1"), "year:civil-affairs"),
        (budget_line, plan(), NOBODY, ("", "2026", "BL-1"), "year:"),
        (year_spend, plan(), ALICE, (OFFICE, "2026", "BL-1", "C05040100"), "year:civil-affairs"),
        (directory_item, plan(), ALICE, ("A0401",), "directories"),
        (directory_item, plan(directory_item=None), ALICE, None, None),
        (vacancy, places(46), ALICE, ("care-home",), "places:care-home"),
        (pending_orders, plan(), ALICE, (), None),
        (body_year, budget(), CHEN, ("budget", "civil-affairs:2026"), "one:budget:civil-affairs:2026"),
        (authority, directory(), CHEN, ("directory", "finance"), "one:directory:finance"),
        (authority, directory(), NOBODY, ("directory", ""), "one:directory:"),
        (holder, places(46), ALICE, ("establishment", "care-home"), "one:establishment:care-home"),
        (party, body_file(), ALICE, ("file", OFFICE), "one:file:civil-affairs"),
    ],
)
def test_a_fact_is_found_by_its_key_under_its_lock(
    fact: Fact[Any], asked: Any, by: Mandate, key: tuple[str, ...] | None, lock: str | None
) -> None:
    assert fact.key(None, asked, by) == key
    assert (fact.lock(key) if callable(fact.lock) and key is not None else fact.lock if key is not None else None) == lock


def test_a_fact_says_its_lock_or_why_it_needs_none_and_never_both() -> None:
    for lock, why in ((None, ""), ("files", "why")):
        with pytest.raises(TypeError, match="The fact body says either which lock is held"):
            replace(body, lock=lock, unlocked=why)
    assert replace(body, lock=None, unlocked="why").lock is None


def test_who_writes_holds_alone_what_others_share_while_they_read() -> None:
    for asked, docket, held in (
        (body_file(), None, ["files"]), (directory(), None, ["directories"]), (budget(), "DC-2026-G-0001", ["year:civil-affairs"]),
        (places(46), None, ["places:care-home"]), (plan(), "DC-2026-S-0001", ["procurement:DC-2026-S-0001"]), (plan(), None, []),
    ):  # fmt: skip
        assert list(BY_KIND[asked.docket_kind].of.held_alone(asked, docket)) == held


def test_money_and_places_are_read_under_a_lock() -> None:
    """Else two plans could each see the same money, and both pass."""
    locked = {fact.name for one in procedures() for step in one.listed for fact in step.needs if fact.lock}
    assert locked >= {"budget_line", "year_spend", "vacancy", "standing", "funds", "award_bars", "need_part"}


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (None, None, True),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 1), False),
    ],
)
def test_an_item_of_a_directory_holds_from_its_first_day_to_its_last(first: date | None, last: date | None, holds: bool) -> None:
    item = DirectoryItemFact("A0401", "public", None, None)
    assert replace(item, first=first, last=last).holds(date(2026, 3, 2)) is holds
