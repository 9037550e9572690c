"""Needs that are complete, and answers whose outcome is known."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from operis.core.fields import Answers
from operis.core.wording import Slug, Wording
from operis.dockets.need.acts import NeedDetermined, NeedRecorded
from operis.dockets.need.commands import DecideReferral, Determine, RecordConsultation, RecordNeed
from operis.dockets.need.terms import NeedPart, PartAnswers, PartDetermined
from tests.procedures.documents import said, words
from tests.statute import OFFICE, at

SERVICE: Answers = {"G01": True, "F01": "supplier", "F02": "quantity", "F03": True, "F08": "supplier"}
LABOUR: Answers = {"G01": True, "F01": "body", "F02": "time", "F08": "body", "P01": "organ", "P03": 12, "P05": True}
POST: Answers = {
    "G01": True,
    "G03": False,
    "F01": "institution",
    "F02": "time",
    "F08": "institution",
    "P01": "programme",
    "P02": 12,
    "P03": 12,
    "P05": True,
    "P06": False,
}
WEIGHED: Answers = {
    "G01": True,
    "G03": False,
    "F01": "supplier",
    "F02": "mixed",
    "F03": True,
    "F04": False,
    "F05": True,
    "F06": False,
    "F07": "supplier",
    "F08": "supplier",
    "F09": "own",
    "F10": False,
    "F12": False,
    "F13": 12,
    "F15": 10,
    "F16": True,
}
REFERRED: Answers = {
    **{question: answer for question, answer in WEIGHED.items() if question != "F16"},
    "F01": "shared",
    "F04": True,
    "F05": False,
    "F06": True,
    "F09": "task",
    "F10": True,
    "F12": True,
    "F13": 36,
    "F14": False,
    "F15": 3,
    "F17": True,
}


def part(name: str = "1", **changed: Wording | None) -> NeedPart:
    stated: dict[str, Any] = {one.name: words(one.name) for one in fields(NeedPart) if one.name != "part"}
    return NeedPart(part=name, **{**stated, **changed})


def need(*parts: NeedPart) -> RecordNeed:
    return RecordNeed(title=words("Day care in three villages"), parts=parts or (part(),))


def consultation(**changed: Any) -> RecordConsultation:
    asked = RecordConsultation(
        on=date(2026, 1, 12), market_count=3, recipients_count=20, summary=words("It can be had"), way=Slug("survey"), answered_count=18,
        adopted=words("The bus leaves later"),
    )  # fmt: skip
    return replace(asked, **changed)


def determine(*answers: Answers, again: str = "first", reasons: Wording | None = None) -> Determine:
    """One part for each set of answers, named from 1 on."""
    parts = tuple(PartAnswers(part=str(place), answers=one) for place, one in enumerate(answers, 1))
    return Determine(parts=parts, occasion=Slug(again), reasons=reasons)


def ruling(answers: Answers, part: str = "1") -> DecideReferral:
    return DecideReferral(part=part, answers=answers, reasons=words("As the centre works"))


def recorded(*parts: NeedPart) -> NeedRecorded:
    return NeedRecorded(**said(need(*parts)), happened=at(date(2026, 1, 5)), body=OFFICE)


def determined(*outcomes: str, **changed: Any) -> NeedDetermined:
    parts = tuple(standing(str(place), outcome, **changed) for place, outcome in enumerate(outcomes, 1))
    return NeedDetermined(happened=at(date(2026, 1, 14)), outcome=outcomes[0] if len({*outcomes}) == 1 else "SPLIT", parts=parts)


def standing(part: str, outcome: str, **changed: Any) -> PartDetermined:
    return replace(
        PartDetermined(
            part=part,
            answers=SERVICE,
            outcome=outcome,
            holds=(),
            flags=(),
            class_=None,
            decided_by=("R4",),
            provisional=False,
            score=None,
        ),
        **changed,
    )
