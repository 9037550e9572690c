"""`operis determine`: is a need a purchase of services, a service post, or neither; why, and what would change that?"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from operis.cli._determination import words
from operis.cli._shell import DONE, OURS, _, complain, day_of, language, pack_of, say, with_book
from operis.documents.needs import Need, read_need
from operis.law.book import Book, Fault, Law, LawError
from operis.rules.determination import as_json, determine_by, in_force, rulebook
from operis.strict_yaml import Malformed, Mistake, parse

ABOUT = "Service, service post, or neither: the outcome of each part of a need, the reasons, the law, and what would change it."
EXAMPLE = "A file: {need: Day care, answers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier}}"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis determine", description=ABOUT, epilog=EXAMPLE)
    parser.add_argument("file", help="YAML or JSON with the answers, by the numbers of the questions; - reads standard input")
    parser.add_argument("--law", default="cn", help="the pack, and where it matters the place: cn, cn/41, eu")
    parser.add_argument("--on", help="the day of the law (default: today)")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of words")
    parser.add_argument("--lang", help="language of the answer: en or zh (default: LANG)")
    asked = parser.parse_args(argv)
    return with_book(lambda book: _answer(book, asked))


def _answer(book: Book, asked: argparse.Namespace) -> int:
    """The outcome, or all that is wrong with what was asked: the options and the file at once."""
    lang = language(asked.lang)
    faults: list[Fault] = []
    law = _law(book, asked, faults)
    try:
        need = _need(asked.file, law, lang)
        if law is None or faults:
            return complain(faults)
        rules = rulebook(law)
    except Malformed as error:
        return complain([*faults, *(_told(mistake, lang) for mistake in error.mistakes)])
    except LawError as error:
        return complain(error.faults, OURS)
    found = determine_by(rules, need.parts, package=need.package)
    print(json.dumps(as_json(found, lang), ensure_ascii=False, indent=2) if asked.json else words(rules, need, found, lang))
    return DONE


def _law(book: Book, asked: argparse.Namespace, faults: list[Fault]) -> Law | None:
    """The law that was asked for; None where the faults say why the answers cannot be compared with any."""
    day = day_of(asked.on, faults) if asked.on else None
    pack, place, level = pack_of(book, asked.law, faults)
    if pack not in book.zones:
        return None
    law = Law(book, pack, place, level, act_day=day or datetime.now(ZoneInfo(book.zones[pack])).date())
    if in_force(law):
        return law
    faults.append(Fault("", None, "", "--on", "the questions do not hold on {day}", {"day": str(law.act_day)}))
    return None


def _need(file: str, law: Law | None, lang: str) -> Need:
    name = "" if file == "-" else file
    try:
        text = (sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()).decode()
    except OSError as error:
        raise Malformed(
            [Mistake("", _("The file {file} cannot be read: {why}."), None, {"file": file, "why": error.strerror or str(error)})]
        ) from error
    except UnicodeDecodeError as error:
        raise Malformed([Mistake("", _("This is not UTF-8 text: {why}."), None, {"why": error.reason})], name) from error
    return read_need(parse(text, name), law, lang)


def _told(mistake: Mistake, lang: str) -> str:
    """Line and path, then the words in the language asked for."""
    where = [say(_("line {line}"), lang, line=mistake.line)] if mistake.line is not None else []
    return ": ".join([*where, *filter(None, [mistake.pointer]), say(mistake.says, lang, **mistake.facts)])
