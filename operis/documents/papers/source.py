"""From what is a paper made? One act of a docket, beside the state in which the docket stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from operis.core.acts import Act, Due
from operis.core.fields import Happened
from operis.documents.days import claimed, dated, day_of_entry
from operis.documents.labels import label
from operis.documents.lawbook import book, calendar
from operis.documents.papers.blocks import Block, Named, Paper, Words
from operis.documents.shown import language, length, shown, text
from operis.law.book import Row, Text
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code

FORMATS = "FMT-01"
"""The row with the kinds of notice and what each is called."""


A = TypeVar("A", bound=Act)
S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Generic[A, S]):
    """The entry of the act, the state of its docket, what it is about, and the names of those on file."""

    entry: Stored
    act: A
    state: S
    about: str
    named: Named
    beside: tuple[Any, ...] = ()
    """The state of the docket that this one was made for: the procurement of a contract."""
    entries: tuple[Stored, ...] = ()
    """All of the docket."""

    @property
    def number(self) -> str:
        return self.entry.docket

    @property
    def day(self) -> date:
        """The day of the law for it."""
        return calendar().day(self.act.happened)

    @property
    def corrections(self) -> tuple[Stored, ...]:
        """What put it right after it was published."""
        return tuple(one for one in self.entries if one.act.corrects == self.act.kind and one.no > self.entry.no)

    @property
    def newest(self) -> Stored:
        """The last act that the paper rests on."""
        return (self.entry, *self.corrections)[-1]

    def dated(self, act: Act) -> str:
        """The day on which an act of the docket was entered, with the claimed one beside it."""
        return dated(next(one for one in self.entries if one.act == act))

    @staticmethod
    def on(value: Happened) -> str:
        """The day alone."""
        return shown(calendar().day(value))

    def row(self, id: str) -> Row:
        """As it was on the day of the act."""
        return book().rows[id].at(self.day)

    def form(self, slug: str) -> str:
        """What a notice of this kind is called in the formats."""
        formats = self.row(FORMATS).data["formats"]
        assert isinstance(formats, list)
        return next((text(Text(one["en"], one["zh"])) for one in formats if one["slug"] == slug), label(slug, language()))

    def paper(self, slug: str, title: str, blocks: tuple[Block, ...], *, about: str = "") -> Paper:
        said = claimed(self.entry)
        late = (Words(_("Entered on {day}; said to have happened on {happened}.").format(
            day=shown(day_of_entry(self.entry)), happened=shown(said))),) if said is not None else ()  # fmt: skip
        return Paper(
            slug=slug, title=title, about=about or self.about, number=self.number, no=self.entry.number, blocks=(*late, *blocks),
            body=self.named(getattr(self.state, "body", None) or ""), made=self.newest.entered, code=seal_code(self.entry.leaf),
        )  # fmt: skip

    def stands(self, due: Due | None) -> tuple[str, str] | None:
        """How long a notice stands, and until when."""
        return None if due is None else (length(self.row(due.row).period()), shown(due.day))


AnySource = Source[Any, Any]
