"""Which acts stand on a file?"""

from operis.core.acts import Act
from operis.core.fields import ask, record
from operis.core.wording import Label, Slug
from operis.dockets.file.terms import BarTerms, FileTerms, ReviewTerms


@record
class FileEntered(FileTerms, Act):
    kind, version = "file-entered", 1
    title_words = Label("Entered on file", "登记")

    confirmed: bool = ask(
        "Registered by itself, with a confirmed e-mail address", "自行注册并确认电子邮箱", default=False, later=True
    )
    """Concluded from who entered it: nobody can say so."""


@record
class FileReviewed(ReviewTerms, Act):
    kind, version = "file-reviewed", 1
    title_words = Label("File reviewed", "审核（入库）")


@record
class BarImposed(BarTerms, Act):
    """Decided by whichever finance department, it holds in the whole country; on its last day it still keeps the party away."""

    kind, version = "bar-imposed", 1
    title_words = Label("Bar imposed", "列入不良行为记录、禁止参加")

    scope: Slug = ask("Barred from", "禁止范围", choices={"supplying": ("taking part in government procurement", "参加政府采购活动"),
                                                       "evaluating": ("evaluating", "参加政府采购评审活动")})  # fmt: skip
