"""Which method is open for this plan, and which is closed by which row? Each weighed with the amounts that are typed so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from operis import clock
from operis.core.case import Case, Facts
from operis.core.fields import walk
from operis.core.findings import Ground
from operis.core.kinds import OptionalKind
from operis.core.mandates import Mandate
from operis.core.reading import Reading
from operis.core.wording import Slug
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.terms import METHODS as WORDS
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.law.book import Law
from operis.procedures import METHODS
from operis.procedures.cooperative_innovation import COOPERATIVE_INNOVATION
from operis.procedures.emergency import EMERGENCY
from operis.rules.amounts import need_not_split, not_split
from operis.strict_yaml import Scalar
from operis.web.components.links import Link
from operis.web.desk.guide_need import own_need
from operis.web.forms import Typed
from operis.web.preparing.ahead import Looked, case_ahead, found_ahead, missing_ahead

LOOKED_AT = ("need", "part", "fiscal_year", "budget_line", "directory_item", "category", "budget", "method_ground", "approval")
OUTSIDE = (EMERGENCY.name, COOPERATIVE_INNOVATION.name)
"""The methods by which nothing is planned here."""
OF_METHOD = frozenset({"method", "method_ground"})
"""Where a finding that is about the method stands."""


@dataclass(frozen=True, slots=True)
class MethodShown:
    slug: str
    words: str
    built: bool
    grounds: tuple[Ground, ...]
    way: Link | None = None
    """Where what was bought so is entered instead, once it is closed."""

    @property
    def open(self) -> bool:
        return self.built and not self.grounds


def known_of(typed: Typed) -> dict[str, Any]:
    """The fields that decide about the method, as far as they can be read."""
    known: dict[str, Any] = {}
    for name in LOOKED_AT:
        one = walk(FilePlan)[name]
        reading = Reading(calendar().zone)
        text = typed.get(name, "").strip()
        value = one.kind.read(Scalar(text, plain=False, line=0), "", reading) if text else None
        if text and not reading.mistakes:
            known[one.attribute] = value
        elif not text and isinstance(one.kind, OptionalKind):
            known[one.attribute] = None
    return known


def plan_case(
    method: str, number: str | None, state: Any, mandate: Mandate, known: Mapping[str, Any], looked: Looked | None = None
) -> Case[Any, Any]:
    procedure = METHODS[method]
    now = calendar().local(clock.now())
    return case_ahead(procedure, procedure.steps[FilePlan], number, state, mandate, now, looked, method=Slug(method), **known)


def methods_for(number: str | None, state: Any, mandate: Mandate, typed: Typed) -> tuple[MethodShown, ...]:
    """Each weighed; what several of them look at is looked up once."""
    known, looked = known_of(typed), Looked()
    return tuple(_weighed(method, number, state, mandate, known, looked) for method in WORDS)


def _weighed(method: str, number: str | None, state: Any, mandate: Mandate, known: Mapping[str, Any], looked: Looked) -> MethodShown:
    words = dict(walk(FilePlan)["method"].asked.choices)[method].within(language())
    if method not in METHODS:
        return MethodShown(method, words, False, ())
    case = plan_case(method, number, state, mandate, known, looked)
    step = METHODS[method].steps[FilePlan]
    first = [one for one in missing_ahead(step.after, case) if one.finding.at in OF_METHOD]
    found = [one for rule in step.provided for one in found_ahead((rule,), case)
             if one.blocks and (one.finding.at in OF_METHOD or rule.check in (not_split, need_not_split))]  # fmt: skip
    return MethodShown(method, words, True, (*first, *found), _instead(method, known, mandate))


def _instead(method: str, known: Mapping[str, Any], mandate: Mandate) -> Link | None:
    """The step of the body's own need at which a purchase outside these methods is entered."""
    need = own_need(str(known.get("need", "")).upper(), mandate) if method in OUTSIDE else None
    return Link(EnterOutsidePurchase.title_words.within(language()),
                reverse("desk-step", args=[need.number, EnterOutsidePurchase.slug])) if need is not None else None  # fmt: skip


def law_here(state: Any, mandate: Mandate) -> Law:
    """The law by which the body's plan is weighed today."""
    return plan_case(next(iter(METHODS)), None, state, mandate, {}).law


def facts_here(state: Any, mandate: Mandate, typed: Typed, number: str | None) -> Facts:
    """What other dockets tell for what is typed so far."""
    return plan_case(next(iter(METHODS)), number, state, mandate, known_of(typed)).facts
