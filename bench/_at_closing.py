"""Bids of many suppliers around a closing, by raw sockets that know when their last byte left; and readers who want pages meanwhile."""

import asyncio
import json
import secrets
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

BODY_BYTES, WAIT_SECONDS = 1500, 70.0
WAYS = ("whole", "half", "byte")
"""How a bid comes: at once, in two halves, or all but its last byte first."""
BEFORE_SECONDS, AFTER_SECONDS = 1.5, 0.5


@dataclass
class Sent:
    """A bid: between which moments its last byte left, and what came back."""

    earliest: float
    latest: float
    status: int
    said: dict[str, Any]


def make(data: Path, firms: int, notices: int) -> None:
    """An installation with so many notices that close at one moment, and the docket of a bid for each notice and firm."""
    from bench._bidding import CLOSES, Bids
    from operis.accounts.models import Grant, User
    from operis.accounts.offices import install_office
    from operis.accounts.tokens import make_token
    from operis.core.mandates import Role

    yard = Bids()
    yard.opened(1, firms)
    numbers = [yard._notice() for _ in range(notices)]
    user = User.objects.create_user("bo@load.example", "Bo")
    bids = []
    for name in yard.firms[:firms]:
        office = install_office(f"bids-{name}", name, Role.SUPPLIER)
        token = make_token(Grant.objects.create(user=user, office=office, first=date(2026, 1, 1)), CLOSES)
        bids += [(yard._obtained(number, name).docket, token) for number in numbers]
    (data / "plan.json").write_text(json.dumps({"closes": CLOSES.isoformat(), "bids": bids}))


class Load:
    def __init__(self, url: str, data: Path, seed: int, in_seconds: float = 5.0) -> None:
        plan = json.loads((data / "plan.json").read_text())
        self.where, self.random = urlsplit(url), Random(seed)
        self.bids: list[tuple[str, str]] = plan["bids"]
        self.random.shuffle(self.bids)
        self.offset = stand(data, plan["closes"], in_seconds)
        self.closes = datetime.fromisoformat(plan["closes"]).timestamp() - self.offset

    async def run(self, readers: int) -> tuple[list[Sent], int]:
        """All bids and the number of pages that were read meanwhile."""
        stop = asyncio.Event()
        reading = [asyncio.create_task(self.read(stop)) for _ in range(readers)]
        moments = [self.closes + self.random.uniform(-BEFORE_SECONDS, AFTER_SECONDS) for _ in self.bids]
        sent = await asyncio.gather(*(self.bid(at, WAYS[turn % 3], *self.bids[turn]) for turn, at in enumerate(moments)))
        stop.set()
        return list(sent), sum(await asyncio.gather(*reading))

    async def bid(self, moment: float, how: str, docket: str, token: str) -> Sent:
        body = json.dumps({"fields": {"content": {"price": f"{self.random.randrange(1000, 900_000)}.00"}}}).encode().ljust(BODY_BYTES)
        head = (
            f"POST /api/v1/dockets/{docket}/seal-bid HTTP/1.1\r\nHost: {self.where.netloc}\r\nAuthorization: Bearer {token}\r\n"
            f"Idempotency-Key: {secrets.token_hex(16)}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            "Connection: close\r\n\r\n"
        ).encode()
        whole = head + body
        cut = {"whole": 0, "half": len(head) + len(body) // 2, "byte": len(whole) - 1}[how]
        await asyncio.sleep(max(0.0, moment - (self.random.uniform(0.3, 3.0) if cut else 0.03) - time.time()))
        reader, writer = await asyncio.open_connection(self.where.hostname, self.where.port)
        one: socket.socket = writer.get_extra_info("socket")
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if cut:
            writer.write(whole[:cut])
            await writer.drain()
        await asyncio.sleep(max(0.0, moment - time.time()))
        earliest = time.time()
        writer.write(whole[cut:])
        latest = time.time()
        try:
            said = await asyncio.wait_for(reader.read(), WAIT_SECONDS)
        except (TimeoutError, ConnectionError) as fault:
            return Sent(earliest, latest, 0, {"fault": f"{fault}"})
        finally:
            writer.close()
        top, _, rest = said.partition(b"\r\n\r\n")
        return Sent(earliest, latest, int(top.split()[1]), json.loads(rest))

    async def read(self, stop: asyncio.Event) -> int:
        pages = 0
        await asyncio.sleep(max(0.0, self.closes - 2 * BEFORE_SECONDS - time.time()))
        while not stop.is_set():
            reader, writer = await asyncio.open_connection(self.where.hostname, self.where.port)
            writer.write(f"GET /en/notices/ HTTP/1.1\r\nHost: {self.where.netloc}\r\nConnection: close\r\n\r\n".encode())
            pages += (await reader.read()).startswith(b"HTTP/1.1 200")
            writer.close()
        return pages

    def wrong(self, sent: list[Sent]) -> Counter[str]:
        """What may not be: only what the sender's two moments both say is counted as in time, or as late."""
        saw = Counter[str]()
        for one in sent:
            sealed, late = one.status in (200, 201), one.status == 409
            saw["in time"] += one.latest < self.closes
            saw["late"] += one.earliest >= self.closes
            saw["in time, refused"] += one.latest < self.closes and not sealed
            saw["late, taken"] += one.earliest >= self.closes and not late
            received = one.said.get("received")
            if received:
                moment = datetime.fromisoformat(received).timestamp() - self.offset
                saw["receipt that contradicts"] += (moment < self.closes) != sealed
                saw["stamped before it was sent, or a second after"] += not one.earliest - 0.05 <= moment <= one.latest + 1
            saw["sealed"] += sealed
        return saw


def stand(data: Path, closes: str, in_seconds: float) -> float:
    """Set the demonstration's clock so that it closes in so many seconds; gives back by how much it stands off."""
    offset = datetime.fromisoformat(closes).timestamp() - time.time() - in_seconds
    (data / "demo-clock").write_text(f"{offset}")
    return offset


def drip(url: str, count: int) -> list[socket.socket]:
    """So many sockets that have begun a head or a body and do not go on."""
    where = urlsplit(url)
    heads = (b"GET /en/ HTTP/1.1\r\nX-Slow: ", b"POST /api/v1/determine HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n", b"")
    slow = [socket.create_connection((where.hostname or "", where.port or 0)) for _ in range(count)]
    for turn, one in enumerate(slow):
        one.sendall(heads[turn % 3])
    return slow


@contextmanager
def crumbs(url: str) -> Iterator[list[int]]:
    """Eight senders of bodies in chunks of one byte, again as soon as they are refused; the list grows with each."""
    where, sent, over = urlsplit(url), list[int](), threading.Event()
    body = b"POST /en/check/notice/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 10_000

    def again() -> None:
        while not over.is_set():
            with suppress(OSError), socket.create_connection((where.hostname or "", where.port or 0), timeout=WAIT_SECONDS) as one:
                one.sendall(body)
                sent.append(len(one.recv(1000)))

    with ThreadPoolExecutor(8) as senders:
        for _ in range(8):
            senders.submit(again)
        try:
            yield sent
        finally:
            over.set()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import django

    django.setup()
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
