"""Which acts stand on an envelope?"""

from datetime import datetime

from operis.core.acts import Act
from operis.core.fields import ask, record
from operis.core.refers import RefersTo
from operis.core.wording import Label
from operis.dockets.envelope.terms import BackTerms, ByKept, HandedIn

HANDED = ("procurement", "supplier", "lot", "seal", "packages")


@record
class EnvelopeReceived(ByKept, HandedIn, Act):
    """It counts from here on; the mark is written on it, and tells it from every other."""

    kind, version, public = "envelope-received", 1, "opening"
    receipted = (*HANDED, "mark")
    title_words = Label("Bid on paper received", "接收纸质投标（响应）文件")

    purchaser: str = ask("Purchasing body", "采购人", of=RefersTo.BODY)
    closes: datetime = ask("Bids close", "提交截止时间")
    mark: str = ask("Mark", "信封标记")
    taken_by: tuple[str, ...] = ask("Received by", "接收人", of=RefersTo.PERSON)


@record
class EnvelopeRefusedLate(ByKept, HandedIn, Act):
    """It goes back as it came; that it came, and when, stays."""

    kind, version, public = "envelope-refused-late", 1, "opening"
    title_words = Label("Late bid on paper refused", "逾期送达的纸质投标（响应）文件拒收")
    too_late, receipted = "closed", HANDED

    purchaser: str = ask("Purchasing body", "采购人", of=RefersTo.BODY)
    closed: datetime = ask("Bids had closed", "截止时间")


@record
class EnvelopeRefused(ByKept, HandedIn, Act):
    """It goes back as it came, and can come again sealed until the closing."""

    kind, version, public = "envelope-refused", 1, "opening"
    turned_away, receipted = "under", HANDED
    title_words = Label("Unsealed bid on paper refused", "未密封的纸质投标（响应）文件拒收")

    purchaser: str = ask("Purchasing body", "采购人", of=RefersTo.BODY)
    under: str = ask("Under", "依据", of=RefersTo.ROW)


@record
class EnvelopeConfirmed(Act):
    kind, version, public = "envelope-confirmed", 1, "opening"
    title_words = Label("Receipt of a bid on paper confirmed", "纸质投标（响应）文件接收复核")

    packages: int = ask("Packages, counted again", "再次清点的件数")
    confirmed_by: tuple[str, ...] = ask("Confirmed by", "复核人", of=RefersTo.PERSON)


@record
class WithdrawalRecorded(BackTerms, Act):
    """What one officer wrote down; nothing is taken back by it."""

    kind, version, public = "withdrawal-recorded", 1, "opening"
    title_words = Label("Letter of withdrawal recorded", "登记书面撤回通知")

    recorded_by: tuple[str, ...] = ask("Recorded by", "登记人", of=RefersTo.PERSON)


@record
class EnvelopeWithdrawn(Act):
    kind, version, public = "envelope-withdrawn", 1, "opening"
    takes_back = True
    title_words = Label("Bid on paper taken back", "纸质投标（响应）文件撤回")
