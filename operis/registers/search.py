"""What do the registers tell a case? One finder for each fact, by the fact's name; None where there is nothing."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet, Sum

from operis.core.acts import Due
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.budget.facts import BudgetLineFact
from operis.dockets.contract.facts import AwardFact, Funds
from operis.dockets.directory.facts import DirectoryItemFact
from operis.dockets.envelope.facts import Counter
from operis.dockets.establishment.facts import Vacancy
from operis.dockets.file.facts import BodyFact
from operis.dockets.need.facts import NeedPartFact
from operis.dockets.orders import PendingOrder, PendingOrders
from operis.dockets.procurement.facts import (
    Authorship,
    AwardsBefore,
    Bars,
    ProcurementFact,
    Settling,
    Signatures,
    SmallHolders,
    Writers,
)
from operis.dockets.procurement.invitation_facts import Invitation
from operis.dockets.standing import Namesake, Namesakes, Standing
from operis.dockets.supervision.facts import Inspected
from operis.drafts.reviewing import writers_of
from operis.registers import models
from operis.registers.bidders import (
    FINAL_QUOTE,
    SMALL,
    Key,
    asked_of,
    bars_of,
    bid_marks_for,
    contenders_for,
    contents_for,
    explanations_in,
    following_of,
    members_of,
    price_lists_for,
    received_by,
    supplier_of,
    winning_bids_of,
    wording_of,
)
from operis.registers.ended import ended_before, failed_tenders
from operis.registers.purchases import bought_before, bought_beside, other_plans, paid_outside, year_kept, year_spend
from operis.registers.questions import mentions_in, question_of, questions_asked
from operis.registers.rows import all_of, one_of
from operis.registers.sold import sellers_of
from operis.registers.sole import experts_tied, former_contract, sole_party
from operis.registers.won import joined, won
from operis.sealing.answers import HANDED_IN


def body(key: Key, docket: str | None) -> BodyFact | None:
    row = one_of(models.Party, key=key[0], party="body")
    if row is None:
        return None
    level, place, category = row.level or None, row.place or None, row.category or None
    return BodyFact(row.key, row.nature, level, place, category, row.accepted, places=tuple(row.places), key_review=row.key_review,
                    also_reviewed=tuple(row.also_reviewed.split()), unit=row.unit or None)  # fmt: skip


def plan_writers(key: Key, docket: str | None) -> Writers:
    return Writers(writers_of(*key))


def award_writers(key: Key, docket: str | None) -> Writers:
    return Writers(writers_of(key[0], docket or "", ""))


def need_part(key: Key, docket: str | None) -> NeedPartFact | None:
    row = one_of(models.NeedPart, docket=key[0].upper(), part=key[1])
    return (
        None
        if row is None
        else NeedPartFact(
            row.docket,
            row.part,
            row.body,
            row.outcome or None,
            tuple(row.holds.split()),
            row.class_word or None,
            row.market_count,
            row.recipients_count,
            row.consulted_on,
            *_quoted(row),
            tuple(row.undescribed.split()),
            row.bought,
        )
    )


def _quoted(row: models.NeedPart) -> tuple[tuple[str, ...], tuple[int, ...]]:
    quotations = json.loads(row.quotations or "[]")
    return tuple(firm for firm, _ in quotations), tuple(amount for _, amount in quotations)


def budget_line(key: Key, docket: str | None) -> BudgetLineFact | None:
    rows = models.BudgetLine.objects.filter(body=key[0], year=int(key[1]), line=key[2])
    return next(iter(_budget_lines(rows, docket)), None)


def budget_lines(body: str, year: int) -> tuple[BudgetLineFact, ...]:
    """The lines of a body's year, each with what plans and contracts hold of it."""
    return _budget_lines(models.BudgetLine.objects.filter(body=body, year=year).order_by("line"), None)


def _budget_lines(rows: QuerySet[models.BudgetLine], docket: str | None) -> tuple[BudgetLineFact, ...]:
    lines = list(rows)
    of_them = models.YearSpend.objects.filter(
        body__in={one.body for one in lines}, year__in={one.year for one in lines}, line__in={one.line for one in lines}
    )
    held, outside = _held(of_them.exclude(docket=docket or "")), paid_outside(lines)
    return tuple(
        BudgetLineFact(
            row.line,
            row.budget_item,
            Fen(row.amount_fen),
            Fen(held.get(row.line, 0) + outside.get((row.body, row.year, row.line), 0)),
            row.category or None,
            row.directory_item or None,
            tuple(int(year) for year in row.years.split()),
            Fen(row.all_years_fen),
        )
        for row in lines
    )


def _held(spends: QuerySet[models.YearSpend]) -> dict[str, int]:
    """What procurements hold of each line: what each plans to spend, and for a lot whose contract is signed its price instead."""
    rows = list(spends)
    line_of = {row.docket: row.line for row in rows}
    planned = {(row.docket, row.lot): row.lot_budget_fen for row in models.Award.objects.filter(docket__in=line_of)}
    held: dict[str, int] = {}
    for row in rows:
        held[row.line] = held.get(row.line, 0) + row.amount_fen
    for signed in models.Contract.objects.filter(procurement__in=line_of).exclude(signed=None):
        held[line_of[signed.procurement]] -= planned.get((signed.procurement, signed.lot), signed.price_fen) - signed.price_fen
    return held


def directory_item(key: Key, docket: str | None) -> DirectoryItemFact | None:
    row = one_of(models.DirectoryItem, "-first", code=key[0])
    return None if row is None else DirectoryItemFact(row.code, row.class_word, row.first, row.last)


def vacancy(key: Key, docket: str | None) -> Vacancy | None:
    row = one_of(models.Vacancy, holder=key[0])
    if row is None:
        return None
    here = models.Reserved.objects.filter(holder=key[0]).exclude(docket=docket or "").aggregate(sum=Sum("places"))["sum"] or 0
    return Vacancy(row.holder, row.allotment, row.approved, row.filled, row.reserved, here)


def standing(key: Key, docket: str | None) -> Standing | None:
    row = one_of(models.Standing, kind=key[0], identity=key[1])
    return None if row is None else Standing(row.docket)


def code_holder(key: Key, docket: str | None) -> Standing | None:
    row = one_of(models.Party, party=key[0], code=key[1])
    return None if row is None else Standing(row.docket)


def namesakes_of(key: Key, docket: str | None) -> Namesakes:
    rows = models.Party.objects.filter(Q(plain_zh__in=key) | Q(plain_en__in=key)).order_by("docket")
    return Namesakes(
        tuple(Namesake(row.docket, name, row.nature, row.code) for row in rows for name in key if name in (row.plain_zh, row.plain_en))
    )


def reviewed_plan(key: Key, docket: str | None) -> Standing | None:
    ended = models.Docket.objects.filter(ended__isnull=False).values("number")
    there = models.PaperReview.objects.filter(body=key[0], sha256=key[1]).exclude(docket__in=ended).order_by("docket")
    dockets = list(there.values_list("docket", flat=True))
    return Standing(docket if docket in dockets else dockets[0]) if dockets else None


def pending_orders_of(key: Key, docket: str | None) -> PendingOrders | None:
    rows = models.pending_orders().filter(target=docket) if docket else ()
    found = tuple(PendingOrder(Slug(one.effect), one.origin) for one in rows)
    return PendingOrders(found) if found else None


def inspected_of(key: Key, docket: str | None) -> Inspected | None:
    row = one_of(models.Docket, number=key[0].upper(), kind="procurement")
    return Inspected(row.body, row.filed_at is not None, row.state) if row else None


def procurement_of(key: Key, docket: str | None) -> ProcurementFact | None:
    row = one_of(models.Notice, docket=key[0].upper(), ended=False)
    if row is None:
        return None
    lots, reserved, small_micro = (tuple(one.split()) for one in (row.lots, row.reserved, row.small_micro))
    bond = None if row.bond_fen is None else Fen(row.bond_fen)
    return ProcurementFact(
        row.docket, row.body, row.method, row.noticed, row.closes, row.documents_issued, row.offered_until, lots, reserved, small_micro,
        row.whole, bond, Fen(row.budget_fen), row.closed, row.consortia_allowed, row.round, _quotes_asked(key), row.keys or None,
        tuple(Fen(int(one)) for one in row.limits.split()),
    )  # fmt: skip


def counter_of(key: Key, docket: str | None) -> Counter | None:
    row = one_of(models.Notice, docket=key[0].upper())
    return None if row is None else Counter(row.body, row.agency or None, tuple(row.agency_matters.split()))


def invitation_of(key: Key, docket: str | None) -> Invitation | None:
    """None where nobody is invited, and everyone may bid."""
    rows = models.Invited.objects.filter(docket=key[0].upper())
    return Invitation(rows.filter(supplier=key[1]).exists()) if rows.exists() else None


def _quotes_asked(key: Key) -> tuple[str, ...]:
    return tuple(one.lot for one in all_of(models.Asked, "lot", docket=key[0].upper(), supplier=key[1], about=FINAL_QUOTE))


def authorship_of(key: Key, docket: str | None) -> Authorship:
    """Who designed the project of a procurement or wrote its specification, as the consultations on its need say."""
    line = one_of(models.Docket, number=key[0].upper() if key else docket or "")
    parts = all_of(models.NeedPart, docket=line.need) if line is not None and line.need else ()
    return Authorship(tuple(dict.fromkeys(author for part in parts for author in part.authors.split())))


def awards_before(key: Key, docket: str | None) -> AwardsBefore:
    """The awards of the body that stand, but for those of this docket."""
    rows = models.Award.objects.filter(body=key[0]).exclude(docket=docket or "").order_by("published", "docket", "lot")
    found = list(rows.values_list("docket", "supplier", "price_fen", "lot_budget_fen"))
    return AwardsBefore(*(tuple(column) for column in zip(*found, strict=True))) if found else AwardsBefore((), (), (), ())


def small_holders(key: Key, docket: str | None) -> SmallHolders:
    """Small and medium suppliers that have a published contract of a category."""
    bought = models.YearSpend.objects.filter(category=key[0]).values("docket")
    holders = models.Contract.objects.filter(procurement__in=bought, published__isnull=False).values("supplier")
    rows = models.Party.objects.filter(key__in=holders, party="supplier", size__in=SMALL).order_by("key")
    return SmallHolders(tuple(rows.values_list("key", flat=True)))


def signatures_of(key: Key, docket: str | None) -> Signatures:
    rows = models.Contract.objects.filter(procurement=docket).order_by("lot", "supplier")
    return Signatures(tuple((row.lot, row.supplier) for row in rows if row.refused), tuple(row.lot for row in rows if row.signed))


def award_of(key: Key, docket: str | None) -> AwardFact | None:
    row = models.Award.objects.filter(docket=key[0].upper(), lot=key[1]).first()
    if row is None:
        return None
    need = models.NeedPart.objects.filter(docket=row.need.upper(), part=row.part).first()
    party = models.Party.objects.filter(key=row.supplier, party="supplier").first()
    with_winner = models.Contract.objects.filter(procurement=row.docket, lot=row.lot, supplier=row.supplier, refused=False)
    contract = with_winner.exclude(docket=docket or "").first()
    return AwardFact(
        procurement=row.docket, lot=row.lot, method=row.method, body=row.body, supplier=row.supplier, price=Fen(row.price_fen),
        published=row.published, payment_days=row.payment_days, content=wording_of(row.content),
        sign_by=Due(day=row.sign_by, row=row.sign_by_row) if row.sign_by else None, reserved=row.reserved,
        small=party is not None and party.nature == "enterprise" and party.size in SMALL, form=row.form, term_months=row.term_months,
        term_grounds=tuple(row.term_grounds.split()), agreed=_agreed(row), outcome=need.outcome or None if need else None,
        holds=tuple(need.holds.split()) if need else (), contract=contract.docket if contract else None, ended=row.ended,
        agency=row.agency or None, agency_matters=tuple(row.agency_matters.split()), extension_months=row.extension_months,
        others=_others(row), divided=row.divided,
        names=tuple(name for _key, names in _named((row.supplier, *joined(row))) for name in names),
    )  # fmt: skip


def _others(row: models.Award) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who bid for the lot of an award and did not win, with the names on their files."""
    bid = models.Compared.objects.filter(docket=row.docket, lot=row.lot).exclude(supplier__in=(row.supplier, *joined(row)))
    return _named(bid.values("supplier"))


def _named(keys: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = models.Party.objects.filter(key__in=keys, party="supplier").order_by("key").values_list("key", "name_zh", "name_en")
    return tuple((key, tuple(filter(None, dict.fromkeys(names)))) for key, *names in found)


def funds_of(key: Key, docket: str | None) -> Funds | None:
    award = models.Award.objects.filter(docket=key[0].upper(), lot=key[1]).first()
    spend = models.YearSpend.objects.filter(docket=key[0].upper()).first()
    line = models.BudgetLine.objects.filter(body=spend.body, year=spend.year, line=spend.line).first() if spend else None
    if award is None or line is None:
        return None
    all_of_line = models.YearSpend.objects.filter(body=line.body, year=line.year, line=line.line)
    held = _held(all_of_line).get(line.line, 0) + sum(paid_outside((line,)).values()) - award.lot_budget_fen
    return Funds(line.line, Fen(max(line.amount_fen, line.all_years_fen)), Fen(held))


def award_bars_of(key: Key, docket: str | None) -> Bars:
    """Of the winner, and of those who joined its bid."""
    award = models.Award.objects.filter(docket=key[0].upper(), lot=key[1]).first()
    return bars_of((award.supplier, *joined(award)), docket) if award else Bars(())


def _agreed(row: models.Award) -> dict[str, tuple[Wording, ...]]:
    """What the winner offered, else what the plan asks, by the word for it."""
    agreed = {about: tuple(Wording(**text) for text in texts) for about, texts in json.loads(row.requirements).items()}
    if (content := won(row)) is not None:
        offered: dict[str, tuple[Wording, ...]] = {}
        for one in content.offers:
            if one.answers != HANDED_IN:
                offered[one.about] = (*offered.get(one.about, ()), one.text)
        agreed |= offered
    return agreed


def settling_of(key: Key, docket: str | None) -> Settling | None:
    row = models.Notice.objects.filter(docket=key[0].upper()).first()
    if row is None:
        return None
    awards = models.Award.objects.filter(docket=row.docket)
    contracts = models.Contract.objects.filter(procurement=row.docket, supplier=key[1])
    signed = contracts.exclude(signed=None).order_by("-signed").values_list("signed", flat=True).first()
    return Settling(
        row.body, row.method, row.noticed, row.opened, row.ended, awards.order_by("published").values_list("published", flat=True).first(),
        awards.filter(supplier=key[1]).exists(), signed,
        contracts.filter(refused=True, force_majeure=False).exists(), row.agency or None, tuple(row.agency_matters.split()),
    )  # fmt: skip


FINDERS: Mapping[str, Callable[[Key, str | None], Any]] = {
    "body": body,
    "purchaser": body,
    "authority": body,
    "need_part": need_part,
    "plan_writers": plan_writers,
    "award_writers": award_writers,
    "contract_writers": plan_writers,
    "budget_line": budget_line,
    "paid_from": budget_line,
    "bought_beside": bought_beside,
    "year_spend": year_spend,
    "other_plans": other_plans,
    "bought_before": bought_before,
    "year_kept": year_kept,
    "directory_item": directory_item,
    "vacancy": vacancy,
    "sellers": sellers_of,
    "standing": standing,
    "code_holder": code_holder,
    "namesakes": namesakes_of,
    "reviewed_plan": reviewed_plan,
    "pending_orders": pending_orders_of,
    "inspected": inspected_of,
    "procurement": procurement_of,
    "counter": counter_of,
    "supplier": supplier_of,
    "bidder": supplier_of,
    "invitation": invitation_of,
    "candidates": members_of,
    "candidate_bars": bars_of,
    "members": members_of,
    "bars": bars_of,
    "contenders": contenders_for,
    "authorship": authorship_of,
    "awards_before": awards_before,
    "small_holders": small_holders,
    "received": received_by,
    "contents": contents_for,
    "asked_of": asked_of,
    "price_lists": price_lists_for,
    "bid_marks": bid_marks_for,
    "winning_bids": winning_bids_of,
    "explanations": explanations_in,
    "signature": signatures_of,
    "following": following_of,
    "award": award_of,
    "award_bars": award_bars_of,
    "funds": funds_of,
    "settling": settling_of,
    "ended_before": ended_before,
    "failed_tenders": failed_tenders,
    "experts_tied": experts_tied,
    "sole_party": sole_party,
    "sole_bars": bars_of,
    "former_contract": former_contract,
    "questions_asked": questions_asked,
    "question": question_of,
    "mentions": mentions_in,
    "suppliers_named": mentions_in,
}
