"""Service or post? The questions for one's own case: one form that carries all answers, so that nothing is kept here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from operis.rules.determination import Rulebook, determine_by, rulebook
from operis.web.lawbook import law
from operis.web.questions.answers import screen_of
from operis.web.questions.outcome import outcome_shown
from operis.web.questions.questioning import OUTCOME, Round, Turn, answers_shown, carried, first, question_page, turn


# Nothing is changed and nothing kept, so that there is nothing to forge: no token, and no cookie for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def try_page(request: HttpRequest) -> HttpResponse:
    rules = rulebook(law())
    around = Round(request=request, form=request.POST, rules=rules, template="web/public/try_question.html")
    now = turn(around) if request.method == "POST" else first(around)
    return question_page(around, now) if now.screen else _outcome(request, rules, now)


def _outcome(request: HttpRequest, rules: Rulebook, at: Turn) -> HttpResponse:
    """The answers that are heard decide; those that are asked for no longer are carried on, should the reader go back."""
    sent, heard, still = at.sent, at.heard, at.still
    [part] = determine_by(rules, [(None, heard)]).parts
    context = {
        "shown": OUTCOME,
        "outcome": outcome_shown(rules, part, heard),
        "carried": carried(sent.answers),
        "answered": list(answers_shown(rules, heard)),
        "open": screen_of(rules, still[0]).key if still else "",
        "open_count": len(still),
        "day": rules.law.act_day,
        "digest": rules.law.digest,
    }
    return render(request, "web/public/try_outcome.html", context)
