"""What do the tests of accounts share? A person with codes, a browser that has been through both steps, and one that waited."""

import base64
import time
from datetime import UTC, datetime, timedelta

from django.test import Client

from operis.accounts.codes import STEP_SECONDS, begin_codes, code_at, confirm_codes, new_recovery
from operis.accounts.models import User
from operis.core.mandates import Mandate
from tests.statute import ALICE
from tests.web.reading import text
from tests.web.signed import PASSWORD, account

SIGN_IN, SECOND, MANDATE, SECURITY = (f"/en/account/{path}" for path in ("sign-in/", "sign-in/second/", "mandate/", "security/"))
CODES, RECOVERY, CHANGE, PASSKEYS = (f"{SECURITY}{path}/" for path in ("codes", "recovery", "password", "passkeys"))
EMAIL = "alice@office.example"


def post(client: Client, path: str, **sent: str) -> tuple[int, str]:
    answer = client.post(path, {name.replace("_", "-"): value for name, value in sent.items()})
    return answer.status_code, answer.headers.get("Location") or text(answer)


def told_after(client: Client, **sent: str) -> str:
    """What the page says once one has been sent on to it."""
    assert post(client, SECURITY, **sent) == (302, SECURITY)
    return text(client.get(SECURITY))


def code(secret: str, ahead: int = 0) -> str:
    """The code of now, or of the next half minute: each is taken once."""
    return code_at(base64.b32decode(secret), int(time.time()) // STEP_SECONDS + ahead)


def with_codes(email: str = EMAIL, *mandates: Mandate) -> tuple[User, str]:
    """Somebody whose codes were set up a while ago."""
    user = account(email, *(mandates or (ALICE,)))
    secret, before = begin_codes(user), datetime.now(UTC) - timedelta(hours=1)
    assert confirm_codes(user, code_at(base64.b32decode(secret), int(before.timestamp()) // STEP_SECONDS), before)
    return user, secret


def is_in(client: Client) -> bool:
    return "Sign out" in client.get("/en/help/").content.decode()


def aged(client: Client, minutes: float = 16) -> None:
    """As if the last proof had been given so long ago."""
    session = client.session
    session["proved"] -= minutes * 60
    session.save()


def signed_in_twice(user: User) -> Client:
    """In a browser, by password and recovery code."""
    client = Client()
    [recovery, *_rest] = new_recovery(user)
    post(client, SIGN_IN, email=user.email, password=PASSWORD)
    assert post(client, SECOND, code=recovery)[0] == 302
    user.recovery_set.all().delete()
    return client
