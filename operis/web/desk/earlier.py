"""Which earlier plan of the body can be taken as a pattern, and what has the law changed since?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.core.fields import plain, walk
from operis.core.mandates import Mandate
from operis.core.money import Fen, yuan
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.terms import Lot
from operis.documents.labels import label
from operis.documents.lawbook import book, calendar
from operis.documents.shown import language
from operis.drafts.reviewing import papers_of
from operis.law.book import Row
from operis.law.compare import BEGINS, ENDS, between_days
from operis.ledger.states import state_of
from operis.procedures import METHODS, takers
from operis.registers import models
from operis.registers.duties import standing
from operis.web.components.links import Link
from operis.web.desk.guide_need import typed_of
from operis.web.desk.reviewing import standing_of
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed
from operis.web.reading.dockets import Shown
from operis.web.reading.lists import headings

AGAIN = "desk-again"
TEXTS = ("requirements", "conditions", "criteria", "ties", "contract_form", "contract_groups", "term_months", "term_grounds", "acceptance",
         "payment_days", "low_price_line_percent", "agency")  # fmt: skip
"""What an earlier plan says that may be said again; money, need and year are always this one's."""
MONEY = frozenset({"fiscal_year", "budget_line", "budget", "ceiling", "floor", "lots", "reservation"})
AGAIN_OF = "again_of"
SHOWN_MAX = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    number: str
    filed: date
    method: str
    texts: Mapping[str, str]
    place: str = ""
    """That of the body, whose own rows hold for it beside those of everywhere."""
    of: tuple[str, str] | None = None
    """The part of a need that it was for, where it has ended without an award: that may be tried again."""
    year: str = ""
    whole: Mapping[str, str] = field(default_factory=dict)
    """All that it said."""

    def begins(self, need: str, part: str, year: str) -> Mapping[str, str]:
        """Its texts for another purchase; for the same one, tried again, all that it said: its money only in the same year."""
        if self.of != (need, part):
            return self.texts
        rest = {name: value for name, value in self.whole.items() if self.year == year or name.partition("-")[0] not in MONEY}
        return {**rest, AGAIN_OF: self.number, AGAIN: self.number}


@dataclass(frozen=True, slots=True)
class LawChange:
    row: Row
    says: str


def earlier_plan(number: str, mandate: Mandate) -> Earlier | None:
    """A filed plan of one's own body."""
    line = models.Docket.objects.filter(number=number.strip().upper(), kind="procurement", body=mandate.acts_for or "-").first()
    plan = state_of(line.number).plan if line else None
    if plan is None or line is None:
        return None
    said = plain(plan)
    texts = {**typed_of(FilePlan, {name: said[name] for name in TEXTS if said.get(name)}), AGAIN: line.number}
    place = models.Party.objects.filter(key=line.body).values_list("place", flat=True).first() or ""
    state = state_of(line.number)
    ended = line.ended is not None or bool(state.lots_to_follow)
    if state.lots_to_follow:
        said = _of_lots(said, [one for one in plan.lots if one.lot in state.lots_to_follow])
    whole = typed_of(FilePlan, {name: said[name] for name in walk(FilePlan) if said.get(name) is not None}) if ended else {}
    return Earlier(line.number, calendar().day(plan.happened), str(said["method"]), texts, place,
                   (plan.need.upper(), plan.part) if ended else None, str(plan.fiscal_year), whole)  # fmt: skip


def _of_lots(said: Mapping[str, Any], lots: Sequence[Lot]) -> dict[str, Any]:
    """What a plan said, of these lots alone: the limits of its prices were for all of them."""
    kept = {name: value for name, value in said.items() if name not in ("ceiling", "floor", "reservation")}
    return {**kept, "budget": yuan(Fen(sum(one.budget for one in lots))), "lots": [plain(one) for one in lots] if len(lots) > 1 else []}


def tried_before(need: str, part: str, mandate: Mandate) -> str:
    """The number of the newest purchase of the part, where it has ended without an award, or lots of it have while others go on."""
    rows = models.Docket.objects.filter(kind="procurement", need=need, body=mandate.acts_for or "-").exclude(method="")
    states = [(one, state_of(one.number)) for one in rows.order_by("-ordinal")[:SHOWN_MAX]]
    same = [(one, state) for one, state in states if state.plan is not None and state.plan.part == part]
    return same[0][0].number if same and (same[0][0].ended is not None or same[0][1].lots_to_follow) else ""


def earlier_plans(at: Sitting, typed: Typed) -> list[Link]:
    """The body's last plans, each as a pattern for this one."""
    need, part = typed.get("need", "").strip().upper(), typed.get("part", "")
    if at.docket is not None or not need:
        return []
    found = models.Docket.objects.filter(kind="procurement", body=at.mandate.acts_for or "-").exclude(method="").order_by("-ordinal")
    rows = list(found[:SHOWN_MAX])
    titles = headings(rows)
    path = reverse("desk-new", args=[FilePlan.docket_kind, FilePlan.slug])
    return [Link(_("{number}, {title}").format(number=one.number, title=titles[one.number].words),
                 f"{path}?{urlencode({'need': need, 'part': part, 'again': one.number})}") for one in rows]  # fmt: skip


def way_again(docket: Shown, mandate: Mandate) -> list[Link]:
    """From a purchase that has ended without an award, or lots of which have, and that nothing has followed, to a new plan of its need."""
    plan = getattr(docket.state, "plan", None)
    if plan is None or (docket.line.ended is None and not docket.state.lots_to_follow):
        return []
    if tried_before(plan.need.upper(), plan.part, mandate) != docket.number:
        return []
    return [Link(_("Try again: a new plan of the same need, begun from this one"), _anew(plan.need, plan.part, docket.number))]


@dataclass(frozen=True, slots=True)
class Anew:
    number: str
    """Of the purchase that has ended without an award."""
    url: str
    in_part: bool
    """Whether only lots of it have."""

    @property
    def words(self) -> str:
        return _("A lot ended without a result: try again") if self.in_part else _("It ended without a result: try again")


def plans_anew(mandate: Mandate) -> list[Anew]:
    """The body's newest purchases that ended without an award, or lots of which did, and whose part of the need waits for a plan again.

    One that is in review is listed with the papers.
    """
    if mandate.role not in takers(FilePlan) or not mandate.acts_for:
        return []
    own = models.Docket.objects.filter(kind="procurement", body=mandate.acts_for).exclude(need="")
    of_lots = models.YearSpend.objects.filter(body=mandate.acts_for, failed_fen__gt=0).values("docket")
    ended = own.filter(Q(ended__isnull=False, resulted=None) | Q(number__in=of_lots))
    rows = list(ended.exclude(method="").order_by("-ordinal")[:SHOWN_MAX])
    waits = standing(Q(docket__in={one.need for one in rows}, command=FilePlan.slug)) if rows else ()
    open_ = {(one.docket, one.about) for one in waits}
    found: dict[tuple[str, str], Anew] = {}
    for one in rows:
        plan = state_of(one.number).plan if any(one.need == need for need, _part in open_) else None
        if plan is not None and (one.need, plan.part) in open_:
            found.setdefault((one.need, plan.part), Anew(one.number, _anew(one.need, plan.part, one.number), one.ended is None))
    sent = papers_of(mandate.acts_for or "-").filter(command=FilePlan.slug, need__in={need for need, _part in found}) if found else ()
    written = {(one.need, one.part) for one in sent if standing_of(one) is not None}
    return [one for matter, one in found.items() if matter not in written]


def _anew(need: str, part: str, number: str) -> str:
    asked = urlencode({"need": need.upper(), "part": part, "again": number})
    return f"{reverse('desk-new', args=[FilePlan.docket_kind, FilePlan.slug])}?{asked}"


def law_changes(earlier: Earlier) -> tuple[LawChange, ...]:
    """What the rows that weigh a plan of this method say today and did not on the day of the earlier one."""
    step = METHODS[earlier.method].steps[FilePlan] if earlier.method in METHODS else None
    ids = dict.fromkeys(id for rule in (*step.after, *step.provided) for id in rule.rows) if step else {}
    rows = [book().rows[id] for id in ids if id in book().rows]
    return tuple(_changes([one for one in rows if not one.place or earlier.place.startswith(one.place)], earlier.filed))


def _changes(rows: list[Row], since: date) -> Iterator[LawChange]:
    today = calendar().day(clock.now())
    for one in between_days(rows, since, today):
        row = book().rows[one.row].at(today)
        if one.what == BEGINS:
            yield LawChange(row, _("Holds now, and did not then."))
        elif one.what == ENDS:
            yield LawChange(row, _("Held then, and does no longer."))
        else:
            name = one.path.rpartition(".")[2]
            yield LawChange(row, _("Reads otherwise: {term}, then {before}, now {after}.").format(
                term=label(name, language()), before=_said(one.before), after=_said(one.after)))  # fmt: skip


def _said(value: object) -> str:
    """A value of a row in words: of a list each word."""
    if value is None:
        return _("nothing")
    return _(", ").join(_said(one) for one in value) if isinstance(value, list) else label(f"{value}", language())
