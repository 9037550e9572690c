"""`operis law`: is the law sound, what does a row say, what changes, what would an overlay change, who uses which row?"""

import argparse
import difflib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from operis.cli._setting import ask_data, has_installation
from operis.cli._shell import DONE, FOUND, _, ask_language, complain, language, law_folder, law_of, mistakes_told, say, text_of, with_book
from operis.documents.purchasing.lint import mistakes
from operis.documents.purchasing.texts import every_text as purchasing_texts
from operis.law import concordance
from operis.law.book import PACK, Book, Fault, Law, LawError, Row, load_book
from operis.law.compare import Change, between_books, between_days, with_overlay
from operis.law.lint import Binding, below_floor, lint, lint_bindings, repeated_numbers, unread_periods, unread_terms
from operis.strict_yaml import Malformed

TESTS = Path(__file__).parent.parent.parent / "tests"
CONCORDANCE = TESTS.parent / "docs" / "concordance.md"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis law", description=__doc__)
    words = parser.add_subparsers(dest="word", required=True)
    _word(words, "lint", "check every law file, and what the procedures read of it")
    show = _word(words, "show", "one row: what it says, since when, how sure it is, who uses it")
    show.add_argument("id")
    diff = _word(words, "diff", "what changes between two days, or between two folders of law files")
    diff.add_argument("first", metavar="A")
    diff.add_argument("second", metavar="B")
    what_if = _word(words, "what-if", "check an overlay file, and say which rows and which open dockets it would change")
    what_if.add_argument("file")
    ask_data(what_if)
    who = _word(words, "concordance", "each row with its checks and tests, and the rows that no check uses")
    who.add_argument("--write", action="store_true", help=f"write docs/{CONCORDANCE.name} instead of printing")
    asked = parser.parse_args(argv)
    return WORDS[asked.word](asked)


def _word(words: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str) -> argparse.ArgumentParser:
    word = words.add_parser(name, help=about, description=about)
    word.add_argument("--law", default=PACK, help="the pack, and where it matters place and budget level: cn, cn/41/county, eu")
    word.add_argument("--on", help="the day on which the law is read (default: today)")
    word.add_argument("--json", action="store_true", help="one JSON document instead of words")
    ask_language(word)
    return word


def bindings() -> tuple[Binding, ...]:
    """What the procedures are bound to."""
    from operis.procedures import bindings as bound  # here, because `law diff` need not load every procedure

    return tuple(bound())


def acts_made() -> dict[str, set[str]]:
    """Which acts each method of procurement makes."""
    from operis.procedures import METHODS

    return {name: {make.act.kind for step in method.listed for make in step.then} for name, method in METHODS.items()}


def read_terms(book: Book) -> frozenset[tuple[str, str]]:
    """Row and term of all that the procedures, and the arithmetic of an evaluation, read."""
    from operis.procedures import terms_read_of

    return frozenset(terms_read_of(book))


def _lint(asked: argparse.Namespace) -> int:
    try:
        book = load_book(law_folder())
    except LawError as error:
        return _told(asked, error.faults, [], [], [])
    asked_wrongly: list[Fault] = []
    if _law(book, asked, asked_wrongly) is None:
        return complain(asked_wrongly)
    bound = bindings()
    unread = [f"{row.id} ({method})" for method, row in unread_periods(book, bound, acts_made())]
    faults = [*lint(book), *lint_bindings(book, bound), *unread_terms(book, read_terms(book)), *mistakes(purchasing_texts(), book)]
    low = [f"{row.id}.{term}" for row, term in below_floor(book)]
    return _told(asked, faults, [f"{row.id}.{term}" for row, term in repeated_numbers(book)], unread, low)


def _told(asked: argparse.Namespace, faults: Sequence[Fault], repeated: list[str], unread: list[str], low: list[str]) -> int:
    lang = language(asked.lang)
    if asked.json:
        told = [str(fault) for fault in faults]
        _print_json({"faults": told, "repeated_numbers": repeated, "unread_periods": unread, "below_floor": low})
    else:
        complain(faults)
        print(say("{count} mistakes. {repeated} numbers stand in the words of a row too.", lang, count=len(faults), repeated=len(repeated)))
        print(say("Periods that start in a method and that no step of it reads: {unread}.", lang, unread=", ".join(unread) or "-"))
        if low:
            print(say("Amounts of places lower than the national guide allows: {low}.", lang, low=", ".join(low)))
    return FOUND if faults else DONE


def _show(asked: argparse.Namespace) -> int:
    def show(book: Book) -> int:
        faults: list[Fault] = []
        law = _law(book, asked, faults)
        if asked.id not in book.rows:
            faults.append(Fault("", None, "", asked.id, "is no row of the law; {near}", {"near": _near(asked.id, book.rows)}))
        if law is None or faults:
            return complain(faults)
        said = _row(law.row(asked.id), law, language(asked.lang))
        if asked.json:
            _print_json(said)
        else:
            print("\n".join(f"{name}: {_said(value)}" for name, value in said.items() if value not in (None, "", [], {})))
        return DONE

    return with_book(show)


def _near(asked: str, ids: Iterable[str]) -> str:
    """What may have been meant, in whatever case it was written."""
    by_upper = {id.upper(): id for id in ids}
    near = difflib.get_close_matches(asked.upper(), by_upper, n=3)
    return f"near it: {', '.join(by_upper[id] for id in near)}" if near else "/rules/ lists them, and operis law concordance"


def _row(row: Row, law: Law, lang: str) -> dict[str, object]:
    checks = sorted({f"{one.rule} ({one.method})" if one.method else one.rule for one in bindings() if one.row == row.id})
    return {
        "rule": row.id,
        "citation": row.cite(lang),
        "says": row.says.said(lang),
        "kind": row.kind,
        "in_force": row.holds(law.day(row)),
        "from": row.first.isoformat() if row.first else None,
        "until": row.last.isoformat() if row.last else None,
        "methods": list(row.methods),
        "objects": list(row.objects),
        "levels": list(row.levels),
        "terms": {term: row.value(term) for term in row.terms if row.has(term)},
        "confidence": f"rule {row.confidence.rule}, article {row.confidence.article}",
        "binding": row.blocks,
        "note": row.note.said(lang) if row.note else None,
        "sources": [law.book.sources.get(key, key) for key in row.seen],
        "checks": checks,
        "page": f"/rules/{row.id}/",
    }


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "; ".join(f"{name} = {_said(item)}" for name, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _diff(asked: argparse.Namespace) -> int:
    days = [_as_day(word) for word in (asked.first, asked.second)]
    folders = [Path(word) for word in (asked.first, asked.second)]
    if days[0] and days[1]:
        first, second = days[0], days[1]
        return with_book(lambda book: _of_days(book, asked, first, second))
    wrong = [Fault("", None, "", str(folder), "is neither a day like 2026-03-02 nor a folder") for folder in folders if not folder.is_dir()]
    if wrong:
        return complain(wrong)
    try:
        before, after = (load_book(folder) for folder in folders)
    except LawError as error:
        return complain(error.faults)
    return _changes(asked, between_books(before, after))


def _of_days(book: Book, asked: argparse.Namespace, first: date, second: date) -> int:
    faults: list[Fault] = []
    law = _law(book, asked, faults)
    return complain(faults) if law is None else _changes(asked, between_days(book.of(law.pack, law.place), first, second))


def _what_if(asked: argparse.Namespace) -> int:
    def compare(book: Book) -> int:
        faults: list[Fault] = []
        law = _law(book, asked, faults)
        if law is None:
            return complain(faults)
        name = f"{law.pack}/places/{law.place}.yaml" if law.place else f"{law.pack}/{Path(asked.file).name}"
        try:
            after = with_overlay(book, text_of(asked.file), name)
        except Malformed as wrong:
            return complain(mistakes_told(wrong.mistakes, language(asked.lang), wrong.name))
        except LawError as error:
            return complain([replace(fault, file=asked.file) if fault.file else fault for fault in error.faults])
        return _what_if_told(asked, list(between_books(book, after)), law, after)

    return with_book(compare)


def _what_if_told(asked: argparse.Namespace, changes: list[Change], law: Law, after: Book) -> int:
    """The rows that change, then the open dockets: those of this installation, if there is one."""
    lang, installed = language(asked.lang), has_installation(asked.data)
    if installed:
        from operis.cli import _overlaid  # here, because the words that read law alone need no database

        count, dockets = _overlaid.touched(law, after)
    if asked.json:
        found = {"looked_at": count, "changed": [_overlaid.plain(one, lang) for one in dockets]} if installed else None
        _print_json({"rows": [_plain(one) for one in changes], "dockets": found})
        return DONE
    _changes(asked, changes)
    if installed:
        print("\n".join(_overlaid.words(count, dockets, after, lang)))
    else:
        print(say(_("No dockets were looked at: there is no installation here. `operis init` makes one."), lang), file=sys.stderr)
    return DONE


def _plain(one: Change) -> dict[str, object]:
    return {"rule": one.row, "what": one.what, "path": one.path, "before": one.before, "after": one.after}


def _changes(asked: argparse.Namespace, changes: Iterable[Change]) -> int:
    found = list(changes)
    if asked.json:
        _print_json([_plain(one) for one in found])
    else:
        print("\n".join(_change(one) for one in found) or say("Nothing changes.", language(asked.lang)))
    return DONE


def _change(one: Change) -> str:
    return f"{one.row}: {one.what}" + (f" {one.path}: {_short(one.before)} -> {_short(one.after)}" if one.path else "")


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _concordance(asked: argparse.Namespace) -> int:
    def write(book: Book) -> int:
        faults: list[Fault] = []
        if _law(book, asked, faults) is None:
            return complain(faults)
        found = list(concordance.uses(book, bindings(), concordance.named_in(TESTS, book.rows)))
        if asked.json:
            _print_json(
                [{"rule": use.row.id, "checks": use.checks, "why_none": use.why, "tests": use.tests, "page": use.page} for use in found]
            )
        elif asked.write:
            CONCORDANCE.write_text(concordance.document(found, book.unread), "utf8")
        else:
            print(concordance.document(found, book.unread), end="")
        return DONE

    return with_book(write)


def _law(book: Book, asked: argparse.Namespace, faults: list[Fault]) -> Law | None:
    """The law that was asked for; None where it was asked wrongly, which the faults tell."""
    law = law_of(book, asked.law, asked.on, faults)
    return None if faults else law


def _as_day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


WORDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "lint": _lint, "show": _show, "diff": _diff, "what-if": _what_if, "concordance": _concordance,
}  # fmt: skip
