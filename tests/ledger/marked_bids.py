"""Bids whose every word and price stands nowhere else, so that a search finds what has come out."""

from decimal import Decimal

from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from tests.procedures.documents import words

MARKERS = 100
BIDDERS = ("sunrise", "brook", "hill", "gone", "poor")


def bo(key: str) -> Mandate:
    return Mandate(role=Role.SUPPLIER, office="bids", body=key, persons=(f"person-of-{key}",))


def price(place: int) -> Fen:
    """Prices that occur nowhere else."""
    return Fen(713_131_17 + place * 1_003)


def content(place: int) -> BidContent:
    """One fifth of the markers, some of them in a price list that does not come to the price, so that something is told of it."""
    *own, last = range(place * MARKERS // len(BIDDERS), (place + 1) * MARKERS // len(BIDDERS))
    offers = tuple(Offered(about=Slug("plan"), text=words(f"MARKER{one:03}X")) for one in own)
    item = PriceItem(name=words(f"MARKER{last:03}X"), quantity=Decimal(2), unit_price=price(place), amount=price(place))
    return BidContent(price=price(place), offers=offers, items=(item,))
