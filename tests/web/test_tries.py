"""Do a purchase that failed and the one that was called again lead to each other, and is told how many bid for the first?"""

from datetime import timedelta

import pytest
from django.test import Client

from operis import clock
from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, ProceedingsTerminated
from operis.dockets.procurement.commands import CloseBids, Terminate
from operis.dockets.procurement.opened import Listed
from operis.dockets.procurement.state import Procurement
from operis.documents.few import bids_told
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, NONE, notice, plan, words
from tests.statute import at
from tests.web.reading import page, text_of

pytestmark = pytest.mark.django_db
FIRST = "DC-2026-S-0001"
ENDED = "Ended on 22 March 2026: too few suppliers."
WAITS = "What it was for waits for a new plan"


def failed(county: County) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=22), "09:00"))
    county.clock = notice().bids_close
    county.done(FIRST, CloseBids(), THE_CLOCK)
    county.done(FIRST, Terminate(ground=Slug("too-few"), reason=words("Nobody could start in three days")))


def told(client: Client, number: str, kind: str = "processes", language: str = "en") -> str:
    return " ".join(text_of(page(client, f"/{language}/{kind}/{number}/")).split())


def test_what_failed_and_what_was_called_again_lead_to_each_other(client: Client, noticed: County) -> None:
    assert "By the closing" not in told(client, FIRST)
    failed(noticed)
    assert "By the closing nobody had bid." in client.get(f"/en/processes/{FIRST}/papers/termination.txt").content.decode()
    again = noticed.done(None, plan(reservation=NONE)).docket  # too few came to what was reserved (SME-10)
    for kind in ("processes", "notices"):
        said = told(client, FIRST, kind)
        assert f"{ENDED} Nobody could start in three days By the closing nobody had bid." in said
        assert f"Called again: {again} Plan filed" in said
        assert "Tried before" not in said
    said = told(client, again)
    assert f"Tried before: {FIRST} {ENDED} By the closing nobody had bid." in said
    assert "Called again" not in said
    zh = f"此前曾采购： {FIRST} 已于2026年3月22日终止：供应商不足。 至截止时，没有供应商投标（响应）。"
    assert zh in told(client, again, language="zh-hans")
    assert f'href="/en/processes/{FIRST}/"' in page(client, f"/en/processes/{again}/")


def test_the_feed_of_what_failed_says_under_which_number_it_is_called_again(client: Client, noticed: County) -> None:
    failed(noticed)
    feed = f"/en/processes/{FIRST}.atom"
    before = client.get(feed).content.decode()
    again = noticed.done(None, plan(reservation=NONE)).docket
    assert [f"Called again: {again}" in one for one in (before, client.get(feed).content.decode())] == [False, True]
    assert "Called again" not in client.get(f"/en/processes/{again}.atom").content.decode()


def test_another_part_of_the_need_is_no_second_try(client: Client, noticed: County) -> None:
    failed(noticed)
    need = noticed.need(2)
    other = noticed.done(None, plan(need=need, part="2")).docket
    assert ("Called again" in told(client, FIRST), "Tried before" in told(client, other)) == (False, False)
    assert (WAITS in told(client, FIRST), WAITS in told(client, other)) == (True, False)


@pytest.mark.parametrize("kind", ["processes", "notices"])
def test_what_ended_says_that_its_need_waits_for_a_plan_until_there_is_one(client: Client, noticed: County, kind: str) -> None:
    said = [WAITS in told(client, FIRST, kind)]
    failed(noticed)
    said.append(WAITS in told(client, FIRST, kind))
    noticed.done(None, plan(reservation=NONE))
    said.append(WAITS in told(client, FIRST, kind))
    assert said == [False, True, False]


def closed(*bids: tuple[str, str]) -> BidsClosed:
    """A list of who bid for which lot."""
    moment = at(MARCH_2)
    listed = tuple(Listed(bid=f"B-{no}", supplier=who, lot=lot, no=no, received=moment, sealed_sha256="")
                   for no, (who, lot) in enumerate(bids))  # fmt: skip
    return BidsClosed(happened=moment, listed=listed, withdrawn=0, late=0)


def test_suppliers_are_counted_once_and_those_of_the_lots_that_ended_alone() -> None:
    """Two suppliers in the first lot, one of them in the second as well; nothing is told of what ended before bids closed."""
    state = Procurement(closing=closed(("a", "1"), ("b", "1"), ("b", "2")))
    ended = [ProceedingsTerminated(happened=at(MARCH_2), lots=(lot,), ground=Slug("too-few"), reason=words("Few")) for lot in "123"]
    assert [bids_told(state, one) for one in ended] == [
        "By the closing 2 suppliers had bid.", "By the closing 1 supplier had bid.", "By the closing nobody had bid.",
    ]  # fmt: skip
    assert bids_told(Procurement(), ended[0]) == ""
