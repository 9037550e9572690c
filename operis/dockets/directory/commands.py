"""What may be asked of a guiding directory?"""

from operis.core.acts import Command
from operis.core.fields import record
from operis.core.wording import Label
from operis.dockets.directory.terms import DirectoryTerms


@record
class AdoptDirectory(DirectoryTerms, Command):
    slug, docket_kind, opens = "adopt-directory", "directory", True
    title_words = Label("Adopt the guiding directory", "公布指导性目录")
