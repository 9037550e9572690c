"""Does this code show that it is the same person? One-time codes (RFC 6238: SHA-1, thirty seconds, six digits) and recovery codes.

A code opens once: the step of the one that was used last is kept, and no code of that step or an earlier one is taken again. A step
that is still to come was kept under a clock that ran ahead: nobody is shut out until then, and the codes of now count again.
"""

import base64
import hashlib
import hmac
import secrets
import struct
import unicodedata
from datetime import datetime
from urllib.parse import quote, urlencode

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from operis.accounts.models import OneTime, Recovery, User

STEP_SECONDS, DIGITS = 30, 6
SLACK = (0, -1, 1)
"""Steps beside the present one that are taken: clocks differ, and typing takes its time."""
SECRET_BYTES = 20
RECOVERY_COUNT, RECOVERY_BYTES = 10, 20


def code_at(secret: bytes, step: int) -> str:
    """The code of a step of thirty seconds (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    at = digest[-1] & 0x0F
    value = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFF_FFFF
    return f"{value % 10**DIGITS:0{DIGITS}}"


def bare(typed: str) -> str:
    """What was typed or pasted without spaces, hyphens and the widths of letters and digits."""
    return "".join(one for one in unicodedata.normalize("NFKC", typed) if one.isalnum()).upper()


def proves(user: User, typed: str, now: datetime) -> bool:
    """Whether this is a code of the person's that has not been used; from now on it is."""
    code = bare(typed)
    if len(code) == DIGITS:
        one = OneTime.objects.filter(user=user, since__isnull=False).first()
        return one is not None and _used_up(one, code, now)
    return Recovery.objects.filter(user=user, digest=_digest(code), used=None).update(used=now) == 1


def begin_codes(user: User) -> str:
    """A new secret for an authenticator, in letters and digits; it counts once a code of it has been given."""
    secret = secrets.token_bytes(SECRET_BYTES)
    OneTime.objects.update_or_create(user=user, defaults={"secret": _box().encrypt(secret).decode(), "last_step": 0, "since": None})
    return base64.b32encode(secret).decode()


def pending_secret(user: User) -> str:
    """The secret that waits for its first code; nothing where none does."""
    one = OneTime.objects.filter(user=user, since=None).first()
    return base64.b32encode(_secret(one)).decode() if one else ""


def confirm_codes(user: User, typed: str, now: datetime) -> bool:
    """Whether the first code is right; from now on a password alone signs nobody in."""
    one = OneTime.objects.filter(user=user, since=None).first()
    if one is None or not _used_up(one, bare(typed), now):
        return False
    return OneTime.objects.filter(pk=one.pk, since=None).update(since=now) == 1


def has_codes(user: User) -> bool:
    return OneTime.objects.filter(user=user, since__isnull=False).exists()


def new_recovery(user: User) -> list[str]:
    """Ten codes in place of those before, shown once: 160 random bits each, of which the digest stays."""
    codes = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode() for _ in range(RECOVERY_COUNT)]
    with transaction.atomic():
        Recovery.objects.filter(user=user).delete()
        Recovery.objects.bulk_create([Recovery(user=user, digest=_digest(code)) for code in codes])
    return [in_fours(code).lower().replace(" ", "-") for code in codes]


def recovery_left(user: User) -> int:
    return Recovery.objects.filter(user=user, used=None).count()


def in_fours(text: str) -> str:
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address_of(secret: str, email: str, site: str) -> str:
    """What an authenticator reads from the square of dots."""
    return f"otpauth://totp/{quote(site)}:{quote(email)}?{urlencode({'secret': secret, 'issuer': site}, quote_via=quote)}"


def _used_up(one: OneTime, code: str, now: datetime) -> bool:
    """Right, and never used: of two that come at once the database lets one pass.

    What was used under a clock that ran ahead opens once more when that time has come; nobody else knows it by then.
    """
    secret, present = _secret(one), int(now.timestamp()) // STEP_SECONDS
    right = [present + slack for slack in SLACK if hmac.compare_digest(code_at(secret, present + slack).encode(), code.encode())]
    ahead = Q(last_step__gt=present + max(SLACK))
    unused = (OneTime.objects.filter(Q(last_step__lt=step) | ahead, pk=one.pk, secret=one.secret) for step in right)
    return any(found.update(last_step=step) for found, step in zip(unused, right, strict=True))


def _secret(one: OneTime) -> bytes:
    return _box().decrypt(one.secret.encode())


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _box() -> Fernet:
    """The key of the site, without which a copy of the database gives no codes."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"operis one-time codes").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
