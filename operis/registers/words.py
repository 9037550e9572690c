"""By which words is a docket found? Of what everyone may read of it, the title and the text; of what is secret nothing."""

from typing import Any

from operis.core.dockets import DocketKind
from operis.core.wording import Wording
from operis.registers import rows
from operis.registers.bigrams import bigrams
from operis.registers.models import Docket, Searchable

LINE_MAX = 160
"""Characters of the one line that a list shows of a notice."""


def enter_words(declared: DocketKind[Any], state: Any, line: Docket, before: Any, line_before: Docket | None) -> None:
    """The words of a docket, where they are others than those of the state before."""
    if declared.secret:
        return
    title, text = _words(declared, state, line)
    if line_before is not None and _words(declared, before, line_before) == (title, text):
        return
    rows.put([Searchable(docket=line.number, title=bigrams(title), whole=bigrams(f"{title} \n{text}"))])


def _words(declared: DocketKind[Any], state: Any, line: Docket) -> tuple[str, str]:
    title = " \n".join((line.number, line.title_zh, line.title_en, *declared.called(state)))
    return title, " \n".join(words for wording in declared.texts(state) for _language, words in wording)


def in_a_line(text: Wording | None) -> tuple[str, str]:
    """The beginning of a text in each language, Chinese first."""
    return (_line(text.zh), _line(text.en)) if text is not None else ("", "")


def _line(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= LINE_MAX else f"{words[: LINE_MAX - 1].rstrip()}…"
