"""Which purchasing documents hold now, and which did a correction replace?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from operis.dockets.procurement.acts import NoticeCorrected
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was issued: by which correction it came (None: with the notice), and by which it was replaced."""

    document: Document
    came: NoticeCorrected | None = None
    replaced: NoticeCorrected | None = None


def papers(state: Procurement) -> tuple[Paper, ...]:
    """All that were issued, in the order in which they came; those that were replaced stay, for bids that were made by them."""
    issued = state.documents.documents if state.documents is not None else state.notice.documents if state.notice is not None else ()
    there = [Paper(one) for one in issued]
    for act in state.corrections:
        gone = replaced_by(act)
        there = [replace(one, replaced=act) if one.replaced is None and one.document.name in gone else one for one in there]
        there += [Paper(one, came=act) for one in act.documents]
    return tuple(there)


def in_force(state: Procurement) -> tuple[Document, ...]:
    return tuple(one.document for one in papers(state) if one.replaced is None)


def replaced_by(act: NoticeCorrected) -> frozenset[str]:
    """The names of the documents in whose place it puts others: those that it names, and those whose names its own bear."""
    return frozenset((*act.replaces, *(one.name for one in act.documents)))


def replaced_now(state: Procurement, act: NoticeCorrected) -> Iterator[str]:
    """The names of those that this correction replaced, in the order in which they came."""
    return (one.document.name for one in papers(state) if one.replaced == act)
