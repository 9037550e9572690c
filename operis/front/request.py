"""A request while it comes in: when its first and its last byte arrived, how large it may be, when it is too slow."""

import re
from typing import Any

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest, Error

from operis.accounts import known

HEAD_SECONDS, SLACK_SECONDS, LEAST_BYTES_A_SECOND = 10, 20, 4096
"""For its head a request has ten seconds; for its body twenty more, and a second for each four kilobytes that came."""
READ_BYTES = 65536
MB = 1 << 20
SAFE = ("GET", "HEAD", "OPTIONS")
PIECE_BYTES, CRUMBS_BYTES, CRUMBS_SHARE = 2048, 1024, 16
"""What frames the chunks of a body may be a sixteenth of what they hold, and a kilobyte: then a chunk has a hundred bytes."""
RETRY_SECONDS = 10
LENGTH_DIGITS = 20
ENCODED = re.compile(rb"^transfer-encoding:", re.IGNORECASE | re.MULTILINE)


def _most(body_bytes: int) -> Any:
    return Adjustments(
        recv_bytes=READ_BYTES,
        inbuf_overflow=MB,  # what is larger waits in a temporary file
        max_request_header_size=MB // 8,  # ten thousand characters of Chinese in an address are told that they are too many, on a page
        max_request_body_size=body_bytes,
        outbuf_high_watermark=256 * MB,  # an answer that waits for its reader holds no thread
        ident="",
        clear_untrusted_proxy_headers=False,
        log_socket_errors=False,
        channel_request_lookahead=0,
    )


API, FORM, FILES = _most(MB + 1), _most(60 * MB), _most(1060 * MB)
"""The largest bodies: what programs send; one file to be checked; the files of a desk, for somebody who has signed in."""


class BusyError(Error):  # type: ignore[misc]  # waitress has no types
    """Too many wait at the place of who asks."""

    code, reason = 503, "Service Unavailable"

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        status, headers, body = super().to_response(ident)
        return status, [*headers, ("Retry-After", f"{RETRY_SECONDS}")], body


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request with the moment of its first byte by the loop's waking seconds, and of its last by the wall's (seconds since 1970)."""

    path, command = "", ""  # what cannot be parsed has neither
    completed = expect_continue = False
    error: Any = None
    began = moment = 0.0
    place = ""
    """At which place it waits for a page."""
    turn = 0
    """Which one it is of all that this process was asked."""

    def parse_header(self, header_plus: bytes) -> None:
        """What two readers could read in two ways is a ParsingError (RFC 9112, 6.3), and so is what waitress stumbles over."""
        try:
            super().parse_header(header_plus)
        except ValueError as fault:
            raise ParsingError("A number or an address cannot be read") from fault
        length = self.headers.get("CONTENT_LENGTH", "")
        if len(length) > LENGTH_DIGITS or (length and ENCODED.search(header_plus)):
            raise ParsingError("Content-Length is too long, or Transfer-Encoding stands beside it")
        self.adj = API if self.path.startswith("/api/") else FILES if self.of_an_office and self.has_signed_in else FORM

    def received(self, data: bytes) -> int:
        """How much of it was taken. A body in chunks is looked at piece by piece: each crumb costs the loop as much as a whole read."""
        if not self.chunked:
            taken: int = super().received(data)
            self.expect_continue = self.expect_continue and self.error is None  # nobody waits for the body of what is refused
            return taken
        taken = 0
        while taken < len(data) and not self.completed:
            taken += super().received(data[taken : taken + PIECE_BYTES])
            held = len(self.body_rcv)
            if self.body_bytes_received - held > CRUMBS_BYTES + held // CRUMBS_SHARE:
                self.error, self.completed = BadRequest("The body came in crumbs: send longer chunks, or its length."), True
        return len(data) if self.error else taken

    @property
    def says_who_asks(self) -> bool:
        """Whether it names a token or a session; whether that is true is found out later."""
        return "AUTHORIZATION" in self.headers or "sessionid" in self.headers.get("COOKIE", "")

    @property
    def has_signed_in(self) -> bool:
        """Whether it names a session, from a browser in which somebody has signed in: the second cannot be made up."""
        cookies = self.headers.get("COOKIE", "")
        return "sessionid" in cookies and bool(known.told_in(cookies))

    @property
    def of_an_office(self) -> bool:
        """Whether it goes to the desk, or brings a bid that was sealed elsewhere."""
        return "/desk/" in self.path or "/supply/" in self.path

    def overdue(self, now: float) -> bool:
        more = SLACK_SECONDS + self.body_bytes_received / LEAST_BYTES_A_SECOND if self.headers_finished else 0
        return now - self.began > HEAD_SECONDS + more
