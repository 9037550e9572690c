"""Which clauses of a drafted document stand beside which section of a real one? The last tables of docs/purchasing-documents.md."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from operis.documents.purchasing.filling import drafted
from operis.documents.purchasing.texts import texts
from tests.documents.purchased import answered, known, law

HERE = Path(__file__).parent / "real_outlines.yaml"


def outlines() -> Sequence[Any]:
    documents: Sequence[Any] = yaml.safe_load(HERE.read_text("utf8"))["documents"]
    return documents


def tables() -> Iterator[str]:
    """Every line of every table, each under the heading that it has in the paper."""
    for outline in outlines():
        yield f"### {outline['heading']}"
        yield from lines(outline)


def lines(outline: Any) -> Iterator[str]:
    text = texts()[outline["text"]]
    numbers = {one.clause.id: one.number for one in drafted(text, answered(text, known()), law()).clauses}

    def listed(ids: Sequence[str]) -> str:
        there = sorted({numbers[one] for one in ids if one in numbers}, key=lambda number: [int(part) for part in number.split(".")])
        return ", ".join((*there, *(f"`{one}`" for one in ids if one not in numbers))) or "-"

    for one in outline["sections"]:
        yield f"| {one['place']} (p. {one['pages']}) | {one['about']} | {listed(one['ours'])} | {listed(one['more'])} | {one['lacks']} |"


def unplaced(outline: Any) -> list[str]:
    """Clauses of ours that stand beside no section, and those named there that are none of ours."""
    placed = [id for one in outline["sections"] for id in (*one["ours"], *one["more"])]
    own = [one.id for one in texts()[outline["text"]].clauses]
    return [*(one for one in own if one not in placed and outline["whole"]), *(one for one in placed if one not in own)]


if __name__ == "__main__":
    print("\n".join(tables()))
