"""Does docs/purchasing-documents.md say what the texts say? Both tables drawn anew, and how many clauses each document has."""

from pathlib import Path

from operis.documents.purchasing.texts import texts
from tests.documents.beside_law import tables

SAID = (Path(__file__).parent.parent.parent / "docs" / "purchasing-documents.md").read_text("utf8")


def test_each_content_of_the_law_stands_in_the_paper_with_its_clauses() -> None:
    told = [line for line in SAID.splitlines() if line[:3].removeprefix("| ")[:1].isdigit()]
    assert told == list(tables())


def test_the_paper_counts_the_clauses_of_each_document() -> None:
    counts = {name: len(list(text.clauses)) for name, text in texts().items()}
    assert (
        f"{counts['competitive-consultation']} clauses for a consultation, {counts['open-tender']} for an open tender, "
        f"{counts['competitive-negotiation']} for a negotiation, {counts['single-source']} for a single source, "
        f"{counts['framework']} for a framework agreement"
    ) in SAID
