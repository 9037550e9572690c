"""The purchaser checks who is qualified, the panel which bids comply; each bid gets one verdict: O87-44, O87-46, O87-63, REG-18, REG-22."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import NoticePublished
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.evaluating import INVALID
from operis.dockets.procurement.evaluation import qualified
from operis.dockets.procurement.facts import Authorship, Contender, Contenders, Supplier, authorship, contenders
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.dockets.procurement.outcomes import BidsExamined
from operis.dockets.procurement.terms import Condition
from operis.rules import telling
from tests.procedures.contracts import AGENT
from tests.procedures.documents import words
from tests.procedures.endings import ended
from tests.procedures.evaluating import EVALUATED, PRICES, TENDER, done, examining, expert, interest, seats, tender, the_panel, verdict
from tests.statute import ALICE, BO, CHEN, DONG

SEATED = tender("seated")
QUALIFIED = tender("qualified")
THREE = ("sunrise", "brook", "hill")
ALL = the_panel(*seats())
SUNRISE = Supplier("sunrise", "enterprise", "small", None, True, head="Zhao Qiming")
BROOK = replace(SUNRISE, key="brook", head="Qian Shu")
HILL = replace(SUNRISE, key="hill", head="Sun Yao")


def bidders(*parties: tuple[Supplier, ...]) -> Contenders:
    return Contenders(tuple(Contender("1", each[0].key, each) for each in parties))


def test_the_purchaser_checks_qualification_and_the_panel_compliance() -> None:
    asked = examining("qualification", *THREE)
    (act,) = TENDER(*SEATED).when(asked).then(BidsExamined)
    assert act == BidsExamined(happened=EVALUATED, check=Slug("qualification"), verdicts=asked.verdicts)
    TENDER(*tender("seated", agency="fair-agency")).when(asked, by=AGENT).then(BidsExamined)
    TENDER(*SEATED).when(asked, by=AGENT).refused_under("GPL-20", status=422)
    (panels,) = TENDER(*SEATED).when(asked, by=ALL).refused_under("O87-44", status=409)
    assert (panels.check, panels.finding.at) == ("right_examiner", "check")
    compliance = examining("compliance", *THREE)
    TENDER(*QUALIFIED).when(compliance, by=ALL).then(BidsExamined)
    (buyers,) = TENDER(*QUALIFIED).when(compliance).refused_under("O87-46", status=409)
    assert (buyers.check, buyers.finding.at) == ("right_examiner", "check")


def test_what_the_panel_finds_all_of_it_signs() -> None:
    (ground,) = TENDER(*QUALIFIED).when(examining("compliance", *THREE), by=the_panel(*seats()[:4])).refused_under("O87-46", status=409)
    assert ground.finding.facts == {"names": "Member e4"}


def test_with_three_qualified_there_is_an_evaluation_and_with_two_there_is_none() -> None:
    TENDER(*QUALIFIED).when(examining("compliance", *THREE), by=ALL).then(BidsExamined)
    two = tender("qualified", invalid=("hill",))
    (ground,) = TENDER(*two).when(examining("compliance", "sunrise", "brook"), by=ALL).refused_under("O87-44", status=409)
    assert ground.finding.facts == {"lot": "1", "left": 2, "least": 3}


def test_a_lot_with_too_few_does_not_hold_up_the_other() -> None:
    seated = tender("seated", lots=("1", "2"))
    of_both = ExamineBids(
        check=Slug("qualification"),
        verdicts=(
            *examining("qualification", *THREE).verdicts,
            *(verdict(one, "invalid" if one == "hill" else "valid", "2") for one in THREE),
        ),
    )
    acts = (*seated, *done(TENDER(*seated), of_both))
    TENDER(*acts).when(examining("compliance", *THREE), by=ALL).then(BidsExamined)
    second = examining("compliance", "sunrise", "brook", lots=("2",))
    (ground,) = TENDER(*acts).when(second, by=ALL).refused_under("O87-44", status=409)
    assert ground.finding.facts == {"lot": "2", "left": 2, "least": 3}


def test_each_bid_of_a_lot_has_one_verdict_and_no_other_bid_has() -> None:
    (missing,) = TENDER(*SEATED).when(examining("qualification", "sunrise", "brook")).refused_under("O87-46", status=422)
    assert missing.finding.facts == {"supplier": "hill", "lot": "1"}
    (twice,) = TENDER(*SEATED).when(examining("qualification", *THREE, "hill")).refused_under("O87-46", status=422)
    assert twice.finding.facts == {"supplier": "hill", "lot": "1"}
    (strange,) = TENDER(*SEATED).when(examining("qualification", *THREE, "lake")).refused_under("O87-46", status=422)
    assert strange.finding.facts == {"supplier": "lake", "lot": "1"}
    (none,) = TENDER(*SEATED).when(ExamineBids(check=Slug("qualification"), verdicts=())).refused_under("O87-46", status=422)
    assert none.finding.at == "verdicts"


def test_lots_are_examined_together_or_one_by_one() -> None:
    seated = tender("seated", lots=("1", "2"))
    done(TENDER(*seated), examining("qualification", *THREE, lots=("1", "2")))
    done(TENDER(*seated), examining("qualification", *THREE, lots=("2",)))
    over = TENDER(*seated, ended("2"))
    (ground, *_) = over.when(examining("qualification", *THREE, lots=("1", "2"))).refused_under("O87-46", status=422)
    assert ground.finding.facts["lot"] == "2"


def test_compliance_is_examined_of_the_qualified_alone() -> None:
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
    acts = tender("qualified", prices=four, invalid=("lake",))
    TENDER(*acts).when(examining("compliance", *THREE), by=ALL).then(BidsExamined)
    (ground,) = TENDER(*acts).when(examining("compliance", *four), by=ALL).refused_under("O87-46", status=422)
    assert ground.finding.facts == {"supplier": "lake", "lot": "1"}
    before = TENDER(*SEATED).when(examining("compliance", *THREE), by=ALL).refused_under("O87-44", "O87-46", status=409)
    assert [one.check for one in before] == ["enough_qualified", *["each_bid_one_verdict"] * 3]


def test_a_later_verdict_takes_the_place_of_an_earlier_one() -> None:
    acts = (*QUALIFIED, *done(TENDER(*QUALIFIED), examining("qualification", "sunrise", "brook", invalid=("hill",))))
    assert qualified(TENDER(*acts).case(interest()).state, "1", ("qualification",)) == ("sunrise", "brook")


def test_a_bid_is_invalid_on_a_ground_and_with_its_reason() -> None:
    out = verdict("hill", "invalid")
    for changed in (replace(out, ground=None), replace(out, reason=None), replace(out, ground=None, reason=None)):
        asked = ExamineBids(check=Slug("qualification"), verdicts=(verdict("sunrise"), verdict("brook"), changed))
        (ground,) = TENDER(*SEATED).when(asked).refused_under("O87-46", status=422)
        assert (ground.finding.at, ground.finding.facts) == ("verdicts/2/ground", {"supplier": "hill"})
    TENDER(*SEATED).when(examining("qualification", "sunrise", "brook", invalid=("hill",))).then(BidsExamined)


@pytest.mark.parametrize("ground", sorted(INVALID.keys() - {"price-not-confirmed", "related-suppliers"}))
def test_the_grounds_are_those_of_the_law_or_of_the_documents(ground: str) -> None:
    seated = with_bond(*tender("seated", prices={**PRICES, "hill": 860_000_01}))
    asked = putting_out(ground)
    TENDER(*seated).when(asked).then(BidsExamined)
    not_liked = replace(asked, verdicts=(*asked.verdicts[:2], replace(asked.verdicts[2], ground=Slug("not-liked"))))
    (refused,) = TENDER(*seated).when(not_liked).refused_under("O87-63", status=422)
    assert (refused.finding.at, refused.finding.facts["ground"]) == ("verdicts/2/ground", "not-liked")


def test_nobody_is_related_alone_and_both_fall_together() -> None:
    """REG-18: whoever takes part together is out together."""
    given, out = TENDER(*tender("seated", prices={**PRICES, "dale": 810_000_00, "glen": 815_000_00})), "related-suppliers"
    rest = tuple(verdict(one) for one in ("sunrise", "brook", "glen"))
    one, other = verdict("hill", "invalid", ground=out), verdict("dale", "invalid", ground=out)
    alone = ExamineBids(check=Slug("qualification"), verdicts=(*rest, one, verdict("dale")))
    (ground,) = given.when(alone).refused_under("REG-18", status=422)
    assert (ground.check, ground.finding.at) == ("related_named", "verdicts/3/ground")
    given.when(ExamineBids(check=Slug("qualification"), verdicts=(*rest, one, other))).then(BidsExamined)


def test_the_reason_of_a_bid_that_is_out_says_what_happened() -> None:
    out = verdict("hill", "invalid")
    asked = ExamineBids(check=Slug("qualification"), verdicts=(verdict("sunrise"), verdict("brook"), replace(out, reason=words("x"))))
    (ground,) = TENDER(*SEATED).when(asked).refused_under("OURS-REASON", status=409)
    assert ground.finding.at == "verdicts/2/reason"


def with_bond(*acts: Act) -> tuple[Act, ...]:
    return tuple(replace(one, bond=Fen(8_000_00)) if isinstance(one, NoticePublished) else one for one in acts)


def putting_out(ground: str, **changed: Any) -> ExamineBids:
    """Hill is out on a ground, the two others go on."""
    out = replace(verdict("hill", "invalid", ground=ground), **changed)
    return ExamineBids(check=Slug("qualification"), verdicts=(verdict("sunrise"), verdict("brook"), out))


def test_another_ground_stands_in_a_clause_of_the_documents() -> None:
    TENDER(*SEATED).when(putting_out("other")).then(BidsExamined)
    (refused,) = TENDER(*SEATED).when(putting_out("other", clause=None)).refused_under("O87-63", status=422)
    assert (refused.check, refused.finding.at, refused.finding.facts) == ("clause_named", "verdicts/2/clause", {"supplier": "hill"})
    TENDER(*SEATED).when(putting_out("not-qualified", clause=None)).then(BidsExamined)


@pytest.mark.parametrize(("condition", "clause", "says"), [
    (1, None, ""), (None, words("Instructions to bidders 3.2"), ""), (2, None, "There is no condition No. 2."),
    (None, None, "The bid of hill is held not to meet the conditions, and none of them is named."),
])  # fmt: skip
def test_who_does_not_meet_the_conditions_is_told_which_one(condition: int | None, clause: Any, says: str) -> None:
    """O87-63: the one condition of the notice by its number, or the clause of the documents that has it."""
    asks = Condition(about=Slug("qualification"), text=words("A licence for day care"), serves=1)
    out = putting_out("not-qualified", condition=condition, clause=clause)
    outcome = TENDER(*tender("seated", conditions=(asks,))).when(out)
    if says:
        (ground,) = outcome.refused_under("O87-63", status=422)
        assert (ground.finding.at, outcome.words) == ("verdicts/2/condition", [says])
    else:
        (act,) = outcome.then(BidsExamined)
        reason = telling.reason(PROCUREMENT_KIND.folded((*tender("seated", conditions=(asks,)), act)), "1", "hill")
        assert (reason.en or "").startswith(f"Does not meet the conditions; {'A licence for day care' if condition else 'Instructions'}")


@pytest.mark.parametrize(("ceiling", "price"), [(None, 860_000_00), (Fen(850_000_00), 850_000_00)])
def test_a_price_is_too_high_by_a_fen_and_not_where_it_is_the_limit(ceiling: Fen | None, price: int) -> None:
    asked = putting_out("price-above-budget-or-ceiling")
    for opened, refused in ((price, True), (price + 1, False)):
        outcome = TENDER(*tender("seated", prices={**PRICES, "hill": opened}, ceiling=ceiling)).when(asked)
        if refused:
            (ground,) = outcome.refused_under("O87-63", status=422)
            assert ground.finding.facts == {"supplier": "hill", "price": Fen(price), "limit": Fen(price)}
        else:
            outcome.then(BidsExamined)


def test_a_price_is_too_high_for_its_lot() -> None:
    """The budget of 860,000 is divided in equal parts, and so are the prices."""
    dear = tender("seated", lots=("1", "2"), prices={**PRICES, "hill": 860_000_02})
    TENDER(*dear).when(putting_out("price-above-budget-or-ceiling")).then(BidsExamined)
    TENDER(*tender("seated", lots=("1", "2"))).when(putting_out("price-above-budget-or-ceiling")).refused_under("O87-63", status=422)


def test_no_bid_lacks_a_security_that_was_not_asked() -> None:
    TENDER(*with_bond(*SEATED)).when(putting_out("no-bond")).then(BidsExamined)
    (refused,) = TENDER(*SEATED).when(putting_out("no-bond")).refused_under("O87-63", status=422)
    assert (refused.check, refused.finding.at) == ("bond_was_asked", "verdicts/2/ground")


def test_related_suppliers_are_both_out() -> None:
    sisters = TENDER.told(contenders, bidders((SUNRISE,), (replace(BROOK, head=SUNRISE.head),), (HILL,)))(*SEATED)
    (ground,) = sisters.when(examining("qualification", *THREE)).refused_under("REG-18", status=422)
    assert ground.finding.facts == {"lot": "1", "one": "sunrise", "other": "brook", "why": Slug("same-head")}
    sisters.when(examining("qualification", "hill", "sunrise", invalid=("brook",))).refused_under("REG-18", status=422)
    sisters.when(examining("qualification", "hill", invalid=("sunrise", "brook"))).then(BidsExamined)
    strangers = TENDER.told(contenders, bidders((SUNRISE,), (BROOK,), (HILL,)))(*SEATED)
    strangers.when(examining("qualification", *THREE)).then(BidsExamined)


def test_who_wrote_the_specification_does_not_go_on_alone_or_joined() -> None:
    """REG-18a: the consultation on the need names hill as having written it; nobody else is touched by that."""
    named = TENDER.told(authorship, Authorship(("hill",)))
    alone = named.told(contenders, bidders((SUNRISE,), (BROOK,), (HILL,)))(*SEATED)
    (ground,) = alone.when(examining("qualification", *THREE)).refused_under("REG-18a", status=422)
    assert (ground.finding.facts["bidder"], ground.finding.facts["party"]) == ("hill", "hill")
    alone.when(examining("qualification", "sunrise", "brook", invalid=("hill",))).then(BidsExamined)
    joined = named.told(contenders, bidders((SUNRISE, HILL), (BROOK,)))(*SEATED)
    joined.when(examining("qualification", *THREE)).refused_under("REG-18a", status=422)
    TENDER.told(contenders, bidders((SUNRISE,), (BROOK,), (HILL,)))(*SEATED).when(examining("qualification", *THREE)).then(BidsExamined)


def test_nobody_bids_alone_and_in_a_consortium() -> None:
    joined = TENDER.told(contenders, bidders((SUNRISE, HILL), (BROOK,), (HILL,)))(*SEATED)
    (ground,) = joined.when(examining("qualification", *THREE)).refused_under("REG-22", status=422)
    assert ground.finding.facts["why"] == Slug("same-party")
    joined.when(examining("qualification", "brook", invalid=("sunrise", "hill"))).then(BidsExamined)


def test_where_the_notice_admits_no_consortia_nobody_goes_on_in_one() -> None:
    """A bid that was sealed to key holders names its members when it is open, and not before."""
    joined, alone = bidders((SUNRISE, HILL), (BROOK,)), bidders((SUNRISE,), (BROOK,))
    for admits, found, row in ((False, joined, "O87-19"), (None, joined, ""), (True, joined, ""), (False, alone, "")):
        acts = [replace(one, consortia_allowed=admits) if isinstance(one, NoticePublished) else one for one in SEATED]
        outcome = TENDER.told(contenders, found)(*acts).when(examining("qualification", *THREE))
        outcome.refused_under(row, status=422) if row else outcome.then(BidsExamined)
    acts = [replace(one, consortia_allowed=False) if isinstance(one, NoticePublished) else one for one in SEATED]
    TENDER.told(contenders, joined)(*acts).when(examining("qualification", "brook", "hill", invalid=("sunrise",))).then(BidsExamined)


def test_the_bids_are_opened_and_a_panel_sits_before_anything_is_examined() -> None:
    early = TENDER(*SEATED[:4]).when(examining("qualification", *THREE)).refused_under("OURS-OPEN", "O87-46", status=409)
    assert [one.check for one in early][:3] == ["opened_first", "lots_being_evaluated", "panel_formed"]
    (no_panel,) = TENDER(*tender("opened")).when(examining("qualification", *THREE)).refused_under("OURS-OPEN", status=409)
    assert no_panel.check == "panel_formed"


def test_what_is_reported_is_not_examined_again() -> None:
    """A verdict that changes after the report is a re-evaluation, and that has its grounds: O87-64b."""
    reported = TENDER(*tender("reported"))
    first, *rest = reported.when(examining("qualification", "sunrise", "brook", invalid=("hill",))).refused_under(
        "OURS-OPEN", "O87-46", status=409
    )
    assert first.check == "lots_being_evaluated"
    assert {one.check for one in rest} == {"each_bid_one_verdict"}


def test_a_stranger_and_an_expert_of_no_panel_learn_only_that_it_is_not_theirs() -> None:
    for who in (BO, CHEN, DONG, the_panel("rep", "e9"), the_panel("e9"), expert("e9"), expert("e1")):
        (ground,) = TENDER(*SEATED).when(examining("qualification", "lake"), by=who).refused_under("O87-44", status=403)
        assert ground.check == "not_yours"
    TENDER(*SEATED).when(examining("qualification", *THREE), by=ALICE).then(BidsExamined)


def test_a_size_that_nobody_else_has_looked_at_is_told_and_the_bid_goes_on() -> None:
    """SME-11: a declaration is enough; it is told whose word it is."""
    own = replace(SUNRISE, self_said=True)

    def examined(sunrise: Contender) -> Any:
        there = Contenders((sunrise, *(Contender("1", one.key, (one,), small=True) for one in (BROOK, HILL))))
        return TENDER.told(contenders, there)(*SEATED).when(examining("qualification", *THREE))

    (note,) = examined(Contender("1", "sunrise", (own,), small=True)).warned_under("SME-11")
    assert note.finding.facts == {"lot": "1", "supplier": "sunrise", "what": "small"}
    assert "does not declare it" in note.finding.says
    stated = Contender("1", "sunrise", (own,), small=True, statements=("sme-declaration",))
    assert "Its bid declares it" in examined(stated).warned_under("SME-11")[0].finding.says
    examined(Contender("1", "sunrise", (replace(own, nature="social-group", size=None),))).warned_under()
    examined(Contender("1", "sunrise", (SUNRISE,), small=True)).warned_under()
