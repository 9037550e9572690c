"""Who is answered next? Acts before pages, acts in the order of arrival, and of one docket one at a time; pages in turns by place."""

import heapq
import itertools
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from operis.front.request import SAFE, BusyError, Request
from operis.places import net, place

THREADS = {"acts": 7, "pages": 4, "health": 1}
"""How many threads answer in each lane: health has one of its own, so that it answers however busy the site is."""
PATIENCE_SECONDS = 1.0
"""For so long a page stands back while acts wait."""
SHARE_SECONDS, WAITING_MAX, SHARES_MAX = 0.1, 200, 10_000
"""By so much each page puts the next of its place behind those of others; so many may wait at one place; so many places are known."""
LEFT_SECONDS = 1.0
"""Who has waited for so long is asked for before a page is made."""
DOCKET = re.compile(r"/([A-Z0-9]+-(?:[0-9]{4}-)?[A-Z]-[0-9A-Z]+)/", re.IGNORECASE)
NEVER = float("inf")


def lane_of(request: Request) -> str:
    """Which threads answer it: health, acts (what writes, of somebody who says who asks), pages (everything else)."""
    if request.path in ("/healthz", "/readyz"):
        return "health"
    acts = request.path.startswith("/api/v1/dockets") or request.of_an_office
    return "acts" if acts and request.command not in SAFE and request.says_who_asks else "pages"


def docket_of(request: Request) -> str | None:
    """The docket that a request writes in, by its address; two acts of one docket never overtake each other."""
    found = None if request.command in SAFE else DOCKET.search(request.path)
    return found[1].upper() if found else None


def place_of(channel: Any, request: Request) -> str:
    """From where it comes, as turns are taken by it."""
    return net(place(request.headers.get("X_FORWARDED_FOR", ""), channel.addr[0], settings.OPERIS_PROXIES))


def left(channel: Any) -> bool:
    """Whether it is a page for somebody who waited and has gone; an act is entered all the same."""
    request = channel.requests[0]
    return request.command in SAFE and time.time() - request.moment > LEFT_SECONDS and channel.hung_up()


class Lanes:
    """Threads that answer whole requests (waitress calls it a task dispatcher)."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.waiting: dict[str, list[tuple[float, int, Any]]] = {name: [] for name in THREADS}
        self.wake = {name: threading.Condition(self.lock) for name in THREADS}
        self.turn = itertools.count()
        self.busy: set[str] = set()
        self.shares: dict[str, float] = {}
        """When the next page of a place comes at the earliest."""
        self.at: Counter[str] = Counter()
        """How many pages wait at a place."""
        self.open: dict[int, float] = {}
        self.gone: list[int] = []
        """Moments of those that may enter something and are not answered yet; those answered since the loop last looked."""
        for name, count in THREADS.items():
            for one in range(count):
                threading.Thread(target=self._work, args=(name,), name=f"{name}-{one}", daemon=True).start()

    def add_task(self, channel: Any) -> None:
        request = channel.requests[0]
        request.moment = max(request.moment, channel.free)  # sent before the answer to the one before it
        name, order, here = lane_of(request), request.moment, place_of(channel, request)
        with self.lock:
            if name == "pages" and not request.error:
                if self.at[here] < WAITING_MAX:
                    order, request.place = self._after_its_share(here, order), here
                    self.at[here] += 1
                else:
                    request.error, name = BusyError("Too many requests from your address wait for their answer."), "health"
            request.turn = next(self.turn)
            if request.command not in SAFE:
                self.open[request.turn] = request.moment
            heapq.heappush(self.waiting[name], (order, request.turn, channel))
            self.wake[name].notify()

    def _after_its_share(self, here: str, moment: float) -> float:
        """Behind what this place has had already, so that nobody else waits for a place that asks for much (start-time fair queueing)."""
        if len(self.shares) >= SHARES_MAX:
            self.shares = {place: least for place, least in self.shares.items() if least > moment}
        order = max(moment, self.shares.get(here, 0.0))
        self.shares[here] = order + SHARE_SECONDS
        return order

    def _work(self, name: str) -> None:
        while True:
            with self.lock:
                while (channel := self._next(name)) is None:
                    self.wake[name].wait(0.1 if self.waiting[name] else None)
                docket = docket_of(channel.requests[0])
                if docket:
                    self.busy.add(docket)
            try:
                if left(channel):
                    channel.let_go()
                else:
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
        if queue and name == "pages" and self.waiting["acts"] and queue[0][-1].requests[0].moment > time.time() - PATIENCE_SECONDS:
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
        if found is not None and (here := found.requests[0].place):
            self.at[here] -= 1
            if not self.at[here]:
                del self.at[here]
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
