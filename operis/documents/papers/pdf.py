"""How does a page become a PDF? From its own HTML: tagged, in its language, with our font in it, and the same bytes whenever it is made.

Nothing is fetched: the look of a paper is `paper.css` beside this file, the font is ours, and no address in the page is followed.
What our font lacks is taken from a font of the system; where none has it, there is no paper, and the error names the characters.
"""

import shutil
import subprocess
import threading
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from operis.documents.papers.blocks import printable

FONT = Path(__file__).parent.parent / "fonts" / "operis-notice.otf"
STYLE = Path(__file__).with_name("paper.css")
LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""Packages of Debian that WeasyPrint needs beside those of Python."""
KEPT = 32
"""So many papers are kept ready: the same page asked for twice is made once."""

WAIT_MAX = 3
"""So many may wait for a paper; who comes then is told so, and pages are served on meanwhile."""

_ONE_AT_A_TIME, _WAITING = threading.Lock(), threading.BoundedSemaphore(WAIT_MAX)


class NoPdfError(RuntimeError):
    """No paper can be made on this machine."""


class NoPangoError(NoPdfError):
    """A library is missing."""


class BusyError(NoPdfError):
    """Others wait for their papers already."""


class NoGlyphError(NoPdfError):
    """No font here has these characters."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.characters = characters


@dataclass(frozen=True, slots=True)
class Foot:
    """The last line of each page: where it can be checked, and its place among the pages, `{n}` of `{m}`."""

    line: str
    pages: str


def loaded() -> Any:
    """The program that makes PDF; NoPangoError, with what the system says, where one of its libraries is missing."""
    try:
        with redirect_stdout(StringIO()):  # it prints how to install it; ours is said by who asks
            import weasyprint
            from weasyprint.text.ffi import harfbuzz_subset
    except (OSError, ImportError) as missing:
        raise NoPangoError(str(missing)) from missing
    if harfbuzz_subset is None:
        raise NoPangoError("libharfbuzz-subset cannot be loaded")
    return weasyprint


def has_chinese() -> bool:
    """Whether fonts of the system have Chinese, for what ours lacks."""
    told = shutil.which("fc-list")
    return told is not None and bool(subprocess.run([told, ":lang=zh"], capture_output=True, check=False).stdout.strip())


def pdf_of(html: str, address: str, made: datetime, foot: Foot) -> bytes:
    """The PDF of a page that stands at `address`, made when its newest act was entered."""
    if not _WAITING.acquire(blocking=False):
        raise BusyError
    try:
        with _ONE_AT_A_TIME:
            return _pdf(html, address, made, foot)
    finally:
        _WAITING.release()


@lru_cache(maxsize=KEPT)
def _pdf(html: str, address: str, made: datetime, foot: Foot) -> bytes:
    weasyprint = loaded()
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetch = FontConfiguration(), _nothing_from_outside()
    css = weasyprint.CSS(string=_look(foot), base_url=STYLE.as_uri(), font_config=fonts, url_fetcher=fetch)
    page = weasyprint.HTML(string=printable(html), base_url=address, url_fetcher=fetch)
    document = page.render(font_config=fonts, stylesheets=[css], pdf_variant="pdf/ua-1")
    document.metadata.keywords = [foot.line]  # where a program finds it that is given the file: the pages have it as glyphs alone
    document.metadata.created = document.metadata.modified = f"{made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=_pack_fonts)
    missing = sorted({code for font in document.fonts.values() for code in font.missing})
    if missing:
        raise NoGlyphError("".join(map(chr, missing)))
    return written


def _pack_fonts(document: Any, pdf: Any) -> None:
    """WeasyPrint keeps a place for every glyph of a font, since pages call them by place: thousands of empty ones, a third of a file.

    A bare CFF font is called by the numbers in its own list instead, so that what is empty can be left out.
    """
    for one in pdf.objects:
        packed = _packed(one.stream[0]) if getattr(one, "extra", {}).get("Subtype") == "/OpenType" else None
        if packed is not None:
            one.stream, one.extra["Subtype"] = [packed], "/CIDFontType0C"


def _packed(font: bytes) -> bytes | None:
    """None for a font whose glyphs have names instead of numbers: it stays as it is."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    whole = TTFont(BytesIO(font), recalcTimestamp=False)
    top, places = whole["CFF "].cff.topDictIndex[0], whole.getGlyphOrder()
    if not hasattr(top, "ROS"):
        return None
    used = [place for place, name in enumerate(places) if len(top.CharStrings[name].bytecode or b"") > 1]
    cutter = Subsetter(Options(desubroutinize=True, hinting=False))
    cutter.populate(gids=used)
    cutter.subset(whole)
    numbers = [".notdef", *(f"cid{place:05d}" for place in used if place)]
    kept = dict(zip(top.charset, numbers, strict=True))
    top.charset, top.CharStrings.charStrings = numbers, {kept[name]: place for name, place in top.CharStrings.charStrings.items()}
    whole.setGlyphOrder(numbers)
    return bytes(whole["CFF "].compile(whole))


def _nothing_from_outside() -> Any:
    """Our font is read; whatever else a page asks for is empty."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurFontAlone(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url == FONT.as_uri():
                return URLFetcherResponse(url, FONT.read_bytes(), {"Content-Type": "font/otf"})
            return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})

    return OurFontAlone()


def _look(foot: Foot) -> str:
    before, _n, rest = foot.pages.partition("{n}")
    between, _m, after = rest.partition("{m}")
    pages = f"{_text(before)} counter(page) {_text(between)} counter(pages) {_text(after)}"
    return f"{STYLE.read_text('utf8')}\n@page{{@bottom-left{{content:{_text(foot.line)}}}@bottom-right{{content:{pages}}}}}\n"


def _text(words: str) -> str:
    """A string of CSS: nothing that somebody wrote can end it."""
    return '"' + "".join(char if char.isalnum() or char in " /:.-_" else f"\\{ord(char):06x}" for char in words) + '"'


def forget() -> None:
    """Make every paper anew."""
    _pdf.cache_clear()
