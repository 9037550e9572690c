"""How does one make a passkey and sign in with it, in a real browser with a device that is made of software?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from operis.accounts.models import Passkey, Recovery
from tests.api.programs import installed
from tests.statute import ALICE, BO
from tests.web.accounts import EMAIL, PASSKEYS, SECOND, SECURITY, SIGN_IN
from tests.web.signed import PASSWORD, account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
    "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)


class Device:
    """A tab at an address with a name, and what keeps its keys."""

    def __init__(self, tab: Page, server: LiveServer) -> None:
        self.tab, self.site = tab, server.url
        self.wire = tab.context.new_cdp_session(tab)
        self.wire.send("WebAuthn.enable")
        self.id = self.wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def open(self, path: str) -> str:
        self.tab.goto(f"{self.site}{path}")
        return self.tab.locator("main").inner_text()

    def sign_in(self, email: str = EMAIL) -> None:
        self.open(SIGN_IN)
        self.tab.fill("#f-email", email)
        self.tab.fill("#f-password", PASSWORD)
        self.tab.get_by_role("button", name="Sign in", exact=True).click()

    def sign_out(self) -> None:
        self.tab.get_by_role("button", name="Sign out", exact=True).click()

    def make(self, name: str = "Telephone") -> None:
        self.open(PASSKEYS)
        self.tab.fill("#f-name", name)
        with self.tab.expect_navigation():
            self.tab.get_by_role("button", name="Make the passkey").click()

    def with_passkey(self, words: str = "Sign in with a passkey") -> None:
        with self.tab.expect_navigation():
            self.tab.get_by_role("button", name=words).click()

    def kept(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.wire.send("WebAuthn.getCredentials", {"authenticatorId": self.id})["credentials"]
        return found


@pytest.fixture
def device(chromium: Browser, live_server: LiveServer) -> Iterator[Device]:
    context = chromium.new_context(locale="en")
    yield Device(context.new_page(), live_server)
    context.close()


def test_one_is_made_signs_in_by_itself_and_stands_for_the_second_step(device: Device) -> None:
    account(EMAIL, ALICE)
    device.sign_in()
    device.make()
    assert "they are shown this once" in device.tab.locator("main").inner_text()
    assert (Passkey.objects.get().name, Recovery.objects.count(), len(device.kept())) == ("Telephone", 10, 1)
    device.sign_out()

    device.open(SIGN_IN)
    device.with_passkey()
    assert device.tab.url == f"{device.site}/en/desk/"
    assert "Telephone, last used" in device.open(SECURITY)
    device.sign_out()

    device.sign_in()
    assert device.tab.url.startswith(f"{device.site}{SECOND}")
    device.with_passkey("Use a passkey")
    assert device.tab.url == f"{device.site}/en/desk/"


def test_a_copy_of_a_key_is_found_out_by_its_count(device: Device) -> None:
    account(EMAIL, ALICE)
    device.sign_in()
    device.make()
    device.sign_out()
    Passkey.objects.update(counter=1_000)
    device.open(SIGN_IN)
    device.with_passkey()
    assert "This passkey is not known here" in device.tab.locator("main").inner_text()


def test_a_key_that_was_removed_opens_nothing_and_nobody_removes_that_of_another(device: Device) -> None:
    account(EMAIL, ALICE)
    account("bo@sunrise.example", BO)
    device.sign_in()
    device.make()
    device.sign_out()
    device.sign_in("bo@sunrise.example")
    assert "Telephone" not in device.open(SECURITY)
    device.make("Desk")
    device.sign_out()
    Passkey.objects.filter(user__email=EMAIL).delete()
    [hers] = [one for one in device.kept() if one["userName"] == EMAIL]
    for one in device.kept():
        if one != hers:
            device.wire.send("WebAuthn.removeCredential", {"authenticatorId": device.id, "credentialId": one["credentialId"]})
    device.open(SIGN_IN)
    device.with_passkey()
    assert "This passkey is not known here" in device.tab.locator("main").inner_text()


def test_the_key_of_another_is_no_second_step(device: Device) -> None:
    account("bo@sunrise.example", BO)
    device.sign_in("bo@sunrise.example")
    device.make()
    device.sign_out()
    alice = account(EMAIL, ALICE)
    Passkey.objects.create(
        user=alice, name="lost", credential="00", public=bytes(Passkey.objects.get().public), counter=0, made=Passkey.objects.get().made
    )
    device.sign_in()
    device.with_passkey("Use a passkey")
    assert "This passkey is not yours" in device.tab.locator("main").inner_text()


def test_a_device_that_does_not_answer_is_said_in_words(device: Device) -> None:
    account(EMAIL, ALICE)
    device.wire.send("WebAuthn.setUserVerified", {"authenticatorId": device.id, "isUserVerified": False})
    device.open(SIGN_IN)
    device.tab.get_by_role("button", name="Sign in with a passkey").click()
    device.tab.get_by_role("alert").wait_for()
    assert device.tab.get_by_role("alert").inner_text() == "The device gave no passkey. Try again, or choose another way."


def test_at_an_address_without_a_name_the_page_says_that_there_are_none(device: Device, live_server: LiveServer) -> None:
    device.tab.goto(f"{live_server.url.replace('localhost', '127.0.0.1')}{SIGN_IN}")
    told = device.tab.locator("main").inner_text()
    assert ("This browser offers no passkeys here" in told, device.tab.get_by_role("button", name="passkey").count()) == (True, 0)


def test_without_javascript_the_page_says_so_and_the_other_ways_stay(chromium: Browser, live_server: LiveServer) -> None:
    account(EMAIL, ALICE)
    context = chromium.new_context(java_script_enabled=False, locale="en")
    tab = context.new_page()
    tab.goto(f"{live_server.url}{SIGN_IN}")
    assert "Passkeys need JavaScript, which is off here." in tab.locator("main").inner_text()
    tab.fill("#f-email", EMAIL)
    tab.fill("#f-password", PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    assert tab.url == f"{live_server.url}/en/desk/"
    context.close()
