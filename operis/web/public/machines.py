"""What does a machine ask of the whole site? Which pages there are, and whom to tell of a weakness."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import override
from django.views.decorators.http import require_safe

from operis import clock
from operis.registers import models

PAGES = ("home", "services-or-posts", "notices", "plans", "overdue", "contracts", "bodies", "suppliers", "processes", "rules", "calendar",
         "verify", "answers", "services", "checks", "register", "six-matters", "data", "data-schema",
         "data-indicators", "developers", "help", "accessibility", "privacy")  # fmt: skip
NOTICES_MAX = 10_000
"""The newest; in both languages with the pages they stay under the 50,000 of a site map."""
GOOD_FOR = timedelta(days=180)
"""How long whom to tell of a weakness may be relied on, as RFC 9116 has it; no period of a law."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    found = format_html_join("", "<url><loc>{}</loc></url>\n", ((request.build_absolute_uri(path),) for path in _paths()))
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{found}</urlset>\n'
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


def _paths() -> Iterator[str]:
    noticed = models.Docket.objects.filter(kind="procurement", noticed__isnull=False).order_by("-noticed", "-ordinal")
    numbers = list(noticed.values_list("number", flat=True)[:NOTICES_MAX])
    for code, _name in settings.LANGUAGES:
        with override(code):
            yield from map(reverse, PAGES)
            yield from (reverse("notice", args=[number]) for number in numbers)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Who runs the site, with a telephone number, stands at the foot of the page it leads to."""
    with override("en"):
        contact = request.build_absolute_uri(reverse("help"))
    lines = (f"Contact: {contact}", f"Expires: {clock.now() + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: zh, en",
             f"Canonical: {request.build_absolute_uri()}")  # fmt: skip
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
