"""Who answers a request that no view could? A page for people, a problem for programs."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from operis.api import problems
from operis.attachments.sealing import SealingKeyError
from operis.watch import ClockStoppedError
from operis.web import errors

PASSING = (OperationalError, InterfaceError, ClockStoppedError, SealingKeyError)
"""What is not broken, but away for a while: the database, room on its disk, a clock that is trusted, the key of what is sealed."""


def for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.bad_request(request) if for_programs(request) else errors.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    passing = isinstance(sys.exc_info()[1], PASSING)
    if for_programs(request):
        return problems.away(request) if passing else problems.broken(request)
    return errors.away(request) if passing else errors.broken(request)
