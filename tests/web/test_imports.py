"""Can a table be brought at the desk: read, told row by row, corrected, and entered once?"""

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.establishment.acts import EstablishmentEntered
from operis.documents.importing.cells import BYTES_MAX
from operis.ledger import read
from operis.ledger.checkpoint import open_note
from operis.registers import models
from operis.web.account.proof import PROVED
from tests.api.programs import installed
from tests.ledger.county import FAYE, County
from tests.statute import ALICE, OFFICE
from tests.web.reading import text
from tests.web.shown import EVERYTHING, STYLES
from tests.web.signed import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
BUDGET, PLACES_PATH, DIRECTORY = (f"/en/desk/import/{kind}/" for kind in ("budget", "establishment", "directory"))
HEAD = "line,item.en,budget_item,amount,basis,adjusts\n"
GOOD = 'BL-7,Day care,2081006,860000,2026-1,\nBL-8,Meals,2081007,"140,000.50",2026-1,\n'
BAD = "BL-9,Cleaning,2081008,a lot,2026-1,\n"
YEAR = {"body": OFFICE, "year": "2027"}
PENNY = Mandate(role=Role.PLACES, office="places", body="establishment-office", persons=("penny",))
STANDS = "holder,category,document,approved,filled\n"


@pytest.fixture
def county(tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return County().founded()


def bring(client: Client, path: str, content: str | bytes, **more: str) -> Any:
    file = SimpleUploadedFile("lines.csv", content if isinstance(content, bytes) else content.encode())
    return client.post(path, {**(YEAR if "budget" in path else {}), "file": file, "import-do": "check", **more})


def onward(client: Client, answer: Any, do: str, **changed: str) -> Any:
    """The form of the page that checks, sent with one of its buttons."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', unescape(answer.content.decode())))
    return client.post(answer.request["PATH_INFO"], {**hidden, "import-do": do, **changed})


def budgets() -> list[BudgetEntered]:
    numbers = models.Docket.objects.filter(kind="budget").order_by("number").values_list("number", flat=True)
    return [one.act for number in numbers for one in read.entries(number) if isinstance(one.act, BudgetEntered)]


def test_good_rows_are_counted_and_added_up_and_entered_as_one_act_with_a_receipt(county: County) -> None:
    client = signed_in(FAYE)
    checked = bring(client, BUDGET, HEAD + GOOD)
    told = text(checked)
    assert (checked.status_code, len(budgets())) == (200, 1)
    assert "Rows that can be entered 2 Amount, added up CNY 1,000,000.50 (in capitals: 壹佰万元伍角整) Rows that cannot 0" in told
    done = onward(client, checked, "all")
    act = budgets()[-1]
    assert (done.status_code, act.body, act.year, [line.line for line in act.lines]) == (200, OFFICE, 2027, ["BL-7", "BL-8"])
    (receipt,) = re.findall(r"<pre[^>]*>(.*?)</pre>", done.content.decode(), re.DOTALL)
    assert open_note(unescape(receipt), [clock.verifier()]).startswith("operis/receipt/v1\n")


def test_the_same_file_again_enters_nothing_whoever_brings_it(county: County) -> None:
    client, other = (
        signed_in(FAYE),
        signed_in(Mandate(role=Role.FINANCE, office="budget", body="finance", persons=("fred",)), email="fred@x.example"),
    )
    onward(client, bring(client, BUDGET, HEAD + GOOD), "all")
    for who in (client, other):
        again = bring(who, BUDGET, HEAD + GOOD)
        assert (again.status_code, "Entered already from this file 2" in text(again)) == (200, True)
        done = onward(who, again, "all")
        assert "Rows entered now 0 Entered before from the same file 2" in text(done)
        assert "This file had been entered before." in text(done)
    assert len(budgets()) == 2


def test_with_a_bad_row_nothing_is_entered_unless_the_good_ones_alone_are_wanted(county: County) -> None:
    client = signed_in(FAYE)
    checked = bring(client, BUDGET, HEAD + GOOD + BAD)
    assert (checked.status_code, "1 of 3 rows cannot be entered." in text(checked)) == (422, True)
    assert "4 Amount (yuan) Write the amount in yuan with at most two places" in text(checked)
    assert "<title>Error: " in checked.content.decode()
    assert (onward(client, checked, "all").status_code, len(budgets())) == (422, 1)
    done = onward(client, checked, "good")
    assert (done.status_code, [line.line for line in budgets()[-1].lines]) == (200, ["BL-7", "BL-8"])
    assert "Rows not entered, to be corrected 1" in text(done)


def test_reasons_are_in_the_language_of_the_reader(county: County) -> None:
    checked = bring(signed_in(FAYE), BUDGET.replace("/en/", "/zh-hans/"), HEAD + BAD)
    assert "金额（元） 请以元为单位填写金额" in text(checked)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_rows_to_correct_are_downloaded_corrected_and_entered(county: County, form: str) -> None:
    client = signed_in(FAYE)
    file = onward(client, bring(client, BUDGET, HEAD + GOOD + BAD), f"bad-{form}")
    assert file.headers["Content-Disposition"] == f'attachment; filename="budget-rows-to-correct.{form}"'
    if form == "csv":
        mended = file.content.replace(b"a lot", b"5000")
    else:
        book, out = load_workbook(io.BytesIO(file.content)), io.BytesIO()
        book.worksheets[0]["F2"] = 5000
        book.save(out)
        mended = out.getvalue()
    checked = bring(client, BUDGET, mended)
    assert (checked.status_code, "CNY 5,000.00" in text(checked)) == (200, True)
    assert onward(client, checked, "all").status_code == 200


def test_what_the_law_says_to_a_row_is_told_before_anything_is_entered(county: County) -> None:
    client = signed_in(FAYE)
    rows = HEAD + GOOD + GOOD.replace("BL-7", "BL-1").splitlines()[0] + "\n"
    checked = bring(client, BUDGET, rows, year="2026")
    assert (checked.status_code, models.Refused.objects.count()) == (422, 0)
    assert "4 Replaces the line of this number Line BL-1 is there already. Say that it is adjusted, or give another number." in text(
        checked
    )
    assert 'href="/en/rules/REG-28/"' in checked.content.decode()
    mended = bring(client, BUDGET, rows.replace("2026-1,\n", "2026-1,yes\n").replace("1,yes", "1,", 2), year="2026")
    assert mended.status_code == 200
    assert onward(client, mended, "all").status_code == 200
    assert [(one.year, len(one.lines)) for one in budgets()] == [(2026, 1), (2026, 3)]


def test_a_line_given_twice_is_a_ground_of_the_whole_file(county: County) -> None:
    client = signed_in(FAYE)
    checked = bring(client, BUDGET, HEAD + GOOD + GOOD)
    assert (checked.status_code, "Line BL-7 is given twice. " in text(checked)) == (422, True)
    assert (onward(client, checked, "good").status_code, len(budgets())) == (422, 1)


def places() -> list[EstablishmentEntered]:
    numbers = models.Docket.objects.filter(kind="establishment").order_by("number").values_list("number", flat=True)
    return [one.act for number in numbers for one in read.entries(number) if isinstance(one.act, EstablishmentEntered)]


def test_each_row_of_places_is_a_docket_of_its_own_and_a_later_file_goes_on_in_it(county: County) -> None:
    client = signed_in(PENNY)
    checked = bring(client, PLACES_PATH, STANDS + "school,class-1,D-1,40,30\nhospital,category 2,D-2,90,80\n")
    done = onward(client, checked, "all")
    assert (done.status_code, [(one.holder, one.category, one.approved) for one in places()]) == (
        200, [("school", "class-1", 40), ("hospital", "class-2", 90)])  # fmt: skip
    assert "2 DC-2026-E-0001" in text(done)
    more = bring(client, PLACES_PATH, STANDS + "school,class-1,D-3,45,30\nlibrary,class-1,D-4,5,1\n")
    assert onward(client, more, "all").status_code == 200
    assert [(one.holder, one.approved) for one in places()] == [("school", 40), ("school", 45), ("hospital", 90), ("library", 5)]


def test_places_that_are_overdrawn_or_named_twice_are_bad_rows(county: County) -> None:
    client = signed_in(PENNY)
    checked = bring(client, PLACES_PATH, STANDS + "school,class-1,D-1,10,30\nlibrary,class-1,D-2,5,1\nlibrary,class-1,D-3,6,1\n")
    told = text(checked)
    assert (checked.status_code, "2 Approved places 10 places are approved, 30 filled and 0 reserved." in told) == (422, True)
    assert "4 - Row 3 is about the same. Leave one of them." in told
    onward(client, checked, "good")
    assert [(one.holder, one.approved) for one in places()] == [("library", 5)]


def test_a_directory_is_adopted_whole_with_what_is_asked_once(county: County) -> None:
    client = signed_in(FAYE)
    head = {"title-en": "Directory", "first": "2026-04-01", "opinions_from-rows": "3", "opinions_from-0": "civil-affairs"}
    rows = "code,tier,class,name.en,until\nA0401,3,for the public,Day care,2026-12-31\nA0402,3,own-duties,Audit,\n"
    checked = bring(client, DIRECTORY, rows, **head)
    assert checked.status_code == 200, text(checked)
    assert onward(client, checked, "all").status_code == 200
    assert len(read.entries("DC-2026-D-0001")[-1].act.items) == 2  # type: ignore[attr-defined]
    gone = bring(client, DIRECTORY, rows.replace("A0401", "A0499"), **head)
    assert (gone.status_code, "Item A0401 is gone from the directory." in text(gone)) == (200, True)
    assert "What was noticed" in text(gone)


def test_what_is_wrong_beside_the_table_keeps_the_file(county: County) -> None:
    client = signed_in(FAYE)
    wrong = bring(client, BUDGET, HEAD + GOOD, year="soon")
    assert (wrong.status_code, 'href="#f-year"' in wrong.content.decode()) == (422, True)
    assert "The file lines.csv is still here." in text(wrong)
    assert onward(client, wrong, "check", **YEAR).status_code == 200


@pytest.mark.parametrize(
    ("content", "says"),
    [("", "This file is empty."), ("one,two\n", "No row of headings was found"),
     (b"\x89PNG\r\n\x1a\n\x00", "no table that can be read here"),
     (bytes(BYTES_MAX + 1), "more than 1.5 MB")],
)  # fmt: skip
def test_a_file_that_is_no_table_is_told_beside_its_field(county: County, content: str | bytes, says: str) -> None:
    answer = bring(signed_in(FAYE), BUDGET, content)
    assert answer.status_code == 422
    assert re.search(rf'<p class="err" id="e-file">.*{re.escape(says)}', answer.content.decode())


def test_a_file_changed_on_its_way_between_the_pages_has_to_be_chosen_again(county: County) -> None:
    client = signed_in(FAYE)
    checked = bring(client, BUDGET, HEAD + GOOD)
    for broken in ("!", "eJw=", "AAAA"):
        assert "Choose a file." in text(onward(client, checked, "all", **{"import-file": broken}))
    assert len(budgets()) == 1


def test_before_rows_are_entered_it_is_asked_again_who_it_is_and_the_file_waits_in_the_page(county: County) -> None:
    client = signed_in(FAYE)
    checked = bring(client, BUDGET, HEAD + GOOD)
    session = client.session
    session[PROVED] = 0
    session.save()
    asked = onward(client, checked, "all")
    assert ("Show that it is you" in text(asked), len(budgets())) == (True, 1)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', unescape(asked.content.decode())))
    done = client.post(BUDGET, {**hidden, "again-password": PASSWORD})
    assert (done.status_code, "Rows entered now 2" in text(done)) == (200, True)


def test_hostile_cells_are_shown_as_they_are_and_run_nothing(county: County) -> None:
    checked = bring(signed_in(FAYE), BUDGET, HEAD + '"<script>alert(1)</script>",x,1,1,"{{ 7*7 }}{title}%(a)s",\n')
    assert (checked.status_code, "<script>" in checked.content.decode(), "{title}%(a)s" in text(checked)) == (200, False, True)


@pytest.mark.parametrize("path", [BUDGET, DIRECTORY])
def test_another_office_brings_no_table(county: County, path: str) -> None:
    client = signed_in(ALICE)
    answers = [client.get(path), bring(client, path, HEAD + GOOD)]
    assert [one.status_code for one in answers] == [403, 403]
    assert "This step belongs to another office." in text(answers[0])
    assert (client.get("/en/desk/import/need/").status_code, len(budgets())) == (404, 1)


def test_the_desk_leads_to_the_tables_of_one_s_office_and_to_their_templates(county: County) -> None:
    client = signed_in(FAYE)
    desk = client.get("/en/desk/").content.decode()
    assert [kind for kind in ("budget", "directory", "establishment") if f"/en/desk/import/{kind}/" in desk] == ["budget", "directory"]
    page = client.get(BUDGET).content.decode()
    for form, head in (("csv", b"\xef\xbb\xbfLine,Item (in Chinese)"), ("xlsx", b"PK")):
        assert f'href="{BUDGET}template.{form}"' in page
        assert client.get(f"{BUDGET}template.{form}").content.startswith(head)
    assert client.get(f"{BUDGET}template.exe").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(county: County, chromium: Browser, language: str, width: int) -> None:
    client, path = signed_in(FAYE), BUDGET.replace("/en/", f"/{language}/")
    checked = bring(client, path, HEAD + GOOD + BAD * 60)
    pages = [client.get(path), checked, bring(client, path, "x"), bring(client, path, HEAD + GOOD), onward(client, checked, "good")]
    assert [one.status_code for one in pages] == [200, 422, 422, 200, 200]
    tab = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for place, one in enumerate(pages):
        head, *_links, rest = re.split(r'<link rel="stylesheet"[^>]*>', one.content.decode())
        tab.set_content(f"{head}<style>{STYLES.read_text()}</style>{rest}")
        assert tab.evaluate("document.documentElement.scrollWidth") == width, place
        found = Axe().run(tab, options=EVERYTHING)
        assert found.response["violations"] == [], (place, found.generate_report())
    tab.context.close()
