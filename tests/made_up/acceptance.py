"""What does a kind get that is declared and registered, in two lines? Run in a process of its own by the test beside it."""

import json
from datetime import date

import pytest
from django.test import Client

from operis import clock, procedures
from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.kinds import register
from tests.api.programs import Program, told
from tests.ledger.county import FAYE, County
from tests.made_up.petition import PETITION, PETITION_KIND, AnswerPetition, OpenPetition
from tests.procedures.documents import words
from tests.statute import ALICE, DONG, at
from tests.web.reading import text
from tests.web.signed import signed_in

register(PETITION_KIND)  # the line in operis/dockets/kinds.py
procedures.BY_KIND[PETITION.kind] = PETITION  # the line in operis/procedures/__init__.py

pytestmark = pytest.mark.django_db
NUMBER = "DC-2026-T-0001"
ANSWERED = AnswerPetition(answer=Slug("declined"), reasons=words("There is no room for it"))


@pytest.fixture(name="county")
def _county() -> County:
    county = County().founded()
    clock.set_demo_clock(at(date(2026, 3, 10)))
    county.done(None, OpenPetition(title=words("A second playground"), answer_by=date(2026, 3, 20)))
    return county


def seen(path: str, reader: Mandate | None = None) -> str:
    client = Client() if reader is None else signed_in(reader, email=f"{reader.persons[0]}@office.example")
    answer = client.get(path)
    assert answer.status_code == 200, path
    return text(answer)


def test_it_has_a_page_with_its_timeline_in_both_languages(county: County) -> None:
    page = seen(f"/en/processes/{NUMBER}/")
    assert [one in page for one in ("A second playground", "Waits for its answer Petition", "Petition opened")] == [True] * 3
    assert "Answer to the petition Due 20 March 2026" in page
    assert "Who must act: the finance department" in page
    chinese = seen(f"/zh-hans/processes/{NUMBER}/")
    assert [one in chinese for one in ("等待答复", "已提出请求", "答复请求事项", "财政部门")] == [True] * 4


def test_it_stands_in_lists_and_is_found_by_its_words_and_its_number(county: County) -> None:
    for path in ("/en/processes/", "/en/processes/?kind=petition", "/en/processes/?q=playground", f"/en/processes/?q={NUMBER}"):
        assert NUMBER in seen(path), path
    assert NUMBER not in seen("/en/processes/?kind=need")


def test_it_is_opened_from_the_desk_and_its_duty_stands_on_the_desk_of_its_office(county: County) -> None:
    own, finance = seen("/en/desk/", ALICE), seen("/en/desk/", FAYE)
    assert "Open a petition" in own
    assert f"{NUMBER} A second playground Waits for its answer Answer to the petition Petition" in own
    assert ["20 March 2026 Answer the petition: A second playground" in desk for desk in (finance, own)] == [True, False]
    assert "Answer the petition" in seen(f"/en/desk/{NUMBER}/answer-petition/", FAYE)
    assert NUMBER not in seen("/en/desk/", DONG)


def test_what_is_withheld_is_read_by_those_alone_whom_it_names(county: County) -> None:
    county.done(NUMBER, ANSWERED, FAYE)
    public, own = seen(f"/en/processes/{NUMBER}/"), seen(f"/en/desk/{NUMBER}/", ALICE)
    assert ["There is no room for it" in page for page in (public, own)] == [False, True]
    assert "Everyone reads what is granted." in public
    assert "Answer to the petition" not in public  # nothing stands open any more


def test_what_everyone_reads_is_told_in_one_line_with_its_reason(county: County) -> None:
    county.done(NUMBER, AnswerPetition(answer=Slug("granted"), reasons=words("There is money left")), FAYE)
    page = seen(f"/en/processes/{NUMBER}/")
    assert "Granted" in page
    assert "Reason: There is money left" in page


def test_programs_have_it_in_the_list_in_the_description_and_as_a_command(county: County) -> None:
    anyone = Program()
    assert [one["number"] for one in told(anyone.get("dockets?kind=petition"))["dockets"]] == [NUMBER]
    described = json.dumps(told(anyone.get("openapi.json")))
    assert [slug in described for slug in ("open-petition", "answer-petition")] == [True, True]
    assert told(anyone.get(f"dockets/{NUMBER}"))["state"] == "waiting"
