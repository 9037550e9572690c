"""What does the finance department see of draws and panels that it should look at?"""

from pathlib import Path

import pytest
from pytest_django import Settings

from operis.registers import models
from operis.web.oversight.flags import FLAGS
from tests.api.programs import installed
from tests.cases.files import CASES
from tests.cases.halfway import PROCUREMENT, until
from tests.statute import ALICE, CHEN
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
LIST = "/en/oversight/noticed/"


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_a_draw_held_elsewhere_and_a_member_who_was_replaced_stand_there_with_their_numbers() -> None:
    until("replace-member", path=CASES / "constructed" / "own-panel.yaml")
    client = signed_in(CHEN, email="chen@finance.example")
    told = text(client.get(LIST))
    assert PROCUREMENT in told
    assert "A draw held elsewhere is looked up by whoever oversees. (No. " in told
    assert f'href="{LIST}"' in client.get("/en/desk/").content.decode()


def test_with_nothing_noticed_it_says_so_and_other_offices_have_no_such_list() -> None:
    assert "This list is empty." in text(signed_in(CHEN, email="chen@finance.example").get(LIST))
    other = signed_in(ALICE)
    assert (other.get(LIST).status_code, f'href="{LIST}"' in other.get("/en/desk/").content.decode()) == (403, False)


def test_each_is_told_by_a_check_of_its_own() -> None:
    assert len(set(FLAGS)) == len(FLAGS)


def test_a_contract_whose_words_may_depart_from_the_record_stands_there_too() -> None:
    assert {"clauses_asked", "quantities_told", "money_told"} <= set(FLAGS)


def test_how_much_one_agency_is_entrusted_with_stands_on_a_page_of_its_own() -> None:
    lines = (("DC-2026-S-0101", "office", "agent-a"), ("DC-2026-S-0102", "school", "agent-a"), ("DC-2026-S-0103", "office", "agent-b"))
    for number, body, agency in (*lines, ("DC-2026-S-0104", "office", "")):
        models.Docket.objects.create(number=number, ordinal=number, kind="procurement", body=body, agency=agency, method="open-tender",
                                     budget_fen=100_000_00)  # fmt: skip
    told = text(signed_in(CHEN, email="chen@finance.example").get("/en/oversight/agencies/"))
    assert "agent-a 2 66.7 % 2 of 2 CNY 200,000.00 agent-b 1 33.3 % 1 of 2 CNY 100,000.00" in told
    other = signed_in(ALICE)
    assert other.get("/en/oversight/agencies/").status_code == 403


def test_without_an_agency_the_page_says_so() -> None:
    assert "No filed plan names an agency." in text(signed_in(CHEN, email="chen@finance.example").get("/en/oversight/agencies/"))
