"""Do the items of a price list add up to the price, what stands by law where they do not, and has the bidder confirmed it?"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.facts import PriceList, explanations, price_lists, procurement
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.bids import instant, is_late
from operis.rules.examination import COMPLIANCE, found_valid

SealCase = Case[Bid, SealBid]
ExamineCase = Case[Procurement, ExamineBids]
TEN = 10
PRICE_ERROR, NOT_CONFIRMED = "price-error", "price-not-confirmed"
SLIP, SUM = "decimal-slip-total-stands", "sum-mismatch-unit-prices-stand"


def amount(quantity: Decimal, unit_price: Fen) -> Fen:
    """Quantity times unit price, to the fen, half up."""
    return Fen((Fraction(quantity) * unit_price * 2 + 1) // 2)


def summed(listed: PriceList) -> Fen:
    """What the list comes to by its unit prices."""
    return Fen(sum(amount(quantity, unit_price) for quantity, unit_price, _ in listed.items))


def slipped(listed: PriceList) -> bool:
    """Whether the price is what comes out once the point of one unit price is moved."""
    missing = listed.price - summed(listed)
    own = (amount(quantity, unit_price) for quantity, unit_price, _ in listed.items)
    return missing != 0 and any(one and _power_of_ten(Fraction(one + missing, one)) for one in own)


def _power_of_ten(ratio: Fraction) -> bool:
    whole = max(ratio.numerator, ratio.denominator)
    if ratio <= 0 or min(ratio.numerator, ratio.denominator) != 1:
        return False
    while whole % TEN == 0:
        whole //= TEN
    return whole == 1


def by_law(listed: PriceList, row: Row) -> Fen:
    """The price that stands: where a point has slipped that of the opening sheet, else what the unit prices come to."""
    order = row.slugs("correction_order")
    first = next(one for one in order if one == SUM or (one == SLIP and slipped(listed)))
    return summed(listed) if first == SUM else listed.price


def unlike(case: ExamineCase) -> dict[tuple[str, str], PriceList]:
    """The lists that do not come to their price, by lot and supplier, of the lots that are examined for compliance."""
    lots = {one.lot for one in case.asked.verdicts} if case.asked.check == COMPLIANCE else set()
    lists = case.facts[price_lists].found if lots else ()
    return {(one.lot, one.supplier): one for one in lists if one.lot in lots and summed(one) != one.price}


@check("The price list comes to the price.", "分项报价的合计与报价一致。")
def adds_up(case: SealCase, row: Row) -> Iterator[Finding]:
    """Told to the bidder alone, and without a figure: what it offers is secret, and a bid with an error is a bid."""
    items, content = case.asked.content.items, case.asked.content
    if is_late(case) or not items:
        return
    listed = PriceList(case.asked.lot, "", content.price, tuple((one.quantity, one.unit_price, one.amount) for one in items))
    if any(stated != amount(quantity, unit_price) for quantity, unit_price, stated in listed.items):
        yield found(
            "An amount of the price list is not its quantity times its unit price.",
            at="content/items",
            do="Send a bid that adds up before closing; later the unit prices stand, and you have to confirm what they come to.",
        )
    if summed(listed) != content.price:
        yield found(
            "The price list does not come to the price.",
            at="content/price",
            do="Send a bid that adds up before closing; later the unit prices stand, and you have to confirm what they come to.",
        )


@check("The price is not above the budget or ceiling.", "报价不超过预算金额或者最高限价。")
def within_limit(case: SealCase, row: Row) -> Iterator[Finding]:
    """Told to the bidder alone, and without a figure, while it can still send another."""
    known, lot = case.facts[procurement], case.asked.lot
    limit = dict(zip(known.lots, known.limits, strict=False)).get(lot)
    if not is_late(case) and limit is not None and case.asked.content.price > limit:
        yield found(
            "The price is above the budget or the ceiling of the lot.",
            at="content/price",
            do="Send a bid with a lower price before closing; one above it may be held invalid.",
        )


@check("A price to which its list does not come is cleared up.", "分项报价与报价不一致的，已要求澄清。")
def sum_asked_about(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """Where no law says which figure stands, the group asks."""
    for (lot, supplier), listed in unlike(case).items():
        yield found(
            "The price of {supplier} in lot {lot} is {price}, and its price list comes to {sum}.",
            at="verdicts",
            do="Ask the supplier to clear it up.",
            supplier=supplier,
            lot=lot,
            price=listed.price,
            sum=summed(listed),
        )


@check("Prices stay as they were opened.", "报价以开启时为准。")
def price_as_opened(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """No price is changed where no law puts it right."""
    if case.asked.prices:
        yield found("Here no price is put right.", at="prices", do="Leave the prices as they were opened.")


@check("A price is put right only as the law says and as the bidder has confirmed it.", "报价仅按照规定修正，并经投标人确认。")
def price_put_right(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """A price changes only as the row puts it right, of a bid that is held valid, and once the bidder has confirmed it."""
    due = {bid: by_law(listed, row) for bid, listed in unlike(case).items()}
    confirmed = set(case.facts[explanations].confirmed)
    given = [(one.lot, one.supplier) for one in case.asked.prices]
    for place, one in enumerate(case.asked.prices):
        bid = (one.lot, one.supplier)
        if bid not in due or given.count(bid) > 1 or one.supplier not in found_valid(case, one.lot):
            yield found(
                "Nothing is to be put right in the price of {supplier} in lot {lot}, or it stands there twice.",
                at=f"prices/{place}",
                do="Take it out.",
                supplier=one.supplier,
                lot=one.lot,
            )
        elif one.price != due[bid]:
            yield found(
                "By the order of the law the price of {supplier} in lot {lot} is {right}, not {given}.",
                at=f"prices/{place}/price",
                do="Enter {right}.",
                supplier=one.supplier,
                lot=one.lot,
                right=due[bid],
                given=one.price,
            )
        elif (*bid, one.price) not in confirmed:
            yield found(
                "{supplier} has not confirmed the price of {right} in lot {lot}.",
                at=f"prices/{place}",
                do="Ask it to, or hold the bid invalid.",
                supplier=one.supplier,
                lot=one.lot,
                right=one.price,
            )


@check(
    "A price to which its list does not come is put right, or the bid is invalid.",
    "分项报价与报价不一致的，已经修正，或者认定投标无效。",
)
def sums_settled(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """A bid whose list does not come to its price is valid at the price put right, or invalid since that was not confirmed."""
    given = {(one.lot, one.supplier) for one in case.asked.prices}
    for (lot, supplier), listed in unlike(case).items():
        if supplier in found_valid(case, lot) and (lot, supplier) not in given:
            yield found(
                "The price of {supplier} in lot {lot} is {price}, and its price list comes to {sum}; by law {right} stands.",
                at="prices",
                do="Ask the bidder to confirm {right}, and enter it; hold the bid invalid if it does not.",
                supplier=supplier,
                lot=lot,
                price=listed.price,
                sum=summed(listed),
                right=by_law(listed, row),
            )


@check("Nobody is out for a price that it was not asked to confirm.", "以未确认报价修正为由认定无效的，事先已要求确认。")
def asked_to_confirm(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """Nobody's bid falls for a price that was not confirmed before the bidder was asked, and has answered or let its time pass."""
    asked = {(one.lot, one.supplier): one.answer_by for one in case.state.questions if one.about == PRICE_ERROR}
    answered = set(case.facts[explanations].suppliers)
    for place, one in enumerate(case.asked.verdicts):
        bid = (one.lot, one.supplier)
        if one.ground != NOT_CONFIRMED:
            continue
        if bid not in asked or bid not in unlike(case):
            yield found(
                "{supplier} has not been asked to confirm a price in lot {lot}, or its price list comes to its price.",
                at=f"verdicts/{place}/ground",
                do="Ask first.",
                supplier=one.supplier,
                lot=one.lot,
            )
        elif bid not in answered and instant(case.happened) < asked[bid]:
            yield found(
                "{supplier} may confirm its price until {until}.",
                at=f"verdicts/{place}/ground",
                do="Wait until then, or for its answer.",
                supplier=one.supplier,
                until=asked[bid],
            )
