"""Two with one head, or of which one holds the other, are not in one lot, and nobody is in it twice: REG-18, REG-22."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.decider import Check
from operis.core.findings import Ground
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.facts import Barred, Bars, Contender, Contenders, Supplier, contenders
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.eligibility import nobody_barred, nobody_related, nobody_twice
from tests.statute import MORNING, case

SUNRISE = Supplier("sunrise", "enterprise", "small", None, True, head="Zhao Qiming")
BROOK = replace(SUNRISE, key="brook", head="Qian Shu")
HILL = replace(SUNRISE, key="hill", head="Sun Yao")
STILL_IN = {"1": ("sunrise", "brook", "hill"), "2": ("sunrise", "brook", "hill")}


def bids(*parties: Supplier, lot: str = "1") -> Contender:
    """The first named bids; the others join it."""
    return Contender(lot, parties[0].key, parties)


def grounds(
    made: Any, row: str, *found: Contender, still_in: Mapping[str, tuple[str, ...]] = STILL_IN
) -> list[tuple[object, object, object, object]]:
    check: Check[Any, Any] = made(lambda case, lot: still_in[lot])
    weighed = case(OPEN_TENDER).told(contenders, Contenders(found))().case(ExamineBids(check=Slug("qualification"), verdicts=()))
    told: list[Ground] = list(check.under(row).grounds(weighed))
    assert {(ground.row, ground.severity) for ground in told} <= {(row, "refused")}
    said = [ground.finding.facts for ground in told]
    return [(one["lot"], one["one"], one["other"], one["why"]) for one in said]


def related(*found: Contender, **more: Any) -> list[tuple[object, object, object, object]]:
    return grounds(nobody_related, "REG-18", *found, **more)


def twice(*found: Contender, **more: Any) -> list[tuple[object, object, object, object]]:
    return grounds(nobody_twice, "REG-22", *found, **more)


def test_two_with_one_head_are_not_in_one_lot() -> None:
    sister = replace(BROOK, head=SUNRISE.head)
    assert related(bids(SUNRISE), bids(sister), bids(HILL)) == [("1", "sunrise", "brook", "same-head")]
    assert related(bids(SUNRISE), bids(sister, lot="2")) == []
    assert related(bids(SUNRISE), bids(BROOK), bids(HILL)) == []


@pytest.mark.parametrize(("one", "other"), [("李暖", "李 暖"), ("李暖", "李\u3000暖 "), ("Zhao Qiming", "zhao  qiming")])
def test_a_head_is_the_same_however_the_name_is_typed(one: str, other: str) -> None:
    told = related(bids(replace(SUNRISE, head=one)), bids(replace(BROOK, head=other)))
    assert told == [("1", "sunrise", "brook", "same-head")]


def test_that_no_head_is_on_file_makes_nobody_related() -> None:
    assert related(bids(replace(SUNRISE, head=None)), bids(replace(BROOK, head=None))) == []


def test_one_that_holds_the_other_is_not_in_its_lot_whichever_bid_came_first() -> None:
    held = replace(BROOK, holders=("sunrise",))
    assert related(bids(SUNRISE), bids(held)) == [("1", "sunrise", "brook", "direct-holding")]
    assert related(bids(held), bids(SUNRISE)) == [("1", "brook", "sunrise", "direct-holding")]


def test_two_that_a_third_holds_are_not_related_by_that() -> None:
    """The article speaks of direct holding between two suppliers."""
    assert related(bids(replace(SUNRISE, holders=("hill",))), bids(replace(BROOK, holders=("hill",)))) == []


def test_a_member_of_a_consortium_relates_it_to_others_and_not_to_itself() -> None:
    sister = replace(HILL, head=SUNRISE.head)
    assert related(bids(SUNRISE), bids(BROOK, sister)) == [("1", "sunrise", "brook", "same-head")]
    assert related(bids(SUNRISE, sister), bids(BROOK)) == []


def test_a_member_takes_part_neither_alone_nor_in_another_consortium() -> None:
    assert twice(bids(SUNRISE, HILL), bids(HILL)) == [("1", "sunrise", "hill", "same-party")]
    assert twice(bids(SUNRISE, HILL), bids(BROOK, HILL)) == [("1", "sunrise", "brook", "same-party")]
    assert twice(bids(SUNRISE, HILL), bids(BROOK)) == []
    assert related(bids(SUNRISE, HILL), bids(HILL)) == []


def test_both_are_out_so_neither_goes_on() -> None:
    sister = replace(BROOK, head=SUNRISE.head)
    one_in = related(bids(SUNRISE), bids(sister), bids(HILL), still_in={"1": ("brook", "hill")})
    assert one_in == [("1", "sunrise", "brook", "same-head")]
    assert related(bids(SUNRISE), bids(sister), bids(HILL), still_in={"1": ("hill",)}) == []


@pytest.mark.parametrize(("last", "refused"), [(MORNING.date(), True), (MORNING.date() - timedelta(1), False)])
def test_who_is_barred_on_the_day_goes_on_neither_alone_nor_in_a_consortium(last: date, refused: bool) -> None:
    """GPL-22; a bar that has run out keeps nobody away (REG-19)."""
    bar = Bars((Barred("brook", "2026-9", date(2025, 1, 1), last),))
    found = (Contender("1", "sunrise", (SUNRISE, BROOK), bar), Contender("1", "hill", (HILL,), bar))
    check: Check[Any, Any] = nobody_barred(lambda case, lot: STILL_IN[lot])
    weighed = case(OPEN_TENDER).told(contenders, Contenders(found))().case(ExamineBids(check=Slug("qualification"), verdicts=()))
    told = [(ground.finding.facts["bidder"], ground.finding.facts["party"]) for ground in check.under("GPL-22").grounds(weighed)]
    assert told == ([("sunrise", "brook")] if refused else [])
    out: Check[Any, Any] = nobody_barred(lambda case, lot: ("hill",))
    assert list(out.under("GPL-22").grounds(weighed)) == []


def test_where_the_law_lets_one_take_part_twice_nobody_is_kept_out() -> None:
    again = case(OPEN_TENDER).reading("REG-22", terms={"double_participation_allowed": ((date(2015, 3, 1), True),)})
    found = (Contender("1", "sunrise", (SUNRISE, HILL)), Contender("1", "hill", (HILL,)))
    check: Check[Any, Any] = nobody_twice(lambda case, lot: STILL_IN[lot])
    asked = ExamineBids(check=Slug("qualification"), verdicts=())
    assert [
        len(list(check.under("REG-22").grounds(one.told(contenders, Contenders(found))().case(asked))))
        for one in (case(OPEN_TENDER), again)
    ] == [1, 0]
