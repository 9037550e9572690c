"""Do three hundred whole evaluations, put through each step, report what the scoring computes, and what a second reckoning has?"""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Law
from operis.rules.scoring import as_json, score
from tests.procedures.documents import MARCH_2
from tests.procedures.drawn_evaluations import Drawn, evaluations, matter, put_through
from tests.procedures.evaluating import MARCH_23
from tests.rules.scoring_again import again
from tests.statute import book

LAW = Law(book(), "cn", "41", "county", act_day=MARCH_23, notice_day=MARCH_2)


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
