"""When and how was it last shown who sits here, and from where? What the session knows of that; who has failed too often is told when."""

import ipaddress
import time
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from operis.accounts import passkeys
from operis.accounts.codes import proves
from operis.accounts.models import Session, User
from operis.accounts.sessions import BROWSER, FIRST, PLACE
from operis.accounts.tries import ACCOUNT, CODE, Counted, Trying, begin
from operis.accounts.tries import PLACE as OF_PLACE
from operis.documents.shown import moment

PROVED, STRONG, ASKED_KEY = "proved", "strong", "passkey"
IPV6_PREFIX = 64
BROWSERS: Mapping[str, str] = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS: Mapping[str, str] = {
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


class TooOftenError(Exception):
    """Too many attempts have failed; `says` tells until when there is nothing to try."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
        self.says = _("Too many attempts have failed. Try again after {moment}.").format(moment=moment(_next_minute(until)))

    @property
    def seconds(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds()) + 1)


def sign_in_as(request: HttpRequest, user: User, *, strong: bool) -> None:
    """From here on the browser is that person's; sessions that are over go, with the places that stand in them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    login(request, user)
    request.session.update({PLACE: place(request), BROWSER: browser(request), FIRST: timezone.now().isoformat()})
    proved(request, strong=strong)


def proved(request: HttpRequest, *, strong: bool) -> None:
    """It was shown again who sits here; what was shown in two steps stays so."""
    request.session[PROVED] = time.time()
    request.session[STRONG] = strong or bool(request.session.get(STRONG))


def is_strong(request: HttpRequest) -> bool:
    return bool(request.session.get(STRONG))


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is young enough for what cannot be undone; one from the future is of another clock."""
    age: float = time.time() - request.session.get(PROVED, 0)
    return 0 <= age < settings.OPERIS_PROOF_MINUTES * 60


def by_password(request: HttpRequest, email: str, password: str) -> User | None:
    """Whose address and password these are; TooOftenError where there is nothing to try."""
    email = unicodedata.normalize("NFKC", email).strip().lower()
    trying = _trying(request, ACCOUNT.of(email))
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        return None
    trying.succeeded()
    return user


def by_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether the code is the person's; TooOftenError where there is nothing to try."""
    trying = _trying(request, CODE.of(str(user.pk)))
    right = proves(user, typed, timezone.now())
    if right:
        trying.succeeded()
    return right


def by_passkey(request: HttpRequest, answer: Mapping[str, object]) -> User | None:
    """Whose key has signed what this browser was asked, once."""
    asked = taken(request, ASKED_KEY)
    return passkeys.prove(host(request), asked, answer, timezone.now()) if asked else None


def taken(request: HttpRequest, name: str) -> Any:
    """What is good for one use, gone before it is used: an answer of 500 and an empty session would leave it where it was."""
    found = request.session.pop(name, None)
    if found is not None:
        request.session.save()
    return found


def host(request: HttpRequest) -> str:
    """The name for which passkeys are made: without the port."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def place(request: HttpRequest) -> str:
    """The address that the request came from: the one that the outermost of our own proxies saw, since all before it can be made up."""
    there = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies = settings.OPERIS_PROXIES
    return there[-proxies] if 0 < proxies <= len(there) and there[-proxies] else request.META.get("REMOTE_ADDR", "")


def browser(request: HttpRequest) -> str:
    """Enough to know one's own again."""
    agent = request.headers.get("User-Agent", "")
    found = (next((name for mark, name in marks.items() if mark in agent), "") for marks in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))


def _trying(request: HttpRequest, counted: Counted) -> Trying:
    trying = begin((counted, OF_PLACE.of(_net(place(request)))), timezone.now())
    if trying.until is not None:
        raise TooOftenError(trying.until)
    return trying


def _net(address: str) -> str:
    """Whoever has one address of version 6 has a whole net of them."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{address}/{IPV6_PREFIX}", strict=False)) if found.version == 6 else address


def _next_minute(value: datetime) -> datetime:
    """What is told in minutes is not told too early."""
    return datetime.fromtimestamp(-(-value.timestamp() // 60) * 60, tz=value.tzinfo)
