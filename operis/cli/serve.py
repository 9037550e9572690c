"""`operis serve`: how does the site come up? Check, let the registers follow the code, listen on this machine only."""

import argparse
import socket
import sys
from collections.abc import Sequence

from operis.cli._setting import UNFIT, ask_data, open_installation
from operis.cli._tables import follow

TRIES = 20
LOGGER = ("--logger-class", "operis.config.serverlog.Lines")
ABOUT = """Serve the site on 127.0.0.1; a proxy in front of it speaks TLS. The port is that of the setting OPERIS_PORT (left out: 8000),
or the next free one. docs/settings.md tells of every setting."""


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis serve", description=ABOUT)
    ask_data(parser)
    open_installation(parser.parse_args(argv).data, remakes=True)
    from django.conf import settings
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    import operis.front.worker  # noqa: F401  # what it lacks is told here, and not by each of its starts

    try:
        call_command("check", fail_level="WARNING")
    except SystemCheckError as fault:
        print(f"operis does not start: {fault}", file=sys.stderr)
        return UNFIT
    if why := follow():
        print(f"operis: {why}", file=sys.stderr)
        return UNFIT
    port = free_port(settings.OPERIS_PORT)
    if port != settings.OPERIS_PORT:
        print(f"Port {settings.OPERIS_PORT} is taken; using {port}.")
    print(f"Open      http://127.0.0.1:{port}/\nStop      Ctrl-C", flush=True)
    serve_at(f"127.0.0.1:{port}")
    return 0


def serve_at(address: str) -> None:
    """gunicorn in this process: what was loaded for the checks, its worker need not load again, and is ready twice as soon."""
    from django.db import connections
    from gunicorn.app.wsgiapp import run

    connections.close_all()  # a connection must not cross a fork
    line = ["gunicorn", "--bind", address, "--worker-class", "operis.front.worker.Worker", "--workers", "1"]
    sys.argv = [*line, "--timeout", "120", "--no-control-socket", "--log-level", "warning", *LOGGER, "operis.config.serving"]
    run()


def free_port(first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + TRIES):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit(f"operis: the ports {first} to {first + TRIES - 1} are all taken. Set OPERIS_PORT to a free one.")
