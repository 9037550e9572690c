"""Does the report of a panel state what the law lists, from the record, and nobody's points before they are all there?"""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytest_django import Settings

from operis import clock
from operis.documents.papers.report import drawn_elsewhere
from operis.ledger.states import state_of
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, until
from tests.web.panels import PANEL, panel_until, sits
from tests.web.reading import text

pytestmark = pytest.mark.django_db
REPORT = f"{PANEL}report/"
PARTS = {
    "en": ("1. Medium of the notice", "2. Bidders, and members", "3. Method and criteria", "4. Record of the opening",
           "5. Result, and candidates", "6. What else there was", "7. Dissent and signatures"),
    "zh-hans": ("一、公告媒体", "二、投标人（供应商）名单", "三、评审方法和标准", "四、开标（开启）记录",
                "五、评审结果", "六、其他需要说明", "七、不同意见"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    return tmp_path


def at_noon() -> None:
    clock.set_demo_clock(datetime(2026, 3, 23, 5, 0, tzinfo=UTC))


def told(name: str, language: str = "en") -> str:
    answer = sits(name, language).get(f"/{language}/panel/{PROCUREMENT}/report/")
    assert answer.status_code == 200
    return text(answer)


def test_sums_are_there_once_all_have_given_points_and_for_members_alone(folder: Path) -> None:
    panel_until(folder, *["give-scores"] * 4)
    at_noon()
    assert "Sums are made once every member" in told("First expert")
    assert "Candidates in order" not in told("First expert")


def test_before_it_is_signed_members_read_what_they_would_sign_and_officers_no_sum(folder: Path) -> None:
    panel_until(folder, *["give-scores"] * 5)
    at_noon()
    for name, sums in (("Second expert", True), ("Civil Affairs Office", False)):
        said = told(name)
        assert "Evaluation report, not signed yet" in said
        assert ("Candidates in order Rank Bidder Price Sum 1 Sunrise" in said) is sums
    assert sits("Sunrise").get(REPORT).status_code == 404


@pytest.mark.parametrize("language", PARTS)
def test_a_signed_report_has_the_parts_of_the_law_in_their_order(folder: Path, language: str) -> None:
    panel_until(folder, "report-evaluation")
    at_noon()
    said = told("Civil Affairs Office", language)
    places = [said.index(one) for one in PARTS[language]]
    assert places == sorted(places)
    client = sits("First expert", language)
    docx = client.get(f"/{language}/panel/{PROCUREMENT}/report.docx")
    words = ZipFile(BytesIO(docx.content)).read("word/document.xml").decode()
    assert [one for one in PARTS[language] if one not in words] == []
    assert client.get(f"/{language}/panel/{PROCUREMENT}/report.odt").status_code == 404


def test_a_draw_that_was_held_elsewhere_is_told_where_members_work_and_in_the_report(folder: Path) -> None:
    panel_until(folder, *["give-scores"] * 5)
    at_noon()
    link = "https://pool.example/2026-03-20/1"
    drawn = f"Expert pool of the province, 2026-03-20/1, 20 March 2026, 4 drawn, {link}"
    says = f"{drawn}, nobody can compute it again, no second person has looked it up"
    assert f"The experts were not drawn here: {says}" in text(sits("First expert").get(PANEL))
    assert f"Experts drawn elsewhere: {says}" in told("First expert")
    state = state_of(PROCUREMENT)
    assert [*drawn_elsewhere(replace(state, panel=replace(state.panel, drawn=None)))] == []


@pytest.mark.parametrize(("language", "head"), [("en", "What the panel found: "), ("zh-hans", "评审小组认定的情况： ")])
def test_what_the_panel_found_stands_in_the_report_as_it_was_written(folder: Path, language: str, head: str) -> None:
    found = "Hill and Brook have one address; their bids were written apart."
    panel_until(folder, "report-evaluation", with_report=f'{{findings: "{found}"}}')
    at_noon()
    assert f"{head}{found}" in told("Civil Affairs Office", language)


def test_where_the_panel_wrote_nothing_the_report_has_no_such_line(folder: Path) -> None:
    panel_until(folder, "report-evaluation")
    at_noon()
    assert "What the panel found" not in told("Civil Affairs Office")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "signed; entered with all signatures on 23 March 2026"), ("zh-hans", "已签署；2026年3月23日随全部签名登记")],
)
def test_signatures_stand_with_the_day_on_which_the_last_one_entered_them(folder: Path, language: str, said: str) -> None:
    panel_until(folder, "report-evaluation")
    at_noon()
    assert told("First expert", language).count(said) == 5


@pytest.mark.parametrize(
    ("language", "asked", "answered"),
    [
        ("en", "How is the price made, by staff, meals and transport? 23 March 2026, 11:40 (Beijing time)",
         "23 March 2026, 11:23 (Beijing time): The house and the bus are its own; the table of wages is attached"),
        ("zh-hans", "How is the price made, by staff, meals and transport? 2026年3月23日 11:40（北京时间）",
         "2026年3月23日 11:23（北京时间）：The house and the bus are its own; the table of wages is attached"),
    ],
)  # fmt: skip
def test_what_a_supplier_has_answered_stands_beside_what_it_was_asked_and_of_who_was_silent_that(
    language: str, asked: str, answered: str
) -> None:
    until("give-explanation", path=CASES / "constructed" / "low-prices.yaml")
    at_noon()
    said = told("First expert", language)
    none = {"en": "none", "zh-hans": "无"}[language]
    assert [said.count(one) for one in (f"{asked} {answered}", f"{asked} {none}", answered)] == [1, 1, 1]
