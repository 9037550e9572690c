"""What was agreed? A contract by its groups of clauses, once it is published; before that only that there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.fields import Happened
from operis.core.wording import Wording
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import GROUPS, Clause, ContractTerms
from operis.documents.names import by_name, names_borne
from operis.documents.said import said
from operis.documents.shown import language, length, money, shown
from operis.documents.summaries import chosen
from operis.law.book import Period
from operis.ledger.read import Stored
from operis.web.components.facts import FactRow
from operis.web.reading.entered import label_of, written

Noticed = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Text:
    """The published text: facts, clauses by group, what was agreed on, what is left out."""

    facts: tuple[FactRow, ...]
    groups: tuple[tuple[str, tuple[tuple[Wording, tuple[str, ...]], ...]], ...]
    """Of each group its clauses, each with what was noticed of its words beside award, documents and bid when it was drawn up."""
    agreed: tuple[tuple[str, SafeString], ...]
    content: Wording | None
    evaluation: Wording | None
    funds: tuple[tuple[int, str], ...]
    cuts: tuple[tuple[str, SafeString, str, SafeString | None], ...]
    """Of which clauses, what, on which ground, and why."""
    changes: tuple[tuple[str, SafeString, tuple[tuple[str, Wording | None, Wording], ...]], ...] = ()
    """The day of each change that both sides signed, why, and of each clause its head, what it was and what it is."""


def contract_text(state: Contract, entries: Sequence[Stored]) -> Text | None:
    if state.drawn_up is None or state.published is None:
        return None
    drawn, published = state.drawn_up, state.published
    return Text(
        facts=tuple(_facts(drawn, published.happened)),
        groups=tuple((words, texts) for words, texts in _groups(drawn.clauses, _noticed(drawn, entries)) if texts),
        agreed=tuple((label_of(one.about), written(one.text)) for one in drawn.agreed),
        content=published.content,
        evaluation=published.performance_evaluation,
        funds=tuple((one.year, money(one.amount)) for one in published.yearly_funding),
        cuts=tuple(
            (
                chosen(one, "group", one.group) if one.group else "",
                written(one.what),
                chosen(one, "ground", one.ground),
                written(one.reason) if one.reason else None,
            )
            for one in published.cuts
        ),
        changes=tuple(
            (shown(act.happened), written(act.reason), tuple((_head(str(one.group)), one.was, one.text) for one in act.changes))
            for act in state.changes
        ),
    )


def _groups(clauses: tuple[Clause, ...], noticed: Noticed) -> list[tuple[str, tuple[tuple[Wording, tuple[str, ...]], ...]]]:
    """In the order in which the form names them."""
    placed = tuple(enumerate(clauses))
    return [(_head(slug), tuple((one.text, noticed.get(place, ())) for place, one in placed if one.group == slug)) for slug in GROUPS]


def _noticed(drawn: ContractDrawnUp, entries: Sequence[Stored]) -> Noticed:
    """By the place of a clause: what stands beside the act in which the text was drawn up."""
    found: dict[int, tuple[str, ...]] = {}
    for one in (note for entry in entries if entry.act == drawn for note in entry.notes):
        field, _slash, rest = (one.finding.at or "").partition("/")
        place = rest.partition("/")[0]
        if field == "clauses" and place.isdecimal():
            finding = by_name(one.finding)
            found[int(place)] = (*found.get(int(place), ()), said(finding.says, finding.facts))
    return found


def _head(slug: str) -> str:
    en, zh = GROUPS[slug]
    return zh if language() == "zh" else en[0].upper() + en[1:]


def _facts(drawn: ContractTerms, on: Happened) -> list[FactRow]:
    names = names_borne({drawn.supplier}).at(on)
    rows = [
        FactRow(_("Provider"), names.get(drawn.supplier, drawn.supplier)),
        FactRow(_("Contract amount"), money(drawn.price)),
        FactRow(_("Form of the contract"), chosen(drawn, "form", drawn.form)),
        FactRow(_("Runs from"), shown(drawn.starts)),
        FactRow(_("Runs until"), shown(drawn.ends)),
    ]
    if drawn.payment_days is not None:
        rows.append(FactRow(_("Paid within"), length(Period("exact", drawn.payment_days, "day"))))
    if drawn.bond is not None:
        rows.append(FactRow(_("Performance security"), money(drawn.bond)))
    if drawn.marked_reserved:
        rows.append(FactRow(_("Reserved"), _("for small and medium enterprises")))
    return rows


def contract_facts(state: Contract) -> list[FactRow]:
    """The procurement and the lot that it belongs to, which everyone knows from the result."""
    if state.drawn_up is None:
        return []
    number = state.drawn_up.procurement.upper()
    link = format_html('<a class="no" href="{}">{}</a>', reverse("process", args=[number]), number)
    return [FactRow(_("Procurement"), link), FactRow(_("Lot"), state.drawn_up.lot)]
