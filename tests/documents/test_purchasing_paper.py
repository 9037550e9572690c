"""Is the paper of a purchasing document without an empty heading, a form on another's page, an open slot or the other language's words?"""

import re
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from django.utils import translation
from docx import Document

from operis.documents.papers.blocks import Clause, Heading, Paper, Table
from operis.documents.papers.docx import _widths_mm, docx_of
from operis.documents.papers.pdf import Foot
from operis.documents.papers.purchasing import purchasing_document
from operis.documents.purchasing.filling import LINE, drafted
from operis.documents.purchasing.texts import texts
from operis.documents.said import TAGS
from operis.documents.slots import CODES
from operis.web.templatetags.papers import unbroken
from tests.documents.purchased import answered, known, law

CANNOT_SPLIT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}cantSplit"
CHINESE = re.compile(r"[\u3400-\u9fff]")
each = pytest.mark.parametrize(("name", "tongue"), [(name, tongue) for name in texts() for tongue in ("zh", "en")])


def paper(name: str, tongue: str) -> Paper:
    draft = drafted(texts()[name], answered(texts()[name], known()), law())
    with translation.override(CODES[tongue]):
        return purchasing_document(draft, about="-", number="DC-2026-S-0001", body="-", made=datetime(2026, 3, 2, tzinfo=UTC))


@each
def test_each_form_has_a_title_and_a_page_and_the_first_stays_under_the_heading_of_its_chapter(name: str, tongue: str) -> None:
    blocks = paper(name, tongue).blocks
    last = max(place for place, one in enumerate(blocks) if isinstance(one, Heading))
    forms = [one for one in blocks[last:] if isinstance(one, Clause)]
    assert all(one.title for one in forms)
    assert [one.form for one in forms] == [False] + [True] * (len(forms) - 1)


@each
def test_no_page_of_the_file_to_edit_has_a_heading_alone(name: str, tongue: str) -> None:
    with translation.override(CODES[tongue]):
        content = docx_of(paper(name, tongue), TAGS[tongue], Foot("DC-2026-S-0001", "{n} {m}"))
    paragraphs: list[Any] = Document(BytesIO(content)).paragraphs
    breaks = [place for place, one in enumerate(paragraphs) if one.paragraph_format.page_break_before]
    assert all(later - earlier > 1 for earlier, later in pairwise(breaks))


@each
def test_no_slot_is_open_and_no_english_clause_has_chinese_words(name: str, tongue: str) -> None:
    said = [words for one in paper(name, tongue).blocks if isinstance(one, Clause) for words in (one.title, *one.paragraphs, one.law)]
    assert not [words for words in said if re.search(r"[{}【】]", words)]
    assert not [words for words in said if tongue == "en" and CHINESE.search(words)]


def test_a_line_to_be_written_on_stays_in_one_piece_and_what_was_typed_stays_text() -> None:
    assert unbroken(f"A & B: {LINE}.") == f'A &amp; B: <span class="nobr">{LINE}</span>.'
    assert unbroken("<b>") == "&lt;b&gt;"


@each
def test_in_the_file_to_edit_a_line_to_be_written_on_has_no_place_to_be_cut(name: str, tongue: str) -> None:
    made = paper(name, tongue)
    with translation.override(CODES[tongue]):
        written = Document(BytesIO(docx_of(made, TAGS[tongue], Foot("DC-2026-S-0001", "{n} {m}"))))
    cells = [one for table in written.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
    lines = [run.text for one in (*written.paragraphs, *cells) for run in one.runs if run.font.underline]
    clauses = [words for one in made.blocks if isinstance(one, Clause) for words in one.paragraphs]
    listed = [words for one in made.blocks if isinstance(one, Table) for row in one.rows for words in row]
    asked = [one for words in (*clauses, *listed) for one in re.findall("＿+", words)]
    assert LINE in asked
    assert lines == ["\u00a0" * 4 * len(one) for one in asked]
    assert "＿" not in "".join(one.text for one in (*written.paragraphs, *cells))


def test_a_column_that_is_filled_in_by_hand_has_as_much_room_as_any() -> None:
    table = Table("", ("What is asked", "What is offered"), (("The room is warm in winter and cool in summer.", ""),), alone=True)
    assert (table.by_hand, _widths_mm(table, 156)) == ((False, True), [78, 78])
    assert Table("", ("Item",), (("Care",),)).by_hand == (False,)


def test_a_column_of_long_clauses_has_more_room_than_that_of_their_groups_and_neither_is_lost() -> None:
    words = Table("", ("Group", "Clause"), (("time, place and way of performance", "word " * 60),))
    narrow, wide = _widths_mm(words, 160)
    assert 30 < narrow < wide / 2
    assert round(narrow + wide) == 160


@pytest.mark.parametrize("tongue", ["zh", "en"])
def test_in_the_file_to_edit_no_row_goes_over_a_page_and_a_translation_says_that_it_is_one(tongue: str) -> None:
    with translation.override(CODES[tongue]):
        made: Any = Document(BytesIO(docx_of(paper("open-tender", tongue), TAGS[tongue], Foot("DC-2026-S-0001", "{n} {m}"))))
    rows = [row for table in made.tables for row in table.rows]
    assert rows
    assert all(row._tr.trPr.findall(CANNOT_SPLIT) for row in rows)
    said = [one.text for one in made.paragraphs]
    assert ("Translation for reference: the Chinese text counts." in said) == (tongue == "en")
    headings = [one for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert {run.font.bold for one in headings for run in one.runs} == {tongue == "en"}
