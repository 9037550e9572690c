"""What was seen to be right in an earlier run on this machine, and need not be looked at again? Kept below `.pytest_cache`.

Only a page that passed is kept, under a digest of all that the look depends on; whoever starts without the folder looks at every page.
"""

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.web.shown import STATIC
from tests.web.taken import Taken

DAYS_KEPT = 30
ANEW = (
    (re.compile(r'(<input type="hidden" name="[^"]+" value=")[^"]+'), r"\1"),
    (re.compile(r'(<time datetime=")[^"]+'), r"\1"),
    (re.compile(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b"), "SEAL"),
    (re.compile(r"\bDC-B-[0-9A-Z]{26}\b"), "BID"),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "PERSON"),
    (re.compile(r"[\w+/=-]{40,}"), "TOKEN"),
    (re.compile(r"(?<!\d)\d\d:\d\d(?::\d\d(?:\.\d+)?)?"), "TIME"),
)
"""What is drawn anew in each run, or is the time of it: seals, names of sealed bids, keys, digests, persons. As wide whatever it is."""


@dataclass(frozen=True)
class Verdicts:
    """Of one way to look: the folder, and whatever else the verdict depends on."""

    folder: Path
    program: bytes

    def left(self, pages: Iterable[Taken]) -> list[Taken]:
        """Those that are still to be looked at; of several that are the same page, one."""
        wanted = {self._file(one): one for one in pages}
        for file in wanted:
            if file.exists():
                file.touch()
        return [one for file, one in wanted.items() if not file.exists()]

    def keep(self, passed: Iterable[Taken]) -> None:
        for one in passed:
            self._file(one).touch()
        for file in self.folder.iterdir():
            if file.stat().st_mtime < time.time() - DAYS_KEPT * 86_400:
                file.unlink(missing_ok=True)

    def _file(self, page: Taken) -> Path:
        html = page.html
        for pattern, same in ANEW:
            html = pattern.sub(same, html)
        return self.folder / hashlib.sha256(self.program + b"\0" + html.encode()).hexdigest()


def drawn_with() -> bytes:
    """All files that a page is drawn with."""
    return b"".join(hashlib.sha256(path.read_bytes()).digest() for path in sorted(STATIC.rglob("*")) if path.is_file())
