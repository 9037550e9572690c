"""May one try again? Attempts to prove who one is are counted, by account and by the place they come from, for all processes together."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from operis.accounts.models import Try


@dataclass(frozen=True, slots=True)
class Limit:
    """So many that fail in so long a time, of one kind and for one account or place."""

    kind: str
    most: int
    within: timedelta

    def of(self, whose: str) -> "Counted":
        return Counted(self, hashlib.sha256(f"{self.kind} {whose}".encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Counted:
    limit: Limit
    key: str


QUARTER = timedelta(minutes=15)
ACCOUNT = Limit("account", 10, QUARTER)
CODE = Limit("code", 5, QUARTER)
PLACE = Limit("place", 50, QUARTER)
"""Higher: the people of an office come from one address."""


@dataclass(frozen=True, slots=True)
class Trying:
    """An attempt under way, which counts as failed until it has succeeded; `until` is there where it may not be made."""

    counted: tuple[Counted, ...]
    rows: tuple[int, ...]
    until: datetime | None = None

    def succeeded(self) -> None:
        """What failed before is forgotten for the account, and for the place this attempt alone: others share it."""
        accounts = [one.key for one in self.counted if one.limit is not PLACE]
        Try.objects.filter(key__in=accounts).delete()
        self.withdrawn()

    def withdrawn(self) -> None:
        Try.objects.filter(pk__in=self.rows).delete()


def begin(counted: Iterable[Counted], now: datetime) -> Trying:
    """Count first and look afterwards: so many at once do not all find the count still low."""
    counted = tuple(counted)
    Try.objects.filter(at__lt=now - max(one.limit.within for one in counted)).delete()
    rows = tuple(Try.objects.create(key=one.key, at=now).pk for one in counted)
    trying = Trying(counted, rows)
    ends = [end for one in counted if (end := _shut_until(one, now)) is not None]
    if not ends:
        return trying
    trying.withdrawn()  # what may not be tried is no attempt: else nobody could ever try again
    return Trying(counted, (), max(ends))


def _shut_until(one: Counted, now: datetime) -> datetime | None:
    """When the count is low enough again; None where it is."""
    since = now - one.limit.within
    times = list(Try.objects.filter(key=one.key, at__gt=since).order_by("-at", "-pk").values_list("at", flat=True)[: one.limit.most + 1])
    return times[-1] + one.limit.within if len(times) > one.limit.most else None
