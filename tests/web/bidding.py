"""What a supplier needs to write a bid in a test: its browser, a section as the page sends it, a bid that is written whole."""

import json
import re
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operis.attachments.models import content_of
from operis.core.fields import load
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.bid.terms import BidContent
from operis.ledger.states import state_of
from tests.ledger.county import County
from tests.procedures.documents import MARCH_2, intention, notice, plan
from tests.statute import BO, at
from tests.web.signed import signed_in

NUMBER = "DC-2026-S-0001"
CLOSES = at(MARCH_2 + timedelta(days=20), "09:30")
SCAN = b"%PDF-1.7 a scan that nobody is to read before the opening"
RIVAL = Mandate(role=Role.SUPPLIER, office="bids", body="rival", persons=("ria",))
KEY = "k" * 43


def bidder(language: str = "en") -> Client:
    return signed_in(BO, email="bo@sunrise.example", language=language)


def written(client: Client, bid: str, key: str) -> str:
    """What marks a section as it is shown now."""
    page = client.get(f"/en/desk/{bid}/bid/1/{key}/").content.decode()
    found = re.search(r'name="desk-was" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def section(client: Client, bid: str, key: str, **sent: Any) -> Any:
    """Sent as the page sends it."""
    told = {"desk-was": written(client, bid, key), "bid-do": "next", **sent}
    if "unfile" in sent:
        del told["bid-do"]
    return client.post(f"/en/desk/{bid}/bid/1/{key}/", told)


def whole(client: Client, bid: str) -> None:
    """Every section of the bid."""
    licence, day = SimpleUploadedFile("licence.pdf", SCAN), SimpleUploadedFile("day.pdf", SCAN + b" of a day")
    section(client, bid, "who", **{"tick-declaration": "yes"})
    section(client, bid, "wanted", **{"tick-as-asked": "yes", "files-materials": licence})
    section(client, bid, "criterion-plan", **{"text-criterion-plan": "Two groups, seven weeks.", "files-criterion-plan": day})
    section(client, bid, "price", price="800000")


def sent(client: Client, bid: str, key: str = KEY, known: str = "") -> Any:
    """As the page that shows the bid sends it."""
    page = client.get(f"/en/desk/{bid}/bid/1/check/").content.decode()
    shown = re.search(r'name="bid-shown" value="([0-9a-f]*)"', page)
    told = {"desk-key": key, "bid-shown": shown[1] if shown else "", **({"bid-known": known} if known else {})}
    return client.post(f"/en/desk/{bid}/bid/1/check/", told)


def content_in(bid: str) -> BidContent:
    """What stands sealed."""
    content = content_of(bid, state_of(bid).in_force["1"].sealed_sha256)
    assert content is not None
    found: BidContent = load(BidContent, json.loads(content))
    return found


def another_bid(county: County, **changed: Any) -> str:
    """The documents of a second notice, taken by the same supplier."""
    need = county.need()
    docket = county.done(None, intention(need=need)).docket
    county.done(docket, plan(need=need, **changed))
    county.done(docket, notice())
    return county.done(None, ObtainDocuments(procurement=docket), BO).docket


def bytes_of(client: Client, bid: str, sha256: str) -> bytes:
    answer: Any = client.get(f"/en/desk/{bid}/bid/files/{sha256}/")
    return b"".join(answer)
