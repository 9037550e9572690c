"""A browser does for a key holder what the command line does: the same code, the same files, the same refusals."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from operis import clock
from operis.dockets.procurement.acts import KeyHolderNamed
from operis.holding.files import ToOpen, key_text, open_text, public_of, read_key
from operis.holding.recovery import code_of, secret_from
from operis.holding.rehearsing import to_rehearse
from operis.holding.releasing import given_back
from operis.ledger import read
from operis.sealing.page import script
from tests.api.programs import installed
from tests.holding.county import SECRETS as OFFICES
from tests.holding.county import Held, ready
from tests.holding.sealed import DOCKET, KEYS, SECRETS, listing, sealed_bid, to_open
from tests.ledger.tender import TENDER
from tests.web.browsed import answered as answered_by
from tests.web.sealing import WITHOUT_X25519, answered, tab_with
from tests.web.shown import SITE
from tests.web.signed import PASSWORD

pytestmark = pytest.mark.slow
HERE = f"{SITE}/en/keys/{TENDER}/"
FIRST, SECOND = sealed_bid(), sealed_bid("DC-2026-B-0002", 700_000_00, supplier="brook")
BACK = """try { return await of.givenBack(JSON.parse(given[0]), unhex(given[1])); } catch (fault) { return fault.message; }"""


@pytest.fixture(scope="module", params=["", WITHOUT_X25519], ids=["X25519", "no X25519"])
def tab(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with tab_with(chromium, "keys.js", before=request.param) as one:
        yield one


def test_a_recovery_code_and_a_key_file_are_those_of_the_command_line(tab: Page) -> None:
    secrets = [hashlib.sha256(bytes([no])).digest() for no in range(100)]
    codes = answered(tab, "return given[0].map(one => of.codeOf(unhex(one)));", [one.hex() for one in secrets])
    assert [secret_from(code) for code in codes] == secrets
    assert codes[0] == code_of(secrets[0])
    text = answered(tab, "return of.keyText(unhex(given[0]));", secrets[0].hex())
    assert text == key_text(secrets[0])
    assert answered(tab, "return hex(await of.readKey(given[0]));", text) == secrets[0].hex()


def test_what_is_given_back_is_the_same(tab: Page) -> None:
    broken = to_open(2, FIRST, SECOND)
    broken = replace(broken, bids=(replace(broken.bids[0], envelopes={2: b"\1" * 80}), broken.bids[1]))
    gone = to_open(3, FIRST)
    gone = replace(gone, bids=(replace(gone.bids[0], header=""),))
    rehearsal = to_rehearse(DOCKET, "archives", 2, KEYS[1].hex())
    for asked in (to_open(1, FIRST, SECOND), broken, gone, rehearsal):
        said = answered(tab, BACK, open_text(asked), SECRETS[asked.place].hex())
        right = given_back(asked, SECRETS[asked.place])
        assert [(one["bid"], one["lot"], one["share"]) for one in said["shares"]] == [*right.shares]
        assert (said["docket"], said["place"], said["key"], said["rehearsed"]) == (right.docket, right.place, right.key, right.rehearsed)


@pytest.mark.parametrize(("asked", "fault"), [
    (to_open(1, FIRST, SECOND, closing=listing(FIRST)), "unlisted"),
    (to_open(1, sealed_bid(no=0), closing=listing(FIRST)), "unlisted"),
    (replace(to_open(1, FIRST), keys="00"), "unlisted"),
    (to_open(1, FIRST, closing=listing(FIRST, docket="DC-2026-S-0002")), "unlisted"),
    (to_open(2, FIRST), "other-key"),
], ids=["withdrawn", "replaced", "other keys", "another list", "another key"])  # fmt: skip
def test_what_may_not_be_opened_is_opened_here_neither(tab: Page, asked: ToOpen, fault: str) -> None:
    assert answered(tab, BACK, open_text(asked), SECRETS[1].hex()) == fault


def test_it_is_small() -> None:
    assert len(gzip.compress(script("keys.js").encode())) < 15_000


def client_of(holder: str, held: Held, settings: Any) -> Client:
    """The officer of a body, signed in a minute after what was put last."""
    installed(settings.OPERIS_DATA)
    clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    client = Client(headers={"accept-language": "en"})
    assert client.post("/en/account/sign-in/", {"email": f"{holder}@keys.example", "password": PASSWORD}).status_code == 302
    return client


def handed_in(page: Page) -> None:
    with page.expect_request_finished(lambda sent: sent.method == "POST"):
        page.click("form[enctype] button[type=submit]")


@pytest.mark.django_db
def test_a_key_is_made_rehearsed_and_given_on_the_page(chromium: Browser, settings: Any) -> None:
    held = Held().called()
    with answered_by(chromium, client_of("archives", held, settings), scripts=True) as page:
        page.goto(HERE)
        page.click("[data-make]")
        page.wait_for_selector("[data-made]:not([hidden])")
        code = page.inner_text("[data-code]")
        with page.expect_download() as kept:
            page.click("[data-keep]")
        assert read_key(Path(kept.value.path()).read_text()) == secret_from(code)
        handed_in(page)
    act = read.entries(TENDER)[-1].act
    assert isinstance(act, KeyHolderNamed)
    assert (act.holder, act.key) == ("archives", public_of(secret_from(code)))


@pytest.mark.django_db
def test_shares_are_given_back_on_the_page(chromium: Browser, settings: Any, tmp_path: Path) -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    files = {"wrong.key": key_text(OFFICES["archives"]), "none.key": "no key", "right.key": key_text(OFFICES["notary"])}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    said = {"wrong.key": "This is not the key that you gave", "none.key": "no file of a key", "right.key": "3 / 3"}
    with answered_by(chromium, client_of("notary", held, settings), scripts=True) as page:
        page.goto(HERE)
        for name, words in said.items():
            page.set_input_files("[data-file]", str(tmp_path / name))
            page.wait_for_function("text => document.querySelector('[data-says]').textContent.includes(text)", arg=words)
        handed_in(page)
    (act,) = held.state.releases
    assert (act.holder, [one.given for one in act.released]) == ("notary", [True] * 3)
