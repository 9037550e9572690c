"""At which of the nine stages is a procurement, and which state has it? Derived once, from the acts."""

from datetime import datetime

from operis.core.acts import Act
from operis.core.wording import Label
from operis.dockets.procurement.acts import BiddingDocumentsIssued
from operis.dockets.procurement.outcomes import AwardDecided, ResultPublished
from operis.dockets.procurement.state import Procurement

STAGES = (
    Label("Need", "需求"),
    Label("Plan", "计划"),
    Label("Notice", "公告"),
    Label("Receiving bids", "接收投标（响应）"),
    Label("Opening", "开标（开启）"),
    Label("Evaluation", "评审"),
    Label("Result", "结果"),
    Label("Contract", "合同"),
    Label("Delivery", "履约"),
)
STATES = {
    "draft": Label("In review", "内部审查中"),
    "planned": Label("Intention published", "已公开意向"),
    "filed": Label("Plan filed", "已备案"),
    "receiving": Label("Open for bids", "正在接收"),
    "closed": Label("Closed, sealed", "已截止，待开启"),
    "evaluating": Label("Being evaluated", "评审中"),
    "result": Label("Result published", "结果已公告"),
    "contracted": Label("Contract signed", "合同已签订"),
    "terminated": Label("Terminated", "已终止"),
    "failed": Label("Failed process", "已废标"),
}
TAG_CLASSES = {"receiving": "open", "closed": "sealed", "evaluating": "eval", "result": "eval", "terminated": "off", "failed": "off"}
STAGE_OF = {
    "draft": 1, "planned": 2, "filed": 2, "receiving": 4, "closed": 5, "evaluating": 6, "result": 7, "contracted": 8,
    "terminated": 6, "failed": 6,
}  # fmt: skip
FAILURES = frozenset({"too-few", "illegal-acts", "all-above-budget"})
"""Grounds on which a tender fails (废标); on the others it is ended."""


def state_of(procurement: Procurement) -> str:
    """The state as far as its own acts tell; that a closing time has passed is for the reader's clock (`closed_by`), and that
    contracts are signed for the registers."""
    if procurement.ended:
        return "failed" if procurement.endings[-1].ground in FAILURES else "terminated"
    if procurement.results:
        return "result"
    if procurement.opening is not None or procurement.rounds:
        return "evaluating"
    if procurement.closing is not None:
        return "closed"
    if procurement.notice is not None:
        return "receiving"
    if procurement.plan is not None:
        return "filed"
    return "planned" if procurement.intention is not None else "draft"


def closed_by(state: str, closes: datetime | None, now: datetime) -> str:
    return "closed" if state == "receiving" and closes is not None and closes <= now else state


def stage_of(state: str) -> int:
    """The number of the stage, from 1."""
    return STAGE_OF[state]


PREPARED, RECEIVED = Label("Plan and notice", "计划与公告"), Label("Bids and opening", "投标（响应）与开启")
JUDGED, DECIDED = Label("Evaluation", "评审"), Label("Award and result", "确定中标（成交）与结果")
TAKEN_AT = {"draft": PREPARED, "planned": PREPARED, "filed": PREPARED, "receiving": RECEIVED, "closed": RECEIVED, "evaluating": JUDGED}


def taken_at(before: Procurement, act: Act) -> Label:
    """The chapter of its story to which an act belongs: the one under way; an award begins the last."""
    if isinstance(act, AwardDecided | ResultPublished):
        return DECIDED
    if isinstance(act, BiddingDocumentsIssued) and before.documents is None:
        return PREPARED  # they come with the notice
    return TAKEN_AT.get(state_of(before), DECIDED)
