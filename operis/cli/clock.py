"""`operis clock`: is the machine's clock trusted? After it was set, nothing is entered until somebody says that it is right."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from operis.cli._setting import ask_data, open_installation

HELD = 3
CONFIRM = (
    "Nothing is entered until you confirm that this is the right time, also where the clock was wrong and has been set right since: "
    "operis clock --confirm"
)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("operis clock", description="Whether the clock is trusted; status 3 where it waits to be confirmed.")
    parser.add_argument("--confirm", action="store_true", help="the clock is right as it stands: go on")
    ask_data(parser)
    words = parser.parse_args(argv)
    open_installation(words.data, reads=True)
    from django.conf import settings

    from operis import clock, watch

    folder = Path(settings.OPERIS_DATA)
    says = watch.stopped(folder) or watch.unlike_seen(folder, far_ahead=not clock.is_demo())
    if words.confirm:
        watch.confirm(folder)
        says = ""
    print(f"It is {clock.now():%Y-%m-%d %H:%M:%S} UTC. " + (f"{says} {CONFIRM}" if says else "It is trusted."))
    return HELD if says else 0
