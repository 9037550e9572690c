"""What does a draft come to as a bid? The content that is sealed: what is offered, what is declared, the files and the price."""

from collections.abc import Iterator

from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.state import Procurement
from operis.web.bidding.draft import Draft, worded
from operis.web.bidding.sections import AS_ASKED, CONDITION, CRITERION, MATERIALS, PRICE_KIND

MET = Wording(zh="我方符合本项条件。", en="We meet this condition.")
SEE_FILES = Wording(zh="见所附文件。", en="See the files.")


def content_of(
    state: Procurement, draft: Draft, price: Fen, items: tuple[PriceItem, ...], *, members: tuple[str, ...], small: bool
) -> BidContent:
    """What was written, with the price that was typed or that its list comes to."""
    deviations = draft.text(AS_ASKED).strip()
    return BidContent(
        price=price, small=small, members=members, items=items, statements=tuple(_declared(state, draft)),
        offers=tuple(_offers(state, draft)), documents=draft.files_at(MATERIALS), deviations=worded(deviations) if deviations else None,
    )  # fmt: skip


def _declared(state: Procurement, draft: Draft) -> Iterator[Slug]:
    conditions = state.plan.conditions if state.plan else ()
    yield from dict.fromkeys(one.about for no, one in enumerate(conditions) if f"{CONDITION}-{no}" in draft.ticked)
    if AS_ASKED in draft.ticked:
        yield Slug(AS_ASKED)


def _offers(state: Procurement, draft: Draft) -> Iterator[Offered]:
    """What is shown of each condition, then the answer to each criterion."""
    assert state.plan is not None
    for no, condition in enumerate(state.plan.conditions):
        if files := draft.files_at(f"{CONDITION}-{no}"):
            yield Offered(about=condition.about, text=MET, answers=Slug(CONDITION), documents=files)
    for one in state.plan.criteria:
        key = f"{CRITERION}-{one.id}"
        text, files = draft.text(key).strip(), draft.files_at(key)
        if one.kind != PRICE_KIND and (text or files):
            yield Offered(about=one.id, text=worded(text) if text else SEE_FILES, answers=Slug(CRITERION), documents=files)
