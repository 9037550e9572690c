#!/usr/bin/env python3
"""Does what a record says follow from what stands in it? Recomputes openings, draws, scores, ranks, awards and days, without Operis.

    python operis_recompute.py EXPORT [--law FILE ...] [--language zh|en] [--json]

EXPORT is a record of one docket (`operis/record/v1`), or a ZIP with it. Whether it is genuine is the question of `operis_verify.py`:
run that first. FILE is the law an entry was decided by: JSON, a table of rows by their id, written by `operis export law`. An entry
names its law by SHA-256 (`law.pack`), and only a file with that very fingerprint is read. What cannot be told without it is listed.
Exit status: 0 nothing failed; 1 something failed; 2 not readable. Sentences number entries as pages and seals do, from 1; `no` under
--json counts from 0, as in the record. It needs Python 3.9 or later and `operis_reckoning.py` beside it.

It shares nothing with Operis but the published formats: the acts of a procurement (docs/schemas), and of a contract the days.
- Closing and opening: bids stand in order of receipt, each came before the closing time, and the lots that have enough are read out
  in that order. The closing time leaves the days of the law after the issue of the documents, or after a correction.
- A draw: each secret number (field `seed`) has the SHA-256 that was published; the key of a name is the SHA-256 of "operis/draw/v1"
  and the canonical JSON of {docket, entry, lot, purpose, seeds}; names are drawn in the order of their keys.
- A report: exact fractions, rounded half up to two places at the last step. Points of a criterion are the mean of what the members
  now on the panel gave. Evaluated price: the price less the deduction for a small firm, where the lot is not reserved. Points of
  the price: lowest-ratio weight x lowest / own, and for the lowest its weight even where it is 0; mean-ratio weight x
  (1 - |own - mean| / mean), not under 0. lowest-wins and feature-coefficient, price / (1 + f / (1 - f_max)), give no total. Ranks go
  by the order of the law, then by `ties` of the plan.
- A price with an error that the law puts right, and that its bidder has confirmed, takes the place of the opened one: it stands among
  the verdicts. Whether it was put right as the law says cannot be told, since a price list is never public.
- An award goes to the first rank, past those whose award was set aside; equals by their draw. Price and rank are those on the record.
- A day in an act, {"day", "row"}, ends the period of the row, counted from the day of the act.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).resolve().parent)] if __name__ == "__main__" else []  # `python -I` does not look beside this file
try:
    from operis_reckoning import WHAT, Evaluated, Findings, Law, UnreadableError, day_of, in_language, in_order_of_keys, law_in, lines_in
except ModuleNotFoundError:  # it has the words of each language too
    print("Download operis_reckoning.py into this folder too. 请将 operis_reckoning.py 也下载到本文件夹。", file=sys.stderr)
    sys.exit(2)

CHECKS = ("qualification", "compliance")
TO_OPEN, CANDIDATES = ("CC-21x", "O87-41", "CC-34"), ("CC-21x", "CC-25", "GPL-36")  # the first that is in force for the method
DUE = {"day", "row"}
SEED = re.compile(r"(?:[0-9a-f]{2}){32,64}")


class Docket(Findings):
    """The acts of one docket, folded one after the other; what follows from those before it is computed before it is taken in."""

    def __init__(self, docket: str, laws: dict[str, Any], say: Callable[..., str]) -> None:
        super().__init__(docket, say)
        self.laws = laws
        self.plan: Any = None
        self.issued: Any = None
        self.closes: Any = None
        self.listed: Any = None           # of the round that goes on; None before it is closed, or where the list is not public
        self.opened: list[Any] = []
        self.seats: dict[str, Any] = {}
        self.sheets: dict[tuple[str, str, str], Any] = {}                       # person, lot, supplier
        self.verdicts: dict[tuple[str, str, str], str] = {}                     # lot, supplier, check
        self.right: dict[tuple[str, str], str] = {}                             # lot, supplier: the price as it was put right
        self.reports: dict[str, Any] = {}
        self.awards: dict[str, Any] = {}
        self.aside: dict[str, list[str]] = {}
        self.published: list[Any] = []
        self.ended: set[str] = set()
        self.announced: Any = None
        self.drawn: dict[str, list[str]] = {}
        self.agreed: dict[tuple[str, str], str] = {}

    @property
    def lots(self) -> list[str]:
        return [one["lot"] for one in self.plan["lots"]] or ["1"] if self.plan else []

    def take(self, entry: Any) -> None:
        """Recompute what an entry concludes, then take it in."""
        act = entry["act"]
        self.law = Law(self.laws.get(entry["law"]["pack"]), entry["law"], self.plan and self.plan["method"])
        self.entry, self.today, self.happened = entry, date.fromisoformat(entry["law"]["act_day"]), act["happened"]
        fields, name = act["fields"], act["kind"].replace("-", "_")
        if hasattr(self, "on_" + name):
            if act["version"] != 1:
                self.note(self.say("version {version} of {kind} is not known to this program", **{**act, "fields": None}))
            self.step("", getattr(self, "on_" + name), fields)
        for field, due in fields.items():
            if isinstance(due, dict) and due.keys() == DUE:
                self.step("days", self.due, field, due)

    # Before the opening

    def on_implementation_plan_filed(self, fields: Any) -> None:
        self.plan = fields

    def on_notice_published(self, fields: Any) -> None:
        self.closes, self.issued = fields["bids_close"], max(date.fromisoformat(fields["documents_issued"]), self.today)
        self.step("closing-times", self.open_long_enough, "bidding-documents-issued", self.issued, self.closes)

    def on_notice_corrected(self, fields: Any) -> None:
        if fields["bids_close"] is not None and self.issued is not None:
            self.step("closing-times", self.open_long_enough, "bidding-documents-issued", self.issued, fields["bids_close"])
        if fields["may_affect_bids"]:
            self.step("closing-times", self.open_long_enough, "notice-corrected", self.today, fields["closes"])
        self.closes = fields["closes"]

    def open_long_enough(self, event: str, start: date, closes: str) -> bool:
        """Each row of the method that wants days before closing; what was only warned of stands in the notes of the entry."""
        told, looked = {note["row"] for note in self.entry["notes"]}, False
        for id, row in sorted(self.law.rows.items()):
            said = row["event"] or {"start": None}
            if said["start"] != event or (said["end"], said["bound"]) != ("bids-close", "min") or id in told:
                continue
            earliest = self.law.ends(row, start) if self.law.method in row["methods"] and self.law.holds(row) else None
            looked = looked or earliest is not None
            if earliest is not None and day_of(closes) < earliest:
                self.fail("bids close on {day}, and by {row} not before {earliest}", alone=True, day=day_of(closes).isoformat(),
                          row=id, earliest=earliest.isoformat())
        return looked

    def due(self, field: str, due: Any) -> None:
        row = self.law.rows.get(due["row"])
        if row is None or not self.law.holds(row):
            self.fail("{field} rests on {row}, which is not in force for it", alone=True, field=field, row=due["row"])
            return
        end = self.law.ends(row, self.today)
        self.same("{field}, by {row}", due["day"], end and end.isoformat(), alone=True, field=field, row=due["row"])

    def on_round_opened(self, fields: Any) -> None:
        self.closes, self.listed, self.opened = fields["closes"], None, []
    on_round_moved = on_round_opened  # until it closes nothing of it is listed or opened

    def on_bids_closed(self, fields: Any) -> None:
        self.step("closings", self.closing, fields["listed"])
        self.listed = fields["listed"]

    def closing(self, listed: list[Any]) -> None:
        came = [(datetime.fromisoformat(one["received"]), one["bid"], one["lot"]) for one in listed]
        self.same("the order of receipt", [one["bid"] for one in listed], [bid for _, bid, _ in sorted(came)])
        if len({each[1:] for each in came}) < len(came):
            self.fail("a bid stands twice in the list")
        closes = datetime.fromisoformat(self.closes)
        for late, bid, _ in (one for one in came if one[0] >= closes):
            self.fail("bid {bid} came {received}, not before the closing time {closes}", bid=bid, received=f"{late}", closes=f"{closes}")
        if datetime.fromisoformat(self.happened) < closes:
            self.fail("bids were closed before the closing time {closes}", closes=str(closes))

    def on_bids_opened(self, fields: Any) -> None:
        self.opened = fields["opened"]
        if self.listed is None:
            self.note(self.say("the order of opening: the closing list is not public"))
            return
        self.step("openings", self.opening, fields)
        self.step("enough", self.enough, fields["lots"])

    def opening(self, fields: Any) -> None:
        wanted = [one["lot"] for one in fields["lots"] if one["opened"]]
        listed = [(one["bid"], one["supplier"], one["lot"]) for one in self.listed if one["lot"] in wanted]
        opened = [(one["bid"], one["supplier"], one["lot"]) for one in fields["opened"]]
        for place in range(max(len(listed), len(opened))):
            now, then = (rows[place] if place < len(rows) else ("-", "-", "-") for rows in (opened, listed))
            self.same("bid {place} in the order of opening", " ".join(now), " ".join(then), place=place + 1)
        for lot in self.lots:
            if lot not in self.ended:
                bids = len({one["supplier"] for one in self.listed if one["lot"] == lot})
                counted = next((one["bids"] for one in fields["lots"] if one["lot"] == lot), None)
                self.same("the number of bids of lot {lot}", counted, bids, lot=lot)

    def enough(self, lots: list[Any]) -> None:
        row = self.law.first(TO_OPEN)
        least = self.law.value(row, "suppliers_min_count") if row else 1
        for one in lots:
            self.same("whether lot {lot} is opened", one["opened"], one["bids"] >= least, lot=one["lot"])

    # Panel and draws

    def on_panel_formed(self, fields: Any) -> None:
        self.seats, self.sheets = {one["person"]: one for one in fields["members"]}, {}

    def on_member_replaced(self, fields: Any) -> None:
        seats = ((fields["member"]["person"], fields["member"]) if person == fields["person"] else (person, one)
                 for person, one in self.seats.items())
        self.seats, self.sheets = dict(seats), {key: one for key, one in self.sheets.items() if key[0] != fields["person"]}

    def on_draw_announced(self, fields: Any) -> None:
        self.announced = fields
        if fields["purpose"] == "tie":
            first = self.first_of(fields["lot"] or "1", fields)
            self.same("the list of the draw", sorted(fields["entries"]), sorted(one["supplier"] for one in first))

    def on_draw_held(self, fields: Any) -> None:
        self.step("draws", self.draw, fields)
        if fields["purpose"] == "tie":
            self.drawn[fields["lot"] or "1"] = fields["drawn"]

    def draw(self, fields: Any) -> None:
        announced, self.announced = self.announced, None
        if announced is None:
            self.fail("no draw was announced")
            return
        self.same("purpose and lot of the draw", [fields["purpose"], fields["lot"]], [announced["purpose"], announced["lot"]])
        if datetime.fromisoformat(self.happened) < datetime.fromisoformat(announced["draws_at"]):
            self.fail("it was held before {moment}, when it was to be", moment=announced["draws_at"])
        shown = {one["holder"]: one["seed"] for one in fields["seeds"]}
        for one in announced["seeds"]:
            seed = shown.get(one["holder"])
            if seed is None or not SEED.fullmatch(seed) or sha256(bytes.fromhex(seed)).hexdigest() != one["sha256"]:
                self.fail("the secret number of {holder} is not the one that was locked in", holder=one["holder"])
                return
        seeds = [shown[one["holder"]] for one in announced["seeds"]]
        self.same("what is drawn", fields["drawn"], in_order_of_keys(self.docket, announced, seeds)[: announced["count"]])

    def on_bids_examined(self, fields: Any) -> None:
        self.verdicts.update({(one["lot"], one["supplier"], fields["check"]): one["result"] for one in fields["verdicts"]})
        if fields["check"] == "compliance":
            examined = {(one["lot"], one["supplier"]) for one in fields["verdicts"]}
            kept = {bid: price for bid, price in self.right.items() if bid not in examined}
            self.right = {**kept, **{(one["lot"], one["supplier"]): one["price"] for one in fields.get("prices", ())}}

    def offers(self, lot: str) -> list[Any]:
        """The bids that are compared: as they were opened, a price with an error as it was put right."""
        return [{**one, "price": self.right.get((lot, one["supplier"]), one["price"])} for one in self.opened if one["lot"] == lot]

    def valid(self, lot: str, supplier: str) -> bool:
        return all(self.verdicts.get((lot, supplier, check)) == "valid" for check in CHECKS)

    def on_scores_given(self, fields: Any) -> None:
        self.sheets.update({(fields["person"], one["lot"], one["supplier"]): one["scores"] for one in fields["sheets"]})

    def on_evaluation_reopened(self, fields: Any) -> None:
        lots = fields["lots"] or self.lots
        void = {"compliance"} if fields["new_panel"] else set(CHECKS) if fields["ground"] == "wrong-qualification-check" else set()
        self.reports, self.awards = ({lot: one for lot, one in there.items() if lot not in lots} for there in (self.reports, self.awards))
        self.sheets = {key: one for key, one in self.sheets.items() if key[1] not in lots}
        self.verdicts = {key: one for key, one in self.verdicts.items() if key[0] not in lots or key[2] not in void}
        self.seats = {} if fields["new_panel"] else self.seats

    def on_evaluation_reported(self, fields: Any) -> None:
        for one in fields["outcomes"]:
            lot, lines = one["lot"], [line for line in fields["ranked"] if line["lot"] == one["lot"]]
            self.reports[lot] = {"lines": lines, "candidates": one["outcome"] == "candidates", "decide_by": fields["decide_by"]}
            if fields["flaw"] is None:
                heard = {each["supplier"]: each["convinces"] for each in fields["low_prices"] if each["lot"] == lot}
                evaluated = Evaluated(self, lot, lines, heard)
                self.step("scores", evaluated.compare)
                self.step("ranks", evaluated.ranks)
                self.step("outcomes", self.outcome, lot, lines, one["outcome"])
            else:
                self.same("the outcome of lot {lot}", [one["outcome"], lines], ["stopped", []], lot=lot)

    def outcome(self, lot: str, lines: list[Any], stated: str) -> None:
        row = self.law.first(CANDIDATES)
        ranked = sum(line["rank"] is not None for line in lines)
        enough = ranked >= (self.law.value(row, "suppliers_min_count") if row else 1)
        self.same("the outcome of lot {lot}", stated, "candidates" if enough else "too-few", lot=lot)

    def on_price_agreed(self, fields: Any) -> None:
        self.agreed.update({(one["lot"], fields["supplier"]): one["price"] for one in fields["prices"]})

    def first_of(self, lot: str, fields: Any) -> list[Any]:
        out = [one["supplier"] for one in fields.get("passed_over", ()) if one["lot"] == lot]  # barred, as the act says
        report = self.reports.get(lot) or {"candidates": False}
        lines = report["lines"] if report["candidates"] else []
        line = [one for one in lines if one["rank"] and one["supplier"] not in {*self.aside.get(lot, ()), *out}]
        return [one for one in line if one["rank"] == min(each["rank"] for each in line)]

    def on_award_decided(self, fields: Any) -> None:
        for award in fields["awards"]:
            self.step("awards", self.award, award, fields)
        self.awards.update({award["lot"]: award for award in fields["awards"]})

    def award(self, award: Any, fields: Any) -> None:
        lot, supplier = award["lot"], award["supplier"]
        if self.awards.get(lot):
            self.fail("lot {lot} had an award already", lot=lot)
        if self.plan["method"] not in ("below-threshold", "single-source"):
            first = self.first_of(lot, fields)
            mine = next((one for one in first if one["supplier"] == supplier), None)
            if mine is None or (len(first) > 1 and self.drawn.get(lot, [None])[0] != supplier):
                draw = self.drawn.get(lot, ())[:1] if len(first) > 1 else [one["supplier"] for one in first]
                self.fail("the award of lot {lot} goes to {first}, and not to {supplier}", lot=lot, first=", ".join(draw) or "-",
                          supplier=supplier)
            report = self.reports.get(lot) or {"lines": [], "decide_by": None}
            rank, due = next((one["rank"] for one in report["lines"] if one["supplier"] == supplier), None), report["decide_by"]
            if fields["ground"] == "deemed" and (due is None or date.fromisoformat(due["day"]) >= self.today):
                self.fail("it was deemed while there was time to decide, until {day}", day=due and due["day"])
        else:
            rank = self.chosen(award, fields)
        self.same("the rank of {supplier} in lot {lot}", award["rank"], rank, supplier=supplier, lot=lot)
        got = [f"{one['bid']} {self.agreed.get((lot, supplier), one['price'])}" for one in self.offers(lot) if one["supplier"] == supplier]
        self.same("bid and price of {supplier} in lot {lot}", f"{award['bid']} {award['price']}", (*got, "-")[0],
                  supplier=supplier, lot=lot)

    def chosen(self, award: Any, fields: Any) -> int | None:
        """Without a panel: one of the valid bids, at its rank by price, with a reason if it is not the cheapest."""
        lot, supplier = award["lot"], award["supplier"]
        prices = {one["supplier"]: Fraction(one["price"]) for one in self.offers(lot) if one["price"] is not None
                  and self.valid(lot, one["supplier"]) and one["supplier"] not in self.aside.get(lot, ())}
        if supplier not in prices:
            self.fail("{supplier} has no valid bid for lot {lot}", supplier=supplier, lot=lot)
            return None
        rank = 1 + sum(price < prices[supplier] for price in prices.values())
        if rank > 1 and fields["reason"] is None:
            self.fail("{supplier} is not the cheapest of lot {lot}, and no reason is given", supplier=supplier, lot=lot)
        return rank

    def on_award_set_aside(self, fields: Any) -> None:
        lot, award = fields["lot"], self.awards.pop(fields["lot"], None)
        self.same("whose award of lot {lot} is set aside", fields["supplier"], award and award["supplier"], lot=lot)
        self.aside.setdefault(lot, []).append(fields["supplier"])
        if lot in self.reports:
            self.reports[lot] = {**self.reports[lot], "decide_by": fields["decide_by"]}
            if fields["way"] == "new-procurement":
                self.reports[lot]["candidates"] = False

    def on_result_published(self, fields: Any) -> None:
        self.step("results", self.result, fields)
        self.published += fields["awards"]

    def result(self, fields: Any) -> None:
        standing = [self.awards[lot] for lot in self.lots if lot in self.awards and lot not in self.ended]
        waiting = [award for award in standing if award not in self.published]
        told, decided = ([" ".join(map(str, one.values())) for one in awards] for awards in (fields["awards"], waiting))
        self.same("the awards that are published", told, decided)
        shown = [{name: one[name] for name in ("name", "own_choice", "seat")} for one in self.seats.values()]
        self.same("the panel that is published", fields["experts"], shown)

    def on_proceedings_terminated(self, fields: Any) -> None:
        self.ended |= set(fields["lots"] or self.lots)


def recompute(lines: Iterable[Any], laws: Iterable[bytes] = (), say: Callable[..., str] = str.format) -> Any:
    """The docket of a record, recomputed; each law is read by its fingerprint."""
    found = {sha256(law).hexdigest(): json.loads(law) for raw in laws for law in (raw, raw.rstrip(b"\r\n"))}
    docket = None
    for at, line in enumerate(lines, 1):
        try:
            docket = taken(docket, line) if docket else Docket(line["docket"], found, say)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
            raise UnreadableError("Line {line} of the record is not as it should be: ask operis_verify.py about it.", line=at) from fault
    return docket


def taken(docket: Docket, line: Any) -> Docket:
    if line.get("withheld"):
        docket.note(docket.say("the whole entry"))
        docket.withheld.append(docket.no)
    elif "entry" in line:
        entry = json.loads(line["entry"])
        docket.no = entry["no"]
        docket.take(entry)
    docket.no += "withheld" in line or "entry" in line
    return docket


def tell(docket: Docket) -> Iterator[str]:
    """What came of it, in words: three parts."""
    say = docket.say
    yield say("Recomputed from the record of {docket}", docket=docket.docket)
    checked = [say("{what}: {count}", what=say(WHAT[what]), count=docket.checked[what]) for what in WHAT if docket.checked[what]]
    for title, words in ((say("Checked"), checked), (say("Not public, or not given"), told(docket, docket.not_public)),
                         (say("Failed"), told(docket, docket.failed))):
        yield from ["", title, *("  " + word for word in words)] if words else []
    whole = say("Nothing failed, but not everything can be told yet.") if docket.not_public else say("Nothing failed.")
    yield from ["", say("FAILED: {count}", count=len(docket.failed)) if docket.failed else whole]


def told(docket: Docket, found: list[dict[str, Any]]) -> list[str]:
    return [docket.say("{docket} no. {no}: {says}", docket=docket.docket, no=one["no"] + 1, says=one["says"]) for one in found]


def main(argv: list[str] | None = None) -> int:
    say = in_language(argv)
    parser = argparse.ArgumentParser(prog="operis_recompute.py", description=say("Does what a record says follow from what stands in it?"))
    parser.add_argument("export", metavar="EXPORT", nargs="?", help=say("the record, or a ZIP with it; - reads standard input"))
    parser.add_argument("--law", metavar="FILE", action="append", default=[], help=say("the law that entries name, once for each"))
    parser.add_argument("--language", "--lang", choices=("zh", "en"), help=say("language of the answer (default: LANG)"))
    parser.add_argument("--json", action="store_true", help=say("print one JSON document"))
    asked = parser.parse_args(argv)
    try:
        record = asked.export or parser.error(say("Say which record, as in {program} DC-2026-S-0001.jsonl", program=parser.prog))
        docket = recompute(lines_in(record), [law_in(law) for law in asked.law], say)
    except UnreadableError as fault:
        print(f"operis_recompute: {say(fault.says, **fault.facts)}", file=sys.stderr)
        return 2
    document = {name: getattr(docket, name) for name in ("checked", "docket", "failed", "not_public")}
    for line in [json.dumps(document, indent=1)] if asked.json else tell(docket):
        print("".join(char if char.isprintable() or asked.json else repr(char)[1:-1] for char in line))  # nothing steers the terminal
    return 1 if docket.failed else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
