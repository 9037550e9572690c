"""Is it still the same person? Asked before what cannot be undone, and of who comes back to a form after the session has ended.

Both are asked on the page where one is, and what was typed waits in it, unseen: the proof comes with it, is taken off, and the view
goes on as if nothing had been in between. Nothing that was typed is kept on the server.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from operis.accounts.codes import has_codes
from operis.accounts.models import Linked, User
from operis.accounts.passkeys import has_passkey
from operis.accounts.ways import has_second_step
from operis.web.account.entering import answer_of, later
from operis.web.account.fields import code_field, email_field, errors_of, password_field, too_long
from operis.web.account.proof import TooOftenError, by_code, by_passkey, by_password, is_fresh, proved, sign_in_as
from operis.web.account.who import GRANT, chosen, grants, person, words_of
from operis.web.components.form import Part

AGAIN = "again"
EMAIL, PASSWORD, CODE, SIGNED, MANDATE = (f"{AGAIN}-{name}" for name in ("email", "password", "code", "credential", "mandate"))
OWN = frozenset({AGAIN, EMAIL, PASSWORD, CODE, SIGNED, MANDATE, "csrfmiddlewaretoken"})


class Wrong(Exception):
    """What was given proves nothing: the field, and the words beside it."""

    def __init__(self, at: str, says: str) -> None:
        super().__init__(says)
        self.told = {at: says}


def needs_again(request: HttpRequest) -> HttpResponseBase | None:
    """The page that asks for a proof, where the last one is too old; None to go on. Call it before reading what was sent."""
    user = person(request)
    if user is None:
        raise ValueError("needs_again is for pages of who is signed in")
    if not is_fresh(request):
        if AGAIN not in request.POST:
            return _page(request, {}, user=user)
        try:
            proved(request, strong=_proof(request, user))
        except Wrong as wrong:
            return _page(request, wrong.told, user=user)
        except TooOftenError as fault:
            return later(_page(request, {PASSWORD: fault.says}, user=user, status=429), fault)
    return _go_on(request)


def come_back(request: HttpRequest, **more: str) -> HttpResponseBase | None:
    """For a form that was sent without a mandate: the page that asks who one is and for whom one acts; None to go on.

    `more` is added to what was typed: the view should show its form again, for somebody else may have come back.
    """
    if person(request) is None:
        if EMAIL not in request.POST and SIGNED not in request.POST:
            return _page(request, {})
        try:
            _enter(request)
        except Wrong as wrong:
            return _page(request, wrong.told)
        except TooOftenError as fault:
            return later(_page(request, {EMAIL: fault.says}, status=429), fault)
    wanted = next((one for one in grants(request) if str(one.pk) == request.POST.get(MANDATE, "")), None)
    if wanted is not None:
        request.session[GRANT] = wanted.pk
    if chosen(request) is None and len(grants(request)) > 1:
        return _page(request, {"": _("Choose the mandate.")} if MANDATE in request.POST else {}, choosing=True)
    return _go_on(request, **more)


def _go_on(request: HttpRequest, **more: str) -> HttpResponseBase | None:
    if AGAIN not in request.POST:
        return None
    if request.POST[AGAIN] == "GET":
        return redirect(request.get_full_path())
    left = request.POST.copy()
    for name in OWN:
        left.pop(name, None)
    left.update(more)
    left._mutable = False
    request.POST = left  # type: ignore[assignment]
    return None


def _proof(request: HttpRequest, user: User) -> bool:
    """Whether it was shown in two steps; Wrong where it was not shown at all."""
    password, code, signed = (request.POST.get(name, "") for name in (PASSWORD, CODE, SIGNED))
    if signed:
        if by_passkey(request, answer_of(signed) or {}) != user:
            raise Wrong("", _("This passkey is not yours, or took too long. Try again."))
        return True
    if code.strip():
        if too_long(code) or not by_code(request, user, code):
            raise Wrong(CODE, _("This code is not right, or was used before. Wait for the next one."))
        return True
    if not password:
        raise Wrong(PASSWORD if user.has_usable_password() else CODE if has_codes(user) else "", _("Show that it is you."))
    if too_long(password) or by_password(request, user.email, password) != user:
        raise Wrong(PASSWORD, _("This is not your password."))
    return False


def _enter(request: HttpRequest) -> None:
    """Sign in, in one go."""
    email, password, code, signed = (request.POST.get(name, "") for name in (EMAIL, PASSWORD, CODE, SIGNED))
    user = by_passkey(request, answer_of(signed) or {}) if signed else None
    if user is not None:
        return sign_in_as(request, user, strong=True)
    user = None if signed or too_long(email, password, code) else by_password(request, email, password)
    if user is None:
        raise Wrong(EMAIL, _("E-mail address and password do not fit together. Check both."))
    second = has_second_step(user)
    if second and not by_code(request, user, code):
        raise Wrong(
            CODE, _("Enter a code.") if not code.strip() else _("This code is not right, or was used before. Wait for the next one.")
        )
    return sign_in_as(request, user, strong=second)


def _page(
    request: HttpRequest, wrong: dict[str, str], *, user: User | None = None, choosing: bool = False, status: int = 422
) -> HttpResponse:
    kept = [(name, one) for name, values in request.POST.lists() if name not in OWN for one in values]
    linked = (
        user is not None and settings.OPERIS_OIDC_ISSUER and Linked.objects.filter(user=user, issuer=settings.OPERIS_OIDC_ISSUER).exists()
    )
    context = {
        "parts": () if choosing else _parts(request, wrong, user), "errors": errors_of(wrong), "kept": kept, "files": [*request.FILES],
        "method": request.POST.get(AGAIN, request.method), "address": request.get_full_path(), "user": user, "choosing": choosing,
        "choices": [(one.pk, words_of(one)) for one in grants(request)] if choosing else [],
        "passkey": not choosing and (user is None or has_passkey(user)), "minutes": settings.OPERIS_PROOF_MINUTES,
        "other_site": settings.OPERIS_OIDC_NAME if linked else "",
    }  # fmt: skip
    return render(request, "web/account/again.html", context, status=status if wrong else 200)


def _parts(request: HttpRequest, wrong: dict[str, str], user: User | None) -> tuple[Part, ...]:
    found: list[Part] = []
    if user is None:
        found.append(email_field(request.POST.get(EMAIL, ""), wrong.get(EMAIL, ""), name=EMAIL))
    if user is None or user.has_usable_password():
        found.append(password_field(wrong.get(PASSWORD, ""), name=PASSWORD))
    if user is None or has_codes(user):
        hint = _("Instead of the password.") if user else _("Only if you have set up codes: yours of now, or a recovery code.")
        found.append(code_field(wrong.get(CODE, ""), hint, name=CODE))
    return tuple(found)
