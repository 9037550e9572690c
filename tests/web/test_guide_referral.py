"""How is a referral decided? Its last day stands on the desk of who decides, and answers are chosen at their questions."""

import re
from datetime import date
from html import unescape

import pytest

from operis.clock import set_demo_clock
from operis.dockets.need.acts import ReferralDecided
from operis.ledger import read
from tests.ledger.county import County, need_recorded
from tests.procedures.needs import REFERRED, SERVICE, determine
from tests.statute import CHEN, at
from tests.web.desk import KEY
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(name="need")
def _need(founded: County) -> str:
    """A need of two parts, the second of which is referred on Monday, 2 March."""
    need = founded.done(None, need_recorded(2)).docket
    founded.done(need, determine(SERVICE, REFERRED))
    set_demo_clock(at(date(2026, 3, 3)))
    return need


def test_its_last_day_stands_on_the_desk_of_who_decides(need: str) -> None:
    assert "9 March 2026 Decide a referral" in text(signed_in(CHEN, email="chen@finance.example").get("/en/desk/"))


@pytest.mark.parametrize(("language", "unchanged"), [("en", "As it was: "), ("zh-hans", "维持原答案：")])
def test_answers_are_chosen_at_their_questions(need: str, language: str, unchanged: str) -> None:
    client, path = signed_in(CHEN, email="chen@finance.example"), f"/{language}/desk/{need}/decide-referral/"
    html = unescape(client.get(path).content.decode())
    keys = dict(re.findall(r'<input type="hidden" name="(answers-\d+)-key" value="(\w+)">', html))
    drawn = re.findall(r'<(?:select|input type="text") id="[^"]+" name="(answers-\d+-value)"', html)
    assert {f"{name}-value" for name in keys} == {*drawn}
    assert unchanged in html
    assert '<input type="text" name="answers-0-key"' not in html
    first, place = html.index("<details><summary>"), {key: name for name, key in keys.items()}
    assert html.index(f'name="{place["F01"]}-key"') < first
    sent = {f"{name}-{part}": value for name, key in keys.items() for part, value in (("key", key), ("value", ""))}
    sent |= {"answers-rows": str(len(keys)), "part": "2", "reasons-en": "The firm runs it", "desk-key": KEY}
    nothing = client.post(path, {**sent, "desk-do": "check"})
    assert nothing.status_code == 422
    sent |= {f"{place['F01']}-value": "supplier", f"{place['F02']}-value": "quantity", f"{place['F08']}-value": "supplier"}
    again = unescape(client.post(path, {**sent, "keep": "yes"}).content.decode())
    assert re.search(r'<option value="quantity" selected>', again)
    assert client.post(path, {**sent, "desk-do": "confirm"}).status_code == 200
    act = read.entries(need)[-1].act
    assert isinstance(act, ReferralDecided)
    assert (act.part.part, act.part.outcome, act.part.answers["F02"]) == ("2", "SERVICE", "quantity")
