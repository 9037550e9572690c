"""Whatever the sealing page says it says in both languages, and nothing lies there that is said nowhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from operis.sealing.page import ENTRY, SOURCES, exports, modules
from operis.web.holding.script import ENTRY as HOLDERS
from tests.web.sealing import answered, tab_with

CHINESE, FACTS = re.compile(r"[\u4e00-\u9fff\uff00-\uffef]"), re.compile(r"\{(\w+)\}")
IN_OTHER_TESTS = {"ladder", "browserKnowsX25519", "sealingContext", "openingContext", "derived", "shareOf"}
"""What the page itself does not need: holders do, and the vectors that others published."""


def sources() -> Iterator[str]:
    return ((SOURCES / one).read_text("utf8") for one in modules(ENTRY) if one != "words.js")


@pytest.mark.slow
def test_every_word_stands_in_both_languages_with_the_same_facts(chromium: Browser) -> None:
    with tab_with(chromium, "words.js") as tab:
        told: dict[str, list[str]] = answered(tab, "return of.WORDS;")
    said = "".join(sources())
    assert [name for name in told if f'"{name}"' not in said] == []
    assert [name for name, (zh, en) in told.items() if {*FACTS.findall(zh)} != {*FACTS.findall(en)}] == []
    assert [name for name, (zh, _en) in told.items() if not CHINESE.search(zh) and name not in ("language", "of", "comma")] == []
    assert [name for name, (_zh, en) in told.items() if CHINESE.search(en) and name != "language"] == []
    assert [name for name, (zh, _en) in told.items() if re.search(r"[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]", zh)] == []


def test_each_word_that_is_said_is_there() -> None:
    there = (SOURCES / "words.js").read_text("utf8")
    said = {name for code in sources() for name in re.findall(r'words\(\s*"([a-z-]+)"', code)}
    assert len(said) > 80
    assert [name for name in sorted(said) if not re.search(rf'^    "?{name}"?: \[', there, re.MULTILINE)] == []


def test_nothing_is_handed_out_that_nobody_takes() -> None:
    code = {one: (SOURCES / one).read_text("utf8") for one in modules(ENTRY)}
    imports = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";', re.MULTILINE)
    found = [(names.split(","), f"{other}.js") for text in code.values() for names, other in imports.findall(text)]
    taken = {(name.strip(), other) for names, other in found for name in names}
    handed = {(name, one) for one in code for name in exports(one)}
    assert taken - handed == set()
    assert {name for name, _one in handed - taken} <= IN_OTHER_TESTS


def test_no_source_lies_there_that_no_page_needs() -> None:
    assert {one.name for one in SOURCES.glob("*.js")} == {*modules(ENTRY, HOLDERS)}
