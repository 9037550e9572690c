"""What do the shared parts look like: with ordinary content, with long, with none, and where something is wrong?"""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate, Role
from operis.web.desk.entry import with_mandate
from operis.web.system import gallery

WATCHING = frozenset({Role.FINANCE, Role.FINANCE_UPPER, Role.PERSONNEL, Role.PLACES, Role.EXAM})
"""Offices that supervise, or run something for everybody."""
CONTENTS: Mapping[str, Promise] = {
    gallery.ORDINARY: _("Ordinary content"),
    gallery.LONG: _("Long content"),
    gallery.EMPTY: _("No content"),
    gallery.WRONG: _("Something is wrong"),
}


@with_mandate
@require_safe
def components_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in WATCHING:
        raise PermissionDenied
    asked = request.GET.get("content", "")
    content = asked if asked in CONTENTS else gallery.ORDINARY
    contents = [(one, words, one == content) for one, words in CONTENTS.items()]
    return render(request, "web/system/components.html", {**gallery.parts(content), "contents": contents})
