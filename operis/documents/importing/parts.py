"""May the parts of a packed workbook be opened? They are counted and looked through before anybody reads them.

Sizes are those that the archive declares, and Python reads no more than that, so that a small file cannot grow without bound; how deep and
how many its elements are is counted while they are read. A library is given only what was looked through and is needed: no drawing, link to
another file, or add-in of another program is in that.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import gettext_noop as _
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from operis.documents.importing.cells import ROWS_MAX, unread
from operis.strict_yaml import Malformed

UNPACKED_MAX = 10_000_000
PARTS_MAX = 2_000
DEEPEST, ELEMENTS_MAX = 30, 400_000
"""Of the elements of a part, and of all parts that are read: no sheet of the size that is taken needs more."""
DAMAGED = (
    SyntaxError, zipfile.BadZipFile, zlib.error, struct.error, XLRDError, CompDocError, ArithmeticError, AssertionError, AttributeError,
    EOFError, LookupError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What a damaged or strangely packed file raises where it is read."""
DECLARES = (b"<!DOCTYPE", b"<!ENTITY", b"\0")
"""No workbook has any of these, and what they declare could grow; the last is how they look in another encoding."""


def overfull() -> Malformed:
    facts = {"most": f"{ROWS_MAX:,}"}
    return unread(_("This workbook has more inside than a table of {most} rows. Copy the rows into a new workbook."), facts)


def with_macros() -> Malformed:
    return unread(_("This workbook carries macros. Save it as .xlsx without macros: a program of others is not opened here."))


def with_a_password() -> Malformed:
    return unread(_("This workbook has a password. Save it without one, and try again."))


@dataclass(slots=True)
class Parts:
    """The parts of an archive as trees, none deeper and all together no larger than a table needs."""

    archive: zipfile.ZipFile
    names: frozenset[str] = field(init=False)
    elements: int = 0

    def __post_init__(self) -> None:
        self.names = frozenset(self.archive.namelist())
        if len(self.names) > PARTS_MAX or sum(one.file_size for one in self.archive.infolist()) > UNPACKED_MAX:
            facts = {"most": f"{UNPACKED_MAX // 1_000_000}"}
            raise unread(_("Unpacked, this workbook has more than {most} MB: it was not opened. Copy the rows into a new workbook."), facts)

    def root(self, part: str) -> ElementTree.Element:
        content = self.archive.read(part)
        if any(sign in content for sign in DECLARES):
            raise ValueError(part)
        root: ElementTree.Element | None = None
        depth = 0
        for event, element in ElementTree.iterparse(io.BytesIO(content), ("start", "end")):
            depth += 1 if event == "start" else -1
            self.elements += event == "start"
            if depth > DEEPEST or self.elements > ELEMENTS_MAX:
                raise overfull()
            root = element if root is None else root
        if root is None:
            raise ValueError(part)
        return root


def packed(parts: Mapping[str, ElementTree.Element]) -> io.BytesIO:
    """An archive of these parts, for a library to read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, root in parts.items():
            archive.writestr(name, ElementTree.tostring(root, "utf-8"))
    return out


def only(root: ElementTree.Element, *names: str) -> ElementTree.Element:
    """The same with these of its elements alone."""
    kept = ElementTree.Element(root.tag, root.attrib)
    kept.extend(one for one in root if local(one.tag) in names)
    return kept


def local(name: str) -> str:
    """A name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def attributes(element: ElementTree.Element) -> dict[str, str]:
    return {local(name): value for name, value in element.attrib.items()}
