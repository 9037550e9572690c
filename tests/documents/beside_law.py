"""Which clauses of a drafted document hold what the law lists, and where does it come from? The tables of docs/purchasing-documents.md."""

from collections.abc import Iterator

from operis.documents.purchasing.filling import drafted
from operis.documents.purchasing.texts import LAW, Text, texts
from operis.documents.purchasing.values import root_of
from tests.documents.purchased import answered, known, law

FROM_RECORD = frozenset({"plan", "notice", "need_part", "body", "draft", "criterion", "system"})


def tables() -> Iterator[str]:
    """Every line of both tables."""
    for name in ("open-tender", "competitive-consultation"):
        yield from lines(texts()[name])


def lines(text: Text) -> Iterator[str]:
    by_id = {one.clause.id: one for one in drafted(text, answered(text, known()), law()).clauses}
    for place, (content, ids) in enumerate(text.contents.items(), 1):
        there = [by_id[one] for one in ids if one in by_id]
        sources = [source for one in there for source in one.clause.sources if not source.startswith(LAW)]
        record = dict.fromkeys(one for one in sources if root_of(one) in FROM_RECORD)
        asked = dict.fromkeys(one.partition(".")[2] for one in sources if root_of(one) == "asked")
        cells = (
            ", ".join(one.number for one in there),
            _listed(record),
            _listed(asked),
            ", ".join(one for one in ids if one not in by_id) or "-",
        )
        yield f"| {place}. {content} | {' | '.join(cells)} |"


def _listed(names: dict[str, None]) -> str:
    return ", ".join(f"`{one}`" for one in names) or "-"


if __name__ == "__main__":
    print("\n".join(tables()))
