"""How are the answers of a determination written in a form, read back, and walked through to the next question?"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from operis.law.book import Law
from operis.rules.determination import Answer, Answers, Question, Rulebook, still_open

YES_NO: Mapping[str, bool] = {"yes": True, "no": False}
DIGITS_MAX = 15


def written(answer: Answer) -> str:
    """As the form writes it."""
    return {"True": "yes", "False": "no"}.get(str(answer), str(answer))


def read(question: Question | None, text: str) -> Answer:
    """As a person typed it, full-width digits too; what does not fit stays text, so that the mistake can quote it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if question is not None and not question.choices:
        digits = plain.replace(",", "").replace(" ", "")
        return int(digits) if digits.isdecimal() and len(digits) <= DIGITS_MAX else plain
    if question is not None and True in question.choices:
        return YES_NO.get(plain, plain)
    return plain


@dataclass(frozen=True, slots=True)
class Walk:
    """Along the questions as they are asked: the answers that count so far, and what is asked next."""

    heard: Answers
    open: tuple[str, ...]


def walk(law: Law, given: Answers) -> Walk:
    """Answers to questions that are no longer asked, since an earlier answer was changed, are left out and not lost."""
    heard: dict[str, Answer] = {}
    while True:
        open_now = still_open(law, heard)
        count = next((place for place, id in enumerate(open_now) if id not in given), len(open_now))
        if not open_now or count == 0:
            return Walk(heard, open_now)
        heard.update((id, given[id]) for id in open_now[:count])


@dataclass(frozen=True, slots=True)
class Screen:
    """Questions that are asked on one page. `key` names it in the form."""

    key: str
    questions: tuple[Question, ...]


GATES, START = "gates", "start"


def screen_of(rules: Rulebook, id: str) -> Screen:
    """The page on which a question stands: the gates together, the conditions to start together, all others alone."""
    question = rules.questions[id]
    together = {GATES: ("gates", "class"), START: ("start",)}
    for key, sections in together.items():
        if question.section in sections:
            return Screen(key, tuple(one for section in sections for one in rules.asked(section)))
    return Screen(id, (question,))


def screen_named(rules: Rulebook, key: str) -> Screen | None:
    if key == GATES:
        return screen_of(rules, rules.gates[0].id)
    if key == START:
        return screen_of(rules, next(rules.asked(START)).id)
    return screen_of(rules, key) if key in rules.taken else None
