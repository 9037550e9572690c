"""The notice of a purchase below the quota: the four items of the source text, which warn."""

from typing import Any

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled, NoticePublished
from operis.dockets.procurement.terms import Condition, Reservation
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.documents import filed as tender_filed
from tests.procedures.documents import notice, noticed, words
from tests.statute import DONG, case

given = case(BELOW_THRESHOLD)


def filed(**changed: Any) -> ImplementationPlanFiled:
    return tender_filed(**{"method": Slug("below-threshold"), "budget": Fen(280_000_00), **changed})


def test_a_notice_alone_follows_and_may_close_the_next_day() -> None:
    (act,) = given(filed()).when(notice(1)).then(NoticePublished)
    assert isinstance(act, NoticePublished)
    assert (act.notice, act.stands_until) == ("below-threshold", None)


def test_the_four_items_are_warned_of() -> None:
    lacking = notice(1, content=None, scale=None, materials=None)
    notes = given(filed()).when(lacking).warned_under("SRC-11")
    assert [note.finding.facts["content"] for note in notes] == ["content", "scale", "materials"]


def test_the_notice_is_that_of_the_plan() -> None:
    asks = Condition(about=Slug("insurance"), text=words("Insured"), serves=1)
    (act,) = given(filed(conditions=(asks,))).when(notice(1)).then(NoticePublished)
    assert isinstance(act, NoticePublished)
    assert (act.budget, act.qualification) == (Fen(280_000_00), words("(1) Insured"))
    share = Reservation(way=Slug("consortium-share"))
    given(filed(reservation=share)).when(notice(1, consortia_allowed=False)).refused_under("SRC-10", status=422)


def test_the_plan_comes_first_and_one_notice_is_enough() -> None:
    given().when(notice(1)).refused_under("SRC-10", status=409)
    given(filed(), noticed()).when(notice(1)).refused_under("OURS-OPEN", status=409)


def test_a_stranger_learns_only_that_it_is_not_his() -> None:
    given(filed()).when(notice(1), by=DONG).refused_under("SRC-11", status=403)
