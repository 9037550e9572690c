"""Talks with each, final quotes from at least three, and the lowest price that meets the need: GPL-38, O74-07, O74-21, O74-31 to O74-37."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.acts import Outside
from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import DeemAward, GiveScores
from operis.dockets.procurement.outcomes import AwardDecided, EvaluationReported, PanelFormed, RoundOpened
from operis.dockets.procurement.terms import Change
from tests.procedures.awards import MARCH_25, MARCH_30, MARCH_31, deciding
from tests.procedures.documents import words
from tests.procedures.endings import ending
from tests.procedures.evaluating import (
    FIVE,
    NEGOTIATION,
    PRICES,
    REPORTED,
    final_quotes,
    member,
    negotiation,
    outcome_of,
    panel,
    ranks,
    report,
    seats,
    the_panel,
)

ALL = the_panel(*seats(2))
CONSENT = Outside(medium="Civil affairs bureau", on=date(2026, 3, 20), number="2026-17", link="https://civil.example/2026-17")


def reported(prices: dict[str, int]) -> EvaluationReported:
    """What is reported of these final quotes."""
    (act,) = NEGOTIATION.happening(REPORTED)(*negotiation("quoted", prices=prices)).when(report(), by=ALL).then(EvaluationReported)
    assert isinstance(act, EvaluationReported)
    return act


@pytest.mark.parametrize(("budget", "experts", "enough"), [(1_999_999_99, 2, True), (2_000_000_00, 2, False), (2_000_000_00, 4, True)])
def test_the_group_has_three_members_and_five_from_the_open_tender_amount_on(budget: int, experts: int, enough: bool) -> None:
    opened = negotiation("opened", budget=Fen(budget))
    forming = NEGOTIATION(*opened).when(panel(experts))
    if enough:
        forming.then(PanelFormed)
    else:
        (ground,) = forming.refused_under("O74-07b", status=422)
        assert ground.finding.facts == {"members": 3, "least": 5}


@pytest.mark.parametrize("invalid", [("hill",), ("hill", "brook")])
def test_three_remain_for_final_quotes(invalid: tuple[str, ...]) -> None:
    NEGOTIATION(*negotiation("met")).when(final_quotes(), by=ALL).then(RoundOpened)
    few = negotiation("met", invalid=invalid)
    (ground,) = NEGOTIATION(*few).when(final_quotes(), by=ALL).refused_under("O74-33", status=409)
    assert ground.finding.facts == {"lot": "1", "left": 3 - len(invalid), "least": 3}


def test_each_had_its_talk_first() -> None:
    (ground,) = NEGOTIATION(*negotiation("met")[:-1]).when(final_quotes(), by=ALL).refused_under("O74-31", status=422)
    assert ground.finding.facts == {"supplier": "hill", "lot": "1"}


@pytest.mark.parametrize("about", ["technical-requirements", "service-requirements", "draft-contract"])
def test_three_things_may_change_and_nothing_else(about: str) -> None:
    met = negotiation("met")

    def changing(what: str) -> Change:
        return Change(about=Slug(what), old=words("Two carers"), new=words("Three carers"))

    NEGOTIATION(*met).when(final_quotes(changes=(changing(about),), confirmed_by="rep"), by=ALL).then(RoundOpened)
    NEGOTIATION(*met).when(final_quotes(changes=(changing("budget"),), confirmed_by="rep"), by=ALL).refused_under("O74-32", status=422)


def test_nobody_scores_and_the_lowest_final_price_comes_first() -> None:
    act = reported(FIVE)
    assert ranks(act) == {"sunrise": 1, "brook": 2, "hill": 3, "lake": 4, "field": 5}
    assert outcome_of(act) == (("1", "candidates"),)
    assert all(one.total is None or not one.points for one in act.ranked)
    assert GiveScores not in NEGOTIATION.procedure.steps


def test_fewer_than_three_quotes_within_the_budget_are_too_few() -> None:
    act = reported({**PRICES, "hill": 860_000_01})
    assert (ranks(act), outcome_of(act)) == ({"sunrise": 1, "brook": 2, "hill": None}, (("1", "too-few"),))
    assert outcome_of(reported({**PRICES, "hill": 860_000_00})) == (("1", "candidates"),)


def test_the_purchaser_decides_for_the_lowest_within_five_working_days_and_its_silence_does_too() -> None:
    done = negotiation("reported")
    NEGOTIATION.happening(MARCH_25)(*done).when(deciding("sunrise")).then(AwardDecided)
    NEGOTIATION.happening(MARCH_25)(*done).when(deciding("brook")).refused_under("REG-43b", status=422)
    NEGOTIATION.happening(MARCH_30)(*done).when(DeemAward(), by=THE_CLOCK).refused_under("O74-36", status=409)
    (act,) = NEGOTIATION.happening(MARCH_31)(*done).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert [(one.supplier, str(act.ground)) for one in act.awards] == [("sunrise", "deemed")]


def test_it_ends_on_the_grounds_of_its_order() -> None:
    NEGOTIATION(*negotiation("met", invalid=("hill",))).when(ending("too-few")).then(ProceedingsTerminated)
    (ground,) = NEGOTIATION(*negotiation("met")).when(ending("too-few")).refused_under("O74-37", status=422)
    assert ground.finding.facts == {"lot": "1", "left": 3, "least": 3}


def test_the_purchaser_chooses_experts_itself_for_what_is_complex_with_consent_and_a_legal_expert() -> None:
    opened, complex_ = negotiation("opened"), (Slug("complex-or-specialised"),)
    chosen = tuple(member(one, own_choice=one != "rep", legal=one == "e1") for one in seats(2))
    NEGOTIATION(*opened).when(panel(members=chosen, drawn=None, features=complex_, consent=CONSENT)).then(PanelFormed)
    NEGOTIATION(*opened).when(panel(members=chosen, drawn=None, features=complex_)).refused_under("O74-07c", status=422)
    nobody = tuple(replace(one, legal=False) for one in chosen)
    (ground,) = NEGOTIATION(*opened).when(panel(members=nobody, drawn=None, features=complex_, consent=CONSENT)).refused_under("O74-07c")
    assert ground.check == "legal_expert_seated"
    NEGOTIATION(*opened).when(panel(members=chosen, drawn=None, consent=CONSENT)).refused_under("O74-07c", status=422)
