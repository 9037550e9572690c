"""What helps with an award, its review, its result and its setting aside? Candidates by name in their order, and what the law leaves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.clerk import Entered as Outcome
from operis.core.case import Case
from operis.core.wording import Wording
from operis.dockets.procurement.awarding import AwardTerms, PassedOver
from operis.dockets.procurement.commands import DecideAward, PublishResult
from operis.dockets.procurement.comparing import LEFT, RANKED, Fared, fared
from operis.dockets.procurement.evaluation import report_of
from operis.dockets.procurement.facts import contenders
from operis.dockets.procurement.ranking import drawn_first, first_of, in_line, lots_to_award
from operis.dockets.procurement.reviewing import award_sha256
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import dearer, points_gap, points_said, reason_said
from operis.documents.counting_small import unlowered_said
from operis.documents.names import names_of
from operis.documents.shown import day, money
from operis.drafts.reviewing import Paper
from operis.rules.awards import out_of_line, passed_over
from operis.rules.below_quota import by_price
from operis.rules.own_reviews import award_reviewed
from operis.web.components.form import Part
from operis.web.desk.guide_own_review import OwnReviewGuide
from operis.web.desk.guides import Section, at_fault
from operis.web.desk.reviewing import chosen_paper, terms_of
from operis.web.desk.sending import SendingGuide
from operis.web.desk.sitting import Sitting
from operis.web.desk.values import values
from operis.web.forms import Typed, rows_of
from operis.web.reading.entered import Entered

AWARDS, ROWS = "awards", "awards-rows"
NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bid as who decides sees it: by name, with why it is in or out."""

    key: str
    name: str
    rank: str
    price: str
    counted: str
    lowered: bool
    total: str
    why: tuple[str, ...]
    can: bool
    """Whether it stands in line at all."""
    lawful: bool
    """Whether it is the one that the law leaves."""


@dataclass(frozen=True, slots=True)
class LotToAward:
    """One lot that waits for an award."""

    lot: str
    name: Wording | None
    candidates: tuple[Candidate, ...]
    lawful: str
    """Who is to be awarded it; nobody while a draw is owed."""
    tied: tuple[str, ...]

    @property
    def scored(self) -> bool:
        return any(one.total for one in self.candidates)

    @property
    def lowered(self) -> bool:
        return any(one.lowered for one in self.candidates)


def lots_waiting(at: Sitting) -> tuple[LotToAward, ...]:
    """Every lot that can be awarded now, weighed by the facts of the day."""
    state: Procurement = at.state
    case = at.case(clock.now())
    out = out_of_line(case) if contenders in case.facts else frozenset()
    waiting = [lot for lot in state.lots if lot in lots_to_award(state) or by_price(state, lot)]
    over = {(one.lot, one.supplier): one for one in _over(case, waiting)} if out else {}
    keys = {one.supplier for lot in waiting for one in fared(state, lot)}
    names = names_of(keys)
    return tuple(_waiting(state, lot, out, over, names) for lot in waiting)


def _over(case: Case[Procurement, Any], lots: list[str]) -> tuple[PassedOver, ...]:
    return passed_over(case, dict.fromkeys(lots, NEVER))


def _waiting(
    state: Procurement, lot: str, out: Any, over: Mapping[tuple[str, str], PassedOver], names: Mapping[str, str]
) -> LotToAward:  # fmt: skip
    bids, free = fared(state, lot), report_of(state, lot) is None
    line = [bid.supplier for _price, bid in by_price(state, lot)] if free else [one.supplier for one in in_line(state, lot, out)]
    first = line[:1] if free else list(first_of(state, lot, out))
    drawn = drawn_first(state, lot)
    lawful = first[0] if len(first) == 1 else drawn if drawn in first else ""
    best = next((one for one in bids if one.supplier == (lawful or (first[0] if first else ""))), None)
    ordered = sorted(bids, key=lambda one: (one.supplier not in line, line.index(one.supplier) if one.supplier in line else 0))
    candidates = tuple(
        Candidate(
            one.supplier, names.get(one.supplier, one.supplier), str(one.rank) if one.rank is not None else "-",
            money(one.price) if one.price is not None else "-", money(one.counted) if one.counted is not None else "-",
            one.evaluated is not None,
            points_said(one.total) if one.total is not None else "",
            (*_why(state, lot, one, best, bids, over.get((lot, one.supplier)), first, drawn), *unlowered_said(state, lot, one)),
            one.supplier in line,
            one.supplier == lawful,
        )
        for one in ordered
    )  # fmt: skip
    name = next((one.name for one in state.plan.lots if one.lot == lot), None) if state.plan else None
    return LotToAward(lot, name, candidates, lawful or "", tuple(names.get(one, one) for one in first) if len(first) > 1 else ())


def _why(
    state: Procurement, lot: str, bid: Fared, best: Fared | None, bids: tuple[Fared, ...], over: PassedOver | None, first: list[str],
    drawn: str | None,
) -> Iterator[str]:  # fmt: skip
    if over is not None:
        words = _("out: barred from supplying the government until {last}, by decision {decision}")
        yield words.format(last=day(over.last), decision=over.decision)
    elif bid.how not in (RANKED, LEFT):
        yield from (_("out: {reason}").format(reason=one) for one in reason_said(state, lot, bid, bids))
    elif len(first) > 1 and bid.supplier in first:
        yield _("shares the first rank; the draw fell on it") if bid.supplier == drawn else _("shares the first rank; a draw decides")
    elif best is None or bid.supplier == best.supplier:
        yield _("the cheapest valid bid") if report_of(state, lot) is None else _("first of those who can be awarded")
    elif bid.total is not None and best.total is not None:
        yield _("{gap} behind").format(gap=points_gap(best.total - bid.total))
    else:
        yield dearer(bid, best)


class AwardGuide(SendingGuide):
    """Who wins is chosen by name, and the one whom the law leaves is chosen already."""

    reviewed = award_reviewed.name
    template = "web/desk/guide_award.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        paper = chosen_paper(at.request.GET.get("paper", ""), at.mandate, DecideAward)
        if paper is not None:
            return paper.typed
        return _typed({one.lot: one.lawful for one in lots_waiting(at)}) if _may(at) else {}

    def whole(self, at: Sitting) -> bool:
        """The one whom the law leaves is chosen already; who may choose among valid bids does."""
        return not _chooses(at)

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """A lot for which nobody is chosen is left for later."""
        rows = min(rows_of(sent, AWARDS), len(at.state.lots))
        named = [place for place in range(rows) if sent.get(f"{AWARDS}-{place}-supplier", "").strip()]
        if not named or len(named) == rows:
            return sent
        rest = {name: value for name, value in sent.items() if not name.startswith(f"{AWARDS}-")}
        chosen = {sent.get(f"{AWARDS}-{place}-lot", "1"): sent[f"{AWARDS}-{place}-supplier"] for place in named}
        return {**rest, **_typed(chosen)}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """Why a dearer bid is taken is asked where the law lets the purchaser choose; else it is seldom said."""
        own = tuple(one for one in parts if one.name != AWARDS)
        reason = tuple(one for one in own if one.name.startswith("reason") and _chooses(at))
        rest = tuple(one for one in own if one not in reason)
        folded = Section(_("Seldom needed"), rest, folded=not any(at_fault(one) for one in rest))
        return (*((Section("", reason),) if reason else ()), *((folded,) if rest else ()))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        if not _may(at):
            return {}
        rows = (f"{AWARDS}-{place}" for place in range(len(at.state.lots)))
        chosen = {typed.get(f"{row}-lot", "1"): typed.get(f"{row}-supplier", "") for row in rows}
        lots = [(place, one, chosen.get(one.lot, "")) for place, one in enumerate(lots_waiting(at))]
        return {"lots": lots, "several": len(lots) > 1, "count": len(lots), "number": at.number, "free": _chooses(at)}

    def about(self, at: Sitting, asked: DecideAward) -> tuple[str, str]:
        return at.number or "", ""

    def sha256(self, at: Sitting, asked: DecideAward) -> str:
        return award_sha256(asked)

    def onward(self, at: Sitting, typed: Typed, told: Outcome) -> str | None:
        """On to the result, which is published as it was decided, once every lot is."""
        act: Any = told.entries[0].act
        whole = {one.lot for one in act.awards} >= {*at.state.lots}
        return reverse("desk-step", args=[told.docket, PublishResult.slug]) if whole else None


def _typed(chosen: Mapping[str, str]) -> dict[str, str]:
    rows = {f"{AWARDS}-{place}-{name}": value for place, (lot, supplier) in enumerate(chosen.items())
            for name, value in (("lot", lot), ("supplier", supplier))}  # fmt: skip
    return {ROWS: str(len(chosen)), **rows}


def _may(at: Sitting) -> bool:
    """Whether who asks may read what is weighed at all."""
    return at.docket is not None and at.mandate.role in at.step.by and at.procedure.own(at.case(clock.now()))


def _chooses(at: Sitting) -> bool:
    """Whether the purchaser chooses among valid bids, since no panel ranked them."""
    return any(by_price(at.state, lot) and report_of(at.state, lot) is None for lot in at.state.lots)


class AwardReviewGuide(OwnReviewGuide):
    """The reviewer sees the order of the bids beside what the officer wrote."""

    of = DecideAward
    field = "award"
    template = "web/desk/guide_award_review.html"

    def written(self, at: Sitting, paper: Paper) -> tuple[Entered, ...]:
        return values(terms_of(AwardTerms, paper.typed))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        own = super().context(at, typed, wrong)
        if "paper" not in own or at.docket is None:
            return own
        asked = terms_of(AwardTerms, own["paper"].typed)
        chosen = {one.lot: one.supplier for one in asked.awards}
        lots = [(place, one, chosen.get(one.lot, "")) for place, one in enumerate(lots_waiting(at)) if one.lot in chosen]
        return {**own, "lots": lots, "several": len(at.state.lots) > 1}
