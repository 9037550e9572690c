"""Which acts stand on a bid?"""

from datetime import datetime

from operis.core.acts import Act, Kept
from operis.core.fields import ask, record
from operis.core.money import Fen
from operis.core.refers import RefersTo
from operis.core.wording import Label, Slug, Wording
from operis.dockets.bid.terms import SEALING, BondTerms, Envelope, ExplanationTerms, SealedTerms, SettlementTerms
from operis.dockets.procurement.terms import YUAN


@record
class DocumentsObtained(Act):
    kind, version, public = "documents-obtained", 1, "never"
    title_words = Label("Purchasing documents obtained", "获取采购文件")

    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)
    supplier: str = ask("Supplier", "供应商", of=RefersTo.SUPPLIER)


@record
class BidSealed(SealedTerms, Act):
    """The content is elsewhere; here stand its digest, and for a bid sealed by shares what opens it."""

    kind, version, public = "bid-sealed", 1, "opening"
    title_words = Label("Bid sealed", "提交投标（响应）文件")

    no: int = ask("Number", "序号")
    sealing: Slug = ask("Sealing", "封存方式", choices=SEALING)
    sealed_sha256: str = ask("Fingerprint of what is sealed", "封存内容数字指纹")
    size: int = ask("Size", "大小", unit=("bytes", "字节"))
    header_sha256: str | None = ask("Fingerprint of the header", "标头数字指纹")
    commitment: str | None = ask("Commitment to the key", "密钥承诺")
    envelopes: tuple[Envelope, ...] = ask("Envelopes", "密钥信封")

    @property
    def kept(self) -> Kept:
        return Kept(self.sealed_sha256, {"lot": self.lot, "round": self.round})


@record
class BidRefusedLate(SealedTerms, Act):
    """Nothing of a late bid is kept but that it came, and when."""

    kind, version, public = "bid-refused-late", 1, "opening"
    title_words = Label("Late bid refused", "逾期拒收")
    too_late = "closed"

    closed: datetime = ask("Bids had closed", "截止时间")
    sealed_sha256: str = ask("Fingerprint of what came", "来件数字指纹")
    size: int = ask("Size", "大小", unit=("bytes", "字节"))


@record
class BidWithdrawn(Act):
    kind, version, public = "bid-withdrawn", 1, "opening"
    takes_back = True
    title_words = Label("Bid withdrawn", "撤回")

    lot: str = ask("Lot", "采购包", of=RefersTo.LOT)
    no: int = ask("Number", "序号")
    reason: Wording | None = ask("Reason", "原因", default=None)


@record
class BondReceived(BondTerms, Act):
    kind, version, public = "bond-received", 1, "parties"
    title_words = Label("Bid security received", "投标保证金交纳")


@record
class ExplanationGiven(ExplanationTerms, Act):
    kind, version, public = "explanation-given", 1, "never"
    title_words = Label("Explanation given", "书面说明")


@record
class BondSettled(SettlementTerms, Act):
    kind, version, public = "bond-settled", 1, "parties"
    title_words = Label("Bid security settled", "投标保证金退还（不予退还）")

    amount: Fen = ask("Amount", "金额", unit=YUAN)
