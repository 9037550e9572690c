"""What do the words of the command line share? The law that was asked for, the language, and how mistakes are told."""

import gettext
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from operis.cli._setting import use_installation
from operis.core.findings import FactValue
from operis.law.book import Book, Fault, LawError, load_book, parse_place

LOCALE = Path(__file__).parent.parent / "locale"
DONE, FOUND, MALFORMED, OURS = 0, 1, 2, 3


def _(template: str) -> str:
    """Marks a template for the message files; `say` translates it."""
    return template


def say(template: str, lang: str = "en", **facts: object) -> str:
    """An English template in the language asked for, with its facts; a template without a translation stays English."""
    languages = ["zh_Hans"] if lang.lower().startswith("zh") else []
    return gettext.translation("django", LOCALE, languages, fallback=True).gettext(template).format(**facts)


def told(template: str, facts: Mapping[str, FactValue], lang: str = "en") -> str:
    """A finding's template with its facts, as a page would say it."""
    use_installation()
    from django.utils import translation

    from operis.documents.said import said

    with translation.override("zh-hans" if lang.startswith("zh") else "en"):
        return said(template, facts)


def language(given: str | None) -> str:
    """`--lang`, else LANG, else English."""
    return given or os.environ.get("LANG", "").partition("_")[0] or "en"


def complain(mistakes: Iterable[object], status: int = MALFORMED) -> int:
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return status


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
    return pack, place, level


def day_of(given: str, faults: list[Fault]) -> date | None:
    """The day of `--on`."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        faults.append(Fault("", None, "", "--on", "write a day as 2026-03-02"))
        return None
