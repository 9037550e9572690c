"""A process that makes the registers anew is killed at each statement, and beside its commit; then it is looked at what is there.

python -m tests.ledger.remaking

Every so many statements, and the last three steps.
"""

import json
from collections.abc import Callable
from typing import Any

from tests.ledger.yard import kill_me, killed, made

made()

from django.db import connection, connections  # noqa: E402

from operis.clerk import remake  # noqa: E402
from operis.cli import _tables  # noqa: E402
from operis.registers import tables  # noqa: E402
from tests.ledger.county import County, small_plan  # noqa: E402
from tests.ledger.tables import registers  # noqa: E402
from tests.procedures.documents import intention  # noqa: E402
from tests.statute import calendar  # noqa: E402

EVERY = 7
"""Of so many statements one is died at."""


def steps(step: int | None) -> list[int]:
    """Count the steps from now on, and die at one: before each statement, before the commit, after it."""
    passed = [0]
    here = connections["default"]
    commit = here.commit

    def pass_by() -> None:
        if passed[0] == step:
            kill_me()
        passed[0] += 1

    def before_statement(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        pass_by()
        return execute(sql, params, many, context)

    def committing() -> None:
        pass_by()
        commit()
        pass_by()

    here.execute_wrappers.append(before_statement)
    here.__dict__["commit"] = committing
    return passed


def older() -> None:
    """As another version left it: one column less, one more, a row that says something else."""
    for statement in (
        "ALTER TABLE register_docket DROP COLUMN kept",
        "ALTER TABLE register_party ADD COLUMN of_before text NOT NULL DEFAULT '-'",
        "UPDATE register_party SET name_zh = 'of before'",
        f"UPDATE {tables.CODE} SET sources = 'other'",
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def remaking() -> dict[str, Any]:
    county = County().founded()
    county.done(None, intention())
    county.done(None, small_plan())
    whole, passed = registers(), steps(None)
    remake(calendar())
    count, wrong, finished = passed[0], [], []
    connections["default"].execute_wrappers.clear()
    del connections["default"].__dict__["commit"]
    for step in sorted({*range(0, count, EVERY), *range(count - 3, count)}):
        older()
        left = tables.columns()

        def die(step: int = step) -> None:
            steps(step)
            remake(calendar())

        if not killed(die):
            wrong.append(f"{step}: came to the end")
        if tables.follow():
            finished.append(count - step)
        elif tables.columns() != left:
            wrong.append(f"{step}: half made")
        if why := _tables.follow():
            wrong.append(f"{step}: {why}")
        if registers() != whole:
            wrong.append(f"{step}: other rows")
    return {"steps": count > 100, "wrong": wrong, "finished": finished}


if __name__ == "__main__":
    print(json.dumps(remaking()))
