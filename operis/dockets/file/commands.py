"""What may be asked of a file?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.file.terms import BarTerms, FileTerms, ReviewTerms


@record
class EnterFile(FileTerms, Command):
    slug, docket_kind, opens = "enter-file", "file", True
    title_words = Label("Record a body or a supplier", "登记主体信息")


@record
class ReviewFile(ReviewTerms, Command):
    slug, docket_kind = "review-file", "file"
    title_words = Label("Review a file", "审核主体信息")


@record
class ImposeBar(BarTerms, Command):
    slug, docket_kind = "impose-bar", "file"
    title_words = Label("Impose a bar", "禁止参加政府采购活动")
