"""`operis determine`: is a need a purchase of services, a service post, or neither; why, and what would change that?"""

import argparse
import json
from collections.abc import Sequence

from operis.cli._determination import words
from operis.cli._shell import DONE, OURS, _, ask_language, complain, language, law_of, mistakes_told, say, text_of, with_book
from operis.documents.needs import Need, read_need
from operis.law.book import PACK, Book, Fault, Law, LawError
from operis.rules.determination import as_json, determine_by, in_force, rulebook
from operis.strict_yaml import Malformed, parse

ABOUT = "Service, service post, or neither: the outcome of each part of a need, the reasons, the law, and what would change it."
EXAMPLE = "A file: {need: Day care, answers: {G01: yes, F01: supplier, F02: quantity, F03: yes, F08: supplier}}"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis determine", description=ABOUT, epilog=EXAMPLE)
    parser.add_argument("file", help="YAML or JSON with the answers, by the numbers of the questions; - reads standard input")
    parser.add_argument("--law", default=PACK, help="the pack, and where it matters the place: cn, cn/41, eu")
    parser.add_argument("--on", help="the day of the law (default: today)")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of words")
    ask_language(parser)
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
        return complain([*faults, *mistakes_told(error.mistakes, lang)])
    except LawError as error:
        return complain(error.faults, OURS)
    if not any(answers for _name, answers in need.parts):
        complain([say(_("Nothing was answered: the file gives no answers to the questions, so nothing is settled."), lang)])
    found = determine_by(rules, need.parts, package=need.package)
    print(json.dumps(as_json(found, lang), ensure_ascii=False, indent=2) if asked.json else words(rules, need, found, lang))
    return DONE


def _law(book: Book, asked: argparse.Namespace, faults: list[Fault]) -> Law | None:
    """The law that was asked for; None where the faults say why the answers cannot be compared with any."""
    law = law_of(book, asked.law, asked.on, faults)
    if law is None:
        return None
    if in_force(law):
        return law
    faults.append(Fault("", None, "", "--on", "the questions do not hold on {day}", {"day": str(law.act_day)}))
    return None


def _need(file: str, law: Law | None, lang: str) -> Need:
    return read_need(parse(text_of(file), "" if file == "-" else file), law, lang)
