"""Who is the one supplier of a single source, and which contract does the purchase continue?"""

from operis.core.acts import Outside
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.refers import RefersTo

IN_YUAN = ("yuan", "元")
ELSEWHERE = ("Where the contract was signed elsewhere", "原合同不在本站登记的填写")


@record
class OneSupplier:
    """The supplier that is asked; what is added to a contract names that contract."""

    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)
    contract: str | None = ask(
        "Contract that is continued", "原采购合同", hint=("Where the purchase adds to one on record", "属于添购且原合同在本站登记的填写"),
        default=None, of=RefersTo.CONTRACT,
    )  # fmt: skip
    elsewhere: Outside | None = ask("Contract signed elsewhere", "在其他系统签订的原合同", default=None)
    price: Fen | None = ask("Its price", "原合同金额", hint=ELSEWHERE, unit=IN_YUAN, default=None)
    added: Fen | None = ask("Added to it before", "此前已添购金额", hint=ELSEWHERE, unit=IN_YUAN, default=None)
