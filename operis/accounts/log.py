"""What happened to accounts, who did it and from where? One event a line in a log of its own, without a secret.

Whoever answers a request says here from where it came and whose it is; every line that is written meanwhile carries it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

SECURITY = logging.getLogger("operis.security")


class Event(StrEnum):
    """The names of events, which never change; docs/log.md tells what each means."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGN_IN_HELD = "sign-in-held"
    SECOND_STEP_FAILED = "second-step-failed"
    SIGNED_OUT = "signed-out"
    OTHERS_SIGNED_OUT = "others-signed-out"
    PROVED = "proved"
    PROOF_FAILED = "proof-failed"
    SESSION_ENDED = "session-ended"
    MANDATE_CHOSEN = "mandate-chosen"
    PASSWORD_CHANGED = "password-changed"
    CODES_ADDED = "codes-added"
    CODES_REMOVED = "codes-removed"
    RECOVERY_RENEWED = "recovery-renewed"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    LINK_REMOVED = "link-removed"
    SECOND_STEP_RESET = "second-step-reset"
    TOKEN_MADE = "token-made"
    TOKEN_ENDED = "token-ended"
    TOKEN_REFUSED = "token-refused"
    PERSON_ADDED = "person-added"
    PERSON_CLOSED = "person-closed"
    PERSON_REOPENED = "person-reopened"
    OFFICE_SET = "office-set"
    OFFICE_REMOVED = "office-removed"
    MANDATE_GIVEN = "mandate-given"
    MANDATE_CHANGED = "mandate-changed"
    MANDATE_ENDED = "mandate-ended"
    ACCESS_REFUSED = "access-refused"


@dataclass
class Asked:
    """A request, or a word of the command line, of which what is logged is told."""

    request: str
    place: str
    account: str = ""
    token: str = ""


_now: ContextVar[Asked | None] = ContextVar("asked", default=None)


@contextmanager
def asked(request: str, place: str, account: str = "") -> Iterator[Asked]:
    """While this lasts, lines are of this request."""
    one = Asked(request, place, account)
    before = _now.set(one)
    try:
        yield one
    finally:
        _now.reset(before)


def now_asked() -> Asked | None:
    return _now.get()


def is_of(account: object, token: str = "") -> None:
    """Whose request it is, once that is known."""
    one = _now.get()
    if one is not None:
        one.account, one.token = str(account), token


def event(what: Event, **facts: object) -> None:
    """Enter an event; `facts` say what it was about, never a password, a code or a token."""
    SECURITY.info(str(what), extra={"facts": {name: str(value) for name, value in facts.items()}})
