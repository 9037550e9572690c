"""Whatever zone a moment was written in, registers keep the day by which the law counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from operis.core.acts import Act
from operis.core.decider import follow
from operis.core.kinds import MomentKind
from operis.core.reading import Reading
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers import models
from operis.registers.enter import enter
from operis.registers.search import FINDERS
from operis.strict_yaml import Scalar
from tests.procedures.documents import filed, intended, issued, noticed
from tests.statute import ZONE, calendar

NUMBER = "DC-2026-S-0001"
MIDNIGHT = datetime(2026, 3, 1, 16, 0, tzinfo=UTC)
"""At which the second of March begins in Shanghai."""


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-03-01T17:00:00Z", "2026-03-02T01:00:00+08:00"),
        ("2026-03-01T12:00:00-05:00", "2026-03-02T01:00:00+08:00"),
        ("2026-03-02T01:00:00+08:00", "2026-03-02T01:00:00+08:00"),
        ("2026-03-02 01:00", "2026-03-02T01:00:00+08:00"),
    ],
)
def test_a_moment_is_kept_in_the_zone_of_the_pack(written: str, kept: str) -> None:
    kind = MomentKind()
    assert kind.plain(kind.scalar(Scalar(written, False, 1), "/closes", Reading(ZONE))) == kept


def entered(*acts: Act) -> models.Docket:
    enter(NUMBER, "procurement", follow(OPEN_TENDER, acts), len(acts), calendar())
    return models.Docket.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(("moment", "day"), [(MIDNIGHT - timedelta(microseconds=1), 1), (MIDNIGHT, 2)])
def test_the_day_of_a_notice_is_the_same_for_registers_and_law(moment: datetime, day: int) -> None:
    """Stored before moments were brought to the pack's zone, with a Z."""
    line = entered(intended(), filed(), replace(noticed(30), happened=moment), issued())
    assert (line.noticed, calendar().day(moment)) == (date(2026, 3, day), date(2026, 3, day))
    assert FINDERS["procurement"]((NUMBER, "sunrise"), None).noticed == date(2026, 3, day)


@pytest.mark.django_db
def test_a_plan_filed_on_a_day_alone_was_filed_by_the_end_of_that_day_here() -> None:
    line = entered(intended(), replace(filed(), happened=date(2026, 3, 1)))
    assert line.planned == date(2026, 3, 1)
    assert line.filed_at == datetime.combine(date(2026, 3, 1), time.max, ZONE)
    assert line.filed_at < MIDNIGHT


def test_an_order_of_a_day_alone_holds_from_its_first_moment_here() -> None:
    assert calendar().first_of(date(2026, 3, 2)) == MIDNIGHT
    assert calendar().last_of(date(2026, 3, 1)) < calendar().first_of(date(2026, 3, 2)) < calendar().last_of(date(2026, 3, 2))
    assert calendar().first_of(MIDNIGHT) == calendar().last_of(MIDNIGHT) == MIDNIGHT
