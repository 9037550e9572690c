"""What becomes of the files that were chosen at a form? Each is a row of its list, or a sentence that says why it is not."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpRequest
from django.utils.translation import gettext as _

from operis import clock
from operis.attachments.models import Brought, brought_by, take
from operis.attachments.receiving import EMPTY, FILES_MAX, LARGEST_BYTES, NO_ROOM, NOT_TAKEN, TOO_LARGE, TOO_MANY, Arrived
from operis.attachments.sorts import ENDINGS, MACROS, MARKUP, TOO_BIG_INSIDE, UNPACKED_BYTES_MAX, sort_of
from operis.core.acts import Command
from operis.core.mandates import Mandate
from operis.web.components.form import FILES, Files
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed, file_lists, named, rows_of, scans, with_row
from operis.web.reading.sizes import kind_words, size_words

NAME_MAX = 150


@dataclass(frozen=True, slots=True)
class Chosen:
    """The form with its new rows, and what is wrong with the other files, by list."""

    typed: dict[str, str]
    wrong: Mapping[str, list[str]]


def chosen(request: HttpRequest, mandate: Mandate, record: type[Command], typed: dict[str, str]) -> Chosen:
    """Every list of files of the form takes those that were chosen for it; one that fails leaves the others."""
    wrong: dict[str, list[str]] = {}
    for name in [] if record.attached else [*file_lists(record, typed)]:
        came: list[object] = [*request.FILES.getlist(named(name, FILES))]
        for one in came:
            if isinstance(one, Arrived):
                fault, kept = _taken(one, mandate, typed, name)
                if fault:
                    wrong.setdefault(name, []).append(fault)
                typed = _with(typed, name, kept, clean(one.title)) if kept else typed
    for name in [] if record.attached else [*scans(record)]:
        for last in [*request.FILES.getlist(named(name, FILES))][-1:]:
            fault, kept = _taken(last, mandate, typed, name) if isinstance(last, Arrived) else ("", None)
            if fault:
                wrong.setdefault(name, []).append(fault)
            typed = {**typed, name: kept.sha256} if kept else typed
    return Chosen(typed, wrong)


def files_of(at: Sitting, typed: Typed) -> Files | None:
    """What a form shows of files: none where it has no list of them, or where they stay in the browser until they are sealed."""
    lists = [] if at.step.asked.attached else [*file_lists(at.step.asked, typed)]
    if at.step.asked.attached or not (lists or [*scans(at.step.asked)]):
        return None
    scanned = (typed.get(name, "").strip() for name in scans(at.step.asked))
    digests = [one for one in (*(one for name in lists for one in _digests(typed, name)), *scanned) if one]
    there = brought_by(at.mandate.persons, digests)
    return Files(limits(), {digest: f"{kind_words(one.kind)}, {size_words(one.size)}" for digest, one in there.items()})


def clean(name: str) -> str:
    """A name as it is shown: nothing that cannot be seen, or that turns what is read around; its ending stays however long it is."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    path = Path(re.sub(r"\s+", " ", seen).strip())
    return path.stem[: NAME_MAX - len(path.suffix)].rstrip() + path.suffix[:NAME_MAX]


def limits() -> tuple[str, ...]:
    """What is told before anybody chooses."""
    says = _("At most {count} files of {size} each: {kinds}.")
    return (says.format(count=FILES_MAX, size=size_words(LARGEST_BYTES), kinds=_kinds()),)


def _taken(one: Arrived, mandate: Mandate, typed: Typed, name: str) -> tuple[str, Brought | None]:
    title = clean(one.title)
    if not title.strip(" ."):
        return _("A file came without a name. Give it one, with its ending, and choose it again."), None
    fault = one.fault or (TOO_MANY if rows_of(typed, name) >= FILES_MAX else "")
    if fault:
        return fault_words(fault, title, one.size), None
    assert one.path is not None  # without a fault it lies there
    ending, sort = Path(title).suffix.lower(), sort_of(one.path)
    facts = {"name": title, "kind": kind_words(sort.kind), "said": kind_words(ENDINGS.get(ending, "")), "kinds": _kinds()}
    if not sort.kind:
        return _("What is in “{name}” is none of the kinds that are taken: {kinds}.").format(**facts), None
    if sort.fault:
        return fault_words(sort.fault, title, one.size), None
    if ending not in ENDINGS:
        return _("“{name}” has no ending that is taken. By its content it is: {kind}. Correct its name.").format(**facts), None
    if not sort.fits(title):
        says = _("“{name}” says by its ending that it is: {said}. By its content it is: {kind}. Correct its name, or save it again.")
        return says.format(**facts), None
    try:
        return "", take(one, sort.kind, mandate.persons[0], clock.now())
    except OSError:
        return fault_words(NO_ROOM, title, one.size), None


def fault_words(fault: str, name: str, size: int) -> str:
    says = {
        EMPTY: _("“{name}” is empty. Look whether it was saved, and choose it again."),
        TOO_LARGE: _("“{name}” has {size}; a file may have {most} at most. Make it smaller, or divide it."),
        TOO_MANY: _("“{name}” was not taken: there may be {count} files at most."),
        NO_ROOM: _("“{name}” could not be kept: the disk of this site takes nothing more. Tell whoever runs it; nothing else was lost."),
        NOT_TAKEN: _("“{name}” did not come along. Choose it again."),
        MARKUP: _("“{name}” begins like a web page and not like a PDF file. Save it as PDF again, from the program that made it."),
        MACROS: _("“{name}” carries macros, which are programs. Save it without macros, or as PDF."),
        TOO_BIG_INSIDE: _("“{name}” has more than {inside} when it is unpacked. Make the pictures in it smaller, or save it as PDF."),
    }
    inside = size_words(UNPACKED_BYTES_MAX)
    return says[fault].format(name=name, size=size_words(size), most=size_words(LARGEST_BYTES), inside=inside, count=FILES_MAX)


def _kinds() -> str:
    return _(", ").join(kind_words(one) for one in dict.fromkeys(ENDINGS.values()))


def _with(typed: dict[str, str], name: str, kept: Brought, title: str) -> dict[str, str]:
    """One more row; the same file again is the same row."""
    if kept.sha256 in _digests(typed, name):
        return typed
    row = named(name, rows_of(typed, name))
    return {**with_row(typed, name), f"{row}-name": title, f"{row}-size": str(kept.size), f"{row}-sha256": kept.sha256}


def _digests(typed: Typed, name: str) -> Iterator[str]:
    return (typed.get(named(name, row, "sha256"), "") for row in range(rows_of(typed, name)))
