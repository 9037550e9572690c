"""Is a refusal that somebody takes away or changes found, though nobody signs refusals?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from operis import clock
from operis.clerk import Refused
from operis.cli import init, main
from operis.export import looking
from operis.ledger.outside import remembered
from tests.ledger.county import FAYE, County, consultation
from tests.procedures.documents import plan

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ALL = "The refusals X-2026-000001 to 000003 are not those that the last sound look saw"


def run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> list[str]:
    return [seen.words() for seen in clock.look_over().findings]


@pytest.fixture(name="county")
def _county(tmp_path: Path, settings: Settings) -> County:
    """Three refusals, which a look has seen."""
    settings.OPERIS_DATA, settings.OPERIS_WITNESS = tmp_path / "data", ""
    assert init.main([]) == 0
    county = County().founded()
    for _ in range(3):
        assert isinstance(county.ask(None, plan(), FAYE, reviewed=False), Refused)
    clock.sequence_once()
    assert found() == []
    return county


def gone(*counts: int) -> list[str]:
    return [f"The refusal X-2026-{count:06} is not there" for count in counts]


def all_of_it() -> None:
    run("DELETE FROM refusals")
    run("DELETE FROM counter WHERE name = 'X-2026'")


DAMAGES: dict[str, tuple[Callable[[], None], list[str]]] = {
    "one taken away": (lambda: run("DELETE FROM refusals WHERE number = 'X-2026-000002'"), [*gone(2), ALL]),
    "the last taken away": (lambda: run("DELETE FROM refusals WHERE number = 'X-2026-000003'"), [*gone(3), ALL]),
    "all taken away": (lambda: run("DELETE FROM refusals"), [*gone(1, 2, 3), ALL]),
    "all, and their counter": (all_of_it, [ALL]),
    "other grounds": (lambda: run("UPDATE refusals SET grounds = '[]' WHERE number = 'X-2026-000001'"), [ALL]),
    "another person": (lambda: run("UPDATE refusals SET persons = 'x' WHERE number = 'X-2026-000001'"), [ALL]),
    "counted under another row": (lambda: run("UPDATE refusals_under SET row = 'GPL-1' WHERE refusal = 'X-2026-000001'"), [ALL]),
    "not counted any more": (lambda: run("DELETE FROM refusals_under"), [ALL]),
    "the counter lowered": (
        lambda: run("UPDATE counter SET last = 2 WHERE name = 'X-2026'"), ["The counter of X-2026 says 2, and its numbers go to 3"],
    ),
    "the counter raised": (lambda: run("UPDATE counter SET last = 4 WHERE name = 'X-2026'"), gone(4)),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_taken_away_or_changed_is_told_each_night(county: County, damage: str) -> None:
    change, said = DAMAGES[damage]
    change()
    assert found() == said
    assert found() == said


def test_where_no_look_saw_them_a_gap_is_told_all_the_same(county: County) -> None:
    clock.looked().unlink()
    run("DELETE FROM refusals WHERE number < 'X-2026-000003'")
    assert found() == gone(1, 2)


def test_more_refusals_and_what_is_taken_back_are_no_damage(county: County) -> None:
    with transaction.atomic():
        county.ask(None, plan(), FAYE, reviewed=False)
        transaction.set_rollback(True)
    assert isinstance(county.ask(None, plan(), FAYE, reviewed=False), Refused)
    assert found() == []
    last = looking.last(clock.looked())
    assert last is not None
    assert last.refusals["X-2026"][0] == 4


def test_an_accepted_loss_begins_to_remember_anew(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "wang")
    all_of_it()
    remembered().unlink()
    assert main(["accept-loss", "--reason", "The disk failed", "--decided-by", "Li", "--paper", "2026-12", "--lang", "en"]) == 0
    county.done("DC-2026-N-0001", consultation())
    clock.sequence_once()
    assert found() == []
