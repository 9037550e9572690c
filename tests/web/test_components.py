"""Do the shared parts say everything they are given, in order, to everybody, with whatever is in them?"""

from pathlib import Path

import pytest
from pytest_django import Settings

import operis.web
from operis.web.system.components import CONTENTS
from tests.api.programs import installed
from tests.ledger.county import FAYE
from tests.statute import ALICE
from tests.web.reading import text
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db
COMPONENTS = Path(operis.web.__file__).parent / "templates" / "web" / "components"
PAGE = "/en/system/components/"


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


def test_every_shared_part_is_on_the_page() -> None:
    client = signed_in(FAYE)
    shown = {str(one.name) for content in CONTENTS for one in client.get(PAGE, {"content": content}).templates}
    assert sorted(f"web/components/{file.name}" for file in COMPONENTS.glob("*.html")) == sorted(
        one for one in shown if one.startswith("web/components/")
    )


def test_it_shows_what_is_wrong_what_is_long_and_nothing() -> None:
    client = signed_in(FAYE)
    told = {content: text(client.get(PAGE, {"content": content})) for content in CONTENTS}
    assert [content for content, words in told.items() if "There is a problem" in words] == ["wrong"]
    assert [content for content, words in told.items() if "There is nothing here yet." in words] == ["empty"]
    assert ("thirty-two villages" in told["long"], "3 working days late" in told["wrong"]) == (True, True)
    assert text(client.get(PAGE, {"content": "anything"})) == told["ordinary"]


def test_it_is_for_who_watches_over_the_site() -> None:
    assert signed_in(ALICE).get(PAGE).status_code == 403


def test_a_refusal_has_facts_rule_remedy_decider_and_reference() -> None:
    html = signed_in(FAYE).get(PAGE, {"content": "wrong"}).content.decode()
    panel = html[html.index('<section class="why personal"') : html.index("</section>", html.index("X-2026-004517"))]
    wanted = [
        "You cannot publish this notice yet",
        "Bids close on 21 March 2026; counted from 2 March 2026, they must stay open at least 20 days.",
        "at least twenty calendar days",
        '<a class="cite" href="/en/rules/GPL-35/">§ Government Procurement Law, Art. 35</a>',
        "Set the closing time on 22 March 2026 or later.",
        "The notice says CNY 860,000.00, the filed plan CNY 800,000.00.",
        "Also noticed, and no hindrance",
        '<span lang="zh-Hans">本地企业</span>',
        "Decided by Wang Li,",
        "25 November 2026, 12:00 (Beijing time)",
        'class="btn" href="#main">Change the closing time',
        "Ask the finance department</a> until 30 November 2026",
        "X-2026-004517",
    ]
    assert [each for each in wanted if each not in panel] == []
    places = [panel.index(each) for each in wanted[:5]]
    assert places == sorted(places)


def test_the_timeline_is_in_order_and_takes_nothing_away() -> None:
    html = signed_in(FAYE).get(PAGE.replace("/en/", "/zh-hans/"), {"content": "wrong"}).content.decode()
    timeline = html[html.index('<ol class="spine">') :]
    places = [timeline.index(f'id="act-{number}"') for number in range(1, 6)]
    assert places == sorted(places)
    assert "逾期3个工作日" in timeline
    assert timeline.count('aria-current="step"') == 1


def test_the_seal_says_in_words_what_it_shows() -> None:
    html = signed_in(FAYE).get(PAGE, {"content": "wrong"}).content.decode()
    assert '<b aria-hidden="true" lang="zh-Hans">封</b>' in html
    assert '<span class="vh">Sealed record </span>' in html
    assert "7F3A-91C2-0KQ4-M8XT</span></a>" in html
