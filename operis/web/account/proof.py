"""When and how was it last shown who sits here, and from where? What the session knows of that."""

import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils import timezone

from operis.accounts import passkeys
from operis.accounts.codes import proves
from operis.accounts.log import Event, event, is_of
from operis.accounts.models import Session, User
from operis.accounts.sessions import BROWSER, FIRST, PLACE, still_open
from operis.accounts.tries import Trying
from operis.web.account.counting import TooOftenError, account_of, by_code_here, by_password_here, end_if_last, in_session, place

PROVED, STRONG, ASKED_KEY = "proved", "strong", "passkey"
TRIED = 16
"""So much of the digest of an address tells in the log which attempts were for the same one, known here or not."""
BROWSERS: Mapping[str, str] = {"Edg/": "Edge", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS: Mapping[str, str] = {
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


def sign_in_as(request: HttpRequest, user: User, way: str, *, strong: bool) -> None:
    """From here on the browser is that person's; sessions that are over go, with the places that stand in them."""
    Session.objects.exclude(still_open(timezone.now())).delete()
    login(request, user)
    request.session.update({PLACE: place(request), BROWSER: browser(request), FIRST: timezone.now().isoformat()})
    request.session[PROVED], request.session[STRONG] = time.time(), strong
    is_of(user.pk)
    event(Event.SIGNED_IN, who=user.pk, way=way, strong=strong)


def proved(request: HttpRequest, *, strong: bool) -> None:
    """It was shown again who sits here; what was shown in two steps stays so, and a session key that was stolen before opens nothing."""
    request.session.cycle_key()
    request.session[PROVED] = time.time()
    request.session[STRONG] = strong or bool(request.session.get(STRONG))
    event(Event.PROVED, strong=strong)


def is_strong(request: HttpRequest) -> bool:
    return bool(request.session.get(STRONG))


def is_fresh(request: HttpRequest) -> bool:
    """Whether the last proof is young enough for what cannot be undone; one from the future is of another clock."""
    age: float = time.time() - request.session.get(PROVED, 0)
    return 0 <= age < settings.OPERIS_PROOF_MINUTES * 60


def by_password(request: HttpRequest, email: str, password: str) -> User | None:
    """Whose address and password these are; TooOftenError where there is nothing to try."""
    email = unicodedata.normalize("NFKC", email).strip().lower()
    with _held(tried=account_of(email)[:TRIED]):
        trying = by_password_here(request, email)
    user = _password(request, email, password, trying)
    if user is None:
        whose = User.objects.filter(email=email).values_list("pk", flat=True).first()
        event(Event.SIGN_IN_FAILED, way="password", tried=account_of(email)[:TRIED], who=whose or "")
    return user


def by_own_password(request: HttpRequest, user: User, password: str) -> bool:
    """Whether who is signed in knows the password; SessionOverError where that was the last attempt of this session."""
    return _in_session(request, _password(request, user.email, password, in_session(request)) == user)


def by_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether the code is of the person whose password was right; TooOftenError where there is nothing to try."""
    with _held(who=user.pk):
        trying = by_code_here(request, user)
    right = _code(user, typed, trying)
    if not right:
        event(Event.SECOND_STEP_FAILED, who=user.pk)
    return right


def by_own_code(request: HttpRequest, user: User, typed: str) -> bool:
    """Whether the code is of who is signed in; SessionOverError where that was the last attempt of this session."""
    return _in_session(request, _code(user, typed, in_session(request)))


def _in_session(request: HttpRequest, right: bool) -> bool:
    if not right:
        event(Event.PROOF_FAILED)
        end_if_last(request)
    return right


@contextmanager
def _held(**whose: object) -> Iterator[None]:
    """That an attempt may not be made is an event."""
    try:
        yield
    except TooOftenError as fault:
        event(Event.SIGN_IN_HELD, until=fault.until.isoformat(timespec="seconds"), **whose)
        raise


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
