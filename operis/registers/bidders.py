"""What do the registers tell of those who bid: who they are, what bars them, and what their bids say?"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Sum

from operis.attachments.models import contents_of, plains_of
from operis.attachments.opened import opened_in
from operis.attachments.sealing import SealingKeyError
from operis.core.fields import load
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.terms import BidContent, files_in, has_paper
from operis.dockets.procurement.aside_facts import Following
from operis.dockets.procurement.evaluation import FIRST_ROUND
from operis.dockets.procurement.facts import (
    Asked,
    Barred,
    Bars,
    BidItem,
    Contender,
    Contenders,
    Content,
    Contents,
    Explanations,
    Joined,
    Members,
    PriceList,
    PriceLists,
    Received,
    SealedBid,
    Supplier,
    Winning,
    WinningBids,
)
from operis.dockets.procurement.marks import BidMarks, Marks
from operis.ledger.states import state_of
from operis.registers import models
from operis.registers.rows import all_of
from operis.sealing.answers import DECLARED, HANDED_IN

Key = tuple[str, ...]
FINAL_QUOTE = "final-quote"
SMALL = frozenset({"micro", "small", "medium"})
TOGETHER = 400
"""So many are asked for in one statement: SQLite takes no more than a thousand values."""


def supplier_of(key: Key, docket: str | None) -> Supplier | None:
    return next(iter(suppliers(key)), None)


def suppliers(keys: Iterable[str]) -> tuple[Supplier, ...]:
    return tuple(
        Supplier(row.key, row.nature, row.size or None, row.category or None, row.accepted, row.head or None, tuple(row.holders.split()),
                 tuple(row.marks.split()), row.refused, row.kind_waits, row.self_said)
        for row in all_of(models.Party, "key", key=tuple(keys), party="supplier")
    )  # fmt: skip


def members_of(key: Key, docket: str | None) -> Members:
    return Members(suppliers(key))


def bars_of(key: Key, docket: str | None) -> Bars:
    found = all_of(models.Bar, "party", "first", "decision", party=key, scope="supplying")
    return Bars(tuple(Barred(row.party, row.decision, row.first, row.last or date.max) for row in found))


def contenders_for(key: Key, docket: str | None) -> Contenders:
    """Who stands behind each bid: for examination, when what the bids say may be read."""
    parties: dict[tuple[str, str], tuple[str, ...]] = {}
    stated: dict[tuple[str, str], tuple[bool, tuple[str, ...]]] = {}
    for row, said in _said(standing_seals(docket)):
        joined = said.members if said is not None else ()
        stated[row.lot, row.supplier] = (said.small, tuple(said.statements)) if said is not None else (False, ())
        parties[row.lot, row.supplier] = (*parties.get((row.lot, row.supplier), ()), row.supplier, *joined)
    everybody = sorted({key for keys in parties.values() for key in keys})
    files = [one for part in batched(everybody) for one in suppliers(part)]
    bars = [one for part in batched(everybody) for one in bars_of(part, docket).found]
    return Contenders(
        tuple(
            Contender(
                lot,
                bidder,
                tuple(one for one in files if one.key in keys),
                Bars(tuple(one for one in bars if one.party in keys)),
                *stated[lot, bidder],
            )
            for (lot, bidder), keys in parties.items()
        )
    )


def batched(keys: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[first : first + TOGETHER]) for first in range(0, len(keys), TOGETHER))


def _said(seals: Iterable[models.Seal]) -> Iterator[tuple[models.Seal, BidContent | None]]:
    """Each bid with what it says, where that can be read."""
    rows = list(seals)
    contents = contents_of((row.docket, row.sealed_sha256) for row in rows)
    for row in rows:
        content = contents.get((row.docket, row.sealed_sha256))
        yield row, None if content is None else load(BidContent, json.loads(content))


def standing_seals(docket: str | None) -> list[models.Seal]:
    """The bid of each supplier for each lot that came last, on whichever way: it takes the place of those before it.

    With one that was withdrawn what had come before it is taken back too. An envelope that one person alone has seen is none.
    """
    return _standing(_seals_left(docket))


def _standing(rows: Iterable[models.Seal]) -> list[models.Seal]:
    newest = {(row.supplier, row.lot): row for row in rows if row.confirmed}
    return sorted(newest.values(), key=lambda row: (row.lot, row.supplier))


def _seals_left(docket: str | None) -> Iterable[models.Seal]:
    """What was not taken back, the oldest first."""
    back = models.TakenBack.objects.filter(
        procurement=docket, supplier=OuterRef("supplier"), lot=OuterRef("lot"), received__gte=OuterRef("received")
    )
    return models.Seal.objects.filter(~Exists(back), procurement=docket).order_by("round", "received", "docket")


def received_by(key: Key, docket: str | None) -> Received:
    rows = list(_seals_left(docket))
    counts = models.Unsealed.objects.filter(procurement=docket).aggregate(withdrawn=Sum("withdrawn"), late=Sum("late"))
    bids, alone = _standing(rows), [row for row in rows if not row.confirmed]
    return Received(tuple(map(_sealed_bid, bids)), counts["withdrawn"] or 0, counts["late"] or 0, tuple(map(_sealed_bid, alone)))


def _sealed_bid(row: models.Seal) -> SealedBid:
    return SealedBid(row.docket, row.supplier, row.lot, row.no, row.received, row.sealed_sha256, row.round, row.paper)


def contents_for(key: Key, docket: str | None) -> Contents:
    """What the listed bids say; bytes that are gone or changed are left out, and the opening says so.

    Without the key by which they were sealed nothing is opened at all: it can be put back, and an opening cannot be taken back.
    """
    rows, said = standing_seals(docket), dict[tuple[str, str], BidContent]()
    try:
        contents = plains_of((row.docket, row.sealed_sha256) for row in rows)
    except SealingKeyError as fault:
        raise SealingKeyError(f"The bids of {docket} cannot be opened: {fault}") from fault
    for row in rows:
        if (content := contents.get((row.docket, row.sealed_sha256))) is not None:
            said[row.docket, row.lot] = load(BidContent, json.loads(content))
    keys = sorted({row.supplier for row in rows}.union(*(one.members for one in said.values())))
    known = {one.key: one for part in batched(keys) for one in suppliers(part)}
    found = (_read(row, said[row.docket, row.lot], known) for row in rows if (row.docket, row.lot) in said)
    joined = (Joined(one.docket, one.lot, one.sealed_sha256, one.result, one.places) for one in opened_in(row.docket for row in rows))
    return Contents(tuple(found), tuple(joined))


def _read(row: models.Seal, said: BidContent, known: Mapping[str, Supplier]) -> Content:
    return Content(row.docket, row.lot, row.sealed_sha256, said.price, said.small, said.members, row.paper or has_paper(said),
                   known.get(row.supplier), tuple(known[one] for one in said.members if one in known))  # fmt: skip


def asked_of(key: Key, docket: str | None) -> Asked:
    rows = models.Asked.objects.filter(docket=key[0].upper(), supplier=key[1]).exclude(about=FINAL_QUOTE).order_by("lot", "until")
    return Asked(tuple(row.lot for row in rows), tuple(row.until for row in rows))


def price_lists_for(key: Key, docket: str | None) -> PriceLists:
    """The price beside its items, of each bid that has some."""
    found = []
    for row, said in _said(standing_seals(docket)):
        if said is not None and said.items:
            items = tuple((one.quantity, one.unit_price, one.amount) for one in said.items)
            found.append(PriceList(row.lot, row.supplier, said.price, items))
    return PriceLists(tuple(found))


def bid_marks_for(key: Key, docket: str | None) -> BidMarks:
    """What could be the same in two bids, of each that can be read."""
    found = []
    paid = {one.supplier: one.bond_from for one in models.Unsealed.objects.filter(procurement=docket).exclude(bond_from="")}
    for row, said in _said(standing_seals(docket)):
        if said is not None:
            files = {one.sha256: one.name for one in files_in(said)}
            answers = {str(one.about): " ".join((one.text.zh or one.text.en or "").split()) for one in said.offers
                       if one.answers != HANDED_IN}  # fmt: skip
            items = {one.name.zh or one.name.en or "": one.unit_price for one in said.items}
            found.append(Marks(row.lot, row.supplier, said.price, files, answers, items, paid.get(row.supplier, "")))
    return BidMarks(tuple(found))


def winning_bids_of(key: Key, docket: str | None) -> WinningBids:
    """The bids of those who were awarded something, with the files of the bidders: prices as they were last sent, papers of each round.

    A final quote says what it costs, and nothing of what the first bid has declared.
    """
    parties = {one.key: one for one in models.Party.objects.filter(key__in=key, party="supplier")}
    rows = [row for row in standing_seals(docket) if row.supplier in key]
    before = _earlier(docket) if any(row.round > FIRST_ROUND for row in rows) else {}
    return WinningBids(tuple(
        _winning(row.lot, row.supplier, (*before.get((row.lot, row.supplier), ()), said), parties.get(row.supplier))
        for row, said in _said(rows)
    ))  # fmt: skip


def _earlier(docket: str | None) -> dict[tuple[str, str], list[BidContent]]:
    """What was opened in the rounds that are past, by lot and supplier."""
    state = state_of(docket) if docket is not None else None
    listed = [one for closing, _opening in getattr(state, "rounds_past", ()) for one in closing.listed]
    contents = contents_of((one.bid, one.sealed_sha256) for one in listed) if listed else {}
    found: dict[tuple[str, str], list[BidContent]] = {}
    for one in listed:
        if (content := contents.get((one.bid, one.sealed_sha256))) is not None:
            found.setdefault((one.lot, one.supplier), []).append(load(BidContent, json.loads(content)))
    return found


def _winning(lot: str, supplier: str, rounds: Sequence[BidContent | None], party: models.Party | None) -> Winning:
    last, read = rounds[-1], [one for one in rounds if one is not None]
    items = tuple(BidItem(one.name, one.quantity, one.unit_price) for one in last.items) if last is not None else ()
    documents = tuple(dict.fromkeys(file for one in read for file in one.documents))
    name = Wording(zh=party.name_zh or None, en=party.name_en or None) if party else Wording(zh=supplier)
    address, size = (wording_of(party.address), party.size or None) if party else (None, None)
    reviewed = party is not None and party.accepted and not (party.kind_waits or party.self_said)
    declares = any(not DECLARED.isdisjoint(one.statements) for one in read)
    declared = tuple(dict.fromkeys(file for one in read for said in one.offers if said.about in DECLARED for file in said.documents))
    return Winning(lot, supplier, name, address, items, documents, size, reviewed, declares, declared)


def explanations_in(key: Key, docket: str | None) -> Explanations:
    rows = models.Explanation.objects.filter(procurement=docket).order_by("lot", "supplier").values_list("lot", "supplier", "price_fen")
    confirmed = tuple((lot, supplier, Fen(price)) for lot, supplier, price in rows if price is not None)
    return Explanations(tuple((lot, supplier) for lot, supplier, _ in rows), confirmed)


def wording_of(stored: str) -> Wording | None:
    said = json.loads(stored)
    return Wording(**said) if said else None


def following_of(key: Key, docket: str | None) -> Following:
    """Bids of others' closed purchases count alone: which goes on is told to nobody."""
    first, after = key
    closed = models.Notice.objects.filter(opened=True).exclude(docket=docket or "").values("docket")
    seals = models.Seal.objects.filter(procurement__in=closed)
    both = seals.filter(supplier=first, procurement__in=seals.filter(supplier=after).values("procurement"))
    refused = models.Contract.objects.filter(supplier=first, refused=True, force_majeure=False).exclude(procurement=docket or "")
    return Following(
        suppliers(key), tuple(sorted(set(both.values_list("procurement", flat=True)))),
        tuple(refused.order_by("docket").values_list("docket", flat=True)), _bond_of(docket or "", first),
    )  # fmt: skip


def _bond_of(docket: str, supplier: str) -> str:
    row = models.Standing.objects.filter(kind="bid", identity=f"{docket}:{supplier}").first()
    bid = state_of(row.docket) if row is not None else None
    if bid is None or bid.bond is None:
        return "no-bond"
    return "bond-held" if bid.settled is None else f"bond-{bid.settled.way}"
