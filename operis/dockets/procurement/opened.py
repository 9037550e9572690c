"""What does the closing list name, and what is read out of each bid at the opening?"""

from datetime import datetime

from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.refers import RefersTo
from operis.core.wording import Slug
from operis.dockets.procurement.terms import YUAN


@record
class Listed:
    """One bid in force at closing: its docket, lot and number, and when its last byte had arrived."""

    bid: str = ask("Bid", "投标（响应）编号")
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    no: int = ask("Number", "序号")
    received: datetime = ask("Received", "收到时间")
    sealed_sha256: str = ask("Fingerprint", "数字指纹")
    paper: bool = ask("Handed in on paper", "以纸质文件提交", default=False, later=True)


@record
class Unconfirmed:
    """An envelope that fell out at the closing: one person alone says that it came in."""

    bid: str = ask("Envelope", "信封")
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    received: datetime = ask("Received", "收到时间")
    under: str = ask("Under", "依据", of=RefersTo.ROW)


@record
class Shut:
    """A lot that stays shut: fewer suppliers have bid for it than the row asks."""

    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    under: str = ask("Under", "依据", of=RefersTo.ROW)


OPENED, KEYLESS = "opened", "keyless"
TO_BE_OPENED = "to-be-opened"
"""What is certain of a bid whose shares fit, while others of its closing list still wait: nobody reads it, and no act says it."""
RESULTS = {
    OPENED: ("opened", "已开启"),
    "ill-made": ("ill made", "格式有误"),
    KEYLESS: ("no key comes of its shares", "份额不能合成密钥"),
    "envelope-bad": ("its envelopes do not agree", "密钥信封不一致"),
    "bytes-missing": ("bytes missing", "内容缺失"),
    "envelope-missing": ("the envelope was not there", "未见信封"),
    "envelope-open": ("the envelope was found open", "信封已被开启"),
}
"""What becomes of a bid at the opening: ill made, keyless or in bad envelopes it is by its bidder, bytes are missing by our fault.

A bid on paper has an envelope that its keepers did not keep, or did not keep shut.
"""


OTHER_SIZE, OTHER_MEMBER = "other-size", "member-other-size"
UNCOUNTED = {
    "not-declared": ("the bid does not say that it is one", "投标（响应）文件未声明为小微企业"),
    OTHER_SIZE: ("on file as of another size", "档案登记为其他规模"),
    OTHER_MEMBER: ("a member of the consortium is on file as none", "联合体成员的档案登记不属于小微企业"),
    "no-such-kind": ("on file as of a kind without a size", "档案登记的类型没有企业规模"),
    "mark-not-held": ("on file with a mark that its kind cannot have", "档案登记的身份不属于该类供应商"),
    "proof-missing": ("the bid lacks the paper that shows it", "投标（响应）文件未附证明文件"),
}
"""Why a bid does not count as one of a small or micro enterprise."""


@record
class Uncounted:
    """One fact for which a bid does not count as one of a small or micro enterprise, and the row that says so."""

    ground: Slug = ask("Ground", "原因", choices=UNCOUNTED)
    about: Slug = ask("What is on file or missing", "档案登记或者缺少的内容")
    under: str | None = ask("Under", "依据", of=RefersTo.ROW, default=None)


@record
class Opened:
    """What is read out of one bid."""

    bid: str = ask("Bid", "投标（响应）编号")
    supplier: str = ask("Supplier", "供应商", of=RefersTo.BIDDER)
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    result: Slug = ask("Result", "开启结果", choices=RESULTS)
    price: Fen | None = ask("Price", "报价", unit=YUAN)
    small: bool | None = ask("Small or micro enterprise", "小微企业")
    failed: tuple[str, ...] = ask(
        "Key holders whose share was missing or wrong", "未交出有效份额的密钥保管单位", default=(), later=True, of=RefersTo.BODY
    )
    paper_by: tuple[str, ...] = ask(
        "Read from paper by", "由纸质文件录入并复核的人员", default=(), later=True, of=RefersTo.PERSON
    )
    members: tuple[str, ...] = ask("Members of the consortium", "联合体成员", default=(), later=True, of=RefersTo.SUPPLIER)
    uncounted: tuple[Uncounted, ...] = ask("Why it does not count as small or micro", "不按小微企业计算的原因", default=(), later=True)


@record
class LotCount:
    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    bids: int = ask("Bids", "投标（响应）数量")
    opened: bool = ask("Opened", "是否开启")
