"""What is this file? A paper made here, a receipt or a record is told by what stands in it, compared with the record, and let go again."""

import hashlib
import io
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from tempfile import NamedTemporaryFile
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from operis.documents.receipts import rows
from operis.documents.shown import language
from operis.export.programs import loaded
from operis.ledger import read
from operis.ledger.checkpoint import NoteError, Verifier
from operis.ledger.receipt import CROCKFORD, Received, open_receipt
from operis.web.public.log import key_line
from operis.web.public.verify import AROUND_BYTES, DIFFERS, LARGEST_BYTES, MATCHES, UNKNOWN, Checked, Lookup, foreign

INSIDE_BYTES = 8 * LARGEST_BYTES
"""So much is unpacked of a file that is packed, and no more."""
PAPER, RECEIPT, RECORD, NOTHING = "paper", "receipt", "record", "nothing"
PDF, DOCX, TXT = "pdf", "docx", "txt"
SEAL = re.compile(
    rf"(?<![A-Z0-9-])([A-Z0-9]{{1,20}}-(?:[0-9]{{4}}-[A-Z]-[0-9]{{4,16}}|[A-Z]-[{CROCKFORD}]{{26}}))[^0-9\n]{{1,14}}([0-9]{{1,9}})"
    rf"[^0-9A-Z\n]{{1,5}}([{CROCKFORD}]{{4}}(?:-[{CROCKFORD}]{{4}}){{3}})[^\n]*"
)
"""The foot of a paper, in either language: number, act, seal code, address."""
KEYWORDS = re.compile(rb"<pdf:Keywords>([^<]{1,1000})</pdf:Keywords>")
STREAM = re.compile(rb"/Type ?/Metadata[^>]{0,200}>>\s{0,2}stream\r?\n")
FOOT = re.compile(r"word/footer[0-9]{0,3}\.xml")
PARTS_MAX, STREAMS_MAX, LISTED = 1_000, 50, 20
"""So many are looked at, and so many lines are told of a record."""
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, UnicodeError)
"""What is no archive, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Other:
    """A line that is not as it is handed out; empty where the file or the paper has none there."""

    line: int
    given: str
    paper: str


@dataclass(frozen=True, slots=True)
class Remade:
    """What came of making the papers again that a file can be: where just it is handed out, or what is otherwise in it."""

    address: str = ""
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What came of a file: which sort it is, what is the answer, and what else is told."""

    sort: str
    answer: str
    name: str
    sha256: str
    checked: Checked | None = None
    """Of a paper: what its number and its seal code gave."""
    same: bool | None = None
    """Of a paper: whether it is, byte for byte, what is handed out here; None where that could not be told."""
    address: str = ""
    """Where just this is handed out."""
    others: tuple[Other, ...] = ()
    """Of an altered text, the first lines that are not as they are handed out."""
    foreign: str = ""
    """The site to which the address on it leads, where that is another one."""
    told: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def altered(self) -> bool:
        """Whether it carries a number and a code that are on record, and is not the paper that they stand on."""
        return self.answer == MATCHES and self.same is False

    @property
    def untold(self) -> bool:
        """Whether number and code are on record, and the file could not be compared with any paper."""
        return self.answer == MATCHES and self.same is None


# Of the papers whose foot says this, whether one of that form is these very bytes; None where none can be made just now.
Again = Callable[[HttpRequest, str, str, int, str, bytes], Remade | None]


def look_into(request: HttpRequest, content: bytes, name: str, *, lookup: Lookup, again: Again) -> Given:
    sort, form, text = _sort(content)
    given = Given(sort=sort, answer=UNKNOWN, name=name, sha256=hashlib.sha256(content).hexdigest())
    if sort == RECEIPT:
        return _of_receipt(text, given)
    if sort == RECORD:
        return _of_record(content, given)
    found = SEAL.match(text)
    if sort == NOTHING or found is None:
        return given
    number, no, code = found.groups()
    checked = lookup(f"{number} {no}", code, given.sha256)
    given = replace(given, answer=checked.answer, checked=checked, foreign=foreign(request, text))
    made = again(request, text, number, int(no), form, content) if checked.answer == MATCHES else None
    return given if made is None else replace(given, same=bool(made.address), address=made.address, others=made.others)


def _sort(content: bytes) -> tuple[str, str, str]:
    """Which sort it is; of a paper the form too, and where its foot was found, that."""
    if content.startswith(b"%PDF-"):
        return _paper(PDF, _keywords(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        names, foots = _members(content)
        return (RECORD, "", "") if any(name.endswith(".jsonl") for name in names) else _paper(DOCX, foots)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return NOTHING, "", ""
    if text.startswith("operis/receipt/v"):
        return RECEIPT, "", text.replace("\r\n", "\n")
    if '"format":"operis/record/v1"' in text.partition("\n")[0].replace(" ", ""):
        return RECORD, "", ""
    return _paper(TXT, text)


def _paper(form: str, text: str) -> tuple[str, str, str]:
    found = deque(SEAL.finditer(text), maxlen=1)  # the last one: what stands before it is what the paper says
    return (PAPER, form, found[0][0]) if found else (NOTHING, form, "")


def _keywords(content: bytes) -> str:
    """What a PDF says of itself in its description, which may be packed."""
    for begins in islice(STREAM.finditer(content), STREAMS_MAX):
        inside = content[begins.end() : begins.end() + INSIDE_BYTES // STREAMS_MAX]
        try:
            inside = zlib.decompressobj().decompress(inside, AROUND_BYTES)
        except zlib.error:
            inside = inside[:AROUND_BYTES]  # it was not packed
        if (found := KEYWORDS.search(inside)) is not None:
            return found[1].decode(errors="replace")
    return ""


def _members(content: bytes) -> tuple[list[str], str]:
    """The names in an archive, and what stands on the foot of a document to edit."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            parts = []
            for name in filter(FOOT.fullmatch, names[:PARTS_MAX]):
                with archive.open(name) as part:
                    parts.append(re.sub(r"<[^<>]*>", "", part.read(10 * AROUND_BYTES).decode(errors="replace")))
    except UNREADABLE:
        return [], ""
    return names, "\n".join(parts)


def _of_receipt(text: str, given: Given) -> Given:
    """Signed by this ledger, for entries that are on the record, each with its place in the log."""
    key = key_line()
    try:
        receipt = open_receipt(text, Verifier.parse(key)) if key else None
    except NoteError:
        return replace(given, answer=DIFFERS)
    if receipt is None:
        return replace(given, answer=UNKNOWN)
    there = [_place(one) for one in receipt.entries]
    return replace(given, answer=MATCHES if all(known for known, _says in there) else DIFFERS, rows=tuple(rows(receipt)),
                 told=(_("The signature is by this ledger."), *(says for _known, says in there)))  # fmt: skip


def _place(one: Received) -> tuple[bool, str]:
    entry = next((each for each in read.entries(one.docket) if (each.no, each.leaf) == (one.no, one.leaf)), None)
    place, words = read.positions(one.docket).get(one.no), {"docket": one.docket, "no": one.no + 1}
    if entry is None:
        return False, _("{docket} {no}: the record does not have what this receipt was given for. Keep the receipt: it proves "
                        "that it was received.").format(**words)  # fmt: skip
    if place is None:
        return True, _("{docket} {no}: on the record; it has no place in the log yet.").format(**words)
    return True, _("{docket} {no}: on the record, at place {place} of the log.").format(**words, place=place)


def _of_record(content: bytes, given: Given) -> Given:
    """What the program says that anyone may run, given the key of this ledger."""
    program = loaded("operis_verify")
    try:
        lines = _lines(content)
    except UNREADABLE:
        return given
    if lines is None:
        return replace(given, answer=UNKNOWN, told=(_("It is too long to be checked here. Check it on your own computer."),))
    say = program.in_language(["--language", language()])
    with NamedTemporaryFile(suffix=".jsonl") as kept:
        kept.write(lines)
        kept.flush()
        try:
            record = program.verify(kept.name, key_line() or None, say=say)
        except program.Unreadable as fault:
            return replace(given, answer=UNKNOWN, told=(say(fault.says, **fault.facts),))
    return replace(given, answer=DIFFERS if record.failed else MATCHES, told=tuple(_said(program, record, say)))


def _said(program: Any, record: Any, say: Callable[..., str]) -> Iterator[str]:
    lines = ["".join(char if char.isprintable() else "?" for char in line) for line in program.tell(record, say)]
    yield from lines[:LISTED]
    yield from lines[-1:] if len(lines) > LISTED else ()


def _lines(content: bytes) -> bytes | None:
    """The record itself, unpacked where it came packed; None where that is more than is read here."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".jsonl"))
        with archive.open(name) as stream:
            found = stream.read(INSIDE_BYTES + 1)
    return found if len(found) <= INSIDE_BYTES else None
