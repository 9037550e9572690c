"""How does one come in once a first proof is given? At once, or by a second step; and then to where one was going."""

import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from operis.accounts.models import Grant, User
from operis.accounts.ways import has_second_step
from operis.web.account.counting import Answer, TooOftenError, remember
from operis.web.account.proof import sign_in_as
from operis.web.account.who import GRANT, chosen, held_back

NEXT, HALF, ENDED = "next", "half", "ended"
HALF_SECONDS = 600


def let_in(
    request: HttpRequest, user: User, onward: str, way: str, *, strong: bool = False, under: Grant | None = None
) -> HttpResponseBase:
    """Who has a second step is asked for it; in the session stands who that is, and that person is not signed in yet."""
    if not strong and has_second_step(user):
        request.session[HALF] = [str(user.pk), time.time()]
        return redirect(f"{reverse('second-step')}?{urlencode({NEXT: onward})}")
    request.session.pop(HALF, None)
    sign_in_as(request, user, way, strong=strong)
    if under is not None:
        request.session[GRANT] = under.pk
    grant = chosen(request)
    leads = onward if grant and not held_back(request, grant) else f"{reverse('mandate')}?{urlencode({NEXT: onward})}"
    return remember(request, user, redirect(leads))


def half_in(request: HttpRequest) -> User | None:
    """Whose first proof was given a moment ago."""
    pk, since = request.session.get(HALF, (None, 0))
    fresh = 0 <= time.time() - since < HALF_SECONDS
    return User.objects.filter(pk=pk, is_active=True).first() if pk and fresh else None


def to_sign_in(request: HttpRequest, onward: str) -> HttpResponseBase:
    """Ask who it is, and then on; with the reason where somebody was signed in, for the answer takes the cookie away that tells it."""
    ended = getattr(request.session, "ended", None)
    why = {ENDED: ended.value} if ended else {}
    return redirect(f"{reverse('sign-in')}?{urlencode({NEXT: onward, **why})}")


def onward(request: HttpRequest) -> str:
    """Where the reader was going; never to another site."""
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return safe(request, asked)


def safe(request: HttpRequest, asked: str) -> str:
    """An address of ours as it stands in links, from the root: a word alone would be taken for the name of a page, and not be found."""
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("desk")


def answer_of(typed: str) -> Mapping[str, object] | None:
    """What a passkey has signed, as the script of the page sends it; None where that is nothing."""
    try:
        told = json.loads(typed)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def later(answer: HttpResponse, fault: TooOftenError | None) -> HttpResponse:
    """The same page, which says when to try again; programs read it from the head."""
    if fault is not None:
        answer.headers["Retry-After"] = str(fault.seconds)
    return answer


def cleared(answer: Answer) -> Answer:
    """The browser forgets what it kept of this site, but for the cookies: that it is known here is no secret of the session."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer
