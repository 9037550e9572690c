"""What does a case file say? Law, language, cast and steps, each step with what it should come to; every mistake by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from operis.core.kinds import BoolKind, Kind, ManyKind, MomentKind, Reading, SlugKind, TextKind, Unread
from operis.core.mandates import Role
from operis.core.wording import LANGUAGES
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Node, Scalar, Sequence, parse

HEAD = ("law", "language", "title", "about", "setup", "cast", "steps")
STEP = ("at", "by", "do", "docket", "with", "acts", "refused", "warned", "as", "says")


@dataclass(frozen=True)
class Member:
    """One of the cast: the role in the key, and the body acted for."""

    key: str
    role: Role
    name: str
    body: str
    for_: str | None = None


@dataclass(frozen=True)
class CaseStep:
    """What is asked, by whom and when, and what it should come to; `said` is still text, to be read by the command."""

    line: int
    at: datetime
    by: tuple[str, ...]
    do: str
    docket: str
    said: Node | None
    acts: tuple[str, ...] | None
    refused: tuple[str, ...] | None
    warned: tuple[str, ...] | None


@dataclass(frozen=True)
class CaseFile:
    name: str
    law: str
    language: str
    title: str
    setup: str
    cast: Mapping[str, Member]
    steps: tuple[CaseStep, ...]


def read_case(text: str, name: str, zone: ZoneInfo) -> CaseFile:
    """The case in a file; Malformed with every mistake."""
    node, reading = parse(text, name), Reading(zone)
    if not isinstance(node, Table):
        reading.wrong("", node, "A case file is a table with: {keys}.", keys=", ".join(HEAD))
        reading.finish()
        raise AssertionError("a mistake was noted")
    _known(node, HEAD, "", reading)
    language = _text(node, "language", reading, SlugKind(LANGUAGES), "zh")
    title = node.pairs.get("title")
    cast = _cast(node.pairs.get("cast"), reading)
    steps = _steps(node.pairs.get("steps"), node, cast, reading)
    case = CaseFile(
        name,
        _text(node, "law", reading, TextKind(), "cn"),
        language,
        title.text if isinstance(title, Scalar) else name,
        _text(node, "setup", reading, SlugKind(("county",)), ""),
        cast,
        steps,
    )
    reading.finish()
    return case


def _known(node: Table, keys: tuple[str, ...], at: str, reading: Reading) -> None:
    for key, value in node.pairs.items():
        if key not in keys:
            reading.wrong(f"{at}/{key}", value, "There is no field “{given}” here; there are: {fields}.", given=key, fields=", ".join(keys))


def _text(node: Table, key: str, reading: Reading, kind: Kind, default: str) -> str:
    if key not in node.pairs:
        return default
    value = kind.read(node.pairs[key], f"/{key}", reading)
    return default if isinstance(value, Unread) else str(value)


def _cast(node: Node | None, reading: Reading) -> dict[str, Member]:
    if not isinstance(node, Table):
        reading.wrong("/cast", node, "A case needs a cast, like {example}.", example="{buyer: Civil Affairs Office}")
        return {}
    return {key: member for key, value in node.pairs.items() if (member := _member(key, value, reading)) is not None}


def _member(key: str, node: Node, reading: Reading) -> Member | None:
    said = dict(node.pairs) if isinstance(node, Table) else {"name": node}
    words = {name: TextKind().read(value, f"/cast/{key}/{name}", reading) for name, value in said.items()}
    role = str(words.get("role", _role_word(key)))
    if role not in {str(one) for one in Role}:
        reading.wrong(f"/cast/{key}", node, "“{role}” is no role; there are: {roles}.", role=role, roles=", ".join(Role))
        return None
    for unknown in sorted(set(words) - {"name", "role", "body", "for"}):
        reading.wrong(
            f"/cast/{key}/{unknown}",
            said[unknown],
            "There is no field “{given}” here; there are: {fields}.",
            given=unknown,
            fields="name, role, body, for",
        )
    default = "buyer" if role in (Role.BUYER, Role.REVIEWER) else key.lower()
    given_for = words.get("for")
    return Member(key, Role(role), str(words.get("name", key)), str(words.get("body", default)), str(given_for) if given_for else None)


def _role_word(key: str) -> str:
    """The role in a cast key: `buyer`, `finance2`; S1 is a supplier, E1 an expert."""
    word = key.rstrip("0123456789").rstrip("-")
    return {"S": "supplier", "E": "expert"}.get(word, word)


def _steps(node: Node | None, file: Table, cast: Mapping[str, Member], reading: Reading) -> tuple[CaseStep, ...]:
    if not isinstance(node, Sequence):
        reading.wrong("/steps", node or file, "A case needs a list of steps.")
        return ()
    found = [_step(item, f"/steps/{place}", cast, reading) for place, item in enumerate(node.items)]
    steps = [step for step in found if step is not None]
    for before, after in pairwise(steps):
        if after.at < before.at:
            reading.wrong(f"/steps/{found.index(after)}/at", node.items[found.index(after)], "This step is before the one above it.")
    return tuple(steps)


def _step(node: Node, at: str, cast: Mapping[str, Member], reading: Reading) -> CaseStep | None:
    if not isinstance(node, Table):
        reading.wrong(at, node, "A step is a table with: {keys}.", keys=", ".join(STEP))
        return None
    _known(node, STEP, at, reading)
    for key in ("at", "by", "do", "docket"):
        if key not in node.pairs:
            reading.wrong(f"{at}/{key}", node, "“{field}” is missing.", field=key)
    pairs = node.pairs
    when = MomentKind(or_day=True).read(pairs["at"], f"{at}/at", reading) if "at" in pairs else None
    do = TextKind().read(pairs["do"], f"{at}/do", reading) if "do" in pairs else ""
    docket = TextKind().read(pairs["docket"], f"{at}/docket", reading) if "docket" in pairs else ""
    by = _names(pairs.get("by"), f"{at}/by", reading)
    for name in by:
        if name not in cast:
            reading.wrong(f"{at}/by", pairs["by"], "“{name}” is not in the cast.", name=name)
    ends = {key: _list(pairs.get(key), f"{at}/{key}", reading) for key in ("acts", "refused", "warned")}
    if ends["acts"] is not None and ends["refused"] is not None:
        reading.wrong(f"{at}/refused", pairs["refused"], "A step ends with acts or with a refusal, not with both.")
    if not isinstance(when, date) or isinstance(do, Unread) or isinstance(docket, Unread):
        return None
    moment = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, 9, tzinfo=reading.zone)
    return CaseStep(node.line, moment, by, str(do), str(docket), pairs.get("with"), ends["acts"], ends["refused"], ends["warned"])


def _names(node: Node | None, at: str, reading: Reading) -> tuple[str, ...]:
    if node is None:
        return ()
    return _list(node, at, reading) or () if isinstance(node, Sequence) else tuple(_list(Sequence((node,), node.line), at, reading) or ())


def _list(node: Node | None, at: str, reading: Reading) -> tuple[str, ...] | None:
    if node is None:
        return None
    read = ManyKind(TextKind()).read(node, at, reading)
    return None if isinstance(read, Unread) else tuple(str(one) for one in read)  # type: ignore[attr-defined]


__all__ = ["BoolKind", "CaseFile", "CaseStep", "Member", "read_case"]
