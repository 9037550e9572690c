"""Which acts stand on a file?"""

from operis.core.acts import Act
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.file.terms import FileTerms, ReviewTerms


@record
class FileEntered(FileTerms, Act):
    kind, version = "file-entered", 1
    title_words = Label("Entered on file", "登记")


@record
class FileReviewed(ReviewTerms, Act):
    kind, version = "file-reviewed", 1
    title_words = Label("File reviewed", "审核（入库）")
