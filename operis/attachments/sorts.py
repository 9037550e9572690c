"""What is in a file? Told by its first bytes and, of a packed one, by its table of contents; never by its name."""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PDF, WORD, EXCEL, SLIDES, OLD, OFD, PNG, JPEG = "pdf", "word", "excel", "slides", "old-office", "ofd", "png", "jpeg"
ENDINGS: Mapping[str, str] = {
    ".pdf": PDF, ".docx": WORD, ".xlsx": EXCEL, ".pptx": SLIDES, ".doc": OLD, ".xls": OLD, ".ppt": OLD, ".wps": OLD, ".et": OLD,
    ".dps": OLD, ".ofd": OFD, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG,
}  # fmt: skip
TYPES: Mapping[str, str] = {
    PDF: "application/pdf", PNG: "image/png", JPEG: "image/jpeg", OLD: "application/x-ole-storage", OFD: "application/ofd",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}  # fmt: skip
PACKED: Mapping[str, str] = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": SLIDES, "OFD.xml": OFD}
"""The one part of a packed file that is in every document of its kind."""
FIRST_BYTES = 1024
"""A PDF may begin with some bytes of something else."""
PARTS_MAX, CONTENTS_BYTES_MAX = 10_000, 2_000_000
"""A table of contents that is longer is read by nobody: it is there to fill a memory."""
END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Sort:
    """What is in a file; empty where it is nothing that is taken."""

    kind: str

    def fits(self, name: str) -> bool:
        """Whether the ending of a name says the same."""
        return ENDINGS.get(Path(name).suffix.lower()) == self.kind


def sort_of(path: Path) -> Sort:
    with path.open("rb") as file:
        first = file.read(FIRST_BYTES)
    if first.startswith(b"\x89PNG\r\n\x1a\n"):
        return Sort(PNG)
    if first.startswith(b"\xff\xd8\xff"):
        return Sort(JPEG)
    if first.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Sort(OLD)
    if first.startswith(b"PK\x03\x04"):
        return Sort(_packed(path))
    return Sort(PDF if b"%PDF-" in first else "")


def _packed(path: Path) -> str:
    """Its table of contents alone is read, and only one of a sane length; nothing is unpacked."""
    if not _sane(path):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {*archive.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # cut short or damaged: it is nothing that is taken
        return ""
    return next((kind for part, kind in PACKED.items() if part in names), "")


def _sane(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**16 - END.size))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        return False
    _sign, _disk, _first, _here, parts, length, _start, _comment = END.unpack_from(tail, at)
    return bool(parts <= PARTS_MAX and length <= CONTENTS_BYTES_MAX)
