"""Where is a refusal kept, and who may read it? Apart from the acts, under a number of its own."""

import json
from datetime import datetime

from operis.core.acts import Command
from operis.core.codec import canonical
from operis.core.decider import Refusal
from operis.core.fields import Happened
from operis.core.findings import Ground
from operis.core.kinds import MomentKind
from operis.core.mandates import Mandate, Role
from operis.registers import models

OVERSEERS = frozenset({Role.FINANCE, Role.FINANCE_UPPER})


def keep(
    number: str, docket: str | None, asked: Command, mandate: Mandate, happened: Happened, entered: datetime, pack: str, refusal: Refusal
) -> None:
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
        acts=models.Docket.objects.filter(number=docket or "").values_list("acts", flat=True).first() or 0,
        grounds=canonical([ground.plain() for ground in refusal.grounds]).decode(),
    )
    models.RefusedUnder.objects.bulk_create([models.RefusedUnder(refusal=number, row=row) for row in sorted(refusal.rows)])


def grounds(refused: models.Refused) -> tuple[Ground, ...]:
    return tuple(Ground.load(ground) for ground in json.loads(refused.grounds))


def readable(refused: models.Refused, mandate: Mandate | None) -> bool:
    """By the body that was refused, and by supervision: but that somebody bids is for the bidder alone."""
    if mandate is None:
        return False
    own = refused.body != "" and mandate.acts_for == refused.body
    return own or (mandate.role in OVERSEERS and refused.kind not in models.SECRET_KINDS)
