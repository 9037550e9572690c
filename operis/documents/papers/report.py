"""What does the report of a panel state? The contents that the law lists, in their order, each from the record: nothing is typed twice.

Before it is signed it is made from what has been entered so far, and says what is still missing; the report itself has what was concluded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.core.wording import Wording
from operis.dockets.procurement.evaluating import (
    CHECKS,
    SEATS,
    Dissent,
    InterestTerms,
    LotOutcome,
    LowPrice,
    Member,
    QuestionTerms,
    Ranked,
    ReplacementTerms,
    ReportTerms,
    Verdict,
)
from operis.dockets.procurement.evaluation import draw_confirmed, first_offers, members, offers, put_right, verdicts
from operis.dockets.procurement.opened import Opened
from operis.dockets.procurement.outcomes import ExplanationAsked
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Criterion
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.papers.blocks import Block, Line, Named, Paper, Table, Words, choice, field, in_words, numbered
from operis.documents.papers.planning import criteria_heads, criterion_row
from operis.documents.shown import language, money, number, shown

PLACES = 2
Answers = Callable[[ExplanationAsked], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What the report is made from: the docket as it stands, and what is concluded of it, or would be if it were signed now."""

    number: str
    about: str
    body: str
    named: Named
    state: Procurement
    made: datetime
    answers: Answers = lambda _asked: ()
    """What the supplier answered to a question of the panel, each with its day."""
    no: int = 0
    code: str = ""
    lots: tuple[str, ...]
    ranked: tuple[Ranked, ...] = ()
    outcomes: tuple[LotOutcome, ...] = ()
    low_prices: tuple[LowPrice, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    findings: tuple[Wording, ...] = ()
    """What the panel found, in its own words."""
    silent: tuple[str, ...] = ()
    """Who was asked and did not sign: held to agree."""
    told: tuple[str, ...] = ()
    """What the law has to say to sums and prices before it is signed."""
    signed: bool = False

    @property
    def several(self) -> bool:
        return len(self.state.lots) > 1

    def of(self, lot: str, supplier: str) -> str:
        """A bidder, with the lot where there are several."""
        name = self.named(supplier)
        return _("Lot {lot}: {supplier}").format(lot=lot, supplier=name) if self.several else name


def report(one: Reported) -> Paper:
    title = _("Evaluation report") if one.signed else _("Evaluation report, not signed yet")
    return Paper(slug="report", title=title, about=one.about, number=one.number, no=one.no, body=one.body, made=one.made, code=one.code,
                 blocks=tuple(numbered(_parts(one))))  # fmt: skip


def _parts(one: Reported) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield _("Medium of the notice, day and place of the opening"), tuple(_opening(one))
    yield _("Bidders, and members of the panel"), (_bidders(one), *_panel(one))
    yield _("Method and criteria of the evaluation"), tuple(_method(one))
    yield _("Record of the opening and of the evaluation, with invalid bids and why"), tuple(_record(one))
    yield _("Result, and candidates in order"), tuple(_result(one))
    yield _("What else there was: explanations, corrections, replaced members"), tuple(_others(one))
    yield _("Dissent and signatures"), tuple(_signed(one))


def _opening(one: Reported) -> Iterator[Block]:
    notice, opening = one.state.notice, next(iter(one.state.openings), None)
    yield Line(_("Project number"), (notice.outside.number if notice and notice.outside else None) or one.number)
    if notice is not None:
        medium = notice.outside.medium if notice.outside is not None else _("this platform")
        yield Line(_("Medium of the notice"), _("{medium}, {day}").format(medium=medium, day=shown(notice.happened)))
    yield Line(_("Bids opened on"), shown(opening.happened) if opening is not None else None)
    yield Line(_("Place of the opening"), in_words(notice.opening) if notice is not None else None)
    for later in one.state.openings[1:]:
        yield Line(_("Final quotes opened on"), shown(later.happened))


def _bidders(one: Reported) -> Block:
    rows = tuple((one.of(lot, bid.supplier), bid.bid) for lot in one.lots for bid in first_offers(one.state, lot))
    return Table(_("Bidders"), (_("Bidder"), _("Bid")), rows)


def _panel(one: Reported) -> Iterator[Block]:
    heads = (field(Member, "name"), field(Member, "seat"), field(Member, "unit"), field(Member, "own_choice"), _("Interests"))
    yield Table(_("Members of the panel"), heads, tuple(_member(one, each) for each in members(one.state)))
    for elsewhere in drawn_elsewhere(one.state):
        yield Line(_("Experts drawn elsewhere"), elsewhere)
    for held in one.state.drawn:
        yield Line(_("Drawn here"), shown(held.happened))


def drawn_elsewhere(state: Procurement) -> Iterator[str]:
    """Where, when and how many were drawn, and what shows it: no draw that was held elsewhere can be computed again here."""
    panel = state.panel
    for drawn, count in ((panel.drawn, panel.drawn_count), *((one.drawn, None) for one in state.replaced)) if panel is not None else ():
        if drawn is not None:
            many = ngettext("{count} drawn", "{count} drawn", count).format(count=count) if count else None
            shows = drawn.link or _("only a scan shows it")
            says = (drawn.medium, drawn.number, shown(drawn.on), many, shows, _("nobody can compute it again"), looked_up(state))
            yield _(", ").join(one for one in says if one)


def looked_up(state: Procurement) -> str:
    """Whether a second person has confirmed a draw that was held elsewhere."""
    one = draw_confirmed(state)
    if one is None:
        return _("no second person has looked it up")
    return _("looked up by a second person on {day}").format(day=shown(one.happened))


def _member(one: Reported, each: Member) -> tuple[str, ...]:
    declared = next((said for said in one.state.interests if said.person == each.person), None)
    unit = one.named(each.unit) if each.unit else "-"
    seat = SEATS[each.seat][1 if language() == "zh" else 0]
    return each.name, seat, unit, shown(each.own_choice), choice(declared, "relation") if declared else _("not declared yet")


def _method(one: Reported) -> Iterator[Block]:
    plan = one.state.plan
    if plan is None:
        return
    price = next((each for each in plan.criteria if each.kind == "price"), None)
    yield Line(_("Method of procurement"), label(plan.method, language()))
    if price is not None and price.formula is not None:
        yield Line(_("How the price counts"), choice(price, "formula"))
    yield Table(_("Criteria"), criteria_heads(), tuple(criterion_row(each) for each in plan.criteria))
    if plan.ties:
        yield Line(_("At equal rank"), _(", ").join(label(each, language()) for each in plan.ties))


def _record(one: Reported) -> Iterator[Block]:
    for round, opening in enumerate(one.state.openings):
        read = tuple(_opened(one, each) for each in opening.opened if each.lot in one.lots)
        yield Table(_("Final quotes as opened") if round else _("Bids as opened"), (_("Bidder"), _("Result"), _("Price")), read)
    invalid = tuple(_invalid(one, lot, check, said) for lot in one.lots for bid in first_offers(one.state, lot)
                    for check, said in verdicts(one.state, lot, bid.supplier).items() if said.result != "valid")  # fmt: skip
    heads = (_("Bidder"), _("Examination"), field(Verdict, "ground"), field(Verdict, "clause"), field(Verdict, "reason"))
    yield Table(_("Invalid bids"), heads, invalid) if invalid else Line(_("Invalid bids"), _("none"))
    opened = sum(len(first_offers(one.state, lot)) for lot in one.lots)
    out = len({(lot, bid.supplier) for lot in one.lots for bid in first_offers(one.state, lot)
               if any(said.result != "valid" for said in verdicts(one.state, lot, bid.supplier).values())})  # fmt: skip
    yield Line(_("Put out, of those opened"), _("{out} of {opened}").format(out=out, opened=opened))
    yield from _points(one)


def _opened(one: Reported, each: Opened) -> tuple[str, ...]:
    return one.of(each.lot, each.supplier), choice(each, "result"), money(each.price) if each.price is not None else "-"


def _invalid(one: Reported, lot: str, check: str, said: Verdict) -> tuple[str, ...]:
    words = CHECKS[check][1 if language() == "zh" else 0]
    return (one.of(lot, said.supplier), words, choice(said, "ground") if said.ground else "-", in_words(said.clause) or "-",
            in_words(said.reason) or "-")  # fmt: skip


def _points(one: Reported) -> Iterator[Block]:
    """Prices as they count, points by criterion and their sum; nobody's own sheet."""
    criteria: tuple[Criterion, ...] = one.state.plan.criteria if one.state.plan else ()
    if not one.ranked:
        yield Words(_("Sums are made once every member has given points to every bid."))
        return
    names = {str(each.id): in_words(each.name) or label(each.id, language()) for each in criteria}
    prices = tuple((one.of(each.lot, each.supplier), _amount(each.price), _amount(each.evaluated)) for each in one.ranked)
    yield Table(_("Prices"), (_("Bidder"), _("Price"), _("Price after deduction")), prices)
    if any(each.points for each in one.ranked):
        heads = (_("Bidder"), *(f"{names[str(each.id)]} ({number(each.weight)})" for each in criteria), _("Sum"))
        yield Table(_("Points"), heads, tuple(_row(one, each, criteria) for each in one.ranked))


def _amount(price: int | None) -> str:
    return money(price) if price is not None else "-"


def _row(one: Reported, each: Ranked, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
    by = {str(point.criterion): f"{point.points:.{PLACES}f}" for point in each.points}
    total = f"{each.total:.{PLACES}f}" if each.total is not None else "-"
    return (one.of(each.lot, each.supplier), *(by.get(str(criterion.id), "-") for criterion in criteria), total)


def _result(one: Reported) -> Iterator[Block]:
    for each in one.outcomes:
        yield Line(_("Outcome of lot {lot}").format(lot=each.lot) if one.several else _("Outcome"), choice(each, "outcome"))
    order = sorted(one.ranked, key=lambda each: (each.lot, each.rank is None, each.rank or 0))
    rows = tuple((str(each.rank) if each.rank else label(each.out, language()) if each.out else "-", one.of(each.lot, each.supplier),
                  _amount(each.price), f"{each.total:.{PLACES}f}" if each.total is not None else "-") for each in order)  # fmt: skip
    if rows:
        yield Table(_("Candidates in order"), (_("Rank"), _("Bidder"), _("Price"), _("Sum")), rows)
    for lot in one.lots:
        first = [each.supplier for each in one.ranked if each.lot == lot and each.rank == 1]
        if len(first) > 1:
            yield Line(_("Equal at the first rank"), _(", ").join(one.of(lot, each) for each in first))
    yield from (Words(each) for each in one.told)
    yield from (Line(field(ReportTerms, "findings"), in_words(each)) for each in one.findings)


def _others(one: Reported) -> Iterator[Block]:
    state, lots = one.state, one.lots
    asked = tuple((one.of(each.lot, each.supplier), choice(each, "about"), in_words(each.question) or "", shown(each.answer_by),
                   "\n".join(one.answers(each)) or _("none")) for each in state.questions if each.lot in lots)  # fmt: skip
    heads = (_("Bidder"), field(QuestionTerms, "about"), field(QuestionTerms, "question"), field(QuestionTerms, "answer_by"), _("Answer"))
    yield Table(_("Explanations asked for"), heads, asked) if asked else Line(_("Explanations asked for"), _("none"))
    low = tuple((one.of(each.lot, each.supplier), shown(each.convinces), in_words(each.opinion) or "") for each in one.low_prices)
    if low:
        yield Table(_("Low prices"), (_("Bidder"), field(LowPrice, "convinces"), field(LowPrice, "opinion")), low)
    right = tuple((one.of(lot, each.supplier), _amount(each.price)) for lot in lots for each in offers(state, lot)
                  if put_right(state, lot, each.supplier) is not None)  # fmt: skip
    if right:
        yield Table(_("Prices put right"), (_("Bidder"), _("Price put right")), right)
    talks = tuple(
        (one.of(each.lot, each.supplier), shown(each.happened), in_words(each.said) or "") for each in state.talks if each.lot in lots
    )
    if talks:
        yield Table(_("Talks"), (_("Bidder"), _("Day"), _("What was said")), talks)
    names = {each.person: each.name for each in (*(state.panel.members if state.panel else ()), *(said.member for said in state.replaced))}
    replaced = tuple((names.get(each.person, "-"), choice(each, "ground"), each.member.name) for each in state.replaced)
    columns = (field(ReplacementTerms, "person"), field(ReplacementTerms, "ground"), field(ReplacementTerms, "member"))
    yield Table(_("Members replaced"), columns, replaced) if replaced else Line(_("Members replaced"), _("none"))
    tied = tuple((names.get(each.person, "-"), choice(each, "relation")) for each in state.interests if each.relation != "none")
    if tied:
        yield Table(_("Interests declared"), (_("Member"), field(InterestTerms, "relation")), tied)
    yield from _given_again(one, names)


def _given_again(one: Reported, names: dict[str, str]) -> Iterator[Block]:
    """Points that were put right on the spot, which the report has to say."""
    seen, again = set[tuple[str, str, str]](), list[tuple[str, ...]]()
    for act in one.state.sheets:
        for sheet in (each for each in act.sheets if each.lot in one.lots):
            place = (act.person, sheet.lot, sheet.supplier)
            if place in seen:
                again.append((names.get(act.person, "-"), one.of(sheet.lot, sheet.supplier), shown(act.happened)))
            seen.add(place)
    if again:
        yield Table(_("Counted points put right before the report"), (_("Member"), _("Bidder"), _("Day")), tuple(again))


def _signed(one: Reported) -> Iterator[Block]:
    names = {each.person: each.name for each in members(one.state)}
    for each in one.dissents:
        yield Line(_("Dissent of {name}").format(name=names.get(each.person, "-")), in_words(each.reason))
    if not one.dissents:
        yield Line(_("Dissent"), _("none"))
    yield Words(_("Who signs and writes no dissent agrees; who neither signs nor writes it is taken to agree."))
    rows = tuple((each.name, SEATS[each.seat][1 if language() == "zh" else 0], _signature(one, each)) for each in members(one.state))
    yield Table(_("Signatures"), (field(Member, "name"), field(Member, "seat"), _("Signature")), rows)


def _signature(one: Reported, each: Member) -> str:
    if not one.signed:
        return ""
    if each.person in one.silent:
        return _("held to agree, having been asked")
    return _("signed; entered with all signatures on {day}").format(day=shown(calendar().day(one.made)))
