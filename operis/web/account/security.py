"""By which ways do I sign in, and where am I signed in? One's own ways and browsers, each of which one can end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis.accounts.codes import has_codes, recovery_left
from operis.accounts.log import Event, event
from operis.accounts.models import Linked, OneTime, Passkey, Session, User
from operis.accounts.sessions import row_key, still_open
from operis.accounts.ways import end_sessions, forget_recovery_if_alone
from operis.web.account.demonstration import is_invented
from operis.web.account.entry import signed_in_page
from operis.web.account.recent import needs_again
from operis.web.told import tell

DO, WHICH = "do", "which"
NO_CODES, NO_PASSKEY, NO_LINK = "no-codes", "no-passkey", "no-link"
"""What takes a way of signing in away, and is not for whoever finds the browser open."""
SHORT = 16


@dataclass(frozen=True, slots=True)
class Seat:
    """A browser in which one is signed in, by the beginning of the digest of its key."""

    name: str
    browser: str
    place: str
    first: datetime | None
    last: datetime
    here: bool


@never_cache
@signed_in_page
@require_http_methods(["GET", "HEAD", "POST"])
def security_page(request: HttpRequest, user: User) -> HttpResponseBase:
    if is_invented(user):
        return render(request, "web/account/security.html", {"invented": True})
    if request.method != "POST":
        return render(request, "web/account/security.html", _context(request, user))
    if request.POST.get(DO) in (NO_CODES, NO_PASSKEY, NO_LINK) and (again := needs_again(request)):
        return again
    return tell(request, _done(request, user), reverse("security"))


def _done(request: HttpRequest, user: User) -> str:
    which = request.POST.get(WHICH, "")
    match request.POST.get(DO):
        case "end":
            ended = [one for one in _sessions(user) if _name(one) == which and one.session_key != row_key(request.session.session_key)]
            Session.objects.filter(pk__in=[one.pk for one in ended]).delete()
            event(Event.OTHERS_SIGNED_OUT, count=len(ended))
            return _("That browser is signed out.")
        case "end-all":
            event(Event.OTHERS_SIGNED_OUT, count=end_sessions(user, keep=request.session.session_key))
            return _("All other browsers are signed out.")
        case "no-codes":
            OneTime.objects.filter(user=user).delete()
            event(Event.CODES_REMOVED)
            forget_recovery_if_alone(user)
            return _("One-time codes are switched off.")
        case "no-passkey":
            gone, _each = Passkey.objects.filter(user=user, pk=int(which) if which.isascii() and which.isdigit() else 0).delete()
            event(Event.PASSKEY_REMOVED, count=gone)
            forget_recovery_if_alone(user)
            return _("The passkey is removed. Remove it from your device too.")
        case "no-link":
            Linked.objects.filter(user=user).delete()
            event(Event.LINK_REMOVED)
            return _("The link is removed. Signing in there with the same address makes it again.")
    return ""


def _context(request: HttpRequest, user: User) -> dict[str, object]:
    here = row_key(request.session.session_key)
    seats = [Seat(_name(one), one.browser, one.place, one.first, _last(one), one.session_key == here) for one in _sessions(user)]
    return {
        "password": user.has_usable_password(), "codes": has_codes(user), "recovery_left": recovery_left(user),
        "passkeys": Passkey.objects.filter(user=user).order_by("made"), "linked": Linked.objects.filter(user=user).exists(),
        "other_site": settings.OPERIS_OIDC_NAME if settings.OPERIS_OIDC_ISSUER else "",
        "seats": sorted(seats, key=lambda one: (one.here, one.last), reverse=True),
    }  # fmt: skip


def _sessions(user: User) -> list[Session]:
    return list(Session.objects.filter(still_open(timezone.now()), user=user))


def _last(one: Session) -> datetime:
    """Each page moves the end of a session ahead."""
    return one.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _name(one: Session) -> str:
    return one.session_key[:SHORT]
