"""Until the result only those who evaluate read the evaluation, and until its publication only its two sides the contract: EXP-20."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.decider import follow
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidSealed
from operis.dockets.bid.kind import BID_KIND
from operis.dockets.bid.state import Bid
from operis.dockets.contract.acts import FilingMade
from operis.dockets.contract.state import Contract
from operis.dockets.need.state import Need
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.outcomes import RecusalDeclared, ResultPublished, ScoresGiven
from operis.dockets.secrecy import may_look, may_read, withheld
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.contract import CONTRACT
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.awards import MARCH_25, TIED, announcing, aside, deciding, drawn, reopened, result
from tests.procedures.bids import OBTAINED
from tests.procedures.contracts import SIGNS, drawn_up, publication, refusing, signed
from tests.procedures.endings import ended
from tests.procedures.evaluating import CONSULTATION, TENDER, consultation, done, expert, tender
from tests.statute import ALICE, BO, DONG, Given, at

TIE = "employed-by-supplier"
SECRET = {
    "panel-formed",
    "recusal-declared",
    "bids-examined",
    "negotiation-recorded",
    "round-opened",
    "scores-given",
    "evaluation-reported",
    "draw-announced",
    "draw-held",
    "award-decided",
}


def hidden(procedure: Any, acts: tuple[Act, ...]) -> set[str]:
    """The kinds of act that not everyone reads."""
    state = follow(procedure, acts)
    return {act.kind for act in acts if withheld(state, act)}


def decided(given: Given, acts: tuple[Act, ...], *lots: str, winner: str = "sunrise") -> tuple[Act, ...]:
    return (*acts, *done(given.happening(at(MARCH_25))(*acts), deciding(winner, lots=lots or ("1",))))


def published(given: Given, acts: tuple[Act, ...], *lots: str) -> tuple[Act, ...]:
    return (*acts, *done(given.happening(at(MARCH_25))(*acts), result("brook", "hill", lots=lots or ("1",))))


@pytest.mark.parametrize(
    ("given", "acts"), [(TENDER, tender("reported")), (CONSULTATION, consultation("reported"))], ids=["tender", "consultation"]
)
def test_every_act_of_the_evaluation_is_read_by_everyone_with_the_result_and_not_before(given: Given, acts: tuple[Act, ...]) -> None:
    awarded = decided(given, acts)
    there = {act.kind for act in awarded}
    talked = {"bids-closed", "bids-opened"} if given is CONSULTATION else set()
    assert hidden(given.procedure, awarded) == (SECRET & there) | talked
    assert hidden(given.procedure, published(given, awarded)) == set()
    assert {"implementation-plan-filed", "notice-published", "bids-opened", "bids-closed"} <= there - SECRET


def test_the_draw_between_equals_is_read_with_the_result_of_its_lot() -> None:
    held, first, second = drawn()
    awarded = decided(TENDER, (*TIED, *held), winner=first)
    assert {"draw-announced", "draw-held"} <= hidden(OPEN_TENDER, awarded)
    out = done(TENDER.happening(at(MARCH_25))(*awarded), result(second, "hill"))
    assert hidden(OPEN_TENDER, (*awarded, *out)) == set()


def test_the_closing_list_is_read_once_every_lot_of_it_is_opened() -> None:
    opened = tender("opened")
    assert hidden(OPEN_TENDER, opened[:-1]) == {"bids-closed"}
    assert hidden(OPEN_TENDER, opened) == set()


def test_where_suppliers_are_talked_with_who_bid_at_which_price_is_read_with_the_result() -> None:
    """CC-05: of first prices and of final quotes; in a tender prices are public once they are opened."""
    for stage in ("opened", "met", "quoted", "reported"):
        assert {"bids-closed", "bids-opened"} <= hidden(COMPETITIVE_CONSULTATION, consultation(stage))
    assert "bids-opened" not in hidden(OPEN_TENDER, tender("reported"))
    out = published(CONSULTATION, decided(CONSULTATION, consultation("reported")))
    assert not {"bids-closed", "bids-opened"} & hidden(COMPETITIVE_CONSULTATION, out)


def test_with_two_lots_the_prices_wait_for_the_result_of_each_that_goes_on() -> None:
    acts = decided(CONSULTATION, consultation("reported", lots=("1", "2")), "1")
    first = (*acts, *done(CONSULTATION.happening(at(MARCH_25))(*acts), result(lots=("1",))))
    assert "bids-opened" in hidden(COMPETITIVE_CONSULTATION, first)
    assert "bids-opened" not in hidden(COMPETITIVE_CONSULTATION, (*first, ended("2")))
    assert "bids-opened" in hidden(COMPETITIVE_CONSULTATION, (*acts, ended("1", "2")))


def test_those_who_talk_read_what_is_opened_and_no_supplier_reads_it_of_another() -> None:
    acts = consultation("met")
    state = follow(COMPETITIVE_CONSULTATION, acts)
    for act in (one for one in acts if isinstance(one, (BidsClosed, BidsOpened))):
        told = [may_read(state, act, one) for one in (ALICE, expert("e1"), expert("e7"), DONG, BO, None)]
        assert told == [True, True, False, False, False, False]


def test_what_was_opened_before_any_row_kept_it_stays_public() -> None:
    acts = tuple(replace(one, secret_under=None) if isinstance(one, BidsOpened) else one for one in consultation("met"))
    assert "bids-opened" not in hidden(COMPETITIVE_CONSULTATION, acts)


def test_a_bid_is_let_out_once_everybody_reads_its_price() -> None:
    sealed = BidSealed(
        happened=at(date(2026, 3, 10)), lot="1", stage=Slug("bid"), round=1, no=0, sealing=Slug("none"), sealed_sha256="00", size=1,
        header_sha256=None, commitment=None, envelopes=(),
    )  # fmt: skip
    out = published(CONSULTATION, decided(CONSULTATION, consultation("reported")))
    states = [follow(CONSULTATION.procedure, acts) for acts in (consultation("met"), out)] + [follow(OPEN_TENDER, tender("opened"))]
    assert [BID_KIND.let_out("DC-B-SUNRISE", sealed, state) for state in states] == [False, True, True]


def test_with_the_result_of_one_lot_the_other_stays_secret() -> None:
    acts = decided(TENDER, tender("reported", lots=("1", "2")), "1")
    first = done(TENDER.happening(at(MARCH_25))(*acts), result("brook", "hill"))
    assert {act.kind for act in first} == {ResultPublished.kind}
    # the sheets, the examinations and the report are about both lots; who sits on the panel is out with the first result
    assert hidden(OPEN_TENDER, (*acts, *first)) == {"bids-examined", "scores-given", "evaluation-reported"}
    again = (*acts, *first, reopened())
    assert "evaluation-reopened" in hidden(OPEN_TENDER, again)
    one_alone = (*acts, *first, reopened("1"))
    assert "evaluation-reopened" not in hidden(OPEN_TENDER, one_alone)


def test_a_tie_of_a_lot_that_is_not_published_stays_secret() -> None:
    announced = done(TENDER.happening(at(date(2026, 3, 24)))(*TIED), announcing("brook", "sunrise"))
    held, first, _ = drawn()
    awarded = decided(TENDER, (*TIED, *held), winner=first)
    state = follow(OPEN_TENDER, awarded)
    assert all(withheld(state, act) for act in (*announced, *held))


def test_the_round_of_final_quotes_names_who_remains_and_stays_secret() -> None:
    acts = decided(CONSULTATION, consultation("reported", lots=("1", "2")), "1")
    first = done(CONSULTATION.happening(at(MARCH_25))(*acts), result(lots=("1",)))
    assert "round-opened" in hidden(COMPETITIVE_CONSULTATION, (*acts, *first))


def test_a_setting_aside_is_read_by_everyone() -> None:
    out = published(TENDER, decided(TENDER, tender("reported")))
    assert hidden(OPEN_TENDER, (*out, aside("sunrise"))) == set()


def test_the_text_of_a_contract_is_read_by_its_two_sides_until_it_is_published() -> None:
    assert hidden(CONTRACT, (drawn_up(),)) == {"contract-drawn-up"}
    assert hidden(CONTRACT, signed()) == {"contract-drawn-up"}
    assert hidden(CONTRACT, (*signed(), *done(SIGNS(*signed()), publication()))) == set()
    refused = done(SIGNS(drawn_up()), refusing(), BO)
    assert hidden(CONTRACT, (drawn_up(), *refused)) == {"contract-drawn-up"}


def test_what_is_withheld_by_no_rule_is_read() -> None:
    act = aside("sunrise")
    assert act.ground == Slug("query-upheld")
    assert not withheld(Need(), act)


def test_a_sheet_is_its_members_own_until_the_report_and_then_the_panels() -> None:
    scored, reported = tender("scored"), tender("reported")
    (sheet,) = [one for one in scored if isinstance(one, ScoresGiven) and one.person == "e1"]
    before, after = follow(OPEN_TENDER, scored), follow(OPEN_TENDER, reported)
    readers = {"e1": expert("e1"), "e2": expert("e2"), "the buyer": ALICE, "another": DONG, "a supplier": BO, "nobody": expert("e7")}
    assert {name for name, one in readers.items() if may_read(before, sheet, one)} == {"e1"}
    assert {name for name, one in readers.items() if may_read(after, sheet, one)} == {"e1", "e2", "the buyer"}
    assert not may_read(after, sheet, None)


def test_a_contract_is_read_by_its_two_sides_before_it_is_published() -> None:
    state = follow(CONTRACT, (drawn_up(),))
    readers = (ALICE, BO, DONG, replace(BO, body="brook"), None)
    assert [may_read(state, drawn_up(), one) for one in readers] == [True, True, False, False, False]
    assert not may_read(Contract(), drawn_up(), DONG)


def test_a_bid_is_read_by_its_supplier_and_once_opened_by_those_at_work() -> None:
    bid = Bid(obtained=OBTAINED)
    sealed, opened = follow(OPEN_TENDER, ()), follow(OPEN_TENDER, tender("formed"))
    own, rival = BO, replace(BO, body="brook")
    declared = follow(OPEN_TENDER, tender("seated"))
    for state, told in ((sealed, [True, False, False, False]), (opened, [True, False, True, False]), (declared, [True, False, True, True])):
        assert [may_look(bid, state, one) for one in (own, rival, ALICE, expert("e1"))] == told
    assert not may_look(bid, None, ALICE)
    assert not may_look(bid, opened, None)
    assert not may_look(Bid(), opened, ALICE)


def test_a_member_reads_bids_once_he_has_declared_and_no_longer_when_he_learns_of_a_tie() -> None:
    bid, opened = Bid(obtained=OBTAINED), tender("formed")
    for said, reads in (((), False), (("none",), True), ((TIE,), False), (("none", TIE), False)):
        relations = (RecusalDeclared(happened=at(MARCH_25), person="e1", relation=Slug(one), supplier="sunrise") for one in said)
        assert may_look(bid, follow(OPEN_TENDER, (*opened, *relations)), expert("e1")) is reads, said


def test_a_contract_that_is_filed_says_so() -> None:
    filed = FilingMade(happened=at(MARCH_25), authority="Finance Bureau", sha256="00")
    state = follow(CONTRACT, (drawn_up(), filed))
    assert (state.filed, state.procurement, Contract().procurement) == (filed, drawn_up().procurement, None)
    assert may_read(state, filed, None)
