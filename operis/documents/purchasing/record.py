"""What is known for a purchasing document? Plan, need, notice, the parties, and what the officer filled in, by root and field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from operis.core.wording import Slug, Wording
from operis.dockets.procurement.sole import ExpertOpinion
from operis.dockets.procurement.terms import Band, Criterion, PlanTerms, Reservation
from operis.documents.lawbook import book
from operis.documents.purchasing.contract import Filled, clauses
from operis.documents.purchasing.filling import Facts
from operis.documents.purchasing.texts import sources
from operis.documents.purchasing.values import said_of
from operis.documents.shown import number
from operis.documents.textbank import Bank, Words
from operis.rules.lists import asking_nothing

PRICE, LOWEST = "price", "lowest-wins"
METHOD_BY_PRICE, METHOD_BY_SCORE = Slug("lowest-evaluated-price"), Slug("overall-scoring")
BAND_ZH, BAND_EN = "{}：{}分。", "{}: {} points."
WORKED_OUT = frozenset({"evaluation_method", "reservation"})


@dataclass(frozen=True, kw_only=True)
class Known:
    """`notice` by the attributes of a notice; `body` and `finance` by name and address; `asked` as it was filled in."""

    plan: PlanTerms
    notice: Mapping[str, Any]
    number: str
    site: str
    body: Mapping[str, Words]
    finance: Mapping[str, Words] = field(default_factory=dict)
    place: Wording | None = None
    served: Wording | None = None
    class_: str | None = None
    asked: Mapping[str, Any] = field(default_factory=dict)
    bank: Bank | None = None
    slots: Filled = field(default_factory=dict)
    holders: tuple[Words, ...] = ()
    """To whose keys bids are sealed, by name; none where the platform seals them."""
    supplier: Mapping[str, Words] = field(default_factory=dict)
    """The one supplier of a single source, by name and address."""
    advisers: tuple[ExpertOpinion, ...] = ()
    """Those whose opinions of it were publicised."""
    concluded: Mapping[str, object] = field(default_factory=dict)
    """Of the contract itself: award, party, first and last day, and what the officer said of the case."""


def facts_of(known: Known) -> Facts:
    plan = known.plan
    price = next((one for one in plan.criteria if one.kind == PRICE), None)
    by_price = price is not None and price.formula == LOWEST
    own = {name: getattr(plan, name, None) for name in sources().record["plan"] if name not in WORKED_OUT}
    asking = tuple(one for one in plan.conditions if one.about not in asking_nothing(book()))
    facts: dict[str, object] = {
        "plan": {**own, "conditions": asking, "criteria": tuple(map(_named, plan.criteria)),
                 "reservation": _reservation(plan.reservation, plan.budget),
                 "evaluation_method": METHOD_BY_PRICE if by_price else METHOD_BY_SCORE},
        "notice": known.notice, "criterion": plan.criteria, "need_part": {"place": known.place, "served": known.served},
        "determined": {"class": known.class_},
        "body": known.body, "finance": known.finance,
        "system": {"number": known.number, "site": known.site, "holders": _named_together(known.holders)},
        "supplier": known.supplier, "publicity": {"opinions": known.advisers}, "asked": known.asked, **known.concluded,
    }  # fmt: skip
    return {**facts, "draft": {"clauses": clauses(facts, known.bank, known.slots)}}


def _named_together(names: tuple[Words, ...]) -> Words | None:
    return {"zh": "、".join(one["zh"] for one in names), "en": ", ".join(one["en"] for one in names)} if names else None


def _named(one: Criterion) -> Criterion:
    """A criterion without words of its own is told by its kind and its formula."""
    return replace(one, name=one.name or _wording(one, "kind"), rule=_banded(one.rule or _wording(one, "formula"), one.bands))


def _banded(rule: Wording | None, bands: tuple[Band, ...]) -> Wording | None:
    """How points are given, and what each band earns."""
    if not bands:
        return rule
    told = [rule] if rule is not None else []
    zh = [said_of(one)["zh"] for one in told] + [BAND_ZH.format(said_of(one.text)["zh"].rstrip("。"), number(one.points)) for one in bands]
    en = [said_of(one)["en"] for one in told] + [BAND_EN.format(said_of(one.text)["en"].rstrip("."), number(one.points)) for one in bands]
    return Wording(zh="\n".join(zh), en="\n".join(en))


def _wording(one: Criterion, name: str) -> Wording | None:
    said = said_of(getattr(one, name), Criterion, name)
    return Wording(zh=said["zh"], en=said["en"]) if any(said.values()) else None


def _reservation(kept: Reservation | None, budget: int) -> Mapping[str, Any]:
    """With the shares that its amounts come to."""
    if kept is None:
        return {}
    own = {name: getattr(kept, name) for name in ("way", "ground", "deduction_percent", "share_percent")}
    shares = {"reserved_percent": _percent(kept.reserved, budget), "small_micro_percent": _percent(kept.small_micro, kept.reserved)}
    return {**own, **shares}


def _percent(part: int | None, whole: int | None) -> Decimal | None:
    return round(Decimal(part * 100) / whole, 2) if part is not None and whole else None
