"""What does the report have to say? Made from the record, to be read before it is signed and to be kept afterwards."""

from dataclasses import replace
from functools import partial

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.evaluation import lots_evaluated, members, report_of, sheets_of
from operis.dockets.procurement.outcomes import ExplanationAsked
from operis.documents.names import by_name, names_of
from operis.documents.papers.blocks import Named, Paper, in_words
from operis.documents.papers.report import Reported, report
from operis.documents.said import said
from operis.documents.shown import shown
from operis.law.book import Row
from operis.ledger.receipt import seal_code
from operis.rules.before_panel import evaluation_of, scored, to_score
from operis.rules.evaluation import ranked_anew
from operis.rules.scoring.result import score
from operis.rules.sheets import counted_apart
from operis.web.panel.bids import answers_to
from operis.web.panel.sitting import AtPanel, panel_page, with_bids

CONTENTS = ("O87-58", "CC-26")
"""What the report of a panel states, by the method."""


@require_safe
@panel_page
@with_bids
def report_page(at: AtPanel) -> HttpResponseBase:
    """Its parts as they stand, with what the record does not state yet."""
    paper, row = paper_of(at), _contents(at)
    return render(at.request, "web/panel/report.html", {
        "at": at, "paper": paper, "blocks": [(type(one).__name__, one) for one in paper.blocks], "row": row, "signed": _signed(at),
    })  # fmt: skip


def _contents(at: AtPanel) -> Row | None:
    step = at.step(ReportEvaluation)
    case = step.case(at.now) if step is not None else None
    return case.law.first(CONTENTS, method=case.method) if case is not None else None


def _signed(at: AtPanel) -> bool:
    return bool(at.lots) and all(report_of(at.state, lot) is not None for lot in at.lots)


def paper_of(at: AtPanel) -> Paper:
    """Of the report that stands; before it is signed, of what its members would sign now, and for them alone with sums."""
    if at.state.opening is None and not at.state.rounds_past:
        raise Http404(at.number)
    newest, body = at.docket.entries[-1], at.state.body or ""
    lots = lots_evaluated(at.state)
    ready = tuple(lot for lot in lots if at.member is not None and _whole(at, lot))
    now = Reported(number=at.number, about=at.heading, body=names_of({body}).get(body, body), named=_named(at), state=at.state,
                   made=newest.entered, lots=lots, answers=partial(_answers, at))  # fmt: skip
    if not _signed(at):
        ranked, told = (one for lot in ready for one in _ranked(at, lot)), (one for lot in ready for one in _told(at, lot))
        return report(replace(now, ranked=tuple(ranked), told=tuple(told)))
    acts = tuple({id(act): act for lot in at.lots if (act := report_of(at.state, lot)) is not None}.values())
    entry = next((one for one in reversed(at.docket.entries) if one.act in acts), newest)
    return report(replace(
        now, made=entry.entered, no=entry.number, code=seal_code(entry.leaf), lots=at.lots, signed=True,
        ranked=tuple(one for act in acts for one in act.ranked), outcomes=tuple(one for act in acts for one in act.outcomes),
        low_prices=tuple(one for act in acts for one in act.low_prices), dissents=tuple(one for act in acts for one in act.dissents),
        silent=tuple(one.person for act in acts for one in act.silent),
        findings=tuple(act.findings for act in acts if act.findings is not None),
    ))  # fmt: skip


def _answers(at: AtPanel, asked: ExplanationAsked) -> tuple[str, ...]:
    """With the day of each."""
    said = (_("{day}: {words}").format(day=shown(one.happened), words=in_words(one.text)) for one in answers_to(at, asked))
    return tuple(said)


def _named(at: AtPanel) -> Named:
    known = dict[str, str](at.names)

    def named(key: str) -> str:
        if key not in known:
            known[key] = names_of({key}).get(key, key)
        return known[key]

    return named


def _whole(at: AtPanel, lot: str) -> bool:
    """Whether every member has given points to every bid, and all count the same."""
    due, sheets = {*to_score(at.state, lot)}, sheets_of(at.state, lot)
    if not due or not scored(at.state):
        return bool(due)
    return all(due <= {*sheets.get(one.person, {})} for one in members(at.state)) and not any(True for _one in counted_apart(at.state, lot))


def _ranked(at: AtPanel, lot: str) -> tuple[Ranked, ...]:
    step = at.step(ReportEvaluation)
    return ranked_anew(step.case(at.now), lot, ()) if step is not None else ()


def _told(at: AtPanel, lot: str) -> list[str]:
    """What has to be settled before it is signed: a price under one of the lines, a tie."""
    step = at.step(ReportEvaluation)
    if step is None:
        return []
    case = step.case(at.now)
    scores = score(case.law, evaluation_of(case, lot, ()))
    findings = [one.finding for one in scores.grounds] + ([scores.no_winner.finding] if scores.no_winner is not None else [])
    return [f"{said(one.says, one.facts)} {said(one.do, one.facts)}" for one in map(by_name, findings)]
