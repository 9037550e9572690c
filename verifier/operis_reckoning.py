"""What do the law and the documents make of figures? Periods, points, totals and ranks, for `operis_recompute.py` alone.

It is a second file only so that each can be read at one sitting. Rows of the law and acts are those of the published formats.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

ZONE, DAY = timezone(timedelta(hours=8)), timedelta(days=1)  # the law counts days in China's time, which has no summer time
TOO_DEAR, BY_POINTS, BY_PRICE = ("O87-63", "CC-34", "O74-37"), ("O87-57", "CC-25"), ("O87-56", "O74-35")
PRICES = {"price-ascending", "final-price-ascending", "quoted-price-ascending"}
LENGTH = re.compile(r"(?:^|_)(working_days|days|months|years|minutes)(?:_(min|max))?$")


WHAT = {
    "closing-times": "Closing times that leave the days of the law",
    "closings": "Closing lists, in order of receipt and in time",
    "openings": "Openings, in the order of the closing list",
    "enough": "Openings of the lots that have enough bids",
    "draws": "Draws, from their secret numbers",
    "scores": "Evaluations: prices, points and totals of a lot",
    "ranks": "Evaluations: ranks of a lot",
    "outcomes": "Evaluations: outcome of a lot",
    "awards": "Awards, in the order of the ranks and at the opened price",
    "results": "Results, as awarded",
    "days": "Days that follow from a period of the law"}

CHINESE = {
    "version {version} of {kind} is not known to this program": "本程序不了解{kind}的第{version}版",
    "bids close on {day}, and by {row} not before {earliest}": "提交截止日为{day}，依据{row}不得早于{earliest}",
    "{field} rests on {row}, which is not in force for it": "{field}依据{row}，而该规则对其不适用或者未施行",
    "{field}, by {row}": "依据{row}的{field}",
    "the order of receipt": "收到先后次序",
    "a bid stands twice in the list": "名单中同一投标（响应）出现两次",
    "bid {bid} came {received}, not before the closing time {closes}": "投标（响应）{bid}于{received}收到，不早于提交截止时间{closes}",
    "bids were closed before the closing time {closes}": "在提交截止时间{closes}之前即已截止",
    "the order of opening: the closing list is not public": "开标顺序：截止名单未公开",
    "bid {place} in the order of opening": "开标顺序第{place}位",
    "the number of bids of lot {lot}": "采购包{lot}的投标（响应）数量",
    "whether lot {lot} is opened": "采购包{lot}是否开标",
    "the list of the draw": "抽取名单",
    "no draw was announced": "未作抽取预告",
    "purpose and lot of the draw": "抽取的用途和采购包",
    "it was held before {moment}, when it was to be": "抽取早于预告的时间{moment}",
    "the secret number of {holder} is not the one that was locked in": "{holder}的秘密数与锁定的不符",
    "what is drawn": "抽取结果",
    "the outcome of lot {lot}": "采购包{lot}的评审结论",
    "lot {lot} had an award already": "采购包{lot}此前已确定中标（成交）供应商",
    "the award of lot {lot} goes to {first}, and not to {supplier}": "采购包{lot}的中标（成交）供应商应为{first}，而不是{supplier}",
    "it was deemed while there was time to decide, until {day}": "确定期限{day}尚未届满，即视为确定",
    "the rank of {supplier} in lot {lot}": "中标（成交）结果中{supplier}在采购包{lot}的名次",
    "rank of {supplier} in lot {lot}": "{supplier}在采购包{lot}的名次",
    "bid and price of {supplier} in lot {lot}": "{supplier}在采购包{lot}的投标（响应）编号和报价",
    "{supplier} has no valid bid for lot {lot}": "{supplier}在采购包{lot}没有有效的投标（响应）",
    "{supplier} is not the cheapest of lot {lot}, and no reason is given": "{supplier}不是采购包{lot}的最低报价，且未说明理由",
    "whose award of lot {lot} is set aside": "采购包{lot}被确认无效的中标（成交）供应商",
    "the awards that are published": "公告的中标（成交）结果",
    "the panel that is published": "公告的评审小组成员",
    "the whole entry": "整个条目",
    "Recomputed from the record of {docket}": "根据{docket}的记录重新计算",
    "{what}: {count}": "{what}：{count}",
    "Checked": "已核验",
    "Not public, or not given": "未公开或者未提供",
    "Failed": "未通过",
    "Nothing failed, but not everything can be told yet.": "未发现问题，但有的内容尚无法判断。",
    "Nothing failed.": "全部通过。",
    "FAILED: {count}": "未通过：{count}项",
    "{docket} no. {no}: {says}": "{docket}第{no}号：{says}",
    "Closing times that leave the days of the law": "提交截止时间符合法定期限",
    "Closing lists, in order of receipt and in time": "截止名单，按收到先后且均在截止前",
    "Openings, in the order of the closing list": "开标，按截止名单的次序",
    "Openings of the lots that have enough bids": "开标，投标（响应）数量足够的采购包",
    "Draws, from their secret numbers": "抽取，由秘密数推算",
    "Evaluations: prices, points and totals of a lot": "评审：一个采购包的评审价、得分和总分",
    "Evaluations: ranks of a lot": "评审：一个采购包的名次",
    "Evaluations: outcome of a lot": "评审：一个采购包的结论",
    "Awards, in the order of the ranks and at the opened price": "中标（成交）结果，按名次且按开标价格",
    "Results, as awarded": "结果公告，与中标（成交）结果一致",
    "Days that follow from a period of the law": "依据法定期限推算的日期",
    "{what}: the law {pack} is not given (--law)": "{what}：未提供法规{pack}（--law）",
    "it cannot be recomputed: {fault}": "无法重新计算：{fault}",
    "{says}; it may follow from entries that are not public: {entries}": "{says}；可能由未公开的条目推算得出：{entries}",
    "{what} should be {computed}, and is {stated}": "{what}应为{computed}，记录为{stated}",
    "{name} gave {supplier} no points for {criterion}": "{name}未就{criterion}给{supplier}评分",
    "the bids of lot {lot}": "采购包{lot}的投标（响应）",
    "points of {supplier} for {criterion} in lot {lot}": "{supplier}在采购包{lot}就{criterion}的得分",
    "{part} of {supplier} in lot {lot}": "{supplier}在采购包{lot}的{part}",
    "Does what a record says follow from what stands in it?": "记录所载是否能由其内容推算得出？",
    "the record, or a ZIP with it; - reads standard input": "记录，或者含有记录的 ZIP；- 为读取标准输入",
    "the law that entries name, once for each": "条目所载明的法规，每部一次",
    "language of the answer (default: LANG)": "答复所用语言（默认依 LANG）",
    "print one JSON document": "输出一份 JSON",
    "Say which record, as in {program} DC-2026-S-0001.jsonl": "请写明记录文件，如 {program} DC-2026-S-0001.jsonl",
    "{file} is no file that can be read. Look where it was saved.": "{file} 不是可以读取的文件。请确认保存的位置。",
    "{file} is no whole record: download it again from the page of its process.": "{file} 不是完整的记录。请从事项页面重新下载。",
    "{file} is no law that an entry names: download it again from the page Verify.": "{file} 不是条目所载明的法规。请从核验页面重新下载。",
    "Line {line} of the record is not as it should be: ask operis_verify.py about it.":
        "记录的第{line}行不合格式。请用 operis_verify.py 核验问题所在。"}


def in_language(argv: list[str] | None) -> Callable[..., str]:
    """What puts a sentence, with its facts, in the reader's language: the one asked for, else that of LANG, else English."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--language", "--lang")
    words = CHINESE if (parser.parse_known_args(argv)[0].language or os.environ.get("LANG", "")).lower().startswith("zh") else {}
    return lambda says, /, **facts: words.get(says, says).format(**facts)


class UnreadableError(Exception):
    """What was given cannot be read: English with {places}, and what stands in them."""

    def __init__(self, says: str, **facts: Any) -> None:
        super().__init__(says, facts)
        self.says, self.facts = says, facts


def content_of(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as fault:
        raise UnreadableError("{file} is no file that can be read. Look where it was saved.", file=file) from fault


def lines_in(file: str) -> list[Any]:
    """The lines of a record, which may have come packed."""
    content = content_of(file)
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read(next(name for name in archive.namelist() if name.endswith(".jsonl")))
        lines = [json.loads(line) for line in content.splitlines() if line]
        return lines if lines[0]["docket"] else []
    except (ValueError, LookupError, TypeError, RuntimeError, StopIteration, EOFError, zipfile.BadZipFile, zlib.error) as fault:
        raise UnreadableError("{file} is no whole record: download it again from the page of its process.", file=file) from fault


def law_in(file: str) -> bytes:
    content = content_of(file)
    try:
        dict(json.loads(content))
    except (ValueError, TypeError, RecursionError) as fault:
        raise UnreadableError("{file} is no law that an entry names: download it again from the page Verify.", file=file) from fault
    return content


class NotGivenError(Exception):
    """The law by which an entry was decided is not at hand."""


class Law:
    """The law of one entry: rows in force on its day, for a method, and the calendar in them."""

    def __init__(self, rows: dict[str, Any] | None, said: dict[str, Any], method: str | None) -> None:
        self._rows, self.said, self.method = rows, said, method

    @property
    def rows(self) -> dict[str, Any]:
        if self._rows is None:
            raise NotGivenError
        return self._rows

    def governs(self, row: Any) -> str:
        return str((row["governed_by"] == "notice" and self.said["notice_day"]) or self.said["act_day"])

    def holds(self, row: Any) -> bool:
        """Whether it is in force on its day, for the method and for services; days are compared as they are written."""
        day, fits = self.governs(row), all(one is None or not these or one in these for these, one in (
            (row["methods"], self.method), (row["objects"], "services")))
        return fits and row["first"] is not None and row["first"] <= day and (row["last"] is None or day <= row["last"])

    def first(self, ids: Iterable[str]) -> Any:
        return next((self.rows[id] for id in ids if id in self.rows and self.holds(self.rows[id])), None)

    def value(self, row: Any, term: str) -> Any:
        dated = [value for since, value in row["terms"].get(term, ()) if since <= self.governs(row)]
        return dated[-1] if dated else None

    def ends(self, row: Any, start: date) -> date | None:
        """The last day of a row's only period, the day itself where it says at the closing; None where it has none, or several."""
        event = row["event"] or {"bound": None, "rolls": None, "lengths": [], "first_day_counts": False}
        lengths = [(found, value) for term in event["lengths"] or row["terms"] for found in [LENGTH.search(term)]
                   for value in [self.value(row, term)] if found and type(value) is int]
        if len(lengths) != 1 or lengths[0][0][1] == "minutes":
            return start if any(self.value(row, term) is True for term in row["terms"] if term.endswith("at_closing_time")) else None
        (found, length), start = lengths[0], start - DAY if event["first_day_counts"] else start
        bound = event["bound"] if event["bound"] and (found[2] is None or event["bound"] == "exact") else found[2] or "exact"
        if found[1] == "working_days":
            end = start
            for _ in range(length):
                end = self.working(end + DAY)
        else:
            end = start + DAY * length if found[1] == "days" else months_after(start, length * (12 if found[1] == "years" else 1))
        return self.working(end) if (bound == "max" if event["rolls"] is None else event["rolls"]) else end

    def working(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        said = [row["data"] for id, row in self.rows.items() if id.startswith("CAL-") and row["first"] is not None]
        off, work = ({one for each in said for one in each.get(name, ())} for name in ("off", "work"))
        while day.isoformat() not in work and (day.weekday() > 4 or day.isoformat() in off):
            day += DAY
        return day


def months_after(start: date, months: int) -> date:
    """The corresponding day of the last month, or that month's last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - DAY
    return last.replace(day=min(start.day, last.day))


def day_of(moment: str) -> date:
    return date.fromisoformat(moment) if len(moment) == 10 else datetime.fromisoformat(moment).astimezone(ZONE).date()


def in_order_of_keys(docket: str, announced: Any, seeds: list[str]) -> list[str]:
    """The names of a draw, in the order of their keys."""
    told = {"docket": docket, "lot": announced["lot"], "purpose": announced["purpose"], "seeds": seeds}
    keys = {entry: sha256(b"operis/draw/v1" + canonical({**told, "entry": entry})).digest() for entry in announced["entries"]}
    return sorted(announced["entries"], key=keys.__getitem__)


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def rounded(value: Fraction) -> str:
    """Half up, two places, as it is written on the record."""
    whole = (value * 200 + 1) // 2
    return f"{whole // 100}.{whole % 100:02}"


def cents(value: Any) -> Any:
    return None if value is None else rounded(Fraction(value))


class Findings:
    """What was checked, what cannot be told, and what failed, each under the number of its entry."""

    law: Law
    entry: dict[str, Any]

    def __init__(self, docket: str, say: Callable[..., str]) -> None:
        self.docket, self.say, self.no, self.raised = docket, say, 0, 0
        self.checked: Counter[str] = Counter()
        self.failed: list[dict[str, Any]] = []
        self.not_public: list[dict[str, Any]] = []
        self.withheld: list[int] = []

    def step(self, what: str, looks: Callable[..., Any], *of: Any) -> None:
        """One check: counted where nothing was found and the law was at hand."""
        before = self.raised
        try:
            if looks(*of) is False:
                return  # there was nothing to check
        except NotGivenError:
            pack = self.entry["law"]["pack"][:8]
            self.note(self.say("{what}: the law {pack} is not given (--law)", what=self.say(WHAT[what]), pack=pack))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ZeroDivisionError) as fault:
            self.fail("it cannot be recomputed: {fault}", fault=f"{type(fault).__name__} {fault}")
        if what and before == self.raised:
            self.checked[what] += 1

    def note(self, says: str) -> None:
        """What cannot be told, once for each entry."""
        self.raised += 1
        if (found := {"no": self.no, "says": says}) not in self.not_public:
            self.not_public.append(found)

    def fail(self, says: str, *, alone: bool = False, **facts: Any) -> None:
        """What does not follow; where entries before it are withheld, they may be why, and it cannot be told yet."""
        said = self.say(says, **facts)
        if self.withheld and not alone:
            entries = ", ".join(map(str, self.withheld))
            self.note(self.say("{says}; it may follow from entries that are not public: {entries}", says=said, entries=entries))
        else:
            self.raised += 1
            self.failed.append({"docket": self.docket, "no": self.no, "says": said, "template": says, "facts": facts})

    def same(self, what: str, stated: Any, computed: Any, *, alone: bool = False, **facts: Any) -> None:
        if stated != computed:
            written = [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in (stated, computed)]
            self.fail("{what} should be {computed}, and is {stated}", alone=alone, what=self.say(what, **facts), stated=written[0],
                      computed=written[1])


class Evaluated:
    """One lot of a report, computed from the sheets, the plan and the opened prices, beside what the report says."""

    def __init__(self, docket: Any, lot: str, lines: list[Any], heard: dict[str, bool]) -> None:
        self.docket, self.lot, self.heard, plan = docket, lot, heard, docket.plan
        self.stated = {line["supplier"]: line for line in lines}
        self.bids = [one for one in docket.offers(lot) if one["result"] == "opened" and docket.valid(lot, one["supplier"])]
        divided = next((one for one in plan["lots"] if one["lot"] == lot), None)
        self.limit = divided["budget"] if divided else plan["ceiling"] or plan["budget"]
        kept, terms = plan["reservation"], [one for one in plan["criteria"] if one["kind"] == "price"]
        reserved = kept is not None and (kept["way"] == "whole" or (divided is not None and divided["reserved"] is not None))
        self.deduction = Fraction((kept and not reserved and kept["deduction_percent"]) or 0) / 100
        self.price, self.others = terms[0] if terms else None, [one for one in plan["criteria"] if one["kind"] != "price"]
        self.by_price = self.price is not None and self.price["formula"] in ("lowest-wins", "feature-coefficient")

    def out(self, bid: Any) -> str | None:
        dear = self.limit is not None and bid["price"] is not None and Fraction(bid["price"]) > Fraction(self.limit)
        if dear and self.docket.law.first(TOO_DEAR):
            return "above-ceiling"
        return "price-not-explained" if self.heard.get(bid["supplier"]) is False else None

    def given(self, supplier: str, criterion: str) -> Fraction:
        """The mean of what the members now on the panel gave."""
        figures = []
        for person, member in self.docket.seats.items():
            sheet = self.docket.sheets.get((person, self.lot, supplier), {})
            if len(sheet.get(criterion, ())) == 1:
                figures.append(Fraction(sheet[criterion][0]))
            else:
                self.docket.fail("{name} gave {supplier} no points for {criterion}", name=member["name"], supplier=supplier,
                                 criterion=criterion)
        return sum(figures, Fraction(0)) / len(figures) if figures else Fraction(0)

    def standing(self) -> list[Any]:
        return [bid for bid in self.bids if self.out(bid) is None]

    def compare(self) -> None:
        """Line by line and figure by figure."""
        out = {bid["supplier"]: self.out(bid) for bid in self.bids}
        self.docket.same("the bids of lot {lot}", list(self.stated), [bid["supplier"] for bid in self.bids], lot=self.lot)
        each = self.points(self.standing())
        for bid in self.bids:
            supplier, line = bid["supplier"], self.stated.get(bid["supplier"])
            if line is not None:
                points, evaluated, total = each.get(supplier, ({}, None, None))
                wanted = {"bid": bid["bid"], "price": bid["price"], "out": out[supplier], "evaluated": cents(evaluated), "total": total}
                stated = {point["criterion"]: point["points"] for point in line["points"]}
                for name in [one["id"] for one in self.docket.plan["criteria"] if one["id"] in {**stated, **points}]:
                    self.docket.same("points of {supplier} for {criterion} in lot {lot}", stated.get(name), cents(points.get(name)),
                                     supplier=supplier, criterion=name, lot=self.lot)
                for name, value in wanted.items():
                    self.docket.same("{part} of {supplier} in lot {lot}", line[name], value, part=name, supplier=supplier, lot=self.lot)

    def points(self, standing: list[Any]) -> dict[str, Any]:
        """By supplier: points by criterion, evaluated price, total."""
        given = {bid["supplier"]: {one["id"]: self.given(bid["supplier"], one["id"]) for one in self.others} for bid in standing}
        prices = {bid["supplier"]: self.evaluated(bid, sum(given[bid["supplier"]].values(), Fraction(0))) for bid in standing}
        if self.price is not None and not self.by_price and standing:
            weight, low = Fraction(self.price["weight"]), min(prices.values())
            mean = sum(prices.values(), Fraction(0)) / len(prices)
            for supplier, own in prices.items():
                if self.price["formula"] == "mean-ratio":
                    ratio = 1 - abs(own - mean) / mean if mean else Fraction(1)
                else:
                    ratio = low / own if own > low else Fraction(1)
                given[supplier][self.price["id"]] = max(Fraction(0), weight * ratio)
        return {supplier: (points, prices[supplier], None if self.by_price else rounded(sum(points.values(), Fraction(0))))
                for supplier, points in given.items()}

    def evaluated(self, bid: Any, features: Fraction) -> Any:
        if bid["price"] is None:
            return None
        price = Fraction(bid["price"]) * (1 - (self.deduction if bid["small"] else 0))
        if self.price is not None and self.price["formula"] == "feature-coefficient":
            whole = sum(Fraction(one["weight"]) for one in self.docket.plan["criteria"])
            return price / (1 + features / whole / (1 - sum(Fraction(one["weight"]) for one in self.others) / whole))
        return price

    def ranks(self) -> None:
        """By the order of the law, then by that of the documents."""
        standing = self.standing()
        each = self.points(standing)
        row = self.docket.law.first(BY_PRICE if self.by_price else BY_POINTS)
        without = ["price-ascending"] if self.by_price else ["score-descending", "price-ascending"]
        order = self.docket.law.value(row, "ranking_order") if row else without
        marked = [one["id"] for one in self.others if one["about"] == "technical"] or [one["id"] for one in self.others]
        priced = all(bid["price"] is not None for bid in standing)
        order = ([order] if isinstance(order, str) else order) + self.docket.plan.get("ties", [])
        words = [word for word in order if priced or word not in PRICES]
        keys = {}
        for bid in standing:
            points, price, total = each[bid["supplier"]]
            by = {"score-descending": -Fraction(total or 0), "price-ascending": price, "final-price-ascending": price,
                  "quoted-price-ascending": bid["price"] and Fraction(bid["price"]),
                  "technical-score-descending": -sum((points[id] for id in marked), Fraction(0))}
            keys[bid["supplier"]] = [by[word] for word in words]
        for supplier, line in self.stated.items():
            rank = 1 + sum(other < keys[supplier] for other in keys.values()) if supplier in keys else None
            self.docket.same("rank of {supplier} in lot {lot}", line["rank"], rank, supplier=supplier, lot=self.lot)
