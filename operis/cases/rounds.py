"""How does a demonstration stay open for who comes new? Past the closing of its last notice the next are called, from case files.

Each file is a whole case, from the need to the notice. What comes before the day of its notice is entered a round ahead, so that an
intention stands for its time; the rest when it is called. Every step is entered at the moment itself, and days are moved to fit it.
"""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from operis.cases.casefile import CaseFile, CaseStep, read_case
from operis.cases.keeping import Said
from operis.cases.running import Running, run_secret
from operis.cases.stated import changed
from operis.clerk import entered_by
from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.mandates import Mandate
from operis.dockets.standing import body_year
from operis.ledger.locks import queued, take_locks
from operis.procedures import procedures
from operis.registers.models import open_notices
from operis.strict_yaml import Scalar
from operis.weighing import FINDERS, Office

NEXT = Path(__file__).resolve().parents[2] / "cases" / "demo" / "next"
ROUND, YEAR = "{round}", "{year}"
"""What stands in a file for the number of the round, and for the year in which it is called."""
CALLING, TRIES = "rounds", 60
MIDDLE = 15
"""Of a month: the day that is moved where only the month is said."""
DAY, MONTH = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?"), re.compile(r"(\d{4})-(\d\d)")


class NotAsWrittenError(Exception):
    """A step of the demonstration did not end as it is written."""


def call_next(office: Office, at: datetime) -> int:
    """Call the next notices where none is open; how many steps were entered: all of them, or none.

    Whoever plays in the demonstration may have gone on with what was prepared: then it is left to them, and the first round after it that
    can be is called. So it is where the record came from a copy without the secret by which its steps are known.
    """
    with queued(), transaction.atomic():
        take_locks([CALLING])
        if open_notices(at).exists():  # another process was first
            return 0
        first = max(1, _begun(office, at))
        for number in range(first, first + TRIES):
            with suppress(NotAsWrittenError), transaction.atomic():
                return _call(office, number, at)
        return _call(office, first + TRIES, at)


def first_ahead(office: Office, at: datetime) -> list[Running]:
    """What the demonstration begins with of the first round: on the days of its files."""
    return [_running(office, replace(case, steps=case.steps[: _ahead(case)])) for case in _cases(office, 1, at)]


def _call(office: Office, number: int, at: datetime) -> int:
    """Enter what is left of a round, and what comes ahead of the one after it."""
    called = [replace(case, steps=_moved(case, at, office.calendar)) for case in _cases(office, number, at)]
    after = [replace(case, steps=_moved(case, at, office.calendar)[: _ahead(case)]) for case in _cases(office, number + 1, at)]
    new = sum(_entered(_running(office, case)) for case in called)
    if not new:
        raise NotAsWrittenError(f"round {number} was called before")
    return new + sum(_entered(_running(office, case)) for case in after)


def _cases(office: Office, number: int, at: datetime) -> list[CaseFile]:
    zone, year = office.calendar.zone, f"{office.calendar.day(at):%Y}"
    texts = {file.name: file.read_text("utf8").replace(ROUND, f"{number}").replace(YEAR, year) for file in sorted(NEXT.glob("*.yaml"))}
    return [read_case(text, _name(file, number), zone) for file, text in texts.items()]


def _name(file: str, number: int) -> str:
    """By which the steps of one round have other keys than those of another."""
    return f"{file}, round {number}"


def _begun(office: Office, at: datetime) -> int:
    """The last round of which something was entered; 0 where none was."""
    file, number = min(NEXT.glob("*.yaml")).name, 0
    first = _running(office, _cases(office, 1, at)[0])
    while True:
        first.case = replace(first.case, name=_name(file, number + 1))
        if not entered_by(first.key_of(first.case.steps[0])):
            return number
        number += 1


def _running(office: Office, case: CaseFile) -> Running:
    """Bodies, directories and people are there already."""
    return Running(replace(case, setup=""), office, run_secret(settings.OPERIS_DATA), NEXT)


def _entered(running: Running) -> int:
    """Put each step that was not put before; NotAsWrittenError where one does not end as written."""
    running.install()
    new = 0
    for step in running.case.steps:
        if before := entered_by(running.key_of(step)):
            running.dockets[step.docket] = before[0].docket
            continue
        if step.docket not in running.dockets and (there := _held(running.said_of(step), running.mandate_of(step))):
            running.dockets[step.docket] = there
        ran = running.put(step)
        if ran.failed:
            raise NotAsWrittenError(f"{running.case.name}, line {step.line}: {step.do}: {ran.failed}")
        new += 1
    return new


def _held(asked: Command | Said, mandate: Mandate) -> str:
    """The docket that holds already what this would open, as the budget of a body's year; empty where none does."""
    needs = (fact for one in procedures() for step in one.listed if step.asked is type(asked) for fact in step.needs)
    keys = (fact.key(None, asked, mandate) for fact in needs if fact.name == body_year.name)
    found = (FINDERS[body_year.name](key, None) for key in keys if key is not None)
    return next((one.docket for one in found if one is not None), "")


def _ahead(case: CaseFile) -> int:
    """How many of its steps come before the day of its notice."""
    return sum(step.at.date() < case.steps[-1].at.date() for step in case.steps)


def _moved(case: CaseFile, at: datetime, calendar: Calendar) -> tuple[CaseStep, ...]:
    """Each step at this moment, and its days as far from it as they were from the last day of its half."""
    halves = [case.steps[_ahead(case) - 1].at.date(), case.steps[-1].at.date()]
    return tuple(_at(step, next(day for day in halves if step.at.date() <= day), at, calendar) for step in case.steps)


def _at(step: CaseStep, day: date, at: datetime, calendar: Calendar) -> CaseStep:
    def text(one: Scalar) -> str:
        return later(one, day, calendar.day(at), calendar)

    return replace(step, at=at, said=changed(step.said, text) if step.said is not None else None)


def later(one: Scalar, day: date, today: date, calendar: Calendar) -> str:
    """A day, a month or a year of a step of `day`, as it is said today; a day to come falls on a working day. Any other text as it is."""
    if one.plain and one.text == f"{day:%Y}":
        return f"{today:%Y}"
    if month := MONTH.fullmatch(one.text):
        return f"{date(int(month[1]), int(month[2]), MIDDLE) + (today - day):%Y-%m}"
    if there := DAY.fullmatch(one.text):
        moved = date.fromisoformat(there[1]) + (today - day)
        return f"{calendar.next_working(moved) if moved > today else moved}{there[2] or ''}"
    return one.text
