"""What a need is called, how it stands and by what it is found."""

from collections.abc import Iterable

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label, Wording
from operis.dockets.need.state import Need, evolve


def _state_of(state: Need) -> str:
    return "" if state.recorded is None else "determined" if state.determined else "recorded"


def _texts(state: Need) -> Iterable[Wording]:
    return (one.result for one in state.recorded.parts if one.result is not None) if state.recorded else ()


NEED_KIND = DocketKind(
    name="need",
    letter="N",
    words=Label("Need", "采购需求"),
    start=Need,
    evolve=evolve,
    states=(StateWords("recorded", Label("Recorded", "已登记")), StateWords("determined", Label("Determined", "已认定"))),
    state_of=_state_of,
    title=lambda state: state.recorded.title if state.recorded else None,
    texts=_texts,
)
