"""How large is a file, and of which kind, in words?"""

from django.utils.translation import gettext as _

from operis.attachments.sorts import EXCEL, JPEG, ODS, OFD, OLD, PDF, PNG, SLIDES, WORD

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def size_words(size: int) -> str:
    if size < MEGABYTE:
        return _("{size} KB").format(size=-(-size // KILOBYTE))
    return _("{size} MB").format(size=f"{size / MEGABYTE:.1f}".removesuffix(".0"))


def kind_words(kind: str) -> str:
    words = {
        PDF: _("PDF"), WORD: _("Word"), EXCEL: _("Excel"), SLIDES: _("PowerPoint"), OLD: _("Office or WPS of the old kind"), OFD: _("OFD"),
        ODS: _("OpenDocument workbook"), PNG: _("PNG image"), JPEG: _("JPEG image"),
    }  # fmt: skip
    return words.get(kind, kind)
