"""A demonstration under a light load of HTTP clients: some read pages, one puts needs by a token; whatever breaks off is asked again.

python -m bench._restarting token|books (in the environment of an installation)
"""

import json
import secrets
import sys
import threading
import time
from base64 import b64decode
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

PAGES = ("en/", "zh-hans/notices/", "en/processes/", "en/rules/GPL-35/", "api/v1/dockets")
READERS, WAIT_SECONDS, PAUSE_SECONDS = 3, 10, 0.2


class Load:
    """Clients of a site that may be away at any moment; `acknowledged` is what the one who puts was told."""

    def __init__(self, url: str, secret: str) -> None:
        self.url, self.secret, self.stopped = url, secret, threading.Event()
        self.acknowledged: list[tuple[str, int, str]] = []
        self.read = self.broken = 0
        self.odd: list[str] = []
        work = [*([self.reads] * READERS), self.puts]
        self.threads = [threading.Thread(target=one, args=(place,), daemon=True) for place, one in enumerate(work)]
        for one in self.threads:
            one.start()

    def stop(self) -> None:
        self.stopped.set()
        for one in self.threads:
            one.join()

    def reads(self, place: int) -> None:
        turn = place
        while not self.stopped.wait(PAUSE_SECONDS):
            turn += 1
            if self.asked(Request(f"{self.url}/{PAGES[turn % len(PAGES)]}")) is not None:
                self.read += 1

    def puts(self, place: int) -> None:
        """Each with its key, sent until it is acknowledged."""
        body = json.dumps({"command": "record-need", "fields": need()}).encode()
        key = ""
        while not self.stopped.wait(PAUSE_SECONDS):
            key = key or secrets.token_hex(16)
            headers = {"Authorization": f"Bearer {self.secret}", "Idempotency-Key": key, "Content-Type": "application/json"}
            told = self.asked(Request(f"{self.url}/api/v1/dockets/need", body, headers))
            if told is not None:
                said, key = json.loads(told), ""
                self.acknowledged += [(said["docket"], one["number"] - 1, b64decode(one["leaf"]).hex()) for one in said["entries"]]

    def asked(self, request: Request) -> bytes | None:
        """What was answered; nothing where the site was away, said that it is, or broke off."""
        try:
            with urlopen(request, timeout=WAIT_SECONDS) as answer:
                return bytes(answer.read())
        except HTTPError as fault:
            if fault.code != 503:
                self.odd.append(f"{request.full_url} answered {fault.code}: {fault.read()[:300]!r}")
        except (OSError, HTTPException):
            self.broken += 1
        return None


def need() -> dict[str, Any]:
    said = {name: {"en": name} for name in ("result", "quantity", "place", "served", "period")}
    return {"title": {"en": "Day care"}, "parts": [{"part": "1", **said}]}


def until_ready(url: str, seconds: float) -> float:
    """The moment of the first 200 of `/readyz`, by the steady clock."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urlopen(f"{url}/readyz", timeout=WAIT_SECONDS):
                return time.monotonic()
        except (OSError, HTTPException):
            time.sleep(0.02)
    sys.exit(f"{url}/readyz did not say within {seconds:.0f} s that the site is ready.")


def token() -> str:
    """One for whoever buys in the demonstration."""
    from operis import clock
    from operis.accounts.models import Grant
    from operis.accounts.tokens import make_token
    from operis.core.mandates import Role

    return make_token(Grant.objects.filter(office__role=Role.BUYER).order_by("pk")[0], clock.now())


def books() -> str:
    """What is wrong with the record, given what was acknowledged on standard input."""
    from operis.clock import check_ledger, sequence_once
    from tests.ledger.books import faults

    acknowledged = [tuple(one) for one in json.load(sys.stdin)]
    check_ledger()
    sequence_once()
    twice = [] if len(set(acknowledged)) == len(acknowledged) else ["what was acknowledged under two keys was entered twice"]
    return json.dumps([*faults(acknowledged), *twice])


if __name__ == "__main__":
    import django

    django.setup()
    print({"token": token, "books": books}[sys.argv[1]]())
