"""How does one reach those who act for an organisation that is on file? By a letter to them; who they are is not told."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis.accounts.models import Grant
from operis.core.mandates import Role
from operis.mail.queue import ADDRESS_MAX, is_address
from operis.registers import models
from operis.rules.numbers import INDIVIDUAL
from operis.web.account.counting import TooOftenError, may_send
from operis.web.account.entering import later
from operis.web.account.fields import EMAIL, errors_of, field
from operis.web.account.who import person
from operis.web.lawbook import today
from operis.web.register.letter import send_request
from operis.web.register.people import held
from operis.web.register.written import begun, read

LETTERS_MAX = 3
"""To no more people goes what a stranger asks for."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asking_page(request: HttpRequest) -> HttpResponseBase:
    """The organisation is that whose number was written; of an individual there is nobody else to ask."""
    written = read(begun(request))
    there = written.taken
    if there is None or written.nature == INDIVIDUAL:
        return redirect("register")
    user = person(request)
    email = (user.email if user else request.POST.get(EMAIL, "")).strip().lower()[: ADDRESS_MAX + 1]
    if request.method != "POST":
        return _page(request, there, email, "")
    if not is_address(email):
        return _page(request, there, email, _("This is no e-mail address. Enter one like name@example.com."))
    try:
        may_send(request, email)
    except TooOftenError as fault:
        return later(_page(request, there, email, _("Too many letters were asked for. Try again in an hour."), 429), fault)
    for one in _people(there)[:LETTERS_MAX]:
        send_request(request, one.user.email, email)
    return render(request, "web/register/asked.html", {"email": email})


def _people(there: models.Party) -> list[Grant]:
    """Who acts for it today, the first first."""
    return list(held(today(), office__body=there.key, office__role=str(Role.SUPPLIER)))


def _page(request: HttpRequest, there: models.Party, email: str, wrong: str, status: int = 422) -> HttpResponse:
    asks = field(EMAIL, _("Your e-mail address"), value=email, wrong=wrong, autocomplete="email", spellcheck="false",
                 autocapitalize="none", inputmode="email")  # fmt: skip
    context = {"parts": (asks,), "errors": errors_of({EMAIL: wrong} if wrong else {}), "anybody": bool(_people(there))}
    return render(request, "web/register/ask.html", context, status=status if wrong else 200)
