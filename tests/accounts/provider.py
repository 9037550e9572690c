"""A small OpenID Connect provider for tests: it listens, asks nobody for a password, and signs tokens as the standards say."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT, SECRET = "operis", "a secret / with: signs"
Claims = dict[str, Any]


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def number(value: int, length: int) -> str:
    return b64(value.to_bytes(length, "big"))


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())
EC_384 = ec.generate_private_key(ec.SECP384R1())
ED = ed25519.Ed25519PrivateKey.generate()


def published() -> dict[str, Any]:
    of_rsa = RSA.public_key().public_numbers()
    of_ec, of_384 = (one.public_key().public_numbers() for one in (EC, EC_384))
    return {
        "keys": [
            {"kty": "RSA", "kid": "rsa", "use": "sig", "n": number(of_rsa.n, 256), "e": number(of_rsa.e, 3)},
            {"kty": "EC", "kid": "ec", "crv": "P-256", "x": number(of_ec.x, 32), "y": number(of_ec.y, 32)},
            {"kty": "EC", "kid": "ec-384", "crv": "P-384", "x": number(of_384.x, 48), "y": number(of_384.y, 48)},
            {"kty": "OKP", "kid": "ed", "crv": "Ed25519", "x": b64(ED.public_key().public_bytes_raw())},
        ]
    }


def by_rsa(signed: bytes, digest: hashes.HashAlgorithm | None = None) -> bytes:
    return RSA.sign(signed, padding.PKCS1v15(), digest or hashes.SHA256())


def by_pss(signed: bytes, digest: hashes.HashAlgorithm | None = None) -> bytes:
    used = digest or hashes.SHA256()
    return RSA.sign(signed, padding.PSS(padding.MGF1(used), padding.PSS.DIGEST_LENGTH), used)


def by_ec(signed: bytes) -> bytes:
    r, s = decode_dss_signature(EC.sign(signed, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def by_ec_384(signed: bytes) -> bytes:
    r, s = decode_dss_signature(EC_384.sign(signed, ec.ECDSA(hashes.SHA384())))
    return r.to_bytes(48, "big") + s.to_bytes(48, "big")


SIGNERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "RS256": ("rsa", by_rsa), "PS256": ("rsa", by_pss), "ES256": ("ec", by_ec), "EdDSA": ("ed", ED.sign),
    "RS512": ("rsa", lambda signed: by_rsa(signed, hashes.SHA512())), "PS384": ("rsa", lambda signed: by_pss(signed, hashes.SHA384())),
    "ES384": ("ec-384", by_ec_384),
}  # fmt: skip


def token(claims: Claims, algorithm: str = "RS256", **head: Any) -> str:
    kid, sign = SIGNERS[algorithm]
    about = {"alg": algorithm, "kid": kid, **head}
    first = b64(json.dumps({name: value for name, value in about.items() if value is not None}).encode())
    signed = f"{first}.{b64(json.dumps(claims).encode())}"
    return f"{signed}.{b64(sign(signed.encode()))}"


@dataclass
class Provider:
    """What it says, and what a test changes of that."""

    issuer: str = ""
    subject: str = "person-1"
    email: str = "alice@office.example"
    verified: bool = True
    algorithm: str = "RS256"
    about: Claims = field(default_factory=dict)
    claims: Claims = field(default_factory=dict)
    userinfo: Claims | None = None
    methods: list[str] = field(default_factory=lambda: ["client_secret_basic"])
    made: Callable[[Claims], str] | None = None
    codes: dict[str, Claims] = field(default_factory=dict)
    asked: list[Claims] = field(default_factory=list)

    def discovery(self) -> Claims:
        at = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys", "userinfo_endpoint": "me"}
        places = {name: f"{self.issuer}/{path}" for name, path in at.items()}
        return {"issuer": self.issuer, **places, "token_endpoint_auth_methods_supported": self.methods, **self.about}

    def authorize(self, query: Claims) -> str:
        """Whoever comes has been signed in long ago."""
        self.asked.append(query)
        code = secrets.token_urlsafe(16)
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state'], 'iss': self.issuer})}"

    def exchange(self, form: Claims, authorization: str) -> Claims | None:
        """A code opens once, for who has its secret and the verifier of its challenge."""
        asked = self.codes.pop(form.get("code", ""), None)
        pair = f"{urlencode({'': CLIENT})[1:]}:{urlencode({'': SECRET})[1:]}"
        basic = authorization == f"Basic {base64.b64encode(pair.encode()).decode()}" and self.methods == ["client_secret_basic"]
        posted = (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET) and self.methods == ["client_secret_post"]
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or not (basic or posted) or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": asked["nonce"]}
        claims |= {"email": self.email, "email_verified": self.verified, "auth_time": now, **self.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        made = self.made(claims) if self.made else token(claims, self.algorithm)
        return {"access_token": "opens-me", "token_type": "Bearer", "id_token": made}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self.say(provider.discovery())
                case "/authorize":
                    self.send_response(302)
                    self.send_header("Location", provider.authorize(query))
                    self.end_headers()
                case "/keys":
                    self.say(published())
                case "/me" if self.headers["Authorization"] == "Bearer opens-me" and provider.userinfo is not None:
                    self.say(provider.userinfo)
                case "/elsewhere":
                    self.send_response(302)
                    self.send_header("Location", f"{provider.issuer}/.well-known/openid-configuration")
                    self.end_headers()
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
            given = provider.exchange(form, self.headers.get("Authorization", "")) if self.path == "/token" else None
            self.say(given if given is not None else {"error": "invalid_grant"}, 200 if given is not None else 400)

        def say(self, told: Claims, status: int = 200) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Tests say what they have to say themselves."""

    return Handler


@contextmanager
def running() -> Iterator[Provider]:
    provider = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider)) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
