"""May a stamped copy be put back? Its paper has to stand on the docket, and a scan has to come with it: REG-46."""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.copies import AddCopy, HasPapers
from operis.law.book import Row


@check("The paper of which a copy is put back stands on the docket.", "归入盖章件的文件已在案。")
def paper_stands(case: Case[HasPapers, AddCopy], row: Row) -> Iterator[Finding]:
    if case.asked.of not in case.state.papers:
        yield found("This docket has no such paper yet: {of}.", do="Choose a paper that stands on it.", at="of", of=case.asked.of)


@check("A scan comes with a stamped copy.", "归入盖章件时附有扫描件。")
def scan_given(case: Case[HasPapers, AddCopy], row: Row) -> Iterator[Finding]:
    if not case.asked.documents:
        yield found("No scan is named.", do="Give the scan, with name, size and fingerprint.", at="documents")
