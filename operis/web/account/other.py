"""How does one sign in by another site? Sent there and back; only who has an account here gets in."""

import logging
from dataclasses import asdict

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from operis.accounts import oidc
from operis.accounts.log import Event, event
from operis.web.account.entering import let_in, onward, safe
from operis.web.account.proof import proved, taken
from operis.web.account.signing import sign_in_page
from operis.web.account.who import person

ASKED, WANTED = "other-site", "next"

log = logging.getLogger("operis.web")


@never_cache
@require_safe
def other_site(request: HttpRequest) -> HttpResponseBase:
    """A link, not a form: the policy of the page lets no form lead to another site."""
    asked, address = oidc.Asked.new(anew=person(request) is not None), _back(request)
    try:
        there = oidc.begin(_provider(), address, asked)
    except oidc.OtherSiteError as fault:
        return _failed(request, fault)
    request.session[ASKED] = {**asdict(asked), WANTED: onward(request)}
    return redirect(there)


@never_cache
@require_safe
def other_site_back(request: HttpRequest) -> HttpResponseBase:
    kept, now = taken(request, ASKED), timezone.now()
    if kept is None:
        return redirect("sign-in")
    wanted = safe(request, kept.pop(WANTED))
    try:
        told = oidc.finish(_provider(), _back(request), oidc.Asked(**kept), {name: str(one) for name, one in request.GET.items()}, now)
    except oidc.OtherSiteError as fault:
        return _failed(request, fault)
    user = oidc.person(told, now)
    if user is None:
        event(Event.SIGN_IN_FAILED, way="other-site")
        says = _(
            "{site} knows you, but there is no account here for you. Whoever runs this site gives accounts to the people of an office."
        )
        return sign_in_page(request, {"": says.format(site=settings.OPERIS_OIDC_NAME)}, status=403)
    if person(request) == user and kept["anew"]:  # for a page in another tab, whose form stays as it is
        proved(request, strong=told.strong)
        return redirect(wanted)
    return let_in(request, user, wanted, "other-site", strong=told.strong)


def _provider() -> oidc.Provider:
    if not settings.OPERIS_OIDC_ISSUER:
        raise Http404("no other site is set")
    return oidc.Provider(settings.OPERIS_OIDC_ISSUER, settings.OPERIS_OIDC_CLIENT, settings.OPERIS_OIDC_SECRET)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("other-site-back"))


def _failed(request: HttpRequest, fault: oidc.OtherSiteError) -> HttpResponseBase:
    log.warning("signing in by another site failed", extra={"facts": {"issuer": settings.OPERIS_OIDC_ISSUER, "why": str(fault)}})
    event(Event.SIGN_IN_FAILED, way="other-site")
    says = _("Signing in by {site} did not work. Try again, or sign in in another way.")
    return sign_in_page(request, {"": says.format(site=settings.OPERIS_OIDC_NAME)}, status=503)
