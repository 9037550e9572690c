"""What an inspection is called, how it stands, and who reads it before it is decided."""

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.supervision.state import Supervision, evolve


def _state_of(state: Supervision) -> str:
    if state.opened is None:
        return ""
    if state.decided is not None:
        return str(state.decided.result)
    return "asked" if state.answered is None else "answered"


def _reads(state: Supervision, act: Act, reader: Mandate) -> bool:
    return reader.role is Role.FINANCE or reader.acts_for == state.body


SUPERVISION_KIND = DocketKind(
    name="supervision",
    letter="V",
    words=Label("Inspection", "监督检查"),
    start=Supervision,
    evolve=evolve,
    states=(
        StateWords("asked", Label("Waiting for an answer", "待答复")),
        StateWords("answered", Label("Answered", "已答复")),
        StateWords("in-order", Label("Decided: in order", "已处理：未发现问题")),
        StateWords("to-be-corrected", Label("Decided: to be corrected", "已处理：责令限期改正")),
    ),
    state_of=_state_of,
    kind_in_title=True,
    parent=lambda state: state.procurement,
    called=lambda state: (state.procurement,) if state.procurement else (),
    withheld=lambda state, act: act.public == "parties" and state.decided is None,
    reads=_reads,
    read_once={"parties": Label("Everyone reads it once the inspection is decided.", "作出处理决定后向所有人公开。")},
)
