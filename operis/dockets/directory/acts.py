"""Which acts stand on a guiding directory?"""

from operis.core.acts import Act
from operis.core.fields import ask, record
from operis.core.wording import Label
from operis.dockets.directory.terms import DirectoryTerms


@record
class DirectoryAdopted(DirectoryTerms, Act):
    kind, version = "directory-adopted", 1
    title_words = Label("Guiding directory adopted", "指导性目录公布")

    authority: str = ask("Authority", "制定机关")
