"""Which files are handed out for a month, and what is in each? Read as they are asked for: what a file costs grows with its month alone."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet

from operis.core.calendar import Calendar
from operis.core.wording import Label
from operis.opendata.codes import EXTENSIONS, LICENCE, VERSION
from operis.opendata.flat import COLUMNS, lots_of
from operis.opendata.releases import Json, record
from operis.registers import models
from operis.registers.tables import digest as code

BOM = "\ufeff"
"""Without it a spreadsheet takes Chinese in UTF-8 for something else."""
REMEMBERED, BESIDE = 512, 64
"""So many files are remembered by their sizes, and so many processes while files of one month are weighed."""


@dataclass(frozen=True)
class Edition:
    """In which language, from which address, in whose days."""

    language: str
    address: str
    calendar: Calendar


@dataclass(frozen=True)
class File:
    """A kind of file: what it is called among addresses, what it is, what is in that of a month, and how that is written."""

    folder: str
    form: str
    content_type: str
    words: Label
    items: Callable[[str, Edition, str], Iterator[Json]]
    text: Callable[[Iterable[Json], Edition], Iterator[str | bytes]]


def years() -> tuple[int, int] | None:
    """The first and the last year of which something is told."""
    found = models.Told.objects.aggregate(first=Min("month"), last=Max("month"))
    return (int(found["first"][:4]), int(found["last"][:4])) if found["first"] else None


def months(year: int) -> list[str]:
    """Those of the year in which something was entered, the newest first."""
    said = models.Told.objects.filter(month__startswith=f"{year:04}-")
    return list(said.values_list("month", flat=True).distinct().order_by("-month"))


def moved_in(month: str) -> "QuerySet[models.Told]":
    """The processes of which something was entered in the month."""
    return models.Told.objects.filter(month=month).order_by("process")


def begun_in(month: str) -> Iterator[str]:
    """Those of which nothing was entered before it: each process is in the file of one month alone."""
    earlier = models.Told.objects.filter(month__lt=month).values("process")
    yield from moved_in(month).exclude(process__in=earlier).values_list("process", flat=True).iterator()


def stamp(month: str) -> str:
    """By which a file that has not changed is known again: how far each process of the month has come, and by which code it is told."""
    moved = moved_in(month).values("process")
    contracts = models.Contract.objects.filter(procurement__in=moved).values("docket")
    lines = models.Docket.objects.filter(Q(number__in=moved) | Q(number__in=contracts)).order_by("number")
    told = hashlib.sha256(f"{code()} {settings.OPERIS_OCID_PREFIX}\n".encode())
    for number, acts, state in lines.values_list("number", "acts", "state").iterator():
        told.update(f"{number} {acts} {state}\n".encode())
    return told.hexdigest()[:32]


def told_in(month: str, edition: Edition, known: str) -> Iterator[Json]:
    """The releases of the month, process by process."""
    for number in moved_in(month).values_list("process", flat=True).iterator():
        found = _record(number, edition.calendar, edition.language, known)
        yield from (one for one in (found or {}).get("releases", ()) if one["date"].startswith(month))


def records_of(month: str, edition: Edition, known: str) -> Iterator[Json]:
    found = (_record(number, edition.calendar, edition.language, known) for number in begun_in(month))
    return (one for one in found if one is not None)


def compiled_of(month: str, edition: Edition, known: str) -> Iterator[Json]:
    return (one["compiledRelease"] for one in records_of(month, edition, known))


@lru_cache(maxsize=BESIDE)
def _record(number: str, calendar: Calendar, language: str, _stamp: str) -> Json | None:
    """Files of one month tell of the same processes: they are remembered while all of them are weighed."""
    return record(number, calendar, language)


def head(edition: Edition) -> Json:
    """What each package says of itself."""
    return {"uri": edition.address, "version": VERSION, "publisher": {"name": settings.OPERIS_SITE_NAME}, "license": LICENCE,
            "extensions": list(EXTENSIONS)}  # fmt: skip


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def package(name: str, items: Iterable[Json], edition: Edition) -> Iterator[str]:
    """A package in pieces; published it was when the newest thing in it was."""
    yield f"{written(head(edition))[:-1]},{written(name)}:["
    newest, between = "", "\n"
    for one in items:
        newest = max(newest, one.get("date") or one["compiledRelease"]["date"])
        yield f"{between}{written(one)}"
        between = ",\n"
    yield f'\n],"publishedDate":{written(newest)}}}\n'


def lines(items: Iterable[Json], _edition: Edition) -> Iterator[str]:
    return (f"{written(one)}\n" for one in items)


def table(items: Iterable[Json], _edition: Edition) -> Iterator[str]:
    yield BOM + row(COLUMNS)
    for one in items:
        yield from (row(cells) for cells in lots_of(one))


def row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def columns(items: Iterable[Json], _edition: Edition) -> Iterator[bytes]:
    from operis.opendata.parquet import parquet_of  # its library is large: whoever asks for no such file does not carry it

    return parquet_of(items)


def releases_package(items: Iterable[Json], edition: Edition) -> Iterator[str]:
    return package("releases", items, edition)


def records_package(items: Iterable[Json], edition: Edition) -> Iterator[str]:
    return package("records", items, edition)


PARQUET = "application/vnd.apache.parquet"
JSON, LINES, CSV = "application/json; charset=utf-8", "application/jsonl; charset=utf-8", "text/csv; charset=utf-8"
FILES: Mapping[tuple[str, str], File] = {
    (one.folder, one.form): one
    for one in (
        File("releases", "json", JSON, Label("Releases of the month, as a package", "当月发布包"), told_in, releases_package),
        File("releases", "jsonl", LINES, Label("Releases of the month, one a line", "当月发布，每行一条"), told_in, lines),
        File("records", "json", JSON, Label("Records of the processes that began in it, as a package", "当月开始的采购过程记录包"),
             records_of, records_package),
        File("compiled", "jsonl", LINES, Label("The same processes as they stand now, one a line", "上述采购过程的当前状态，每行一个"),
             compiled_of, lines),
        File("lots", "csv", CSV, Label("The same as a table, one line a lot", "上述内容的表格，每行一个采购包"), compiled_of, table),
        File("lots", "parquet", PARQUET, Label("The same table for programs that add up columns", "同一表格，供按列统计的程序使用"),
             compiled_of, columns),
    )
}  # fmt: skip
"""By folder and form."""


def pieces(file: File, month: str, edition: Edition, known: str) -> Iterator[bytes] | None:
    """The bytes of a file; None where there is nothing to put in it. `known` is the stamp of the month."""
    items = file.items(month, edition, known)
    first = next(items, None)
    if first is None:
        return None
    return (one if isinstance(one, bytes) else one.encode() for one in file.text(chain((first,), items), edition))


@dataclass(frozen=True)
class Weighed:
    """How large a file is, and its SHA-256."""

    size: int
    sha256: str


@lru_cache(maxsize=REMEMBERED)
def weighed(folder: str, form: str, month: str, edition: Edition, known: str) -> Weighed | None:
    """Of a file as it is, remembered for as long as it stays so; None where there is none."""
    text = pieces(FILES[folder, form], month, edition, known)
    if text is None:
        return None
    told, size = hashlib.sha256(), 0
    for data in text:
        told.update(data)
        size += len(data)
    return Weighed(size, told.hexdigest())
