"""On which day does an act stand that is entered later than it is said to have happened? That of its entry, the claimed one beside it."""

import json
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.commands import CorrectNotice
from operis.dockets.procurement.terms import Change
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.registers import models
from tests.ledger.county import County
from tests.papers.read import docx, handed
from tests.procedures.documents import MARCH_2, intention, notice, plan, words
from tests.statute import ALICE, at
from tests.web.desk import KEY, typed
from tests.web.reading import act, page, text_of
from tests.web.reading import text as told_in
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
ATOM = "{http://www.w3.org/2005/Atom}"
CLAIMED = date(2026, 2, 2)
ELSEWHERE = Outside(medium="China Government Procurement Network", on=CLAIMED, number="7", link="https://www.ccgp.gov.cn/7")


@pytest.fixture
def dated_back(founded: County) -> County:
    """An intention of which it is said, a month later, that it stood elsewhere since February."""
    told = founded.ask(None, intention(outside=ELSEWHERE, late_reason=words("Entered afterwards")), happened=CLAIMED)
    assert hasattr(told, "entries"), told
    return founded


def test_the_timeline_and_the_seal_have_the_day_of_entry_and_say_which_is_claimed(dated_back: County, client: Client) -> None:
    said = text_of(act(page(client, f"/en/processes/{NUMBER}/"), 1))
    assert said.startswith("Intention published 2 March 2026, ")
    assert said.count("Said to have happened on 2 February 2026") == 2
    mark = said.partition("Sealed record")[2].split()
    assert " ".join(mark[:3]) == "2 March 2026"
    assert "所称发生于 2026年2月2日" in text_of(act(page(client, f"/zh-hans/processes/{NUMBER}/"), 1))


def test_the_look_up_says_which_day_is_claimed(dated_back: County, client: Client) -> None:
    [entry] = read.entries(NUMBER)
    html = text_of(page(client, f"/en/verify/?number={NUMBER}+1&code={seal_code(entry.leaf)}"))
    assert ("Entered 2 March 2026" in html, "Said to have happened on 2 February 2026" in html) == (True, True)


def test_of_an_act_that_is_entered_on_its_day_nothing_is_claimed(noticed: County, client: Client) -> None:
    assert "Said to have happened" not in page(client, f"/en/processes/{NUMBER}/")


def test_a_paper_of_a_notice_that_was_entered_later_says_so(founded: County, client: Client) -> None:
    founded.done(None, intention())
    founded.done(NUMBER, plan())
    said = notice(days=40, outside=replace(ELSEWHERE, on=at(MARCH_2, "20:00")), late_reason=words("Entered afterwards"))
    founded.clock += timedelta(days=3)
    assert hasattr(founded.ask(NUMBER, said, happened=at(MARCH_2, "20:00")), "entries")
    paper = handed(client, f"/en/notices/{NUMBER}.txt").decode()
    assert "Entered on 5 March 2026; said to have happened on 2 March 2026, 20:00 (Beijing time)." in paper
    [entry] = ElementTree.fromstring(handed(client, "/feeds/notices.atom")).findall(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}published") or "").startswith("2026-03-05")
    assert "采购公告发布：2026年3月5日（所称发生日期：2026年3月2日）" in (entry.findtext(f"{ATOM}summary") or "")


def corrected(county: County) -> str:
    """The closing moved to 26 March; gives back how the record numbers the correction."""
    change = Change(about=Slug("samples"), old=words("Two samples"), new=words("One sample"))
    moved = at(MARCH_2 + timedelta(days=24), "09:30")
    county.clock += timedelta(days=1)
    told = county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("A question"), changes=(change,), bids_close=moved))
    return f"{told.entries[0].no + 1}"


def test_the_papers_of_a_corrected_notice_have_the_closing_time_that_stands_and_say_by_which_correction(
    noticed: County, client: Client
) -> None:
    no = corrected(noticed)
    lines = handed(client, f"/en/notices/{NUMBER}.txt").decode().splitlines()
    now, before = "26 March 2026, 09:30 (Beijing time)", "22 March 2026, 09:30 (Beijing time)"
    assert f"Bids close: {now} (by the correction of 3 March 2026, record {no}; before it {before})" in lines
    assert [line for line in lines if line.endswith(f"send their bids before {now}.")] != []
    assert f"Corrected by record {no} of 3 March 2026. Bids now close: {now}; samples: One sample" in lines
    opened = docx(client, f"/zh-hans/notices/{NUMBER}.docx")
    assert f"依2026年3月3日更正，第{no}号记录；更正前为2026年3月22日 09:30（北京时间）" in "\n".join(one.text for one in opened.paragraphs)
    assert f"{NUMBER} {no} · " in opened.sections[0].footer.paragraphs[0].text
    html = page(client, f"/en/processes/{NUMBER}/papers/notice/")
    assert now in text_of(html)


def test_a_correction_moves_its_process_in_the_feed(noticed: County, client: Client) -> None:
    [before] = ElementTree.fromstring(handed(client, "/feeds/notices.atom")).findall(f"{ATOM}entry")
    corrected(noticed)
    [after] = ElementTree.fromstring(handed(client, "/feeds/notices.atom")).findall(f"{ATOM}entry")
    days = [[(one.findtext(f"{ATOM}{name}") or "")[:10] for name in ("published", "updated")] for one in (before, after)]
    assert days == [["2026-03-02", "2026-03-02"], ["2026-03-02", "2026-03-03"]]
    assert "更正公告：2026年3月3日" in (after.findtext(f"{ATOM}summary") or "")


def test_a_notice_as_data_has_each_act_by_its_number_and_entry(noticed: County, client: Client) -> None:
    no = corrected(noticed)
    acts = json.loads(handed(client, f"/en/notices/{NUMBER}.json"))["acts"]
    numbers = [one.number for one in read.entries(NUMBER) if one.act.kind in ("notice-published", "notice-corrected")]
    assert [one["number"] for one in acts] == numbers
    assert (f"{numbers[-1]}", acts[-1]["entered"][:10]) == (no, "2026-03-03")


def test_lists_have_the_day_of_entry(dated_back: County, client: Client) -> None:
    assert models.Docket.objects.get(number=NUMBER).planned == date(2026, 3, 2)
    listed = text_of(page(client, "/en/plans/"))
    assert ("2 March 2026" in listed, "2 February 2026" in listed) == (True, False)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        (None, "Nothing shows that it happened on 2 February 2026: there is no link and no scan."),
        (ELSEWHERE.link, "It happened on 2 February 2026 and is entered on 2 March 2026: say why."),
    ],
)
def test_the_check_page_tells_beforehand_what_an_earlier_day_asks(founded: County, link: str | None, says: str) -> None:
    """Nothing waits for the confirmation, and nothing is entered."""
    asked = intention(outside=replace(ELSEWHERE, link=link))
    answer = signed_in(ALICE).post("/en/desk/new/procurement/publish-intention/", {**typed(asked), "desk-key": KEY, "desk-do": "check"})
    assert says in told_in(answer)
    assert read.entries(NUMBER) == []
