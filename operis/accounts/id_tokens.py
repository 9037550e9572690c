"""Did the issuer sign this token? A signed JSON web token (RFC 7515) against the keys that the issuer publishes (RFC 7517).

Keys, signatures and sizes are the library's; here stands what is allowed. The algorithm has to be one of two keys and to fit the key that
the token names: a token that calls itself unsigned, or signed with a shared secret, has no key that fits.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import InvalidPayloadError, JoseError, UnsupportedAlgorithmError
from joserfc.jwk import Key, RSAKey, import_key
from joserfc.jws import JWSRegistry, extract_compact

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
KINDS_OF_KEY = frozenset({"RSA", "EC", "OKP"})
RSA_BITS_MIN = 2048
UNREADABLE = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What a text raises that is no token, and an object that is no key."""


class WrongTokenError(Exception):
    """The token is none, or nobody who may has signed it."""


class _Registry(JWSRegistry):
    """Some issuers put their certificates into the head, and most still say EdDSA, of which the library would warn at each token."""

    max_header_length = 8_000

    def get_alg(self, name: str) -> Any:
        if name not in ALGORITHMS:
            raise UnsupportedAlgorithmError(name)
        return self.algorithms[name]


REGISTRY = _Registry(strict_check_header=False)


def claims_of(token: str, published: Mapping[str, Any]) -> dict[str, Any]:
    """What the token says, if a published key of its kind and name has signed it."""
    try:
        head = extract_compact(token.encode("ascii"), registry=REGISTRY).headers()
        of_identity = head.get("typ", "JWT").lower().removeprefix("application/") == "jwt"
        keys = list(_named(head, published))
    except UNREADABLE as fault:
        raise WrongTokenError("the token cannot be read") from fault
    if not of_identity:
        raise WrongTokenError("the token is of another kind, not about who has signed in")
    if "crit" not in head:
        for key in keys:
            try:
                return jwt.decode(token, _usable(key), registry=REGISTRY).claims
            except InvalidPayloadError as fault:
                raise WrongTokenError("the token says nothing") from fault
            except UNREADABLE:
                continue  # another key of that name may have signed it
    raise WrongTokenError("no published key has signed the token")


def _named(head: Mapping[str, Any], published: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The keys that have the name which the token gives, or all where it gives none."""
    for key in published["keys"]:
        if key.get("kty") in KINDS_OF_KEY and ("kid" not in head or key.get("kid") == head["kid"]):
            yield key


def _usable(published: dict[str, Any]) -> Key:
    """Which algorithm and use it is for is looked at with the signature."""
    key = import_key(published)
    if isinstance(key, RSAKey) and key.public_key.key_size < RSA_BITS_MIN:
        raise ValueError("the key is too short")
    return key
