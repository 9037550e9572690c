"""How is a paper handed over as plain text? Title, numbered parts, a line for each thing that is said; UTF-8, ready to be pasted.

The last line says where it is checked: number, seal code and address, as on the foot of each page of the other forms.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from operis.documents.papers.blocks import Block, Clause, Contents, Heading, Line, Paper, Signed, Table, Words, printable
from operis.documents.papers.pdf import Foot

NAME_AND_WORDS = 2


def text_of(paper: Paper, foot: Foot) -> str:
    lines = [paper.about, paper.title, "", *(line for block in paper.blocks for line in _lines(block)), "", foot.line]
    return printable("\n".join(lines) + "\n")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield from ("", block.words)
        case Line():
            yield block.written if block.alone else named(block.label, block.written)
        case Words():
            yield block.words
        case Table():
            yield from () if block.alone else (named(block.label, "").rstrip(),)
            yield from (f"  {_row(block.head, row)}" for row in block.rows)
        case Signed():
            yield from ("", block.who, block.day)
        case Contents():
            yield from (named(block.label, "").rstrip(), *(f"  {one.words}" for one in block.parts))
        case Clause():
            yield " ".join(filter(None, (block.number, block.title, *block.paragraphs[:1])))
            yield from (*block.paragraphs[1:], *((block.law,) if block.law else ()))


def _row(head: tuple[str, ...], row: tuple[str, ...]) -> str:
    """Of a row of two, the first is the name of the second."""
    if len(row) == NAME_AND_WORDS:
        return named(*row)
    return _("; ").join(named(name, cell) for name, cell in zip(head, row, strict=True) if cell)


def named(label: str, words: str) -> str:
    return f"{label}{pgettext('after the name of a field', ': ')}{words}"
