"""A signed contract is published with seven contents, within two working days: REG-50, O102-23, N87-05."""

from datetime import date
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.acts import PublicationMade
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Cut
from tests.procedures.contracts import AGENT, SIGNS, drawn_up, publication, signed
from tests.procedures.documents import said, words
from tests.statute import ALICE, BO, DONG, at

APRIL_14, APRIL_15 = date(2026, 4, 14), date(2026, 4, 15)
given = SIGNS.happening(at(APRIL_14))


def test_it_states_method_provider_amount_and_term_by_itself() -> None:
    cuts = (Cut(what=words("Recipes"), ground=Slug("trade-secrets")),)
    (act,) = given(*signed()).when(publication(cuts=cuts)).then(PublicationMade)
    assert act == PublicationMade(
        **said(publication(cuts=cuts)),
        happened=at(APRIL_14),
        method=Slug("open-tender"),
        supplier="sunrise",
        price=Fen(800_000_00),
        term_months=12,
    )


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (date(2026, 4, 15), date(2026, 4, 15), 1),
        (date(2026, 4, 15), date(2026, 5, 14), 1),
        (date(2026, 4, 15), date(2026, 6, 13), 1),
        (date(2026, 4, 15), date(2026, 6, 14), 2),
        (date(2026, 4, 15), date(2027, 4, 13), 11),
        (date(2026, 4, 15), date(2027, 4, 14), 12),
        (date(2026, 5, 1), date(2026, 12, 31), 8),
        (date(2026, 8, 31), date(2027, 2, 27), 6),
    ],
)
def test_the_term_is_in_whole_months_from_the_first_day_to_the_last(starts: date, ends: date, months: int) -> None:
    (act,) = given(*signed(starts=starts, ends=ends)).when(publication()).then(PublicationMade)
    assert isinstance(act, PublicationMade)
    assert act.term_months == months


@pytest.mark.parametrize(
    ("changed", "content"),
    [
        ({"content": None}, "content"),
        ({"yearly_funding": ()}, "yearly-funding"),
        ({"performance_evaluation": None}, "performance-evaluation"),
    ],
)
def test_each_content_that_the_contract_does_not_give_itself_is_missed_by_name(changed: dict[str, Any], content: str) -> None:
    """N87-05."""
    outcome = given(*signed()).when(publication(**changed))
    outcome.refused_under("N87-05", status=422)
    assert outcome.words == [f"The publication does not state: {content}."]
    given(*signed()).when(publication()).then(PublicationMade)


def test_later_than_two_working_days_is_told() -> None:
    """REG-50; signed on Friday 10 April 2026."""
    given(*signed()).when(publication()).warned_under()
    late = given.happening(at(APRIL_15))(*signed()).when(publication())
    late.warned_under("REG-50")
    assert late.words == ["This was to be done by 2026-04-14."]


def test_below_the_quota_no_law_says_by_when() -> None:
    below = given.told(award, method="below-threshold", sign_by=None)
    acts = signed(SIGNS.told(award, method="below-threshold", sign_by=None))
    (act,) = below.happening(at(date(2026, 6, 1)))(*acts).when(publication()).then(PublicationMade)
    assert isinstance(act, PublicationMade)
    assert act.method == "below-threshold"
    below.happening(at(date(2026, 6, 1)))(*acts).when(publication()).warned_under()


def test_it_is_published_once_and_only_when_signed() -> None:
    given(drawn_up()).when(publication()).refused_under("OURS-OPEN", status=409)
    published = given(*signed()).when(publication()).then(PublicationMade)
    given(*signed(), *published).when(publication()).refused_under("OURS-OPEN", status=409)


def test_the_purchaser_or_its_agency_publishes_it() -> None:
    for who in (ALICE, AGENT):
        given(*signed()).when(publication(), by=who).then(PublicationMade)
    for other in (BO, DONG):
        given(*signed()).when(publication(), by=other).refused_under("REG-50", status=403)
