"""What helps with the report of an evaluation? Ranks from the record before anybody signs, and each low price that was asked about."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.core.decider import Refusal
from operis.core.findings import Ground
from operis.dockets.procurement.commands import AskExplanation, ReportEvaluation
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.evaluation import lots_evaluated
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import language, money, shown
from operis.documents.summaries import chosen
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.fixed_rows import Told, fixed
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import OUTCOME, Guide
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import tried, would_say
from operis.web.forms import Typed

LOW_PRICES, LOTS, DISSENTS, SILENT = "low_prices", "lots", "dissents", "silent"
LOW_PRICE = "low-price"
"""What a supplier is asked about where its price is far below the others."""


class ReportingGuide(Guide):
    template = "web/desk/guide_reporting.html"
    outcome_template = "web/desk/ranking.html"
    on_form = frozenset({OUTCOME})

    def whole(self, at: Sitting) -> bool:
        return True

    def begins(self, at: Sitting) -> Mapping[str, str]:
        rows = [{"lot": lot, "supplier": supplier} for lot, supplier in asked_about_price(at.state)]
        return typed_of(ReportEvaluation, {"low_prices": rows})

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """Who does not agree says so where he signs, who is silent shows there; where there is one lot, it is the one that is reported."""
        several = len(lots_evaluated(at.state)) > 1
        names = names_of({supplier for _lot, supplier in asked_about_price(at.state)})

        def told(known: Mapping[str, str]) -> Told:
            name = names.get(known["supplier"], known["supplier"])
            return _("Lot {lot}: {supplier}").format(lot=known["lot"], supplier=name) if several else name, ()

        left_out = {DISSENTS, SILENT, *(() if several else (LOTS,)), *(() if asked_about_price(at.state) else (LOW_PRICES,))}
        own = (one for one in parts if one.name not in left_out)
        return tuple(fixed(one, typed, ("lot", "supplier"), told) if one.name == LOW_PRICES else one for one in own)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        """What stands in the way of a report as the sheets are now."""
        asked = ReportEvaluation()
        grounds = _grounds(at, asked)
        low = [one for one in grounds if one.finding.at == LOW_PRICES]
        return {"grounds": [one for one in grounds if one not in low], "ask": _to_ask(at, low, {*asked_about_price(at.state)}),
                **self.outcome(at, asked)}  # fmt: skip

    def outcome(self, at: Sitting, asked: ReportEvaluation) -> dict[str, Any]:
        """No total is told before every sheet is in and what is counted is the same on all of them."""
        if any(one.finding.at != LOW_PRICES for one in _grounds(at, asked)):
            return {"ranking": []}
        act: Any = would_say(at, asked)
        return {"ranking": ranking(act)}


def _grounds(at: Sitting, asked: ReportEvaluation) -> list[Ground]:
    outcome, _state = tried(at, asked, calendar().local(clock.now()))
    return [one for one in outcome.grounds if one.blocks] if isinstance(outcome, Refusal) else []


def ranking(act: EvaluationReported) -> list[dict[str, Any]]:
    """By lot, every bid that was compared with its prices, total and rank, the first ranked first; those that are out at the end."""
    names = names_of({one.supplier for one in act.ranked})
    tables = []
    for outcome in act.outcomes:
        of_lot = (one for one in act.ranked if one.lot == outcome.lot)
        mine = sorted(of_lot, key=lambda one: (one.rank is None, one.rank or 0, one.supplier))
        rows = [_row(one, names.get(one.supplier, one.supplier)) for one in mine]
        words = chosen(outcome, "outcome", outcome.outcome)
        tables.append({"lot": outcome.lot, "several": len(act.outcomes) > 1, "outcome": words, "rows": rows})
    return tables


def _row(one: Ranked, name: str) -> dict[str, Any]:
    prices = {what: money(price) if price is not None else "" for what, price in (("price", one.price), ("evaluated", one.evaluated))}
    total = shown(one.total) if one.total is not None else ""
    return {"rank": one.rank, "name": name, **prices, "total": total, "out": label(one.out, language()) if one.out else ""}


def asked_about_price(state: Any) -> tuple[tuple[str, str], ...]:
    """By lot, who was asked to explain a low price in the lots that are evaluated."""
    lots = lots_evaluated(state)
    return tuple(dict.fromkeys((one.lot, one.supplier) for one in state.questions if one.about == LOW_PRICE and one.lot in lots))


def _to_ask(at: Sitting, low: list[Ground], asked: set[tuple[str, str]]) -> list[Link]:
    """To the question about each price that is far below the others and nobody has asked about."""
    lots, found = lots_evaluated(at.state), dict[str, Link]()
    bidders = {f"{one.finding.facts['bidder']}" for one in low}
    names = names_of(bidders)
    for supplier in sorted(bidders):
        lot = next((one for one in lots if (one, supplier) not in asked), "")
        if lot:
            url = reverse("desk-step", args=[at.number, AskExplanation.slug])
            words = _("Ask {supplier} to explain its price").format(supplier=names.get(supplier, supplier))
            found[supplier] = Link(words, f"{url}?{urlencode({'lot': lot, 'supplier': supplier, 'about': LOW_PRICE})}")
    return [*found.values()]
