"""Is the PDF of a page tagged, in its language, small, whole, and the same whenever it is made?"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.wording import Wording
from operis.documents.papers.pdf import _WAITING, FONT, WAIT_MAX, Foot, NoGlyphError, forget, pdf_of
from operis.ledger import read
from operis.ledger.receipt import seal_code
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, until
from tests.ledger.county import County
from tests.papers.read import close, fonts, handed, pdf, told
from tests.procedures.documents import MARCH_2, intention, notice, plan
from tests.statute import ALICE, BO, DONG, at
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"
STRANGER = Mandate(role=Role.SUPPLIER, office="bids", body="stranger", persons=("reader",))
PAGES = (
    f"notices/{NUMBER}", f"processes/{NUMBER}", "processes/DC-2026-N-0001", f"processes/{NUMBER}/papers/plan",
    f"processes/{NUMBER}/papers/notice", "processes/DC-2026-N-0001/papers/determination",
)  # fmt: skip
FEW_PAGES, FEW_BYTES = 5, 100_000
A4_PT = (595, 842)


@pytest.fixture
def county(noticed: County) -> County:
    """A need that is a service, and a tender whose notice is out."""
    return noticed


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_paper_is_tagged_in_its_language_has_its_font_and_is_small(county: County, client: Client, language: str) -> None:
    for path in PAGES:
        written = handed(client, f"/{language}/{path}.pdf")
        reader = PdfReader(BytesIO(written))
        root: Any = reader.root_object
        says = reader.metadata
        assert root["/Lang"] == {"en": "en", "zh-hans": "zh-Hans"}[language], path
        assert (root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (True, True), path
        assert re.search(rb'pdfuaid:part(>|=")1', root["/Metadata"].get_data()), path
        assert {"/H1", "/P"} <= kinds(root["/StructTreeRoot"]), path
        assert says is not None
        assert (says.title or "").endswith(" - Operis"), path
        assert {name.partition("+")[2] for name in fonts(reader)} == {"Operis-Notice"}, path
        assert all(fonts(reader).values()), path
        assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == A4_PT, path
        assert len(written) < FEW_BYTES * max(1, len(reader.pages) / FEW_PAGES), path


def kinds(tree: Any) -> set[str]:
    """The kinds of the elements of a structure, at any depth."""
    below = tree.get("/K") if hasattr(tree, "get") else None
    found: set[str] = set()
    for one in below if isinstance(below, list) else [below]:
        whole: Any = one.get_object() if one is not None and hasattr(one, "get_object") else {}
        if hasattr(whole, "get") and "/S" in whole:
            found |= {str(whole["/S"]), *kinds(whole)}
    return found


def test_it_is_made_of_the_act_alone_so_that_tomorrow_gives_the_same_bytes(county: County, client: Client) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=1), "10:00"))
    first = [handed(client, f"/zh-hans/{path}.pdf") for path in PAGES]
    forget()
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=40), "10:00"))
    assert [handed(client, f"/zh-hans/{path}.pdf") for path in PAGES] == first


def test_it_was_made_when_its_act_was_entered_and_closing_is_told_as_it_stood_then(county: County, client: Client) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=40), "10:00"))
    reader = pdf(client, f"/en/notices/{NUMBER}.pdf")
    entered = read.entries(NUMBER)[-1].entered
    assert reader.metadata is not None
    assert reader.metadata.creation_date == entered.replace(microsecond=0)
    assert ("in 20 days" in told(reader), "closed" in told(reader)) == (True, False)
    assert "closed" in client.get(f"/en/notices/{NUMBER}/").content.decode()


def test_chinese_can_be_copied_in_the_order_in_which_it_is_read(county: County, client: Client) -> None:
    text = close(told(pdf(client, f"/zh-hans/processes/{NUMBER}/papers/notice.pdf")))
    heads = ["招标公告", "一、项目基本情况", "二、申请人的资格要求", "三、获取招标文件", "四、提交投标文件截止时间、开标时间和地点",
             "五、公告期限", "六、其他补充事宜", "七、对本次公告提出询问，请按以下方式联系"]  # fmt: skip
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "满足《政府采购法》第二十二条规定。" in text


def test_the_last_line_of_each_page_tells_where_it_is_checked(county: County, client: Client) -> None:
    newest = read.entries(NUMBER)[-1]
    code = seal_code(newest.leaf)
    reader = pdf(client, f"/zh-hans/processes/{NUMBER}.pdf")
    for place, page in enumerate(reader.pages, start=1):
        text = close(page.extract_text())
        assert f"{NUMBER}{newest.no + 1}·{code}·http://testserver/v/{code}?number={NUMBER}-{newest.no + 1}" in text
        assert f"第{place}页，共{len(reader.pages)}页" in text


def test_what_others_may_change_and_what_only_leads_on_is_not_on_paper(county: County, client: Client) -> None:
    text = told(pdf(client, f"/en/processes/{NUMBER}.pdf"))
    for gone in ("Download the record", "Find work", "Related", "Stage 4 of 9", "Opening Due", "Papers"):
        assert gone not in text
    assert "What was entered" in text
    assert "Paid within: 30 days" in text


def test_the_page_names_its_pdf_to_programs_and_to_people(county: County, client: Client) -> None:
    for path in PAGES:
        html = client.get(f"/en/{path}/").content.decode()
        assert f'<link rel="alternate" type="application/pdf" href="/en/{path}.pdf">' in html
        assert html.count(f'href="/en/{path}.pdf"') > 1


def test_what_is_withheld_is_on_nobodys_paper_before_its_time(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("give-scores")
    public = told(pdf(Client(), f"/en/processes/{PROCUREMENT}.pdf"))
    scores = next(one for one in read.entries(PROCUREMENT) if one.act.kind == "scores-given")
    body = read.entries(PROCUREMENT)[0].mandate.body
    officer = Mandate(role=Role.BUYER, office="purchasing", body=body, persons=("officer",))
    papers = {
        name: told(pdf(signed_in(who, email=f"{name}@office.example"), f"/en/desk/{PROCUREMENT}.pdf"))
        for name, who in {"officer": officer, "stranger": STRANGER, "finance": DONG}.items()
    }
    assert scores.no > 0
    assert {name: "Bids examined" in text for name, text in {**papers, "everyone": public}.items()} == {
        "officer": True, "stranger": False, "finance": False, "everyone": False,
    }  # fmt: skip
    assert [name for name, text in {**papers, "everyone": public}.items() if "Scores given" in text] == []
    assert " acts that you may not read yet, numbers 9 to " in papers["stranger"]
    assert " acts that are not public yet, numbers 9 to " in public
    assert seal_code(scores.leaf) in public


def test_a_public_paper_is_the_same_for_whoever_asks_and_says_nothing_of_one_reader(county: County) -> None:
    path = f"/en/notices/{NUMBER}.pdf"
    supplier = signed_in(BO, email="bo@sunrise.example")
    assert "Checked now for you" in supplier.get(f"/en/notices/{NUMBER}/").content.decode()
    papers = [handed(client, path) for client in (Client(), supplier, signed_in(ALICE))]
    assert papers[1:] == papers[:2]
    assert "Checked now for you" not in told(PdfReader(BytesIO(papers[1])))


def test_a_docket_that_one_may_not_see_has_no_paper_either(county: County) -> None:
    for path in ("desk/DC-B-00000000000000000000000000.pdf", "notices/DC-2026-S-0999.pdf", f"processes/{NUMBER}/papers/result.pdf"):
        assert signed_in(ALICE).get(f"/en/{path}").status_code == 404, path
    assert Client().get(f"/en/desk/{NUMBER}.pdf").status_code == 302


def test_a_receipt_is_found_again_by_who_sent_it_and_by_nobody_else(county: County) -> None:
    client = signed_in(ALICE)
    page = client.get(f"/en/desk/{NUMBER}/receipts/5/")
    (receipt,) = re.findall(r"<pre[^>]*>(.*?)</pre>", page.content.decode(), re.DOTALL)
    assert unescape(receipt).startswith("operis/receipt/v1\n")
    kept = client.get(f"/en/desk/{NUMBER}/receipts/5.txt")
    assert (kept.content.decode(), kept.headers["Content-Disposition"].partition(";")[0]) == (unescape(receipt), "attachment")
    text = close(told(pdf(client, f"/en/desk/{NUMBER}/receipts/5.pdf")))
    assert all(close(line) in text for line in unescape(receipt).splitlines())
    for who in (DONG, BO, STRANGER):
        other = signed_in(who, email=f"{who.body}-{who.office}@office.example")
        assert other.get(f"/en/desk/{NUMBER}/receipts/5/").status_code == 404
        assert other.get(f"/en/desk/{NUMBER}/receipts/5.pdf").status_code == 404
        assert other.get(f"/en/desk/{NUMBER}/receipts/5.txt").status_code == 404
    assert client.get(f"/en/desk/{NUMBER}/receipts/99.pdf").status_code == 404


def test_a_rare_character_comes_from_a_font_of_the_system(county: County, client: Client) -> None:
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need))
    county.done("DC-2026-S-0002", notice(contact=Wording(zh="王喆、刘翀、陳𠮷", en="Wang Zhe")))
    written = handed(client, "/zh-hans/notices/DC-2026-S-0002.pdf")
    reader = PdfReader(BytesIO(written))
    assert "王喆、刘翀、陳𠮷" in close(told(reader))
    assert len(fonts(reader)) > 1
    assert all(fonts(reader).values())
    assert len(written) < 3 * FEW_BYTES


@pytest.mark.parametrize(("language", "says"), [("en", "No font on this server has these characters: \ue0ff"), ("zh-hans", "\ue0ff")])
def test_a_character_that_no_font_has_is_told_and_no_paper_has_a_gap(county: County, client: Client, language: str, says: str) -> None:
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need))
    county.done("DC-2026-S-0002", notice(contact=Wording(zh="王\ue0ff", en="Wang \ue0ff")))
    answer = client.get(f"/{language}/notices/DC-2026-S-0002.pdf")
    html = answer.content.decode()
    assert (answer.status_code, says in html, "apt-get install fonts-noto-cjk" in html) == (503, True, True)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_without_pango_the_page_says_so_with_the_cure_and_the_other_way(
    county: County, client: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as where a library of it is missing: it cannot be imported
    answer = client.get(f"/{language}/notices/{NUMBER}.pdf")
    html = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in html
    assert f'<a href="http://testserver/{language}/notices/{NUMBER}/">' in html


def test_nothing_is_fetched_for_a_paper_and_nothing_in_its_foot_is_a_style() -> None:
    foot = Foot('a"}@page{size:A5} \\ </style>\n漢', "{n} of {m}")
    html = ('<html lang="en"><title>t</title><h1>One</h1><img alt="x" src="file:///etc/passwd"><img alt="y" src="http://192.0.2.1/a">'
            '<link rel="attachment" href="file:///etc/hostname"><p>Two</p></html>')  # fmt: skip
    reader = PdfReader(BytesIO(pdf_of(html, "https://a.example/", at(MARCH_2, "10:00"), foot)))
    text = close(told(reader))
    assert ('a"}@page{size:A5}\\</style>漢' in text, "1of1" in text) == (True, True)
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == A4_PT
    assert b"root:" not in b"".join(reader.attachments.get("passwd", []))
    assert [content for files in reader.attachments.values() for content in files if content] == []


def test_no_web_page_can_load_the_font() -> None:
    assert FONT.is_file()
    assert (FONT.parent / "OFL.txt").is_file()
    assert finders.find(FONT.name) is None
    assert finders.find(f"web/{FONT.name}") is None


def test_every_glyph_that_is_missing_is_named() -> None:
    html = '<html lang="en"><title>t</title><p>a\ue0ff b\ue0fe</p></html>'
    with pytest.raises(NoGlyphError) as fault:
        pdf_of(html, "https://a.example/", at(MARCH_2, "10:00"), Foot("x", "{n}/{m}"))
    assert fault.value.characters == "\ue0fe\ue0ff"


def test_the_same_page_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "from datetime import UTC, datetime; from hashlib import sha256; from operis.documents.papers.pdf import Foot, pdf_of;"
        "html = '<html lang=zh-Hans><title>t</title><h1>公告</h1><table><tr><th>甲<td>乙</table><ul><li>a<li>b</ul>';"
        "print(sha256(pdf_of(html, 'https://a.example/', datetime(2026, 3, 2, tzinfo=UTC), Foot('x', '{n}/{m}'))).hexdigest())"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert told[0].stdout == told[1].stdout != ""


def test_who_comes_when_many_wait_is_told_to_come_again(county: County, client: Client) -> None:
    with ExitStack() as waiting:
        for _ in range(WAIT_MAX):
            waiting.enter_context(_WAITING)
        answer = client.get(f"/en/notices/{NUMBER}.pdf")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Other papers are being made at the moment." in answer.content.decode()
    assert "apt-get" not in answer.content.decode()
    assert client.get(f"/en/notices/{NUMBER}.pdf").status_code == 200
