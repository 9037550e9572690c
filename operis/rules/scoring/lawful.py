"""What does the law say to the weights, the points and the prices? Findings, each under the first of its rows that is in force."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from operis.core.findings import NOTED, REFUSED, WARNING, Finding, Ground, found
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Row
from operis.rules.scoring.matter import ABOVE_CEILING, BY_PRICE, Matter, points, rounded
from operis.rules.scoring.points import HUNDRED

LAWFUL_FORMULAS = {
    "lowest-valid-price-over-bid-price-times-100": "lowest-ratio",
    "lowest-final-quote-over-final-quote-times-weight-times-100": "lowest-ratio",
}


def way_allowed(matter: Matter, row: Row) -> Iterator[Finding]:
    way = Slug("lowest-evaluated-price" if matter.by_price else "overall-scoring")
    if way not in row.slugs("evaluation_methods"):
        yield found(
            "Bids are compared by {way}; this method allows {ways}.",
            at="criteria",
            do="Compare the bids in a way that the method allows.",
            way=way,
            ways=row.slugs("evaluation_methods"),
        )


def price_weight(matter: Matter, row: Row) -> Iterator[Finding]:
    """The price counts for a share of all points, by what is bought; or there is a reason of the law why it is not scored."""
    if matter.by_price or (matter.price is None and matter.asked.price_not_scored in row.slugs("price_not_scored")):
        return
    share = points(one for one in matter.asked.criteria if one.kind == "price") * HUNDRED / points(matter.asked.criteria)
    least, most = (f"price_weight_{matter.asked.object_}_{bound}_percent" for bound in ("min", "max"))
    low, high = row.percent(least), row.percent(most) if row.has(most) else Decimal(HUNDRED)
    if not low <= share <= high:
        yield found(
            "The price counts for {share} percent; the law wants {least} to {most} percent.",
            at="criteria",
            do="Change the points of the price, or name the reason of the law why it is not scored.",
            share=rounded(share, 2),
            least=low,
            most=high,
        )


def points_whole(matter: Matter, row: Row) -> Iterator[Finding]:
    whole = row.percent("weights_sum_percent") if row.has("weights_sum_percent") else Decimal(HUNDRED)
    total = points(matter.asked.criteria)
    if not matter.by_price and total != whole:
        yield found(
            "The points add up to {total}, not to {whole}.", at="criteria", do="Change the points.", total=rounded(total, 2), whole=whole
        )


def formula_lawful(matter: Matter, row: Row) -> Iterator[Finding]:
    yield from unlawful_formula(matter.asked.criteria, row)


def unlawful_formula(criteria: Sequence[Criterion], row: Row) -> Iterator[Finding]:
    """Overall scoring has one formula for the price; where the price alone decides, there is nothing to score."""
    lawful, alone = LAWFUL_FORMULAS.get(row.slug("price_score_formula")), all(one.kind == "price" for one in criteria)
    for place, one in enumerate(criteria):
        if one.kind == "price" and one.formula != lawful and not (alone and one.formula in BY_PRICE):
            yield found(
                "The price is scored by {formula}; the law has one formula: the lowest price by one's own.",
                at=f"criteria/{place}/formula",
                do="Score the price by lowest-ratio.",
                formula=one.formula or Slug("none"),
            )


def deduction_in_range(matter: Matter, row: Row) -> Iterator[Finding]:
    yield from _in_range(matter.asked.adjustments.small_percent, row, "small_percent")


def share_deduction_in_range(matter: Matter, row: Row) -> Iterator[Finding]:
    yield from _in_range(matter.asked.adjustments.share_percent, row, "share_percent")


def _in_range(given: Decimal | None, row: Row, name: str) -> Iterator[Finding]:
    least, most = row.percent("price_deduction_min_percent"), row.percent("price_deduction_max_percent")
    if given is not None and not least <= given <= most:
        yield found(
            "The price deduction is {given} percent; it is from {least} to {most} percent.",
            at=f"adjustments/{name}",
            do="State a deduction within the range.",
            given=given,
            least=least,
            most=most,
        )


def line_modest(matter: Matter, row: Row) -> Iterator[Finding]:
    line, most = matter.asked.low_price_line_percent, row.percent("low_price_line_max_percent")
    if line is not None and line > most:
        yield found(
            "The line of {line} percent is above {most} percent.", at="low_price_line_percent", do="Lower the line.", line=line, most=most
        )


def criteria_published(matter: Matter, row: Row) -> Iterator[Finding]:
    known = {one.id for one in matter.others}
    for place, bid in matter.standing:
        unknown = () if row.yes("unpublished_criteria_allowed") else sorted((bid.scores or {}).keys() - known)
        for criterion in unknown:
            yield found(
                "{bidder} has points for {criterion}, which is no criterion of the documents.",
                at=f"bids/{place}/scores/{criterion}",
                do="Take the points out: they are not counted.",
                bidder=bid.bidder,
                criterion=criterion,
            )


def within_points(matter: Matter, row: Row) -> Iterator[Finding]:
    for place, bid in matter.standing:
        for one in matter.others:
            if (given := max((bid.scores or {})[one.id])) > one.weight:
                yield found(
                    "{bidder} has {given} points for {criterion}; there are {most}.",
                    at=f"bids/{place}/scores/{one.id}",
                    do="Have the member put the points right before the report is signed.",
                    bidder=bid.bidder,
                    given=given,
                    criterion=one.called,
                    most=one.weight,
                )


def objective_equal(matter: Matter, row: Row) -> Iterator[Finding]:
    """What is counted is the same for everyone who counts."""
    for place, bid in matter.standing:
        for one in matter.others:
            given = (bid.scores or {})[one.id]
            if one.kind == "counted" and len(set(given)) > 1:
                yield found(
                    "The members differ on {criterion} of {bidder}, which is counted: from {least} to {most} points.",
                    at=f"bids/{place}/scores/{one.id}",
                    do="Count again, and have every member enter the same points.",
                    criterion=one.called,
                    bidder=bid.bidder,
                    least=min(given),
                    most=max(given),
                )


def within_ceiling(matter: Matter, row: Row) -> Iterator[Finding]:
    for place, bid in enumerate(matter.asked.bids):
        if matter.out(bid) == ABOVE_CEILING and bid.price is not None and matter.limit is not None:
            yield found(
                "The price of {bidder} is {price}, above {limit}.",
                at=f"bids/{place}/price",
                do="Leave the bid out: it is not compared.",
                bidder=bid.bidder,
                price=bid.price,
                limit=matter.limit,
            )


def line(matter: Matter, percent: Decimal) -> Decimal:
    """The law's line, or that of the documents: they may raise it, up to the law's limit, and never lower it."""
    raised, row = matter.asked.low_price_line_percent, matter.row("ALP-05")
    if raised is None or row is None:
        return percent
    return max(percent, min(raised, row.percent("low_price_line_max_percent")))


def below_mean(matter: Matter, row: Row) -> Iterator[Finding]:
    """The quoted price counts, not the one after deductions, and a price on the line is not below it (ALP-05): so for all three."""
    percent, prices = line(matter, row.percent("low_price_below_mean_percent")), [price for _, _, price in matter.examined]
    for place, bid, price in matter.examined:
        if price * HUNDRED * len(prices) < Fraction(percent) * sum(prices):
            yield found(
                "The price of {bidder} is {price}, below {percent} percent of the mean of {mean}.",
                at=explained_at(place),
                do="Let the bidder explain the price in writing, enter whether it convinces, and state it in the report.",
                bidder=bid.bidder,
                price=price,
                percent=percent,
                mean=Fen(rounded(Fraction(sum(prices), len(prices)), 0)),
            )


def below_second_lowest(matter: Matter, row: Row) -> Iterator[Finding]:
    percent, prices = line(matter, row.percent("low_price_below_second_lowest_percent")), sorted(price for _, _, price in matter.examined)
    for place, bid, price in matter.examined:
        if len(prices) > 1 and price * HUNDRED < Fraction(percent) * prices[1]:
            yield found(
                "The price of {bidder} is {price}, below {percent} percent of the second-lowest, {second}.",
                at=explained_at(place),
                do="Let the bidder explain the price in writing, enter whether it convinces, and state it in the report.",
                bidder=bid.bidder,
                price=price,
                percent=percent,
                second=prices[1],
            )


def below_ceiling(matter: Matter, row: Row) -> Iterator[Finding]:
    percent = line(matter, row.percent("low_price_below_ceiling_percent"))
    for place, bid, price in matter.examined:
        if matter.limit is not None and price * HUNDRED < Fraction(percent) * matter.limit:
            yield found(
                "The price of {bidder} is {price}, below {percent} percent of the ceiling of {limit}.",
                at=explained_at(place),
                do="Let the bidder explain the price in writing, enter whether it convinces, and state it in the report.",
                bidder=bid.bidder,
                price=price,
                percent=percent,
                limit=matter.limit,
            )


def explained_at(place: int) -> str:
    return f"bids/{place}/explained"


@dataclass(frozen=True)
class Said:
    """A check under its rows; one that is about the sheets withholds the winner until it is put right."""

    looks: Callable[[Matter, Row], Iterator[Finding]]
    rows: tuple[str, ...]
    withholds: bool = False


SAID = (
    Said(way_allowed, ("REG-34", "CC-23")),
    Said(price_weight, ("O87-55a", "CC-24a")),
    Said(points_whole, ("O87-55b", "CC-24b")),
    Said(formula_lawful, ("O87-55b", "CC-24b")),
    Said(deduction_in_range, ("SME-09b", "SME-09a")),
    Said(share_deduction_in_range, ("SME-09c",)),
    Said(line_modest, ("ALP-05",)),
    Said(criteria_published, ("REG-34",), withholds=True),
    Said(within_points, ("O87-64a", "CC-32"), withholds=True),
    Said(objective_equal, ("O87-64a", "CC-32"), withholds=True),
    Said(within_ceiling, ("O87-63", "CC-34", "O74-37")),
    Said(below_mean, ("ALP-01",), withholds=True),
    Said(below_second_lowest, ("ALP-02",), withholds=True),
    Said(below_ceiling, ("ALP-03",), withholds=True),
)


def grounds(matter: Matter) -> Iterator[tuple[Ground, bool]]:
    """Every ground, and whether it withholds the winner; a low price that was explained, or was not, is told for the report."""
    heard = {explained_at(place) for place, bid in enumerate(matter.asked.bids) if bid.explained is not None}
    for one in SAID:
        row = matter.row(*one.rows)
        if row is None:
            continue
        for finding in one.looks(matter, row):
            severity = NOTED if finding.at in heard else REFUSED if row.blocks else WARNING
            ground = Ground(one.looks.__name__, row.id, matter.law.day(row), severity, finding)
            yield ground, one.withholds and ground.blocks
