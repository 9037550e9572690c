#!/usr/bin/env python3
"""Is this record genuine, whole and unchanged? Checks a record exported from Operis without trusting, or needing, Operis.

    python operis_verify.py EXPORT [--key KEY] [--checkpoint FILE] [--files FOLDER-OR-ZIP] [--json]

EXPORT is the record (JSON lines; `-` reads standard input), or a ZIP with the record and its files. KEY is the ledger's key as a
line `name+id+key`, or a file that holds it: get it from elsewhere than the record, from the ledger's `/log/key` for example; without
it the record is only compared with itself. FILE is a checkpoint from elsewhere (a receipt, a mail, a witness), which the record must
contain. `--files` are the attachments.

It shares nothing with Operis but the published formats, and needs Python 3.9 or later and the package `cryptography`.
Exit status: 0 nothing found; 1 something failed; 2 the input could not be read.
"""

import argparse
import base64
import binascii
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from datetime import date
from functools import lru_cache, partial

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.exit("This program needs the Python package `cryptography`: python -m pip install cryptography")

sha256 = hashlib.sha256
LISTED = 1000              # findings and places kept in detail; all are counted
LONGEST_LINE = 64 << 20    # bytes
HEX = re.compile(r"[0-9a-f]{64}")
HASH = re.compile(r"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=")      # 32 bytes in base64, in its one spelling
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
ENTERED = re.compile(DAY.pattern + TIME + r"\.[0-9]{6}Z")
HAPPENED = re.compile(DAY.pattern + "(?:" + TIME + r"(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2}))?")
SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
NAME = re.compile(r"[^\s+]+")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
BEYOND_16_BITS = re.compile(r"[\U00010000-\U0010ffff]")
END = re.compile(r"operis/record-end/v1\n([^\n]+)\n([^\n]+)\nentries (0|[1-9][0-9]{0,15})\nof (0|[1-9][0-9]{0,18})\n")
HEADER = {"docket", "format", "key", "origin"}
LINES = {
    "entry": ({"entry", "index", "proof"}, {"entry", "index", "private", "proof"}, {"index", "leaf", "proof", "withheld"}),
    "checkpoint": ({"checkpoint", "consistency"},),
    "end": ({"end"},)}
KIND = {name: kind for kind, forms in LINES.items() for form in forms for name in form}


class Unreadable(Exception):
    """The input cannot be read at all, or is no record."""


class Wrong(Exception):
    """One check that failed: English with {places}, and what stands in them."""

    def __init__(self, says, **facts):
        super().__init__(says.format(**facts))
        self.says, self.facts = says, facts


# --- JSON in its canonical form (RFC 8785): no floats, whole numbers below 2**53

def whole(text):
    if len(text) > 17 or text == "-0" or not -2**53 < int(text) < 2**53:
        raise ValueError("not a whole number below 2**53: " + text[:20])
    return int(text)


def no_float(text):
    raise ValueError("not a whole number: " + text[:20])


def no_doubles(pairs):
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a name stands twice")
    return table


NUMBERS = {"parse_int": whole, "parse_float": no_float, "parse_constant": no_float}
read_line = json.JSONDecoder(object_pairs_hook=no_doubles, **NUMBERS).decode
read_text = json.JSONDecoder(**NUMBERS).decode
write_sorted = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical(value):
    text = write_sorted(value)
    return write(by_utf16(value)) if BEYOND_16_BITS.search(text) else text


def by_utf16(value):
    """Names in the order of their UTF-16 units, which beyond U+FFFF is not Python's order."""
    if isinstance(value, dict):
        return {name: by_utf16(value[name]) for name in sorted(value, key=lambda name: name.encode("utf-16-be"))}
    return [by_utf16(item) for item in value] if isinstance(value, list) else value


def walk(value, path=""):
    """Each value in a value, with its JSON Pointer."""
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield from walk(item, path + "/" + str(name).replace("~", "~0").replace("/", "~1"))


# --- the tree (RFC 9162, section 2.1)

def hash_of(text):
    if not (isinstance(text, str) and HASH.fullmatch(text)):
        raise Wrong("{text} is not a hash in base64", text=repr(text)[:60])
    return binascii.a2b_base64(text)


def hashes_of(proof):
    if not isinstance(proof, list):
        raise Wrong("the proof is not a list")
    return [hash_of(text) for text in proof]


def root_over(leaf, index, size, proof):
    """The root that the proof leads to (section 2.1.3.2), or None if it cannot be a proof for this place."""
    if index >= size:
        return None
    at, last, root = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            root = sha256(b"\1" + sibling + root).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            root = sha256(b"\1" + root + sibling).digest()
        at, last = at >> 1, last >> 1
    return root if last == 0 else None


def grew(old_size, old_root, new_size, new_root, proof):
    """Whether the proof shows that the new, bigger tree begins with the whole old one (section 2.1.4.2)."""
    if not 0 < old_size < new_size or not proof:
        return False
    at, last = old_size - 1, new_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first, *rest = [old_root, *proof] if at == 0 else proof
    was = now = first
    for sibling in rest:
        if last == 0:
            return False
        if at & 1 or at == last:
            was, now = sha256(b"\1" + sibling + was).digest(), sha256(b"\1" + sibling + now).digest()
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            now = sha256(b"\1" + now + sibling).digest()
        at, last = at >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


# --- signed notes and checkpoints (C2SP signed-note, tlog-checkpoint)

class Key:
    """The ledger's Ed25519 key, from its line `name+id+base64(1 | key)`."""

    def __init__(self, line):
        name, _, rest = line.partition("+")
        key_id, _, encoded = rest.partition("+")
        material = bytes_of(encoded)
        self.name, self.line, self.id = name, line, sha256(name.encode() + b"\n" + material).digest()[:4]
        if not NAME.fullmatch(name) or len(material) != 33 or material[:1] != b"\1" or self.id.hex() != key_id:
            raise Wrong("{line} is not an Ed25519 key: name+id+key", line=line[:120])
        self.public = Ed25519PublicKey.from_public_bytes(material[1:])

    def signed(self, message, signature):
        try:
            self.public.verify(signature, message)
        except InvalidSignature:
            return False
        return True


def bytes_of(text):
    """What base64 stands for, in its one spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raw = None
    if raw is None or base64.b64encode(raw).decode() != text:
        raise Wrong("{text} is not base64", text=repr(text)[:120])
    return raw


def open_note(note, key):
    """The text of a note that the key signed; signatures by others are passed over."""
    end = note.rfind("\n\n") if isinstance(note, str) else -1
    if end < 0 or not note.endswith("\n") or CONTROL.search(note):
        raise Wrong("it is not a signed note")
    text, signed = note[:end + 1], False
    for line in note[end + 2:-1].split("\n"):
        dash, name, encoded = line.split(" ") if line.count(" ") == 2 else ("", "", "")
        signature = bytes_of(encoded)
        if dash != "\u2014" or not NAME.fullmatch(name) or len(signature) < 5:
            raise Wrong("{line} is not a signature", line=repr(line)[:120])
        if (name, signature[:4]) == (key.name, key.id):
            if not key.signed(text.encode(errors="replace"), signature[4:]):
                raise Wrong("the signature is wrong: it is not by {key}, or what it signs was changed", key=key.line)
            signed = True
    if not signed:
        raise Wrong("it is not signed by {key}", key=key.line)
    return text


def open_checkpoint(note, key):
    """Size and root of a checkpoint that the key signed."""
    lines = open_note(note, key).split("\n")
    if len(lines) != 4 or lines[0] != key.name or not SIZE.fullmatch(lines[1]):
        raise Wrong("it is not a checkpoint of {origin}", origin=key.name)
    return int(lines[1]), hash_of(lines[2])


# --- the form of an entry

def is_text(value):
    return isinstance(value, str) and value != ""


def is_count(value):
    return type(value) is int and value >= 0


def is_table(value):
    return isinstance(value, dict)


def is_hex(value):
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def is_commitment(value):
    return is_table(value) and value.keys() == {"private"} and is_hex(value["private"])


@lru_cache(maxsize=4096)
def is_date(text):
    try:
        return bool(date(int(text[:4]), int(text[5:7]), int(text[8:])))
    except ValueError:
        return False


def like(form):
    """A check for text of this form, which begins with a day that exists."""
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None and is_date(value[:10])


def or_null(right):
    """A check for a value that may also be absent, or private."""
    return lambda value: value is None or is_commitment(value) or right(value)


ENTRY = {
    "act": is_table, "docket": is_text, "entered": like(ENTERED), "facts": is_table, "law": is_table, "mandate": is_table, "no": is_count,
    "nonce": is_hex, "notes": lambda value: isinstance(value, list), "request": is_hex, "v": lambda value: is_count(value) and value == 1}
ACT = {"fields": is_table, "happened": like(HAPPENED), "kind": is_text, "version": lambda value: is_count(value) and value > 0}
LAW = {"act_day": like(DAY), "notice_day": or_null(like(DAY)), "pack": is_text}
MANDATE = {
    **dict.fromkeys(("body", "decided_by", "evidence", "for", "office"), or_null(is_text)), "role": is_text,
    "by": lambda value: value in (None, "person", "clock", "import"), "persons": or_null(lambda value: isinstance(value, list))}


def check_form(value, form, path=""):
    if value.keys() != form.keys():
        odd = ", ".join(sorted(value.keys() ^ form.keys()))
        raise Wrong("{names} in {path} is missing, or should not be there", names=odd, path=path or "the entry")
    for name, right in form.items():
        if not right(value[name]):
            raise Wrong("{path} is not of the right form", path=path + "/" + name)


def read_entry(stored):
    """The entry in a stored text; Wrong if the text is not canonical or the entry not complete."""
    if not isinstance(stored, str):
        raise Wrong("its text is not text")
    try:
        entry = read_text(stored)
        if canonical(entry) != stored:
            raise ValueError("not in its canonical form (RFC 8785)")
    except (ValueError, RecursionError) as fault:
        raise Wrong("its text is not JSON as a ledger stores it: {fault}", fault=str(fault)) from fault
    if not is_table(entry):
        raise Wrong("its text is not an entry")
    check_form(entry, ENTRY)
    for name, form in (("act", ACT), ("law", LAW), ("mandate", MANDATE)):
        check_form(entry[name], form, "/" + name)
    return entry


def opens(commitment, salt, value):
    """Whether this is the private value, with its salt, that was committed to."""
    try:
        return is_hex(salt) and sha256(b"operis/private/v1" + bytes.fromhex(salt) + canonical(value).encode()).hexdigest() == commitment
    except (UnicodeError, RecursionError):
        return False


# --- the record

class Record:
    """One way through a record, and what came of it. What it remembers does not grow, but for fingerprints where files are checked."""

    def __init__(self, header, trusted, with_files):
        self.docket, self.origin, self.vkey, self.trusted = header["docket"], header["origin"], header["key"], trusted
        self.key = self.newest = self.outside = None
        self.named = {} if with_files else None            # fingerprint -> number of the first entry in which it stands
        self.checked, self.not_public, self.not_checked, self.failed = {}, [], [], []
        self.totals = {"entries": 0, "failed": 0, "not_public": 0}
        self.no, self.index, self.entered = 0, -1, ""      # the number that comes next; place in the ledger and time of the entry before
        self.heads, self.before, self.met, self.ended = 0, None, False, False

    @property
    def result(self):
        return "failed" if self.failed else "verified" if self.trusted else "consistent-with-itself"

    def plain(self):
        return {"checked": self.checked, "docket": self.docket, "failed": self.failed, "key": self.vkey, "not_checked": self.not_checked,
                "not_public": self.not_public, "origin": self.origin, "result": self.result, "totals": self.totals}

    def passed(self, what):
        self.checked[what] = self.checked.get(what, 0) + 1

    def withhold(self, no, path=None):
        self.note("not_public", {"docket": self.docket, "no": no, "path": path})

    def fail(self, wrong, where=None, line=None, no=None):
        no = wrong.facts.get("no", no)
        where = where if no is None else f"{self.docket} no. {no}"
        self.note("failed", {"docket": self.docket, "no": no, "where": where or self.docket, "line": line, "says": str(wrong),
                             "template": wrong.says, "facts": wrong.facts})

    def note(self, kind, what):
        self.totals[kind] += 1
        if self.totals[kind] <= LISTED:
            getattr(self, kind).append(what)

    def header(self):
        if self.key.line != self.vkey:
            self.fail(Wrong("it gives another key than the one you trust: {key}", key=self.vkey), "the first line", 1)
        if self.key.name != self.origin:
            self.fail(Wrong("the key is not of {origin}, but of {name}", origin=self.origin, name=self.key.name), "the first line", 1)

    def line(self, at, raw):
        """Check one line after the first."""
        no, where = None if self.heads else self.no, f"line {at}"
        try:
            line = read_line(raw.decode())
            kind = next((KIND[name] for name in line if name in KIND), None) if is_table(line) else None
        except (ValueError, RecursionError) as fault:
            return self.fail(Wrong("it cannot be read: {fault}", fault=str(fault)), where, at, no)
        if kind == "entry":
            no, self.no = self.no, self.no + 1
            self.totals["entries"] += 1
            check = self.entry
        elif kind == "checkpoint":
            self.heads += 1
            no, where, check = None, f"checkpoint {self.heads} of the record", self.checkpoint
        elif kind == "end":
            no, where, check = None, f"the end of {self.docket}", self.end
        else:
            return self.fail(Wrong("it is no entry, no checkpoint and no end"), where, at, no)
        try:
            if set(line) not in LINES[kind]:
                raise Wrong("its line should not have just these: {names}", names=", ".join(sorted(line)))
            check(line, no)
        except Wrong as wrong:
            self.fail(wrong, where, at, no)
        except RecursionError:
            self.fail(Wrong("it is nested too deep to be checked"), where, at, no)

    def entry(self, line, no):
        self.place(line)
        self.content(line, no)
        self.passed("entries" if self.newest else "texts")

    def place(self, line):
        """The entry stands where it says in the ledger, and after the one before it."""
        if self.heads or self.ended:
            raise Wrong("it stands after the end, or after a checkpoint")
        index, proof = line["index"], hashes_of(line["proof"])
        if not is_count(index):
            raise Wrong("its index is not a whole number")
        try:
            leaf = hash_of(line["leaf"]) if "leaf" in line else sha256(b"\0" + line["entry"].encode()).digest()
        except (AttributeError, UnicodeError):
            raise Wrong("its text is not text") from None
        if self.newest and root_over(leaf, index, self.newest[0], proof) != self.newest[1]:
            raise Wrong("it is not at place {index} of the {size} entries of the ledger: text, place or proof was changed",
                        index=index, size=self.newest[0])
        if index <= self.index:
            raise Wrong("its place in the ledger, {index}, is not after {before}, that of the entry before", index=index, before=self.index)
        self.index = index

    def content(self, line, no):
        """The entry is complete, of this docket, of this number, and not older than the one before it."""
        if "leaf" in line:
            if line["withheld"] is not True:
                raise Wrong("withheld is not true")
            return self.withhold(no)
        entry = read_entry(line["entry"])
        if entry["docket"] != self.docket:
            raise Wrong("it belongs to {docket}", docket=entry["docket"])
        before, self.entered = self.entered, entry["entered"]
        if entry["no"] != no:
            self.no = entry["no"] + 1
            raise Wrong("in its place stands no. {found}: entries are missing, doubled or not in order", found=entry["no"])
        if entry["entered"] < before:
            raise Wrong("it was entered {entered}, before the one ahead of it, {before}", entered=entry["entered"], before=before)
        if "private" in line or '"private":' in line["entry"]:
            self.private(entry, line.get("private", {}), no)
        if self.named is not None:
            shown = [given["value"] for given in line.get("private", {}).values()]
            for path, item in walk([entry["act"]["fields"], shown]):
                if is_hex(item) and not path.endswith("/private"):
                    self.named.setdefault(item, no)

    def private(self, entry, shown, no):
        """Each private value that is shown is the one committed to; the others are named."""
        there = {path: value["private"] for path, value in walk(entry) if is_table(value) and value.keys() == {"private"}}
        if not is_table(shown) or not all(is_table(given) and given.keys() == {"salt", "value"} for given in shown.values()):
            raise Wrong("its private values are not a table of path, salt and value")
        if not shown.keys() <= there.keys():
            raise Wrong("a private value is shown where the entry has none: {paths}", paths=", ".join(sorted(shown.keys() - there.keys())))
        for path, commitment in there.items():
            if not is_hex(commitment):
                raise Wrong("{path} is not a commitment", path=path)
            if path not in shown:
                self.withhold(no, path)
            elif not opens(commitment, **shown[path]):
                raise Wrong("the private value at {path} is not the one that was entered", path=path)
            else:
                self.passed("private")

    def checkpoint(self, line, _no):
        """The checkpoint is signed, contains the one before it, and agrees with the one from elsewhere."""
        before, self.before = self.before, None
        size, root = self.before = open_checkpoint(line["checkpoint"], self.key)
        proof = hashes_of(line["consistency"])
        if before is None and (proof or self.heads > 1):
            raise Wrong("the checkpoint before it is missing or wrong")
        if before and not grew(*before, size, root, proof):
            raise Wrong("nothing shows that it contains the checkpoint before it, of {size} entries", size=before[0])
        if self.outside and self.outside[0] == size:
            self.met = True
            if self.outside[1] != root:
                raise Wrong("of {size} entries, the checkpoint from elsewhere has another root: the ledger told two stories", size=size)
            self.passed("outside")
        self.passed("checkpoints")

    def end(self, line, _no):
        """The ledger itself says how many entries the docket has."""
        again, self.ended = self.ended, True
        found = END.fullmatch(open_note(line["end"], self.key))
        if not found or found[1] != self.key.name or found[2] != self.docket:
            raise Wrong("it is not the end of {docket} in {origin}", docket=self.docket, origin=self.key.name)
        if not self.newest or int(found[4]) != self.newest[0]:
            raise Wrong("it speaks of {size} entries of the ledger, the newest checkpoint does not", size=found[4])
        if int(found[3]) > self.no:
            raise Wrong("it is missing: the docket has {count} entries", count=int(found[3]), no=self.no)
        if int(found[3]) < self.no:
            raise Wrong("it does not belong here: the docket has {count} entries", count=int(found[3]), no=self.no - 1)
        if again or self.heads:
            raise Wrong("it stands there twice, or after a checkpoint")
        self.passed("ends")

    def whole(self):
        """What can only be said at the end: nothing is missing there."""
        if not self.ended:
            self.fail(Wrong("it is missing: nothing shows that no entry follows the last one"), f"the end of {self.docket}")
        if self.newest is None:
            self.fail(Wrong("no checkpoint by {key} ends it: nothing shows that its entries are in the ledger", key=self.key.line))
        if self.outside and not self.met:
            self.fail(Wrong("the record does not contain it ({size} entries), so nothing shows that they agree: export one that does",
                            size=self.outside[0]), "the checkpoint from elsewhere")

    def files(self, files):
        """Each file is one that an entry names by its fingerprint; fingerprints without a file are told."""
        here = set()
        for name, opened in files:
            with opened() as stream:
                digest = sha256()
                for chunk in iter(lambda: stream.read(1 << 20), b""):
                    digest.update(chunk)
            found, said = digest.hexdigest(), os.path.basename(name).partition(".")[0]
            here.add(found)
            if is_hex(said) and said != found:
                changed = Wrong("its file {file} was changed: the fingerprint is {found}", file=name, found=found)
                self.fail(changed, name, None, self.named.get(said))
            elif found in self.named:
                self.passed("files")
            elif self.not_public:
                self.not_checked.append(f"The file {name}: no entry that is public here names it.")
            else:
                self.fail(Wrong("no entry names the file {file}, whose fingerprint is {found}", file=name, found=found), name)
        away = [f"no. {no} {digest}" for digest, no in self.named.items() if digest not in here]
        if away:
            self.not_checked.append(f"Fingerprints without a file here: {', '.join(away[:LISTED])}.")


def verify(export, key=None, checkpoint=None, files=None):
    """The record in a file, checked; all four are what the command line takes."""
    source, beside = opened(export)
    beside = beside if files is None else files_in(files)
    header = read_header(next(lines_of(source), b""))
    record = Record(header, key is not None, beside is not None)
    try:
        record.key = Key(header["key"] if key is None else text_in(key).strip() if os.path.exists(key) else key)
        record.outside = checkpoint and open_checkpoint(text_in(checkpoint), record.key)
    except Wrong as wrong:
        record.fail(wrong, "the key or the checkpoint from elsewhere")
        return record
    record.newest = newest_checkpoint(lines_of(source), record.key)
    for at, raw in enumerate(lines_of(source), start=1):
        record.line(at, raw) if at > 1 else record.header()
    record.whole()
    if beside is not None:
        record.files(beside)
    record.not_checked += [why for why, true in (
        ("Whether the ledger's key is the right one: it came with the record. Give it from elsewhere with --key.", key is None),
        ("Whether the ledger shows others the same: give a checkpoint from elsewhere with --checkpoint.", checkpoint is None),
        ("Files: give them with --files.", beside is None),
        ("Periods, opening order, draws, scores, ranks and awards: this program does not recompute them.", True)) if true]
    return record


def newest_checkpoint(lines, key):
    """Size and root of the last checkpoint, to which the proofs of all entries lead; None if that is not one."""
    last = None
    for raw in lines:
        if b'"checkpoint"' in raw:
            try:
                line = read_line(raw.decode())
                last = line["checkpoint"] if is_table(line) and "checkpoint" in line else last
            except (ValueError, RecursionError):
                continue  # the line is no checkpoint; the way through the record tells of it
    try:
        return open_checkpoint(last, key)
    except Wrong:
        return None


# --- files and the command line

def read_header(raw):
    try:
        header = read_line(raw.decode())
    except (ValueError, RecursionError):
        header = None
    if not is_table(header) or header.get("format") != "operis/record/v1":
        raise Unreadable("Line 1 is not the beginning of a record: it has no format operis/record/v1.")
    if header.keys() != HEADER or not all(map(is_text, header.values())):
        raise Unreadable(f"Line 1 must give exactly these, as text: {', '.join(sorted(HEADER))}.")
    return header


def lines_of(source):
    with source() as stream:
        for raw in iter(lambda: stream.readline(LONGEST_LINE + 1), b""):
            if len(raw) > LONGEST_LINE:
                raise Unreadable(f"A line has more than {LONGEST_LINE} bytes: this is no record.")
            yield raw


def text_in(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return stream.read()


def opened(export):
    """What opens the record anew, and the files beside it where both are in one ZIP."""
    if export == "-":
        stream = tempfile.TemporaryFile()  # noqa: SIM115 - it goes when the program does
        shutil.copyfileobj(sys.stdin.buffer, stream)
        return lambda: rewound(stream), None
    if not zipfile.is_zipfile(export):
        return partial(open, export, "rb"), None
    members = dict(files_in(export))
    records = [name for name in members if name.endswith(".jsonl")]
    if len(records) != 1:
        raise Unreadable(f"The archive has {len(records)} records (files that end in .jsonl) and should have one.")
    return members.pop(records[0]), list(members.items())


@contextmanager
def rewound(stream):
    stream.seek(0)
    yield stream


def files_in(place):
    """Name and opener of each file in a folder or a ZIP."""
    if os.path.isdir(place):
        paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(place) for name in names)
        return [(path, partial(open, path, "rb")) for path in paths]
    archive = zipfile.ZipFile(place)
    return [(name, partial(archive.open, name)) for name in archive.namelist() if not name.endswith("/")]


CHECKED = {
    "entries": "Entries, complete, in order of number and time, in the ledger at the place they name: {}",
    "texts": "Entries, complete, in order of number and time: {}",
    "ends": "Signed end of the docket, so that no entry is missing after the last: {}",
    "checkpoints": "Checkpoints, signed, each containing the one before: {}",
    "outside": "Checkpoint from elsewhere, the same as in the record: {}",
    "private": "Private values, as they were entered: {}",
    "files": "Files, as entries name them by their fingerprint: {}"}
RESULTS = {
    "verified": "Nothing failed.",
    "consistent-with-itself": "Nothing failed, but only self-consistency was checked: the key came with the record. Give it with --key.",
    "failed": "FAILED: {}"}


def tell(record):
    """What came of it, in words."""
    places = [f"{one['docket']} no. {one['no']}: {one['path'] or 'the whole entry'}" for one in record.not_public]
    failed = [f"{one['where']}{', line ' + str(one['line']) if one['line'] else ''}: {one['says']}" for one in record.failed]
    yield f"Record {record.docket} of {record.origin}"
    for title, words, total in (
        ("Checked", [CHECKED[what].format(count) for what, count in record.checked.items()], 0),
        ("Not public, commitment present", places, record.totals["not_public"]),
        ("Not checked", record.not_checked, 0),
        ("Failed", failed, record.totals["failed"]),
    ):
        yield from ["", title, *("  " + word for word in words)] if words else []
        yield from [f"  and {total - len(words)} more"] if total > len(words) else []
    yield ""
    yield RESULTS[record.result].format(record.totals["failed"])


def printable(line):
    """A record may hold anything: nothing of it may steer the terminal."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)


def main(argv=None):
    parser = argparse.ArgumentParser(prog="operis verify", description="Is this record genuine, whole and unchanged?")
    parser.add_argument("export", metavar="EXPORT", help="the record, or a ZIP with the record and its files; - reads standard input")
    parser.add_argument("--key", metavar="KEY", help="the ledger's key, or a file that holds it, from elsewhere than the record")
    parser.add_argument("--checkpoint", metavar="FILE", help="a checkpoint from elsewhere, which the record must contain")
    parser.add_argument("--files", metavar="FOLDER-OR-ZIP", help="the attachments")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    asked = parser.parse_args(argv)
    try:
        record = verify(asked.export, asked.key, asked.checkpoint, asked.files)
    except (Unreadable, OSError, UnicodeError, EOFError, zipfile.BadZipFile, zlib.error) as fault:
        print(json.dumps({"result": "unreadable", "says": str(fault)}) if asked.json else f"operis verify: {fault}",
              file=sys.stdout if asked.json else sys.stderr)
        return 2
    print(json.dumps(record.plain(), indent=1) if asked.json else "\n".join(map(printable, tell(record))))
    return 1 if record.failed else 0


if __name__ == "__main__":
    sys.exit(main())
