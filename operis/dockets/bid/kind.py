"""What a bid is called and how it stands; that there is one is for its supplier alone."""

from collections.abc import Iterator

from operis.core.acts import Act, Command
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Met, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.bid.commands import GiveExplanation, PayBond, SealBid, SendSealedBid, SettleBond, WithdrawBid
from operis.dockets.bid.state import Bid, evolve
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.readers import reads_bids, withheld
from operis.dockets.procurement.state import Procurement

SEAL = Duty(SealBid, Label("The sealed bid", "提交密封的投标（响应）文件"), Label("the supplier", "供应商"))
OPENING = Duty(OpenBids, Label("Opening", "开标（开启）"), Label("this installation", "本平台"), itself=True)
WHILE_OPEN = (SealBid, SendSealedBid, WithdrawBid, PayBond)


def _owed(state: Bid) -> Iterator[Owed]:
    """As long as its procurement takes bids, and then until it has opened them."""
    if state.obtained is None:
        return
    if state.in_force:
        yield Owed(duty=OPENING, above=True)
    else:
        yield Owed(duty=SEAL, party=state.body, above=True)


def _met(state: Bid) -> Iterator[Met]:
    """No security is owed to its supplier, where none was paid or it was settled; and what the panel has asked is explained."""
    if state.procurement is not None and (state.bond is None or state.settled is not None):
        yield Met(command=SettleBond, docket=state.procurement, about=state.body or "")
    if state.procurement is not None and state.explanations:
        yield Met(command=GiveExplanation, docket=state.procurement, about=state.body or "", at=state.explanations[-1].happened)


def _state_of(state: Bid) -> str:
    if state.obtained is None:
        return ""
    if state.in_force:
        return "sealed"
    return "withdrawn" if state.withdrawn else "late" if state.late else "obtained"


def _opens_to(state: Bid, procurement: Procurement | None, reader: Mandate) -> bool:
    """Its supplier always; once bids are open who works on the evaluation, and of its panel who has declared to be free of ties."""
    if state.body is None:
        return False
    if reader.role is Role.SUPPLIER:
        return reader.acts_for == state.body
    opened = procurement is not None and (procurement.opening is not None or bool(procurement.rounds))
    return procurement is not None and opened and reads_bids(procurement, reader)


def _let_out(docket: str, act: Act, procurement: Procurement | None) -> bool:
    """A sealed bid that was read out to everybody; a lot that had too few stays sealed."""
    if act.kept is None or procurement is None:
        return False
    read_out = (one for one in procurement.openings if not withheld(procurement, one))
    return any((docket, act.kept.told_by["lot"]) in opening.lets_out for opening in read_out)


def _idle(state: Bid, procurement: Procurement | None, asked: type[Command]) -> bool:
    """Nothing is sealed, taken back or secured once a round is closed, nor taken back that is not in, nor given that nobody asks for."""
    if procurement is None:
        return False
    if asked is GiveExplanation:
        return all(one.supplier != state.body for one in procurement.questions)
    unasked = asked is PayBond and procurement.notice is not None and not procurement.notice.bond
    nothing_in = asked is WithdrawBid and not state.in_force
    keyless = asked is SendSealedBid and procurement.keys_digest is None
    return unasked or nothing_in or keyless or (asked in WHILE_OPEN and (procurement.closing is not None or procurement.ended))


BID_KIND = DocketKind(
    name="bid",
    letter="B",
    words=Label("Bid", "投标（响应）"),
    start=Bid,
    evolve=evolve,
    states=(
        StateWords("obtained", Label("Documents taken", "已获取采购文件")),
        StateWords("late", Label("Came too late, and is not kept", "逾期送达，未予接收")),
        StateWords("withdrawn", Label("Withdrawn: no bid is in", "已撤回，当前没有有效的投标（响应）")),
        StateWords("sealed", Label("Sealed", "已密封"), tag="sealed", after="opened"),
        StateWords("opened", Label("Opened", "已开启")),
    ),
    state_of=_state_of,
    secret=True,
    parent=lambda state: state.procurement,
    opens_to=_opens_to,
    let_out=_let_out,
    idle=_idle,
    duties=(SEAL, OPENING),
    owed=_owed,
    met=_met,
)
