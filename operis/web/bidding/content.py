"""What does a draft come to as a bid? The content that is sealed: what is offered, what is declared, the files and the price."""

from operis.core.money import Fen
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.sealing.answers import Answers, content_of
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import Section


def drafted_content(
    parts: tuple[Section, ...], draft: Draft, price: Fen, items: tuple[PriceItem, ...], *, members: tuple[str, ...], small: bool
) -> BidContent:
    """What was written, with the price that was typed or that its list comes to."""
    said = Answers(texts=draft.texts, ticked=draft.ticked, files=draft.files, members=members, items=items, price=price)
    return content_of([one for section in parts for one in section.questions], said, small=small)
