"""What the file of a body or a supplier is called, how it stands and by what it is found."""

from collections.abc import Iterator

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label, Wording
from operis.dockets.file.acts import FileEntered
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


def _of_expert(state: File) -> bool:
    return state.entered is not None and state.entered.party == "expert"


def _title(state: File) -> Wording | None:
    """Who evaluates is named with a result and nowhere before."""
    return state.entered.name if state.entered is not None and not _of_expert(state) else None


def _called(state: File) -> tuple[str, ...]:
    return (state.entered.key, state.entered.code or "") if state.entered is not None and not _of_expert(state) else ()


def _withheld(state: File, act: Act) -> bool:
    """The file of an expert is for those who keep the pool; a bar on it is for everybody, and names nobody."""
    return isinstance(act, FileEntered) and act.party == "expert"


def _reads(state: File, act: Act, reader: Mandate) -> bool:
    own = isinstance(act, FileEntered) and act.account is not None and act.account in reader.persons
    return own or reader.role in {Role.FINANCE, Role.FINANCE_UPPER}


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
    title=_title,
    called=_called,
    withheld=_withheld,
    reads=_reads,
    held_alone=lambda asked, docket: (FILES,),
    duties=(REVIEW, CORRECTION),
    owed=_owed,
)
