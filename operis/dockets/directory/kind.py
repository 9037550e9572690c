"""What a guiding directory is called and how it stands."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets import locked
from operis.dockets.directory.state import Directory, evolve

DIRECTORY_KIND = DocketKind(
    name="directory",
    letter="D",
    words=Label("Guiding directory", "指导性目录"),
    start=Directory,
    evolve=evolve,
    states=(StateWords("adopted", Label("In force", "已公布")),),
    state_of=lambda state: "adopted" if state.adopted is not None else "",
    title=lambda state: state.adopted.title if state.adopted else None,
    held_alone=lambda asked, docket: (locked.DIRECTORIES,),
)
