"""What does a form let choose by name, so that nobody types a key?"""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from operis.clock import fall_due, set_demo_clock
from operis.core.mandates import Mandate, Role
from operis.web.desk.choices import MOST
from tests.ledger.county import ERIN, FAYE, County, need_recorded
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.procedures.documents import intention, notice, plan
from tests.statute import ALICE, BO, CHEN, at
from tests.web.desk import KEY
from tests.web.listed import party, put
from tests.web.reading import page, text
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
DRAWN = Mandate(role=Role.EXPERT, office="pool", body="finance", persons=("gao",))


@pytest.fixture(name="opened")
def _opened() -> County:
    """A tender whose three bids are open."""
    county = tender("sunrise", "brook", "hill")
    list(fall_due(county.office, CLOSES, lived=False))
    set_demo_clock(CLOSES + timedelta(hours=1))
    return county


def offered(html: str, name: str) -> dict[str, str]:
    """The words of what may be chosen at an input, by what is sent; nothing where it is typed."""
    found = re.search(rf'<select name="{name}"[^>]*>(.*?)</select>', html, re.DOTALL)
    return {value: words for value, words in re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)</option>', found[1])} if found else {}


def form(step: str, by: Mandate = ALICE, docket: str = TENDER) -> str:
    return page(signed_in(by, email=f"{by.persons[0]}@office.example"), f"/en/desk/{docket}/{step}/")


def bids(html: str) -> dict[str, tuple[str, str]]:
    """Of each row of an examination: the heading that is read, by the lot and the supplier that are sent."""
    rows = re.findall(r'<fieldset class="group" aria-describedby="h-verdicts-(\d+) *"><legend>([^<]+)</legend>', html)
    sent = {name: value for name, value in re.findall(r'<input type="hidden" name="(verdicts-\d+-\w+)" value="([^"]*)">', html)}
    return {sent[f"verdicts-{row}-supplier"]: (words, sent[f"verdicts-{row}-lot"]) for row, words in rows}


def test_bidders_and_lots_stand_there_by_name_once_bids_are_open(opened: County) -> None:
    html = form("examine-bids")
    assert bids(html) == {"sunrise": ("Sunrise", "1"), "brook": ("Brook", "1"), "hill": ("Hill", "1")}
    assert offered(html, "verdicts-0-supplier") == {}


def test_what_was_chosen_by_name_is_read_back_by_name(opened: County) -> None:
    verdict = {"verdicts-rows": "1", "verdicts-0-lot": "1", "verdicts-0-supplier": "brook", "verdicts-0-result": "valid"}
    client = signed_in(ALICE, email="alice@office.example")
    path = f"/en/desk/{TENDER}/examine-bids/"
    name, _lot = bids(page(client, path))["brook"]
    checked = text(client.post(path, {**verdict, "check": "compliance", "desk-do": "check", "desk-key": KEY}))
    assert (f"Supplier: {name}" in checked, "Supplier: brook" in checked) == (name != "", False)


def test_before_the_opening_nobody_is_told_who_bids() -> None:
    tender("sunrise", "brook", "hill")
    html = form("examine-bids")
    assert (bids(html), offered(html, "verdicts-0-supplier")) == ({}, {})
    assert "sunrise" not in html.lower()


def test_those_who_may_sit_on_a_panel_are_chosen_by_name(opened: County) -> None:
    """Experts by whomever they were sent, and as representative who evaluates for the purchaser; nobody of another office."""
    own = account("wu@office.example", replace(DRAWN, office="civil", body="civil-affairs"), name="Wu Min")
    expert = account("gao@pool.example", DRAWN, name="Gao Yu")
    account("chen@finance.example", CHEN, name="Chen Bo")
    html = form("form-panel")
    assert offered(html, "members-0-person") == {str(own.pk): "Wu Min"}
    assert offered(html, "members-1-person") == {str(expert.pk): "Gao Yu"}


def test_nobody_writes_the_list_of_a_draw(opened: County) -> None:
    """It is the whole pool, and who has an account and no file is not in it."""
    account("gao@pool.example", DRAWN)
    html = form("announce-draw")
    assert "entries-" not in html
    assert "0 experts of the pool can be drawn." in html


def test_who_may_not_take_the_step_is_offered_nothing(opened: County) -> None:
    answer = signed_in(ERIN, email="erin@office.example").get(f"/en/desk/{TENDER}/examine-bids/")
    assert answer.status_code == 403
    assert "<option" not in answer.content.decode()


def test_a_need_is_chosen_by_its_title(county: County) -> None:
    html = page(signed_in(ALICE), "/en/desk/new/procurement/publish-intention/")
    assert offered(html, "need") == {"DC-2026-N-0001": "Day care (DC-2026-N-0001)"}


def test_a_need_that_is_planned_is_not_offered_again_and_what_is_chosen_stays(county: County) -> None:
    second, third = county.need(), county.done(None, need_recorded()).docket
    county.done(None, plan())
    client = signed_in(ALICE)
    for step in ("publish-intention", "file-plan"):
        assert set(offered(page(client, f"/en/desk/new/procurement/{step}/"), "need")) == {second}, third
    sent = client.post("/en/desk/new/procurement/file-plan/", {"need": "DC-2026-N-0001", "keep": "yes", "desk-key": KEY}).content.decode()
    assert set(offered(sent, "need")) == {"DC-2026-N-0001", second}
    sent = client.post("/en/desk/new/procurement/file-plan/", {"fiscal_year": "2027", "keep": "yes", "desk-key": KEY}).content.decode()
    assert set(offered(sent, "need")) == {"DC-2026-N-0001", second}
    there = page(client, f"/en/desk/{FIRST}/file-plan/")
    assert "DC-2026-N-0001" in offered(there, "need")  # it is filed anew there


def test_purchases_are_offered_to_who_can_take_the_step_there(county: County) -> None:
    inspecting, taking = "/en/desk/new/supervision/open-inspection/", "/en/desk/new/bid/obtain-documents/"
    overseer, supplier = signed_in(CHEN, email="chen@finance.example"), signed_in(BO, email="bo@sunrise.example")
    county.done(None, intention())
    filed = county.done(None, plan(need=county.need())).docket
    assert set(offered(page(overseer, inspecting), "procurement")) == {filed}
    assert offered(page(supplier, taking), "procurement") == {}
    county.done(filed, notice())
    set_demo_clock(county.clock)
    assert set(offered(page(supplier, taking), "procurement")) == {filed}
    for day, there in ((date(2026, 3, 9), {filed}), (date(2026, 3, 10), set[str]())):  # the last day on which its documents are offered
        set_demo_clock(at(day, "12:00"))
        assert set(offered(page(supplier, taking), "procurement")) == there
    set_demo_clock(CLOSES + timedelta(days=60))
    assert offered(page(supplier, taking), "procurement") == {}
    assert offered(page(signed_in(ALICE), "/en/desk/new/contract/draw-up-contract/"), "procurement") == {}


FIRST = "DC-2026-S-0001"
NEW = "/en/desk/new/budget/enter-budget/"


class TestMoreThanAList:
    """Of more than a list can hold the first are there; the others are found by words, without script."""

    @pytest.fixture(autouse=True)
    def many(self, county: County) -> None:
        for place in range(MOST + 10):
            put(party(f"office-{place:03}", "body", f"第n{place:03}办公室", f"Office n{place:03}"))

    def sent(self, **typed: str) -> str:
        client = signed_in(FAYE, email="faye@finance.example")
        return str(client.post(NEW, {"keep": "body", "desk-key": KEY, **typed}).content.decode())

    def test_the_first_are_there_and_say_that_there_are_more(self) -> None:
        html = page(signed_in(FAYE, email="faye@finance.example"), NEW)
        assert len(offered(html, "body")) == MOST
        assert "There are too many for one list." in html
        assert 'name="body-find"' in html

    @pytest.mark.parametrize("words", ["Office n207", "office n207", "n207", "第n207办公室"])
    def test_others_are_found_by_words_in_either_language(self, words: str) -> None:
        assert offered(self.sent(**{"body-find": words}), "body") == {"office-207": "Office n207"}

    def test_what_is_chosen_stays_by_its_name_whatever_is_looked_for_next(self) -> None:
        html = self.sent(body="office-209", **{"body-find": "Office n207"})
        assert offered(html, "body") == {"office-209": "Office n209", "office-207": "Office n207"}
        assert '<option value="office-209" selected>' in html
        assert "Office n209" in offered(self.sent(body="office-209"), "body").values()

    @pytest.mark.parametrize(("words", "missed"), [("moon", True), ("x" * 10_000, True), ("%", False), ("\x00", False)])
    def test_words_that_nothing_has_leave_the_first_and_say_so_and_signs_are_no_words(self, words: str, missed: bool) -> None:
        html = self.sent(**{"body-find": words})
        assert (len(offered(html, "body")), "Nothing was found by these words." in html) == (MOST, missed)

    def test_what_is_short_is_not_searched(self, county: County) -> None:
        html = page(signed_in(ALICE), "/en/desk/new/procurement/publish-intention/")
        assert 'name="need-find"' not in html
