"""What is each bidder told of a result, by letter and on its desk, and who reads it? The winner, who lost, and who was thrown out."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from operis.core.mandates import Mandate, Role
from operis.documents.letters.texts import letters
from operis.registers import models
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, buyer, until
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
BELOW, UNSUMMED = (CASES / "constructed" / f"{name}.yaml" for name in ("below-quota-contract", "price-does-not-sum"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def supplier(key: str) -> Client:
    return signed_in(Mandate(role=Role.SUPPLIER, office=f"{key}-sells", body=key, persons=("bo",)), email=f"bo@{key}.example")


def letter(client: Client, key: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/desk/{PROCUREMENT}/letters/1/{key}/")
    assert answer.status_code == 200
    return text(answer).split("Page")[0]


def test_the_winner_reads_what_to_do_until_when() -> None:
    until("publish-result")
    told = letter(supplier("s1"), "s1")
    for said in (
        "Award letter", "To Sunrise:", "1. You have won lot 1, at CNY 780,000.00.",
        "2. Please sign the contract by 24 April 2026 at the latest.",
        "If you paid the bid security of CNY 8,600.00, it goes back to you within 5 working days of the day on which the contract is",
        "send a formal query in writing by 7 April 2026",
    ):  # fmt: skip
        assert said in told, said


def test_who_lost_reads_its_points_a_sentence_for_each_criterion_and_its_remedies() -> None:
    until("publish-result")
    client = supplier("s2")
    told = letter(client, "s2")
    for said in (
        "Letter to a supplier that did not win", "Your score is 85.50 points, at rank 2.", "The winner is Sunrise, at CNY 780,000.00.",
        "Why: No. 2 by rank; 85.50 points", "price 20 19.50 0.50 fewer than the winner, who has 20.00.",
        "plan 80 66.00 4.00 fewer than the winner, who has 70.00.",
        "send a formal query in writing by 7 April 2026, to: Purchasing office, in writing, 000-2026-1037, 18 Lake Road.",
        "replies within 7 working days", "within 15 working days after the period of reply",
        "If you paid the bid security of CNY 8,600.00, it goes back to you by 1 April 2026 at the latest.",
    ):  # fmt: skip
        assert said in told, said
    chinese = letter(client, "s2", "zh-hans")
    assert ("未中标（成交）告知书" in chinese, "一、采购包1的评审已经结束" in chinese) == (True, True)


def test_the_page_of_the_own_bid_says_the_same_and_leads_to_the_letter() -> None:
    until("publish-result")
    page = supplier("s3").get(f"/en/desk/{PROCUREMENT}/")
    told = text(page)
    for said in (
        "Your bid did not win.", "plan 60.00 of 80 10.00 fewer than the winner, who has 70.00.", "Complaint to the finance department",
    ):  # fmt: skip
        assert said in told, said
    assert f'href="/en/desk/{PROCUREMENT}/letters/1/s3/"' in page.content.decode()


@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_a_letter_is_there_as_a_file(form: str) -> None:
    until("publish-result")
    answer = supplier("s2").get(f"/en/desk/{PROCUREMENT}/letters/1/s2.{form}")
    content = b"".join(answer)
    assert (answer.status_code, content[:2]) == (200, {"pdf": b"%P", "docx": b"PK"}.get(form, content[:2]))


def test_who_was_thrown_out_reads_the_ground_and_the_reason_and_no_points() -> None:
    until("publish-result", path=UNSUMMED)
    told = letter(supplier("s2"), "s2")
    for said in ("Letter on an invalid bid", "Your bid was found to be invalid, and was not ranked.", "It has not confirmed its price"):
        assert said in told, said
    assert "Your points by criterion" not in told


def test_where_no_law_sets_days_the_letter_says_whom_to_ask() -> None:
    until("publish-result", path=BELOW)
    told = letter(supplier("s3"), "s3")
    assert ("It asks to be paid a year ahead" in told, "formal query in writing by" in told, "complain" in told) == (True, False, False)
    assert "No law sets days for a formal query in this purchase." in told


def test_a_letter_is_read_by_its_bidder_and_by_the_office_that_sends_it_alone() -> None:
    until("publish-result")
    body = models.Docket.objects.get(number=PROCUREMENT).body
    offices = ((Role.SUPPLIER, "s1"), (Role.SUPPLIER, "s3"), (Role.FINANCE, "finance"), (Role.BUYER, "elsewhere"), (Role.REVIEWER, body))
    others = [Mandate(role=role, office="other", body=of, persons=("xu",)) for role, of in offices]
    path = f"/en/desk/{PROCUREMENT}/letters/1/s2/"
    answers = [signed_in(one, email=f"{place}@other.example").get(path).status_code for place, one in enumerate(others)]
    assert answers == [404] * len(others)
    assert signed_in(buyer()).get(path).status_code == 200
    assert Client().get(path).status_code == 302
    assert supplier("s2").get(f"/en/desk/{PROCUREMENT}/letters/1/nobody/").status_code == 404


def test_the_office_that_sends_them_finds_them_on_the_page_of_the_purchase() -> None:
    until("publish-result")
    page = signed_in(buyer()).get(f"/en/desk/{PROCUREMENT}/")
    links = re.findall(rf'href="/en/desk/{PROCUREMENT}/letters/1/(\w+)/">([^<]*)</a> <span class="hint">([^<]*)<', page.content.decode())
    lost = "Letter to a supplier that did not win"
    assert links == [("s1", "Sunrise", "Award letter"), ("s2", "Brook", lost), ("s3", "Hill", lost)]
    assert "Letters on the result" not in text(supplier("s2").get(f"/en/desk/{PROCUREMENT}/"))


def test_before_the_result_there_is_no_letter() -> None:
    until("decide-award")
    assert [supplier(one).get(f"/en/desk/{PROCUREMENT}/letters/1/{one}/").status_code for one in ("s1", "s2")] == [404, 404]


def test_each_part_says_the_same_slots_in_both_languages() -> None:
    slots = re.compile(r"\{(\w+)\}")
    wrong = [(name, part.words.en) for name, one in letters().items() for part in one.parts
             if {*slots.findall(part.words.en)} != {*slots.findall(part.words.zh)}]  # fmt: skip
    assert wrong == []
    asked = {one.removeprefix("not ") for letter in letters().values() for part in letter.parts for one in part.when.split(" and ") if one}
    assert asked == {"scored", "won", "query", "bond", "not-lowered", "not-kept-for"}
