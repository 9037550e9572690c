"""How do the registers follow the record? Each docket's rows are made from its state: by the clerk with the act, or by a rebuild."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from operis.core.calendar import Calendar
from operis.core.codec import canonical
from operis.core.findings import Ground
from operis.dockets.bid.state import Bid
from operis.dockets.budget.state import Budget
from operis.dockets.directory.state import Directory
from operis.dockets.establishment.state import Establishment
from operis.dockets.file.state import File
from operis.dockets.kinds import KINDS
from operis.dockets.need.state import Need
from operis.dockets.procurement.acts import ImplementationPlanFiled, IntentionPublished, NoticePublished
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.recruitment.state import Recruitment
from operis.ledger.numbers import ordinal
from operis.registers import models, rows
from operis.registers.awards import enter_contract, enter_procurement
from operis.registers.duties import enter_duties
from operis.registers.inspections import enter_supervision
from operis.registers.tables import register_models
from operis.registers.words import enter_words

LISTED: Mapping[str, tuple[str, ...]] = {
    "noticed": (NoticePublished.kind,),
    "planned": (IntentionPublished.kind, ImplementationPlanFiled.kind),
    "resulted": (ResultPublished.kind,),
}
"""Under which day a list has a docket, and the acts whose day that is."""


def enter(
    docket: str, kind: str, state: Any, acts: int, calendar: Calendar, entered: Mapping[str, datetime] = MappingProxyType({})
) -> None:
    """Make the rows of one docket as its state has them; what was there of it goes. Days are those of the calendar's zone.

    `entered` says when an act of each kind was entered last: by it lists have the days of entry, which nobody can claim otherwise; rules
    look at the days of the acts.
    """
    declared = KINDS[kind]
    line = models.Docket(number=docket, ordinal=ordinal(docket), kind=kind, acts=acts, body=getattr(state, "body", None) or "",
                         state=declared.state_of(state), need=(declared.parent(state) or "").upper())  # fmt: skip
    if (title := declared.title(state)) is not None:
        line.title_zh, line.title_en = title.zh or "", title.en or ""
    if kind in ENTERS_BY_DAY:
        ENTERS_BY_DAY[kind](docket, state, line, calendar)
    elif kind in ENTERS:
        ENTERS[kind](docket, state, line)
    for name, kinds in LISTED.items():
        moments = [entered[one] for one in kinds if one in entered]
        if moments and getattr(line, name) is not None:
            setattr(line, name, calendar.day(max(moments)))
    rows.put([line])
    enter_words(declared, state, line)
    enter_duties(declared, docket, state, line.need, calendar)


def enter_notes(docket: str, noted: Sequence[tuple[int, tuple[Ground, ...]]]) -> None:
    """Add the notes of new entries."""
    rows.add(
        [
            models.Note(docket=docket, no=no, row=ground.row, check_name=ground.check, severity=ground.severity)
            for no, notes in noted
            for ground in notes
        ]
    )


def enter_hands(docket: str, persons: Iterable[str]) -> None:
    """Remember who put something there."""
    rows.add_new([models.Hand(docket=docket, person=one) for one in dict.fromkeys(persons)])


def clear() -> None:
    """Empty the registers before a rebuild."""
    for model in register_models():
        rows.take_away(model)


def _stands(kind: str, identity: str, docket: str) -> None:
    rows.add_new([models.Standing(kind=kind, identity=identity, docket=docket)])


def _need(docket: str, state: Need, line: models.Docket) -> None:
    if state.recorded is None:
        return
    consultations = state.consultations
    rows.take_away(models.NeedPart, docket=docket)
    rows.add(
        [
            models.NeedPart(
                docket=docket,
                part=part.part,
                body=state.recorded.body,
                outcome=outcome.outcome if outcome else "",
                holds=" ".join(outcome.holds) if outcome else "",
                class_word=(outcome.class_ or "") if outcome else "",
                market_count=sum(one.market_count for one in consultations),
                recipients_count=sum(one.recipients_count for one in consultations),
                undescribed=" ".join(state.undescribed),
                consulted_on=max((one.on for one in consultations), default=None),
                quotations=canonical([[quote.firm, quote.amount] for one in consultations for quote in one.quotations]).decode(),
                authors=" ".join(dict.fromkeys(author for one in consultations for author in one.authors)),
            )
            for part in state.recorded.parts
            for outcome in [state.outcomes.get(part.part)]
        ]
    )


def _bid(docket: str, state: Bid, line: models.Docket) -> None:
    """A bid happens when it arrives: the moment of its act is that of its last byte."""
    if state.obtained is None:
        return
    procurement = state.obtained.procurement
    _stands("bid", f"{procurement.upper()}:{state.obtained.supplier}", docket)
    models.Seal.objects.filter(docket=docket).exclude(lot__in=list(state.in_force)).delete()
    seals = [
        models.Seal(docket=docket, procurement=procurement, supplier=state.obtained.supplier, lot=lot, no=bid.no, received=bid.happened,
                    sealed_sha256=bid.sealed_sha256, round=bid.round)
        for lot, bid in state.in_force.items()
    ]  # fmt: skip
    rows.put(seals)
    supplier, prices = state.obtained.supplier, {one.lot: one.price for one in state.explanations if one.price is not None}
    explained = [models.Explanation(docket=docket, procurement=procurement.upper(), lot=lot, supplier=supplier, price_fen=prices.get(lot))
                 for lot in {one.lot for one in state.explanations}]  # fmt: skip
    rows.put(explained)
    counts = models.Unsealed(docket=docket, procurement=procurement, withdrawn=len(state.withdrawn), late=len(state.late))
    rows.put([counts])


def _budget(docket: str, state: Budget, line: models.Docket) -> None:
    if state.body is None or state.year is None:
        return
    _stands("budget", f"{state.body}:{state.year}", docket)
    rows.take_away(models.BudgetLine, docket=docket)
    rows.add(
        [
            models.BudgetLine(
                docket=docket,
                body=state.body,
                year=state.year,
                line=one.line,
                budget_item=one.budget_item,
                amount_fen=one.amount,
                category=one.category or "",
                directory_item=one.directory_item or "",
                years=" ".join(str(y.year) for y in one.yearly),
                all_years_fen=sum(y.amount for y in one.yearly) or one.amount,
            )
            for one in state.lines.values()
        ]
    )


def _directory(docket: str, state: Directory, line: models.Docket) -> None:
    if state.adopted is None:
        return
    _stands("directory", state.adopted.authority, docket)
    rows.take_away(models.DirectoryItem, docket=docket)
    rows.add(
        [
            models.DirectoryItem(
                docket=docket,
                code=one.code,
                tier=one.tier,
                class_word=one.class_,
                name_zh=one.name.zh or "",
                name_en=one.name.en or "",
                parent=one.parent or "",
                first=one.first or state.adopted.first,
                last=one.last,
            )
            for one in state.adopted.items
        ]
    )


def _establishment(docket: str, state: Establishment, line: models.Docket) -> None:
    if state.entered is None:
        return
    _stands("establishment", state.entered.holder, docket)
    line.body = state.entered.holder
    rows.put(
        [
            models.Vacancy(
                holder=state.entered.holder,
                allotment=state.entered.allotment,
                docket=docket,
                approved=state.entered.approved,
                filled=state.entered.filled,
                reserved=state.entered.reserved,
            )
        ]
    )


def _file(docket: str, state: File, line: models.Docket) -> None:
    entered = state.entered
    if entered is None:
        return
    _stands("file", entered.key, docket)
    accepted = state.reviewed is not None and state.reviewed.result == "accepted"
    rows.put(
        [
            models.Party(
                key=entered.key,
                docket=docket,
                party=entered.party,
                nature=entered.nature,
                name_zh=entered.name.zh or "",
                name_en=entered.name.en or "",
                address=canonical(dict(entered.address) if entered.address else {}).decode(),
                level=entered.level or "",
                place=entered.place or "",
                category=entered.category or "",
                size=entered.size or "",
                accepted=accepted,
                head=entered.head or "",
                holders=" ".join(entered.holders),
                places=list(entered.places),
                key_review=entered.key_review_rule is None,
                also_reviewed=" ".join(entered.also_reviewed),
            )
        ]
    )
    if state.bars:
        rows.take_away(models.Bar, docket=docket)
        rows.add(
            [models.Bar(docket=docket, party=entered.key, scope=one.scope, row=one.basis.upper(), ground=one.ground, decision=one.decision,
                        first=one.first, last=one.last) for one in state.bars]
        )  # fmt: skip


def _recruitment(docket: str, state: Recruitment, line: models.Docket) -> None:
    if state.plan is None:
        return
    rows.put([models.Reserved(docket=docket, holder=state.plan.holder, places=state.plan.places)])


ENTERS: Mapping[str, Callable[[str, Any, models.Docket], None]] = {
    "need": _need,
    "bid": _bid,
    "budget": _budget,
    "directory": _directory,
    "establishment": _establishment,
    "file": _file,
    "recruitment": _recruitment,
}
ENTERS_BY_DAY: Mapping[str, Callable[[str, Any, models.Docket, Calendar], None]] = {
    "procurement": enter_procurement,
    "contract": enter_contract,
    "supervision": enter_supervision,
}
