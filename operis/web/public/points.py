"""On what does it hang whether one may bid? Each point with its rule, weighed for a kind of supplier, or for the one who asks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from operis.core.case import Case
from operis.core.decider import Rule
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.core.wording import Wording
from operis.dockets.bid.acts import DocumentsObtained
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.establishment.terms import CATEGORIES
from operis.dockets.file.terms import MARKS, NATURES, SIZES
from operis.dockets.procurement.facts import Supplier, procurement, supplier
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.documents.lawbook import law as law_of
from operis.documents.shown import language
from operis.law.book import Law, Row
from operis.rules.announcing import reserved_words
from operis.rules.bids import PROVIDING_CATEGORIES, small_where_reserved
from operis.web.preparing.ahead import Looked, NotWrittenYetError, case_ahead, unwritten
from operis.web.reading.notice_blocks import Point
from operis.web.reading.own_bid import BID, OwnBid

NOBODY = "-"
"""Stands for the key of a supplier of some kind: no file has it."""
VISITOR = Mandate(role=Role.SUPPLIER, office=NOBODY, body=NOBODY)
SIZED = ("enterprise", "individual-business")
ALONE = ("social-service-organisation", "social-group", "foundation", "rural-collective", "self-government", "partnership", "individual")
MET, SHOWN, TOLD = "met", "shown", "told"
KNOWN_OF_ALL = frozenset({"offered_today", "kind_admitted", "small_where_reserved"})
ON_FILE = "supplier_on_file"
KNOWN_OF_ONE = KNOWN_OF_ALL | {ON_FILE, "not_barred"}
"""The checks whose outcome is told where nothing stands in the way: of a kind alone nobody knows whether one of it is barred."""
OF_PAPERS, TOGETHER, PARTS, APART = ("GPL-22", "REG-17"), ("GPL-24", "REG-22"), ("GPL-48",), ("REG-18",)
RESERVED = {True: ("SME-07",), False: ("SME-08",)}
"""The row under which a whole purchase is reserved, and that under which lots are."""


def kinds() -> dict[str, tuple[str, Supplier]]:
    """Kinds of suppliers as people know them: with the size where the law counts it."""
    chinese = language() == "zh"
    made: dict[str, tuple[str, Supplier]] = {}
    for nature in SIZED:
        for size, words in SIZES.items():
            told = _("{nature} ({size})").format(nature=NATURES[nature][chinese], size=words[chinese])
            made[f"{nature}.{size}"] = (told, _supplier(nature, size=size))
    for nature in ALONE:
        made[nature] = (NATURES[nature][chinese], _supplier(nature))
    for category in sorted(PROVIDING_CATEGORIES):
        words = CATEGORIES[category]
        told = _("{nature} ({size})").format(nature=NATURES["public-institution"][chinese], size=words[chinese])
        made[category] = (told, _supplier("public-institution", category=category))
    for mark, words in MARKS.items():
        made[mark] = (words[chinese], replace(_supplier("enterprise"), marks=(mark,)))
    return made


def _supplier(nature: str, *, size: str | None = None, category: str | None = None) -> Supplier:
    return Supplier(NOBODY, nature, size, category, accepted=True)


def points(
    number: str, state: Procurement, mandate: Mandate, who: Supplier | None, own: OwnBid | None, now: datetime
) -> tuple[tuple[Ground, ...], tuple[Point, ...], tuple[str, ...]]:
    """What stands in the way, the other points, and the lots where nothing does though it does in others.

    `who` is a kind of supplier, None for the one whose mandate it is."""
    law = law_of(calendar().day(now))
    alone = state.notice is not None and state.notice.consortia_allowed is False
    joined = _("Whoever bids, bids alone: this notice admits no consortium.") if alone else _("A consortium may bid.")
    papers = _("This you show by papers or a statement in the bid; the panel or the purchaser looks at them.")
    parts = _("Whether parts may be given to another stands in the purchasing documents; the whole stays yours.")
    apart = _(
        "Two suppliers with one head, or of which one holds or manages the other, may not both bid for a lot. "
        "Bids stay sealed, so nobody is told before the opening; the examination then finds both invalid."
    )
    against, met, free = _weighed(_cases(number, state, mandate, who, own, now), KNOWN_OF_ALL if who is not None else KNOWN_OF_ONE)
    told = (Point(papers, _rows(law, OF_PAPERS), SHOWN), Point(joined, _rows(law, TOGETHER), TOLD), Point(parts, _rows(law, PARTS), TOLD),
            Point(apart, _rows(law, APART), TOLD))  # fmt: skip
    return against, (*met, *told), free


def _cases(
    number: str, state: Procurement, mandate: Mandate, who: Supplier | None, own: OwnBid | None, now: datetime
) -> Iterator[tuple[Rule[Any, Any], Case[Any, Any], str]]:
    """Each rule with the case in which it is weighed, of a bid for each lot, which is named; before them of taking the documents."""
    take, seal = BID.steps[ObtainDocuments], BID.steps[SealBid]
    looked: Looked = {(supplier.name, (f"{mandate.acts_for}",)): who} if who is not None else {}
    if own is None:
        first = case_ahead(BID, take, None, BID.start(), mandate, now, looked, procurement=number)
        yield from ((rule, first, "") for rule in (*take.settles, *take.after, *take.provided))
    obtained = DocumentsObtained(happened=now, procurement=number, supplier=f"{mandate.acts_for}")
    taken = own.state if own else BID.evolve(BID.start(), obtained)
    for lot in state.lots:
        # Alone: whom the bid names beside is not known yet, and what keeps the bidder itself away hangs on nobody else.
        content = unwritten(BidContent, members=())
        bid = case_ahead(BID, seal, own.docket if own else None, taken, mandate, now, looked, content=content, lot=lot)
        yield from ((rule, bid, lot) for rule in seal.provided)


def _weighed(
    cases: Iterable[tuple[Rule[Any, Any], Case[Any, Any], str]], told: frozenset[str]
) -> tuple[tuple[Ground, ...], tuple[Point, ...], tuple[str, ...]]:
    """What stands in the way; what is met, once for all of its rules and lots; the lots that are free where others are not.

    Of who is not on file nothing more is known.
    """
    met: dict[str, Point] = {}
    against: list[Ground] = []
    lots: dict[str, bool] = {}
    for rule, case, lot in cases:
        if lot and any(one.check == ON_FILE for one in against):
            break
        row = case.law.first(rule.rows, method=case.method)
        try:
            found = list(rule.grounds(case) if lot else rule.missing(case))
        except NotWrittenYetError:
            continue
        against += [one for one in found if one not in against and one.blocks]
        lots[lot] = lots.get(lot, True) and not any(one.blocks for one in found)
        if row is not None and rule.check.name in told and not _beside_the_point(rule, case, lot):
            rows = met[rule.check.name].rows if rule.check.name in met else ()
            met[rule.check.name] = Point(rule.check.words.within(language()), tuple(dict.fromkeys((*rows, row))), MET)
    wrong = {one.check for one in against}
    free = tuple(lot for lot, fits in lots.items() if lot and fits) if lots.get("", True) and against else ()
    return tuple(against), tuple(one for name, one in met.items() if name not in wrong), free


def _beside_the_point(rule: Rule[Any, Any], case: Case[Any, Any], lot: str) -> bool:
    """Where nothing is reserved, nobody is told that a bidder fits what is."""
    return rule.check is small_where_reserved and lot not in case.facts[procurement].reserved


def kept_for(state: Procurement, now: datetime) -> tuple[tuple[Wording, Row], ...]:
    """For which kinds the purchase or a lot is reserved, each with its rule."""
    plan, law = state.plan, law_of(calendar().day(now))
    if plan is None:
        return ()
    whole = plan.reservation is not None and plan.reservation.way == "whole"
    rows = _rows(law, RESERVED[whole])
    return tuple((words, row) for words in reserved_words(plan) for row in rows)


def _rows(law: Law, ids: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(row for one in ids if (row := law.get(one)) is not None)
