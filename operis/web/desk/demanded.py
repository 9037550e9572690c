"""Which inputs that may be left empty would the step refuse to be without? Weighed as far as the form is filled, the empty one first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from operis import clock
from operis.core.decider import Procedure
from operis.core.fields import read_in_part, walk
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.procedures import procedure_of
from operis.strict_yaml import Mapping as Table
from operis.web.desk.sitting import Sitting
from operis.web.forms import CommandForm
from operis.web.preparing.ahead import NotWrittenYetError, found_ahead, unwritten


def demanded(at: Sitting, form: CommandForm) -> frozenset[str]:
    """Weighed as it is, and without what may be left out: what is filled now does not become optional by that."""
    required = {name for name, one in walk(form.record).items() if one.required}
    bare = Table({name: node for name, node in form.node.pairs.items() if name in required}, {}, 0)
    return frozenset(name for node in (form.node, bare) for name in _refused(at, form, node))


def _refused(at: Sitting, form: CommandForm, node: Table) -> Iterator[str]:
    """The inputs about which the law would find something that blocks, of those at which this form has nothing."""
    known = read_in_part(at.step.asked, node, zone=calendar().zone, language=language())
    there = replace(at, procedure=_procedure(at, known))
    there = replace(there, step=there.procedure.steps.get(at.step.asked, at.step))
    for ground in found_ahead(there.step.provided, there.case(clock.now(), **known)):
        field = (ground.finding.at or "").partition("/")[0] if ground.blocks else ""
        if field and field not in node.pairs:
            yield form.name_of(f"/{ground.finding.at}")


def _procedure(at: Sitting, known: Mapping[str, Any]) -> Procedure[Any]:
    """What is typed may choose the method, which has rules of its own."""
    try:
        return procedure_of(at.step.asked.docket_kind, at.state, unwritten(at.step.asked, **known))
    except NotWrittenYetError:
        return at.procedure
