"""What has happened on a docket, what happens now, what comes next? Its entries as lines of the timeline."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.acts import Act
from operis.core.duties import Duty
from operis.core.findings import Ground
from operis.core.mandates import ROLE_LABELS, Role
from operis.dockets.procurement.commands import OpenBids, ReleaseShares
from operis.documents.awaited import awaited, rows_of_keys, rows_of_paper
from operis.documents.days import claimed, dated, day_of_entry, stands_at
from operis.documents.few import LEAST, least_of, shut_words
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.documents.openers import openers
from operis.documents.shown import language, shown
from operis.documents.summaries import reason, summary
from operis.law.book import PACK, Law, Row
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code
from operis.ledger.states import state_of
from operis.registers.duties import Standing, standing_on
from operis.registers.models import Refused, RefusedUnder
from operis.web.components.links import Link
from operis.web.components.seal import Seal
from operis.web.components.spine import DONE, NOW, TODO, Line
from operis.web.reading.dockets import Shown, hidden, not_public_yet, step_of
from operis.web.reading.documents import documents_of
from operis.web.reading.entered import entered, members_of

REPRESENTS = "representative"
"""The seat of those who are no experts, though they act in the same office."""
ON_PANEL = frozenset({Role.EXPERT, Role.PANEL})


def timeline(docket: Shown, now: datetime, *, whole: bool = False) -> tuple[Line, ...]:
    """Every act in order, then what is under way and what is owed next; `whole`: with all that was entered."""
    names = bodies_of(docket)
    corrected = {entry.act.corrects for entry in docket.entries if entry.act.corrects}
    chain = [entry for entry in docket.entries if entry.act.corrects or entry.act.kind in corrected]
    done = [line_of(docket, entry, names, chain, whole) for entry in docket.entries]
    return (*done, *ahead(docket, len(done), now))


def bodies_of(docket: Shown) -> dict[str, str]:
    """The names of those who acted."""
    return names_of({entry.said["mandate"]["body"] or "" for entry in docket.entries})


def line_of(docket: Shown, entry: Stored, names: dict[str, str], chain: list[Stored], whole: bool) -> Line:
    """One act; `chain` is the notice and what put it right, each in the place of the one before."""
    if hidden(docket.state, entry):
        until = read_once(docket, entry.act)
        return Line(no=entry.number, state=DONE, title=_("An act that is not public yet"), what=until, seal=seal_of(entry),
                    kept=_("{count} acts that are not public yet, numbers {first} to {last}"))  # fmt: skip
    act, kept = entry.act, not_public_yet(docket.state, entry)
    place = chain.index(entry) if entry in chain else -1
    before = chain[place - 1] if place > 0 else None
    after = chain[place + 1] if 0 <= place < len(chain) - 1 else None
    return Line(
        no=entry.number, state=DONE, title=act.title_words.within(language()), at=stands_at(entry), claimed=claimed(entry),
        actor=actor_of(docket, entry, names), basis=basis_of(docket, entry), seal=seal_of(entry),
        what=moved(act, docket.state) if after else summary(act),
        read_once=read_once(docket, act) if kept else "",
        reason=reason(act),
        corrected=Link(dated(after), act_url(docket, after)) if after else None,
        corrects=Link(_("{act}, {day}").format(act=before.act.title_words.within(language()),
                                               day=dated(before)), act_url(docket, before))
        if before else None,
        entered=entered(act, docket.state, told=kept) if whole else (),
        documents=() if kept else documents_of(docket, entry),
    )  # fmt: skip


def read_once(docket: Shown, act: Act) -> str:
    """When everybody will read an act that is kept from them, where its kind says so."""
    words = docket.kind.read_once.get(act.public)
    return words.within(language()) if words is not None else ""


def actor_of(docket: Shown, entry: Stored, names: dict[str, str]) -> str:
    """Role and body; of the panel the seat and who sits there, and for the panel as a whole its role alone."""
    by = entry.mandate
    role, who = ROLE_LABELS[Role(by.role)].within(language()), names.get(by.body or "", by.body or "")
    if by.role in ON_PANEL:
        sat = [one for one in members_of(docket.state) if one.person in by.persons] if by.role is Role.EXPERT else []
        if sat and sat[0].seat == REPRESENTS:
            role = _("Representative of the purchaser")
        who = _(", ").join(one.name for one in sat)
    said = _("{role}, {body}").format(role=role, body=who) if who else role
    return _("{who} ({how})").format(who=said, how=how) if (how := brought_in(entry)) else said


def brought_in(entry: Stored) -> str:
    """Of what came in at the command line: the administrator's name there and the paper, where the entry says them."""
    login, parts, paper = (entry.mandate.evidence or "").partition(": ")
    if entry.mandate.by != "import" or not parts:
        return ""
    return _("entered by the administrator {login}; paper: {paper}").format(login=login, paper=paper)


def act_url(docket: Shown, entry: Stored) -> str:
    """On the page of the process, where every act is."""
    return f"{reverse('process', args=[docket.number])}#act-{entry.number}"


def moved(act: Act, state: Any) -> str:
    """What a corrected act said of the closing time, never without the one that stands."""
    said = getattr(act, "closes", None) or getattr(act, "bids_close", None)
    if said is None or said == state.bids_close:
        return summary(act)
    return _("Bids no longer close {before}, but {closes}").format(before=shown(said), closes=shown(state.bids_close))


def basis_of(docket: Shown, entry: Stored) -> tuple[Row, ...]:
    """The row of the step, as it was on the day of the act."""
    return basis_on(docket, entry.said["act"]["kind"], entry.act.happened)


def basis_on(docket: Shown, kind: str, at: date | datetime) -> tuple[Row, ...]:
    found = step_of(docket.line, kind)
    if found is None:
        return ()
    law = Law(book(), PACK, act_day=calendar().day(at))
    row = law.first(found[1].under, method=docket.line.method or None) or law.row(found[1].under[0])
    return (row,)


def seal_of(entry: Stored) -> Seal:
    code = seal_code(entry.leaf)
    number = f"{entry.docket} {entry.number}"
    said = claimed(entry)
    return Seal(number=number, code=code, day=day_of_entry(entry), claimed=calendar().day(said) if said else None,
                url=f"/v/{code}?number={number.replace(' ', '-')}")  # fmt: skip


def ahead(docket: Shown, done: int, now: datetime, *, public: bool = True) -> Iterator[Line]:
    """What stands open on the docket, in the order in which it comes; `public`: as everyone sees it."""
    shown_: set[str] = set()
    found = standing_on([docket.number], public=public).get(docket.number, [])
    opens = any(one.duty.command is OpenBids for one in found)  # what it waits for is told with it, once
    for one in found:
        over = one.moment is not None and one.moment <= now
        words = one.duty.words.within(language())
        past = over and not one.duty.itself and not one.party  # what everybody could do is over with its time
        told_ = public and opens and over and one.duty.command is ReleaseShares
        if words in shown_ or past or told_:
            continue
        shown_.add(words)
        yield owed_line(docket, one, done + len(shown_), now, over=over)


def owed_line(docket: Shown, one: Standing, no: int, now: datetime, *, over: bool) -> Line:
    """One duty: by when, under which row, and since when it is late; of what the clock tried, under which rule it was refused."""
    refused = refused_rows(one, now) if over and one.duty.itself else ()
    waits = awaited(one.at) if refused and one.duty.command is OpenBids else None
    ends = waits is None and least_of(refused) is not None  # too few have bid: there is nothing to open, and its day is no day any more
    return Line(
        no=no, state=TODO if one.waits and not over else NOW,
        title=_("End of the purchase: too few have bid") if ends else one.duty.words.within(language()),
        due=None if ends else waits.since if waits else one.timed(calendar()) or one.day,
        what=waits.says if waits else _("Not before {day}").format(day=shown(one.earliest.day)) if one.earliest else "",
        due_row=None if ends else row_of(one.row, one.day) or (row_of(one.earliest.row, one.earliest.day) if one.earliest else None),
        late=0 if refused else one.days_late(calendar(), calendar().day(now)), waits=waits is not None,
        basis=refused if waits else _but_for_keys(one.at, refused),
        reason=_refused_words(refused) if refused and waits is None else "",
        who=waits.who if waits else _who_ends(refused) if refused else who_of(one.duty, one.at),
    )  # fmt: skip


def who_of(duty: Duty, number: str) -> str:
    """Whose a duty is that is no one party's: an opening is of those who hold its keys, and in words of an office of the rest."""
    holders = openers(number) if duty.command is OpenBids else ()
    names = names_of({*holders})
    return _(", ").join(names.get(one, one) for one in holders) or duty.who.within(language())


def _who_ends(rows: tuple[Row, ...]) -> str:
    """In the words of the letters, where too few have come."""
    if least_of(rows) is not None:
        return _("the purchasing body: it has to end the purchase; it may then be tried again")
    return _("the purchasing body: it has to end the procurement or go on in another way")


def _refused_words(rows: tuple[Row, ...]) -> str:
    """Why bids stay shut, in words where too few have come."""
    few = least_of(rows)
    return shut_words(few.count(LEAST)) if few is not None else _("The opening was refused under this rule; the bids stay sealed.")


def row_of(id: str, on: date | None) -> Row | None:
    return book().rows[id].at(on) if on is not None and id in book().rows else None


def _but_for_keys(number: str, refused: tuple[Row, ...]) -> tuple[Row, ...]:
    """What forbids an opening whatever key holders give, or whatever envelopes say, stands by itself."""
    state = state_of(number) if refused else None
    keys = rows_of_keys(number, state) | rows_of_paper(number, state) if refused else frozenset()
    return tuple(row for row in refused if row.id not in keys) or refused


def refused_rows(one: Standing, now: datetime) -> tuple[Row, ...]:
    """Under which rows the clock was refused the last time that it tried."""
    tried = Refused.objects.filter(docket=one.at, command=one.duty.slug).order_by("-at", "-number").first()
    grounds = RefusedUnder.objects.filter(refusal=tried.number).values_list("row", flat=True) if tried else ()
    return tuple(book().rows[row].at(calendar().day(now)) for row in sorted(set(grounds)) if row in book().rows)


def warnings(docket: Shown) -> list[tuple[list[int], Ground]]:
    """What was told beside the acts: each thing once, with the numbers of the acts beside which it was told."""
    told: dict[str, tuple[list[int], Ground]] = {}
    seen = set()
    for entry in docket.entries:
        if entry.said["request"] not in seen and not not_public_yet(docket.state, entry):
            seen.add(entry.said["request"])
            for ground in entry.notes:
                numbers, _ground = told.setdefault(f"{ground.row} {ground.finding}", ([], ground))
                numbers += [] if entry.number in numbers else [entry.number]
    return list(told.values())
