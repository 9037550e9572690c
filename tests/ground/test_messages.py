"""Is every string there in both languages, and does our compiler make what Python's gettext reads?"""

import ast
import gettext
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from operis.config.messages import CONTEXT, PLURAL, compiled, entries
from operis.export.programs import loaded
from tests.ground.said import listed

GOLDEN = Path(__file__).parent.parent / "golden"
OPERIS = Path(__file__).parent.parent.parent / "operis"
FILES = sorted((OPERIS / "locale").glob("*/LC_MESSAGES/*.po"))
TEMPLATES = sorted(OPERIS.rglob("templates/**/*.html"))
STATIC = {"500.html", "503.html"}  # in both languages: what broke may be the message files
MARKS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1}
# Findings and mistakes keep their English template; where it stands among the arguments.
TEMPLATES_IN = {"found": 0, "Mistake": 1, "wrong": None, "Wrong": None, "said": 0, "said_html": 0}
SAYING_IN = ("core", "dockets", "rules", "procedures", "documents", "sealing", "api", "web", "cli/seal.py", "clerk.py", "strict_yaml.py")
SAYING = [OPERIS / name for name in SAYING_IN]
VERIFIERS = sorted((OPERIS.parent / "verifier").glob("*.py"))
WITH_WORDS = {"operis_verify": ("operis_verify",), "operis_reckoning": ("operis_recompute", "operis_reckoning")}
"""Which of the programs that are handed out holds the Chinese of which."""
SAID_BY_VERIFIER = {"need": 1, "Wrong": 0, "Unreadable": 0, "UnreadableError": 0, "say": 0, "checking": 0, "fail": 0, "same": 0}
IN_TEMPLATE = re.compile(
    r"""\b(?:n?pgettext\(u?(?:"[^"]*"|'[^']*'), *|(?:n?gettext|_)\()u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
)
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")

SAMPLE = r"""
# A comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#: where.py:1
msgctxt "month"
msgid "May"
msgstr "五月"

msgid "a \"long\" "
"line"
msgstr "长"
"行\n"

msgid "%(n)s bid"
msgid_plural "%(n)s bids"
msgstr[0] "%(n)s份投标"

#, fuzzy
msgid "unsure"
msgstr "不确定"

msgid "missing"
msgstr ""
"""


def called(file: Path) -> set[str]:
    """The strings that a Python module, or a template turned into one, marks for translation."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return {ast.literal_eval(string) for string in IN_TEMPLATE.findall(templatize(text))}
    strings = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            argument = node.args[MARKS[node.func.id]]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                strings.add(argument.value)
    return strings


def templates(file: Path) -> set[str]:
    """The English templates of findings, of mistakes and of how a day was counted, which are translated where they are shown."""
    strings: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            strings |= set(chain.from_iterable(map(literals, _said(node))))
        elif isinstance(node, ast.Assign) and [getattr(target, "id", "") for target in node.targets] in (["says"], ["do"]):
            strings |= set(literals(node.value))
        elif isinstance(node, ast.AnnAssign) and file.name == "deadlines.py" and node.value is not None:
            strings |= {string for string in literals(node.value) if " " in string}
    return strings


def said_by_verifier(files: list[Path]) -> set[str]:
    """What stand-alone programs say, and translate themselves: their calls, their tables, the names of places."""
    strings: set[str] = set()
    for node in chain.from_iterable(ast.walk(ast.parse(file.read_text(encoding="utf-8"))) for file in files):
        if isinstance(node, ast.Call):
            place = SAID_BY_VERIFIER.get(getattr(node.func, "id", getattr(node.func, "attr", "")), len(node.args))
            strings |= set(chain.from_iterable(map(literals, node.args[place : place + 1])))
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("CHECKED", "RESULTS", "WHAT"):
            strings |= set(chain.from_iterable(map(literals, node.value.values))) if isinstance(node.value, ast.Dict) else set()
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "attr", "") == "place" and isinstance(node.value, ast.Tuple):
            strings |= set(literals(node.value.elts[0]))
    return {string for string in strings if re.search("[a-z]|[A-Z]{3}", PLACES.sub("", string)) or string.count("{") > 1}


def _said(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are templates: `wrong` takes the place, the node where there is one, and then the template."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in TEMPLATES_IN:
        return []
    place = TEMPLATES_IN[name]
    if place is None:
        return [argument for argument in call.args[1:] if any(" " in string for string in literals(argument))]
    return [*call.args[place : place + 1], *(keyword.value for keyword in call.keywords if keyword.arg in ("do", "says"))]


def literals(node: ast.expr) -> list[str]:
    """The strings that an expression can be, where that can be read off it."""
    if isinstance(node, ast.IfExp):
        return [*literals(node.body), *literals(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def files_of(folders: list[Path]) -> list[Path]:
    return [file for folder in folders for file in ([folder] if folder.is_file() else sorted(folder.rglob("*.py")))]


def plain(key: str) -> str:
    return key.split(CONTEXT)[-1].split(PLURAL)[0]


def test_what_is_compiled_is_what_gettext_reads() -> None:
    read = gettext.GNUTranslations(io.BytesIO(compiled(dict(entries(SAMPLE)))))
    assert read.pgettext("month", "May") == "五月"
    assert read.gettext('a "long" line') == "长行\n"
    assert [read.ngettext("%(n)s bid", "%(n)s bids", n) for n in (1, 3)] == ["%(n)s份投标", "%(n)s份投标"]
    assert [read.gettext(key) for key in ("unsure", "missing", "May")] == ["unsure", "missing", "May"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_every_marked_string_is_translated_and_nothing_else(file: Path) -> None:
    marked = set().union(*(called(source) for source in [*OPERIS.rglob("*.py"), *TEMPLATES]))
    marked |= set().union(*(templates(source) for source in files_of(SAYING)))
    translated = {plain(key) for key, _ in entries(file.read_text(encoding="utf-8"))} - {""}
    assert sorted(translated) == sorted(marked | listed())  # what an entry may bear keeps its translation for ever


@pytest.mark.parametrize("holds", WITH_WORDS)
def test_a_program_that_is_handed_out_has_its_words_in_both_languages(holds: str) -> None:
    said = said_by_verifier([file for file in VERIFIERS if file.stem in WITH_WORDS[holds]])
    chinese = loaded(holds).CHINESE
    assert sorted(chinese) == sorted(said)
    assert [key for key, value in chinese.items() if sorted(PLACES.findall(key)) != sorted(PLACES.findall(value))] == []


def test_every_sentence_of_a_stored_note_is_on_the_list_that_keeps_its_translation() -> None:
    stored = [json.loads(line) for line in (GOLDEN / "exports" / "full.jsonl").read_bytes().splitlines()]
    stored.append(json.loads((GOLDEN / "case.json").read_bytes()))
    sentences = set(chain.from_iterable(map(sentences_of, stored)))
    assert len(sentences) > 2
    assert sentences - listed() == set()


def sentences_of(stored: object) -> Iterator[str]:
    """What findings say anywhere in it, and what to do."""
    if isinstance(stored, dict):
        if {"says", "do", "check"} <= set(stored):
            yield from (stored["says"], stored["do"])
        stored = list(stored.values())
    if isinstance(stored, list):
        yield from chain.from_iterable(map(sentences_of, stored))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parts[-3])
def test_a_translation_has_the_places_of_its_message(file: Path) -> None:
    # Of a pair the plural has every place; Chinese has one form for both.
    pairs = [(key.split(CONTEXT)[-1].split(PLURAL)[-1], value) for key, value in entries(file.read_text(encoding="utf-8"))]
    assert [key for key, value in pairs if key and sorted(PLACES.findall(key)) != sorted(PLACES.findall(value.split(PLURAL)[0]))] == []


@pytest.mark.parametrize("file", [file for file in TEMPLATES if file.name not in STATIC], ids=lambda file: file.name)
def test_a_template_says_nothing_outside_the_message_files(file: Path) -> None:
    text = re.sub(r"{% blocktrans.*?endblocktrans\w* %}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    bare = "".join(token.contents if token.token_type == TokenType.TEXT else "§" for token in Lexer(text).tokenize())
    said = re.sub(r"<[^>]*>", "", bare)
    assert re.findall(r"[^\W\d_§]+", said) == []
    assert re.findall(r'\b(?:aria-label|alt|title|placeholder)="[^"§]*[^\W\d_§]', bare) == []
