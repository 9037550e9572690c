"""gunicorn's worker for the site: its arbiter binds, restarts and stops; waitress's channels buffer, parse and answer.

    gunicorn --worker-class operis.front.worker.Worker --workers 1 --timeout 120 --bind 127.0.0.1:8000 operis.config.serving

Everything that arrived before a moment is answered: which moment that is stands in DATA/arrivals, for the clock, which closes bids up to
there and no further.
"""

import gc
import heapq
import os
import resource
import socket
import sys
import time
from types import FrameType
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker as Base
from waitress import wasyncore
from waitress.server import TcpWSGIServer

from operis.arrivals import Teller, folder
from operis.front.channel import Channel, stamps
from operis.front.lanes import NEVER, Lanes
from operis.front.request import FORM

CONNECTIONS_MAX = 4000
BUFFERED_BYTES_MAX = 4 << 30
"""How much all unanswered bodies together may hold; who has sent most without saying who asks makes room."""
LOOP_SECONDS, TURN_SECONDS = 0.2, 1.0
"""So long a turn waits; so much of a turn counts where somebody is measured who could not be heard meanwhile."""


def settle() -> None:
    """What was loaded by now stays as long as the process: no collection goes through it again, and keeps a page waiting meanwhile."""
    gc.collect()
    gc.freeze()


class Listening(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """A listening socket and the connections accepted from it."""

    channel_class, stopping, awake = Channel, False, 0.0
    """`awake`: seconds that the loop has listened; a turn that was held up counts for one, so that nobody else's load is counted."""

    @property
    def lanes(self) -> Lanes:
        lanes: Lanes = self.task_dispatcher
        return lanes

    @property
    def full(self) -> bool:
        return len(self.active_channels) >= CONNECTIONS_MAX

    def readable(self) -> bool:
        return self.accepting and not self.full

    def handle_accept(self) -> None:
        """All who knock, not one a turn: else nobody could say that whoever came before a moment has been heard."""
        while not self.full:
            try:
                conn, address = self.socket.accept()
            except OSError:
                break
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.channel_class(self, conn, self.fix_addr(address), self.adj, map=self._map)


class Worker(Base):  # type: ignore[misc]  # gunicorn has no types
    servers: tuple[Listening, ...] = ()
    begun = before = swept = turned = awake = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        if cfg.workers != 1 or cfg.is_ssl:
            raise SystemExit("The front has one worker, and leaves TLS to the proxy.")

    def run(self) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 65536, hard))
        self.map: dict[int, Any] = {}
        self.lanes = Lanes()
        self.servers = tuple(self.served(one.sock) for one in self.sockets)
        self.teller = self.told()
        settle()
        while self.alive and self.ppid == os.getppid():
            self.turn()
        self.stop()

    def told(self) -> Teller:
        """The file that the clock reads; without it nothing closes, so nothing is served, and nobody tries it again and again."""
        try:
            return Teller()
        except OSError as fault:
            print(f"operis does not start: {folder()} cannot be written: {fault.strerror}. Make room on its disk.", file=sys.stderr)
            raise SystemExit(Arbiter.WORKER_BOOT_ERROR) from fault

    def served(self, there: socket.socket) -> Listening:
        if there.family == socket.AF_UNIX:
            raise SystemExit("The front listens on TCP: for a Unix socket no kernel tells when bytes came in.")
        there.setblocking(False)
        if not stamps(there):
            self.log.warning("This system does not tell when bytes came in: requests are stamped when they are read.")
        info = (there.family, there.type, there.proto, there.getsockname())
        return Listening(self.wsgi, self.map, True, there, dispatcher=self.lanes, adj=FORM, sockinfo=info, bind_socket=False)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        for one in self.servers[:1]:
            one.pull_trigger()

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C: a terminal sends it to this process too, and who has begun to send is answered all the same."""
        self.handle_exit(sig, frame)

    @property
    def channels(self) -> list[Channel]:
        return [one for server in self.servers for one in list(server.active_channels.values())]

    def turn(self) -> None:
        """Read whatever is there, then tell up to when all is answered.

        A connection that waits when a turn begins is accepted in it and read in the next: so what arrived before the turn before this
        one began has been read by its end, but for what is longer than one read (`more`), and for those who are kept out because all
        places are taken (then nothing is told). What was answered is forgotten a turn later, when its connection was looked at again.
        """
        self.notify()
        began, gone = time.time(), self.lanes.take_gone()
        full = any(one.full for one in self.servers)
        wasyncore.poll2(LOOP_SECONDS, self.map)
        if not full:
            self.begun, self.before = began, self.begun
        channels = self.channels
        longer = min((one.moment for one in channels if one.more and one.request is not None), default=NEVER)
        self.teller.tell(min(self.before, self.lanes.oldest_but(gone), longer))
        turned = time.monotonic()
        self.turned, turn = turned, min(turned - self.turned, TURN_SECONDS)
        self.awake += turn
        for server in self.servers:
            server.awake = self.awake
        if full or self.awake - self.swept > 1:
            self.sweep(channels, self.awake, full)

    def sweep(self, channels: list[Channel], now: float, full: bool) -> None:
        """Let go who is too slow; where all places or all room for bodies is taken, somebody makes room."""
        self.swept = now
        spare = [one for one in channels if one.dispensable(now)] if full else []
        leaving = heapq.nsmallest(CONNECTIONS_MAX // 20, spare, lambda one: one.pace(now))
        leaving += [one for one in channels if one.connected and one.stuck(now)]
        coming = [(request, one) for one in channels if (request := one.request) is not None]
        if sum(request.body_bytes_received for request, _ in coming) > BUFFERED_BYTES_MAX:
            leaving.append(max(coming, key=lambda each: (not each[0].says_who_asks, each[0].body_bytes_received))[1])
        for one in leaving:
            one.handle_close()

    def stop(self) -> None:
        """Nobody new; who has begun to send is heard and answered, within gunicorn's graceful_timeout."""
        print("Stopping  who has begun to send is answered, for half a minute at most", flush=True)
        for one in self.servers:
            one.stopping, one.accepting = True, False
            one.del_channel()
        until = time.monotonic() + self.cfg.graceful_timeout
        while self.channels and time.monotonic() < until:
            self.turn()
            for channel in filter(Channel.idle, self.channels):
                channel.handle_close()
        self.teller.close()
