"""By which title does a docket go that has none of its own? By that of what it was made for, as far up as there is one."""

from collections.abc import Iterable, Mapping

from operis.registers import models


def bearers(lines: Iterable[models.Docket]) -> dict[str, models.Docket | None]:
    """Of each docket the one whose title it goes by."""
    listed = list(lines)
    bearing: dict[str, models.Docket | None] = {line.number: line for line in listed}
    above = listed
    while untitled := {line.need for line in above if line.need and not _titled(line)} - set(bearing):
        above = list(models.Docket.objects.filter(number__in=untitled))
        bearing |= dict.fromkeys(untitled) | {one.number: one for one in above}
    return {line.number: _bearer(line, bearing) for line in listed}


def _titled(line: models.Docket) -> bool:
    return bool(line.title_zh or line.title_en)


def _bearer(line: models.Docket, bearing: Mapping[str, models.Docket | None]) -> models.Docket | None:
    one: models.Docket | None = line
    while one is not None and not _titled(one):
        one = bearing.get(one.need)
    return one
