"""By which ways does a person sign in, and which are taken away when a telephone is lost?"""

from django.db import transaction

from operis.accounts.codes import has_codes
from operis.accounts.models import OneTime, Passkey, Recovery, Session, User
from operis.accounts.passkeys import has_passkey


def has_second_step(user: User) -> bool:
    """Whether a password alone does not sign this person in."""
    return has_codes(user) or has_passkey(user)


def forget_recovery_if_alone(user: User) -> None:
    """Recovery codes stand in for another way; without one they would be a way of their own."""
    if not has_second_step(user):
        Recovery.objects.filter(user=user).delete()


def reset_second_step(user: User) -> None:
    """Codes, recovery codes and passkeys are gone, and every browser is signed out."""
    with transaction.atomic():
        for model in (OneTime, Recovery, Passkey):
            model.objects.filter(user=user).delete()
        end_sessions(user)


def end_sessions(user: User, keep: str | None = None) -> int:
    """Sign the person out everywhere, but for the browser that asks."""
    return Session.objects.filter(user=user).exclude(session_key=keep or "").delete()[0]
