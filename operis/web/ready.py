"""Can the site do its work? `/healthz`: the process answers. `/readyz`: the database writes, the log is signed, the clock is trusted,
and bids can be sealed."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operis import arrivals, beat, watch
from operis.attachments.models import cannot_seal
from operis.attachments.receiving import FREE_MIN_BYTES

TURN_SECONDS, WRITE_SECONDS, SIGN_SECONDS = 10, 20, 60
TEXT = "text/plain; charset=utf-8"


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type=TEXT)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200, or 503 with a line for each thing that is not as it should be; in English, for programs that watch."""
    wrong = list(not_ready())
    lines = [f"not ready: {one}" for one in wrong] or ["ready"]
    return HttpResponse("\n".join(lines) + "\n", status=503 if wrong else 200, content_type=TEXT, headers={"Cache-Control": "no-store"})


def not_ready() -> Iterator[str]:
    running, here = beat.running(), time.monotonic()
    if running is None:
        yield "the clock does not run in this process"
    else:
        for about, since, most in (
            ("the clock made its last turn", running.turned, TURN_SECONDS),
            ("the database was last written", running.wrote, WRITE_SECONDS),
            ("the log was last signed", running.sequenced, SIGN_SECONDS),
        ):
            if here - since > most:
                yield f"{about} {here - since:.0f} s ago"
    if says := watch.stopped(Path(settings.OPERIS_DATA)):
        yield f"{says} If it is right: operis clock --confirm"
    settled = arrivals.settled()
    if settled is not None and time.time() - settled > SIGN_SECONDS:
        yield f"a request has waited {time.time() - settled:.0f} s for its answer"
    try:
        if says := cannot_seal():
            yield f"nothing can be sealed: {says}"
    except Error:
        yield "the database does not answer"
    free = shutil.disk_usage(settings.OPERIS_DATA).free
    if free < FREE_MIN_BYTES:
        yield f"{free / 1_000_000:.0f} MB of the disk are free"
