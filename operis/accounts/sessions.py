"""Where does a browser stay signed in? In the database, in a row that tells its owner from where and since when."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from operis.accounts.models import Session

PLACE, BROWSER, FIRST = "place", "browser", "first"
MOVED_AFTER = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    ends: datetime | None = None
    """When the session ends if no page is read any more, as the row has it."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: Mapping[str, Any]) -> Session:
        row = super().create_model_instance(dict(data))
        assert isinstance(row, Session)
        row.user_id = UUID(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.place, row.browser = data.get(PLACE, ""), data.get(BROWSER, "")
        row.first = datetime.fromisoformat(data[FIRST]) if FIRST in data else None
        return row

    def load(self) -> dict[str, Any]:
        row = Session.objects.filter(session_key=self.session_key, expire_date__gt=timezone.now()).first()
        if row is None:
            self._session_key = None
            return {}
        self.ends = row.expire_date
        return dict(self.decode(row.session_data))

    def save(self, must_create: bool = False) -> None:
        """A page moves the end ahead once a minute, so that most pages that are only read write nothing."""
        asked_again = self.ends is not None and self.get_expiry_date() - self.ends < MOVED_AFTER
        if must_create or self.modified or not asked_again:
            super().save(must_create)
