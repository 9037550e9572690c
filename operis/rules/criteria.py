"""How does a plan score: what the price counts for and by which formula, what the points add up to, and what earns them?"""

import re
from collections.abc import Iterator
from decimal import Decimal

from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Row
from operis.rules.scoring.lawful import unlawful_formula

PlanCase = Case[Procurement, FilePlan]
HUNDRED = Decimal(100)
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
NUMBER = re.compile(rf"\d|[一二两三四五六七八九十]分|\b(?:{WORDS}) points?\b", re.I)


FILE = re.compile(r"\b[0-9a-f]{64}\b", re.I)
OFFICE = re.compile(r"[^\W\d_]{2}")
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|\b\d{1,2} [a-z]{3,9} \d{4}\b|\b[a-z]{3,9} \d{1,2}, \d{4}\b", re.I)


def names_document(said: str) -> bool:
    """Whether words say of which office, of which day and under which number a document is, or name its file."""
    rest = DAY.sub("", said, count=1)
    return bool(FILE.search(said) or (rest != said and OFFICE.search(rest) and re.search(r"\d", rest)))


def total_points(case: PlanCase) -> Decimal:
    return sum((one.weight for one in case.asked.criteria), Decimal(0))


def price_share(case: PlanCase) -> Decimal:
    """What the price counts for, in percent of all points."""
    return sum((one.weight for one in case.asked.criteria if one.kind == "price"), Decimal(0)) * HUNDRED / total_points(case)


def unscored(case: PlanCase, row: Row) -> Slug | None:
    """Why the law leaves the price unscored: the reason that the plan gives, or the case of its method where that is one."""
    reasons = row.slugs("price_not_scored")
    return next((one for one in (case.asked.price_not_scored, case.asked.method_ground) if one in reasons), None)


@check("The price counts for as much as the law asks.", "价格分值比重符合规定。")
def price_weight(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The price counts for a share of all points: at least, and for consultations at most; elsewhere with consent, and nowhere if fixed."""
    if not total_points(case):
        yield found("The plan has no criteria with points.", at="criteria", do="Add the criteria with their points.")
    elif (why := unscored(case, row)) is None:
        yield from _within_range(case, row, price_share(case))
    elif price_share(case):
        yield found(
            "The price is not scored ({why}), and it counts for {share} percent.",
            at="criteria",
            do="Give the points of the price to the other criteria.",
            why=why,
            share=price_share(case).quantize(Decimal("0.01")),
        )


def _within_range(case: PlanCase, row: Row, share: Decimal) -> Iterator[Finding]:
    least = row.percent("price_weight_services_min_percent")
    most = row.percent("price_weight_services_max_percent") if row.has("price_weight_services_max_percent") else HUNDRED
    consent = case.asked.price_consent if row.has("outside_range_consent_of") and share > 0 else None
    if not least <= share <= most and consent is not None:
        if not names_document(consent):
            yield found(
                "“{given}” names no document of consent: office, day and number, or the fingerprint of its file.",
                at="price_consent",
                do="Name the finance department's document, or change the points of the price.",
                given=consent,
            )
    elif not least <= share <= most:
        yield found(
            "The price counts for {share} percent; for services from {least} to {most} percent.",
            at="criteria",
            do="Change the points of the price.",
            share=share.quantize(Decimal("0.01")),
            least=least,
            most=most,
        )


@check("The price is left unscored only for a reason of the law.", "价格不列入评分符合法定情形。")
def unscored_for_a_reason(case: PlanCase, row: Row) -> Iterator[Finding]:
    why, reasons = case.asked.price_not_scored, row.slugs("price_not_scored")
    if why is not None and why not in reasons:
        yield found(
            "“{why}” is no reason to leave the price unscored.",
            at="price_not_scored",
            do="Name one of: {reasons}, or score the price.",
            why=why,
            reasons=reasons,
        )


def unscored_as_method_says(term: str) -> Check[Procurement, FilePlan]:
    """A check that a price left unscored for what is a case of the method is so in that case, and in no other."""

    def price_left_to_method(case: PlanCase, row: Row) -> Iterator[Finding]:
        why = case.asked.price_not_scored
        if why is not None and why in row.slugs(term) and case.asked.method_ground != why:
            yield found(
                "The price is left unscored as in the case “{why}”, and the plan names another case of the method.",
                at="price_not_scored",
                do="Name that case of the method, or score the price.",
                why=why,
            )

    return check(
        "A price is left unscored only in the case of the method that says so.",
        "价格不列入评分与采购方式的适用情形一致。",
    )(price_left_to_method)


@check("The price is one criterion and no more.", "价格作为评审因素仅列一项。")
def price_once(case: PlanCase, row: Row) -> Iterator[Finding]:
    """One criterion is the price: a second one would count it twice."""
    priced = [place for place, one in enumerate(case.asked.criteria) if one.kind == "price"]
    for place in priced[1:]:
        yield found(
            "The price is a criterion once already.",
            at=f"criteria/{place}/kind",
            do="Give its points to the one criterion of the price.",
        )


@check("The price is scored by the one formula of the law.", "价格分按照规定的低价优先公式计算。")
def price_formula(case: PlanCase, row: Row) -> Iterator[Finding]:
    yield from unlawful_formula(case.asked.criteria, row)


@check("The points of all criteria come to one hundred.", "各评审因素分值合计为一百分。")
def points_whole(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A hundred points are shared out."""
    whole = row.percent("weights_sum_percent") if row.has("weights_sum_percent") else HUNDRED
    if total_points(case) != whole:
        yield found(
            "The points add up to {total}, not to {whole}.", at="criteria", do="Change the points.", total=total_points(case), whole=whole
        )


@check("Points are given only for what the criteria name.", "分值与评审因素的量化指标相对应。")
def points_earned(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Points are tied to quantified factors."""
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.kind != "price" and criterion.rule is None:
            yield found(
                "Criterion {criterion} does not say how its points are given.",
                at=f"criteria/{place}/rule",
                do="Write down what earns how many points.",
                criterion=criterion.called,
            )


@check("What is judged is split into bands, each with its own points.", "主观分按区间设置对应分值。")
def points_banded(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What members judge is split into bands, each with its own points, or the rule itself says how many points what earns."""
    for place, one in enumerate(case.asked.criteria):
        if one.bands:
            yield from _bands_sound(place, one)
        elif one.kind == "judged" and one.weight and one.rule is not None and not names_points(one.rule):
            yield found(
                "Criterion {criterion} is judged, and nothing says what earns how many points.",
                at=f"criteria/{place}/bands",
                do="Split it into bands, each with its own points.",
                criterion=one.called,
            )


def _bands_sound(place: int, one: Criterion) -> Iterator[Finding]:
    points = [band.points for band in one.bands]
    if max(points) != one.weight:
        yield found(
            "The bands of criterion {criterion} reach {most} points; it has {weight}.",
            at=f"criteria/{place}/bands",
            do="Give the best band all of the points.",
            criterion=one.called,
            most=max(points),
            weight=one.weight,
        )
    if len(points) < 2 or len(set(points)) < len(points):
        yield found(
            "The bands of criterion {criterion} do not tell one from another: each has points of its own.",
            at=f"criteria/{place}/bands",
            do="Give two bands or more, each with its own points.",
            criterion=one.called,
        )


def names_points(rule: Wording) -> bool:
    """Whether a rule says a number, in digits or in words beside the points."""
    return any(NUMBER.search(said) for said in (rule.zh, rule.en) if said)
