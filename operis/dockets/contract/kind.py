"""What a contract is called, how it stands, by what it is found, and who reads it before it is published."""

from collections.abc import Iterable, Iterator

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.duties import Duty, Met, Owed
from operis.core.mandates import Mandate
from operis.core.wording import Label, Wording
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, SignContract
from operis.dockets.contract.state import Contract, evolve
from operis.dockets.procurement.duties import BONDS, award_named

BODY = Label("the purchasing body", "采购人")
DRAWING_UP = Duty(DrawUpContract, Label("Drawing up of the contract", "拟定合同"), BODY)
SIGNATURE = Duty(SignContract, Label("Signature of the winner", "中标（成交）供应商签署"), Label("the winner", "中标（成交）供应商"))
PUBLICATION = Duty(Publish, Label("Publication of the contract", "合同公开"), BODY)
FILING = Duty(FileWithAuthority, Label("Filing of a copy", "合同副本备案"), BODY)


def _owed(state: Contract) -> Iterator[Owed]:
    if state.refused is not None or state.first is None:
        return
    if state.drawn_up is None:
        yield Owed(duty=DRAWING_UP, party=state.body)
    elif state.signed is None:
        about = award_named(state.drawn_up.lot, state.drawn_up.supplier)
        yield Owed(duty=SIGNATURE, party=state.drawn_up.supplier, about=about, above=True)
    else:
        if state.published is None:
            yield Owed(duty=PUBLICATION, party=state.body, until=state.signed.publish_by)
        if state.filed is None:
            yield Owed(duty=FILING, party=state.body, until=state.signed.file_by)
        if state.signed.bond_back_by is not None:
            yield Owed(duty=BONDS, party=state.body, until=state.signed.bond_back_by, about=state.signed.supplier, docket=state.procurement)


def _met(state: Contract) -> Iterator[Met]:
    """Of what its procurement waits for: once it is drawn up, and once it is signed or its signature refused."""
    drawn = state.drawn_up
    if drawn is None:
        return
    about = award_named(drawn.lot, drawn.supplier)
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


def _reads(state: Contract, act: Act, reader: Mandate) -> bool:
    """The review of its body is read there alone; the contract by its two sides."""
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
    called=lambda state: (state.procurement,) if state.procurement else (),
    texts=_texts,
    withheld=lambda state, act: act.public == "parties" and state.published is None,
    reads=_reads,
    duties=(DRAWING_UP, SIGNATURE, PUBLICATION, FILING, BONDS),
    owed=_owed,
    met=_met,
    read_once={"parties": Label("Everyone reads it once the contract is published.", "合同公开后，任何人可以查阅。")},
)
