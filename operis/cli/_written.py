"""How does a word write a file that somebody named? Whole or not at all: beside its place first, and then into it."""

import errno
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from operis.cli._failing import is_full
from operis.cli._setting import UNFIT
from operis.cli._shell import MALFORMED, _, complain, say, template_in

MINE, OURS = 0o600, 0o666
"""A file with private values is for who asked for it alone."""
SAID = {errno.ENOSPC: _("No space left on device"), errno.EDQUOT: _("Disk quota exceeded")}


def write_whole(file: str | Path, parts: Iterable[bytes], mode: int = OURS) -> None:
    """What was there before stays until all is written; OSError with nothing left of what was begun.

    What is no file, such as a pipe, has nothing beside it and is written as it comes.
    """
    named, place = Path(file), Path(os.path.realpath(file))
    if named.exists() and not named.is_file() and not named.is_dir():
        with named.open("wb") as out:
            out.writelines(parts)
        return
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
            out.writelines(parts)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def why(fault: OSError, lang: str) -> str:
    """What the system says, in the language asked for where it says that there is no room."""
    return template_in(SAID.get(fault.errno or 0, fault.strerror or str(fault)), lang)


def not_written(file: str | Path, fault: OSError, lang: str) -> int:
    """Tell which file, the cause and the cure; the status of a full disk, or that of a name that does not do."""
    full = is_full(fault)
    cure = _("Make room on its disk, or name another folder.") if full else _("Name another file, in a folder that you may write.")
    says = _("{file} cannot be written: {why}. {cure}")
    told = say(says, lang, file=file, why=why(fault, lang), cure=template_in(cure, lang))
    return complain([told], UNFIT if full else MALFORMED)
