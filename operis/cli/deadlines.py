"""`operis deadlines`: until when must it be done, from when may it be, and how is that counted?"""

import argparse
import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from operis.cli._shell import DONE, ask_language, complain, day_of, language, pack_of, say, with_book
from operis.core.calendar import Calendar
from operis.core.deadlines import Deadline, deadlines
from operis.documents.periods import plain
from operis.law.book import PACK, Book, Fault, Law

ABOUT = "For each period that one of the events starts: when it ends, under which rule, and how it was counted."
EVENT = re.compile(r"([a-z-]+)=(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:[+-]\d{2}:\d{2}|Z)?)?)")
YEARS = range(1900, 3000)  # a year has four digits, and what is counted from it has to stay in them
BOUNDS = {"min": "not before", "max": "not after", "exact": "until", "before": "after"}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis deadlines", description=ABOUT)
    parser.add_argument("event", nargs="*", help="what happened, and when: bidding-documents-issued=2026-03-02, or with T09:00")
    parser.add_argument("--law", default=PACK, help="the pack, and where it matters place and budget level: cn, cn/41/county, eu")
    parser.add_argument("--on", help="the day of the law (default: for each event its own day)")
    parser.add_argument("--method", help="only what covers this method of procurement: open-tender, competitive-consultation ...")
    parser.add_argument("--object", help="only what covers this object: services, goods, works")
    parser.add_argument("--events", action="store_true", help="list the acts and moments that start or end a period")
    parser.add_argument("--json", action="store_true", help="one JSON document instead of words")
    ask_language(parser)
    asked = parser.parse_args(argv)
    return with_book(lambda book: _events(book, asked) if asked.events else _answer(book, asked))


def _answer(book: Book, asked: argparse.Namespace) -> int:
    faults: list[Fault] = []
    for option, given, known in (("--method", asked.method, book.methods), ("--object", asked.object, book.objects)):
        if given is not None and given not in known:
            says = "there is no {given}; there are {known}"
            faults.append(Fault("", None, "", option, says, {"given": given, "known": ", ".join(known)}))
    events = _named_once([one for word in asked.event for one in _event(word, book, faults)], faults)
    if not asked.event:
        faults.append(Fault("", None, "", "event", "give at least one, as in bidding-documents-issued=2026-03-02"))
    day = day_of(asked.on, faults) if asked.on else None
    pack, place, level = pack_of(book, asked.law, faults)
    if faults:
        return complain(faults)
    calendar = Calendar.of(book, pack=pack)
    found = [
        one
        for name, moment in events.items()
        for one in deadlines(
            Law(book, pack, place, level, act_day=day or calendar.day(moment)), calendar, {name: moment},
            method=asked.method, object=asked.object,
        )
    ]  # fmt: skip
    lang = language(asked.lang)
    if asked.json:
        print(json.dumps([plain(one, lang, _how(one, lang)) for one in found], ensure_ascii=False, indent=2))
    else:
        lines = [_words(one, book, lang, with_methods=asked.method is None) for one in found]
        print("\n".join(lines) or say("No period in this law starts from these events.", lang))
    return DONE


def _event(word: str, book: Book, faults: list[Fault]) -> list[tuple[str, date | datetime]]:
    """The event that a word of the command line names, or what is wrong with it."""
    word = unicodedata.normalize("NFKC", word)  # ２０２６ as an input method writes it
    name, _, given = word.partition("=")
    if not EVENT.fullmatch(word):
        faults.append(Fault("", None, "", word, "write an event and its day: bidding-documents-issued=2026-03-02, or with T09:00"))
    elif name not in book.events:
        faults.append(Fault("", None, "", name, "is no act and no moment; operis deadlines --events lists them"))
    else:
        try:
            moment = datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
        except ValueError:
            faults.append(Fault("", None, "", word, "there is no such day or time"))
        else:
            if moment.year in YEARS:
                return [(name, moment)]
            faults.append(Fault("", None, "", word, "no period is counted from so far away a day"))
    return []


def _named_once(named: list[tuple[str, date | datetime]], faults: list[Fault]) -> dict[str, date | datetime]:
    events = dict(named)
    twice = [name for name in events if sum(name == other for other, _ in named) > 1]
    faults.extend(Fault("", None, "", name, "is given twice; ask for one day at a time") for name in twice)
    return events


def _words(one: Deadline, book: Book, lang: str, *, with_methods: bool) -> str:
    """Where all methods stand side by side, each line says for which it holds."""
    when = f"{one.date:%Y-%m-%d %H:%M}" if isinstance(one.date, datetime) else str(one.date or "-")
    methods = [book.methods[name].said(lang) for name in one.row.methods] if with_methods else []
    only = f" ({', '.join(methods)})" if methods else ""
    ends = f"{say(BOUNDS[one.bound], lang)} {when}: {book.events[one.to].title.said(lang)}{only} [{one.rule}]"
    return f"{ends}\n    {one.row.cite(lang)}\n    {_how(one, lang)}"


def _how(one: Deadline, lang: str) -> str:
    return " ".join(say(reason.says, lang, **reason.facts) for reason in one.how)


def _events(book: Book, asked: argparse.Namespace) -> int:
    lang = language(asked.lang)
    if asked.json:
        print(json.dumps({name: moment.title.said(lang) for name, moment in book.events.items()}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(f"{name}: {moment.title.said(lang)}" for name, moment in book.events.items()))
    return DONE
