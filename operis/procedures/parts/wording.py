"""Reading of what is written for suppliers: under which rows may a wording refuse? Without a row that may, looks at wording ask."""

from operis.core.decider import Rule
from operis.dockets.procurement.commands import CorrectNotice, FilePlan, PublishNotice
from operis.dockets.procurement.state import Procurement
from operis.rules.reading import (
    REVIEWED,
    conditions_serve,
    correction_unreviewed,
    correction_wording,
    correction_wording_asked,
    notice_unreviewed,
    notice_wording,
    notice_wording_asked,
    wording_answered,
    wording_asked,
)

EVERYWHERE = ("REG-20", "REG-11", "SME-05", "SME-11", "GPL-22", "GPL-52", "O102-24")
"""Rows that hold whatever the method."""
ASKS = "FIND-NOTATION"


def plan_read(*rows: str) -> tuple[Rule[Procurement, FilePlan], ...]:
    """Conditions and criteria of a plan: the law's own, the body's own, and what looks find; `rows` are those of the method."""
    firm = tuple(wording_answered.under(row) for row in (*EVERYWHERE, *rows))
    return (conditions_serve.under("GPL-22"), *firm, wording_asked.under(ASKS))


def notice_read(*rows: str) -> tuple[Rule[Procurement, PublishNotice], ...]:
    firm = tuple(notice_wording.under(row) for row in (*EVERYWHERE, *rows))
    return (*firm, notice_unreviewed.under(REVIEWED), notice_wording_asked.under(ASKS))


def correction_read(*rows: str) -> tuple[Rule[Procurement, CorrectNotice], ...]:
    firm = tuple(correction_wording.under(row) for row in (*EVERYWHERE, *rows))
    return (*firm, correction_unreviewed.under(REVIEWED), correction_wording_asked.under(ASKS))
