"""What does the bid say that won a lot, as far as it was opened?"""

import json

from operis.attachments.models import content_of
from operis.core.fields import load
from operis.core.wording import Wording
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.registers import models
from operis.sealing.answers import CRITERION, SEE_FILES


def won(award: models.Award) -> BidContent | None:
    seal = models.Seal.objects.filter(docket=award.bid, lot=award.lot).first()
    content = content_of(seal.docket, seal.sealed_sha256) if seal else None
    return load(BidContent, json.loads(content)) if content is not None else None


def joined(award: models.Award) -> tuple[str, ...]:
    """Who joined it."""
    content = won(award)
    return content.members if content is not None else ()


def items_of(procurement: str, lot: str) -> tuple[PriceItem, ...]:
    """Its price list."""
    content = _of(procurement, lot)
    return content.items if content is not None else ()


def scored_of(procurement: str, lot: str) -> tuple[tuple[str, Wording], ...]:
    """What it says to the criteria in words, by criterion; what only stands in its files is not among it."""
    content = _of(procurement, lot)
    offers = content.offers if content is not None else ()
    return tuple((str(one.about), one.text) for one in offers if one.answers == CRITERION and one.text != SEE_FILES)


def _of(procurement: str, lot: str) -> BidContent | None:
    award = models.Award.objects.filter(docket=procurement.upper(), lot=lot).first()
    return won(award) if award is not None else None
