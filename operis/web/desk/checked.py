"""What would become of a form as it stands: what would be entered, and which inputs that may be left empty would it be refused without?

What was shown beneath a form has a digest that goes along with it: another command than the one that was shown is checked first.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import NOW, Command
from operis.core.codec import canonical
from operis.core.decider import Done, Procedure, Refusal
from operis.core.fields import Happened, plain, read_in_part, walk
from operis.core.findings import Ground
from operis.core.kinds import Kind, ManyKind, RecordKind
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.procedures import procedure_of
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Node, Sequence
from operis.web.components.why import Why
from operis.web.desk.guided import guide_of, offers_of
from operis.web.desk.guides import OUTCOME
from operis.web.desk.refused import why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import noticed, tried
from operis.web.desk.values import english_alone, values
from operis.web.forms import CommandForm, form_for
from operis.web.preparing.ahead import Looked, NotWrittenYetError, found_ahead, unwritten

SHOWN = "desk-shown"
"""The input that carries what was shown beneath the form."""


def in_the_way(at: Sitting, grounds: tuple[Ground, ...], number: str, now: datetime, more: int = 0) -> Why:
    return why_not(at.words, grounds, number, now, at.mandate, back=at.back, own=at.number or "", more=more)


def digest(asked: Command) -> str:
    return hashlib.sha256(canonical(plain(asked))).hexdigest()


def check_of(
    at: Sitting, form: CommandForm, happened: Happened | None, now: datetime, without: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """What a check shows of a form that can be read; `without` are fields that stand on the page already."""
    guide = guide_of(at)
    outcome, after = tried(at, form.asked, happened) if happened is not None else (None, None)
    refused = in_the_way(at, outcome.grounds, "", now, outcome.more) if isinstance(outcome, Refusal) else None
    notes = outcome.notes if isinstance(outcome, Done) else tuple(one for one in outcome.grounds if not one.blocks) if outcome else ()
    review = guide.review(at, form.asked, outcome)
    if review and isinstance(outcome, Refusal):
        notes = noticed(at, form.asked)
    outcome_template = "" if OUTCOME in without else guide.outcome_template
    return {
        "joint": at.joint, "values": values(form.asked, form.offers, guide.left_out(at) | without), "why": refused, "notes": notes,
        "preview": guide.preview(at, after) if isinstance(outcome, Done) else {}, "review": review,
        "beside": guide.beside(at, form.typed), "outcome_template": outcome_template, "outcome": guide.outcome(at, form.asked),
        "foreign": _(", ").join(_foreign(outcome)),
    }  # fmt: skip


def _foreign(outcome: Done | Refusal | None) -> Iterable[str]:
    """What everybody would read of it in English alone, each name once."""
    acts = outcome.acts if isinstance(outcome, Done) else ()
    return dict.fromkeys(name for act in acts if act.public == NOW for name in english_alone(act))


def beneath(at: Sitting, begins: dict[str, str], now: datetime) -> dict[str, Any] | None:
    """What would be entered of a form that is whole as it is proposed; None where something is missing or stands in the way."""
    guide = guide_of(at)
    if not guide.whole(at):
        return None
    sent = guide.read(at, begins)
    form = form_for(at.step.asked)(sent, zone=calendar().zone, offers=offers_of(at, sent))
    if not form.is_valid() or guide.wrong(at, sent):
        return None
    found = check_of(at, form, calendar().local(now), now, guide.on_form)
    if found["why"] is not None and not found["review"]:
        return None
    return {**found, "why": None, "digest": digest(form.asked)}


def other_than_shown(at: Sitting, form: CommandForm) -> bool:
    """Whether what is confirmed is another command than the one that stood beneath its form, where one did."""
    return str(at.request.POST.get(SHOWN, "")) != digest(form.asked)


def demanded(at: Sitting, form: CommandForm) -> frozenset[str]:
    """Weighed as it is, and without what may be left out: what is filled now does not become optional by that."""
    looked = Looked()
    return frozenset(name for node in (form.node, _bare(form.node, form.record)) for name in _without(at, form, node, looked))


def _bare(node: Table, record: type) -> Table:
    """Without what may be left out, at whatever depth."""
    kept = {name: (one, node.pairs[name]) for name, one in walk(record).items() if one.required and name in node.pairs}
    return Table({name: _bare_of(value, one.kind) for name, (one, value) in kept.items()}, {}, 0)


def _bare_of(node: Node, kind: Kind) -> Node:
    match kind, node:
        case RecordKind(), Table():
            return _bare(node, kind.record)
        case ManyKind(), Sequence():
            return replace(node, items=tuple(_bare_of(one, kind.of) for one in node.items))
    return node


def _without(at: Sitting, form: CommandForm, node: Table, looked: Looked) -> Iterator[str]:
    """The inputs about which the law would find something that blocks, of those at which this form has nothing."""
    known = read_in_part(at.step.asked, node, zone=calendar().zone, language=language())
    there = replace(at, procedure=_procedure(at, known))
    there = replace(there, step=there.procedure.steps.get(at.step.asked, at.step))
    for ground in found_ahead(there.step.provided, there.case(clock.now(), looked, **known)):
        if ground.blocks and ground.finding.at and not _given(node, ground.finding.at.split("/")):
            yield form.name_of(f"/{ground.finding.at}")


def _given(node: Node, steps: list[str]) -> bool:
    """Whether something is written at a place."""
    for step in steps:
        match node:
            case Table() if step in node.pairs:
                node = node.pairs[step]
            case Sequence() if step.isdecimal() and int(step) < len(node.items):
                node = node.items[int(step)]
            case Table() | Sequence():
                return False
    return True


def _procedure(at: Sitting, known: Mapping[str, Any]) -> Procedure[Any]:
    """What is typed may choose the method, which has rules of its own."""
    try:
        return procedure_of(at.step.asked.docket_kind, at.state, unwritten(at.step.asked, **known))
    except NotWrittenYetError:
        return at.procedure
