"""Twenty days pass and nineteen are refused, at every door and in both languages; the number changed in the law, all doors follow.

For every other refusal see tests/test_refusals.py.
"""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.accounts.tokens import make_token
from operis.cli import check
from operis.core.decider import Refusal
from operis.core.mandates import Role
from operis.documents import checking
from operis.law.book import OWN
from operis.procedures.open_tender import OPEN_TENDER
from operis.registers import models, refusals
from tests.api.programs import Program, founded, installed, problem, token, told
from tests.ground.running import operis
from tests.procedures.documents import MARCH_2, filed, intended, intention, notice, plan
from tests.statute import ALICE, at, case
from tests.web.desk import confirm
from tests.web.reading import text
from tests.web.signed import signed_in

ROOT = Path(__file__).parent.parent
CASE = ROOT / "cases" / "constructed" / "twenty-days.yaml"
WORDS = {"en": "at least {days} days", "zh-hans": "至少{days}日"}


@pytest.fixture
def twenty_one(tmp_path: Path) -> Path:
    """Our law with one number changed."""
    folder = tmp_path / "law"
    shutil.copytree(OWN, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    row = folder / "cn" / "gpl.yaml"
    text = row.read_text("utf8")
    assert text.count("bidding_days_min: {2003-01-01: 20}") == 1
    row.write_text(text.replace("bidding_days_min: {2003-01-01: 20}", "bidding_days_min: {2003-01-01: 21}"), "utf8")
    return folder


@pytest.fixture
def fresh_office() -> Iterator[None]:
    """The office of the desk reads its law once; here it is read again."""
    clock.this_office.cache_clear()
    yield
    clock.this_office.cache_clear()


def checked(tmp_path: Path, days: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The rows that refuse a notice open for so many days, by `operis check`."""
    example = checking.example("notice")
    closes = MARCH_2 + timedelta(days=days)
    file = tmp_path / "notice.yaml"
    file.write_text(example.replace("2026-03-22T09:30", f"{closes}T09:30"), "utf8")
    check.main([str(file), "--law", "cn/41/county", "--on", "2026-03-02"])
    return [line.split()[1] for line in capsys.readouterr().out.splitlines() if line.startswith("refused")]


def ran(**environment: str) -> subprocess.CompletedProcess[str]:
    return operis(None, "run", str(CASE), **environment)


def why(client: Client, language: str) -> str:
    """The page of a refusal for nineteen days, as the office that was refused reads it."""
    decided = case(OPEN_TENDER)(intended(), filed()).when(notice(days=19)).decided
    assert isinstance(decided, Refusal)
    number = f"X-2026-{models.Refused.objects.count() + 1:06}"
    refusals.keep(number, "DC-2026-S-0001", notice(days=19), ALICE, at(MARCH_2), at(MARCH_2), "cn", decided, "")
    user = User.objects.get_or_create(email="alice@civil.example", defaults={"name": "Alice", "password": "!"})[0]
    office = install_office("purchasing", ALICE.body or "", Role.BUYER)
    grant = Grant.objects.get_or_create(user=user, office=office, first=date(2026, 1, 1))[0]
    answer = client.get(f"/{language}/why/{number}/", headers={"Authorization": f"Bearer {make_token(grant, clock.now())}"})
    assert answer.status_code == 200
    return answer.content.decode()


def planned(program: Program) -> str:
    """The docket of a plan of open tender that a program has filed."""
    return str(told(program.file(plan(need="DC-2026-N-0001")))["docket"])


def test_check_refuses_nineteen_and_lets_twenty_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, 20, capsys) == []
    assert checked(tmp_path, 19, capsys) == ["GPL-35"]


def test_run_refuses_nineteen_and_lets_twenty_pass() -> None:
    done = ran()
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("GPL-35") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_program_is_refused_nineteen_and_not_twenty(tmp_path: Path, settings: Settings, twenty_one: Path, language: str) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    founded()
    program = Program(token())
    docket = planned(program)
    [ground] = [one for one in problem(program.put(docket, notice(days=19)))["grounds"] if one["rule"] == "GPL-35"]
    assert (ground["facts"]["least"]["period"]["length"], ground["facts"]["earliest"]) == (20, {"day": "2026-03-22"})
    again = told(Program(program.secret, language).get(problem(program.put(docket, notice(days=19)))["instance"].removeprefix("/api/v1/")))
    assert WORDS[language].format(days=20) in next(one["says"] for one in again["grounds"] if one["rule"] == "GPL-35")
    settings.OPERIS_LAW = str(twenty_one)
    assert "GPL-35" in {one["rule"] for one in problem(program.put(docket, notice(days=20)))["grounds"] if one["blocks"]}
    settings.OPERIS_LAW = ""
    assert "GPL-35" not in {ground["rule"] for ground in told(program.put(docket, notice(days=20))).get("grounds", ())}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.usefixtures("fresh_office")
def test_an_officer_is_refused_nineteen_and_not_twenty(tmp_path: Path, settings: Settings, twenty_one: Path, language: str) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    county = founded()
    number = county.done(None, intention()).docket
    county.done(number, plan())
    client, path = signed_in(ALICE, language=language), f"/{language}/desk/{number}/publish-notice/"
    refused = confirm(client, path, notice(days=19))
    panel = text(refused)
    assert (refused.status_code, WORDS[language].format(days=20) in panel, WORDS[language].format(days=21) in panel) == (422, True, False)
    settings.OPERIS_LAW = str(twenty_one)
    clock.this_office.cache_clear()
    refused = confirm(client, path, notice(days=20), key="l" * 43)
    assert (refused.status_code, WORDS[language].format(days=21) in text(refused)) == (422, True)
    settings.OPERIS_LAW = ""
    clock.this_office.cache_clear()
    assert confirm(client, path, notice(days=20), key="m" * 43).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_of_the_refusal_says_it_in_both_languages(client: Client, language: str) -> None:
    assert WORDS[language].format(days=20) in why(client, language)


def test_another_number_in_the_law_and_the_command_line_follows(
    twenty_one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPERIS_LAW", str(twenty_one))
    assert checked(tmp_path, 21, capsys) == []
    assert checked(tmp_path, 20, capsys) == ["GPL-35"]
    done = ran(OPERIS_LAW=str(twenty_one))
    assert done.returncode == 1
    assert "refused under GPL-35; it should have passed" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("en", "21"), ("zh-hans", "21")])
def test_another_number_in_the_law_and_the_rule_page_follows(
    client: Client, twenty_one: Path, settings: Settings, language: str, words: str
) -> None:
    before = client.get(f"/{language}/rules/GPL-35/").content.decode()
    settings.OPERIS_LAW = str(twenty_one)
    after = client.get(f"/{language}/rules/GPL-35/").content.decode()
    assert f">{words}" in after
    assert f">{words}" not in before


def test_another_number_in_the_law_and_the_concordance_follows(twenty_one: Path) -> None:
    done, own = operis(None, "law", "concordance", OPERIS_LAW=str(twenty_one)), operis(None, "law", "concordance")
    assert (done.returncode, own.returncode) == (0, 0)
    assert done.stdout != own.stdout
    assert [line for line in done.stdout.splitlines() if "GPL-35" in line] != [line for line in own.stdout.splitlines() if "GPL-35" in line]
