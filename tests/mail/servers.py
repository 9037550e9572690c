"""Servers of mail for the tests: one that takes letters, one that never says a word, and a port where nobody is."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Server:
    """What it took, and what it says to who is named as the reader."""

    port: int
    rcpt: bytes = b"250 well"
    data: bytes = b"250 taken"
    took: list[str] = field(default_factory=list)


def _serve(there: socket.socket, server: Server) -> None:
    while True:
        try:
            conn, _ = there.accept()
        except OSError:
            return
        with conn, conn.makefile("rb") as lines:
            conn.sendall(b"220 here\r\n")
            for line in lines:
                word = line[:4].upper().strip()
                if word == b"DATA":
                    conn.sendall(b"354 go on\r\n")
                    server.took.append(b"".join(iter(lines.readline, b".\r\n")).decode())
                    conn.sendall(server.data + b"\r\n")
                else:
                    conn.sendall((server.rcpt if word == b"RCPT" else b"250 well") + b"\r\n")
                if word == b"QUIT":
                    break


@contextmanager
def taking() -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as there:
        server = Server(there.getsockname()[1])
        threading.Thread(target=_serve, args=(there, server), daemon=True).start()
        yield server


@contextmanager
def silent() -> Iterator[int]:
    """Who knocks is let in by the system, and never hears a word."""
    with socket.create_server(("127.0.0.1", 0)) as there:
        yield there.getsockname()[1]


def nobody() -> int:
    """A port that was free a moment ago: who knocks is refused."""
    with socket.create_server(("127.0.0.1", 0)) as there:
        return int(there.getsockname()[1])
