"""Which address leads to which page? Pages stand under their language; what is not found without one is sent to the reader's."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("operis.web.urls")))
