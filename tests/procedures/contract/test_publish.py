"""A signed contract is published with seven contents, within two working days: REG-50, O102-23, N87-05."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp, ContractSigned, PublicationMade
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Cut, YearlyFunds
from tests.procedures.contracts import (
    AGENT,
    DREW_UP,
    EIGHT,
    OF_PURCHASE,
    OF_TENDER,
    SIGNS,
    contract,
    drawn_up,
    publication,
    signed,
    written,
)
from tests.procedures.documents import said, words
from tests.statute import ALICE, BO, DONG, at

APRIL_14, APRIL_15 = date(2026, 4, 14), date(2026, 4, 15)
given = SIGNS.happening(at(APRIL_14))


def test_it_states_method_provider_amount_and_term_by_itself() -> None:
    cuts = (cut("own"),)
    (act,) = given(*signed()).when(publication(cuts=cuts)).then(PublicationMade)
    assert act == PublicationMade(
        **said(publication(cuts=cuts)),
        content=words(OF_PURCHASE["content"]),
        happened=at(APRIL_14),
        method=Slug("open-tender"),
        supplier="sunrise",
        price=Fen(800_000_00),
        term_months=12,
    )


def cut(group: str, **changed: Any) -> Cut:
    whole = Cut(group=Slug(group), what=words("Recipes"), ground=Slug("trade-secrets"), reason=words("Known to its cooks alone"))
    return replace(whole, **changed)


@pytest.mark.parametrize("group", ["price", "quantity", "duration"])
def test_price_quantity_and_term_are_never_left_out(group: str) -> None:
    """N87-05: the network shows amount, content and term of every contract; nor are they kept back in its text."""
    for ground in ("trade-secrets", "state-secrets"):
        outcome = given(*signed()).when(publication(cuts=(cut("own"), cut(group, ground=Slug(ground)))))
        outcome.refused_under("N87-05", status=422)
        assert outcome.words == [f"Clauses on {group} are published with every contract."]
    held = contract(kept_back=written(group))
    DREW_UP.when(held).refused_under("N87-05", status=422)
    DREW_UP.when(contract(kept_back=written("own"))).then(ContractDrawnUp)


@pytest.mark.parametrize(("lacking", "field"), [({"group": None}, "group"), ({"reason": None}, "reason")])
def test_each_cut_names_its_clauses_and_its_reason(lacking: dict[str, Any], field: str) -> None:
    """REG-50; below the quota O102-23."""
    outcome = given(*signed()).when(publication(cuts=(replace(cut("own"), **lacking),)))
    outcome.refused_under("REG-50", status=422)
    assert outcome.words == [f"A cut does not say: {field}."]
    given(*signed()).when(publication(cuts=(cut("own"), cut("quality")))).then(PublicationMade)
    below = {"method": "below-threshold", "sign_by": None}
    acts = signed(SIGNS.told(award, **below))
    given.told(award, **below)(*acts).when(publication(cuts=(replace(cut("own"), **lacking),))).refused_under("O102-23", status=422)


SIGNED = ContractSigned(happened=at(date(2026, 4, 10)), text_sha256="ab" * 32, supplier="sunrise", publish_by=None, file_by=None)


def split(starts: date, ends: date) -> tuple[YearlyFunds, ...]:
    """All of the price in the last year, nothing in the first."""
    return tuple(
        YearlyFunds(year=year, amount=Fen(800_000_00 if year == ends.year else 0)) for year in dict.fromkeys((starts.year, ends.year))
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
    (act,) = given(drawn_up(starts=starts, ends=ends), SIGNED).when(publication(yearly_funding=split(starts, ends))).then(PublicationMade)
    assert isinstance(act, PublicationMade)
    assert act.term_months == months


@pytest.mark.parametrize(
    ("changed", "content"),
    [
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


def test_the_content_is_what_the_contract_says_openly_else_what_the_notice_said() -> None:
    """N87-05; what is kept back is not published."""
    clauses, secret = written(*(one for one in (*EIGHT, *OF_TENDER) if one != "content")), written("content")
    held = signed(clauses=clauses, kept_back=secret)
    (act,) = given(*held).when(publication()).then(PublicationMade)
    assert isinstance(act, PublicationMade)
    assert act.content == words("Day care")
    outcome = given.told(award, content=None)(*held).when(publication())
    outcome.refused_under("N87-05", status=422)
    assert outcome.words == ["The publication does not state: content."]


def funding(**amounts: int) -> tuple[YearlyFunds, ...]:
    return tuple(YearlyFunds(year=int(year.strip("y")), amount=Fen(amount)) for year, amount in amounts.items())


@pytest.mark.parametrize(
    ("years", "says"),
    [
        (funding(y2026=600_000_00, y2027=199_999_99), "The funds of all years are {short}; the contract is at {price}."),
        (funding(y2026=600_000_00, y2027=200_000_01), "The funds of all years are {more}; the contract is at {price}."),
        (funding(y2025=1, y2026=799_999_99), "2025 is not among the years of the contract, 2026 to 2027."),
        (funding(y2026=799_999_99, y2028=1), "2028 is not among the years of the contract, 2026 to 2027."),
        ((*funding(y2026=400_000_00), *funding(y2026=400_000_00)), "2026 is named twice."),
    ],
)
def test_the_funds_of_the_years_of_the_term_are_the_price(years: tuple[YearlyFunds, ...], says: str) -> None:
    """N87-05, to the fen."""
    outcome = given(*signed()).when(publication(yearly_funding=years))
    outcome.refused_under("N87-05", status=422)
    short, more, price = (f"{Fen(one)!r}" for one in (799_999_99, 800_000_01, 800_000_00))
    assert outcome.words == [says.format(short=short, more=more, price=price)]
    for lawful in (funding(y2026=800_000_00), funding(y2026=1, y2027=799_999_99)):
        given(*signed()).when(publication(yearly_funding=lawful)).then(PublicationMade)


def test_the_last_payment_may_fall_due_in_the_year_after_the_term() -> None:
    """Thirty days after 1 December are in the same year, thirty after 2 December are not."""
    for ends, may in ((date(2026, 12, 1), False), (date(2026, 12, 2), True)):
        there = given(drawn_up(ends=ends), SIGNED)
        outcome = there.when(publication(yearly_funding=funding(y2026=700_000_00, y2027=100_000_00)))
        if may:
            outcome.then(PublicationMade)
        else:
            outcome.refused_under("N87-05", status=422)


def test_of_a_contract_within_one_year_nothing_is_asked() -> None:
    (act,) = given(drawn_up(ends=date(2026, 12, 31)), SIGNED).when(publication(yearly_funding=())).then(PublicationMade)
    assert isinstance(act, PublicationMade)
    assert act.yearly_funding == funding(y2026=800_000_00)


def test_later_than_two_working_days_is_told() -> None:
    """REG-50; signed on Friday 10 April 2026."""
    given(*signed()).when(publication()).warned_under()
    late = given.happening(at(APRIL_15))(*signed()).when(publication())
    late.warned_under("REG-50")
    assert late.words == ["This was to be done by 2026-04-14. Working days late: 1."]


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
