"""How does one follow something by mail, without an account? One address, one letter to confirm it, one press to end it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from operis import alerts
from operis.alerts import ABOUT, GOOD_FOR, Wish
from operis.documents.shown import language
from operis.mail.queue import ADDRESS_MAX, SUBJECT_MAX, is_address, is_on, send_later
from operis.web.account.counting import TooOftenError, may_send
from operis.web.account.entering import later
from operis.web.account.fields import EMAIL, errors_of, field
from operis.web.components.links import Link

WHAT, LINK = "what", "link"
WHAT_MAX = 200
HOURS = int(GOOD_FOR.total_seconds()) // 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_page(request: HttpRequest) -> HttpResponseBase:
    """Whether the address follows it already is not told: it gets a letter either way."""
    sent = request.POST if request.method == "POST" else request.GET
    what, email = sent.get(WHAT, alerts.ALL)[:WHAT_MAX], sent.get(EMAIL, "").strip().lower()[: ADDRESS_MAX + 1]
    if not what.isprintable() or not alerts.is_there(what):
        raise Http404(what)
    if request.method != "POST" or not is_on():
        return _asks(request, what, "", "")
    if not is_address(email):
        return _asks(request, what, email, _("This is no e-mail address. Enter one like name@example.com."))
    try:
        may_send(request, email)
    except TooOftenError as fault:
        return later(_asks(request, what, email, _("Too many letters were asked for. Try again in an hour."), 429), fault)
    if not alerts.has_room():
        return _asks(request, what, email, _("Too many letters were asked for. Try again in an hour."), 429)
    _send(request, Wish(email, what, language()))
    return _told(request, "sent", what, email=email)


def _send(request: HttpRequest, wish: Wish) -> None:
    """Nothing in it that a stranger has written."""
    site, name = request.get_host(), alerts.name_of(wish.what)
    lines = (
        _("Somebody, most likely you, wants letters about what is new of this on {site}: {name}").format(site=site, name=name),
        _("Open this link and press the button; then at most one letter a day comes:"),
        f"{request.build_absolute_uri(reverse('follow-confirm'))}?{LINK}={wish.link}",
        _("The link is good for {count} hours.").format(count=HOURS),
        _("Was it not you? Then do nothing: your address is not kept."),
    )
    subject = _("Confirm that you want letters: {name}").format(name=name)[:SUBJECT_MAX]
    send_later(wish.to, subject, "\n\n".join(lines), language=wish.language, about=ABOUT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest) -> HttpResponseBase:
    """The button is pressed by a person: programs that look through mail open links too."""
    sent = request.POST if request.method == "POST" else request.GET
    wish = alerts.asked(link := sent.get(LINK, ""))
    if wish is None:
        return _told(request, "unknown", "", status=404)
    if request.method != "POST":
        return _told(request, "confirm", wish.what, link=link, email=wish.to)
    alerts.begin(wish)
    return _told(request, "begun", wish.what, email=wish.to)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_page(request: HttpRequest) -> HttpResponseBase:
    """Pressed again it has ended already; to whom the letters went stands on no page."""
    sent = request.POST if request.method == "POST" else request.GET
    if not alerts.is_stop(link := sent.get(LINK, "")):
        return _told(request, "unknown", "", status=404)
    one = alerts.following(link)
    if one is None:
        return _told(request, "ended", "")
    if request.method != "POST":
        return _told(request, "stop", one.what, link=link)
    what, kept = one.what, [Link(alerts.name_of(other), page_of(other)) for other in alerts.besides(one)]
    alerts.end(one)
    return _told(request, "ended", what, kept=kept, deleted=not kept)


def _asks(request: HttpRequest, what: str, email: str, wrong: str, status: int = 422) -> HttpResponse:
    asks = field(EMAIL, _("Your e-mail address"), value=email, wrong=wrong, autocomplete="email", spellcheck="false",
                 autocapitalize="none", inputmode="email")  # fmt: skip
    context = {"at": "ask", "what": what, "name": alerts.name_of(what), "parts": (asks,), "on": is_on(),
               "errors": errors_of({EMAIL: wrong} if wrong else {})}  # fmt: skip
    return render(request, "web/public/follow.html", context, status=status if wrong else 200)


PAGES = {alerts.PROCESS: "process", alerts.BODY: "body", alerts.SUPPLIER: "supplier", alerts.SERVICE: "service", alerts.ANSWER: "answer"}


def page_of(what: str) -> str:
    """Where that which is followed stands."""
    kind, _blank, key = what.partition(" ")
    return reverse(PAGES[kind], args=[key]) if kind in PAGES else reverse(kind)


def _told(
    request: HttpRequest, at: str, what: str, *, link: str = "", email: str = "", status: int = 200, kept: Sequence[Link] = (),
    deleted: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {"at": at, "what": what, "name": alerts.name_of(what) if what else "", "page": page_of(what) if what else "", "link": link,
               "email": email, "hours": HOURS, "kept": kept, "deleted": deleted}  # fmt: skip
    return render(request, "web/public/follow.html", context, status=status)
