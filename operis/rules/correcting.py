"""What does a correction do to the papers of a notice?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import CorrectNotice
from operis.dockets.procurement.papers import in_force
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

CorrectionCase = Case[Procurement, CorrectNotice]


@check("What a correction replaces holds now, and another document takes its place.", "更正所替换的采购文件现行有效，并有新的文件。")
def documents_replaced(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    there = tuple(dict.fromkeys(one.name for one in in_force(case.state)))
    for place, name in enumerate(case.asked.replaces):
        if name not in there:
            yield found(
                "No purchasing document “{name}” holds now; these do: {names}.",
                at=f"replaces/{place}",
                do="Name one that holds, or leave it out.",
                name=name,
                names=there,
            )
    if case.asked.replaces and not case.asked.documents:
        yield found("Documents are replaced, and none is put in their place.", at="documents", do="Put in the new ones as files.")
