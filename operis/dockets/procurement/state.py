"""What do the acts on a procurement add up to? A table, no logic."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from operis.core.fields import record
from operis.dockets.procurement.acts import (
    BiddingDocumentsIssued,
    ImplementationPlanFiled,
    IntentionPublished,
    NoticeCorrected,
    NoticePublished,
)

ProcurementAct = IntentionPublished | ImplementationPlanFiled | NoticePublished | BiddingDocumentsIssued | NoticeCorrected


@record
class Procurement:
    """Each document is absent until an act supplies it; nothing here is a status flag."""

    intention: IntentionPublished | None = None
    plan: ImplementationPlanFiled | None = None
    notice: NoticePublished | None = None
    documents: BiddingDocumentsIssued | None = None
    corrections: tuple[NoticeCorrected, ...] = ()

    @property
    def body(self) -> str | None:
        first = self.intention or self.plan
        return first.body if first else None

    @property
    def closes(self) -> datetime | None:
        """The closing time that stands, after corrections."""
        if self.corrections:
            return self.corrections[-1].closes
        return self.notice.bids_close if self.notice else None


def evolve(state: Procurement, act: ProcurementAct) -> Procurement:
    match act:
        case IntentionPublished():
            return replace(state, intention=act)
        case ImplementationPlanFiled():
            return replace(state, plan=act)
        case NoticePublished():
            return replace(state, notice=act)
        case BiddingDocumentsIssued():
            return replace(state, documents=act)
        case NoticeCorrected():
            return replace(state, corrections=(*state.corrections, act))
        case _:
            assert_never(act)
