"""What stands around every page? The name of the site, the way through it, and the same page in the other language."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from operis import clock
from operis.documents.shown import moment
from operis.watch import Glance
from operis.web.account.who import who
from operis.web.told import told

Pages = tuple[tuple[str, Promise], ...]
# A page joins the main navigation here: its name among the addresses, and its words. Order as in the list; few, and what people look for.
NAVIGATION: Pages = (
    ("notices", _("Find work")),
    ("answers", _("Where the money goes")),
    ("services-or-posts", _("Services or posts?")),
    ("verify", _("Verify")),
)
MY_WORK: Pages = (("desk", _("My work")),)
SIGN_IN: Pages = (("sign-in", _("Sign in")),)
# The foot of the page lists every page that one may start from, by what one wants there.
FOOT: tuple[tuple[Promise, Pages], ...] = (
    (_("Do"), (
        ("notices", _("Find work")), ("register", _("Register as a supplier")), ("services-or-posts", _("Services or posts?")),
        ("try", _("Try the questions")), ("checks", _("Check a document")), ("six-matters", _("Six matters")),
    )),
    (_("Follow the money"), (
        ("answers", _("Where the money goes")), ("plans", _("Plans")), ("contracts", _("Contracts")), ("services", _("Services")),
        ("bodies", _("Bodies")), ("suppliers", _("Suppliers")), ("overdue", _("What is late")),
    )),
    (_("Rules and data"), (
        ("processes", _("Processes")), ("rules", _("Rules")), ("calendar", _("Calendar")), ("verify", _("Verify")),
        ("data", _("Open data")), ("developers", _("For programs")),
    )),
    (_("This site"), (("accessibility", _("Accessibility")), ("privacy", _("Privacy")), ("help", _("Help")))),
)  # fmt: skip
MORE: Pages = tuple(entry for _words, entries in FOOT for entry in entries)

# `lang` as a browser wants it, the language's own name, and the code in the address
TAGS = {"en": "en", "zh-hans": "zh-Hans"}
PRODUCT = "Operis"
glance = Glance()


@dataclass(frozen=True)
class Language:
    """The page being read, in one of the languages."""

    code: str
    tag: str
    name: str
    url: str


@dataclass(frozen=True)
class Entry:
    words: Promise
    url: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor that gives every template its frame."""
    languages = [Language(code, TAGS[code], name, _same_page(request, code)) for code, name in settings.LANGUAGES]
    code = get_language()
    signed = who(request)
    navigation = _entries(request, (*MY_WORK, *NAVIGATION) if signed else (*NAVIGATION, *SIGN_IN))
    return {
        "site_name": settings.OPERIS_SITE_NAME,
        "product": PRODUCT if settings.OPERIS_SITE_NAME != PRODUCT else "",
        "own_colours": bool(settings.OPERIS_COLOUR_TOP or settings.OPERIS_COLOUR_LINKS),
        "site_contact": settings.OPERIS_SITE_CONTACT,
        "tag": TAGS.get(code or "", TAGS["en"]),
        "languages": languages,
        "others": [language for language in languages if language.code != code],
        "navigation": navigation,
        "foot": [(words, _entries(request, (*MY_WORK, *entries) if signed and not place else entries))
                 for place, (words, entries) in enumerate(FOOT)],
        "signed": signed,
        "told": told(request) if signed else ("", None),
        "large": request.COOKIES.get(settings.VIEW_COOKIE_NAME) == "large",
        "clock_waits": glance.at(Path(settings.OPERIS_DATA)),
        "demo_now": moment(clock.now()) if clock.is_demo() else "",
    }


def _entries(request: HttpRequest, pages: Pages) -> list[Entry]:
    return [Entry(words, url, url == request.path) for words, url in ((words, reverse(name)) for name, words in pages)]


def _same_page(request: HttpRequest, code: str) -> str:
    """This page in another language, filters kept; an address that leads nowhere is the first page there."""
    if request.resolver_match is None:
        return _absolute(request, f"/{code}/")
    return _absolute(request, translate_url(request.get_full_path(), code))


def _absolute(request: HttpRequest, path: str) -> str:
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:  # the page that says so has a frame as well
        return path
