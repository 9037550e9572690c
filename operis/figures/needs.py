"""From need to payment: how many came how far? And which needs were turned down, and as what?"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from operis.core.wording import Label
from operis.dockets.need.state import REFER
from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.figures.money import TOGETHER
from operis.figures.refused import rule_named
from operis.figures.results import titled
from operis.figures.scope import Scope, parties
from operis.figures.tables import Column, Figures, Name, Sort, summed
from operis.registers import models

SERVICE, EVALUATING, OVER = "SERVICE", "evaluating", frozenset({"failed", "terminated"})


@dataclass(frozen=True, slots=True)
class Stage:
    """How far something came; a stage whose acts are not built is left out until there are such acts."""

    slug: str
    words: Label
    waits: Label
    """What is said of those that stand here."""
    built: bool = True


NEED, BOUGHT, ANNOUNCED, OPENED, DECIDED, SIGNED = range(6)
STAGES = (
    Stage("need", Label("Needs", "需求"), Label("{count} not determined yet", "{count}项待认定")),
    Stage("bought", Label("May be bought", "可以购买"), Label("{count} to announce", "{count}项待公告")),
    Stage("announced", Label("Announced", "已公告"), Label("{open} open", "{open}项在收件")),
    Stage("opened", Label("Opened", "已开标"), Label("{count} in evaluation", "{count}项在评审")),
    Stage("decided", Label("Decided", "有结果"), Label("{count} to sign", "{count}项待签约")),
    Stage("signed", Label("Signed", "已签约"), Label("{count} in delivery", "{count}项在履行")),
    Stage("delivered", Label("Delivered", "已验收"), Label("{count} to be paid", "{count}项待付款"), built=False),
    Stage("paid", Label("Paid", "已付款"), Label("paid in full", "全部付清"), built=False),
)
CLOSED = Label("{open} open, {closed} closed", "{open}项在收，{closed}项截止")
"""Of those that are announced, where not all of them are open for bids."""
LEFT, ENDED = Label("{count} are no service", "{count}项不是服务"), Label("{count} ended", "{count}项已终止")
"""What is said of those that left: of needs, and of purchases that ended and were not tried again."""


@dataclass(frozen=True, slots=True)
class Way:
    """One part of a need: what it was found to be, and how far it came."""

    need: str
    body: str
    outcome: str
    """Nothing as long as it is not determined, or was referred and is not decided."""
    stage: int
    open: bool = False
    """Whether bids are taken for it."""
    part: str = ""
    decided_by: tuple[str, ...] = ()
    ended: bool = False
    """Whether each purchase of it has ended without a contract."""


def ways(scope: Scope) -> list[Way]:
    """Needs recorded within the year, and older ones whose purchase moved on in it; one that is tried again counts where it stands now."""
    own = {"body": scope.body} if scope.body else {}
    going: dict[str, int] = {}
    over: dict[str, int] = {}
    moved = set[str]()
    signed = dict(models.Contract.objects.filter(published__isnull=False).values_list("procurement", "signed"))
    taken = set(models.Docket.objects.filter(models.RECEIVING).values_list("need", flat=True))
    rows = models.public_dockets().filter(kind="procurement", **own)
    for number, need, noticed, planned, resulted, state in rows.values_list("number", "need", "noticed", "planned", "resulted", "state"):
        came = ((number in signed, SIGNED), (resulted, DECIDED), (noticed and state == EVALUATING, OPENED), (noticed, ANNOUNCED))
        stage = next((one for held, one in came if held), BOUGHT)
        reached = going if state not in OVER or number in signed else over
        reached[need] = max(reached.get(need, BOUGHT), stage)
        if any(scope.holds(day) for day in (noticed, planned, resulted, signed.get(number))):
            moved.add(need)
    found = []
    parts = models.NeedPart.objects.filter(**own).order_by("id")
    for docket, body, outcome, part, decided_by in parts.values_list("docket", "body", "outcome", "part", "decided_by"):
        if recorded_in(docket) == scope.year or docket in moved:
            stage = going.get(docket, over.get(docket, BOUGHT)) if outcome == SERVICE else NEED
            said = "" if outcome == REFER else outcome
            found.append(Way(docket, body, said, stage, stage == ANNOUNCED and docket in taken, part, tuple(decided_by.split()),
                             ended=stage > NEED and docket in over and docket not in going))  # fmt: skip
    return found


def recorded_in(number: str) -> int:
    """The year in which a docket was opened, as its number says."""
    year = number.split("-")[1]
    return int(year) if year.isdecimal() else 0


def stream(scope: Scope) -> Figures:
    """Of each stage: how many came so far, stand there, are open for bids there, and left there."""
    found = ways(scope)
    columns = (
        Column("stage", _("Stage"), Sort.NAME), Column("came", _("Came this far")), Column("stand", _("Stand here")),
        Column("open", _("Open for bids")), Column("left", _("Left")),
    )  # fmt: skip
    rows = []
    for place, stage in enumerate(STAGES):
        if stage.built:
            came = sum(one.stage >= place for one in found)
            left = sum(one.ended if place else bool(one.outcome) and one.outcome != SERVICE for one in found if one.stage == place)
            here = sum(one.stage == place for one in found) - left
            still = sum(one.open for one in found) if place == ANNOUNCED else None
            rows.append((Name(stage.slug, stage.words.zh, stage.words.en), came, here, still, left))
    return Figures("from-need-to-payment", _("From need to payment"), columns, tuple(rows))


def turned_down(scope: Scope) -> Figures:
    """What was asked for and is no service: by what it was found to be."""
    counts = Counter(one.outcome for one in _turned(scope))
    columns = (Column("outcome", _("Found to be"), Sort.NAME), Column("needs", _("Needs")))
    rows = tuple((_worded(slug), count) for slug, count in counts.most_common())
    return Figures("needs-turned-down", _("Needs that are no service"), columns, rows, summed(TOGETHER, rows, columns))


def turned_down_each(scope: Scope) -> Figures:
    """Each by its title, the newest first: what it was found to be, and under which rule."""
    public = set(models.public_dockets().filter(kind="need").values_list("number", flat=True))
    found = sorted((one for one in _turned(scope) if one.need in public), key=lambda one: (one.need, one.part), reverse=True)
    titles, names = titled(one.need for one in found), parties(one.body for one in found)
    columns = (
        Column("need", _("Need"), Sort.NAME), Column("part", _("Part"), Sort.NAME), Column("body", _("Body"), Sort.NAME),
        Column("outcome", _("Found to be"), Sort.NAME), Column("rule", _("Rule"), Sort.NAME),
    )  # fmt: skip
    rows = tuple((titles[one.need], Name(one.part, one.part, one.part), names[one.body], _worded(one.outcome), _ruled(one))
                 for one in found)  # fmt: skip
    return Figures("each-need-turned-down", _("Each of these needs"), columns, rows)


def _turned(scope: Scope) -> list[Way]:
    return [one for one in ways(scope) if one.outcome and one.outcome != SERVICE]


def _worded(slug: str) -> Name:
    return Name(slug, label(slug, "zh"), label(slug, "en"))


def _ruled(one: Way) -> Name | None:
    """The row that decided; where answers were weighed, that of the outcome."""
    return next((rule_named(id) for id in (*one.decided_by, one.outcome) if id in book().rows), None)
