"""What a contract is called, how it stands, by what it is found, and who reads it before it is published."""

from collections.abc import Iterable, Iterator

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Met, Owed
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label, Wording
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.changing import SIDES
from operis.dockets.contract.commands import DrawUpChange, DrawUpContract, FileWithAuthority, Publish, SignChange, SignContract
from operis.dockets.contract.state import Contract, evolve
from operis.dockets.procurement.duties import BONDS, WINNER, award_named

BODY = Label("the purchasing body", "采购人")
OTHER = Label("the other side", "合同另一方")
DRAWING_UP = Duty(
    DrawUpContract, Label("Drawing up of the contract", "拟定合同"), BODY,
    came_in=Label("Draw up the contract: it came back", "合同已退回，请重新拟定"),
)  # fmt: skip
SIGNATURE = Duty(
    SignContract, Label("Signature of the winner", "中标（成交）供应商签署"), WINNER,
    came_in=Label("Read the contract and sign it, or send it back", "阅读合同并签署，或者退回修改"),
)  # fmt: skip
CHANGING = Duty(
    DrawUpChange, Label("Drawing up of a change anew", "重新拟定合同变更"), OTHER, public=False,
    came_in=Label("Draw up the change of the contract: it came back", "合同变更已退回，请重新拟定"),
)  # fmt: skip
CHANGE_SIGNATURE = Duty(
    SignChange, Label("Signature of a change", "签署合同变更"), OTHER, public=False,
    came_in=Label("Read the change of the contract and sign it, or send it back", "阅读合同变更并签署，或者退回修改"),
)  # fmt: skip
PUBLICATION = Duty(Publish, Label("Publication of the contract", "合同公开"), BODY)
FILING = Duty(FileWithAuthority, Label("Filing of a copy", "合同副本备案"), BODY)


def _owed(state: Contract) -> Iterator[Owed]:
    if state.refused is not None or state.first is None:
        return
    if state.drawn_up is None:
        yield Owed(duty=DRAWING_UP, party=state.body)
    elif state.signed is None:
        about, back = award_named(state.drawn_up.lot, state.drawn_up.supplier), state.sent_back is not None
        if back:
            yield Owed(duty=DRAWING_UP, party=state.body, about=about, above=True)
        yield Owed(duty=SIGNATURE, party=state.drawn_up.supplier, about=about, above=True, waits=back)
    else:
        yield from _of_change(state)
        if state.published is None:
            yield Owed(duty=PUBLICATION, party=state.body, until=state.signed.publish_by)
        if state.filed is None:
            yield Owed(duty=FILING, party=state.body, until=state.signed.file_by)
        if state.signed.bond_back_by is not None:
            yield Owed(duty=BONDS, party=state.body, until=state.signed.bond_back_by, about=state.signed.supplier, docket=state.procurement)


def _of_change(state: Contract) -> Iterator[Owed]:
    """The other side answers what one has drawn up; what came back is whose it was."""
    if state.change is None or state.drawn_up is None:
        return
    party = dict(zip(SIDES, (state.body, state.drawn_up.supplier), strict=True))
    other = next(side for side in SIDES if side != state.change.side)
    if state.sent_back is not None:
        yield Owed(duty=CHANGING, party=party[str(state.change.side)])
    else:
        yield Owed(duty=CHANGE_SIGNATURE, party=party[other])


def _met(state: Contract) -> Iterator[Met]:
    """Of what its procurement waits for: once it is drawn up, and once it is signed or its signature refused."""
    drawn = state.drawn_up
    if drawn is None:
        return
    about = award_named(drawn.lot, drawn.supplier)
    if state.sent_back is None or state.signed is not None:
        yield Met(command=DrawUpContract, docket=drawn.procurement, about=about)
    if state.signed is not None or state.refused is not None:
        yield Met(command=SignContract, docket=drawn.procurement, about=about)


def _state_of(state: Contract) -> str:
    if state.drawn_up is None:
        return "draft" if state.reviews else ""
    if state.signed is None:
        return "signature-refused" if state.refused else "drawn-up"
    if state.published is None:
        return "contracted" if state.filed is None else "contract-filed"
    return "contract-published" if state.filed is None else "contract-done"


def _texts(state: Contract) -> Iterable[Wording]:
    """What a contract says is for its two sides, until it is published."""
    return filter(None, (state.published.content,)) if state.published else ()


def _withheld(state: Contract, act: Act) -> bool:
    """What the two sides wrote to each other without both signing it stays theirs; what both signed is read once it is published."""
    return act.public == "sides" or (act.public == "parties" and state.published is None)


def _reads(state: Contract, act: Act, reader: Mandate) -> bool:
    """The review of its body is read there alone; the contract by its two sides, and by the agency that the plan names."""
    if reader.role is Role.AGENCY and (isinstance(act, ContractReviewed) or state.drawn_up is None or reader.body != state.drawn_up.agency):
        return False
    if isinstance(act, ContractReviewed):
        return reader.acts_for == state.body
    return reader.acts_for in (state.body, state.drawn_up.supplier if state.drawn_up else None)


CONTRACT_KIND = DocketKind(
    name="contract",
    letter="C",
    words=Label("Contract", "合同"),
    start=Contract,
    evolve=evolve,
    states=(
        StateWords("draft", Label("In review", "内部审查中")),
        StateWords("drawn-up", Label("Contract drawn up", "合同已拟定")),
        StateWords("signature-refused", Label("Signature refused", "供应商拒签"), tag="off"),
        StateWords("contracted", Label("Contract signed", "合同已签订")),
        StateWords("contract-filed", Label("Copy filed", "副本已备案")),
        StateWords("contract-published", Label("Contract published", "合同已公告")),
        StateWords("contract-done", Label("Contract published and filed", "合同已公告、备案")),
    ),
    state_of=_state_of,
    parent=lambda state: state.procurement,
    agency=lambda state: (state.drawn_up.agency or "", state.drawn_up.agency_matters) if state.drawn_up else ("", ()),
    called=lambda state: (state.procurement,) if state.procurement else (),
    texts=_texts,
    withheld=_withheld,
    reads=_reads,
    duties=(DRAWING_UP, SIGNATURE, CHANGING, CHANGE_SIGNATURE, PUBLICATION, FILING, BONDS),
    owed=_owed,
    met=_met,
    read_once={
        "parties": Label("Everyone reads it once the contract is published.", "合同公开后，任何人可以查阅。"),
        "sides": Label("It stays between the two sides: they have not both signed it.", "未经双方签署，仅合同双方查阅。"),
    },
)
