"""What is asked is weighed against the law: acts with notes, or a refusal with every ground at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, replace
from dataclasses import fields as dataclass_fields
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar

from operis.core.acts import Act, Command
from operis.core.case import Absent, Case, Fact
from operis.core.dockets import DocketKind
from operis.core.fields import Happened
from operis.core.findings import NOTED, REFUSED, TO_BE_CHECKED, WARNING, Finding, Ground, few, found
from operis.core.mandates import Role
from operis.core.wording import Label, Slug
from operis.law.book import Law, Row
from operis.strict_yaml import Mistake

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)
C = TypeVar("C", bound=Command)
C_contra = TypeVar("C_contra", bound=Command, contravariant=True)


NOT_YOURS = "not_yours"
"""Of a ground: the step or the docket is another's."""


class Looks(Protocol[S_contra, C_contra]):
    """The function of a check: it yields a finding for each thing that is wrong."""

    __name__: str

    def __call__(self, case: Case[S_contra, C_contra], row: Row, /) -> Iterator[Finding]: ...


@dataclass(frozen=True)
class Check(Generic[S_contra, C_contra]):
    """A condition without its article: a method binds it to the row of its own law."""

    looks: Looks[S_contra, C_contra]
    words: Label
    """What it looks at: the condition that has to hold."""

    @property
    def name(self) -> str:
        return self.looks.__name__

    def under(self, *rows: str) -> "Rule[S_contra, C_contra]":
        """Bind to rows: the first one in force is cited, so an exception stands before its rule."""
        return Rule(self, rows)


def check(en: str, zh: str) -> Callable[[Looks[S_contra, C_contra]], Check[S_contra, C_contra]]:
    """A check, with the condition that has to hold in both languages; TypeError where one of them is missing."""

    def of(looks: Looks[S_contra, C_contra]) -> Check[S_contra, C_contra]:
        if not (en.strip() and zh.strip()):
            raise TypeError(f"{looks.__module__}: the check {looks.__name__} has no words in {'English' if zh.strip() else 'Chinese'}")
        return Check(looks, Label(en, zh))

    return of


@dataclass(frozen=True)
class Rule(Generic[S_contra, C_contra]):
    """A check bound to the rows that say so."""

    check: Check[S_contra, C_contra]
    rows: tuple[str, ...]

    def grounds(self, case: Case[S_contra, C_contra], absent: str = "") -> Iterator[Ground]:
        """What is wrong under the first row in force, nothing while none is; `absent` weighs what is not on record, else as the row."""
        row = case.law.first(self.rows, method=case.method)
        if row is None or row.day is None:
            return
        severity = REFUSED if row.blocks else WARNING
        try:
            for finding in self.check.looks(case, row):
                yield Ground(self.check.name, row.id, row.day, severity if finding.sure else WARNING, finding)
        except Absent as missing:
            yield Ground(self.check.name, row.id, row.day, absent or severity, not_on_record(missing))

    def missing(self, case: Case[S_contra, C_contra]) -> Iterator[Ground]:
        """What must come first: always refuses, since the order of steps is not the law's to switch off; the row is the citation.

        Where none is in force yet, the first of them is read as it began: before that it has no numbers to read.
        """
        cited = case.law.row(self.rows[0])
        row = case.law.first(self.rows, method=case.method) or cited.at(max(case.today, cited.first or case.today))
        try:
            for finding in self.check.looks(case, row):
                yield Ground(self.check.name, row.id, row.day or case.today, REFUSED, finding)
        except Absent as missing:
            yield Ground(self.check.name, row.id, row.day or case.today, REFUSED, not_on_record(missing))

    def noted(self, case: Case[S_contra, C_contra]) -> Iterator[Ground]:
        """What is told and never refused."""
        return (Ground(one.check, one.row, one.row_day, NOTED, one.finding) for one in self.grounds(case))


def not_on_record(missing: Absent) -> Finding:
    return found("Not on record: {what}.", do="Have it entered first.", what=Slug(missing.what))


Rules = tuple[Rule[S, C], ...]
Concludes = Callable[[Case[Any, Any]], Any]


@dataclass(frozen=True)
class Make:
    """An act that follows: what was asked is copied by name, the rest is concluded; `when` says whether it is due."""

    act: type[Act]
    concludes: Mapping[str, Concludes] = field(default_factory=dict)
    when: Callable[[Case[Any, Any]], bool] = lambda _: True

    def __call__(self, case: Case[Any, Any]) -> Act:
        names = {one.name for one in dataclass_fields(case.asked)}
        asked = {one.name: getattr(case.asked, one.name) for one in dataclass_fields(self.act) if one.name in names}
        concluded = {name: conclude(case) for name, conclude in self.concludes.items()}
        return self.act(**{**asked, **concluded, "happened": case.happened})

    def unsupplied(self, asked: type[Command]) -> tuple[str, ...]:
        """Required fields of the act that are neither asked nor concluded."""
        supplied = {*(one.name for one in dataclass_fields(asked)), *self.concludes, "happened"}
        return tuple(one.name for one in dataclass_fields(self.act) if one.default is MISSING and one.name not in supplied)


def makes(act: type[Act], *, when: Callable[[Case[Any, Any]], bool] = lambda _: True, **concludes: Concludes) -> Make:
    return Make(act, concludes, when)


@dataclass(frozen=True)
class Step(Generic[S, C]):
    """A row of the vocabulary: who asks for what, under which article, after what, provided what, then which acts."""

    asked: type[C]
    by: frozenset[Role]
    under: tuple[str, ...]
    settles: tuple[Rule[S, C], ...] = ()
    """What settles the matter by itself: if it is wrong, nothing else is weighed or shown."""
    after: tuple[Rule[S, C], ...] = ()
    provided: tuple[Rule[S, C], ...] = ()
    noted: tuple[Rule[S, C], ...] = ()
    needs: tuple[Fact[Any], ...] = ()
    then: tuple[Make, ...] = ()
    reads: Callable[[C, Law], Iterator[Mistake]] = lambda asked, law: iter(())
    """What of the asked only the law of the day can read, such as which answers a question takes: mistakes, not grounds."""

    @property
    def rules(self) -> tuple[Rule[S, C], ...]:
        return (*self.settles, *self.after, *self.provided, *self.noted)

    def rows_of(self, check: Check[Any, Any]) -> tuple[str, ...]:
        """The rows to which a check is bound here; none where the step does not ask it."""
        return tuple(row for rule in self.rules if rule.check is check for row in rule.rows)


@dataclass(frozen=True)
class Procedure(Generic[S]):
    """A kind of docket, or a method: its steps by what they are asked with, and whose docket it is."""

    name: str
    of: DocketKind[S]
    own: Callable[[Case[S, Any]], bool]
    listed: tuple[Step[S, Any], ...]
    follows: tuple[type[Command], ...] = ()
    """What can still be asked once the docket has come to its end."""
    agents: Rule[S, Any] | None = None
    """What is asked of an agency in each step that one may take: it stands among what the step provides, and tells whose the step is."""

    @property
    def kind(self) -> str:
        return self.of.name

    def start(self) -> S:
        return self.of.start()

    def evolve(self, state: S, act: Any) -> S:
        return self.of.evolve(state, act)

    @cached_property
    def steps(self) -> Mapping[type[Command], Step[S, Any]]:
        return {step.asked: step for step in self.listed}


def procedure(
    name: str,
    *steps: Step[S, Any],
    of: DocketKind[S],
    own: Callable[[Case[S, Any]], bool],
    ended: Rule[S, Any] | None,
    follows: tuple[type[Command], ...] = (),
    always: tuple[Rule[S, Any], ...] = (),
    noted: tuple[Rule[S, Any], ...] = (),
    agents: Rule[S, Any] | None = None,
    told: tuple[Fact[Any], ...] = (),
) -> Procedure[S]:
    """Put a procedure together; TypeError where an act would lack a required field or a command has two steps.

    `ended` says that the docket has come to its end, None where its kind never does: then only what `follows` from it can be asked.
    `always` comes before every step, with the facts in `told` that it looks at; `noted` is told beside each.
    `agents` is asked of an agency, in each step that one may take.
    """
    if strange := [asked.slug for asked in follows if asked not in {step.asked for step in steps}]:
        raise TypeError(f"{name}: {', '.join(strange)} follows and is no step")
    steps = tuple(
        replace(
            step,
            settles=step.settles if ended is None or step.asked in follows else (ended, *step.settles),
            after=(*always, *step.after),
            provided=(*step.provided, agents) if agents and Role.AGENCY in step.by else step.provided,
            noted=(*step.noted, *noted),
            needs=(*told, *step.needs),
        )
        for step in steps
    )
    for step in steps:
        for make in step.then:
            if lacking := make.unsupplied(step.asked):
                raise TypeError(f"{name}: {step.asked.slug} makes {make.act.kind} without {', '.join(lacking)}")
    if len({step.asked for step in steps}) != len(steps):
        raise TypeError(f"{name}: a command has two steps")
    return Procedure(name, of, own, steps, follows, agents)


@dataclass(frozen=True)
class Done:
    """Allowed: the acts that follow, and what was told beside."""

    acts: tuple[Act, ...]
    notes: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Not allowed: every ground that blocks, and what else was found; `status` is how a page or the API answers."""

    grounds: tuple[Ground, ...]
    status: int
    more: int = 0
    """How many grounds there were besides, where too many were found to be told."""

    def told(self) -> "Refusal":
        """As it is answered and kept: as many grounds as anybody reads."""
        grounds, more = few(self.grounds)
        return Refusal(grounds, self.status, self.more + more)

    @property
    def rows(self) -> frozenset[str]:
        """The rows that block."""
        return frozenset(ground.row for ground in self.grounds if ground.blocks)


def decide(weighed_by: Procedure[S], case: Case[S, C]) -> Done | Refusal:
    """Weigh what is asked; a stranger learns only that the docket is not his."""
    step = weighed_by.steps.get(type(case.asked))
    own = weighed_by.own(case)
    if step is None and own:
        return Refusal((no_such_step(weighed_by, case),), 409)
    if step is None or case.mandate.role not in step.by or not own:
        return Refusal((not_yours(step, case),), 403)
    if settled := tuple(ground for rule in step.settles for ground in rule.missing(case)):
        return Refusal(settled, 409)
    missing = tuple(ground for rule in step.after for ground in rule.missing(case))
    wrong = tuple(ground for rule in step.provided for ground in rule.grounds(case))
    if missing or any(ground.blocks for ground in wrong):
        return Refusal((*missing, *wrong), 409 if missing else 422)
    notes = (*wrong, *(ground for rule in step.noted for ground in rule.noted(case)))
    return Done(tuple(make(case) for make in step.then if make.when(case)), notes)


def examine(step: Step[S, C], case: Case[S, C]) -> tuple[Ground, ...]:
    """What the law says to one document by itself: what needs a register or an earlier act is "to be checked"."""
    told = (ground for rule in step.noted for ground in rule.grounds(case, absent=TO_BE_CHECKED))
    return (
        *(ground for rule in step.provided for ground in rule.grounds(case, absent=TO_BE_CHECKED)),
        *(ground if ground.severity == TO_BE_CHECKED else replace(ground, severity=NOTED) for ground in told),
    )


def no_such_step(weighed_by: Procedure[S], case: Case[S, Any]) -> Ground:
    finding = found(
        "“{asked}” is no step of this docket ({procedure}).",
        do="Choose one of its steps: {steps}.",
        asked=Slug(case.asked.slug or type(case.asked).__name__),
        procedure=Slug(weighed_by.name),
        steps=tuple(step.asked.slug for step in weighed_by.listed),
    )
    return Ground("no_such_step", "OURS-STEP", case.today, REFUSED, finding)


def not_yours(step: Step[S, Any] | None, case: Case[S, Any]) -> Ground:
    """That the step is of another office or the docket of another body; what is no step here is not told to a stranger either."""
    under = step.under if step else ("OURS-STEP",)
    row = case.law.first(under, method=case.method) or case.law.row(under[0]).at(case.today)
    roles = tuple(sorted(step.by)) if step else ("-",)
    if step is not None and case.mandate.role in step.by:
        finding = found(
            "This belongs to another body or supplier than the one you act for.",
            do="Only whom it belongs to can take this step, as: {roles}.",
            roles=roles,
        )
    else:
        finding = found(
            "This step belongs to another office.",
            do="It is taken by: {roles}. Change to such a mandate if you hold one, or hand it on.",
            roles=roles,
        )
    return Ground(NOT_YOURS, row.id, row.day or case.today, REFUSED, finding)


def follow(weighed_by: Procedure[S], acts: Iterable[Act]) -> S:
    """What the acts add up to."""
    return weighed_by.of.folded(acts)


__all__ = [
    "Check",
    "Done",
    "Happened",
    "Make",
    "Procedure",
    "Refusal",
    "Rule",
    "Rules",
    "Step",
    "check",
    "decide",
    "examine",
    "follow",
    "makes",
    "no_such_step",
    "not_on_record",
    "not_yours",
    "procedure",
]
