"""Who comes to the desk? Somebody signed in who has chosen a mandate; a docket is there for whoever may look into it."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from operis.core.mandates import Mandate
from operis.dockets.kinds import KINDS, secret_kinds
from operis.dockets.secrecy import may_look
from operis.documents.kinds import kind_words
from operis.ledger import read
from operis.ledger.states import state_above
from operis.registers import models
from operis.web.account.entering import NEXT, to_sign_in
from operis.web.account.who import acting, person
from operis.web.desk.begun import rescued
from operis.web.reading.dockets import Shown, title_of, titled

P = ParamSpec("P")


def with_mandate(
    view: Callable[Concatenate[HttpRequest, Mandate, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page of the desk: who is not signed in, or has not chosen, is asked first and comes back here."""

    def entered(request: HttpRequest, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        mandate = acting(request)
        if mandate is None:
            held = rescued(request) if request.method == "POST" else None
            if held is not None:
                return held
            if person(request) is None:
                return to_sign_in(request, request.get_full_path())
            return redirect(f"{reverse('mandate')}?{urlencode({NEXT: request.get_full_path()})}")
        return view(request, mandate, *args, **names)

    update_wrapper(entered, view)
    return never_cache(entered)


def docket_for(number: str, mandate: Mandate) -> Shown:
    """The docket of that number; what is not there and what is not for this mandate give the same answer."""
    line = models.Docket.objects.filter(number=number.upper()).first()
    if line is None or line.kind not in KINDS:
        raise Http404(number)
    docket = Shown(line, tuple(read.entries(line.number)))
    if line.kind in secret_kinds() and not may_look(docket.state, state_above(docket.state), mandate):
        raise Http404(number)
    return docket


def heading(line: models.Docket) -> str:
    """What is wanted, or the kind of docket where nothing has a title."""
    title = title_of(line)
    return titled(line, title) if title is not None else kind_words(line.kind)
