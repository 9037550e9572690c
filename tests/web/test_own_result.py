"""What does a bidder read at its own desk once bids are open: its price and what it said, and with the result its points and the reason?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.terms import Condition
from operis.ledger.states import state_of
from operis.registers import models
from operis.web.desk.opened_bid import _answers
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, TALKS, buyer, until
from tests.statute import at
from tests.web.reading import text_of
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
BELOW = CASES / "constructed" / "below-quota-contract.yaml"
STEPS = ("seal-bid", "withdraw-bid", "pay-bond", "give-explanation")
SET_ASIDE = ("publish-result", "draw-up-contract", "set-aside-award")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def bids(number: str = PROCUREMENT) -> dict[str, str]:
    """The dockets of those whose bids were opened, by supplier."""
    return {one.supplier: one.bid for one in state_of(number).openings[0].opened}


def desk(supplier: str, language: str = "en") -> Client:
    own = Mandate(role=Role.SUPPLIER, office=f"{supplier}-sells", body=supplier, persons=("bo",))
    return signed_in(own, email=f"bo@{supplier}.example", language=language)


def page(supplier: str, number: str = PROCUREMENT, language: str = "en") -> str:
    answer = desk(supplier, language).get(f"/{language}/desk/{bids(number)[supplier]}/")
    assert answer.status_code == 200
    return answer.content.decode()


def ranked(number: str = PROCUREMENT) -> list[str]:
    """The bidders of a lot, the first ranked first."""
    return [one.supplier for one in sorted(state_of(number).reports[-1].ranked, key=lambda one: one.rank or 0)]


def test_once_bids_are_open_each_bidder_reads_its_own_price_and_what_it_said() -> None:
    until("open-bids")
    for one in state_of(PROCUREMENT).opening.opened:
        told = text_of(page(one.supplier))
        assert f"Bid as opened Result of the opening Opened Price CNY {one.price // 100:,}.00 Sealed on" in told
        assert "Result Reason" not in told
        others = [each.price for each in state_of(PROCUREMENT).opening.opened if each != one]
        assert [price for price in others if f"{price // 100:,}.00" in told] == []


@pytest.mark.parametrize(("language", "says"), [("en", "We offer all of it as it is asked; "), ("zh-hans", "我方完全响应各项要求；")])
def test_what_was_declared_is_read_in_the_words_of_page_and_notice(language: str, says: str) -> None:
    until("open-bids")
    state = state_of(PROCUREMENT)
    condition = Condition(about=Slug("licence"), text=Wording(zh="有<证>", en="a <licence>"))
    asking = replace(state, plan=replace(state.plan, conditions=(condition,)))
    content = BidContent(price=Fen(1), statements=(Slug("as-asked"), Slug("licence")))
    with override(language):
        [declared] = [one.text for one in _answers("B", asking, content, small=False)]
    assert declared == says + ("a &lt;licence&gt;" if language == "en" else "有&lt;证&gt;")


def test_after_the_closing_no_step_is_offered_that_has_nothing_to_do_any_more() -> None:
    until("open-bids")
    html = page("s1")
    assert [one for one in STEPS if f"/{one}/" in html] == []
    assert ("Not yet, and why" in html, "Seal and send the bid" in html) == (False, False)


def test_with_the_result_a_loser_reads_rank_points_reason_and_until_when_to_query_it_and_where() -> None:
    until("publish-result")
    _winner, second, third = ranked()
    for supplier, rank in ((second, 2), (third, 3)):
        told = text_of(page(supplier))
        assert f"Your bid did not win. Reason No. {rank} by rank" in told
        assert f"Your rank {rank} Your points" in told
        assert "Winner Sunrise Amount of the award CNY 780,000.00" in told
        assert "Formal query on the result until 7 April 2026 § Government Procurement Law, Art. 52" in told
        assert "Your points by criterion" in told
        assert f'href="/en/processes/{PROCUREMENT}/">The result, as everybody reads it' in page(supplier)
    assert "您未中标（成交）。" in page(third, language="zh-hans")


def test_the_winner_is_told_as_well_and_by_when_to_sign() -> None:
    until("publish-result")
    told = text_of(page(ranked()[0]))
    assert "You were awarded this lot. Your rank 1 Your points" in told
    assert "Amount of the award CNY 780,000.00 Contract to be signed by 24 April 2026" in told
    assert "Your bid did not win" not in told


def test_the_docket_to_which_the_letter_leads_and_the_desk_say_the_same() -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, 3, 31)))
    winner, second, _third = ranked()
    for supplier, says, row in (
        (winner, "You were awarded this lot.", "Won Contract to be signed by: 24 April 2026"),
        (second, "Your bid did not win.", "Not won Formal query on the result until: 7 April 2026"),
    ):
        assert says in text_of(desk(supplier).get(f"/en/desk/{PROCUREMENT}/").content.decode())
        assert row in text_of(desk(supplier).get("/en/desk/").content.decode())
        assert f"State {row.partition(' Con')[0].partition(' For')[0]}" in text_of(page(supplier))
    clock.set_demo_clock(at(date(2026, 4, 8)))
    assert "Formal query" not in text_of(desk(second).get("/en/desk/").content.decode())


def test_below_the_quota_a_loser_reads_that_nobody_ranked_and_whom_to_ask() -> None:
    until("publish-result", path=BELOW)
    loser = next(one for one in bids() if one != state_of(PROCUREMENT).results[-1].awards[0].supplier)
    told = text_of(page(loser))
    assert "Your bid did not win. Reason" in told
    assert "Your rank none: no panel ranked the bids" in told
    assert "Formal query on the result No law that is kept here sets days for it in this purchase; ask the purchaser. Where to ask" in told
    assert "Not won -" in text_of(desk(loser).get("/en/desk/").content.decode())


def test_an_award_that_was_set_aside_says_so_to_winner_and_others() -> None:
    until(*SET_ASIDE)
    winner, second, _third = ranked()
    assert "The award to you was set aside." in page(winner)
    assert "This result does not stand any more." in page(second)
    assert "Formal query" not in page(second)


def test_nobody_else_reads_what_became_of_a_bid_and_who_evaluates_only_what_it_says() -> None:
    until("publish-result")
    winner, second, _third = ranked()
    path = f"/en/desk/{bids()[second]}/"
    assert desk(winner).get(path).status_code == 404
    officer = signed_in(replace(buyer(), persons=("officer",)), email="officer@body.example").get(path).content.decode()
    assert ("Bid as opened" in officer, "Your rank" in officer, "did not win" in officer) == (True, False, False)


def test_in_a_consultation_first_price_and_final_quote_are_told_apart_and_each_is_told_to_its_own_alone() -> None:
    until("publish-result", path=TALKS)
    number = models.Docket.objects.get(method="competitive-consultation").number
    first, last = (opening.opened for opening in state_of(number).openings)
    own = next(iter(bids(number)))
    told = text_of(page(own, number))
    for heading, opened in (("Bid as opened", first), ("Final quote as opened", last)):
        price = next(one.price for one in opened if one.supplier == own)
        assert f"{heading} Result of the opening Opened Price CNY {price / 100:,.2f}" in told
