"""Each member says whether an interest is held, for itself and once: GPL-12, REG-09."""

import pytest

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.procurement.commands import DeclareInterest, ReportEvaluation
from operis.dockets.procurement.evaluating import RELATIONS
from operis.dockets.procurement.outcomes import RecusalDeclared
from tests.procedures.documents import words
from tests.procedures.evaluating import (
    EVALUATED,
    REP,
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    interest,
    seats,
    sheets,
    tender,
    the_panel,
)
from tests.statute import ALICE, BO, CHEN, DONG, book

FORMED = tender("formed")
THREE = ("sunrise", "brook", "hill")


def test_a_member_declares_for_itself() -> None:
    (act,) = TENDER(*FORMED).when(interest(), by=expert("e2")).then(RecusalDeclared)
    assert act == RecusalDeclared(happened=EVALUATED, relation=Slug("none"), supplier=None, reason=None, person="e2")
    TENDER(*FORMED).when(interest(), by=expert(REP)).then(RecusalDeclared)


@pytest.mark.parametrize("relation", [*book().rows["REG-09"].at(EVALUATED.date()).slugs("relations_any")])
def test_who_has_one_of_the_ties_says_so_and_sits_in_the_way_until_replaced(relation: str) -> None:
    assert relation in RELATIONS
    tie = DeclareInterest(relation=Slug(relation), supplier="sunrise", reason=words("Until 2024"))
    (act,) = TENDER(*FORMED).when(tie, by=expert("e2")).then(RecusalDeclared)
    others = tuple(done(TENDER(*FORMED), interest(), expert(one))[0] for one in seats() if one != "e2")
    (ground,) = TENDER(*FORMED, *others, act).when(examining("qualification", *THREE)).refused_under("REG-09", status=409)
    assert ground.finding.facts == {"name": "Member e2", "relation": Slug(relation)}
    TENDER(*FORMED, *others, *done(TENDER(*FORMED), interest(), expert("e2"))).when(examining("qualification", *THREE))


def test_before_the_regulation_the_law_alone_says_so() -> None:
    tie = done(TENDER(*FORMED), interest("family-of-head", "sunrise"), expert("e2"))
    others = tuple(done(TENDER(*FORMED), interest(), expert(one))[0] for one in seats() if one != "e2")
    from_tomorrow = TENDER.reading("REG-09", first=EVALUATED.date().replace(day=24))
    from_tomorrow(*FORMED, *others, *tie).when(examining("qualification", *THREE)).refused_under("GPL-12", status=409)


def test_it_is_declared_once() -> None:
    (first,) = done(TENDER(*FORMED), interest("director-or-supervisor"), expert("e2"))
    (ground,) = TENDER(*FORMED, first).when(interest(), by=expert("e2")).refused_under("OURS-OPEN", status=409)
    assert ground.check == "declared_once"
    TENDER(*FORMED, first).when(interest(), by=expert("e3")).then(RecusalDeclared)


def test_who_learns_of_a_tie_later_says_so_and_stops() -> None:
    """“None” that was true then is no reason to go on; an interest is not taken back."""
    TENDER(*tender("seated")).when(interest(), by=expert("e2")).refused_under("OURS-OPEN", status=409)
    tied = (*tender("examined"), *done(TENDER(*tender("examined")), interest("family-of-head", "brook"), expert("e2")))
    (own,) = TENDER(*tied).when(sheets(*THREE), by=expert("e2")).refused_under("GPL-12", status=409)
    assert own.check == "interest_clear"
    scored = (*tender("scored"), *done(TENDER(*tender("scored")), interest("family-of-head", "brook"), expert("e2")))
    TENDER.happening(REPORTED)(*scored).when(ReportEvaluation(), by=the_panel(*seats())).refused_under("REG-09", status=409)
    for relation in ("none", "controlling-owner"):
        TENDER(*tied).when(interest(relation), by=expert("e2")).refused_under("OURS-OPEN", status=409)


def test_nothing_is_examined_before_everyone_has_declared() -> None:
    four = tuple(done(TENDER(*FORMED), interest(), expert(one))[0] for one in seats()[:4])
    (ground,) = TENDER(*FORMED, *four).when(examining("qualification", *THREE)).refused_under("GPL-12", status=409)
    assert ground.finding.facts == {"names": "Member e4"}
    TENDER(*tender("seated")).when(examining("qualification", *THREE))


def test_an_expert_who_is_not_on_the_panel_and_a_stranger_learn_only_that_it_is_not_theirs() -> None:
    for who in (expert("e9"), Mandate(role=Role.EXPERT), the_panel("e1"), ALICE, BO, CHEN, DONG):
        (ground,) = TENDER(*FORMED).when(interest(), by=who).refused_under("GPL-12", status=403)
        assert ground.check == "not_yours"
    (early,) = TENDER(*tender("opened")).when(interest(), by=expert("e1")).refused_under("GPL-12", status=403)
    assert early.check == "not_yours"
