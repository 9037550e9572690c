"""Is it still the same person? Asked before what cannot be undone.

It is asked on the page where one is, and what was typed waits in it, unseen: the proof comes with it, is taken off, and the view goes
on as if nothing had been in between. Nothing that was typed is kept on the server.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from operis.accounts.codes import has_codes
from operis.accounts.log import Event, event
from operis.accounts.models import Linked, User
from operis.accounts.passkeys import has_passkey
from operis.web.account.counting import SessionOverError
from operis.web.account.demonstration import is_invented
from operis.web.account.entering import answer_of, cleared
from operis.web.account.fields import code_field, errors_of, password_field, too_long
from operis.web.account.proof import by_own_code, by_own_password, by_passkey, is_fresh, proved
from operis.web.account.who import person
from operis.web.components.form import Part

AGAIN, TOKEN = "again", "csrfmiddlewaretoken"
PASSWORD, CODE, SIGNED = (f"{AGAIN}-{name}" for name in ("password", "code", "credential"))
OWN = frozenset({AGAIN, PASSWORD, CODE, SIGNED})
"""What comes with a form beside what was typed in it; whoever keeps forms leaves these out."""


class Wrong(Exception):
    """What was given proves nothing: the field, and the words beside it."""

    def __init__(self, at: str, says: str) -> None:
        super().__init__(says)
        self.told = {at: says}


def needs_again(request: HttpRequest) -> HttpResponseBase | None:
    """The page that asks for a proof, where the last one is too old; None to go on. Call it before reading what was sent.

    Whom everybody may be has nothing to show it by.
    """
    user = person(request)
    if user is None:
        raise ValueError("needs_again is for pages of who is signed in")
    if not is_fresh(request) and not is_invented(user):
        if AGAIN not in request.POST:
            return _page(request, user, {})
        try:
            proved(request, strong=_proof(request, user))
        except Wrong as wrong:
            return _page(request, user, wrong.told)
        except SessionOverError:
            return session_over(request)
    return _go_on(request)


def _go_on(request: HttpRequest) -> HttpResponseBase | None:
    if AGAIN not in request.POST:
        return None
    if request.POST[AGAIN] == "GET":
        return redirect(request.get_full_path())
    left = request.POST.copy()
    for name in OWN:
        left.pop(name, None)
    left._mutable = False
    request.POST = left  # type: ignore[assignment]
    return None


def _proof(request: HttpRequest, user: User) -> bool:
    """Whether it was shown in two steps; Wrong where it was not shown at all."""
    password, code, signed = (request.POST.get(name, "") for name in (PASSWORD, CODE, SIGNED))
    if signed:
        if by_passkey(request, answer_of(signed) or {}) != user:
            event(Event.PROOF_FAILED, way="passkey")
            raise Wrong("", _("This passkey is not yours, or took too long. Try again."))
        return True
    if code.strip():
        if too_long(code) or not by_own_code(request, user, code):
            raise Wrong(CODE, _("This code is not right, or was used before. Wait for the next one."))
        return True
    if not password:
        if user.has_usable_password():
            raise Wrong(PASSWORD, _("Enter your password."))
        raise Wrong(CODE if has_codes(user) else "", _("Show that it is you."))
    if too_long(password) or not by_own_password(request, user, password):
        raise Wrong(PASSWORD, _("This is not your password."))
    return False


def session_over(request: HttpRequest, *, keep: bool = True) -> HttpResponse:
    """Signed out after so many proofs that failed; what was typed waits in the page until one has signed in again."""
    event(Event.SESSION_ENDED)
    logout(request)
    context = {"kept": _kept(request) if keep else [], "files": [*request.FILES] if keep else [], "address": request.get_full_path()}
    return cleared(render(request, "web/account/over.html", context, status=403))


def _kept(request: HttpRequest) -> list[tuple[str, object]]:
    return [(name, one) for name, values in request.POST.lists() if name not in OWN and name != TOKEN for one in values]


def _page(request: HttpRequest, user: User, wrong: dict[str, str]) -> HttpResponse:
    issuer = settings.OPERIS_OIDC_ISSUER
    linked = bool(issuer) and Linked.objects.filter(user=user, issuer=issuer).exists()
    context = {
        "parts": tuple(_parts(user, wrong)), "errors": errors_of(wrong), "kept": _kept(request), "files": [*request.FILES],
        "method": request.POST.get(AGAIN, request.method), "address": request.get_full_path(), "passkey": has_passkey(user),
        "minutes": settings.OPERIS_PROOF_MINUTES, "other_site": settings.OPERIS_OIDC_NAME if linked else "",
    }  # fmt: skip
    return render(request, "web/account/again.html", context, status=422 if wrong else 200)


def _parts(user: User, wrong: dict[str, str]) -> Iterator[Part]:
    if user.has_usable_password():
        yield password_field(wrong.get(PASSWORD, ""), name=PASSWORD)
    if has_codes(user):
        yield code_field(wrong.get(CODE, ""), _("Instead of the password."), name=CODE)
