"""Does an outage of this platform move a closing, and until when?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Wording
from operis.dockets.procurement.commands import MoveClosing
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

MovingCase = Case[Procurement, MoveClosing]
ROW = "OURS-OUTAGE"


def reaches(row: Row, since: datetime, until: datetime, closes: datetime) -> bool:
    """Whether an outage was long enough, and some of it fell shortly before a closing; one that ends as that time begins does not."""
    window = timedelta(minutes=row.count("before_closing_max_minutes"))
    return until - since >= timedelta(seconds=row.count("outage_min_seconds")) and since < closes and until > closes - window


@check("An outage was long enough, and so near to the closing that this moves.", "平台故障达到规定时长，且临近截止时间。")
def outage_near_closing(case: MovingCase, row: Row) -> Iterator[Finding]:
    closes = on_record(case.state.closes, "notice-published")
    if not reaches(row, case.asked.outage_from, case.asked.outage_until, closes):
        yield found(
            "The outage from {since} until {until} moves no closing on {closes}.",
            do="Leave the closing as it stands.",
            since=case.asked.outage_from,
            until=case.asked.outage_until,
            closes=closes,
        )


@check("An outage that moves a closing is over.", "顺延截止时间所依据的故障已经恢复。")
def outage_over(case: MovingCase, row: Row) -> Iterator[Finding]:
    happened = case.happened
    if isinstance(happened, datetime) and case.asked.outage_until > happened:
        yield found("The outage is said to last until {until}.", do="Wait until then.", until=case.asked.outage_until)


def moved_closing(case: MovingCase) -> datetime:
    """A while after the platform goes on again, on a working day; never earlier than it stood."""
    row, closes = on_record(case.law.get(ROW), ROW), on_record(case.state.closes, "notice-published")
    since, until = case.asked.outage_from, case.asked.outage_until
    long = until - since >= timedelta(minutes=row.count("long_outage_min_minutes"))
    moved = case.calendar.local(until + timedelta(minutes=row.count("moved_after_long_minutes" if long else "moved_minutes")))
    day = case.calendar.next_working(moved.date())
    return max(closes, moved.replace(year=day.year, month=day.month, day=day.day).replace(second=0, microsecond=0))


def outage_words(case: MovingCase) -> Wording:
    since, until = (f"{case.calendar.local(one):%Y-%m-%d %H:%M:%S}" for one in (case.asked.outage_from, case.asked.outage_until))
    return Wording(
        zh=f"本平台自{since}至{until}发生故障，不能接收投标（响应）文件，截止时间对所有供应商一律顺延。",
        en=f"This platform could take no bids from {since} until {until}; bids close later, for all alike.",
    )
