"""Evaluations drawn at random, and each put through its steps up to the report."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluating import LowPrice, Sheet
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.scoring import Adjustments, Bid, Evaluation
from operis.dockets.procurement.terms import ORDERS, Criterion, Reservation
from tests.procedures.documents import words
from tests.procedures.evaluating import EVALUATED, FIVE, MARCH_23, REPORTED, TENDER, done, expert, question, seats, tender, the_panel
from tests.rules.scoring_again import again

BUDGET = Fen(860_000_00)
YUAN = (386_999, 387_000, 400_000, 800_000, 800_000, 810_000, 859_999, 860_000, 860_001)
"""Round and on the lines of the budget, so that ties, low prices and prices that are too high are frequent."""


@dataclass(frozen=True)
class Drawn:
    criteria: tuple[Criterion, ...]
    prices: dict[str, int]
    small: frozenset[str]
    percent: Decimal | None
    ties: tuple[Slug, ...]
    figures: Mapping[tuple[str, str], tuple[Decimal, ...]]
    """By bidder and criterion, the figure of each member."""
    convincing: frozenset[str]


@st.composite
def evaluations(draw: st.DrawFn) -> Drawn:
    cuts = sorted(draw(st.sets(st.integers(1, 9), min_size=1, max_size=3)))
    weights = [10 * (end - start) for start, end in zip([0, *cuts], [*cuts, 10], strict=True)]
    price = Criterion(id=Slug("price"), weight=Decimal(weights[0]), kind=Slug("price"), formula=Slug("lowest-ratio"))
    others = tuple(
        Criterion(id=Slug(f"c{n}"), weight=Decimal(weight), kind=Slug(draw(st.sampled_from(["judged", "judged", "counted"]))))
        for n, weight in enumerate(weights[1:])
    )
    bidders = tuple(FIVE)[: draw(st.integers(3, 5))]
    figures = {(one, str(criterion.id)): _figures(draw, criterion) for one in bidders for criterion in others}
    return Drawn(
        criteria=draw(st.permutations((price, *others)).map(tuple)),
        prices={one: draw(st.one_of(st.sampled_from(YUAN).map(lambda yuan: yuan * 100), st.integers(1, 860_000_99))) for one in bidders},
        small=frozenset(one for one in bidders if draw(st.booleans())),
        percent=draw(st.sampled_from([None, Decimal(10), Decimal("12.5"), Decimal(20)])),
        ties=tuple(map(Slug, draw(st.lists(st.sampled_from(sorted(ORDERS)), unique=True, max_size=2)))),
        figures=figures,
        convincing=frozenset(one for one in bidders if draw(st.booleans())),
    )  # fmt: skip


def _figures(draw: st.DrawFn, criterion: Criterion) -> tuple[Decimal, ...]:
    """What is counted is the same for all."""
    one = st.sampled_from([0, 9, 10, 10, 10, 17, 20]).map(lambda parts: criterion.weight * parts / 20)
    return (draw(one),) * 5 if criterion.kind == "counted" else tuple(draw(one) for _ in seats())


def put_through(drawn: Drawn) -> tuple[tuple[Act, ...], frozenset[str], EvaluationReported]:
    """From the examination to the report; who asks a low price is asked, and convinces or does not."""
    reservation = Reservation(way=Slug("none"), deduction_percent=drawn.percent)
    how = {"criteria": drawn.criteria, "reservation": reservation, "ties": drawn.ties}
    acts = tuple(_some_small(act, drawn.small) for act in tender("examined", prices=drawn.prices, **how))
    for place, person in enumerate(seats()):
        sheets = tuple(
            Sheet(supplier=one, scores={str(c.id): (drawn.figures[one, str(c.id)][place],) for c in drawn.criteria if c.kind != "price"})
            for one in drawn.prices
        )
        acts = (*acts, *done(TENDER(*acts), GiveScores(sheets=sheets), expert(person)))
    low = frozenset(bidder for _, bidder in again(matter(drawn), "cn", MARCH_23)["low"])
    for one in sorted(low):
        acts = (*acts, *done(TENDER.happening(EVALUATED)(*acts), question(30, one), the_panel(*seats())))
    heard = tuple(LowPrice(supplier=one, convinces=one in drawn.convincing, opinion=words("Heard")) for one in sorted(low))
    (act,) = done(TENDER.happening(REPORTED)(*acts), ReportEvaluation(low_prices=heard), the_panel(*seats()))
    assert isinstance(act, EvaluationReported)
    return acts, low, act


def _some_small(act: Act, small: frozenset[str]) -> Act:
    if not isinstance(act, BidsOpened):
        return act
    return replace(act, opened=tuple(replace(one, small=one.supplier in small) for one in act.opened))


def matter(drawn: Drawn, low: frozenset[str] = frozenset()) -> Evaluation:
    """The same as the documents, the opening and the sheets have it, put together here."""
    bids = tuple(
        Bid(
            bidder=one,
            price=Fen(price),
            small=one in drawn.small,
            scores={str(c.id): drawn.figures[one, str(c.id)] for c in drawn.criteria if c.kind != "price"},
            explained=one in drawn.convincing if one in low else None,
        )
        for one, price in drawn.prices.items()
    )
    return Evaluation(
        method=Slug("open-tender"), criteria=drawn.criteria, experts=seats(), bids=bids, budget=BUDGET, ties=drawn.ties,
        adjustments=Adjustments(small_percent=drawn.percent),
    )  # fmt: skip
