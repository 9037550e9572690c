"""Does anything that is typed, pasted or sent break the site, run on a page, or get lost? Hundreds of strings in every field there is.

`HOSTILE_REQUESTS=20000` for the whole walk; without it a tenth, from another place in the list for each form.
"""

import io
import json
import re
import secrets
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from itertools import cycle, islice
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from operis.accounts.models import User
from operis.api.examples import example
from operis.core.acts import commands
from operis.core.mandates import Role
from operis.documents.lawbook import calendar
from operis.drafts.models import Draft
from operis.ledger import read
from operis.procedures import procedures
from operis.registers import models
from operis.strict_yaml import parse
from operis.web.desk.guided import GUIDES
from operis.web.forms import CommandForm, blank, form_for, typed_from
from operis.web.preparing.ahead import steps_of
from operis.web.reading.dockets import Shown
from tests.web.addresses import ACCOUNT, API, DESKS, PLAIN, PUBLIC
from tests.web.hostile import BYTES, REQUESTS, in_address, sound, strings
from tests.web.world import World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STRINGS = strings()
ROLES = (Role.BUYER, Role.FINANCE, Role.SUPPLIER, Role.AGENCY, Role.EXPERT, Role.INSTITUTION)


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with django_db_blocker.unblock(), world(tmp_path_factory) as there:
        yield there


def test_there_are_seven_hundred_and_no_two_are_the_same() -> None:
    assert (len(STRINGS) >= 700, len(STRINGS) == len(set(STRINGS))) == (True, True)


def hostile(start: int) -> Iterator[str]:
    """All of them, over and over, from some place on."""
    return islice(cycle(STRINGS), start % len(STRINGS), None)


def with_values(path: str, values: Iterator[str]) -> str:
    """An address with one of the strings for each of its names."""
    return "".join(in_address(next(values)) if part.startswith("{") else part for part in re.split(r"({\w+})", path))


@dataclass(frozen=True)
class Form:
    """A form of the desk, with somebody to whom it belongs and what would be right there."""

    client: Client
    path: str
    right: dict[str, str]
    names: tuple[str, ...]


def client_of(county: World, role: Role) -> Client:
    """Of somebody with a password: who is invented has no ways of signing in to change."""
    User.objects.filter(pk=county.grants[role].user_id).update(password="of that person alone")
    client = county.client(role)
    client.raise_request_exception = True
    return client


OPENING = "/en/desk/new/"


def forms_of(county: World) -> list[Form]:
    """Each step of one docket of every kind and state, and each step that opens a docket."""
    clients, found = {role: client_of(county, role) for role in ROLES}, dict[str, Form]()
    dockets: dict[tuple[str, str], str] = {}
    for line in models.Docket.objects.order_by("number"):
        dockets.setdefault((line.kind, line.state), line.number)
    steps = [(step, f"{OPENING}{one.kind}/{step.asked.slug}/") for one in procedures() for step in one.listed if step.asked.opens]
    for (kind, _state), number in dockets.items():
        docket = Shown(models.Docket.objects.get(number=number), tuple(read.entries(number)))
        steps += [(step, f"/en/desk/{number}/{step.asked.slug}/") for _procedure, step in steps_of(kind, docket.state)]
    for step, path in steps:
        role = next((role for role in ROLES if role in step.by), None)
        if role is not None:
            right, names = inputs_of(step.asked)
            known = () if path.startswith(OPENING) else said_by_the_docket(step.asked)
            asked = tuple(one for one in names if not any(one == each or one.startswith(f"{each}-") for each in known))
            found.setdefault(path, Form(clients[role], path, right, asked))
    return list(found.values())


def said_by_the_docket(asked: Any) -> tuple[str, ...]:
    """What a form on an open docket does not ask: docket or site say it, whatever is sent."""
    guide = GUIDES.get(asked)
    return (*guide.fixed, *guide.made) if guide else ()


def inputs_of(asked: Any) -> tuple[dict[str, str], tuple[str, ...]]:
    """What would be right, and every input that is on the page then."""
    given = example(asked)
    right = {**blank(asked), **(typed_from(asked, parse(json.dumps(given))) if given else {})}
    form: CommandForm = form_for(asked)(zone=calendar().zone, initial=right)
    return right, tuple(form.known)


BUTTONS = ({"desk-do": "check"}, {"desk-do": "confirm"}, {"keep": "yes"}, {"desk-do": "later"}, {"desk-do": "change"})


def test_every_field_of_every_form_takes_it_as_sent_or_refuses_it_by_name(county: World) -> None:
    forms = forms_of(county)
    assert len({form.path.split("/")[-2] for form in forms}) > 30
    for place, form in islice(enumerate(cycle(forms)), int(REQUESTS * 0.4)):
        turn = place // len(forms)
        chosen = form.names if place % 3 == 0 else form.names[turn % max(1, len(form.names)) :][:1]
        sent = {**form.right, **dict(zip(chosen, hostile(place * 7), strict=False))}
        button = BUTTONS[0] if place % 2 else BUTTONS[(place // 2) % len(BUTTONS)]
        with transaction.atomic():
            answer = form.client.post(form.path, {**sent, **button, "desk-key": secrets.token_urlsafe(32)})
            html = sound(answer, (form.path, {name: sent[name][:80] for name in chosen}))
            taken_as_sent_or_refused(answer, html, sent, chosen, form.path)
            transaction.set_rollback(True)


def taken_as_sent_or_refused(answer: Any, html: str, sent: dict[str, str], chosen: tuple[str, ...], path: str) -> None:
    """A draft holds it letter by letter; a page to check carries it on; a mistake stands beside the field that it is about."""
    draft = Draft.objects.order_by("-pk").first()
    if draft is not None and answer.status_code in (200, 302, 409, 422) and draft.path == path.partition("/en/")[2]:
        kept = draft.typed
        asked = [name for name in chosen if name in kept and (sent[name].strip() or not name.endswith("-id"))]  # else the form names it
        assert [name for name in asked if plain(kept[name]) != plain(sent[name])] == [], path
    if answer.status_code == 200 and "web/desk/check.html" in {one.name for one in answer.templates}:
        carried = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)}
        assert [name for name in chosen if plain(carried.get(name, sent[name])) != plain(sent[name])] == [], path
    if answer.status_code == 422 and 'role="alert"' in html:
        assert re.search(r'<a href="#f-[^"]+">', html) or 'class="errsum' in html, path


def plain(text: str) -> str:
    """A browser writes its own line ends."""
    return re.sub(r"\r\n?|\n", "\n", text)


PARAMETERS = (
    *("q", "kind", "state", "status", "area", "min", "max", "closes", "for", "sort", "page", "event", "on", "number", "code", "method"),
    *("place", "level", "example", "next", "draft", "need", "hx"),
)


def test_every_public_address_takes_it_in_its_path_and_behind_the_question_mark(county: World) -> None:
    client, buyer = Client(), client_of(county, Role.BUYER)
    addresses = [one for one in (*PUBLIC, *ACCOUNT, *PLAIN) if one.sent is None and 503 not in one.answers]  # readyz says so
    more = [
        *(f"en/{one}" for one in ("desk/", "desk/{filed}/", "desk/find/", "desk/begun/", "account/mandate/")),
        "processes/{filed}/documents/{law}",
    ]
    paths = [*(one.path for one in addresses), *more]
    for place, path in islice(enumerate(cycle(paths)), int(REQUESTS * 0.15)):
        values = hostile(place * 5)
        names = re.findall(r"{\w+}", path)
        if names and place % 2:
            address = with_values(path, values).partition("?")[0]
        else:
            address = path.format(**county.numbers)
        query = "&".join(f"{name}={quote(next(values)[:2_000])}" for name in islice(cycle(PARAMETERS), place, place + 4))
        raw = f"{PARAMETERS[place % len(PARAMETERS)]}={BYTES[place % len(BYTES)]}"
        for one in (client, buyer) if path in more else (client,):
            answer = one.get(f"/{address}{'&' if '?' in address else '?'}{query if place % 5 else raw}")
            sound(answer, (address, query[:300], raw))


@pytest.mark.parametrize("bytes_", BYTES)
def test_what_is_no_text_breaks_nothing(county: World, bytes_: str) -> None:
    buyer = client_of(county, Role.BUYER)
    form = "application/x-www-form-urlencoded"
    for path in (
        "/en/desk/new/need/record-need/",
        "/en/check/notice/",
        "/en/account/sign-in/",
        "/en/services-or-posts/try/",
        "/en/desk/begun/",
    ):
        for body in (f"title-en={bytes_}", f"{bytes_}=1", f"parts-rows={bytes_}", f"email={bytes_}&password={bytes_}", f"draft={bytes_}"):
            with transaction.atomic():
                sound(buyer.post(path, body, content_type=form), (path, body))
                transaction.set_rollback(True)
    sound(Client().get(f"/en/processes/{bytes_}/"), bytes_)
    sound(Client().get(f"/api/v1/dockets/{bytes_}?kind={bytes_}"), bytes_)


def test_every_public_form_takes_it(county: World) -> None:
    client = Client()
    client.raise_request_exception = True
    paths = ("/en/check/notice/", "/en/check/plan/", "/en/account/sign-in/", "/en/services-or-posts/try/", "/zh-hans/check/notice/")
    given = {path: [*form_for(asked)(zone=calendar().zone, initial=blank(asked)).known] for path, asked in public_forms().items()}
    for place, path in islice(enumerate(cycle(paths)), int(REQUESTS * 0.05)):
        values = hostile(place * 3)
        names = given.get(path) or ["email", "password", "next", "q", "answers", "G01", "F01", "step", "change", "law-day"]
        sound(client.post(path, {name: next(values) for name in names}), path)


def public_forms() -> dict[str, Any]:
    notice, plan = commands("procurement")["publish-notice"], commands("procurement")["file-plan"]
    return {"/en/check/notice/": notice, "/en/check/plan/": plan, "/zh-hans/check/notice/": notice}


FORM = re.compile(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)
NAMED = re.compile(r'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"(?:[^>]*\svalue="([^"]*)")?')


def test_every_form_that_stands_on_any_page_takes_it_with_files_too(county: World) -> None:
    posts = list(standing_forms(county))
    assert len(posts) > 25
    for place, (client, action, several, there) in islice(enumerate(cycle(posts)), int(REQUESTS * 0.1)):
        values, cookies = hostile(place * 11), deepcopy(client.cookies)
        hit = [name for turn, name in enumerate(there) if (place + turn) % 3 or len(there) < 3]
        sent: dict[str, Any] = {**there, **dict(zip(hit, values, strict=False))}
        if several:
            sent |= {name: Named(next(values)[:200], next(values).encode()) for name in there if "file" in name}
        with transaction.atomic():
            sound(client.post(action, sent), (action, {name: str(value)[:80] for name, value in sent.items()}))
            transaction.set_rollback(True)
        client.cookies = cookies


class Named(io.BytesIO):
    """A file with any name at all."""

    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def standing_forms(county: World) -> Iterator[tuple[Client, str, bool, dict[str, str]]]:
    """Every form on every page of the table of addresses: where it leads, whether files come with it, and what it holds."""
    seen = set()
    for role in (Role.BUYER, Role.FINANCE, Role.SUPPLIER):
        client = client_of(county, role)
        for one in (*PUBLIC, *ACCOUNT, *DESKS):
            path = "/" + one.path.format(**county.numbers)
            html = sound(client.get(path), path) if one.sent is None else ""
            for form in FORM.findall(html):
                led = re.search(r'\saction="([^"]*)"', form)
                action = unescape(led[1]) if led else path
                if (role, action) not in seen:
                    seen.add((role, action))
                    yield client, action, "multipart" in form, {name: unescape(value) for name, value in NAMED.findall(form)}


def test_every_call_of_the_interface_for_programs_takes_it(county: World) -> None:
    token = county.token(Role.BUYER)
    calls = [one.path for one in API if one.path.startswith("api/v1/")]
    values = hostile(0)
    for place, path in islice(enumerate(cycle(calls)), int(REQUESTS * 0.1)):
        address = with_values(path, values) if place % 3 == 0 else path.format(**county.numbers)
        headers = {"Authorization": f"Bearer {token if place % 4 else in_latin(next(values))}", "Accept-Language": in_latin(next(values))}
        if place % 2:
            name, value = next(values), next(values)
            body = bodies(name, value)[place % 6]
            with transaction.atomic():
                key = secrets.token_urlsafe(32) if place % 5 else in_latin(next(values))
                answer = Client().post(f"/{address}", json.dumps(body, ensure_ascii=bool(place % 3)), content_type="application/json",
                                       headers={**headers, "Idempotency-Key": key})  # fmt: skip
                sound(answer, (address, body))
                transaction.set_rollback(True)
        else:
            sound(Client().get(f"/{address}", {"limit": next(values), "kind": next(values), "q": next(values)}, headers=headers), address)


def bodies(name: str, value: str) -> list[Any]:
    wording = {"title": {"en": value, "zh": name}, "parts": [value]}
    return [{"command": value, "fields": {name: value}}, {name: value}, {"fields": wording}, [value],
            {"answers": {name: value}, "on": value, "event": name}, value]  # fmt: skip


def in_latin(text: str) -> str:
    """As much of it as a header can hold."""
    return re.sub(r"[\x00-\x1f\x7f-\U0010ffff]", "", text[:500])
