"""Changes of a signed contract: what one side draws up and the other signs."""

from typing import Any

from operis.core.acts import Act
from operis.core.mandates import Mandate
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractChanged, ContractChangeDrawnUp
from operis.dockets.contract.changing import AskedChange
from operis.dockets.contract.commands import DrawUpChange, SignChange
from operis.dockets.contract.kind import CONTRACT_KIND
from tests.procedures.contracts import SIGNS, signed, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO

SIGNED = signed()
NEW = words("Each month, with a list of days and three of those served")
ACCEPTANCE = [one.group for one in text().clauses].index(Slug("acceptance")) + 1


def asks(clause: int | None = ACCEPTANCE, new: Wording = NEW, **changed: Any) -> DrawUpChange:
    return DrawUpChange(reason=words("Those served asked for it"), changes=(AskedChange(clause=clause, text=new, **changed),))


def drawn(by: Mandate = ALICE, asked: DrawUpChange | None = None, acts: tuple[Act, ...] = SIGNED) -> ContractChangeDrawnUp:
    (act,) = SIGNS(*acts).when(asked or asks(), by=by).then(ContractChangeDrawnUp)
    assert isinstance(act, ContractChangeDrawnUp)
    return act


def changed(act: ContractChangeDrawnUp, by: Mandate = BO) -> ContractChanged:
    (done,) = SIGNS(*SIGNED, act).when(SignChange(text_sha256=act.text_sha256), by=by).then(ContractChanged)
    assert isinstance(done, ContractChanged)
    return done


def clauses(*acts: Act) -> list[Wording]:
    return [one.text for one in CONTRACT_KIND.folded(acts).clauses]
