"""What else does a body buy in the year of a plan, what ties it to that plan, and from whom did it buy the same before?"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from operis.core.money import Fen
from operis.dockets.budget.facts import (
    CATEGORY,
    EMERGENCY_PURCHASE,
    ITEM,
    LINE,
    NEED,
    TITLE,
    BoughtBefore,
    Kept,
    OtherPlans,
    YearKept,
    YearSpend,
    same_kind,
)
from operis.registers import models
from operis.registers.rows import all_of, one_of

Key = tuple[str, ...]
Spend = models.YearSpend | models.OutsideSpend
OPEN_TENDER: Final = "open-tender"
COUNTS: Final = re.compile(r"[\W\d_]|[一二三四五六七八九十第期批次包段标]|\b(phase|part|lot|stage|batch|one|two|three|four|five)\b")
"""What tells the pieces of one purchase apart: numbers, and the words for pieces."""


def year_spend(key: Key, docket: str | None) -> YearSpend | None:
    """What the other plans of the year spend without open tender on one budget item and category, or on what is one kind with it."""
    line = one_of(models.BudgetLine, body=key[0], year=int(key[1]), line=key[2])
    if line is None:
        return None
    planned = models.YearSpend.objects.filter(body=line.body, year=line.year, budget_item=line.budget_item).order_by("docket")
    bought = models.OutsideSpend.objects.filter(body=line.body, year=line.year, budget_item=line.budget_item).order_by("docket", "pk")
    others: list[Spend] = [*planned.exclude(docket=docket or "").exclude(method=OPEN_TENDER), *bought.exclude(method=EMERGENCY_PURCHASE)]
    rows = [one for one in others if one.category and same_kind(one.category, key[3])]
    return YearSpend(Fen(sum(one.amount_fen for one in rows)), tuple(one.docket for one in rows), tuple(one.amount_fen for one in rows))


def other_plans(key: Key, docket: str | None) -> OtherPlans:
    """The body's other purchases of the year with the same need, category or item of the directory, or with a title that only counts on."""
    body, year, need, category, item, line = key
    return _tied(_of_year(body, int(year), docket), need, category, item, line)


def bought_beside(key: Key, docket: str | None) -> OtherPlans:
    """The same for what was bought outside: what it is for says its budget line; earlier purchases for the need itself are among them."""
    body, year, line = key
    paid = one_of(models.BudgetLine, body=body, year=int(year), line=line) if line else None
    category, item = (paid.category, paid.directory_item) if paid is not None else ("", "")
    return _tied(_of_year(body, int(year), None), docket or "", category, item, line)


def _of_year(body: str, year: int, docket: str | None) -> list[Spend]:
    planned = [one for one in all_of(models.YearSpend, "docket", body=body, year=year) if one.docket != docket]
    return [*planned, *all_of(models.OutsideSpend, "docket", "id", body=body, year=year)]


def _tied(rows: list[Spend], need: str, category: str, item: str, line: str) -> OtherPlans:
    """Those that have something in common; that they are paid from one line is said beside that, and ties nothing by itself."""
    titles = _titles({need, *(one.need for one in rows)}) if rows else {}
    own = titles.get(need)
    found = list[tuple[str, str, str, str, str, str, int, str, int]]()
    for one in rows:
        ties = (
            (NEED, one.need == need),
            (CATEGORY, bool(category and one.category) and same_kind(one.category, category)),
            (ITEM, bool(item) and one.directory_item == item),
            (TITLE, own is not None and one.need != need and titles.get(one.need) == own),
        )
        if tied := [name for name, holds in ties if holds]:
            tied += [LINE] if line and one.line == line else []
            failed = one.failed_fen if isinstance(one, models.YearSpend) else 0
            said = (one.docket, one.need, one.part, one.budget_item, one.category, one.method, one.amount_fen, " ".join(tied), failed)
            found.append(said)
    return OtherPlans(*(tuple(column) for column in zip(*found, strict=True))) if found else OtherPlans()


def paid_outside(lines: Iterable[models.BudgetLine]) -> dict[tuple[str, int, str], int]:
    """What was paid from each line for what was bought outside the methods of this site."""
    known = {(one.body, one.year, one.line) for one in lines}
    paid: dict[tuple[str, int, str], int] = {}
    for one in models.OutsideSpend.objects.filter(body__in={body for body, _year, _line in known}).exclude(line=""):
        if (key := (one.body, one.year, one.line)) in known:
            paid[key] = paid.get(key, 0) + one.amount_fen
    return paid


def _titles(needs: Collection[str]) -> Mapping[str, str]:
    """What is left of the title of each need once what counts its pieces is gone."""
    rows = models.Docket.objects.filter(number__in=needs).values_list("number", "title_zh", "title_en")
    return {number: left for number, zh, en in rows if (left := COUNTS.sub("", unicodedata.normalize("NFKC", zh or en).casefold()))}


def bought_before(key: Key, docket: str | None) -> BoughtBefore:
    """The signed contracts of earlier years for one category, or for what is one kind with it, with who held them."""
    body, year, category = key
    spends = models.YearSpend.objects.filter(body=body, year__lt=int(year)).exclude(docket=docket or "")
    bought = {one.docket: one for one in spends if same_kind(one.category, category)}
    signed = models.Contract.objects.filter(procurement__in=bought).exclude(signed=None).order_by("signed", "docket") if bought else ()
    found = [(one.docket, bought[one.procurement].year, one.supplier, bought[one.procurement].method, one.price_fen) for one in signed]
    return BoughtBefore(*(tuple(column) for column in zip(*found, strict=True))) if found else BoughtBefore()


def year_kept(key: Key, docket: str | None) -> YearKept:
    """What the body's other plans of the year keep for small and medium enterprises, of those that these could do."""
    rows = all_of(models.YearSpend, "docket", body=key[0], year=int(key[1]), suitable=True)
    kept = [Kept(one.docket, Fen(one.amount_fen), Fen(one.reserved_fen), Fen(one.small_micro_fen)) for one in rows if one.docket != docket]
    return YearKept(tuple(kept))
