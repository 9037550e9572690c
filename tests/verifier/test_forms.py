"""An entry that the ledger itself signed is still held to the format: text, keys, numbers, times, commitments."""

import copy
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from operis.cli.verify import verifier
from tests.verifier.making import (
    DOCKET,
    ENTRIES,
    TEXTS,
    canonical,
    checkpoint,
    committed,
    end,
    log,
    note,
    record,
    vkey,
    written,
)

CHECK = verifier()
Failure = tuple[str, str]


@pytest.fixture(name="failures")
def _failures(tmp_path: Path) -> Callable[[Sequence[Any]], list[Failure]]:
    """Where and what failed, in a record of these lines."""
    def failures(lines: Sequence[Any]) -> list[Failure]:
        (tmp_path / "record.jsonl").write_bytes(written(lines))
        return [(one["where"], one["says"]) for one in CHECK.verify(str(tmp_path / "record.jsonl"), vkey()).failed]
    return failures


def with_text(text: str, no: int = 3) -> list[Any]:
    """A record, duly signed, in which the ledger stored this text."""
    return record([*TEXTS[:no], text, *TEXTS[no + 1:]])


def with_entry(pointer: str, value: Any, no: int = 3) -> list[Any]:
    """The same, with one value of an entry put there or, as `...`, taken away."""
    entry = copy.deepcopy(ENTRIES[no])
    *path, last = pointer.split("/")[1:]
    place: Any = entry
    for name in path:
        place = place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return with_text(canonical(entry), no)


def test_a_record_as_the_format_has_it_fails_nowhere(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    for lines in (record(), record(private=True), record(withheld=range(5)), record(sizes=[12]), record(sizes=range(1, 13)),
                  record(TEXTS[:1], places=[0], sizes=[1]), record([], places=[], sizes=[4]), record(places=[7, 8, 9, 10, 11])):
        assert failures(lines) == []


@pytest.mark.parametrize(("pointer", "value", "says"), [
    ("/v", ..., "v in the entry is missing, or should not be there"),
    ("/w", 1, "w in the entry is missing, or should not be there"),
    ("/act/kind", ..., "kind in /act is missing, or should not be there"),
    ("/law/place", "", "place in /law is missing, or should not be there"),
    ("/mandate/for", ..., "for in /mandate is missing, or should not be there"),
    ("/act", [], "/act is not of the right form"),
    ("/act/fields", [], "/act/fields is not of the right form"),
    ("/act/happened", "2026-02-30", "/act/happened is not of the right form"),
    ("/act/happened", "2026-03-02T09:30:00", "/act/happened is not of the right form"),
    ("/act/happened", "2026-03-02T24:00:00+08:00", "/act/happened is not of the right form"),
    ("/act/happened", 20260302, "/act/happened is not of the right form"),
    ("/act/kind", "", "/act/kind is not of the right form"),
    ("/act/version", 0, "/act/version is not of the right form"),
    ("/act/version", True, "/act/version is not of the right form"),
    ("/docket", "", "/docket is not of the right form"),
    ("/entered", "2026-03-05T01:30:00Z", "/entered is not of the right form"),
    ("/entered", "2026-03-05T01:30:00.000003+00:00", "/entered is not of the right form"),
    ("/entered", "2026-13-05T01:30:00.000003Z", "/entered is not of the right form"),
    ("/entered", None, "/entered is not of the right form"),
    ("/facts", [], "/facts is not of the right form"),
    ("/law/act_day", None, "/law/act_day is not of the right form"),
    ("/law/notice_day", "2026-3-2", "/law/notice_day is not of the right form"),
    ("/law/pack", "", "/law/pack is not of the right form"),
    ("/mandate/by", "robot", "/mandate/by is not of the right form"),
    ("/mandate/office", 7, "/mandate/office is not of the right form"),
    ("/mandate/persons", "u7", "/mandate/persons is not of the right form"),
    ("/mandate/persons", {"private": "u7"}, "/mandate/persons is not of the right form"),
    ("/mandate/role", None, "/mandate/role is not of the right form"),
    ("/no", -1, "/no is not of the right form"),
    ("/nonce", "0" * 63, "/nonce is not of the right form"),
    ("/nonce", "A" * 64, "/nonce is not of the right form"),
    ("/notes", {}, "/notes is not of the right form"),
    ("/request", None, "/request is not of the right form"),
    ("/v", 2, "/v is not of the right form"),
    ("/v", True, "/v is not of the right form"),
    ("/docket", "DC-2026-S-0143", "it belongs to DC-2026-S-0143"),
    ("/act/fields/a", {"private": "u7"}, "/act/fields/a is not a commitment"),
    ("/act/fields/a", {"private": None}, "/act/fields/a is not a commitment"),
])
def test_an_entry_has_exactly_its_keys_each_of_its_form(
        failures: Callable[[Sequence[Any]], list[Failure]], pointer: str, value: Any, says: str) -> None:
    assert failures(with_entry(pointer, value)) == [(f"{DOCKET} no. 4", says)]


@pytest.mark.parametrize(("pointer", "value"), [
    ("/act/happened", "2026-03-05"), ("/act/happened", "2026-03-05T09:30:00.000001+08:00"), ("/act/happened", "2026-03-05T01:30:00Z"),
    ("/law/notice_day", None), ("/mandate/by", "import"), ("/mandate/office", committed("office", "x")), ("/act/version", 2),
    ("/notes", [{"row": "GPL-35"}]), ("/facts", {"plan": None}), ("/entered", "2026-03-04T01:30:00.000002Z"), ("/act/fields/n", 2**53 - 1),
    ("/act/fields/private", {"private": "more", "than": "one"}),
])
def test_an_entry_may_say_so(failures: Callable[[Sequence[Any]], list[Failure]], pointer: str, value: Any) -> None:
    assert failures(with_entry(pointer, value)) == []


@pytest.mark.parametrize(("change", "why"), [
    (lambda text: text + " ", "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace('"v":1', '"v": 1'), "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace('"v":1', '"v":1,"v":1'), "not in its canonical form (RFC 8785)"),
    (lambda text: '{"v":1,' + text[1:].replace(',"v":1', ""), "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace("E1", "\\u00451"), "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace('"𠮷":{"a":null,"b":[true,"\u2028\x7f"]},"｡":1', '"｡":1,"𠮷":{"a":null,"b":[true,"\u2028\x7f"]}'),
     "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace("\\n", "\\u000a"), "not in its canonical form (RFC 8785)"),
    (lambda text: text.replace('"v":1', '"v":1.0'), "not a whole number: 1.0"),
    (lambda text: text.replace('"v":1', '"v":1e0'), "not a whole number: 1e0"),
    (lambda text: text.replace('"v":1', '"v":NaN'), "not a whole number: NaN"),
    (lambda text: text.replace('"v":1', '"v":-0'), "not a whole number below 2**53: -0"),
    (lambda text: text.replace('"v":1', f'"v":{2**53}'), f"not a whole number below 2**53: {2**53}"),
    (lambda text: text.replace('"v":1', f'"v":-{2**53}'), f"not a whole number below 2**53: -{2**53}"),
    (lambda text: text.replace('"v":1', '"v":' + "9" * 5000), "not a whole number below 2**53: " + "9" * 20),
    (lambda text: "", "Expecting value: line 1 column 1 (char 0)"),
    (lambda text: text[:-1], None),
    (lambda text: "[" * 100_000, None),
])
def test_a_stored_text_is_canonical(
        failures: Callable[[Sequence[Any]], list[Failure]], change: Callable[[str], str], why: str | None) -> None:
    changed = change(TEXTS[3])
    assert changed != TEXTS[3]
    [(where, says)] = failures(with_text(changed))
    assert where == f"{DOCKET} no. 4"
    assert says.startswith("its text is not JSON as a ledger stores it: ")
    assert says.endswith(why or "")


def test_a_stored_text_is_an_entry(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    for text in ("[]", "null", '"x"', "1"):
        assert failures(with_text(text)) == [(f"{DOCKET} no. 4", "its text is not an entry")]
    for no_text in (None, 7, [1], {"a": 1}):
        lines = record()
        lines[4]["entry"] = no_text
        assert failures(lines) == [(f"{DOCKET} no. 4", "its text is not text")]


def test_half_a_character_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "record").write_bytes(written(record()).replace(b'\\"E1\\"', b'\\"\\ud800\\"'))
    failed = CHECK.verify(str(tmp_path / "record"), vkey()).failed
    assert [(one["where"], one["says"]) for one in failed] == [(f"{DOCKET} no. 4", "its text is not text")]


def test_a_private_place_is_named_by_its_json_pointer(tmp_path: Path) -> None:
    lines = with_text(canonical({**ENTRIES[3], "notes": [{"a~b/c": committed("a", 1)}]}))
    (tmp_path / "record").write_bytes(written(lines))
    checked = CHECK.verify(str(tmp_path / "record"), vkey())
    assert (checked.failed, checked.not_public[-1]) == ([], {"docket": DOCKET, "no": 3, "path": "/notes/0/a~0b~1c"})


def test_numbers_follow_each_other(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    gap = [*TEXTS[:3], canonical({**ENTRIES[3], "no": 4}), canonical({**ENTRIES[4], "no": 5})]
    assert failures(record(gap)) == [
        (f"{DOCKET} no. 4", "in its place stands no. 5: entries are missing, doubled or not in order"),
        (f"{DOCKET} no. 6", "it does not belong here: the docket has 5 entries")]
    twice = [*TEXTS[:3], canonical({**ENTRIES[3], "no": 2}), TEXTS[4]]
    assert failures(record(twice)) == [
        (f"{DOCKET} no. 4", "in its place stands no. 3: entries are missing, doubled or not in order"),
        (f"{DOCKET} no. 4", "in its place stands no. 5: entries are missing, doubled or not in order")]


def test_entered_never_goes_back(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    same, before = "2026-03-04T01:30:00.000002Z", "2026-03-04T01:30:00.000001Z"
    assert failures(with_entry("/entered", same)) == []
    assert failures(with_entry("/entered", before)) == [
        (f"{DOCKET} no. 4", f"it was entered {before}, before the one ahead of it, {same}")]


def test_places_in_the_ledger_follow_each_other(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    assert failures(record(places=[0, 2, 6, 3, 11])) == [
        (f"{DOCKET} no. 4", "its place in the ledger, 3, is not after 6, that of the entry before")]
    no_index = "its index is not a whole number"
    for wrong, says in ((-1, no_index), (True, no_index), ("2", no_index),
                        (12, "it is not at place 12 of the 12 entries of the ledger: text, place or proof was changed")):
        lines = record()
        lines[2]["index"] = wrong
        assert failures(lines) == [(f"{DOCKET} no. 2", says)]


def test_a_proof_is_a_list_of_hashes_of_the_right_length(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    good = record()[2]["proof"]
    not_there = "it is not at place 2 of the 12 entries of the ledger: text, place or proof was changed"
    for proof, says in (
        (None, "the proof is not a list"),
        ([7], "7 is not a hash in base64"),
        (["A" * 44], f"'{'A' * 44}' is not a hash in base64"),
        ([good[0][:-2] + "B="], f"'{good[0][:-2]}B=' is not a hash in base64"),
        (good[:-1], not_there),
        ([*good, good[0]], not_there),
    ):
        lines = record()
        lines[2]["proof"] = proof
        assert failures(lines) == [(f"{DOCKET} no. 2", says)]


def test_what_is_withheld_says_so(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    for wrong in (False, 1, None, "true"):
        lines = record(withheld=[1])
        lines[2]["withheld"] = wrong
        assert failures(lines) == [(f"{DOCKET} no. 2", "withheld is not true")]


def test_private_values_are_those_committed_to(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    shape = "its private values are not a table of path, salt and value"
    changed = "the private value at /act/fields/contact is not the one that was entered"

    def with_private(value: Any) -> list[Failure]:
        lines = record(private=True)
        lines[3]["private"] = value
        return failures(lines)

    shown = record(private=True)[3]["private"]
    contact = shown["/act/fields/contact"]
    assert with_private({}) == with_private({"/act/fields/contact": contact}) == []
    for value, says in (
        ([], shape), ({"/act/fields/contact": []}, shape), ({"/act/fields/contact": {"salt": contact["salt"]}}, shape),
        ({"/act/fields/stands_until": contact}, "a private value is shown where the entry has none: /act/fields/stands_until"),
        ({"/act/fields/scan": contact}, "the private value at /act/fields/scan is not the one that was entered"),
        ({"/act/fields/contact": {**contact, "value": {"en": "Wang Wu", "zh": "王六"}}}, changed),
        ({"/act/fields/contact": {**contact, "salt": "0" * 64}}, changed), ({"/act/fields/contact": {**contact, "salt": "0"}}, changed),
        ({"/act/fields/contact": {**contact, "salt": None}}, changed),
    ):
        assert with_private(value) == [(f"{DOCKET} no. 3", says)]
    lines = record()
    lines[1]["private"] = {"/no": contact}
    assert failures(lines) == [(f"{DOCKET} no. 1", "a private value is shown where the entry has none: /no")]


def test_a_private_value_that_no_ledger_could_store_is_not_the_one_committed_to(tmp_path: Path) -> None:
    lines = written(record(private=True)).decode()
    for instead in ('"\\ud800"', "[" * 3000 + "]" * 3000):
        (tmp_path / "record").write_text(lines.replace('{"en":"Wang Wu","zh":"王五"}', instead))
        failed = CHECK.verify(str(tmp_path / "record"), vkey()).failed
        assert {one["where"] for one in failed} == {f"{DOCKET} no. 3"}


def test_checkpoints_grow_and_are_signed(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lost = "the checkpoint before it is missing or wrong"
    not_3, not_7 = (f"nothing shows that it contains the checkpoint before it, of {size} entries" for size in (3, 7))
    lines, leaves = record(), log(TEXTS)
    not_one = "it is not a checkpoint of demo.operis.example/ledger"
    for at, head, found in (
        (8, {**lines[8], "consistency": lines[9]["consistency"]}, [(2, not_3)]),
        (8, {**lines[8], "consistency": []}, [(2, not_3)]),
        (8, lines[7], [(2, not_3), (3, not_3)]),
        (8, {**lines[8], "checkpoint": checkpoint(leaves[:7], Ed25519PrivateKey.from_private_bytes(bytes(32)))},
         [(2, f"it is not signed by {vkey()}"), (3, lost)]),
        (8, {**lines[8], "checkpoint": checkpoint(leaves[:7][::-1])}, [(2, not_3), (3, not_7)]),
        (8, {**lines[8], "checkpoint": note("demo.operis.example/ledger\n07\nAAAA\n")}, [(2, not_one), (3, lost)]),
        (8, {**lines[8], "checkpoint": note("other.example\n7\nAAAA\n")}, [(2, not_one), (3, lost)]),
        (8, {**lines[8], "checkpoint": note("demo.operis.example/ledger\n7\nAAAA\nmore\n")}, [(2, not_one), (3, lost)]),
        (8, {**lines[8], "checkpoint": note("demo.operis.example/ledger\n7\nAAAA\n")}, [(2, "'AAAA' is not a hash in base64"), (3, lost)]),
        (7, {**lines[7], "consistency": lines[8]["consistency"]}, [(1, lost)]),
        (7, {"checkpoint": lines[7]["checkpoint"]}, [(1, "its line should not have just these: checkpoint"), (2, lost)]),
    ):
        assert failures([*lines[:at], head, *lines[at + 1:]]) == [(f"checkpoint {place} of the record", says) for place, says in found]


def test_a_note_is_whole(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lines = record()
    good = lines[8]["checkpoint"]
    dash = good.rindex("—")
    for wrong, says in (
        (None, "it is not a signed note"), ("", "it is not a signed note"), (good[:-1], "it is not a signed note"),
        (good.replace("\n\n", "\n"), "it is not a signed note"), (good.replace("\n7", "\r\n7"), "it is not a signed note"),
        (good + "x\n", "'x' is not a signature"), (good[:dash] + "-" + good[dash + 1:], None), (good[:dash] + "— a+b AAAAAAAA\n", None),
        (good[:dash] + "— demo.operis.example/ledger AAAA\n", None),
        (good[:-3] + "=\n", None), (good.replace("—", "— ", 1), None),
        (good.replace("\n7\n", "\n8\n"), f"the signature is wrong: it is not by {vkey()}, or what it signs was changed"),
    ):
        failed = failures([*lines[:8], {**lines[8], "checkpoint": wrong}, lines[9]])
        assert [where for where, _ in failed] == ["checkpoint 2 of the record", "checkpoint 3 of the record"]
        assert says in (None, failed[0][1])
    both = good + note(good[:good.index("\n\n") + 1], Ed25519PrivateKey.from_private_bytes(bytes(32)), "witness.example").split("\n\n")[1]
    assert failures([*lines[:8], {**lines[8], "checkpoint": both}, lines[9]]) == []


def test_without_a_last_checkpoint_nothing_shows_that_entries_are_in_the_ledger(tmp_path: Path) -> None:
    lines = record()
    for heads in ([], [{**lines[9], "checkpoint": None}], [{"checkpoint": lines[9]["checkpoint"], "consistency": 1.5}]):
        content = written(lines[:7]) + "".join(json.dumps(head) + "\n" for head in heads).encode()
        (tmp_path / "record").write_bytes(content)
        checked = CHECK.verify(str(tmp_path / "record"), vkey())
        assert (DOCKET, f"no checkpoint by {vkey()} ends it: nothing shows that its entries are in the ledger") in [
            (one["where"], one["says"]) for one in checked.failed]
        assert checked.checked == {"texts": 5}


def test_the_end_is_that_of_this_docket_and_of_the_newest_checkpoint(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lines = record()
    where = f"the end of {DOCKET}"
    for wrong, found in (
        (end(6, 12), [(f"{DOCKET} no. 6", "it is missing: the docket has 6 entries")]),
        (end(4, 12), [(f"{DOCKET} no. 5", "it does not belong here: the docket has 4 entries")]),
        (end(5, 11), [(where, "it speaks of 11 entries of the ledger, the newest checkpoint does not")]),
        (end(5, 12, "DC-2026-S-0143"), [(where, f"it is not the end of {DOCKET} in demo.operis.example/ledger")]),
        (end(5, 12, key=Ed25519PrivateKey.from_private_bytes(bytes(32))), [(where, f"it is not signed by {vkey()}")]),
        (note("operis/record-end/v1\n"), [(where, f"it is not the end of {DOCKET} in demo.operis.example/ledger")]),
        (note(f"operis/record-end/v1\nother.example\n{DOCKET}\nentries 5\nof 12\n"),
         [(where, f"it is not the end of {DOCKET} in demo.operis.example/ledger")]),
        (note(f"operis/record-end/v1\ndemo.operis.example/ledger\n{DOCKET}\nentries 05\nof 12\n"),
         [(where, f"it is not the end of {DOCKET} in demo.operis.example/ledger")]),
    ):
        assert failures([*lines[:6], {"end": wrong}, *lines[7:]]) == found
    assert failures([*lines[:6], *lines[7:], lines[6]]) == [(where, "it stands there twice, or after a checkpoint")]
    assert failures([*lines[:7], *lines[6:]]) == [(where, "it stands there twice, or after a checkpoint")]


def test_a_record_without_its_end_may_lack_entries(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lines = record()
    assert failures([*lines[:6], *lines[7:]]) == [
        (f"the end of {DOCKET}", "it is missing: nothing shows that no entry follows the last one")]


def test_an_entry_that_is_nested_too_deep_fails_and_nothing_breaks(tmp_path: Path) -> None:
    deep = "[" * 5000 + "]" * 5000
    text = TEXTS[3].replace('"quote":', f'"deep":{deep},"private":{{"private":"{"0" * 64}"}},"quote":')
    (tmp_path / "record").write_text("".join(json.dumps(line) + "\n" for line in with_text(text)))
    failed = CHECK.verify(str(tmp_path / "record"), vkey()).failed
    assert [one["where"] for one in failed] == [f"{DOCKET} no. 4"]
    assert failed[0]["template"] in {  # which of the two comes first is a matter of the Python that runs it
        "its text is not JSON as a ledger stores it: {fault}", "it is nested too deep to be checked"}


def test_entries_stand_before_the_end_and_the_checkpoints(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lines = record()
    late = [(f"{DOCKET} no. 5", "it stands after the end, or after a checkpoint")]
    missing = (f"{DOCKET} no. 5", "it is missing: the docket has 5 entries")
    assert failures([*lines[:5], *lines[6:7], lines[5], *lines[7:]]) == [missing, *late]
    end_missing = (f"the end of {DOCKET}", "it is missing: nothing shows that no entry follows the last one")
    assert failures([*lines[:5], *lines[7:], lines[5]]) == [*late, end_missing]


def test_a_record_of_another_ledger_than_its_key_fails(failures: Callable[[Sequence[Any]], list[Failure]]) -> None:
    lines = record()
    assert failures([{**lines[0], "origin": "other.example"}, *lines[1:]]) == [
        ("the first line", "the key is not of other.example, but of demo.operis.example/ledger")]


PAGE = "ab" * 32
NAMED = "  The page on which bids are sealed, as the notice names it (SHA-256): " + PAGE


@pytest.mark.parametrize(("facts", "told"), [({"sealing_page": {"sha256": {"text": PAGE}}}, [NAMED]), ({}, []),
                                             ({"sealing_page": {"sha256": 1}}, []), ({"sealing_page": {"sha256": {"text": "x"}}}, [])])
def test_the_page_on_which_bids_are_sealed_is_told_where_an_entry_names_it(facts: Any, told: list[str], tmp_path: Path) -> None:
    texts = [*TEXTS[:-1], canonical({**ENTRIES[-1], "facts": facts})]
    (tmp_path / "record.jsonl").write_bytes(written(record(texts)))
    found = CHECK.verify(str(tmp_path / "record.jsonl"), vkey())
    assert found.failed == []
    assert [line for line in CHECK.tell(found, str.format) if "sealed" in line] == told
