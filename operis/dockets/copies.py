"""A paper was signed and stamped outside, and its scan is put back: of which paper, and the files by their fingerprints."""

from typing import Protocol

from operis.core.acts import Act, Command
from operis.core.briefs import field
from operis.core.fields import ask, record
from operis.core.wording import Label, Slug
from operis.dockets.procurement.terms import Document

PAPERS = {
    "determination-record": ("the determination record", "事项认定记录"),
    "implementation-plan": ("the implementation plan", "采购实施计划"),
    "procurement-notice": ("the notice", "采购公告"),
    "correction-notice": ("the correction notice", "更正公告"),
    "result-notice": ("the result notice", "结果公告"),
}


class HasPapers(Protocol):
    """The state of a docket that knows which of the papers stand on it."""

    @property
    def papers(self) -> frozenset[str]: ...


@record
class CopyTerms:
    of: Slug = ask("Copy of", "盖章件名称", choices=PAPERS)
    documents: tuple[Document, ...] = ask("Scans", "扫描件")


@record
class AddCopy(CopyTerms, Command):
    """The same on every kind of docket that has papers; each registers its own."""

    title_words = Label("Put back a stamped copy", "归入盖章件")


@record
class StampedCopyAdded(CopyTerms, Act):
    kind, version = "stamped-copy-added", 1
    title_words = Label("Stamped copy added", "盖章件归入")
    brief = field("of")
