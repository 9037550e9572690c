"""What a bid is called and how it stands; that there is one is for its supplier alone."""

from collections.abc import Iterator

from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.wording import Label
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.state import Bid, evolve
from operis.dockets.procurement.commands import OpenBids

SEAL = Duty(SealBid, Label("The sealed bid", "提交密封的投标（响应）文件"), Label("the supplier", "供应商"))
OPENING = Duty(OpenBids, Label("Opening", "开标（开启）"), Label("this installation", "本平台"), itself=True)


def _owed(state: Bid) -> Iterator[Owed]:
    """As long as its procurement takes bids, and then until it has opened them."""
    if state.obtained is None:
        return
    if state.in_force:
        yield Owed(duty=OPENING, above=True)
    else:
        yield Owed(duty=SEAL, party=state.body, above=True)


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
        StateWords("sealed", Label("Sealed", "已密封"), tag="sealed", after="opened"),
        StateWords("opened", Label("Opened", "已开启")),
    ),
    state_of=_state_of,
    secret=True,
    parent=lambda state: state.procurement,
    duties=(SEAL, OPENING),
    owed=_owed,
)
