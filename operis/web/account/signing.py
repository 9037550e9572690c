"""How does one sign in and out, and choose the mandate under which one acts? A mandate is no second sign-in."""


from django.conf import settings
from django.contrib.auth import logout
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from operis.accounts.log import Event, event
from operis.accounts.sessions import Ended
from operis.web.account.counting import WAIT, TooOftenError, TooSoonError
from operis.web.account.demonstration import cast
from operis.web.account.entering import ENDED, answer_of, cleared, half_in, later, let_in, onward, to_sign_in
from operis.web.account.fields import CODE, CREDENTIAL, EMAIL, PASSWORD, code_field, email_field, errors_of, password_field, too_long
from operis.web.account.proof import by_code, by_passkey, by_password
from operis.web.account.who import GRANT, chosen, grants, held_back, person, words_of
from operis.web.components.errors import Wrong

MANDATE = "mandate"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """The same words for an address that is not here and for a wrong password, so that nobody learns who has an account."""
    if request.method != "POST":
        return redirect(onward(request)) if person(request) else sign_in_page(request)
    email, password, signed = (request.POST.get(name, "") for name in (EMAIL, PASSWORD, CREDENTIAL))
    if signed:
        user = by_passkey(request, answer_of(signed) or {})
        if user is None:
            event(Event.SIGN_IN_FAILED, way="passkey")
            return sign_in_page(request, {"": _("This passkey is not known here, or took too long. Try again, or sign in in another way.")})
        return let_in(request, user, onward(request), "passkey", strong=True)
    wrong = {EMAIL: "" if email.strip() else _("Enter your e-mail address."), PASSWORD: "" if password else _("Enter your password.")}
    if any(wrong.values()):
        return sign_in_page(request, wrong, email)
    try:
        user = None if too_long(email, password) else by_password(request, email, password)
    except TooOftenError as fault:
        ticket = fault.ticket if isinstance(fault, TooSoonError) else ""
        return later(sign_in_page(request, {EMAIL: fault.says}, email, status=429, ticket=ticket), fault)
    if user is None:
        return sign_in_page(request, {EMAIL: _("E-mail address and password do not fit together. Check both.")}, email)
    return let_in(request, user, onward(request), "password")


def sign_in_page(
    request: HttpRequest, wrong: dict[str, str] | None = None, email: str = "", status: int = 422, ticket: str = ""
) -> HttpResponse:
    wrong = {at: says for at, says in (wrong or {}).items() if says}
    context = {
        "parts": (email_field(email, wrong.get(EMAIL, "")), password_field(wrong.get(PASSWORD, ""))), "errors": errors_of(wrong),
        "onward": onward(request), "other_site": settings.OPERIS_OIDC_NAME if settings.OPERIS_OIDC_ISSUER else "",
        "wait": WAIT, "ticket": ticket, "ended": why_ended(request), "cast": cast(),
    }  # fmt: skip
    return render(request, "web/account/sign_in.html", context, status=status if wrong else 200)


def why_ended(request: HttpRequest) -> str:
    """Who was signed in and is asked again is told why; others see nothing."""
    match request.GET.get(ENDED):
        case Ended.AHEAD.value:
            return _("You were signed in while the clock of this site ran ahead. It has been set since, which ended that. Sign in again.")
        case Ended.OVER.value:
            says = _("You were signed out: an hour had passed without a page, or {hours} hours since you signed in. Sign in again.")
            return says.format(hours=settings.OPERIS_SESSION_HOURS)
    return ""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    """A code, or a passkey, of whose password was right."""
    user = half_in(request)
    if user is None:
        return to_sign_in(request, onward(request))
    if request.method != "POST":
        return _second_page(request)
    typed, signed = request.POST.get(CODE, ""), request.POST.get(CREDENTIAL, "")
    if signed:
        right, wrong = by_passkey(request, answer_of(signed) or {}) == user, _("This passkey is not yours, or took too long. Try again.")
        if not right:
            event(Event.SECOND_STEP_FAILED, who=user.pk, way="passkey")
    elif not typed.strip():
        right, wrong = False, _("Enter a code.")
    else:
        try:
            right, wrong = not too_long(typed) and by_code(request, user, typed), _wrong_code()
        except TooOftenError as fault:
            return later(_second_page(request, fault.says, status=429), fault)
    way = "password and passkey" if signed else "password and code"
    return let_in(request, user, onward(request), way, strong=True) if right else _second_page(request, wrong)


def _wrong_code() -> str:
    return _("This code is not right, or was used before. Wait for the next one.")


def _second_page(request: HttpRequest, wrong: str = "", status: int = 422) -> HttpResponse:
    hint = _("The six digits that your authenticator shows, or one of your recovery codes.")
    context = {"parts": (code_field(wrong, hint),), "errors": errors_of({CODE: wrong} if wrong else {}), "onward": onward(request)}
    return render(request, "web/account/second.html", context, status=status if wrong else 200)


@never_cache
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    if (user := person(request)) is not None:
        event(Event.SIGNED_OUT, who=user.pk)
    logout(request)
    return cleared(redirect("home"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose_mandate(request: HttpRequest) -> HttpResponseBase:
    """Under which of one's mandates one acts from now on."""
    if person(request) is None:
        return to_sign_in(request, reverse("mandate"))
    held, errors = grants(request), list[Wrong]()
    if request.method == "POST":
        wanted = next((one for one in held if str(one.pk) == request.POST.get(MANDATE, "")), None)
        if wanted is not None:
            request.session[GRANT] = wanted.pk
            event(Event.MANDATE_CHOSEN, mandate=wanted.pk, office=wanted.office_id, for_body=wanted.for_body)
            return redirect(request.path if held_back(request, wanted) else onward(request))
        errors = [Wrong("f-mandate-1", _("Choose the mandate."))]
    now = chosen(request)
    prefetch_related_objects(held, "stands_for")
    choices = [(one.pk, words_of(one), now is not None and one.pk == now.pk, one.last, one.stands_for, one.written) for one in held]
    context = {"choices": choices, "errors": errors, "onward": onward(request), "held_back": now is not None and held_back(request, now)}
    return render(request, "web/account/mandate.html", context, status=422 if errors else 200)
