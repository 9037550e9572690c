"""What a bid is called and how it stands; that there is one is for its supplier alone."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets.bid.state import Bid, evolve


def _state_of(state: Bid) -> str:
    return "" if state.obtained is None else "sealed" if state.in_force else "obtained"


BID_KIND = DocketKind(
    name="bid",
    letter="B",
    words=Label("Bid", "投标（响应）"),
    start=Bid,
    evolve=evolve,
    states=(
        StateWords("obtained", Label("Documents taken", "已获取采购文件")),
        StateWords("sealed", Label("Sealed", "已密封"), tag="sealed"),
        StateWords("opened", Label("Opened", "已开启")),
    ),
    state_of=_state_of,
    secret=True,
    parent=lambda state: state.procurement,
)
