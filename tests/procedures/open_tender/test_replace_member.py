"""A seat that is empty is filled and the evaluation goes on; what the former member said is void: O87-49, EXP-17."""

from dataclasses import replace
from datetime import date

from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.evaluation import members, sheets_of
from operis.dockets.procurement.outcomes import DrawHeld, EvaluationReported, MemberReplaced
from tests.procedures.evaluating import (
    DRAWN,
    EVALUATED,
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    interest,
    member,
    panel,
    seats,
    sheets,
    tender,
    the_panel,
)
from tests.procedures.panels import CHOSEN, CONSENT, FOUND, SAID, replacing
from tests.statute import BO, CHEN, DONG, OFFICE, at

SEATED = tender("seated")
THREE = ("sunrise", "brook", "hill")


def test_another_takes_the_seat_and_declares_anew() -> None:
    tie = done(TENDER(*tender("formed")), interest("employed-by-supplier", "brook"), expert("e2"))
    others = tuple(done(TENDER(*tender("formed")), interest(), expert(one))[0] for one in seats() if one != "e2")
    acts = (*tender("formed"), *tie, *others)
    (act,) = TENDER(*acts).when(replacing("e2")).then(MemberReplaced)
    assert act == MemberReplaced(happened=EVALUATED, person="e2", ground=Slug("recused"), member=member("e7"), drawn=replacing("e2").drawn,
                               reason=SAID)  # fmt: skip
    state = TENDER(*acts, act).case(interest()).state
    assert [one.person for one in members(state)] == ["rep", "e1", "e7", "e3", "e4"]
    (ground,) = TENDER(*acts, act).when(examining("qualification", *THREE)).refused_under("GPL-12", status=409)
    assert ground.finding.facts == {"names": "Member e7"}
    declared = done(TENDER(*acts, act), interest(), expert("e7"))
    done(TENDER(*acts, act, *declared), examining("qualification", *THREE))


def test_why_a_member_leaves_is_said_and_misconduct_is_shown() -> None:
    """Else whoever dislikes what a member scores throws that member out."""
    said = TENDER(*SEATED)
    for ground, reason, finding, told in (
        ("absent", None, None, [("leaving_told", "reason")]),
        ("recused", None, None, [("leaving_told", "reason")]),
        ("misconduct", None, None, [("leaving_told", "reason"), ("leaving_told", "finding")]),
        ("misconduct", SAID, None, [("leaving_told", "finding")]),
        ("misconduct", SAID, replace(FOUND, scan=None), [("leaving_told", "finding")]),
    ):
        grounds = said.when(replacing("e2", ground=ground, reason=reason, finding=finding)).refused_under("EXP-17", status=422)
        assert [(one.check, one.finding.at) for one in grounds] == told
    for ground in ("absent", "recused", "misconduct"):
        said.when(replacing("e2", ground=ground)).then(MemberReplaced)
    tie = done(TENDER(*tender("formed")), interest("employed-by-supplier", "brook"), expert("e2"))
    TENDER(*tender("formed"), *tie).when(replacing("e2", reason=None)).then(MemberReplaced)
    TENDER(*tender("formed"), *tie).when(replacing("e2", ground="absent", reason=None)).refused_under("EXP-17", status=422)


def test_who_has_left_learns_nothing_more() -> None:
    left = (*SEATED, *done(TENDER(*SEATED), replacing("e2")))
    TENDER(*left).when(interest(), by=expert("e2")).refused_under("GPL-12", status=403)


def test_the_points_of_who_has_left_are_void_and_the_new_member_gives_its_own() -> None:
    scored = (*tender("scored"), *done(TENDER(*tender("scored")), replacing("e2", ground="misconduct")))
    assert sorted(sheets_of(TENDER(*scored).case(interest()).state, "1")) == ["e1", "e3", "e4", "rep"]
    declared = (*scored, *done(TENDER(*scored), interest(), expert("e7")))
    now = the_panel("rep", "e1", "e7", "e3", "e4")
    (ground,) = TENDER(*declared).when(ReportEvaluation(), by=now).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("sheets_in", {"name": "Member e7", "lot": "1"})
    again = (*declared, *done(TENDER(*declared), sheets(*THREE), expert("e7")))
    TENDER.happening(REPORTED)(*again).when(ReportEvaluation(), by=now).then(EvaluationReported)


def test_who_has_given_points_keeps_the_seat() -> None:
    """What displeases is not wiped out: only an interest of the member's own, or a finding with its number and proof, does that."""
    scored = tender("scored")
    for ground, finding in (("absent", FOUND), ("absent", None), ("recused", None), ("misconduct", replace(FOUND, number=None))):
        (told,) = TENDER(*scored).when(replacing("e2", ground=ground, finding=finding)).refused_under("OURS-SEAT", status=409)
        assert (told.check, told.finding.facts) == ("points_stand", {"bids": 3})
    for ground in ("recused", "misconduct"):
        outcome = TENDER(*scored).when(replacing("e2", ground=ground, finding=FOUND))
        note = outcome.warned_under("EXP-12", "OURS-SEAT")[-1]
        assert (note.check, note.finding.facts) == ("replaced_told", {"bids": 3})
        outcome.then(MemberReplaced)
    later = (*scored, *done(TENDER(*scored), interest("family-of-head", "brook"), expert("e2")))
    TENDER(*later).when(replacing("e2", reason=None)).then(MemberReplaced)
    TENDER(*SEATED).when(replacing("e2", ground="absent")).then(MemberReplaced)


def test_the_panel_is_still_composed_as_the_law_asks() -> None:
    (share,) = TENDER(*SEATED).when(replacing("e2", member("rep2"))).refused_under("O87-47a", status=422)
    assert share.finding.facts == {"members": 5, "experts": 3, "share": 2, "of": 3}
    (twice,) = TENDER(*SEATED).when(replacing("e2", member("e3"))).refused_under("O87-47a", status=422)
    assert (twice.finding.at, twice.finding.facts) == ("member", {"person": "e3"})
    TENDER(*SEATED).when(replacing("e2", member("e7", unit=Slug(OFFICE)))).refused_under("EXP-16b", status=422)
    TENDER(*SEATED).when(replacing("rep", member("rep2", unit=Slug(OFFICE)))).then(MemberReplaced)


def test_a_large_panel_stays_large() -> None:
    large = (*tender("opened"), *done(TENDER(*tender("opened")), panel(6, features=(Slug("large-social-impact"),))))
    TENDER(*large).when(replacing("e2")).then(MemberReplaced)


def test_the_new_expert_is_drawn_or_chosen_with_the_consent_that_there_was() -> None:
    (drawn,) = TENDER(*SEATED).when(replacing("e2", drawn=None)).refused_under("REG-39", status=422)
    assert drawn.finding.facts == {"name": "Member e7"}
    chosen = member("e7", own_choice=True)
    assert len(TENDER(*SEATED).when(replacing("e2", chosen, drawn=None)).refused_under("O87-48", status=422)) == 2
    allowed = panel(members=CHOSEN, drawn=None, features=(Slug("complex-or-specialised"),), consent=CONSENT)
    formed = (*tender("opened"), *done(TENDER(*tender("opened")), allowed))
    TENDER(*formed).when(replacing("e2", chosen, drawn=None)).then(MemberReplaced)


def test_the_draw_of_the_new_expert_is_as_late_as_any_other() -> None:
    TENDER(*SEATED).when(replacing("e2", drawn=DRAWN)).then(MemberReplaced)
    TENDER(*SEATED).when(replacing("e2", drawn=replace(DRAWN, on=date(2026, 3, 18)))).warned_under("EXP-14", "EXP-12", "OURS-SEAT")


def test_the_old_draw_does_not_stand_in_the_way_of_a_new_representative() -> None:
    """The draw is bound to the day on which the evaluation began, not to each day after it."""
    held = DrawHeld(happened=at(date(2026, 3, 20)), seeds=(), purpose=Slug("experts"), lot=None, drawn=("e1", "e2", "e3", "e4", "e7"))
    formed = (*tender("opened"), held, *done(TENDER(*tender("opened"), held), panel(drawn=None)))
    a_week_on = TENDER.happening(at(date(2026, 3, 30), "10:00"))
    a_week_on(*formed).when(replacing("rep", member("rep2"), drawn=None)).then(MemberReplaced)
    a_week_on(*formed).when(replacing("e2", drawn=None)).warned_under("EXP-14", "OURS-SEAT")


def test_only_who_sits_there_is_replaced_and_only_once_there_is_a_panel() -> None:
    (ground,) = TENDER(*SEATED).when(replacing("e6")).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("sits_there", {"person": "e6"})
    none = TENDER(*tender("opened")).when(replacing("e2")).refused_under("OURS-OPEN", "O87-47a", status=409)
    assert [one.check for one in none if one.row == "OURS-OPEN"] == ["panel_formed", "sits_there"]


def test_nobody_takes_the_seat_that_he_leaves() -> None:
    TENDER.happening(EVALUATED)(*SEATED).when(replacing("e1", member("e1"))).refused_under("O87-47a")


def test_nobody_is_replaced_once_every_lot_is_reported() -> None:
    (ground,) = TENDER(*tender("reported")).when(replacing("e2")).refused_under("OURS-OPEN", status=409)
    assert ground.check == "lots_being_evaluated"


def test_the_purchaser_replaces_and_nobody_else() -> None:
    for who in (BO, CHEN, DONG, expert("e1"), the_panel(*seats())):
        TENDER(*SEATED).when(replacing("e2"), by=who).refused_under("O87-49", status=403)
