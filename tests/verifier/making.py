"""How is a record made, from the published formats alone? A small maker, sharing nothing with Operis or with the verifier.

The log has twelve entries: 0, 2, 3, 6 and 11 belong to DC-2026-S-0142, the others to dockets in between. Three checkpoints.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN, DOCKET = "demo.operis.example/ledger", "DC-2026-S-0142"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PLACES, SIZES = (0, 2, 3, 6, 11), (3, 7, 12)
NAME = {"en": "Wang Wu", "zh": "王五"}
SCAN, DOCUMENTS = b"%PDF-1.7 a consent, scanned", "采购文件 𠮷\n".encode()
Line = dict[str, Any]


def canonical(value: Any) -> str:
    """RFC 8785 for what an entry may hold: names in the order of their UTF-16 units."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def base64(raw: bytes) -> str:
    return b64encode(raw).decode()


# The tree, word for word from RFC 9162, section 2.1 (that of RFC 6962).

def split(leaves: Sequence[bytes]) -> int:
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return k


def mth(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) <= 1:
        return leaves[0] if leaves else digest()
    k = split(leaves)
    return digest(b"\1", mth(leaves[:k]), mth(leaves[k:]))


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(leaves)
    return [*path(m, leaves[:k]), mth(leaves[k:])] if m < k else [*path(m - k, leaves[k:]), mth(leaves[:k])]


def proof(m: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(leaves)
    return [*proof(m, leaves[:k], whole), mth(leaves[k:])] if m <= k else [*proof(m - k, leaves[k:], False), mth(leaves[:k])]


# Signed notes.

def vkey(key: Ed25519PrivateKey = KEY, name: str = ORIGIN) -> str:
    material = b"\1" + key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = digest(name.encode(), b"\n", material)[:4]
    return f"{name}+{key_id.hex()}+{base64(material)}"


def note(text: str, key: Ed25519PrivateKey = KEY, name: str = ORIGIN) -> str:
    key_id = bytes.fromhex(vkey(key, name).split("+")[1])
    return f"{text}\n— {name} {base64(key_id + key.sign(text.encode()))}\n"


def checkpoint(leaves: Sequence[bytes], key: Ed25519PrivateKey = KEY, name: str = ORIGIN) -> str:
    return note(f"{name}\n{len(leaves)}\n{base64(mth(leaves))}\n", key, name)


def end(count: int, size: int, docket: str = DOCKET, key: Ed25519PrivateKey = KEY) -> str:
    return note(f"operis/record-end/v1\n{ORIGIN}\n{docket}\nentries {count}\nof {size}\n", key)


# Entries.

def salt(name: str) -> bytes:
    return digest(b"salt ", name.encode())


def committed(name: str, value: Any) -> dict[str, str]:
    return {"private": digest(b"operis/private/v1", salt(name), canonical(value).encode()).hex()}


def entry(no: int, fields: dict[str, Any], **other: Any) -> dict[str, Any]:
    """An entry with everything that the format asks for."""
    return {
        "act": {"fields": fields, "happened": f"2026-03-{no + 2:02}T09:30:00+08:00", "kind": "notice-published", "version": 1},
        "docket": DOCKET,
        "entered": f"2026-03-{no + 2:02}T01:30:00.{no:06}Z",
        "facts": {"｡": 1, "𠮷": {"a": None, "b": [True, "\u2028\x7f"]}},
        "law": {"act_day": "2026-03-02", "notice_day": None if no == 0 else "2026-03-02", "pack": digest(b"pack").hex()},
        "mandate": {"body": "civil-affairs", "by": "person", "decided_by": None, "evidence": None, "for": None, "office": "purchasing",
                    "persons": ["u7"], "role": "buyer"},
        "no": no,
        "nonce": digest(b"nonce ", bytes([no])).hex(),
        "notes": [],
        "request": digest(b"request ", bytes([no])).hex(),
        "v": 1,
        **other,
    }


CLOCK = {"body": None, "by": None, "decided_by": None, "evidence": None, "for": None, "office": None, "persons": None, "role": "clock"}
AGENCY = {"body": None, "by": "import", "decided_by": "u2", "evidence": "minutes 4", "for": None, "office": None, "role": "agency",
          "persons": committed("persons", ["u7", "u9"])}
DOCUMENTS_SHA256, SCAN_SHA256 = digest(DOCUMENTS).hex(), digest(SCAN).hex()
ENTRIES = (
    entry(0, {"title": {"en": None, "zh": "三村老年人日间照料"}, "budget": "860000.00", "lots": 1}),
    entry(1, {"documents": [{"name": "采购文件.txt", "sha256": DOCUMENTS_SHA256}], "closes": "2026-03-23T09:30:00+08:00"}),
    entry(2, {"contact": committed("contact", NAME), "scan": committed("scan", SCAN_SHA256),
              "stands_until": {"day": "2026-03-09", "row": "O87-16"}}, mandate=AGENCY),
    entry(3, {"scores": [{"expert": "E1", "points": "38.50"}], "quote": 'a "private" \\ remark\n'}),
    entry(4, {"winner": "S1"}, mandate=CLOCK),
)
PRIVATE = {2: {"/act/fields/contact": ("contact", NAME), "/act/fields/scan": ("scan", SCAN_SHA256),
               "/mandate/persons": ("persons", ["u7", "u9"])}}
TEXTS = tuple(map(canonical, ENTRIES))


def log(texts: Sequence[str], places: Sequence[int] = PLACES, size: int = SIZES[-1]) -> list[bytes]:
    """Leaf hashes of a ledger in which the texts stand at these places, among entries of other dockets."""
    here = dict(zip(places, texts, strict=True))
    return [digest(b"\0", here.get(place, f"entry {place} of another docket").encode()) for place in range(size)]


def record(texts: Sequence[str] = TEXTS, *, private: bool = False, withheld: Sequence[int] = (), places: Sequence[int] = PLACES,
           sizes: Sequence[int] = SIZES, key: Ed25519PrivateKey = KEY) -> list[Line]:
    """The lines of a record over these stored texts; `private` for those who may read everything."""
    leaves = log(texts, places, sizes[-1])
    lines: list[Line] = [{"docket": DOCKET, "format": "operis/record/v1", "key": vkey(key), "origin": ORIGIN}]
    for no, (text, place) in enumerate(zip(texts, places, strict=True)):
        where: Line = {"index": place, "proof": [base64(one) for one in path(place, leaves)]}
        if no in withheld:
            lines.append({**where, "leaf": base64(leaves[place]), "withheld": True})
            continue
        shown = {pointer: {"salt": salt(name).hex(), "value": value} for pointer, (name, value) in PRIVATE.get(no, {}).items()}
        lines.append({**where, "entry": text, **({"private": shown} if private and shown else {})})
    lines.append({"end": end(len(texts), sizes[-1], key=key)})
    for before, size in zip([0, *sizes], sizes, strict=False):
        grown = [base64(one) for one in proof(before, leaves[:size])] if before else []
        lines.append({"checkpoint": checkpoint(leaves[:size], key), "consistency": grown})
    return lines


def written(lines: Sequence[Line]) -> bytes:
    return "".join(f"{canonical(line)}\n" for line in lines).encode()


GOLDEN = {
    "full.jsonl": written(record(private=True)),
    "public.jsonl": written(record(withheld=[3])),
    "key": f"{vkey()}\n".encode(),
    "checkpoint": checkpoint(log(TEXTS)[:7]).encode(),
    f"attachments/{DOCUMENTS_SHA256}": DOCUMENTS,
    f"attachments/{SCAN_SHA256}": SCAN,
}
