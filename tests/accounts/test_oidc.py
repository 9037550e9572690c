"""Whom does another site say that it has signed in, and what of that is believed?"""

import hmac
import json
import math
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from operis.accounts.id_tokens import WrongTokenError, claims_of
from operis.accounts.models import Linked, User
from operis.accounts.oidc import Asked, OtherSiteError, Told, begin, finish, person
from operis.accounts.oidc import Provider as Setting
from tests.accounts.provider import CLIENT, SECRET, SIGNERS, Claims, Provider, b64, by_rsa, number, published, running, token

BACK = "http://operis.example/account/back"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as one:
        yield one


def setting(provider: Provider) -> Setting:
    return Setting(provider.issuer, CLIENT, SECRET)


def visited(address: str) -> dict[str, str]:
    """What a browser that is sent there brings back."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    asking = HTTPConnection(parts.hostname, parts.port)
    asking.request("GET", f"{parts.path}?{parts.query}")
    answer = asking.getresponse()
    answer.read()
    asking.close()
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def now() -> datetime:
    return datetime.now(UTC)


def told(provider: Provider, asked: Asked | None = None, **changed: str) -> Told:
    asked = asked or Asked.new()
    answer = {**visited(begin(setting(provider), BACK, asked)), **changed}
    return finish(setting(provider), BACK, asked, answer, now())


def test_who_comes_back_is_whom_the_site_has_signed_in(provider: Provider) -> None:
    assert told(provider) == Told(provider.issuer, "person-1", "alice@office.example", strong=False)
    asked = provider.asked[0]
    assert (asked["response_type"], asked["code_challenge_method"], asked["scope"], asked["redirect_uri"]) == (
        "code", "S256", "openid email", BACK,
    )  # fmt: skip


@pytest.mark.parametrize("algorithm", SIGNERS)
def test_each_algorithm_of_two_keys_is_understood(provider: Provider, algorithm: str) -> None:
    provider.algorithm = algorithm
    assert told(provider).subject == "person-1"


def test_the_secret_goes_in_the_form_where_the_site_wants_it_there(provider: Provider) -> None:
    provider.methods = ["client_secret_post"]
    assert told(provider).subject == "person-1"


def test_a_site_that_has_asked_for_two_steps_is_believed(provider: Provider) -> None:
    for ways, strong in ((["pwd"], False), (["pwd", "mfa"], True), ("mfa", False)):
        provider.claims = {"amr": ways}
        assert told(provider).strong is strong


def test_an_address_that_is_not_verified_is_none(provider: Provider) -> None:
    for verified in (False, None, "true"):
        provider.claims = {"email_verified": verified}
        assert told(provider).email == ""


def test_an_address_that_is_not_in_the_token_is_asked_for(provider: Provider) -> None:
    provider.claims = {"email": None}
    assert_refused(provider)
    provider.userinfo = {"sub": "person-1", "email": "Alice@Office.example", "email_verified": True}
    assert told(provider).email == "alice@office.example"
    provider.userinfo = {**provider.userinfo, "sub": "person-2"}
    assert_refused(provider)


def assert_refused(provider: Provider, asked: Asked | None = None, **changed: str) -> str:
    with pytest.raises(OtherSiteError) as fault:
        told(provider, asked, **changed)
    return str(fault.value)


HOUR = 3600
BAD: dict[str, tuple[Callable[[], Claims], str]] = {
    "another issuer": (lambda: {"iss": "https://evil.example"}, "issuer"),
    "another audience": (lambda: {"aud": "another"}, "audience"),
    "another among many": (lambda: {"aud": ["another", CLIENT], "azp": "another"}, "audience"),
    "over": (lambda: {"exp": time.time() - HOUR}, "end"),
    "no end": (lambda: {"exp": None}, "end"),
    "never over": (lambda: {"exp": math.inf}, "end"),
    "over at no time": (lambda: {"exp": math.nan}, "end"),
    "a word for its end": (lambda: {"exp": "tomorrow"}, "end"),
    "not yet": (lambda: {"iat": time.time() + HOUR}, "beginning"),
    "good from later on": (lambda: {"nbf": time.time() + HOUR}, "beginning"),
    "made at no time": (lambda: {"iat": math.nan}, "beginning"),
    "another nonce": (lambda: {"nonce": "another"}, "nonce"),
    "no nonce": (lambda: {"nonce": None}, "nonce"),
    "no subject": (lambda: {"sub": None}, "sub"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_token_that_is_not_for_us_and_for_now_is_refused(provider: Provider, name: str) -> None:
    provider.claims, word = BAD[name][0](), BAD[name][1]
    assert word in assert_refused(provider)


def test_state_issuer_and_code_have_to_be_ours(provider: Provider) -> None:
    assert "state" in assert_refused(provider, state="another")
    assert "issuer" in assert_refused(provider, iss="https://evil.example")
    assert "access_denied" in assert_refused(provider, code="", error="access_denied")
    assert "400" in assert_refused(provider, code="made-up")


def test_a_code_opens_once(provider: Provider) -> None:
    asked = Asked.new()
    answer = visited(begin(setting(provider), BACK, asked))
    finish(setting(provider), BACK, asked, answer, now())
    with pytest.raises(OtherSiteError):
        finish(setting(provider), BACK, asked, answer, now())


def test_a_proof_anew_has_to_be_new(provider: Provider) -> None:
    asked = Asked.new(anew=True)
    assert told(provider, asked).subject == "person-1"
    assert provider.asked[0]["max_age"] == "0"
    provider.claims = {"auth_time": time.time() - HOUR}
    assert "time of the proof" in assert_refused(provider, Asked.new(anew=True))
    assert told(provider).subject == "person-1"


def test_a_site_that_is_away_calls_itself_otherwise_or_sends_on_is_refused(provider: Provider) -> None:
    for about in ({"issuer": "https://evil.example"}, {"authorization_endpoint": None}):
        provider.about = about
        assert_refused(provider)
    provider.about = {"jwks_uri": f"{provider.issuer}/elsewhere"}
    assert "302" in assert_refused(provider)
    provider.about = {"token_endpoint": "http://192.0.2.1/token"}
    assert "not HTTPS" in assert_refused(provider)
    with pytest.raises(OtherSiteError):
        begin(Setting("http://127.0.0.1:1", CLIENT, SECRET), BACK, Asked.new())


def unsigned(claims: Claims) -> str:
    return f"{b64(json.dumps({'alg': 'none'}).encode())}.{b64(json.dumps(claims).encode())}."


def changed(claims: Claims) -> str:
    head, _body, signature = token(claims).split(".")
    return f"{head}.{b64(json.dumps({**claims, 'sub': 'somebody-else'}).encode())}.{signature}"


def with_a_shared_secret(claims: Claims) -> str:
    """The public key, which everybody has, as if it were a secret."""
    head = f"{b64(json.dumps({'alg': 'HS256', 'kid': 'rsa'}).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{head}.{b64(hmac.digest(json.dumps(published()['keys'][0]).encode(), head.encode(), 'sha256'))}"


def crossed(claims: Claims) -> str:
    """Signed by one key in the name of another."""
    head = f"{b64(json.dumps({'alg': 'RS256', 'kid': 'ec'}).encode())}.{b64(json.dumps(claims).encode())}"
    return f"{head}.{b64(by_rsa(head.encode()))}"


@pytest.mark.parametrize("made", [unsigned, changed, with_a_shared_secret, crossed, lambda claims: token(claims, crit=["exp"])])
def test_a_token_that_no_published_key_has_signed_is_refused(provider: Provider, made: Callable[[Claims], str]) -> None:
    provider.made = made
    assert "no published key" in assert_refused(provider)


def test_all_that_is_wrong_is_told_at_once(provider: Provider) -> None:
    provider.claims = {"iss": "https://evil.example", "aud": "another", "exp": time.time() - HOUR, "nonce": "another"}
    assert assert_refused(provider) == "the token has another issuer, audience, end, nonce"


def test_a_clock_may_differ_by_a_minute(provider: Provider) -> None:
    for claim, near, far in (("exp", -50, -70), ("iat", 50, 70), ("nbf", 50, 70)):
        provider.claims = {claim: time.time() + near}
        assert told(provider).subject == "person-1"
        provider.claims = {claim: time.time() + far}
        assert_refused(provider)


def test_a_key_is_for_its_own_algorithm_curve_and_use() -> None:
    """The signature is right each time; only what the key is for differs."""
    assert claims_of(token({"sub": "x"}, "ES256"), published()) == {"sub": "x"}
    first = published()["keys"][0]
    for key, text in (
        (first | {"alg": "PS256"}, token({"sub": "x"})), (first | {"use": "enc"}, token({"sub": "x"})),
        (first | {"key_ops": ["encrypt"]}, token({"sub": "x"})), (first | {"kid": "another"}, token({"sub": "x"})),
        (published()["keys"][1], token({"sub": "x"}, "ES256", alg="ES384")),
        (published()["keys"][1], token({"sub": "x"}, "ES256", alg="RS256")),
    ):  # fmt: skip
        with pytest.raises(WrongTokenError, match="no published key has signed the token"):
            claims_of(text, {"keys": [key]})


def test_a_key_that_cannot_be_read_keeps_none_of_the_others_from_opening() -> None:
    broken = [{"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, {"kty": "another"}, {"kty": "RSA", "use": "both"}]
    assert claims_of(token({"sub": "x"}, kid=None), {"keys": [*broken, *published()["keys"]]}) == {"sub": "x"}


def test_a_token_that_names_no_key_is_tried_with_each() -> None:
    for algorithm in SIGNERS:
        assert claims_of(token({"sub": "x"}, algorithm, kid=None), published()) == {"sub": "x"}


def test_a_published_secret_is_no_key() -> None:
    secret = b"everybody can read this one, for it is published"
    signed = f"{b64(json.dumps({'alg': 'HS256'}).encode())}.{b64(b'{}')}"
    text = f"{signed}.{b64(hmac.digest(secret, signed.encode(), 'sha256'))}"
    with pytest.raises(WrongTokenError, match="no published key"):
        claims_of(text, {"keys": [{"kty": "oct", "k": b64(secret)}, *published()["keys"]]})


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_key_that_is_too_short_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    monkeypatch.setattr("tests.accounts.provider.RSA", short)
    key = {"kty": "RSA", "kid": "rsa", "n": number(short.public_key().public_numbers().n, 128), "e": "AQAB"}
    with pytest.raises(WrongTokenError, match="no published key"):
        claims_of(token({"sub": "x"}), {"keys": [key]})


@pytest.mark.parametrize("kind", ["at+jwt", "logout+jwt", "application/at+jwt", ""])
def test_a_token_of_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(WrongTokenError, match="of another kind"):
        claims_of(token({"sub": "x"}, typ=kind), published())


@pytest.mark.parametrize("kind", ["JWT", "jwt", "application/jwt"])
def test_a_token_may_call_itself_one(kind: str) -> None:
    assert claims_of(token({"sub": "x"}, typ=kind), published()) == {"sub": "x"}


def test_a_head_may_hold_certificates_and_what_nobody_knows() -> None:
    assert claims_of(token({"sub": "x"}, x5c=["A" * 4_000], unknown=1), published()) == {"sub": "x"}


@pytest.mark.parametrize(
    "head", [{"x5c": ["A" * 9_000]}, {"crit": ["b64"], "b64": False}, {"crit": []}, {"crit": "exp"}, {"kid": 1}, {"typ": 1}]
)
def test_a_head_that_is_too_long_or_asks_for_more_than_is_known_is_refused(head: Claims) -> None:
    with pytest.raises(WrongTokenError):
        claims_of(token({"sub": "x"}, **head), published())


def test_a_token_without_end_or_bottom_is_refused() -> None:
    with pytest.raises(WrongTokenError, match="cannot be read"):
        claims_of(token({"sub": "x" * 1_000_000}), published())
    deep = f"{b64(b'[' * 5_000)}.{b64(b'{}')}.{b64(b'x')}"
    with pytest.raises(WrongTokenError, match="cannot be read"):
        claims_of(deep, published())


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b", "a.b.c", "é.b.c", f"{b64(b'[]')}.{b64(b'{}')}.{b64(b'x')}", f"{b64(b'{}')}..", "x" * 9]
)
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(WrongTokenError):
        claims_of(text, published())


@pytest.mark.parametrize(
    "keys", [{}, {"keys": None}, {"keys": []}, {"keys": [{}]}, {"keys": ["x"]}, {"keys": [{"kty": "RSA", "kid": "rsa"}]}]
)
def test_keys_that_are_none_open_nothing(keys: Any) -> None:
    with pytest.raises(WrongTokenError):
        claims_of(token({"sub": "x"}), keys)


@pytest.mark.django_db
@pytest.mark.both_databases
class TestWhoThatIsHere:
    def told(self, subject: str = "person-1", email: str = "alice@office.example", issuer: str = "https://id.example") -> Told:
        return Told(issuer, subject, email, strong=False)

    def test_found_by_a_verified_address_once_and_then_by_the_subject(self) -> None:
        alice = User.objects.create_user("alice@office.example", "Alice")
        assert person(self.told(), now()) == alice
        assert person(self.told(email="new-name@office.example"), now()) == alice
        assert Linked.objects.count() == 1

    def test_nobody_is_made_by_signing_in(self) -> None:
        for one in (self.told(), self.told(email="")):
            assert person(one, now()) is None
        assert (User.objects.count(), Linked.objects.count()) == (0, 0)

    def test_a_second_subject_with_the_address_of_the_first_is_somebody_else(self) -> None:
        User.objects.create_user("alice@office.example", "Alice")
        person(self.told(), now())
        assert person(self.told("person-2"), now()) is None
        assert person(self.told("person-1", issuer="https://other.example"), now()) is not None

    def test_who_is_no_longer_here_does_not_get_in(self) -> None:
        alice = User.objects.create_user("alice@office.example", "Alice")
        person(self.told(), now())
        alice.is_active = False
        alice.save()
        assert person(self.told(), now()) is None
