"""Which acts tell of this installation?"""

from operis.core.acts import Act
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.platform.terms import LossTerms


@record
class LossAccepted(LossTerms, Act):
    """The log goes on from fewer entries than were signed for, or from others: receipts for the lost ones stay proof of the loss."""

    kind, version = "loss-accepted", 1
    title_words = Label("Loss of entries accepted", "确认记录缺失")
