"""What an inspection is called, how it stands, and who reads it before it is decided."""

from collections.abc import Iterator

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.supervision.commands import AnswerInspection, DecideSupervision
from operis.dockets.supervision.state import Supervision, evolve
from operis.dockets.supervision.terms import FILE_AGAIN

ANSWER = Duty(AnswerInspection, Label("Answer of the body", "被检查单位答复"), Label("the purchasing body", "采购人"))
DECISION = Duty(DecideSupervision, Label("Decision", "处理决定"), Label("the finance department", "财政部门"))
FILED_AGAIN = Duty(FilePlan, Label("The plan, filed again", "重新报送采购实施计划"), Label("the purchasing body", "采购人"))


def _owed(state: Supervision) -> Iterator[Owed]:
    """Answer and decision here; what is decided is carried out in the procurement."""
    if state.opened is None:
        return
    if state.decided is None:
        if state.answered is None:
            yield Owed(duty=ANSWER, party=state.body, until=state.opened.answer_by)
        yield Owed(duty=DECISION, waits=state.answered is None)
    else:
        for one in state.decided.effects:
            if one.effect == FILE_AGAIN:
                yield Owed(duty=FILED_AGAIN, party=state.body, until=one.until, docket=one.docket, since=state.decided.happened)


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
    duties=(ANSWER, DECISION, FILED_AGAIN),
    owed=_owed,
    read_once={"parties": Label("Everyone reads it once the inspection is decided.", "作出处理决定后向所有人公开。")},
)
