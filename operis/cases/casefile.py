"""What does a case file say? Law, language, cast and steps, each step with what it should come to; every mistake by line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from operis.cases.stated import command, names
from operis.cases.supplied import Amounts, read_amounts
from operis.core.kinds import Kind, ManyKind, MomentKind, SlugKind, TextKind, WordingKind
from operis.core.mandates import Role
from operis.core.reading import Reading, Unread
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.contract.commands import DrawUpContract, ReviewContract
from operis.dockets.procurement.commands import DecideAward, FilePlan, ReviewAward, ReviewPlan
from operis.law.book import PACK
from operis.strict_yaml import Malformed, Node, Scalar, Sequence, parse
from operis.strict_yaml import Mapping as Table

REVIEWED = {
    ReviewPlan.slug: ("plan", FilePlan.slug), ReviewAward.slug: ("award", DecideAward.slug),
    ReviewContract.slug: ("contract", DrawUpContract.slug),
}  # fmt: skip
"""By the step that reviews a paper: the field that has it, and the step that enters it."""
HEAD = ("law", "language", "title", "about", "amounts", "setup", "cast", "steps")
ABOUT = ("source", "real", "supplied", "note")
MEMBER = ("name", "role", "body", "for", "office", "email")
STEP = ("at", "by", "do", "docket", "with", "acts", "refused", "warned", "says")


@dataclass(frozen=True)
class Member:
    """One of the cast: the role in the key, the body, the body acted for, the name of the office and the address of the account."""

    key: str
    role: Role
    name: str
    body: str
    for_: str | None = None
    office: Wording | None = None
    email: str = ""


@dataclass(frozen=True)
class CaseStep:
    """What is asked, by whom and when, and what it should come to; `said` is still text, to be read by the command."""

    place: int
    line: int
    at: datetime
    by: tuple[str, ...]
    do: str
    docket: str
    said: Node | None
    acts: tuple[str, ...] | None
    refused: tuple[str, ...] | None
    warned: tuple[str, ...] | None

    @property
    def pointer(self) -> str:
        return f"/steps/{self.place}"


@dataclass(frozen=True)
class CaseFile:
    name: str
    law: str
    language: str
    title: str
    setup: str
    """`county`, or the name of another case file beside this one that runs before it; empty for nothing."""
    cast: Mapping[str, Member]
    steps: tuple[CaseStep, ...]
    amounts: Amounts | None = None
    setup_line: int | None = None


def read_case(text: str, name: str, zone: ZoneInfo) -> CaseFile:
    """The case in a file; Malformed with every mistake."""
    node, reading = parse(text, name), Reading(zone)
    if not isinstance(node, Table):
        reading.wrong("", node, "A case file is a table with: {keys}.", keys=", ".join(HEAD))
        reading.finish()
        raise AssertionError("a mistake was noted")
    _known(node, HEAD, "", reading)
    reading.language = _text(node, "language", reading, SlugKind(LANGUAGES), "zh")
    title = node.pairs.get("title")
    cast = _cast(node.pairs.get("cast"), reading)
    setup = _text(node, "setup", reading, TextKind(), "")
    steps = _steps(node.pairs.get("steps"), node, cast, reading)
    _asked(steps, _opened(node.pairs.get("steps")), cast, reading, elsewhere=setup.endswith(".yaml"))
    _about(node.pairs.get("about"), node, reading)
    case = CaseFile(
        name,
        _text(node, "law", reading, TextKind(), PACK),
        reading.language,
        title.text if isinstance(title, Scalar) else name,
        setup,
        cast,
        steps,
        read_amounts(node.pairs.get("amounts"), reading),
        node.pairs["setup"].line if "setup" in node.pairs else None,
    )
    if setup not in ("", "county") and not setup.endswith(".yaml"):
        says = "Write county, or the name of a case file beside this one, instead of “{given}”."
        reading.wrong("/setup", node.pairs["setup"], says, given=setup)
    if reading.mistakes:
        raise Malformed(reading.mistakes, name)
    return case


def _known(node: Table, keys: tuple[str, ...], at: str, reading: Reading) -> None:
    for key, value in node.pairs.items():
        if key not in keys:
            reading.wrong(f"{at}/{key}", value, "There is no field “{given}” here; there are: {fields}.", given=key, fields=", ".join(keys))


def _about(node: Node | None, file: Table, reading: Reading) -> None:
    """Where the case comes from, and which of its fields are real: each by its place in this file."""
    if node is None or isinstance(node, Scalar):
        return
    if not isinstance(node, Table):
        reading.wrong("/about", node, "Give a table with: {fields}.", fields=", ".join(ABOUT))
        return
    _known(node, ABOUT, "/about", reading)
    real = node.pairs.get("real")
    for place, pointer in enumerate(_list(real, "/about/real", reading) or ()):
        if isinstance(real, Sequence) and not _leads_somewhere(file, pointer):
            reading.wrong(f"/about/real/{place}", real.items[place], "There is nothing at {pointer}.", pointer=pointer)


def _leads_somewhere(file: Table, pointer: str) -> bool:
    node: Node | None = file
    for key in pointer.split("/")[1:]:
        match node:
            case Table():
                node = node.pairs.get(key)
            case Sequence():
                node = node.items[int(key)] if key.isdecimal() and int(key) < len(node.items) else None
            case _:
                node = None
    return pointer.startswith("/") and node is not None


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
    kinds: dict[str, Kind] = {"office": WordingKind()}
    words = {name: kinds.get(name, TextKind()).read(value, f"/cast/{key}/{name}", reading) for name, value in said.items()}
    role = str(words.get("role", _role_word(key)))
    if role not in {str(one) for one in Role}:
        reading.wrong(f"/cast/{key}", node, "“{role}” is no role; there are: {roles}.", role=role, roles=", ".join(Role))
        return None
    for unknown in sorted(set(words) - set(MEMBER)):
        reading.wrong(
            f"/cast/{key}/{unknown}",
            said[unknown],
            "There is no field “{given}” here; there are: {fields}.",
            given=unknown,
            fields=", ".join(MEMBER),
        )
    default = "buyer" if role in (Role.BUYER, Role.REVIEWER) else key.lower()
    given_for, office = words.get("for"), words.get("office")
    return Member(
        key,
        Role(role),
        str(words.get("name", key)),
        str(words.get("body", default)),
        str(given_for) if given_for else None,
        office if isinstance(office, Wording) else None,
        str(words.get("email", "")),
    )


def _role_word(key: str) -> str:
    """The role in a cast key: `buyer`, `finance2`; S1 is a supplier, E1 an expert."""
    word = key.rstrip("0123456789").rstrip("-")
    return {"S": "supplier", "E": "expert"}.get(word, word)


def _steps(node: Node | None, file: Table, cast: Mapping[str, Member], reading: Reading) -> tuple[CaseStep, ...]:
    if not isinstance(node, Sequence):
        reading.wrong("/steps", node or file, "A case needs a list of steps.")
        return ()
    found = [_step(item, place, cast, reading) for place, item in enumerate(node.items)]
    steps = with_plans([step for step in found if step is not None])
    if not found:
        reading.wrong("/steps", node, "A case needs a list of steps.")
    for before, after in pairwise(steps):
        if after.at < before.at:
            reading.wrong(f"/steps/{after.place}/at", node.items[after.place], "This step is before the one above it.")
    return tuple(steps)


def with_plans(steps: list[CaseStep]) -> list[CaseStep]:
    """A review that names no paper is of the one that the next such step of its docket enters: nobody writes a plan twice."""
    return [replace(step, said=_of_next(step, steps)) if step.do in REVIEWED else step for step in steps]


def _of_next(step: CaseStep, steps: list[CaseStep]) -> Node | None:
    field, enters = REVIEWED[step.do]
    said = step.said if step.said is not None else Table({}, {}, step.line)
    later = (one for one in steps if one.place > step.place and one.docket == step.docket and one.do == enters)
    paper = next(later, None)
    if not isinstance(said, Table) or field in said.pairs or paper is None or not isinstance(paper.said, Table):
        return said
    return Table({**said.pairs, field: paper.said}, said.key_lines, said.line)


def _opened(node: Node | None) -> tuple[str, ...]:
    """The docket of each step, whatever else is wrong with the step."""
    items = node.items if isinstance(node, Sequence) else ()
    dockets = [item.pairs.get("docket") if isinstance(item, Table) else None for item in items]
    return tuple(docket.text if isinstance(docket, Scalar) else "" for docket in dockets)


def _asked(steps: tuple[CaseStep, ...], dockets: tuple[str, ...], cast: Mapping[str, Member], reading: Reading, *, elsewhere: bool) -> None:
    """Read what each step asks, so that all mistakes are told before the first is put; `elsewhere`: a setup may have opened dockets."""
    for step in steps:
        opened = dockets[: step.place]
        for name in names(step.said):
            if name.text[0] == "@" and name.text[1:] not in cast:
                reading.wrong(f"{step.pointer}/with", name, "“{name}” is not in the cast.", name=name.text[1:])
            if name.text[0] == "$" and name.text.partition(".")[0] not in opened and not elsewhere:
                reading.wrong(f"{step.pointer}/with", name, "No step above this one opens {name}.", name=name.text)
        try:
            command(step.do, step.said, str, line=step.line, zone=reading.zone, language=reading.language, at=step.pointer)
        except Malformed as wrong:
            reading.mistakes += wrong.mistakes


def _step(node: Node, place: int, cast: Mapping[str, Member], reading: Reading) -> CaseStep | None:
    at = f"/steps/{place}"
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
    if "by" in pairs and not by:
        reading.wrong(f"{at}/by", pairs["by"], "Name at least one of the cast.")
    for name in by:
        if name not in cast and name != "clock":
            reading.wrong(f"{at}/by", pairs["by"], "“{name}” is not in the cast.", name=name)
    ends = {key: _list(pairs.get(key), f"{at}/{key}", reading) for key in ("acts", "refused", "warned")}
    if ends["acts"] is not None and ends["refused"] is not None:
        reading.wrong(f"{at}/refused", pairs["refused"], "A step ends with acts or with a refusal, not with both.")
    if not isinstance(when, date) or isinstance(do, Unread) or isinstance(docket, Unread):
        return None
    moment = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, 9, tzinfo=reading.zone)
    return CaseStep(place, node.line, moment, by, str(do), str(docket), pairs.get("with"), ends["acts"], ends["refused"], ends["warned"])


def _names(node: Node | None, at: str, reading: Reading) -> tuple[str, ...]:
    if node is None:
        return ()
    return _list(node if isinstance(node, Sequence) else Sequence((node,), node.line), at, reading) or ()


def _list(node: Node | None, at: str, reading: Reading) -> tuple[str, ...] | None:
    if node is None:
        return None
    read = ManyKind(TextKind()).read(node, at, reading)
    return tuple(str(one) for one in read) if isinstance(read, tuple) else None
