"""Which acts tell of this installation?"""

from operis.core.acts import Act
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.platform.terms import LossTerms, WitnessTerms


@record
class LossAccepted(LossTerms, Act):
    """The log goes on from fewer entries than were signed for, or from others: receipts for the lost ones stay proof of the loss."""

    kind, version = "loss-accepted", 1
    title_words = Label("Loss of entries accepted", "确认记录缺失")


@record
class WitnessBegun(WitnessTerms, Act):
    """From here on a file outside knows the log; that the log was longer before is shown by none of its own."""

    kind, version = "witness-begun", 1
    title_words = Label("Witness begun", "启用库外见证文件")
