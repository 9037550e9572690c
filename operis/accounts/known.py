"""Who has signed in in this browser? A cookie tells it, which this site alone can sign: so it is known without asking the database."""

from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.http.cookie import parse_cookie

KNOWN = "known"
KNOWN_DAYS = 180
"""How long a browser is known."""


def signed(numbers: Mapping[str, str]) -> str:
    """By account, the number under which this browser is known to it."""
    return signing.dumps(dict(numbers), salt=KNOWN)


def told(cookie: str) -> dict[str, str]:
    """What was signed; nothing where it was not, or too long ago."""
    try:
        return dict(signing.loads(cookie, salt=KNOWN, max_age=KNOWN_DAYS * 24 * 60 * 60))
    except signing.BadSignature:
        return {}


def told_in(cookies: str) -> dict[str, str]:
    """The same, out of all cookies that a browser sends in one line."""
    return told(parse_cookie(cookies).get(settings.KNOWN_COOKIE_NAME, ""))
