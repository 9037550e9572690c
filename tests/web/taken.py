"""Which pages are looked at as a whole? Each address of the table as somebody finds it, each form sent as it stands, and more beside."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.translation import override

from operis.core.mandates import Role
from operis.web import errors
from operis.web.questions.questioning import OUTCOME
from tests.procedures.documents import notice
from tests.web.addresses import ADDRESSES
from tests.web.answers import GATES, LABOUR, POST, REFER, SERVICE, START
from tests.web.desk import typed
from tests.web.world import SIGNED_OUT, World

ROWS = ("add", "remove", "keep")
"""Buttons that only change what the form asks."""
HEADING = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
PAGES: tuple[tuple[str, str], ...] = (
    *((SIGNED_OUT, f"processes/{{{name}}}/") for name in ("need", "planned", "receiving", "evaluating", "failed", "result", "contract")),
    *((SIGNED_OUT, f"processes/{{{name}}}/") for name in ("recruitment", "file", "budget")),
    *((SIGNED_OUT, f"notices/?{query}") for query in ("q=nowhere", "kind=planned", "kind=result", "q=care&kind=all", "q=a&page=2")),
    *((SIGNED_OUT, f"processes/?{query}") for query in ("q=nowhere", "kind=need", "page=3")),
    *((SIGNED_OUT, f"rules/?{query}") for query in ("q=20&kind=period", "q=nowhere&kind=period", "on=soon")),
    *((SIGNED_OUT, f"calendar/?{query}") for query in ("event=bidding-documents-issued&on=2026-03-02", "event=x&on=maybe")),
    (SIGNED_OUT, "rules/NEITHER:N-LABOUR/"),
    (str(Role.BUYER), "account/security/"),
    (SIGNED_OUT, "nowhere/"),
    (SIGNED_OUT, "verify/?number={receiving}-1&code={code}"),
    (SIGNED_OUT, "verify/?number={receiving}-1&code=AAAA-AAAA-AAAA-AAAA"),
    *((str(role), "desk/") for role in (Role.REVIEWER, Role.SUPPLIER, Role.FINANCE, Role.EXPERT)),
    *((str(role), f"desk/{{{name}}}/") for role, name in ((Role.BUYER, "need"), (Role.AGENCY, "receiving"), (Role.BUYER, "result"))),
    *((str(Role.BUYER), f"desk/{{result}}/{path}/")
      for path in ("letters/1/{loser}", "set-aside-award", "reopen-evaluation", "call-watchers", "answer-representation")),
    (str(Role.BUYER), "desk/new/envelope/receive-envelope/?procurement={receiving}"),
    *(("{signer}", f"desk/{path}") for path in ("", "{drawn}/", "{drawn}/sign-contract/", "{drawn}/send-back/")),
    *((str(Role.BUYER), f"desk/{{contract}}/{path}") for path in ("", "draw-up-change/")),
    (str(Role.BUYER), "desk/{planned}/file-plan/"),
    (str(Role.SUPPLIER), "desk/{bid}/withdraw-bid/"),
    (str(Role.FINANCE), "desk/new/budget/enter-budget/"),
    (SIGNED_OUT, "processes/{inspection}/"),
    (str(Role.FINANCE), "desk/{filed}/"),
    (str(Role.FINANCE), "desk/{referred}/decide-referral/"),
    (str(Role.FINANCE), "desk/new/supervision/open-inspection/?procurement={filed}"),
    (str(Role.FINANCE), "desk/{inspection}/decide-supervision/"),
    (str(Role.BUYER), "desk/{inspection}/"),
    (str(Role.BUYER), "desk/{inspection}/answer-inspection/"),
)
"""Who reads it (a role, or an address for letters), and where; beside what stands in the table of addresses."""
NOTICE = {**typed(notice()), "desk-key": "k" * 43}
SENT: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    *(
        (SIGNED_OUT, "services-or-posts/try/", {**GATES, **answers, "show": OUTCOME})
        for answers in ({**SERVICE, **START}, {**SERVICE, **START, "V01": "no"}, POST, LABOUR, REFER)
    ),
    (SIGNED_OUT, "account/sign-in/", {"email": "", "password": ""}),
    (str(Role.BUYER), "desk/{filed}/publish-notice/", {**NOTICE, "desk-do": "check"}),
    (str(Role.BUYER), "desk/{filed}/publish-notice/", {**NOTICE, "desk-do": "check", "bids_close": "soon"}),
    (str(Role.BUYER), "desk/{filed}/publish-notice/", {**NOTICE, "desk-do": "confirm"}),
    (str(Role.BUYER), "desk/{receiving}/publish-notice/", {**NOTICE, "desk-do": "confirm"}),
)
"""What somebody sends: answers of the try that lead to each outcome, and a notice to be checked, refused for what it says, or too late."""


@dataclass(frozen=True)
class Taken:
    """A page as it came."""

    name: str
    language: str
    path: str
    status: int
    html: str

    def __str__(self) -> str:
        return self.name


class Form(HTMLParser):
    """The first form in the main part of a page that is posted: where to, and what it would send as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.sent: dict[str, str] = {}
        self._main = self._here = self._button = False
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._main = self._main or tag == "main"
        if tag == "form" and self._main and said.get("method") == "post" and self.action is None:
            self.action, self._here = said.get("action", ""), True
        if not self._here or (tag != "option" and not said.get("name")):
            return
        match tag:
            case "input" if said.get("type") not in ("radio", "checkbox", "file") or "checked" in said:
                self.sent[said["name"]] = said.get("value", "")
            case "button" if not self._button and said["name"] not in ROWS:
                self.sent[said["name"]], self._button = said.get("value", ""), True
            case "select":
                self._select = said["name"]
                self.sent[self._select] = ""
            case "option" if self._select and "selected" in said:
                self.sent[self._select] = said.get("value", "")
            case "textarea":
                self._area = said["name"]
                self.sent[self._area] = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self._here = self._here and tag != "form"
        self._select = "" if tag == "select" else self._select
        self._area = "" if tag == "textarea" else self._area


def form_in(html: str) -> Form | None:
    found = Form()
    found.feed(html)
    return found if found.action is not None else None


def take(world: World, languages: tuple[str, ...] = ("en", "zh-hans")) -> tuple[Taken, ...]:
    """Of pages that say no under the same heading the first alone is kept."""
    found: dict[str, Taken] = {}
    said: set[tuple[str, int, str]] = set()
    for language in languages:
        for one in (*_pages(world, language), *_by_themselves(language)):
            heading = HEADING.search(one.html)
            key = (language, one.status, heading[0] if heading else "")
            if one.status < 400 or key not in said:
                found[one.name + " again" * (one.name in found)] = one
                said.add(key)
    return tuple(found.values())


def _pages(world: World, language: str) -> Iterator[Taken]:
    clients: dict[str, Client] = {}
    for somebody, path, sent in _wanted():
        who = somebody.format(**world.numbers)
        client = clients.setdefault(who, world.client(who, language))
        full = f"/{language}/{path.format(**world.numbers)}"
        one = _asked(client, language, who, full, sent)
        if one is None:
            continue
        yield one
        form = form_in(one.html)
        if form is not None and sent is None:
            again = _asked(client, language, who, form.action or full, form.sent)
            if again is not None:
                yield again


def _wanted() -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    for address in ADDRESSES:
        if address.pattern.startswith("<language>/") and address.path.partition("?")[0].endswith("/"):
            for status, roles in address.answers.items():
                if not 300 <= status < 400 and status != 405 and roles:
                    yield str(roles[0]), address.path.removeprefix("en/"), address.sent
    yield from ((who, path, None) for who, path in PAGES)
    yield from SENT


def _asked(client: Client, language: str, who: str, path: str, sent: Mapping[str, Any] | None) -> Taken | None:
    """The page that answers, if it is one; what was done by asking is taken back."""
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(path) if sent is None else client.post(path, dict(sent))
        body = b"".join(answer)
        transaction.set_rollback(True)
    client.cookies = kept
    if answer.status_code in range(300, 400) or not answer.headers["Content-Type"].startswith("text/html"):
        return None
    words = f"{who} {'reads' if sent is None else 'sends the form of'} {path}"
    return Taken(words, language, path, answer.status_code, body.decode())


def _from_elsewhere(request: HttpRequest) -> HttpRequest:
    there = RequestFactory(headers={"origin": "https://elsewhere.example"}).post(request.path)
    there.resolver_match = None
    return there


def _by_themselves(language: str) -> Iterator[Taken]:
    """Pages that no address leads to: what is said when something is wrong."""
    request = RequestFactory(headers={"accept-language": language}).get(f"/{language}/somewhere/")
    request.resolver_match = None
    with override(language):
        wrong = {
            "bad request": errors.bad_request(request, Exception()),
            "form too old": errors.form_too_old(request),
            "form from elsewhere": errors.form_too_old(_from_elsewhere(request)),
            "broken": errors.broken(HttpRequest()),
        }
        for name, answer in wrong.items():
            yield Taken(
                f"{name} {language}", language, f"/{language}/{name.replace(' ', '-')}/", answer.status_code, b"".join(answer).decode()
            )
