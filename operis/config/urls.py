"""Which address leads to which page? Pages stand under their language; what is not found without one is sent to the reader's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("operis.api.urls")),
    path("", include("operis.web.unprefixed")),
    *i18n_patterns(path("", include("operis.web.urls"))),
]

handler400 = "operis.config.faults.bad_request"
handler403 = "operis.web.errors.not_allowed"
handler404 = "operis.web.errors.not_found"
handler500 = "operis.config.faults.broken"
