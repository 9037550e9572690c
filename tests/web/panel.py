"""Who sits on the panel of a case in a test? Each member in a browser of the own, signed in."""

import re
from html import unescape
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from operis.accounts.models import User
from operis.dockets.procurement.evaluation import members
from operis.ledger.states import state_of
from operis.web.desk.checked import SHOWN
from tests.cases.halfway import PROCUREMENT
from tests.web.reading import text
from tests.web.signed import PASSWORD, signed_in

EXAMINE, REPORT = f"/en/desk/{PROCUREMENT}/examine-bids/", f"/en/desk/{PROCUREMENT}/report-evaluation/"
REP, E1, E2, E3, E4 = "Representative of the office", "First expert", "Second expert", "Third expert", "Fourth expert"


def seats(number: str) -> dict[str, Client]:
    """By name, a browser for each who sits on the panel."""
    state: Any = state_of(number)
    found = {}
    for one in members(state):
        user = User.objects.get(pk=one.person)
        User.objects.filter(pk=user.pk).update(password=make_password(PASSWORD))
        found[one.name] = signed_in(email=user.email)
    return found


def hidden(page: Any) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.content.decode())
    return {name: unescape(value) for name, value in found}


def drafted(client: Client, path: str = EXAMINE, **typed: str) -> str:
    """Put before the panel as it is typed: the page on which it is signed."""
    begun = {name: value for name, value in hidden(client.get(path)).items() if name != SHOWN}
    checked = client.post(path.partition("?")[0], {**begun, **typed, "desk-do": "check"})
    assert checked.status_code == 200, text(checked)
    assert "the last signature enters it" in text(checked)
    answer = client.post(path.partition("?")[0], {**begun, **typed, "desk-do": "confirm"})
    assert answer.status_code == 302, text(answer)
    return str(answer["Location"])


def signed(client: Client, page: str, **more: str) -> Any:
    return client.post(page, {**hidden(client.get(page)), "desk-do": "sign", **more})
