"""A bid is written, sealed and sent from the one page: what the key holders open later is what stood in its fields."""

import gzip
import json
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from operis.cli._shell import DONE
from operis.cli.seal import main as seal_off_line
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered
from operis.dockets.procurement.terms import Document
from operis.sealing.page import digest, page, policy
from tests.web.bid_form import GOLDEN, bid_form, both, question
from tests.web.seal_written import PLAN, SCAN, digest_of, opened_by_two, written
from tests.web.sealed_site import PIECE_BYTES, RECEIPT, Site, form_of, opened, saved, visited
from tests.web.shown import COLOURS, EVERYTHING, LOW_TARGETS, RUN, TARGET_HEIGHT_MIN

GZIPPED_MAX = 60_000


def test_the_page_is_one_small_file_that_lets_nothing_else_run(client: Client) -> None:
    answer = client.get("/seal/")
    assert answer.content == page()
    assert answer["Content-Security-Policy"] == f"{policy()}; frame-ancestors 'none'"
    assert "'self'" not in policy().replace("connect-src 'self'", "")
    assert len(gzip.compress(page())) <= GZIPPED_MAX
    assert not any(word in page() for word in (b"src=", b"<link", b"style=", b"@import", b"url("))
    assert client.get("/seal/", headers={"If-None-Match": f'"{digest()}"'}).status_code == 304
    assert client.get("/seal/operis-seal.html").content == page()


@pytest.mark.slow
class TestBidding:
    def test_what_the_holders_open_is_what_was_written(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
            assert tab.locator("pre.code").inner_text() == RECEIPT
            with tab.expect_download() as came:
                tab.get_by_role("button", name="Download the receipt").click()
            assert Path(came.value.path()).read_text("utf8") == RECEIPT
        content, files = opened_by_two(site)
        licence = Document(name="licence.pdf", size=len(SCAN), sha256=digest_of(SCAN))
        assert content == BidContent(
            price=Fen(356_000_00), small=True, statements=(Slug("able-to-bear-liability"), Slug("as-asked")), documents=(licence,),
            offers=(Offered(about=Slug("plan"), text=Wording(zh=PLAN), answers=Slug("criterion")),), members=("bright-hands",),
        )  # fmt: skip
        assert files == [SCAN]

    def test_a_form_to_sign_that_is_not_there_is_told_and_refuses_nothing(self, chromium: Browser) -> None:
        told = []
        for signed in (False, True):
            form = bid_form()
            form["sections"][1]["questions"].append(question("form-letter", "handed-in", "form-letter", both("投标函", "Letter of the bid"),
                                                             needed=False, signed=signed))  # fmt: skip
            site = Site(form=form)
            with visited(chromium, site) as context:
                tab = written(opened(context))
                told.append(tab.inner_text("body").count("Signed forms that are not there: 1"))
                tab.get_by_role("button", name="Seal and send the bid").click()
                expect(tab.locator("#h-received")).to_be_focused()
        assert told == [0, 3]  # beside its section, in the list of what is missing, and before the button

    def test_nothing_that_leaves_the_page_can_be_read(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
        everything = bytes(site.sealed) + json.dumps([site.asked, site.descriptors]).encode()
        for secret in (b"356000", b"35600000", PLAN.encode(), b"licence", b"%PDF", SCAN[:40]):
            assert secret not in everything

    def test_bytes_that_were_cut_go_on_from_where_they_are(self, chromium: Browser) -> None:
        site = Site(cuts=2)
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#result")).to_contain_text("The connection was cut.")
            expect(tab.locator("#h-received")).to_be_focused(timeout=20_000)
        assert opened_by_two(site)[1] == [SCAN]
        assert site.announced["size"] == f"{len(site.sealed)}"
        assert len(site.sealed) > 3 * PIECE_BYTES

    def test_after_the_page_was_left_the_same_bid_goes_on(self, chromium: Browser) -> None:
        """The key and the request are those from before: what was sent need not be sent again, and nothing is entered twice."""
        site = Site(refuses={"says": "Not now."})
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#result")).to_contain_text("Not now.")
            tab.reload()
            site.refuses = None
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
            (first, before), (second, after) = site.descriptors
            assert (first, before) == (second, after)
            tab.fill("#price", "355000")
            site.sealed.clear()
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
        third, other = site.descriptors[2]
        assert third != second
        assert other["commitment"] != after["commitment"]
        assert opened_by_two(site)[0].price == 355_000_00

    def test_who_is_not_signed_in_any_more_is_told_and_loses_nothing(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            site.signed = False
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#result").get_by_role("link")).to_have_attribute("href", "/en/account/sign-in/")
            site.signed = True
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()

    def test_where_the_keys_have_changed_nothing_is_sent_and_the_new_page_is_shown(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            site.form = bid_form(no=1, limit="370000.00")
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#result")).to_contain_text("The documents or the key holders have changed")
            assert site.descriptors == []
            assert "370,000.00" in tab.locator("dl.key").inner_text()

    def test_a_refusal_says_its_grounds(self, chromium: Browser) -> None:
        ground = {"says": "The lot is closed.", "do": "Look at the notice.", "row": "ROW-1", "rule": "/en/rules/ROW-1/", "blocks": True}
        site = Site(refuses={"says": "Not yet possible: send a sealed bid", "why": "/en/why/X-1/", "grounds": [ground]})
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator(".why")).to_contain_text("The lot is closed. Look at the notice. ROW-1")
            expect(tab.locator(".why").get_by_role("link", name="Why not")).to_have_attribute("href", "/en/why/X-1/")

    def test_to_keys_that_are_not_those_of_the_notice_nothing_is_sealed(self, chromium: Browser) -> None:
        keys = bid_form()["keys"]
        other = {**keys["holders"][0], "key": GOLDEN["holders"][1]["key"]}
        site = Site(bid_form(keys={**keys, "holders": [other, *keys["holders"][1:]]}))
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#result")).to_contain_text("nothing is sealed to them")
        assert (bytes(site.sealed), len(site.descriptors)) == (b"", 0)

    @pytest.mark.parametrize(("now", "says"), [("09:29:50", "You can still bid"), ("09:30:00", "Bids have closed")])
    def test_whether_bids_have_closed_is_told_by_the_site_s_clock(self, chromium: Browser, now: str, says: str) -> None:
        with visited(chromium, Site(now=f"2046-06-02T{now}+08:00")) as context:
            expect(opened(context).locator(".tag").first).to_have_text(says)

    def test_without_a_price_nothing_is_sealed_and_the_way_to_the_field_is_shown(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = opened(context)
            tab.get_by_role("button", name="Seal and send the bid").click()
            tab.locator("#errors").get_by_role("link", name="Without a price there is nothing to seal.").click()
            expect(tab.locator("#price")).to_be_focused()
            assert site.sealed == b""


@pytest.mark.slow
class TestTheDraft:
    def test_it_stands_there_again_and_lies_encrypted_meanwhile(self, chromium: Browser) -> None:
        with visited(chromium, Site()) as context:
            tab = written(opened(context))
            tab.reload()
            expect(tab.locator("#price")).to_have_value("356,000.00")
            expect(tab.locator("#text-criterion-plan")).to_have_value(PLAN)
            expect(tab.locator("ul.files")).to_contain_text(["licence.pdf"])
            kept = tab.evaluate(STORED)
        assert kept["extractable"] == ["false"]
        assert not any(secret in kept["bytes"] for secret in ("356,000", "356000", "licence", "%PDF-1.7", "签到"))
        assert len(kept["bytes"]) > len(SCAN)

    def test_the_way_to_a_section_leaves_the_address_as_it_is(self, chromium: Browser) -> None:
        with visited(chromium, Site()) as context:
            tab = opened(context)
            before = tab.url
            tab.locator("#beside").get_by_role("link", name="Service plan").click()
            expect(tab.locator("#h-criterion-plan")).to_be_focused()
            assert tab.url == before

    def test_files_come_all_while_something_is_typed(self, chromium: Browser) -> None:
        some = [{"name": f"{no}.pdf", "mimeType": "application/pdf", "buffer": SCAN + bytes([no])} for no in range(4)]
        with visited(chromium, Site()) as context:
            tab = opened(context)
            tab.set_input_files("#files-materials", some)  # type: ignore[arg-type]
            for count in range(30):
                tab.fill("#price", f"{count}")
                tab.wait_for_timeout(50)
            expect(tab.locator("#q-materials ul.files li")).to_have_count(4)
            saved(tab)
            tab.reload()
            expect(tab.locator("#q-materials ul.files li")).to_have_count(4)

    def test_it_opens_without_the_site_too(self, chromium: Browser) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            site.signed = False
            tab.reload()
            expect(tab.locator("#price")).to_have_value("356,000.00")

    def test_it_is_taken_along_under_a_passphrase(self, chromium: Browser, tmp_path: Path) -> None:
        site = Site()
        with visited(chromium, site) as context:
            tab = written(opened(context))
            tab.fill("#take-phrase", "eleven sign")
            tab.get_by_role("button", name="Save as a file").click()
            expect(tab.locator(".err")).to_have_text("A passphrase has at least 12 signs.")
            tab.fill("#take-phrase", "正确的马电池订书钉 twelve")
            with tab.expect_download() as came:
                tab.get_by_role("button", name="Save as a file").click()
            came.value.save_as(tmp_path / "draft")
        assert b"356" not in (tmp_path / "draft").read_bytes()[200:400]
        with visited(chromium, site) as elsewhere:
            tab = opened(elsewhere, address="")
            tab.set_input_files("#bring-file", tmp_path / "draft")
            tab.fill("#bring-phrase", "wrong passphrase")
            tab.get_by_role("button", name="Open it").click()
            expect(tab.locator(".err")).to_contain_text("the passphrase is another")
            tab.fill("#bring-phrase", "正确的马电池订书钉 twelve")
            tab.get_by_role("button", name="Open it").click()
            expect(tab.locator("#price")).to_have_value("356,000.00")
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
        assert opened_by_two(site)[1] == [SCAN]

    def test_another_tab_does_not_write_over_it(self, chromium: Browser) -> None:
        with visited(chromium, Site()) as context:
            one, other = opened(context), opened(context)
            expect(other.locator("#h-check")).to_be_visible()
            one.fill("#price", "1")
            saved(one)
            other.fill("#price", "2")
            expect(other.locator("#told")).to_contain_text("Another tab has saved this draft")
            other.get_by_role("button", name="Load it again").click()
            expect(other.locator("#price")).to_have_value("1")

    def test_it_is_deleted_when_that_was_confirmed(self, chromium: Browser) -> None:
        with visited(chromium, Site()) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Delete the draft from this device").click()
            tab.get_by_role("button", name="Delete", exact=True).click()
            expect(tab.locator(".notice")).to_have_text("The draft is deleted.")
            assert tab.evaluate(STORED)["bytes"] == ""

    def test_it_begins_with_what_was_said_before(self, chromium: Browser) -> None:
        url = "/en/desk/DC-2026-B-0001/bid/files/x/"
        row = {"name": "old.pdf", "sha256": digest_of(SCAN), "size": len(SCAN), "url": url}
        lost = {**row, "name": "lost.pdf", "url": "/en/desk/gone/"}
        begun = {"texts": {"criterion-plan": PLAN}, "ticked": ["condition-1"], "files": {"materials": [row, lost]}}
        with visited(chromium, Site(bid_form(begun=begun), files={url: SCAN})) as context:
            tab = opened(context)
            expect(tab.locator("#told")).to_contain_text("Files that did not come; choose them again: lost.pdf")
            expect(tab.locator("#text-criterion-plan")).to_have_value(PLAN)
            expect(tab.locator("#tick-condition-1")).not_to_be_checked()
            expect(tab.locator("#q-materials ul.files li")).to_have_count(1)
            answered = tab.locator("#beside li", has_text="From an earlier bid: look it over")
            expect(answered).to_have_count(2)
            tab.locator("#q-criterion-plan").get_by_role("button", name="I have looked it over").click()
            expect(answered).to_have_count(1)


@pytest.mark.slow
class TestOffLine:
    def test_from_the_disk_it_seals_a_form_s_file_and_saves_what_it_sealed(self, chromium: Browser, tmp_path: Path) -> None:
        site = Site()
        (tmp_path / "seal.html").write_bytes(page())
        (tmp_path / "form.json").write_text(form_of(site), "utf8")
        context = chromium.new_context(accept_downloads=True, locale="en-GB")
        tab = context.new_page()
        tab.goto((tmp_path / "seal.html").as_uri())
        tab.set_input_files("#begin-form", tmp_path / "form.json")
        written(tab)
        expect(tab.get_by_role("button", name="Seal and send the bid")).to_have_count(0)
        tab.get_by_role("button", name="Seal it, and save it as files").click()
        for name in ("Save the sealed bid", "Save its descriptor"):
            with tab.expect_download() as came:
                tab.get_by_role("button", name=name).click()
            came.value.save_as(tmp_path / came.value.suggested_filename)
        context.close()
        site.sealed += (tmp_path / "DC-2026-B-0007-1-0.sealed").read_bytes()
        site.descriptors.append(("", json.loads((tmp_path / "DC-2026-B-0007-1-0.json").read_text())))
        assert opened_by_two(site)[1] == [SCAN]

    def test_operis_seal_writes_the_same_two_files_from_the_same_seed(self, chromium: Browser, tmp_path: Path) -> None:
        site = Site()
        (tmp_path / "form.json").write_text(form_of(site), "utf8")
        (tmp_path / "licence.pdf").write_bytes(SCAN)
        said = {
            "v": "operis/bid-answers/v1", "docket": site.form["docket"], "lot": "1", "price": "356000.00", "items": [],
            "ticked": ["condition-0", "as-asked"], "texts": {"criterion-plan": PLAN}, "members": ["bright-hands"],
            "files": {"materials": [{"name": "licence.pdf", "sha256": digest_of(SCAN), "size": len(SCAN)}]},
        }  # fmt: skip
        (tmp_path / "answers.json").write_text(json.dumps(said), "utf8")
        assert seal_off_line([f"{tmp_path / 'form.json'}", f"{tmp_path / 'answers.json'}", "--files", f"{tmp_path}", "--out",
                              f"{tmp_path / 'out'}", "--secret-number", "07" * 32, "--anyway"]) == DONE  # fmt: skip
        seeded = "Crypto.prototype.getRandomValues = bytes => bytes.fill(7);"
        with visited(chromium, site, before=seeded) as context:
            tab = written(opened(context))
            tab.get_by_role("button", name="Seal and send the bid").click()
            expect(tab.locator("#h-received")).to_be_focused()
        (sealed,), (told,) = (tmp_path / "out").glob("*.sealed"), (tmp_path / "out").glob("*.json")
        assert bytes(site.sealed) == sealed.read_bytes()
        assert site.descriptors[0][1] == json.loads(told.read_text("utf8"))

    def test_where_the_browser_cannot_encrypt_nothing_is_asked(self, chromium: Browser) -> None:
        site = Site()
        gone = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
        with visited(chromium, site, before=gone) as context:
            tab = opened(context)
            expect(tab.locator("main")).to_contain_text("A bid that is not sealed is never sent.")
            expect(tab.locator("main")).to_contain_text("operis seal")
            assert tab.locator("input, textarea").count() == 0
        assert site.asked == ["GET /seal/"]

    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_without_script_the_page_says_where_the_other_way_is(self, chromium: Browser, language: str) -> None:
        with visited(chromium, Site(), java_script_enabled=False) as context:
            tab = context.new_page()
            tab.goto("https://seal.example/seal/")
            says = {"en": "hand in what it made", "zh-hans": "用命令operis seal密封后送交"}
            assert says[language] in tab.locator("main").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(chromium: Browser, language: str, width: int) -> None:
    with visited(chromium, Site(), viewport={"width": width, "height": 800}) as context:
        begin = opened(context, address="")
        expect(begin.locator("#begin-form")).to_be_visible()
        assert begin.evaluate(RUN, EVERYTHING) == []
        tab = written(opened(context, language))
        tab.locator("#result + p button").first.click()
        expect(tab.locator("#h-received")).to_be_focused()
        tab.get_by_role("button", name={"en": "Add a line", "zh-hans": "添加一行"}[language]).click()
        tab.fill("#quantity-0", "x")
        tab.locator("#result + p button").first.click()
        expect(tab.locator("#errors")).to_be_focused()
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.evaluate(RUN, EVERYTHING) == []
        assert tab.evaluate(LOW_TARGETS, TARGET_HEIGHT_MIN) == []
        tab.emulate_media(color_scheme="dark")
        assert tab.evaluate(RUN, COLOURS) == []


STORED = """async () => {
    const base = await new Promise(done => { const asked = indexedDB.open("operis-seal"); asked.onsuccess = () => done(asked.result); });
    const all = name => new Promise(done => { const asked = base.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => done(asked.result); });
    const rows = [...await all("drafts"), ...await all("pieces")], text = [];
    for (const row of rows) text.push(new TextDecoder("latin1").decode(row.sealed), JSON.stringify({ ...row, iv: 0, sealed: 0 }));
    return { bytes: text.join(""), extractable: (await all("keys")).map(one => `${one.extractable}`) };
}"""
