"""Which questions does a citizen ask, and which figures answer each? A question joins here; pages, files and feeds follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from operis.dockets.contract.acts import ContractChanged, ContractSigned, PublicationMade
from operis.dockets.establishment.acts import EstablishmentEntered
from operis.dockets.need.acts import NeedDetermined, ReferralDecided
from operis.dockets.procurement.acts import ImplementationPlanFiled, NoticePublished, ProceedingsTerminated
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.figures import changed, fair, late, money, needs, places, refused, results, stages, winners
from operis.figures.scope import Scope
from operis.figures.tables import Figures
from operis.opendata.indicators import FLAG, INDICATORS, Indicator


class Drawn(Enum):
    """As which picture a figure is drawn; the table stands under each."""

    BARS = "bars"
    SQUARES = "squares"
    COLUMNS = "columns"
    STREAM = "stream"
    LATE = "late"
    PERIODS = "periods"
    PLACES = "places"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Part:
    """One figure, its picture, and of bars the columns that are drawn: what is done, and what is decided and not done."""

    figures: Callable[[Scope], Figures]
    drawn: Drawn
    solid: str = ""
    hatched: str = ""
    note: Promise | str | None = None
    """What must be known to read it rightly."""
    nothing: Promise | None = None
    """What is said where there is no row."""


@dataclass(frozen=True, slots=True)
class Answer:
    slug: str
    question: Promise
    about: Promise
    parts: tuple[Part, ...]
    filters: tuple[str, ...] = ("body",)
    """What it can be narrowed to, besides the year."""
    leads: tuple[str, ...] = ()
    """Questions that whoever reads it asks next."""
    moved_by: tuple[str, ...] = ()
    """The acts that move it, of which its feed tells; none where what moves it is no act."""


def _standing_out(one: Indicator) -> Part:
    drawn = Drawn.TABLE if one.unit == FLAG else Drawn.BARS
    return Part(fair.figures_of(one), drawn, "value", note=fair.EXPLAINED(one), nothing=_("Nothing stands out."))


def _money(figures: Callable[[Scope], Figures]) -> Part:
    return Part(figures, Drawn.BARS, "signed", "awarded")


RESULTS = ResultPublished.kind, ProceedingsTerminated.kind
MONEY = *RESULTS, PublicationMade.kind, ContractChanged.kind
STEPS = ImplementationPlanFiled.kind, NoticePublished.kind, *RESULTS, ContractSigned.kind, PublicationMade.kind
PLACES = EstablishmentEntered.kind, RecruitmentPlanFiled.kind
NEEDS = NeedDetermined.kind, ReferralDecided.kind
ALONE = _("Beside each: lots with a result, and the share of them for which one bid alone counted; on a narrow screen the table has it.")
COUNTED = _("Counted are needs, each once; one need may come to several contracts, and a contract of the year to an older need.")
FEW = _("What stands out among few processes may be chance. How many were looked at stands in the numbers, and beside each indicator.")
ANSWERS: Mapping[str, Answer] = {one.slug: one for one in (
    Answer("what-is-bought", _("What is bought, and for how much?"),
           _("Contracts signed within the year whose text is published, and awards that wait for their contract."),
           (_money(money.by_service), _money(money.by_body), _money(money.by_supplier)), ("body", "service"), moved_by=MONEY),
    Answer("who-gets-the-most", _("Who gets the most, and how often alone?"),
           _("By supplier: money of the year, lots won, and how many of these as the only bid that counted."),
           (_money(winners.by_winner), Part(winners.alone_by_winner, Drawn.BARS, "alone", "others", note=ALONE),
            Part(winners.alone_by_body, Drawn.BARS, "alone", "others", note=ALONE)), ("body", "service"), ("fair",), moved_by=MONEY),
    Answer("fair", _("Is that fair?"),
           _("Eleven indicators of the Open Contracting Partnership, of the processes that began within the year, computed from the files "
             "of open data. What stands out is a reason to look, and never that anything is wrong. The lower fence is the first quartile "
             "less one and a half times the distance between the quartiles, the upper one the third quartile and as much."),
           (Part(fair.by_indicator, Drawn.BARS, "found", note=FEW), *map(_standing_out, INDICATORS.values())), (), ("who-gets-the-most",),
           moved_by=RESULTS),
    Answer("who-won", _("Who won, and for how much?"),
           _("Every result of the year, the newest first. Why this one, and how the others fared, stands behind each."),
           (Part(results.results, Drawn.TABLE),), ("body", "service"), moved_by=RESULTS),
    Answer("how-many-bid", _("How many bid, of what size and kind?"), _("Of every lot whose result was published within the year."),
           (Part(winners.by_count, Drawn.COLUMNS, "lots"), Part(winners.by_size, Drawn.BARS, "bids"),
            Part(winners.by_nature, Drawn.BARS, "bids")), ("body", "service"), moved_by=RESULTS),
    Answer("small-firms", _("What share goes to small firms?"),
           _("Money of the year, signed and awarded together, by the size of who gets it, as its file says."),
           (Part(winners.by_small, Drawn.BARS, "amount"),), ("body", "service"), moved_by=MONEY),
    Answer("how-long", _("How long does each stage take, beside the law's periods?"),
           _("Days between acts on the record, with the period that the law gives where it gives one; and what still waits today."),
           (Part(stages.stages, Drawn.PERIODS, "median"),), moved_by=STEPS),
    Answer("changed-after-signing", _("What was changed after signing?"),
           _("Changes that both sides signed, of contracts whose text is published: by body and month, and what they add to the price."),
           (Part(changed.by_body, Drawn.BARS, "before", "added"), Part(changed.by_month, Drawn.COLUMNS, "changes"),
            Part(changed.each, Drawn.TABLE)), ("body", "service"), moved_by=(ContractChanged.kind,)),
    Answer("from-need-to-payment", _("From need to payment: how many come how far?"),
           _("Needs of the year, and older ones whose purchase moved on in it. Each counts once."),
           (Part(needs.stream, Drawn.STREAM, note=COUNTED),),
           moved_by=(*NEEDS, *STEPS)),
    Answer("turned-down", _("Which needs were turned down, and as what?"),
           _("What was asked for and is no service, such as hiring people or a post. What was referred counts once it is decided."),
           (Part(needs.turned_down, Drawn.SQUARES, "needs"), Part(needs.turned_down_each, Drawn.TABLE)), moved_by=NEEDS),
    Answer("places", _("Which places are filled, reserved, free?"),
           _("Places of the establishments of institutions and of programmes, as the record has them today."),
           (Part(places.places, Drawn.PLACES),), (), moved_by=PLACES),
    Answer("refused", _("What was refused, by rule and month?"),
           _("How often a step was refused. Bodies stand in totals alone, small counts are crossed with nothing, bids are not counted."),
           (Part(refused.by_rule, Drawn.SQUARES, "times", note=_("A refusal under several rules counts under each of them.")),
            Part(refused.by_month, Drawn.COLUMNS, "times"), Part(refused.by_body, Drawn.SQUARES, "times"),
            Part(refused.by_rule_and_month, Drawn.TABLE, nothing=_("No rule has refused so often in one month."))), ()),
    Answer("late", _("What is late, and whose is it?"),
           _("Duties whose last day under a rule of law has gone by today and that nobody has met on the record."),
           (Part(late.duties, Drawn.LATE), Part(late.by_party, Drawn.SQUARES, "late"))),
)}  # fmt: skip
