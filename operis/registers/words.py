"""By which words is a docket found? Of what everyone may read of it, the title and the text; of what is secret nothing."""

from collections.abc import Iterator
from typing import Any

from operis.core.wording import Wording
from operis.dockets.contract.state import Contract
from operis.dockets.file.state import File
from operis.dockets.need.state import Need
from operis.dockets.procurement.state import Procurement
from operis.dockets.supervision.state import Supervision
from operis.registers.bigrams import bigrams
from operis.registers.models import SECRET_KINDS, Docket, Searchable

LINE_MAX = 160
"""Characters of the one line that a list shows of a notice."""


def enter_words(kind: str, state: Any, line: Docket) -> None:
    if kind in SECRET_KINDS:
        return
    title = " \n".join((line.number, line.title_zh, line.title_en, *_named(state)))
    text = " \n".join(words for wording in _said(state) for _language, words in wording)
    row = Searchable(docket=line.number, title=bigrams(title), whole=bigrams(f"{title} \n{text}"))
    Searchable.objects.bulk_create([row], update_conflicts=True, unique_fields=["docket"], update_fields=["title", "whole"])


def _named(state: Any) -> Iterator[str]:
    """What else than its title a docket is called by: the short name and the code of a party, numbers that it bears elsewhere."""
    match state:
        case File(entered=entered) if entered is not None:
            yield from (entered.key, entered.code or "")
        case Contract(procurement=procurement) | Supervision(procurement=procurement) if procurement is not None:
            yield procurement
        case Procurement():
            noticed = (state.notice, *state.results)
            yield from (one.outside.number or "" for one in noticed if one is not None and one.outside is not None)


def _said(state: Any) -> Iterator[Wording]:
    """The texts of public acts alone: what an evaluation and a contract say is for others, until it is published."""
    match state:
        case Need(recorded=recorded) if recorded is not None:
            yield from (one.result for one in recorded.parts if one.result is not None)
        case Procurement():
            yield from _of_procurement(state)
        case Contract(published=published) if published is not None:
            yield from filter(None, (published.content,))


def _of_procurement(state: Procurement) -> Iterator[Wording]:
    intention, plan, notice = state.intention, state.plan, state.notice
    if intention is not None:
        yield from filter(None, (intention.needs_overview,))
    if plan is not None:
        yield from (one.name for one in plan.lots)
    if notice is not None:
        yield from filter(None, (notice.content, notice.scale, notice.qualification))
    for result in state.results:
        yield from (one.name for one in result.winners)
        yield from (one.name for one in result.items)


def in_a_line(text: Wording | None) -> tuple[str, str]:
    """The beginning of a text in each language, Chinese first."""
    return (_line(text.zh), _line(text.en)) if text is not None else ("", "")


def _line(text: str | None) -> str:
    words = " ".join((text or "").split())
    return words if len(words) <= LINE_MAX else f"{words[: LINE_MAX - 1].rstrip()}…"
