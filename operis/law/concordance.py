"""For each row: which check uses it, which test names it, which page shows it? What nobody uses is listed, never hidden.

The document that this makes (docs/concordance.md) is compared with the code in a test, so it is never out of date.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from operis.law.book import Book, Row, Text
from operis.law.lint import Binding, why_unchecked

SEPARATOR: Final = re.compile(r"[\s,;()\[\]{}]+")
HEAD: Final = """# Concordance

Each row of the law with its numbers, the checks that use it, the tests that name it. Its page is `/rules/ID/`.
Written by `operis law concordance --write`; a test compares it with the code.
"""


@dataclass(frozen=True, slots=True)
class Use:
    """One row and what stands by it."""

    row: Row
    checks: tuple[str, ...]
    tests: tuple[str, ...]
    why: tuple[str, ...] = ()
    """Why no check is bound to it: names of the table `unread`."""

    @property
    def page(self) -> str:
        return f"/rules/{self.row.id}/"


def uses(book: Book, bindings: Iterable[Binding], named: Mapping[str, Iterable[str]]) -> Iterator[Use]:
    """One for each row, in the order of the files."""
    checks: dict[str, set[str]] = defaultdict(set)
    for one in bindings:
        checks[one.row].add(f"{one.rule} ({one.method})" if one.method else one.rule)
    for row in book.rows.values():
        why = () if row.id in checks else why_unchecked(row)
        yield Use(row, tuple(sorted(checks.get(row.id, ()))), tuple(sorted(named.get(row.id, ()))), why)


def named_in(tests: Path, ids: Iterable[str]) -> dict[str, set[str]]:
    """The test files that name a row: as a word of a string in Python, or of a case file in YAML."""
    known, named = set(ids), defaultdict(set)
    for path in sorted(tests.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            text = path.read_text("utf8")
            for word in known & set(_python_words(text) if path.suffix == ".py" else SEPARATOR.split(text)):
                named[word].add(path.relative_to(tests).as_posix())
    return named


def _python_words(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            # a row that is called by a common word (service, mixed) is named only where the string is nothing else
            yield from [word for word in SEPARATOR.split(node.value) if not word.islower()] or [node.value]
            yield node.value


def document(found: Iterable[Use], reasons: Mapping[str, Text]) -> str:
    """The concordance as Markdown: what is used, a table a file; and at the end, what no check uses, by the reason for it."""
    by_file: dict[str, list[Use]] = defaultdict(list)
    for use in found:
        by_file[use.row.file].append(use)
    parts = [HEAD, _sums(by_file)]
    for file, those in by_file.items():
        used = [use for use in those if use.checks or use.tests]
        if used:
            parts += [f"## {file}: {those[0].row.instrument.title.en}\n", "| Row | Terms | Checks | Tests |\n|---|---|---|---|"]
            parts += [f"| {use.row.id} | {' | '.join(map('<br>'.join, (_terms(use.row), use.checks, use.tests)))} |" for use in used]
            parts.append("")
    parts += ["## Rows without a check\n", *(f"- `{name}`: {words.en}" for name, words in reasons.items()), ""]
    for file, those in by_file.items():
        idle: dict[str, list[str]] = defaultdict(list)
        for use in those:
            if not use.checks:
                idle[", ".join(f"`{name}`" for name in use.why)].append(use.row.id)
        if idle:
            parts += [f"- {file}", *(f"  - {f'{why}: ' if why else ''}{', '.join(ids)}" for why, ids in sorted(idle.items()))]
    return "\n".join(parts) + "\n"


def _terms(row: Row) -> Iterator[str]:
    """Each number or yes of the row with its newest value; lists stand on the row's own page."""
    return (f"{name} {str(dated[-1][1]).lower()}" for name, dated in row.terms.items() if not isinstance(dated[-1][1], tuple))


def _sums(by_file: Mapping[str, list[Use]]) -> str:
    every = [use for those in by_file.values() for use in those]
    checked = [use for use in every if use.checks]
    tested = [use for use in checked if use.tests]
    return f"{len(every)} rows; {len(checked)} have a check, and of these {len(tested)} are named by a test.\n"
