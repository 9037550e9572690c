"""Do three hundred whole evaluations, put through each step, report what the scoring computes, and what a second reckoning has?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluating import LowPrice, Ranked, Sheet
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.scoring import Adjustments, Bid, Evaluation
from operis.dockets.procurement.terms import ORDERS, Criterion, Reservation
from operis.law.book import Law
from operis.rules.scoring import as_json, score
from tests.procedures.documents import MARCH_2, words
from tests.procedures.evaluating import EVALUATED, FIVE, MARCH_23, REPORTED, TENDER, done, expert, seats, tender, the_panel
from tests.procedures.open_tender.test_ask_explanation import question
from tests.rules.test_scoring_random import again
from tests.statute import book

LAW = Law(book(), "cn", "41", "county", act_day=MARCH_23, notice_day=MARCH_2)
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


def shown(one: Ranked) -> dict[str, object]:
    return {
        "bidder": one.supplier,
        "price": one.price,
        "evaluated": one.evaluated,
        "points": {str(each.criterion): format(each.points, "f") for each in one.points},
        "total": None if one.total is None else format(one.total, "f"),
        "rank": one.rank,
        "out": None if one.out is None else str(one.out),
    }


def fen(yuan: str | None) -> Fen | None:
    return None if yuan is None else Fen(int(Decimal(yuan) * 100))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=evaluations())
def test_the_report_says_what_the_scoring_computes_and_what_a_second_reckoning_has(drawn: Drawn) -> None:
    _, low, act = put_through(drawn)
    asked = matter(drawn, low)
    ours = [shown(one) for one in act.ranked]
    scored = [
        {name: one[name] for name in ("bidder", "points", "total", "rank", "out")}
        | {"price": fen(one["price"]), "evaluated": fen(one["evaluated_price"])}
        for one in as_json(score(LAW, asked))["bids"]
    ]
    assert ours == scored
    second = again(asked, "cn", MARCH_23)["bids"]
    for one in ours:
        row = second.get(str(one["bidder"]))
        if row is None:
            assert (one["rank"], one["total"], one["points"], one["out"] is None) == (None, None, {}, False)
        else:
            assert (one["points"], one["total"], one["rank"], one["out"]) == (row["shown"], format(row["total"], "f"), row["rank"], None)
            assert one["evaluated"] == Fen(int(row["net"].quantize(Decimal("0.01"), "ROUND_HALF_UP") * 100))
    left = sum(one["rank"] is not None for one in ours)
    assert [str(each.outcome) for each in act.outcomes] == ["candidates" if left >= 3 else "too-few"]


def test_the_random_evaluations_meet_ties_low_prices_and_bids_that_are_out() -> None:
    """So that the three hundred are not all of one kind."""
    plan = Criterion(id=Slug("c0"), weight=Decimal(80), kind=Slug("judged"))
    price = Criterion(id=Slug("price"), weight=Decimal(20), kind=Slug("price"), formula=Slug("lowest-ratio"))
    prices = {"sunrise": 800_000_00, "brook": 800_000_00, "hill": 386_999_99, "lake": 860_000_01}
    points = {(one, "c0"): (Decimal(60),) * 5 for one in prices}
    drawn = Drawn((price, plan), prices, small=frozenset(), percent=None, ties=(), figures=points, convincing=frozenset())
    _, low, act = put_through(drawn)
    assert low == {"hill"}
    assert [(one.rank, one.out) for one in act.ranked] == [(1, None), (1, None), (None, "price-not-explained"), (None, "above-ceiling")]
    _, _, convinced = put_through(replace(drawn, convincing=frozenset(("hill",))))
    assert [one.rank for one in convinced.ranked] == [2, 2, 1, None]
