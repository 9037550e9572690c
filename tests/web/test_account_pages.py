"""Can everybody use the pages of an account, whatever they say?"""

import gzip
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings

from operis.accounts.models import Linked, Passkey, User
from tests.api.programs import installed
from tests.statute import ALICE, CHEN
from tests.web.accounts import EMAIL, with_codes
from tests.web.shown import STATIC, Looks, faults, shown
from tests.web.signed import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LONG = "A telephone whose name is as long as anybody will ever write on this page of the site " * 2


@pytest.fixture(autouse=True)
def monday(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    settings.OPERIS_OIDC_ISSUER, settings.OPERIS_OIDC_NAME = "https://id.county.example", "County ID"


def pages(language: str) -> dict[str, Any]:
    """Each page of an account that says something else than at first, to somebody with every way of signing in."""
    user, _secret = with_codes(EMAIL, ALICE, CHEN)
    before = datetime.now(UTC) - timedelta(days=1)
    Passkey.objects.create(user=user, name=LONG[:100].strip(), credential="00", public=b"", counter=0, made=before)
    Passkey.objects.create(user=user, name="钥匙", credential="01", public=b"", counter=0, made=before, used=before)
    Linked.objects.create(user=user, issuer="https://id.county.example", subject="1", made=before)
    base = f"/{language}/account/"
    half, client, fresh, other = (Client(headers={"accept-language": language}) for _ in range(4))
    found = {"wrong": half.post(f"{base}sign-in/", {"email": EMAIL, "password": "wrong"})}
    half.post(f"{base}sign-in/", {"email": EMAIL, "password": PASSWORD})
    found |= {"second": half.get(f"{base}sign-in/second/"), "no code": half.post(f"{base}sign-in/second/", {"code": "1"})}
    for one in (client, other):
        one.force_login(user)
    found["not proved"] = client.post(f"{base}security/recovery/", {"again": "POST", "again-password": "no", "title": "kept"})
    just_proved(client)
    found |= {"security": client.get(f"{base}security/"), "mandates": client.get(f"{base}mandate/")}
    for path in ("recovery/", "passkeys/", "password/"):
        found[path] = client.post(f"{base}security/{path}")
    fresh.force_login(User.objects.create_user("bo@office.example", "Bo", PASSWORD))
    just_proved(fresh)
    found["codes"] = fresh.post(f"{base}security/codes/", {"code": "000000"})
    found["changed"] = fresh.post(f"{base}security/password/", {"password": PASSWORD, "new": LONG[:40]})
    return found


def just_proved(client: Client) -> None:
    """As if it had just been shown who sits there."""
    session = client.session
    session["proved"] = time.time()
    session.save()


STATUS = {"security": 200, "mandates": 200, "second": 200, "recovery/": 200, "changed": 200}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_on_every_screen_nothing_is_cut_and_axe_finds_nothing(chromium: Browser, looks: Looks, language: str) -> None:
    found = pages(language)
    assert {name: one.status_code for name, one in found.items()} == {name: STATUS.get(name, 422) for name in found}
    with shown(chromium) as tab:
        said = {name: list(faults(tab, one.content.decode(), looks)) for name, one in found.items()}
    assert {name: wrong for name, wrong in said.items() if wrong} == {}


def test_the_script_is_light_and_of_our_own() -> None:
    script = (STATIC / "passkey.js").read_bytes()
    assert len(gzip.compress(script)) < 15_000
    assert "http" not in script.decode().replace("https://", "http")
