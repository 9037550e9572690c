"""What is in a file? Told by its first bytes and, of a packed one, by its table of contents; never by its name.

Some are of a kind that is taken and are not taken: what a browser could take for a page, what carries programs, what grows when unpacked.
"""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PDF, WORD, EXCEL, SLIDES, OLD, ODS, OFD, PNG, JPEG = "pdf", "word", "excel", "slides", "old-office", "ods", "ofd", "png", "jpeg"
ENDINGS: Mapping[str, str] = {
    ".pdf": PDF, ".docx": WORD, ".xlsx": EXCEL, ".pptx": SLIDES, ".doc": OLD, ".xls": OLD, ".ppt": OLD, ".wps": OLD, ".et": OLD,
    ".dps": OLD, ".ods": ODS, ".ofd": OFD, ".png": PNG, ".jpg": JPEG, ".jpeg": JPEG,
}  # fmt: skip
TYPES: Mapping[str, str] = {
    PDF: "application/pdf", PNG: "image/png", JPEG: "image/jpeg", OLD: "application/x-ole-storage", OFD: "application/ofd",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ODS: "application/vnd.oasis.opendocument.spreadsheet",
}  # fmt: skip
PACKED: Mapping[str, str] = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": SLIDES, "OFD.xml": OFD}
"""The one part of a packed file that is in every document of its kind."""
NAMED = b"mimetype" + TYPES[ODS].encode()
"""What the first part of an OpenDocument workbook is and says; it is not packed."""
MARKUP, MACROS, TOO_BIG_INSIDE = "markup", "macros", "too-big-inside"
"""Why a file of a kind that is taken is not taken."""
FIRST_BYTES = 1024
"""A PDF may begin with some bytes of something else, but not with those of a page."""
UNPACKED_BYTES_MAX = 200 * 1024 * 1024
"""Four times what a file may have: texts shrink when packed, scans and pictures do not."""
PROGRAMS, FOLDERS_OF_PROGRAMS = ("vbaproject.bin", "vbadata.xml"), ("Basic/", "Scripts/")
"""In these parts macros lie, whatever folder they are in; and in these folders of an OpenDocument file."""
PARTS_MAX, CONTENTS_BYTES_MAX = 10_000, 2_000_000
"""A table of contents that is longer is read by nobody: it is there to fill a memory."""
END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Sort:
    """What is in a file, empty where it is nothing that is taken; and why it is not taken, though its kind is."""

    kind: str
    fault: str = ""

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
        return _packed(path, ODS if NAMED in first[:100] else "")
    before, sign, _after = first.partition(b"%PDF-")
    return Sort(PDF, MARKUP if b"<" in before else "") if sign else Sort("")


def _packed(path: Path, named: str) -> Sort:
    """Its table of contents alone is read, and only one of a sane length; nothing is unpacked."""
    if not _sane(path):
        return Sort("")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # cut short or damaged: it is nothing that is taken
        return Sort("")
    names = {one.filename for one in parts}
    kind = named or next((kind for part, kind in PACKED.items() if part in names), "")
    if any(name.rpartition("/")[2].lower() in PROGRAMS or name.startswith(FOLDERS_OF_PROGRAMS) for name in names):
        return Sort(kind, MACROS)
    return Sort(kind, TOO_BIG_INSIDE if sum(one.file_size for one in parts) > UNPACKED_BYTES_MAX else "")


def _sane(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**16 - END.size))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END.size:
        return False
    _sign, _disk, _first, _here, parts, length, _start, _comment = END.unpack_from(tail, at)
    return bool(parts <= PARTS_MAX and length <= CONTENTS_BYTES_MAX)
