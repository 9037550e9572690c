"""A panel asks a supplier: the form names those whose bids are still compared, and no bidder that is out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, REFUSES, until
from tests.web.panels import sits

pytestmark = pytest.mark.django_db
THIRD = "    - {supplier: s3, result: valid}\n  acts: [bids-examined]\n- at: 2026-03-23T10:50"
OUT = "result: invalid, ground: unacceptable-conditions, reason: It asks to be paid a year ahead"


@pytest.mark.parametrize(("language", "out"), [("en", False), ("en", True), ("zh-hans", True)])
def test_who_is_out_is_not_asked(tmp_path: Path, settings: Settings, language: str, out: bool) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    path = tmp_path / "case.yaml"
    case = REFUSES.read_text(encoding="utf-8")
    path.write_text(case.replace(THIRD, THIRD.replace("result: valid", OUT)) if out else case, encoding="utf-8")
    until("examine-bids", "examine-bids", path=path)
    clock.set_demo_clock(datetime(2026, 3, 23, 2, 40, tzinfo=UTC))
    page = sits("First expert", language).get(f"/{language}/desk/{PROCUREMENT}/ask-explanation/").content.decode()
    listed = page.partition('name="supplier"')[2].partition("</fieldset>")[0].partition("</select>")[0]
    assert [name for name in ("Sunrise", "Brook", "Hill") if name in listed] == ["Sunrise", "Brook", *([] if out else ["Hill"])]
