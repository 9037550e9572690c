"""`operis check FILE`: what would the law say to this document by itself? The checks of its step, with an empty docket."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from operis.cli._shell import DONE, FOUND, complain, day_of, language, pack_of, say, told, with_book
from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.case import Case
from operis.core.decider import Procedure, examine
from operis.core.fields import read, walk
from operis.core.findings import TO_BE_CHECKED, Ground
from operis.core.mandates import Mandate, Role
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.law.book import Book, Fault, Law
from operis.procedures import KINDS, METHODS, method_of
from operis.strict_yaml import Malformed, Mistake, Scalar, parse
from operis.strict_yaml import Mapping as Table

EXAMPLES = Path(__file__).with_name("examples")


@dataclass(frozen=True)
class Kind:
    """A document that can be checked: the command whose fields it has, and the role that puts it."""

    asked: type[Command]
    role: Role


CHECKED: Mapping[str, Kind] = {
    "plan": Kind(FilePlan, Role.BUYER), "notice": Kind(PublishNotice, Role.BUYER),
    "recruitment-plan": Kind(FileRecruitmentPlan, Role.INSTITUTION), "establishment": Kind(EnterEstablishment, Role.PLACES),
}  # fmt: skip
ENVELOPE = ("kind", "method", "language", "about")


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
        print((EXAMPLES / f"{arguments.example}.yaml").read_text("utf8"), end="")
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


def findings(book: Book, text: str, name: str, law: Law) -> tuple[Ground, ...]:
    """What the law of the day says to the document; Malformed with every mistake."""
    procedure, kind, asked = read_document(text, name, Calendar.of(book, pack=law.pack))
    step = procedure.steps[type(asked)]
    wrong = list(step.reads(asked, law))
    if wrong:
        raise Malformed(wrong, name)
    calendar = Calendar.of(book, pack=law.pack)
    case: Case[Any, Any] = Case(
        None, procedure.start(), asked, Mandate(role=kind.role), law.act_day, law, calendar, method=method_of(procedure)
    )
    return examine(step, case)


def read_document(text: str, name: str, calendar: Calendar) -> tuple[Procedure[Any], Kind, Command]:
    node = parse(text, name)
    if not isinstance(node, Table):
        raise Malformed([Mistake("/", "Give a table with a kind and the fields of the document.", node.line)], name)
    said = {key: value.text for key, value in node.pairs.items() if isinstance(value, Scalar)}
    kind = CHECKED.get(said.get("kind", ""))
    if kind is None:
        raise Malformed(
            [
                Mistake(
                    "/kind",
                    "“{given}” cannot be checked; there are: {kinds}.",
                    node.line,
                    {"given": said.get("kind", ""), "kinds": ", ".join(CHECKED)},
                )
            ],
            name,
        )
    procedure = KINDS.get(kind.asked.docket_kind)
    if kind.asked.docket_kind == "procurement":
        procedure = METHODS.get(said.get("method", ""))
    if procedure is None or kind.asked not in procedure.steps:
        methods = [one for one, method in METHODS.items() if kind.asked in method.steps]
        raise Malformed(
            [
                Mistake(
                    "/method",
                    "“{given}” is no method that can be checked; there are: {methods}.",
                    node.line,
                    {"given": said.get("method", ""), "methods": ", ".join(methods)},
                )
            ],
            name,
        )
    own = {key: value for key, value in node.pairs.items() if key not in ENVELOPE or key in walk(kind.asked)}
    try:
        asked = read(kind.asked, Table(own, node.key_lines, node.line), zone=calendar.zone, language=said.get("language", "zh"))
    except Malformed as wrong:
        raise Malformed(wrong.mistakes, name) from wrong
    return procedure, kind, asked


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
