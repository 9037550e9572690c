"""What does the table of lots say of a process that has no lot yet?"""

from typing import Any

from operis.opendata.flat import COLUMNS, values_of

YUAN = {"amount": 780000.0, "currency": "CNY"}


def told(**tender: Any) -> list[Any]:
    release = {"ocid": "o", "buyer": {"id": "b", "name": "B"}, "planning": {"budget": {"amount": YUAN}},
               "tender": {"id": "DC-2026-S-0002", "status": "planning", **tender}}  # fmt: skip
    return [line[COLUMNS.index("budget_yuan")] for line in values_of(release)]


def test_before_there_is_a_plan_the_budget_is_that_of_the_intention() -> None:
    assert told() == [780000.0]


def test_a_lot_has_its_own_budget_and_none_where_none_is_said() -> None:
    assert told(lots=[{"id": "1", "value": {"amount": 5.0}}, {"id": "2"}]) == [5.0, ""]
