"""What do the acts on a guiding directory add up to?"""

from operis.core.fields import record
from operis.dockets.directory.acts import DirectoryAdopted


@record
class Directory:
    """The directory that stands: each act replaces the whole."""

    adopted: DirectoryAdopted | None = None

    @property
    def body(self) -> str | None:
        return self.adopted.authority if self.adopted else None


def evolve(state: Directory, act: DirectoryAdopted) -> Directory:
    return Directory(adopted=act)
