"""By which ways does a person sign in, and which are taken away when a telephone is lost?"""

from datetime import datetime

from django.db import transaction

from operis.accounts.codes import has_codes
from operis.accounts.models import OneTime, Passkey, Recovery, Session, User
from operis.accounts.passkeys import has_passkey
from operis.accounts.sessions import row_key
from operis.accounts.tokens import end_tokens_of


def has_second_step(user: User) -> bool:
    """Whether a password alone does not sign this person in."""
    return has_codes(user) or has_passkey(user)


def forget_recovery_if_alone(user: User) -> None:
    """Recovery codes stand in for another way; without one they would be a way of their own."""
    if not has_second_step(user):
        Recovery.objects.filter(user=user).delete()


def reset_second_step(user: User, now: datetime) -> None:
    """Codes, recovery codes and passkeys are gone, every browser is signed out, and every token has ended."""
    with transaction.atomic():
        for model in (OneTime, Recovery, Passkey):
            model.objects.filter(user=user).delete()
        end_everything(user, now)


def end_everything(user: User, now: datetime, keep: str | None = None) -> None:
    """Whoever had come in, in a browser or by a token, is out: the password is another one, or the person has left."""
    end_sessions(user, keep)
    end_tokens_of(user, now)


def end_sessions(user: User, keep: str | None = None) -> int:
    """Sign the person out everywhere, but for the browser that asks."""
    return Session.objects.filter(user=user).exclude(session_key=row_key(keep)).delete()[0]
