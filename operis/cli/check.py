"""`operis check FILE`: what would the law say to this document by itself? The checks of its step, with an empty docket."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operis.cli._shell import DONE, FOUND, complain, day_of, language, pack_of, say, told, with_book
from operis.core.calendar import Calendar
from operis.core.findings import TO_BE_CHECKED, Ground
from operis.documents.checking import CHECKED, example, findings
from operis.law.book import Book, Fault, Law
from operis.strict_yaml import Malformed


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis check", description="Check one document against the law of a day and place.")
    parser.add_argument("file", nargs="?", help="a YAML or JSON file, or - for standard input")
    parser.add_argument("--law", default="cn", help="pack, place and budget level: cn/41/county")
    parser.add_argument("--on", default="", help="the day of the law, like 2026-03-02 (default: today)")
    parser.add_argument(
        "--example", choices=sorted(CHECKED), metavar="KIND", help=f"print a complete file that passes: {', '.join(CHECKED)}"
    )
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON document")
    parser.add_argument("--lang", help="en or zh")
    arguments = parser.parse_args(argv)
    if arguments.example:
        print(example(arguments.example), end="")
        return DONE
    if not arguments.file:
        parser.error("give a file, or --example KIND")
    return with_book(lambda book: check(book, arguments))


def check(book: Book, arguments: argparse.Namespace) -> int:
    faults: list[Fault] = []
    pack, place, level = pack_of(book, arguments.law, faults)
    calendar = Calendar.of(book, pack=pack) if pack else None
    day = day_of(arguments.on, faults) if arguments.on or calendar is None else calendar.day(datetime.now(UTC))
    if faults or day is None:
        return complain(faults)
    try:
        text = sys.stdin.read() if arguments.file == "-" else Path(arguments.file).read_text("utf8")
        grounds = findings(book, text, arguments.file, Law(book, pack, place, level, act_day=day))
    except (OSError, UnicodeDecodeError) as fault:
        return complain([f"{arguments.file}: {fault}"])
    except Malformed as wrong:
        return complain([wrong])
    if arguments.json:
        print(json.dumps({"findings": [as_document(ground) for ground in grounds]}, ensure_ascii=False, indent=1))
    else:
        show(grounds, book, language(arguments.lang))
    return FOUND if any(ground.severity != TO_BE_CHECKED for ground in grounds) else DONE


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
    print(say("{count} findings.", lang, count=len(grounds)) if grounds else say("Nothing found.", lang), file=sys.stderr)
