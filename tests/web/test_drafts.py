"""Is anything lost that somebody has typed, and does anybody else see it? Drafts, ended sessions, second tabs, two officers."""

import re
from dataclasses import replace
from html import unescape
from uuid import UUID

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from operis.accounts.models import Grant, User
from operis.attachments.bidding import BidDraft
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.file.commands import ReviewFile
from operis.dockets.procurement.commands import CorrectNotice, Terminate
from operis.drafts.models import Draft
from operis.ledger import read
from operis.registers import models
from tests.ledger.county import FAYE, County, body_file, need_recorded
from tests.procedures.documents import CLOSED_DOWN, MARCH_2, notice, words
from tests.statute import ALICE, BO, DONG
from tests.web.desk import KEY, confirm, typed
from tests.web.forms import action, carried, end_session, hidden, sign_in, strict, value
from tests.web.reading import text
from tests.web.signed import PASSWORD, account, signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
NEW = "/en/desk/new/need/record-need/"
END = f"/en/desk/{NUMBER}/terminate/"
FOR_ANOTHER = Mandate(role=Role.AGENCY, office="agency", body="agent", for_=ALICE.body)


@pytest.fixture
def county(noticed: County) -> County:
    return noticed


def ending() -> Terminate:
    return Terminate(ground=Slug("task-fell-away"), reason=words("The centre was closed"), change=replace(CLOSED_DOWN, on=MARCH_2))


TYPED = {"title-en": "Meals <b>\u00e9\u202e 餐", "parts-rows": "3", "parts-2-part": "third", "parts-1-result-zh": "助浴\r\n二行"}


@pytest.mark.parametrize("pressed", [{"desk-do": "check"}, {"add": "parts"}, {"remove": "parts-0"}, {"keep": "yes"}, {"desk-do": "later"},
                                     {"desk-do": "confirm", "desk-key": KEY}])  # fmt: skip
def test_whatever_is_pressed_what_was_typed_is_there_again(county: County, pressed: dict[str, str]) -> None:
    client = signed_in(ALICE)
    client.post(NEW, {**TYPED, **pressed})
    again = client.get(NEW)
    row = "1" if "remove" in pressed else "2"
    assert (value(again, "title-en"), value(again, f"parts-{row}-part")) == (TYPED["title-en"], "third")
    assert value(again, "parts-rows") == {"add": "4", "remove": "2"}.get(next(iter(pressed)), "3")
    assert "You began this on 2 March 2026" in text(again)
    assert models.Docket.objects.filter(kind="need").count() == 1


def test_it_is_the_same_draft_in_the_other_language(county: County) -> None:
    client = signed_in(ALICE)
    client.post(NEW.replace("/en/", "/zh-hans/"), {**TYPED, "desk-do": "check"})
    assert value(client.get(NEW), "title-en") == TYPED["title-en"]
    assert Draft.objects.count() == 1


def test_to_come_back_later_leads_to_the_desk_which_lists_it(county: County) -> None:
    client = signed_in(ALICE)
    kept = client.post(END, {"reason-en": "1", "desk-do": "later"}, follow=True)
    assert kept.redirect_chain == [("/en/desk/", 302)]
    assert "What you typed is kept." in text(kept)
    assert "Begun, not finished Terminate the procurement: Day care DC-2026-S-0001 begun on 2 March 2026" in text(kept)
    assert f'<a href="{END}">' in kept.content.decode()


def test_what_is_begun_for_one_need_is_not_lost_for_another(county: County) -> None:
    """Two plans half written: each is there at its own address, and both stand on the desk with what they are for."""
    client, form = signed_in(ALICE), "/en/desk/new/procurement/file-plan/"
    needs = ("DC-2026-N-0001", "DC-2026-N-0002")
    for term, need in enumerate(needs, 10):
        page = client.get(f"{form}?need={need}&part=1")
        client.post(action(page), {"need": need, "part": "1", "term_months": str(term), "desk-do": "later"})
    assert [value(client.get(f"{form}?need={need}&part=1"), "term_months") for need in needs] == ["10", "11"]
    told = client.get("/en/desk/").content.decode().partition('id="begun"')[2].partition("</section>")[0]
    assert [f"?need={need}&amp;part=1" in told for need in needs] == [True, True]
    assert "Day care" in told


def test_what_is_begun_beside_takes_the_place_of_nothing(county: County) -> None:
    """Needs half written one after another, from one address and from the texts of a service: each leads to itself."""
    client, form = signed_in(ALICE), "/en/desk/new/need/record-need/"
    first = client.get(form)
    client.post(action(first), {**hidden(first), "title-en": "Need alpha", "desk-do": "later"})
    again = client.get(form)
    assert ("You began this on" in text(again), value(again, "title-en")) == (True, "Need alpha")
    [another] = re.findall(r'<a href="([^"]*)">Begin another beside it', again.content.decode())
    for path, title in ((another, "Need beta"), (f"{form}?bank=cleaning", "Need gamma")):
        page = client.get(path)
        assert ("Begun before, and not finished:" in text(page), "You began this on" in text(page)) == (True, False)
        client.post(action(page), {**hidden(page), "title-en": title, "desk-do": "later"})
    listed = unescape(client.get("/en/desk/").content.decode().partition('id="begun"')[2].partition("</section>")[0])
    ways = re.findall(r'<a href="(/en/desk/new/need/record-need/[^"]*)">', listed)
    assert sorted(str(value(client.get(way), "title-en")) for way in ways) == ["Need alpha", "Need beta", "Need gamma"]
    chinese = [client.get(way.replace("/en/", "/zh-hans/", 1)) for way in ways]
    assert [value(one, "title-en") for one in chinese] == ["Need gamma", "Need beta", "Need alpha"]


def test_a_plan_begun_for_one_need_and_turned_to_another_is_still_reached(county: County) -> None:
    client, form = signed_in(ALICE), "/en/desk/new/procurement/file-plan/"
    page = client.get(f"{form}?need=DC-2026-N-0001&part=1")
    client.post(action(page), {**hidden(page), "need": "DC-2026-N-0002", "part": "1", "term_months": "6", "desk-do": "later"})
    [way] = re.findall(rf'<a href="({form}[^"]*form=[^"]*)">', unescape(client.get("/en/desk/").content.decode()))
    assert value(client.get(way), "term_months") == "6"
    assert value(client.get(f"{form}?need=DC-2026-N-0001&part=1"), "term_months") != "6"


def test_one_starts_afresh_or_discards_and_only_ones_own(county: County) -> None:
    client, other = signed_in(ALICE), signed_in(ALICE, email="wang@office.example")
    client.post(END, {"reason-en": "12", "desk-do": "later"})
    draft = Draft.objects.get()
    other.post("/en/desk/begun/", {"draft": str(draft.pk)})
    Client().post("/en/desk/begun/", {"draft": str(draft.pk)})
    assert Draft.objects.count() == 1
    assert client.get("/en/desk/begun/").status_code == 405
    afresh = client.post("/en/desk/begun/", {"draft": str(draft.pk), "afresh": "yes"}, follow=True)
    assert (afresh.redirect_chain, value(afresh, "reason-en"), Draft.objects.count()) == ([(END, 302)], None, 0)
    client.post(END, {"reason-en": "12", "desk-do": "later"})
    gone = client.post("/en/desk/begun/", {"draft": str(Draft.objects.get().pk)}, follow=True)
    assert ('id="begun"' in gone.content.decode(), Draft.objects.count()) == (False, 0)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "１", "0"])
def test_a_draft_that_is_not_there_is_not_discarded(county: County, number: str) -> None:
    assert signed_in(ALICE).post("/en/desk/begun/", {"draft": number}).status_code == 302


def test_what_is_entered_is_no_draft_any_more(county: County) -> None:
    client = signed_in(ALICE)
    client.post(END, {**typed(ending()), "desk-do": "check"})
    assert Draft.objects.count() == 1
    assert (confirm(client, END, ending()).status_code, Draft.objects.count()) == (200, 0)
    assert "You began this" not in text(client.get(END))


def test_what_is_refused_stays_a_draft(county: County) -> None:
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/publish-notice/"
    assert confirm(client, path, notice(days=19)).status_code == 409
    assert value(client.get(path), "bids_close") == typed(notice(days=19))["bids_close"]


def test_nobody_else_sees_a_draft_not_even_in_the_same_office(county: County) -> None:
    signed_in(ALICE).post(NEW, {**TYPED, "desk-do": "later"})
    for email, mandate in (("wang@office.example", ALICE), ("dong@office.example", DONG)):
        other = signed_in(mandate, email=email)
        assert value(other.get(NEW), "title-en") is None
        assert 'id="begun"' not in other.get("/en/desk/").content.decode()


def test_under_another_mandate_one_is_told_where_ones_draft_is(county: County) -> None:
    user = account("alice@office.example", ALICE, FOR_ANOTHER)
    client = signed_in(email="alice@office.example")
    buyer, agency = (Grant.objects.get(user=user, office__role=role) for role in ("buyer", "agency"))
    client.post("/en/account/mandate/", {"mandate": str(buyer.pk)})
    client.post(NEW, {**TYPED, "desk-do": "later"})
    client.post("/en/account/mandate/", {"mandate": str(agency.pk)})
    told = client.get(NEW)
    assert "You began this under another mandate: Purchasing officer, " in text(told)
    assert f'href="/en/account/mandate/?next={NEW}"' in told.content.decode()
    assert value(told, "title-en") is None


def test_more_drafts_ask_the_database_no_more(county: County) -> None:
    client, asked = signed_in(ALICE), []
    for path in (END, NEW, f"/en/desk/{NUMBER}/correct-notice/"):
        client.post(path, {"reason-en": "1", "desk-do": "later"})
        client.get("/en/desk/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/desk/")
        asked.append(len(queries))
    assert asked == [asked[0]] * 3


# A session that ended


def test_after_signing_in_again_the_same_page_is_still_filled_and_nothing_was_entered(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    first = client.get(NEW)
    end_session(client)
    sent = {**hidden(first), **typed(need_recorded()), "parts-rows": "40", "parts-39-part": "last", "desk-do": "confirm"}
    asked = client.post(NEW, sent, follow=True)
    assert asked.redirect_chain == [(NEW, 303), (f"/en/account/sign-in/?next={NEW.replace('/', '%2F')}", 302)]
    assert sign_in(client, "li.na@office.example", "wrong password", NEW).status_code == 422
    back = sign_in(client, "li.na@office.example", PASSWORD, NEW)
    assert back.headers["Location"] == NEW
    page = client.get(NEW)
    assert (value(page, "title-en"), value(page, "parts-39-part"), value(page, "parts-rows")) == ("Day care", "last", "40")
    assert hidden(page)["desk-key"] == sent["desk-key"]
    assert models.Docket.objects.filter(kind="need").count() == 1


def test_the_form_of_one_is_not_shown_to_another_who_signs_in_there(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    account("wang@office.example", ALICE)
    first = client.get(NEW)
    end_session(client)
    client.post(NEW, {**hidden(first), **TYPED, "desk-do": "check"})
    sign_in(client, "wang@office.example", onward=NEW)
    pages = [client.get(NEW), client.get("/en/desk/"), client.get("/en/account/mandate/")]
    assert [one for one in pages if "Meals" in one.content.decode()] == []
    assert value(strict("li.na@office.example").get(NEW), "title-en") == TYPED["title-en"]


def test_with_the_page_of_mandates_in_between_it_is_there_under_the_one_it_was_begun_with(county: County) -> None:
    user = account("alice@office.example", ALICE, FOR_ANOTHER)
    client = strict("alice@office.example")
    buyer = Grant.objects.get(user=user, office__role="buyer")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/en/account/mandate/").content.decode())
    assert token
    client.post("/en/account/mandate/", {"mandate": str(buyer.pk), "csrfmiddlewaretoken": token[1]})
    first = client.get(NEW)
    end_session(client)
    client.post(NEW, {**hidden(first), **TYPED, "desk-do": "check"})
    led = sign_in(client, "alice@office.example", onward=NEW)
    assert led.headers["Location"] == f"/en/account/mandate/?next={NEW.replace('/', '%2F')}"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(led.headers["Location"]).content.decode())
    assert token
    led = client.post("/en/account/mandate/", {"mandate": str(buyer.pk), "next": NEW, "csrfmiddlewaretoken": token[1]})
    assert (led.headers["Location"], value(client.get(NEW), "title-en")) == (NEW, TYPED["title-en"])


def test_with_a_sign_in_in_a_second_tab_the_old_form_is_kept_though_its_token_is_no_more(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    first = client.get(NEW)
    end_session(client)
    sign_in(client, "li.na@office.example")
    back = client.post(NEW, {**hidden(first), **TYPED, "desk-do": "confirm"}, follow=True)
    assert (back.redirect_chain, back.status_code) == ([(NEW, 303)], 200)
    assert (value(back, "title-en"), "You began this on" in text(back)) == (TYPED["title-en"], True)
    checked = client.post(NEW, {**hidden(back), **typed(need_recorded()), "desk-do": "check"})
    assert (checked.status_code, models.Docket.objects.filter(kind="need").count()) == (200, 1)


def test_with_another_person_in_a_second_tab_each_keeps_what_is_theirs(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    account("wang@office.example", ALICE)
    first = client.get(NEW)
    end_session(client)
    sign_in(client, "wang@office.example")
    back = client.post(NEW, {**hidden(first), **TYPED, "desk-do": "confirm"}, follow=True)
    assert (value(back, "title-en"), "You began this" in text(back)) == (None, False)
    mine = {**hidden(first), **TYPED, **{"csrfmiddlewaretoken": hidden(back)["csrfmiddlewaretoken"]}, "desk-do": "check"}
    assert client.post(NEW, mine, follow=True).redirect_chain == [(NEW, 303)]
    assert [str(one.user_id) for one in Draft.objects.all()] == [str(User.objects.get(email="li.na@office.example").pk)]


@pytest.mark.parametrize("forged", ["", "x", "a:b:c"])
def test_without_a_mark_of_ours_nothing_is_kept_of_what_a_stranger_sends(county: County, forged: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(NEW, {**TYPED, "desk-mark": forged}).status_code == 403
    assert Client().post(NEW, {**TYPED, "desk-mark": forged}).status_code == 302
    assert Draft.objects.count() == 0


def test_a_mark_is_good_for_its_own_form_alone(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    given = hidden(client.get(NEW))["desk-mark"]
    other = Client(enforce_csrf_checks=True)
    assert other.post(END, {"reason-en": "1", "desk-mark": given}).status_code == 403
    other_kind = signing.dumps([str(UUID(int=1)), "", "", "", "need", "record-need", NEW[4:], True], salt="operis.desk.form")
    assert other.post(NEW, {"title-en": "x", "desk-mark": other_kind}).status_code == 303  # nobody is there whose draft it would be
    assert Draft.objects.count() == 0


def test_no_other_site_can_enter_anything_by_a_form_of_the_desk(county: County) -> None:
    client = strict("li.na@office.example", ALICE)
    given = {name: value for name, value in hidden(client.get(NEW)).items() if name != "csrfmiddlewaretoken"}
    answer = client.post(NEW, {**given, **typed(need_recorded()), "desk-do": "confirm"})
    assert (answer.status_code, models.Docket.objects.filter(kind="need").count()) == (303, 1)


# What is to be sealed


@pytest.fixture
def bid(county: County) -> str:
    file = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    county.done(county.done(None, file, BO).docket, ReviewFile(result=Slug("accepted")), FAYE)
    return county.done(None, ObtainDocuments(procurement=NUMBER), BO).docket


def sealed() -> dict[str, str]:
    return typed(SealBid(lot="1", content=BidContent(price=Fen(123_456_78))))


def test_of_a_bid_no_draft_is_kept_in_plain_and_the_page_says_who_could_read_it(county: County, bid: str) -> None:
    client, path = signed_in(BO, email="bo@sunrise.example"), f"/en/desk/{bid}/bid/1/price/"
    page = client.get(path)
    assert "the draft and its files are kept encrypted on this site" in text(page)
    client.post(path, {**hidden(page), "price": "123456.78", "bid-do": "later"})
    assert (Draft.objects.count(), b"123456" in bytes(BidDraft.objects.get().content)) == (0, False)
    assert value(client.get(path), "price") == "123456.78"


def test_a_bid_goes_back_to_the_browser_when_the_session_has_ended(county: County, bid: str) -> None:
    path = f"/en/desk/{bid}/bid/1/price/"
    client = strict("bo@sunrise.example", BO)
    first = client.get(path)
    end_session(client)
    held = client.post(path, {**hidden(first), "price": "123456.78", "bid-do": "next"})
    assert (held.status_code, value(held, "price"), "in a new window" in text(held)) == (403, "123456.78", True)
    sign_in(client, "bo@sunrise.example")
    stale = client.post(path, {**carried(held), "keep": "yes"})
    back = client.post(path, {**carried(stale), "keep": "yes"})
    assert (stale.status_code, back.status_code, value(back, "price")) == (403, 200, "123456.78")
    assert Draft.objects.count() == 0


# Two officers


def correction() -> CorrectNotice:
    return CorrectNotice(ground=Slug("clarification"), reason=words("A supplier asked"), may_affect_bids=False)


def test_the_second_officer_is_told_what_the_first_entered_meanwhile_and_loses_nothing(county: County) -> None:
    first, second = signed_in(ALICE, email="wang@office.example"), signed_in(ALICE)
    User.objects.filter(email="wang@office.example").update(name="Wang Fang")
    opened = second.get(END)
    assert confirm(first, f"/en/desk/{NUMBER}/correct-notice/", correction(), key="f" * 43).status_code == 200
    sent = {**hidden(opened), **typed(ending())}
    checked = second.post(END, {**sent, "desk-do": "check"})
    told = text(checked)
    assert (checked.status_code, "Others went on while you were writing" in told) == (200, True)
    assert re.search(r"Notice corrected ?, Wang Fang, Purchasing officer, Civil Affairs Office, 2 March 2026, 10:00", told)
    assert f'<a href="/en/desk/{NUMBER}/#act-7"' in checked.content.decode()
    straight = second.post(END, {**sent, "desk-do": "confirm"})
    assert (straight.status_code, "Others went on while you were writing" in text(straight)) == (409, True)
    assert [one.act.kind for one in read.entries(NUMBER)][-1] == "notice-corrected"
    assert second.post(END, {**carried(straight), "desk-do": "confirm"}).status_code == 200
    assert [one.act.kind for one in read.entries(NUMBER)][-1] == "proceedings-terminated"


def test_what_one_entered_oneself_in_another_window_is_not_called_anothers(county: County) -> None:
    client = signed_in(ALICE)
    opened = client.get(END)
    assert confirm(client, f"/en/desk/{NUMBER}/correct-notice/", correction(), key="f" * 43).status_code == 200
    told = text(client.post(END, {**hidden(opened), **typed(ending()), "desk-do": "check"}))
    assert ("You went on here while this form was open" in told, "Others went on" in told) == (True, False)


def test_what_one_entered_oneself_by_pressing_twice_is_no_news(county: County) -> None:
    client = signed_in(ALICE)
    sent = {**hidden(client.get(END)), **typed(ending()), "desk-do": "confirm"}
    told = [client.post(END, sent) for _ in range(2)]
    assert [one.status_code for one in told] == [200, 200]
    assert "You had sent this before." in text(told[1])


def test_a_draft_of_yesterday_is_told_what_happened_since(county: County) -> None:
    client = signed_in(ALICE)
    client.post(END, {**hidden(client.get(END)), "reason-en": "7", "desk-do": "later"})
    county.done(NUMBER, correction())
    told = client.get(END)
    assert (value(told, "reason-en"), "Notice corrected" in text(told)) == ("7", True)


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "１", "1000"])
def test_a_length_that_cannot_be_is_none(county: County, seen: str) -> None:
    assert signed_in(ALICE).post(END, {**typed(ending()), "desk-seen": seen, "desk-do": "check"}).status_code == 200
