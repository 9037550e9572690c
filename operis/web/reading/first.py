"""What comes first on the page of a process? Money, winner, closing, bids, and whether the periods of the law were kept."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.contract.state import Contract
from operis.dockets.procurement.comparing import THROWN_OUT, fared, winner_of
from operis.dockets.procurement.evaluation import award_of, result_of
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import points_said
from operis.documents.lawbook import calendar
from operis.documents.names import names_borne
from operis.documents.shown import amount, day, moment, money
from operis.rules.invalidity import limit_of
from operis.web.components.key import Key
from operis.web.reading.course import Course
from operis.web.reading.dockets import Shown

HUNDRED = 100


def keys_of_lot(docket: Shown, state: Procurement, lot: str, today: date) -> Iterator[Key]:
    """Winner, amount, bids and the day of the contract; nothing of an award that does not stand."""
    award, result, bids = award_of(state, lot), result_of(state, lot), fared(state, lot)
    first = winner_of(bids)
    if award is None or result is None or first is None:
        return
    points = _("{points} points, rank {rank}").format(points=points_said(first.total), rank=first.rank) if first.total is not None else ""
    winner = names_borne({award.supplier}).at(result.happened).get(award.supplier, award.supplier)
    yield Key(_("Winner"), winner, more=points, wide=True, said=True)
    yield _yuan(_("Amount of the award (yuan)"), award.price, _below(award.price, limit_of(state, lot)))
    out = sum(one.how == THROWN_OUT for one in bids)
    thrown = ngettext("{count} thrown out", "{count} thrown out", out).format(count=out) if out else _("none thrown out")
    yield Key(_("Bids"), f"{len(bids)}", more=thrown)
    signed = next((one.signed for one in reversed(docket.contracts) if (one.lot, one.supplier) == (lot, award.supplier)), None)
    if signed is not None:
        yield Key(_("Contract signed"), day(signed), said=True, whole=True)
    elif result.sign_by is not None:
        yield Key(_("Contract to be signed by"), day(last := result.sign_by.day), more=late_since(last, today), said=True, whole=True)


def late_since(last: date, today: date) -> str:
    """How many working days after a last day; nothing up to it."""
    late = calendar().count(last, today, "working-day") if last < today else 0
    return ngettext("{count} working day late", "{count} working days late", late).format(count=late) if late else ""


def keys_of(docket: Shown, state: Procurement, course: Course | None, now: datetime) -> Iterator[Key]:
    """Of one with a result that; of one with several lots their sum; before it the budget and the closing; and the periods."""
    lots = [lot for lot in state.lots if result_of(state, lot) is not None and award_of(state, lot) is not None]
    if len(state.lots) == 1 and lots:
        yield from list(keys_of_lot(docket, state, lots[0], calendar().day(now)))[:3]
    elif lots:
        awards = [award for lot in lots if (award := award_of(state, lot)) is not None]
        told = _("{count} of {all} lots").format(count=len(lots), all=len(state.lots))
        yield _yuan(_("Awarded (yuan)"), sum(one.price for one in awards), told)
        yield Key(_("Bids"), f"{sum(len(fared(state, lot)) for lot in lots)}", more=_("over all lots"))
    else:
        yield from _before_a_result(docket, state, now)
    if course is not None:
        late = sum(one.late for one in course.lanes)
        yield Key(_("Periods of the law"), f"{len(course.lanes)}", more=_("{count} late").format(count=late) if late else _("none late"))


def _before_a_result(docket: Shown, state: Procurement, now: datetime) -> Iterator[Key]:
    line = docket.line
    if line.budget_fen is not None:
        yield _yuan(_("Budget (yuan)"), line.budget_fen, "")
    if line.closes is None or state.ended:
        return
    left = (calendar().day(line.closes) - calendar().day(now)).days
    if line.closes > now:
        told = ngettext("{count} day left", "{count} days left", left).format(count=left) if left else _("today")
        yield Key(_("Closes"), moment(line.closes), more=told, wide=True, said=True)
    else:
        yield Key(_("Closing time"), moment(line.closes), wide=True, said=True)


def keys_of_contract(state: Contract) -> Iterator[Key]:
    """Once it is published."""
    if state.drawn_up is not None and state.published is not None:
        supplier = state.drawn_up.supplier
        yield _yuan(_("Contract amount (yuan)"), state.drawn_up.price, "")
        yield Key(_("Provider"), names_borne({supplier}).at(state.published.happened).get(supplier, supplier), wide=True, said=True)


def _yuan(words: str, fen: int, more: str) -> Key:
    yuan, _point, rest = amount(fen).partition(".")
    return Key(words, yuan, f".{rest}", more, wide=True)


def _below(price: int, limit: int) -> str:
    if price >= limit:
        return _("at the ceiling")
    share = (limit - price) * HUNDRED / limit
    return _("{amount} below the ceiling ({share}%)").format(amount=money(limit - price), share=f"{share:.1f}")


def said_of(course: Course) -> str:
    """The finding of the picture of periods, in a sentence."""
    late, count = [one.name for one in course.lanes if one.late], len(course.lanes)
    if not late:
        told = ngettext("The one period that has begun was kept so far.", "All {count} periods that have begun were kept so far.", count)
        return told.format(count=count)
    told = ngettext("{count} period was not kept: {names}.", "{count} periods were not kept: {names}.", len(late))
    return told.format(count=len(late), names=_(", ").join(late))
