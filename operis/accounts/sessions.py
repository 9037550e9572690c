"""Where does a browser stay signed in? In the database, in a row that tells its owner from where and since when.

The row stands under the digest of the key that the browser has. A session ends an hour after the last page, and at the latest so
many hours after signing in.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone

from operis.accounts.models import Session

PLACE, BROWSER, FIRST = "place", "browser", "first"
MOVED_AFTER = timedelta(minutes=1)
ROW_KEY = 40
"""As long as the column: 160 bits."""


def row_key(key: str | None) -> str:
    """Under what the session of a browser stands."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:ROW_KEY]


def still_open(now: datetime) -> Q:
    """Sessions that have not ended: neither by an hour without a page nor by their age.

    One that began later than now was begun under a clock that ran ahead: it would outlive its age, and has ended.
    """
    begun = Q(first__gt=now - timedelta(hours=settings.OPERIS_SESSION_HOURS), first__lte=now + MOVED_AFTER)
    return Q(expire_date__gt=now) & (Q(first=None) | begun)


class Ended(Enum):
    """Why a browser that was signed in is no more: by time as it went, or by a clock that was set."""

    OVER, AHEAD = "over", "ahead"


def _ended(row: Session, now: datetime) -> Ended | None:
    """Why it is open no more; None of one that is `still_open`."""
    if row.first is not None and row.first > now + MOVED_AFTER:
        return Ended.AHEAD
    too_old = row.first is not None and row.first <= now - timedelta(hours=settings.OPERIS_SESSION_HOURS)
    return Ended.OVER if too_old or row.expire_date <= now else None


class SessionStore(DatabaseStore):
    ends: datetime | None = None
    """When the session ends if no page is read any more, as the row has it."""
    ended: Ended | None = None
    """Why the session that the browser asked for is not open any more, while its row still stands."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row = super().create_model_instance(dict(data))
        assert isinstance(row, Session)
        row.session_key = row_key(row.session_key)
        row.user_id = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.place, row.browser = data.get(PLACE, ""), data.get(BROWSER, "")
        row.first = datetime.fromisoformat(data[FIRST]) if FIRST in data else None
        return row

    def load(self) -> dict[str, Any]:
        """Asked by its key alone, since every page asks; whether it is open is told by the row."""
        row = next(iter(Session.objects.filter(session_key=row_key(self.session_key))), None)
        ended = _ended(row, timezone.now()) if row is not None else None
        if row is None or ended is not None:
            self.ended = ended if row is not None and row.user_id is not None else None
            self._session_key = None
            return {}
        self.ends = row.expire_date
        return dict(self.decode(row.session_data))

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=row_key(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=row_key(key)).delete()

    def save(self, must_create: bool = False) -> None:
        """A page moves the end ahead once a minute, so that most pages that are only read write nothing.

        Django takes every fault of the database for a session that was ended elsewhere; one that is only full or away is told as that.
        """
        asked_again = self.ends is not None and self.get_expiry_date() - self.ends < MOVED_AFTER
        if not must_create and not self.modified and asked_again:
            return
        try:
            super().save(must_create)
        except UpdateError as fault:
            if not isinstance(fault.__context__, OperationalError):
                raise
            if self.modified or must_create:
                raise fault.__context__ from None
            # Only its end would have moved: on a full disk who is signed in reads on, as everyone does.
