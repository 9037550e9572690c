"""By what is an attempt counted? A session by itself, a browser that has signed in by itself, a stranger by account and place."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis import places
from operis.accounts import known
from operis.accounts.known import KNOWN, KNOWN_DAYS
from operis.accounts.models import User
from operis.accounts.tries import (
    ACCOUNT,
    CODE,
    DEVICE,
    HERE,
    LETTERS,
    LETTERS_PLACE,
    PLACE,
    SESSION,
    WAITED,
    Counted,
    Trying,
    begin,
    has_been_at,
    left,
    wait_of,
    was_at,
)
from operis.documents.shown import moment

WAIT = "waited"
KNOWN_MOST = 5
"""By how many of those who share it a browser is known."""
WAIT_GOOD = timedelta(minutes=10)

Answer = TypeVar("Answer", bound=HttpResponseBase)


class TooOftenError(Exception):
    """Too many attempts have failed; `says` tells until when there is nothing to try."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until
        self.says = _("Too many attempts have failed. Try again after {moment}.").format(moment=moment(_next_minute(until)))

    @property
    def seconds(self) -> int:
        return max(1, round((self.until - timezone.now()).total_seconds()) + 1)


class TooSoonError(TooOftenError):
    """The attempt waits; `ticket` comes with it once the wait is over, so that nobody else's attempts make it longer."""

    def __init__(self, until: datetime, ticket: str) -> None:
        super().__init__(until)
        self.ticket = ticket
        count = self.seconds
        self.says = ngettext(
            "Many wrong passwords have been tried for this address. Wait {count} second, then enter your password again.",
            "Many wrong passwords have been tried for this address. Wait {count} seconds, then enter your password again.",
            count,
        ).format(count=count)


class SessionOverError(Exception):
    """So many proofs have failed in this session that it ends."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A wait: of which account and place, from when on it is over, and a number by which it is used once."""

    account: str
    place: str
    due: float
    number: str

    def signed(self) -> str:
        return signing.dumps([self.account, self.place, self.due, self.number], salt=WAIT)


def account_of(email: str) -> str:
    """The account by its address, as it is counted, without the address."""
    return salted_hmac(KNOWN, unicodedata.normalize("NFKC", email).strip().lower(), algorithm="sha256").hexdigest()


def by_password_here(request: HttpRequest, email: str) -> Trying:
    """An attempt of somebody who is not signed in."""
    account, now = account_of(email), timezone.now()
    device = _devices(request).get(account)
    if device is not None:
        return _begun([DEVICE.of(account, device)], now)
    here, wait = places.net(place(request)), wait_of(ACCOUNT.of(account), now)
    counted = [HERE.of(account, here), ACCOUNT.of(account)]
    if not has_been_at(account, here, now):
        counted.append(PLACE.of(here))
    if not wait:
        return _begun(counted, now)
    ticket = _ticket(request, account, here, now) or Ticket(account, here, (now + wait).timestamp(), secrets.token_urlsafe(16))
    trying = _begun([*counted, WAITED.of(ticket.number)], now)
    if now.timestamp() < ticket.due:
        trying.withdrawn()
        raise TooSoonError(datetime.fromtimestamp(ticket.due, tz=now.tzinfo), ticket.signed())
    return trying


def by_code_here(request: HttpRequest, user: User) -> Trying:
    """An attempt of somebody whose password was right a moment ago."""
    device = _devices(request).get(account_of(user.email))
    return _begun([CODE.of(str(user.pk), *([device] if device else []))], timezone.now())


def may_send(request: HttpRequest, email: str) -> None:
    """A letter that somebody asks for who is not known; TooOftenError where this address, or this place, has had its letters for now."""
    _begun([LETTERS.of(account_of(email)), LETTERS_PLACE.of(places.net(place(request)))], timezone.now())


def in_session(request: HttpRequest) -> Trying:
    """An attempt of who is signed in: no stranger's attempt counts here, and none of these counts elsewhere."""
    trying = begin([_session(request)], timezone.now())
    if trying.until is not None:
        raise SessionOverError
    return trying


def end_if_last(request: HttpRequest) -> None:
    """SessionOverError where the attempt that has just failed was the last one."""
    if left(_session(request), timezone.now()) <= 0:
        raise SessionOverError


def remember(request: HttpRequest, user: User, answer: Answer) -> Answer:
    """This person signs in here: the place and the browser are known from now on."""
    account = account_of(user.email)
    was_at(account, places.net(place(request)), timezone.now())
    devices = _devices(request)
    number = devices.pop(account, None) or secrets.token_urlsafe(16)
    kept = dict([*devices.items(), (account, number)][-KNOWN_MOST:])
    answer.set_cookie(
        settings.KNOWN_COOKIE_NAME, known.signed(kept), max_age=KNOWN_DAYS * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether the account with this address has signed in in this browser."""
    return account_of(email) in _devices(request)


def place(request: HttpRequest) -> str:
    """The address that the request came from."""
    return places.place(request.headers.get("X-Forwarded-For", ""), request.META.get("REMOTE_ADDR", ""), settings.OPERIS_PROXIES)


def _begun(counted: Iterable[Counted], now: datetime) -> Trying:
    trying = begin(counted, now)
    if trying.until is not None:
        raise TooOftenError(trying.until)
    return trying


def _ticket(request: HttpRequest, account: str, here: str, now: datetime) -> Ticket | None:
    """The wait that was told to this account at this place, if it is not used up or long over."""
    try:
        ticket = Ticket(*signing.loads(request.POST.get(WAIT, ""), salt=WAIT))
    except signing.BadSignature:
        return None
    good = now.timestamp() < ticket.due + WAIT_GOOD.total_seconds() and left(WAITED.of(ticket.number), now) > 0
    return ticket if good and (ticket.account, ticket.place) == (account, here) else None


def _devices(request: HttpRequest) -> dict[str, str]:
    """By what number this browser is known to each of those who have signed in in it."""
    return known.told(request.COOKIES.get(settings.KNOWN_COOKIE_NAME, ""))


def _session(request: HttpRequest) -> Counted:
    return SESSION.of(request.session.session_key or "")


def _next_minute(value: datetime) -> datetime:
    """What is told in minutes is not told too early."""
    return datetime.fromtimestamp(-(-value.timestamp() // 60) * 60, tz=value.tzinfo)
