"""May one try again? Attempts to prove who one is are counted, for all processes together: guessing ends, and nobody shuts out another.

A stranger's attempts are counted by account and place, and by place. Whoever is known has a count that no stranger reaches: a browser
that has signed in, and a session. Over all places together an account is never shut: each attempt waits, the longer the more have failed.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from operis.accounts.models import Seen, Try


@dataclass(frozen=True, slots=True)
class Limit:
    """So many that fail in so long a time, of one kind and for one account, place, browser or session."""

    kind: str
    most: int
    within: timedelta
    shared: bool = False
    """Whether others fail under it too, so that one success does not forget what failed."""

    def of(self, *whose: str) -> "Counted":
        return Counted(self, _digest(self.kind, *whose))


@dataclass(frozen=True, slots=True)
class Counted:
    limit: Limit
    key: str


QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
HERE = Limit("here", 10, QUARTER)
"""An account at a place, by password."""
PLACE = Limit("place", 50, QUARTER, shared=True)
"""Higher, since an office has one address, and only for accounts that never signed in from there."""
DEVICE = Limit("device", 10, QUARTER)
"""An account in a browser in which it has signed in."""
CODE = Limit("code", 5, QUARTER)
"""An account whose password was right, in browsers in which it never signed in; shorter, since a code has six digits."""
SESSION = Limit("session", 10, DAY)
"""Who is signed in and is asked whether it is still the same; the session then ends."""
WAITED = Limit("waited", 1, QUARTER)
"""A wait that is over is good for one attempt."""
ACCOUNT = Limit("account", 10, QUARTER, shared=True)
"""Over all places: what fails beyond this makes each attempt wait, and shuts nobody out."""
HOUR = timedelta(hours=1)
LETTERS = Limit("letters", 5, HOUR, shared=True)
"""Letters to one address that are asked for by who is not known."""
LETTERS_PLACE = Limit("letters-place", 30, HOUR, shared=True)
"""The same from one place, whomever they are to."""
LOOKED = Limit("looked", 60, HOUR, shared=True)
"""Codes that are looked for on file from one place."""
LONGEST_WAIT = timedelta(seconds=30)
SEEN_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Trying:
    """An attempt under way, which counts as failed until it has succeeded; `until` is there where it may not be made."""

    counted: tuple[Counted, ...]
    rows: tuple[int, ...]
    until: datetime | None = None

    def succeeded(self) -> None:
        """What failed before is forgotten, but for what others share, of which this attempt alone goes."""
        Try.objects.filter(key__in=[one.key for one in self.counted if not one.limit.shared]).delete()
        self.withdrawn()

    def withdrawn(self) -> None:
        Try.objects.filter(pk__in=self.rows).delete()


def begin(counted: Iterable[Counted], now: datetime) -> Trying:
    """Count first and look afterwards: so many at once do not all find the count still low."""
    counted = tuple(counted)
    Try.objects.filter(at__lt=now - DAY).delete()
    rows = tuple(Try.objects.create(key=one.key, at=now).pk for one in counted)
    trying = Trying(counted, rows)
    ends = [end for one in counted if one.limit is not ACCOUNT and (end := _shut_until(one, now)) is not None]
    if not ends:
        return trying
    trying.withdrawn()  # what may not be tried is no attempt: else nobody could ever try again
    return Trying(counted, (), max(ends))


def wait_of(account: Counted, now: datetime) -> timedelta:
    """How long an attempt for this account waits: not at all, or 1, 2, 4 ... 30 seconds, by what failed at all places together."""
    beyond = Try.objects.filter(key=account.key, at__gt=now - account.limit.within).count() - account.limit.most
    return min(LONGEST_WAIT, timedelta(seconds=2 ** min(beyond, 10))) if beyond >= 0 else timedelta(0)


def left(counted: Counted, now: datetime) -> int:
    """How many may still fail."""
    return counted.limit.most - Try.objects.filter(key=counted.key, at__gt=now - counted.limit.within).count()


def has_been_at(account: str, place: str, now: datetime) -> bool:
    """Whether this account has signed in from this place."""
    return Seen.objects.filter(key=_digest("seen", account, place), at__gt=now - SEEN_FOR).exists()


def was_at(account: str, place: str, now: datetime) -> None:
    """It has, just now."""
    with transaction.atomic():
        Seen.objects.filter(at__lt=now - SEEN_FOR).delete()
        Seen.objects.update_or_create(key=_digest("seen", account, place), defaults={"at": now})


def _shut_until(one: Counted, now: datetime) -> datetime | None:
    """When the count is low enough again; None where it is."""
    since = now - one.limit.within
    times = list(Try.objects.filter(key=one.key, at__gt=since).order_by("-at", "-pk").values_list("at", flat=True)[: one.limit.most + 1])
    return times[-1] + one.limit.within if len(times) > one.limit.most else None


def _digest(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()
