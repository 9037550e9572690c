"""`operis run FILE`: does a whole case go as it is written? Each step through the clerk, on a database of its own."""

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from operis.cli._person import administrator
from operis.cli._setting import open_installation, passing_installation
from operis.cli._shell import DONE, FOUND, MALFORMED, _, ask_language, complain, language, law_folder, mistakes_told, say, text_of, told
from operis.law.book import LawError, load_book, parse_place
from operis.strict_yaml import Malformed

CURE = "A setup needs a record without a county of its own: run the case without --into, or into an installation that is new."


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        "operis run", description="Run a case file through the clerk and compare each step with what is written."
    )
    parser.add_argument("file", nargs="?", help="a case file, or - for standard input")
    parser.add_argument("--into", metavar="DATA", help="keep the case in this installation; its origin must begin with demo.")
    parser.add_argument("--record", metavar="NUMBER", help="write a case file from a docket of this installation")
    parser.add_argument("--data", help="the installation of --record (default: OPERIS_DATA, else ./data)")
    parser.add_argument("--json", action="store_true", help="print the timeline as one JSON document")
    ask_language(parser)
    arguments = parser.parse_args(argv)
    if arguments.record:
        open_installation(arguments.data, reads=True)
        return write_case(arguments.record)
    if not arguments.file:
        parser.error("give a case file, or --record NUMBER")
    if arguments.into:
        open_installation(arguments.into)
    with nullcontext() if arguments.into else passing_installation():
        return run_file(arguments.file, into=bool(arguments.into), as_json=arguments.json, lang=language(arguments.lang))


def write_case(number: str) -> int:
    """Write a case file from a docket, and say of which dockets it lacks private values."""
    from operis.cases.recording import record_case
    from operis.clerk import NoSuchDocketError

    try:
        left = record_case(number, sys.stdout)
    except NoSuchDocketError:
        return complain([f"There is no docket {number} here."])
    if left:
        print(f"Private values were left out of {', '.join(left)}.", file=sys.stderr)
    return DONE


def run_file(file: str, *, into: bool, as_json: bool, lang: str) -> int:
    """Run one file in the installation that is set up; 0 as written, 1 otherwise, 2 malformed."""
    from django.conf import settings

    from operis.cases.casefile import read_case
    from operis.cases.running import Running, SetupRefusedError, run_secret
    from operis.core.calendar import Calendar
    from operis.weighing import Office

    if into and not settings.OPERIS_ORIGIN.startswith("demo."):
        return complain([f"This ledger is {settings.OPERIS_ORIGIN}: a case is only run into one whose origin begins with demo."])
    try:
        book = load_book(law_folder())
        case = read_case(text_of(file), "-" if file == "-" else Path(file).name, Calendar.of(book).zone)
        pack, place, level = parse_place(case.law)
        office = Office(book, pack, place, level, settings.OPERIS_PREFIX)
        running = Running(case, office, run_secret(settings.OPERIS_DATA), Path() if file == "-" else Path(file).parent)
        running.evidence = f"{administrator()}: {case.name}" if into else None
        lines = []
        for ran in running.run():
            lines.append(ran)
            if not as_json:
                show(ran, lang)
    except Malformed as wrong:
        return complain(mistakes_told(wrong.mistakes, lang, wrong.name))
    except LawError as fault:
        return complain([fault])
    except SetupRefusedError as refused:
        where = f"{case.name}: line {case.setup_line}: /setup"
        grounds = [(ground.row, told(ground.finding.says, ground.finding.facts, lang)) for ground in refused.said.refusal.grounds]
        return complain([*(f"{where}: refused under {row}: {says}" for row, says in grounds), f"{where}: {CURE}"], FOUND)
    failed = next((ran for ran in lines if ran.failed), None)
    if as_json:
        print(
            json.dumps(
                {"case": case.title, "steps": [as_document(ran) for ran in lines], "failed": failed.failed if failed else None},
                ensure_ascii=False,
                indent=1,
            )
        )
    elif failed is None:
        print(say("All {count} steps went as written.", lang, count=len(lines)), file=sys.stderr)
    return FOUND if failed else DONE


def as_document(ran: Any) -> dict[str, Any]:
    from operis.clerk import Refused

    document: dict[str, Any] = {"at": ran.step.at.isoformat(), "by": list(ran.step.by), "do": ran.step.do, "docket": ran.docket}
    if isinstance(ran.said, Refused):
        refusal = ran.said.refusal
        document |= {"refusal": ran.said.number, "grounds": [ground.plain() for ground in refusal.grounds], "more": refusal.more}
    elif ran.said is not None:
        document |= {
            "acts": [entry.said["act"]["kind"] for entry in ran.said.entries],
            "notes": [n.plain() for n in ran.said.entries[0].notes],
        }
    return document | ({"failed": ran.failed} if ran.failed else {})


def show(ran: Any, lang: str) -> None:
    """One line for the step, one for each ground, with the article."""
    from django.utils import translation

    from operis.clerk import Refused
    from operis.documents.names import by_name

    print(f"{ran.step.at:%Y-%m-%d %H:%M}  {', '.join(ran.step.by):12}  {ran.step.do:24}  {ran.docket}")
    grounds = ran.said.refusal.grounds if isinstance(ran.said, Refused) else ran.said.entries[0].notes if ran.said else ()
    for entry in () if ran.said is None or isinstance(ran.said, Refused) else ran.said.entries:
        print(f"                    → {entry.said['act']['kind']}")
    for ground in grounds:
        with translation.override("zh-hans" if lang.startswith("zh") else "en"):
            finding = by_name(ground.finding)
        print(f"                    {'✗' if ground.blocks else '!'} {ground.row}: {told(finding.says, finding.facts, lang)}")
    if isinstance(ran.said, Refused) and ran.said.refusal.more:
        more = _("And {count} more grounds: put these right first.")
        print(f"                    {say(more, lang, count=ran.said.refusal.more)}")
    if ran.failed:
        print(f"line {ran.step.line}: {ran.step.do}: {ran.failed}", file=sys.stderr)


__all__ = ["MALFORMED", "main", "run_file"]
