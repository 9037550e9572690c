"""Where too few have bid: what do officer and bidder read, and how does the officer end it and go on?"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override

from operis import clock, telling
from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.procurement.commands import CloseBids, FilePlan, OpenBids, Terminate
from operis.drafts.reviewing import send
from operis.figures.scope import service_of
from operis.mail.models import Letter
from operis.mail.queue import words_of
from operis.registers import models
from operis.registers.duties import standing_on
from operis.web.desk.due import came_in
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2
from tests.statute import ALICE, BO, DONG, at
from tests.web.bidding import NUMBER
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
MARK = " (cannot be named now)"
CLOSES = at(MARCH_2 + timedelta(days=20), "09:30")


@pytest.fixture
def bid(county: County) -> str:
    docket = county.done(None, ObtainDocuments(procurement=NUMBER), BO).docket
    county.done(docket, SealBid(lot="1", content=BidContent(price=Fen(800_000_00))), BO)
    return docket


def bidder() -> Client:
    return signed_in(BO, email="bo@sunrise.example", language="en")


def later(minutes: int) -> None:
    clock.set_demo_clock(CLOSES + timedelta(minutes=minutes))


def test_where_too_few_bid_the_desk_says_what_everyone_reads(county: County, bid: str, client: Client) -> None:
    """O87-41: bids are not opened; officer and supplier read at their desks the words of the public page."""
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.ask(NUMBER, OpenBids(), THE_CLOCK)
    later(1)
    says = "Fewer than 3 suppliers have bid. The opening was refused under this rule; the bids stay sealed."
    told = text(client.get(f"/en/processes/{NUMBER}/"))
    assert (says in told, "End of the purchase: too few have bid" in told, "Opening Due" in told) == (True, True, False)
    officer = signed_in(ALICE).get(f"/en/desk/{NUMBER}/")
    own = bidder().get(f"/en/desk/{bid}/")
    assert [says in text(page) for page in (officer, own)] == [True, True]
    assert ['href="/en/rules/O87-41/"' in page.content.decode().split("You can do")[0] for page in (officer, own)] == [True, True]
    assert "Who must act: the purchasing body" in text(own)
    desks = [text(one.get("/en/desk/")) for one in (signed_in(ALICE), bidder())]
    assert ["Too few bids: end the purchase, then try again: Day care" in one for one in desks] == [True, False]
    assert ["Not opened: too few bids" in one for one in desks] == [True, True]
    assert ["End of the purchase: too few have bid" in one for one in desks] == [True, False]
    assert "Wait until they are opened; where too few have bid, end the purchase." in text(officer)
    listed = text(client.get("/en/notices/?kind=all"))
    assert ("Not opened: too few bids" in listed, "Closed, to be opened" in listed) == (True, False)
    assert ("Bids closed" in text(officer), "An act that you may not read yet" in text(officer)) == (True, False)
    telling.write_told()
    telling.write_told()
    [(subject, letter)] = {words_of(one) for one in Letter.objects.all()}
    assert subject.endswith(f"{NUMBER}: too few bids, yours stays shut")
    assert f"({NUMBER}): fewer than 3 suppliers have bid, so no bid was opened (" in letter
    assert f"/en/desk/{bid}/" in letter


def test_the_ground_that_too_few_bid_is_proposed_and_once_it_has_ended_the_need_waits_for_a_plan_again(county: County, bid: str) -> None:
    """O87-43: unless its task fell away, what failed is tendered again."""
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.ask(NUMBER, OpenBids(), THE_CLOCK)
    later(1)
    form = signed_in(ALICE).get(f"/en/desk/{NUMBER}/terminate/").content.decode()
    assert '<option value="too-few" selected>' in form
    reasons = [form.partition(f'name="reason-{one}"')[2].partition(">")[2].partition("<")[0].strip() for one in ("zh", "en")]
    assert reasons == ["提交投标（响应）文件的供应商不足3家。", "Fewer than 3 suppliers have bid."]
    assert ('name="lots' in form, form.index("Seldom needed") < form.index('name="change-')) == (False, True)
    _before, box = signed_in(ALICE).get(f"/en/desk/{NUMBER}/").content.decode().split('class="notice warn"')
    assert f'href="/en/desk/{NUMBER}/terminate/"' in box.partition("</div>")[0]
    need = models.Docket.objects.get(number=NUMBER).need
    waits = [[one.duty.command for one in standing_on([need]).get(need, [])]]
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=Wording(en="Too few bid."), documents=Slug("at-fault")), ALICE)
    waits.append([one.duty.command for one in standing_on([need]).get(need, [])])
    assert waits == [[], [FilePlan]]
    with override("en"):
        came = [[(one.words, one.url) for one in came_in(who, clock.now())[0]] for who in (ALICE, DONG)]
    anew = f"/en/desk/new/procurement/file-plan/?need={need}&part=1&again={NUMBER}"
    assert came == [[("It ended without a result: try again", anew)], []]
    assert "Intention and plan of what was determined a service" in text(signed_in(ALICE).get("/en/desk/"))
    send("civil-affairs", need, "1", FilePlan.slug, "ab" * 32, {}, "alice", clock.now())
    assert came_in(ALICE, clock.now())[0] == []


def test_grounds_that_the_record_does_not_bear_out_are_marked_and_come_last(county: County, bid: str) -> None:
    """How many have bid is known after closing; what they ask, that keys are lost or illegal acts found, is not so here."""
    def listed() -> list[str]:
        form = signed_in(ALICE).get(f"/en/desk/{NUMBER}/terminate/").content.decode()
        offered = form.partition('name="ground"')[2].partition("</select>")[0]
        return [words.removesuffix(MARK) if MARK in words else f"+ {words}" for words in re.findall(r"<option[^>]*>([^<]*)", offered)[1:]]

    never = ["illegal acts", "all prices above the budget", "the documents are seriously flawed", "the method no longer fits",
             "too few keys are left to open the bids", "the award was set aside for a new procurement"]  # fmt: skip
    assert listed() == ["+ the task fell away", "too few suppliers", *never]
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.ask(NUMBER, OpenBids(), THE_CLOCK)
    later(1)
    assert listed() == ["+ too few suppliers", "+ the task fell away", *never]


def test_an_end_in_english_alone_is_asked_about_before_it_is_confirmed(county: County, bid: str) -> None:
    """Everybody reads its reason, and the Chinese page would have it in English."""
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    later(1)
    asked = "Written in English alone: Reason"
    for reason, says in (({"reason-en": "Only one bid."}, True), ({"reason-zh": "只有一家投标。", "reason-en": "Only one bid."}, False)):
        sent = {"ground": "too-few", **reason, "desk-do": "check", "desk-key": "k" * 32}
        assert (asked in text(signed_in(ALICE).post(f"/en/desk/{NUMBER}/terminate/", sent))) is says


def test_what_failed_says_on_the_desk_that_it_waits_to_be_tried_again(county: County) -> None:
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=Wording(en="Nobody bid.")), ALICE)
    later(1)
    [row] = [one for one in signed_in(ALICE).get("/en/desk/?whose=waits").content.decode().split("<tr>") if f'desk/{NUMBER}/"' in one]
    assert f'&amp;again={NUMBER}">It ended without a result: try again</a>' in row


def test_who_follows_a_service_or_a_body_reads_of_the_end_with_ground_and_reason(county: County, client: Client) -> None:
    """What has ended stays with its service and says why."""
    code = service_of()[NUMBER]
    county.clock = CLOSES
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=Wording(en="Nobody bid.")), ALICE)
    feeds = [client.get(f"/en/{page}.atom").content.decode() for page in (f"services/{code}", "bodies/civil-affairs")]
    assert ["Too few suppliers\nReason: Nobody bid." in unescape(one) for one in feeds] == [True, True]
    assert f'href="/en/processes/{NUMBER}/"' in client.get(f"/en/services/{code}/").content.decode()
