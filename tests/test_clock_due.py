"""What falls due at a closing time, in which order, and what is tried once only?"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from operis.clerk import DRAIN, Entered, Refused
from operis.clock import fall_due, next_due
from operis.core.acts import Act
from operis.core.decider import Procedure, follow
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import AddStampedCopy, CorrectNotice, Terminate
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.ledger import folds, read
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers import models
from operis.registers.duties import enter_duties
from tests.ledger.county import County
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.procedures.awards import TIED, drawn
from tests.procedures.documents import CLOSED_DOWN, MARCH_2, SCAN, plan, words
from tests.procedures.evaluating import QUOTED, consultation
from tests.procedures.evaluating import tender as reported
from tests.statute import at

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def due(county: County, until: datetime, *, lived: bool = False) -> list[tuple[str, str, bool]]:
    return [(docket, slug, isinstance(said, Entered)) for docket, slug, said in fall_due(county.office, until, lived=lived)]


def test_bids_are_closed_and_then_opened_at_the_moment_and_not_before() -> None:
    county = tender("sunrise", "brook", "hill")
    assert due(county, CLOSES - timedelta(microseconds=1)) == []
    assert due(county, CLOSES) == [(TENDER, "close-bids", True), (TENDER, "open-bids", True)]
    assert [one.act.happened for one in read.entries(TENDER)[-2:]] == [CLOSES, CLOSES]
    assert due(county, CLOSES + timedelta(days=1)) == []


def test_a_living_clock_enters_it_when_it_comes_by() -> None:
    county = tender("sunrise", "brook", "hill")
    by = CLOSES + DRAIN
    assert len(due(county, by, lived=True)) == 2
    assert [one.entered for one in read.entries(TENDER)[-2:]] == [by, by]


@pytest.mark.parametrize("after", [timedelta(0), timedelta(seconds=1.6), DRAIN])
def test_what_is_entered_while_late_bids_drain_does_not_stop_the_clock(after: timedelta) -> None:
    """The clock enters two seconds behind; what an office entered meanwhile stands before the closing."""
    county = tender("sunrise", "brook", "hill")
    county.clock = CLOSES + after - timedelta(seconds=1)
    county.done(TENDER, AddStampedCopy(of=Slug("procurement-notice"), documents=(SCAN,)))
    assert due(county, CLOSES, lived=True) == [(TENDER, "close-bids", True), (TENDER, "open-bids", True)]
    assert [one.entered for one in read.entries(TENDER)[-3:]] == [CLOSES + after] * 3


def test_an_opening_that_is_refused_is_tried_once_and_left_to_the_office() -> None:
    county = tender("sunrise", "brook")
    assert due(county, CLOSES) == [(TENDER, "close-bids", True), (TENDER, "open-bids", False)]
    assert due(county, CLOSES + timedelta(hours=1)) == []
    assert models.Refused.objects.filter(command="open-bids").count() == 1


def test_what_has_ended_is_neither_closed_nor_opened() -> None:
    county = tender("sunrise", "brook", "hill")
    ending = Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed"), change=replace(CLOSED_DOWN, on=MARCH_2))
    county.done(TENDER, ending)
    assert due(county, CLOSES + timedelta(days=1)) == []


def test_a_correction_moves_what_falls_due() -> None:
    county = tender("sunrise", "brook", "hill")
    later = CLOSES + timedelta(days=5)
    county.done(TENDER, CorrectNotice(ground=Slug("amendment"), reason=words("A supplier asked"), bids_close=later))
    assert due(county, later - timedelta(microseconds=1)) == []
    assert [slug for _, slug, _ in due(county, later)] == ["close-bids", "open-bids"]


def test_the_money_of_what_has_ended_is_free_to_the_fen() -> None:
    """REG-28: what is purchased without open tender is added up, but not what has ended."""
    county = County().founded()
    whole, first = Fen(1_999_999_99), county.done(None, plan(method=Slug("competitive-consultation"), budget=Fen(1_000_000_00))).docket
    second = plan(need=county.need(), method=Slug("competitive-consultation"), budget=whole)
    refused = county.ask(None, second)
    assert isinstance(refused, Refused)
    assert refused.refusal.rows == {"REG-28"}
    county.done(first, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed"), change=CLOSED_DOWN))
    assert models.YearSpend.objects.count() == 0
    county.done(None, second)


def owing(*acts: Act, procedure: Procedure[Any] = OPEN_TENDER) -> County:
    """A county in whose register stands what a procurement of these acts owes."""
    county = tender("sunrise", "brook", "hill")
    there = folds.state_of("procurement", TENDER)
    enter_duties(PROCUREMENT_KIND, TENDER, follow(procedure, acts), "", county.office.calendar, before=there)
    return county


def waiting(county: County, until: datetime) -> list[tuple[datetime, str, str]]:
    """What the clock would enter next, if anything."""
    found = next_due(county.office, until)
    return [(found.moment, found.docket, found.asked.slug)] if found else []


def test_an_award_is_deemed_on_the_day_after_the_last_day_and_not_while_equals_wait_for_a_draw() -> None:
    """O87-68c; a procurement whose first rank is shared waits for its draw."""
    day_after = at(date(2026, 3, 31), "00:00")
    county = owing(*reported("reported"))
    assert waiting(county, day_after - timedelta(microseconds=1)) == []
    assert waiting(county, day_after) == [(day_after, TENDER, "deem-award")]


def test_equals_of_the_first_rank_wait_for_their_draw() -> None:
    _, first, _ = drawn()
    assert first in {"sunrise", "brook"}
    assert waiting(owing(*TIED), at(date(2026, 4, 30))) == []


def test_once_the_draw_is_held_the_last_day_stands() -> None:
    held, _, _ = drawn()
    assert waiting(owing(*TIED, *held), at(date(2026, 4, 30))) == [(at(date(2026, 3, 31), "00:00"), TENDER, "deem-award")]


def test_what_was_refused_is_tried_again_once_something_was_entered_and_not_before() -> None:
    """O87-41: with too few bids nothing is opened; however often the clock comes by, a refusal is kept at most once for each act."""
    county, until, slugs = tender("sunrise", "brook"), CLOSES + timedelta(hours=1), []
    for _ in range(2):
        for _ in range(3):
            slugs += due(county, until, lived=True)
        assert waiting(county, until) == []
        county.clock = until
        county.done(TENDER, AddStampedCopy(of=Slug("procurement-notice"), documents=(SCAN,)))
    assert slugs == [(TENDER, "close-bids", True), (TENDER, "open-bids", False), (TENDER, "open-bids", False)]
    assert models.Refused.objects.filter(command="open-bids").count() == 2


@pytest.mark.parametrize(("acts", "falls_due"), [(3, "close-bids"), (4, "open-bids"), (None, "deem-award")])
def test_nothing_is_tried_while_an_order_waits_to_be_entered(acts: int | None, falls_due: str) -> None:
    """It would be refused; the order done, it is put as if nothing had been."""
    county = owing(*reported("reported")[:acts])
    order = models.Order.objects.create(target=TENDER, effect="terminate", origin="DC-2026-V-0001", ordered=at(date(2026, 3, 2)))
    until = at(date(2026, 4, 24))
    assert list(fall_due(county.office, until, lived=True)) == []
    order.delete()
    assert [slug for _, _, slug in waiting(county, until)] == [falls_due]


def test_the_second_round_closes_and_is_opened_at_its_own_time() -> None:
    """A round that is opened closes later, and neither closed nor opened holds of it."""
    acts = consultation("asked")
    asked = follow(COMPETITIVE_CONSULTATION, acts)
    assert (asked.closes, asked.closing, asked.opening) == (QUOTED, None, None)
    county = owing(*acts, procedure=COMPETITIVE_CONSULTATION)
    assert waiting(county, QUOTED - timedelta(microseconds=1)) == []
    assert waiting(county, QUOTED) == [(QUOTED, TENDER, "close-bids")]
