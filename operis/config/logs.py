"""How is a line of the log written? One JSON object in ASCII, in UTC, so that nothing from outside makes a line or moves a cursor."""

import json
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from operis.accounts.log import now_asked
from operis.config.passing import in_one_line, is_told

SECURITY_LOG = "security.log"
OF_STRANGERS = "django.security."
"""What is wrong with a request itself, like a foreign host: anybody can send it, and no code of ours is at fault."""
OWNER_ALONE = 0o600
log = logging.getLogger("operis.log")


class Line(logging.Formatter):
    """When, how grave, by which part, what; then the request, its place, account and token, and the facts."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(), "by": record.name, "says": record.getMessage(),
        }  # fmt: skip
        one = now_asked()
        if one is not None:
            told = {"request": one.request, "place": one.place, "account": one.account, "token": one.token}
            line |= {name: value for name, value in told.items() if value}
        line |= {name: value for name, value in getattr(record, "facts", {}).items() if name not in line}
        if record.exc_info and not record.name.startswith(OF_STRANGERS):
            fault = record.exc_info[1]
            line["fault"] = in_one_line(fault) if is_told(fault) else self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True, default=str).replace("\x7f", "\\u007f")


class Kept(logging.Handler):
    """The security log, in the data folder; opened for each line, so that it can be moved away at any time.

    A line that cannot be kept there, as on a full disk, stands in the other log instead.
    """

    def emit(self, record: logging.LogRecord) -> None:
        folder = Path(settings.OPERIS_DATA)
        if not folder.is_dir():
            return
        line = self.format(record)
        try:
            file = os.open(folder / SECURITY_LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWNER_ALONE)
            try:
                os.write(file, f"{line}\n".encode())
            finally:
                os.close(file)
        except OSError as fault:
            log.error("%s cannot be written: %s; its line: %s", SECURITY_LOG, fault.strerror, line)
