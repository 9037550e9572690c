"""What of a bid is sent only by who says that he knows? No law lets a site turn such a bid away, and nobody should send it unawares."""

from dataclasses import dataclass

from operis.attachments.bidding import beginnings, file_of, plain_of
from operis.attachments.signs import odd
from operis.attachments.worded import READ_MAX, words_of
from operis.core.wording import Wording
from operis.registers import models
from operis.web.bidding.pricing import Price
from operis.web.bidding.sections import Question, Section
from operis.web.bidding.sitting import Bidding
from operis.web.reading.dockets import title_of
from operis.web.reading.own_bid import BID


@dataclass(frozen=True, slots=True)
class Odd:
    """A file whose first bytes contradict its name: what they are, and where it is named."""

    name: str
    begins: Wording
    section: Section


@dataclass(frozen=True, slots=True)
class Foreign:
    """A file from an earlier bid that names the purchase for which it was made."""

    name: str
    title: Wording
    section: Section


def odd_files(at: Bidding) -> tuple[Odd, ...]:
    named = [(file, section) for section, one in _questions(at) for file in at.draft.files_at(one.key)]
    begins = beginnings(_own(at), {file.sha256 for file, _section in named}) if named else {}
    found = ((file.name, odd(file.name, begins[file.sha256]), section) for file, section in named if file.sha256 in begins)
    return tuple(dict.fromkeys(Odd(name, what, section) for name, what, section in found if what is not None))


def made_for(at: Bidding) -> dict[str, Wording]:
    """The title of each other purchase for which something of this draft was made, by its number."""
    lines = models.Docket.objects.filter(number__in={*at.draft.came.values()}) if at.draft.came else ()
    return {one.number: title_of(one) or Wording(zh=one.number) for one in lines}


def foreign_files(at: Bidding) -> tuple[Foreign, ...]:
    """A statement about another purchase is none about this one: what can be read here is looked through for its title and number."""
    titles = made_for(at)
    came = [(file, section, at.draft.came[one.key]) for section, one in _questions(at) if at.draft.came.get(one.key) in titles
            for file in at.draft.files_at(one.key)]  # fmt: skip
    said = {sha256: _words(at, sha256) for sha256 in {file.sha256 for file, _section, _number in came}}
    found = (Foreign(file.name, titles[number], section) for file, section, number in came
             if any(one in said[file.sha256] for one in _told_apart(number, titles[number], at.title)))  # fmt: skip
    return tuple(dict.fromkeys(found))


def _told_apart(number: str, other: Wording, this: Wording) -> list[str]:
    """By what the other purchase is named: not by a title that is within that of this one."""
    ours = [one for one in (this.zh, this.en) if one]
    return [number, *(one for one in (other.zh, other.en) if one and not any(one in own for own in ours))]


def _words(at: Bidding, sha256: str) -> str:
    row = file_of(_own(at), sha256)
    plain = plain_of(row) if row is not None and row.size <= READ_MAX else None
    return words_of(b"".join(plain)) if plain is not None else ""


def _own(at: Bidding) -> list[str]:
    return list(models.Docket.objects.filter(kind=BID.kind, body=at.state.body or "").values_list("number", flat=True))


def said_twice(at: Bidding) -> bool:
    return any(one.said_twice(at.draft) for _section, one in _questions(at))


def unread(at: Bidding) -> bool:
    """Whether something stands there from an earlier bid that nobody has looked over here."""
    return any(one.key in at.draft.taken for section, one in _questions(at) if section.key not in at.draft.visited)


def doubtful(at: Bidding, price: Price | None, told: tuple[Odd | Foreign, ...]) -> bool:
    """`told` is what was found in its files."""
    return (price is not None and price.doubtful) or said_twice(at) or unread(at) or bool(told)


def _questions(at: Bidding) -> list[tuple[Section, Question]]:
    return [(section, one) for section in at.parts for one in section.questions]
