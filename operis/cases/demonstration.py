"""What does the demonstration begin with? A county that does not exist, entered through the same commands as everything else."""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from operis import clock
from operis.cases import rounds
from operis.cases.casefile import read_case
from operis.cases.rounds import NotAsWrittenError
from operis.cases.running import Running, run_secret
from operis.cases.stated import command
from operis.dockets.file.commands import EnterFile
from operis.documents.lawbook import book, calendar
from operis.law.book import parse_place
from operis.registers.models import Party, open_notices
from operis.weighing import Office

CASES = Path(__file__).resolve().parents[2] / "cases" / "demo"
COUNTY, LAW = "00-county.yaml", "cn/41/county"
STANDS = "2026-05-20T09:00"
"""When the demonstration's clock stands as it is loaded, in the zone of the law; it runs on from there."""


def stands() -> datetime:
    return datetime.fromisoformat(STANDS).replace(tzinfo=calendar().zone)


def are_here() -> bool:
    """Whether its files are: an installation that counts needs none of them."""
    return (CASES / COUNTY).is_file()


def is_there() -> bool:
    """Whether our county is on file: its first body by its key and its name."""
    return are_here() and Party.objects.filter(key=_first().key, name_zh=_first().name.zh).exists()


def office() -> Office:
    """The law of the place where the county would lie."""
    return Office(book(), *parse_place(LAW), settings.OPERIS_PREFIX)


def load() -> None:
    """Put every step of every file in the order of time, so that numbers rise as they would have; all or nothing."""
    first = _running(COUNTY)
    files = [file.name for file in sorted(CASES.glob("*.yaml")) if file.name != COUNTY]
    cases = [first, *(_running(file, before=first) for file in files), *rounds.first_ahead(office(), stands())]
    steps = sorted((step.at, place, step.place) for place, one in enumerate(cases) for step in one.case.steps)
    with transaction.atomic():
        for one in cases:
            one.install()
        for _, place, step in steps:
            ran = cases[place].one(cases[place].case.steps[step])
            if ran.failed:
                raise NotAsWrittenError(f"{cases[place].case.name}, line {ran.step.line}: {ran.step.do}: {ran.failed}")


def go_on() -> int:
    """Call the next notices once the last has closed, so that there is always something to bid for; how many steps that took."""
    now = clock.now()
    if not clock.is_demo() or open_notices(now).exists() or not is_there():
        return 0
    return rounds.call_next(office(), now)


def _running(file: str, before: Running | None = None) -> Running:
    case = read_case((CASES / file).read_text("utf8"), file, calendar().zone)
    return Running(case, office(), run_secret(settings.OPERIS_DATA), CASES, before)


@cache
def _first() -> EnterFile:
    """The county's file begins with a body's."""
    county = _running(COUNTY)
    step = county.case.steps[0]
    asked = command(step.do, step.said, str, line=step.line, zone=county.zone, language=county.case.language, at=step.pointer)
    assert isinstance(asked, EnterFile)
    return asked
