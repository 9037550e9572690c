"""What must hold on every record, whatever was tried: the sentences of `operis_invariants.py`, which stands beside this file.

Each sentence is a function whose first line says what holds. It gets the public entries of all dockets, by docket, and yields what is
against it. What was stored before a sentence held is told, and is no fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from operis_records import Dockets, Entry, acts, canonical, day, fen, kind_of, letters, lots_of, months_after, of, said, standing

BROKEN, TOLD = "broken", "told"
EXPERT, LATE = "expert", "OURS-LATE"
FOLLOWS: Mapping[str, frozenset[str]] = {
    "procurement": frozenset({"stamped-copy-added"}), "bid": frozenset({"bond-settled"}),
    "contract": frozenset(), "supervision": frozenset(),
}
"""What may still be entered on a docket of a kind once it has come to its end."""


class Against(NamedTuple):
    """What is against a sentence: which sentence, on which docket, at which entry, and why; `told` where it was stored before."""

    sentence: str
    docket: str
    number: int
    says: str
    weight: str = BROKEN


Sentence = Callable[[Dockets], Iterator[Against]]
SENTENCES: list[Sentence] = []


def sentence(holds: Sentence) -> Sentence:
    SENTENCES.append(holds)
    return holds


def broken(dockets: Dockets) -> list[Against]:
    """All that is against any of the sentences."""
    return [one for holds in SENTENCES for one in holds(dockets)]


def against(holds: str, entry: Entry, says: str, weight: str = BROKEN) -> Against:
    return Against(holds, entry["docket"], entry["no"] + 1, says, weight)


# What both have signed


@sentence
def a_signed_text_stands(dockets: Dockets) -> Iterator[Against]:
    """After a contract is signed nothing changes its text, and what was signed is what was drawn up last."""
    for _docket, entries in of(dockets, "contract"):
        drawn, signed = None, False
        for entry in entries:
            kind = entry["act"]["kind"]
            if kind == "contract-drawn-up":
                if signed:
                    yield against("a_signed_text_stands", entry, "the contract is drawn up again after it was signed")
                drawn = said(entry)["text_sha256"]
            elif kind == "contract-signed":
                signed = True
                if said(entry)["text_sha256"] != drawn:
                    yield against("a_signed_text_stands", entry, "the text that is signed is not the one that was drawn up")


@sentence
def a_contract_is_as_awarded(dockets: Dockets) -> Iterator[Against]:
    """A contract has supplier and price of the award, days of payment and length of the plan, and starts with the letter or later."""
    for _docket, entries in of(dockets, "contract"):
        for entry in acts(entries, "contract-drawn-up"):
            fields = said(entry)
            whole = dockets.get(fields["procurement"].upper(), ())
            before = [one for one in whole if one["entered"] <= entry["entered"]]
            plans = acts(before, "implementation-plan-filed")
            award, letter = standing(before).get(fields["lot"]), letters(before).get(fields["lot"])
            if not plans or not whole:
                continue
            yield from (against("a_contract_is_as_awarded", entry, says) for says in _unlike(fields, said(plans[-1]), award, letter))


def _unlike(contract: Any, plan: Any, award: Any, letter: Any) -> Iterator[str]:
    if award is None or letter is None:
        yield "no award letter of this lot stands"
        return
    if contract["supplier"] != award["supplier"]:
        yield f"the contract is with {contract['supplier']}; the award went to {award['supplier']}"
    if contract["price"] != award["price"]:
        yield f"the contract is at {contract['price']}; the award at {award['price']}"
    agreed, paid = plan["payment_days"], contract["payment_days"]
    if agreed is not None and (paid is None or paid > agreed):
        yield f"the contract is paid within {paid} days; the plan says {agreed}"
    starts, last = date.fromisoformat(contract["starts"]), date.fromisoformat(contract["ends"])
    if months_after(starts, plan["term_months"]) - timedelta(days=1) != last:
        yield f"the contract runs from {starts} to {last}; the plan says {plan['term_months']} months"
    if starts < day(letter["act"]["happened"]):
        yield f"the contract starts on {starts}; the award letter is of {day(letter['act']['happened'])}"


# What a result says


@sentence
def a_result_is_the_award(dockets: Dockets) -> Iterator[Against]:
    """A result names supplier, bid, price, rank and lot of the award that stands, and the winner by the name on file."""
    for docket, entries in of(dockets, "procurement"):
        for place, entry in enumerate(entries):
            if entry["act"]["kind"] != "result-published":
                continue
            fields, awards = said(entry), standing(entries[:place])
            for one in fields["awards"]:
                if awards.get(one["lot"]) != one:
                    yield against("a_result_is_the_award", entry, f"lot {one['lot']} is not what was awarded")
            winners = {one["lot"]: one["supplier"] for one in fields["awards"]}
            for shown in fields["winners"]:
                names = _names(dockets, winners.get(shown["lot"], ""))
                if shown["lot"] not in winners:
                    yield against("a_result_is_the_award", entry, f"it names a winner of lot {shown['lot']}, which has none")
                elif names and not any(shown["name"].items() <= name.items() or name.items() <= shown["name"].items() for name in names):
                    yield against("a_result_is_the_award", entry, f"it calls the winner of lot {shown['lot']} otherwise than its file does")
            if fields["project_number"] not in (None, docket):
                yield against("a_result_is_the_award", entry, "it bears the number of another project", TOLD)


def _names(dockets: Dockets, party: str) -> list[Any]:
    return [said(entry)["name"] for _docket, entries in of(dockets, "file") for entry in acts(entries, "file-entered")
            if said(entry)["key"] == party]  # fmt: skip


# How a procurement ends


@sentence
def no_ending_while_a_letter_stands(dockets: Dockets) -> Iterator[Against]:
    """The purchaser ends no lot whose award letter stands."""
    for _docket, entries in of(dockets, "procurement"):
        for place, entry in enumerate(entries):
            if entry["act"]["kind"] == "proceedings-terminated":
                bound = letters(entries[:place])
                for lot in said(entry)["lots"] or lots_of(entries):
                    if lot in bound and lot not in _ended(entries[:place]):
                        yield against("no_ending_while_a_letter_stands", entry, f"lot {lot} is ended while its award letter stands")


@sentence
def no_ending_that_the_record_refutes(dockets: Dockets) -> Iterator[Against]:
    """A lot that ends for too few had too few, and one that ends for dear bids had no bid within its budget."""
    for _docket, entries in of(dockets, "procurement"):
        for place, entry in enumerate(entries):
            if entry["act"]["kind"] != "proceedings-terminated":
                continue
            before, ground = entries[:place], said(entry)["ground"]
            for lot in said(entry)["lots"] or lots_of(entries):
                barred = any(one["lot"] == lot for one in said(entry).get("passed_over", ()))  # each with the decision that bars it
                if ground == "too-few" and not barred and _enough(before, lot):
                    yield against("no_ending_that_the_record_refutes", entry, f"lot {lot} was opened, and nothing shuts out a bid for it")
                within = _within(before, lot)
                if ground == "all-above-budget" and within:
                    yield against("no_ending_that_the_record_refutes", entry, f"lot {lot} has a bid within its budget: {within[0]}")


def _ended(entries: Iterable[Entry]) -> set[str]:
    whole = list(entries)
    return {lot for one in acts(whole, "proceedings-terminated") for lot in said(one)["lots"] or lots_of(whole)}


def _opened(entries: Iterable[Entry], lot: str) -> tuple[bool, dict[str, Any]]:
    """Whether the lot was opened in the last round, and what each bid for it asks."""
    rounds = acts(entries, "bids-opened")
    if not rounds:
        return False, {}
    fields = said(rounds[-1])
    return (any(one["lot"] == lot and one["opened"] for one in fields["lots"]),
            {one["supplier"]: one["price"] for one in fields["opened"] if one["lot"] == lot and one["price"] is not None})  # fmt: skip


def _invalid(entries: Iterable[Entry], lot: str) -> set[str]:
    return {one["supplier"] for entry in acts(entries, "bids-examined") for one in said(entry)["verdicts"]
            if one["lot"] == lot and one["result"] != "valid"}  # fmt: skip


def _enough(entries: Sequence[Entry], lot: str) -> bool:
    """Whether enough came for the lot to be opened, and neither an examination, nor a dear final quote, nor the panel took one away."""
    opened, prices = _opened(entries, lot)
    reports = [one for entry in acts(entries, "evaluation-reported") for one in said(entry)["outcomes"] if one["lot"] == lot]
    asked = acts(entries, "round-opened")
    return (opened and not _invalid(entries, lot) and not asked
            and not (reports and reports[-1]["outcome"] == "too-few") and bool(prices))  # fmt: skip


def _within(entries: Sequence[Entry], lot: str) -> list[str]:
    opened, prices = _opened(entries, lot)
    plans = acts(entries, "implementation-plan-filed")
    if not opened or not plans:
        return []
    plan, out = said(plans[-1]), _invalid(entries, lot)
    budget = next((one["budget"] for one in plan["lots"] if one["lot"] == lot), plan["budget"])
    return [one for one, price in sorted(prices.items()) if one not in out and fen(price) <= fen(budget)]


@sentence
def nothing_happens_after_the_end(dockets: Dockets) -> Iterator[Against]:
    """On a docket that has ended only that is entered which its kind lists as following from its end."""
    for docket, entries in sorted(dockets.items()):
        kind = kind_of(docket)
        for place, entry in enumerate(entries):
            if kind in FOLLOWS and entry["act"]["kind"] not in FOLLOWS[kind] and _over(kind, entries[:place]):
                yield against("nothing_happens_after_the_end", entry, f"{entry['act']['kind']} is entered after the end")


def _over(kind: str, entries: Sequence[Entry]) -> bool:
    if kind == "procurement":
        return bool(acts(entries, "implementation-plan-filed")) and _ended(entries) >= {*lots_of(entries)}
    if kind == "contract":
        return bool(acts(entries, "signature-refused"))
    return kind == "supervision" and bool(acts(entries, "supervision-decided"))


# Four eyes


@sentence
def another_reviewed_the_plan(dockets: Dockets) -> Iterator[Against]:
    """Whoever wrote in a plan or files it did not review it, and what is filed is what passed."""
    for _docket, entries in of(dockets, "procurement"):
        for place, entry in enumerate(entries):
            if entry["act"]["kind"] == "implementation-plan-filed":
                yield from _reviewed(entry, acts(entries[:place], "plan-reviewed"))


PLAN_CONCLUDED = frozenset({"body", "budget_item", "class", "reviewed_by", "left", "unit", "late_reason"})
PLAN_LATER = frozenset({"agency_matters"})
"""What plans of earlier versions had no words for: no part of what was reviewed where it says nothing."""


def _reviewed(filed: Entry, reviews: Sequence[Entry]) -> Iterator[Against]:
    newest = {said(one)["review"]: one for one in reviews}
    if not newest:
        yield against("another_reviewed_the_plan", filed, "no review of it stands on the record", TOLD)
    plan = {name: value for name, value in said(filed).items() if name not in PLAN_CONCLUDED and (value or name not in PLAN_LATER)}
    digest = sha256(canonical(plan)).hexdigest()
    for review in newest.values():
        fields = said(review)
        wrote = {*fields["written_by"], *(filed["mandate"]["persons"] or ()), filed["mandate"]["decided_by"]}
        if fields["outcome"] != "passed":
            yield against("another_reviewed_the_plan", filed, f"its {fields['review']} review returned it")
        elif fields["plan_sha256"] != digest:
            yield against("another_reviewed_the_plan", filed, f"it is not what passed the {fields['review']} review")
        if fields["reviewer"] in wrote:
            yield against("another_reviewed_the_plan", filed, f"who made the {fields['review']} review has written in it or files it")


# Days


@sentence
def an_earlier_day_is_proved(dockets: Dockets) -> Iterator[Against]:
    """What is entered for an earlier day happened elsewhere, and names a link or a scan; nothing is entered for a day to come."""
    for _docket, entries in sorted(dockets.items()):
        proved = {one["request"] for one in entries if _proof(said(one).get("outside"))}
        for entry in entries:
            claimed, (first, last) = day(entry["act"]["happened"]), _day_of_entry(entry)
            if claimed > last:
                yield against("an_earlier_day_is_proved", entry, f"it is entered on {last} for {claimed}, which is to come")
            elif claimed < first and entry["request"] not in proved:
                says = f"it is entered on {first} for {claimed}, without a link or a scan"
                looked_at = any(note["row"] == LATE for note in entry["notes"])
                yield against("an_earlier_day_is_proved", entry, says, BROKEN if looked_at else TOLD)


def _proof(outside: Any) -> bool:
    return bool(outside and (outside["link"] or outside["scan"]))


def _day_of_entry(entry: Entry) -> tuple[date, date]:
    """The day of entry in the zone of the act, as a first and a last day: a bare day has no zone, so the day may be one later."""
    moment = datetime.fromisoformat(entry["entered"].replace("Z", "+00:00"))
    happened = entry["act"]["happened"]
    if "T" not in happened:
        return moment.date(), moment.date() + timedelta(days=1)
    local = moment.astimezone(datetime.fromisoformat(happened.replace("Z", "+00:00")).tzinfo).date()
    return local, local



# The panel


@sentence
def every_expert_was_drawn_or_consented_to(dockets: Dockets) -> Iterator[Against]:
    """Every expert came out of a draw held here or shown from elsewhere, or was chosen with a consent that can be looked up."""
    for _docket, entries in of(dockets, "procurement"):
        drawn: set[str] = set()
        consent: Any = None
        for entry in entries:
            kind, fields = entry["act"]["kind"], said(entry)
            if kind == "draw-held" and fields["purpose"] == "experts":
                drawn |= {*fields["drawn"]}
            elif kind in ("panel-formed", "member-replaced"):
                come = fields["members"] if kind == "panel-formed" else [fields["member"]]
                consent = fields["consent"] if kind == "panel-formed" else consent
                for member in come:
                    if member["seat"] == EXPERT and not _came_rightly(member, fields["drawn"], drawn, consent):
                        yield against("every_expert_was_drawn_or_consented_to", entry, f"nothing shows how {member['person']} was found")


def _came_rightly(member: Any, elsewhere: Any, drawn: set[str], consent: Any) -> bool:
    return _shown(consent) if member["own_choice"] else _shown(elsewhere) or member["person"] in drawn


def _shown(outside: Any) -> bool:
    return _proof(outside) and bool(outside["number"])


JUDGES = frozenset({"bids-examined", "negotiation-recorded", "explanation-asked", "scores-given", "evaluation-reported"})


@sentence
def members_declare_before_they_judge(dockets: Dockets) -> Iterator[Against]:
    """Whoever examines, talks, scores or reports for the panel sits on it, and has declared that nothing binds him."""
    for _docket, entries in of(dockets, "procurement"):
        seats: set[str] = set()
        free: set[str] = set()
        for entry in entries:
            kind, fields = entry["act"]["kind"], said(entry)
            if kind == "panel-formed":
                seats, free = {one["person"] for one in fields["members"]}, set()
            elif kind == "member-replaced":
                seats = (seats - {fields["person"]}) | {fields["member"]["person"]}
                free -= {fields["person"]}
            elif kind == "recusal-declared" and fields["relation"] == "none":
                free.add(fields["person"])
            elif kind in JUDGES and entry["mandate"]["role"] in ("panel", EXPERT):
                for person in entry["mandate"]["persons"] or ():
                    if person not in seats:
                        yield against("members_declare_before_they_judge", entry, f"{person} does not sit on the panel")
                    elif person not in free:
                        yield against("members_declare_before_they_judge", entry, f"{person} has not declared")


# Money


@sentence
def a_line_is_not_overdrawn(dockets: Dockets) -> Iterator[Against]:
    """What is reserved and contracted of a budget line is no more than the line has."""
    for key, has in sorted(_lines(dockets).items()):
        held = [(acts(entries, "implementation-plan-filed")[-1], held_by(dockets, docket, entries)) for docket, entries in going_on(dockets)
                if _line(said(acts(entries, "implementation-plan-filed")[-1])) == key]  # fmt: skip
        if held and sum(amount for _entry, amount in held) > has:
            yield against("a_line_is_not_overdrawn", held[-1][0], f"{key[2]} has {has / 100:.2f} and holds more")


def going_on(dockets: Dockets) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The procurements with a filed plan that have not ended: they hold money."""
    return ((docket, entries) for docket, entries in of(dockets, "procurement")
            if acts(entries, "implementation-plan-filed") and not _over("procurement", entries))  # fmt: skip


def _line(plan: Any) -> tuple[str, int, str]:
    return plan["body"], plan["fiscal_year"], plan["budget_line"]


def _lines(dockets: Dockets) -> dict[tuple[str, int, str], int]:
    """The most that each line ever had: it may be lowered under what stands on it, by an act of its own."""
    found: dict[tuple[str, int, str], int] = defaultdict(int)
    for _docket, entries in of(dockets, "budget"):
        for entry in acts(entries, "budget-entered"):
            for one in said(entry)["lines"]:
                key = said(entry)["body"], said(entry)["year"], one["line"]
                found[key] = max(found[key], fen(one["amount"]), sum(fen(each["amount"]) for each in one["yearly"]))
    return found


def held_by(dockets: Dockets, docket: str, entries: Sequence[Entry]) -> int:
    """What a plan holds: its budget, and of a lot whose contract is signed the price instead."""
    plan = said(acts(entries, "implementation-plan-filed")[-1])
    budgets = {one["lot"]: fen(one["budget"]) for one in plan["lots"]} or {"1": fen(plan["budget"])}
    freed = 0
    for _number, contract in of(dockets, "contract"):
        drawn = acts(contract, "contract-drawn-up")
        if drawn and said(drawn[-1])["procurement"].upper() == docket and acts(contract, "contract-signed"):
            freed += budgets.get(said(drawn[-1])["lot"], 0) - fen(said(drawn[-1])["price"])
    return fen(plan["budget"]) - freed
