"""Which addresses does the API have? Below /api/v1, without a language: words come in that of Accept-Language."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from operis.api.catalog import by_kind, openers
from operis.api.commands import open_docket, put_on_docket
from operis.api.front import Call, resource
from operis.api.openapi import served
from operis.api.problems import not_found
from operis.api.questions import check, determine, periods
from operis.api.reading import acts, changes, contents, docket, dockets, refusal, rule
from operis.api.searching import found

opening = resource(POST=open_docket)
one_docket = resource(GET=docket)


@csrf_exempt  # as the two are
def named(request: HttpRequest, name: str) -> HttpResponse:
    """A kind of docket, where one is opened, or the number of one that is there."""
    return opening(request, name) if name in by_kind() and openers(name) else one_docket(request, name)


def nowhere(call: Call, *_: str, **__: str) -> HttpResponse:
    raise not_found()


urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", resource(GET=served), name="api-description"),
    path("changes", resource(GET=changes), name="api-changes"),
    path("dockets", resource(GET=dockets), name="api-dockets"),
    path("dockets/<str:name>", named, name="api-docket"),
    path("dockets/<str:number>/acts", resource(GET=acts), name="api-acts"),
    path("dockets/<str:number>/contents", resource(GET=contents), name="api-contents"),
    path("dockets/<str:number>/<str:command>", resource(POST=put_on_docket), name="api-command"),
    path("search", resource(GET=found), name="api-search"),
    path("rules/<str:id>", resource(GET=rule), name="api-rule"),
    path("refusals/<str:number>", resource(GET=refusal), name="api-refusal"),
    path("determine", resource(POST=determine), name="api-determine"),
    path("deadlines", resource(POST=periods), name="api-deadlines"),
    path("check/<str:kind>", resource(POST=check), name="api-check"),
    path("<path:rest>", resource(**dict.fromkeys(["GET", "POST", "PUT", "PATCH", "DELETE"], nowhere))),
    path("", resource(**dict.fromkeys(["GET", "POST", "PUT", "PATCH", "DELETE"], nowhere))),
]
