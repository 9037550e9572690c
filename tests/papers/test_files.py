"""Are the files right that are edited, stamped and handed to a medium: in the fixed order, nothing left out in silence, the same twice?"""

from dataclasses import replace
from datetime import UTC, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from docx.shared import Mm
from pytest_django import Settings

from operis import clock
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import CorrectNotice, Terminate
from operis.dockets.procurement.terms import Change
from operis.ledger import read
from operis.ledger.receipt import seal_code
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, SIGNED, until
from tests.ledger.county import County
from tests.papers.read import docx, handed
from tests.procedures.documents import CLOSED_DOWN, MARCH_2, intention, notice, plan, words
from tests.statute import at

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
NEED = "DC-2026-N-0001"
FILES = (
    f"notices/{NUMBER}.docx", f"notices/{NUMBER}.txt", f"processes/{NUMBER}/papers/plan.docx",
    f"processes/{NEED}/papers/determination.docx", f"processes/{NEED}/papers/determination.txt",
)  # fmt: skip
CALL = ["一、项目基本情况", "二、申请人的资格要求", "三、获取招标文件", "四、提交投标文件截止时间、开标时间和地点", "五、公告期限",
        "六、其他补充事宜", "七、对本次公告提出询问，请按以下方式联系"]  # fmt: skip
RESULT = ["一、项目编号", "二、项目名称", "三、中标（成交）信息", "四、主要标的", "五、评审专家名单", "六、代理服务收费标准及金额",
          "七、公告期限", "八、其他补充事宜", "九、对本次公告提出询问，请按以下方式联系", "十、附件"]  # fmt: skip
CONTRACT = ["一、合同编号", "二、合同名称", "三、项目编号", "四、项目名称", "五、合同主体", "六、合同主要信息", "七、合同签订日期",
            "八、合同公告日期", "九、其他补充事宜"]  # fmt: skip


@pytest.fixture
def county(noticed: County) -> County:
    return noticed


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def text(client: Client, path: str) -> str:
    return handed(client, path).decode("utf8")


def heads(whole: str) -> list[str]:
    """The lines that are parts, in Chinese numbers."""
    return [line for line in whole.splitlines() if line[:1] in "一二三四五六七八九十" and line[1:2] == "、"]


def test_a_notice_is_handed_over_in_the_order_of_the_format_of_2020(county: County, client: Client) -> None:
    whole = text(client, f"/zh-hans/notices/{NUMBER}.txt")
    lines = whole.splitlines()
    assert lines[1] == "招标公告"
    assert heads(whole) == CALL
    assert lines[3].startswith(f"{lines[0]}的潜在投标人应当按照本公告第三部分的规定获取招标文件，并于2026年3月22日 09:30（北京时间）前")
    assert "1. 满足《政府采购法》第二十二条规定。" in lines
    assert "提交截止时间：2026年3月22日 09:30（北京时间）" in lines
    assert [line for line in lines if line.startswith("自本公告发布之日起")] == ["自本公告发布之日起5个工作日，至2026年3月9日。"]


def test_in_english_the_parts_are_the_same(county: County, client: Client) -> None:
    whole = text(client, f"/en/notices/{NUMBER}.txt")
    assert [
        line[:2] for line in whole.splitlines() if line[1:3] == ". " and not line.startswith(("1. What", "2. Req", "3. Spec", "1. Pur"))
    ]
    assert "4. Closing time, opening time and place of the tender" in whole
    assert "What Government Procurement Law, Art. 22 asks of every supplier." in whole


def test_what_a_notice_does_not_say_is_named_in_the_file_and_on_the_page(county: County, client: Client) -> None:
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need))
    bare = notice(opening=None, consortia_allowed=None)
    told = county.ask("DC-2026-S-0002", bare)
    if not hasattr(told, "entries"):  # the law asks for these: they are left out where the notice stood elsewhere before
        county.done("DC-2026-S-0002", notice(consortia_allowed=None))
    page = client.get("/zh-hans/processes/DC-2026-S-0002/papers/notice/").content.decode()
    assert "联合体：（未载明）" in text(client, "/zh-hans/notices/DC-2026-S-0002.txt")
    assert "<li>联合体</li>" in page
    assert "记录中未载明" in page


def test_a_correction_and_an_ending_have_their_own_papers(county: County, client: Client) -> None:
    change = Change(about=Slug("samples"), old=words("Two samples"), new=words("One sample"))
    moved = at(MARCH_2 + timedelta(days=24), "09:30")
    county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("A question"), changes=(change,), bids_close=moved))
    county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("Another"), changes=(change,), may_affect_bids=False))
    closed = Wording(zh="中心已撤并", en="The centre was closed")
    county.done(NUMBER, Terminate(ground=Slug("task-fell-away"), reason=closed, change=replace(CLOSED_DOWN, on=MARCH_2)))
    first = text(client, f"/zh-hans/processes/{NUMBER}/papers/correction.txt")
    assert heads(first) == ["一、项目基本情况", "二、更正信息", "三、其他补充事宜", "四、对本次公告提出询问，请按以下方式联系"]
    assert ("首次公告日期：2026年3月2日" in first, "现提交截止时间：2026年3月26日 09:30（北京时间）" in first) == (True, True)
    second = text(client, f"/zh-hans/processes/{NUMBER}/papers/correction-2.txt")
    assert ("Another" in second, "现提交截止时间" in second) == (True, False)
    ended = text(client, f"/zh-hans/processes/{NUMBER}/papers/termination.txt")
    assert heads(ended)[:2] == ["一、项目基本情况", "二、项目终止的原因"]
    assert "原因：中心已撤并" in ended
    # What the medium got first stays what it got.
    assert "2026年3月22日 09:30" in text(client, f"/zh-hans/notices/{NUMBER}.txt")


def test_a_result_and_a_contract_are_handed_over_in_their_order(folder: None, client: Client) -> None:
    until("publish")
    result = text(client, f"/zh-hans/processes/{PROCUREMENT}/papers/result.txt")
    assert heads(result) == RESULT
    contract = text(client, f"/zh-hans/processes/{SIGNED}/papers/contract.txt")
    assert heads(contract) == CONTRACT
    assert "合同金额：800,000.00元" in contract
    assert "合同签订日期" in contract
    assert [name for name in ("secret", "kept_back", "含有秘密的条款") if name in contract] == []


def test_a_contract_has_no_paper_before_it_is_published(folder: None, client: Client) -> None:
    until("sign-contract")
    assert client.get(f"/zh-hans/processes/{SIGNED}/papers/contract.txt").status_code == 404
    assert "papers/contract" not in client.get(f"/zh-hans/processes/{SIGNED}/").content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_file_made_again_tomorrow_has_the_same_bytes(county: County, client: Client, language: str) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=1), "10:00"))
    first = [handed(client, f"/{language}/{path}") for path in FILES]
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=40), "10:00"))
    assert [handed(client, f"/{language}/{path}") for path in FILES] == first


def test_a_plan_to_stamp_is_laid_out_as_an_official_document(county: County, client: Client) -> None:
    path = f"/zh-hans/processes/{NUMBER}/papers/plan.docx"
    opened, entry = docx(client, path), read.entries(NUMBER)[3]
    section = opened.sections[0]
    sides = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(side / Mm(1)) for side in sides if side is not None] == [210, 297, 37, 28]
    told = opened.core_properties
    made = entry.entered.astimezone(UTC).replace(microsecond=0)
    assert (told.created, told.modified, told.identifier) == (made, made, f"{NUMBER} 4")
    assert (told.author, "python-docx" in told.author) == ("Civil Affairs Office", False)
    parts = [one.text for one in opened.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert parts[:3] == ["一、项目基本情况", "二、采购需求", "三、评审办法和评分标准"]
    lines = [one.text for one in opened.paragraphs]
    assert lines[1] == "采购实施计划"
    assert lines[-2:] == ["Civil Affairs Office（盖章）", "2026年3月2日"]
    assert [cell.text for cell in opened.tables[-1].rows[0].cells] == ["评审因素", "分值", "类型", "评分细则"]
    code = seal_code(entry.leaf)
    assert f"{NUMBER} 4 · {code} · http://testserver/v/{code}?number={NUMBER}-4" in section.footer.paragraphs[0].text
    with ZipFile(BytesIO(handed(client, path))) as inside:
        even = made.replace(second=made.second // 2 * 2)  # a ZIP counts in steps of two seconds
        assert {one.date_time for one in inside.infolist()} == {even.timetuple()[:6]}
        assert inside.testzip() is None
        body, fonts = inside.read("word/document.xml").decode(), inside.read("word/fontTable.xml").decode()
    assert ('w:eastAsia="仿宋_GB2312"' in body, 'w:eastAsia="黑体"' in body) == (True, True)
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>' in fonts.replace("\n", "").replace("  ", "")


def test_a_determination_has_its_answers_its_law_and_room_for_a_stamp(county: County, client: Client) -> None:
    opened = docx(client, f"/zh-hans/processes/{NEED}/papers/determination.docx")
    lines = [one.text for one in opened.paragraphs]
    assert lines[1] == "事项认定书"
    assert [line for line in lines if line.startswith("结论：")] == ["结论：服务"]
    assert lines[-2] == "Civil Affairs Office（盖章）"
    assert [table.rows[0].cells[0].text for table in opened.tables] == ["问题", "规则"]


@pytest.mark.parametrize("form", ["docx", "txt", "pdf"])
def test_what_hostile_hands_wrote_is_on_every_paper_as_they_wrote_it(county: County, client: Client, form: str) -> None:
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need))
    hostile = '<script>alert(1)</script> {{ 7*7 }} {project} %(x)s "; } * { display:none } ]]> \u202e \x0b &amp;'
    county.done("DC-2026-S-0002", notice(content=Wording(zh=hostile, en=hostile), project_name=Wording(zh=hostile, en=hostile)))
    written = handed(client, f"/zh-hans/notices/DC-2026-S-0002.{form}")
    if form == "txt":
        assert hostile.replace("\x0b", "") in written.decode("utf8").replace("\x0b", "")
    if form == "docx":
        assert "<script>alert(1)</script> {{ 7*7 }} {project}" in "\n".join(
            one.text for one in docx(client, "/zh-hans/notices/DC-2026-S-0002.docx").paragraphs
        )


def test_from_an_english_page_the_medium_gets_the_chinese_text(county: County, client: Client) -> None:
    link = f'<a href="/zh-hans/processes/{NUMBER}/papers/notice.txt" lang="zh-Hans" hreflang="zh-Hans">'
    assert link in client.get(f"/en/processes/{NUMBER}/papers/notice/").content.decode()
    assert "designated medium" not in client.get(f"/en/processes/{NUMBER}/papers/plan/").content.decode()
    assert "hreflang" not in client.get(f"/zh-hans/processes/{NUMBER}/papers/notice/").content.decode().partition("<main")[2]


def test_the_name_of_a_file_says_what_it_is(county: County, client: Client) -> None:
    answer = client.get(f"/zh-hans/notices/{NUMBER}.docx")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{NUMBER}-notice.docx"'
    assert client.get(f"/zh-hans/notices/{NUMBER}.txt").headers["Content-Type"] == "text/plain; charset=utf-8"
