"""What do the acts on a procurement add up to? A table, no logic."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from operis.core.fields import record
from operis.dockets.procurement.acts import (
    BiddingDocumentsIssued,
    BidsClosed,
    BidsOpened,
    ImplementationPlanFiled,
    IntentionPublished,
    NoticeCorrected,
    NoticePublished,
    ProceedingsTerminated,
)

BeforeClosing = IntentionPublished | ImplementationPlanFiled | NoticePublished | BiddingDocumentsIssued | NoticeCorrected
ProcurementAct = BeforeClosing | BidsClosed | BidsOpened | ProceedingsTerminated


@record
class Procurement:
    """Each document is absent until an act supplies it; nothing here is a status flag."""

    intention: IntentionPublished | None = None
    plan: ImplementationPlanFiled | None = None
    notice: NoticePublished | None = None
    documents: BiddingDocumentsIssued | None = None
    corrections: tuple[NoticeCorrected, ...] = ()
    closing: BidsClosed | None = None
    opening: BidsOpened | None = None
    endings: tuple[ProceedingsTerminated, ...] = ()

    @property
    def body(self) -> str | None:
        first = self.intention or self.plan
        return first.body if first else None

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots of the plan; a purchase that is not divided is lot 1."""
        return tuple(lot.lot for lot in self.plan.lots) or ("1",) if self.plan else ()

    @property
    def ended_lots(self) -> frozenset[str]:
        return frozenset(lot for ending in self.endings for lot in ending.lots or self.lots)

    @property
    def ended(self) -> bool:
        """Whether nothing of it goes on."""
        return bool(self.endings) and self.ended_lots >= set(self.lots)

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
        case BidsClosed():
            return replace(state, closing=act)
        case BidsOpened():
            return replace(state, opening=act)
        case ProceedingsTerminated():
            return replace(state, endings=(*state.endings, act))
        case _:
            assert_never(act)
