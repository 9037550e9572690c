"""How does somebody who is not known come to an account and a mandate? By a link in a letter, which shows that the address is theirs."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from operis.accounts.models import Grant, Invitation, Office, Registration, User

GOOD_FOR = timedelta(hours=24)
"""So long a link opens something."""
KEPT = timedelta(days=30)
"""So long is known of a link that it was used, or came too late."""
KEY_BYTES = 10


def new_link(model: type[Registration] | type[Invitation], now: datetime, **said: object) -> str:
    """Keep what waits for a letter to be opened, and give back what the link in it bears."""
    link = secrets.token_urlsafe(32)
    model.objects.create(digest=_digest(link), made=now, **said)
    return link


def forget_links(now: datetime) -> None:
    """What was written behind a link that is too old goes, and later that there was one."""
    Registration.objects.filter(made__lt=now - GOOD_FOR).exclude(sealed="").update(sealed="")
    for model in (Registration, Invitation):
        model.objects.filter(made__lt=now - KEPT).delete()


def registration_of(link: str) -> Registration | None:
    return Registration.objects.filter(digest=_digest(link)).first()


def invitation_of(link: str) -> Invitation | None:
    return Invitation.objects.select_related("office", "by").filter(digest=_digest(link)).first()


def is_over(waiting: Registration | Invitation, now: datetime) -> bool:
    """Whether the link is too old; one from the future was made under a clock that ran ahead."""
    return not waiting.made <= now < waiting.made + GOOD_FOR


def sealed(written: Mapping[str, str]) -> str:
    """What was written, so that a copy of the database tells nobody: a resident number may stand in it."""
    return _box().encrypt(json.dumps(dict(written)).encode()).decode()


def opened(text: str) -> dict[str, str]:
    """The same again; nothing where it was sealed under another key."""
    try:
        return dict(json.loads(_box().decrypt(text.encode())))
    except InvalidToken:
        return {}


def key_of_person(resident_number: str) -> str:
    """The key of an individual's file: always the same for a number, and telling nothing of it without the key of the site."""
    digest = hmac.digest(_key(b"operis individuals"), resident_number.encode(), "sha256")
    return f"p-{base64.b32encode(digest[:KEY_BYTES]).decode().lower()}"


def person_of(email: str, name: str, number: UUID, password: str) -> User:
    """A new account under a number that is known already; its owner has just chosen the password."""
    user = User(pk=number, email=email, name=name)
    user.set_password(password)
    user.save(force_insert=True)
    return user


def give_mandate(user: User, office: Office, day: date) -> Grant:
    """From this day on, with no last day; who holds one for that day keeps it."""
    with transaction.atomic():
        grant, made = Grant.objects.get_or_create(user=user, office=office, for_body="", first=day)
        if not made and grant.last is not None:
            grant.last = None
            grant.save(update_fields=["last"])
    return grant


def _digest(link: str) -> str:
    return hashlib.sha256(link.encode()).hexdigest()


def _key(info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(settings.SECRET_KEY.encode())


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(b"operis registrations")))
