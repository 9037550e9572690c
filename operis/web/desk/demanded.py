"""Which inputs that may be left empty would the step refuse to be without? Weighed as far as the form is filled, the empty one first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from operis import clock
from operis.core.decider import Procedure
from operis.core.fields import read_in_part, walk
from operis.core.kinds import Kind, ManyKind, RecordKind
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.procedures import procedure_of
from operis.strict_yaml import Mapping as Table
from operis.strict_yaml import Node, Sequence
from operis.web.desk.sitting import Sitting
from operis.web.forms import CommandForm
from operis.web.preparing.ahead import Looked, NotWrittenYetError, found_ahead, unwritten


def demanded(at: Sitting, form: CommandForm) -> frozenset[str]:
    """Weighed as it is, and without what may be left out: what is filled now does not become optional by that."""
    looked = Looked()
    return frozenset(name for node in (form.node, _bare(form.node, form.record)) for name in _refused(at, form, node, looked))


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


def _refused(at: Sitting, form: CommandForm, node: Table, looked: Looked) -> Iterator[str]:
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
