"""Below the quota no panel sits: the purchaser examines the bids itself, each on a ground: O102-17."""

from dataclasses import replace

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.evaluating import PricePutRight
from operis.dockets.procurement.outcomes import BidsExamined
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.documents import filed, noticed
from tests.procedures.endings import ended
from tests.procedures.evaluating import EVALUATED, closing, examining, opening, panel, the_panel, verdict
from tests.statute import ALICE, BO, CHEN, DONG, case

given = case(BELOW_THRESHOLD).happening(EVALUATED)
PRICES = {"sunrise": 80_000_00, "brook": 81_000_00}
CLOSED = (filed(method=Slug("below-threshold")), noticed(), closing(PRICES))
OPEN = (*CLOSED, opening(PRICES))


def test_the_purchaser_examines_both_without_a_panel() -> None:
    asked = examining("qualification", "sunrise", "brook")
    (act,) = given(*OPEN).when(asked).then(BidsExamined)
    assert act == BidsExamined(happened=EVALUATED, check=Slug("qualification"), verdicts=asked.verdicts)
    given(*OPEN, act).when(examining("compliance", "sunrise", "brook")).then(BidsExamined)
    given(*OPEN).when(panel()).refused_under("OURS-STEP", status=409)


def test_one_bid_is_enough() -> None:
    (act,) = given(*OPEN).when(examining("qualification", "sunrise", invalid=("brook",))).then(BidsExamined)
    given(*OPEN, act).when(examining("compliance", "sunrise")).then(BidsExamined)
    given(*OPEN, act).when(examining("compliance", "sunrise", "brook")).refused_under("O102-17", status=422)


def test_each_bid_has_one_verdict_and_who_is_out_learns_why() -> None:
    (missing,) = given(*OPEN).when(examining("qualification", "sunrise")).refused_under("O102-17", status=422)
    assert missing.finding.facts == {"supplier": "brook", "lot": "1"}
    silent = replace(verdict("brook", "invalid"), reason=None)
    asked = ExamineBids(check=Slug("qualification"), verdicts=(verdict("sunrise"), silent))
    (ground,) = given(*OPEN).when(asked).refused_under("O102-17", status=422)
    assert ground.finding.facts == {"supplier": "brook"}


def test_another_ground_of_the_documents_has_its_clause() -> None:
    out = verdict("brook", "invalid", ground="other")
    asked = ExamineBids(check=Slug("qualification"), verdicts=(verdict("sunrise"), out))
    given(*OPEN).when(asked).then(BidsExamined)
    silent = replace(asked, verdicts=(verdict("sunrise"), replace(out, clause=None)))
    (ground,) = given(*OPEN).when(silent).refused_under("O102-17", status=422)
    assert ground.check == "clause_named"


def test_bids_are_opened_first_and_the_lot_goes_on() -> None:
    early = given(*CLOSED).when(examining("qualification", "sunrise", "brook")).refused_under("OURS-OPEN", "O102-17", status=409)
    assert [one.check for one in early][:2] == ["opened_first", "lots_being_evaluated"]
    over = given(*OPEN, ended()).when(examining("qualification", "sunrise", "brook")).refused_under("OURS-OPEN", status=409)
    assert [one.check for one in over] == ["not_ended"]


def test_nobody_else_examines() -> None:
    for who in (BO, CHEN, DONG, the_panel("rep"), the_panel()):
        given(*OPEN).when(examining("qualification", "sunrise", "brook"), by=who).refused_under("O102-17", status=403)
    given(*OPEN).when(examining("qualification", "sunrise", "brook"), by=ALICE).then(BidsExamined)


def test_no_price_is_put_right_below_the_quota() -> None:
    (act,) = given(*OPEN).when(examining("qualification", "sunrise", "brook")).then(BidsExamined)
    changed = replace(examining("compliance", "sunrise", "brook"), prices=(PricePutRight(supplier="brook", price=Fen(79_000_00)),))
    (refused,) = given(*OPEN, act).when(changed).refused_under("O102-17", status=409)
    assert refused.finding.at == "prices"
