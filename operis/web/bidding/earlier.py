"""With what does a bid begin? With the one that stands, else with what the same supplier has said to the same questions before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from operis.attachments.bidding import drafts_of
from operis.attachments.models import Sealed, contents_of
from operis.core.fields import load, plain
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.dockets.bid.terms import BidContent, Offered
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document
from operis.registers import models
from operis.sealing.answers import AS_ASKED, CONDITION, CRITERION, SEE_FILES
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import MATERIALS, PRICE_KIND
from operis.web.reading.dockets import Shown
from operis.web.reading.own_bid import BID

LOOKED_AT = 5
"""So many earlier bids are looked at, the newest first."""


def begun_from(docket: Shown, wanted: Procurement, lot: str, round: int) -> Draft:
    """A final quote begins empty: its price is what it is about."""
    standing = docket.state.in_force.get(lot)
    if round > 1 or wanted.plan is None:
        return Draft()
    if standing is not None:
        said = _said([(docket.number, standing.sealed_sha256)])
        return _same(wanted, said[0]) if said else Draft()
    return _begun(_alike(wanted, _said(_earlier(docket))), docket)


def _begun(draft: Draft, docket: Shown) -> Draft:
    """What no sealed bid said, from drafts of other bids: of one that was withdrawn, or never sent."""
    own = models.Docket.objects.filter(kind=BID.kind, body=docket.state.body or "").exclude(number=docket.number)
    for said in drafts_of(own.order_by("-number").values_list("number", flat=True), LOOKED_AT):
        other = Draft.read(said)
        for key in {*other.texts, *other.files} - {AS_ASKED}:
            if key.startswith((CRITERION, MATERIALS)) and not draft.text(key) and not draft.files_at(key):
                draft = replace(draft, texts={**draft.texts, key: other.text(key)}, files={**draft.files, key: other.files_at(key)})
    return _marked(draft)


def _earlier(docket: Shown) -> Sequence[Sealed]:
    own = models.Seal.objects.filter(supplier=docket.state.body or "", round=1).exclude(docket=docket.number)
    return list(own.order_by("-received").values_list("docket", "sealed_sha256")[:LOOKED_AT])


def _said(wanted: Sequence[Sealed]) -> list[BidContent]:
    there = contents_of(wanted)
    return [load(BidContent, json.loads(there[one])) for one in wanted if one in there]


def _same(wanted: Procurement, said: BidContent) -> Draft:
    """The whole bid, to be changed where it is to be replaced."""
    joined = {"members-rows": f"{len(said.members)}", **{f"members-{no}": one for no, one in enumerate(said.members)}}
    listed = tuple(plain(one) for one in said.items)
    draft = replace(_alike(wanted, [said]), typed={"price": yuan(said.price), **(joined if said.members else {})}, listed=listed)
    draft = draft.with_tick(AS_ASKED, AS_ASKED in said.statements)
    return draft if said.deviations is None else draft.with_text(AS_ASKED, _text(said.deviations))


def _alike(wanted: Procurement, bids: list[BidContent]) -> Draft:
    """What was said to a question of the same word, from the newest bid in which it was; the price is each bid's own."""
    assert wanted.plan is not None
    draft = Draft()
    for no, condition in enumerate(wanted.plan.conditions):
        if any(condition.about in one.statements for one in bids):
            draft = draft.with_tick(f"{CONDITION}-{no}", True)
        draft = _answered(draft, bids, f"{CONDITION}-{no}", CONDITION, condition.about)
    for criterion in wanted.plan.criteria:
        if criterion.kind != PRICE_KIND:
            draft = _answered(draft, bids, f"{CRITERION}-{criterion.id}", CRITERION, criterion.id)
    for document in next((one.documents for one in bids if one.documents), ()):
        draft = draft.with_file(MATERIALS, document)
    return draft if not bids else _marked(draft)


def _answered(draft: Draft, bids: list[BidContent], key: str, answers: str, about: str) -> Draft:
    offer = next(_offers(bids, answers, about), None)
    if offer is None:
        return draft
    if answers == CRITERION and offer.text != SEE_FILES:
        draft = draft.with_text(key, _text(offer.text))
    files: tuple[Document, ...] = offer.documents
    for one in files:
        draft = draft.with_file(key, one)
    return draft


def _offers(bids: list[BidContent], answers: str, about: str) -> Iterator[Offered]:
    return (one for bid in bids for one in bid.offers if one.about == about and one.answers in (None, answers))


def _marked(draft: Draft) -> Draft:
    """What was taken over is looked at before it counts as said here."""
    keys = {*draft.texts, *(key for key, rows in draft.files.items() if rows), *draft.ticked}
    return replace(draft, taken=frozenset(keys))


def _text(words: Wording) -> str:
    return words.zh or words.en or ""
