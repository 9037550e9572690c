"""Does the reason of an act that takes something from somebody, or of a review that lets something stand, say anything?"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.need.commands import RecordNeed
from operis.dockets.procurement.commands import ExamineBids, ReviewPlan
from operis.dockets.procurement.findings import RecordFinding
from operis.law.book import Row


@check("A reason says what happened.", "理由写明具体情况。")
def reason_says_something(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
    """A sign or two are no reason: whoever loses by it has to be able to answer, and whoever looks into it to examine it."""
    han, letters, different = row.count("han_min_count"), row.count("letters_min_count"), row.count("different_min_count")
    for at, reason in _reasons(case.asked):
        if not any(_says(getattr(reason, spoken) or "", han, letters, different) for spoken in LANGUAGES):
            yield found(
                "“{reason}” says nothing that anybody could examine.",
                at=at,
                do="Say in a sentence what happened, and what shows it.",
                reason=reason,
            )


def _reasons(asked: Any) -> Iterator[tuple[str, Wording]]:
    if isinstance(asked, ExamineBids):
        yield from ((f"verdicts/{place}/reason", one.reason) for place, one in enumerate(asked.verdicts) if one.reason is not None)
    elif isinstance(asked, ReviewPlan):
        yield from ((f"points/{place}/words", one.words) for place, one in enumerate(asked.points) if one.words is not None)
        yield from ((f"answers/{place}/words", one.words) for place, one in enumerate(asked.answers))
        yield from (("reason", asked.reason),) if asked.reason is not None else ()
    elif isinstance(asked, RecordFinding):
        yield "says", asked.says
    elif getattr(asked, "reason", None) is not None:
        yield "reason", asked.reason
    if getattr(asked, "apart", None) is not None:
        yield "apart", asked.apart


def _says(text: str, han: int, letters: int, different: int) -> bool:
    """By letters alone, for a Chinese word has fewer of them; the same one again and again is none."""
    there = [sign for sign in text if sign.isalnum()]
    chinese = sum(unicodedata.name(sign, "").startswith("CJK UNIFIED") for sign in there)
    return (chinese >= han or len(there) >= letters) and len({*there}) >= different


@check("What is asked for separately is answered separately.", "分别要求写明的内容，分别写明。")
def answered_apart(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
    """The same words under one thing after another say nothing of most of them; two may be alike."""
    most = row.count("same_words_max_count")
    for place, said in _apart(case.asked):
        alike = Counter(" ".join(text.split()).casefold() for one in said for _language, text in one)
        words, times = max(alike.items(), key=lambda one: one[1], default=("", 0))
        if times > most:
            yield found(
                "The same words stand {times} times where different things are asked for: “{words}”.",
                at=place,
                do="Say of each what holds of it.",
                times=times,
                words=words,
            )


def _apart(asked: Any) -> Iterator[tuple[str, tuple[Wording, ...]]]:
    """Where things stand that are asked for one by one: what a need says of each part, and the requirements of a plan."""
    if isinstance(asked, RecordNeed):
        for place, part in enumerate(asked.parts):
            said = (part.result, part.quantity, part.place, part.served, part.period)
            yield f"parts/{place}/result", tuple(one for one in said if one is not None)
    else:
        yield "requirements", tuple(one.text for one in asked.requirements)
