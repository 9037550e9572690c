"""What a contract is called, how it stands, by what it is found, and who reads it before it is published."""

from collections.abc import Iterable

from operis.core.acts import Act
from operis.core.dockets import DocketKind, StateWords
from operis.core.mandates import Mandate
from operis.core.wording import Label, Wording
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.state import Contract, evolve


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
    read_once={"parties": Label("Everyone reads it once the contract is published.", "合同公开后，任何人可以查阅。")},
)
