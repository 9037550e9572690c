"""What do the words of the command line share? The law that was asked for, the language, and how mistakes are told."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from operis.cli._setting import use_installation
from operis.core.findings import FactValue
from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.core.wording import LANGUAGES, marked
from operis.law.book import Book, Fault, Law, LawError, load_book, parse_place
from operis.strict_yaml import Malformed, Mistake, Scalar

LOCALE = Path(__file__).parent.parent / "locale"
DONE, FOUND, MALFORMED, OURS = 0, 1, 2, 3
_ = marked
"""`say` translates what is marked."""


def say(template: str, lang: str = "en", **facts: object) -> str:
    """An English template in the language asked for, with its facts; a template without a translation stays English."""
    return template_in(template, lang).format(**facts)


def template_in(template: str, lang: str = "en") -> str:
    languages = ["zh_Hans"] if lang.lower().startswith("zh") else []
    return gettext.translation("django", LOCALE, languages, fallback=True).gettext(template)


def told(template: str, facts: Mapping[str, FactValue], lang: str = "en") -> str:
    """A finding's template with its facts, as a page would say it."""
    use_installation()
    from django.utils import translation

    from operis.documents.said import said

    with translation.override("zh-hans" if lang.startswith("zh") else "en"):
        return said(template, facts)


def ask_language(*parsers: argparse.ArgumentParser) -> None:
    """`--lang`; after a word of its own too, where more parsers are given than one."""
    for place, parser in enumerate(parsers):
        default = argparse.SUPPRESS if place else None
        parser.add_argument("--lang", choices=LANGUAGES, default=default, help="language of the answer (default: LANG)")


def language(given: str | None) -> str:
    """`--lang`, else LANG, else English; a LANG that is neither of ours, as `C.UTF-8`, is English too."""
    spoken = given or os.environ.get("LANG", "").partition("_")[0]
    return spoken if spoken in LANGUAGES else "en"


def complain(mistakes: Iterable[object], status: int = MALFORMED) -> int:
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return status


def text_of(file: str) -> str:
    """The text of a file, or of standard input for `-`; Malformed with the cure if there is none that can be read."""
    raw = b""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode()
    except FileNotFoundError as error:
        raise Malformed([Mistake("", _("There is no file {file}."), None, {"file": file})]) from error
    except OSError as error:
        facts = {"file": file, "why": error.strerror or str(error)}
        raise Malformed([Mistake("", _("The file {file} cannot be read: {why}."), None, facts)]) from error
    except UnicodeDecodeError as error:
        says = _("This is not UTF-8 text: byte {place} of the file, {byte}, cannot stand there. Save the file as UTF-8.")
        facts = {"place": f"{error.start + 1}", "byte": f"0x{raw[error.start]:02X}"}
        raise Malformed([Mistake("", says, raw.count(b"\n", 0, error.start) + 1, facts)], "" if file == "-" else file) from error


def mistakes_told(mistakes: Iterable[Mistake], lang: str, name: str = "") -> list[str]:
    """File, line and path of each, then the words in the language asked for."""
    return [": ".join([*filter(None, [name, _line(mistake, lang), mistake.pointer]), say(mistake.says, lang, **mistake.facts)])
            for mistake in mistakes]  # fmt: skip


def _line(mistake: Mistake, lang: str) -> str:
    return "" if mistake.line is None else say(_("line {line}"), lang, line=mistake.line)


def law_folder() -> Path | None:
    """OPERIS_LAW: another folder of law files than our own."""
    given = os.environ.get("OPERIS_LAW")
    return Path(given) if given else None


def with_book(then: Callable[[Book], int]) -> int:
    """Go on with the law; law files that cannot be read are ours to mend, not those of who asks."""
    try:
        book = load_book(law_folder())
    except LawError as error:
        return complain(error.faults, OURS)
    return then(book)


def pack_of(book: Book, given: str, faults: list[Fault]) -> tuple[str, str, str]:
    """Pack, place and level of `--law`; what is wrong with it goes to the faults."""
    try:
        pack, place, level = parse_place(given)
    except LawError as error:
        faults.extend(error.faults)
        return "", "", ""
    if pack not in book.zones:
        facts = {"pack": pack, "packs": ", ".join(book.zones)}
        faults.append(Fault("", None, "", "--law", "there is no pack {pack}; packs are {packs}", facts))
    elif place and not any(row.place for row in book.of(pack, place)):
        own = ", ".join(sorted({row.place for row in book.rows.values() if row.pack == pack and row.place})) or "-"
        says = "--law: no rows here are of {place} alone, only those for every place; places with rows of their own are: {own}."
        complain([says.format(place=place, own=own)])
    return pack, place, level


def law_of(book: Book, given: str, on: str | None, faults: list[Fault]) -> Law | None:
    """The law of `--law` on the day of `--on` (default: today there); what is wrong with either goes to the faults."""
    pack, place, level = pack_of(book, given, faults)
    day = day_of(on, faults) if on else None
    if pack not in book.zones:
        return None
    return Law(book, pack, place, level, act_day=day or datetime.now(ZoneInfo(book.zones[pack])).date())


def day_of(given: str, faults: list[Fault]) -> date | None:
    """The day of `--on`, written as a field of a file may be."""
    day = DayKind().read(Scalar(given, False, 1), "", Reading(ZoneInfo("UTC")))
    if isinstance(day, date):
        return day
    faults.append(Fault("", None, "", "--on", "write a day as 2026-03-02"))
    return None
