"""`operis check FILE`: what would the law say to this document by itself? The checks of its step, with an empty docket."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, law_of, mistakes_told, say, text_of, told, with_book
from operis.core.findings import REFUSED, TO_BE_CHECKED, WARNING, Ground
from operis.documents.checking import CHECKED, Checked, checked, example
from operis.law.book import PACK, Book, Fault
from operis.strict_yaml import Malformed


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis check", description="Check one document against the law of a day and place.")
    parser.add_argument("file", nargs="?", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--law", default=PACK, help="pack, place and budget level: cn/41/county")
    parser.add_argument("--on", default="", help="the day of the law, like 2026-03-02 (default: today)")
    parser.add_argument(
        "--example", choices=sorted(CHECKED), metavar="KIND", help=f"print a complete file, which says when it passes: {', '.join(CHECKED)}"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON document")
    ask_language(parser)
    arguments = parser.parse_args(argv)
    if arguments.example:
        print(example(arguments.example), end="")
        return DONE
    if not arguments.file:
        parser.error("give a file, or --example KIND")
    return with_book(lambda book: check(book, arguments))


def check(book: Book, arguments: argparse.Namespace) -> int:
    faults: list[Fault] = []
    lang, law = language(arguments.lang), law_of(book, arguments.law, arguments.on, faults)
    if law is None or faults:
        return complain(faults)
    try:
        found = checked(book, text_of(arguments.file), arguments.file, law)
    except Malformed as wrong:
        return complain(mistakes_told(wrong.mistakes, lang, wrong.name))
    if arguments.json:
        document = {"findings": [as_document(ground) for ground in found.grounds], "rows": list(found.rows)}
        print(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        show(found.grounds, book, lang)
        print(*told_of(found, lang), sep="\n", file=sys.stderr)
    return FOUND if any(ground.severity in (REFUSED, WARNING) for ground in found.grounds) else DONE


def told_of(found: Checked, lang: str) -> Iterator[str]:
    """How much was checked, and what a file by itself cannot show."""
    yield say(_("Rows of the law that were asked: {count}."), lang, count=len(found.rows))
    open_ = sum(ground.severity == TO_BE_CHECKED for ground in found.grounds)
    if open_:
        says = _("To be checked on the record: {count}. A file by itself cannot show this; it is no mistake of the file.")
        yield say(says, lang, count=open_)


def as_document(ground: Ground) -> dict[str, Any]:
    plain = ground.plain()
    return {
        "rule": plain["row"],
        "severity": plain["severity"],
        "check": plain["check"],
        "at": plain["at"],
        "facts": plain["facts"],
        "says": told(ground.finding.says, ground.finding.facts),
        "do": told(ground.finding.do, ground.finding.facts),
    }


def show(grounds: tuple[Ground, ...], book: Book, lang: str) -> None:
    for ground in grounds:
        print(f"{ground.severity:14} {ground.row:10} {book.rows[ground.row].cite(lang)}")
        print(f"{'':14} {told(ground.finding.says, ground.finding.facts, lang)}")
        print(f"{'':14} → {told(ground.finding.do, ground.finding.facts, lang)}")
    counted = {0: _("Nothing found."), 1: _("One finding.")}.get(len(grounds), _("{count} findings."))
    print(say(counted, lang, count=len(grounds)), file=sys.stderr)
