"""What stands in the sheets of a workbook, .xlsx, .xls or .ods? The bytes say which it is, never the name.

Merged cells, errors and formulas without a value are told, never guessed.
"""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from operis.attachments.sorts import FOLDERS_OF_PROGRAMS, ODS, TYPES
from operis.documents.importing import ods, xls, xlsx
from operis.documents.importing.cells import OLD_OFFICE, Sheet, unread
from operis.documents.importing.parts import DAMAGED, Parts, with_macros
from operis.strict_yaml import Malformed


def workbook(content: bytes) -> tuple[Sheet, ...]:
    """The sheets that are not hidden; Malformed with the cure for what is no workbook, or too large to be opened."""
    try:
        return tuple(xls.sheets(content) if content.startswith(OLD_OFFICE) else _packed(content))
    except Malformed:
        raise
    except DAMAGED as error:
        raise unread(_("This workbook is damaged, or is none. Open it in your program, save it as .xlsx, and try again.")) from error


def _packed(content: bytes) -> Iterator[Sheet]:
    parts = Parts(zipfile.ZipFile(io.BytesIO(content)))
    if any(one.endswith("vbaProject.bin") or one.startswith(FOLDERS_OF_PROGRAMS) for one in parts.names):
        raise with_macros()
    if xlsx.WORKBOOK in parts.names:
        return xlsx.sheets(parts)
    if "mimetype" in parts.names and parts.archive.read("mimetype").strip().startswith(TYPES[ODS].encode()):
        return ods.sheets(parts)
    raise unread(_("This is no workbook of the kind .xlsx, .xls or .ods. Save it as one of these, or as CSV."))
