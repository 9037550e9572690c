"""What do the public pages of a process tell? Every act, what stands of it, and nothing that is not public."""

import gzip
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser

from operis import clock
from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import CloseBids, CorrectNotice, OpenBids, Terminate
from operis.dockets.procurement.terms import Change, Lot
from operis.ledger import read
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code
from operis.ledger.tree import leaf_hash
from operis.registers import models
from operis.web.public.lookup import look_up
from operis.web.reading.dockets import Shown
from operis.web.reading.timeline import warnings
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, intention, notice, plan, words
from tests.statute import at
from tests.web.reading import act, page, text_of
from tests.web.shown import EVERYTHING, STYLES

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-S-0001"


@pytest.fixture
def county(noticed: County) -> County:
    """A need that is a service, and a tender whose notice is out."""
    return noticed


def correct(county: County, days: int) -> None:
    """A clarification of the samples that moves the closing time to so many days after the notice."""
    change = Change(about=Slug("other"), old=words("Two samples"), new=words("One sample"))
    moved = at(MARCH_2 + timedelta(days=days), "09:30")
    county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("A question"), changes=(change,), bids_close=moved))


def test_what_was_corrected_since_is_told_of_the_notice_and_not_of_what_came_before_it(county: County) -> None:
    correct(county, days=22)
    entries = read.entries(NUMBER)
    later = {one.act.kind: look_up(f"{NUMBER} {one.no + 1}", seal_code(one.leaf), "").later for one in entries}
    assert [kind for kind, changed in later.items() if changed] == ["notice-published"]


def test_a_closing_time_that_was_moved_never_stands_alone_and_leads_both_ways(client: Client, county: County) -> None:
    whole = f"/en/processes/{NUMBER}/"
    assert "orrected" not in page(client, whole)
    correct(county, days=22)
    correct(county, days=24)
    html = page(client, whole)
    published, first, last = act(html, 5), act(html, 7), act(html, 8)
    assert "Bids no longer close 22 March 2026, 09:30 (Beijing time), but 26 March 2026, 09:30 (Beijing time)" in text_of(published)
    assert "Bids no longer close 24 March 2026, 09:30 (Beijing time), but 26 March 2026" in text_of(first)
    assert "Closes 26 March 2026" in text_of(last)
    assert f'Corrected on <a href="{whole}#act-7">2 March 2026</a>' in published
    assert f'Puts right: <a href="{whole}#act-5">Notice published, 2 March 2026</a>' in first
    assert f'Corrected on <a href="{whole}#act-8">2 March 2026</a>' in first
    assert f'Puts right: <a href="{whole}#act-7">Notice corrected, 2 March 2026</a>' in last
    assert "Corrected on" not in last


def test_what_was_noticed_again_is_told_once_with_the_numbers_of_both_acts(county: County) -> None:
    entries = read.entries(NUMBER)
    noticed = next(one for one in entries if one.act.kind == "notice-published")
    body = json.dumps({**noticed.said, "request": "another", "no": len(entries)})
    again = Stored(NUMBER, len(entries), body, leaf_hash(body.encode()))
    docket = Shown(models.Docket.objects.get(number=NUMBER), (*entries, again))
    assert [(numbers, ground.row) for numbers, ground in warnings(docket)] == [([5, again.number], "INT-03")]


def test_a_corrected_notice_says_so_on_top(client: Client, county: County) -> None:
    correct(county, days=22)
    correct(county, days=24)
    told = text_of(page(client, f"/en/notices/{NUMBER}/"))
    assert told.index("Bids now close 26 March 2026, 09:30 (Beijing time). What was changed") < told.index("What you will do")
    assert "Bids were then to close 24 March 2026" in told


def test_a_need_shows_what_was_wanted_what_was_determined_and_why(client: Client, county: County) -> None:
    told = text_of(page(client, "/en/processes/DC-2026-N-0001/"))
    assert "Parts Part 1 Result wanted: result" in told
    assert "This is a purchase of services" in told
    assert "Reasons of the person who confirmed it A measured quantity of work" in told
    assert "What is the price tied to?" in told
    assert told.count("What can be done") == 1
    chinese = text_of(page(client, "/zh-hans/processes/DC-2026-N-0001/"))
    assert "确认人的理由" in chinese
    assert "全部答案" in chinese


def test_every_act_shows_its_fields_in_words(client: Client, county: County) -> None:
    filed = text_of(act(page(client, f"/en/processes/{NUMBER}/"), 4))
    for words_of in (
        "Paid within: 30 days",
        "Contract term: 12 months",
        "Purchasing body: Civil Affairs Office",
        "Formula: lowest price by own",
    ):
        assert words_of in filed
    assert "付款期限： 30日" in text_of(act(page(client, f"/zh-hans/processes/{NUMBER}/"), 4))


def test_what_is_private_is_in_no_act(client: Client, county: County) -> None:
    need, file = (page(client, f"/en/processes/{number}/") for number in ("DC-2026-N-0001", "DC-2026-F-0001"))
    assert "Firms asked: 3" in text_of(need)
    assert "Budget level: county" in text_of(file)
    assert ("Zhao" in need, "Ms Li" in file, "Contact person" in file) == (False, False, False)


def test_an_open_notice_says_how_one_bids_today_and_shows_the_lots(client: Client, county: County) -> None:
    lots = (
        Lot(lot="1", name=words("North"), budget=Fen(400_000_00)),
        Lot(lot="2", name=words("South"), budget=Fen(460_000_00), reserved=Slug("small-and-micro")),
    )
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need, lots=lots))
    county.done("DC-2026-S-0002", notice())
    html = page(client, "/en/notices/DC-2026-S-0002/")
    assert 'href="/en/desk/new/bid/obtain-documents/?procurement=DC-2026-S-0002">Take the documents' in html
    assert 'href="/en/developers/">For programs' in html
    assert "2 South CNY 460,000.00 small and micro enterprises" in text_of(html)


def test_of_several_lots_each_kind_is_told_which_ones_are_open_to_it(client: Client, county: County) -> None:
    lots = (
        Lot(lot="1", name=words("North"), budget=Fen(400_000_00)),
        Lot(lot="2", name=words("South"), budget=Fen(460_000_00), reserved=Slug("small-and-micro")),
    )
    need = county.need()
    county.done(None, intention(need=need))
    county.done("DC-2026-S-0002", plan(need=need, lots=lots))
    county.done("DC-2026-S-0002", notice())
    models.Notice.objects.filter(docket="DC-2026-S-0002").update(reserved="2")
    told = {kind: text_of(page(client, f"/en/notices/DC-2026-S-0002/?kind={kind}")) for kind in ("foundation", "enterprise.small")}
    assert "Lot 1: Nothing stands in the way In the other lots this does:" in told["foundation"]
    assert "Lot 2 is reserved for small and micro enterprises" in told["foundation"]
    assert "In the other lots this does:" not in told["enterprise.small"]


def test_what_was_changed_has_words(client: Client, county: County) -> None:
    change = Change(about=Slug("samples"), new=words("One sample"))
    county.done(NUMBER, CorrectNotice(ground=Slug("clarification"), reason=words("A question"), changes=(change,), may_affect_bids=False))
    html = page(client, f"/zh-hans/notices/{NUMBER}/")
    assert ("<dt>样品、留样</dt>" in html, "<dt>samples</dt>" in html) == (True, False)


def test_what_was_tried_too_early_is_late_and_what_a_rule_forbids_is_not(client: Client, county: County, tmp_path: Path) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=22), "09:00"))
    county.clock = notice().bids_close
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    waits = text_of(act(page(client, f"/en/processes/{NUMBER}/"), 8))
    assert "Opening 2 working days late" in waits
    assert "Due 22 March 2026, 09:30 (Beijing time)" in waits
    county.ask(NUMBER, OpenBids(), THE_CLOCK)
    refused = text_of(act(page(client, f"/en/processes/{NUMBER}/"), 8))
    assert "late" not in refused
    assert "Reason: Fewer than 3 suppliers have bid. The opening was refused under this rule; the bids stay sealed." in refused
    assert "Order 87, Art. 41" in refused


def test_what_has_ended_says_why_on_top_and_asks_for_no_opening(client: Client, county: County) -> None:
    clock.set_demo_clock(at(MARCH_2 + timedelta(days=22), "09:00"))
    county.clock = notice().bids_close
    county.done(NUMBER, CloseBids(), THE_CLOCK)
    county.done(NUMBER, Terminate(ground=Slug("too-few"), reason=words("Nobody could start in three days")))
    for path in (f"/en/processes/{NUMBER}/", f"/en/notices/{NUMBER}/"):
        told = text_of(page(client, path))
        assert "Ended on 22 March 2026: too few suppliers. Nobody could start in three days" in told
        assert "Stage 4 of 9: Receiving bids, Failed process" in told
        assert "Due 22 March" not in told


def test_the_process_does_not_lead_to_itself_and_its_parts_lead_to_it(client: Client, county: County) -> None:
    assert "Whole process" not in page(client, f"/en/processes/{NUMBER}/")
    assert "Whole process" in page(client, f"/en/notices/{NUMBER}/")


def test_a_search_that_finds_nothing_says_so_and_leads_to_all(client: Client, county: County) -> None:
    told = page(client, "/en/processes/?q=nowhere")
    assert 'Nothing was found. <a href="/en/processes/">Show all processes</a>' in told
    assert "No process is on the record yet" not in told


def test_on_paper_stands_where_it_can_be_checked(client: Client, county: County) -> None:
    html = page(client, f"/en/processes/{NUMBER}/")
    assert re.search(
        rf'<p class="paper">{NUMBER} 6, seal [0-9A-Z-]{{19}}. Check it at http://testserver/v/[0-9A-Z-]{{19}}\?number={NUMBER}-6</p>', html
    )
    assert 'class="paper"' in page(client, f"/en/notices/{NUMBER}/")


def test_a_telephone_number_does_not_break(client: Client, county: County) -> None:
    assert 'Ms Li, <span class="nobr">000-2026-1037</span>' in page(client, f"/en/notices/{NUMBER}/")


def test_the_lines_of_a_process_start_large_and_join_as_their_language_does(client: Client, county: County) -> None:
    correct(county, days=22)
    english, chinese = (text_of(page(client, f"/{language}/processes/{NUMBER}/")) for language in ("en", "zh-hans"))
    assert ("Closes 24 March 2026" in english, "Bids no longer close" in english, " Related " in english) == (True, True, True)
    assert ("Purchasing officer, Civil Affairs Office" in english, "Civil Affairs Office（采购经办人）" in chinese) == (True, True)
    assert ("采购公告发布，2026年3月2日" in chinese, "发布, " in chinese, "采购经办人、" in chinese) == (True, False, False)
    noticed = text_of(page(client, f"/zh-hans/notices/{NUMBER}/"))
    assert ("2026年3月2日：澄清" in noticed, "日: " in noticed) == (True, False)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "path", ["processes/", "processes/DC-2026-N-0001/", f"processes/{NUMBER}/", f"notices/{NUMBER}/", "notices/?status=all"]
)
def test_on_a_narrow_screen_nothing_is_cut_and_axe_finds_nothing(
    client: Client, county: County, chromium: Browser, language: str, path: str
) -> None:
    correct(county, days=22)
    html = re.sub(
        r'<link rel="stylesheet"[^>]*>',
        lambda _: f"<style>{STYLES.read_text()}</style>",
        client.get(f"/{language}/{path}").content.decode(),
    )
    assert len(gzip.compress(html.encode())) < 30_000
    tab = chromium.new_context(viewport={"width": 320, "height": 800}).new_page()
    tab.set_content(html)
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert (
        tab.evaluate("[...document.querySelectorAll('.stack')].filter(one => one.scrollWidth > one.parentElement.clientWidth).length") == 0
    )
    found = Axe().run(tab, options=EVERYTHING)
    assert found.response["violations"] == [], found.generate_report()
    tab.context.close()
