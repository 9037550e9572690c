"""Does the command line enter a table as a page does, and say the same of what is wrong?"""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.cli import main
from operis.dockets.budget.acts import BudgetEntered
from operis.documents.importing.brought import IMPORTS
from operis.ledger import read
from operis.registers import models
from tests.api.programs import installed
from tests.ledger.county import FAYE, County
from tests.statute import OFFICE
from tests.web.signed import account

pytestmark = pytest.mark.django_db
HEAD, GOOD, BAD = "line,item,budget_item,amount,basis\n", "BL-7,Day care,2081006,860000,2026-1\n", "BL-8,Meals,2081007,much,2026-1\n"
PAPER = ("--paper", "2026-12")
BY = ("--by", "faye@finance.example", "finance-budget-finance", *PAPER, "--set", f"body={OFFICE}", "--set", "year=2027", "--lang", "en")


@pytest.fixture
def file(tmp_path: Path, settings: Settings) -> Path:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    (tmp_path / "keys" / "django").write_text("a key of this test")
    County().founded()
    account("faye@finance.example", FAYE)
    return tmp_path / "lines.csv"


def budgets() -> list[BudgetEntered]:
    numbers = models.Docket.objects.filter(kind="budget").order_by("number").values_list("number", flat=True)
    return [one.act for number in numbers for one in read.entries(number) if isinstance(one.act, BudgetEntered)]


def test_good_rows_are_entered_once_by_a_named_person(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEAD + GOOD)
    assert main(["import", "budget", str(file), *BY, "--check"]) == 0
    assert (capsys.readouterr().out, len(budgets())) == ("Rows that can be entered: 1. Rows that cannot: 0.\nAmount: CNY 860,000.00\n", 1)
    assert [main(["import", "budget", str(file), *BY]) for _ in range(2)] == [0, 0]
    told = capsys.readouterr().out
    (number,) = models.Docket.objects.filter(kind="budget").exclude(number="DC-2026-G-0001").values_list("number", flat=True)
    assert (f"Entered: {number}" in told, f"There already: {number}" in told) == (True, True)
    (entry,) = read.entries(number)
    assert (entry.mandate.by, len(entry.mandate.persons), entry.mandate.office) == ("import", 1, "finance-budget-finance")


def test_the_entry_names_the_administrator_who_decided_and_the_paper(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(HEAD + GOOD)
    monkeypatch.setenv("SUDO_USER", "wang")
    monkeypatch.setenv("LOGNAME", "root")
    assert main(["import", "budget", str(file), *BY]) == 0
    (number,) = models.Docket.objects.filter(kind="budget").exclude(number="DC-2026-G-0001").values_list("number", flat=True)
    (entry,) = read.entries(number)
    assert (entry.mandate.evidence, entry.mandate.decided_by) == ("wang (root): 2026-12", entry.mandate.persons[0])
    page = Client().get(f"/en/processes/{number}/").content.decode()
    assert "(entered by the administrator wang (root); paper: 2026-12)" in page


def test_without_a_paper_nothing_is_entered(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEAD + GOOD)
    with pytest.raises(SystemExit):
        main(["import", "budget", str(file), *(word for word in BY if word not in PAPER)])
    assert ("say by --paper NUMBER on which paper it was decided" in capsys.readouterr().err, len(budgets())) == (True, 1)


def test_with_a_bad_row_nothing_is_entered_unless_asked_and_the_bad_rows_are_written(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(HEAD + GOOD + BAD)
    assert (main(["import", "budget", str(file), *BY]), len(budgets())) == (1, 1)
    told = capsys.readouterr()
    assert f"{file}: 3: Amount (yuan): Write the amount in yuan" in told.err
    assert file.with_suffix(".rows-to-correct.xlsx").read_bytes().startswith(b"PK")
    bad = file.with_name("bad.csv")
    assert (main(["import", "budget", str(file), *BY, "--partial", "--bad", str(bad)]), len(budgets())) == (1, 2)
    assert "BL-8" in bad.read_text("utf-8-sig")


def test_what_is_asked_once_and_who_enters_it_are_told_by_name(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEAD + GOOD)
    for given, says in (
        (("--set", "years=2027"), "“years” is not asked here; there are: body, year."),
        (("--set", "year=soon"), "--set: /year: Write a whole number instead of “soon”."),
        (("--by", "nobody@x.example", "budget"), "nobody@x.example has no mandate in budget today."),
    ):
        assert main(["import", "budget", str(file), *BY, *given]) == 2
        assert capsys.readouterr().err == f"{says}\n"
    assert main(["import", "budget", str(file.with_name("none.csv")), *BY]) == 2
    assert len(budgets()) == 1


def test_a_text_that_is_missing_is_told_by_the_names_under_which_it_can_be_given(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(HEAD + GOOD)
    by = [one for one in BY if one not in ("--set", f"body={OFFICE}", "year=2027")]
    assert main(["import", "directory", str(file), *by, "--check"]) == 2
    assert "“title.zh / title.en” is missing." in capsys.readouterr().err


@pytest.mark.parametrize("kind", IMPORTS)
def test_a_template_is_written_for_every_kind_there_is(file: Path, kind: str) -> None:
    made = file.with_name("template.csv")
    assert main(["import", kind, "--template", str(made), "--lang", "en"]) == 0
    assert made.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_kind_that_no_table_brings_is_answered_with_those_there_are(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", "need", str(file), *BY])
    assert ended.value.code == 2
    assert "need cannot be entered from a table; there are: budget, directory, establishment" in capsys.readouterr().err
