"""Which colours has a county chosen for its site? Two, over the tokens of the stylesheet, and only such on which everything can be read.

The colour of the top stands behind white words in both schemes; that of links and buttons holds where the ground is light, on paper too. In
the dark scheme links stay as they are, and where a reader's system forces its own colours, none of these is used.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

SHEET = Path(__file__).parent / "static" / "web" / "operis.css"
LEAST = 4.5
"""The contrast of text by WCAG 2.2, 1.4.3."""
WHITE = "#ffffff"
TOP, LINKS = "OPERIS_COLOUR_TOP", "OPERIS_COLOUR_LINKS"
BESIDE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    TOP: {"light": ("on-header", "on-header-2"), "dark": ("on-header", "on-header-2")},
    LINKS: {"light": ("on-action", "paper", "surface", "sunken")},
}
"""By setting and scheme, the tokens that it stands beside; what is printed stands on white, as `surface` does."""


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == len(WHITE) else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def schemes() -> Mapping[str, Mapping[str, str]]:
    """The tokens of the stylesheet, by scheme."""
    parts = SHEET.read_text(encoding="utf-8").partition("/* Page */")[0].split("prefers-color-scheme:dark")
    light, dark = (dict(re.findall(r"--([\w-]+):(#\w+)", part)) for part in parts)
    return {"light": light, "dark": light | dark}


def chosen() -> Mapping[str, str]:
    return {name: colour for name in (TOP, LINKS) if (colour := getattr(settings, name))}


def faults() -> Iterator[str]:
    """A sentence for each colour beside which something could not be read."""
    for name, colour in chosen().items():
        found = [(contrast(colour, schemes()[scheme][token]), scheme, schemes()[scheme][token])
                 for scheme, tokens in BESIDE[name].items() for token in tokens]  # fmt: skip
        least, scheme, beside = min(found)
        if least < LEAST:
            # rounded down: what is not enough is not told to be
            told = int(least * 100) / 100
            yield f"{name} has a contrast of {told} to {beside} in the {scheme} scheme; it must be {LEAST} or more. Take a darker colour."


def sheet() -> str:
    """Nothing where none is chosen. Of links, weaker than the rule of the dark scheme; of the top, as strong as that."""
    found = chosen()
    top = f":root:root{{--header:{found[TOP]};--header-line:var(--on-header-2)}}\n" if TOP in found else ""
    links = f":root{{--link:{found[LINKS]};--action:{found[LINKS]};--link-hover:var(--ink)}}\n" if LINKS in found else ""
    return top + links


@require_safe
@cache_control(max_age=3600)
def colours(request: HttpRequest) -> HttpResponse:
    text = sheet()
    if not text:
        raise Http404
    return HttpResponse(text, content_type="text/css; charset=utf-8")
