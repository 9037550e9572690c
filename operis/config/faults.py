"""Who answers a request that no view could? A page for people, a problem for programs."""

import sys

from django.http import HttpRequest, HttpResponse

from operis.api import problems
from operis.config.passing import passes
from operis.ledger.damaged import DamagedEntryError
from operis.web import errors


def for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.bad_request(request) if for_programs(request) else errors.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    fault = sys.exc_info()[1]
    if isinstance(fault, DamagedEntryError):
        return problems.damaged(request, fault.docket) if for_programs(request) else errors.damaged(request)
    passing = passes(fault)
    if for_programs(request):
        return problems.away(request) if passing else problems.broken(request)
    return errors.away(request) if passing else errors.broken(request)
