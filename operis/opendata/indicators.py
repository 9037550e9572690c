"""Which processes, buyers and bidders stand out? Eleven indicators of the Open Contracting Partnership, by the methods it describes.

Each gives values by what it is about. A value says what was counted and never that anything is wrong. How far a value must lie from the
others is the fence of Tukey: a quartile, and one and a half times the distance between quartiles beyond it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from operis.core.wording import Label
from operis.opendata.process import AwardFacts, BidFacts, ProcessFacts

FLAG, SHARE, COUNT = "flag", "share", "count"
OCID, BUYER, ENTITY, TENDERER = "OCID", "Buyer", "ProcuringEntity", "Tenderer"
Values = Mapping[str, Mapping[str, float]]
"""By what it is about, and by its id."""
PERIOD_MIN, WHISKER, TOP = timedelta(days=15), 1.5, 0.75
"""How long a period should be; how far a fence lies from its quartile; at the top is who bids as often as three of four others."""
SUBMITTED_MIN, SUPPLIED_MIN = 2, 20
"""Fewer bids or awards say nothing of who has them."""
QUARTERS = 4
"""Of fewer values than quarters no fence is drawn: one alone would lie at both."""
DIGITS = 2
"""The first level of a code of a classification."""
COMPETITIVE = frozenset({"open", "selective"})


@dataclass(frozen=True)
class Indicator:
    code: str
    words: Label
    why: Label
    compute: Callable[[Sequence[ProcessFacts]], Values]
    how: Label
    """By which way it is found."""
    looks: Callable[[ProcessFacts], bool]
    """Of which processes it can say anything."""
    limit: Label | None = None
    """What our data cannot say, where it cannot."""
    unit: str = FLAG
    """What a value is: nothing but that it stands out, a share, or a count."""
    of_parties: bool = False
    """Whether buyers or bidders stand out, and not processes."""
    fenced: bool = False
    """Whether values stand out beside each other."""

    def found(self, processes: Sequence[ProcessFacts]) -> Values:
        """As it is told here: nothing stands out among too few to be compared, nor where every process would."""
        values, looked = self.compute(processes), sum(map(self.looks, processes))
        return {} if self.few(looked) or (self.fenced and len(values.get(OCID, ())) == looked) else values

    def few(self, looked: int) -> bool:
        """Whether so few were looked at that nothing can be said of what stands out among them."""
        return self.fenced and looked < QUARTERS


def quantile(values: Iterable[float], at: float) -> float:
    """Between the two nearest, as Hyndman and Fan describe it under 8: near the median of what a sample would have, however it lies."""
    there = sorted(values)
    place = (len(there) + 1 / 3) * at + 1 / 3
    low = int(place)
    if low < 1 or low >= len(there):
        return there[0] if low < 1 else there[-1]
    return there[low - 1] + (there[low] - there[low - 1]) * (place - low)


def fences(values: Sequence[float]) -> tuple[float, float]:
    """Below the lower and above the upper one, a value lies far from the others."""
    first, third = quantile(values, 0.25), quantile(values, 0.75)
    return first - WHISKER * (third - first), third + WHISKER * (third - first)


def short_period(processes: Sequence[ProcessFacts]) -> Values:
    some = (one for one in processes if one.method in ("", "open") and one.opens and one.closes)
    return _values(ocid={one.ocid: 1.0 for one in some if one.opens and one.closes and one.closes - one.opens < PERIOD_MIN})


def single_bid(processes: Sequence[ProcessFacts]) -> Values:
    return _values(ocid={one.ocid: 1.0 for one in processes if one.method in COMPETITIVE and _bidders(one) == 1})


def _bidders(one: ProcessFacts) -> int:
    return one.tenderers if one.tenderers is not None else len({each for bid in one.bids for each in bid.tenderers})


def _winning(one: ProcessFacts) -> BidFacts | None:
    """The bid that won, where one award stands, to one supplier, and each bid has one bidder."""
    if len(one.standing) != 1 or len(one.standing[0].suppliers) != 1 or any(len(bid.tenderers) != 1 for bid in one.bids):
        return None
    if any(award.status == "pending" for award in one.awards):
        return None
    return next((bid for bid in one.valid if bid.tenderers == one.standing[0].suppliers and bid.amount), None)


@dataclass(frozen=True)
class _Ahead:
    """By which share of it the winning bid, being the lowest, lies below the next one; and whose both are."""

    share: float
    winner: str
    next: str


def _ahead(one: ProcessFacts) -> _Ahead | None:
    won = _winning(one)
    others = sorted((bid.amount, bid.tenderers[0]) for bid in one.valid if bid is not won and bid.amount is not None)
    if won is None or won.amount is None or not others or others[0][0] < won.amount:
        return None
    return _Ahead((others[0][0] - won.amount) / won.amount, won.tenderers[0], others[0][1])


def close_price(processes: Sequence[ProcessFacts]) -> Values:
    """Both bidders are named with it, without a value of their own."""
    ahead = {one.ocid: found for one in processes if (found := _ahead(one)) is not None}
    low = fences([one.share for one in ahead.values()])[0] if ahead else 0.0
    near = {ocid: one for ocid, one in ahead.items() if one.share <= low}
    who = {key: 0.0 for one in near.values() for key in (one.winner, one.next)}
    return _values(ocid={ocid: one.share for ocid, one in near.items()}, tenderer=who)


def heavy_discount(processes: Sequence[ProcessFacts]) -> Values:
    """The winner is named with it, without a value of its own."""
    ahead = {one.ocid: found for one in processes if (found := _ahead(one)) is not None}
    high = fences([one.share for one in ahead.values()])[1] if ahead else 0.0
    far = {ocid: one for ocid, one in ahead.items() if one.share >= high}
    return _values(ocid={ocid: one.share for ocid, one in far.items()}, tenderer={one.winner: 0.0 for one in far.values()})


def often_unsuccessful(processes: Sequence[ProcessFacts]) -> Values:
    made: dict[str, int] = defaultdict(int)
    won: dict[str, int] = defaultdict(int)
    for one in processes:
        if len(one.standing) == 1 and len(one.standing[0].suppliers) == 1 and all(len(bid.tenderers) == 1 for bid in one.bids):
            for bid in one.valid:
                made[bid.tenderers[0]] += 1
                won[bid.tenderers[0]] += bid.tenderers == one.standing[0].suppliers
    ratios = {each: won[each] / made[each] for each in made}
    if not ratios:
        return {}
    low, _high = fences([*ratios.values()])
    top = quantile([*made.values()], TOP)
    return _values(tenderer={each: ratio for each, ratio in ratios.items() if made[each] >= top and ratio <= low})


def same_price(processes: Sequence[ProcessFacts]) -> Values:
    flagged: dict[str, float] = {}
    who: dict[str, float] = {}
    for one in (lot for each in processes for lot in each.by_lot):
        by_price: dict[float, set[tuple[str, ...]]] = defaultdict(set)
        for bid in one.bids:
            if bid.amount is not None:
                by_price[bid.amount].add(bid.tenderers)
        for some in by_price.values():
            if len(some) > 1:
                flagged[one.ocid] = 1.0
                who |= {each: 1.0 for tenderers in some for each in tenderers}
    return _values(ocid=flagged, tenderer=who)


def late_bid_won(processes: Sequence[ProcessFacts]) -> Values:
    flagged: dict[str, float] = {}
    who: dict[str, float] = {}
    for one in processes:
        winners = {each for award in one.standing for each in award.suppliers}
        for bid in one.valid:
            if one.closes and bid.received and bid.received > one.closes and winners & set(bid.tenderers):
                flagged[one.ocid] = 1.0
                who |= {each: 1.0 for each in bid.tenderers}
    return _values(ocid=flagged, tenderer=who)


def others_out(processes: Sequence[ProcessFacts]) -> Values:
    """How many others were out; whose bid was left is named with it, without a value of its own."""
    flagged: dict[str, float] = {}
    who: dict[str, float] = {}
    for one in (lot for each in processes for lot in each.by_lot):
        valid, winners = {bid.tenderers for bid in one.valid}, {award.suppliers for award in one.standing}
        out = {bid.tenderers for bid in one.bids if bid.status == "disqualified"} - valid
        if len(valid) == 1 and valid == winners and out and all(award.status != "pending" for award in one.awards):
            flagged[one.ocid] = flagged.get(one.ocid, 0.0) + len(out)
            who |= {each: 0.0 for tenderers in valid for each in tenderers}
    return _values(ocid=flagged, tenderer=who)


def lowest_out(processes: Sequence[ProcessFacts]) -> Values:
    flagged: dict[str, float] = {}
    for one in (lot for each in processes for lot in each.by_lot):
        priced = [bid for bid in one.bids if bid.amount is not None and bid.status in ("valid", "disqualified")]
        lowest = min((bid.amount or 0.0 for bid in priced), default=None)
        if one.standing and any(bid.amount == lowest and bid.status == "disqualified" for bid in priced):
            flagged[one.ocid] = 1.0
    return _values(ocid=flagged)


def often_out(processes: Sequence[ProcessFacts]) -> Values:
    """Of buyers, of entities and of bidders, each against their like."""
    by: dict[str, dict[str, list[tuple[str, bool]]]] = {BUYER: defaultdict(list), ENTITY: defaultdict(list), TENDERER: defaultdict(list)}
    for one in processes:
        for bid in one.bids:
            out = (one.ocid, bid.status == "disqualified")
            for kind, keys in ((BUYER, (one.buyer,)), (ENTITY, (one.entity,)), (TENDERER, bid.tenderers)):
                for key in filter(None, keys):
                    by[kind][key].append(out)
    found: dict[str, Mapping[str, float]] = {}
    for kind, some in by.items():
        ratios = {key: sum(out for _ocid, out in said) / len(said) for key, said in some.items() if len(said) >= SUBMITTED_MIN}
        high = fences([*ratios.values()])[1] if ratios else 0.0
        found[kind] = {key: ratio for key, ratio in ratios.items() if ratio >= high and ratio > 0}
    return {kind: some for kind, some in found.items() if some}


def many_kinds(processes: Sequence[ProcessFacts], digits: int = DIGITS, least: int = SUPPLIED_MIN) -> Values:
    """By so many first signs of a code, of those who have at least so many awards."""
    classes: dict[str, set[str]] = defaultdict(set)
    times: dict[str, int] = defaultdict(int)
    awards: Iterable[AwardFacts] = (award for one in processes for award in one.standing if len(award.suppliers) == 1)
    for award in awards:
        (supplier,) = award.suppliers
        times[supplier] += 1
        classes[supplier] |= {one[:digits] for one in award.classes}
    counts = {key: float(len(some)) for key, some in classes.items() if times[key] >= least}
    high = ceil(fences([*counts.values()])[1]) if counts else 0
    return _values(tenderer={key: count for key, count in counts.items() if count >= high})


def _values(ocid: Mapping[str, float] | None = None, tenderer: Mapping[str, float] | None = None) -> Values:
    return {kind: some for kind, some in ((OCID, ocid), (TENDERER, tenderer)) if some}


def kinds_here(processes: Sequence[ProcessFacts]) -> Values:
    """As codes are made here: a letter before the first level."""
    return many_kinds(processes, DIGITS + 1)


INDICATORS: Mapping[str, Indicator] = {
    one.code: one
    for one in (
        Indicator(
            "R003", Label("Short time for bids", "投标时间短"),
            Label("An open tender in which there are fewer than 15 days from notice to closing.",
                  "公开招标中从公告到截止不足15日。"), short_period,
            Label("The days from notice to closing are counted of each open tender; fewer than 15 stand out.",
                  "逐项计算公开招标从公告到截止的天数，不足15日的列出。"),
            lambda one: one.method in ("", "open") and bool(one.opens and one.closes),
            Label("By law an open tender here stays open for longer.", "依法公开招标的时间更长，正常情况下不会出现。"),
        ),
        Indicator(
            "R018", Label("One bid", "仅有一家投标"),
            Label("Only one bidder in a competition.", "竞争性采购中只有一家供应商。"), single_bid,
            Label("Bidders are counted in each competition of which their number is known; one alone stands out.",
                  "逐项计算已知家数的竞争性采购有几家供应商，只有一家的列出。"),
            lambda one: one.method in COMPETITIVE and _bidders(one) > 0,
            Label("Where bids are too few by law they stay sealed, and only their number is told.",
                  "依法不足法定家数的不开启，仅公开数量。"),
        ),
        Indicator(
            "R024", Label("Price close to the winning one", "报价与中标价接近"),
            Label("The next price lies unusually near to the winning one.", "次低报价与中标价的差距异常小。"), close_price,
            Label("By which share of the winning price the next one lies above it. At or below the lower fence it stands out.",
                  "次低报价比中标价高出的比例。不高于下界的列出。"),
            lambda one: _ahead(one) is not None,
            Label("Only where the lowest price won and there was one lot.", "仅限最低价中标且只有一个采购包的项目。"),
            unit=SHARE, fenced=True,
        ),
        Indicator(
            "R025", Label("Bids that rarely win", "投标多而中标少"),
            Label("A bidder with many bids wins unusually few.", "投标多的供应商中标比例异常低。"), often_unsuccessful,
            Label("Of each bidder, bids won by bids made; of the busiest quarter, a share at or below the lower fence stands out.",
                  "各供应商中标数占投标数的比例。在投标次数居前四分之一的供应商中，比例不高于下界的列出。"),
            lambda one: len(one.standing) == 1 and bool(one.valid),
            unit=SHARE, of_parties=True, fenced=True,
        ),
        Indicator(
            "R028", Label("Same prices", "报价相同"),
            Label("Several bidders for a lot have the same price.", "同一采购包有多家报价相同。"), same_price,
            Label("The prices of all bids for a lot are compared with each other; equal ones of different bidders stand out.",
                  "同一采购包的全部报价互相比较，不同供应商报价相同的列出。"),
            lambda one: any(sum(bid.amount is not None for bid in lot.bids) > 1 for lot in one.by_lot),
        ),
        Indicator(
            "R030", Label("Late bid won", "逾期投标中标"),
            Label("The winning bid came after the closing.", "中标的投标在截止后收到。"), late_bid_won,
            Label("The time at which the winning bid came is compared with the closing.",
                  "比较中标的投标收到的时间与截止时间。"),
            lambda one: bool(one.closes and one.standing and any(bid.received for bid in one.valid)),
            Label("A late bid is refused here and not kept: nothing can be found.", "逾期的依法拒收且不保存，不会出现。"),
        ),
        Indicator(
            "R035", Label("All others out", "其他投标均无效"),
            Label("All bids for a lot but the winning one were invalid.", "同一采购包除中标外的投标均无效。"), others_out,
            Label("Where one bid for a lot was valid and won, the bidders whose bids were invalid are counted.",
                  "采购包只有一家有效且中标的，计算投标无效的有几家。"),
            lambda one: any(lot.standing and len(lot.bids) > 1 for lot in one.by_lot),
            unit=COUNT,
        ),
        Indicator(
            "R036", Label("Lowest bid out", "最低报价无效"),
            Label("The lowest bid for a lot was invalid.", "同一采购包最低报价的投标无效。"), lowest_out,
            Label("The lowest of all prices for a lot that was awarded is looked for among the invalid bids.",
                  "已授予的采购包中，最低报价是否为无效投标。"),
            lambda one: any(lot.standing and any(bid.amount is not None for bid in lot.bids) for lot in one.by_lot),
            Label("Also where points were given for more than the price.", "包括不仅以价格评审的项目。"),
        ),
        Indicator(
            "R038", Label("Many bids out", "无效投标多"),
            Label("An unusual share of bids to a buyer, or of a bidder, was invalid.",
                  "某单位收到或者某供应商提交的投标，无效比例异常高。"), often_out,
            Label("Invalid bids by all bids, where there are two or more; a share at or above the upper fence stands out.",
                  "有两份以上投标的，计算其中无效的比例，不低于上界的列出。"),
            lambda one: bool(one.bids),
            unit=SHARE, of_parties=True, fenced=True,
        ),
        Indicator(
            "R048", Label("Many kinds of things", "供应品目过杂"),
            Label("A supplier is awarded unusually many kinds of things.", "供应商中标的品目种类异常多。"), kinds_here,
            Label("Kinds of things are counted of each supplier with 20 awards or more; a count at or above the upper fence stands out.",
                  "中标满20次的供应商，计算其品目种类数，不低于上界的列出。"),
            lambda one: bool(one.standing),
            Label("Kinds are those of the catalogue of government procurement, by a letter and two digits; it takes 20 awards.",
                  "按政府采购品目字母和前两位数字，且中标满20次。"),
            unit=COUNT, of_parties=True, fenced=True,
        ),
        Indicator(
            "R058", Label("Heavy discount", "报价差距大"),
            Label("The next price lies unusually far above the winning one.", "次低报价比中标价高出异常多。"), heavy_discount,
            Label("By which share of the winning price the next one lies above it. At or above the upper fence it stands out.",
                  "次低报价比中标价高出的比例。不低于上界的列出。"),
            lambda one: _ahead(one) is not None,
            Label("Only where the lowest price won and there was one lot.", "仅限最低价中标且只有一个采购包的项目。"),
            unit=SHARE, fenced=True,
        ),
    )
}  # fmt: skip


def computed(processes: Sequence[ProcessFacts]) -> Mapping[str, Values]:
    """Each by its code."""
    return {code: one.compute(processes) for code, one in INDICATORS.items()}
