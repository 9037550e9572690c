"""What is a browser asked to do with its passkeys? The script of the page fetches it, and sends what the device has signed in a form."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from operis.accounts import passkeys
from operis.web.account.entering import half_in
from operis.web.account.proof import ASKED_KEY, host, is_fresh
from operis.web.account.who import person

MAKE = "make"


@never_cache
@require_POST
def passkey_asked(request: HttpRequest) -> HttpResponse:
    """To make a key, for who has just shown who it is; else to sign with one: any, or one of whom is already known."""
    user = person(request)
    if request.POST.get("kind") == MAKE:
        if user is None or not is_fresh(request):
            return JsonResponse({}, status=403)
        asked, state = passkeys.begin_registering(user, host(request), settings.OPERIS_SITE_NAME)
    else:
        asked, state = passkeys.begin_proving(host(request), user or half_in(request))
    request.session[ASKED_KEY] = state
    return JsonResponse(asked)
