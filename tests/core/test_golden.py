"""What was stored once is read for ever, and what is stored today looks the same."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, repeat
from typing import Any

import pytest

from operis.core.acts import act_classes
from operis.core.codec import Encoded, canonical, commitment, decode, encode
from operis.core.fields import Field, Withheld, load, walk
from operis.core.findings import Ground
from operis.core.kinds import ManyKind, OptionalKind
from operis.core.mandates import THE_CLOCK, Mandate
from operis.dockets.bid.terms import BidContent
from tests.core import golden
from tests.core.instances import example

EMPTY: tuple[Any, ...] = (None, [], False)


def decoded(stored: dict[str, Any]) -> Any:
    return decode(stored["act"], {path: one["value"] for path, one in stored["private"].items()})


def again(stored: dict[str, Any]) -> Encoded:
    salts = iter([bytes.fromhex(one["salt"]) for one in stored["private"].values()])
    return encode(decoded(stored), lambda: next(salts))


def test_no_golden_file_is_missing() -> None:
    """`python -m tests.core.golden` writes those of new kinds."""
    assert [name for name in golden.FILES if not (golden.FOLDER / name).exists()] == []


def added(now: Any, then: Any, *at: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Fields of the act, and of records within it, that are said now and were not then, with the names that lead there."""
    if isinstance(now, dict) and isinstance(then, dict):
        for name, value in now.items():
            yield from added(value, then[name], *at, name) if name in then else (((*at, name), value),)
    elif isinstance(now, list) and isinstance(then, list):
        for one, other in zip(now, then, strict=True):
            yield from added(one, other, *at)


def field_at(record: type, *at: str) -> Field:
    one = walk(record)[at[0]]
    kind: Any = one.kind
    while isinstance(kind, (ManyKind, OptionalKind)):
        kind = kind.of
    return field_at(kind.record, *at[1:]) if at[1:] else one


@pytest.mark.parametrize("path", sorted((golden.FOLDER / "acts").glob("*.json")), ids=lambda path: str(path.stem))
def test_an_act_that_was_stored_comes_back_and_is_stored_the_same(path: Any) -> None:
    """A field that a younger version added is the only thing that may be new, and it is empty."""
    for stored in golden.read(f"acts/{path.name}"):
        encoded = again(stored)
        lifted = encoded.act["version"] != stored["act"]["version"]
        new = [] if lifted else list(added(encoded.act["fields"], stored["act"]["fields"]))
        assert all(value in EMPTY for _, value in new)
        assert all(field_at(type(decoded(stored)), *at).later for at, _ in new)
        assert lifted or {**encoded.act, "fields": known_then(encoded.act["fields"], stored["act"]["fields"])} == stored["act"]
        assert {one.path: {"salt": one.salt.hex(), "value": one.value} for one in encoded.private} == stored["private"]


@pytest.mark.parametrize("path", sorted((golden.FOLDER / "acts").glob("*.json")), ids=lambda path: str(path.stem))
def test_a_commitment_is_that_of_its_salt_and_value(path: Any) -> None:
    for stored in golden.read(f"acts/{path.name}"):
        public = decode(stored["act"])
        for pointer, one in stored["private"].items():
            name = pointer.removeprefix("/act/fields/")
            committed = stored["act"]["fields"][name]["private"]
            assert commitment(bytes.fromhex(one["salt"]), one["value"]) == committed
            assert getattr(public, name) == Withheld(committed)


def known_then(now: Any, then: Any) -> Any:
    """What is said now without the fields, of the act or of a record in it, that a younger version added."""
    if isinstance(now, dict) and isinstance(then, dict):
        return {name: known_then(value, then[name]) for name, value in now.items() if name in then}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [known_then(one, other) for one, other in zip(now, then, strict=True)]
    return now


def test_the_golden_acts_are_those_of_the_examples() -> None:
    for cls in act_classes():
        for stored, full in zip(golden.read(f"acts/{cls.kind}.{cls.version}.json"), (True, False), strict=True):
            made, salts = example(cls, full=full), [bytes.fromhex(one["salt"]) for one in stored["private"].values()]
            encoded = encode(made, partial(next, chain(salts, repeat(bytes(32)))))  # a private field that is younger comes after them
            known = known_then(encoded.act["fields"], stored["act"]["fields"])
            for one in encoded.private:  # what was kept then is committed to, without what a younger version added in it
                if then := stored["private"].get(one.path):
                    said = known_then(one.value, then["value"])
                    known[one.path.removeprefix("/act/fields/")] = {"private": commitment(one.salt, said)}
            assert known == stored["act"]["fields"]
            assert decoded(stored).happened == made.happened
            assert len(stored["act"]["happened"]) == len("2026-03-02T09:30:00+08:00" if full else "2026-03-02")


@pytest.mark.parametrize("name", ["entry.json", "finding.json", "mandates.json", "rows.json", "sealed-with-answers.json"])
def test_the_form_has_not_changed(name: str) -> None:
    assert golden.as_stored(golden.FILES[name]()) == golden.read(name)


def test_a_decision_of_then_is_read_now() -> None:
    """What a rule says may change; what was said is read as it was stored."""
    stored, now = golden.read("case.json"), golden.as_stored(golden.decided())
    assert [Ground.load(note).plain() for note in stored["notes"]] == stored["notes"]
    known = [typed(known_then(act["act"], then["act"])) for act, then in zip(now["acts"], stored["acts"], strict=True)]
    assert [typed(known_then(again(act).act, act["act"])) for act in stored["acts"]] == known


def typed(act: dict[str, Any]) -> dict[str, Any]:
    """Without what was typed in a notice then, and comes from its plan now."""
    return {**act, "fields": {name: value for name, value in act["fields"].items() if name not in ("qualification", "reservation")}}


def test_a_request_is_known_again_by_its_digest() -> None:
    for stored, now in zip(golden.read("commands.json"), golden.as_stored(golden.commands()), strict=True):
        docket = None if stored["command"] == "enter-file" else "DC-2026-S-0142"
        whole = {
            "command": stored["command"],
            "docket": docket,
            "fields": stored["fields"],
            "key": "k" * 22,
            "mandate": golden.MANDATE.plain(),
        }
        assert hashlib.sha256(canonical(whole)).hexdigest() == stored["digest"]
        assert now["fields"].items() >= stored["fields"].items()
        assert now["digest"] == stored["digest"] or now["fields"].keys() > stored["fields"].keys()


def test_stored_forms_come_back() -> None:
    assert Ground.load(golden.read("finding.json")) == golden.GROUND
    first, clock, bare = (Mandate.load(one) for one in golden.read("mandates.json"))
    assert (first, clock, bare.persons) == (golden.MANDATE, THE_CLOCK, ())


@pytest.mark.parametrize("name", golden.SEALED)
def test_a_sealed_bid_says_what_opens_it_and_nothing_of_what_it_offers(name: str) -> None:
    """Both ways of sealing have one form; kept by rule, the digest is that of the content's canonical JSON."""
    stored = golden.read(name)
    names = ["commitment", "envelopes", "header_sha256", "late_reason", "lot", "no", "round", "sealed_sha256", "sealing", "size", "stage"]
    assert [sorted(act["act"]["fields"]) for act in stored["acts"]] == [names, names]
    kept, own_key = (act["act"]["fields"] for act in stored["acts"])
    content = stored["content"].encode()
    assert (kept["sealed_sha256"], kept["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    assert [kept[name] for name in ("sealing", "header_sha256", "commitment", "envelopes")] == ["none", None, None, []]
    assert [own_key["sealing"], [one["holder"] for one in own_key["envelopes"]]] == ["shares", ["finance", "audit", "archives"]]
    assert all(again(act).act == act["act"] for act in stored["acts"])


@pytest.mark.parametrize(("name", "items", "answers"), [
    ("sealed.json", 0, False), ("sealed-with-items.json", 2, False), ("sealed-with-answers.json", 2, True),
])  # fmt: skip
def test_the_content_of_a_bid_that_was_sealed_comes_back(name: str, items: int, answers: bool) -> None:
    said = load(BidContent, json.loads(golden.read(name)["content"]))
    made = example(BidContent, full=True)
    offers = made.offers if answers else tuple(replace(one, answers=None, documents=()) for one in made.offers)
    deviations, salt = (made.deviations, made.salt) if answers else (None, None)
    assert said == replace(made, items=made.items[:items], offers=offers, deviations=deviations, salt=salt)
