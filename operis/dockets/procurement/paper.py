"""What is read from a bid on paper at the opening, by one person and then by another?"""

from operis.core.fields import Withheld, ask, record
from operis.core.money import Fen
from operis.core.reading import CLAUSE_MAX, ROLL_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.bid.terms import BidContent, Offered, PriceItem
from operis.dockets.procurement.opened import OPENED, RESULTS
from operis.dockets.procurement.terms import YUAN, Document

FOUND = {one: RESULTS[one] for one in (OPENED, "ill-made", "envelope-missing", "envelope-open")}
"""What two persons may find of an envelope."""


@record
class PaperRead:
    """What both read by themselves."""

    bid: str = ask("Envelope", "信封", of=RefersTo.ENVELOPE)
    result: Slug = ask("What was found", "开启情况", choices=FOUND, default=Slug(OPENED))
    price: Fen | None = ask("Price", "报价", hint=("As it stands on paper", "按纸质文件所载"), unit=YUAN, default=None)
    small: bool = ask("Small or micro enterprise", "小微企业", default=False)


@record
class PaperBesides:
    """What the first adds to it."""

    documents: tuple[Document, ...] = ask("Scans of the bid", "投标（响应）文件扫描件", default=())
    members: tuple[str, ...] = ask("Members of the consortium", "联合体其他成员", default=(), of=RefersTo.SUPPLIER)
    deviations: Wording | None = ask(
        "Where the offer differs from what is asked", "与采购需求的偏离",
        hint=("Left empty where all is offered as it is asked", "完全响应的不填写"), default=None, most=CLAUSE_MAX,
    )  # fmt: skip
    offers: tuple[Offered, ...] = ask("What is offered", "响应内容", default=())
    items: tuple[PriceItem, ...] = ask("Price list", "分项报价", default=(), most=ROLL_MAX)


@record
class PaperKept:
    """Nobody reads what the first has read before the other has."""

    content: BidContent | Withheld | None = ask("Content", "投标（响应）文件内容", default=None)
