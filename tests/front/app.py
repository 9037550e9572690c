"""A small site behind the front: it says what it was given, and sleeps where it is asked to."""

import json
import os
import time
from collections.abc import Callable, Iterable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "operis.config.settings")


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    time.sleep(float(environ["QUERY_STRING"] or 0))
    told = {name: value for name, value in environ.items() if name.startswith("HTTP_X_")}
    said = json.dumps({"received": environ["operis.received"], "bytes": len(body), "answered": time.time(), "headers": told}).encode()
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(said)))])
    return [said]
