"""What does the form of a notice begin with? What need, plan and last notice say, days that the law leaves, a quiet time to close."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from operis import clock
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.web.desk.guide_notice import closings
from tests.ledger.county import FAYE, County, body_file
from tests.procedures.documents import CLOSED_DOWN, notice, plan, words
from tests.procedures.endings import ending
from tests.statute import ALICE, DONG, at
from tests.web.desk import KEY, typed
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
FIRST, SECOND = "DC-2026-S-0001", "DC-2026-S-0002"
MARCH_2 = date(2026, 3, 2)
"""Twenty days after the second of March, the first day not counted (GPL-35); a Sunday."""


@pytest.fixture
def county(founded: County) -> County:
    founded.done(None, plan())
    clock.set_demo_clock(at(MARCH_2, "10:00"))
    return founded


def begun(number: str = FIRST) -> dict[str, str]:
    html = unescape(signed_in(ALICE).get(f"/en/desk/{number}/publish-notice/").content.decode())
    boxes = {name: value for name, value in re.findall(r'<textarea name="([\w-]+)"[^>]*>\s*([^<]*)</textarea>', html)}
    return {**dict(re.findall(r'<input type="text" name="([\w-]+)"[^>]*? value="([^"]*)"', html)),
            **dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', html)), **boxes}  # fmt: skip


def test_it_begins_with_what_need_and_plan_say(county: County) -> None:
    found = begun()
    assert (found["project_name-en"], found["content-en"], found["scale-en"]) == ("Day care", "result", "quantity")
    assert (found["documents_issued"], found["documents_offered_until"]) == ("2026-03-02", "2026-03-09")


@pytest.mark.parametrize(
    ("language", "heading", "said"),
    [
        ("en", "As the filed plan says", ("CNY 860,000.00", "the purchaser adds none", "The whole purchase is for small and medium")),
        ("zh-hans", "以备案计划为准的内容", ("860,000.00", "采购人未另设资格条件", "整个项目专门面向中小企业采购。")),
    ],
)
def test_what_the_filed_plan_says_is_shown_and_not_typed(county: County, language: str, heading: str, said: tuple[str, ...]) -> None:
    html = unescape(signed_in(ALICE).get(f"/{language}/desk/{FIRST}/publish-notice/").content.decode())
    shown = html.split(heading)[1].split("</section>")[0]
    assert [one for one in said if one not in shown] == []
    names = re.findall(r'name="(budget|ceiling|qualification|reservation)', html)
    assert names == []


def test_what_can_be_done_only_before_the_notice_is_named_with_its_day_until_it_is_out(county: County) -> None:
    """An intention of 2 March 2026 has stood thirty days on 1 April (INT-03); key holders are called before the notice (OURS-KEYS)."""
    keys = "Before the notice: call key holders, or whoever runs this site can read the bids"
    intention = "Before the notice: publish the intention; the notice then follows on 1 April 2026 or later"
    pages = [f"/en/desk/{FIRST}/publish-notice/", f"/en/desk/{FIRST}/"]
    for page in pages:
        html = unescape(signed_in(ALICE).get(page).content.decode())
        ways = dict(re.findall(r'<a (?:class="tap" )?href="([^"]*)">(Before the notice: [^<]*)</a>', html))
        assert ways == {f"/en/desk/{FIRST}/call-key-holders/": keys, f"/en/desk/{FIRST}/publish-intention/": intention}
    county.done(FIRST, notice())
    assert "Before the notice" not in text(signed_in(ALICE).get(pages[1]))


def test_a_plan_without_an_intention_is_told_when_its_notice_could_follow(county: County) -> None:
    page = signed_in(ALICE).get(f"/en/desk/new/procurement/file-plan/?need={county.need()}&part=1")
    assert re.findall(r"No intention was published[^.]*\.", text(page)) == [
        "No intention was published; as a rule it stands at least 30 days before the notice."
    ]


def test_the_first_notice_of_a_body_begins_with_its_file_and_with_this_platform(county: County) -> None:
    found = begun()
    assert (found["purchaser-en"], found["getting_documents-en"]) == ("Civil Affairs Office", "On this platform, free of charge")
    assert found["opening-en"] == "On this platform, when bids close"


def test_it_closes_at_half_past_nine_on_the_first_working_day_that_the_law_leaves(county: County) -> None:
    assert begun()["bids_close"] == "2026-03-23 09:30"
    told = text(signed_in(ALICE).get(f"/en/desk/{FIRST}/publish-notice/"))
    assert "Bids close at the earliest 22 March 2026, Sunday" in told


def test_a_day_on_which_others_close_gives_way_to_a_quiet_one(county: County) -> None:
    county.done(FIRST, notice(days=21))
    county.done(None, plan(need=county.need(), budget=Fen(100_000_00), method=Slug("open-tender")))
    assert [(one.value, one.count) for one in closings(date(2026, 3, 22))] == [
        ("2026-03-24 09:30", 0), ("2026-03-25 09:30", 0), ("2026-03-26 09:30", 0),
    ]  # fmt: skip
    assert begun(SECOND)["bids_close"] == "2026-03-24 09:30"


def test_what_a_body_writes_the_same_each_time_comes_from_its_last_notice(county: County) -> None:
    county.done(FIRST, notice(purchaser=words("Civil Affairs Office, 18 Wanghu Road")))
    county.done(None, plan(need=county.need(), budget=Fen(100_000_00)))
    found = begun(SECOND)
    assert found["purchaser-en"] == "Civil Affairs Office, 18 Wanghu Road"
    assert (found["contact-en"], found["queries_to-en"]) == (notice().contact.en, notice().queries_to.en)  # type: ignore[union-attr]  # both are there
    assert found.get("agency-en", "") == ""


def test_what_is_tried_again_begins_with_what_the_notice_before_said_but_for_its_days(county: County) -> None:
    county.done(FIRST, notice(content=words("Cooking and care at home"), scale=words("Forty people"), consortia_allowed=False))
    county.done(FIRST, ending(change=replace(CLOSED_DOWN, on=county.clock.date())))
    county.done(None, plan(again_of=FIRST))
    found = begun(SECOND)
    assert (found["content-en"], found["scale-en"], found["bids_close"]) == ("Cooking and care at home", "Forty people", "2026-03-23 09:30")


def test_the_agency_is_that_of_the_plan(county: County) -> None:
    """By name and address as its file has them; with its telephone, once a notice of the body had it so."""
    agency = replace(body_file("fair-agency"), name=words("Fair Agency"), address=words("2 Mill Road"))
    county.done(None, agency, FAYE)
    own = {"budget": Fen(100_000_00), "agency": "fair-agency", "agency_mandate": "2026-12", "agency_matters": (Slug("notices"),)}
    county.done(None, plan(need=county.need(), **own))
    county.done(None, plan(need=county.need(), **own))
    assert begun(SECOND)["agency-en"] == "Fair Agency, 2 Mill Road"
    county.done(SECOND, notice(agency=words("Fair Agency, 2 Mill Road, 000-2026-2000")))
    assert begun("DC-2026-S-0003")["agency-en"] == "Fair Agency, 2 Mill Road, 000-2026-2000"
    assert begun(FIRST).get("agency-en", "") == ""


def test_what_has_to_be_stated_is_named_with_its_row_and_whether_it_is_there(county: County) -> None:
    sent = {name: value for name, value in typed(notice()).items() if not name.startswith("scale")}
    html = unescape(signed_in(ALICE).post(f"/en/desk/{FIRST}/publish-notice/", {**sent, "keep": "yes", "desk-key": KEY}).content.decode())
    listed = html.split("What has to be stated")[1].split("</section>")[0]
    assert re.search(r"Advised</span> scale .*SRC-11", listed)
    assert re.search(r"Stated</span> contact person .*O87-13", listed)


def test_of_another_body_nothing_is_proposed(county: County) -> None:
    answer = signed_in(DONG, email="dong@education.example").get(f"/en/desk/{FIRST}/publish-notice/")
    assert (answer.status_code, 'name="budget"' in answer.content.decode()) == (403, False)


def test_the_documents_stand_among_what_has_to_be_stated(county: County) -> None:
    client, path = signed_in(ALICE), f"/en/desk/{FIRST}/publish-notice/"
    for said, tag in ((notice(documents_elsewhere=None), "Missing"), (notice(), "Stated")):
        page = client.post(path, {**typed(said), "keep": "yes", "desk-key": KEY})
        assert f"{tag} The purchasing documents, as files" in text(page), tag


def test_a_notice_in_english_alone_is_asked_about_before_it_is_confirmed(county: County) -> None:
    client, path = signed_in(ALICE), f"/en/desk/{FIRST}/publish-notice/"
    says = "Written in English alone: Project name"
    for title, asked in ((Wording(en="Day care"), True), (Wording(zh="日间照料", en="Day care"), False)):
        page = client.post(path, {**typed(notice(project_name=title)), "desk-do": "check", "desk-key": KEY})
        assert (says in text(page)) is asked
