"""The site with its clock: pages and the log's order in one process, which is all that a county needs."""

import threading

from operis.config.wsgi import application


def start_clock() -> threading.Event:
    from operis import clock  # its models want Django set up, which importing the application does

    return clock.start()


stopping = start_clock()

__all__ = ["application"]
