"""What is in the bid of a rehearsal? It follows from its key and a secret of this installation: nothing is kept."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from operis.dockets.procurement.key_facts import Rehearsal
from operis.rules.keys import opened_as

INFO = b"operis rehearsals"


def content_for(docket: str, holder: str, key: str) -> bytes:
    """32 bytes that nobody can say who has not opened the bid."""
    secret = HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(settings.SECRET_KEY.encode())
    return hmac.digest(secret, "\n".join((docket, holder, key)).encode(), sha256)


def rehearsal_for(asked: tuple[str, ...], docket: str | None) -> Rehearsal:
    holder, key = asked
    return Rehearsal(opened_as(content_for(docket or "", holder, key)))
