"""Where does a browser stay signed in? In the database, in a row that tells its owner from where and since when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from operis.accounts.models import Session

PLACE, BROWSER, FIRST = "place", "browser", "first"


class SessionStore(DatabaseStore):
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
