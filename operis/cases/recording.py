"""How does a real docket become a case file? Its acts are turned back into the commands that made them, with those they rest on.

What stays out: private values but the sentences that losers were told, and bids that were never opened, replaced or late. A member of a
panel signs as an expert of the cast; what the clock did is the clock's; the fingerprint of a contract is named: a new run has its own.
A draw is held again with the seeds that were shown; under another number of the procurement its lot may fall on another.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any, TextIO

from operis.attachments.models import content_of
from operis.clerk import NoSuchDocketError
from operis.core.acts import Act, Command
from operis.core.fields import Withheld, walk
from operis.core.kinds import Kind, ManyKind, OptionalKind, RecordKind, stored_moment
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.acts import BidSealed
from operis.dockets.bid.commands import SealBid, SendSealedBid
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.acts import BidsClosed, KeyHolderNamed, SharesReleased
from operis.dockets.procurement.commands import NameKeyHolder, ReleaseShares
from operis.law.book import PACK
from operis.ledger import read
from operis.ledger.numbers import kind_of
from operis.ledger.own import own_records
from operis.ledger.read import Stored
from operis.procedures import procedures
from operis.registers.models import Contract
from operis.rules.telling import MARKS, reason

NUMBER = re.compile(r"[A-Z0-9]+-\d{4}-[A-Z]-\d{4,}")
CLOCK = "clock"
TEXT = "text_sha256"
"""The field of a fingerprint that a new run has its own of: it is named."""


def record_case(number: str, out: TextIO) -> list[str]:
    """Write the case of a docket, and of the dockets and registers it rests on, in the order in which things happened.

    Gives back the dockets of which private values were left out; NoSuchDocketError where there is none of this number.
    """
    if not read.entries(number.upper()):
        raise NoSuchDocketError(number)
    dockets = rests_on(number.upper())
    there = {docket: read.entries(docket) for docket in dockets}
    opened = opened_bids(there.values())
    put = [step for found in there.values() for step in _of_filed(commands_of(found))]
    steps = sorted((step for step in put if not lost(*step[:2], opened)), key=lambda step: step[0][0].entered)
    names = {docket: f"${kind_of(docket)}{place or ''}" for place, docket in enumerate(dockets)}
    document = case_document(number, steps, names)
    json.dump(document, out, ensure_ascii=False, indent=1)
    print(file=out)
    return sorted({acts[0].docket for acts, _, _ in steps if any(_withheld(entry) for entry in acts)})


def _of_filed(steps: list[tuple[list[Stored], type[Command], Mandate]]) -> list[tuple[list[Stored], type[Command], Mandate]]:
    """Without reviews of what was never entered: of such a paper the record has nothing but its fingerprint."""
    last = {type(step[0][0].act): place for place, step in enumerate(steps)}
    return [step for place, step in enumerate(steps) if not step[1].prepares or place < max(_places(step[1], last), default=-1)]


def _places(asked: type[Command], last: Mapping[type[Act], int]) -> Iterator[int]:
    """Where what the command prepares was entered last."""
    for one in procedures():
        for step in one.listed:
            if (one.kind, step.asked.slug) == (asked.docket_kind, asked.prepares):
                yield from (last[make.act] for make in step.then if make.act in last)


def _withheld(entry: Stored) -> bool:
    """Whether something private of the entry is not in the case."""
    return own_records(entry) is None if entry.act.own else '{"private":' in entry.body


def rests_on(number: str) -> list[str]:
    """The docket, those whose numbers its acts name, contracts that followed, and files, budgets, directories and establishments.

    Of bids only those that were opened: what is sealed stays so.
    """
    found, waiting = [], [number]
    while waiting:
        docket = waiting.pop(0)
        if docket in found or not read.entries(docket):
            continue
        found.append(docket)
        waiting += NUMBER.findall(" ".join(entry.body for entry in read.entries(docket)))
        waiting += [secret for entry in read.entries(docket) for secret, _lot in entry.act.lets_out]
        waiting += Contract.objects.filter(procurement=docket).order_by("docket").values_list("docket", flat=True)
    standing = [docket for docket in read.dockets() if kind_of(docket) in ("file", "budget", "directory", "establishment")]
    return [*standing, *(docket for docket in found if docket not in standing)]


def commands_of(entries: Iterable[Stored]) -> list[tuple[list[Stored], type[Command], Mandate]]:
    """The acts of each command, the command's class, and who put it."""
    requests = (list(acts) for _, acts in groupby(entries, lambda entry: entry.said["request"]))
    return [(acts, class_of(acts[0].act, acts[0].mandate.role), acts[0].mandate) for acts in requests]


def class_of(act: Act, role: Role) -> type[Command]:
    """The command from which such an act follows, among those that the role may put: the clock deems what a purchaser decides."""
    steps = [step for one in procedures() for step in one.listed if any(make.act is type(act) for make in step.then)]
    steps.sort(key=lambda step: step.then[0].act is not type(act))  # what makes it beside another act comes last
    return next((step for step in steps if role in step.by), steps[0]).asked


def opened_bids(there: Iterable[list[Stored]]) -> frozenset[str]:
    """The fingerprints of the bids that were opened: of each docket, lot and round the one in force at its opening."""
    openings = ((entry.act.lets_out, entry.entered) for entries in there for entry in entries)
    return frozenset(_in_force(bid, lot, at) for opened, at in openings for bid, lot in opened)


def _in_force(bid: str, lot: str, opened: datetime) -> str:
    sealed = ((entry.act.kept, entry.entered) for entry in reversed(read.entries(bid)))
    return next((one.sha256 for one, at in sealed if one is not None and one.told_by["lot"] == lot and at < opened), "")


def lost(acts: list[Stored], asked: type[Command], opened: frozenset[str]) -> bool:
    """Whether the command is left out: what it sealed was not opened or not kept, or it withdrew what is left out."""
    first = acts[0].act
    if first.kept is not None:
        return first.kept.sha256 not in opened
    return first.takes_back or (asked.until_closing and not any(entry.act.keeps for entry in acts))


def signers(mandate: Mandate) -> dict[str, Mandate]:
    """By its key in the cast, each who signed: those of a panel as the experts that they are."""
    role = Role.EXPERT if mandate.role is Role.PANEL else mandate.role
    return {f"{role}-{person[:8]}": replace(mandate, role=role, persons=(person,)) for person in mandate.persons}


def case_document(number: str, steps: list[Any], names: Mapping[str, str]) -> dict[str, Any]:
    signed = [signers(mandate) for _, _, mandate in steps if mandate.role is not Role.PANEL]  # who signs alone says for whom
    cast: dict[str, Mandate] = {}
    for keys in (*signed, *(signers(mandate) for _, _, mandate in steps)):
        cast = {**keys, **cast}
    people = {person: f"@{key}" for key, one in cast.items() for person in one.persons}
    said = [(entry.docket, entry.said["act"]["fields"]) for acts, _, _ in steps for entry in acts]
    texts = {fields[TEXT]: f"{names[docket]}.{TEXT}" for docket, fields in said if TEXT in fields}
    return {
        "law": PACK, "language": "zh", "title": f"Recorded from {number}",
        "cast": {key: {"name": key, "role": str(one.role), "body": one.body or "", **({"for": one.for_} if one.for_ else {})}
                 for key, one in cast.items()},
        "steps": [step_document(acts, asked, mandate, {**people, **names, **texts}) for acts, asked, mandate in steps],
    }  # fmt: skip


def step_document(acts: list[Stored], asked: type[Command], mandate: Mandate, names: Mapping[str, str]) -> dict[str, Any]:
    """The step that puts the command again; `names` has the case's own names for numbers, persons and fingerprints."""
    asked, told = by_keys(acts[0]) or (asked, as_asked(acts, asked))
    by = list(signers(mandate)) or [CLOCK]
    return {
        "at": put_at(acts[0]), "by": by if len(by) > 1 else by[0], "do": asked.slug, "docket": names[acts[0].docket],
        "with": renamed(told, names), "acts": [entry.said["act"]["kind"] for entry in acts],
    }  # fmt: skip


def as_asked(acts: list[Stored], asked: type[Command]) -> dict[str, Any]:
    """As the act has it that says most of what was asked: beside a notice stands who is invited."""
    first = max(acts, key=lambda entry: sum(name in entry.said["act"]["fields"] for name in walk(asked)))
    fields = first.said["act"]["fields"]
    there = {name: one for name, one in walk(asked).items() if name in fields and worth_saying(first.act, name, fields)}
    told = {name: shaped(one.kind, fields[name]) for name, one in there.items()} | attached(first, asked) | losers(first)
    if first.act.each_of:
        name, each = first.act.each_of
        told[name] = [entry.said["act"]["fields"][each] for entry in acts]
    return told


def by_keys(entry: Stored) -> tuple[type[Command], dict[str, Any]] | None:
    """What only who has keys can say is said in the shorter form: the keys of the new run say the rest."""
    act = entry.act
    if isinstance(act, KeyHolderNamed):
        return NameKeyHolder, {}
    if isinstance(act, SharesReleased):
        closings = (one.act for one in read.entries(entry.docket) if isinstance(one.act, BidsClosed))
        suppliers = {one.bid: one.supplier for closing in closings for one in closing.listed}
        withheld = sorted({suppliers[one.bid] for one in act.released if not one.given})
        return ReleaseShares, {"not_of": withheld} if withheld else {}
    if isinstance(act, BidSealed) and act.envelopes:
        return SendSealedBid, {"lot": act.lot, "stage": act.stage, "round": str(act.round), **attached(entry, SealBid)}
    return None


def attached(entry: Stored, asked: type[Command]) -> dict[str, Any]:
    """What the command brought beside its act, as it was kept."""
    content = content_of(entry.docket, entry.act.kept.sha256) if entry.act.kept is not None else None
    return {asked.attached: shaped(walk(asked)[asked.attached].kind, json.loads(content))} if content else {}


def losers(entry: Stored) -> dict[str, Any]:
    """The sentence that each that did not win was told beside what the record says, which only it and the operator may read."""
    kept = own_records(entry)
    kind = KINDS[str(kind_of(entry.docket))]
    state = kind.folded(one.act for one in read.entries(entry.docket) if one.no < entry.no) if kept else None
    said = [{**{name: one[name] for name in ("lot", "supplier")}, "reason": further(state, one)} for one in kept or ()]
    told = [one for one in said if one["reason"]]
    return {"losers": told} if told else {}


def further(state: Any, told: Mapping[str, Any]) -> dict[str, str]:
    """What was added in each language to the reason on record; all of it where the act is of a time at which it was typed."""
    derived = dict(reason(state, told["lot"], told["supplier"]))
    rest = {spoken: text.removeprefix(derived.get(spoken, "")).removeprefix(MARKS[spoken]) for spoken, text in told["reason"].items()}
    return {spoken: text for spoken, text in rest.items() if text}


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


def put_at(entry: Stored) -> str:
    """When the command came; what happened elsewhere says so itself, and was entered later."""
    moment = entry.act.happened
    return stored_moment(entry.entered if getattr(entry.act, "outside", None) or not isinstance(moment, datetime) else moment)


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
