"""How do the registers follow the record? Each docket's rows are made from its state: by the clerk with the act, or by a rebuild."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Model

from operis.core.calendar import Calendar
from operis.core.codec import canonical
from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.dockets.bid.state import Bid
from operis.dockets.budget.state import Budget
from operis.dockets.directory.state import Directory
from operis.dockets.envelope.state import Paper
from operis.dockets.establishment.state import Establishment
from operis.dockets.file.facts import folded, plain_name
from operis.dockets.file.state import File
from operis.dockets.kinds import KINDS
from operis.dockets.need.state import Need
from operis.dockets.need.terms import METHOD_OF
from operis.dockets.procurement.acts import ImplementationPlanFiled, IntentionPublished, NoticePublished
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.recruitment.state import Recruitment
from operis.ledger.numbers import ordinal
from operis.registers import models, rows
from operis.registers.awards import of_contract, of_procurement, settled, settles
from operis.registers.duties import enter_duties
from operis.registers.inspections import of_supervision
from operis.registers.questions import of_representation
from operis.registers.tables import register_models
from operis.registers.words import enter_words

LISTED: Mapping[str, tuple[str, ...]] = {
    "noticed": (NoticePublished.kind,),
    "planned": (IntentionPublished.kind, ImplementationPlanFiled.kind),
    "resulted": (ResultPublished.kind,),
}
"""Under which day a list has a docket, and the acts whose day that is."""


def enter(
    docket: str, kind: str, state: Any, acts: int, calendar: Calendar, entered: Mapping[str, datetime] = MappingProxyType({}),
    before: Any = None,
) -> None:  # fmt: skip
    """Make the rows of one docket as its state has them: of what the state before made, only what differs is written.

    `before` is None for a docket of which nothing is there yet. Days are those of the calendar's zone. `entered` says when an act of each
    kind was entered last: by it lists have the days of entry, which nobody can claim otherwise; rules look at the days of the acts.
    """
    declared = KINDS[kind]
    line, now = _made(docket, kind, state, calendar)
    line_before, was = (None, []) if before is None else _made(docket, kind, before, calendar)
    line.acts = acts
    for name, kinds in LISTED.items():
        moments = [entered[one] for one in kinds if one in entered]
        if moments and getattr(line, name) is not None:
            setattr(line, name, calendar.day(max(moments)))
    made = MAKES.get(kind, NOTHING)
    made.line(docket, state, line)
    rows.put([line])
    rows.change(docket, was, now)
    made.others(state)
    enter_words(declared, state, line, before, line_before)
    enter_duties(declared, docket, state, line.need, calendar, before, line_before.need if line_before else "")


def _made(docket: str, kind: str, state: Any, calendar: Calendar) -> tuple[models.Docket, list[Model]]:
    """The line of a docket in this state, and its other rows."""
    declared = KINDS[kind]
    line = models.Docket(number=docket, ordinal=ordinal(docket), kind=kind, acts=0, body=getattr(state, "body", None) or "",
                         state=declared.state_of(state), need=(declared.parent(state) or "").upper())  # fmt: skip
    line.agency, matters = declared.agency(state)
    line.entrusted = " ".join(matters)
    if (title := declared.title(state)) is not None:
        line.title_zh, line.title_en = title.zh or "", title.en or ""
    return line, list(MAKES.get(kind, NOTHING).rows(docket, state, line, calendar))


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


def enter_months(docket: str, kind: str, state: Any, moments: Iterable[datetime], calendar: Calendar) -> None:
    """Remember in which months something was entered on a procurement, or on a contract of one."""
    process = MAKES.get(kind, NOTHING).process(docket, state)
    months = dict.fromkeys(f"{calendar.day(one):%Y-%m}" for one in moments) if process else {}
    rows.add_new([models.Told(process=process, month=month) for month in months])


def clear() -> None:
    """Empty the registers before a rebuild."""
    for model in register_models():
        rows.take_away(model)


def _stands(kind: str, identity: str, docket: str) -> Model:
    return models.Standing(kind=kind, identity=identity, docket=docket)


def _of_need(docket: str, state: Need, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    if state.recorded is None:
        return
    consultations = state.consultations
    quotations = canonical([[quote.firm, quote.amount] for one in consultations for quote in one.quotations]).decode()
    for part in state.recorded.parts:
        outcome = state.outcomes.get(part.part)
        yield models.NeedPart(
            docket=docket,
            part=part.part,
            body=state.recorded.body,
            outcome=outcome.outcome if outcome else "",
            decided_by=" ".join(outcome.decided_by) if outcome else "",
            holds=" ".join(outcome.holds) if outcome else "",
            class_word=(outcome.class_ or "") if outcome else "",
            market_count=sum(one.market_count for one in consultations),
            recipients_count=sum(one.recipients_count for one in consultations),
            undescribed=" ".join(state.undescribed),
            consulted_on=max((one.on for one in consultations), default=None),
            quotations=quotations,
            authors=" ".join(dict.fromkeys(author for one in consultations for author in one.authors)),
            bought=part.part in state.bought,
        )
    for one in state.outside:
        yield models.OutsideSpend(
            docket=docket, part=one.part, body=state.recorded.body, year=one.outside.on.year, line=one.budget_line or "",
            budget_item=one.budget_item or "", category=one.category or "", directory_item=one.directory_item or "",
            method=METHOD_OF.get(one.ground or "", ""), amount_fen=one.price,
        )  # fmt: skip


def _of_bid(docket: str, state: Bid, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    """A bid happens when it arrives: the moment of its act is that of its last byte."""
    if state.obtained is None:
        return
    procurement, supplier = state.obtained.procurement, state.obtained.supplier
    yield _stands("bid", f"{procurement.upper()}:{supplier}", docket)
    for lot, bid in state.in_force.items():
        yield models.Seal(docket=docket, procurement=procurement, supplier=supplier, lot=lot, no=bid.no, received=bid.happened,
                          sealed_sha256=bid.sealed_sha256, round=bid.round)  # fmt: skip
    prices = {one.lot: one.price for one in state.explanations if one.price is not None}
    for lot in dict.fromkeys(one.lot for one in state.explanations):
        yield models.Explanation(docket=docket, procurement=procurement.upper(), lot=lot, supplier=supplier, price_fen=prices.get(lot))
    for lot, received in state.taken_back.items():
        yield models.TakenBack(docket=docket, procurement=procurement, supplier=supplier, lot=lot, received=received)
    account = state.bond.account or "" if state.bond is not None else ""
    yield models.Unsealed(docket=docket, procurement=procurement, withdrawn=len(state.withdrawn), late=len(state.late), supplier=supplier,
                          bond_from="".join(filter(str.isalnum, account)).casefold())  # fmt: skip


def _of_envelope(docket: str, state: Paper, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    """What is refused for its seal counts nowhere: it may come again sealed."""
    if state.handed_in is None:
        return
    procurement = state.handed_in.procurement
    if (kept := state.received) is not None:
        told = {"docket": docket, "procurement": procurement, "supplier": kept.supplier, "lot": kept.lot, "received": kept.happened}
        confirmed = state.confirmed is not None
        yield (models.Seal(**told, no=0, sealed_sha256=kept.mark, paper=True, confirmed=confirmed) if state.withdrawn is None
               else models.TakenBack(**told))  # fmt: skip
    late = getattr(state.refused, "too_late", "") != ""
    yield models.Unsealed(docket=docket, procurement=procurement, withdrawn=int(state.withdrawn is not None), late=int(late))


def _of_budget(docket: str, state: Budget, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    if state.body is None or state.year is None:
        return
    yield _stands("budget", f"{state.body}:{state.year}", docket)
    for one in state.lines.values():
        yield models.BudgetLine(
            docket=docket,
            body=state.body,
            year=state.year,
            line=one.line,
            budget_item=one.budget_item,
            name_zh=one.item.zh or "",
            name_en=one.item.en or "",
            amount_fen=one.amount,
            category=one.category or "",
            directory_item=one.directory_item or "",
            years=" ".join(str(y.year) for y in one.yearly),
            all_years_fen=sum(y.amount for y in one.yearly) or one.amount,
        )


def _of_directory(docket: str, state: Directory, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    if state.adopted is None:
        return
    yield _stands("directory", state.adopted.authority, docket)
    for one in state.adopted.items:
        yield models.DirectoryItem(
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


def _of_establishment(docket: str, state: Establishment, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    entered = state.entered
    if entered is None:
        return
    yield _stands("establishment", entered.holder, docket)
    line.body = entered.holder
    yield models.Vacancy(holder=entered.holder, allotment=entered.allotment, docket=docket, approved=entered.approved,
                         filled=entered.filled, reserved=entered.reserved)  # fmt: skip


def _of_file(docket: str, state: File, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    entered = state.entered
    if entered is None:
        return
    yield _stands("file", entered.key, docket)
    named = KINDS["file"].title(state)  # an expert is named with a result and nowhere before
    name = named or Wording()
    if named is None:
        line.body = ""
    yield models.Party(
        key=entered.key,
        docket=docket,
        party=entered.party,
        nature=entered.nature,
        name_zh=name.zh or "",
        name_en=name.en or "",
        plain_zh=plain_name(name.zh or ""),
        plain_en=plain_name(name.en or ""),
        names=[[calendar.first_of(one.since).isoformat(), one.name.zh or "", one.name.en or ""] for one in (state.names if named else ())],
        address=canonical(dict(entered.address) if entered.address else {}).decode(),
        phone=entered.phone or "",
        level=entered.level or "",
        place=entered.place or "",
        category=entered.category or "",
        size=entered.size or "",
        code=folded(entered.code or ""),
        marks=" ".join(entered.marks),
        accepted=state.accepted,
        refused=state.refused,
        kind_waits=state.kind_waits,
        self_said=state.self_said,
        head=entered.head or "",
        holders=" ".join(entered.holders),
        places=list(entered.places),
        key_review=entered.key_review_rule is None,
        also_reviewed=" ".join(entered.also_reviewed),
        unit=entered.unit or "",
    )
    if entered.account is not None:
        ties = [[one.supplier, one.relation, *(day.isoformat() if day else "" for day in (one.first, one.last))] for one in entered.ties]
        yield models.Expert(docket=docket, person=entered.account, key=entered.key, expertise=" ".join(entered.expertise),
                            employer=entered.employer or "", ties=ties, accepted=state.accepted)  # fmt: skip
    for one in state.bars:
        yield models.Bar(docket=docket, party=entered.key, scope=one.scope, row=one.basis.upper(), ground=one.ground,
                         decision=one.decision, first=one.first, last=one.last)  # fmt: skip


def _of_recruitment(docket: str, state: Recruitment, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    if state.plan is not None:
        yield models.Reserved(docket=docket, holder=state.plan.holder, places=state.plan.places)


@dataclass(frozen=True)
class Makes:
    """What makes the rows of a docket of one kind and fills in its line; what the line takes from other dockets, and what others take."""

    rows: Callable[[str, Any, models.Docket, Calendar], Iterable[Model]] = lambda _docket, _state, _line, _calendar: ()
    line: Callable[[str, Any, models.Docket], None] = lambda _docket, _state, _line: None
    others: Callable[[Any], None] = lambda _state: None
    process: Callable[[str, Any], str] = lambda _docket, _state: ""
    """The procurement with which it is told as open data."""


NOTHING = Makes()
MAKES: Mapping[str, Makes] = {
    "need": Makes(_of_need),
    "bid": Makes(_of_bid),
    "envelope": Makes(_of_envelope),
    "budget": Makes(_of_budget),
    "directory": Makes(_of_directory),
    "establishment": Makes(_of_establishment),
    "file": Makes(_of_file),
    "recruitment": Makes(_of_recruitment),
    "procurement": Makes(of_procurement, line=settled, process=lambda docket, _state: docket),
    "contract": Makes(of_contract, others=settles, process=lambda _docket, state: (state.procurement or "").upper()),
    "supervision": Makes(of_supervision),
    "representation": Makes(of_representation),
}
