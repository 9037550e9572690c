"""How does an act become bytes, and how does it come back? Canonical JSON, private fields by commitment, upcasts on reading.

An entry is the canonical JSON (RFC 8785) of exactly these keys:

    act       {kind, version, happened, fields}; in place of a private field {"private": "<64 hex>"}
    docket    its number
    entered   when the last byte of the request had arrived: RFC 3339, UTC, six digits, Z
    facts     what other dockets told and the act does not carry, by name
    law       {pack, act_day, notice_day}: digest of the rows, and the two governing days
    mandate   {office, body, role, for, by, persons, decided_by, evidence}
    no        0, 1, 2 ... without gap
    nonce     32 random bytes in hex, so that the leaf of a withheld entry cannot be guessed
    notes     grounds that warned or were told
    request   SHA-256 of the canonical JSON of {command, docket, fields, key, mandate}
    v         1

A private field's commitment is SHA-256 of "operis/private/v1", 32 bytes of salt and the canonical JSON of the value,
concatenated: one salt a field, the whole field, never its parts.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from typing import Any

from operis.core.acts import Act, Command, act_class
from operis.core.fields import Field, Happened, Withheld, plain, walk
from operis.core.kinds import LARGEST, Json, MomentKind

Upcast = Callable[[dict[str, Json]], dict[str, Json]]
_UPCASTS: dict[tuple[str, int], Upcast] = {}
_HAPPENED = MomentKind(or_day=True)


def canonical(value: Json) -> bytes:
    """Canonical JSON in UTF-8; ValueError for what may never be stored: a float, a number of 2**53 or more, a key that is no text."""
    _storable(value)
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _storable(value: Json) -> None:
    match value:
        case None | str() | bool():
            return
        case int() if -LARGEST <= value <= LARGEST:
            return
        case list():
            for item in value:
                _storable(item)
        case dict() if all(isinstance(key, str) for key in value):
            for item in value.values():
                _storable(item)
        case _:
            raise ValueError(f"not storable: {value!r}")


def _sorted(value: Json) -> Json:
    """Members in the order of their names as UTF-16, which is how RFC 8785 compares them."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def commitment(salt: bytes, value: Json) -> str:
    return hashlib.sha256(b"operis/private/v1" + salt + canonical(value)).hexdigest()


@dataclass(frozen=True)
class Private:
    """A value kept beside the entry: JSON Pointer within the entry, salt, value."""

    path: str
    salt: bytes
    value: Json


@dataclass(frozen=True)
class Encoded:
    """An act ready to be stored: its public half and its private values."""

    act: dict[str, Json]
    private: tuple[Private, ...]


def encode(act: Act, salt: Callable[[], bytes]) -> Encoded:
    """The act's public JSON, and each private value with a salt of its own."""
    fields: dict[str, Json] = {}
    kept: list[Private] = []
    for name, one in walk(type(act)).items():
        value = getattr(act, one.attribute)
        fields[name] = {"private": value.commitment} if isinstance(value, Withheld) else one.kind.plain(value)
        if one.private and not isinstance(value, Withheld) and not _untold(one, value):
            kept.append(Private(f"/act/fields/{name}", salt(), fields[name]))
            fields[name] = {"private": commitment(kept[-1].salt, fields[name])}
    return Encoded({"fields": fields, "happened": _HAPPENED.plain(act.happened), "kind": act.kind, "version": act.version}, tuple(kept))


def _untold(one: Field, value: object) -> bool:
    """Whether a private field that older acts lack is empty: of those nothing is committed to, whether it was there or not."""
    return one.later and value is None


def decode(stored: Mapping[str, Json], private: Mapping[str, Json] | None = None) -> Act:
    """The act from its public JSON and those private values that are there; KeyError for a kind unknown here."""
    kind, version, fields = stored["kind"], stored["version"], dict(stored["fields"])
    while (kind, version) in _UPCASTS:
        fields, version = _UPCASTS[kind, version](fields), version + 1
    cls = act_class(kind, version)
    values: dict[str, Any] = {"happened": _HAPPENED.load(stored["happened"])}
    for name, one in walk(cls).items():
        if name not in fields:
            continue
        pointer = f"/act/fields/{name}"
        if not one.private or _untold(one, fields[name]):
            values[one.attribute] = one.kind.load(fields[name])
        elif private is not None and pointer in private:
            values[one.attribute] = one.kind.load(private[pointer])
        else:
            values[one.attribute] = Withheld(fields[name]["private"])
    return cls(**values)


def lifts(kind: str, version: int) -> Callable[[Upcast], Upcast]:
    """Register the one pure step that lifts fields of `version` to the next; stored bytes stay as they are."""

    def register(upcast: Upcast) -> Upcast:
        _UPCASTS[kind, version] = upcast
        return upcast

    return register


def entry_bytes(
    *,
    act: dict[str, Json],
    docket: str,
    no: int,
    entered: datetime,
    facts: dict[str, Json],
    law: dict[str, Json],
    mandate: dict[str, Json],
    nonce: bytes,
    notes: list[Json],
    request: str,
) -> bytes:
    """The public bytes of an entry: what is stored, hashed into the tree and shown to anyone."""
    return canonical(
        {
            "act": act,
            "docket": docket,
            "entered": stored_entered(entered),
            "facts": facts,
            "law": law,
            "mandate": mandate,
            "no": no,
            "nonce": nonce.hex(),
            "notes": notes,
            "request": request,
            "v": 1,
        }
    )


def stored_entered(entered: datetime) -> str:
    return f"{entered.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def loaded_entered(stored: str) -> datetime:
    return datetime.fromisoformat(stored)


def request_digest(*, command: Command, docket: str | None, key: str, mandate: Mapping[str, Json]) -> str:
    """By which a repeat of the same request is known; the key has at least 128 random bits, since private fields are covered."""
    asked = {"command": command.slug, "docket": docket, "fields": plain(command), "key": key, "mandate": dict(mandate)}
    return hashlib.sha256(canonical(asked)).hexdigest()


def act_schema(cls: type[Act]) -> dict[str, Json]:
    """JSON Schema of the stored act: every field is written, `null` included; only older acts lack what was added later."""
    committed = {
        "type": "object",
        "properties": {"private": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        "required": ["private"],
        "additionalProperties": False,
    }
    may_lack = {"anyOf": [committed, {"type": "null"}]}
    fields = {
        name: {**((may_lack if one.later else committed) if one.private else one.kind.schema(stored=True)), "title": one.asked.label.en}
        for name, one in walk(cls).items()
    }
    written = [name for name, one in walk(cls).items() if not one.later]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{cls.kind} {cls.version}",
        "description": cls.title_words.en,
        "type": "object",
        "additionalProperties": False,
        "required": ["fields", "happened", "kind", "version"],
        "properties": {
            "kind": {"const": cls.kind},
            "version": {"const": cls.version},
            "happened": _HAPPENED.schema(),
            "fields": {"type": "object", "properties": fields, "required": written, "additionalProperties": False},
        },
    }


def asked_twice(act: type[Act]) -> Iterator[str]:
    """Fields of an act that no reader could bring back, for want of words: they would be lost on the way to the ledger."""
    return (one.name for one in dataclass_fields(act) if "asked" not in one.metadata and one.name != "happened")


__all__ = [
    "Encoded",
    "Happened",
    "Private",
    "act_schema",
    "canonical",
    "commitment",
    "decode",
    "encode",
    "entry_bytes",
    "lifts",
    "loaded_entered",
    "request_digest",
    "stored_entered",
]
