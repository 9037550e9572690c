"""Which procedure weighs what is asked? By the docket's kind; for a procurement by the method, of the plan asked for or filed."""

from collections.abc import Iterator, Mapping
from typing import Any

from operis.core.acts import Command
from operis.core.case import Fact
from operis.core.decider import Procedure, Step
from operis.core.mandates import Role
from operis.dockets.procurement.commands import FilePlan
from operis.law.book import Book
from operis.law.lint import Binding
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.bid import BID
from operis.procedures.budget import BUDGET
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.competitive_negotiation import COMPETITIVE_NEGOTIATION
from operis.procedures.contract import CONTRACT
from operis.procedures.cooperative_innovation import COOPERATIVE_INNOVATION
from operis.procedures.directory import DIRECTORY
from operis.procedures.emergency import EMERGENCY
from operis.procedures.envelope import ENVELOPE
from operis.procedures.establishment import ESTABLISHMENT
from operis.procedures.file import FILE
from operis.procedures.inquiry import INQUIRY
from operis.procedures.invited_tender import INVITED_TENDER
from operis.procedures.need import NEED
from operis.procedures.open_tender import OPEN_TENDER
from operis.procedures.parts.reading import read_by, terms_read
from operis.procedures.platform import PLATFORM
from operis.procedures.recruitment import RECRUITMENT
from operis.procedures.representation import REPRESENTATION
from operis.procedures.single_source import SINGLE_SOURCE
from operis.procedures.start import START
from operis.procedures.supervision import SUPERVISION
from operis.rules.scoring.lawful import SAID

METHODS: Mapping[str, Procedure[Any]] = {one.name: one for one in (
    OPEN_TENDER, INVITED_TENDER, COMPETITIVE_CONSULTATION, COMPETITIVE_NEGOTIATION, SINGLE_SOURCE, BELOW_THRESHOLD, INQUIRY,
    COOPERATIVE_INNOVATION, EMERGENCY,
)}
BY_KIND: dict[str, Procedure[Any]] = {
    one.kind: one
    for one in (
        NEED, BID, CONTRACT, BUDGET, DIRECTORY, ESTABLISHMENT, FILE, RECRUITMENT, START, SUPERVISION, PLATFORM, REPRESENTATION,
        ENVELOPE,
    )
}

TELLS_METHOD = frozenset({"procurement", "award", "settling"})
"""The facts by which a docket belongs to a procurement, and so to its method."""


def procedures() -> tuple[Procedure[Any], ...]:
    return (*BY_KIND.values(), *METHODS.values())


def takers(asked: type[Command]) -> frozenset[Role]:
    """The roles that may take a step, by any procedure of its kind."""
    return frozenset(role for one in procedures() for step in one.listed if step.asked is asked for role in step.by)


def procedure_of(kind: str, state: Any, asked: Command) -> Procedure[Any]:
    """The procedure for a docket in this state; a method that is not built yet leaves the docket where it is."""
    if isinstance(asked, FilePlan):
        return METHODS.get(asked.method, START)
    return procedure_now(kind, state)


def procedure_now(kind: str, state: Any) -> Procedure[Any]:
    """The procedure by which a docket goes on that stands so."""
    own = BY_KIND[kind]
    return METHODS[state.plan.method] if own is START and state.plan is not None else own


def steps_now(kind: str, state: Any) -> Iterator[tuple[Procedure[Any], Step[Any, Any]]]:
    """The steps of a docket that stands so, in the order of its procedure; before there is a plan, the plan is a step too."""
    own = procedure_now(kind, state)
    yield from ((own, step) for step in own.listed)
    if own is START:
        first = next(iter(METHODS.values()))
        yield first, first.steps[FilePlan]


def method_of(procedure: Procedure[Any]) -> str | None:
    """The method by which rows apply; kinds without methods have none."""
    return procedure.name if procedure.name in METHODS else None


def belonging(found: Mapping[Fact[Any], Any]) -> Any:
    """The fact of the procurement that a docket belongs to; None where it belongs to none."""
    return next((value for fact, value in found.items() if value is not None and fact.name in TELLS_METHOD), None)


def method_for(procedure: Procedure[Any], found: Mapping[Fact[Any], Any]) -> str | None:
    """The method by which rows apply: that of the docket, or of the procurement that it belongs to."""
    belongs = belonging(found)
    return belongs.method if belongs is not None else method_of(procedure)


def bindings() -> Iterator[Binding]:
    """Each rule of each step with the rows it is bound to: for the lint and the concordance."""
    for one in procedures():
        for step in one.listed:
            for rule in step.rules:
                for row in rule.rows:
                    yield Binding(rule.check.name, row, method_of(one) or "", terms_read(rule.check))


def terms_read_of(book: Book) -> Iterator[tuple[str, str]]:
    """Row and term of all that a step, or the arithmetic of an evaluation, may read."""
    for one in procedures():
        for step in one.listed:
            yield from read_by(step.reads, (), book)
            for rule in step.rules:
                yield from read_by(rule.check.looks, rule.rows, book)
            for make in step.then:
                for conclude in make.concludes.values():
                    yield from read_by(conclude, (), book)
    for said in SAID:
        yield from read_by(said.looks, said.rows, book)
