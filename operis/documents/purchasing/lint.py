"""Are the texts whole? Every mistake by its place: a slot without a source, a row that is not in the law, a language that is missing."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from operis.core.wording import Label
from operis.documents.purchasing.conditions import UnreadableError, parts_of
from operis.documents.purchasing.texts import CONTRACT, LAW, Asked, Clause, Sources, Text, file_said, sources
from operis.documents.textbank import Words, open_slots
from operis.law.book import Book, Fault

CHINESE = re.compile(r"[\u3400-\u9fff]")
FIELD = re.compile(r"([a-z_]+)\.([a-z0-9_]+)(?:\[([a-z_]+)=[a-z-]+\])?(?:\.([a-z0-9_]+))?")
WORD = "w_"
ASKED, BLANK = "asked", "blank"
Placed = tuple[str, str]
"""A place, and what is wrong there."""


def mistakes(texts: Mapping[str, Text], book: Book, known: Sources | None = None) -> Iterator[Fault]:
    """Each with its file, and the clause or the source in it; the list of sources is looked at with the texts that use it."""
    known = known or sources()
    for name, text in texts.items():
        yield from (Fault(f"{name}.yaml", None, "", at, "{wrong}", {"wrong": wrong}) for at, wrong in _document(text, known, book))
    used = {source for text in texts.values() for clause in text.clauses for source in _all_sources(clause)}
    if texts:
        yield from (
            Fault("contract.yaml", None, "", at, "{wrong}", {"wrong": wrong}) for at, wrong in _contract(file_said(CONTRACT), known, book)
        )
    for name, asked in known.asked.items() if texts else ():
        yield from (Fault("sources.yaml", None, ASKED, name, "{wrong}", {"wrong": wrong}) for wrong in _asked(asked, known, book, used))


def _contract(said: Mapping[str, Any], known: Sources, book: Book) -> Iterator[Placed]:
    """The clauses of the draft contract: a slot that nothing fills is a line there."""
    yield from (("slots", wrong) for source in said["slots"].values() if (wrong := _source(source, known, book)))
    for one in said["clauses"]:
        yield from ((one["id"], wrong) for wrong in _words(one))
        yield from ((one["id"], f"there is no row {row}") for row in one["rows"] if row not in book.rows)
        if {*open_slots(one["zh"])} != {*open_slots(one["en"])}:
            yield one["id"], "slots differ"


def _asked(asked: Asked, known: Sources, book: Book, used: set[str]) -> Iterator[str]:
    yield from _words(_both(asked.words))
    yield from (wrong for one in asked.slots.values() if (wrong := _source(one, known, book)))
    for words in (asked.propose, *(_both(one) for one in asked.choices.values())):
        yield from _words(words) if any(words.values()) and not asked.number and not asked.slots else ()
    if f"{ASKED}.{asked.name}" not in used:
        yield "it is not used"


def _all_sources(clause: Clause) -> Iterator[str]:
    yield from clause.sources
    try:
        yield from (test.source for test in parts_of(clause.when))
    except UnreadableError:
        return  # told of where it stands


def _document(text: Text, known: Sources, book: Book) -> Iterator[Placed]:
    ids = [clause.id for clause in text.clauses]
    yield from (("title", wrong) for wrong in _words(_both(text.title)))
    if isinstance(text.rest, str) and text.rest not in book.rows:
        yield "rest", f"there is no row {text.rest}"
    for chapter in text.chapters:
        yield from ((chapter.id, wrong) for wrong in _words(_both(chapter.title)))
        for clause in chapter.clauses:
            yield from ((f"{chapter.id}.{clause.id}", wrong) for wrong in _clause(clause, text, known, book))
    yield from ((one, "this clause stands twice") for one in sorted({one for one in ids if ids.count(one) > 1}))
    for source, words in text.none.items():
        yield from ((f"none.{source}", wrong) for wrong in (*_words(words), _source(source, known, book)) if wrong)
    yield from (("covers", wrong) for wrong in _covered(text, ids, book))


def _covered(text: Text, ids: list[str], book: Book) -> Iterator[str]:
    """Every content that a row lists has its clauses, and every clause that is named is there."""
    row = book.rows.get(text.basis.get("row", ""))
    if "row" in text.basis and row is None:
        yield f"there is no row {text.basis['row']}"
    if row is not None:
        dated = row.terms.get(text.basis["term"], ())
        listed = dated[-1][1] if dated else ()
        for content in listed if isinstance(listed, tuple) else ():
            if not text.contents.get(content):
                yield f"{content}, which {text.basis['row']} lists, is missing"
    for content, held in text.contents.items():
        yield from (f"{content}: there is no clause {one}" for one in held if one not in ids)


def _clause(clause: Clause, text: Text, known: Sources, book: Book) -> Iterator[str]:
    yield from _words(clause.words)
    yield from (f"there is no row {row}" for row in clause.rows if row not in book.rows)
    yield from (wrong for article in clause.articles for wrong in _words(_both(article)))
    if not clause.rows and not clause.articles:
        yield "it rests on no law and on no article"
    zh, en = (set(open_slots(clause.words[language])) for language in ("zh", "en"))
    plain = {slot for slot in zh if not slot.startswith(WORD)}
    if not plain == en == set(clause.slots):
        yield f"slots differ: Chinese {sorted(plain)}, English {sorted(en)}, declared {sorted(clause.slots)}"
    yield from (f"the document has no word {word}" for word in sorted(zh - plain) if word not in text.words)
    yield from (wrong for source in clause.slots.values() if (wrong := _source(source, known, book)))
    if clause.table is not None:
        yield from (wrong for one in clause.table.columns for wrong in _words(_both(one.words)))
        yield from (wrong for one in clause.table.columns if (wrong := _source(one.source, known, book)))
    yield from (wrong for one in (clause.each, clause.table.rows if clause.table else "") if one and (wrong := _list(one, known, book)))
    try:
        yield from (wrong for test in parts_of(clause.when) if (wrong := _source(test.source, known, book)))
    except UnreadableError as part:
        yield f"the condition cannot be read: {part}"


def _list(source: str, known: Sources, book: Book) -> str:
    """A list is a field, or a record of which there are several."""
    return "" if source in known.later else _source(source, known, book)


def _source(source: str, known: Sources, book: Book) -> str:
    """What is wrong with a source; empty where nothing is."""
    if source.startswith(LAW):
        id, _slash, term = source.removeprefix(LAW).partition("/")
        row = book.rows.get(id)
        return "" if row is not None and term in row.terms else f"there is no {source}"
    found = FIELD.fullmatch(source)
    if found is None:
        return f"{source} is no source"
    root, name, by, inner = found.groups()
    fields = {**known.record, **known.later, ASKED: tuple(known.asked), BLANK: tuple(known.blank)}
    there = name in fields.get(root, ()) and (not by or by in fields[root]) and (not inner or inner in fields.get(name, ()))
    return "" if there else f"there is no field {source}"


def _words(words: Words) -> Iterator[str]:
    zh, en = words["zh"], words["en"]
    if not (CHINESE.search(zh) and en.strip()):
        yield "both languages are needed"
    elif CHINESE.search(en):
        yield "there is Chinese in the English text"


def _both(label: Label) -> Words:
    return {"zh": label.zh, "en": label.en}
