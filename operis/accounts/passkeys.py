"""Whose device signed this? Passkeys (WebAuthn): the device asks for a finger, a face or a number, so that one is two proofs in one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from operis.accounts.models import Passkey, User

State = dict[str, Any]
MALFORMED = (ValueError, TypeError, KeyError, AttributeError, AssertionError)
"""What the library raises on a response that no browser makes."""


def begin_registering(user: User, host: str, site: str) -> tuple[dict[str, Any], State]:
    """What the browser is asked to make, and what to keep until it answers."""
    asked, state = _server(host, site).register_begin(
        PublicKeyCredentialUserEntity(id=user.pk.bytes, name=user.email, display_name=user.name),
        credentials=[AttestedCredentialData(bytes(one.public)) for one in Passkey.objects.filter(user=user)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(asked), state


def register(user: User, host: str, state: State, answer: Mapping[str, Any], name: str, now: datetime) -> Passkey | None:
    """Keep the new key; None where the answer does not fit what was asked."""
    try:
        made = _server(host).register_complete(state, answer)
        if made.credential_data is None:
            return None
        id, public = made.credential_data.credential_id.hex(), bytes(made.credential_data)
        with transaction.atomic():
            return Passkey.objects.create(user=user, name=name, credential=id, public=public, counter=made.counter, made=now)
    except (*MALFORMED, IntegrityError):
        return None


def begin_proving(host: str, user: User | None = None) -> tuple[dict[str, Any], State]:
    """What the browser is asked to sign: with any key of this site, or with one of that person's."""
    keys = [AttestedCredentialData(bytes(one.public)) for one in Passkey.objects.filter(user=user)] if user else None
    asked, state = _server(host).authenticate_begin(keys, user_verification=UserVerificationRequirement.REQUIRED)
    return dict(asked), state


def prove(host: str, state: State, answer: Mapping[str, Any], now: datetime) -> User | None:
    """The person whose key signed; None where nothing fits, or where the key has signed less often than it had: there are two of it."""
    try:
        response = AuthenticationResponse.from_dict(answer)
        key = Passkey.objects.select_related("user").filter(credential=response.raw_id.hex(), user__is_active=True).first()
        if key is None or response.response.user_handle not in (None, key.user_id.bytes):
            return None
        _server(host).authenticate_complete(state, [AttestedCredentialData(bytes(key.public))], response)
    except MALFORMED:
        return None
    count = response.response.authenticator_data.counter
    rises = {"counter__lt": count} if count else {"counter": 0}  # a device that does not count says nought for ever
    return key.user if Passkey.objects.filter(pk=key.pk, **rises).update(counter=count, used=now) else None


def has_passkey(user: User) -> bool:
    return Passkey.objects.filter(user=user).exists()


def _server(host: str, site: str = "") -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name=site or host))
