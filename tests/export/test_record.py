"""Records as they are exported: the golden ones, made from stored texts, private values, nodes and checkpoints."""

from collections.abc import Sequence
from typing import Any

import pytest

from operis.core.codec import Private
from operis.export.record import Kept, export_lines, sign_end
from operis.ledger.tree import ProofError, leaf_hash, node_hash
from tests.verifier.making import (
    DOCKET,
    GOLDEN,
    KEY,
    ORIGIN,
    PLACES,
    PRIVATE,
    SIZES,
    TEXTS,
    checkpoint,
    log,
    record,
    salt,
    vkey,
    written,
)

LEAVES = log(TEXTS)
CHECKPOINTS = [checkpoint(LEAVES[:size]) for size in SIZES]
ENTRIES = [Kept(place, text, tuple(Private(path, salt(name), value) for path, (name, value) in PRIVATE.get(no, {}).items()))
           for no, (place, text) in enumerate(zip(PLACES, TEXTS, strict=True))]
END = sign_end(ORIGIN, DOCKET, 5, 12, KEY)


def node(level: int, index: int) -> bytes:
    return LEAVES[index] if level == 0 else node_hash(node(level - 1, 2 * index), node(level - 1, 2 * index + 1))


def exported(entries: Sequence[Kept] = ENTRIES, *, private: bool = False, checkpoints: Sequence[str] = CHECKPOINTS,
             end: str = END) -> bytes:
    return "".join(export_lines(ORIGIN, vkey(), DOCKET, entries, node, checkpoints, private, end)).encode()


def test_what_may_be_read_in_full_is_the_golden_full_record() -> None:
    assert exported(private=True) == GOLDEN["full.jsonl"]


def test_without_private_values_and_with_an_entry_kept_back_it_is_the_golden_public_record() -> None:
    assert exported([*ENTRIES[:3], Kept(ENTRIES[3].index, None), ENTRIES[4]]) == GOLDEN["public.jsonl"]


def test_private_values_that_were_erased_are_left_out() -> None:
    erased: list[dict[str, Any]] = record(private=True)
    del erased[3]["private"]["/mandate/persons"]
    [contact, scan, _] = ENTRIES[2].private
    assert exported([*ENTRIES[:2], Kept(ENTRIES[2].index, TEXTS[2], (contact, scan)), *ENTRIES[3:]], private=True) == written(erased)
    del erased[3]["private"]
    assert exported([*ENTRIES[:2], Kept(ENTRIES[2].index, TEXTS[2]), *ENTRIES[3:]], private=True) == written(erased)


def test_a_record_needs_checkpoints_that_grow() -> None:
    assert exported(checkpoints=CHECKPOINTS[2:]) == written(record(sizes=SIZES[2:]))
    for wrong in ([], CHECKPOINTS[::-1], [*CHECKPOINTS, CHECKPOINTS[2]]):
        with pytest.raises(ValueError, match=r"^a record needs checkpoints that grow, not "):
            exported(checkpoints=wrong)


def test_an_entry_that_is_not_in_the_log_yet_cannot_be_exported() -> None:
    assert exported([Kept(6, TEXTS[3])], checkpoints=CHECKPOINTS[:2])
    with pytest.raises(ProofError, match=r"^a tree of 7 leaves has no leaf 7$"):
        exported([Kept(7, TEXTS[3])], checkpoints=CHECKPOINTS[:2])


def test_the_leaf_of_an_entry_is_that_of_its_stored_text() -> None:
    assert [leaf_hash(text.encode()) for text in TEXTS] == [LEAVES[place] for place in PLACES]
