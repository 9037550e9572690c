"""Can everybody read it? The contrast of the tokens, light and dark; and no colour beside them."""

import re
from pathlib import Path

import pytest

OPERIS = Path(__file__).parent.parent.parent / "operis"
STYLES = OPERIS / "web/static/web"
SHEET = (STYLES / "operis.css").read_text(encoding="utf-8")
TOKENS, RULES = SHEET.split("\n\n/* Page */\n")
OTHERS = [(STYLES / name).read_text(encoding="utf-8") for name in ("look.css", "panel.css")]
LIGHT, DARK = (dict(re.findall(r"--([\w-]+):(#\w+)", part)) for part in TOKENS.split("prefers-color-scheme:dark"))
SCHEMES = {"light": LIGHT, "dark": LIGHT | DARK}

GROUNDS = ("paper", "surface", "sunken")
STATES = ("error", "warn", "ok", "info", "sealed", "hold", "neutral")
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-2", "link", "link-hover", "visited") for ground in GROUNDS),
    *((state, f"{state}-bg") for state in STATES),
    ("on-action", "action"),
    ("on-header", "header"),
    ("on-header-2", "header"),
    ("error", "surface"),
]
DRAWN = ("edge", "focus", "seal", "c1", "c2", "c3", "c4", "c5", "c6", "hold", "go")
SHAPES = [
    *((shape, ground) for shape in DRAWN for ground in ("paper", "surface")),
    *((fill, ground) for fill in ("c1", "error", "hold", "go", "edge") for ground in ("track", "band")),
]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_the_measure() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out(scheme: str) -> None:
    tokens = SCHEMES[scheme]
    assert [pair for pair in TEXT if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_focus_and_charts_can_be_seen(scheme: str) -> None:
    tokens = SCHEMES[scheme]
    assert [pair for pair in SHAPES if contrast(tokens[pair[0]], tokens[pair[1]]) < 3] == []


def test_no_other_colour_or_font_is_used() -> None:
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", RULES)) == {"#fff", "#333"}  # the header's focus ring; printed pages
    assert [set(re.findall(r"#[0-9a-fA-F]{3,8}\b", other)) - {"#fff"} for other in OTHERS] == [set(), set()]
    foreign = re.compile(r"\b(?:rgb|hsl|oklch)a?\(|font-family:(?!var)|@font-face|url\(")
    assert [foreign.findall(rules) for rules in (RULES, *OTHERS)] == [[], [], []]
    inline = re.compile(r"\bstyle=|<style|<script(?![^>]*\bsrc=)")
    assert [file.name for file in OPERIS.rglob("templates/**/*.html") if inline.search(file.read_text(encoding="utf-8"))] == []
