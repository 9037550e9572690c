"""What may a supplier ask of its bid?"""

from operis.core.acts import Command
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label, Wording
from operis.dockets.bid.terms import BidContent, BondTerms, ExplanationTerms, SealedTerms, SettlementTerms


@record
class ObtainDocuments(Command):
    slug, docket_kind, opens, electronic = "obtain-documents", "bid", True, True
    title_words = Label("Obtain the purchasing documents", "获取采购文件")

    procurement: str = ask("Procurement", "采购项目编号", of=RefersTo.PROCUREMENT)


@record
class SealBid(SealedTerms, Command):
    slug, docket_kind, electronic, attached = "seal-bid", "bid", True, "content"
    title_words = Label("Seal and send the bid", "密封并提交投标（响应）文件")

    content: BidContent = ask("Content", "投标（响应）文件内容")


@record
class WithdrawBid(Command):
    slug, docket_kind, electronic = "withdraw-bid", "bid", True
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
