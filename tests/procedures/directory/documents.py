"""A purchase directory that the law lets pass."""

from datetime import date

from operis.core.wording import Slug
from operis.dockets.directory.acts import DirectoryAdopted
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.directory.terms import DirectoryItem
from tests.procedures.documents import said, words
from tests.statute import at


def directory(*codes: str, heard: tuple[str, ...] = ("civil-affairs",)) -> AdoptDirectory:
    items = tuple(DirectoryItem(code=code, tier=3, class_=Slug("public"), name=words(code)) for code in codes or ("A0401",))
    return AdoptDirectory(title=words("Directory of 2026"), first=date(2026, 1, 1), opinions_from=heard, items=items)


adopted = DirectoryAdopted(**said(directory("A0401", "A0402")), happened=at(date(2026, 1, 1)), authority="finance")
