"""How does a paper become a file to edit and to stamp? As an official document is laid out (GB/T 9704), the same bytes whenever it is made.

A4; the title in Song, parts in Hei, text in Fang Song, two characters indented; where a machine lacks one of these, Word is told
which font stands in its place. Times inside the file are those of the act.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from math import sqrt
from typing import Any
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from operis.documents.papers.blocks import Block, Clause, Contents, Heading, Line, Paper, Signed, Table, Words, printable
from operis.documents.papers.pdf import Foot
from operis.documents.papers.text import named

TITLE, PART, BODY, LATIN = "方正小标宋简体", "黑体", "仿宋_GB2312", "Times New Roman"
STANDS_IN = {TITLE: "宋体", PART: "SimHei", BODY: "仿宋"}
FOOT_PT, LAW_PT = 9, 9
PAGE_MM, WORDS_MIN = 210, 6
FIRST_ZIP_YEAR = 1980
TO_WRITE_ON, NEVER_CUT = re.compile("(＿+)"), "\u00a0" * 4
"""A line to be written on, and what stands in a file to edit for each piece of it: as wide, underlined, with no place to break it."""
NAMED_MAX = 255
"""So many characters has a name in the properties of a document."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes in points, margins in millimetres."""

    title: int
    body: int
    table: float
    line: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def text_mm(self) -> int:
        return PAGE_MM - self.left - self.right


OFFICIAL = Layout(title=22, body=16, table=12, line=28, top=37, bottom=32, left=28, right=26)
LONG = Layout(title=22, body=12, table=10.5, line=20, top=25, bottom=25, left=28, right=26)
"""Official documents, and those of many pages."""


def docx_of(paper: Paper, language: str, foot: Foot) -> bytes:
    from docx import Document

    document, layout = Document(), LONG if paper.long else OFFICIAL
    _describe(document, paper, language)
    _lay_out(document, language, layout)
    for text in (paper.about, paper.title):
        _run(_centred(document), text, TITLE, layout.title)
    if paper.long and not language.startswith("zh"):
        _run(_centred(document), _("Translation for reference: the Chinese text counts."), BODY, layout.body)
    for block in paper.blocks:
        _write(document, block, layout)
    _foot(document.sections[0], foot)
    out = BytesIO()
    document.save(out)
    return _fixed(out.getvalue(), paper.made)


def _describe(document: Any, paper: Paper, language: str) -> None:
    told = document.core_properties
    made = paper.made.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    told.title, told.subject = printable(f"{paper.about} {paper.title}")[:NAMED_MAX], paper.number
    told.author = told.last_modified_by = printable(paper.body)[:NAMED_MAX]
    told.identifier, told.language, told.comments, told.keywords = f"{paper.number} {paper.no}", language, paper.code, ""
    told.created = told.modified = told.last_printed = made
    told.revision = 1


def _lay_out(document: Any, language: str, layout: Layout) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.top), Mm(layout.bottom)
    section.left_margin, section.right_margin = Mm(layout.left), Mm(layout.right)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(layout.body)
    fonts = normal.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), BODY)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), language)
    tongue.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(tongue)
    kept = normal.paragraph_format
    kept.line_spacing, kept.space_after, kept.space_before = Pt(layout.line), Pt(0), Pt(0)
    _name_what_stands_in(document)


def _name_what_stands_in(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement, parse_xml
    from docx.oxml.xmlchemy import serialize_for_reading

    part = next(one for one in document.part.package.iter_parts() if str(one.partname) == "/word/fontTable.xml")
    table = parse_xml(part.blob)
    for name, other in STANDS_IN.items():
        font, instead = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), name)
        instead.set(qn("w:val"), other)
        font.append(instead)
        table.append(font)
    part._blob = serialize_for_reading(table).encode("utf8")


def _write(document: Any, block: Block, layout: Layout) -> None:
    match block:
        case Heading():
            _part(document, block.words, layout).paragraph_format.page_break_before = layout is LONG
        case Line():
            _paragraphs(document, block.written if block.alone else named(block.label, block.written), layout)
        case Words():
            _paragraphs(document, block.words, layout)
        case Table():
            _table(document, block, layout)
        case Signed():
            _signed(document, block, layout)
        case Contents():
            _paragraphs(document, "\n".join((block.label, *(one.words for one in block.parts))), layout)
        case Clause():
            _clause(document, block, layout)


def _part(document: Any, words: str, layout: Layout, level: int = 1) -> Any:
    from docx.shared import Pt, RGBColor

    heading = document.add_heading(level=level)
    heading.paragraph_format.line_spacing = Pt(layout.line)
    heading.paragraph_format.space_before = Pt(layout.body / 2)
    run = _run(heading, words, PART, layout.body)
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = all(east_asian_width(one) != "W" for one in words)  # Hei is heavy by itself, and Latin letters are not
    return heading


def _paragraphs(document: Any, words: str, layout: Layout) -> None:
    from docx.shared import Pt

    for line in words.splitlines() or [""]:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(2 * layout.body)
        _run(paragraph, line, BODY, layout.body)


def _clause(document: Any, block: Clause, layout: Layout) -> None:
    """Its title, where it has one, is a heading of its own; the law stands below in small letters."""
    from docx.shared import Pt

    first, *rest = block.paragraphs
    if block.title:
        _part(document, f"{block.number} {block.title}", layout, level=2).paragraph_format.page_break_before = block.form
    _paragraphs(document, "\n".join((first if block.title else f"{block.number} {first}", *rest)), layout)
    if block.law:
        law = document.add_paragraph()
        law.paragraph_format.first_line_indent, law.paragraph_format.line_spacing = Pt(2 * layout.body), Pt(LAW_PT * 1.5)
        law.paragraph_format.space_after = Pt(LAW_PT / 2)
        _run(law, block.law, BODY, LAW_PT)


def _table(document: Any, block: Table, layout: Layout) -> None:
    if not block.alone:
        _paragraphs(document, block.label, layout)
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    widths_mm = _widths_mm(block, layout.text_mm)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for place, row in enumerate((block.head, *block.rows)):
        for cell, words, width in zip(table.add_row().cells, row, widths_mm, strict=True):
            cell.width = Mm(width)
            _cell(cell, words, PART if place == 0 else BODY, layout.table)
        _kept_whole(table.rows[-1])
    _repeat_head(table)
    document.add_paragraph()


def _widths_mm(block: Table, whole_mm: int) -> list[float]:
    """By the roots of the longest words of each column, so that the long has more room and the short some; what is filled in by hand as
    much as any."""
    rows = (block.head, *block.rows)
    wanted = [sqrt(max(WORDS_MIN, *(len(row[place]) for row in rows))) for place in range(len(block.head))]
    wanted = [max(wanted) if empty else one for one, empty in zip(wanted, block.by_hand, strict=True)]
    return [whole_mm * one / sum(wanted) for one in wanted]


def _cell(cell: Any, words: str, font: str, size_pt: float) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing = Pt(size_pt * (1.5 if words else 2))
    _run(paragraph, words, font, size_pt)


def _kept_whole(row: Any) -> None:
    """No row goes on over a page."""
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_head(table: Any) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _signed(document: Any, block: Signed, layout: Layout) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for words in ("", block.who, block.day):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = words != block.day
        _run(paragraph, words, BODY, layout.body)


def _centred(document: Any) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = 1.3
    return paragraph


def _run(paragraph: Any, words: str, font: str, size_pt: float) -> Any:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for part in TO_WRITE_ON.split(printable(words)):
        to_fill = TO_WRITE_ON.fullmatch(part) is not None
        run = paragraph.add_run(NEVER_CUT * len(part) if to_fill else part)
        run.font.name, run.font.size, run.font.underline = LATIN, Pt(size_pt), to_fill or None
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _foot(section: Any, foot: Foot) -> None:
    """The same last line as on the page's PDF; Word counts the pages."""
    from docx.shared import Pt

    paragraph = section.footer.paragraphs[0]
    paragraph.style.font.size = Pt(FOOT_PT)
    paragraph.paragraph_format.line_spacing = 1
    _run(paragraph, f"{foot.line}    ", BODY, FOOT_PT)
    for words in _cut(foot.pages):
        _field(paragraph, words) if words in FIELDS else _run(paragraph, words, BODY, FOOT_PT)


FIELDS = {"{n}": "PAGE", "{m}": "NUMPAGES"}


def _cut(pages: str) -> Iterator[str]:
    before, n, rest = pages.partition("{n}")
    between, m, after = rest.partition("{m}")
    yield from (one for one in (before, n, between, m, after) if one)


def _field(paragraph: Any, words: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    run = _run(paragraph, "", BODY, FOOT_PT)._element
    for kind in ("begin", "", "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = FIELDS[words]
        run.append(element)


def _fixed(written: bytes, made: datetime) -> bytes:
    """The same file with the times of the act instead of the clock's."""
    local = made.astimezone(UTC)
    at = (max(local.year, FIRST_ZIP_YEAR), local.month, local.day, local.hour, local.minute, local.second)
    out = BytesIO()
    with ZipFile(BytesIO(written)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for one in before.infolist():
            after.writestr(ZipInfo(one.filename, at), before.read(one), ZIP_DEFLATED, 9)
    return out.getvalue()
