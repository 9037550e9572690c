"""What of a table is read, and what is wrong with it: for tests of tables that somebody brings."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.utils import translation
from openpyxl import Workbook

from operis.documents.importing.brought import IMPORTS, Brought, brought
from operis.documents.importing.tables import reason
from operis.strict_yaml import Malformed
from operis.weighing import Office
from tests.statute import book

HEAD = "预算编号,项目名称,预算项目,金额（元）,批复文号"
ROW = "BL-7,日间照料,2081006,860000,豫财〔2026〕1号"
OFFICE = Office(book())


def told(content: bytes, kind: str = "budget", spoken: str = "zh") -> Brought:
    return brought(IMPORTS[kind], content, OFFICE, spoken)


def lines(text: str) -> bytes:
    return text.encode()


def sheet(*rows: list[Any], change: Callable[[Workbook], None] = lambda book: None) -> bytes:
    """A workbook with these rows, after `change`."""
    made, out = Workbook(), io.BytesIO()
    for row in rows:
        made.worksheets[0].append(row)
    change(made)
    made.save(out)
    return out.getvalue()


def packed(content: bytes, parts: Mapping[str, Callable[[bytes], bytes]], more: Mapping[str, bytes] | None = None) -> bytes:
    """The same workbook with some of its parts changed, or with more of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, bytes)(old.read(name)))
        for name, added in (more or {}).items():
            new.writestr(name, added)
    return out.getvalue()


def why(table: Brought) -> list[tuple[int, str, str]]:
    """Row, column and reason of everything that is wrong, in English."""
    with translation.override("en"):
        return [(line.number, one.column.name if one.column else "", reason(one)) for line in table.bad for one in line.faults]


def unread(content: bytes, kind: str = "budget") -> str:
    with pytest.raises(Malformed) as refused:
        told(content, kind)
    (mistake,) = refused.value.mistakes
    return mistake.says.format(**mistake.facts)


HEADS = HEAD.split(",")
CELLS: list[Any] = ["BL-7", "日间照料", "2081006", 860000, "豫财〔2026〕1号"]
