"""With what does a bid begin? With the one that stands, else with what the same supplier has said to the same questions before."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from operis.attachments.bidding import draft_of, drafts_of
from operis.attachments.models import Sealed, contents_of
from operis.core.fields import load, plain
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Condition, Criterion, Document
from operis.documents.handed_in import MATERIALS, forms_to_sign, papers
from operis.ledger.states import state_above, state_of
from operis.registers import models
from operis.sealing.answers import AS_ASKED, CONDITION, CRITERION, HANDED_IN, SEE_FILES
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import PRICE_KIND
from operis.web.forms import ROWS_MAX
from operis.web.reading.dockets import Shown
from operis.web.reading.own_bid import BID

LOOKED_AT = 5
"""So many earlier bids are looked at, the newest first."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a bid said, the procurement that it answered, and what is kept of its draft."""

    said: BidContent
    wanted: Procurement
    kept: Draft = field(default_factory=Draft)
    number: str = ""
    """Of the procurement, where it is another than the one that is bid for now."""


def begun_from(docket: Shown, wanted: Procurement, lot: str, round: int) -> Draft:
    """A final quote begins with the price list of the bid that stands, and without its price, which is what it is about."""
    standing = docket.state.in_force.get(lot)
    if wanted.plan is None:
        return Draft()
    if round > 1:
        said = _said([(docket.number, standing.sealed_sha256)]) if standing is not None else []
        return _itemised(said[0].items) if said else Draft()
    if standing is not None:
        said = _said([(docket.number, standing.sealed_sha256)])
        kept = draft_of(docket.number, lot, 1)
        return _same(wanted, said[0], Draft.read(kept.said) if kept is not None else Draft()) if said else Draft()
    return _begun(_alike(wanted, [*_earlier(docket)]), docket, wanted)


def _itemised(items: Sequence[PriceItem]) -> Draft:
    """Each line with its unit price, to be changed; of more lines than a form has the list as it would have come from a table."""
    if len(items) > ROWS_MAX:
        return Draft(listed=tuple(plain(one) for one in items))
    typed = {f"items-{no}-{name}": text for no, one in enumerate(items)
             for name, text in (("name-zh", one.name.zh or ""), ("name-en", one.name.en or ""), ("quantity", f"{one.quantity:f}"),
                                ("unit_price", yuan(one.unit_price)))}  # fmt: skip
    return Draft(typed={"items-rows": f"{len(items)}", **typed}) if items else Draft()


def _begun(draft: Draft, docket: Shown, wanted: Procurement) -> Draft:
    """What no sealed bid said, from drafts of other bids: of one that was withdrawn, or never sent."""
    own = models.Docket.objects.filter(kind=BID.kind, body=docket.state.body or "").exclude(number=docket.number)
    for number, said in drafts_of(own.order_by("-number").values_list("number", flat=True), LOOKED_AT):
        there = state_above(state_of(number))
        asked, answered = _questions(wanted), _questions(there)
        same = {key for key in asked if key.startswith((CRITERION, MATERIALS)) and answered.get(key) == asked[key]}
        other = Draft.read(said)
        for key in same & {*other.texts, *other.files}:
            if not draft.text(key) and not draft.files_at(key):
                draft = replace(draft, texts={**draft.texts, key: other.text(key)}, files={**draft.files, key: other.files_at(key)},
                                came={**draft.came, key: _above(number)})  # fmt: skip
    return _marked(draft)


def _above(bid: str) -> str:
    """The procurement that a bid is for."""
    return state_of(bid).procurement or ""


def _earlier(docket: Shown) -> Iterator[Before]:
    own = models.Seal.objects.filter(supplier=docket.state.body or "", round=1).exclude(docket=docket.number)
    for one in own.order_by("-received")[:LOOKED_AT]:
        kept = draft_of(one.docket, one.lot, 1)
        draft = Draft.read(kept.said) if kept is not None else Draft()
        said = _said([(one.docket, one.sealed_sha256)])
        yield from (Before(each, state_of(one.procurement), draft, one.procurement) for each in said)


def _said(wanted: Sequence[Sealed]) -> list[BidContent]:
    there = contents_of(wanted)
    return [load(BidContent, json.loads(there[one])) for one in wanted if one in there]


def _same(wanted: Procurement, said: BidContent, kept: Draft) -> Draft:
    """The whole bid, to be changed where it is to be replaced; what it declared is declared anew."""
    joined = {"members-rows": f"{len(said.members)}", **{f"members-{no}": one for no, one in enumerate(said.members)}}
    listed = tuple(plain(one) for one in said.items)
    draft = replace(
        _alike(wanted, [Before(said, wanted, kept)]), typed={"price": yuan(said.price), **(joined if said.members else {})}, listed=listed
    )
    for key in forms_to_sign(wanted):
        for one in (file for offer in said.offers if (offer.about, offer.answers) == (key, HANDED_IN) for file in offer.documents):
            draft = draft.with_file(key, one)
    draft = _marked(draft)
    return draft if said.deviations is None else draft.with_text(AS_ASKED, _text(said.deviations))


def _alike(wanted: Procurement, bids: list[Before]) -> Draft:
    """What was said to the same question, from the newest bid in which it was; the price is each bid's own, and so is what it declares."""
    assert wanted.plan is not None
    draft, asked = Draft(), _questions(wanted)
    same = {key: [one for one in bids if asked[key] in _questions(one.wanted).values()] for key in asked}
    for no, condition in enumerate(wanted.plan.conditions):
        draft = _answered(draft, same[f"{CONDITION}-{no}"], f"{CONDITION}-{no}", CONDITION, condition.about)
    for criterion in wanted.plan.criteria:
        if criterion.kind != PRICE_KIND:
            key = f"{CRITERION}-{criterion.id}"
            draft = _answered(draft, same[key], key, CRITERION, criterion.id)
    for key in papers(wanted.notice.materials if wanted.notice else None):
        for before in [one for one in bids if _handed_in(one, asked[key])][:1]:
            for document in _handed_in(before, asked[key]):
                draft = _made_for(before, draft.with_file(key, document), key)
    return _marked(draft)


def _made_for(before: Before, draft: Draft, key: str) -> Draft:
    return replace(draft, came={**draft.came, key: before.number}) if before.number else draft


def _handed_in(before: Before, question: tuple[object, ...]) -> tuple[Document, ...]:
    """The files that stood at the same paper, each at all of its papers. A sealed bid of before does not say at which: its draft does, and
    what that does not know was first.
    """
    keys = papers(before.wanted.notice.materials if before.wanted.notice else None)
    there, at_first = _questions(before.wanted), next(iter(keys))
    named = [(f"{one.about}", file) for one in before.said.offers if one.answers == HANDED_IN for file in one.documents]
    at = named or [(key, file) for key in keys for file in before.kept.files_at(key)]
    stood = {one.sha256: {key for key, file in at if file == one} for one in before.said.documents}
    return tuple(one for one in before.said.documents if question in {there.get(key) for key in stood[one.sha256] or {at_first}})


def _questions(wanted: Procurement | None) -> dict[str, tuple[object, ...]]:
    """What is asked, word for word and of its kind, by where a draft keeps the answer: a name alone makes no two questions the same."""
    if wanted is None or wanted.plan is None or wanted.notice is None:
        return {}
    conditions = {f"{CONDITION}-{no}": _asks_whether(one) for no, one in enumerate(wanted.plan.conditions)}
    criteria = {f"{CRITERION}-{one.id}": _asks_how(one) for one in wanted.plan.criteria}
    return {**conditions, **criteria, **{key: (MATERIALS, one) for key, one in papers(wanted.notice.materials).items()}}


def _asks_whether(one: Condition) -> tuple[object, ...]:
    return CONDITION, one.about, one.text, one.count


def _asks_how(one: Criterion) -> tuple[object, ...]:
    return CRITERION, one.id, one.kind, one.name, one.rule, tuple((band.text, band.least, band.most) for band in one.bands)


def _answered(draft: Draft, bids: list[Before], key: str, answers: str, about: str) -> Draft:
    found = next(_offers(bids, answers, about), None)
    if found is None:
        return draft
    before, offer = found
    draft = _made_for(before, draft, key)
    if answers == CRITERION and offer.text != SEE_FILES:
        draft = draft.with_text(key, _text(offer.text))
    files: tuple[Document, ...] = offer.documents
    for one in files:
        draft = draft.with_file(key, one)
    return draft


def _offers(bids: list[Before], answers: str, about: str) -> Iterator[tuple[Before, Offered]]:
    return ((bid, one) for bid in bids for one in bid.said.offers if one.about == about and one.answers in (None, answers))


def _marked(draft: Draft) -> Draft:
    """What was taken over is looked at before it counts as said here."""
    keys = {*draft.texts, *(key for key, rows in draft.files.items() if rows)}
    return replace(draft, taken=frozenset(keys))


def _text(words: Wording) -> str:
    return words.zh or words.en or ""
