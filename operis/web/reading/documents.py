"""Which files does an act name, and where are those that are here?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.attachments.models import brought_by
from operis.core.acts import Act, Outside
from operis.core.fields import walk
from operis.dockets.procurement.acts import BiddingDocumentsIssued, NoticeCorrected, NoticePublished
from operis.dockets.procurement.papers import Paper, papers
from operis.dockets.procurement.terms import Document
from operis.documents.days import dated
from operis.documents.lawbook import calendar
from operis.ledger.read import Stored
from operis.web.components.links import Link
from operis.web.reading.dockets import Shown
from operis.web.reading.sizes import kind_words, size_words

ISSUING = frozenset(act.kind for act in (NoticePublished, BiddingDocumentsIssued, NoticeCorrected))


def documents_of(docket: Shown, entry: Stored) -> tuple[Link, ...]:
    """The files that an act names and that are here, for whoever reads the act, from the day on which they are given out."""
    named = tuple(named_in(entry.act)) if given_out(entry.act) else ()
    there = brought_by(entry.mandate.persons, [one.sha256 for one in named]) if named else {}
    return tuple(
        Link(one.name, reverse("document", args=[docket.number, one.sha256]),
             _("{kind}, {size}").format(kind=kind_words(there[one.sha256].kind), size=size_words(there[one.sha256].size)))
        for one in named if one.sha256 in there
    )  # fmt: skip


def given_out(act: Any) -> bool:
    """Whether the day has come from which its files are given out, where it names one."""
    issued = getattr(act, "documents_issued", None)
    return issued is None or issued <= calendar().day(clock.now())


def named_in(record: Any) -> Iterator[Document]:
    """The files that a record names, at any depth."""
    for field in walk(type(record)).values():
        value = getattr(record, field.attribute)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Document):
                yield one
            elif isinstance(one, Outside) and one.scan is not None:
                yield Document(name=_("Scan"), size=0, sha256=one.scan)
            elif hasattr(type(one), "__dataclass_fields__"):
                yield from named_in(one)


@dataclass(frozen=True, slots=True)
class Issued:
    """A purchasing document, where it can be had, and by which correction another took its place."""

    name: str
    url: str
    note: str
    came: str
    replaced: str

    @property
    def holds(self) -> bool:
        return not self.replaced


def issued(docket: Shown) -> tuple[Issued, ...]:
    """All documents of a procurement, those that hold first; nothing for other dockets."""
    if getattr(docket.state, "notice", None) is None:
        return ()
    by_url = {link.url: link for entry in docket.entries if entry.act.kind in ISSUING for link in documents_of(docket, entry)}
    days = {entry.act: dated(entry) for entry in docket.entries if entry.act.corrects}
    found = [_issued(docket, one, by_url, days) for one in papers(docket.state)]
    return tuple(sorted(found, key=lambda one: not one.holds))


def _issued(docket: Shown, paper: Paper, links: Mapping[str, Link], days: Mapping[Act, str]) -> Issued:
    one = paper.document
    link = links.get(reverse("document", args=[docket.number, one.sha256]))
    note = link.note if link else f"{one.size:,} B · {one.sha256[:16]}"
    came, replaced = (days.get(each, "") if each else "" for each in (paper.came, paper.replaced))
    return Issued(one.name, link.url if link else "", note, came, replaced)
