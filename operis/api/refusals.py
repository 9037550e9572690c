"""How is a refusal told to a program? Every ground with its rule, its facts and what to do: the twin of the page that says why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from operis.api.problems import as_problem, site
from operis.clerk import Refused
from operis.core.acts import Command, commands
from operis.core.findings import Ground
from operis.core.kinds import Json
from operis.documents.lawbook import book, calendar
from operis.documents.names import by_name
from operis.documents.problems import TITLES
from operis.documents.said import said
from operis.documents.shown import language, shown
from operis.registers import models
from operis.registers.refusals import grounds


@dataclass(frozen=True)
class Told:
    """A refusal under its number, as a program gets it when it is refused and whenever it reads it again."""

    number: str
    kind: str
    command: str
    docket: str | None
    status: int
    decided: datetime
    law: str
    grounds: tuple[Ground, ...]
    more: int
    """How many grounds there were besides."""

    @classmethod
    def of(cls, kept: models.Refused) -> "Told":
        return cls(kept.number, kept.kind, kept.command, kept.docket or None, kept.status, kept.at, kept.law_pack, grounds(kept), kept.more)

    @classmethod
    def now(cls, said: Refused, asked: Command, docket: str | None, decided: datetime) -> "Told":
        refusal, law = said.refusal, said.law.digest
        return cls(said.number, asked.docket_kind, asked.slug, docket, refusal.status, decided, law, refusal.grounds, refusal.more)

    @property
    def title(self) -> str:
        step = commands(self.kind)[self.command].title_words.within(language())
        return gettext(TITLES["refused"][1]).format(step=step)

    @property
    def weighty(self) -> list[Ground]:
        return [ground for ground in self.grounds if ground.blocks]

    @property
    def detail(self) -> str:
        """The first ground that blocks, in words."""
        finding = by_name(self.weighty[0].finding)
        sentences = said(finding.says, finding.facts), said(finding.do, finding.facts)
        return ("" if language() == "zh" else " ").join(sentences)

    def members(self, request: HttpRequest) -> dict[str, Json]:
        return {
            "number": self.number, "command": self.command, "docket": self.docket, "decided": calendar().local(self.decided).isoformat(),
            "law": self.law, "grounds": [as_ground(ground) for ground in self.grounds], "more": self.more, "facts": facts(self.grounds),
            "rules": rules(self.grounds, request), "remedies": self.remedies(request),
        }  # fmt: skip

    def remedies(self, request: HttpRequest) -> list[dict[str, Json]]:
        """What each ground that blocks asks for, and a person to ask."""
        named = ((by_name(ground.finding), ground.row) for ground in self.weighty)
        ways = [(said(finding.do, finding.facts), rule_url(row, request)) for finding, row in named]
        ways.append((gettext("Ask the finance department of your level"), f"{site(request)}{reverse('bodies')}"))
        return [{"label": label, "href": href, "deadline": None} for label, href in ways]

    def plain(self, request: HttpRequest) -> dict[str, Json]:
        """The members of the problem, for who reads it later."""
        return {"type": f"{site(request)}/developers/#refused", "title": self.title, "status": self.status, "detail": self.detail,
                "code": "refused", "instance": self.instance, **self.members(request)}  # fmt: skip

    @property
    def instance(self) -> str:
        return reverse("api-refusal", args=[self.number])

    def response(self, request: HttpRequest) -> HttpResponse:
        more = {**self.members(request), "instance": self.instance}
        return as_problem(request, "refused", self.title, self.detail, self.status, more)


def as_ground(ground: Ground, below: str = "/fields/") -> dict[str, Json]:
    """`at` is the JSON Pointer of the place in the body that was sent."""
    plain, at, finding = ground.plain(), ground.finding.at, by_name(ground.finding)
    return {
        "check": ground.check, "rule": ground.row, "on": plain["row_day"], "severity": ground.severity, "blocks": ground.blocks,
        "at": None if at is None else f"{below}{at}", "says": said(finding.says, finding.facts),
        "do": said(finding.do, finding.facts), "facts": plain["facts"],
    }  # fmt: skip


def facts(found: Iterable[Ground]) -> list[dict[str, Json]]:
    """Each fact once, in words."""
    pairs = dict.fromkeys((name, shown(value)) for ground in found for name, value in sorted(ground.finding.facts.items()))
    return [{"name": name, "value": value} for name, value in pairs]


def rules(found: Iterable[Ground], request: HttpRequest) -> list[dict[str, Json]]:
    """Each rule once, as it was on the day on which it was read."""
    rows: dict[tuple[str, Any], None] = dict.fromkeys((ground.row, ground.row_day) for ground in found)
    return [
        {"id": id, "version": f"{day}", "citation": book().rows[id].cite(language()), "text": book().rows[id].says.said(language()),
         "url": rule_url(id, request)} for id, day in rows if id in book().rows
    ]  # fmt: skip


def rule_url(id: str, request: HttpRequest) -> str:
    return f"{site(request)}{reverse('permanent-rule', args=[id])}"
