"""Who does another site say that this is? OpenID Connect, by authorization code with PKCE; nobody gets an account by it.

A person is found by issuer and subject once linked, and before that by an address that the issuer says it has verified. Everything that
comes back is checked: state, issuer, signature by a key that the issuer publishes, audience, time, nonce.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote_plus, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.db import IntegrityError, transaction
from joserfc.errors import JoseError
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from operis.accounts.id_tokens import WrongTokenError, claims_of
from operis.accounts.models import Linked, User

WELL_KNOWN = "/.well-known/openid-configuration"
TIMEOUT_SECONDS, ANSWER_MAX = 10, 1_000_000
SLACK_SECONDS, ANEW_SECONDS = 60, 300
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class OtherSiteError(Exception):
    """The other site does not answer, or not as the standard says; the words are for the log."""


@dataclass(frozen=True, slots=True)
class Provider:
    """What is set for this installation."""

    issuer: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is kept in the browser's session until the reader comes back, once."""

    state: str
    nonce: str
    verifier: str
    anew: bool = False
    """Whether the other site has to ask the person again, for whom it may remember."""

    @classmethod
    def new(cls, anew: bool = False) -> "Asked":
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48), anew)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the other site says that it has signed in, and whether in two steps."""

    issuer: str
    subject: str
    email: str
    strong: bool


def begin(provider: Provider, back: str, asked: Asked) -> str:
    """Where the reader is sent."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code", "client_id": provider.client, "redirect_uri": back, "scope": "openid email", "state": asked.state,
        "nonce": asked.nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    if asked.anew:
        query["max_age"] = "0"
    address = _text(_discovered(provider), "authorization_endpoint")
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}"


def finish(provider: Provider, back: str, asked: Asked, answer: Mapping[str, str], now: datetime) -> Told:
    """Whom the other site has signed in; OtherSiteError where anything does not fit."""
    if not secrets.compare_digest(answer.get("state", "").encode(), asked.state.encode()):
        raise OtherSiteError("the state is not the one that was sent")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise OtherSiteError("the answer comes from another issuer")
    if not answer.get("code"):
        raise OtherSiteError(f"no code: {answer.get('error', 'no reason given')}")
    about = _discovered(provider)
    given = _exchange(provider, about, back, asked, answer["code"])
    try:
        claims = claims_of(_text(given, "id_token"), _fetch(_text(about, "jwks_uri")))
    except WrongTokenError as fault:
        raise OtherSiteError(str(fault)) from fault
    _check(provider, asked, claims, now)
    email = _email(claims) if "email" in claims else _email_asked_for(about, given, claims)
    return Told(provider.issuer, _text(claims, "sub"), email, _in_two_steps(claims))


def person(told: Told, now: datetime) -> User | None:
    """Who that is here. A second subject with the address of somebody who is linked is somebody else: addresses are given away."""
    linked = Linked.objects.select_related("user").filter(issuer=told.issuer, subject=told.subject).first()
    if linked is not None:
        return linked.user if linked.user.is_active else None
    user = User.objects.filter(email=told.email, is_active=True).first() if told.email else None
    if user is None:
        return None
    try:
        with transaction.atomic():
            Linked.objects.create(user=user, issuer=told.issuer, subject=told.subject, made=now)
    except IntegrityError:
        return None
    return user


def _check(provider: Provider, asked: Asked, claims: Mapping[str, Any], now: datetime) -> None:
    shown, at = claims.get("auth_time", 0), now.timestamp()
    wanted: dict[str, tuple[str, ClaimsOption]] = {
        "iss": ("issuer", {"essential": True, "value": provider.issuer}),
        "aud": ("audience", {"essential": True, "value": provider.client}),
        "exp": ("end", {"essential": True}),
        "iat": ("beginning", {"essential": True}),
        "nbf": ("beginning", {}),
    }
    new = isinstance(shown, (int, float)) and at - ANEW_SECONDS <= shown <= at + SLACK_SECONDS
    wrong = [word for claim, (word, option) in wanted.items() if not _as_wanted(claims, claim, option, now)]
    wrong += ["audience"] if claims.get("azp", provider.client) != provider.client else []
    wrong += ["nonce"] if claims.get("nonce") != asked.nonce else []
    wrong += ["time of the proof"] if asked.anew and not new else []
    if wrong:
        raise OtherSiteError(f"the token has another {', '.join(dict.fromkeys(wrong))}")


def _as_wanted(claims: Mapping[str, Any], claim: str, option: ClaimsOption, now: datetime) -> bool:
    """One claim by itself, so that all that is wrong is told at once."""
    try:
        JWTClaimsRegistry(int(now.timestamp()), SLACK_SECONDS, **{claim: option}).validate(
            {name: value for name, value in claims.items() if name == claim}
        )
    except JoseError:
        return False
    return True


def _in_two_steps(claims: Mapping[str, Any]) -> bool:
    """What RFC 8176 calls it; an issuer that does not say so is taken for one step."""
    ways = claims.get("amr")
    return isinstance(ways, list) and "mfa" in ways


def _email(claims: Mapping[str, Any]) -> str:
    """Empty where the issuer has not verified it: whoever could write any address there could be anybody here."""
    return str(claims.get("email", "")).strip().lower() if claims.get("email_verified") is True else ""


def _email_asked_for(about: Mapping[str, Any], given: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    """Many issuers tell the address only to who asks with the token."""
    if "userinfo_endpoint" not in about or "access_token" not in given:
        return ""
    told = _fetch(_text(about, "userinfo_endpoint"), headers={"Authorization": f"Bearer {_text(given, 'access_token')}"})
    if told.get("sub") != claims.get("sub"):
        raise OtherSiteError("the address belongs to another subject than the token")
    return _email(told)


def _discovered(provider: Provider) -> dict[str, Any]:
    about = _fetch(provider.issuer.rstrip("/") + WELL_KNOWN)
    if about.get("issuer") != provider.issuer:
        raise OtherSiteError(f"{provider.issuer} calls itself {about.get('issuer')}")
    return about


def _exchange(provider: Provider, about: Mapping[str, Any], back: str, asked: Asked, code: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": asked.verifier}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if "client_secret_basic" in about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote_plus(provider.client)}:{quote_plus(provider.secret)}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": provider.client, "client_secret": provider.secret}
    return _fetch(_text(about, "token_endpoint"), urlencode(form).encode(), headers)


class _StayHere(HTTPRedirectHandler):
    """The addresses are those that the issuer publishes: none of them sends us elsewhere with our secret."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _fetch(address: str, data: bytes | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise OtherSiteError(f"{address} is not HTTPS")
    try:
        with build_opener(_StayHere()).open(
            Request(address, data, {"Accept": "application/json", **(headers or {})}), None, TIMEOUT_SECONDS
        ) as answer:
            told = json.loads(answer.read(ANSWER_MAX))
    except HTTPError as fault:
        fault.close()
        raise OtherSiteError(f"{address} answers {fault.code}") from fault
    except (URLError, HTTPException, OSError, ValueError) as fault:
        raise OtherSiteError(f"{address} does not answer as it should: {fault}") from fault
    if not isinstance(told, dict):
        raise OtherSiteError(f"{address} does not answer with an object")
    return told


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise OtherSiteError(f"{name} is missing")
    return value
