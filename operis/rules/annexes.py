"""Does a contract name annexes that are on no record? Whoever signs such a clause agrees to what nobody has shown."""

import re
from collections.abc import Iterator
from typing import Any

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.law.book import Row
from operis.rules.contracting import ContractCase, asked_now


@check("The annexes that a contract names are on record.", "合同所称附件均有记录。")
def annexes_on_record(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Those that the row lists follow from plan, documents, bid and publication; any other is told to both sides with its name."""
    asked = asked_now(case)
    for place, clause in enumerate(asked.clauses if asked is not None else ()):
        for name in dict.fromkeys(named(row, clause.text)):
            yield found(
                "Clause {no} names the annex “{name}”, and nothing of that name is on record.",
                at=f"clauses/{place}/text",
                do="Write into the clause what it lists, or name what documents and bid have.",
                no=place + 1,
                name=name,
            )


def named(row: Row, text: Any) -> Iterator[str]:
    """The annexes of a text that the row does not list, in the order in which they stand."""
    data: Any = row.data
    for language, said in text:
        there = tuple(one.casefold() for one in data["on_record"][language])
        for pattern in data["finds"][language]:  # an English sentence goes on after the name
            yield from (one for one in re.findall(pattern, said) if not one.casefold().startswith(there))
