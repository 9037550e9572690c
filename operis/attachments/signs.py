"""What do the first bytes of a file say that it is, where its name says something else? Nothing is turned away for it: it is told."""

from functools import cache
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from operis.core.fields import ask, read, record
from operis.core.wording import Wording
from operis.strict_yaml import Mapping, Sequence, parse

TABLE = Path(__file__).with_name("signs.yaml")
FIRST_BYTES = 2048
"""So many are looked at, of which the last begin no sign."""
NOTHING = Wording(zh="别的内容", en="something else")
"""What a file is that begins as nothing of the table does."""


@record
class Sign:
    """By what a sort of file is known, and which endings its names have."""

    says: Wording = ask("Says", "说明")
    begins: tuple[str, ...] = ask("Begins", "开头")
    endings: tuple[str, ...] = ask("Endings", "扩展名")
    within: int = ask("Within", "范围", default=1)
    program: bool = ask("Program", "程序", default=False)

    def fits(self, first: bytes) -> bool:
        places = (first.find(bytes.fromhex(one)) for one in self.begins)
        return any(0 <= place < self.within for place in places)


@cache
def signs() -> tuple[Sign, ...]:
    """The table, in its order."""
    root = parse(TABLE.read_text("utf8"), TABLE.name)
    rows = root.pairs["signs"] if isinstance(root, Mapping) else None
    assert isinstance(rows, Sequence)
    return tuple(read(Sign, one, zone=ZoneInfo("UTC")) for one in rows.items)


def odd(name: str, first: bytes) -> Wording | None:
    """What a file is by its first bytes, where these are not those of its ending; of other endings programs alone are told."""
    ending, begins = PurePath(name).suffix.lower(), first[:FIRST_BYTES]
    own, found = [one for one in signs() if ending in one.endings], next((one for one in signs() if one.fits(begins)), None)
    if any(one.fits(begins) for one in own):
        return None
    if own:
        return found.says if found is not None else NOTHING
    return found.says if found is not None and found.program else None
