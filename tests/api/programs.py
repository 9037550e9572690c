"""How does a program speak to the API in a test? With a token of its own, a key for each request, and JSON."""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.test import Client

from operis import clock
from operis.accounts.models import Grant, User
from operis.accounts.offices import install_office
from operis.accounts.tokens import make_token
from operis.core.acts import Command
from operis.core.fields import plain
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.commands import FilePlan
from tests.ledger.county import ALICE, ERIN, MONDAY, County, reviewing
from tests.statute import at

START = at(MONDAY)


def installed(folder: Path) -> None:
    """A ledger's key in the data folder, and a clock that stands on Monday, an hour after the county was founded.

    The folder is that of the settings already: who sets it takes it back, and the next test begins where it did.
    """
    assert folder == settings.OPERIS_DATA, "set settings.OPERIS_DATA with the fixture of settings first"
    (folder / "keys").mkdir(exist_ok=True)
    key = Ed25519PrivateKey.generate()
    (folder / "keys" / "ledger.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    clock.set_demo_clock(at(MONDAY, "10:00"))


def token(mandate: Mandate = ALICE, first: datetime = START) -> str:
    """A bearer token for the office of a mandate; the person in it is made for the purpose."""
    user = User.objects.get_or_create(email=f"{mandate.office}@{mandate.body}.example", defaults={"name": "Somebody", "password": "!"})[0]
    office = install_office(f"{mandate.body}-{mandate.office}-{mandate.role}", mandate.body or "", Role(mandate.role))
    grant = Grant.objects.get_or_create(user=user, office=office, first=first.date())[0]
    return make_token(grant, first)


@dataclass
class Program:
    """A client of the API with the token of one mandate."""

    secret: str | None = None
    language: str = "en"

    def headers(self, **more: str) -> dict[str, str]:
        who = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return {"Accept-Language": self.language, **who, **more}

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1/{path}", headers=self.headers())

    def post(self, path: str, body: Any, *, key: str | None = None, kind: str = "application/json", **headers: str) -> Any:
        """A key of its own for each request, unless one is given; an empty one is left out."""
        key = secrets.token_urlsafe(32) if key is None else key
        text = body if isinstance(body, (str, bytes)) else json.dumps(body, ensure_ascii=False)
        more = {"Idempotency-Key": key} if key else {}
        return Client().post(f"/api/v1/{path}", text, content_type=kind, headers=self.headers(**more, **headers))

    def open(self, asked: Command, **more: Any) -> Any:
        return self.post(f"dockets/{asked.docket_kind}", {"command": asked.slug, "fields": fields(asked)}, **more)

    def file(self, asked: FilePlan) -> Any:
        """File a plan, on the docket that the reviewer's program has just opened by reviewing it."""
        answer = Program(token(ERIN)).open(reviewing(asked, clock.now().date()))
        assert answer.status_code == 201, answer.content
        return self.put(told(answer)["docket"], asked)

    def put(self, docket: str, asked: Command, **more: Any) -> Any:
        return self.post(f"dockets/{docket}/{asked.slug}", {"fields": fields(asked)}, **more)


def fields(asked: Command) -> dict[str, Any]:
    """The fields of a command as JSON, without those that say nothing."""
    return {name: value for name, value in plain(asked).items() if value is not None}


def told(answer: Any) -> Any:
    return json.loads(answer.content)


def problem(answer: Any) -> Any:
    """The body of a problem, whose status stands in it too."""
    said = told(answer)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, said["type"]) == (said["status"], f"http://testserver/developers/#{said['code']}")
    return said


def errors(answer: Any) -> list[str]:
    """Where each mistake stands."""
    return [one.get("pointer", one.get("parameter", one.get("header"))) for one in problem(answer)["errors"]]


def founded() -> County:
    return County().founded()
