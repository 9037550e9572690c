"""Does a language whose words are two fifths longer still fit, and does anything speak that is in no message file?

Words that stand in both languages side by side, in the code, in a law, in a text bank or in what somebody entered, are no messages.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from operis.ledger.models import Entry
from operis.strict_yaml import Mapping, Node, Scalar, parse
from tests.web.pseudo import pseudo, pseudo_english
from tests.web.shown import show, shown
from tests.web.taken import Taken, take
from tests.web.verdicts import Verdicts, drawn_with
from tests.web.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
ASKED = ("nowhere", "maybe", "soon", "care")
"""What the tests themselves ask for, which a page repeats."""
LINKED = re.compile(r"\[([^\]]+)\]\([a-z:-]+\)")
"""A link in a text of help: its words stand in an element of their own."""
UNFILLED = ROOT / "operis" / "cases" / "county.yaml"
"""No YAML before its places are filled in."""
SPOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]+(?: [A-Za-z'’-]+)*")
CODES = re.compile(
    r"https?://\S+|\b[\w.{}/-]+\.(?:py|jsonl?|ya?ml|csv|xlsx)\b|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b|\b[A-Z]{1,2}-(?:B-)?[0-9A-Z-]{6,}"
    r"|\b[A-Z]+-[0-9A-Z:-]+|\b[a-z]+(?:-[a-z]+)+\b|\bweigh\b|\b(?:Atom|CSV|JSON|XLSX|PDF|DOCX|YAML|HTTP|API)\b"
)
"""Addresses, files, seals, numbers, ids of rows and rules, slugs, kinds of files."""
CALENDAR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""The months and days of Django's own message files."""
NAMES = re.compile(r"\bOperis\b|\boperis(?: [a-z]+)?\b|\btestserver\b|\bcheckpoint\b|\bCNY\b")
SPOKEN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
CLAUSE = re.compile(r"\{\w+\}|[.,;:()“”\n]")
SILENT = {"title", "pre", "code", "script", "style", "textarea"}
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
LAYOUT = """() => {
  const wrong = [], boxes = [], words = node => node.textContent.trim().slice(0, 60);
  const apart = element => element.closest(".scroll, .vh, .skip, pre, select");
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, range = document.createRange();
    if (!node.data.trim() || !node.parentElement.checkVisibility() || apart(node.parentElement)) continue;
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      boxes.push({node, box});
      if (box.right > innerWidth + 1 || box.left < -1) wrong.push(`out of the screen: ${words(node)}`);
    }
  }
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || apart(element) || !element.textContent.trim()) continue;
    const cuts = [style.overflowX, style.overflowY].some(one => ["hidden", "clip"].includes(one)) || element.matches("button, .btn");
    if (cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
      wrong.push(`cut off: ${words(element)}`);
  }
  boxes.sort((one, other) => one.box.top - other.box.top);
  boxes.forEach(({node, box}, place) => {
    for (const other of boxes.slice(place + 1)) {
      if (other.box.top > box.bottom) break;
      const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const high = Math.min(box.bottom, other.box.bottom) - other.box.top;
      if (other.node !== node && wide > 2 && high > 0.4 * Math.min(box.height, other.box.height))
        wrong.push(`over one another: ${words(node)} / ${words(other.node)}`);
    }
  });
  return [...new Set(wrong)];
}"""


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> tuple[tuple[Taken, ...], frozenset[str]]:
    """Every page with every message made strange; and everything that somebody entered in what they show."""
    with django_db_blocker.unblock(), world(tmp_path_factory) as county:
        with pseudo_english(tmp_path_factory.mktemp("pseudo")):
            pages = take(county, ("en",))
        entered = (json.loads(one) for one in Entry.objects.values_list("body", flat=True))
        return pages, frozenset(text for one in entered for text in texts(one))


def texts(value: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in texts(one))


def nodes(node: Node) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield from LINKED.split(node.text)
    else:
        yield from (text for one in (node.pairs.values() if isinstance(node, Mapping) else node.items) for text in nodes(one))


def side_by_side(file: Path) -> Iterator[str]:
    """English that has its Chinese beside it in the code: labels, hints, units, choices."""
    for node in ast.walk(ast.parse(file.read_text("utf8"))):
        row = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        pairs = [*pairwise(row), *([(node.orelse, node.body)] if isinstance(node, ast.IfExp) else [])]
        texts = ((one.value, other.value) for one, other in pairs if isinstance(one, ast.Constant) and isinstance(other, ast.Constant))
        for one, other in texts:
            if isinstance(one, str) and isinstance(other, str) and other and not re.search("[A-Za-z]", other):
                yield one


@cache
def known() -> frozenset[str]:
    """What stands in both languages elsewhere than in the message files; and what was asked."""
    code = [text for file in (ROOT / "operis").rglob("*.py") for text in side_by_side(file)]
    data = [file for folder in ("operis", "cases/demo") for file in (ROOT / folder).rglob("*.yaml") if file != UNFILLED]
    laws = [text for file in data for text in nodes(parse(file.read_text("utf8")))]
    return frozenset([*code, *laws, *ASKED])


class Speech(HTMLParser):
    """What a page says in its own language: neither code nor another language's words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.said += [value for name in ("aria-label", "alt", "title", "placeholder") if (value := given.get(name))]
        if tag not in EMPTY:
            classes = (given.get("class") or "").split()
            other = given.get("lang", "en") != "en" and tag != "html"
            self.open.append((tag, tag in SILENT or other or "no" in classes))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(silent for _, silent in self.open):
            self.said.append(" ".join(data.split()))


def uncoded(text: str) -> str:
    return " ".join(CODES.sub("", text).split())


class Known:
    """Texts that may stand on a page as they are; of each also every clause, since a page may show the first words alone.

    A label that begins like a slug is none any more where the page gives it its capital: it counts whole too.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.begins: dict[str, list[str]] = {}
        plain = {part.lower() for text in texts for part in (text, uncoded(text), *map(uncoded, CLAUSE.split(text)))}
        begun = {(first[0], one[first.start() :]) for one in plain if (first := SPOKEN_WORD.search(one))}
        for word, one in sorted(begun, key=lambda each: len(each[1]), reverse=True):
            self.begins.setdefault(word, []).append(one)

    def left(self, said: str) -> str:
        """What is none of them, the longest first at every word; words that were cut off end in dots."""
        low, kept, place = said.lower(), "", 0
        while word := SPOKEN_WORD.search(low, place):
            kept += said[place : word.start()]
            here = next((one for one in self.begins.get(word[0], ()) if self._stands(low, word.start(), one)), word[0])
            kept += "" if here in self.begins.get(word[0], ()) else said[word.start() : word.end()]
            place = min(word.start() + len(here), len(said))
        return kept + said[place:]

    def _stands(self, low: str, start: int, one: str) -> bool:
        """All of it, and not the beginning of a longer word; or as much of it as was left before the dots."""
        end, cut = start + len(one), low[start:].rstrip("… ") if low.endswith("…") else ""
        whole = low.startswith(one, start) and not (low[end - 1].isalpha() and low[end : end + 1].isalpha())
        return whole or (cut != "" and one.startswith(cut))


def spoken(html: str, known: Known) -> set[str]:
    """Words in plain letters that nobody translated."""
    speech = Speech()
    speech.feed(html)
    left = (NAMES.sub("", CALENDAR.sub("", known.left(uncoded(said)))) for said in speech.said if SPOKEN.search(said))
    return {word for text in left for word in SPOKEN.findall(text)}


def test_places_stay_whole_and_words_grow() -> None:
    assert pseudo("{days} days off until {earliest}") == "{days} đááááýš óóƒƒ úúñŧííł {earliest}"
    assert pseudo('Stage %(stage)s of <a href="x">all</a>') == 'Šŧáááğéé %(stage)s óóƒ <a href="x">ááłł</a>'
    whole = "Nothing is entered before you have checked and confirmed it."
    assert 1.35 <= len(pseudo(whole)) / len(whole) <= 1.45


def test_every_page_holds_longer_words(chromium: Browser, told: tuple[tuple[Taken, ...], frozenset[str]], kept: Path) -> None:
    verdicts, found = Verdicts(kept, Path(__file__).read_bytes() + chromium.version.encode() + drawn_with()), dict[str, list[str]]()
    pages = verdicts.left(told[0])
    with shown(chromium) as tab:
        for one in pages:
            tab.set_viewport_size({"width": 1280, "height": 800})
            show(tab, one.html)
            for width in (1280, 320):
                tab.set_viewport_size({"width": width, "height": 800})
                wide = tab.evaluate("document.documentElement.scrollWidth")
                wrong = [*tab.evaluate(LAYOUT), *([f"scrolls sideways to {wide}"] if wide > width else [])]
                found |= {f"{one.name} at {width}": wrong} if wrong else {}
    verdicts.keep(one for one in pages if not any(name.startswith(f"{one.name} at ") for name in found))
    assert found == {}


def test_what_does_not_fit_is_found(chromium: Browser) -> None:
    page = """<!DOCTYPE html><html lang="en"><head><title>Bad</title></head><body><main><h1>Bad</h1>
    <p style="width:4em;overflow:hidden;white-space:nowrap">Much too long for its box</p>
    <div style="position:relative"><p style="position:absolute;top:0">One</p><p style="position:absolute;top:2px">Other</p></div>
    <p style="position:absolute;left:300px;white-space:nowrap">Far out of the screen</p></main></body></html>"""
    with shown(chromium) as tab:
        tab.set_viewport_size({"width": 320, "height": 800})
        show(tab, page)
        found = " ".join(tab.evaluate(LAYOUT))
    assert [one for one in ("cut off: Much", "over one another: One / Other", "out of the screen: Far") if one not in found] == []


DRAWN = re.compile(r"<text[^>]*>[^<]*</text>")
"""Words in a picture are those of the table under it, shortened where they do not fit."""


def test_nothing_speaks_that_is_in_no_message_file(told: tuple[tuple[Taken, ...], frozenset[str]]) -> None:
    pages, entered = told
    stripped = Known(known() | entered)
    ours = [one for one in reversed(pages) if not one.name.startswith("broken")]
    found = {word: one.name for one in ours for word in spoken(DRAWN.sub("", one.html), stripped)}
    assert found == {}


def test_a_word_outside_the_message_files_is_found() -> None:
    page = f'<html lang="en"><p>{pseudo("Closes")} 20 May 2026</p><p lang="zh-Hans">Menu</p><p aria-label="Bare">Old words</p></html>'
    assert spoken(page, Known(frozenset({"Day care"}))) == {"Old words", "Bare"}
