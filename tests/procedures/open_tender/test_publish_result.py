"""A result says what the law asks, tells each loser its own, and comes within two working days: REG-43c, REG-43d, O87-69."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Due
from operis.core.wording import Slug
from operis.dockets.procurement.acts import NoticePublished
from operis.dockets.procurement.awarding import ExpertShown, OwnResult
from operis.dockets.procurement.outcomes import PanelFormed, ResultPublished
from tests.procedures.awards import MARCH_25, PAPER, aside, deciding, result
from tests.procedures.contracts import AGENT, appointing
from tests.procedures.documents import words
from tests.procedures.evaluating import TENDER, done, tender
from tests.statute import ALICE, BO, DONG, Given, at

MARCH_27, MARCH_28 = date(2026, 3, 27), date(2026, 3, 28)
given = TENDER.happening(at(MARCH_27))
LOSERS = ("brook", "hill")


def awarded(**how: Any) -> Given:
    """Decided on Wednesday 25 March 2026."""
    acts = tender("reported", **how)
    lots = how.get("lots", ("1",))
    return given(*acts, *done(given.happening(at(MARCH_25))(*acts), deciding("sunrise", lots=lots)))


def test_the_panel_is_named_and_each_loser_has_its_own_score_and_rank() -> None:
    """O87-69b, D135-04, EXP-20; O87-69c: it stands for a working day; O87-71: to be signed within thirty days."""
    outcome = awarded().when(result(*LOSERS))
    (act,) = outcome.then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.supplier for one in act.awards] == ["sunrise"]
    assert act.experts[:2] == (
        ExpertShown(name="Member rep", seat=Slug("representative"), own_choice=False),
        ExpertShown(name="Member e1", seat=Slug("expert"), own_choice=False),
    )
    assert len(act.experts) == 5
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.rank) for one in act.own_results] == [("brook", 2), ("hill", 3)]
    assert act.own_results[0] == OwnResult(
        lot="1", supplier="brook", reason=words("Fewer points"), total=Decimal("85.75"), rank=2
    )  # 66 for the plan, and 800,000 / 810,000 of 20 for the price
    assert act.stands_until == Due(day=date(2026, 3, 30), row="O87-69c")
    assert act.sign_by == Due(day=date(2026, 4, 27), row="O87-71")
    outcome.warned_under()


def test_experts_whom_the_purchaser_chose_itself_are_marked() -> None:
    """EXP-20."""
    own = [
        replace(act, members=tuple(replace(one, own_choice=one.person == "e1") for one in act.members))
        if isinstance(act, PanelFormed)
        else act
        for act in awarded().acts
    ]
    (act,) = given(*own).when(result(*LOSERS)).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.name for one in act.experts if one.own_choice] == ["Member e1"]


@pytest.mark.parametrize(
    ("changed", "content", "also"),
    [
        ({"project_name": None}, "project-name", True),
        ({"project_number": None}, "project-number", False),
        ({"purchaser": None}, "purchaser-name-address-contact", True),
        ({"winners": ()}, "winner-name", True),
        ({"winners": tuple(replace(one, address=None) for one in result().winners)}, "winner-address", True),
        ({"items": ()}, "main-item-name", True),
        ({"items": tuple(replace(one, quantity=None) for one in result().items)}, "main-item-quantity", True),
        ({"items": tuple(replace(one, unit_price=None) for one in result().items)}, "main-item-unit-price", True),
        ({"items": tuple(replace(one, service_requirements=None) for one in result().items)}, "service-requirements", True),
    ],
)
def test_each_content_is_missed_by_name(changed: dict[str, Any], content: str, also: bool) -> None:
    """REG-43d; O87-69b names most of them once more."""
    outcome = awarded().when(result(*LOSERS, **changed))
    outcome.refused_under("REG-43d", *(("O87-69b",) if also else ()), status=422)
    assert any(content in said for said in outcome.words)
    awarded().when(result(*LOSERS)).then(ResultPublished)


def test_the_agency_is_named_where_there_is_one() -> None:
    with_agency = awarded(agency="fair-agency")
    outcome = with_agency.when(result(*LOSERS))
    outcome.refused_under("REG-43d", status=422)
    assert outcome.words == ["The result does not state: agency-name-address-contact."]
    with_agency.when(result(*LOSERS, agency=words("Fair Agency, 3 High Street, 000-2026-2000"))).then(ResultPublished)


def test_each_lot_that_is_published_has_its_contents() -> None:
    both = awarded(lots=("1", "2"))
    both.when(result(*LOSERS, lots=("1", "2"))).then(ResultPublished)
    one = both.when(result(*LOSERS, lots=("1",)))
    one.refused_under("REG-43d", "O87-69b", status=422)
    assert "The result does not state for lot 2: winner-name." in one.words
    assert "brook is not told why it did not win lot 2." in one.words


def test_the_purchasing_documents_are_published_with_it_unless_they_went_with_the_notice() -> None:
    """REG-43c, O87-69a."""
    awarded().when(result(*LOSERS, documents=())).refused_under("REG-43c", status=422)
    acts = [replace(act, documents=(PAPER,)) if isinstance(act, NoticePublished) else act for act in awarded().acts]
    given(*acts).when(result(*LOSERS, documents=())).then(ResultPublished)


def test_the_declaration_of_a_small_winner_is_published_with_it() -> None:
    """SME-13."""
    awarded().when(result(*LOSERS, small_declarations=())).refused_under("SME-13", status=422)
    awarded(small=False).when(result(*LOSERS, small_declarations=())).then(ResultPublished)


def test_each_who_did_not_win_is_told_why_the_unqualified_too() -> None:
    """O87-69b."""
    outcome = awarded().when(result("brook"))
    outcome.refused_under("O87-69b", status=422)
    assert outcome.words == ["hill is not told why it did not win lot 1."]
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "field": 830_000_00}
    one_out = awarded(prices=four, invalid=("field",))
    one_out.when(result(*LOSERS)).refused_under("O87-69b", status=422)
    (act,) = one_out.when(result(*LOSERS, "field", "lake")).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert isinstance(act.own_results, tuple)
    assert [(one.supplier, one.total is None, one.rank) for one in act.own_results] == [
        ("brook", False, 2),
        ("hill", False, 3),
        ("field", True, None),
    ]


def test_later_than_two_working_days_is_told() -> None:
    """REG-43c; decided on Wednesday 25 March 2026."""
    awarded().when(result(*LOSERS)).warned_under()
    late = awarded().happening(at(MARCH_28)).when(result(*LOSERS))
    late.warned_under("REG-43c")
    assert late.words == ["The result was to be published by 2026-03-27."]


def test_of_two_decisions_the_earlier_counts() -> None:
    acts = tender("reported", lots=("1", "2"))
    first = done(given.happening(at(MARCH_25))(*acts), deciding("sunrise", lots=("1",)))
    second = done(given.happening(at(MARCH_27))(*acts, *first), deciding("sunrise", lots=("2",)))
    both = result(*LOSERS, lots=("1", "2"))
    given.happening(at(MARCH_28))(*acts, *first, *second).when(both).warned_under("REG-43c")


def test_it_is_published_once_for_each_award_that_stands() -> None:
    given(*tender("reported")).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    published = awarded().when(result(*LOSERS)).then(ResultPublished)
    after = (*awarded().acts, *published)
    given(*after).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    again = (*after, aside("sunrise"))
    given(*again).when(result(*LOSERS)).refused_under("OURS-OPEN", status=409)
    decided = done(given(*again), deciding("brook"))
    (act,) = given(*again, *decided).when(result("sunrise", "hill", winner="brook")).then(ResultPublished)
    assert isinstance(act, ResultPublished)
    assert [one.supplier for one in act.awards] == ["brook"]


def test_the_purchaser_or_its_agency_publishes_it() -> None:
    awarded().when(result(*LOSERS), by=ALICE).then(ResultPublished)
    acts = awarded().acts
    named = result(*LOSERS, agency=words("Fair Agency, 3 High Street, 000-2026-2000"))
    given(*appointing(acts)).when(named, by=AGENT).then(ResultPublished)
    given(*acts).when(named, by=AGENT).refused_under("GPL-20", status=422)
    for other in (BO, DONG):
        awarded().when(result(*LOSERS), by=other).refused_under("REG-43c", status=403)
