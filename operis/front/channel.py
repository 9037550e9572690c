"""A connection: each read asks the kernel when its newest byte came in.

The moment is the kernel's (SO_TIMESTAMPNS on the listening socket), however long the bytes lay there, even before the connection was
accepted. It goes on as environ["operis.received"], seconds since 1970, which no header can set. Where no kernel tells, it is when the
loop reads. What is sent before the answer to the request before it (pipelining) counts from that answer.
"""

import socket
import struct
import time
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask

from operis import policy
from operis.arrivals import RECEIVED
from operis.front.request import HEAD_SECONDS, Request

SO_TIMESTAMPNS = 35  # asm-generic/socket.h: x86, ARM, RISC-V, s390; Python has no constant for it
TIMESPEC = struct.Struct("ll")
ROOM_BYTES = socket.CMSG_SPACE(TIMESPEC.size)
STALL_SECONDS, ROOM_SECONDS = 60, 3
"""An answer of which nothing is taken for so long is let go; whoever has had so long may have to make room."""
TAKING_SECONDS, TAKEN_BYTES_A_SECOND = 30, 1024
"""For so long an answer may be taken as slowly as may be; then so fast."""


def stamps(listening: socket.socket) -> bool:
    """Whether the kernel tells when bytes came in; those accepted from this socket have it from here."""
    try:
        listening.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    except OSError:
        return False
    return True


def kernel_stamps() -> bool:
    """Whether this system's kernel tells the moments."""
    with socket.socket() as one:
        return stamps(one)


class Answer(WSGITask):  # type: ignore[misc]  # waitress has no types
    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[RECEIVED] = self.request.moment
        return environ

    def service(self) -> None:
        try:
            super().service()
        finally:
            self.channel.free = time.time()

    def build_response_header(self) -> bytes:
        if self.channel.server.stopping:
            self.request.headers["CONNECTION"] = "close"
        header: bytes = super().build_response_header()
        return header


class Refusal(ErrorTask):  # type: ignore[misc]
    """What the front says to a request by itself."""

    def build_response_header(self) -> bytes:
        self.response_headers.extend(policy.OF_A_REFUSAL)
        header: bytes = super().build_response_header()
        return header


class Channel(HTTPChannel):  # type: ignore[misc]
    task_class, error_task_class = Answer, Refusal
    request: Request | None
    """What is coming in and not whole yet."""
    moment, more, free = 0.0, False, 0.0
    """When what was read last had arrived; whether more may lie behind it; when the answer before was made."""
    heard, taken = 0.0, 0
    """When it was last read or written, in the loop's waking seconds; how many bytes it has taken."""
    waits: tuple[float, int] | None = None
    """Since when an answer waits to be taken, and how much had been taken by then."""

    def __init__(self, server: Any, sock: socket.socket, *more: Any, **named: Any) -> None:
        super().__init__(server, sock, *more, **named)
        self.heard = self.since = server.awake

    def recv(self, size: int) -> bytes:
        data: bytes
        try:
            data, told, _flags, _from = self.socket.recvmsg(size, ROOM_BYTES)
        except OSError as fault:
            if fault.errno not in wasyncore._DISCONNECTED:
                raise
            data, told = b"", []
        self.more, self.heard = len(data) == size, self.server.awake
        moments = (TIMESPEC.unpack(raw) for level, kind, raw in told if (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS))
        seconds, nanoseconds = next(moments, (time.time(), 0))
        self.moment = max(seconds + nanoseconds / 1e9, self.free)
        if not data:
            self.handle_close()
        return data

    def parser_class(self, adj: Any) -> Request:
        """A new request; one read may hold the end of one and the beginning of the next."""
        request = Request(adj)
        request.began, request.moment = self.server.awake, self.moment
        return request

    def received(self, data: bytes) -> bool:
        if self.request is not None:
            self.request.moment = self.moment
        return bool(super().received(data))

    def service(self) -> None:
        request = self.requests[0]
        try:
            super().service()
        finally:
            self.server.lanes.answered(request)

    def send(self, data: bytes, do_close: bool = True) -> int:
        sent: int = super().send(data, do_close=do_close)
        if sent:
            self.heard, self.taken = self.server.awake, self.taken + sent
        return sent

    def stuck(self, now: float) -> bool:
        """Whether it sends too slowly, or takes what it asked for too slowly or not at all; looked at each second."""
        silent: float = now - self.heard
        if self.total_outbufs_len:
            since, taken = self.waits = self.waits or (now, self.taken)
            return silent > STALL_SECONDS or self.taken - taken < (now - since - TAKING_SECONDS) * TAKEN_BYTES_A_SECOND
        self.waits = None
        return not self.requests and (self.request.overdue(now) if self.request is not None else silent > HEAD_SECONDS)

    def dispensable(self, now: float) -> bool:
        """Whether it may make room: it is not being answered, nor taking its answer at first, and has had some seconds."""
        taking = self.total_outbufs_len and (self.waits is None or now - self.waits[0] < TAKING_SECONDS)
        return not (self.requests or taking) and now - self.since > ROOM_SECONDS

    def hung_up(self) -> bool:
        """Whether who asked has gone: asked of the kernel, since nothing is read while a request is answered."""
        try:
            return not self.socket.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def let_go(self) -> None:
        """What waits first is not answered; the loop closes the connection."""
        with self.requests_lock:
            request = self.requests.pop(0)
        self.server.lanes.answered(request)
        self.will_close = True
        self.server.pull_trigger()

    def pace(self, now: float) -> float:
        """Bytes a second of what it has begun to send; who sends nothing makes room first."""
        return self.request.body_bytes_received / (1 + now - self.request.began) if self.request is not None else -1.0

    def idle(self) -> bool:
        return not (self.requests or self.total_outbufs_len) and self.request is None
