"""What does an officer find on the desk, and what happens to a step that is taken there?"""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.file.commands import ReviewFile
from operis.documents.capitals import capitals
from operis.drafts.models import Draft
from operis.ledger import read
from operis.ledger.checkpoint import open_note
from operis.registers import models
from operis.web.account.proof import PROVED
from tests.ledger.county import FAYE, County, body_file, consultation, need_recorded
from tests.procedures.documents import notice, plan
from tests.statute import ALICE, BO, CHEN, DONG, OFFICE, at
from tests.web.bidding import section, sent
from tests.web.calendars import events
from tests.web.desk import KEY, NUMBER, confirm, typed
from tests.web.reading import text, values_of
from tests.web.signed import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
STRANGER = Mandate(role=Role.SUPPLIER, office="bids", body="stranger", persons=("reader",))


def test_the_desk_of_a_body_shows_its_dockets_their_state_and_what_they_wait_for(county: County) -> None:
    told = text(signed_in(ALICE).get("/en/desk/"))
    assert f"{NUMBER} Day care Intention published Filing of the plan no last day Procurement" in told
    assert "DC-2026-N-0001 Day care Determined - Need" in told
    chinese = text(signed_in(ALICE).get("/zh-hans/desk/"))
    assert "计划备案" in chinese


def test_a_desk_with_nothing_on_it_says_so_in_words(county: County) -> None:
    told = text(signed_in(DONG).get("/en/desk/"))
    assert "There is nothing on your desk yet." in told
    assert "Begin something new" in told


def test_the_finance_department_finds_the_files_of_others_on_its_desk(county: County) -> None:
    told = text(signed_in(FAYE).get("/en/desk/"))
    assert ("DC-2026-F-0001" in told, "DC-2026-G-0001" in told, NUMBER in told) == (True, True, False)


def test_a_list_is_by_state_and_has_twenty_five_a_page(county: County) -> None:
    for _ in range(26):
        county.done(None, need_recorded())
    client = signed_in(ALICE)
    assert "26 processes" in text(client.get("/en/desk/?state=recorded"))
    assert len(re.findall(r'<th scope="row">', client.get("/en/desk/").content.decode())) == 25
    assert "Page 2 of 2" in text(client.get("/en/desk/?page=2"))


def test_mine_are_those_in_which_one_has_put_something(county: County) -> None:
    client = signed_in(ALICE)
    [everything] = re.findall(r"\d+ process(?:es)?", text(client.get("/en/desk/")))
    assert "0 processes" in text(client.get("/en/desk/?whose=mine"))
    county.review(plan(), NUMBER)
    confirm(client, f"/en/desk/{NUMBER}/file-plan/", plan())
    mine = text(client.get("/en/desk/?whose=mine"))
    assert ("1 process " in mine, NUMBER in mine) == (True, True)
    assert everything in text(client.get("/en/desk/?whose=nobody"))


@pytest.mark.parametrize("dockets", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_dockets(county: County, dockets: int, django_assert_num_queries: Any) -> None:
    for _ in range(dockets):
        county.done(None, need_recorded())
    client = signed_in(ALICE)
    client.get("/en/desk/")
    with django_assert_num_queries(17):
        client.get("/en/desk/")


def test_a_docket_says_what_may_be_done_now_and_why_the_rest_may_not(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    html = signed_in(ALICE).get(f"/en/desk/{NUMBER}/").content.decode()
    now, later = html.split("Not yet, and why")
    assert f'href="/en/desk/{NUMBER}/correct-notice/"' in now
    assert f'href="/en/desk/{NUMBER}/publish-notice/"' not in now
    later, taken = later.split("Taken already, and why not again")
    assert ("The notice has been published." in later, "The bids have not been opened." in later) == (False, True)
    assert ("Publish the notice" in taken, "The notice has been published." in taken) == (True, True)


def test_a_stranger_reads_what_is_public_and_every_step_is_anothers(county: County) -> None:
    told = text(signed_in(DONG).get(f"/en/desk/{NUMBER}/"))
    assert ("Nothing on this docket is for you to do now." in told, "Intention published" in told) == (True, True)
    assert "Not yet, and why" not in told


def test_a_plan_is_filed_from_the_form_over_the_check_page_to_the_receipt(county: County) -> None:
    county.review(plan(), NUMBER)
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/file-plan/"
    first = client.get(path)
    key = re.search(r'name="desk-key" value="([\w-]{43})"', first.content.decode())
    assert key
    assert first.headers["Cache-Control"] == "no-store"
    sent = {**typed(plan()), "desk-key": key[1]}
    checked = client.post(path, {**sent, "desk-do": "check"})
    assert (checked.status_code, "Day care" in text(checked), len(read.entries(NUMBER))) == (200, True, 3)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', unescape(checked.content.decode())))
    assert {name: value for name, value in hidden.items() if name not in ("csrfmiddlewaretoken", "desk-mark", "desk-seen")} == sent
    done = client.post(path, {**hidden, "desk-do": "confirm"})
    assert (done.status_code, NUMBER in text(done), "operis/receipt/v1" in text(done)) == (200, True, True)
    (receipt,) = re.findall(r"<pre[^>]*>(.*?)</pre>", done.content.decode(), re.DOTALL)
    assert open_note(unescape(receipt), [clock.verifier()]).startswith("operis/receipt/v1\n")


def test_a_need_is_entered_from_its_form_and_leads_on_to_its_questions_with_a_receipt(county: County) -> None:
    client = signed_in(ALICE)
    told = client.post("/en/desk/new/need/record-need/", {**typed(need_recorded()), "desk-key": KEY, "desk-do": "confirm"}, follow=True)
    assert told.redirect_chain == [("/en/desk/determinations/DC-2026-N-0002/", 302)]
    assert "Entered: Record a need, DC-2026-N-0002 1. Receipt" in text(told)
    assert "operis/receipt/v1" in text(client.get("/en/desk/DC-2026-N-0002/receipts/1/"))
    assert "Entered: Record a need" not in text(client.get("/en/desk/"))


def test_pressed_twice_it_is_entered_once_and_the_receipt_is_the_same(county: County) -> None:
    county.review(plan(), NUMBER)
    client, path = signed_in(ALICE), "/en/desk/DC-2026-S-0001/file-plan/"
    first, again = (confirm(client, path, plan()) for _ in range(2))
    receipts = [re.findall(r"<pre.*?</pre>", one.content.decode(), re.DOTALL) for one in (first, again)]
    assert (first.status_code, again.status_code, len(receipts[0]), receipts[0]) == (200, 200, 1, receipts[1])
    assert "You had sent this before." in text(again)
    assert [one.act.kind for one in read.entries(NUMBER)] == [
        "intention-published", "plan-reviewed", "plan-reviewed", "implementation-plan-filed",
    ]  # fmt: skip


def test_the_page_before_with_other_words_is_told_and_nothing_is_entered(county: County) -> None:
    client, path = signed_in(ALICE), "/en/desk/new/need/record-need/"
    confirm(client, path, need_recorded())
    other = confirm(client, path, need_recorded(), **{"title-en": "Something else"})
    assert (other.status_code, "This form was sent before, with other words" in text(other)) == (409, True)
    assert f'value="{KEY}"' not in other.content.decode()
    assert models.Docket.objects.filter(kind="need").count() == 2


def test_without_the_key_of_a_form_nothing_is_entered(county: County) -> None:
    answer = confirm(signed_in(ALICE), "/en/desk/new/need/record-need/", need_recorded(), key="short")
    assert (answer.status_code, "Check before you confirm" in text(answer)) == (200, True)
    assert models.Docket.objects.filter(kind="need").count() == 1


def test_what_cannot_be_read_is_said_beside_its_field_and_everything_typed_stays(county: County) -> None:
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/file-plan/"
    answer = confirm(client, path, plan(), budget="a lot <b>")
    html = unescape(answer.content.decode())
    assert (answer.status_code, 'value="a lot <b>"' in html, '<a href="#f-budget">' in html) == (422, True, True)
    assert "<title>Error: " in html


def test_a_refusal_has_every_ground_beside_its_field_with_its_rule_and_its_number(county: County) -> None:
    county.done(NUMBER, plan())
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/publish-notice/"
    answer = confirm(client, path, notice(days=19))
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert re.search(r'<p class="err" id="e-bids_close">.*they must stay open at least 20 days', html)
    assert ('href="/en/rules/GPL-35/"' in html, "Reference" in html, "X-2026-000001" in html) == (True, True, True)
    assert f'value="{typed(notice(days=19))["bids_close"]}"' in html
    assert client.get("/en/why/X-2026-000001/").status_code == 200
    assert signed_in(STRANGER, email="stranger@office.example").get("/en/why/X-2026-000001/").status_code == 403


def test_the_check_page_tells_beforehand_what_would_be_refused_and_enters_nothing(county: County) -> None:
    county.done(NUMBER, plan())
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/publish-notice/"
    answer = client.post(path, {**typed(notice(days=19)), "desk-do": "check", "desk-key": KEY})
    assert (answer.status_code, "As it stands, this will be refused." in text(answer)) == (200, True)
    assert 'href="/en/rules/GPL-35/"' in answer.content.decode()
    assert "X-2026" not in text(answer)
    assert (len(read.entries(NUMBER)), models.Refused.objects.count()) == (4, 0)


def test_a_notice_is_previewed_as_it_will_be_read_in_both_languages(county: County) -> None:
    county.done(NUMBER, plan())
    sent = {**typed(notice()), "desk-do": "check", "desk-key": KEY}
    english = text(signed_in(ALICE).post(f"/en/desk/{NUMBER}/publish-notice/", sent))
    chinese = text(signed_in(ALICE).post(f"/zh-hans/desk/{NUMBER}/publish-notice/", sent))
    assert ("How it will be read" in english, "What you will do" in english, "As it stands" in english) == (True, True, False)
    assert ("发布后的样子" in chinese, "四、提交截止时间、开启时间和地点" in chinese) == (True, True)
    assert len(read.entries(NUMBER)) == 4


def test_private_values_are_read_back_to_who_typed_them_alone(county: County) -> None:
    client = signed_in(ALICE)
    county.done(None, need_recorded())
    path = "/en/desk/DC-2026-N-0002/record-consultation/"
    checked = client.post(path, {**typed(consultation()), "desk-do": "check", "desk-key": KEY})
    assert "Wang, Zhao" in text(checked)
    assert confirm(client, path, consultation()).status_code == 302
    assert "Zhao" not in text(client.get("/en/desk/DC-2026-N-0002/"))


def test_a_supplier_takes_the_documents_and_seals_a_bid_at_its_desk(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    file = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug("enterprise"), size=Slug("small"))
    county.done(county.done(None, file, BO).docket, ReviewFile(result=Slug("accepted")), FAYE)
    client = signed_in(BO, email="bo@sunrise.example")
    taken = confirm(client, "/en/desk/new/bid/obtain-documents/", ObtainDocuments(procurement=NUMBER))
    bid = models.Docket.objects.get(kind="bid").number
    assert (taken.status_code, taken.headers["Location"]) == (302, f"/en/desk/{bid}/bid/")
    assert "seal-bid" in client.get(f"/en/desk/{bid}/").content.decode()
    offer = SealBid(content=BidContent(price=Fen(798_000_00), small=True))
    form = confirm(client, f"/en/desk/{bid}/seal-bid/", offer, key="b" * 43)
    assert (form.status_code, form.headers["Location"]) == (302, f"/en/desk/{bid}/bid/")
    section(client, bid, "price", price="798000")
    receipt = sent(client, bid, key="c" * 43)
    assert (receipt.status_code, "operis/receipt/v2" in text(receipt)) == (200, True)
    assert [one.act.kind for one in read.entries(bid)] == ["documents-obtained", "bid-sealed"]
    assert bid in text(client.get("/en/desk/"))
    assert "A bid stands sealed since 2 March 2026" in text(client.get(f"/en/desk/{bid}/bid/1/"))
    for other in (ALICE, DONG, CHEN):
        assert signed_in(other, email=f"{other.persons[0]}@office.example").get(f"/en/desk/{bid}/").status_code == 404


def test_amounts_are_echoed_in_figures_and_capitals(county: County) -> None:
    client, path = signed_in(ALICE), f"/zh-hans/desk/{NUMBER}/file-plan/"
    checked = client.post(path, {**typed(plan()), "budget": "860,000元", "desk-do": "check", "desk-key": KEY})
    assert "（大写：捌拾陆万元整）" in text(checked)


@pytest.mark.parametrize(
    ("fen", "words"),
    [(0, "零元整"), (1, "壹分"), (50, "伍角整"), (105, "壹元零伍分"), (86_000_000, "捌拾陆万元整"), (1_050_000, "壹万零伍佰元整"),
     (10_000_000_100, "壹亿零壹元整"), (10_000_500_000, "壹亿零伍仟元整"), (12_345_678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
     (100_100, "壹仟零壹元整")],
)  # fmt: skip
def test_an_amount_in_capitals(fen: int, words: str) -> None:
    assert capitals(fen) == words


@pytest.mark.parametrize("path", ["desk/", f"desk/{NUMBER}/", "desk/find/?number=DC-2026-S-0001", "desk/new/need/record-need/",
                                  f"desk/{NUMBER}/file-plan/"])  # fmt: skip
def test_who_is_not_signed_in_is_asked_first_and_comes_back(county: County, path: str) -> None:
    answer = Client().get(f"/en/{path}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/en/account/sign-in/?next=%2Fen%2Fdesk%2F")


ROLES = {
    f"desk/{NUMBER}/": {"alice": 200, "dong": 200, "stranger": 200},
    "desk/": {"alice": 200, "dong": 200, "stranger": 200},
    "desk/new/need/record-need/": {"alice": 200, "dong": 200, "stranger": 403},
    f"desk/{NUMBER}/file-plan/": {"alice": 200, "dong": 403, "stranger": 403},
    f"desk/{NUMBER}/close-bids/": {"alice": 404, "dong": 404, "stranger": 404},
    "desk/new/need/determine/": {"alice": 404, "dong": 404, "stranger": 404},
    "desk/X-2026-000001/": {"alice": 404, "dong": 404, "stranger": 404},
    f"desk/find/?number={NUMBER.lower()}": {"alice": 302, "dong": 302, "stranger": 302},
    "desk/find/?number=nothing": {"alice": 302, "dong": 302, "stranger": 302},
}


@pytest.mark.parametrize("path", ROLES)
def test_role_by_page(county: County, path: str) -> None:
    who = {"alice": ALICE, "dong": DONG, "stranger": STRANGER}
    told = {name: signed_in(one, email=f"{name}@office.example").get(f"/en/{path}").status_code for name, one in who.items()}
    assert told == ROLES[path]


def test_every_step_of_every_docket_has_its_form_in_both_languages(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    for who in (ALICE, FAYE, CHEN):
        client = signed_in(who, email=f"{who.office}@{who.body}.example")
        for line in models.Docket.objects.all():
            html = client.get(f"/en/desk/{line.number}/").content.decode()
            for path in set(re.findall(rf'href="/en(/desk/{line.number}/[\w-]+/)"', html)):
                told = [client.get(f"/{language}{path}").status_code for language in ("en", "zh-hans")]
                assert told == [200, 200], path
        for path in re.findall(r'href="/en(/desk/new/[\w/-]+)"', client.get("/en/desk/").content.decode()):
            assert [client.get(f"/{language}{path}").status_code for language in ("en", "zh-hans")] == [200, 200], path


def test_before_a_confirmation_it_is_asked_whether_it_is_still_the_same_person(county: County) -> None:
    county.review(plan(), NUMBER)
    client, path = signed_in(ALICE), f"/en/desk/{NUMBER}/file-plan/"
    session = client.session
    session[PROVED] = 0
    session.save()
    asked = confirm(client, path, plan())
    assert (asked.status_code, "password" in text(asked).lower(), len(read.entries(NUMBER))) == (200, True, 3)
    done = confirm(client, path, plan(), **{"again": "POST", "again-password": PASSWORD})
    assert (done.status_code, len(read.entries(NUMBER))) == (200, 4)
    assert PASSWORD not in str(Draft.objects.values())


def owed(source: str, command: str, party: str = "", day: date | None = None, row: str = "", *, at: str = "", **more: Any) -> None:
    """A duty in the register."""
    models.Owed.objects.create(source=source, docket=at or source, command=command, party=party, day=day, row=row, **more)


def test_a_contract_that_is_not_published_or_filed_is_late_at_the_desk_and_told_to_finance(county: County) -> None:
    """REG-50, GPL-47: to its own officers from the signature on, to who oversees once the day has gone by."""
    clock.set_demo_clock(at(date(2026, 3, 10)))
    owed("DC-2026-C-0001", "publish", OFFICE, date(2026, 3, 4), "REG-50")
    owed("DC-2026-C-0001", "file-with-authority", OFFICE, date(2026, 3, 11), "GPL-47")
    owed("DC-2026-C-0003", "publish", "education", date(2026, 3, 4), "REG-50")
    own, finance = text(signed_in(ALICE).get("/en/desk/")), text(signed_in(CHEN, email="chen@office.example").get("/en/desk/"))
    assert "4 March 2026 4 working days late Publish the contract: DC-2026-C-0001" in own
    assert "11 March 2026 File the copy of the contract: DC-2026-C-0001" in own
    assert "DC-2026-C-0003" not in own
    for number, whose in (("DC-2026-C-0001", ", Civil Affairs Office"), ("DC-2026-C-0003", "")):
        assert f"4 March 2026 4 working days late Of another office: Publication of the contract{whose}: {number}" in finance
    assert "File the copy of the contract" not in finance.split("Due")[1].split("My work")[0]


def test_what_is_due_stands_on_top_and_what_is_late_says_by_how_much(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    clock.set_demo_clock(at(date(2026, 3, 10)))
    owed("DC-2026-S-0009", "draw-up-contract", OFFICE, date(2026, 3, 3), "GPL-46", about="1 sunrise")
    owed("DC-2026-S-0010", "draw-up-contract", OFFICE, date(2026, 3, 3), "GPL-46", about="1 sunrise")
    owed("DC-2026-C-0001", "draw-up-contract", at="DC-2026-S-0010", about="1 sunrise", met=True)
    told = text(signed_in(ALICE).get("/en/desk/"))
    assert "Due 3 March 2026 5 working days late Draw up the contract: DC-2026-S-0009" in told
    assert "Bids close by themselves" not in told.split("Due")[1].split("My work")[0]  # the clock does it: it is nobody's duty
    assert "DC-2026-S-0010" not in told
    assert "0 processes" in text(signed_in(ALICE).get("/en/desk/?whose=late"))
    models.Docket.objects.filter(number=NUMBER).update(number="DC-2026-S-0009")
    assert "1 process " in text(signed_in(ALICE).get("/en/desk/?whose=late"))
    assert "Due" not in text(signed_in(ALICE).get("/en/desk/?whose=late")).split("My work")[-1]
    for place in range(11):
        owed(f"DC-2026-S-{place + 100:04}", "draw-up-contract", OFFICE, date(2026, 3, 4), "GPL-46")
    assert "2 more days come after these. Show what is late" in text(signed_in(ALICE).get("/en/desk/"))
    assert "Due 3" not in text(signed_in(DONG, email="dong@education.example").get("/en/desk/"))


def test_the_days_of_the_own_desk_are_had_as_a_calendar_and_those_of_others_are_not(county: County) -> None:
    county.done(NUMBER, plan())
    county.done(NUMBER, notice())
    owed("DC-2026-S-0009", "draw-up-contract", OFFICE, date(2026, 3, 3), "GPL-46", about="1 sunrise")
    answer = signed_in(ALICE).get("/en/desk/due.ics")
    assert (answer.headers["Content-Type"], "no-store" in answer.headers["Cache-Control"]) == ("text/calendar; charset=utf-8", True)
    days = {event["SUMMARY"]: event for event in events(answer.content.decode())}
    assert days["Draw up the contract: DC-2026-S-0009"]["DTSTART;VALUE=DATE"] == "20260303"
    assert days["Bids close by themselves: Day care"]["DTSTART"] == "20260322T013000Z"
    assert days["Bids close by themselves: Day care"]["URL"].endswith(f"/en/desk/{NUMBER}/")
    assert events(signed_in(DONG, email="dong@education.example").get("/en/desk/due.ics").content.decode()) == []
    assert 'href="/en/desk/due.ics"' in signed_in(ALICE).get("/en/desk/").content.decode()


def test_a_need_that_is_a_service_leads_on_to_its_intention_and_plan(county: County) -> None:
    path = "need=DC-2026-N-0001&amp;part=1"
    html = signed_in(ALICE).get("/en/desk/DC-2026-N-0001/").content.decode()
    for step in ("publish-intention", "file-plan"):
        assert f'href="/en/desk/new/procurement/{step}/?{path}"' in html
    form = signed_in(ALICE).get("/en/desk/new/procurement/publish-intention/?need=DC-2026-N-0001&part=1").content.decode()
    assert (values_of(form)["need"] == "DC-2026-N-0001", ">Day care</textarea>" in form.replace("\n", "")) == (True, True)
    assert "file-plan" not in signed_in(DONG, email="dong@education.example").get("/en/desk/DC-2026-N-0001/").content.decode()


def test_what_waits_for_this_office_leads_on_and_can_be_listed_alone(county: County) -> None:
    """Its plan waits for the officer, without a last day; the notice of a plan that is filed does too; nothing of another body does."""
    county.review(plan(), NUMBER)
    client = signed_in(ALICE)
    listed = client.get("/en/desk/?whose=waits")
    assert re.findall(r'<th scope="row"><a class="no" href="([^"]*)"', listed.content.decode()) == [f"/en/desk/{NUMBER}/"]
    way = f'<a class="tap" href="/en/desk/{NUMBER}/file-plan/">Filing of the plan</a> <span class="hint">no last day'
    assert way in listed.content.decode()
    other = signed_in(DONG, email="dong@education.example")
    assert re.findall(r"\d+ process(?:es)?", text(other.get("/en/desk/?whose=waits"))) == ["0 processes"]
