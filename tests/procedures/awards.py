"""Awards and draws that the law lets pass; a test changes the one thing it is about."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from operis.core.acts import Act, Due, Outside
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Seed, SeedCommitment, Told, Winner
from operis.dockets.procurement.commands import (
    AnnounceDraw,
    DecideAward,
    GiveScores,
    HoldDraw,
    PublishResult,
    ReportEvaluation,
    SetAsideAward,
)
from operis.dockets.procurement.facts import Barred, Bars, Contender, Contenders, Supplier
from operis.dockets.procurement.findings import FindingRecorded, RecordFinding
from operis.dockets.procurement.outcomes import AwardSetAside, DrawHeld, EvaluationReopened, PanelFormed
from operis.dockets.procurement.terms import Document
from operis.dockets.procurement.watching import SeedCommitted, Watcher, WatchersCalled
from tests.procedures.documents import words
from tests.procedures.evaluating import CONSULTATION, REPORTED, TENDER, consultation, done, expert, seats, sheet, tender, the_panel
from tests.statute import Given, at

MARCH_25, MARCH_30, MARCH_31, APRIL_1 = date(2026, 3, 25), date(2026, 3, 30), date(2026, 3, 31), date(2026, 4, 1)
"""Reported on Monday 23 March; the last day to decide is the Monday after, and 31 March is the day after that."""
EQUAL = {"sunrise": 800_000_00, "brook": 800_000_00, "hill": 820_000_00}
DRAWS_AT = at(MARCH_25, "09:00")
SEEDS = {"alice": "11" * 32, "monitor": "22" * 32}


def deciding(supplier: str, *, lots: tuple[str, ...] = ("1",), **changed: Any) -> DecideAward:
    return replace(DecideAward(awards=tuple(Winner(lot=lot, supplier=supplier) for lot in lots)), **changed)


def authorised(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The same, with a panel that the purchaser has authorised to decide the award."""
    return tuple(replace(one, award_mandate="2026-12") if isinstance(one, PanelFormed) else one for one in acts)


def with_barred(*suppliers: str) -> Contenders:
    """Sole bidders of the one lot on whom a bar lies from 25 March 2026 on."""
    return Contenders(
        tuple(
            Contender(
                "1", one, (Supplier(one, "enterprise", "small", None, True),), Bars((Barred(one, "2026-9", MARCH_25, date(2027, 3, 24)),))
            )
            for one in suppliers
        )
    )


WITH_SUNRISE_BARRED = with_barred("sunrise")


def commitment(seed: str) -> str:
    return hashlib.sha256(bytes.fromhex(seed)).hexdigest()


def announcing(*entries: str, seeds: dict[str, str] = SEEDS, **changed: Any) -> AnnounceDraw:
    committed = tuple(SeedCommitment(holder=holder, sha256=commitment(seed)) for holder, seed in seeds.items())
    return replace(AnnounceDraw(purpose=Slug("tie"), lot="1", entries=entries, seeds=committed, draws_at=DRAWS_AT), **changed)


def holding(seeds: dict[str, str] = SEEDS) -> HoldDraw:
    return HoldDraw(seeds=tuple(Seed(holder=holder, seed=seed) for holder, seed in seeds.items()))


def aside(supplier: str, way: str = "next-ranked", lot: str = "1", decide_by: date | None = date(2026, 4, 3)) -> AwardSetAside:
    due = Due(day=decide_by, row="O87-68a") if decide_by and way == "next-ranked" else None
    return AwardSetAside(**_said(setting_aside(way=Slug(way), lot=lot)), happened=at(date(2026, 3, 27)), supplier=supplier, decide_by=due)


FOUND = Outside(medium="Answer to a query", on=MARCH_25, number="2026-9", scan="cd" * 32)
"""By which an award falls."""


def finding(about: str = "query-upheld", *lots: str, **changed: Any) -> RecordFinding:
    return replace(RecordFinding(lots=lots, about=Slug(about), says=words("A sum was wrong"), decision="2026-9", paper=FOUND), **changed)


def found(about: str = "query-upheld", *lots: str, on: date = MARCH_25) -> FindingRecorded:
    """By Erin, who reviews."""
    asked = finding(about, *lots)
    said = {name: getattr(asked, name) for name in ("lots", "about", "says", "decision")}
    return FindingRecorded(happened=at(on), **said, paper=replace(FOUND, on=on), found_by=("erin",))


def setting_aside(**changed: Any) -> SetAsideAward:
    return replace(SetAsideAward(ground=Slug("query-upheld"), way=Slug("next-ranked"), reason=words("A query was right")), **changed)


def _said(asked: SetAsideAward) -> dict[str, Any]:
    return {**{name: getattr(asked, name) for name in ("lot", "ground", "way", "reason")}, "decision": "2026-9"}


def reopened(*lots: str) -> EvaluationReopened:
    return EvaluationReopened(happened=at(date(2026, 3, 24)), lots=lots, ground=Slug("wrong-sum"), reason=words("A sum was wrong"))


def result(*losers: str, lots: tuple[str, ...] = ("1",), **changed: Any) -> PublishResult:
    """Files that neither notice nor bid has, and a further sentence to some who did not win."""
    told = tuple(Told(lot=lot, supplier=one, reason=words("We thank you")) for lot in lots for one in losers)
    return replace(PublishResult(small_declarations=(PAPER,), documents=(PAPER,), losers=told), **changed)


PAPER = Document(name="Paper", size=1024, sha256="ab" * 32)


def tied(given: Given, examined: tuple[Act, ...], experts: int, *, hill: str = "62") -> tuple[Act, ...]:
    """Scored and reported, Sunrise and Brook with equal points and prices."""
    acts, points = examined, {"sunrise": "70", "brook": "70", "hill": hill}
    sheets = GiveScores(sheets=tuple(sheet(one, figure) for one, figure in points.items()))
    for person in seats(experts):
        acts = (*acts, *done(given(*acts), sheets, expert(person)))
    return (*acts, *done(given.happening(REPORTED)(*acts), ReportEvaluation(), the_panel(*seats(experts))))


def watched(seeds: dict[str, str] = SEEDS) -> tuple[Act, ...]:
    """The watchers of a draw, called and each with a seed that nobody knows."""
    called = WatchersCalled(happened=REPORTED, watchers=tuple(Watcher(person=f"{name}-account", name=name) for name in seeds))
    committed = (
        SeedCommitted(happened=REPORTED, person=f"{name}-account", sha256=commitment(seed)) for name, seed in seeds.items()
    )
    return called, *committed


UNWATCHED = tied(TENDER, tender("examined", prices=EQUAL), 4)
TIED = (*UNWATCHED, *watched())
TIED_IN_CONSULTATION = (*tied(CONSULTATION, consultation("quoted", prices=EQUAL), 2), *watched())
LATE_HOLDING = DRAWS_AT + timedelta(hours=1)
"""When a watcher who has not come is waited for no more."""


def drawn() -> tuple[tuple[Act, ...], str, str]:
    """A draw between the equals, who came out, and who did not."""
    given = TENDER.happening(at(date(2026, 3, 24)))
    announced = done(given(*TIED), announcing("brook", "sunrise"))
    held = done(given.happening(LATE_HOLDING)(*TIED, *announced), holding())
    (act,) = held
    assert isinstance(act, DrawHeld)
    (first,) = act.drawn
    return (*announced, *held), first, "brook" if first == "sunrise" else "sunrise"
