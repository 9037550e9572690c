"""The site with its clock: pages and the log's order in one process, which is all that a county needs."""

from operis import clock
from operis.config.wsgi import application

stopping = clock.start()

__all__ = ["application"]
