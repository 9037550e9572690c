"""Which files does an act name, and where are those that are here?"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.attachments.models import brought_by
from operis.core.acts import Outside
from operis.core.fields import walk
from operis.dockets.procurement.terms import Document
from operis.ledger.read import Stored
from operis.web.components.links import Link
from operis.web.reading.dockets import Shown
from operis.web.reading.sizes import kind_words, size_words


def documents_of(docket: Shown, entry: Stored) -> tuple[Link, ...]:
    """The files that an act names and that are here, for whoever reads the act."""
    named = tuple(named_in(entry.act))
    there = brought_by(entry.mandate.persons, [one.sha256 for one in named]) if named else {}
    return tuple(
        Link(one.name, reverse("document", args=[docket.number, one.sha256]),
             _("{kind}, {size}").format(kind=kind_words(there[one.sha256].kind), size=size_words(there[one.sha256].size)))
        for one in named if one.sha256 in there
    )  # fmt: skip


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
