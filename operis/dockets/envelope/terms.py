"""What is written down of an envelope when it is handed in: whose it is, and whether its seal is whole?"""

from operis.core.fields import Withheld, ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Slug
from operis.dockets.procurement.terms import Document

SEALED = "sealed"
SEALS = {
    SEALED: ("sealed and whole", "密封完好"),
    "not-sealed": ("not sealed, or the seal is broken", "未密封或者封口破损"),
}


@record
class HandedIn:
    """What the officer at the counter writes down."""

    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)
    lot: str = ask("Lot", "采购包", default="1", of=RefersTo.LOT)
    seal: Slug = ask("Seal", "密封情况", choices=SEALS)
    packages: int = ask(
        "Packages",
        "件数",
        hint=("How many envelopes or packages belong to this one bid", "属于同一份投标（响应）文件的信封或者包装数"),
    )


@record
class By:
    """Who brought it, for the receipt."""

    brought_by: str | None = ask(
        "Brought by", "送达人", hint=("As on the paper of who came; not published", "按其证件填写，不予公开"), default=None
    )


@record
class ByKept:
    brought_by: str | Withheld | None = ask("Brought by", "送达人", default=None)


@record
class CountedAgain:
    packages: int = ask("Packages, counted again", "再次清点的件数")


@record
class BackTerms:
    documents: tuple[Document, ...] = ask(
        "Letter by which the supplier takes it back",
        "供应商的书面撤回通知",
        hint=("A scan of the letter; a supplier that does it here itself needs none", "书面通知的扫描件；供应商在本平台自行撤回的无需提交"),
        default=(),
    )
