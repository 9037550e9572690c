"""How do the committed `.po` files become the `.mo` files that Django reads, without gettext on the machine?"""

import ast
import os
import struct
from collections.abc import Iterator
from pathlib import Path

CONTEXT, PLURAL = "\4", "\0"


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Each message and its translation, keyed as a `.mo` file keys them; fuzzy and untranslated ones are left out."""
    for block in text.replace("\r\n", "\n").split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        fuzzy = False
        for line in map(str.strip, block.splitlines()):
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            word, _, quoted = line.partition('"')
            name = word.strip() or name
            if line:
                parts[name] = parts.get(name, "") + ast.literal_eval(f'"{quoted}')
        strings = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
        if not fuzzy and strings and all(strings):
            key = parts["msgid"] + (PLURAL + parts["msgid_plural"] if "msgid_plural" in parts else "")
            yield (parts["msgctxt"] + CONTEXT if "msgctxt" in parts else "") + key, PLURAL.join(strings)


def compiled(pairs: dict[str, str]) -> bytes:
    """A `.mo` file: seven numbers, two tables of (length, offset), then the strings, each closed by a zero byte."""
    keys: list[int] = []
    values: list[int] = []
    blob = b""
    rows = sorted((key.encode(), value.encode()) for key, value in pairs.items())
    start = 28 + 16 * len(rows)
    for column, index in ((0, keys), (1, values)):
        for row in rows:
            index += [len(row[column]), start + len(blob)]
            blob += row[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 28 + 16 * len(rows))
    return head + struct.pack(f"<{4 * len(rows)}I", *keys, *values) + blob


def compile_messages(folder: Path) -> None:
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        made = source.with_suffix(f".{os.getpid()}")
        made.write_bytes(compiled(dict(entries(source.read_text(encoding="utf-8")))))
        made.replace(source.with_suffix(".mo"))  # in one step: a process beside this one reads the old file or the new
