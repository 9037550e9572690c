"""What happens when many put at once? Each scenario runs on a ledger of its own, in processes of their own."""

from typing import Any

import pytest
from django.db import connection

from tests.ledger.yard import observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]


def seen(scenario: str) -> Any:
    told = observed("competing", scenario)
    assert told["vendor"] == connection.vendor
    assert told["faults"] == []
    return told["saw"]


def test_of_64_plans_of_an_eighth_each_exactly_eight_pass() -> None:
    """Same body, year, budget item and category, without open tender: up to the open-tender amount, and not beyond it (REG-28).

    Each has its docket from its review on."""
    saw = seen("split")
    assert len(saw["entered"]) == len({*saw["entered"]} & {f"DC-2026-S-{number:04}" for number in range(1, 65)}) == 8
    assert len(saw["refused"]) == 56
    for _, rows, [facts] in saw["refused"]:
        assert rows == ["REG-28"]
        assert (facts["total"], facts["amount"]) == ({"money": "2250000.00"}, {"money": "2000000.00"})
        told = ", ".join(f"{one} (250000.00)" for one in saw["entered"])  # a fact of a refusal is kept as far as it has room
        assert told.startswith(facts["dockets"]["text"].removesuffix("…"))
        assert len(facts["dockets"]["text"]) > len(told) / 2


def test_one_request_put_sixteen_times_at_once_is_entered_once() -> None:
    saw = seen("repeats")
    for outcomes in (saw["docket"], saw["opens"]):
        assert [one[4] for one in outcomes].count(False) == 1
        assert [one[:4] for one in outcomes] == [outcomes[0][:4]] * 16


def test_of_sixteen_who_open_one_file_one_does() -> None:
    outcomes = seen("opening")
    assert sorted(one[0] for one in outcomes) == ["entered"] + ["refused"] * 15
    assert [one[1] for one in outcomes if one[0] == "refused"] == [["OURS-ONE"]] * 15


def test_who_comes_second_on_a_docket_sees_what_the_first_did() -> None:
    outcomes = seen("reading")
    assert sorted(one[0] for one in outcomes) == ["entered"] + ["refused"] * 15
    assert [one[1] for one in outcomes if one[0] == "refused"] == [["REG-28"]] * 15


def test_numbers_and_positions_have_no_gap_under_sixteen_writers_and_two_sequencers() -> None:
    assert seen("numbering") == {"placed": 7 + 320}


def test_registers_that_are_made_anew_while_others_write_are_right() -> None:
    assert seen("rebuilding") == {"same": True, "spends": 64}


@pytest.mark.parametrize(("scenario", "row"), [("lowering", "GPL-06"), ("refusing", "OURS-OPEN")])
def test_who_reads_what_is_being_written_waits_and_sees_it(scenario: str, row: str) -> None:
    """Else a plan would be entered after its money was taken away, or its body was refused, and stand on what was no more."""
    first, second = seen(scenario)
    assert (first[0], second[0]) == ("entered", "refused")
    assert second[1] == [row]
