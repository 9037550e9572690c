"""How do the registers follow the record? Each docket's rows are made from its state: by the clerk with the act, or by a rebuild."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.dockets.bid.state import Bid
from operis.dockets.budget.state import Budget
from operis.dockets.directory.state import Directory
from operis.dockets.establishment.state import Establishment
from operis.dockets.file.state import File
from operis.dockets.need.state import Need
from operis.dockets.procurement.stages import state_of
from operis.dockets.procurement.state import Procurement
from operis.dockets.recruitment.state import Recruitment
from operis.registers import models


def enter(docket: str, kind: str, state: Any, acts: int) -> None:
    """Make the rows of one docket as its state has them; what was there of it goes."""
    line = models.Docket(number=docket, kind=kind, acts=acts, body=getattr(state, "body", None) or "")
    ENTERS[kind](docket, state, line)
    models.Docket.objects.bulk_create([line], update_conflicts=True, unique_fields=["number"], update_fields=_SHOWN)


_SHOWN = ["kind", "body", "title_zh", "title_en", "state", "method", "need", "budget_fen", "closes", "noticed", "acts"]


def enter_notes(docket: str, noted: Sequence[tuple[int, tuple[Ground, ...]]]) -> None:
    """Add the notes of new entries."""
    models.Note.objects.bulk_create(
        [
            models.Note(docket=docket, no=no, row=ground.row, check_name=ground.check, severity=ground.severity)
            for no, notes in noted
            for ground in notes
        ]
    )


def clear() -> None:
    """Empty the registers before a rebuild; refusals stay, since they are not in the record."""
    for model in (
        models.Docket,
        models.Standing,
        models.Party,
        models.Bar,
        models.BudgetLine,
        models.YearSpend,
        models.DirectoryItem,
        models.Vacancy,
        models.Reserved,
        models.Notice,
        models.Seal,
        models.Unsealed,
        models.NeedPart,
        models.Note,
    ):
        model.objects.all().delete()


def _titled(line: models.Docket, title: Wording | None) -> None:
    if title is not None:
        line.title_zh, line.title_en = title.zh or "", title.en or ""


def _stands(kind: str, identity: str, docket: str) -> None:
    models.Standing.objects.bulk_create([models.Standing(kind=kind, identity=identity, docket=docket)], ignore_conflicts=True)


def _need(docket: str, state: Need, line: models.Docket) -> None:
    if state.recorded is None:
        return
    _titled(line, state.recorded.title)
    line.state = "determined" if state.determined else "recorded"
    consultations = state.consultations
    models.NeedPart.objects.filter(docket=docket).delete()
    models.NeedPart.objects.bulk_create(
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
                consulted_on=max((one.on for one in consultations), default=None),
            )
            for part in state.recorded.parts
            for outcome in [state.outcomes.get(part.part)]
        ]
    )


def _procurement(docket: str, state: Procurement, line: models.Docket) -> None:
    line.state, line.closes = state_of(state), state.closes
    _titled(line, (state.notice and state.notice.project_name) or (state.intention and state.intention.project_name) or None)
    line.need = state.plan.need if state.plan else state.intention.need if state.intention else ""
    if state.notice is not None:
        happened = state.notice.happened
        line.noticed = happened.date() if isinstance(happened, datetime) else happened
    _notice(docket, state, line)
    plan = state.plan
    if state.ended:
        models.YearSpend.objects.filter(docket=docket).delete()  # its money is free again
    if plan is not None:
        line.method, line.budget_fen = plan.method, plan.budget
    if plan is not None and not state.ended:
        models.YearSpend.objects.bulk_create(
            [
                models.YearSpend(
                    docket=docket,
                    body=plan.body,
                    year=plan.fiscal_year,
                    line=plan.budget_line,
                    budget_item=plan.budget_item,
                    category=plan.category,
                    method=plan.method,
                    amount_fen=plan.budget,
                )
            ],
            update_conflicts=True,
            unique_fields=["docket"],
            update_fields=["body", "year", "line", "budget_item", "category", "method", "amount_fen"],
        )
    elif state.intention is not None:
        line.budget_fen = state.intention.budget


def _notice(docket: str, state: Procurement, line: models.Docket) -> None:
    notice, plan, closes = state.notice, state.plan, state.closes
    if notice is None or plan is None or closes is None or line.noticed is None:
        return
    whole = plan.reservation is not None and plan.reservation.way == "whole"
    reserved = [lot for lot in state.lots if whole] or [lot.lot for lot in plan.lots if lot.reserved]
    row = models.Notice(
        docket=docket, body=plan.body, method=plan.method, noticed=line.noticed, closes=closes, documents_issued=notice.documents_issued,
        offered_until=notice.documents_offered_until, lots=" ".join(lot for lot in state.lots if lot not in state.ended_lots),
        reserved=" ".join(reserved), small_micro=" ".join(lot.lot for lot in plan.lots if lot.reserved == "small-and-micro"), whole=whole,
        consortia_allowed=notice.consortia_allowed is not False,
        bond_fen=notice.bond, budget_fen=plan.budget, closed=state.closing is not None, opened=state.opening is not None, ended=state.ended,
    )  # fmt: skip
    names = [field.name for field in models.Notice._meta.fields if field.name != "docket"]
    models.Notice.objects.bulk_create([row], update_conflicts=True, unique_fields=["docket"], update_fields=names)


def _bid(docket: str, state: Bid, line: models.Docket) -> None:
    """A bid happens when it arrives: the moment of its act is that of its last byte."""
    if state.obtained is None:
        return
    procurement = state.obtained.procurement
    _stands("bid", f"{procurement.upper()}:{state.obtained.supplier}", docket)
    line.need, line.state = procurement, "sealed" if state.in_force else "obtained"
    models.Seal.objects.filter(docket=docket).exclude(lot__in=list(state.in_force)).delete()
    rows = [models.Seal(docket=docket, procurement=procurement, supplier=state.obtained.supplier, lot=lot, no=bid.no, received=bid.happened,
                        sealed_sha256=bid.sealed_sha256) for lot, bid in state.in_force.items()]  # fmt: skip
    models.Seal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["docket", "lot"], update_fields=["no", "received", "sealed_sha256"]
    )
    counts = models.Unsealed(docket=docket, procurement=procurement, withdrawn=len(state.withdrawn), late=len(state.late))
    models.Unsealed.objects.bulk_create([counts], update_conflicts=True, unique_fields=["docket"], update_fields=["withdrawn", "late"])


def _budget(docket: str, state: Budget, line: models.Docket) -> None:
    if state.body is None or state.year is None:
        return
    _stands("budget", f"{state.body}:{state.year}", docket)
    line.state = "entered"
    models.BudgetLine.objects.filter(docket=docket).delete()
    models.BudgetLine.objects.bulk_create(
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
    _titled(line, state.adopted.title)
    line.state = "adopted"
    models.DirectoryItem.objects.filter(docket=docket).delete()
    models.DirectoryItem.objects.bulk_create(
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
    line.body, line.state = state.entered.holder, "entered"
    models.Vacancy.objects.bulk_create(
        [
            models.Vacancy(
                holder=state.entered.holder,
                allotment=state.entered.allotment,
                docket=docket,
                approved=state.entered.approved,
                filled=state.entered.filled,
                reserved=state.entered.reserved,
            )
        ],
        update_conflicts=True,
        unique_fields=["holder"],
        update_fields=["docket", "allotment", "approved", "filled", "reserved"],
    )


def _file(docket: str, state: File, line: models.Docket) -> None:
    entered = state.entered
    if entered is None:
        return
    _stands("file", entered.key, docket)
    _titled(line, entered.name)
    accepted = state.reviewed is not None and state.reviewed.result == "accepted"
    line.state = str(state.reviewed.result) if state.reviewed else "entered"
    models.Party.objects.bulk_create(
        [
            models.Party(
                key=entered.key,
                docket=docket,
                party=entered.party,
                nature=entered.nature,
                name_zh=entered.name.zh or "",
                name_en=entered.name.en or "",
                level=entered.level or "",
                place=entered.place or "",
                category=entered.category or "",
                size=entered.size or "",
                accepted=accepted,
                head=entered.head or "",
                holders=" ".join(entered.holders),
            )
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=[field.name for field in models.Party._meta.fields if field.name != "key"],
    )
    models.Bar.objects.filter(docket=docket).delete()
    models.Bar.objects.bulk_create(
        [models.Bar(docket=docket, party=entered.key, scope=one.scope, row=one.basis.upper(), ground=one.ground, decision=one.decision,
                    first=one.first, last=one.last) for one in state.bars]
    )  # fmt: skip


def _recruitment(docket: str, state: Recruitment, line: models.Docket) -> None:
    if state.plan is None:
        return
    line.state, line.need = "filed", state.plan.need
    models.Reserved.objects.bulk_create(
        [models.Reserved(docket=docket, holder=state.plan.holder, places=state.plan.places)],
        update_conflicts=True,
        unique_fields=["docket"],
        update_fields=["holder", "places"],
    )


ENTERS: Mapping[str, Callable[[str, Any, models.Docket], None]] = {
    "need": _need,
    "bid": _bid,
    "procurement": _procurement,
    "budget": _budget,
    "directory": _directory,
    "establishment": _establishment,
    "file": _file,
    "recruitment": _recruitment,
}
