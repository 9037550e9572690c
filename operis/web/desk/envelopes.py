"""Which bids on paper does the office keep for a procurement? Each with its supplier, when it came, and how it stands."""

from dataclasses import dataclass
from datetime import datetime

from operis.core.mandates import Mandate
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.readers import OFFICE
from operis.documents.kinds import state_words
from operis.documents.names import names_of
from operis.registers import models
from operis.web.reading.dockets import Shown
from operis.web.reading.own_bid import PAPER


@dataclass(frozen=True, slots=True)
class Kept:
    """One envelope that was handed in, refused or not."""

    number: str
    supplier: str
    lot: str
    received: datetime | None
    """None of one that does not lie here."""
    state: str


def envelopes_of(docket: Shown, mandate: Mandate) -> tuple[Kept, ...]:
    """In the order in which they were written down; nothing for whoever is not of the office."""
    if mandate.role not in OFFICE or docket.line.body != mandate.acts_for or docket.kind.secret:
        return ()
    lines = list(models.Docket.objects.filter(kind=PAPER.kind, need=docket.number).order_by("ordinal")) if docket.line.closes else []
    if not lines:
        return ()
    seals = {one.docket: one for one in models.Seal.objects.filter(docket__in=[line.number for line in lines])}
    names, several = names_of({line.body for line in lines}), len(docket.state.lots) > 1
    return tuple(
        Kept(
            line.number, names.get(line.body, line.body), seals[line.number].lot if several and line.number in seals else "",
            seals[line.number].received if line.number in seals else None,
            state_words(PAPER.kind, _stands(line, closed=docket.state.closing is not None)),
        )
        for line in lines
    )  # fmt: skip


def _stands(line: models.Docket, *, closed: bool) -> str:
    """What no second person confirmed has fallen out with the closing."""
    words = KINDS[line.kind].state_words.get(line.state)
    return "fallen" if closed and words is not None and words.after == "fallen" else line.state
