"""Can each sentence fail? A whole purchase keeps all of them; one thing in its record otherwise, and the program names what is broken."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from operis.clerk import Entered
from operis.cli.verify import invariants
from operis.procedures import procedures
from tests.invariants.county import World, sentences
from tests.invariants.honest import Purchase

NUMBER, CONTRACT = "DC-2026-S-0001", "DC-2026-C-0001"
Record = dict[str, list[Any]]
KEPT: dict[str, Record] = {}


@pytest.fixture
def record(world: World) -> Record:
    """The record of a tender from its need to its filed contract."""
    if not KEPT:
        one = Purchase(world, "open-tender")
        while (move := one.next()) is not None:
            said = world.put(move.docket or None, move.asked, move.by)
            assert isinstance(said, Entered), [(ground.row, ground.finding) for ground in said.refusal.grounds]
            one.number = one.number or NUMBER
        KEPT["tender"] = world.dockets()
    return copy.deepcopy(KEPT["tender"])


def entry(record: Record, docket: str, kind: str) -> Any:
    return next(one for one in record[docket] if one["act"]["kind"] == kind)


def fields(record: Record, docket: str, kind: str) -> Any:
    return entry(record, docket, kind)["act"]["fields"]


def again(record: Record, docket: str, kind: str, **changed: Any) -> None:
    """One act more at the end of the docket, like an earlier one but for what is said."""
    one = copy.deepcopy(entry(record, docket, kind))
    one |= {"no": len(record[docket]), "entered": record[docket][-1]["entered"]}
    one["act"]["fields"] |= changed
    one["act"]["happened"] = record[docket][-1]["act"]["happened"]
    record[docket].append(one)


def ending(record: Record, ground: str, before: str = "") -> None:
    """The purchaser ends it, before the act of a kind or after all."""
    acts = record[NUMBER]
    place = next((no for no, one in enumerate(acts) if one["act"]["kind"] == before), len(acts))
    like = copy.deepcopy(entry(record, NUMBER, "implementation-plan-filed"))
    like["act"] = {
        "kind": "proceedings-terminated",
        "version": 1,
        "happened": acts[place - 1]["act"]["happened"],
        "fields": {"lots": [], "ground": ground, "reason": {"en": "So decided"}, "outside": None, "late_reason": None},
    }
    like["entered"] = acts[place - 1]["entered"]
    acts[place:] = [like]
    for no, one in enumerate(acts):
        one["no"] = no


def backdated(record: Record) -> None:
    one = entry(record, NUMBER, "notice-published")
    one["act"]["happened"] = "2026-01-05T09:00:00+08:00"
    one["notes"] = [{"row": "OURS-LATE"}]


def undeclared(record: Record) -> None:
    record[NUMBER] = [one for one in record[NUMBER] if one["act"]["kind"] != "recusal-declared"]


def noticed_after_the_end(record: Record) -> None:
    ending(record, "task-fell-away", before="bids-closed")
    again(record, NUMBER, "notice-published")


def overdrawn(record: Record) -> None:
    for one in record["DC-2026-G-0001"]:
        for line in one["act"]["fields"]["lines"]:
            line["amount"] = "1.00"


PLANTED: dict[str, list[Callable[[Record], object]]] = {
    "a_signed_text_stands": [
        lambda it: again(it, CONTRACT, "contract-drawn-up", price="1.00"),
        lambda it: fields(it, CONTRACT, "contract-signed").update(text_sha256="00" * 32),
    ],
    "a_contract_is_as_awarded": [
        lambda it: fields(it, CONTRACT, "contract-drawn-up").update(supplier="lake"),
        lambda it: fields(it, CONTRACT, "contract-drawn-up").update(price="850000.01"),
        lambda it: fields(it, CONTRACT, "contract-drawn-up").update(payment_days=31),
        lambda it: fields(it, CONTRACT, "contract-drawn-up").update(ends="2029-01-01"),
        lambda it: fields(it, CONTRACT, "contract-drawn-up").update(starts="2026-03-01", ends="2027-02-28"),
    ],
    "a_result_is_the_award": [
        lambda it: fields(it, NUMBER, "result-published")["awards"][0].update(supplier="lake"),
        lambda it: fields(it, NUMBER, "result-published")["awards"][0].update(price="1.00"),
        lambda it: fields(it, NUMBER, "result-published")["winners"][0].update(name={"en": "Lake"}),
    ],
    "no_ending_while_a_letter_stands": [lambda it: ending(it, "task-fell-away")],
    "no_ending_that_the_record_refutes": [
        lambda it: ending(it, "too-few", before="panel-formed"),
        lambda it: ending(it, "all-above-budget", before="panel-formed"),
    ],
    "nothing_happens_after_the_end": [
        noticed_after_the_end,
    ],
    "another_reviewed_the_plan": [
        lambda it: fields(it, NUMBER, "plan-reviewed").update(outcome="returned"),
        lambda it: fields(it, NUMBER, "plan-reviewed").update(reviewer="alice"),
        lambda it: fields(it, NUMBER, "plan-reviewed").update(written_by=["erin"]),
        lambda it: fields(it, NUMBER, "implementation-plan-filed").update(payment_days=29),
    ],
    "an_earlier_day_is_proved": [
        backdated,
        lambda it: entry(it, NUMBER, "notice-published")["act"].update(happened="2026-12-05T09:00:00+08:00"),
    ],
    "every_expert_was_drawn_or_consented_to": [
        lambda it: fields(it, NUMBER, "panel-formed").update(drawn=None),
        lambda it: fields(it, NUMBER, "panel-formed")["drawn"].update(link=None),
        lambda it: fields(it, NUMBER, "panel-formed")["members"][1].update(own_choice=True),
    ],
    "members_declare_before_they_judge": [
        undeclared,
        lambda it: fields(it, NUMBER, "panel-formed")["members"].pop(),
    ],
    "a_line_is_not_overdrawn": [overdrawn],
}


def saved(record: Record, folder: Path) -> list[str]:
    """As records that are downloaded, without what only a key can make."""
    for docket, entries in record.items():
        lines = [{"format": "operis/record/v1", "docket": docket}, *({"entry": json.dumps(one)} for one in entries)]
        (folder / f"{docket}.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf8")
    return [str(folder)]


def test_each_sentence_has_a_fault_that_breaks_it() -> None:
    assert PLANTED.keys() == {one.__name__ for one in sentences().SENTENCES}


@pytest.mark.django_db
def test_a_whole_purchase_keeps_every_sentence(record: Record, tmp_path: Path) -> None:
    assert sentences().broken(record) == []
    assert {one["act"]["kind"] for one in record[CONTRACT]} >= {"contract-signed", "publication-made", "filing-made"}
    assert invariants().main(saved(record, tmp_path)) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "place"), [(name, place) for name, faults in PLANTED.items() for place in range(len(faults))])
def test_a_planted_fault_is_found_by_name(
    record: Record, name: str, place: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    PLANTED[name][place](record)
    found = [one for one in sentences().broken(record) if one.weight == sentences().BROKEN]
    assert name in {one.sentence for one in found}
    assert invariants().main(saved(record, tmp_path)) == 1
    assert name in capsys.readouterr().out


def test_what_may_follow_an_end_is_what_the_procedures_list() -> None:
    """The program knows no procedure: its table is compared with theirs."""
    listed: dict[str, set[str]] = {kind: set() for kind in sentences().FOLLOWS}
    for one in procedures():
        for step in one.listed:
            if step.asked in one.follows:
                listed[one.kind] |= {make.act.kind for make in step.then}
    assert listed == {kind: set(acts) for kind, acts in sentences().FOLLOWS.items()}
