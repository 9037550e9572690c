"""What is an officer shown and offered who writes a plan? Amounts, methods with their rows, other purchases, words to choose from."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.one_supplier import OneSupplier
from operis.documents.lawbook import book
from operis.drafts.worksheet import note
from operis.ledger import read
from operis.registers.models import DirectoryItem, FailedLot, Party
from tests.ledger.county import County, need_recorded
from tests.procedures.documents import intention, plan
from tests.statute import ALICE, OFFICE, at
from tests.web.desk import KEY, typed
from tests.web.reading import text, values_of
from tests.web.signed import account, signed_in

pytestmark = pytest.mark.django_db
NEW = "/en/desk/new/procurement/file-plan/"
PATH = f"{NEW}?need=DC-2026-N-0001&part=1"
METHODS = "Which methods are open, and why the others are closed"
OPEN_TENDER_AMOUNT, QUOTA = 200_000_000, 30_000_000
"""Those of a county in Henan, in fen."""


@pytest.fixture
def county(founded: County) -> County:
    clock.set_demo_clock(at(date(2026, 3, 3)))
    return founded


def shown(budget: int, **more: str) -> str:
    sent = {**typed(plan(budget=Fen(budget))), **more, "keep": "yes", "desk-key": KEY}
    return text(signed_in(ALICE).post(NEW, sent))


def methods(told: str) -> dict[str, bool]:
    names = ("Open tendering", "Competitive consultation", "Competitive negotiation", "Request for quotations", "Purchase below the quota")
    part = told.split(METHODS)[1]
    return {name: part.split(name, 1)[1].split("Open to you")[0].strip() == "" for name in names}


@pytest.mark.parametrize(
    ("budget", "consultation", "below"),
    [(QUOTA - 1, True, True), (QUOTA, True, False), (OPEN_TENDER_AMOUNT - 1, True, False), (OPEN_TENDER_AMOUNT, False, False)],
)
def test_each_method_is_open_or_closed_by_the_amounts_of_the_place(county: County, budget: int, consultation: bool, below: bool) -> None:
    """GPL-02, GPL-27: on both sides of the quota and of the open-tender amount."""
    found = methods(shown(budget))
    assert found == {
        "Open tendering": True, "Competitive consultation": consultation, "Competitive negotiation": False, "Request for quotations": False,
        "Purchase below the quota": below,
    }  # fmt: skip


@pytest.mark.parametrize(("method", "row"), [("competitive-consultation", "CC-03"), ("competitive-negotiation", "O74-27a")])
def test_the_cases_of_a_method_are_offered_as_the_row_that_asks_for_one_lists_them(county: County, method: str, row: str) -> None:
    sent = {**typed(plan()), "method": method, "keep": "yes", "desk-key": KEY}
    html = signed_in(ALICE).post(NEW, sent).content.decode()
    chosen = re.search(r'<select name="method_ground".*?</select>', html, re.DOTALL)
    assert chosen
    listed = book().rows[row].at(date(2026, 3, 3)).slugs("cases_any_of")
    assert re.findall(r'value="([^"]+)"', chosen[0]) == [*listed]


def test_a_closed_method_says_under_which_row_and_what_to_do(county: County) -> None:
    sent = {**typed(plan(budget=Fen(OPEN_TENDER_AMOUNT))), "keep": "yes", "desk-key": KEY}
    html = signed_in(ALICE).post(NEW, sent).content.decode()
    closed = html.split(METHODS)[1].split("<dt>Competitive consultation</dt>")[1].split("</div>")[0]
    assert ('href="/en/rules/GPL-27/"' in closed, "Plan an open tender" in unescape(closed)) == (True, True)


def test_the_amounts_stand_there_with_their_arithmetic_and_the_row_of_the_place(county: County) -> None:
    told = shown(860_000_00)
    assert "On the line CNY 100,000,000.00" in told
    assert "Reserved by other plans CNY 0.00 Free CNY 100,000,000.00" in told
    assert "Quota CNY 300,000.00" in told
    assert "Open-tender amount CNY 2,000,000.00" in told


def test_other_purchases_of_the_item_are_shown_and_close_what_would_split(county: County) -> None:
    """REG-28: with what is planned already the sum passes the amount; a fen less and it does not."""
    county.done(None, plan(budget=Fen(1_500_000_00), method=Slug("competitive-consultation")))
    told = shown(500_000_01)
    assert "Other purchases of this budget item and category in the year" in told
    assert "DC-2026-S-0001 Competitive consultation CNY 1,500,000.00" in told
    assert "Together CNY 1,500,000.00." in told
    assert (methods(told)["Competitive consultation"], methods(shown(500_000_00))["Competitive consultation"]) == (False, True)


def test_what_is_proposed_comes_from_need_line_and_law(county: County) -> None:
    note("DC-2026-N-0001", bank="home-care", slots={"visits": "9000", "standard": "MZ/T 171"}, line="BL-1")
    values = values_of(signed_in(ALICE).get(PATH).content.decode())
    assert {name: values[name] for name in ("need", "part", "fiscal_year", "directory_item", "category", "payment_days")} == {
        "need": "DC-2026-N-0001", "part": "1", "fiscal_year": "2026", "directory_item": "A0401", "category": "C05040100",
        "payment_days": "30",
    }  # fmt: skip
    assert values["criteria-0-weight"] == "21"


@pytest.mark.parametrize(("bank", "way"), [("home-care", "subcontract-share"), ("legal-aid", "")])
def test_what_no_enterprise_provides_is_not_proposed_to_be_kept_for_small_ones(county: County, bank: str, way: str) -> None:
    note("DC-2026-N-0001", bank=bank, line="BL-1")
    assert values_of(signed_in(ALICE).get(PATH).content.decode()).get("reservation-way", "") == way


def test_what_the_need_says_in_its_own_words_stands_in_the_plan(county: County) -> None:
    said: Any = read.entries("DC-2026-N-0001")[0].act
    [part] = said.parts
    note("DC-2026-N-0001", bank="home-care", slots={"visits": "9000", "standard": "MZ/T 171"}, line="BL-1")
    page = signed_in(ALICE).get(PATH).content.decode()
    for wanted in (part.result.en, part.period.en, f"{part.quantity.en}; {part.place.en}"):
        assert re.search(rf'name="requirements-\d+-text-en"[^>]*>\s*{wanted}</textarea>', page)


def test_an_item_of_another_class_than_the_service_is_not_proposed(county: County) -> None:
    """The line may have been budgeted for another service: whoever plans chooses the item, and is told what the line is for."""
    note("DC-2026-N-0001", bank="home-care", line="BL-1")
    DirectoryItem.objects.filter(code="A0401").update(class_word="own-duties")
    values = values_of(signed_in(ALICE).get(PATH).content.decode())
    assert (values["budget_line"], values["directory_item"]) == ("BL-1", "")


def test_where_the_texts_know_several_forms_of_contract_one_is_chosen(county: County) -> None:
    note("DC-2026-N-0001", bank="community-meals", line="BL-1")
    client = signed_in(ALICE)
    assert values_of(client.get(PATH).content.decode())["contract_form"] == ""
    sent = {**typed(plan()), "desk-bank": "community-meals", "desk-do": "check", "desk-key": KEY}
    unsaid = client.post(NEW, {**sent, "contract_form": ""})
    says = "Choose the form that fits this purchase. Where the supplier runs the canteens"
    assert (unsaid.status_code, says in text(unsaid)) == (422, True)
    assert client.post(NEW, {**sent, "contract_form": "purchase"}).status_code == 200


@pytest.mark.parametrize(("spent", "method"), [(1_500_000_00, "competitive-consultation"), (1_500_000_01, "open-tender")])
def test_a_method_that_the_page_calls_closed_is_not_proposed(county: County, spent: int, method: str) -> None:
    """REG-28: with what is planned of the category already, a fen decides whether the rest may be bought without open tender."""
    county.done(None, plan(budget=Fen(spent), method=Slug("competitive-consultation")))
    need = county.need()
    docket = county.done(None, intention(need=need, budget=Fen(500_000_00))).docket
    html = signed_in(ALICE).get(f"/en/desk/{docket}/file-plan/").content.decode()
    assert values_of(html)["method"] == method


def test_a_form_on_which_nothing_stands_yet_is_not_closed_by_what_it_will_ask(county: County) -> None:
    told = text(signed_in(ALICE).get(PATH))
    assert ("Not yet possible" in told, "Write it now all the same" in told) == (False, False)


def test_a_slot_that_is_still_empty_is_asked_for_by_name_and_fills_every_text(county: County) -> None:
    note("DC-2026-N-0001", bank="home-care", slots={"visits": "9000"}, line="BL-1")
    client = signed_in(ALICE)
    begun = client.get(PATH).content.decode()
    assert 'name="slot-standard"' in begun
    sent = {**typed(plan()), "desk-bank": "home-care", "acceptance-en": "By {standard}.", "desk-do": "check", "desk-key": KEY}
    answer = client.post(NEW, sent)
    assert (answer.status_code, "Fill in: name and number of the standard that applies" in text(answer)) == (422, True)
    filled = client.post(NEW, {**sent, "slot-standard": "MZ/T 171"})
    assert (filled.status_code, "By MZ/T 171." in text(filled)) == (200, True)


def test_reviewers_are_those_of_the_body_but_for_who_sits_there(county: County) -> None:
    account("rui@office.example", Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("x",)), name="Rui Xue")
    account("far@office.example", Mandate(role=Role.REVIEWER, office="review", body="education", persons=("y",)), name="Fan Yu")
    html = signed_in(ALICE).post(NEW, {**typed(plan()), "desk-key": KEY}).content.decode()
    assert ("Rui Xue" in html, "Fan Yu" in html) == (True, False)


def test_groups_of_clauses_are_boxes_and_what_is_not_ticked_is_not_sent(county: County) -> None:
    client = signed_in(ALICE)
    boxes = re.findall(r'<input type="checkbox" id="f-contract_groups-\d" name="(contract_groups-\d)" value="([\w-]+)" checked>',
                       client.get(PATH).content.decode())  # fmt: skip
    assert [value for _name, value in boxes] == [
        "content", "duration", "quantity", "quality", "price", "settlement", "rights-and-duties", "breach",
    ]  # fmt: skip
    rest = {name: value for name, value in typed(plan()).items() if not name.startswith("contract_groups")}
    sent = {**rest, "contract_groups-rows": "8", **dict(boxes[1:]), "desk-key": KEY, "desk-do": "confirm"}
    answer: Any = client.post(NEW, sent)
    assert (answer.status_code, "The draft contract has no clauses on" in text(answer)) == (422, True)
    assert read.entries("DC-2026-S-0001") == []


def test_a_need_of_another_body_proposes_nothing(county: County) -> None:
    stranger = Mandate(role=Role.BUYER, office="purchasing", body="education", persons=("dong",))
    html = signed_in(stranger, email="dong@education.example").get(PATH).content.decode()
    assert ('name="category" value="C05040100"' in html, 'name="budget"' in html) == (False, True)


def test_a_second_plan_is_not_begun_from_the_draft_of_another_need(county: County) -> None:
    number = county.done(None, need_recorded()).docket
    client = signed_in(ALICE)
    client.post(NEW, {**typed(plan()), "keep": "yes", "desk-key": KEY})
    assert values_of(client.get(f"{NEW}?need={number}&part=1").content.decode())["need"] == number
    assert values_of(client.get(NEW).content.decode())["need"] == "DC-2026-N-0001"


def test_a_condition_of_the_law_is_chosen_for_the_service_and_gets_its_words(county: County) -> None:
    """GPL-22: what the law itself has of suppliers is not typed."""
    chosen = {"service": "security", "conditions-rows": "1", "conditions-0-about": "guarding-licence", "keep": "yes", "desk-key": KEY}
    html = signed_in(ALICE).post(NEW, {**typed(plan()), **chosen}).content.decode()
    assert "持有公安机关核发的保安服务许可证" in html
    offered = re.search(r'<select name="conditions-0-about".*?</select>', html, re.DOTALL)
    assert offered
    assert ('value="guarding-licence"' in offered[0], 'value="food-business-licence"' in offered[0]) == (True, False)


def test_a_condition_of_the_bodys_own_chooses_among_the_requirements_on_the_page(county: County) -> None:
    own = {"conditions-rows": "1", "conditions-0-about": "qualification", "keep": "yes", "desk-key": KEY}
    html = signed_in(ALICE).post(NEW, {**typed(plan()), **own}).content.decode()
    offered = re.search(r'<select name="conditions-0-serves".*?</select>', html, re.DOTALL)
    assert offered
    assert re.findall(r'value="(\d+)"', offered[0]) == ["1", "2", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("step", ["file-plan", "publish-intention"])
def test_nothing_stands_in_the_way_of_what_nobody_has_written_yet(founded: County, step: str) -> None:
    page = text(signed_in(ALICE).get(f"/en/desk/new/procurement/{step}/?need=DC-2026-N-0001&part=1"))
    assert "Not yet possible" not in page
    assert "Not on record" not in page


def test_a_criterion_is_named_by_its_kind_and_asked_for_no_word_of_the_program(county: County) -> None:
    asked = {**typed(plan()), "criteria-rows": "3", "criteria-0-kind": "price", "criteria-1-kind": "judged", "criteria-2-kind": "judged"}
    asked |= {f"criteria-{row}-id": "" for row in range(3)}
    html = page_of(signed_in(ALICE).post(NEW, {**asked, "desk-key": KEY, "desk-do": "change"}))
    given = dict(re.findall(r'<input type="hidden" name="(criteria-\d-id)" value="([^"]*)">', html))
    assert given == {"criteria-0-id": "price", "criteria-1-id": "judged", "criteria-2-id": "judged-2"}
    assert 'for="f-criteria-0-id"' not in html


def test_what_is_not_the_price_needs_a_name_that_bidders_can_read(county: County) -> None:
    asked = {name: text for name, text in typed(plan()).items() if not re.fullmatch(r"criteria-\d-(id|name-..)", name)}
    html = page_of(signed_in(ALICE).post(NEW, {**asked, "desk-key": KEY, "desk-do": "check"}))
    own = [row for row in range(int(asked["criteria-rows"])) if asked[f"criteria-{row}-kind"] != "price"]
    assert [f'href="#f-criteria-{row}-name-en"' in html for row in range(int(asked["criteria-rows"]))] == [
        row in own for row in range(int(asked["criteria-rows"]))
    ]
    assert own != []


def page_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_where_the_price_alone_decides_nothing_is_typed_of_it_and_what_was_scored_comes_back(county: County) -> None:
    """GPL-38e: in a negotiation nothing is scored; who looks at another method again has lost none of the criteria."""
    client, scored = signed_in(ALICE), typed(plan())
    talked = {**scored, "method": "competitive-negotiation", "method_ground": "complex-or-special", "keep": "yes", "desk-key": KEY}
    there = values_of(client.post(NEW, talked).content.decode())
    assert {name: value for name, value in there.items() if name.startswith("criteria-0-") and value not in ("", "0")} == {
        "criteria-0-id": "price", "criteria-0-weight": "100", "criteria-0-kind": "price", "criteria-0-formula": "lowest-wins",
    }  # fmt: skip
    kept = {name: value for name, value in there.items() if name.startswith("scored-")}
    alone = {name: value for name, value in there.items() if name.startswith("criteria-")}
    rest = {name: value for name, value in scored.items() if not name.startswith("criteria-")}
    again = {**rest, **alone, **kept, "method": "open-tender", "keep": "yes", "desk-key": KEY}
    back = values_of(client.post(NEW, again).content.decode())
    given = {name: value for name, value in scored.items() if name.startswith("criteria-") and value and not name.endswith(("-en", "-zh"))}
    assert {name: back.get(name) for name in given} == given


def one_left(**sent: str) -> str:
    """The field of the one supplier on a plan that goes on with the one whom a tender of day care left."""
    for key, name in (("sunrise", "Sunrise Care Centre"), ("brook", "Brook Services")):
        Party.objects.create(key=key, docket=f"DC-2026-F-{key}", party="supplier", nature="enterprise", name_en=name, accepted=True)
    FailedLot.objects.create(docket="DC-2026-S-0009", ordinal="9", lot="1", need="DC-2026-N-0001", part="1", method="open-tender",
                             ended=date(2026, 3, 2), at_fault=False, budget_fen=860_000_00, suppliers="sunrise", category="C05040100",
                             months=12, wanted="")  # fmt: skip
    asked = plan(method=Slug("single-source"), method_ground=Slug("one-left"), one_supplier=OneSupplier(supplier="brook"), criteria=())
    html = signed_in(ALICE).post(NEW, {**typed(asked), **sent, "keep": "yes", "desk-key": KEY}).content.decode()
    field = re.search(r'<select name="one_supplier-supplier".*?</select>', html, re.DOTALL)
    assert field
    return field[0]


def test_the_one_whom_a_tender_left_is_filled_in_and_nobody_else_can_be_chosen(county: County) -> None:
    field = one_left()
    assert re.findall(r'<option value="([^"]+)"( selected)?', field) == [("sunrise", " selected")]
    assert "Sunrise Care Centre" in field


@pytest.mark.parametrize("sent", [{"method_ground": "only-one-supplier"}, {"part": "2"}])
def test_in_another_case_and_for_another_part_it_is_chosen(county: County, sent: dict[str, str]) -> None:
    assert ("brook", " selected") in re.findall(r'<option value="([^"]+)"( selected)?', one_left(**sent))


@pytest.mark.parametrize(("day", "row", "words"), [
    (date(2026, 9, 30), "GPL-85", "is outside the law: it has no plan here."),
    (date(2026, 10, 1), "OURS-OUTSIDE", "CaiKu [2026] No. 12 is in force, and its content is not in our law."),
])  # fmt: skip
def test_an_emergency_finds_its_sentence_and_the_way_to_enter_it(county: County, day: date, row: str, words: str) -> None:
    clock.set_demo_clock(at(day))
    html = signed_in(ALICE).post(NEW, {**typed(plan()), "keep": "yes", "desk-key": KEY}).content.decode()
    closed = html.split(METHODS)[1].split("<dt>Emergency purchase</dt>")[1].split("</div>")[0]
    assert (f'href="/en/rules/{row}/"' in closed, words in unescape(closed)) == (True, True)
    assert 'href="/en/desk/DC-2026-N-0001/enter-outside-purchase/"' in closed
    assert closed.count("/en/rules/") == 1


def test_cooperative_innovation_finds_its_sentence_too(county: County) -> None:
    html = signed_in(ALICE).post(NEW, {**typed(plan()), "keep": "yes", "desk-key": KEY}).content.decode()
    closed = html.split(METHODS)[1].split("<dt>Cooperative innovation procurement</dt>")[1].split("</div>")[0]
    assert "CaiKu [2024] No. 13 is in force, and its content is not in our law." in unescape(closed)
    assert 'href="/en/desk/DC-2026-N-0001/enter-outside-purchase/"' in closed
