"""What is written on the sealing page in a test, and what two of the holders find in it."""

from base64 import b64decode
from hashlib import sha256

from playwright.sync_api import Page, expect

from operis.core.fields import plain
from operis.dockets.bid.terms import BidContent
from operis.sealing.bid import Sealed, key_from, share_of, unseal, well_made
from operis.sealing.plain import read_plain
from tests.web.bid_form import GOLDEN
from tests.web.sealed_site import Site, saved

SCAN = b"%PDF-1.7 " + bytes(range(256)) * 900
PLAN = "上午签到、测体温。\n下午活动。"


def digest_of(content: bytes) -> str:
    return sha256(content).hexdigest()


def written(tab: Page) -> Page:
    """Each kind of answer, with a file."""
    tab.check("#tick-condition-0")
    tab.select_option("#member-0", "bright-hands")
    tab.check("#tick-as-asked")
    tab.set_input_files("#files-materials", {"name": "licence.pdf", "mimeType": "application/pdf", "buffer": SCAN})
    expect(tab.locator("#q-materials ul.files li")).to_have_count(1)
    tab.fill("#text-criterion-plan", PLAN)
    tab.fill("#price", "356,000.00")
    saved(tab)
    return tab


def opened_by_two(site: Site) -> tuple[BidContent, list[bytes]]:
    """What holders 1 and 3 find in the bid that came last, with Python alone."""
    told = site.descriptors[-1][1]
    sealed = Sealed(told["header_sha256"], told["sealed_sha256"], told["size"], told["commitment"],
                    tuple(b64decode(one["sealed"]) for one in told["envelopes"]))  # fmt: skip
    secrets = {one["place"]: bytes.fromhex(one["secret"]) for one in GOLDEN["holders"]}
    k = key_from(sealed, {place: share_of(sealed, place, secrets[place]) for place in (1, 3)})
    assert well_made(sealed, k, [bytes.fromhex(one["key"]) for one in GOLDEN["holders"]])
    found = read_plain(unseal([bytes(site.sealed)], sealed, k))
    files = [b"".join(pieces) for _document, pieces in found.files()]
    assert plain(found.content)["salt"] is None
    return found.content, files
