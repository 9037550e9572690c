"""Who answers a request that no view could? A page for people, a problem for programs."""

from django.http import HttpRequest, HttpResponse

from operis.api import problems
from operis.web import errors


def for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problems.bad_request(request) if for_programs(request) else errors.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    return problems.broken(request) if for_programs(request) else errors.broken(request)
