"""What an envelope is called and how it stands; that there is one is for its supplier, and for those who keep it."""

from collections.abc import Iterator

from operis.core.acts import Act, Command
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.envelope.commands import ConfirmEnvelope, ConfirmWithdrawal, WithdrawEnvelope
from operis.dockets.envelope.state import Paper, evolve
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.readers import OFFICE, at_work
from operis.dockets.procurement.state import Procurement

KEEPERS = Label("another officer of the purchasing body", "采购人的另一名经办人")
CONFIRM = Duty(
    ConfirmEnvelope, Label("Confirmation of the receipt", "接收复核"), KEEPERS, public=False,
    came_in=Label("Confirm the receipt of a bid on paper", "复核纸质投标（响应）文件的接收"),
)  # fmt: skip
CONFIRM_BACK = Duty(
    ConfirmWithdrawal, Label("Confirmation that it was taken back", "撤回复核"), KEEPERS, public=False,
    came_in=Label("Confirm that a bid on paper was taken back", "复核纸质投标（响应）文件的撤回"),
)  # fmt: skip
OPENING = Duty(OpenBids, Label("Opening", "开标（开启）"), Label("this installation", "本平台"), itself=True)


def _owed(state: Paper) -> Iterator[Owed]:
    """What a second officer has still to do; and for its supplier, that it waits for the opening."""
    if state.kept is None:
        return
    if state.confirmed is None:
        yield Owed(duty=CONFIRM, party=state.purchaser, until=state.kept.closes, not_by=state.kept.taken_by)
    if state.asked_back is not None:
        yield Owed(duty=CONFIRM_BACK, party=state.purchaser, until=state.kept.closes, not_by=state.asked_back.recorded_by)
    if state.confirmed is not None:
        yield Owed(duty=OPENING, above=True)


def _state_of(state: Paper) -> str:
    if state.refused is not None:
        return "turned-away"
    if state.received is None:
        return ""
    return "withdrawn" if state.withdrawn is not None else "received" if state.confirmed is None else "kept"


def _opens_to(state: Paper, procurement: Procurement | None, reader: Mandate) -> bool:
    """Its supplier, and the officers who keep it; who works on the evaluation, once bids are open."""
    if state.body is None or procurement is None:
        return False
    if reader.role is Role.SUPPLIER:
        return reader.acts_for == state.body
    if reader.role in OFFICE:
        return reader.acts_for == state.purchaser
    return bool(procurement.openings) and at_work(procurement, reader)


def _let_out(docket: str, act: Act, procurement: Procurement | None) -> bool:
    """Nothing of it is kept by its digest here: what was read from it stands with the opening."""
    return False


def _idle(state: Paper, procurement: Procurement | None, asked: type[Command]) -> bool:
    """Nothing is confirmed or taken back once bids are closed, nor confirmed that nobody wrote down."""
    over = procurement is None or procurement.ended or procurement.opening is not None or state.kept is None
    closed = procurement is not None and procurement.closing is not None and asked in (ConfirmEnvelope, WithdrawEnvelope, ConfirmWithdrawal)
    return over or closed or (asked is ConfirmWithdrawal and state.asked_back is None)


ENVELOPE_KIND = DocketKind(
    name="envelope",
    letter="H",
    words=Label("Bid on paper", "纸质投标（响应）文件"),
    start=Paper,
    evolve=evolve,
    states=(
        StateWords("received", Label("Received, not confirmed yet", "已接收，待复核"), after="fallen"),
        StateWords("fallen", Label("Not confirmed before the closing: does not count", "截止前未经复核，不计入")),
        StateWords("kept", Label("Received and kept shut", "已接收，密封保管"), tag="sealed", after="opened"),
        StateWords("opened", Label("Opening is over", "已开启")),
        StateWords("withdrawn", Label("Taken back", "已撤回")),
        StateWords("turned-away", Label("Refused", "已拒收")),
    ),
    state_of=_state_of,
    secret=True,
    kind_in_title=True,
    parent=lambda state: state.procurement,
    opens_to=_opens_to,
    let_out=_let_out,
    idle=_idle,
    duties=(CONFIRM, CONFIRM_BACK, OPENING),
    owed=_owed,
)
