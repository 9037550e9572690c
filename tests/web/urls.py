"""Where do the shared parts stand side by side, to be looked at and tested? Only in the tests."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from tests.web.gallery import GALLERY, parts


def gallery(request: HttpRequest) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(GALLERY).render(parts(), request))


urlpatterns = [
    path("", include("operis.web.unprefixed")),
    *i18n_patterns(path("gallery/", gallery), path("", include("operis.web.urls"))),
]
