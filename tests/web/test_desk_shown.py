"""Can everybody use the desk: its forms, a check, a refusal, a receipt, the choice of a mandate?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.ledger.county import County
from tests.procedures.documents import notice, plan
from tests.statute import ALICE
from tests.web.desk import KEY, NUMBER, confirm, typed
from tests.web.shown import EVERYTHING, STYLES
from tests.web.signed import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("width", [320, 1280])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(county: County, chromium: Browser, language: str, width: int) -> None:
    county.done(NUMBER, plan())
    client, form = signed_in(ALICE), f"/{language}/desk/{NUMBER}/publish-notice/"
    checked = {**typed(notice()), "desk-key": KEY, "desk-do": "check"}
    pages = [
        *(client.get(f"/{language}/desk/{path}") for path in ("", f"{NUMBER}/", f"{NUMBER}/terminate/", "new/need/record-need/")),
        client.post(form, checked), client.post(form, {**checked, "bids_close": "soon"}), confirm(client, form, notice(days=19)),
        confirm(client, form, notice()), client.get(f"/{language}/account/mandate/"),
    ]  # fmt: skip
    assert [one.status_code for one in pages] == [200, 200, 200, 200, 200, 422, 422, 200, 200]
    tab = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
    for place, one in enumerate(pages):
        head, *_links, rest = re.split(r'<link rel="stylesheet"[^>]*>', one.content.decode())
        tab.set_content(f"{head}<style>{STYLES.read_text()}</style>{rest}")
        assert tab.evaluate("document.documentElement.scrollWidth") == width, place
        found = Axe().run(tab, options=EVERYTHING)
        assert found.response["violations"] == [], (place, found.generate_report())
    tab.context.close()
