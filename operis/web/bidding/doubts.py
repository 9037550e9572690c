"""What of a bid is sent only by who says that he knows? No law lets a site turn such a bid away, and nobody should send it unawares."""

from dataclasses import dataclass

from operis.attachments.bidding import beginnings
from operis.attachments.signs import odd
from operis.core.wording import Wording
from operis.registers import models
from operis.web.bidding.pricing import Price
from operis.web.bidding.sections import Question, Section
from operis.web.bidding.sitting import Bidding
from operis.web.reading.own_bid import BID


@dataclass(frozen=True, slots=True)
class Odd:
    """A file whose first bytes contradict its name: what they are, and where it is named."""

    name: str
    begins: Wording
    section: Section


def odd_files(at: Bidding) -> tuple[Odd, ...]:
    named = [(file, section) for section, one in _questions(at) for file in at.draft.files_at(one.key)]
    own = models.Docket.objects.filter(kind=BID.kind, body=at.state.body or "").values_list("number", flat=True)
    begins = beginnings(own, {file.sha256 for file, _section in named}) if named else {}
    found = ((file.name, odd(file.name, begins[file.sha256]), section) for file, section in named if file.sha256 in begins)
    return tuple(dict.fromkeys(Odd(name, what, section) for name, what, section in found if what is not None))


def said_twice(at: Bidding) -> bool:
    return any(one.said_twice(at.draft) for _section, one in _questions(at))


def unread(at: Bidding) -> bool:
    """Whether something stands there from an earlier bid that nobody has looked over here."""
    return any(one.key in at.draft.taken for section, one in _questions(at) if section.key not in at.draft.visited)


def doubtful(at: Bidding, price: Price | None, odd: tuple[Odd, ...]) -> bool:
    return (price is not None and price.doubtful) or said_twice(at) or unread(at) or bool(odd)


def _questions(at: Bidding) -> list[tuple[Section, Question]]:
    return [(section, one) for section in at.parts for one in section.questions]
