"""How is a purchasing document laid out? A list of its chapters, then each with its clauses, tables and law; forms on pages of their own.

An article that nobody has compared with the text is not printed: of such a row only the instrument is named.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from operis.documents.papers.blocks import Block, Clause, Contents, Heading, Line, Paper, Table, chinese
from operis.documents.purchasing.filling import FORMS, LINE, ChapterFilled, Drafted, Filled
from operis.documents.shown import language

TITLE_MAX = {"zh": 24, "en": 64}
"""A form's first sentence is its title where it is no longer and says nothing else."""
SENTENCE = {"zh": re.compile(r"(?<=。)"), "en": re.compile(r"(?<=\.) ")}
TO_FILL = re.compile(rf"[^：:，,]{{1,40}}[：:] ?{LINE}.{{0,12}}")
"""A name with a line behind it: it has a line of its own on a form."""


def purchasing_document(draft: Drafted, *, about: str, number: str, body: str, made: datetime) -> Paper:
    """In the language that is shown."""
    headings = tuple(Heading(_chapter(place, chapter), f"chapter-{place}") for place, chapter in enumerate(draft.chapters, 1))
    facts = (Line(_("Project number"), number), Line(_("Purchaser"), body))
    parts = (block for heading, chapter in zip(headings, draft.chapters, strict=True) for block in _part(heading, chapter))
    return Paper(
        slug=draft.text.slug, title=draft.text.title.within(language()), about=about, number=number, no=0, body=body, made=made, code="",
        blocks=(*facts, Contents(_("Contents"), headings), *parts), long=True,
    )  # fmt: skip


def bid_forms(draft: Drafted, *, about: str, number: str, purchaser: str, bidder: str, made: datetime) -> Paper:
    """The forms for the bid of one bidder, each on a page of its own."""
    [chapter] = draft.chapters
    facts = (Line(_("Project number"), number), Line(_("Purchaser"), purchaser), Line(_("Supplier"), bidder))
    clauses = (block for one in chapter.clauses for block in _clause(one, form=True))
    return Paper(
        slug="bid-forms", title=chapter.title.within(language()), about=about, number=number, no=0, body=bidder, made=made, code="",
        blocks=(*facts, *clauses), long=True,
    )  # fmt: skip


def _chapter(place: int, chapter: ChapterFilled) -> str:
    title = chapter.title.within(language())
    return f"第{chinese(place)}章　{title}" if language() == "zh" else f"{place}. {title}"


def _part(heading: Heading, chapter: ChapterFilled) -> Iterator[Block]:
    yield heading
    for place, one in enumerate(chapter.clauses):
        yield from _clause(one, form=chapter.id == FORMS, headed=not place)


def _clause(one: Filled, *, form: bool, headed: bool = False) -> Iterator[Block]:
    """What is headed stays on the page of the heading above it."""
    said = one.words[language()]
    title, paragraphs = _as_form(said) if form else ("", (said,))
    yield Clause(one.number, title, paragraphs, law_of(one), form=form and not headed)
    if one.cells:
        yield Table(title or one.number, tuple(cell.within(language()) for cell in one.head),
                    tuple(row.within(language()) for row in one.cells), alone=True)  # fmt: skip


def _as_form(said: str) -> tuple[str, tuple[str, ...]]:
    """A title, what is declared, and each line to be filled in for itself."""
    sentences = [one.strip() for one in SENTENCE[language()].split(said) if one.strip()]
    named = len(sentences[0]) <= TITLE_MAX[language()] and not re.search(r"[：:]", sentences[0])
    title = sentences.pop(0).rstrip("。.") if named and len(sentences) > 1 else ""
    paragraphs = [""]
    for one in sentences:
        if TO_FILL.fullmatch(one):
            paragraphs += [one.rstrip("。."), ""]
        else:
            paragraphs[-1] += one if language() == "zh" else f" {one}"
    return title, tuple(one.strip() for one in paragraphs if one.strip())


def law_of(one: Filled) -> str:
    """The law that a clause rests on, each source once; what is our own reading stands on the page and not on paper."""
    cited = dict.fromkeys(row.cite(language()) for row in one.law if row.instrument.legal)
    return _("Under: {law}").format(law=_("; ").join(cited)) if cited else ""
