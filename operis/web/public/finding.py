"""Which notices does a reader look for? What was typed into the filters, read; and the question that it puts to the registers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.http import QueryDict

from operis.core.money import Fen, fen
from operis.documents.few import shut
from operis.documents.said import said
from operis.registers import models
from operis.registers.finding import having
from operis.web.components.errors import Wrong
from operis.web.reading.lists import query, typed, wrong_words

FILTERS = ("q", "kind", "status", "area", "min", "max", "closes", "for", "sort")
"""In the order of the address; `page` comes last."""
NOT_OPENED = "not-opened"
"""Closed, and too few have bid for an opening."""
OVER = ("failed", "terminated")
KINDS = ("open", "planned", "result", "all")
STATES = ("planned", "filed", "receiving", "closed", NOT_OPENED, "evaluating", "result", "contracted", "ended")
FOR = ("social", "small")
SORTS = ("best", "closes", "newest", "largest", "smallest")
DAYS = (7, 14, 30, 90)
DAYS_MAX = 3650
AGES = {"open": "noticed", "planned": "planned", "result": "resulted", "all": "planned"}
"""By which day the newest of a kind is told; everything of the kind has one."""
OLDER = {"open": "open", "all": "all"}
"""What `status` was before there was `kind`: a published address stays good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for. An amount and a number of days are None where none is asked."""

    q: str = ""
    kind: str = "open"
    status: str = ""
    area: str = ""
    least: Fen | None = None
    most: Fen | None = None
    days: int | None = None
    who: str = ""
    sort: str = ""

    @property
    def valued(self) -> bool:
        return self.least is not None or self.most is not None

    @property
    def sorting(self) -> str:
        """The order that is used where none is asked: the best match, else what is most urgent."""
        return self.sort or ("best" if self.q else "closes" if self.kind == "open" else "newest")

    def without(self, name: str) -> "Search":
        """The same without one of the filters of the address."""
        return replace(self, **CLEARED[name])


CLEARED: Mapping[str, Mapping[str, Any]] = {
    "q": {"q": ""}, "kind": {"kind": "all"}, "status": {"status": ""}, "area": {"area": ""}, "min": {"least": None},
    "max": {"most": None}, "closes": {"days": None}, "for": {"who": ""},
}  # fmt: skip


def read(sent: QueryDict) -> tuple[dict[str, str], Search, list[Wrong]]:
    """The filters as they were typed, what they ask for, and what is wrong with them."""
    values = typed(sent, FILTERS)
    if values["status"] in OLDER:
        values |= {"kind": OLDER[values["status"]], "status": ""}
    errors = [*wrong_words(values["q"]), *_wrong_choices(values)]
    kind = values["kind"] or ("all" if values["status"] else "open")
    least, most = (_amount(values, name, errors) for name in ("min", "max"))
    if least is not None and most is not None and least > most:
        errors.append(Wrong("f-min", said("The lowest value is above the highest. Change one of them.", {})))
    values["kind"] = "" if kind == "open" else kind
    search = Search(q=values["q"], kind=kind, status=values["status"], area=values["area"], least=least, most=most,
                    days=_days(values["closes"], errors), who=values["for"], sort=values["sort"])  # fmt: skip
    return values, search, errors


def _wrong_choices(values: Mapping[str, str]) -> Iterator[Wrong]:
    for name, allowed in (("kind", KINDS), ("status", STATES), ("for", FOR), ("sort", SORTS)):
        if values[name] and values[name] not in allowed:
            yield Wrong(f"f-{name}", said("“{given}” is none of the choices here. Choose one of the list.", {"given": values[name]}))
    if values["area"] and not (values["area"].isascii() and values["area"].isdecimal() and len(values["area"]) in (2, 4, 6)):
        yield Wrong("f-area", said("“{given}” is none of the choices here. Choose one of the list.", {"given": values["area"]}))


def _amount(values: Mapping[str, str], name: str, errors: list[Wrong]) -> Fen | None:
    try:
        return fen(values[name]) if values[name] else None
    except ValueError:  # told to the reader, who sees what was typed
        errors.append(Wrong(f"f-{name}", said("Enter the amount in numbers, like 860000, instead of “{given}”.", {"given": values[name]})))
        return None


def _days(given: str, errors: list[Wrong]) -> int | None:
    if not given:
        return None
    if given.isascii() and given.isdecimal() and len(given) < 5 and 1 <= int(given) <= DAYS_MAX:
        return int(given)
    errors.append(Wrong("f-closes", said("Enter the days as a whole number, like 30, instead of “{given}”.", {"given": given})))
    return None


def found(search: Search, now: datetime) -> "QuerySet[models.Docket]":
    """Everything that fits, in no order yet."""
    rows = models.Docket.objects.filter(_of_kind(search.kind, now), kind="procurement")
    if search.status:
        rows = rows.filter(_in_state(search.status, now))
    if search.area:
        bodies = models.Party.objects.filter(party="body", place__startswith=search.area)
        rows = rows.filter(body__in=bodies.values("key"))
    if search.valued:
        rows = rows.filter(_valued(search))
    if search.days is not None:
        rows = rows.filter(closes__gt=now, closes__lte=now + timedelta(days=search.days))
    if search.who:
        rows = rows.exclude(kept="whole") if search.who == "social" else rows.exclude(kept="")
    return having(search.q, rows) if search.q else rows


def _of_kind(kind: str, now: datetime) -> Q:
    match kind:
        case "open":
            return models.open_at(now)
        case "planned":
            return Q(state__in=("planned", "filed"))
        case "result":
            return Q(resulted__isnull=False)
    return Q(planned__isnull=False)


def _in_state(status: str, now: datetime) -> Q:
    """As a reader sees it: what has closed without an act yet is closed."""
    match status:
        case "receiving":
            return models.open_at(now)
        case "closed":
            return (Q(state="closed") | Q(state="receiving", closes__lte=now)) & ~Q(number__in=shut(Q()))
        case _ if status == NOT_OPENED:
            return Q(state="closed", number__in=shut(Q()))
        case "ended":
            return Q(state__in=OVER)
    return Q(state=status)


def _valued(search: Search) -> Q:
    """Within the bounds, or with no value that could be compared with them."""
    within = Q()
    if search.least is not None:
        within &= Q(budget_fen__gte=search.least)
    if search.most is not None:
        within &= Q(budget_fen__lte=search.most)
    return within | Q(budget_fen__isnull=True)


def ordered(rows: "QuerySet[models.Docket]", search: Search, now: datetime) -> "QuerySet[models.Docket]":
    newest = (f"-{AGES[search.kind]}", "-ordinal")
    orders: Mapping[str, Callable[[], tuple[Any, ...]]] = {
        "closes": lambda: _closing(search, now),
        "newest": lambda: newest,
        "largest": lambda: (F("budget_fen").desc(nulls_last=True), "-ordinal"),
        "smallest": lambda: (F("budget_fen").asc(nulls_last=True), "ordinal"),
    }
    return rows.order_by(*orders.get(search.sorting, orders["newest"])())  # the best is chosen among the newest


def _closing(search: Search, now: datetime) -> tuple[Any, ...]:
    """What has closed comes after what is open, and last what has no time; where only what is open is listed nothing is set apart."""
    if search.kind == "open":
        return "closes", "ordinal"
    return Case(When(closes__gt=now, then=Value(0)), default=Value(1)), F("closes").asc(nulls_last=True), "ordinal"


def active(values: Mapping[str, str], search: Search) -> tuple[str, ...]:
    """The filters that are set; that only what is open is shown, which comes of itself, is one as well."""
    return tuple(name for name in CLEARED if (search.kind != "all" if name == "kind" else values[name]))


def cleared(values: Mapping[str, str], name: str) -> str:
    """The address without one of the filters."""
    return query(values, **{name: "all" if name == "kind" else ""})
