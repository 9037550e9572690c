"""What may be entered of this installation?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.platform.terms import LossTerms, WitnessTerms


@record
class AcceptLoss(LossTerms, Command):
    slug, docket_kind, opens, electronic = "accept-loss", "platform", True, True
    title_words = Label("Accept a loss of entries", "确认记录缺失")


@record
class BeginWitness(WitnessTerms, Command):
    slug, docket_kind, opens, electronic = "begin-witness", "platform", True, True
    title_words = Label("Begin a witness", "启用库外见证文件")
