"""What does somebody read whose step is not possible yet? Every ground, and the ways on from here."""

from datetime import datetime
from math import ceil

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.decider import NOT_YOURS
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.ledger.numbers import kind_of
from operis.web.components.links import Link
from operis.web.components.why import Why


def why_not(
    step: str, grounds: tuple[Ground, ...], number: str, now: datetime, reader: Mandate, *, back: str, own: str = "", more: int = 0
) -> Why:
    """`number` is that of the refusal, empty where nothing was asked yet; `back` leads to the docket, which is `own`, or to the desk."""
    ways = [Link(_("Go on in {docket}").format(docket=one), reverse("desk-docket", args=[one])) for one in _named(grounds) if one != own]
    ways.append(Link(_("Back to the docket") if own else _("Back to my work"), back))
    if number:
        ways.append(Link(_("This refusal under its number"), reverse("why", args=[number])))
    elsewhere = all(ground.check == NOT_YOURS for ground in grounds)
    ask = None if elsewhere or reader.role is Role.FINANCE else Link(_("Ask the finance department of your level"), reverse("bodies"))
    others = elsewhere and any(_takes(reader, ground.finding.facts.get("roles")) for ground in grounds)
    heading = _("Not yet possible: {step}")
    if elsewhere:
        heading = _("Of another body: {step}") if others else _("Not a step of your office: {step}")
    return Why(heading=heading.format(step=step), grounds=grounds, reference=number, decided=now,
               ways=tuple(ways), ask=ask, more=more, personal=True)  # fmt: skip


def _named(grounds: tuple[Ground, ...]) -> dict[str, None]:
    """The dockets that what stands in the way names."""
    told = (ground.finding.facts.get("docket") for ground in grounds if ground.blocks)
    return {one: None for one in told if isinstance(one, str) and kind_of(one) is not None}


def later(answer: HttpResponse, until: datetime, now: datetime) -> HttpResponse:
    """The answer with the time after which it makes sense to ask again, for programs."""
    answer.status_code = 429
    answer.headers["Retry-After"] = f"{max(ceil((until - now).total_seconds()), 1)}"
    return answer


def _takes(reader: Mandate, roles: object) -> bool:
    return isinstance(roles, tuple) and reader.role in roles
