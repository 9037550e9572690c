"""Whatever is changed in a record is found, and the entry, checkpoint or end where it was done is named.

Each test walks over every place of the golden records. One change is allowed: private values may be shown no more, and then the
report says that they are not public.
"""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from operis.cli.verify import verifier
from tests.verifier.making import DOCKET, GOLDEN, Line, canonical, vkey, written

pytestmark = pytest.mark.slow
CHECK = verifier()
RECORDS = {name: [json.loads(line) for line in GOLDEN[name].splitlines()] for name in ("full.jsonl", "public.jsonl")}
LAST_HEAD = 9
CASES = [(name, at) for name, lines in RECORDS.items() for at in range(1, len(lines))]


@pytest.fixture(name="checked")
def _checked(tmp_path: Path) -> Callable[[bytes], Any]:
    def checked(content: bytes) -> Any:
        (tmp_path / "record.jsonl").write_bytes(content)
        try:
            return CHECK.verify(str(tmp_path / "record.jsonl"), vkey())
        except CHECK.Unreadable:
            return None
    return checked


def named(record: Any) -> set[str]:
    """Where something failed, by name; the whole file where it is no record any more."""
    return {"the file"} if record is None else {one["where"] for one in record.failed}


def name_of(lines: list[Line], at: int) -> str:
    """How a report names a line."""
    if "checkpoint" in lines[at]:
        return f"checkpoint {sum('checkpoint' in line for line in lines[:at + 1])} of the record"
    return f"the end of {DOCKET}" if "end" in lines[at] else f"{DOCKET} no. {at}"


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def parent(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path[:-1]:
        value = value[key]
    return value


def other_values(value: Any) -> Iterator[Any]:
    """Values that could stand there instead: nearly the same, or of another kind."""
    if isinstance(value, str):
        yield from (value + "x", value[:-1] + chr(ord(value[-1]) ^ 1) if value else "y", value.replace("2", "3"), value.upper())
    elif isinstance(value, bool):
        yield from (not value, int(value))
    elif isinstance(value, int):
        yield from (value + 1, -value, str(value))
    elif isinstance(value, list):
        yield from (value[::-1], [*value, *value[:1]], {})
    elif isinstance(value, dict):
        yield from ({**value, "x": None}, [value])
    yield from (None, "", 0)


def changes(value: Any) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each way to change, delete or swap one part of a value."""
    for path in places(value):
        old = parent(value, path)[path[-1]]
        for new in other_values(old):
            if new != old or type(new) is not type(old):
                changed = copy.deepcopy(value)
                parent(changed, path)[path[-1]] = new
                yield path, changed
        shorter = copy.deepcopy(value)
        del parent(shorter, path)[path[-1]]
        yield path, shorter
        holder = parent(value, path)
        if isinstance(holder, dict):
            for elsewhere in holder:
                swapped = copy.deepcopy(value)
                inside = parent(swapped, path)
                inside[path[-1]], inside[elsewhere] = inside[elsewhere], inside[path[-1]]
                if swapped != value:
                    yield path, swapped


def hides(before: Line, after: Line) -> bool:
    """Whether the only difference is that private values are shown no more, which anyone may do who passes a record on."""
    shown, still = before.get("private", {}), after.get("private", {})
    return (canonical({**before, "private": None}) == canonical({**after, "private": None}) and isinstance(still, dict)
            and all(path in shown and shown[path] == given for path, given in still.items()))


@pytest.mark.parametrize("name", RECORDS)
def test_each_field_of_the_first_line_changed_deleted_or_swapped_is_found(checked: Callable[[bytes], Any], name: str) -> None:
    header, *lines = RECORDS[name]
    for path, changed in changes(header):
        assert named(checked(written([changed, *lines]))), path


@pytest.mark.parametrize(("name", "at"), CASES)
def test_each_field_of_each_line_changed_deleted_or_swapped_is_found_and_named(checked: Callable[[bytes], Any], name: str, at: int) -> None:
    lines = RECORDS[name]
    for path, changed in changes(lines[at]):
        record = checked(written([*lines[:at], changed, *lines[at + 1:]]))
        if hides(lines[at], changed):
            assert (named(record), record.totals["not_public"] > 0) == (set(), True)
        else:
            assert (name_of(lines, at) if changed else f"{DOCKET} no. 6") in named(record), (path, changed)


@pytest.mark.parametrize(("name", "at"), [(name, at) for name, at in CASES if "entry" in RECORDS[name][at]])
def test_each_field_of_each_stored_entry_changed_deleted_or_swapped_is_found_and_named(
        checked: Callable[[bytes], Any], name: str, at: int) -> None:
    lines = RECORDS[name]
    for path, changed in changes(json.loads(lines[at]["entry"])):
        tampered = {**lines[at], "entry": canonical(changed)}
        assert name_of(lines, at) in named(checked(written([*lines[:at], tampered, *lines[at + 1:]]))), path


@pytest.mark.parametrize(("name", "at"), CASES)
def test_a_line_that_is_deleted_is_found_and_named(checked: Callable[[bytes], Any], name: str, at: int) -> None:
    lines = RECORDS[name]
    record = checked(written([*lines[:at], *lines[at + 1:]]))
    if at == LAST_HEAD:  # what leads to it leads nowhere now
        assert named(record) == {f"the end of {DOCKET}", *(f"{DOCKET} no. {no}" for no in range(1, 6))}
    elif "checkpoint" in lines[at]:  # the next one stands in its place and has lost the one before
        assert named(record) == {name_of(lines, at)}
    elif "withheld" in lines[at + 1]:  # which says no number of its own: the one after it does
        assert named(record) == {name_of(lines, at + 1)}
    else:
        assert named(record) == {name_of(lines, at)}


@pytest.mark.parametrize(("name", "at"), CASES)
def test_a_line_that_stands_twice_is_found_and_named(checked: Callable[[bytes], Any], name: str, at: int) -> None:
    lines = RECORDS[name]
    twice = [*lines[:at + 1], *lines[at:]]
    assert named(checked(written(twice))) & {name_of(lines, at), name_of(twice, at + 1)}


@pytest.mark.parametrize(("name", "at"), CASES)
def test_a_line_that_changed_places_or_stands_in_place_of_another_is_found_and_named(
        checked: Callable[[bytes], Any], name: str, at: int) -> None:
    lines = RECORDS[name]
    for place in range(1, len(lines)):
        if place != at:
            swapped = [*lines]
            swapped[at], swapped[place] = swapped[place], swapped[at]
            assert named(checked(written(swapped))) & {name_of(lines, at), name_of(lines, place)}
            instead = [*lines]
            instead[at] = lines[place]
            where = {name_of(lines, at), name_of(lines, place), name_of(instead, place), f"{DOCKET} no. 6", "checkpoint 1 of the record"}
            assert named(checked(written(instead))) & where


@pytest.mark.parametrize("name", RECORDS)
def test_foreign_lines_are_found_wherever_they_stand(checked: Callable[[bytes], Any], name: str) -> None:
    lines = RECORDS[name]
    proof = lines[1]["proof"]
    foreign = [{"entry": "{}", "index": 1, "proof": []}, {"leaf": proof[0], "index": 1, "proof": proof, "withheld": True}, {}, {"index": 1},
               {"remark": "x"}]
    for at in range(1, len(lines) + 1):
        for line in foreign:
            assert named(checked(written([*lines[:at], line, *lines[at:]])))
        for raw in (b"\n", b"x\n", b"[]\n", b"\xff\n", b'{"a":1,"a":1}\n'):
            assert named(checked(written(lines[:at]) + raw + written(lines[at:])))


@pytest.mark.parametrize("name", RECORDS)
def test_a_tail_cut_at_any_byte_is_found(checked: Callable[[bytes], Any], name: str) -> None:
    whole = GOLDEN[name]
    assert named(checked(whole[:-1])) == set()  # but for the last newline, which says nothing
    for length in [*range(0, len(whole) - 1, 31), *range(len(whole) - 300, len(whole) - 1)]:
        assert named(checked(whole[:length])), length


@pytest.mark.parametrize("name", RECORDS)
def test_each_byte_of_a_record_matters(checked: Callable[[bytes], Any], name: str) -> None:
    whole = GOLDEN[name]
    for place in range(0, len(whole), 7):
        assert named(checked(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])), place
