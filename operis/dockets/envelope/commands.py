"""What may be asked of an envelope: that it is received, confirmed, taken back?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.envelope.terms import BackTerms, By, CountedAgain, HandedIn


@record
class ReceiveEnvelope(By, HandedIn, Command):
    slug, docket_kind, opens, electronic, until_closing = "receive-envelope", "envelope", True, True, True
    title_words = Label("Receive a bid on paper", "接收纸质投标（响应）文件")
    entrusted = "evaluation"


@record
class ConfirmEnvelope(CountedAgain, Command):
    slug, docket_kind, electronic = "confirm-envelope", "envelope", True
    title_words = Label("Confirm the receipt of a bid on paper", "复核纸质投标（响应）文件的接收")
    entrusted = "evaluation"


@record
class WithdrawEnvelope(BackTerms, Command):
    slug, docket_kind, electronic = "withdraw-envelope", "envelope", True
    title_words = Label("Take a bid on paper back", "撤回纸质投标（响应）文件")
    entrusted = "evaluation"


@record
class ConfirmWithdrawal(Command):
    slug, docket_kind, electronic = "confirm-withdrawal", "envelope", True
    title_words = Label("Confirm that a bid on paper was taken back", "复核纸质投标（响应）文件的撤回")
    entrusted = "evaluation"
