"""A browser does for a key holder what the command line does: the same code, the same files, the same refusals."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from operis import clock
from operis.dockets.procurement.acts import KeyHolderNamed
from operis.holding.files import ToOpen, key_text, ledger_in, open_text, public_of, read_key
from operis.holding.recovery import code_of, secret_from
from operis.holding.rehearsing import to_rehearse
from operis.holding.releasing import given_back
from operis.ledger import read
from operis.ledger.checkpoint import Verifier
from operis.ledger.tree import inclusion_proof, leaf_hash, root
from operis.sealing.page import script
from tests.api.programs import installed
from tests.holding.county import SECRETS as OFFICES
from tests.holding.county import Held, ready
from tests.holding.sealed import AFTER, DOCKET, KEYS, KNOWN, LEDGER_KEY, SECRETS, forged, listing, logged, sealed_bid, to_open
from tests.ledger.tender import TENDER
from tests.web.browsed import answered as answered_by
from tests.web.sealing import WITHOUT_X25519, answered, tab_with
from tests.web.shown import SITE
from tests.web.signed import PASSWORD

pytestmark = pytest.mark.slow
HERE = f"{SITE}/en/keys/{TENDER}/"
FIRST, SECOND = sealed_bid(), sealed_bid("DC-2026-B-0002", 700_000_00, supplier="brook")
FORGED = forged()
BACK = """try { return await of.givenBack(JSON.parse(given[0]), unhex(given[1]), given[2], given[3]); }
          catch (fault) { return fault.message; }"""
WITHOUT_ED25519 = """const whole = crypto.subtle.importKey.bind(crypto.subtle);
    crypto.subtle.importKey = (form, key, how, ...more) =>
        how === "Ed25519" ? Promise.reject(new DOMException("", "NotSupportedError")) : whole(form, key, how, ...more);"""


def back(tab: Page, asked: ToOpen, place: int = 0, known: str = KNOWN, now: datetime = AFTER) -> Any:
    """What is given back, or the name of what was wrong."""
    return answered(tab, BACK, open_text(asked), SECRETS[place or asked.place].hex(), known, now.timestamp() * 1000)


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
    rehearsal = to_rehearse(DOCKET, "archives", 2, KEYS[1].hex(), KNOWN)
    for asked in (to_open(1, FIRST, SECOND), broken, gone, rehearsal):
        said = back(tab, asked)
        right = given_back(asked, SECRETS[asked.place], KNOWN, AFTER)
        assert [(one["bid"], one["lot"], one["share"]) for one in said["shares"]] == [*right.shares]
        assert (said["docket"], said["place"], said["key"], said["rehearsed"]) == (right.docket, right.place, right.key, right.rehearsed)


@pytest.mark.parametrize(("asked", "fault"), [
    (to_open(1, FIRST, SECOND, closing=listing(FIRST)), "unlisted"),
    (to_open(1, sealed_bid(no=0), closing=listing(FIRST)), "unlisted"),
    (replace(to_open(1, FIRST), keys="00"), "unlisted"),
    (to_open(2, FIRST), "other-key"),
], ids=["withdrawn", "replaced", "other keys", "another key"])  # fmt: skip
def test_what_may_not_be_opened_is_opened_here_neither(tab: Page, asked: ToOpen, fault: str) -> None:
    assert back(tab, asked, 1) == fault


@pytest.mark.parametrize("name", FORGED)
def test_by_what_the_signed_log_does_not_show_nothing_is_opened_here_either(tab: Page, name: str) -> None:
    asked, _says, fault = FORGED[name]
    said = back(tab, asked)
    assert isinstance(said, str)
    assert not fault or said == fault


def test_the_clock_of_the_browser_and_its_holders_ledger_are_asked(tab: Page) -> None:
    asked = to_open(1, FIRST)
    assert back(tab, asked, now=AFTER - timedelta(milliseconds=1)) == "ahead"
    assert back(tab, asked, known="") == "no-ledger"
    demonstration = Verifier.of("demo.operis.example", LEDGER_KEY).vkey
    other = replace(asked, ledger=demonstration, logged=logged(listing(FIRST), name="demo.operis.example"))
    assert back(tab, other, known=demonstration, now=AFTER - timedelta(days=9))["shares"][0]["share"]
    rehearsal = to_rehearse(DOCKET, "archives", 2, KEYS[1].hex(), KNOWN)
    assert back(tab, rehearsal, known="")["rehearsed"]
    assert back(tab, rehearsal, known=demonstration) == "other-ledger"


def test_each_place_in_logs_of_many_sizes_is_proven_as_on_the_command_line(tab: Page) -> None:
    leaves = [bytes([no]) for no in range(20)]
    for size in range(1, len(leaves) + 1):
        for index in range(size):
            proof = [one.hex() for one in inclusion_proof(leaves[:size], index)]
            found = answered(tab, "return hex(of.rootFrom(unhex(given[0]), given[1], given[2], given[3].map(unhex)));",
                             leaf_hash(leaves[index]).hex(), index, size, proof)  # fmt: skip
            assert found == root(leaves[:size]).hex()


def test_a_browser_that_cannot_check_the_signature_opens_nothing(chromium: Browser) -> None:
    with tab_with(chromium, "keys.js", before=WITHOUT_ED25519) as tab:
        assert back(tab, to_open(1, FIRST)) == "cannot-check"


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
        page.click("form:has(#f-shares) button[type=submit]")


@pytest.mark.django_db
def test_a_key_is_made_rehearsed_and_given_on_the_page(chromium: Browser, settings: Any) -> None:
    held = Held().called()
    with answered_by(chromium, client_of("archives", held, settings), scripts=True) as page:
        page.goto(HERE)
        assert "First give your public key" in page.inner_text("main")
        page.click("[data-make]")
        page.wait_for_selector("[data-made]:not([hidden])")
        code = page.inner_text("[data-code]")
        handed_in(page)  # its file was not kept, so nothing was rehearsed with it
        assert "The rehearsal is missing." in page.inner_text("main")
        page.click("[data-make]")
        page.wait_for_selector("[data-made]:not([hidden])")
        code = page.inner_text("[data-code]")
        with page.expect_download() as kept:
            page.click("[data-keep]")
        text = Path(kept.value.path()).read_text()
        assert (read_key(text), ledger_in(text)) == (secret_from(code), clock.verifier().vkey)
        page.set_input_files("[data-rehearse]", {"name": "other.key", "mimeType": "text/plain", "buffer": b"no key"})
        page.wait_for_function("() => document.querySelector('[data-says]').textContent.includes('no file of a key')")
        page.set_input_files("[data-rehearse]", kept.value.path())
        page.wait_for_function("() => document.querySelector('[data-says]').textContent.includes('is open')")
        assert "First give your public key" not in page.inner_text("main")
        handed_in(page)
    act = read.entries(TENDER)[-1].act
    assert isinstance(act, KeyHolderNamed)
    assert (act.holder, act.key) == ("archives", public_of(secret_from(code)))


@pytest.mark.django_db
def test_shares_are_given_back_on_the_page(chromium: Browser, settings: Any, tmp_path: Path) -> None:
    held = ready("sunrise", "brook", "hill")
    held.due()
    client = client_of("notary", held, settings)
    clock.sequence_once()
    known, other = clock.verifier().vkey, KNOWN
    files = {"wrong.key": key_text(OFFICES["archives"], known), "none.key": "no key", "new.key": key_text(OFFICES["notary"]),
             "other.key": key_text(OFFICES["notary"], other), "right.key": key_text(OFFICES["notary"], known)}  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    said = {"wrong.key": "This is not the key that you gave", "none.key": "no file of a key", "new.key": "a link leads to that key",
            "other.key": "another ledger's key than the one you know", "right.key": "3 / 3"}  # fmt: skip
    with answered_by(chromium, client, scripts=True) as page:
        page.goto(HERE)
        for name, words in said.items():
            page.set_input_files("[data-file]", str(tmp_path / name))
            page.wait_for_function("text => document.querySelector('[data-says]').textContent.includes(text)", arg=words)
        handed_in(page)
    (act,) = held.state.releases
    assert (act.holder, [one.given for one in act.released]) == ("notary", [True] * 3)
