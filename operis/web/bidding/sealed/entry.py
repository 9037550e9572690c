"""Who seals a bid elsewhere? The bidder itself, signed in as on its pages; what asks is a script, and it is told why not in words."""

import re
from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from operis.core.mandates import Mandate
from operis.web.account.who import acting, person
from operis.web.bidding.sitting import Bidding, bidding

P = ParamSpec("P")
DIGEST = re.compile(r"[0-9a-f]{64}")


def no(says: str, status: int = 422, **more: object) -> JsonResponse:
    """Why not, in the reader's words."""
    return JsonResponse({"says": says, **more}, status=status)


def by_script(
    view: Callable[Concatenate[HttpRequest, Mandate, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """What a page asks for by script: who is not signed in is told so, and nothing is led away."""

    def entered(request: HttpRequest, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        wanted = request.headers.get("Accept-Language", "")
        with override(wanted if wanted in dict(settings.LANGUAGES) else get_language()):  # as the page speaks, whatever others did before
            return answered(request, *args, **names)

    def answered(request: HttpRequest, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        mandate = acting(request)
        if mandate is not None:
            return view(request, mandate, *args, **names)
        if person(request) is None:
            return no(_("You are not signed in any more. Sign in on another page, and go on here."), 401, sign_in=reverse("sign-in"))
        return no(_("Choose for whom you act on another page, and go on here."), 401, sign_in=reverse("mandate"))

    update_wrapper(entered, view)
    return never_cache(entered)


def sealing(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> Bidding:
    """The bid of a notice whose bids are sealed to key holders; of any other there is no such page."""
    at = bidding(request, mandate, number, lot)
    if at.wanted.keys_digest is None:
        raise Http404(number)
    return at


def named_in(at: Bidding) -> frozenset[str]:
    """The fingerprints that bids of this docket name, those among them that were replaced."""
    return frozenset(entry.act.kept.sha256 for entry in at.docket.entries if entry.act.kept is not None)
