"""When and how was it last shown who sits here, and from where? What the session knows of that."""

import time
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils import timezone

from operis.accounts import passkeys
from operis.accounts.codes import proves
from operis.accounts.models import Session, User
from operis.accounts.sessions import BROWSER, FIRST, PLACE, still_open
from operis.accounts.tries import Trying
from operis.web.account.counting import by_code_here, by_password_here, end_if_last, in_session, place

PROVED, STRONG, ASKED_KEY = "proved", "strong", "passkey"
BROWSERS: Mapping[str, str] = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS: Mapping[str, str] = {
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def sign_in_as(request: HttpRequest, user: User, *, strong: bool) -> None:
    """From here on the browser is that person's; sessions that are over go, with the places that stand in them."""
    Session.objects.exclude(still_open(timezone.now())).delete()
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
    return _password(request, email, password, by_password_here(request, email))


def by_own_password(request: HttpRequest, user: User, password: str) -> bool:
    """Whether who is signed in knows the password; SessionOverError where that was the last attempt of this session."""
    right = _password(request, user.email, password, in_session(request)) == user
    if not right:
        end_if_last(request)
    return right


def by_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether the code is of the person whose password was right; TooOftenError where there is nothing to try."""
    return _code(user, typed, by_code_here(request, user))


def by_own_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether the code is of who is signed in; SessionOverError where that was the last attempt of this session."""
    right = _code(user, typed, in_session(request))
    if not right:
        end_if_last(request)
    return right


def _password(request: HttpRequest, email: str, password: str, trying: Trying) -> User | None:
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        return None
    trying.succeeded()
    return user


def _code(user: User, typed: str, trying: Trying) -> bool:
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


def browser(request: HttpRequest) -> str:
    """Enough to know one's own again."""
    agent = request.headers.get("User-Agent", "")
    found = (next((name for mark, name in marks.items() if mark in agent), "") for marks in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
