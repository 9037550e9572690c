"""How does a key holder sit at its pages in a test? Signed in, handing in a file, and reading what comes back."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operis import clock
from tests.holding.county import Held
from tests.ledger.tender import TENDER
from tests.web.signed import PASSWORD


def client_of(holder: str, held: Held | None = None) -> Client:
    """Signed in a minute after what was put last."""
    if held is not None:
        clock.set_demo_clock(held.county.clock + timedelta(minutes=1))
    client = Client(headers={"accept-language": "en"})
    answer = client.post("/en/account/sign-in/", {"email": f"{holder}@keys.example", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def handed_in(client: Client, text: str, language: str = "en") -> Any:
    file = SimpleUploadedFile("shares.json", text.encode())
    return client.post(f"/{language}/keys/{TENDER}/", {"shares": file}, follow=True)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())
