"""How does one sign in and out, and choose the mandate under which one acts? By address and password; a mandate is no second sign-in."""

from urllib.parse import urlencode

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from operis.web.account.who import GRANT, chosen, grants, person, words_of
from operis.web.components.errors import Wrong
from operis.web.components.form import Part, described

EMAIL, PASSWORD, NEXT, MANDATE = "email", "password", "next", "mandate"
LONGEST = 1_000


class SignIn(forms.Form):
    """The shape alone: whether they fit together is said of both at once."""

    email = forms.CharField(required=False, max_length=LONGEST)
    password = forms.CharField(required=False, max_length=LONGEST, strip=False)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The same words for an address that is not here and for a wrong password, so that nobody learns who has an account."""
    onward = _onward(request)
    if request.method != "POST":
        return redirect(onward) if person(request) else _page(request, onward, {}, "")
    form, wrong = SignIn(request.POST), dict[str, str]()
    email, password = request.POST.get(EMAIL, ""), request.POST.get(PASSWORD, "")
    if not email.strip():
        wrong[EMAIL] = _("Enter your e-mail address.")
    if not password:
        wrong[PASSWORD] = _("Enter your password.")
    user = authenticate(request, username=email, password=password) if form.is_valid() and not wrong else None
    if user is None:
        return _page(request, onward, wrong or {EMAIL: _("E-mail address and password do not fit together. Check both.")}, email)
    login(request, user)
    return redirect(onward if chosen(request) else _choosing(onward))


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    logout(request)
    return redirect("home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_mandate(request: HttpRequest) -> HttpResponseBase:
    """Under which of one's mandates one acts from now on."""
    onward = _onward(request)
    if person(request) is None:
        return redirect(f"{reverse('sign-in')}?{NEXT}={reverse('mandate')}")
    held, errors = grants(request), list[Wrong]()
    if request.method == "POST":
        wanted = next((one for one in held if str(one.pk) == request.POST.get(MANDATE, "")), None)
        if wanted is not None:
            request.session[GRANT] = wanted.pk
            return redirect(onward)
        errors = [Wrong("f-mandate-1", _("Choose the mandate."))]
    now = chosen(request)
    choices = [(one.pk, words_of(one), now is not None and one.pk == now.pk, one.last) for one in held]
    context = {"choices": choices, "errors": errors, "onward": onward}
    return render(request, "web/account/mandate.html", context, status=422 if errors else 200)


def _page(request: HttpRequest, onward: str, wrong: dict[str, str], email: str) -> HttpResponse:
    errors = [Wrong(f"f-{at}", says) for at, says in wrong.items()]
    context = {"parts": _parts(wrong, email), "errors": errors, "onward": onward}
    return render(request, "web/account/sign_in.html", context, status=422 if errors else 200)


def _parts(wrong: dict[str, str], email: str) -> tuple[Part, Part]:
    """What was typed stays, but for the password."""
    bad = {name: tuple(filter(None, [wrong.get(name)])) for name in (EMAIL, PASSWORD)}
    address = {"id": f"f-{EMAIL}", "autocomplete": "username", "spellcheck": "false", "autocapitalize": "none", "inputmode": "email"}
    secret = {"id": f"f-{PASSWORD}", "autocomplete": "current-password"}
    drawn = (
        forms.TextInput().render(EMAIL, email, {**address, **described(EMAIL, (), bad[EMAIL])}),
        forms.PasswordInput().render(PASSWORD, None, {**secret, **described(PASSWORD, (), bad[PASSWORD])}),
    )
    return (
        Part(name=EMAIL, label=_("E-mail address"), wrong=bad[EMAIL], input=drawn[0]),
        Part(name=PASSWORD, label=_("Password"), wrong=bad[PASSWORD], input=drawn[1]),
    )


def _onward(request: HttpRequest) -> str:
    """Where the reader was going; never to another site."""
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else reverse("desk")


def _choosing(onward: str) -> str:
    return f"{reverse('mandate')}?{urlencode({NEXT: onward})}"
