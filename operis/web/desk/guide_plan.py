"""What helps with a plan? What need, budget line and text bank say already; beside it amounts, methods, and other purchases."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operis import clock
from operis.accounts.models import Grant
from operis.core.case import Absent, Fact, Facts
from operis.core.fields import plain, walk
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen, yuan
from operis.core.wording import LANGUAGES, Wording
from operis.dockets.budget.facts import COOPERATIVE_INNOVATION, budget_line, other_plans, year_spend
from operis.dockets.need.terms import NeedPart
from operis.dockets.procurement.commands import FilePlan, PublishIntention
from operis.dockets.procurement.failed_facts import ONE_LEFT, failed_tenders
from operis.dockets.procurement.reviewing import RETURNED, plan_sha256
from operis.documents import proposals
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.shown import language, money, words
from operis.documents.slots import in_languages
from operis.documents.textbank import banks
from operis.drafts.reviewing import Paper, paper_with
from operis.drafts.worksheet import worksheet_of
from operis.law.book import Law
from operis.procedures import METHODS
from operis.registers import models
from operis.rules.amounts import OPEN_TENDER_AMOUNT, QUOTA
from operis.rules.catalogue import ITEMS
from operis.rules.contracts import groups_drafted
from operis.rules.reviews import NOT_MET, reviewed
from operis.web.components.form import ROWS, Part
from operis.web.components.links import Link
from operis.web.desk import one_left
from operis.web.desk.banked import BANK, SLOT, bank_of, banked, missing, with_slots
from operis.web.desk.earlier import AGAIN, earlier_plan, earlier_plans, law_changes, tried_before
from operis.web.desk.guide_need import own_need, typed_of
from operis.web.desk.guides import Section, at_fault
from operis.web.desk.held import MONTHS, Line, lines_of
from operis.web.desk.item_ties import untied
from operis.web.desk.methods import facts_here, known_of, law_here, methods_for, plan_case
from operis.web.desk.onward import intention_told
from operis.web.desk.reviewing import chosen_paper
from operis.web.desk.sending import SendingGuide
from operis.web.desk.sitting import Sitting
from operis.web.desk.unscored import by_method, kept_unseen
from operis.web.forms import Options, Typed, named, rows_of
from operis.web.preparing.ahead import NotWrittenYetError
from operis.web.preparing.listed import OPEN_TENDER, in_words_of_law, listed, lists_of_plan
from operis.web.reading.dockets import Shown, agencies_of
from operis.web.reading.entered import written

T = TypeVar("T")
PRICE, CONDITIONS = "price", "conditions"
"""The kind of criterion that is called so everywhere."""
SECTIONS = (
    (gettext_lazy("What is bought"), ("need", "part", "service", "term_months")),
    (gettext_lazy("Money"), ("fiscal_year", "budget_line", "directory_item", "category", "budget", "ceiling", "apart")),
    (gettext_lazy("Method"), ("method", "method_ground", "case_reason", "one_supplier", "approval")),
    (gettext_lazy("What is required"), ("requirements",)),
    (gettext_lazy("What is asked of suppliers"), (CONDITIONS,)),
    (gettext_lazy("How bids are scored"), ("criteria",)),
    (gettext_lazy("Small and medium enterprises"), ("reservation",)),
    (gettext_lazy("Contract"), ("contract_form", "contract_groups", "acceptance", "payment_days")),
    (gettext_lazy("Who acts for the body"), ("agency", "agency_mandate", "agency_matters")),
)
CONSULTATION, BELOW = "competitive-consultation", "below-threshold"


class PlanGuide(SendingGuide):
    template = "web/desk/guide_plan.html"
    reviewed = reviewed.name

    def begins(self, at: Sitting) -> Mapping[str, str]:
        state = at.docket.state if at.docket else None
        if (sent := self._sent(at)) is not None:
            return sent.typed
        if state is not None and state.plan is not None:
            own = walk(FilePlan)
            return typed_of(FilePlan, {name: value for name, value in plain(state.plan).items() if name in own})
        number, part = _need_asked(at)
        if not number:
            return {"fiscal_year": str(_today().year)}
        need = own_need(number, at.mandate)
        if need is None:
            return {"need": number, "part": part}
        begun = _proposed(need, part, at)
        again = earlier_plan(at.request.GET.get("again", "") or tried_before(need.number, part, at.mandate), at.mandate)
        return _in_place(begun, again.begins(need.number, part, begun["fiscal_year"]), at) if again else begun

    def whole(self, at: Sitting) -> bool:
        """What was sent to its review is whole."""
        return self._sent(at) is not None

    def _sent(self, at: Sitting) -> Paper | None:
        """What was sent to its review last: it is gone on with from there."""
        if chosen := chosen_paper(at.request.GET.get("paper", ""), at.mandate, FilePlan):
            return chosen
        reviews = at.docket.state.reviews if at.docket else ()
        return paper_with(at.mandate.acts_for or "", reviews[-1].plan_sha256) if reviews else None

    def about(self, at: Sitting, asked: FilePlan) -> tuple[str, str]:
        return asked.need.upper(), asked.part

    def sha256(self, at: Sitting, asked: FilePlan) -> str:
        return plan_sha256(asked)

    def fits(self, at: Sitting, typed: Typed) -> bool:
        number, _part = _need_asked(at)
        return not number or typed.get("need", "").strip().upper() == number

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        said = in_words_of_law(with_slots(by_method(sent)), law_here(_state(at), at.mandate))
        return {**said, **one_left.filled(_left(at, said))}

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        return {**missing(typed), **_nameless(typed), **_formless(typed)}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        law = law_here(_state(at), at.mandate)
        lines = lines_of(at.mandate.acts_for or "", _year(typed))
        return {
            **lists_of_plan(law, typed),
            "budget_line": tuple((one.number, one.words) for one in lines),
            "directory_item": _items(typed),
            "agency": _agencies(at.mandate),
            **one_left.offered(_left(at, typed)),
        }

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = _state(at)
        again = earlier_plan(typed.get(AGAIN, ""), at.mandate)
        return {"intended": _intended(at, state, typed), "untied": untied(typed, at.mandate), **banked(typed, wrong),
                "scored": kept_unseen(typed),
                **_money(at, state, typed), "returned": _returned(state),
                "methods": methods_for(at.number, state, at.mandate, typed),
                "budgeted": "budget" in known_of(typed),
                "tried": again is not None and again.of == (typed.get("need", ""), typed.get("part", "")),
                "again": again, "changes": law_changes(again) if again else (), "earlier": earlier_plans(at, typed)}  # fmt: skip

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        by_name = {_field(one): one for one in parts}
        named = {name for _heading, names in SECTIONS for name in names}
        own = tuple(_section(str(heading), tuple(by_name[name] for name in names)) for heading, names in SECTIONS)
        rest = tuple(one for one in parts if _field(one) not in named)
        return (*own, Section(_("Seldom needed"), rest, folded=not any(at_fault(one) for one in rest)))


def _section(heading: str, parts: tuple[Part, ...]) -> Section:
    """Long lists that are filled already are folded, and say how much is in them; not while a row of them waits to be filled.

    What each condition serves is for its writer to say: that list stands open.
    """
    rows = sum(len(one.parts) for one in parts if one.shape == ROWS)
    if not rows or any(one.shape != ROWS for one in parts):
        return Section(heading, parts)
    return Section(f"{heading} ({rows})", parts, folded=not any(at_fault(one) or one.open or one.name == CONDITIONS for one in parts))


def _left(at: Sitting, typed: Typed) -> str:
    """The one supplier whom a failed tender left; looked up only where that is the case that was chosen."""
    if typed.get("method_ground", "") != ONE_LEFT:
        return ""
    return one_left.the_one_left(_told(facts_here(_state(at), at.mandate, typed, at.number), failed_tenders), typed)


def _field(part: Part) -> str:
    return part.name.partition("-")[0]


def _returned(state: Any) -> list[str]:
    """Why the reviewer returned the plan, and what was not in order, where that is how it stands."""
    newest = state.reviews[-1] if state.reviews else None
    if newest is None or newest.outcome != RETURNED:
        return []
    wrong = (one.words for one in newest.points if one.result == NOT_MET)
    return [written(one) for one in (newest.reason, *wrong) if one is not None]


def _state(at: Sitting) -> Any:
    return at.docket.state if at.docket else at.procedure.start()


def _intended(at: Sitting, state: Any, typed: Typed) -> dict[str, Any]:
    """Where no intention was published: what a notice of today would be told of that, and the way to publish one; nothing otherwise."""
    method = typed.get("method", "") or OPEN_TENDER
    if state.intention is not None or method not in METHODS:
        return {}
    told = tuple(intention_told(plan_case(method, at.number, state, at.mandate, {}), method))
    asked = {name: value for name in ("need", "part") if (value := typed.get(name, "").strip())}
    way = reverse("desk-step", args=[at.number, PublishIntention.slug]) if at.number else (
        f"{reverse('desk-new', args=[PublishIntention.docket_kind, PublishIntention.slug])}?{urlencode(asked)}")
    return {"told": told, "way": Link(PublishIntention.title_words.within(language()), way)} if told else {}


def _need_asked(at: Sitting) -> tuple[str, str]:
    """The need that a plan is asked for, and its part."""
    intention = at.docket.state.intention if at.docket else None
    if intention is not None:
        return str(intention.need).upper(), str(intention.part)
    return at.request.GET.get("need", "").strip().upper(), at.request.GET.get("part", proposals.PART)


def _proposed(need: Shown, part: str, at: Sitting) -> dict[str, str]:
    sheet, year = worksheet_of(need.number), _today().year
    bank = banks().get(sheet.bank)
    line = _line(lines_of(at.mandate.acts_for or "", year), sheet.line)
    intention = at.docket.state.intention if at.docket else None
    announced = intention.budget if intention is not None else None
    budget = announced if announced is not None else line.free if line is not None and line.free > 0 else None
    law = law_here(_state(at), at.mandate)
    standing = need.state.outcomes.get(part)
    months = standing.answers.get(MONTHS) if standing is not None else None
    kind = (standing.class_ if standing is not None else None) or (bank.said["service"]["class"] if bank is not None else None)
    pay = law.having("payment_days_max")
    tree: dict[str, Any] = {
        "need": need.number, "part": part, "fiscal_year": str(year), "method": _method(law, budget),
        "budget_line": line.number if line else None, "directory_item": _item_of(line, kind),
        "category": line.category or None if line else None, "budget": yuan(budget) if budget is not None else None,
        "term_months": str(months) if months is not None else None,
        "payment_days": str(pay.count("payment_days_max")) if pay else None,
        "contract_groups": list(listed(law, groups_drafted, "contents")),
    }  # fmt: skip
    method = _open(at, typed_of(FilePlan, tree))
    reserved = method != BELOW and (bank is None or bank.for_enterprises)
    tree |= {"method": method or None, "reservation": _reservation(law, budget) if reserved else None}
    if bank is None:
        return typed_of(FilePlan, tree)
    scored = proposals.CONSULTATION if method == CONSULTATION else proposals.TENDER
    tree |= proposals.plan(bank, in_languages(bank, sheet.values), scored, _recorded(need, part))
    return {**typed_of(FilePlan, tree), BANK: bank.slug, **{f"{SLOT}{name}": value for name, value in sheet.values.items()}}


def _recorded(need: Shown, part: str) -> NeedPart | None:
    return next((one for one in need.state.recorded.parts if one.part == part), None) if need.state.recorded else None


def _line(lines: tuple[Line, ...], chosen: str) -> Line | None:
    """The one that was chosen with the need; where there is only one with money on it, that one."""
    free = [one for one in lines if one.free > 0]
    return next((one for one in lines if one.number == chosen), free[0] if len(free) == 1 else None)


def _item_of(line: Line | None, kind: str | None) -> str | None:
    """The item that the line was budgeted for, where it is of the class of this service: another is proposed to nobody."""
    code = line.directory_item or None if line is not None else None
    known = models.DirectoryItem.objects.filter(code=code).order_by("pk").last() if code else None
    return None if known is not None and kind and known.class_word != kind else code


def _method(law: Law, budget: Fen | None) -> str:
    """By the amounts of the place: the method that needs no ground. Open tendering as long as nothing is known."""
    if budget is None:
        return OPEN_TENDER
    quota, open_ = law.having(QUOTA), law.having(OPEN_TENDER_AMOUNT)
    if quota is not None and budget < quota.fen(QUOTA):
        return BELOW
    return CONSULTATION if open_ is not None and budget < open_.fen(OPEN_TENDER_AMOUNT) else OPEN_TENDER


def _in_place(begun: Mapping[str, str], earlier: Mapping[str, str], at: Sitting) -> dict[str, str]:
    """What was begun with, and in the place of each field of which the earlier plan says something, that."""
    said = {name.partition("-")[0] for name in earlier} & {*walk(FilePlan)}
    whole = {**{name: value for name, value in begun.items() if name.partition("-")[0] not in said}, **earlier}
    return {**whole, "method": _open(at, whole)} if "method" in said else whole


def _open(at: Sitting, typed: Typed) -> str:
    """The method that would be proposed, as long as nothing closes it; else open tendering, and where that is closed too none."""
    shown = {one.slug for one in methods_for(at.number, _state(at), at.mandate, typed) if one.open}
    return next((one for one in (typed.get("method", ""), OPEN_TENDER) if one in shown), "")


def _reservation(law: Law, budget: Fen | None) -> dict[str, Any] | None:
    """What the law asks to keep for small and medium enterprises, in the way that shuts out nobody else."""
    whole, share = law.having("reserve_whole_up_to_fen"), law.having("reserved_share_min_percent")
    if budget is None or whole is None or share is None:
        return None
    if budget <= whole.fen("reserve_whole_up_to_fen"):
        return {"way": "whole"}
    reserved = -(-budget * share.percent("reserved_share_min_percent") // 100)
    small = -(-reserved * share.percent("small_micro_part_of_reserved_min_percent") // 100)
    return {"way": "subcontract-share", "reserved": yuan(int(reserved)), "small_micro": yuan(int(small))}


def _nameless(typed: Typed) -> dict[str, str]:
    """Criteria that the form named by their kind and nobody by words; the price needs none."""
    rows = (named("criteria", row) for row in range(rows_of(typed, "criteria")))
    kinds = ((at, typed.get(named(at, "kind"), ""), typed.get(named(at, "id"), "")) for at in rows)
    own = (at for at, kind, name in kinds if kind not in ("", PRICE) and re.fullmatch(rf"{re.escape(kind)}(-\d+)?", name))
    bare = (at for at in own if not any(typed.get(named(at, "name", one), "").strip() for one in LANGUAGES))
    return {named(at, "name", language()): _("Give this criterion a name: bidders read it in the notice.") for at in bare}


def _formless(typed: Typed) -> dict[str, str]:
    """The form of the contract, where the texts taken know several and nobody has chosen: which suits hangs on the case."""
    bank = bank_of(typed)
    there = bank.said["contract"]["forms"] if bank is not None else []
    if len(there) <= 1 or typed.get("contract_form", ""):
        return {}
    when = " ".join(one["when"][language()] for one in there)
    return {"contract_form": _("Choose the form that fits this purchase. {when}").format(when=when)}


def _agencies(mandate: Mandate) -> Options:
    """The agencies that hold a mandate of the body, by their names."""
    keys = Grant.objects.filter(office__role=str(Role.AGENCY), for_body=mandate.acts_for or "-").values_list("office__body", flat=True)
    return tuple(sorted(agencies_of(set(keys)).items()))


def _items(typed: Typed) -> Options:
    """The items of the guiding directory that hold today, by their names; and what was chosen before."""
    today, chosen = _today(), typed.get("directory_item", "").strip()
    rows = models.DirectoryItem.objects.filter(Q(last=None) | Q(last__gte=today), Q(first=None) | Q(first__lte=today)).order_by("code")
    found = {one.code: Wording(zh=one.name_zh or None, en=one.name_en or None).within(language())[1] for one in rows}
    words = _("{name}: {line}")
    named = tuple((code, words.format(name=name, line=code)) for code, name in found.items())
    return named if not chosen or chosen in found else (*named, (chosen, chosen))


def _money(at: Sitting, state: Any, typed: Typed) -> dict[str, Any]:
    """The line's amounts with their arithmetic, the amounts of the place, and what the year's other purchases come to."""
    facts, law = facts_here(state, at.mandate, typed, at.number), law_here(state, at.mandate)
    amounts = [(words, row, money(row.fen(term))) for words, term in ((_("Quota"), QUOTA), (_("Open-tender amount"), OPEN_TENDER_AMOUNT))
               if (row := law.having(term)) is not None]  # fmt: skip
    line, spent = _told(facts, budget_line), _told(facts, year_spend)
    counted = tuple(zip(spent.dockets, spent.amounts_fen, strict=True)) if spent else ()
    dockets = models.Docket.objects.filter(number__in=[one for one, _fen in counted])
    methods = {one.number: one.method or COOPERATIVE_INNOVATION for one in dockets}
    rows = []
    if line is not None:
        rows = [(_("On the line"), money(line.whole)), (_("Reserved by other plans"), money(line.reserved)), (_("Free"), money(line.free))]
    same = [(one, reverse("desk-docket", args=[one]), money(Fen(fen)), label(methods[one], language()) if one in methods else "")
            for one, fen in counted]  # fmt: skip
    plans = _told(facts, other_plans)
    beside = [(one.docket, reverse("desk-docket", args=[one.docket]), money(one.budget), label(one.method, language()), words(one.ties))
              for one in (plans.found if plans else ()) if one.docket not in methods]  # fmt: skip
    return {"line": rows, "amounts": amounts, "same": same, "same_sum": money(spent.counted) if spent and same else "", "beside": beside,
            "catalogue": law.having(ITEMS) is not None}  # fmt: skip


def _told(facts: Facts, fact: Fact[T]) -> T | None:
    """What another docket tells; nothing where it is not there, or hangs on what is not typed yet."""
    try:
        return facts[fact]
    except (Absent, NotWrittenYetError):
        return None


def _today() -> Any:
    return calendar().day(clock.now())


def _year(typed: Typed) -> int:
    given = typed.get("fiscal_year", "").strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) == len("2026") else _today().year
