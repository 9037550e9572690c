"""What the file of a body or a supplier is called, how it stands and by what it is found."""

from collections.abc import Iterator

from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.wording import Label
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.file.state import File, evolve
from operis.dockets.locked import FILES

REVIEW = Duty(
    ReviewFile, Label("Review of the file", "审核主体档案"), Label("the finance department", "财政部门"),
    came_in=Label("Review the file", "审核主体档案"),
)  # fmt: skip
CORRECTION = Duty(EnterFile, Label("A corrected file", "补正主体档案"), Label("whose file it is", "档案主体"))


def _owed(state: File) -> Iterator[Owed]:
    if state.entered is None:
        return
    if state.reviewed is None:
        yield Owed(duty=REVIEW)
    elif state.reviewed.result == "returned":
        yield Owed(duty=CORRECTION, party=state.body)


def _state_of(state: File) -> str:
    if state.entered is None:
        return ""
    return str(state.reviewed.result) if state.reviewed else "entered"


FILE_KIND = DocketKind(
    name="file",
    letter="F",
    words=Label("File", "主体档案"),
    start=File,
    evolve=evolve,
    states=(
        StateWords("entered", Label("Entered", "已登记")),
        StateWords("accepted", Label("Accepted", "审核通过")),
        StateWords("returned", Label("Sent back", "已退回")),
        StateWords("refused", Label("Not accepted", "审核未通过")),
    ),
    state_of=_state_of,
    title=lambda state: state.entered.name if state.entered else None,
    called=lambda state: (state.entered.key, state.entered.code or "") if state.entered else (),
    held_alone=lambda asked, docket: (FILES,),
    duties=(REVIEW, CORRECTION),
    owed=_owed,
)
