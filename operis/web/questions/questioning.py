"""How are the questions put on pages, one form carrying all answers, until the outcome is clear? For the try and for the desk.

An answer may be proposed: it is chosen already on its page, and counts when that page is sent. Or it is assumed, because it is on record
elsewhere: it counts without its page, and can be changed there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from operis.documents.said import said
from operis.documents.shown import text
from operis.law.book import Row
from operis.rules.determination import Answer, Question, Rulebook, mistakes
from operis.rules.determination.outcome import reach
from operis.rules.determination.questions import ALL
from operis.web.components.errors import Wrong
from operis.web.questions.answers import GATES, Screen, read, screen_named, screen_of, walk, written
from operis.web.questions.outcome import Answered, answered

CONTROLS = frozenset({"page", "show"})
OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the page asks it."""

    id: str
    says: str
    why: str
    example: str
    options: tuple[Option, ...]
    cites: tuple[Row, ...]
    number: bool
    value: str
    wrong: str
    proposed: bool
    """Whether the answer that is chosen was not given by the reader yet."""

    @property
    def field(self) -> str:
        """The id of its first input, to which the summary of errors leads."""
        return f"f-{self.id}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form brought: answers by question, the page it came from, where it wants to go, and what is wrong."""

    answers: Mapping[str, Answer]
    page: str
    show: str
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came with the form, and how a page of questions looks."""

    request: HttpRequest
    form: QueryDict
    rules: Rulebook
    template: str
    controls: Callable[[str], bool] = CONTROLS.__contains__
    """Names of inputs that are no questions."""
    proposed: Mapping[str, Answer] = field(default_factory=dict)
    assumed: Mapping[str, Answer] = field(default_factory=dict)
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What comes next: a page of questions; or, without one, the outcome of the answers that are heard, with what is still open."""

    sent: Sent
    screen: Screen | None = None
    heard: Mapping[str, Answer] = field(default_factory=dict)
    still: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    status: int = 200


def first(around: Round) -> Turn:
    return Turn(sent=Sent({}, GATES, "", {}), screen=screen_named(around.rules, GATES))


def turn(around: Round) -> Turn:
    """The next page of questions, the same one with what is wrong, or the outcome."""
    sent = sent_from(around)
    here = screen_named(around.rules, sent.page)
    if sent.wrong or here is None:
        return _again(around, sent, here)
    counted = {**around.assumed, **sent.answers}
    if sent.show == OUTCOME:
        return Turn(sent=sent, heard=counted, still=walk(around.rules.law, counted).open)
    if sent.show:
        screen = screen_named(around.rules, sent.show)
        return Turn(sent=sent, screen=screen) if screen else _again(around, replace(sent, page=sent.show), None)
    missing = {one.id: _unanswered(one) for one in here.questions if one.id not in sent.answers}
    if missing:
        return _again(around, replace(sent, wrong=missing), here)
    path = walk(around.rules.law, counted)
    return Turn(sent=sent, screen=screen_of(around.rules, path.open[0]) if path.open else None, heard=path.heard, still=path.open)


def _unanswered(question: Question) -> str:
    return said("Choose an answer, or “don't know”, to: {question}", {"question": text(question.row.says)})


def sent_from(around: Round) -> Sent:
    now, rules, form = around.rules.law, around.rules, around.form
    given = {name: [value for value in form.getlist(name) if value.strip()] for name in form if not around.controls(name)}
    answers = {id: read(rules.questions.get(id), values[0]) for id, values in given.items() if values}
    wrong = {one.pointer.removeprefix("/"): _readable(rules, one.pointer.removeprefix("/"), answers) for one in mistakes(now, answers)}
    wrong |= {id: _("Give one answer only.") for id, values in given.items() if len(values) > 1}
    return Sent(answers, form.get("page", GATES), form.get("show", ""), wrong)


def _readable(rules: Rulebook, id: str, answers: Mapping[str, Answer]) -> str:
    """A mistake in the words of the page, which names no codes."""
    question = rules.questions.get(id)
    if question is None:
        return said("There is no question {question} here.", {"question": id})
    if question.choices:
        return said("“{answer}” is none of the answers; choose one of those shown.", {"answer": written(answers[id])})
    return said("Write a whole number instead of “{given}”.", {"given": written(answers[id])})


def _again(around: Round, sent: Sent, here: Screen | None) -> Turn:
    """The page of the first mistake, with all mistakes listed and what was right kept."""
    rules = around.rules
    known = [id for id in sent.wrong if id in rules.questions]
    screen = screen_of(rules, known[0]) if known else here or screen_named(rules, GATES)
    right = {id: answer for id, answer in sent.answers.items() if id not in sent.wrong}
    extra = () if here else (said("There is no page {page} here.", {"page": sent.page}),)
    return Turn(sent=replace(sent, answers=right), screen=screen, extra=extra, status=422)


def question_page(around: Round, at: Turn) -> HttpResponse:
    sent, screen = at.sent, at.screen
    assert screen is not None  # without one there is an outcome
    rules, ids = around.rules, {question.id for question in screen.questions}
    before = {id: answer for id, answer in sent.answers.items() if id not in ids}
    wrong = [Wrong(f"f-{id}" if id in ids else "", says) for id, says in sent.wrong.items()]
    context = {
        **around.context,
        "screen": screen,
        "shown": screen.key,
        "asked": [_asked(around, question, sent) for question in screen.questions],
        "section": screen.questions[0].section,
        "errors": [*wrong, *(Wrong("", says) for says in at.extra)],
        "carried": carried(before),
        "answered": list(answers_shown(rules, before)),
        "back": _before(rules, screen, {**around.assumed, **sent.answers}),
        "step": _step(rules, screen),
        "settled": screen.key != GATES and bool(reach(rules, rules.heard(before)).gates),
        "outcome": OUTCOME,
    }
    return render(around.request, around.template, context, status=at.status)


def carried(answers: Mapping[str, Answer]) -> list[tuple[str, str]]:
    """As they travel in the form."""
    return [(id, written(answer)) for id, answer in answers.items()]


def _asked(around: Round, question: Question, sent: Sent) -> Asked:
    """With the answer that was given; else with one that is proposed, as long as nothing is wrong with it."""
    rules, known = around.rules, {**around.proposed, **around.assumed, **sent.answers}
    given = written(known[question.id]) if question.id in known and question.id not in sent.wrong else ""
    choices = [*question.choices, rules.unknown]
    return Asked(
        id=question.id,
        says=text(question.row.says),
        why=text(question.why),
        example=text(question.example),
        options=tuple(Option(written(choice), text(question.label(choice)), written(choice) == given) for choice in choices),
        cites=cites(rules, question),
        number=not question.choices,
        value=given if given != rules.unknown else "",
        wrong=sent.wrong.get(question.id, ""),
        proposed=bool(given) and question.id not in sent.answers,
    )


def cites(rules: Rulebook, question: Question) -> tuple[Row, ...]:
    """The law of this pack behind the question; where there is only that of other countries, the question's own row."""
    rows = [rules.law.row(id) for id in question.cites]
    ours = (ALL, rules.law.pack.upper())
    here = [row for row in rows if row.pack in ("", rules.law.pack) and not _elsewhere(row, ours)]
    return tuple(here) or (question.row,)


def _elsewhere(row: Row, ours: tuple[str, ...]) -> bool:
    """Whether a row says that it is law of other countries only."""
    of = row.data.get("jurisdictions")
    return isinstance(of, list) and not any(one in ours for one in of)


def answers_shown(rules: Rulebook, answers: Mapping[str, Answer]) -> Iterator[Answered]:
    """In the order of the questions, for the list under the form."""
    return (answered(rules, id, answers[id]) for id in rules.questions if id in answers)


def _before(rules: Rulebook, screen: Screen, answers: Mapping[str, Answer]) -> str:
    """The page to go back to: that of the question asked before this page's first; none on the first page."""
    if screen.key == GATES:
        return ""
    here = {question.id for question in screen.questions}
    asked = list(takewhile(lambda id: id not in here, walk(rules.law, answers).heard))
    return screen_of(rules, asked[-1]).key if asked else GATES


def _step(rules: Rulebook, screen: Screen) -> tuple[int, int] | None:
    """Which of the questions that every case is asked: first, second ...; further ones depend on the answers."""
    always = [question.id for question in rules.asked("form") if question.decisive]
    return (always.index(screen.key) + 1, len(always)) if screen.key in always else None
