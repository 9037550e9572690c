"""What an officer sends who drafts purchasing documents and puts them into a notice."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

from django.test import Client

from tests.procedures.documents import notice
from tests.web.desk import KEY, typed

NUMBER = "DC-2026-S-0001"
URL = f"/en/desk/{NUMBER}/purchasing-documents/"
NOTICE = f"/en/desk/{NUMBER}/publish-notice/"
ANSWERS = {"industry": "property-management", "finance-en": "Finance Bureau", "finance-zh": "财政局", "finance_contact-en": "1 Renmin Road",
           "finance_contact-zh": "人民路1号", "question_to-en": "Ms Li", "question_to-zh": "李女士"}  # fmt: skip
MARCH_2 = date(2026, 3, 2)
CORRECTION = {"ground": "amendment", "reason-en": "More time to bid", "may_affect_bids": "yes", "bids_close": "2026-03-30 09:30"}


def announce(client: Client, **changed: Any) -> dict[str, str]:
    """The notice as far as an officer writes it before its documents are there."""
    sent = typed(replace(notice(documents_elsewhere=None), **changed))
    client.post(NOTICE, {**sent, "desk-key": KEY, "desk-do": "later"})
    return sent


def begun(client: Client) -> dict[str, str]:
    """What the page proposes, with what only the officer knows."""
    html = unescape(client.get(URL).content.decode())
    boxes = dict(re.findall(r'<textarea name="([\w-]+)"[^>]*>\s*([^<]*)</textarea>', html))
    return {**dict(re.findall(r'<input type="text" name="([\w-]+)" value="([^"]*)"', html)), **boxes, **ANSWERS}


def answer(client: Client, **changed: str) -> Any:
    return client.post(URL, {**begun(client), **changed, "desk-do": "save"})


def ready(client: Client, **changed: Any) -> dict[str, str]:
    """Everything there, and the documents in the notice."""
    sent = announce(client, **changed)
    assert answer(client).status_code == 302
    assert client.post(URL, {"desk-do": "put"}).status_code == 302
    return sent
