"""Is that fair? The indicators of open data with their values here: how many stand out, which, and of how many it could be said.

They are computed from what the files of open data hand out, of the processes that began within the year.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from operis.core.wording import Label
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.figures.results import titled
from operis.figures.scope import Scope, of_these, parties
from operis.figures.tables import Column, Figures, Name, Sort, Value
from operis.opendata.indicators import BUYER, COUNT, ENTITY, FLAG, INDICATORS, OCID, SHARE, TENDERER, Indicator
from operis.opendata.packages import begun_in, months
from operis.opendata.process import ProcessFacts, facts_of
from operis.opendata.releases import ocid, standing
from operis.registers import models
from operis.registers.tables import digest as code

KINDS: Mapping[str, Name] = {
    OCID: Name("process", "", words=_("Process")), BUYER: Name("buyer", "", words=_("Body")), ENTITY: Name("entity", "", words=_("Body")),
    TENDERER: Name("bidder", "", words=_("Bidder")),
}  # fmt: skip
VALUES: Mapping[str, tuple[Column, ...]] = {
    FLAG: (), COUNT: (Column("value", _("Count")),), SHARE: (Column("value", _("Share (%)"), Sort.SHARE),),
}  # fmt: skip
AMONG_FEW = Label("Where fewer than four processes can be compared, or all lie at the fence, nothing stands out.",
                  "可比较的项目不足4个，或者全部处于界上的，不列出。")  # fmt: skip
HUNDRED, TENTH = Decimal(100), Decimal("0.1")
BESIDE = 20_000
"""So many processes are remembered as they are told: after an act only those that it moved are told anew."""


def _titled(one: Indicator) -> str:
    return f"{one.code} {one.words.within(language())}"


def _explained(one: Indicator) -> str:
    """What it means, how it is computed, and what our data cannot say."""
    compared = AMONG_FEW if one.fenced else None
    return ("" if language() == "zh" else " ").join(
        label.within(language()) for label in (one.why, one.how, compared, one.limit) if label is not None
    )


TITLE, EXPLAINED = lazy(_titled, str), lazy(_explained, str)


def processes(year: int) -> list[ProcessFacts]:
    """Those that began within the year, as they are handed out today."""
    numbers = [number for month in months(year) for number in begun_in(month)]
    moved = _moved(numbers)
    told = (_told(number, moved.get(number, ""), code()) for number in numbers)
    return [one for one in told if one is not None]


def _moved(numbers: list[str]) -> dict[str, str]:
    """How far each has come, with its contracts."""
    of = dict(of_these(models.Contract.objects.all(), "procurement", numbers, "docket", "procurement"))
    found: dict[str, str] = {}
    for number, acts, state in of_these(models.Docket.objects.order_by("number"), "number", [*numbers, *of], "number", "acts", "state"):
        process = of.get(number, number)
        found[process] = f"{found.get(process, '')} {number} {acts} {state}"
    return found


@lru_cache(maxsize=BESIDE)
def _told(number: str, _moved: str, _code: str) -> ProcessFacts | None:
    found = standing(number, calendar(), "zh")
    return facts_of(found) if found is not None else None


def by_indicator(scope: Scope) -> Figures:
    """Each with how many stand out, and of how many processes it can say anything."""
    found = processes(scope.year)
    columns = (
        Column("indicator", _("Indicator"), Sort.NAME), Column("found", _("Stand out")), Column("about", _("What stands out"), Sort.NAME),
        Column("looked", _("Processes looked at")),
    )  # fmt: skip
    rows = []
    for one in INDICATORS.values():
        values = one.found(found)
        kind, keys = _main(one, values)
        looked = sum(map(one.looks, found))
        rows.append((_named(one), None if one.few(looked) else len(keys), KINDS[kind], looked))
    return Figures("indicators", _("Indicators"), columns, tuple(rows) if found else ())


def _main(one: Indicator, values: Mapping[str, Mapping[str, float]]) -> tuple[str, set[str]]:
    """Processes where it is about these, else whoever stands out."""
    if not one.of_parties:
        return OCID, set(values.get(OCID, ()))
    return next((kind for kind in (TENDERER, BUYER) if kind in values), TENDERER), {key for some in values.values() for key in some}


def _named(one: Indicator) -> Name:
    return Name(one.code, f"{one.code} {one.words.zh}", f"{one.code} {one.words.en}")


def figures_of(one: Indicator) -> Callable[[Scope], Figures]:
    """What stands out by one indicator."""

    def standing_out(scope: Scope) -> Figures:
        found = processes(scope.year)
        values = one.found(found)
        last = VALUES[one.unit]
        columns = (Column("about", _("What stands out"), Sort.NAME), Column("kind", _("Kind"), Sort.NAME), *last)
        names = _names(values)
        rows = tuple(
            (names[kind, key], KINDS[kind], *((_value(one, kind, value),) if last else ())) for kind, key, value in _ordered(values)
        )
        looked = sum(map(one.looks, found))
        return Figures(one.code.lower(), TITLE(one), columns, rows, looked=looked, few=one.few(looked))

    standing_out.__name__ = f"standing_out_{one.code}"
    return standing_out


def _ordered(values: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, str, float]]:
    """What has a value of its own first; a buyer and the entity that procures for it are one body here."""
    twice = {(ENTITY, key) for key in values.get(BUYER, ())}
    seen = {(kind, key): value for kind, some in values.items() for key, value in some.items() if (kind, key) not in twice}
    yield from ((kind, key, value) for (kind, key), value in sorted(seen.items(), key=lambda one: (-one[1], one[0])))


def _value(one: Indicator, kind: str, value: float) -> Value:
    """Who is only named beside a process has no value."""
    if kind != OCID and not one.of_parties:
        return None
    return int(value) if one.unit == COUNT else (Decimal(str(value)) * HUNDRED).quantize(TENTH)


def _names(values: Mapping[str, Mapping[str, float]]) -> dict[tuple[str, str], Name]:
    numbers = {key: key.removeprefix(ocid("")) for key in values.get(OCID, ())}
    titles = titled(numbers.values())
    found = {(OCID, key): titles[number] for key, number in numbers.items()}
    found |= {(TENDERER, key): name for key, name in parties(values.get(TENDERER, ())).items()}
    for kind in (BUYER, ENTITY):
        found |= {(kind, key): name for key, name in parties(values.get(kind, ())).items()}
    return found
