"""Does all that a real notice says stand on the page, in the PDF and in the hand-over file, once it is entered as an officer would?

The notice is that of a subdistrict of Chengdu, 2021: cases/real/shipan-canteen.yaml says what of it is real. docs/real-notice.md tells
point by point what this test holds, and how the two differ.
"""

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import docx
import pytest
from django.test import Client
from playwright.sync_api import Browser
from pypdf import PdfReader
from pytest_django import Settings

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.terms import BudgetLine
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.directory.terms import DirectoryItem
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.law.book import OWN
from operis.ledger import read
from tests.api.programs import installed
from tests.ledger.county import FAYE, County
from tests.statute import at
from tests.web.browsed import Desk, desk
from tests.web.signed import PASSWORD, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAPER = Path(__file__).parents[2] / "docs" / "real-notice.md"
BODY = "shipan"
OFFICER = Mandate(role=Role.BUYER, office="purchasing", body=BODY, persons=("yun",))
REVIEWER = Mandate(role=Role.REVIEWER, office="review", body=BODY, persons=("rui",))
NUMBER = "DC-2021-S-0001"
AMOUNTS = """
  THR-SUPPLIED:
    document: {en: Amounts supplied for this test, zh: 为本测试补充的数额标准}
    article: null
    says: {en: No row has the amounts of 2021; these stand in for them., zh: 规则中没有2021年的数额标准，以此代替。}
    kind: amount
    applies: {objects: [services], levels: [county]}
    terms:
      quota_services_fen: {2021-01-01: 50000000}
      open_tender_services_fen: {2021-01-01: 200000000}
    governed_by: notice
    from: 2021-01-01
    until: 2021-12-31
    confidence: {rule: secondary, article: secondary}
    data: {place: '51', budgets: [{level: county}]}
"""
NAME = "成都东部新区石盘街道办事处2022年食堂配送服务项目"
LICENCE = "食品生产厂家应当具有有效的《食品生产许可证》，其他供应商应当具有有效的《食品经营许可证》"
RECORD = "供应商及其法定代表人、主要负责人自2018年以来没有行贿犯罪记录"
GETTING = "在采购文件提供期限内每天9:00至12:00、14:00至17:00（法定节假日除外）登录政府采购云平台（https://www.zcygov.cn）申请并下载"
TOO_EARLY, REAL_LAST_DAY, FIRST_LAWFUL = "2021-12-09", "2021-12-10", "2021年12月10日"
AS_THERE = "以原公告为准"
GATES = {"G01": "yes", **{f"G{no:02}": "no" for no in range(2, 11)}, "C01": "own-duties"}
ANSWERS = ({"F01": "supplier"}, {"F02": "quantity"}, {"F03": "yes"}, {"F08": "supplier"},
           {"V01": "yes", "V02": "yes", "V03": "organ", "V05": "yes", "V06": "no"})  # fmt: skip
STATED = {
    "purchaser-zh": f"成都东部新区石盘街道办事处，地址、联系方式{AS_THERE}", "getting_documents-zh": GETTING,
    "documents_elsewhere-zh": "政府采购云平台，原公告即由该平台提供采购文件",
    "materials-zh": f"响应文件，具体要求{AS_THERE}", "documents_issued": "2021-12-06", "bids_close": "2021-12-16 13:30",
    "opening-zh": f"2021年12月16日13:30，地点{AS_THERE}", "contact-zh": f"采购人项目联系人，电话{AS_THERE}",
    "queries_to-zh": f"以书面形式向采购人提出，地址、电话{AS_THERE}",
    "outside-medium": "政府采购信息发布媒体", "outside-on": "2021-12-03 13:44", "outside-number": "510118202100257",
    "outside-link": "https://cyzbt.com/detail/1013_250966179_0",
}  # fmt: skip
"""What the officer types in the notice; the rest is proposed from need and plan."""
ACTS = ["plan-reviewed", "plan-reviewed", "implementation-plan-filed", "notice-published", "bidding-documents-issued"]
TABLES = {"zh-hans": "Point by point, in Chinese", "en": "The same in English"}
"""The tables of the paper; each row is held."""


@pytest.fixture
def law(tmp_path: Path, settings: Settings) -> Iterator[None]:
    """Our law with the amounts of the place, as the case file supplies them."""
    folder = tmp_path / "law"
    shutil.copytree(OWN, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with (folder / "cn" / "places" / "51.yaml").open("a", encoding="utf8") as file:
        file.write(AMOUNTS)
    settings.OPERIS_LAW = str(folder)
    clock.this_office.cache_clear()
    yield
    clock.this_office.cache_clear()


@pytest.fixture
def subdistrict(tmp_path: Path, settings: Settings, law: None) -> None:
    """On file, with money for the year; an officer and a reviewer have their mandates."""
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    county = County(office=clock.this_office(), clock=at(date(2021, 10, 8)))
    name = Wording(zh="成都东部新区石盘街道办事处", en="Shipan Subdistrict Office, Chengdu Eastern New Area")
    file = EnterFile(
        key=Slug(BODY), party=Slug("body"), nature=Slug("state-organ"), name=name, level=Slug("county"), place="5101", contact="-"
    )
    county.done(county.done(None, file, OFFICER).docket, ReviewFile(result=Slug("accepted")), FAYE)
    line = BudgetLine(line="BL-2", item=Wording(zh="食堂配送"), budget_item="2080299", amount=Fen(1_320_000_00), basis="预〔2021〕1号",
                      category="C0102", directory_item="B0101")  # fmt: skip
    county.done(None, EnterBudget(body=BODY, year=2021, lines=(line,)), FAYE)
    item = DirectoryItem(code="B0101", tier=3, class_=Slug("own-duties"), name=Wording(zh="餐饮服务"))
    county.done(None, AdoptDirectory(title=Wording(zh="指导性目录"), first=date(2021, 1, 1), opinions_from=(BODY,), items=(item,)), FAYE)
    for email, mandate in (("yun@shipan.example", OFFICER), ("rui@shipan.example", REVIEWER)):
        user = User.objects.create_user(email, mandate.persons[0].title(), PASSWORD)
        office = install_office(f"{BODY}-{mandate.office}", BODY, Role(mandate.role))
        Grant.objects.create(user=user, office=office, for_body="", first=date(2021, 10, 1))


def it_is(day: date, hour: str) -> None:
    clock.set_demo_clock(at(day, hour))


def need(one: Desk) -> None:
    one.go("/zh-hans/desk/new/need/record-need/")
    for name, text in {
        "title": NAME, "parts-0-result": "为街道食堂配送食材，自合同签订之日起一年", "parts-0-quantity": "一个食堂，一年",
        "parts-0-place": "成都东部新区石盘街道", "parts-0-served": "街道工作人员", "parts-0-period": "自合同签订之日起一年",
    }.items():  # fmt: skip
        one.type(f"{name}-zh", text)
    one.press("登记采购需求")


def determination(one: Desk) -> None:
    """The guided page, to which the need leads."""
    one.choose("desk-line", "BL-2")
    for answers in (GATES, *ANSWERS):
        for question, answer in answers.items():
            one.page.check(f"[name={question}][value={answer}]")
        if "V01" in answers:
            one.type("V04", "12")
        one.press("继续")
    one.press("确认事项认定")


def plan(one: Desk) -> None:
    """Money, method and the rest are proposed; conditions and scoring are typed in rows that are added. Then it goes to its review."""
    one.type("ceiling", "1320000")
    one.type("acceptance-zh", "按月凭配送清单验收")
    one.press("增加：采购需求")
    one.choose("requirements-0-about", "standards")
    one.type("requirements-0-text-zh", "每日配送，符合食品安全国家标准")
    for row, text in enumerate((LICENCE, RECORD)):
        one.press("增加：供应商资格条件")
        one.choose(f"conditions-{row}-about", "qualification")
        one.type(f"conditions-{row}-text-zh", text)
        one.choose(f"conditions-{row}-serves", "1")
    for row, (points, kind) in enumerate((("20", "price"), ("80", "judged"))):
        one.press("增加：评审因素")
        one.type(f"criteria-{row}-weight", points)
        one.choose(f"criteria-{row}-kind", kind)
    one.choose("criteria-0-formula", "lowest-ratio")
    one.type("criteria-1-name-zh", "服务方案")
    one.type("criteria-1-rule-zh", "人员安排、质量控制、应急措施各占三分之一")
    one.press("核对登记内容")
    assert "审核人：Rui" in one.said(), one.said()
    one.press("送内部审查")


def review(one: Desk) -> None:
    """Each point of the law is met; why the body's own conditions may stand is written."""
    paper(one)
    for point in one.page.locator('input[name^="points-"][value="met"]').all():
        point.check()
    for answer in one.page.locator('textarea[name^="answers-"]').all():
        answer.fill("履行合同所必需")
    one.choose("outcome", "passed")
    one.press("核对登记内容")
    one.press("确认：内部审查采购实施计划")


def paper(one: Desk) -> None:
    """From the desk to the plan that is in review."""
    one.go("/zh-hans/desk/")
    one.enter(one.page.locator("section[aria-labelledby=review-h] a"))


def file(one: Desk) -> None:
    paper(one)
    one.press("确认：报送采购实施计划备案")


def notice(one: Desk) -> None:
    """What is asked, and where else it stands; refused for a last day of the documents that is one too early, entered with the real one."""
    for name, text in {**STATED, "documents_offered_until": TOO_EARLY}.items():
        folded = one.page.locator(f'main details:not([open]):has([name="{name}"]) > summary')
        if folded.count():
            folded.first.click()
        one.type(name, text)
    one.choose("consortia_allowed", "no")
    one.press("核对登记内容")
    assert "照此登记将被拒绝" in one.said()
    one.press("确认：发布采购公告")
    assert one.loads[-1].startswith("422 ")
    assert all(words in one.said() for words in ("X-2021-000001", "财库〔2014〕214号第十条", FIRST_LAWFUL)), one.said()
    one.type("documents_offered_until", REAL_LAST_DAY)
    one.press("核对登记内容")
    one.press("确认：发布采购公告")


def surfaces(client: Client, language: str) -> dict[str, list[str]]:
    """The published page, its PDF, and the file for a medium in its two forms, as text without blanks: a line of a PDF breaks anywhere."""
    base = f"/{language}/notices/{NUMBER}"
    got = {form: client.get(f"{base}{form}") for form in ("/", ".pdf", ".txt", ".docx")}
    assert {form: answer.status_code for form, answer in got.items()} == dict.fromkeys(got, 200)
    body = {form: b"".join(answer) if answer.streaming else answer.content for form, answer in got.items()}
    main = body["/"].decode().split("<main")[1].split("</main>")[0]
    document = docx.Document(io.BytesIO(body[".docx"]))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    page = unescape(re.sub(r"<[^>]+>", "", main))
    pdf = "".join(one.extract_text() for one in PdfReader(io.BytesIO(body[".pdf"])).pages)
    file = "".join((*(one.text for one in document.paragraphs), *cells))
    return {"page": [close(page)], "pdf": [close(pdf)], "hand-over": [close(body[".txt"].decode()), close(file)]}


def close(words: str) -> str:
    return re.sub(r"\s+", "", words)


def points(language: str) -> list[list[list[str]]]:
    """The rows of the table for a language: of each, the words in backticks that are to stand on the page, in the PDF, in the file."""
    _before, table = PAPER.read_text("utf8").split(f"## {TABLES[language]}\n")
    rows = [row.split(" | ") for row in table.split("\n## ")[0].splitlines() if row.startswith("| ") and "`" in row]
    return [[re.findall(r"`([^`]+)`", cell) for cell in row[1:4]] for row in rows]


def lacking(client: Client, language: str) -> list[tuple[str, str]]:
    found = surfaces(client, language)
    return [(surface, words) for row in points(language) for surface, cell in zip(found, row, strict=True) for words in cell
            for said in found[surface] if close(words) not in said]  # fmt: skip


@pytest.mark.usefixtures("subdistrict")
def test_what_a_real_notice_says_stands_on_the_page_in_the_pdf_and_in_the_file_for_a_medium(chromium: Browser, client: Client) -> None:
    it_is(date(2021, 11, 1), "10:00")
    with desk(chromium, signed_in(OFFICER, email="yun@shipan.example", language="zh-hans")) as one:
        need(one)
        determination(one)
        it_is(date(2021, 11, 29), "10:00")
        plan(one)
        with desk(chromium, signed_in(email="rui@shipan.example", language="zh-hans")) as other:
            review(other)
        file(one)
        it_is(date(2021, 12, 3), "13:50")
        one.go(f"/zh-hans/desk/{NUMBER}/publish-notice/")
        notice(one)
        assert [entry.act.kind for entry in read.entries(NUMBER)] == ACTS, one.said()
    assert [lacking(client, language) for language in TABLES] == [[], []]
    assert [len(points(language)) for language in TABLES] == [17, 12]
