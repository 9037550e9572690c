"""Service or post? The questions for one's own case: one form that carries all answers, so that nothing is kept here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from operis.documents.said import said
from operis.documents.shown import text
from operis.law.book import Law, Row
from operis.rules.determination import Answer, Question, Rulebook, determine_by, mistakes, rulebook
from operis.rules.determination.outcome import reach
from operis.rules.determination.questions import ALL
from operis.web.components.errors import Wrong
from operis.web.lawbook import law
from operis.web.public.answers import GATES, Screen, read, screen_named, screen_of, walk, written
from operis.web.public.outcome import Answered, answered, outcome_shown

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


# Nothing is changed and nothing kept, so that there is nothing to forge: no token, and no cookie for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def try_page(request: HttpRequest) -> HttpResponse:
    now = law()
    rules = rulebook(now)
    if request.method != "POST":
        return _screen(request, rules, Sent({}, GATES, "", {}), screen_named(rules, GATES))
    sent = _sent(now, rules, request.POST)
    here = screen_named(rules, sent.page)
    if sent.wrong or here is None:
        return _again(request, rules, sent, here)
    if sent.show:
        return _show(request, rules, sent)
    missing = {one.id: _unanswered(one) for one in here.questions if one.id not in sent.answers}
    if missing:
        return _again(request, rules, replace(sent, wrong=missing), here)
    path = walk(now, sent.answers)
    if path.open:
        return _screen(request, rules, sent, screen_of(rules, path.open[0]))
    return _outcome(request, rules, sent, path.heard, path.open)


def _unanswered(question: Question) -> str:
    return said("Choose an answer, or “don't know”, to: {question}", {"question": text(question.row.says)})


def _sent(now: Law, rules: Rulebook, form: QueryDict) -> Sent:
    given = {name: [value for value in form.getlist(name) if value.strip()] for name in form if name not in CONTROLS}
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


def _again(request: HttpRequest, rules: Rulebook, sent: Sent, here: Screen | None) -> HttpResponse:
    """The page of the first mistake, with all mistakes listed and what was right kept."""
    known = [id for id in sent.wrong if id in rules.questions]
    screen = screen_of(rules, known[0]) if known else here or screen_named(rules, GATES)
    right = {id: answer for id, answer in sent.answers.items() if id not in sent.wrong}
    extra = [] if here else [said("There is no page {page} here.", {"page": sent.page})]
    return _screen(request, rules, replace(sent, answers=right), screen, extra, status=422)


def _show(request: HttpRequest, rules: Rulebook, sent: Sent) -> HttpResponse:
    """A page that the reader goes back to, or the outcome of what has been answered so far."""
    if sent.show == OUTCOME:
        return _outcome(request, rules, sent, sent.answers, walk(rules.law, sent.answers).open)
    screen = screen_named(rules, sent.show)
    if screen is None:
        return _again(request, rules, replace(sent, page=sent.show), None)
    return _screen(request, rules, sent, screen)


def _screen(
    request: HttpRequest, rules: Rulebook, sent: Sent, screen: Screen | None, extra: list[str] | None = None, status: int = 200
) -> HttpResponse:
    assert screen is not None  # the first page is always there
    ids = {question.id for question in screen.questions}
    before = {id: answer for id, answer in sent.answers.items() if id not in ids}
    asked = [_asked(rules, question, sent) for question in screen.questions]
    wrong = [Wrong(f"f-{id}" if id in ids else "", says) for id, says in sent.wrong.items()]
    context = {
        "screen": screen,
        "shown": screen.key,
        "asked": asked,
        "section": screen.questions[0].section,
        "errors": [*wrong, *(Wrong("", says) for says in extra or [])],
        "carried": [(id, written(answer)) for id, answer in before.items()],
        "answered": list(_answered(rules, before)),
        "back": _before(rules, screen, sent.answers),
        "step": _step(rules, screen),
        "settled": screen.key != GATES and bool(reach(rules, rules.heard(before)).gates),
        "outcome": OUTCOME,
    }
    return render(request, "web/public/try_question.html", context, status=status)


def _asked(rules: Rulebook, question: Question, sent: Sent) -> Asked:
    given = written(sent.answers[question.id]) if question.id in sent.answers else ""
    choices = [*question.choices, rules.unknown]
    return Asked(
        id=question.id,
        says=text(question.row.says),
        why=text(question.why),
        example=text(question.example),
        options=tuple(Option(written(choice), text(question.label(choice)), written(choice) == given) for choice in choices),
        cites=_cites(rules, question),
        number=not question.choices,
        value=given if given != rules.unknown else "",
        wrong=sent.wrong.get(question.id, ""),
    )


def _cites(rules: Rulebook, question: Question) -> tuple[Row, ...]:
    """The law of this pack behind the question; where there is only that of other countries, the question's own row."""
    rows = [rules.law.row(id) for id in question.cites]
    ours = (ALL, rules.law.pack.upper())
    here = [row for row in rows if row.pack in ("", rules.law.pack) and not _elsewhere(row, ours)]
    return tuple(here) or (question.row,)


def _elsewhere(row: Row, ours: tuple[str, ...]) -> bool:
    """Whether a row says that it is law of other countries only."""
    of = row.data.get("jurisdictions")
    return isinstance(of, list) and not any(one in ours for one in of)


def _answered(rules: Rulebook, answers: Mapping[str, Answer]) -> Iterator[Answered]:
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


def _outcome(request: HttpRequest, rules: Rulebook, sent: Sent, heard: Mapping[str, Answer], still: tuple[str, ...]) -> HttpResponse:
    """`heard` decides; answers that are asked for no longer are carried on, should the reader go back."""
    [part] = determine_by(rules, [(None, heard)]).parts
    context = {
        "shown": OUTCOME,
        "outcome": outcome_shown(rules, part, heard),
        "carried": [(id, written(answer)) for id, answer in sent.answers.items()],
        "answered": list(_answered(rules, heard)),
        "open": screen_of(rules, still[0]).key if still else "",
        "open_count": len(still),
        "day": rules.law.act_day,
        "digest": rules.law.digest,
    }
    return render(request, "web/public/try_outcome.html", context)
