"""What is to go on after its term counts as term: a renewal in free words is refused where the plan counts none. O102-24."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import BiddingDocumentsIssued, ImplementationPlanFiled, NoticeCorrected, NoticePublished
from operis.dockets.procurement.reviewing import ReviewAnswer
from operis.dockets.procurement.terms import Change, Condition, Requirement
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.wording.patterns import language_of
from tests.procedures.documents import correction, criteria, filed, intended, issued, notice, noticed, plan
from tests.statute import at, case, reviews_of

given = case(OPEN_TENDER)
NOTICED = given(intended(), filed())
RENEWED = ("合同到期自动续签，最长五年", "It is renewed by itself up to five years", "一年一签，考核合格的可续签两次")
ENDS = ("期限届满合同终止，不自动续期；需要继续购买的，重新采购", "The contract ends with its term and is not renewed automatically")
GROUNDS = ("budget-secured", "content-fixed", "need-continuous", "funding-stable", "price-stable")


def said(text: str) -> Wording:
    return Wording(**{language_of(text): text})


def required(text: str) -> dict[str, Any]:
    first, *rest = plan().requirements
    return {"requirements": (Requirement(about=first.about, text=said(text)), *rest)}


def scored(text: str) -> dict[str, Any]:
    price, judged = criteria()
    return {"criteria": (price, replace(judged, rule=said(text)))}


def conditioned(text: str) -> dict[str, Any]:
    return {"conditions": (Condition(about=Slug("qualification"), text=said(text), serves=1),)}


def accepted(text: str) -> dict[str, Any]:
    return {"acceptance": said(text)}


@pytest.mark.parametrize("text", RENEWED)
@pytest.mark.parametrize("place", [required, conditioned, accepted, scored])
def test_a_renewal_that_the_plan_does_not_count_is_refused_wherever_it_stands(place: Any, text: str) -> None:
    given.when(plan(**place(text))).refused_under("O102-24", status=422)


@pytest.mark.parametrize("text", ENDS)
def test_that_it_ends_with_its_term_may_be_said(text: str) -> None:
    for place in (required, accepted):
        given.when(plan(**place(text))).then(ImplementationPlanFiled)


def test_one_that_it_counts_is_weighed_by_its_months_and_one_beyond_them_is_refused() -> None:
    """A year and two more where every condition is met; four years in words are more than three."""
    counted = {"term_months": 12, "extension_months": 24, "term_grounds": tuple(map(Slug, GROUNDS))}
    given.when(plan(**counted, **required("合同到期经双方同意可续签，最长三年"))).then(ImplementationPlanFiled)
    given.when(plan(**counted, **required("合同到期经双方同意可续签，最长四年"))).refused_under("O102-24", status=422)
    given.when(plan(**{**counted, "term_grounds": ()}, **required("合同到期可续签"))).refused_under("O102-24", status=422)


def test_a_reviewer_may_answer_why_it_is_none() -> None:
    """As with every wording that is refused: by name, in writing, and told to who supervises."""
    asked = plan(**accepted("会员卡到期可续期"))
    given.when(asked).refused_under("O102-24", status=422)
    answer = ReviewAnswer(about=Slug("acceptance"), no=1, look="FIND-RENEWS", words=Wording(zh="说的是服务对象的会员卡，不是合同期限"))
    acts = reviews_of(asked, given.on, answers=(answer,))
    given.unreviewed()(*acts).when(asked).then(ImplementationPlanFiled)


@pytest.mark.parametrize("field", ["content", "scale", "contact"])
@pytest.mark.parametrize("text", RENEWED)
def test_no_word_of_a_notice_says_it_either(field: str, text: str) -> None:
    changed: dict[str, Any] = {field: said(text)}
    NOTICED.when(replace(notice(), **changed)).refused_under("O102-24", status=422)
    for ends in ENDS:
        changed = {field: said(ends)}
        NOTICED.when(replace(notice(), **changed)).then(NoticePublished, BiddingDocumentsIssued)


def test_nor_a_correction() -> None:
    there = case(OPEN_TENDER)(intended(), filed(), noticed(30), issued()).happening(at(date(2026, 3, 10)))
    changed = Change(about=Slug("opening-place"), new=said(ENDS[0]))
    there.when(correction(changes=(changed,))).then(NoticeCorrected)
    there.when(correction(changes=(replace(changed, new=said(RENEWED[0])),))).refused_under("O102-24", status=422)
