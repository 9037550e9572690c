"""What may be done on a docket now, and why not yet? Each step weighed before anything of it is written: office and order alone.

A rule that looks at what would be written cannot be weighed before it is: it is left to the clerk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from operis import clock
from operis.core.acts import Command
from operis.core.case import Case, Fact, Facts
from operis.core.decider import Procedure, Step, not_yours
from operis.core.fields import walk
from operis.core.findings import Ground
from operis.core.mandates import WITHOUT_OFFICE, Mandate, Role
from operis.procedures import steps_now
from operis.rules.sealed import kept_by_rule, key_holders_called
from operis.web.preparing.together import weighed_as
from operis.web.reading.dockets import Shown
from operis.weighing import FINDERS, assembled

T = TypeVar("T")
OTHERWISE = frozenset({kept_by_rule.name, key_holders_called.name})
"""The checks by which another step of the same docket does what this one would."""
Looked = dict[tuple[str, tuple[str, ...]], Any]
"""Facts of one docket at one moment, by name and key."""


class NotWrittenYetError(AttributeError):
    """Something was looked at that nobody has written yet; what can do without it takes it for missing."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step with what stands in its way; no grounds: it may be tried now."""

    asked: type[Command]
    grounds: tuple[Ground, ...]
    yours: bool
    """Whether the mandate's office may take it at all on this docket."""
    sure: bool = True
    """Whether everything that comes first could be weighed; else it hangs on what will be written."""
    again: bool = False
    """Whether it was taken on this docket before."""


class _Found(Facts):
    """Facts of other dockets; those that hang on what would be written are open."""

    def __init__(self, found: dict[Fact[Any], Any], unknown: frozenset[str]) -> None:
        super().__init__(found)
        self._unknown = unknown

    def __getitem__(self, fact: Fact[T]) -> T:
        if fact.name in self._unknown:
            raise NotWrittenYetError(fact.name)
        return super().__getitem__(fact)

    def __contains__(self, fact: object) -> bool:
        if isinstance(fact, Fact) and fact.name in self._unknown:
            raise NotWrittenYetError(fact.name)
        return super().__contains__(fact)


_LIKE: dict[type[Any], Any] = {}


def _unwritten_like(asked: type[Any]) -> Any:
    """Of its instances only those fields can be looked at that are known already."""
    if asked not in _LIKE:
        _LIKE[asked] = _make_like(asked)
    return _LIKE[asked]


def _make_like(asked: type[Any]) -> Any:
    names = frozenset(one.attribute for one in walk(asked).values())

    def look(self: Any, name: str) -> Any:
        if name not in names:
            return object.__getattribute__(self, name)
        known = object.__getattribute__(self, "__dict__")
        if name not in known:
            raise NotWrittenYetError(name)
        return known[name]

    # Without a slug of its own it joins no list of commands.
    return type(asked.__name__, (asked,), {"slug": "", "__getattribute__": look, "__module__": asked.__module__})


def unwritten(asked: type[Any], **known: Any) -> Any:
    """A command, or a part of one, of which nothing is written yet but what is known, by the names of its attributes."""
    like = object.__new__(_unwritten_like(asked))
    object.__getattribute__(like, "__dict__").update(known)
    return like


def steps_of(kind: str, state: Any) -> Iterator[tuple[Procedure[Any], Step[Any, Any]]]:
    """The steps of a docket that a person takes, in the order of its procedure."""
    return ((own, step) for own, step in steps_now(kind, state) if step.by - WITHOUT_OFFICE)


def ahead(docket: Shown, mandate: Mandate, now: datetime, above: Any = None) -> tuple[Ahead, ...]:
    """Each step weighed; what several of them look at is looked up once. What is done by another step here is none, nor what is idle.

    `above` is the state of the procurement that a bid is for.
    """
    looked: Looked = {}
    state = docket.state
    weighed = (
        replace(weigh(one, step, docket.number, state, weighed_as(mandate, step, state), now, looked), again=docket.took(step))
        for one, step in steps_of(docket.line.kind, state)
        if not docket.kind.idle(state, above, step.asked)
    )
    return tuple(one for one in weighed if OTHERWISE.isdisjoint(ground.check for ground in one.grounds))


def weigh(
    procedure: Procedure[Any], step: Step[Any, Any], number: str | None, state: Any, mandate: Mandate, now: datetime,
    looked: Looked | None = None, /, **known: Any,
) -> Ahead:  # fmt: skip
    case = case_ahead(procedure, step, number, state, mandate, now, looked, **known)
    if mandate.role not in step.by or not procedure.own(case):
        return Ahead(step.asked, (not_yours(step, case),), yours=False)
    if others := _not_entrusted(procedure, case) if number is not None else ():
        return Ahead(step.asked, others, yours=False)
    settled = tuple(missing_ahead(step.settles, case))
    sure = all(_weighed(rule, case) for rule in (*step.settles, *step.after))
    return Ahead(step.asked, settled or tuple(missing_ahead(step.after, case)), yours=True, sure=sure)


def _not_entrusted(procedure: Procedure[Any], case: Case[Any, Any]) -> tuple[Ground, ...]:
    """Why an agency takes no step here: the plan does not name it, or its mandate does not cover the step."""
    if case.mandate.role is not Role.AGENCY or procedure.agents is None:
        return ()
    try:
        return tuple(procedure.agents.grounds(case))
    except NotWrittenYetError:
        return ()


def _weighed(rule: Any, case: Case[Any, Any]) -> bool:
    try:
        list(rule.missing(case))
    except NotWrittenYetError:
        return False
    return True


def case_ahead(
    procedure: Procedure[Any], step: Step[Any, Any], number: str | None, state: Any, mandate: Mandate, now: datetime,
    looked: Looked | None = None, /, **known: Any,
) -> Case[Any, Any]:  # fmt: skip
    """The case as far as it can be told before the command is written; `looked` is what was looked up for another one at this moment."""
    asked = unwritten(step.asked, **known)
    found = _facts(step, state, asked, mandate, number, {} if looked is None else looked)
    return assembled(clock.this_office(), procedure, number, state, asked, mandate, found, happened=now, entered=now)


def missing_ahead(rules: tuple[Any, ...], case: Case[Any, Any]) -> Iterator[Ground]:
    for rule in rules:
        try:
            yield from rule.missing(case)
        except NotWrittenYetError:
            continue  # the clerk weighs it once it is written


def found_ahead(rules: tuple[Any, ...], case: Case[Any, Any]) -> Iterator[Ground]:
    """What the law would find, as far as it can be told; what looks at more is left out."""
    for rule in rules:
        try:
            yield from rule.grounds(case)
        except NotWrittenYetError:
            continue


def _facts(step: Step[Any, Any], state: Any, asked: Any, mandate: Mandate, number: str | None, looked: Looked) -> _Found:
    found, unknown = dict[Fact[Any], Any](), set[str]()
    for fact in step.needs:
        try:
            key = fact.key(state, asked, mandate)
        except NotWrittenYetError:
            unknown.add(fact.name)
        else:
            if key is not None:
                if (fact.name, key) not in looked:
                    looked[fact.name, key] = FINDERS[fact.name](key, number)
                found[fact] = looked[fact.name, key]
    return _Found(found, frozenset(unknown))
