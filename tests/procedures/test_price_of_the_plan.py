"""The price in a plan: one formula; not scored where fixed or not knowable; outside the range with consent (87号令 55, 214号文 24)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan, ReportEvaluation
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.terms import Criterion
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.reading import questions
from tests.procedures.documents import banded, criteria, plan, words
from tests.procedures.evaluating import REPORTED, TENDER, seats, tender, the_panel
from tests.statute import case

BOTH = pytest.mark.parametrize(
    ("method", "formula", "weight"), [("open-tender", "O87-55b", "O87-55a"), ("consultation", "CC-24b", "CC-24a")]
)
GIVEN = {"open-tender": case(OPEN_TENDER), "consultation": case(COMPETITIVE_CONSULTATION)}


def planned(method: str, **changed: Any) -> FilePlan:
    return plan(**{"method": Slug("open-tender" if method == "open-tender" else "competitive-consultation"), **changed})


def by(formula: str | None) -> tuple[Criterion, ...]:
    price, judged = criteria()
    return replace(price, formula=None if formula is None else Slug(formula)), judged


def unpriced() -> tuple[Criterion, ...]:
    _, judged = criteria()
    return (replace(judged, weight=Decimal(100), bands=banded(Decimal(100))),)


@BOTH
def test_the_lowest_price_by_ones_own_is_the_only_formula(method: str, formula: str, weight: str) -> None:
    given = GIVEN[method]
    given().when(planned(method, criteria=by("lowest-ratio"))).then(ImplementationPlanFiled)
    for other in ("mean-ratio", "lowest-wins", "feature-coefficient", None):
        (ground,) = given().when(planned(method, criteria=by(other))).refused_under(formula, status=422)
        assert ground.finding.at == "criteria/0/formula"


@BOTH
def test_the_price_is_one_criterion(method: str, formula: str, weight: str) -> None:
    price, judged = criteria()
    half = tuple(replace(price, id=Slug(id), weight=Decimal(10)) for id in ("price", "price-again"))
    (ground,) = GIVEN[method]().when(planned(method, criteria=(*half, judged))).refused_under(formula, status=422)
    assert (ground.check, ground.finding.at) == ("price_once", "criteria/1/kind")


def asked_about(rule: str, kind: str = "judged", method: str = "open-tender") -> list[str]:
    """The look and row of what a reviewer is asked about the price in a rule."""
    price, judged = criteria()
    said = Wording(zh=rule) if rule[0] > "z" else Wording(en=rule)
    whole = (replace(price, rule=said), judged) if kind == "price" else (price, replace(judged, rule=said))
    asked = planned(method, criteria=whole)
    return [one.row for one in questions(asked, (), GIVEN[method].case(asked).law) if one.look == "FIND-PRICE-TWICE"]


@BOTH
@pytest.mark.parametrize(
    "rule",
    ["报价合理性强的得20分，一般的得10分", "优惠率每增加1%得2分，最多80分", "投标价越低得分越高，最多得80分",
     "Reasonableness of the price: up to 80 points", "Two points for a competitive price", "A discount of 5 percent earns 10 points"],
)  # fmt: skip
def test_what_scores_the_price_a_second_time_in_words_is_asked_about(method: str, formula: str, weight: str, rule: str) -> None:
    assert asked_about(rule, method=method) == [formula]
    price, judged = criteria()
    answered = planned(method, criteria=(price, replace(judged, rule=words("Reasonable price: 80 points"))))
    GIVEN[method]().when(answered).then(ImplementationPlanFiled)


@pytest.mark.parametrize(
    ("rule", "kind"),
    [("以满足要求且报价最低者为基准价，价格分＝（基准价÷投标报价）×20分", "price"),
     ("Lowest valid price divided by own price, times 20 points", "price"),
     ("服务方案完整得80分，不完整得40分", "judged"), ("The lowest dust level earns 80 points", "judged"),
     ("收费公示栏齐全得80分", "judged")],
)  # fmt: skip
def test_the_price_itself_and_what_is_no_price_are_not(rule: str, kind: str) -> None:
    assert asked_about(rule, kind) == []


def test_where_nothing_but_the_price_counts_the_lowest_wins_in_a_tender_and_not_in_a_consultation() -> None:
    alone = (Criterion(id=Slug("price"), weight=Decimal(100), kind=Slug("price"), formula=Slug("lowest-wins")),)
    GIVEN["open-tender"]().when(planned("open-tender", criteria=alone)).then(ImplementationPlanFiled)
    GIVEN["consultation"]().when(planned("consultation", criteria=alone)).refused_under("CC-24a", status=422)


def test_a_panel_does_not_report_by_another_formula_and_stops_for_flawed_documents() -> None:
    acts = tender("scored", criteria=by("mean-ratio"))
    ended = TENDER.happening(REPORTED)(*acts)
    (ground,) = ended.when(ReportEvaluation(), by=the_panel(*seats())).refused_under("O87-55b", status=422)
    assert ground.finding.at == "lots"
    ended.when(ReportEvaluation(flaw=Slug("illegal")), by=the_panel(*seats())).then(EvaluationReported)


CONSENT = "Zening Finance Bureau, 2026-02-20, No. 14"
FIXED = [("open-tender", "state-fixed-price"), ("open-tender", "fixed-price"), ("consultation", "state-price")]


@pytest.mark.parametrize(("method", "why"), FIXED)
def test_a_price_that_is_fixed_is_not_scored(method: str, why: str) -> None:
    given, weight = GIVEN[method], "O87-55a" if method == "open-tender" else "CC-24a"
    given().when(planned(method, criteria=unpriced(), price_not_scored=Slug(why))).then(ImplementationPlanFiled)
    (ground,) = given().when(planned(method, price_not_scored=Slug(why))).refused_under(weight, status=422)
    assert ground.finding.facts == {"why": why, "share": Decimal("20.00")}
    given().when(planned(method, criteria=unpriced())).refused_under(weight, status=422)


@BOTH
def test_no_other_reason_leaves_the_price_unscored(method: str, formula: str, weight: str) -> None:
    asked = planned(method, criteria=unpriced(), price_not_scored=Slug("quality-first"))
    grounds = GIVEN[method]().when(asked).refused_under(weight, status=422)
    assert {ground.check for ground in grounds} == {"price_weight", "unscored_for_a_reason"}


def test_a_total_that_is_not_knowable_is_not_scored_in_that_case_of_the_consultation_alone() -> None:
    given, unknowable = GIVEN["consultation"], Slug("price-not-computable")
    given().when(planned("consultation", criteria=unpriced(), method_ground=unknowable)).then(ImplementationPlanFiled)
    given().when(planned("consultation", criteria=unpriced(), method_ground=unknowable, price_not_scored=unknowable)).then(
        ImplementationPlanFiled
    )
    given().when(planned("consultation", method_ground=unknowable)).refused_under("CC-24a", status=422)
    given().when(planned("consultation", criteria=unpriced(), price_not_scored=unknowable)).refused_under("CC-03", status=422)


def test_outside_ten_to_thirty_percent_the_finance_department_consents() -> None:
    given = GIVEN["consultation"]
    for price in ("9.99", "30.01", "60"):
        given().when(planned("consultation", criteria=criteria(price))).refused_under("CC-24a", status=422)
        given().when(planned("consultation", criteria=criteria(price), price_consent=CONSENT)).then(ImplementationPlanFiled)
    given().when(planned("consultation", criteria=unpriced(), price_consent=CONSENT)).refused_under("CC-24a", status=422)


CONSENTS = ["泽宁市财政局2026年2月20日泽财购〔2026〕14号", "Zening Finance Bureau, 20 February 2026, No. 14", "scan " + "a7" * 32]
NO_CONSENTS = [
    "-", "yes", "同意", "Zening Finance Bureau", "Zening Finance Bureau, No. 14", "Zening Finance Bureau, 2026-02-20", "2026-02-20, 14",
]  # fmt: skip


@pytest.mark.parametrize("said", CONSENTS)
def test_a_consent_is_known_by_office_day_and_number_or_by_its_file(said: str) -> None:
    GIVEN["consultation"]().when(planned("consultation", criteria=criteria("9.99"), price_consent=said)).then(ImplementationPlanFiled)


@pytest.mark.parametrize("said", NO_CONSENTS)
def test_words_that_name_no_document_are_no_consent(said: str) -> None:
    asked = planned("consultation", criteria=criteria("9.99"), price_consent=said)
    (ground,) = GIVEN["consultation"]().when(asked).refused_under("CC-24a", status=422)
    assert (ground.finding.at, ground.finding.facts) == ("price_consent", {"given": said})


def test_no_consent_lowers_the_price_of_a_tender() -> None:
    asked = planned("open-tender", criteria=criteria("9.99"), price_consent=CONSENT)
    GIVEN["open-tender"]().when(asked).refused_under("O87-55a", status=422)
