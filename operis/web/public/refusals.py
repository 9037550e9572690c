"""Why not? A refusal under its number: for the office that was refused and for supervision; to anyone else only that it is not theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.accounts.tokens import mandate_by_token
from operis.core.acts import commands
from operis.core.mandates import Mandate
from operis.documents.shown import language
from operis.registers import models
from operis.registers.refusals import grounds, readable
from operis.web.account.who import acting
from operis.web.components.links import Link
from operis.web.components.why import Why
from operis.web.lawbook import today


@require_safe
def why_page(request: HttpRequest, number: str) -> HttpResponse:
    """The same answer, 403, for a refusal that is not the reader's and for one that does not exist."""
    refused = models.Refused.objects.filter(number=number.upper()).first()
    if refused is None or not readable(refused, reader(request)):
        return render(request, "web/public/why_not_yours.html", {"number": number.upper()}, status=403)
    return render(request, "web/public/why.html", {"why": why_of(refused), "refused": refused})


def reader(request: HttpRequest) -> Mandate | None:
    """Who reads: who is signed in; or by bearer token, for programs."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return mandate_by_token(secret.strip(), today()) if scheme.lower() == "bearer" else acting(request)


def why_of(refused: models.Refused) -> Why:
    command = commands(refused.kind)[refused.command]
    ways = [Link(_("Back to the process"), reverse("process", args=[refused.docket]))] if refused.docket else []
    return Why(
        heading=_("Not yet possible: {step}").format(step=command.title_words.within(language())), grounds=grounds(refused),
        reference=refused.number, decided=refused.at, ways=tuple([*ways, Link(_("Rules"), reverse("rules"))]),
        ask=Link(_("Ask the finance department of your level"), reverse("bodies")), more=refused.more, personal=True,
    )  # fmt: skip
