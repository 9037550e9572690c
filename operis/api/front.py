"""What does every request pass before it is answered? Its method, who asks, its parameters, and a body read strictly as JSON.

The time of arrival is taken here, once.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final, NoReturn

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.csrf import csrf_exempt

from operis import clock
from operis.accounts.log import Event, event, is_of
from operis.accounts.offices import together
from operis.accounts.tokens import Bearer, bearer, name_of_secret
from operis.api.problems import Problem, Wrong, malformed, problem_response
from operis.core.mandates import Mandate
from operis.documents.lawbook import calendar
from operis.strict_yaml import Malformed, Mistake, Node, Scalar, Sequence, parse
from operis.strict_yaml import Mapping as Table

LARGEST_BYTES: Final = 1_000_000
WHOLE: Final = re.compile(r"-?[0-9]+\.0+")
KEY: Final = r"^([0-9A-Fa-f]{32,200}|[0-9A-Za-z_-]*[G-Zg-z_-][0-9A-Za-z_-]*)$"
"""128 random bits: 32 hexadecimal digits, or 22 characters of base64url (of which one at least is no hexadecimal digit)."""
KEY_LENGTHS: Final = (22, 200)
CO_SIGNERS: Final = "Co-Signers"
"""The header with the tokens of those who sign together with the one who asks, parted by blanks."""


@dataclass(frozen=True)
class Call:
    """A request with the moment at which it had arrived."""

    request: HttpRequest
    now: datetime

    @property
    def today(self) -> date:
        """The day in the pack's zone."""
        return calendar().day(self.now)

    @cached_property
    def reader(self) -> Mandate | None:
        """Who asks, by bearer token; None where no token was sent. One that is unknown or over is told so.

        Those who sign with the first send their tokens too: a panel acts only as a whole.
        """
        return together([one.mandate for one in self.bearers]) if self.bearers else None

    @cached_property
    def bearers(self) -> tuple[Bearer, ...]:
        """Whose tokens came with the request. Who signs with another is another person, who acts in the same role."""
        scheme, _space, secret = self.request.headers.get("Authorization", "").partition(" ")
        if not scheme:
            return ()
        secrets = [secret.strip() if scheme.lower() == "bearer" else "", *self.request.headers.get(CO_SIGNERS, "").split()]
        found = tuple(bearer(one, self.today) or _unknown(one) for one in secrets)
        if len({one.mandate.persons for one in found}) < len(found) or len({one.mandate.role for one in found}) > 1:
            says = "Only several persons sign together, each with a token of the same role."
            raise malformed([Wrong("header", CO_SIGNERS, says)])
        is_of(found[0].mandate.persons[0], found[0].name)
        return found

    def must_put(self, slug: str) -> None:
        """A token that was made for some commands puts no other."""
        commands = [one.commands for one in self.bearers if not one.may_put(slug)]
        if commands:
            event(Event.TOKEN_REFUSED, why="other commands", command=slug)
            says = gettext_noop("A token that you sent puts these commands alone: {commands}. Ask whoever runs this site for another one.")
            raise Problem("not-by-token", says, commands=", ".join(sorted(commands[0])))

    @property
    def mandate(self) -> Mandate:
        """Who asks, where somebody has to."""
        return self.reader or _say_who(gettext_noop("Send the token of your mandate: Authorization: Bearer TOKEN."))

    def parameters(self, *names: str) -> Mapping[str, str]:
        """What stands behind the question mark: each of these once at most, nothing else."""
        known = ", ".join(names) or "-"
        errors = [Wrong("parameter", name, "There is no parameter “{given}” here; there are: {known}.", {"given": name, "known": known})
                  for name in self.request.GET if name not in names]  # fmt: skip
        errors += [Wrong("parameter", name, "This is given more than once.") for name in names if len(self.request.GET.getlist(name)) > 1]
        if errors:
            raise malformed(errors)
        return {name: self.request.GET[name] for name in names if name in self.request.GET}

    def idempotency_key(self, errors: list[Wrong]) -> str:
        key = self.request.headers.get("Idempotency-Key", "")
        least, most = KEY_LENGTHS
        if not (least <= len(key) <= most and re.fullmatch(KEY, key)):
            says = "Send an Idempotency-Key of 128 random bits: 32 hexadecimal digits, or 22 characters of base64url."
            errors.append(Wrong("header", "Idempotency-Key", says))
        return key

    def body(self) -> Node:
        """The body as a tree of texts; a Problem that says everything wrong with it."""
        kind, _semicolon, more = self.request.headers.get("Content-Type", "").partition(";")
        charset = more.strip().lower().removeprefix("charset=").strip('"')
        if kind.strip().lower() != "application/json" or charset not in ("", "utf-8"):
            raise Problem("not-json", gettext_noop("The body must be JSON in UTF-8: send Content-Type: application/json."))
        if int(self.request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BYTES:
            raise Problem("too-large", gettext_noop("A body has at most {most} bytes."), most=f"{LARGEST_BYTES}")
        try:
            return read_json(self.request.body)
        except Malformed as wrong:
            raise malformed(Wrong.of(mistake) for mistake in wrong.mistakes) from wrong


def read_json(body: bytes) -> Node:
    """The tree of a JSON text, by the reader of all our files; what is YAML and not JSON is a mistake here."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise Malformed([Mistake("", "This is not UTF-8 text: {why}.", None, {"why": error.reason})]) from error
    node = parse(text)
    try:
        json.loads(text, parse_constant=_no_number)
    except ValueError as error:
        raise Malformed([Mistake("", "This is not JSON: {problem}.", None, {"problem": str(error)})]) from error
    return _whole(node)


def _whole(node: Node) -> Node:
    """In JSON 20.0 is the whole number 20; a file may not write it so, since nobody can know what was meant."""
    match node:
        case Table():
            return Table({name: _whole(value) for name, value in node.pairs.items()}, node.key_lines, node.line)
        case Sequence():
            return Sequence(tuple(map(_whole, node.items)), node.line)
    return Scalar(node.text.partition(".")[0], True, node.line) if node.plain and WHOLE.fullmatch(node.text) else node


def _no_number(given: str) -> NoReturn:
    raise ValueError(f"{given} is no number of JSON")


def _unknown(secret: str) -> NoReturn:
    event(Event.TOKEN_REFUSED, why="unknown or over", name=name_of_secret(secret) if secret else "")
    _say_who(gettext_noop("This token is not known, or its time is over. Ask whoever runs this site for a new one."))


def _say_who(says: str) -> NoReturn:
    raise Problem("no-mandate", says, headers={"WWW-Authenticate": 'Bearer realm="Operis"'})


def _arrived(request: HttpRequest) -> datetime:
    """Never before the body is here: where no front has read it, it is read first."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST_BYTES:
        _ = request.body
    return clock.arrived(request.META)


View = Callable[..., HttpResponse]


def resource(**methods: View) -> View:
    """What stands at one address: a view for each method; GET answers HEAD, OPTIONS says which there are."""
    allowed = ", ".join([*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"])

    @csrf_exempt  # who asks is said by a token in a header, which no other site can send for a reader
    def view(request: HttpRequest, *words: str, **names: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": allowed})
        method = methods.get("GET" if request.method == "HEAD" else str(request.method))
        try:
            if method is None:
                says = gettext_noop("Use one of: {allowed}.")
                raise Problem("wrong-method", says, headers={"Allow": allowed}, allowed=allowed)
            return method(Call(request, _arrived(request)), *words, **names)
        except Problem as problem:
            return problem_response(request, problem)

    return view
