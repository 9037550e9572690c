"""What stands around every page? The name of the site, the way through it, and the same page in the other language."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# A page joins the main navigation here: its name among the addresses, and its words. Order as in the list.
NAVIGATION: tuple[tuple[str, Promise], ...] = (("home", _("Home")),)

# `lang` as a browser wants it, the language's own name, and the code in the address
TAGS = {"en": "en", "zh-hans": "zh-Hans"}


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
    address = request.build_absolute_uri(request.path)
    languages = [Language(code, TAGS[code], name, translate_url(address, code)) for code, name in settings.LANGUAGES]
    code = get_language()
    return {
        "site_name": settings.OPERIS_SITE_NAME,
        "site_contact": settings.OPERIS_SITE_CONTACT,
        "tag": TAGS.get(code or "", TAGS["en"]),
        "languages": languages,
        "others": [language for language in languages if language.code != code],
        "navigation": [Entry(words, reverse(name), reverse(name) == request.path) for name, words in NAVIGATION],
        "large": request.COOKIES.get("view") == "large",
    }
