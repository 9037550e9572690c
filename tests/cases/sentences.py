"""One sentence as the product weighs it: in a plan or a notice of an open tender, with what its reviewer is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from operis.core.decider import Done, decide, examine
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import PublishNotice
from operis.dockets.procurement.terms import Condition, Requirement
from operis.documents.checking import NoticeAlone
from operis.procedures.open_tender import OPEN_TENDER
from operis.rules.lists import statutory
from operis.rules.reading import questions
from operis.rules.wording.patterns import language_of
from tests.procedures.documents import criteria, filed, intended, notice, plan, said
from tests.statute import case

given = case(OPEN_TENDER)
REFUSED, ASKED, FINE = "refuse", "ask", "fine"


@dataclass(frozen=True)
class Sentence:
    id: str
    text: str
    where: str
    service: str
    verdict: str
    chosen: str = ""
    """The word of the law's list under which an officer chooses this condition instead of typing it."""

    @property
    def wording(self) -> Wording:
        return Wording(**{language_of(self.text): self.text})

    @property
    def lawful(self) -> bool:
        return self.verdict == FINE


def sentences(path: Path, chosen: Mapping[str, str]) -> list[Sentence]:
    listed: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf8")) or []
    return [
        Sentence(one["id"], one["text"], one["where"], one["service"], one["verdict"], one.get("chosen", chosen.get(one["id"], "")))
        for one in listed
    ]


def weighed(sentence: Sentence) -> str:
    """Refused, asked about, or neither."""
    return in_notice(sentence) if sentence.where == "notice" else in_plan(sentence)


def in_plan(sentence: Sentence) -> str:
    asked = plan(service=Slug(sentence.service), **written(sentence))
    no = 2 if sentence.where == "criterion" else 1  # after the price
    about = [one for one in questions(asked, (), given().case(asked).law) if (one.about, one.no) == (sentence.where, no)]
    outcome = decide(OPEN_TENDER, given().case(asked))
    return REFUSED if not isinstance(outcome, Done) else ASKED if about else FINE


def written(sentence: Sentence) -> dict[str, Any]:
    if sentence.where == "criterion":
        price, judged = criteria()
        return {"criteria": (price, replace(judged, rule=sentence.wording))}
    if sentence.where == "requirement":
        first, *rest = plan().requirements
        return {"requirements": (Requirement(about=first.about, text=sentence.wording), *rest)}
    if sentence.chosen:
        law = statutory(given().case(plan()).law)
        return {"conditions": (Condition(about=Slug(sentence.chosen), text=law[sentence.chosen].text),)}
    return {"conditions": (Condition(about=Slug("qualification"), text=sentence.wording, serves=1),)}


def in_notice(sentence: Sentence) -> str:
    """As who may bid is said in a notice from elsewhere, of such a service."""
    alone = NoticeAlone(**said(notice()), qualification=sentence.wording)
    before = given(intended(), filed(service=Slug(sentence.service)))
    checks = {one.check for one in examine(OPEN_TENDER.steps[PublishNotice], before.case(alone))}
    return REFUSED if "published_wording_answered" in checks else ASKED if "published_wording_reviewed" in checks else FINE
