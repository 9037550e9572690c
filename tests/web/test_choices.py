"""What does a form let choose by name, so that nobody types a key?"""

import re
from datetime import timedelta

import pytest

from operis.clock import fall_due, set_demo_clock
from operis.core.mandates import Mandate, Role
from tests.ledger.county import ERIN, County
from tests.ledger.tender import CLOSES, TENDER, tender
from tests.statute import ALICE
from tests.web.reading import page
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


def test_bidders_and_lots_are_chosen_by_name_once_bids_are_open(opened: County) -> None:
    html = form("examine-bids")
    assert set(offered(html, "verdicts-0-supplier")) == {"sunrise", "brook", "hill"}
    assert offered(html, "verdicts-0-lot") == {"1": "Lot 1"}


def test_before_the_opening_nobody_is_told_who_bids() -> None:
    tender("sunrise", "brook", "hill")
    assert offered(form("examine-bids"), "verdicts-0-supplier") == {}
    assert "sunrise" not in form("examine-bids")


def test_those_who_may_sit_on_a_panel_are_chosen_by_name_and_office(opened: County) -> None:
    expert = account("gao@pool.example", DRAWN)
    words = offered(form("form-panel"), "members-0-person")
    assert words[str(expert.pk)].endswith("(Evaluation expert)")
    assert [one for one in words.values() if "Finance department" in one] == []


def test_who_may_not_take_the_step_is_offered_nothing(opened: County) -> None:
    answer = signed_in(ERIN, email="erin@office.example").get(f"/en/desk/{TENDER}/examine-bids/")
    assert answer.status_code == 403
    assert "<option" not in answer.content.decode()


def test_a_need_is_chosen_by_its_title(county: County) -> None:
    html = page(signed_in(ALICE), "/en/desk/new/procurement/publish-intention/")
    assert offered(html, "need") == {"DC-2026-N-0001": "Day care (DC-2026-N-0001)"}
