"""On which day is it entered? On that on which it happens; what happened elsewhere before, with a proof and a reason.

No day that it names as past is still to come, and none of its own is earlier than that of what it rests on.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from operis.core.acts import Act, Command, Outside
from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.fields import Happened, label_of, walk
from operis.core.findings import Finding, found
from operis.law.book import Row

AnyCase = Case[object, Command]
OUTSIDE = "outside"
"""The field with the day on which the act itself happened elsewhere: looked at by checks of its own."""


def proved(outside: Outside | None) -> bool:
    """Whether what happened elsewhere can be looked at: by a link or a scan."""
    return outside is not None and bool(outside.link or outside.scan)


def _days_late(case: AnyCase) -> int:
    """How many days lie between the day of entry and that on which it is said to have happened; less than none where it is to come."""
    return 0 if case.entered is None else (case.day(case.entered) - case.today).days


@check("It has happened.", "事项已经发生。")
def happened_already(case: AnyCase, row: Row) -> Iterator[Finding]:
    if _days_late(case) < 0:
        yield found("This has not happened yet.", at="outside/on", do="Enter it on its day.")


@check("A link or a scan shows what happened elsewhere on an earlier day.", "所称较早日期有链接或者扫描件证明。")
def earlier_day_proved(case: AnyCase, row: Row) -> Iterator[Finding]:
    """Only what happened elsewhere has another day than that of its entry: the day named there, with a link or a scan."""
    if _days_late(case) <= 0:
        return
    outside = getattr(case.asked, "outside", None)
    if not isinstance(outside, Outside):
        yield found(
            "It is entered on {entered}, and nothing says that it happened elsewhere on {happened}.",
            do="Enter it as of today.",
            happened=case.today,
            entered=case.day(case.entered or case.happened),
        )
    elif case.day(outside.on) != case.today:
        yield found(
            "Elsewhere it happened on {on}, and here it is said to have happened on {happened}.",
            at="outside/on",
            do="Enter it as of the day on which it happened elsewhere.",
            on=case.day(outside.on),
            happened=case.today,
        )
    elif not proved(outside):
        yield found(
            "Nothing shows that it happened on {happened}: there is no link and no scan.",
            at="outside/link",
            do="Add a link to it or a scan of it, or enter it as of today.",
            happened=case.today,
        )


@check("What is entered late has its reason.", "迟延登记的，说明原因。")
def lateness_explained(case: AnyCase, row: Row) -> Iterator[Finding]:
    if _days_late(case) > 0 and case.asked.late_reason is None:
        yield found(
            "It happened on {happened} and is entered on {entered}: say why.",
            at="late_reason",
            do="Give the reason.",
            happened=case.today,
            entered=case.day(case.entered or case.happened),
        )


@check("It is entered on the day on which it happens.", "于发生当日登记。")
def entered_on_its_day(case: AnyCase, row: Row) -> Iterator[Finding]:
    """Told with the act: what was entered afterwards, and how many days lie between."""
    if (days := _days_late(case)) > 0:
        yield found(
            "Entered afterwards: said to have happened on {happened}, entered on {entered}, days between: {days}.",
            do="Compare it with its link or scan.",
            happened=case.today,
            entered=case.day(case.entered or case.happened),
            days=days,
        )


@check("Every day that is said to be past has come.", "所称已经发生的日期均已到来。")
def past_days_have_come(case: AnyCase, row: Row) -> Iterator[Finding]:
    """Whatever says when something was done, in whichever part of what is asked."""
    now = case.day(case.entered or case.happened)
    for at, owner, name, said in _past_days(case.asked):
        if (day := case.day(said)) > now:
            yield found(
                "{field}: {day} is still to come.",
                at=at,
                do="Name the day on which it happened, or enter it once it has.",
                field=label_of(owner, name),
                day=day,
            )


def _past_days(said: object, at: str = "") -> Iterator[tuple[str, type, str, Happened]]:
    """Where each day stands that is said to be past, in which field of which record, and the day; what is not written yet names none."""
    for name, one in walk(type(said)).items():
        value, place = getattr(said, one.attribute, None), f"{at}{name}"
        if one.asked.past and isinstance(value, date):
            yield place, type(said), name, value
        else:
            yield from _past_days_within(value, place)


def _past_days_within(value: object, at: str) -> Iterator[tuple[str, type, str, Happened]]:
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _past_days_within(one, f"{at}/{place}")
    elif hasattr(type(value), "__dataclass_fields__"):
        yield from _past_days(value, f"{at}/")


Rests = Callable[[Case[Any, Any]], Iterable[Act | None]]
"""What of the record an act rests on: nothing of it may be younger than the act."""


def not_before(rests: Rests) -> Check[Any, Any]:
    """A check that what is entered for a day of its own is not older than what it rests on."""

    def not_before_what_it_rests_on(case: AnyCase, row: Row) -> Iterator[Finding]:
        days = [case.day(one.happened) for one in rests(case) if one is not None]
        if not days or case.today >= (newest := max(days)):
            return
        if isinstance(getattr(case.asked, OUTSIDE, None), Outside):  # else it happens here and now
            yield found(
                "It is said to have happened on {happened}, before what it rests on: that is of {rests}.",
                at="outside/on",
                do="Name {rests} or a later day.",
                happened=case.today,
                rests=newest,
            )

    return check("It is not older than what it rests on.", "不早于其所依据的在先事项。")(not_before_what_it_rests_on)
