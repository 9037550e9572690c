"""What the establishment of an institution is called and how it stands."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets import locked
from operis.dockets.establishment.state import Establishment, evolve

ESTABLISHMENT_KIND = DocketKind(
    name="establishment",
    letter="E",
    words=Label("Establishment", "编制"),
    start=Establishment,
    evolve=evolve,
    states=(StateWords("entered", Label("Entered", "已登记")),),
    state_of=lambda state: "entered" if state.entered is not None else "",
    held_alone=lambda asked, docket: (locked.places(asked.holder),),
)
