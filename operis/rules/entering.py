"""On which day is it entered? On that on which it happens; what happened elsewhere before, with a proof and a reason."""

from collections.abc import Iterator

from operis.core.acts import Command, Outside
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.law.book import Row

AnyCase = Case[object, Command]


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
