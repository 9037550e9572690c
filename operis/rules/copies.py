"""May a stamped copy be put back? Its paper has to stand on the docket, and a scan has to come with it: REG-46."""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.copies import AddCopy, HasPapers
from operis.law.book import Row


@check
def paper_stands(case: Case[HasPapers, AddCopy], row: Row) -> Iterator[Finding]:
    if case.asked.of not in case.state.papers:
        yield found("This docket has no such paper yet: {of}.", do="Choose a paper that stands on it.", at="of", of=case.asked.of)


@check
def scan_given(case: Case[HasPapers, AddCopy], row: Row) -> Iterator[Finding]:
    if not case.asked.documents:
        yield found("No scan is named.", do="Give the scan, with name, size and fingerprint.", at="documents")
