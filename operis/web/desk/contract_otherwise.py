"""Which clauses of a contract are otherwise than our texts, filled from the record, have them? Those with other figures come first."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from operis.core.mandates import Mandate, Role
from operis.core.wording import Wording
from operis.dockets.contract.facts import AwardFact
from operis.dockets.contract.terms import Clause, ContractTerms
from operis.web.desk.contract_draft import CHOICES, ContractDraft, Open
from operis.web.desk.sitting import Sitting

FIGURE = re.compile(r"[0-9][0-9.,]*[0-9]|[0-9]")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A clause by its number, with our text instead of which it stands; none where it was added, and no number where ours was left out."""

    number: int | None
    group: str
    ours: Wording | None
    figures: tuple[str, ...]
    """Those that stand in one of the two texts alone."""


def otherwise(at: Sitting, drawn: ContractTerms, known: AwardFact) -> tuple[Otherwise, ...]:
    """Against what would be proposed for the same day, days of payment and security."""
    if not any(one.of for one in drawn.clauses):
        return ()
    draft = ContractDraft(replace(at, mandate=_purchaser(at, known)), known)
    given = Open(drawn.starts, drawn.payment_days, drawn.bond)
    least = {str(one.of): one for one in draft.clauses(given)}
    ours = {str(one.of): one for one in draft.clauses(replace(given, chosen=frozenset(CHOICES)))} | least
    return tuple(sorted(_departing(drawn, ours, least), key=lambda one: not one.figures))


def _departing(drawn: ContractTerms, ours: dict[str, Clause], least: dict[str, Clause]) -> Iterator[Otherwise]:
    there = {str(one.of) for one in drawn.clauses if one.of}
    for number, one in enumerate(drawn.clauses, 1):
        own = ours.get(str(one.of)) if one.of else None
        if own is None or _plain(own.text) != _plain(one.text):
            text = own.text if own is not None else None
            yield Otherwise(number, str(one.group), text, _figures(one.text, text))
    for name, left in least.items():
        if name not in there:
            yield Otherwise(None, str(left.group), left.text, ())


def _plain(text: Wording) -> dict[str, str]:
    return {language: " ".join(said.split()) for language, said in text}


def _figures(written: Wording, ours: Wording | None) -> tuple[str, ...]:
    """Language by language, since one may be changed alone: those of the clause, then those of ours that it has not."""
    now, before = _read(written), _read(ours) if ours is not None else {}
    new = (one for language, there in now.items() for one in there if one not in before.get(language, ()))
    gone = (one for language, there in before.items() for one in there if one not in now.get(language, ()))
    return tuple(dict.fromkeys((*new, *gone)))


def _read(text: Wording) -> dict[str, list[str]]:
    return {language: FIGURE.findall(unicodedata.normalize("NFKC", said).replace(",", "")) for language, said in text}


def _purchaser(at: Sitting, known: AwardFact) -> Mandate:
    """What is proposed is the purchaser's to read, whoever looks at the text that was made of it."""
    return at.mandate if at.mandate.acts_for == known.body else Mandate(role=Role.BUYER, body=known.body)
