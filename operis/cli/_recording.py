"""How does a real docket become a case file? Its acts are turned back into the commands that made them, with those they rest on."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, TextIO

from operis.attachments.models import content_of
from operis.cli._shell import DONE, complain
from operis.core.acts import Act, Command
from operis.core.fields import Withheld, walk
from operis.core.kinds import Kind, ManyKind, OptionalKind, RecordKind, stored_moment
from operis.core.mandates import Mandate
from operis.dockets.bid.acts import BidSealed
from operis.dockets.procurement.acts import BidsOpened
from operis.ledger import read
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.procedures import procedures

NUMBER = re.compile(r"[A-Z0-9]+-\d{4}-[A-Z]-\d{4,}")
CLOCK = "clock"


def record_case(number: str, out: TextIO) -> int:
    """Write the case of a docket, and of the dockets and registers it rests on, in the order in which things happened."""
    entries = read.entries(number.upper())
    if not entries:
        return complain([f"There is no docket {number} here."])
    dockets = rests_on(number.upper())
    put = (step for docket in dockets for step in commands_of(read.entries(docket)))
    steps = sorted((step for step in put if not lost(*step[:2])), key=lambda step: step[0][0].entered)
    cast = {cast_key(mandate): mandate for _, _, mandate in steps if mandate.persons}
    names = {docket: f"${kind_of(docket)}{place or ''}" for place, docket in enumerate(dockets)}
    json.dump(case_document(number, steps, cast, names), out, ensure_ascii=False, indent=1)
    print(file=out)
    withheld = [entry.docket for acts, _, _ in steps for entry in acts if '{"private":' in entry.body]
    if withheld:
        print(f"Private values were left out of {', '.join(sorted(set(withheld)))}.", file=sys.stderr)
    return DONE


def rests_on(number: str) -> list[str]:
    """The docket, those whose numbers its acts name, and the files, budgets, directories and establishments that stood before it.

    Of bids only those that were opened: what is sealed stays so.
    """
    found, waiting = [], [number]
    while waiting:
        docket = waiting.pop(0)
        if docket in found or not read.entries(docket):
            continue
        found.append(docket)
        waiting += NUMBER.findall(" ".join(entry.body for entry in read.entries(docket)))
        waiting += [one.bid for entry in read.entries(docket) if isinstance(entry.act, BidsOpened) for one in entry.act.opened]
    standing = [docket for docket in read.dockets() if kind_of(docket) in ("file", "budget", "directory", "establishment")]
    return [*standing, *(docket for docket in found if docket not in standing)]


def commands_of(entries: Iterable[Stored]) -> list[tuple[list[Stored], type[Command], Mandate]]:
    """The acts of each command, the command's class, and who put it."""
    requests = (list(acts) for _, acts in groupby(entries, lambda entry: entry.said["request"]))
    return [(acts, class_of(acts[0].act), acts[0].mandate) for acts in requests]


def class_of(act: Act) -> type[Command]:
    """The command from which such an act follows."""
    return next(step.asked for one in procedures() for step in one.listed if step.then and step.then[0].act is type(act))


def lost(acts: list[Stored], asked: type[Command]) -> bool:
    """Whether the command cannot be put again, since what it attached was not kept: a late bid."""
    return bool(asked.attached) and not any(entry.act.keeps for entry in acts)


def cast_key(mandate: Mandate) -> str:
    return f"{mandate.role}-{mandate.persons[0][:8]}" if mandate.persons else CLOCK


def case_document(number: str, steps: list[Any], cast: Mapping[str, Mandate], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "law": "cn", "language": "zh", "title": f"Recorded from {number}",
        "cast": {key: {"name": key, "role": str(one.role), "body": one.body or "", **({"for": one.for_} if one.for_ else {})}
                 for key, one in cast.items()},
        "steps": [step_document(acts, asked, mandate, names, cast) for acts, asked, mandate in steps],
    }  # fmt: skip


def step_document(
    acts: list[Stored], asked: type[Command], mandate: Mandate, names: Mapping[str, str], cast: Mapping[str, Mandate]
) -> dict[str, Any]:
    fields = acts[0].said["act"]["fields"]
    people = {person: f"@{key}" for key, one in cast.items() for person in one.persons}
    there = {name: one for name, one in walk(asked).items() if name in fields and worth_saying(acts[0].act, name, fields)}
    told = {name: shaped(one.kind, fields[name]) for name, one in there.items()} | attached(acts[0], asked)
    return {
        "at": happened(acts[0]), "by": cast_key(mandate), "do": asked.slug, "docket": names[acts[0].docket],
        "with": renamed(told, {**names, **people}), "acts": [entry.said["act"]["kind"] for entry in acts],
    }  # fmt: skip


def attached(entry: Stored, asked: type[Command]) -> dict[str, Any]:
    """What the command brought beside its act, as it was kept."""
    content = content_of(entry.docket, entry.act.sealed_sha256) if isinstance(entry.act, BidSealed) else None
    return {asked.attached: shaped(walk(asked)[asked.attached].kind, json.loads(content))} if content else {}


def shaped(kind: Kind, value: Any) -> Any:
    """What the act says in the shape in which the command asks for it: conclusions and empty fields left out."""
    match kind:
        case RecordKind():
            fields = kind.walk(kind.record)
            return {name: shaped(fields[name].kind, one) for name, one in value.items() if name in fields and one not in (None, [])}
        case ManyKind():
            return [shaped(kind.of, one) for one in value]
        case OptionalKind():
            return shaped(kind.of, value)
    return value


def happened(entry: Stored) -> str:
    moment = entry.act.happened
    return stored_moment(moment) if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"


def worth_saying(act: Act, name: str, fields: Mapping[str, Any]) -> bool:
    """Not what was withheld, nor what was left out."""
    one = walk(type(act)).get(name)
    return one is not None and not isinstance(getattr(act, one.attribute), Withheld) and fields[name] not in (None, [])


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Numbers of dockets and persons as the case's own names for them."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {key: renamed(item, names) for key, item in value.items()}
    return value
