"""How does a supplier register itself in a test? As a person does: page after page, and the link of the letter."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from operis import clock
from operis.mail.models import Letter
from operis.mail.queue import words_of
from tests.api.programs import installed
from tests.ledger.county import County
from tests.web.signed import PASSWORD

CODE, RESIDENT, OTHER_CODE = "52110000500021234R", "360426199101010071", "91110000600037341L"
START, ABOUT, PERSON, CHECK, SENT = (f"/en/register/{one}" for one in ("", "about/", "person/", "check/", "sent/"))
CHARITY = {"nature": "social-service-organisation", "name-zh": "灯街社会工作服务中心", "name-en": "Lantern Street Care", "number": CODE}
WHERE = {"address-en": "3 Lantern Street", "phone": "000-2026-5500", "head": "Zhong Min"}
YOU = {"person": "Zhong Min", "email": "zhong.min@lantern.example"}
FIRM = {"nature": "enterprise", "name-zh": "港湾保洁有限公司", "name-en": "Harbour Cleaning", "number": OTHER_CODE}
MAN = {"nature": "individual", "name-en": "Lu Ping", "number": RESIDENT}


@pytest.fixture(autouse=True)
def county(noticed: County, tmp_path: Path, settings: Settings) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    clock.set_demo_clock(noticed.clock + timedelta(minutes=1))
    return noticed


def written(client: Client, organisation: dict[str, str] = CHARITY, where: dict[str, str] = WHERE, you: dict[str, str] = YOU) -> Any:
    """All pages filled in, and the letter asked for."""
    assert client.post(START, organisation).headers.get("Location") == ABOUT
    assert client.post(ABOUT, where).headers.get("Location") in (PERSON, CHECK)
    assert client.post(PERSON, you).headers.get("Location") == CHECK
    return client.post(CHECK)


def last_letter(to: str = YOU["email"]) -> str:
    letter = Letter.objects.filter(to=to).latest("pk")
    return "\n".join(words_of(letter))


def link_in(text: str) -> str:
    """The address of the site in a letter, from the root."""
    (line,) = (one for one in text.splitlines() if one.startswith("http"))
    return line.removeprefix("http://testserver")


def confirmed(client: Client, link: str, password: str = PASSWORD) -> Any:
    path, _mark, query = link.partition("?link=")
    return client.post(path, {"link": query, "password": password})


def registered(client: Client, *pages: dict[str, str]) -> Any:
    assert written(client, *pages).headers["Location"] == SENT
    return confirmed(client, link_in(last_letter((pages[2] if len(pages) > 2 else YOU)["email"])))
