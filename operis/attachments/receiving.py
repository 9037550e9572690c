"""How does a file come in? Straight to the disk, measured and fingerprinted on the way, and let go where it is not wanted.

At no time is a file in memory. One that grows over what is allowed is thrown away at once, while the rest of the form is read on. At a
step of the desk nothing is written for who is not signed in. Other pages read a file and do not keep it: there Django's own way goes on.
"""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http.multipartparser import MultiPartParser

from operis.attachments.frames import Writer
from operis.attachments.sealing import SealingKeyError

LARGEST_BYTES = 50 * 1024 * 1024
SEALED_MAX_BYTES = 500 * 1024 * 1024
"""The largest bid that was sealed elsewhere: all its files are in it."""
FREE_MIN_BYTES = 500_000_000
"""Less than ten of the largest files: then it is time to make room on the disk."""
FILES_MAX = 20
FORM_BYTES = 10 * 1024 * 1024
"""What stands around the files."""
EMPTY, TOO_LARGE, TOO_MANY, NO_ROOM, NOT_TAKEN, NO_KEY = "empty", "too-large", "too-many", "no-room", "not-taken", "no-key"
"""Why a file is not there although it was sent."""
SEALING, SEALED = frozenset({"bid-section"}), frozenset({"sealed-bid"})
"""Where files are sealed as they come, and where they come sealed."""
TAKING = frozenset({"desk-step", "desk-new", "desk-purchasing"}) | SEALING | SEALED


@dataclass(eq=False)
class Arrived:
    """A file that came in: where it lies, or what became of it."""

    title: str
    size: int
    sha256: str
    path: Path | None
    fault: str
    number: str = ""
    """That of a file which was sealed as it came."""

    def close(self) -> None:
        """What nobody has taken over by the end of the request is thrown away."""
        if self.path is not None:
            self.path.unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.OPERIS_DATA) / "attachments"


def sealed_place(number: str) -> Path:
    """Where the file of a bid lies, sealed."""
    return folder() / "sealed" / number[:2] / number


class Receiving(FileUploadHandler):
    """Django's parser hands the pieces here, whatever the form."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.parsing = False
        self.count = 0
        self.title, self.fault, self.number = "", "", ""
        self.file: IO[bytes] | Writer | None = None
        self.digest = hashlib.sha256()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> Any:
        """The parser asks this first, and once more within."""
        if content_length > (FILES_MAX if self._here() else 1) * LARGEST_BYTES + FORM_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes were to be sent at once.")
        if self.parsing:
            return None
        self.parsing = True
        handlers = self.request.upload_handlers if self.request is not None else [self]
        return _Parser(META, input_data, handlers, encoding).parse()

    def new_file(self, field_name: str, file_name: str, *about: Any, **more: Any) -> None:
        super().new_file(field_name, file_name, *about, **more)
        if not self._here():
            return
        self.count += 1
        self.title, self.digest = file_name.strip(_Parser.NONE), hashlib.sha256()
        self.fault = NOT_TAKEN if not self._signed_in() else TOO_MANY if self.count > FILES_MAX else ""
        if not self.fault:
            self._writing(self._open)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self._here():
            return raw_data
        if self.file is not None and start + len(raw_data) > (SEALED_MAX_BYTES if self._at() in SEALED else LARGEST_BYTES):
            self._let_go(TOO_LARGE)
        if self.file is not None:
            self.digest.update(raw_data)
            self._writing(partial(self.file.write, raw_data))
        return None

    def file_complete(self, file_size: int) -> Any:
        """What stands among the files of the request: one of ours, or what Django's own way makes."""
        if not self._here():
            return None
        if self.file is not None and not file_size:
            self._let_go(EMPTY)
        if self.file is not None:
            self._writing(self.file.flush)
        path = Path(self.file.name) if self.file is not None else None
        if self.file is not None:
            self.file.close()
            self.file = None
        return Arrived(self.title, file_size, self.digest.hexdigest() if path else "", path, self.fault, self.number)

    def upload_interrupted(self) -> None:
        self._let_go("")

    def _here(self) -> bool:
        return self._at() in TAKING

    def _at(self) -> str:
        """The name of the page that the form was sent to."""
        at = getattr(self.request, "resolver_match", None)
        return str(at.url_name) if at is not None else ""

    def _signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return user is not None and bool(user.is_authenticated)

    def _open(self) -> None:
        if self._at() in SEALING:
            self.number = secrets.token_hex(16)
            place = sealed_place(self.number)
            place.parent.mkdir(parents=True, exist_ok=True)
            self.file = Writer(place, self.number)
            return
        incoming = folder() / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        self.file = NamedTemporaryFile(dir=incoming, delete=False)  # noqa: SIM115

    def _writing(self, write: Any) -> None:
        """A disk that is full, or that may not be written, takes this file away and nothing else."""
        try:
            write()
        except OSError:
            self._let_go(NO_ROOM)
        except SealingKeyError:
            self._let_go(NO_KEY)

    def _let_go(self, fault: str) -> None:
        self.fault = fault
        if self.file is not None:
            path = Path(self.file.name)
            with suppress(OSError):  # what could not be written is thrown away anyway
                self.file.close()
            path.unlink(missing_ok=True)
            self.file = None


class _Parser(MultiPartParser):
    """Django's, but for a file whose name is nothing that can be seen: it is told of, not passed over in silence."""

    NONE = "\x00"

    def sanitize_file_name(self, file_name: str) -> str:
        return super().sanitize_file_name(file_name) or self.NONE
