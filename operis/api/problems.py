"""What does a program get when a request cannot be met? application/problem+json (RFC 9457): what is wrong, and what to do.

A refusal by law has its grounds, its rules and its remedies, and `instance` is the address under which it can be read again.
A request that cannot be read has `errors`: every mistake at once, each by the JSON Pointer of the place in the body, by the name of
the parameter, or by the name of the header.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

from operis.core.kinds import Json
from operis.documents.problems import TITLES, entry_damaged
from operis.strict_yaml import Mistake

JSON: Final = "application/json"
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
TYPE: Final = "application/problem+json"

@dataclass(frozen=True)
class Wrong:
    """One mistake of a request: where it stands, and in words."""

    where: str
    """`pointer`, `parameter` or `header`."""
    name: str
    says: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, mistake: Mistake, below: str = "") -> "Wrong":
        pointer = "" if mistake.pointer == "/" else mistake.pointer
        return cls("pointer", below + pointer, mistake.says, mistake.facts)

    def plain(self) -> dict[str, Json]:
        return {self.where: self.name, "says": gettext(self.says).format(**self.facts)}


class Problem(Exception):
    """Why a request cannot be met; `code` is one of TITLES."""

    def __init__(
        self, code: str, says: str, errors: Iterable[Wrong] = (), *, headers: Mapping[str, str] = NOTHING,
        members: Mapping[str, Json] = NOTHING, **facts: str,
    ) -> None:  # fmt: skip
        super().__init__(code, says)
        self.code, self.says, self.facts, self.errors = code, says, facts, tuple(errors)
        self.headers, self.members = headers, members


def malformed(errors: Iterable[Wrong]) -> Problem:
    return Problem("malformed", gettext_noop("Mend what is named under errors, then send the request again."), errors)


def unfit(errors: Iterable[Wrong]) -> Problem:
    """Well written, but the law of the day or the record cannot take it so."""
    return Problem("unfit", gettext_noop("Mend what is named under errors, then send the request again."), errors)


def not_found() -> Problem:
    return Problem("not-found", gettext_noop("Look at /api/v1/openapi.json for the addresses, and at the number that you asked for."))


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    status, title = TITLES[problem.code]
    more = {**problem.members, **({"errors": [one.plain() for one in problem.errors]} if problem.errors else {})}
    detail = gettext(problem.says).format(**problem.facts)
    return as_problem(request, problem.code, gettext(title), detail, status, more, problem.headers)


def bad_request(request: HttpRequest) -> HttpResponse:
    """A request that the front does not take: a host that is not ours, more parameters than anybody needs."""
    return problem_response(request, Problem("malformed", gettext_noop("Ask under the name of this site, and with fewer parameters.")))


def broken(request: HttpRequest) -> HttpResponse:
    says = gettext_noop("What went wrong is in our log. Send the request again later, with the same key.")
    return problem_response(request, Problem("broken", says))


def damaged(request: HttpRequest, docket: str) -> HttpResponse:
    return problem_response(request, Problem("entry-damaged", entry_damaged(docket)))


def away(request: HttpRequest) -> HttpResponse:
    says = gettext_noop("Nothing was entered that was not confirmed. Send the request again later, with the same key.")
    return problem_response(request, Problem("away", says, headers={"Retry-After": "5"}))


def as_problem(
    request: HttpRequest, code: str, title: str, detail: str, status: int, more: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The members that every problem has, then its own."""
    body = {"type": f"{site(request)}/developers/#{code}", "title": title, "status": status, "detail": detail, "code": code,
            "instance": request.path, **more}  # fmt: skip
    return answer(body, status, {"Cache-Control": "no-store", **(headers or {})}, TYPE)


def answer(body: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None, kind: str = JSON) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False).encode()
    return HttpResponse(text, status=status, content_type=kind, headers=dict(headers or {}))


def site(request: HttpRequest) -> str:
    """Where this installation stands, without a stroke at the end; nothing where the name that was asked for is not ours."""
    try:
        return request.build_absolute_uri("/").rstrip("/")
    except DisallowedHost:
        return ""
