"""What does the finance department see of draws and panels that it should look at?"""

from pathlib import Path

import pytest
from pytest_django import Settings

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
