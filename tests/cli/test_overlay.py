"""Which open dockets would an overlay change, and in what?"""

import json
import shutil
from pathlib import Path

import pytest
from pytest_django import Settings

from operis.cli import main
from operis.core.wording import Slug
from operis.dockets.procurement.commands import Terminate
from operis.registers import models
from tests.ledger.county import EIGHTH, County, small_plan
from tests.procedures.documents import notice, words

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LAW = Path(__file__).parent.parent.parent / "operis" / "law"
HENAN = (LAW / "cn" / "places" / "41.yaml").read_text("utf8")
COUNTY = "quota_services_fen: {2020-03-09: 30000000}"
PLANNED, NOTICED, ENDED = "DC-2026-S-0001", "DC-2026-S-0002", "DC-2026-S-0003"
PERIOD = """
  HA-NOTICE:
    article: null
    says: {en: The notice follows the plan., zh: 备案后发布公告。}
    kind: period
    applies: {objects: [services]}
    event: {from: implementation-plan-filed, to: notice-published, bound: max}
    terms: {notice_days_max: {2026-01-01: 60}}
    governed_by: act
    confidence: {rule: secondary, article: secondary}
    data: {place: '41', budgets: [{level: county}]}
"""


@pytest.fixture(autouse=True)
def county(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan without a notice, one with a notice, and one that was given up; each of 250,000 below a quota of 300,000."""
    monkeypatch.setenv("LANG", "C.UTF-8")
    settings.OPERIS_DATA = tmp_path
    (tmp_path / "keys").mkdir()
    for name in ("django", "ledger.pem"):
        (tmp_path / "keys" / name).write_text("a key of the tests")
    county = County().founded()
    county.done(None, small_plan())
    county.done(county.done(None, small_plan(need=county.need(), category="C05040101")).docket, notice())
    given_up = county.done(None, small_plan(need=county.need(), category="C05040102")).docket
    county.done(given_up, Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed")))
    models.YearSpend.objects.filter(docket=NOTICED).delete()  # what both plans come to together is asked elsewhere


def overlaid(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, *words: str, on: str = "2026-04-02") -> str:
    (tmp_path / "41.yaml").write_text(text, "utf8")
    assert main(["law", "what-if", str(tmp_path / "41.yaml"), "--law", "cn/41", "--on", on, *words]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def quota(first: str, fen: int) -> str:
    assert HENAN.count(COUNTY) == 1
    return HENAN.replace(COUNTY, COUNTY.replace("}", f", {first}: {int(fen)}}}"))


def test_a_lower_quota_reaches_the_plan_that_has_no_notice_yet_and_not_the_one_that_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = overlaid(tmp_path, capsys, quota("2026-04-01", 200_000_00))
    assert out.splitlines()[1:] == [
        "Procurements under way: 2. Of these the overlay would change: 1.",
        PLANNED,
        "    THR-HA-2020-C would read otherwise: quota_services_fen, 30000000 -> 20000000.",
        "    Implementation plan filed, a new finding (refused) under GPL-02a: CNY 250,000.00 reaches the quota of CNY 200,000.00 "
        "(Henan catalogue and standards, 2020 edition): the procurement law applies.",
    ]


def test_before_its_first_day_the_overlay_changes_no_docket(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = overlaid(tmp_path, capsys, quota("2026-04-01", 200_000_00), "--json", on="2026-03-31")
    assert json.loads(said)["dockets"] == {"looked_at": 2, "changed": []}


def test_a_quota_that_still_lies_above_the_plan_is_read_and_finds_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (changed,) = json.loads(overlaid(tmp_path, capsys, quota("2026-04-01", EIGHTH + 1), "--json"))["dockets"]["changed"]
    assert (changed["docket"], [row["after"] for row in changed["rows"]], changed["findings"]) == (PLANNED, [EIGHTH + 1], [])
    (changed,) = json.loads(overlaid(tmp_path, capsys, quota("2026-04-01", EIGHTH), "--json"))["dockets"]["changed"]
    assert [(one["what"], one["rule"], one["severity"]) for one in changed["findings"]] == [("begins", "GPL-02a", "refused")]


def test_a_finding_that_would_go_is_named_too(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    strict = tmp_path / "law"
    shutil.copytree(LAW, strict, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (strict / "cn" / "places" / "41.yaml").write_text(quota("2026-04-01", 200_000_00), "utf8")
    monkeypatch.setenv("OPERIS_LAW", str(strict))
    (changed,) = json.loads(overlaid(tmp_path, capsys, HENAN, "--json"))["dockets"]["changed"]
    assert [(one["what"], one["rule"], one["severity"]) for one in changed["findings"]] == [("ends", "GPL-02a", "refused")]


def test_a_period_that_a_plan_starts_is_told_with_its_days_while_no_notice_has_ended_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.loads(overlaid(tmp_path, capsys, HENAN + PERIOD, "--json"))
    assert [row["rule"] for row in said["rows"]] == ["HA-NOTICE"]
    period = {"from": "implementation-plan-filed", "to": "notice-published", "rule": "HA-NOTICE", "bound": "max",
              "before": None, "after": "2026-05-06"}  # fmt: skip
    assert {one["docket"]: one["periods"] for one in said["dockets"]["changed"]} == {PLANNED: [period], NOTICED: []}
    out = overlaid(tmp_path, capsys, HENAN + PERIOD, "--lang", "zh")
    assert [line for line in out.splitlines() if "HA-NOTICE" in line] == [
        "HA-NOTICE: added",
        "    HA-NOTICE将对其适用。",
        "    HA-NOTICE规定的“采购实施计划备案”至“采购公告发布”期限：- -> 2026-05-06",
        "    HA-NOTICE将对其适用。",
    ]


def test_a_period_that_has_run_out_is_no_longer_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for on, open_ in (("2026-05-06", 1), ("2026-05-07", 0)):
        said = json.loads(overlaid(tmp_path, capsys, HENAN + PERIOD, "--json", on=on))
        assert [len(one["periods"]) for one in said["dockets"]["changed"] if one["docket"] == PLANNED] == [open_]
