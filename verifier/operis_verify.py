#!/usr/bin/env python3
"""Is this record genuine, whole and unchanged? Checks a record exported from Operis without trusting, or needing, Operis.

    python operis_verify.py EXPORT [--key KEY] [--checkpoint FILE] [--receipt FILE] [--files FOLDER-OR-ZIP]
        [--language zh|en] [--json]

EXPORT is the record, or a ZIP with the record (its one file that ends in `.jsonl`) and its files; `-` reads standard input. KEY is
the ledger's key, or a file that holds it: get it from elsewhere than the record, from the ledger's `/log/key` for example; without it
the record is only compared with itself. FILE is a checkpoint from elsewhere (a receipt, a mail, a witness), which the record must
contain. `--receipt` is what somebody was given who sent something in: the record of its docket must have just that, and where it has
not, the signature on the receipt convicts the ledger. `--files` are the attachments, known by their SHA-256. `--language` is that of
the answer; without it that of LANG. Exit status: 0 nothing found; 1 something failed; 2 not readable.

It shares nothing with Operis but the published formats, and needs nothing but Python 3.9 or later. Where the package `cryptography`
is installed, that checks the signatures; else this file does, in whole numbers. A record, `operis/record/v1`, is JSON lines for one
docket, in this order; hashes and proofs are base64, salts and commitments hex:

    {"docket", "format", "key", "origin"}                                              the ledger's name and its key
    {"entry", "index", "proof": [], "private": {pointer: {"salt", "value"}}}           entry 0, 1, 2 ...: the exact text stored
    {"index", "leaf", "proof": [], "withheld": true}                                   an entry kept from this reader
    {"end"}                                                                            how many entries there are, signed
    {"checkpoint", "consistency": []}                                                  signed checkpoints, old to new

- The log is the tree of RFC 9162, 2.1, over SHA-256. A leaf is the hash of 0x00 and the entry's text; `proof` leads from place `index`
  to the newest checkpoint; `consistency` leads from the checkpoint before, and is empty for the first.
- An entry is canonical JSON (RFC 8785) with whole numbers below 2**53 only, and has exactly the parts in ENTRY below. Its `no`
  counts from 0, as does `no` under --json; sentences say `no` + 1, the number that stands on pages, papers and seals.
- A private value (`private` is optional) stands in the entry as {"private": SHA-256 of "operis/private/v1", salt and canonical JSON}.
- A key is `name+id+base64(0x01, Ed25519 key)`; id is the hex of the first 4 bytes of the SHA-256 of name, newline, 0x01 and key.
- A signed note (C2SP) is text, an empty line, and lines of em dash, name, base64(id, signature of the text). A checkpoint's text:
  origin, size, root, a line each; an end's: `operis/record-end/v1`, origin, docket, `entries COUNT`, `of SIZE OF THE LEDGER`.
- A receipt's text: `operis/receipt/v1`, origin, a line `DOCKET NUMBER LEAF` an entry, `received TIME`, `closes TIME` or `closes -`, and
  `logged by TIME`, after which the log must have it; in `operis/receipt/v2` numbers count from 1, and the last line is `logged with
  bids-closed DOCKET`: the log has it with the act that closes, or ends, that docket.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from binascii import a2b_base64
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

LISTED, LONGEST_LINE = 1000, 64 << 20   # findings and places kept in detail, while all are counted; bytes
LINES = {"entry": ("entry, index, proof", "entry, index, private, proof", "index, leaf, proof, withheld"),
         "checkpoint": ("checkpoint, consistency",), "end": ("end",)}
KIND = {name: kind for kind, forms in LINES.items() for form in forms for name in form.split(", ")}
BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"      # in its one spelling
HASH, KEY = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="), re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")
NOTE, SIGNATURE = re.compile(r"([^\0-\t\v-\x1f]*\n)\n((?:[^\0-\x1f]+\n)+)"), re.compile(rf"\u2014 ([^\s+]+) ({BASE64})")
CHECKPOINT = re.compile(r"([^\n]*)\n(0|[1-9][0-9]{0,18})\n([^\n]*)\n")
END = re.compile(r"operis/record-end/v1\n([^\n]+)\n([^\n]+)\nentries (0|[1-9][0-9]{0,15})\nof (0|[1-9][0-9]{0,18})\n")
RECEIPT = re.compile(r"operis/receipt/v([12])\n([^\n]+)\n((?:[^ \n]+ (?:0|[1-9][0-9]{0,15}) [^ \n]+\n)+)"
                     r"received ([^ \n]+)\ncloses [^ \n]+\nlogged (?:by|(with bids-closed)) ([^ \n]+)\n")
DAY, TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})", r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"


def text(form: str) -> Callable[[Any], bool]:
    """A check for text of a form, in which what the form captures is a day that exists."""
    def right(value: Any, pattern: re.Pattern[str] = re.compile(form)) -> bool:
        try:
            found = pattern.fullmatch(value)
            return found is not None and (pattern.groups == 0 or date.fromisoformat(found[1]) is not None)
        except (TypeError, ValueError):
            return False
    return right


FORMS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str) and value != "", "hex": text("[0-9a-f]{64}"),
    "day": text(DAY), "utc": text(DAY + TIME + r"\.[0-9]{6}Z"),
    "moment": text(rf"{DAY}(?:{TIME}(?:\.[0-9]{{1,6}})?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}}))?"),
    "table": lambda value: isinstance(value, dict), "list": lambda value: isinstance(value, list),
    "count": lambda value: type(value) is int and value >= 0, "version": lambda value: type(value) is int and value > 0,
    "1": lambda value: type(value) is int and value == 1, "by": lambda value: value in (None, "person", "clock", "import"),
    "private": lambda value: isinstance(value, dict) and value.keys() == {"private"} and is_hex(value["private"])}
is_hex, is_count, is_table, is_private = (FORMS[form] for form in ("hex", "count", "table", "private"))
ENTRY = {part: {name: (FORMS[form.rstrip("?")], form[-1] == "?") for name, form in (field.split(":") for field in fields.split())}
         for part, fields in {                             # with a ?: or null, or private
    "": "act:table docket:text entered:utc facts:table law:table mandate:table no:count nonce:hex notes:list request:hex v:1",
    "/act": "fields:table happened:moment kind:text version:version",
    "/law": "act_day:day notice_day:day? pack:text",
    "/mandate": "body:text? by:by decided_by:text? evidence:text? for:text? office:text? persons:list? role:text"}.items()}


class Wrong(Exception):
    """One check that failed: English with {places}, and what stands in them."""

    def __init__(self, says: str, **facts: Any) -> None:
        super().__init__(says, facts)
        self.says, self.facts = says, facts


class Unreadable(Wrong):
    """The input cannot be read at all, or is no record."""


def need(right: object, says: str, error: type[Wrong] = Wrong, **facts: Any) -> None:
    if not right:
        raise error(says, **facts)


def verify(export: str, key: str | None = None, checkpoint: str | None = None, files: str | None = None, receipt: str | None = None,
           say: Callable[..., str] = str.format) -> Record:
    """The record in a file, checked. The first five are what the command line takes; `say` puts facts in a template."""
    stream, beside = opened(export)
    with stream:
        beside = beside if files is None else files_in(files)
        record = Record(next(lines_of(stream), b""), beside is not None, say)
        trusted = key is not None and Key(text_of(key).strip() if os.path.isfile(key) else key, Unreadable)
        with record.checking("the key or the checkpoint from elsewhere"):
            record.signer = trusted or Key(record.key)
            record.outside = open_checkpoint(text_of(checkpoint), record.signer) if checkpoint else None
        if not record.failed:
            with record.checking("the receipt"):
                record.received = open_receipt(text_of(receipt), record.signer, record.docket) if receipt else {}
            record.newest = newest_checkpoint(lines_of(stream), record.signer)
            for at, raw in enumerate(lines_of(stream), start=1):
                with record.checking("line {at}", at, None if record.heads or at == 1 else record.no, at=at):
                    record.line(raw) if at > 1 else record.first()
            record.whole(beside)
            record.not_checked += [says for says, true in (
                (say("Whether the ledger's key is the right one: it came with the record. Give it from elsewhere with --key."), not key),
                (say("Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint."), not checkpoint),
                (say("Files: give them with --files."), beside is None),
                (say("Periods, opening order, draws, scores, ranks and awards: this program does not recompute them."), True)) if true]
    record.result = "failed" if record.failed else "verified" if key is not None else "consistent-with-itself"
    return record


class Record:
    """One way through a record, and what came of it. What it remembers does not grow, but for fingerprints where files are checked."""

    signer: Key
    result: str

    def __init__(self, raw: bytes, with_files: bool, say: Callable[..., str]) -> None:
        try:
            header = read_line(raw.decode())
        except (ValueError, RecursionError):
            header = None
        need(is_table(header) and header.get("format") == "operis/record/v1",
             "Line 1 is not the beginning of a record: it has no format operis/record/v1.", Unreadable)
        need(header.keys() == {"docket", "format", "key", "origin"} and all(map(FORMS["text"], header.values())),
             "Line 1 must give exactly these, as text: docket, format, key, origin.", Unreadable)
        self.docket, self.origin, self.key, self.say = header["docket"], header["origin"], header["key"], say
        self.newest = self.outside = self.before = None    # size and root: the last checkpoint, that from elsewhere, the one before
        self.named: Any = {} if with_files else None       # fingerprint -> number of the first entry in which it stands
        self.checked, self.totals = Counter(), {"entries": 0, "failed": 0, "not_public": 0}
        self.not_public, self.not_checked, self.failed = [], [], []
        self.received: dict[int, tuple[bytes, str]] = {}   # number -> leaf and time of what a receipt was given for
        self.no, self.index, self.entered = 0, -1, ""      # the number that comes next; place in the ledger and time of the entry before
        self.heads, self.met, self.ended, self.page = 0, False, False, ""    # page: the fingerprint of that on which bids are sealed

    def note(self, kind: str, **what: Any) -> None:
        self.totals[kind] += 1
        if self.totals[kind] <= LISTED:
            getattr(self, kind).append({"docket": self.docket, **what})

    @contextmanager
    def checking(self, where: str, line: int | None = None, no: int | None = None, **facts: Any) -> Iterator[None]:
        """Note what fails within, under the place that is then being checked."""
        self.place = where, facts, no
        try:
            yield
        except (Wrong, RecursionError) as fault:
            wrong = fault if isinstance(fault, Wrong) else Wrong("it is nested too deep to be checked")
            where, facts, no = self.place
            no = wrong.facts.get("no", no)
            where = self.say(where, **facts) if no is None else self.say("{docket} no. {no}", docket=self.docket, no=no + 1)
            says = self.say(wrong.says, **wrong.facts)
            self.note("failed", no=no, where=where, line=line, says=says, template=wrong.says, facts=wrong.facts)

    def first(self) -> None:
        self.place = "the first line", {}, None
        need(self.signer.line == self.key, "it gives another key than the one you trust: {key}", key=self.key)

    def line(self, raw: bytes) -> None:
        """Check one line after the first."""
        try:
            line = read_line(raw.decode())
        except ValueError as fault:
            cut = isinstance(fault, json.JSONDecodeError)
            raise Wrong("this line is cut off or is not JSON" if cut else "it cannot be read: {fault}", fault=str(fault)) from fault
        kind = next((KIND[name] for name in line if name in KIND), "") if is_table(line) else ""
        if kind == "entry":
            self.place, self.no = ("", {}, self.no), self.no + 1
            self.totals["entries"] += 1
        elif kind == "checkpoint":
            self.heads += 1
            self.place = "checkpoint {at} of the record", {"at": self.heads}, None
        elif kind == "end":
            self.place = "the end of {docket}", {"docket": self.docket}, None
        need(kind, "it is no entry, no checkpoint and no end")
        need((names := ", ".join(sorted(line))) in LINES[kind], "its line should not have just these: {names}", names=names)
        self.checked[getattr(self, kind)(line)] += 1

    def entry(self, line: dict[str, Any]) -> str:
        """It stands where it says in the ledger, after the one before it, is complete, of this docket and number, and not older."""
        need(not (self.heads or self.ended), "it stands after the end, or after a checkpoint")
        no, index, proof, place, time = self.no - 1, line["index"], hashes_of(line["proof"]), self.index, self.entered
        need(is_count(index), "its index is not a whole number")
        try:
            leaf = hashes_of([line["leaf"]])[0] if "leaf" in line else sha256(b"\0" + line["entry"].encode()).digest()
        except (AttributeError, UnicodeError):
            raise Wrong("its text is not text") from None
        size, root = self.newest or (0, None)
        need(root is None or root_over(leaf, index, size, proof) == root,
             "it is not at place {index} of the {size} entries of the ledger: text, place or proof was changed", index=index, size=size)
        need(index > place, "its place in the ledger, {index}, is not after {before}, that of the entry before", index=index, before=place)
        self.index = index
        given, received = self.received.pop(no, (leaf, ""))
        need(given == leaf, "it is not what the receipt was given for: the ledger signed for another entry")
        self.checked.update(["receipts"] if received else [])
        if "leaf" in line:
            need(line["withheld"] is True, "withheld is not true")
            self.note("not_public", no=no, path=None)
        else:
            entry, shown = read_entry(line["entry"]), line.get("private", {})
            need(entry["docket"] == self.docket, "it belongs to {docket}", docket=entry["docket"])
            self.no, self.entered = entry["no"] + 1, entry["entered"]
            self.page = sealing_page(entry) or self.page
            need(entry["no"] == no, "in its place stands no. {found}: entries are missing, doubled or not in order", found=entry["no"] + 1)
            need(self.entered >= time, "it was entered {entered}, before the one ahead of it, {before}", entered=self.entered, before=time)
            need(received in ("", self.entered), "the receipt says that it was received {received}, not {entered}",
                 received=received, entered=self.entered)
            if "private" in line or '"private":' in line["entry"]:
                self.private(entry, shown, no)
            for path, item in () if self.named is None else walk([entry["act"]["fields"], [given["value"] for given in shown.values()]]):
                if is_hex(item) and not path.endswith("/private"):
                    self.named.setdefault(item, no)
        return "entries" if self.newest else "texts"

    def private(self, entry: Any, shown: Any, no: int) -> None:
        """Each private value that is shown is the one committed to; the others are named."""
        there = {path: value["private"] for path, value in walk(entry) if is_table(value) and value.keys() == {"private"}}
        need(is_table(shown) and all(is_table(given) and given.keys() == {"salt", "value"} for given in shown.values()),
             "its private values are not a table of path, salt and value")
        odd = ", ".join(sorted(shown.keys() - there.keys()))
        need(not odd, "a private value is shown where the entry has none: {paths}", paths=odd)
        for path, commitment in there.items():
            need(is_hex(commitment), "{path} is not a commitment", path=path)
            if path in shown:
                salt, value = shown[path]["salt"], canonical(shown[path]["value"]).encode(errors="surrogatepass")
                need(is_hex(salt) and sha256(b"operis/private/v1" + bytes.fromhex(salt) + value).hexdigest() == commitment,
                     "the private value at {path} is not the one that was entered", path=path)
                self.checked["private"] += 1
            else:
                self.note("not_public", no=no, path=path)

    def checkpoint(self, line: dict[str, Any]) -> str:
        """It is signed, contains the one before it, and agrees with the one from elsewhere."""
        before, self.before = self.before, None
        size, root = self.before = open_checkpoint(line["checkpoint"], self.signer)
        proof = hashes_of(line["consistency"])
        need(before or (not proof and self.heads == 1), "the checkpoint before it is missing or wrong")
        need(before is None or grew(*before, size, root, proof),
             "nothing shows that it contains the checkpoint before it, of {size} entries", size=before and before[0])
        if self.outside and self.outside[0] == size:
            self.met = True
            need(self.outside[1] == root,
                 "of {size} entries, the checkpoint from elsewhere has another root: the ledger told two stories", size=size)
            self.checked["outside"] += 1
        return "checkpoints"

    def end(self, line: dict[str, Any]) -> str:
        """The ledger itself says how many entries the docket has."""
        again, self.ended = self.ended, True
        found = END.fullmatch(open_note(line["end"], self.signer))
        origin, docket, count, size = found.groups() if found else ("", "", "0", "0")
        need((origin, docket) == (self.signer.name, self.docket), "it is not the end of {docket} in {origin}",
             docket=self.docket, origin=self.signer.name)
        newest = self.newest[0] if self.newest else None
        need(newest == int(size), "it speaks of {size} entries of the ledger, the newest checkpoint does not", size=size)
        need(int(count) <= self.no, "it is missing: the docket has {count} entries", count=int(count), no=self.no)
        need(int(count) == self.no, "it does not belong here: the docket has {count} entries", count=int(count), no=self.no - 1)
        need(not (again or self.heads), "it stands there twice, or after a checkpoint")
        return "ends"

    def whole(self, files: list[tuple[str, Callable[[], Any]]] | None) -> None:
        """What can only be said at the end: nothing is missing there, and each file is one that an entry names by its fingerprint."""
        with self.checking("the first line", 1):
            need(self.signer.name == self.origin, "the key is not of {origin}, but of {name}", origin=self.origin, name=self.signer.name)
        with self.checking("the end of {docket}", docket=self.docket):
            need(self.ended, "it is missing: nothing shows that no entry follows the last one")
        with self.checking("{docket}", docket=self.docket):
            need(self.newest, "no checkpoint by {key} ends it: nothing shows that its entries are in the ledger", key=self.signer.line)
        for no in sorted(self.received):
            with self.checking("the receipt"):
                raise Wrong("a receipt was given for it, and the record has it not: the ledger signed for what it now leaves out", no=no)
        with self.checking("the checkpoint from elsewhere"):
            need(self.met or not self.outside, "the record does not contain it ({size} entries), so nothing shows that they agree: "
                 "export one that does", size=self.outside and self.outside[0])
        here = {self.file(name, opened) for name, opened in files or ()}
        away = [self.say("no. {no} {digest}", no=no + 1, digest=digest)
                for digest, no in (self.named or {}).items() if digest not in here][:LISTED]
        self.not_checked += [self.say("Fingerprints without a file here: {files}.", files=", ".join(away))] if away else []

    def file(self, name: str, opened: Callable[[], Any]) -> str:
        """The fingerprint of a file, once it is compared with those that entries name."""
        digest, said = sha256(), os.path.basename(name).partition(".")[0]
        with opened() as stream:
            for chunk in iter(lambda: stream.read(1 << 20), b""):
                digest.update(chunk)
        found = digest.hexdigest()
        with self.checking("{file}", None, self.named.get(said) if said != found else None, file=name):
            need(said == found or not is_hex(said), "its file {file} was changed: the fingerprint is {found}", file=name, found=found)
            known = found in self.named
            need(known or self.not_public, "no entry names the file {file}, whose fingerprint is {found}", file=name, found=found)
            if known:
                self.checked["files"] += 1
            else:
                self.not_checked.append(self.say("The file {file}: no entry that is public here names it.", file=name))
        return found


def read_entry(stored: str) -> Any:
    """The entry in a stored text; Wrong if the text is not canonical or the entry not complete."""
    try:
        entry = read_text(stored)
        if canonical(entry) != stored:
            raise ValueError("not in its canonical form (RFC 8785)")
    except (ValueError, RecursionError) as fault:
        raise Wrong("its text is not JSON as a ledger stores it: {fault}", fault=str(fault)) from fault
    need(is_table(entry), "its text is not an entry")
    for part, fields in ENTRY.items():
        value = entry[part[1:]] if part else entry
        if value.keys() != fields.keys():
            names = ", ".join(sorted(value.keys() ^ fields.keys()))
            need(part, "{names} in the entry is missing, or should not be there", names=names)
            raise Wrong("{names} in {part} is missing, or should not be there", names=names, part=part)
        for name, (right, maybe) in fields.items():
            if not right(value[name]) and not (maybe and (value[name] is None or is_private(value[name]))):
                raise Wrong("{path} is not of the right form", path=f"{part}/{name}")
    return entry


def sealing_page(entry: Any) -> str:
    """The fingerprint of the page on which bids are sealed, as a notice names it; empty where the entry names none."""
    try:
        page = entry["facts"]["sealing_page"]["sha256"]["text"]
    except (KeyError, TypeError):
        return ""
    return page if is_hex(page) else ""


def hashes_of(proof: Any) -> list[bytes]:
    need(isinstance(proof, list), "the proof is not a list")
    for one in proof:
        if not (isinstance(one, str) and HASH.fullmatch(one)):
            raise Wrong("{text} is not a hash in base64", text=repr(one)[:60])
    return [a2b_base64(one) for one in proof]


def root_over(node: bytes, at: int, size: int, proof: list[bytes], *, older: bool = False) -> bytes | None:
    """The root to which a proof leads (RFC 9162, 2.1.3.2); that of the older tree knows nothing to the right of it (2.1.4.2)."""
    last = size - 1
    for sibling in proof:
        if last <= 0:
            return None
        if at & 1 or at == last:
            node = sha256(b"\1" + sibling + node).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        elif not older:
            node = sha256(b"\1" + node + sibling).digest()
        at, last = at >> 1, last >> 1
    return node if at == last == 0 else None


def grew(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the proof shows that the new, bigger tree begins with the whole old one."""
    if not 0 < old_size < new_size or not proof:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first, *rest = proof if at else [old_root, *proof]
    return (root_over(first, at, last + 1, rest, older=True), root_over(first, at, last + 1, rest)) == (old_root, new_root)


class Key:
    """The ledger's Ed25519 key, from its line."""

    def __init__(self, line: str, error: type[Wrong] = Wrong) -> None:
        found = KEY.fullmatch(line)
        self.line, (self.name, key_id, encoded) = line, found.groups() if found else ("", "", "")
        material = a2b_base64(encoded)
        self.id = sha256(self.name.encode() + b"\n" + material).digest()[:4]
        need(material[:1] == b"\1" and self.id.hex() == key_id, "{line} is not an Ed25519 key: name+id+key", error, line=line[:120])
        self.public = material[1:]

    def signed(self, message: bytes, signature: bytes) -> bool:
        if Ed25519PublicKey is None:
            return signed_by(self.public, message, signature)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


# Ed25519 as RFC 8032, 5.1 has it, for a Python without packages. Nothing here is secret, so nothing has to take the same time.

FIELD, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE, ROOT_OF_MINUS_1 = -121665 * pow(121666, FIELD - 2, FIELD) % FIELD, pow(2, FIELD // 4, FIELD)
Point = tuple[int, int, int, int]    # X, Y, Z and T: x = X/Z, y = Y/Z, xy = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def point_of(encoded: bytes) -> Point | None:
    """The point that 32 bytes stand for (5.1.3); None where they stand for none."""
    both = int.from_bytes(encoded, "little")
    y, odd = both & (1 << 255) - 1, both >> 255
    up, down = (y * y - 1) % FIELD, (CURVE * y * y + 1) % FIELD
    x = up * down**3 * pow(up * down**7, FIELD // 8, FIELD) % FIELD
    if (down * x * x - up) % FIELD:
        x = x * ROOT_OF_MINUS_1 % FIELD
    if y >= FIELD or (down * x * x - up) % FIELD or (x == 0 and odd):
        return None
    x = x if x & 1 == odd else FIELD - x
    return x, y, 1, x * y % FIELD


def sum_of(one: Point, other: Point) -> Point:
    """The sum of two points, equal or not (5.1.4)."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % FIELD, (one[1] + one[0]) * (other[1] + other[0]) % FIELD
    c, d = 2 * CURVE * one[3] * other[3] % FIELD, 2 * one[2] * other[2] % FIELD
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % FIELD, g * h % FIELD, f * g % FIELD, e * h % FIELD


def times(count: int, point: Point) -> Point:
    found = NEUTRAL
    while count:
        found, point, count = sum_of(found, point) if count & 1 else found, sum_of(point, point), count >> 1
    return found


BASE = point_of((4 * pow(5, FIELD - 2, FIELD) % FIELD).to_bytes(32, "little"))


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether that key signed the message (5.1.7): the signature's first half is what its second half, key and message lead to."""
    key = point_of(public) if (len(public), len(signature)) == (32, 64) else None
    response = int.from_bytes(signature[32:], "little")
    if key is None or response >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    x, y, z, _ = sum_of(times(response, BASE), times(challenge, (FIELD - key[0], key[1], 1, FIELD - key[3])))
    inverse = pow(z, FIELD - 2, FIELD)
    return (y * inverse % FIELD | (x * inverse % FIELD & 1) << 255).to_bytes(32, "little") == signature[:32]


def open_note(note: Any, key: Key) -> str:
    """The text of a note that the key signed; signatures by others are passed over."""
    whole = NOTE.fullmatch(note) if isinstance(note, str) else None
    need(whole, "it is not a signed note")
    said, lines = whole.groups()
    signed = False
    for line in lines[:-1].split("\n"):
        found = SIGNATURE.fullmatch(line)
        name, signature = (found[1], a2b_base64(found[2])) if found else ("", b"")
        need(len(signature) > 4, "{line} is not a signature", line=repr(line)[:120])
        if (name, signature[:4]) == (key.name, key.id):
            signed = key.signed(said.encode(errors="replace"), signature[4:])
            need(signed, "the signature is wrong: it is not by {key}, or what it signs was changed", key=key.line)
    need(signed, "it is not signed by {key}", key=key.line)
    return said


def open_checkpoint(note: Any, key: Key) -> tuple[int, bytes]:
    """Size and root of a checkpoint that the key signed."""
    found = CHECKPOINT.fullmatch(open_note(note, key))
    need(found and found[1] == key.name, "it is not a checkpoint of {origin}", origin=key.name)
    return int(found[2]), hashes_of([found[3]])[0]


def open_receipt(note: Any, key: Key, docket: str) -> dict[int, tuple[bytes, str]]:
    """By number from 0 the leaf of each entry that a receipt was given for, and when it was received; all of one docket."""
    found = RECEIPT.fullmatch(open_note(note, key))
    need(found and found[2] == key.name and (found[1] == "2") == bool(found[5]), "it is not a receipt of {origin}", origin=key.name)
    lines = [line.split(" ") for line in found[3].split("\n")[:-1]]
    for other, _, _ in lines:
        need(other == docket, "it is for {other}: check it against the record of that docket", other=other)
    return {int(no) - (found[1] == "2"): (hashes_of([leaf])[0], found[4]) for _, no, leaf in lines}


def newest_checkpoint(lines: Iterator[bytes], key: Key) -> tuple[int, bytes] | None:
    """Size and root of the last checkpoint, to which the proofs of all entries lead; None if that is not one."""
    last = b""
    for raw in lines:
        last = raw if b'"checkpoint"' in raw else last
    try:
        return open_checkpoint(read_line(last.decode())["checkpoint"], key)
    except (Wrong, ValueError, KeyError, TypeError, RecursionError):
        return None  # the way through the record tells what is wrong with it


def whole(digits: str) -> int:
    if len(digits) > 17 or digits == "-0" or not digits.lstrip("-").isdigit() or not -2**53 < int(digits) < 2**53:
        raise ValueError(f"not a whole number{' below 2**53' if digits.lstrip('-').isdigit() else ''}: {digits[:20]}")
    return int(digits)


def no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


decoder = partial(json.JSONDecoder, parse_int=whole, parse_float=whole, parse_constant=whole)
encoder = partial(json.JSONEncoder, ensure_ascii=False, separators=(",", ":"))
read_text, read_line = decoder().decode, decoder(object_pairs_hook=no_doubles).decode
write, write_sorted, beyond_16_bits = encoder().encode, encoder(sort_keys=True).encode, re.compile("[\U00010000-\U0010ffff]").search


def canonical(value: Any) -> str:
    written = write_sorted(value)
    return write(by_utf16(value)) if beyond_16_bits(written) else written


def by_utf16(value: Any) -> Any:
    """Names in the order of their UTF-16 units, which beyond U+FFFF is not Python's order."""
    if isinstance(value, dict):
        key = (lambda name: name.encode("utf-16-be", "surrogatepass")) if beyond_16_bits("".join(value)) else None
        return {name: by_utf16(value[name]) for name in sorted(value, key=key)}
    return [by_utf16(item) for item in value] if isinstance(value, list) else value


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each value in a value, with its JSON Pointer."""
    yield path, value
    for name, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from walk(item, path + "/" + str(name).replace("~", "~0").replace("/", "~1"))


def lines_of(stream: Any) -> Iterator[bytes]:
    stream.seek(0)
    for raw in iter(lambda: stream.readline(LONGEST_LINE + 1), b""):
        need(len(raw) <= LONGEST_LINE, "A line has more than {bytes} bytes: this is no record.", Unreadable, bytes=LONGEST_LINE)
        yield raw


def opened(export: str) -> tuple[Any, list[tuple[str, Callable[[], Any]]] | None]:
    """The record, to be read more than once, and the files beside it where both are in one ZIP."""
    if export == "-":
        stream = tempfile.TemporaryFile()  # noqa: SIM115 - it goes when the program does
        shutil.copyfileobj(sys.stdin.buffer, stream)
        return stream, None
    if not zipfile.is_zipfile(export):
        return Path(export).open("rb"), None
    members = dict(files_in(export))
    found = [name for name in members if name.endswith(".jsonl")]
    need(len(found) == 1, "The archive has {count} records (files that end in .jsonl) and should have one.", Unreadable, count=len(found))
    return members.pop(found[0])(), list(members.items())


def text_of(file: str) -> str:
    """What stands in a small file that is given beside the record."""
    try:
        return Path(file).read_bytes().decode()
    except UnicodeError as fault:
        raise Unreadable("{file} is no text. Give the file as it was downloaded.", file=file) from fault


def files_in(place: str) -> list[tuple[str, Callable[[], Any]]]:
    """Name and opener of each file in a folder or a ZIP."""
    if os.path.isdir(place):
        return [(str(path), partial(path.open, "rb")) for path in sorted(Path(place).rglob("*")) if path.is_file()]
    need(not os.path.isfile(place) or zipfile.is_zipfile(place), "{file} is neither a folder nor a ZIP.", Unreadable, file=place)
    archive = zipfile.ZipFile(place)
    return [(name, partial(archive.open, name)) for name in archive.namelist() if not name.endswith("/")]


CHECKED = {
    "entries": "Entries, complete, in order of number and time, in the ledger at the place they name: {count}",
    "texts": "Entries, complete, in order of number and time: {count}",
    "ends": "Signed end of the docket, so that no entry is missing after the last: {count}",
    "checkpoints": "Checkpoints, signed, each containing the one before: {count}",
    "receipts": "Entries that a receipt was given for, just as it says: {count}",
    "outside": "Checkpoint from elsewhere, the same as in the record: {count}",
    "private": "Private values, as they were entered: {count}",
    "files": "Files, as entries name them by their fingerprint: {count}"}
RESULTS = {
    "verified": "Nothing failed.",
    "consistent-with-itself": "Nothing failed, but only self-consistency was checked: the key came with the record. Give it with --key.",
    "failed": "FAILED: {count}"}


CHINESE = {
    "the receipt": "回执",
    "the key or the checkpoint from elsewhere": "密钥或者外来检查点",
    "the checkpoint from elsewhere": "外来检查点",
    "line {at}": "第{at}行",
    "Whether the ledger's key is the right one: it came with the record. Give it from elsewhere with --key.":
        "日志密钥是否正确：密钥来自记录本身。请用 --key 提供从别处取得的密钥。",
    "Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint.":
        "日志对他人是否展示相同内容：请用 --checkpoint 提供外来检查点。",
    "Files: give them with --files.": "文件：请用 --files 提供。",
    "Periods, opening order, draws, scores, ranks and awards: this program does not recompute them.":
        "期限、开标顺序、抽签、评分、排名和中标结果：本程序不重新计算。",
    "Line 1 is not the beginning of a record: it has no format operis/record/v1.": "第1行不是记录的开头：没有格式标记 operis/record/v1。",
    "Line 1 must give exactly these, as text: docket, format, key, origin.": "第1行必须且只能以文本写明：docket, format, key, origin。",
    "it is nested too deep to be checked": "嵌套过深，无法核验",
    "{docket} no. {no}": "{docket}第{no}号",
    "the first line": "第一行",
    "it gives another key than the one you trust: {key}": "所载密钥不是您信任的密钥：{key}",
    "this line is cut off or is not JSON": "这一行不完整，或者不是JSON",
    "it cannot be read: {fault}": "无法读取：{fault}",
    "checkpoint {at} of the record": "记录的第{at}个检查点",
    "the end of {docket}": "{docket}的末尾",
    "it is no entry, no checkpoint and no end": "既不是条目，也不是检查点或者末尾",
    "its line should not have just these: {names}": "该行的内容不应恰为：{names}",
    "it stands after the end, or after a checkpoint": "位于末尾或者检查点之后",
    "its index is not a whole number": "位置不是整数",
    "its text is not text": "正文不是文本",
    "it is not at place {index} of the {size} entries of the ledger: text, place or proof was changed":
        "不在日志{size}个条目的第{index}位：正文、位置或者证明被改动过",
    "its place in the ledger, {index}, is not after {before}, that of the entry before":
        "在日志中的位置{index}不在前一条目的位置{before}之后",
    "it is not what the receipt was given for: the ledger signed for another entry": "与回执所载不符：日志签名所指的是另一条记录",
    "withheld is not true": "withheld 的值不是 true",
    "it belongs to {docket}": "属于事项{docket}",
    "in its place stands no. {found}: entries are missing, doubled or not in order": "此处实为第{found}号：条目有缺漏、重复或者次序不对",
    "it was entered {entered}, before the one ahead of it, {before}": "登记时间{entered}早于前一条目的{before}",
    "the receipt says that it was received {received}, not {entered}": "回执载明的收到时间为{received}，记录为{entered}",
    "its private values are not a table of path, salt and value": "非公开内容不是由路径、盐值和内容组成的表",
    "a private value is shown where the entry has none: {paths}": "条目中没有非公开内容的地方出现了非公开内容：{paths}",
    "{path} is not a commitment": "{path} 不是承诺值",
    "the private value at {path} is not the one that was entered": "{path} 处的非公开内容与登记时不同",
    "the checkpoint before it is missing or wrong": "前一个检查点缺失或者有误",
    "nothing shows that it contains the checkpoint before it, of {size} entries": "无法证明它包含前一个（{size}个条目的）检查点",
    "of {size} entries, the checkpoint from elsewhere has another root: the ledger told two stories":
        "同为{size}个条目，外来检查点的根不同：日志对不同的人说法不一",
    "it is not the end of {docket} in {origin}": "不是 {origin} 中{docket}的末尾",
    "it speaks of {size} entries of the ledger, the newest checkpoint does not": "它所称的日志条目数为{size}，与最新检查点不符",
    "it is missing: the docket has {count} entries": "缺失：该事项共有{count}个条目",
    "it does not belong here: the docket has {count} entries": "不应在此：该事项只有{count}个条目",
    "it stands there twice, or after a checkpoint": "重复出现，或者位于检查点之后",
    "the key is not of {origin}, but of {name}": "密钥不属于 {origin}，而属于 {name}",
    "it is missing: nothing shows that no entry follows the last one": "缺失：无法证明末条之后没有其他条目",
    "no checkpoint by {key} ends it: nothing shows that its entries are in the ledger":
        "记录末尾没有 {key} 签名的检查点：无法证明其条目在日志中",
    "a receipt was given for it, and the record has it not: the ledger signed for what it now leaves out":
        "已就其出具回执，记录中却没有：日志对其现已略去的内容签过名",
    "the record does not contain it ({size} entries), so nothing shows that they agree: export one that does":
        "记录中没有该检查点（{size}个条目），无法证明二者一致：请导出包含它的记录",
    "Fingerprints without a file here: {files}.": "此处缺少文件的指纹：{files}。",
    "no. {no} {digest}": "第{no}号 {digest}",
    "its file {file} was changed: the fingerprint is {found}": "其文件 {file} 被改动过：现指纹为 {found}",
    "no entry names the file {file}, whose fingerprint is {found}": "没有条目载明文件 {file}，其指纹为 {found}",
    "The file {file}: no entry that is public here names it.": "文件 {file}：此处公开的条目均未载明。",
    "its text is not JSON as a ledger stores it: {fault}": "正文不是日志存储的规范 JSON：{fault}",
    "its text is not an entry": "正文不是条目",
    "{names} in the entry is missing, or should not be there": "条目中的 {names} 缺失，或者不应存在",
    "{names} in {part} is missing, or should not be there": "{part} 中的 {names} 缺失，或者不应存在",
    "{path} is not of the right form": "{path} 的形式不对",
    "the proof is not a list": "证明不是列表",
    "{text} is not a hash in base64": "{text} 不是 base64 形式的哈希值",
    "{line} is not an Ed25519 key: name+id+key": "{line} 不是 Ed25519 密钥（名称+编号+密钥）",
    "it is not a signed note": "不是签名文书",
    "{line} is not a signature": "{line} 不是签名",
    "the signature is wrong: it is not by {key}, or what it signs was changed": "签名有误：不是 {key} 所签，或者所签内容被改动过",
    "it is not signed by {key}": "没有 {key} 的签名",
    "it is not a checkpoint of {origin}": "不是 {origin} 的检查点",
    "it is not a receipt of {origin}": "不是{origin}的回执",
    "it is for {other}: check it against the record of that docket": "该回执属于{other}，应当与该事项的记录核对",
    "A line has more than {bytes} bytes: this is no record.": "有一行超过{bytes}字节：这不是记录。",
    "The archive has {count} records (files that end in .jsonl) and should have one.":
        "压缩包内有{count}份记录（以 .jsonl 结尾的文件），应当只有一份。",
    "Entries, complete, in order of number and time, in the ledger at the place they name: {count}":
        "完整、按编号和时间排列、在日志中位于所称位置的条目：{count}",
    "Entries, complete, in order of number and time: {count}": "完整、按编号和时间排列的条目：{count}",
    "Signed end of the docket, so that no entry is missing after the last: {count}": "经签名的事项末尾（末条之后没有缺漏）：{count}",
    "Checkpoints, signed, each containing the one before: {count}": "经签名、逐个包含前一个的检查点：{count}",
    "Entries that a receipt was given for, just as it says: {count}": "与回执所载一致的条目：{count}",
    "Checkpoint from elsewhere, the same as in the record: {count}": "与记录一致的外来检查点：{count}",
    "Private values, as they were entered: {count}": "与登记时一致的非公开内容：{count}",
    "Files, as entries name them by their fingerprint: {count}": "与条目所载指纹一致的文件：{count}",
    "Nothing failed.": "全部通过。",
    "Nothing failed, but only self-consistency was checked: the key came with the record. Give it with --key.":
        "全部通过，但只核对了记录自身是否一致：密钥来自记录本身。请用 --key 提供密钥。",
    "FAILED: {count}": "未通过：{count}项",
    "The page on which bids are sealed, as the notice names it (SHA-256): {page}": "公告所列密封页面的数字指纹（SHA-256）：{page}",
    "{docket} no. {no}: {path}": "{docket}第{no}号：{path}",
    "the whole entry": "整个条目",
    "{where}, line {line}: {says}": "{where}，第{line}行：{says}",
    "{where}: {says}": "{where}：{says}",
    "Record {docket} of {origin}": "{origin} 的记录{docket}",
    "Checked": "已核验",
    "Not public, commitment present": "不公开，有承诺值",
    "Not checked": "未核验",
    "Failed": "未通过",
    "and {count} more": "另有{count}项",
    "There is no file {file}.": "没有文件 {file}。",
    "{file} cannot be read. Give the place of a file, and not that of a folder.": "{file} 无法读取。请写明文件的路径，而不是文件夹的路径。",
    "{file} is no text. Give the file as it was downloaded.": "{file} 不是文本。请使用下载时的原文件。",
    "{file} is neither a folder nor a ZIP.": "{file} 既不是文件夹，也不是 ZIP。",
    "Say which record, as in {program} DC-2026-S-0001.jsonl": "请写明记录文件，如 {program} DC-2026-S-0001.jsonl",
    "Is this record genuine, whole and unchanged?": "这份记录是否真实、完整、未经改动？",
    "the record, or a ZIP with the record and its files; - reads standard input": "记录，或者含有记录及其文件的 ZIP；- 为读取标准输入",
    "the ledger's key, or a file that holds it, from elsewhere than the record": "日志的密钥，或者载有密钥的文件，应当取自记录以外之处",
    "a checkpoint from elsewhere, which the record must contain": "外来检查点，记录应当包含它",
    "a receipt for entries of the record": "就记录中的条目出具的回执",
    "the attachments": "附件",
    "language of the answer (default: LANG)": "答复所用语言（默认依 LANG）",
    "print one JSON document": "输出一份 JSON"}


def in_language(argv: list[str] | None) -> Callable[..., str]:
    """What puts a sentence, with its facts, in the reader's language: the one asked for, else that of LANG, else English."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--language", "--lang")
    words = CHINESE if (parser.parse_known_args(argv)[0].language or os.environ.get("LANG", "")).lower().startswith("zh") else {}
    return lambda says, /, **facts: words.get(says, says).format(**facts)


def tell(record: Record, say: Callable[..., str]) -> Iterator[str]:
    """What came of it, in words."""
    checked = [say(CHECKED[what], count=count) for what, count in record.checked.items()]
    checked += [say("The page on which bids are sealed, as the notice names it (SHA-256): {page}", page=record.page)] if record.page else []
    places = [say("{docket} no. {no}: {path}", docket=one["docket"], no=one["no"] + 1, path=one["path"] or say("the whole entry"))
              for one in record.not_public]
    failed = [say("{where}, line {line}: {says}" if one["line"] else "{where}: {says}",
                  where=one["where"], line=one["line"], says=one["says"]) for one in record.failed]
    yield say("Record {docket} of {origin}", docket=record.docket, origin=record.origin)
    for title, words, total in (
            (say("Checked"), checked, 0), (say("Not public, commitment present"), places, record.totals["not_public"]),
            (say("Not checked"), record.not_checked, 0), (say("Failed"), failed, record.totals["failed"])):
        yield from ["", title, *("  " + word for word in words)] if words else []
        yield from ["  " + say("and {count} more", count=total - len(words))] if total > len(words) else []
    yield from ["", say(RESULTS[record.result], count=record.totals["failed"])]


def main(argv: list[str] | None = None, parents: Any = ()) -> int:
    say = in_language(argv)
    parser = argparse.ArgumentParser(prog="operis verify", description=say("Is this record genuine, whole and unchanged?"), parents=parents)
    parser.add_argument("export", metavar="EXPORT", nargs="?",
                        help=say("the record, or a ZIP with the record and its files; - reads standard input"))
    parser.add_argument("--key", metavar="KEY", help=say("the ledger's key, or a file that holds it, from elsewhere than the record"))
    parser.add_argument("--checkpoint", metavar="FILE", help=say("a checkpoint from elsewhere, which the record must contain"))
    parser.add_argument("--receipt", metavar="FILE", help=say("a receipt for entries of the record"))
    parser.add_argument("--files", metavar="FOLDER-OR-ZIP", help=say("the attachments"))
    parser.add_argument("--language", "--lang", choices=("zh", "en"), help=say("language of the answer (default: LANG)"))
    parser.add_argument("--json", action="store_true", help=say("print one JSON document"))
    asked = parser.parse_args(argv)
    try:
        export = asked.export or parser.error(say("Say which record, as in {program} DC-2026-S-0001.jsonl", program=parser.prog))
        record = verify(export, asked.key, asked.checkpoint, asked.files, asked.receipt, say)
    except (Unreadable, OSError, UnicodeError, EOFError, zipfile.BadZipFile, zlib.error) as fault:
        says = say(fault.says, **fault.facts) if isinstance(fault, Wrong) else str(fault)
        if isinstance(fault, OSError) and fault.filename is not None:
            missing = isinstance(fault, FileNotFoundError)
            says = say("There is no file {file}." if missing else
                       "{file} cannot be read. Give the place of a file, and not that of a folder.", file=fault.filename)
        print(json.dumps({"result": "unreadable", "says": says}) if asked.json else f"operis verify: {says}",
              file=sys.stdout if asked.json else sys.stderr)
        return 2
    told = ("checked", "docket", "failed", "key", "not_checked", "not_public", "origin", "result", "totals")
    for line in [json.dumps({name: getattr(record, name) for name in told}, indent=1)] if asked.json else tell(record, say):
        print("".join(char if char.isprintable() or asked.json else repr(char)[1:-1] for char in line))  # nothing steers the terminal
    return 1 if record.failed else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")    # a terminal that has no Chinese gets the numbers of the signs, and no fault
    sys.exit(main())
