"""What does a browser carry on in a form? Its hidden fields, what stands in its inputs, and a session that ends."""

import re
from html import unescape
from typing import Any

from django.conf import settings as installation
from django.test import Client

from operis.accounts.models import User
from operis.core.mandates import Mandate
from tests.web.signed import PASSWORD, account


def hidden(answer: Any) -> dict[str, str]:
    """What a browser sends of a form beside what is typed: token, key, mark and length of the docket."""
    form = answer.content.decode().split('class="asks"')[-1]
    found = re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|desk-\w+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found}


def action(answer: Any) -> str:
    """Where the form of a page is sent."""
    found = re.search(r'class="asks" method="post" action="([^"]*)"', answer.content.decode())
    return unescape(found[1]) if found else ""


def carried(answer: Any) -> dict[str, str]:
    """All that a page carries on without showing it."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', unescape(answer.content.decode())))


def value(answer: Any, name: str) -> str | None:
    """What stands in an input of a page."""
    html = answer.content.decode()
    found = re.search(rf'<input type="\w+" name="{name}" value="([^"]*)"', html) or re.search(
        rf'<textarea name="{name}"[^>]*>\r?\n?(.*?)</textarea>', html, re.DOTALL
    )
    return (unescape(found[1]) or None) if found else None


def strict(email: str, *mandates: Mandate) -> Client:
    """A browser whose forms need their token."""
    if not User.objects.filter(email=email).exists():
        account(email, *mandates)
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    sign_in(client, email)
    return client


def sign_in(client: Client, email: str, password: str = PASSWORD, onward: str = "") -> Any:
    given = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/en/account/sign-in/").content.decode())
    assert given
    sent = {"email": email, "password": password, "next": onward, "csrfmiddlewaretoken": given[1]}
    return client.post("/en/account/sign-in/", sent)


def end_session(client: Client) -> None:
    """An hour has passed: the browser has forgotten the cookie."""
    del client.cookies[installation.SESSION_COOKIE_NAME]
