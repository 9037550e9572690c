"""What is each bidder told of a result? A letter to the winner, to each that did not win, and to each whose bid was thrown out."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from operis.dockets.procurement.awarding import Awarded, OwnResult
from operis.dockets.procurement.comparing import OUT, THROWN_OUT, WON, Fared, fared, winner_of
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.reserving import lowered_by
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import criteria_of, criterion_said, points_said, reason_said, weights_of
from operis.documents.counting_small import uncounted_said
from operis.documents.lawbook import book
from operis.documents.letters.texts import Letter, letters
from operis.documents.papers.blocks import Block, Clause, Heading, Line, Paper, Signed, Table, Words, chinese, in_words
from operis.documents.papers.result import as_published
from operis.documents.papers.source import Source
from operis.documents.querying import query_until
from operis.documents.shown import language, length, money, number, shown
from operis.law.book import PACK, Law, Row
from operis.rules.declaring import reservation_lost

ANSWER, COMPLAINT = ("GPL-53",), ("O94-17", "GPL-55")
BOND_OF_WINNER = ("O87-38b", "REG-33c", "CC-12b")
ResultSource = Source[ResultPublished, Procurement]


def letter(source: ResultSource, slug: str, lot: str, supplier: str, own: OwnResult | None) -> Paper | None:
    """None for who did not bid for the lot; `own` is what the act tells this supplier alone."""
    then, act = as_published(source), source.act
    award = next((one for one in act.awards if one.lot == lot), None)
    bids = fared(then, lot)
    bid = next((one for one in bids if one.supplier == supplier), None)
    if award is None or bid is None:
        return None
    kind = kind_of(bid)
    text, law = letters()[kind], Law(book(), PACK, act_day=source.day)
    method = then.plan.method if then.plan else ""
    known = {name: value for name, value in _known(source, then, award, bid, bids, own, law, method) if value}
    there = (("scored", bid.total is not None), ("won", kind == "won"), ("query", "query_until" in known), ("bond", "bond" in known))
    facts = frozenset((*(name for name, is_so in there if is_so), *_at_stake(then, lot, bid)))
    blocks = tuple(_blocks(source, text, known, facts, law, method, _table(then, bid, winner_of(bids)) if kind == "lost" else None))
    return source.paper(slug, text.title.within(language()), blocks, about=in_words(act.project_name) or source.about)


def kind_of(bid: Fared) -> str:
    """Which letter it gets."""
    return "won" if bid.how == WON else "thrown-out" if bid.how in (THROWN_OUT, OUT) else "lost"


def _at_stake(then: Procurement, lot: str, bid: Fared) -> Iterator[str]:
    """What a bid lost that does not count as one of a small or micro enterprise: a lower price, or its place in what is reserved."""
    if then.plan is not None and bid.uncounted:
        if lowered_by(then.plan, lot) is not None and bid.compared:
            yield "not-lowered"
        if reservation_lost(then.plan, lot, bid.uncounted):
            yield "not-kept-for"


def _known(
    source: ResultSource, then: Procurement, award: Awarded, bid: Fared, bids: tuple[Fared, ...], own: OwnResult | None, law: Law,
    method: str,
) -> Iterator[tuple[str, str | None]]:  # fmt: skip
    act, notice = source.act, then.notice
    yield "recipient", source.named(bid.supplier)
    yield "lot", award.lot
    yield "winner", source.named(award.supplier)
    yield "price", money(award.price)
    yield "sign_by", shown(act.sign_by.day) if act.sign_by else None
    yield "total", points_said(bid.total) if bid.total is not None else None
    yield "rank", str(bid.rank) if bid.rank is not None else None
    yield "reason", in_words(own.reason) if own is not None else _("; ").join(reason_said(then, award.lot, bid, bids))
    yield "stands_until", shown(act.stands_until.day) if act.stands_until else None
    until = query_until(method, act.stands_until)
    yield "query_until", shown(until[0]) if until is not None else None
    where = (notice.queries_to or notice.contact or notice.purchaser) if notice else None
    yield "queries_to", in_words(where) or source.named(then.body or "")
    yield "answer_days", _length(law, ANSWER, method)
    yield "complaint_days", _length(law, COMPLAINT, method)
    yield "bond", money(notice.bond) if notice and notice.bond else None
    yield "bond_days", _length(law, BOND_OF_WINNER, method)
    percent = lowered_by(then.plan, award.lot) if then.plan else None
    yield "lowered_by", f"{number(percent)}%" if percent is not None else None
    yield "uncounted", uncounted_said(bid.uncounted)
    yield "bond_by", shown(act.bonds_back_by.day) if act.bonds_back_by else None


def _length(law: Law, rows: tuple[str, ...], method: str) -> str | None:
    row = law.first(rows, method=method or None)
    return length(row.period()) if row is not None else None


def _blocks(
    source: ResultSource, text: Letter, known: Mapping[str, str], facts: frozenset[str], law: Law, method: str, table: Table | None,
) -> Iterator[Block]:  # fmt: skip
    yield Words(_("To {recipient}:").format(recipient=known["recipient"]))
    about = in_words(source.act.project_name) or source.about
    yield Words(_("This is about {project} (number {number}).").format(project=about, number=source.act.project_number or source.number))
    standing = [one for one in text.parts if one.stands(known, facts)]
    own = sum(one in standing for one in text.own)
    for place, part in enumerate(standing, start=1):
        if place == own + 1 and table is not None:
            yield from (Heading(table.label), table)
        rows = [row for one in part.rows if (row := law.get(one, method=method or None)) is not None]
        number = f"{chinese(place)}、" if language() == "zh" else f"{place}. "
        yield Clause("", "", (number + part.words.within(language()).format(**known),), _cited(rows))
    notice = source.state.notice
    if notice is not None and notice.contact is not None:
        yield Line(_("Contact"), in_words(notice.contact))
    yield Signed(source.named(source.state.body or ""), source.on(source.act.happened))


def _cited(rows: list[Row]) -> str:
    return _("Law: {rows}").format(rows=_("; ").join(dict.fromkeys(row.cite(language()) for row in rows))) if rows else ""


def _table(state: Procurement, bid: Fared, first: Fared | None) -> Table | None:
    """A sentence for each criterion: the own points beside the winner's, which everybody reads with the result."""
    rows = tuple(by_criterion(state, bid, first))
    heads = (_("Criterion"), _("Most"), _("Your points"), _("Beside the winner"))
    return Table(_("Your points by criterion"), heads, rows, alone=True) if rows else None


def by_criterion(state: Procurement, bid: Fared, first: Fared | None) -> Iterator[tuple[str, str, str, str]]:
    """Criterion, maximum, own points, and a sentence."""
    names, weights, theirs = criteria_of(state), weights_of(state), dict(first.points) if first is not None else dict[str, Decimal]()
    for id, points in bid.points:
        most = weights.get(id)
        said = criterion_said(points, most, theirs.get(id) if first is not None and first.supplier != bid.supplier else None)
        yield names.get(id, id), f"{most:f}" if most is not None else "-", points_said(points), said
