"""What does an officer hold in hand to edit and to stamp? The implementation plan, and the record of a determination."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.core.wording import Label
from operis.dockets.contract.terms import GROUPS
from operis.dockets.need.acts import NeedDetermined, ReferralDecided
from operis.dockets.need.state import Need
from operis.dockets.need.terms import NeedPart, PartDetermined
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Condition, Criterion, PlanTerms, Requirement, Reservation
from operis.documents.labels import label, labelled
from operis.documents.lawbook import book
from operis.documents.papers.blocks import Block, Line, Paper, Signed, Table, choice, field, in_words, numbered
from operis.documents.papers.notice import lot_row
from operis.documents.papers.source import AnySource, Source
from operis.documents.shown import language, lasting, length, money, number, shown, text
from operis.law.book import PACK, Law, LawError, Period
from operis.rules.determination import Rulebook, determine_by, rulebook


def plan(source: Source[ImplementationPlanFiled, Procurement], slug: str = "plan") -> Paper:
    act = source.act
    return source.paper(slug, _("Implementation plan of a procurement"), (*numbered(_plan(act, source)), _stamp(source)))


def _stamp(source: AnySource) -> Block:
    return Signed(_("{body} (stamp)").format(body=source.named(source.state.body or "")), shown(source.day))


def _plan(act: ImplementationPlanFiled, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    yield _("Basic facts of the project"), tuple(_facts(act, source))
    if act.lots:
        heads = _("Lot"), _("Name"), _("Budget"), _("Reserved for")
        yield _("Lots"), (Table(_("Lots"), heads, tuple(lot_row(one) for one in act.lots), alone=True),)
    yield _("What is asked"), _asked(act)
    if act.criteria:
        yield (
            _("How bids are scored"),
            (Table(_("Criteria"), criteria_heads(), tuple(criterion_row(one) for one in act.criteria), alone=True),),
        )
    yield _("Small and medium enterprises"), tuple(_reserved(act.reservation))
    yield _("Contract and acceptance"), tuple(_terms(act))
    agency = source.named(act.agency) if act.agency else _("none")
    yield (
        _("Who prepared it"),
        (
            Line(field(PlanTerms, "agency"), agency),
            Line(field(ImplementationPlanFiled, "body"), source.named(act.body)),
            Line(_("Filed on"), source.dated(act)),
        ),
    )


def _facts(act: ImplementationPlanFiled, source: AnySource) -> Iterator[Block]:
    yield Line(_("Project number"), source.number)
    yield Line(_("Project name"), source.about)
    yield Line(field(PlanTerms, "need"), _("{need}, part {part}").format(need=act.need, part=act.part))
    yield Line(field(PlanTerms, "method"), label(act.method, language()))
    if act.method_ground is not None:
        yield Line(field(PlanTerms, "method_ground"), label(act.method_ground, language()))
    yield Line(field(PlanTerms, "fiscal_year"), str(act.fiscal_year))
    yield Line(field(PlanTerms, "budget_line"), act.budget_line)
    yield Line(field(ImplementationPlanFiled, "budget_item"), act.budget_item)
    yield Line(field(PlanTerms, "directory_item"), act.directory_item)
    yield Line(field(PlanTerms, "category"), act.category)
    for name in ("budget", "ceiling", "floor"):
        amount = getattr(act, name)
        if amount is not None:
            yield Line(field(PlanTerms, name), money(amount))


def _asked(act: ImplementationPlanFiled) -> tuple[Block, ...]:
    asked: tuple[Block, ...] = (Line(field(PlanTerms, "requirements"), None),)
    if act.requirements:
        heads = (field(Requirement, "about"), field(Requirement, "text"))
        needed = enumerate(act.requirements, start=1)
        rows = tuple((f"{no}. {label(one.about, language())}", in_words(one.text) or "") for no, one in needed)
        asked = (Table(field(PlanTerms, "requirements"), heads, rows),)
    if not act.conditions:
        return (*asked, Line(field(PlanTerms, "conditions"), _("none beyond the law's")))
    columns = (field(Condition, "about"), field(Condition, "text"), field(Condition, "serves"))
    return (*asked, Table(field(PlanTerms, "conditions"), columns, tuple(_condition(one) for one in act.conditions)))


def _condition(one: Condition) -> tuple[str, str, str]:
    return label(one.about, language()), in_words(one.text) or "", "" if one.serves is None else str(one.serves)


def criteria_heads() -> tuple[str, ...]:
    """Of a table of criteria."""
    return field(Criterion, "id"), field(Criterion, "weight"), field(Criterion, "kind"), field(Criterion, "rule")


def criterion_row(one: Criterion) -> tuple[str, ...]:
    """What the documents say of one criterion."""
    name = in_words(one.name) or label(one.id, language())
    rule = in_words(one.rule) or (choice(one, "formula") if one.formula else "")
    bands = (_("{points} points: {text}").format(points=number(band.points), text=in_words(band.text)) for band in one.bands)
    return name, number(one.weight), choice(one, "kind"), _("; ").join(filter(None, (rule, *bands)))


def _reserved(one: Reservation | None) -> Iterator[Block]:
    yield Line(field(Reservation, "way"), None if one is None else choice(one, "way"))
    if one is None:
        return
    for name in ("reserved", "small_micro", "year_total", "year_reserved", "year_small_micro"):
        amount = getattr(one, name)
        if amount is not None:
            yield Line(field(Reservation, name), money(amount))
    if one.ground is not None:
        yield Line(field(Reservation, "ground"), label(one.ground, language()))
    for name in ("deduction_percent", "share_percent"):
        if (percent := getattr(one, name)) is not None:
            yield Line(field(Reservation, name), f"{number(percent)}%")


def _terms(act: ImplementationPlanFiled) -> Iterator[Block]:
    yield Line(field(PlanTerms, "contract_form"), choice(act, "contract_form"))
    yield Line(field(PlanTerms, "term_months"), lasting(act.term_months, act.extension_months))
    groups = _(", ").join(Label(*GROUPS[one]).within(language()) if one in GROUPS else str(one) for one in act.contract_groups)
    yield Line(field(PlanTerms, "contract_groups"), groups or None)
    paid = None if act.payment_days is None else length(Period("exact", act.payment_days, "day"))
    yield Line(field(PlanTerms, "payment_days"), paid)
    yield Line(field(PlanTerms, "acceptance"), in_words(act.acceptance))


def determination(source: Source[NeedDetermined | ReferralDecided, Need], slug: str = "determination") -> Paper:
    act, state = source.act, source.state
    return source.paper(slug, _("Record of a determination"), (*numbered(_determination(act, state, source)), _stamp(source)))


def _determination(act: NeedDetermined | ReferralDecided, state: Need, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    parts = act.determined
    occasion = [Line(field(NeedDetermined, "occasion"), choice(act, "occasion"))] if "occasion" in walk(type(act)) else []
    yield _("Basic facts of the need"), (Line(_("Number of the need"), source.number), Line(_("What is wanted"), source.about), *occasion)
    try:
        rules = rulebook(Law(book(), PACK, act_day=source.day))
    except LawError:
        rules = None
    several = len(parts) > 1
    for one in parts:
        head = _("Outcome of part {part}").format(part=one.part) if several else _("Outcome")
        yield head, tuple(_outcome(one, state, rules))
    if act.reasons is not None or any(one.provisional for one in parts):
        yield _("Reasons of the person who confirms"), (Line(_("Reasons"), in_words(act.reasons), alone=True),)


def _outcome(one: PartDetermined, state: Need, rules: Rulebook | None) -> Iterator[Block]:
    needed = next((part for part in state.recorded.parts if part.part == one.part), None) if state.recorded else None
    for name in ("result", "quantity", "place", "served", "period") if needed else ():
        yield Line(field(NeedPart, name), in_words(getattr(needed, name)))
    yield Line(_("Outcome"), label(one.outcome, language()))
    if one.holds:
        yield Line(field(PartDetermined, "holds"), _(", ").join(_code(hold) for hold in one.holds))
    if one.flags:
        yield Line(field(PartDetermined, "flags"), _(", ").join(_code(flag) for flag in one.flags))
    if rules is None:
        return
    answers = tuple((text(question.row.says), text(question.label(answer)))
                    for id, answer in one.answers.items() if (question := rules.questions.get(id)))  # fmt: skip
    yield Table(_("Questions and answers"), (_("Question"), _("Answer")), answers)
    again = determine_by(rules, [(one.part, one.answers)]).parts[0]
    if again.outcome == one.outcome:
        cited = (rules.law.row(one.id) for one in again.citations)
        yield Table(_("The law"), (_("Rule"), _("Source")), tuple((text(row.says), row.cite(language())) for row in cited))


def _code(value: str) -> str:
    if labelled(value):
        return label(value, language())
    return text(book().rows[value].says) if value in book().rows else value
