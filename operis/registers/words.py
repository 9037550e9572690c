"""By which words is a docket found? Of what everyone may read of it, the title and the text; of what is secret nothing."""

from typing import Any

from operis.core.dockets import DocketKind
from operis.core.wording import Wording
from operis.registers import rows
from operis.registers.bigrams import bigrams
from operis.registers.models import Docket, Searchable

LINE_MAX = 160
"""Characters of the one line that a list shows of a notice."""


def enter_words(declared: DocketKind[Any], state: Any, line: Docket) -> None:
    if declared.secret:
        return
    title = " \n".join((line.number, line.title_zh, line.title_en, *declared.called(state)))
    text = " \n".join(words for wording in declared.texts(state) for _language, words in wording)
    row = Searchable(docket=line.number, title=bigrams(title), whole=bigrams(f"{title} \n{text}"))
    rows.put([row])


def in_a_line(text: Wording | None) -> tuple[str, str]:
    """The beginning of a text in each language, Chinese first."""
    return (_line(text.zh), _line(text.en)) if text is not None else ("", "")


def _line(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= LINE_MAX else f"{words[: LINE_MAX - 1].rstrip()}…"
