"""Who is answered next? Acts before pages, each in the order of arrival, and of one docket one act at a time."""

import heapq
import itertools
import re
import threading
import time
from collections.abc import Iterable
from typing import Any

from operis.front.request import SAFE, Request

THREADS = {"acts": 7, "pages": 4, "health": 1}
"""How many threads answer in each lane: health has one of its own, so that it answers however busy the site is."""
PATIENCE_SECONDS = 1.0
"""For so long a page stands back while acts wait."""
DOCKET = re.compile(r"/([A-Z0-9]+-(?:[0-9]{4}-)?[A-Z]-[0-9A-Z]+)/", re.IGNORECASE)
NEVER = float("inf")


def lane_of(request: Request) -> str:
    """Which threads answer it: health, acts (what writes, of somebody who says who asks), pages (everything else)."""
    if request.path in ("/healthz", "/readyz"):
        return "health"
    acts = request.path.startswith("/api/v1/dockets") or "/desk/" in request.path
    return "acts" if acts and request.command not in SAFE and request.says_who_asks else "pages"


def docket_of(request: Request) -> str | None:
    """The docket that a request writes in, by its address; two acts of one docket never overtake each other."""
    found = None if request.command in SAFE else DOCKET.search(request.path)
    return found[1].upper() if found else None


class Lanes:
    """Threads that answer whole requests (waitress calls it a task dispatcher)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: dict[str, list[tuple[float, int, Any]]] = {name: [] for name in THREADS}
        self.wake = {name: threading.Condition(self.lock) for name in THREADS}
        self.turn = itertools.count()
        self.busy: set[str] = set()
        self.open: dict[int, float] = {}
        self.gone: list[int] = []
        """Moments of those that may enter something and are not answered yet; those answered since the loop last looked."""
        for name, count in THREADS.items():
            for place in range(count):
                threading.Thread(target=self._work, args=(name,), name=f"{name}-{place}", daemon=True).start()

    def add_task(self, channel: Any) -> None:
        request = channel.requests[0]
        request.moment = max(request.moment, channel.free)  # sent before the answer to the one before it
        name = lane_of(request)
        with self.lock:
            request.turn = next(self.turn)
            if request.command not in SAFE:
                self.open[request.turn] = request.moment
            heapq.heappush(self.waiting[name], (request.moment, request.turn, channel))
            self.wake[name].notify()

    def _work(self, name: str) -> None:
        while True:
            with self.lock:
                while (channel := self._next(name)) is None:
                    self.wake[name].wait(0.1 if self.waiting[name] else None)
                docket = docket_of(channel.requests[0])
                if docket:
                    self.busy.add(docket)
            try:
                channel.service()
            except Exception:
                channel.server.logger.exception("A request came to nothing")
            finally:  # whatever became of it, its docket waits no longer
                with self.lock:
                    self.busy.discard(docket or "")
                    self.wake["acts"].notify()
                    if not self.waiting["acts"]:
                        self.wake["pages"].notify_all()

    def _next(self, name: str) -> Any:
        """The oldest of the lane whose docket nobody writes in; None while pages stand back for acts, or nothing can be taken."""
        queue, held = self.waiting[name], []
        if queue and name == "pages" and self.waiting["acts"] and queue[0][0] > time.time() - PATIENCE_SECONDS:
            return None
        found = None
        while queue and found is None:
            first = heapq.heappop(queue)
            if docket_of(first[-1].requests[0]) in self.busy:
                held.append(first)
            else:
                found = first[-1]
        for one in held:
            heapq.heappush(queue, one)
        return found

    def answered(self, request: Request) -> None:
        with self.lock:
            self.gone.append(request.turn)

    def take_gone(self) -> list[int]:
        with self.lock:
            gone, self.gone = self.gone, []
        return gone

    def oldest_but(self, gone: Iterable[int]) -> float:
        """The moment of the oldest that is not answered, once these are forgotten."""
        with self.lock:
            for one in gone:
                self.open.pop(one, None)
            return min(self.open.values(), default=NEVER)

    def shutdown(self, *_: Any, **__: Any) -> None:
        """waitress asks for it; threads end with their process."""
