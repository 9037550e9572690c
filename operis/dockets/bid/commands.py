"""What may a supplier ask of its bid?"""

from operis.core.acts import Command
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Wording
from operis.dockets.bid.terms import BidContent, BondTerms, Envelope, ExplanationTerms, SealedTerms, SettlementTerms


@record
class ObtainDocuments(Command):
    slug, docket_kind, opens, electronic = "obtain-documents", "bid", True, True
    title_words = Label("Obtain the purchasing documents", "获取采购文件")

    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)


@record
class SealBid(SealedTerms, Command):
    slug, docket_kind, electronic, attached, until_closing = "seal-bid", "bid", True, "content", True
    title_words = Label("Seal and send the bid", "密封并提交投标（响应）文件")

    content: BidContent = ask("Content", "投标（响应）文件内容")


@record
class SendSealedBid(SealedTerms, Command):
    """What opens a bid that was sealed elsewhere; its bytes were brought before, and nobody here can read them."""

    slug, docket_kind, electronic, until_closing = "send-sealed-bid", "bid", True, True
    title_words = Label("Send the bid sealed to the key holders", "提交以密钥保管人公钥加密的投标（响应）文件")

    no: int = ask("Number", "序号")
    keys: str = ask("Fingerprint of the keys", "公钥数字指纹")
    header_sha256: str = ask("Fingerprint of the header", "标头数字指纹")
    sealed_sha256: str = ask("Fingerprint of what is sealed", "封存内容数字指纹")
    size: int = ask("Size", "大小", unit=("bytes", "字节"))
    commitment: str = ask("Commitment to the key", "密钥承诺")
    envelopes: tuple[Envelope, ...] = ask("Envelopes", "密钥信封")


@record
class WithdrawBid(Command):
    slug, docket_kind, electronic, before_closing = "withdraw-bid", "bid", True, True
    title_words = Label("Withdraw the bid", "撤回投标（响应）文件")

    lot: str = ask("Lot", "采购包", default="1", of=RefersTo.LOT)
    reason: Wording | None = ask("Reason", "原因", default=None)


@record
class PayBond(BondTerms, Command):
    slug, docket_kind, electronic = "pay-bond", "bid", True
    title_words = Label("Enter the bid security", "登记投标保证金")


@record
class GiveExplanation(ExplanationTerms, Command):
    slug, docket_kind, electronic = "give-explanation", "bid", True
    title_words = Label("Explain the bid", "作出书面说明")


@record
class SettleBond(SettlementTerms, Command):
    slug, docket_kind = "settle-bond", "bid"
    title_words = Label("Settle the bid security", "处理投标保证金")
    entrusted = "bonds"
