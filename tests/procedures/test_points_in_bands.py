"""Points are tied to bands: 条例 34(4), 87号令 55, 214号文 23."""

from dataclasses import replace
from decimal import Decimal

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.terms import Band, Criterion
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import criteria, plan, words
from tests.statute import Outcome, case

METHODS = {"open-tender": (case(OPEN_TENDER), "REG-34"), "competitive-consultation": (case(COMPETITIVE_CONSULTATION), "CC-23")}
EACH = pytest.mark.parametrize("method", METHODS)


def judged(rule: Wording | None, *points: str) -> tuple[Criterion, ...]:
    price, one = criteria()
    return price, replace(one, rule=rule, bands=tuple(Band(points=Decimal(each), text=words(each)) for each in points))


def filing(method: str, scored: tuple[Criterion, ...]) -> Outcome:
    return METHODS[method][0]().when(plan(method=Slug(method), criteria=scored))


@EACH
@pytest.mark.parametrize("rule", ["Three parts of equal points", "视方案优劣打分"])
def test_what_is_judged_without_bands_or_figures_is_refused(method: str, rule: str) -> None:
    grounds = filing(method, judged(Wording(zh=rule))).refused_under(METHODS[method][1], status=422)
    assert ("points_banded", "criteria/1/bands") in {(ground.check, ground.finding.at) for ground in grounds}


@EACH
@pytest.mark.parametrize("rule", ["Three points for each", "Up to 40 points", "每项得三分", "优80分，良40分，其他0分"])
def test_a_rule_that_says_the_points_does_without_bands(method: str, rule: str) -> None:
    filing(method, judged(Wording(zh=rule))).then(ImplementationPlanFiled)


@EACH
def test_bands_reach_all_points_and_differ(method: str) -> None:
    row, rule = METHODS[method][1], words("By how much of the need it meets")
    filing(method, judged(rule, "80", "40", "0")).then(ImplementationPlanFiled)
    for wrong in (("79.99", "0"), ("80.01", "0"), ("80",), ("80", "40", "40")):
        filing(method, judged(rule, *wrong)).refused_under(row, status=422)


@EACH
def test_bands_alone_do_not_say_how_points_are_given(method: str) -> None:
    (ground,) = filing(method, judged(None, "80", "0")).refused_under(METHODS[method][1], status=422)
    assert ground.finding.at == "criteria/1/rule"


@EACH
def test_what_is_counted_says_its_rule_and_needs_no_bands(method: str) -> None:
    price, one = criteria()
    filing(method, (price, replace(one, kind=Slug("counted"), bands=(), rule=words("All or nothing")))).then(ImplementationPlanFiled)
