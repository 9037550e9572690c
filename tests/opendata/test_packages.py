"""What is in the files of a month, and are they the same bytes each time?"""

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from django.test import Client
from pytest_django import Settings

from operis.clerk import rebuild
from operis.documents.lawbook import calendar
from operis.opendata.packages import FILES, Edition, months, pieces, stamp, years
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES, running
from tests.ledger.county import County

pytestmark = pytest.mark.django_db
CASE = CASES / "real" / "zhaosu-canteen.yaml"
EDITION = Edition("zh", "http://testserver/x.json", calendar())


@pytest.fixture
def gone(tmp_path: Path, settings: Settings, db: None) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    list(running(CASE).run())


def text(folder: str, form: str, month: str) -> str | None:
    found = pieces(FILES[folder, form], month, EDITION, stamp(month))
    return None if found is None else b"".join(found).decode()


def answered(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def every() -> list[str]:
    known = years()
    assert known is not None
    return [month for year in range(known[0], known[1] + 1) for month in months(year)]


@pytest.mark.usefixtures("gone")
def test_each_release_is_in_the_file_of_its_month_and_each_process_in_one() -> None:
    releases = [json.loads(line) for month in every() for line in (text("releases", "jsonl", month) or "").splitlines()]
    packages = [json.loads(found) for month in every() if (found := text("releases", "json", month))]
    assert [one for package in packages for one in package["releases"]] == releases
    assert all(package["publishedDate"] == max(one["date"] for one in package["releases"]) for package in packages)
    assert len({one["date"][:7] for one in releases}) == len(packages) > 1
    records = [one for month in every() if (found := text("records", "json", month)) for one in json.loads(found)["records"]]
    compiled = [json.loads(line) for month in every() for line in (text("compiled", "jsonl", month) or "").splitlines()]
    assert [one["compiledRelease"] for one in records] == compiled
    assert sorted(one["ocid"] for one in compiled) == sorted({one["ocid"] for one in releases})
    assert sum(len(one["releases"]) for one in records) == len(releases)
    lots = [line for month in every() for line in (text("lots", "csv", month) or "").splitlines()[1:]]
    assert len(lots) == sum(len(one["tender"].get("lots", [1])) for one in compiled)


@pytest.mark.usefixtures("gone")
def test_the_same_file_has_the_same_bytes_and_who_has_it_is_told_so() -> None:
    month, client = every()[0], Client()
    path = f"/en/data/releases/{month}.json"
    first, again = client.get(path), client.get(path)
    content = answered(first)
    assert (content, content[-1:]) == (answered(again), b"\n")
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    sums = client.get(f"{path}.sha256").content.decode()
    assert sums == f"{hashlib.sha256(content).hexdigest()}  releases-{month}.json\n"
    before = stamp(month)
    models.Docket.objects.filter(number__in=models.Told.objects.filter(month=month).values("process")).update(acts=99)
    assert stamp(month) != before
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.usefixtures("gone")
def test_a_rebuild_finds_the_same_months() -> None:
    before = list(models.Told.objects.order_by("process", "month").values_list("process", "month"))
    rebuild(calendar())
    assert list(models.Told.objects.order_by("process", "month").values_list("process", "month")) == before
    assert len(before) > 1


def test_where_nothing_was_entered_there_is_no_file(founded: County) -> None:
    client = Client()
    for path in ("releases/2026-03.json", "releases/2026-13.json", "nothing/2026-03.json", "releases/2026-03.xml", "processes/X.json",
                 "processes/DC-2026-N-0001.json", "processes/DC-2026-F-0001.json", "processes/%00.json", "releases/%00.json"):
        assert client.get(f"/en/data/{path}").status_code == 404
    assert client.get("/en/data/").status_code == 200
    assert client.get("/en/data/?year=2026").status_code == 404


@pytest.mark.usefixtures("gone")
def test_the_table_for_programs_has_the_lines_of_the_other_with_typed_columns() -> None:
    for month in every():
        table, found = text("lots", "csv", month), pieces(FILES["lots", "parquet"], month, EDITION, stamp(month))
        assert (table is None) == (found is None)
        if table is None or found is None:
            continue
        rows = pyarrow.parquet.read_table(pyarrow.BufferReader(b"".join(found))).to_pylist()
        assert [[as_text(value) for value in row.values()] for row in rows] == [
            [as_text(Decimal(cell)) if name.endswith("_yuan") and cell else cell for name, cell in row.items()]
            for row in csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
        ]
        assert {type(row["budget_yuan"]) for row in rows} <= {Decimal, type(None)}


def as_text(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value) if value is not None else ""
