"""In which order is a notice read, and what is a supplier told there before any form begins?"""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from operis import clock
from operis.core.acts import Outside
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.file.commands import ImposeBar
from operis.dockets.procurement.terms import Condition, Document
from operis.registers import models
from tests.ledger.county import FAYE, County, supplier
from tests.procedures.documents import correction, notice, plan, words
from tests.statute import ALICE, BO, at
from tests.web.reading import text, text_of
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
ORDER = {
    "en": ["In short", "Can you bid?", "What you will do", "What to send", "How bids are scored", "Why this is asked", "Dates",
           "Questions and their answers", "Timeline", "If you disagree", "Contacts", "Number, method and law"],
    "zh-hans": ["项目概况", "一、项目基本情况", "二、申请人的资格要求", "三、获取采购文件", "四、提交截止时间、开启时间和地点",
                "五、公告期限", "六、其他补充事宜", "七、联系方式", "附：便民说明", "您能参加吗？", "需要提交的材料", "评审办法和评分标准",
                "自设要求的理由", "时间安排", "询问与答复", "项目进程", "如有异议"],
}  # fmt: skip


@pytest.fixture
def county(founded: County) -> County:
    condition = Condition(about=Slug("independent-civil-liability"), text=words("Bears civil liability on its own"))
    founded.done(None, plan(conditions=(condition,)))
    founded.done(NUMBER, notice())
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    return founded


def headings(client: Client, language: str) -> list[str]:
    html = client.get(f"/{language}/notices/{NUMBER}/").content.decode()
    return re.findall(r"<section[^>]*><h[23]>([^<]+)</h[23]>", html)


@pytest.mark.parametrize("language", list(ORDER))
def test_a_notice_is_read_in_the_order_of_its_language(county: County, client: Client, language: str) -> None:
    assert headings(client, language) == ORDER[language]


def test_the_facts_come_first_in_the_text_of_the_page(county: County, client: Client) -> None:
    html = client.get(f"/en/notices/{NUMBER}/").content.decode()
    assert html.index('<aside class="facts"') < html.index("<h2>In short</h2>")


def test_it_is_followed_from_here_by_mail_and_by_feed(county: County, client: Client) -> None:
    html = client.get(f"/en/notices/{NUMBER}/").content.decode()
    links = (f"/en/follow/?what=process+{NUMBER}", f"/en/processes/{NUMBER}.atom")
    assert [(f'<a href="{one}">' in html, client.get(one).status_code) for one in links] == [(True, 200), (True, 200)]


def test_who_is_not_signed_in_reads_the_conditions(county: County, client: Client) -> None:
    told = text(client.get(f"/en/notices/{NUMBER}/"))
    assert ("Bears civil liability on its own" in told, "Checked now for you" in told) == (True, False)


def test_a_supplier_is_checked_at_once_and_led_to_the_documents_of_this_notice(county: County) -> None:
    supplier(county)
    client = signed_in(BO, email="bo@sunrise.example")
    told = text(client.get(f"/en/notices/{NUMBER}/"))
    assert "Nothing stands in the way" in told
    form = client.get(f"/en/desk/new/bid/obtain-documents/?procurement={NUMBER}").content.decode()
    assert f'value="{NUMBER}"' in form


def test_a_supplier_that_is_not_on_file_is_told_before_it_begins(county: County) -> None:
    told = text(signed_in(BO, email="bo@sunrise.example").get(f"/en/notices/{NUMBER}/"))
    assert ("This stands in the way" in told, "You are not on file as a supplier." in told) == (True, True)


def test_a_kind_that_the_law_does_not_admit_is_told_with_its_row(county: County) -> None:
    supplier(county, nature="state-organ", size=None)
    html = signed_in(BO, email="bo@sunrise.example").get(f"/en/notices/{NUMBER}/").content.decode()
    assert 'href="/en/rules/O102-06/"' in html.split('id="can-you-bid"')[1].split("</section>")[0]


@pytest.mark.parametrize(
    ("kind", "may"),
    [("enterprise.small", True), ("enterprise.large", False), ("individual-business.micro", True), ("foundation", False),
     ("class-2", False), ("disabled-welfare-unit", True)],
)  # fmt: skip
def test_who_is_not_signed_in_says_what_it_is_and_is_answered(county: County, client: Client, kind: str, may: bool) -> None:
    """The purchase is kept for small firms: that is told with its row, before anybody registers."""
    html = client.get(f"/en/notices/{NUMBER}/?kind={kind}").content.decode().split('id="can-you-bid"')[1].split("</section>")[0]
    assert [one in html for one in ("this stands in the way", "Nothing stands in the way", "/en/rules/SME-07/")] == [not may, may, True]
    of_one_head = "Two suppliers with one head, or of which one holds or manages the other, may not both bid for a lot."
    for told in ("This kind of supplier may provide the service.", "A consortium may bid.", of_one_head, "/en/register/?next="):
        assert told in html


def test_what_is_kept_for_nobody_is_for_every_kind_that_may_provide(county: County, client: Client) -> None:
    models.Notice.objects.filter(docket=NUMBER).update(reserved="")
    for kind in ("enterprise.large", "foundation", "class-2", "individual"):
        assert "Nothing stands in the way" in text(client.get(f"/en/notices/{NUMBER}/?kind={kind}"))
    assert "Checked for this kind" not in text(client.get(f"/en/notices/{NUMBER}/?kind=nobody"))


BARS = [(date(2024, 3, 3), date(2026, 3, 2), True), (date(2024, 3, 2), date(2026, 3, 1), False)]


@pytest.mark.parametrize(("first", "last", "barred"), BARS)
def test_who_is_barred_is_told_before_it_begins_to_the_last_day_of_the_bar(county: County, first: date, last: date, barred: bool) -> None:
    on_paper = Outside(medium="Paper", on=first, number="2024-17", link="https://paper.example/17")
    bar = ImposeBar(basis=Slug("gpl-77"), ground=Slug("false-material"), decision="2024-17", first=first, last=last, outside=on_paper)
    county.done(supplier(county), replace(bar, late_reason=words("The paper came late")), FAYE)
    told = text(signed_in(BO, email="bo@sunrise.example").get(f"/en/notices/{NUMBER}/"))
    assert ("This stands in the way" in told, "By decision 2024-17 you are barred" in told) == (barred, barred)


def test_an_officer_reads_what_everyone_reads(county: County) -> None:
    officer = Mandate(role=Role.BUYER, office="purchasing", body="education", persons=("dong",))
    told = text(signed_in(officer).get(f"/en/notices/{NUMBER}/"))
    assert ("Checked now for you" in told, "Take the documents" in told) == (False, True)


def test_documents_are_no_longer_to_be_taken_once_their_days_are_over(county: County) -> None:
    for day, offered in ((9, True), (10, False)):
        clock.set_demo_clock(at(date(2026, 3, day)))
        assert ("Take the documents" in text(Client().get(f"/en/notices/{NUMBER}/"))) is offered


def test_a_process_without_a_notice_is_not_denied(county: County) -> None:
    answer = Client().get("/en/notices/DC-2026-N-0001/")
    assert answer.status_code == 404
    assert "What you look for has not been published in this process: DC-2026-N-0001" in text(answer)


def test_a_condition_of_the_bodys_own_stands_there_with_what_it_serves_and_the_reviewers_answer(founded: County, client: Client) -> None:
    own = Condition(about=Slug("qualification"), text=words("Has looked after older people"), serves=3)
    founded.done(None, plan(conditions=(own,)))
    founded.done(NUMBER, notice())
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    html = client.get(f"/en/notices/{NUMBER}/").content.decode()
    assert ("Condition 1 serves requirement 3" in html, "The reviewer on condition 1" in html) == (True, True)


@pytest.fixture
def replaced(founded: County) -> County:
    """A notice with two documents; a correction puts another in the place of one, and brings a third."""
    founded.done(None, plan())
    founded.done(NUMBER, notice(30, documents=(paper("documents.pdf", "1"), paper("prices.xlsx", "2"))))
    clock.set_demo_clock(founded.clock + timedelta(minutes=1))
    new = (paper("documents-2.pdf", "3"), paper("map.pdf", "4"))
    founded.done(NUMBER, correction(documents=new, replaces=("documents.pdf",)))
    return founded


def paper(name: str, mark: str) -> Document:
    return Document(name=name, size=1_000, sha256=mark * 64)


def test_documents_that_were_replaced_are_marked_on_page_paper_and_feed(replaced: County, client: Client) -> None:
    html = client.get(f"/en/notices/{NUMBER}/").content.decode()
    listed = [text_of(one) for one in html.split("<h2>Documents</h2>")[1].split("</section>")[0].split("<li>")[1:]]
    came, gone = "came with the correction of 2 March 2026", "Replaced by the correction of 2 March 2026"
    assert [(one.split()[0], came in one, gone in one) for one in listed] == [
        ("prices.xlsx", False, False), ("documents-2.pdf", True, False), ("map.pdf", True, False), ("documents.pdf", False, True),
    ]  # fmt: skip
    assert "<del>documents.pdf</del>" in html
    told = text(client.get(f"/en/processes/{NUMBER}/"))
    assert (gone in told, came in told) == (True, True)
    notice_paper = client.get(f"/en/notices/{NUMBER}.txt").content.decode()
    assert f"documents.pdf (fingerprint {'1' * 64}): replaced by the correction of 2 March 2026, record 6" in notice_paper
    assert f"documents-2.pdf (fingerprint {'3' * 64})" in notice_paper
    corrected = client.get(f"/zh-hans/processes/{NUMBER}/papers/correction.txt").content.decode()
    assert ("map.pdf" in corrected, "被替换的采购文件：documents.pdf" in corrected) == (True, True)
    feed = client.get("/feeds/notices.atom", headers={"accept-language": "en"}).content.decode()
    assert "New purchasing documents: documents-2.pdf, map.pdf" in feed
    assert "Replaced, together with earlier ones of the same names: documents.pdf" in feed


def test_which_documents_a_correction_replaces_is_ticked_by_name(replaced: County) -> None:
    html = signed_in(ALICE).get(f"/en/desk/{NUMBER}/correct-notice/").content.decode()
    assert re.findall(r'type="checkbox"[^>]* name="replaces-\d" value="([^"]+)"', html) == ["prices.xlsx", "documents-2.pdf", "map.pdf"]
