"""Acts become canonical bytes and come back; what is private is committed to, salted, and may be withheld or erased."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from operis import procedures as procedures  # every act is registered
from operis.core import codec
from operis.core.acts import Act, act_classes
from operis.core.codec import (
    asked_twice,
    canonical,
    commitment,
    decode,
    encode,
    entry_bytes,
    lifts,
    loaded_entered,
    request_digest,
    stored_entered,
)
from operis.core.fields import Withheld, plain, walk
from operis.core.kinds import LARGEST
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.file.acts import FileEntered, FileReviewed
from operis.dockets.file.commands import EnterFile
from tests.core.instances import DAY, DAYS, FEW, MOMENT, example, instances, salts

ACTS = act_classes()
NAMES = [cls.kind for cls in ACTS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=4),
    max_leaves=20,
)


# Canonical JSON: RFC 8785


def test_the_example_of_the_standard_is_written_as_there() -> None:
    """Section 3.2.2, without its floats, which are never stored here."""
    value = {"string": '€$\u000f\nA\'B"\\\\"/', "literals": [None, True, False]}
    assert canonical(value).decode() == '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


def test_members_stand_in_the_order_of_utf_16() -> None:
    """Section 3.2.3; by code points the face would come after the Hebrew letter."""
    keys = ["\u20ac", "\r", "\ufb33", "1", "\U0001f600", "\u0080", "\u00f6"]
    assert list(json.loads(canonical(dict.fromkeys(keys, 0)))) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\ufb33"]
    assert canonical({"b": {"d": 1, "c": 2}, "a": [{"f": 1, "e": 2}]}) == b'{"a":[{"e":2,"f":1}],"b":{"c":2,"d":1}}'


def test_control_signs_are_escaped_in_their_shortest_form() -> None:
    assert canonical('\b\t\n\f\r"\\\x00\x1f\x7f/') == b'"\\b\\t\\n\\f\\r\\"\\\\\\u0000\\u001f\x7f/"'


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), LARGEST + 1, -LARGEST - 1, {1: "x"}, {"x": {"y": [0.5]}}, (1,), date(2026, 3, 2), b"x", "\ud800", {"\ud800": 1}],
)
def test_what_two_readers_could_take_differently_is_never_stored(value: object) -> None:
    with pytest.raises(ValueError, match=r"not storable|surrogates"):
        canonical(value)


@FEW
@given(JSON)
def test_what_is_stored_is_read_back_by_any_reader_and_stored_the_same(value: Any) -> None:
    stored = canonical(value)
    assert json.loads(stored) == value
    assert canonical(json.loads(stored)) == stored


# Acts


@pytest.mark.parametrize("cls", ACTS, ids=NAMES)
@FEW
@given(data=st.data())
def test_every_act_survives(cls: type[Act], data: st.DataObject) -> None:
    act = data.draw(instances(cls))
    encoded = encode(act, salts())
    stored = json.loads(canonical(encoded.act))
    assert decode(stored, {one.path: one.value for one in encoded.private}) == act
    private = ((name, one) for name, one in walk(cls).items() if one.private)
    committed = [f"/act/fields/{name}" for name, one in private if not one.later or getattr(act, one.attribute) is not None]
    assert sorted(one.path for one in encoded.private) == sorted(committed)


@pytest.mark.parametrize("cls", ACTS, ids=NAMES)
def test_no_field_of_an_act_is_lost_for_want_of_words(cls: type[Act]) -> None:
    assert list(asked_twice(cls)) == []


def test_a_field_without_words_is_found() -> None:
    from operis.core.fields import record

    @record
    class Lossy(Act):
        lost: int = 0

    assert list(asked_twice(Lossy)) == ["lost"]


def test_a_private_field_is_committed_to_whole_with_a_salt_of_its_own() -> None:
    act = example(FileEntered, full=True)
    encoded = encode(act, salts())
    kept, other_kept = encoded.private
    assert (other_kept.path, other_kept.value) == ("/act/fields/resident_number", "resident_number 1")
    assert (kept.path, kept.salt, kept.value) == ("/act/fields/contact", bytes(32), "contact 1")
    committed = hashlib.sha256(b"operis/private/v1" + bytes(32) + b'"contact 1"').hexdigest()
    assert encoded.act["fields"]["contact"] == {"private": committed}
    assert commitment(bytes(32), "contact 1") == committed
    other = encode(act, lambda: b"\x01" * 32)
    assert other.act["fields"]["contact"] != encoded.act["fields"]["contact"]


def test_that_nothing_is_there_is_private_too() -> None:
    encoded = encode(example(FileEntered, full=False), salts())
    assert encoded.private[0].value is None
    assert encoded.act["fields"]["contact"] == {"private": commitment(bytes(32), None)}


def test_that_a_later_private_field_is_empty_is_as_if_it_were_not_there() -> None:
    encoded = encode(example(FileEntered, full=False), salts())
    assert encoded.act["fields"]["resident_number"] is None
    assert [one.path for one in encoded.private] == ["/act/fields/contact"]
    assert decode(encoded.act, {"/act/fields/contact": None}) == example(FileEntered, full=False)


def test_what_is_withheld_or_erased_comes_back_as_its_commitment_and_is_stored_the_same() -> None:
    act = example(FileEntered, full=True)
    encoded = encode(act, salts())
    nothing: list[dict[str, Any] | None] = [None, {}]
    for private in nothing:
        withheld = decode(encoded.act, private)
        assert isinstance(withheld, FileEntered)
        contact, number = (Withheld(encoded.act["fields"][name]["private"]) for name in ("contact", "resident_number"))
        assert withheld == replace(act, contact=contact, resident_number=number)
        again = encode(withheld, salts())
        assert (again.act, again.private) == (encoded.act, ())


def test_a_withheld_value_of_any_kind_is_stored_the_same() -> None:
    for cls in act_classes():
        encoded = encode(example(cls, full=True), salts())
        again = encode(decode(encoded.act), salts())
        assert (again.act, again.private) == (encoded.act, ())


@pytest.mark.parametrize(("happened", "stored"), [(DAY, "2026-03-02"), (MOMENT, "2026-03-02T09:30:00+08:00")])
def test_an_act_happened_at_a_moment_or_on_a_day(happened: date | datetime, stored: str) -> None:
    act = replace(example(FileReviewed, full=True), happened=happened)
    encoded = encode(act, salts())
    assert encoded.act["happened"] == stored
    back = decode(encoded.act).happened
    assert (back, isinstance(back, datetime)) == (happened, isinstance(happened, datetime))


def test_a_kind_unknown_here_is_told() -> None:
    with pytest.raises(KeyError, match="file-burnt"):
        decode({"kind": "file-burnt", "version": 1, "happened": "2026-03-02", "fields": {}})


# Versions


@contextmanager
def lifting(kind: str, version: int) -> Iterator[None]:
    """One upcast registered for the test, and gone after it."""

    @lifts(kind, version)
    def _(fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "reason": {"en": fields["why"]}}

    try:
        yield
    finally:
        del codec._UPCASTS[kind, version]


def test_an_older_version_is_lifted_as_it_is_read_and_its_bytes_stay() -> None:
    stored = {"kind": "file-reviewed", "version": 0, "happened": "2026-03-02", "fields": {"result": "refused", "why": "No licence"}}
    kept = json.dumps(stored)
    with lifting("file-reviewed", 0):
        act = decode(stored)
    assert act == FileReviewed(happened=DAY, result=Slug("refused"), reason=Wording(en="No licence"))
    assert json.dumps(stored) == kept


def test_a_field_that_is_younger_than_the_text_takes_its_default() -> None:
    act = decode({"kind": "file-reviewed", "version": 1, "happened": "2026-03-02", "fields": {"result": "accepted"}})
    assert act == FileReviewed(happened=DAY, result=Slug("accepted"))


# Entries and requests


def test_an_entry_is_canonical_json_of_exactly_its_keys() -> None:
    stored = entry_bytes(
        act={}, docket="DC-2026-S-0142", no=0, entered=datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8))),
        facts={}, law={}, mandate={}, nonce=b"\xab" * 32, notes=[], request="00",
    )  # fmt: skip
    entry = json.loads(stored)
    assert list(entry) == sorted(entry)
    assert set(entry) == {"act", "docket", "entered", "facts", "law", "mandate", "no", "nonce", "notes", "request", "v"}
    assert (entry["entered"], entry["nonce"], entry["v"]) == ("2026-03-02T01:30:00.000000Z", "ab" * 32, 1)


@given(st.builds(datetime.combine, DAYS, st.times(), st.just(UTC)))
def test_the_moment_of_entry_is_stored_to_the_microsecond_in_utc(entered: datetime) -> None:
    stored = stored_entered(entered)
    assert len(stored) == len("2026-03-02T01:30:00.000412Z")
    assert loaded_entered(stored) == entered


def test_a_request_is_told_from_another_by_everything_that_was_asked() -> None:
    asked = example(EnterFile, full=True)
    mandate = Mandate(role=Role.BUYER, office="o", body="b", persons=("u1",)).plain()
    base: dict[str, Any] = {"command": asked, "docket": "DC-2026-F-0001", "key": "k", "mandate": mandate}
    others: list[dict[str, Any]] = [
        {**base, "command": replace(asked, contact="Someone else")},
        {**base, "command": replace(asked, late_reason=None)},
        {**base, "docket": None},
        {**base, "key": "l"},
        {**base, "mandate": {**mandate, "persons": ["u2"]}},
    ]
    digests = {request_digest(**one) for one in [base, *others]}
    assert len(digests) == 1 + len(others)
    whole = {"command": "enter-file", "docket": "DC-2026-F-0001", "fields": plain(asked), "key": "k", "mandate": mandate}
    assert request_digest(**base) == hashlib.sha256(canonical(whole)).hexdigest()
