"""Did the issuer sign this token? A signed JSON web token (RFC 7515) against the keys that the issuer publishes (RFC 7517).

The algorithm is taken from the key, never from the token alone: a token that calls itself unsigned, or signed with a shared secret, has
no key that fits.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

CURVE = ec.SECP256R1()
COORDINATE_BYTES = 32
RSA_BITS_MIN = 2048


class WrongTokenError(Exception):
    """The token is none, or nobody who may has signed it."""


def claims_of(token: str, published: Mapping[str, Any]) -> dict[str, Any]:
    """What the token says, if a published key of its kind and name has signed it."""
    try:
        head, body, signature = token.split(".")
        about, signed = json.loads(_bytes(head)), f"{head}.{body}".encode("ascii")
        keys = list(_fitting(about, published))
        if "crit" in about or not any(_signed(key, about["alg"], signed, _bytes(signature)) for key in keys):
            raise WrongTokenError("no published key has signed the token")
        claims = json.loads(_bytes(body))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise WrongTokenError("the token cannot be read") from fault
    if not isinstance(claims, dict):
        raise WrongTokenError("the token says nothing")
    return claims


def _fitting(about: Mapping[str, Any], published: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for key in published["keys"]:
        same = "kid" not in about or key.get("kid") == about["kid"]
        if same and key.get("use", "sig") == "sig" and key.get("alg", about["alg"]) == about["alg"]:
            yield key


def _signed(key: Mapping[str, Any], algorithm: str, signed: bytes, signature: bytes) -> bool:
    try:
        match key.get("kty"), algorithm:
            case "RSA", "RS256" | "PS256":
                numbers = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"]))
                public = numbers.public_key()
                filled = (
                    padding.PKCS1v15() if algorithm == "RS256" else padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
                )
                if public.key_size < RSA_BITS_MIN:
                    return False
                public.verify(signature, signed, filled, hashes.SHA256())
            case "EC", "ES256" if key.get("crv") == "P-256" and len(signature) == 2 * COORDINATE_BYTES:
                point = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), CURVE).public_key()
                r, s = (int.from_bytes(part, "big") for part in (signature[:COORDINATE_BYTES], signature[COORDINATE_BYTES:]))
                point.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
            case "OKP", "EdDSA" if key.get("crv") == "Ed25519":
                ed25519.Ed25519PublicKey.from_public_bytes(_bytes(key["x"])).verify(signature, signed)
            case _:
                return False
    except InvalidSignature:
        return False
    return True


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")
