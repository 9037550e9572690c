"""Why did this bid win and that one not? Outcome, reason and differences in words, made from the record alone."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.core.fields import walk
from operis.core.money import Fen
from operis.dockets.procurement.awarding import SettingAsideTerms
from operis.dockets.procurement.comparing import (
    BARRED,
    FALLEN,
    LEFT,
    OUT,
    RANKED,
    THROWN_OUT,
    UNREAD,
    WON,
    Fared,
    decision_of,
    more_points,
    next_after,
    winner_of,
)
from operis.dockets.procurement.evaluating import INVALID, Verdict
from operis.dockets.procurement.evaluation import report_of, set_aside
from operis.dockets.procurement.opened import RESULTS
from operis.dockets.procurement.ranking import drawn_first
from operis.dockets.procurement.state import Procurement
from operis.documents.counting_small import unlowered_said
from operis.documents.labels import label
from operis.documents.papers.blocks import in_words
from operis.documents.shown import day, language, money

NAMED_MAX = 2
"""So many criteria are named in a sentence: the table has the others."""
PLACES = Decimal("0.01")


def criteria_of(state: Procurement) -> dict[str, str]:
    """The names of the criteria, as the plan has them."""
    criteria = state.plan.criteria if state.plan else ()
    return {str(one.id): in_words(one.name) or label(str(one.id), language()) for one in criteria}


def weights_of(state: Procurement) -> dict[str, Decimal]:
    return {str(one.id): one.weight for one in state.plan.criteria} if state.plan else {}


def points_said(points: Decimal) -> str:
    return f"{points.quantize(PLACES)}"


def outcome_said(bid: Fared) -> str:
    if bid.how == WON:
        return _("Won")
    if bid.how == FALLEN:
        return _("Award set aside")
    if bid.how == BARRED:
        return _("Passed over")
    if bid.how == THROWN_OUT:
        return _("Thrown out")
    if bid.how == UNREAD:
        return _("Not read")
    return _("No. {rank}").format(rank=bid.rank) if bid.how == RANKED else _("Not ranked")


def reason_said(state: Procurement, lot: str, bid: Fared, bids: tuple[Fared, ...]) -> tuple[str, ...]:
    """Each piece by itself: one that a person wrote is marked where it is in the other language."""
    first = winner_of(bids)
    if bid.how == THROWN_OUT and bid.verdict is not None:
        return thrown_out_said(bid.verdict)
    if bid.how == WON:
        return _won(state, lot, bid, bids)
    if bid.how == FALLEN:
        return _fallen(state, lot)
    if bid.how == BARRED and bid.over is not None:
        words = _("barred from supplying the government until {last}, by decision {decision}")
        return (words.format(last=day(bid.over.last), decision=bid.over.decision),)
    if bid.how == UNREAD:
        return (dict(walked(RESULTS))[str(bid.opened)],)
    if bid.how == OUT and bid.out is not None:
        return (label(str(bid.out), language()),)
    if bid.how == LEFT or first is None:
        return (_("the purchaser chose another one"),)
    return _behind(state, bid, first)


def reasons_said(state: Procurement, lot: str, bid: Fared, bids: tuple[Fared, ...]) -> tuple[str, ...]:
    """The same, and why the price of a small firm was not lowered: what everybody reads of the bid."""
    return (*reason_said(state, lot, bid, bids), *unlowered_said(state, lot, bid))


def walked(choices: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Choices in the language of the page."""
    return ((slug, zh if language() == "zh" else en) for slug, (en, zh) in choices.items())


def thrown_out_said(verdict: Verdict) -> tuple[str, ...]:
    """The ground, the clause of the documents, and the reason."""
    words = dict(walked(INVALID)).get(str(verdict.ground), _("the bid is invalid"))
    return tuple(one for one in (words, in_words(verdict.clause), in_words(verdict.reason)) if one)


def _won(state: Procurement, lot: str, bid: Fared, bids: tuple[Fared, ...]) -> tuple[str, ...]:
    other = next_after(bids)
    decided = decision_of(state, lot)
    said = [_("held to be the winner, since nobody decided in time")] if decided is not None and decided.ground == "deemed" else []
    if other is not None and other.rank == bid.rank and drawn_first(state, lot) == bid.supplier:
        said.append(_("equal to another one; the draw fell on it"))
    elif bid.rank is None:
        said.append(in_words(decided.reason) or _("chosen by the purchaser") if decided is not None else _("chosen by the purchaser"))
    elif other is None:
        said.append(_("the only one left to be ranked"))
    elif ahead := [name for name, points in more_points(bid, other) if points > 0]:
        said.append(_("ahead in {criteria}").format(criteria=_named(state, ahead)))
    elif bid.total is None:
        said.append(_("the lowest price"))
    return tuple(said)


def _fallen(state: Procurement, lot: str) -> tuple[str, ...]:
    act = set_aside(state, lot)
    if act is None:
        return ()
    words = dict(walk(SettingAsideTerms)["ground"].asked.choices).get(act.ground)
    return (words.within(language()) if words else label(str(act.ground), language()),)


def _behind(state: Procurement, bid: Fared, first: Fared) -> tuple[str, ...]:
    """By how many points or how much money it stands behind the winner, and where."""
    if bid.rank is not None and bid.rank == first.rank:
        return (_("equal to the winner, to whom the lot fell"),)
    if bid.total is not None and first.total is not None:
        less = [name for name, points in more_points(first, bid) if points > 0]
        gap = points_gap(first.total - bid.total)
        words = _("{gap} behind, in {criteria}") if less else _("{gap} behind")
        return (words.format(gap=gap, criteria=_named(state, less)),)
    return (dearer(bid, first),) if bid.price is not None and first.price is not None else ()


def _named(state: Procurement, ids: list[str]) -> str:
    names = criteria_of(state)
    return _(", ").join(names.get(one, one) for one in ids[:NAMED_MAX])


def points_gap(points: Decimal) -> str:
    return ngettext("{points} point", "{points} points", 1 if points == 1 else 2).format(points=points_said(points))


def dearer(bid: Fared, other: Fared) -> str:
    """How much more or less one asks than the other, as the prices were compared."""
    gap = (bid.evaluated or bid.price or 0) - (other.evaluated or other.price or 0)
    if gap == 0:
        return _("the same price")
    words = _("{amount} dearer") if gap > 0 else _("{amount} cheaper")
    return words.format(amount=money(Fen(abs(gap))))


def story(state: Procurement, lot: str, bids: tuple[Fared, ...], names: Mapping[str, str]) -> Iterator[str]:
    """Why this one: the winner beside the next, then who was thrown out, whose price was lowered, and how it was decided."""
    first, other = winner_of(bids), next_after(bids)
    if first is None:
        return
    who = names.get(first.supplier, first.supplier)
    if other is not None and other.rank == first.rank:
        yield _("{winner} and {other} came out equal; the lot fell to {winner}.").format(winner=who, other=_name(other, names))
    elif other is not None:
        yield from _beside(state, first, other, who, _name(other, names))
    elif report_of(state, lot) is None:
        yield _("No panel ranked the bids: the purchaser chose {winner} itself.").format(winner=who)
    else:
        yield _("{winner} was the only one left to be ranked.").format(winner=who)
    yield from _others(bids, first)
    decided = decision_of(state, lot)
    if decided is not None and decided.ground == "deemed":
        yield _("Nobody decided in time: by law the first ranked is held to be the winner, at the price it bid.")


def _name(bid: Fared, names: Mapping[str, str]) -> str:
    return names.get(bid.supplier, bid.supplier)


def _beside(state: Procurement, first: Fared, other: Fared, who: str, beside: str) -> Iterator[str]:
    asked = (first.price or 0) - (other.price or 0)
    price = {True: _("{winner} asks {amount} more than {other}"), False: _("{winner} asks {amount} less than {other}")}
    says = price[asked > 0] if asked else _("{winner} asks as much as {other}")
    words = says.format(winner=who, other=beside, amount=money(Fen(abs(asked))))
    if first.total is None or other.total is None:
        yield _("{words}.").format(words=words)
        return
    gap = points_gap(abs(first.total - other.total))
    ahead = [name for name, points in more_points(first, other) if points > 0]
    behind = [name for name, points in reversed(more_points(first, other)) if points < 0]
    lead = _("{words} and is {gap} ahead.") if first.total >= other.total else _("{words} and is {gap} behind.")
    yield lead.format(words=words, gap=gap)
    if ahead and behind:
        yield _("It has more points for {ahead}, and fewer for {behind}.").format(ahead=_named(state, ahead), behind=_named(state, behind))
    elif ahead:
        yield _("It has more points for {ahead}.").format(ahead=_named(state, ahead))


def _others(bids: tuple[Fared, ...], first: Fared) -> Iterator[str]:
    out = [one for one in bids if one.how == THROWN_OUT]
    cheaper = [one for one in out if one.price is not None and first.price is not None and one.price < first.price]
    if cheaper:
        yield ngettext(
            "{count} cheaper bid was thrown out; the table says why.", "{count} cheaper bids were thrown out; the table says why.",
            len(cheaper),
        ).format(count=len(cheaper))  # fmt: skip
    elif out:
        yield ngettext("{count} bid was thrown out; the table says why.", "{count} bids were thrown out; the table says why.",
                       len(out)).format(count=len(out))  # fmt: skip
    lowered = [one for one in bids if one.evaluated is not None and one.price is not None and one.evaluated < one.price]
    if lowered:
        yield ngettext(
            "The price of {count} small enterprise was lowered for the comparison; the contract keeps the price bid.",
            "The prices of {count} small enterprises were lowered for the comparison; the contract keeps the price bid.",
            len(lowered),
        ).format(count=len(lowered))


def criterion_said(own: Decimal, most: Decimal | None, theirs: Decimal | None) -> str:
    """One sentence for a criterion: the own points beside the winner's."""
    if most is not None and own >= most:
        return _("All points.")
    if theirs is None:
        words = _("{lost} of {most} points were not given.")
        return words.format(lost=points_said(most - own), most=f"{most:f}") if most is not None else ""
    if own == theirs:
        return _("As many as the winner.")
    words = _("{gap} fewer than the winner, who has {theirs}.") if own < theirs else _("{gap} more than the winner, who has {theirs}.")
    return words.format(gap=points_said(abs(own - theirs)), theirs=points_said(theirs))
