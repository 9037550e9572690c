"""What does a correction do to the closing time and the papers of a notice?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
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


@check("The closing time is not moved forward.", "提交截止时间不提前。")
def closing_not_earlier(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    before = on_record(case.state.closes, "notice-published")
    if case.asked.bids_close is not None and case.asked.bids_close < before:
        yield found(
            "The new closing time {new} is before the old one, {old}.",
            at="bids_close",
            do="Keep the closing time, or move it back.",
            new=case.asked.bids_close,
            old=before,
        )
