"""Where is a refusal kept, and who may read it? Apart from the acts, under a number of its own."""

import json
from datetime import datetime, timedelta

from django.conf import settings

from operis.core.acts import Command
from operis.core.codec import canonical
from operis.core.decider import Refusal
from operis.core.fields import Happened
from operis.core.findings import Ground, alike
from operis.core.kinds import MomentKind
from operis.core.mandates import Mandate, Role
from operis.dockets.kinds import secret_kinds
from operis.registers import models, rows

OVERSEERS = frozenset({Role.FINANCE, Role.FINANCE_UPPER})
BUDGET_OF = timedelta(hours=1)
"""Over so long the refusals of one mandate are counted."""


def keep(
    number: str, docket: str | None, asked: Command, mandate: Mandate, happened: Happened, entered: datetime, pack: str, refusal: Refusal,
    request: str,
) -> None:  # fmt: skip
    models.Refused.objects.create(
        number=number,
        docket=docket or "",
        kind=asked.docket_kind,
        command=asked.slug,
        body=mandate.acts_for or "",
        role=mandate.role,
        persons=" ".join(mandate.persons),
        at=entered,
        happened=MomentKind(or_day=True).plain(happened),
        law_pack=pack,
        status=refusal.status,
        acts=_acts(docket),
        grounds=canonical([ground.plain() for ground in refusal.grounds]).decode(),
        request=request,
        more=refusal.more,
    )
    rows.add([models.RefusedUnder(refusal=number, row=row) for row in sorted(refusal.rows)])


def _acts(docket: str | None) -> int:
    return models.Docket.objects.filter(number=docket or "").values_list("acts", flat=True).first() or 0


def same(request: str, docket: str | None, refusal: Refusal) -> models.Refused | None:
    """The refusal that the same request got before, while the docket has not moved and the same stands in its way."""
    before = models.Refused.objects.filter(request=request, acts=_acts(docket), status=refusal.status).order_by("-number").first()
    return before if before is not None and before.more == refusal.more and alike(grounds(before), refusal.grounds) else None


def full_until(mandate: Mandate, now: datetime) -> datetime | None:
    """When a refusal of this mandate is kept again, where it has had as many within the hour as are kept; the clock has no budget."""
    own = models.Refused.objects.filter(body=mandate.acts_for or "", persons=" ".join(mandate.persons), role=mandate.role)
    lately = own.filter(at__gt=now - BUDGET_OF).order_by("-at").values_list("at", flat=True)
    most = settings.OPERIS_REFUSALS_AN_HOUR
    first = next(iter(lately[most - 1 : most]), None) if mandate.role is not Role.CLOCK else None
    return first + BUDGET_OF if first is not None else None


def grounds(refused: models.Refused) -> tuple[Ground, ...]:
    return tuple(Ground.load(ground) for ground in json.loads(refused.grounds))


def readable(refused: models.Refused, mandate: Mandate | None) -> bool:
    """By the body that was refused, and by supervision: but that somebody bids is for the bidder alone."""
    if mandate is None:
        return False
    own = refused.body != "" and mandate.acts_for == refused.body
    return own or (mandate.role in OVERSEERS and refused.kind not in secret_kinds())
