"""Service, post or neither: how does an officer answer for a need? The questions part by part, and one page to confirm what they come to.

The answers travel with the form, as in the try; what is on record elsewhere is taken from there and shown with its source.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.clerk import Entered, KeyReusedError, RefusedTooOftenError, put
from operis.core.case import Facts
from operis.core.decider import Refusal
from operis.core.mandates import Mandate
from operis.core.wording import Slug, Wording
from operis.dockets.need.commands import Determine
from operis.dockets.need.terms import PartAnswers
from operis.documents.lawbook import book, calendar
from operis.documents.problems import refused_too_often
from operis.documents.shown import language
from operis.drafts.worksheet import note
from operis.procedures import BY_KIND, procedure_now
from operis.rules.determination import Answer, Determination, Rulebook, determine_by, in_force, rulebook
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.desk.begun import DO, KEY, KEYS, MARK, counted, discard, draft_at, kept_again, mark, place_of, typed
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.held import held_for
from operis.web.desk.onward import entered_words, receipt_link
from operis.web.desk.refused import later, why_not
from operis.web.desk.steps import CONFIRM
from operis.web.preparing.ahead import weigh
from operis.web.questions.answers import screen_of
from operis.web.questions.outcome import outcome_shown
from operis.web.questions.questioning import CONTROLS, OUTCOME, Round, Sent, Turn, answers_shown, carried, first, question_page, turn
from operis.web.reading.dockets import Shown
from operis.web.told import tell
from operis.weighing import law_for

PART, LINE, REASONS = "desk-part", "desk-line", "reasons-"
DONE = re.compile(r"p(\d{1,3})-(\w+)")
"""How answers of a part that is done travel: p0-G01."""


@dataclass(frozen=True, slots=True)
class Table:
    """Somebody who answers for a need: the law, the parts, which of them is asked about, and what came with the form."""

    request: HttpRequest
    mandate: Mandate
    docket: Shown
    rules: Rulebook
    form: QueryDict
    key: str

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(one.part for one in self.docket.state.recorded.parts)

    @property
    def place(self) -> int:
        """Which part is asked about: from nought."""
        return min(counted(self.form.get(PART), 0), len(self.parts) - 1)

    @property
    def line(self) -> str:
        return self.form.get(LINE, "")

    @property
    def path(self) -> str:
        return reverse("desk-determination", args=[self.docket.number])


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def determination_page(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    docket, now = docket_for(number, mandate), clock.now()
    procedure = procedure_now(docket.line.kind, docket.state)
    step = procedure.steps.get(Determine)
    if step is None:
        raise Http404(number)
    law = law_for(clock.this_office(), docket.state, Facts({}), now)
    if docket.state.determined or not in_force(law) or weigh(procedure, step, docket.number, docket.state, mandate, now).grounds:
        return redirect("desk-step", number=docket.number, command=Determine.slug)  # there it is said why
    at = Table(request, mandate, docket, rulebook(law), request.POST, _key(request.POST))
    if request.method != "POST":
        return _untouched(at)
    if request.POST.get(DO) == CONFIRM and (proof := needs_again(request)):
        return proof
    at = replace(at, form=request.POST)
    kept_again(request, place_of(mandate, docket.number, Determine), Determine, typed(request), at.key, len(docket.entries))
    now_at = turn(_round(at))
    return _confirm(at, now_at) if request.POST.get(DO) == CONFIRM else _page(at, now_at)


def _key(form: QueryDict) -> str:
    given = form.get(KEY, "")
    return given if KEYS.fullmatch(given) else secrets.token_urlsafe(32)


def _untouched(at: Table) -> HttpResponse:
    """Where somebody was before, its page again with all that was answered."""
    draft = draft_at(place_of(at.mandate, at.docket.number, Determine))
    if draft is None:
        return _page(at, first(_round(at)))
    form = QueryDict(mutable=True)
    form.update({**draft.typed, "show": draft.typed.get("show") or draft.typed.get("page", "")})
    again = replace(at, form=form, key=draft.key if KEYS.fullmatch(draft.key) else at.key)
    return _page(again, turn(_round(again)))


def _page(at: Table, now: Turn) -> HttpResponse:
    """A page of questions, of the next part where this one is done, or the outcome of all."""
    if now.screen is None and not now.still and at.place + 1 < len(at.parts):
        following = replace(at, form=_next_part(at, now.sent))
        return question_page(_round(following), first(_round(following)))
    return question_page(_round(at), now) if now.screen else _outcome(at, now)


def _round(at: Table) -> Round:
    held = held_for(at.docket, at.mandate, at.line)
    context = {**_frame(at), "lines": held.lines, "usual": held.bank}
    return Round(request=at.request, form=at.form, rules=at.rules, template="web/desk/question.html", controls=_no_question,
                 proposed=held.usual, assumed=held.assumed, context=context)  # fmt: skip


def _no_question(name: str) -> bool:
    return name in CONTROLS or name.startswith(("desk-", REASONS)) or name == "csrfmiddlewaretoken" or DONE.fullmatch(name) is not None


def _next_part(at: Table, sent: Sent) -> QueryDict:
    """The form with this part's answers put aside and the next one's turn."""
    form = QueryDict(mutable=True)
    form.update({**dict(_done(at.form)), **{f"p{at.place}-{id}": text for id, text in carried(sent.answers)}})
    form.update({PART: str(at.place + 1), LINE: at.line})
    return form


def _done(form: QueryDict) -> list[tuple[str, str]]:
    return [(name, str(form[name])) for name in form if DONE.fullmatch(name)]


def _frame(at: Table) -> dict[str, Any]:
    several = len(at.parts) > 1
    along = [(PART, str(at.place)), (KEY, at.key), (MARK, mark(at.request, place_of(at.mandate, at.docket.number, Determine), Determine))]
    return {
        "number": at.docket.number, "path": at.path, "back_to": reverse("desk-docket", args=[at.docket.number]),
        "about": heading(at.docket.line), "part": at.parts[at.place] if several else "", "part_place": at.place + 1,
        "parts_count": len(at.parts), "along": [*along, *_done(at.form)], "line": at.line,
    }  # fmt: skip


def _answers(at: Table, heard: Mapping[str, Answer]) -> list[tuple[str, Mapping[str, Answer]]]:
    """Each part with the answers that count: of the parts before, as they were sent along."""
    return [*((name, _before(at, place)) for place, name in enumerate(at.parts[: at.place])), (at.parts[at.place], heard)]


def _before(at: Table, place: int) -> Mapping[str, Answer]:
    form = QueryDict(mutable=True)
    form.update({name.partition("-")[2]: value for name, value in _done(at.form) if name.startswith(f"p{place}-")})
    form.update({"show": OUTCOME, LINE: at.line})
    return turn(_round(replace(at, form=form))).heard


def _outcome(
    at: Table, now_at: Turn, *, refused: Refusal | None = None, number: str = "", status: int = 200, errors: Sequence[Wrong] = ()
) -> HttpResponse:
    """What the answers come to, who has to confirm it with reasons, and one button."""
    sent, heard, still = now_at.sent, now_at.heard, now_at.still
    answers = _answers(at, heard)
    found = determine_by(at.rules, [(name, given) for name, given in answers])
    held, now = held_for(at.docket, at.mandate, at.line), clock.now()
    assumed = {id: answer for id, answer in held.assumed.items() if id in heard and id not in sent.answers}
    words = Determine.title_words.within(language())
    back = reverse("desk-docket", args=[at.docket.number])
    why = why_not(words, refused.grounds, number, now, at.mandate, back=back, own=at.docket.number, more=refused.more) if refused else None
    context = {
        **_frame(at), "carried": carried(sent.answers), "outcomes": _shown(at, found, answers), "whole": len(at.parts) > 1,
        "answered": list(answers_shown(at.rules, {id: heard[id] for id in heard if id not in assumed})),
        "assumed": [(one, held.sources.get(id, "")) for id in assumed for one in answers_shown(at.rules, {id: assumed[id]})],
        "open": screen_of(at.rules, still[0]).key if still else "", "open_count": len(still),
        "weighed": any(part.provisional and part.outcome != at.rules.weighing.otherwise for part in found.parts),
        "reasons": _reasons(at.form), "why": why, "law": _law(at),
        "day": at.rules.law.act_day, "errors": errors,
    }  # fmt: skip
    return render(at.request, "web/desk/outcome.html", context, status=status)


def _shown(at: Table, found: Determination, answers: list[tuple[str, Mapping[str, Answer]]]) -> list[tuple[str, Any]]:
    pairs = zip(answers, found.parts, strict=True)
    return [(name if len(at.parts) > 1 else "", outcome_shown(at.rules, part, given)) for (name, given), part in pairs]


def _reasons(form: QueryDict) -> list[tuple[str, str, str]]:
    """The box for each language, that of the page first."""
    named = {"zh": ("zh-Hans", _("in Chinese")), "en": ("en", _("in English"))}
    first = sorted(named, key=lambda spoken: spoken != language())
    return [(f"{REASONS}{spoken}", named[spoken][0], form.get(f"{REASONS}{spoken}", "")) for spoken in first]


def _law(at: Table) -> list[Any]:
    today = calendar().day(clock.now())
    rows = (book().rows[id].at(today) for id in BY_KIND["need"].steps[Determine].under if id in book().rows)
    return [row for row in rows if row.holds(today)][:1]


def _confirm(at: Table, now_at: Turn) -> HttpResponseBase:
    """Weighed once more by the clerk; refused with every ground, or entered and on to the next page."""
    if now_at.screen or now_at.still:
        return _page(at, now_at)  # an answer that does not fit, or is missing: its page again
    heard = now_at.heard
    given = {spoken: at.form.get(f"{REASONS}{spoken}", "").strip() or None for spoken in ("zh", "en")}
    asked = Determine(
        parts=tuple(PartAnswers(part=name, answers=answers) for name, answers in _answers(at, heard)), occasion=Slug("first"),
        reasons=Wording(**given) if any(given.values()) else None,
    )  # fmt: skip
    now = clock.arrived(at.request.META)
    try:
        told = put(clock.this_office(), at.docket.number, asked, at.mandate, happened=calendar().local(now), entered=now, key=at.key)
    except RefusedTooOftenError as error:
        return later(_outcome(at, now_at, errors=[Wrong("", refused_too_often(error.until))]), error.until, now)
    except KeyReusedError:
        return redirect("desk-docket", number=at.docket.number)  # pressed again after other answers were confirmed
    if not isinstance(told, Entered):
        return _outcome(at, now_at, refused=told.refusal, number=told.number, status=told.refusal.status)
    discard(place_of(at.mandate, at.docket.number, Determine))
    if at.line:
        note(told.docket, line=at.line)
    return tell(at.request, entered_words(Determine.title_words.within(language()), told), _onward(told), receipt_link(told))


def _onward(told: Entered) -> str:
    """To the plan of the first part that is a service and waits for nothing; else back to the docket."""
    act: Any = told.entries[0].act
    part = next((one for one in act.parts if one.outcome == "SERVICE" and not one.holds), None)
    if part is None:
        return reverse("desk-docket", args=[told.docket])
    return f"{reverse('desk-new', args=['procurement', 'file-plan'])}?{urlencode({'need': told.docket, 'part': part.part})}"
