"""How does a program speak to this site? How to get a token, the first request, and what each answer means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.documents.problems import TITLES

TOKEN = "operis user token EMAIL OFFICE --until 2026-12-31"
READ = "curl {site}/api/v1/dockets?kind=need"
FOLLOW = "curl {site}/api/v1/changes?since=0"
CHECK = """curl {site}/api/v1/deadlines?law=cn \\
  -H 'Content-Type: application/json' \\
  -d '{{"events": {{"bidding-documents-issued": "2026-03-02"}}}}'"""
PUT = """curl {site}/api/v1/dockets/need \\
  -H 'Authorization: Bearer TOKEN' \\
  -H 'Idempotency-Key: '$(openssl rand -hex 16) \\
  -H 'Content-Type: application/json' \\
  -d '{{"command": "record-need", "fields": {{"title": {{"en": "Day care"}}, "parts": [{{"part": "1"}}]}}}}'"""


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    site = request.build_absolute_uri("/").rstrip("/")
    problems = [(code, status, _(title).format(step="…")) for code, (status, title) in TITLES.items()]
    written = {"read": READ, "check": CHECK, "follow": FOLLOW, "put": PUT}
    samples = {name: sample.format(site=site) for name, sample in written.items()} | {"token": TOKEN}
    return render(request, "web/public/developers.html", {"samples": samples, "problems": problems})
