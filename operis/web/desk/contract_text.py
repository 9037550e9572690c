"""What does the text of a contract say, group by group, and what of it is as in documents and bid, the bidder's own word, or otherwise?

Beside each group of clauses stands what the record knows of it; what departs is what a signature has to consent to.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from operis.core.acts import Act
from operis.core.fields import Withheld
from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.dockets.contract.acts import ContractDrawnUp, ContractSentBack
from operis.dockets.contract.changing import ChangedClause
from operis.dockets.contract.facts import AwardFact
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import GROUPS, ContractTerms
from operis.documents.said import said
from operis.documents.shown import language, length, money, shown
from operis.law.book import Period
from operis.registers import models
from operis.web.desk.contract_otherwise import Otherwise
from operis.web.reading.entered import about_of, criteria_in, written

SAME, OWN_WORD, DIFFERS, NEW = "same", "from-bid", "differs", "new"


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a group: `kind` is how it relates to the record."""

    kind: str
    head: str
    words: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses of one group, by the numbers under which a change names them; `notes` stand beside."""

    slug: str
    head: str
    says: tuple[str, ...]
    """What the text states of it by itself, from the record."""
    clauses: tuple[tuple[int, Any, Any], ...]
    """Number, text in force, and what it was before it was changed."""
    secret: tuple[Any, ...]
    notes: tuple[Note, ...]

    @property
    def differs(self) -> bool:
        return any(one.kind == DIFFERS for one in self.notes)


def head_of(slug: str) -> str:
    en, zh = GROUPS[slug]
    return zh if language() == "zh" else en[0].upper() + en[1:]


def back_words(sent: ContractSentBack | None) -> tuple[tuple[str, Any], ...]:
    """Which clauses were not signed, and how they should read."""
    return tuple((head_of(str(one.group)), written(one.how)) for one in sent.objections) if sent is not None else ()


def groups_of(
    state: Contract, known: AwardFact | None, asked: tuple[Ground, ...] = (), before: ContractDrawnUp | None = None,
    otherwise: tuple[Otherwise, ...] = (),
) -> tuple[Group, ...]:  # fmt: skip
    """All that are written, in the order of the form; `asked`: what was noticed in the words, `before`: the text that this one replaces,
    `otherwise`: what is written otherwise than it was proposed."""
    drawn = state.drawn_up
    if drawn is None:
        return ()
    found = []
    changed = {one.clause: one for act in state.changes for one in act.changes if one.clause is not None}
    kept_back = () if isinstance(drawn.kept_back, Withheld) else drawn.kept_back
    for slug in GROUPS:
        clauses = tuple((no, written(one.text), _was(changed.get(no))) for no, one in enumerate(state.clauses, 1) if one.group == slug)
        secret, says = tuple(written(one.text) for one in kept_back if one.group == slug), tuple(_says(slug, drawn))
        if clauses or secret or says:
            notes = (*_notes(slug, drawn, known), *_rewritten(slug, otherwise), *_noticed(slug, drawn, asked), *_new(slug, drawn, before))
            found.append(Group(slug, head_of(slug), says, clauses, secret, notes))
    return tuple(found)


def _was(one: ChangedClause | None) -> Any:
    return written(one.was) if one is not None and one.was is not None else None


def _says(slug: str, drawn: ContractTerms) -> Iterator[str]:
    if slug == "price":
        yield money(drawn.price)
    if slug == "duration":
        yield _("From {first} to {last}").format(first=shown(drawn.starts), last=shown(drawn.ends))
    if slug == "settlement" and drawn.payment_days is not None:
        yield _("Paid within {days}").format(days=length(Period("exact", drawn.payment_days, "day")))


def _notes(slug: str, drawn: ContractTerms, known: AwardFact | None) -> Iterator[Note]:
    """Against award and documents."""
    if known is None:
        return
    if slug == "price":
        yield (
            Note(SAME, _("Same as the award"))
            if drawn.price == known.price
            else Note(DIFFERS, _("Not the amount of the award"), (money(known.price),))
        )
    if slug == "duration":
        months = length(Period("exact", known.term_months, "month"))
        yield Note(SAME, _("Same as in the purchasing documents"), (months,))
    if slug == "settlement" and known.payment_days is not None:
        days = length(Period("exact", known.payment_days, "day"))
        yield (
            Note(SAME, _("Same as in the purchasing documents"))
            if drawn.payment_days == known.payment_days
            else Note(DIFFERS, _("Otherwise than in the purchasing documents"), (_("There it is: {words}").format(words=days),))
        )


def _noticed(slug: str, drawn: ContractTerms, asked: tuple[Ground, ...]) -> Iterator[Note]:
    """Words of a clause that may depart from documents and bid: told beside it, and consented to."""
    for one in asked:
        at = (one.finding.at or "").split("/")
        if at[0] == "clauses" and at[1].isdigit() and int(at[1]) < len(drawn.clauses) and drawn.clauses[int(at[1])].group == slug:
            yield Note(DIFFERS, _("May be otherwise than in documents and bid"), (said(one.finding.says, one.finding.facts),))


def _rewritten(slug: str, otherwise: tuple[Otherwise, ...]) -> Iterator[Note]:
    """Each clause that departs from what was proposed from the record: other figures first."""
    yield from (note_of(one) for one in otherwise if one.group == slug)


def note_of(one: Otherwise) -> Note:
    words = (_("Figures that differ: {figures}").format(figures=", ".join(one.figures)),) if one.figures else ()
    return Note(DIFFERS, _head(one), (*words, *((written(one.ours),) if one.ours is not None else ())))


def _head(one: Otherwise) -> str:
    if one.number is None:
        return _("Left out of what was proposed from the record")
    if one.ours is None:
        return _("Clause {no} was added to what was proposed from the record").format(no=one.number)
    return _("Clause {no} is otherwise than proposed from the record, which says:").format(no=one.number)


def _new(slug: str, drawn: ContractTerms, before: ContractDrawnUp | None) -> Iterator[Note]:
    """What is new since the text that was drawn up before."""
    if before is None:
        return
    old = {one.text for one in before.clauses if one.group == slug}
    new = {one.text for one in drawn.clauses if one.group == slug}
    if new != old or tuple(_says(slug, drawn)) != tuple(_says(slug, before)):
        gone = tuple(written(one.text) for one in before.clauses if one.group == slug and one.text not in new)
        yield Note(NEW, _("New since the text of {day}").format(day=shown(before.happened)), gone)


def offered(drawn: ContractTerms) -> tuple[tuple[str, Any, bool], ...]:
    """What was asked and offered, and whether it is the bidder's own word instead of the documents'."""
    row = models.Award.objects.filter(docket=drawn.procurement.upper(), lot=drawn.lot).first()
    planned = json.loads(row.requirements) if row is not None else {}
    by_plan = {about: [Wording(**text) for text in texts] for about, texts in planned.items()}

    def own(about: str, text: Wording) -> bool:
        return text not in by_plan.get(about, ())

    criteria = criteria_in(drawn.procurement)
    return tuple((about_of(str(one.about), criteria), written(one.text), own(str(one.about), one.text)) for one in drawn.agreed)


def text_before(acts: list[Act], drawn: ContractDrawnUp) -> Any:
    """The text that was drawn up before the one that stands."""
    texts = [one for one in acts if one.kind == drawn.kind]
    return texts[-2] if len(texts) > 1 else None
