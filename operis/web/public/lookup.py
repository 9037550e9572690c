"""Is this record number with this seal code on the record? The look-up behind the page Verify and the address /v/."""

import re
import unicodedata
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.dockets import DocketKind
from operis.core.mandates import ROLE_LABELS
from operis.dockets.kinds import KINDS
from operis.documents.days import claimed
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.ledger import read
from operis.ledger.folds import folded
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.ledger.receipt import SealCodeError, parse_seal_code, seal_code
from operis.ledger.states import state_of
from operis.registers.models import public_dockets
from operis.web.components.links import Link
from operis.web.public.verify import DIFFERS, MATCHES, UNKNOWN, WHICH, Checked
from operis.web.reading.dockets import Shown, hidden

NUMBER = re.compile(r"([A-Z0-9]+-(?:[0-9]{4}-[A-Z]-[0-9]{4,16}|[A-Z]-[A-Z0-9]{26}))(?:[^0-9]{1,14}([0-9]{1,9})[^0-9]{0,2})?")
"""A docket, and the act on it as our pages, papers and programs write it: by a blank, or with a word of either language around it."""


def look_up(number: str, code: str, fingerprint: str) -> Checked:
    """The entry of that number, and whether its code is the one given; numbers on records are from 1."""
    found = NUMBER.fullmatch(_plain(number))
    kind = KINDS.get(kind_of(found[1]) or "") if found is not None else None
    if found is not None and kind is not None and kind.secret:
        return _of_secret(kind, found[1], found[2], code)
    line = public_dockets().filter(number=found[1]).first() if found else None
    entries = read.entries(line.number) if line else []
    if found is None or line is None or not entries:
        return Checked(answer=UNKNOWN)
    process = Link(found[1], reverse("process", args=[found[1]]))
    if found[2] is None:
        return Checked(answer=WHICH, process=process)
    place = int(found[2]) - 1
    if not 0 <= place < len(entries):
        return Checked(answer=UNKNOWN, process=process)
    entry, state = entries[place], Shown(line, tuple(entries)).state
    if not _same(code, seal_code(entry.leaf)):
        return Checked(answer=DIFFERS, process=process)
    later = tuple(Link(f"{one.act.title_words.within(language())} {found[1]} {one.number}", f"{process.url}#act-{one.number}")
                  for one in entries[place + 1:] if one.said["act"]["kind"] == f"{_about(entry)}-corrected")  # fmt: skip
    return Checked(
        answer=MATCHES,
        title=_("An act that is not public yet") if hidden(state, entry) else entry.act.title_words.within(language()),
        by="" if hidden(state, entry) else _by(entry),
        at=entry.entered,
        claimed=None if hidden(state, entry) else claimed(entry),
        process=process,
        later=later,
        proof=Link(_("Download the proof"), reverse("record", args=[found[1]])),
    )


def _of_secret(kind: DocketKind[Any], number: str, no: str | None, code: str) -> Checked:
    """Who has both number and code has the receipt. Nobody else learns that there is such a bid, and nobody what it says before opening."""
    entries = read.entries(number)
    entry = next((one for one in entries if _same(code, seal_code(one.leaf)) and no in (None, f"{one.number}")), None)
    if entry is None:
        return Checked(answer=UNKNOWN)
    above = kind.parent(folded(number, entries).state)
    if above is None or not kind.let_out(number, entry.act, state_of(above)):
        says = _("A bid; not public yet") if entry.act.keeps else _("An act on a bid; it is not public")
        return Checked(answer=MATCHES, title=says, at=entry.entered)
    process = Link(above.upper(), reverse("process", args=[above.upper()]))
    title = entry.act.title_words.within(language())
    return Checked(answer=MATCHES, title=title, by=_by(entry), at=entry.entered, process=process)


def _about(entry: Stored) -> str:
    """What an act is about: the notice, of its publication and its correction."""
    return str(entry.said["act"]["kind"]).rpartition("-")[0]


def _plain(number: str) -> str:
    """As records write it: full-width forms, small letters, and the dashes that word processors put in, are understood."""
    typed = unicodedata.normalize("NFKC", number).upper()
    dashed = ("-" if unicodedata.category(char) == "Pd" or char == "\N{MINUS SIGN}" else char for char in typed)
    return " ".join("".join(dashed).split())


def _same(code: str, own: str) -> bool:
    try:
        return parse_seal_code(code) == own
    except SealCodeError:  # what is no code is not this one
        return False


def _by(entry: Stored) -> str:
    role, key = ROLE_LABELS[entry.mandate.role].within(language()), entry.mandate.body or ""
    body = names_of({key}).get(key, "")
    return _("{role}, {body}").format(role=role, body=body) if body else role
