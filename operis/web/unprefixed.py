"""Which addresses stand without a language? The permanent ones that are printed, and those that machines ask for."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from operis.web.account.other import other_site_back
from operis.web.bidding.sealed.pieces import form_file, piece_come, pieces_begun
from operis.web.bidding.sealed.sending import sealed_sent
from operis.web.colours import colours
from operis.web.holding.script import keys_script
from operis.web.public.documents import document
from operis.web.public.feeds import closings, notices_feed
from operis.web.public.log import checkpoint, key, tile
from operis.web.public.machines import security, sitemap
from operis.web.public.processes import record_download
from operis.web.public.rules import rule_or_404
from operis.web.public.source import source
from operis.web.public.verify import RECOMPUTE, TOGETHER, VERIFIER, law_file, program
from operis.web.reading.dockets import shown_or_404
from operis.web.ready import healthz, readyz
from operis.web.seal import NAME, seal_file, seal_page

YEAR_SECONDS = 365 * 24 * 60 * 60


@require_safe
def permanent_rule(request: HttpRequest, id: str) -> HttpResponse:
    """`/r/GPL-35`: the only address of a rule that is printed; leads on in the reader's language."""
    answer = redirect(reverse("rule", args=[rule_or_404(id).id]))
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


@require_safe
def size(request: HttpRequest, view: str) -> HttpResponse:
    """Large text or normal text, then back to the page where the reader was."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    answer = HttpResponseRedirect(came_from if ours else reverse("home"))
    answer.set_cookie(
        settings.VIEW_COOKIE_NAME, view, max_age=YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
    )
    return answer


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read by machines; only the switch of the text size is no page."""
    found = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nDisallow: /view/\nSitemap: {found}\n", content_type="text/plain; charset=utf-8")


def permanent(name: str) -> Callable[[HttpRequest, str], HttpResponse]:
    """`/p/NUMBER`, `/n/NUMBER`: the printed address of a page, which leads on in the reader's language."""

    @require_safe
    def view(request: HttpRequest, number: str) -> HttpResponse:
        answer = redirect(reverse(name, args=[shown_or_404(number).number]))
        patch_vary_headers(answer, ("Accept-Language", "Cookie"))
        return answer

    return view


@require_safe
def permanent_seal(request: HttpRequest, code: str) -> HttpResponse:
    """`/v/CODE?number=...`: leads to the page Verify with the box filled in."""
    answer = redirect(f"{reverse('verify')}?{urlencode({'number': request.GET.get('number', ''), 'code': code})}")
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


urlpatterns: list[URLPattern | URLResolver] = [
    path("r/<str:id>", permanent_rule, name="permanent-rule"),
    path("r/<str:id>/", permanent_rule),
    path("p/<str:number>", permanent("process"), name="permanent-process"),
    path("n/<str:number>", permanent("notice"), name="permanent-notice"),
    path("v/<str:code>", permanent_seal, name="permanent-seal"),
    path("processes/<str:number>/record.jsonl", record_download, name="record"),
    path("processes/<str:number>/documents/<str:sha256>", document, name="document"),
    path("log/checkpoint", checkpoint, name="checkpoint"),
    path("log/key", key, name="log-key"),
    path("log/tile/<path:path>", tile, name="tile"),
    path("view/large", size, {"view": "large"}, name="view-large"),
    path("view/normal", size, {"view": "normal"}, name="view-normal"),
    path(f"verify/{VERIFIER.name}", program, {"name": VERIFIER.name}, name="verifier"),
    *(path(f"verify/{name}", program, {"name": name}, name=name) for name in (*RECOMPUTE, *TOGETHER)),
    path("verify/law/<str:digest>.json", law_file, name="law-file"),
    path("keys.js", keys_script, name="keys-script"),
    path("seal/", seal_page, name="seal"),
    path(f"seal/{NAME}", seal_file, name="seal-file"),
    path("supply/seal/<str:number>/<str:lot>/form.json", form_file, name="sealed-form"),
    path("supply/seal/<str:number>/<str:lot>/pieces/", pieces_begun, name="sealed-pieces"),
    path("supply/seal/<str:number>/<str:lot>/pieces/<str:upload>/", piece_come, name="sealed-piece"),
    path("supply/seal/<str:number>/<str:lot>/send/", sealed_sent, name="sealed-send"),
    path("account/back", other_site_back, name="other-site-back"),
    path("feeds/notices.atom", notices_feed, name="notices-feed"),
    path("calendar/closings.ics", closings, name="closings"),
    path("healthz", healthz),
    path("readyz", readyz),
    path("robots.txt", robots),
    path("colours.css", colours, name="colours"),
    path("source.tar.gz", source, name="source"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path(".well-known/security.txt", security, name="security"),
]
