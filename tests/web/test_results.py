"""What do the pages tell of an evaluation, its result and the contract: nothing too early, and everything that is then public?"""

import gzip
import json
import re
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from operis import alerts, clock
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.acts import BidsOpened
from operis.ledger import read
from operis.ledger.receipt import seal_code
from operis.procedures import METHODS
from operis.registers import models
from tests.api.programs import installed
from tests.cases.halfway import PROCUREMENT, REFUSED, SIGNED, TALKS, until
from tests.statute import at
from tests.web.reading import act, page, text_of
from tests.web.shown import EVERYTHING, STYLES
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
SIGNING = ("publish-result", "draw-up-contract", "set-aside-award", "publish-result", "draw-up-contract", "sign-contract")
EVALUATION = ("Panel formed", "Statement on recusal", "Bids examined", "Scores given", "Evaluation reported", "Award decided")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def told(client: Client, number: str, language: str = "en") -> str:
    return text_of(page(client, f"/{language}/processes/{number}/"))


def test_before_the_result_of_an_evaluation_only_that_there_are_acts_is_told(client: Client) -> None:
    until("decide-award")
    html, stored = page(client, f"/en/processes/{PROCUREMENT}/"), read.entries(PROCUREMENT)
    kept = [one for one in stored if one.act.public == "result"]
    assert len(kept) == 15
    first, last = kept[0].no + 1, kept[-1].no + 1
    line = act(html, first)
    assert text_of(line).startswith(
        f"15 acts that are not public yet, numbers {first} to {last} Everyone reads it once the result is published. The seal of each"
    )
    assert ("What was entered" in line, [one.no for one in kept if seal_code(one.leaf) not in line]) == (False, [])
    assert [word for word in (*EVALUATION, "First expert", "Winner", "91.00", "All bidders") if word in html] == []
    assert ("Being evaluated" in html, "Stage 6 of 9: Evaluation" in html) == (True, True)
    assert "Evaluation Who must act: the purchasing body and those who evaluate" in text_of(html)


def test_who_looks_a_withheld_act_up_learns_that_it_is_genuine_and_no_more(client: Client) -> None:
    until("decide-award")
    report = next(one for one in read.entries(PROCUREMENT) if one.act.kind == "evaluation-reported")
    found = text_of(page(client, f"/en/verify/?number={PROCUREMENT}-{report.no + 1}&code={seal_code(report.leaf)}"))
    assert ("What An act that is not public yet" in found, "Evaluation reported" in found, "By whom" in found) == (True, False, False)


@pytest.mark.parametrize(("day", "notice", "query"), [
    ((3, 26), "", ""), ((3, 27), " over", ""), ((4, 7), " over", ""), ((4, 8), " over", " over"),
])  # fmt: skip
def test_a_last_day_of_the_result_that_has_gone_by_is_over(client: Client, day: tuple[int, int], notice: str, query: str) -> None:
    until("publish-result")
    clock.set_demo_clock(at(date(2026, *day), "12:00"))
    said = told(client, f"{PROCUREMENT}/result")
    assert f"The notice stands until 26 March 2026{notice} §" in said
    assert f"Formal query on the result until 7 April 2026{query} §" in said


def test_the_result_shows_winner_amount_panel_items_ranks_and_days(client: Client) -> None:
    until("publish-result")
    read_out, whole = told(client, f"{PROCUREMENT}/result"), told(client, PROCUREMENT)
    for said in (
        "Winner Sunrise Address 本县 Amount of the award CNY 780,000.00",
        "The notice stands until 26 March 2026 § Order 87, Art. 69",
        "Formal query on the result until 7 April 2026 § Government Procurement Law, Art. 52",
        "Contract to be signed by 24 April 2026",
        "780,000.00 yuan in all, for 12 months",
        "Representative of the office, Representative of the purchaser First expert, Evaluation expert",
        "Tender documents the file is not kept here Declaration of the winner the file is not kept here "
        "How the documents were to be had, by the notice: On paper at the purchaser's desk; this case has no file of them "
        "For a file that is not kept here ask: Ms Li, 000-2026-1037",
    ):
        assert said in read_out, said
    for said in (
        "Stage 7 of 9: Result",
        "Signing of the contract Due 24 April 2026",
        "Evaluation expert, First expert",
        "Qualification: 3 of 3 bids pass",
        "Candidates are recommended",
    ):
        assert said in whole, said
    for page_of, parts in ((read_out, ("Why this one", "All bidders", "Winner Sunrise Address", "Main items", "Panel", "Tender documents")),
                           (whole, ("Beside the periods of the law", "The whole process", "Plan and notice", "Bids and opening",
                                    "Award and result", "Now and next", "Facts", "Opening record"))):  # fmt: skip
        assert (places := [page_of.rindex(said) for said in parts]) == sorted(places)
    chinese = told(client, f"{PROCUREMENT}/result", "zh-hans")
    assert "日期、合同与联系方式 中标（成交）供应商 Sunrise" in chinese
    assert "First expert（评审专家）" in chinese
    assert "全部供应商" in chinese


def test_acts_of_one_kind_in_a_row_are_one_line_and_each_keeps_its_address(client: Client) -> None:
    until("publish-result")
    html, stored = page(client, f"/en/processes/{PROCUREMENT}/"), read.entries(PROCUREMENT)
    sheets = [one.no + 1 for one in stored if one.act.kind == "scores-given"]
    assert f"Scores given ({len(sheets)})" in html
    assert [number for number in range(1, len(stored) + 1) if html.count(f'id="act-{number}"') != 1] == []
    assert [number for number, one in enumerate(stored, 1) if seal_code(one.leaf) not in html] == []


def test_while_an_evaluation_goes_on_no_chapter_tells_that_an_award_was_decided(client: Client) -> None:
    until("decide-award")
    whole = told(client, PROCUREMENT)
    assert ("Evaluation" in whole, "Award and result" in whole) == (True, False)


def test_points_are_shown_in_words_and_the_reason_that_a_loser_is_told_is_not_shown(client: Client) -> None:
    until("publish-result")
    html = page(client, f"/en/processes/{PROCUREMENT}/")
    scores = next(one for one in read.entries(PROCUREMENT) if one.act.kind == "scores-given")
    assert "Lot 1: Sunrise Points plan : 70 Lot 1: Brook Points plan : 66 Lot 1: Hill Points plan : 60" in text_of(act(html, scores.no + 1))
    assert ("Decimal" in html, "No. 2 by rank" in html, "No. 3 by rank" in html) == (False, False, False)


def test_what_a_contract_says_is_shown_by_its_clauses_once_it_is_published(client: Client) -> None:
    until(*SIGNING)
    signed = told(client, SIGNED)
    assert "An act that is not public yet Everyone reads it once the contract is published." in signed
    assert [word for word in ("Clauses", "carer", "800,000.00") if word in signed] == []
    assert "Publication of the contract Due 13 April 2026" in signed


@pytest.mark.parametrize(
    ("steps", "state", "words"), [(SIGNING[:-1], "result", "Result published"), (SIGNING, "contracted", "Contract signed")]
)
def test_that_every_award_has_its_contract_is_said_in_lists_as_on_the_page(
    client: Client, steps: tuple[str, ...], state: str, words: str
) -> None:
    until(*steps)
    assert models.Docket.objects.get(number=PROCUREMENT).state == state
    assert f"{words} Procurement" in text_of(page(client, f"/en/processes/?q={PROCUREMENT}"))
    assert "1 result" in text_of(page(client, f"/en/notices/?kind=all&status={state}"))
    assert f"{words}" in told(client, PROCUREMENT).split("Stage ")[1]


def test_the_purchasers_own_member_is_no_expert(client: Client) -> None:
    until("publish-result")
    read_out = told(client, PROCUREMENT)
    assert "Representative of the purchaser, Representative of the office" in read_out
    assert "Evaluation expert, Representative of the office" not in read_out


def test_a_consultation_cites_its_own_rows(client: Client) -> None:
    until("publish-result", path=TALKS)
    number = models.Docket.objects.get(kind="procurement", method="competitive-consultation").number
    basis = {one.act.kind: act(page(client, f"/en/processes/{number}/"), one.no + 1) for one in read.entries(number)}
    own = METHODS["competitive-consultation"]
    for step in own.listed:
        for made in step.then:
            if made.act.kind in basis:
                cited = re.findall(r'class="cite" href="/en/rules/([^/]+)/"', basis[made.act.kind].split("<details>")[0])
                assert set(cited) & set(step.under), made.act.kind


def desk_of_a_bidder(supplier: str, bid: str) -> str:
    """What a bidder reads of its own bid once it is open."""
    own = signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=supplier), email="bidder@example.org")
    return own.get(f"/en/desk/{bid}/").content.decode()


@pytest.mark.parametrize("step", ["open-bids", "record-negotiation", "publish-result"])
def test_who_bid_at_which_price_in_a_consultation_is_read_with_its_result(client: Client, step: str) -> None:
    """CC-05, on every page and in every file: that bids were opened, and how many, is told at once."""
    until(step, path=TALKS)
    while clock.sequence_once():
        pass
    number, out = models.Docket.objects.get(method="competitive-consultation").number, step == "publish-result"
    (opening, *_), stored = (one for one in read.entries(number) if one.act.kind == "bids-opened"), read.entries(number)
    assert isinstance(opening.act, BidsOpened)
    names = {one.supplier for one in opening.act.opened}
    secret = [*(f"{(one.price or 0) / 100:.2f}" for one in opening.act.opened), *(f'"{one}"' for one in names)]
    secret += [one for name in models.Party.objects.filter(key__in=names).values_list("name_zh", "name_en") for one in name if one]
    paths = [f"/{language}/processes/{number}/" for language in ("en", "zh-hans")]
    paths += [f"/processes/{number}/record.jsonl", f"/api/v1/dockets/{number}/acts?limit=100", f"/en/notices/{number}/",
              f"/en/notices/?kind=all&q={number}", "/feeds/notices.atom", "/en/notices.csv?kind=all"]  # fmt: skip
    told = {path: b"".join(client.get(path)).decode().replace(",", "").replace("\\", "") for path in paths}
    found = [path for path, text in told.items() if any(one in text for one in secret)]
    assert found[:4] == (paths[:4] if out else [])
    html = told[paths[0]]
    assert text_of(act(html, opening.number)).startswith("Bids opened ")
    assert f"{len(names)} bids opened" in act(html, opening.number)
    assert ("Everyone reads who bid and at which price once the result is published" in html) is not out
    assert "Opening record" in html
    own = desk_of_a_bidder(opening.act.opened[0].supplier, opening.act.opened[0].bid)
    assert ("until then suppliers are talked with one by one" in own, "#opening-1" in own) == (not out, out)
    (acts,) = [json.loads(b"".join(client.get(paths[3], headers={"Accept-Language": "en"})))["acts"]]
    line = acts[opening.no]
    assert (line.get("withheld"), line["title"]) == (None if out else True, "Bids opened")
    if not out:
        assert line["told"] == {"late": 0, "lots": [{"bids": len(names), "lot": "1", "opened": True}], "withdrawn": 0}
    assert len(acts) == len(stored)


def test_a_published_contract_and_its_procurement_lead_to_each_other(client: Client) -> None:
    until("publish")
    contract, procurement = page(client, f"/en/processes/{SIGNED}/"), page(client, f"/en/processes/{PROCUREMENT}/")
    for said in (
        "Provider Brook Contract amount CNY 800,000.00 Form of the contract Purchase Runs from 1 May 2026 Runs until 30 April 2027",
        "Content Day care with a meal and transport",
        "Funds by year 2026 CNY 533,333.33 2027 CNY 266,666.67",
        "Stage 8 of 9: Contract",
        "Filing of a copy Due 20 April 2026",
    ):
        assert said in text_of(contract), said
    assert f'<dt>Procurement</dt><dd><a class="no" href="/en/processes/{PROCUREMENT}/">{PROCUREMENT}</a>' in contract
    assert f'<a class="tap" href="/en/processes/{SIGNED}/">Contract {SIGNED}</a> <span class="sum">' in procurement
    assert ("Contract signed" in procurement, "Stage 8 of 9: Contract" in procurement) == (True, True)
    chinese = told(client, SIGNED, "zh-hans")
    assert ("承接主体 Brook" in chinese, "合同已公告" in chinese, "合同形式 购买" in chinese) == (True, True, True)


def test_who_follows_a_purchase_hears_of_its_contract(client: Client) -> None:
    until("publish")
    feed = client.get(f"/en/processes/{PROCUREMENT}.atom").content.decode()
    assert f"<title>{SIGNED} 1. Contract drawn up</title>" in feed
    assert f'href="http://testserver/p/{SIGNED}#act-1"' in feed


@pytest.mark.parametrize(("step", "told"), [
    ("sign-contract", ["contract-signed"]), ("publish", ["contract-drawn-up", "contract-signed", "publication-made"]),
])  # fmt: skip
def test_an_answer_tells_by_mail_of_the_text_of_a_contract_once_that_is_published(step: str, told: list[str]) -> None:
    until(step)
    kinds = ("contract-drawn-up", "contract-signed", "publication-made")
    assert [one.act.kind for one in alerts.moves(kinds, read.entries(SIGNED))] == told


def test_a_seal_code_in_the_search_leads_to_where_it_is_verified(client: Client) -> None:
    until("publish-result")
    code = seal_code(read.entries(PROCUREMENT)[0].leaf)
    assert f'<a href="/en/verify/?code={code}">Verify it</a>' in page(client, f"/en/search/?q={code.lower()}")
    assert "Verify it" not in page(client, "/en/search/?q=care")


@pytest.mark.parametrize("typed", ["{} 3", "{}-3", "{} record 3", "{} 第3号", "{} no. 003"])
def test_the_number_of_an_act_in_the_search_leads_to_the_act_and_finds_its_process(client: Client, typed: str) -> None:
    until("publish-result")
    found = page(client, f"/en/search/?q={typed.format(PROCUREMENT)}")
    assert f'This is the number of an act. <a href="/en/processes/{PROCUREMENT}/#act-3">{PROCUREMENT} 3</a>' in found
    assert f'<a href="/en/notices/{PROCUREMENT}/">' in found


@pytest.mark.parametrize("typed", ["{}", "{} 0", "{} 999", "DC-2026-S-9999 1", "care 3"])
def test_what_is_the_number_of_no_act_leads_to_none(client: Client, typed: str) -> None:
    until("publish-result")
    assert "This is the number of an act" not in page(client, f"/en/search/?q={typed.format(PROCUREMENT)}")


def test_a_winner_that_refuses_is_told_and_its_award_falls(client: Client) -> None:
    until("publish-result", "refuse-signature")
    refused = told(client, REFUSED)
    assert ("Signature refused" in refused, "It has no carers for the third village" in refused) == (True, True)
    assert "供应商拒签" in told(client, REFUSED, "zh-hans")
    assert "Stage 7 of 9: Result" in told(client, PROCUREMENT)


def test_an_award_that_was_set_aside_says_so_and_shows_no_days(client: Client) -> None:
    until("set-aside-award")
    fallen = told(client, PROCUREMENT)
    assert "This award was set aside on 31 March 2026. The winner refuses to sign." in fallen
    assert ("The notice stands until" in fallen, "All bidders" in fallen.split("The whole process")[0]) == (False, False)
    assert "Evaluation Who must act" in fallen


def test_when_final_quotes_close_is_not_told_before_the_result(client: Client) -> None:
    until("open-round", path=TALKS)
    number = "DC-2020-S-0001"
    doors = [client.get(path) for path in (f"/api/v1/dockets/{number}", f"/en/notices/{number}/", f"/en/processes/{number}/")]
    assert [door.status_code for door in doors] == [200, 200, 200]
    listed, notice, whole = (door.content.decode() for door in doors)
    assert [door for door in (listed, whole, notice) if "17:30" in door] == []
    assert ("Being evaluated" in whole, "Opening record" in whole, "final quotes" in whole) == (True, True, False)


def test_both_openings_are_shown_with_the_result(client: Client) -> None:
    until("publish-result", path=TALKS)
    shown = told(client, "DC-2020-S-0001")
    assert ("Opening record Opening record Lot Supplier" in shown, "Opening record: final quotes" in shown) == (True, True)
    assert "Round opened" in shown
    assert "Closes 21 October 2020, 17:30" in shown
    chinese = client.get("/zh-hans/processes/DC-2020-S-0001/").content.decode()
    assert ('data-label="开启结果">已开启<' in chinese, ">opened<" in chinese) == (True, False)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("number", [PROCUREMENT, f"{PROCUREMENT}/result", SIGNED])
def test_on_a_narrow_screen_nothing_is_cut_and_axe_finds_nothing(client: Client, chromium: Browser, language: str, number: str) -> None:
    until("file-with-authority")
    sent = client.get(f"/{language}/processes/{number}/").content
    assert len(gzip.compress(sent)) < 30_000
    html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{STYLES.read_text()}</style>", sent.decode())
    tab = chromium.new_context(viewport={"width": 320, "height": 800}).new_page()
    tab.set_content(html)
    tab.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert (
        tab.evaluate("[...document.querySelectorAll('.stack')].filter(one => one.scrollWidth > one.parentElement.clientWidth).length") == 0
    )
    found = Axe().run(tab, options=EVERYTHING)
    assert found.response["violations"] == [], found.generate_report()
    tab.context.close()


def test_a_bid_waits_for_nothing_once_it_was_opened() -> None:
    until("publish-result")
    bid = models.Docket.objects.filter(kind="bid", state="sealed")[0]
    client = signed_in(Mandate(role=Role.SUPPLIER, office="bids", body=bid.body, persons=("bo",)))
    desk = text_of(client.get("/en/desk/").content.decode())
    assert ("Won Contract to be signed by: 24 April 2026 Bid" in desk, "Sealed the opening" in desk) == (True, False)
    page = text_of(client.get(f"/en/desk/{bid.number}/").content.decode())
    assert f"Procurement {PROCUREMENT} Closes 23 March 2026, 09:30" in page


def test_who_sits_on_a_panel_is_named_on_the_desk_as_on_the_page() -> None:
    until("publish-result")
    buyer = models.Docket.objects.get(number=PROCUREMENT).body
    client = signed_in(Mandate(role=Role.BUYER, office="purchasing", body=buyer, persons=("li",)))
    page = client.get(f"/en/desk/{PROCUREMENT}/").content.decode()
    assert ("Evaluation expert" in page, "expert-pool" in page) == (True, False)


def test_who_has_another_name_now_is_shown_by_both(client: Client) -> None:
    until("publish-result")
    changed = models.Party.objects.get(key=models.Award.objects.get(docket=PROCUREMENT).supplier)
    was = changed.names[0]
    changed.names = [was, ["2099-01-01T00:00:00+08:00", "", "Civil Affairs"]]
    changed.save()
    assert told(client, PROCUREMENT).count(f"{was[2] or was[1]} (now: Civil Affairs)") >= 2
