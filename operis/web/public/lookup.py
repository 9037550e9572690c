"""Is this record number with this seal code on the record? The look-up behind the page Verify and the address /v/."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.dockets import DocketKind
from operis.core.mandates import ROLE_LABELS
from operis.dockets.kinds import KINDS
from operis.documents.days import claimed
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.documents.summaries import summary
from operis.ledger import read
from operis.ledger.folds import folded
from operis.ledger.numbers import in_parts, kind_of
from operis.ledger.read import Stored
from operis.ledger.receipt import SealCodeError, parse_seal_code, seal_code
from operis.ledger.states import state_of
from operis.registers.models import public_dockets
from operis.web.components.links import Link
from operis.web.public.verify import DIFFERS, MATCHES, UNKNOWN, WHICH, Checked
from operis.web.reading.dockets import Shown, hidden


def look_up(number: str, code: str, fingerprint: str) -> Checked:
    """The entry of that number, and whether its code is the one given; numbers on records are from 1."""
    docket, no = in_parts(number) or ("", None)
    kind = KINDS.get(kind_of(docket) or "")
    if kind is not None and kind.secret:
        return _of_secret(kind, docket, no, code)
    line = public_dockets().filter(number=docket).first() if docket else None
    entries = read.entries(docket) if line else []
    if line is None or not entries:
        return Checked(answer=UNKNOWN)
    process = Link(docket, reverse("process", args=[docket]))
    if no is None:
        return Checked(answer=WHICH, process=process)
    place = int(no) - 1
    if not 0 <= place < len(entries):
        return Checked(answer=UNKNOWN, process=process)
    entry, state = entries[place], Shown(line, tuple(entries)).state
    if not _same(code, seal_code(entry.leaf)):
        return Checked(answer=DIFFERS, process=process)
    later = tuple(Link(f"{one.act.title_words.within(language())} {docket} {one.number}", f"{process.url}#act-{one.number}")
                  for one in entries[place + 1:] if one.said["act"]["kind"] == f"{_about(entry)}-corrected")  # fmt: skip
    return Checked(
        answer=MATCHES,
        title=_("An act that is not public yet") if hidden(state, entry) else entry.act.title_words.within(language()),
        closed=_("The code belongs to what was entered then. What is in it is not public yet.") if hidden(state, entry) else "",
        short="" if hidden(state, entry) else summary(entry.act),
        by="" if hidden(state, entry) else _by(entry),
        at=entry.entered,
        claimed=None if hidden(state, entry) else claimed(entry),
        process=process,
        later=later,
        proof=Link(_("Download the proof"), reverse("record", args=[docket])),
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
        closed = _("The code belongs to what was entered then. What is in it is not public until the bids are opened.")
        return Checked(answer=MATCHES, title=says, at=entry.entered, closed=closed)
    process = Link(above.upper(), reverse("process", args=[above.upper()]))
    title = entry.act.title_words.within(language())
    return Checked(answer=MATCHES, title=title, by=_by(entry), at=entry.entered, process=process)


def _about(entry: Stored) -> str:
    """What an act is about: the notice, of its publication and its correction."""
    return str(entry.said["act"]["kind"]).rpartition("-")[0]


def _same(code: str, own: str) -> bool:
    try:
        return parse_seal_code(code) == own
    except SealCodeError:  # what is no code is not this one
        return False


def _by(entry: Stored) -> str:
    role, key = ROLE_LABELS[entry.mandate.role].within(language()), entry.mandate.body or ""
    body = names_of({key}).get(key, "")
    return _("{role}, {body}").format(role=role, body=body) if body else role
