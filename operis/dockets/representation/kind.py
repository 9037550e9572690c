"""What a question is called and how it stands; that there is one of this supplier is for that supplier alone."""

from collections.abc import Iterator
from typing import Any

from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.procurement.commands import AnswerRepresentation
from operis.dockets.representation.state import Representation, evolve

ANSWER = Duty(
    AnswerRepresentation, Label("Answer to a question", "答复询问"), Label("the purchasing body", "采购人"),
    came_in=Label("Answer question {about}", "答复第{about}号询问"), fills="question",
)  # fmt: skip


def _owed(state: Representation) -> Iterator[Owed]:
    """The answer in the procurement, which everyone sees is due; and here, for whoever asked, until it is given."""
    if state.made is not None:
        about = str(state.made.no)
        yield Owed(duty=ANSWER, party=state.made.purchaser, until=state.made.answer_by, about=about, docket=state.made.procurement)
        yield Owed(duty=ANSWER, about=about, above=True, hidden=True)


def _opens_to(state: Representation, above: Any, reader: Mandate) -> bool:
    return reader.role is Role.SUPPLIER and state.body is not None and reader.acts_for == state.body


REPRESENTATION_KIND = DocketKind(
    name="representation",
    letter="M",
    words=Label("Question", "询问"),
    start=Representation,
    evolve=evolve,
    states=(
        StateWords("asked", Label("Waits for its answer", "等待答复"), after="answered"),
        StateWords("answered", Label("Answered", "已答复"), tag="done"),
    ),
    state_of=lambda state: "asked" if state.made is not None else "",
    secret=True,
    kind_in_title=True,
    parent=lambda state: state.procurement,
    opens_to=_opens_to,
    duties=(ANSWER,),
    owed=_owed,
)
