"""Does docs/purchasing-documents.md say what the texts say? Its tables drawn anew, and how many clauses each document has."""

from pathlib import Path
from typing import Any

import pytest

from operis.documents.purchasing.texts import texts
from tests.documents import beside_law, beside_real

SAID = (Path(__file__).parent.parent.parent / "docs" / "purchasing-documents.md").read_text("utf8")
OUTLINES = [pytest.param(one, id=one["source"]) for one in beside_real.outlines()]


def test_each_content_of_the_law_stands_in_the_paper_with_its_clauses() -> None:
    told = [line for line in SAID.splitlines() if line[:3].removeprefix("| ")[:1].isdigit() and " (p. " not in line]
    assert told == list(beside_law.tables())


def test_each_section_of_the_real_ones_stands_in_the_paper_beside_its_clauses() -> None:
    told = [line for line in SAID.splitlines() if line.startswith("### ") or " (p. " in line]
    assert told == list(beside_real.tables())


@pytest.mark.parametrize("outline", OUTLINES)
def test_each_clause_of_ours_has_its_place_beside_a_whole_list_and_none_is_named_that_is_not_ours(outline: Any) -> None:
    assert beside_real.unplaced(outline) == []
    assert f"<{outline['source']}>" in SAID


def test_the_paper_counts_the_clauses_of_each_document() -> None:
    counts = {name: len(list(text.clauses)) for name, text in texts().items()}
    assert (
        f"{counts['competitive-consultation']} clauses for a consultation, {counts['open-tender']} for an open tender, "
        f"{counts['competitive-negotiation']} for a negotiation, {counts['single-source']} for a single source, "
        f"{counts['framework']} for a framework agreement"
    ) in SAID
