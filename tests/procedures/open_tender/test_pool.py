"""Who may be drawn and who may sit follows from the pool: REG-39, EXP-12, EXP-16a, EXP-16b, REG-75; a draw elsewhere is counted."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.commands import DeclareInterest, FormPanel
from operis.dockets.procurement.evaluating import Declined, Toward
from operis.dockets.procurement.facts import Barred
from operis.dockets.procurement.mandate_facts import mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced, DrawHeld, MemberReplaced, PanelFormed, RecusalDeclared
from operis.dockets.procurement.pool import ExpertPool, PoolExpert, Tied, expert_pool
from operis.dockets.procurement.watching import CallWatchers, Watcher, WatchersCalled
from tests.procedures.awards import TIED, announcing, watched
from tests.procedures.contracts import appointing
from tests.procedures.documents import words
from tests.procedures.evaluating import DRAWN, EVALUATED, TENDER, expert, interest, member, panel, pool_of, tender
from tests.procedures.panels import replacing
from tests.procedures.watchers import OFFICERS
from tests.statute import OFFICE, Given, at

OPEN, DAY = tender("opened"), timedelta(days=1)

MARCH_24 = date(2026, 3, 24)
drawing = TENDER.happening(at(MARCH_24))


def pool(**one: Any) -> ExpertPool:
    """Three experts, the second of whom is otherwise."""
    first, second, third = pool_of("e1", "e2", "e3").found
    return ExpertPool((first, replace(second, **one), third))


def listed(*entries: str, **changed: Any) -> Any:
    return announcing(*entries, purpose=Slug("experts"), lot=None, **changed)


def test_the_list_is_the_whole_pool_and_no_choice_of_friends() -> None:
    told = drawing.told(expert_pool, pool())
    told(*TIED).when(listed("e1", "e2", "e3")).then(DrawAnnounced)
    (ground,) = told(*TIED).when(listed("e1", "e2")).refused_under("REG-39", status=422)
    assert (ground.check, ground.finding.facts) == ("whole_pool_listed", {"due": 3, "missing": 1, "strange": 0})


def test_a_draw_for_fields_lists_all_of_these_fields_and_nobody_else() -> None:
    told = drawing.told(expert_pool, pool(expertise=("law", "care")))
    law = {"expertise": (Slug("law"),)}
    told(*TIED).when(listed("e2", **law)).then(DrawAnnounced)
    (ground,) = told(*TIED).when(listed("e1", "e2", **law)).refused_under("REG-39", status=422)
    assert ground.finding.facts == {"due": 1, "missing": 0, "strange": 1}
    told(*TIED).when(listed("e1", "e3", **law)).refused_under("REG-39", status=422)


@pytest.mark.parametrize(
    ("one", "row"),
    [
        ({"employer": OFFICE}, "EXP-16b"),
        ({"bars": (Barred("e2", "2025-4", date(2025, 1, 1), MARCH_24),)}, "REG-75"),
        ({"ties": (Tied("sunrise", "kin-of-head"),)}, "EXP-16a"),
        ({"ties": (Tied("sunrise", "employed", date(2019, 1, 1), MARCH_24.replace(year=2023)),)}, "EXP-16a"),
    ],
)
def test_whom_a_row_keeps_out_is_left_out_of_the_list(one: dict[str, Any], row: str) -> None:
    told = drawing.told(expert_pool, pool(**one))
    (ground,) = told(*TIED).when(listed("e1", "e2", "e3")).refused_under(row, status=422)
    assert ground.finding.at == "entries/1"
    told(*TIED).when(listed("e1", "e3")).then(DrawAnnounced)


@pytest.mark.parametrize(
    "one",
    [
        {"employer": "education"},
        {"bars": (Barred("e2", "2025-4", date(2025, 1, 1), MARCH_24 - DAY),)},
        {"bars": (Barred("e2", "2026-4", MARCH_24 + DAY, date(2027, 1, 1)),)},
        {"ties": (Tied("lake", "employed"),)},
        {"ties": (Tied("sunrise", "employed", date(2019, 1, 1), MARCH_24.replace(year=2023) - DAY),)},
    ],
)
def test_what_is_over_or_of_others_keeps_nobody_out(one: dict[str, Any]) -> None:
    """EXP-16a looks back three years: the day before is over."""
    drawing.told(expert_pool, pool(**one))(*TIED).when(listed("e1", "e2", "e3")).then(DrawAnnounced)


def test_the_agencys_people_are_left_out_by_the_employer_on_file() -> None:
    told = drawing.told(expert_pool, pool(employer="fair-agency"))
    told(*TIED).when(listed("e1", "e2", "e3")).then(DrawAnnounced)
    told(*appointing(TIED)).when(listed("e1", "e2", "e3")).refused_under("EXP-16b", status=422)
    told(*appointing(TIED)).when(listed("e1", "e3")).then(DrawAnnounced)


def held(*persons: str) -> DrawHeld:
    return DrawHeld(happened=at(date(2026, 3, 20)), seeds=(), purpose=Slug("experts"), lot=None, drawn=persons)


def seated(*experts: str, **changed: Any) -> FormPanel:
    return panel(members=(member("rep"), *map(member, experts)), drawn=None, drawn_count=None, **changed)


DREW = held("e1", "e2", "e3", "e4", "e5", "e6")


def test_those_who_were_drawn_first_sit_first() -> None:
    TENDER(*OPEN, DREW).when(seated("e1", "e2", "e3", "e4")).then(PanelFormed)
    TENDER(*OPEN, DREW).when(seated("e4", "e3", "e2", "e1")).then(PanelFormed)
    (ground,) = TENDER(*OPEN, DREW).when(seated("e1", "e2", "e3", "e5")).refused_under("EXP-12", status=422)
    assert (ground.check, ground.finding.facts) == ("first_drawn_first", {"number": 4})
    away = {"declined": (Declined(person="e4", reason=words("Ill")),)}
    (told,) = TENDER(*OPEN, DREW).when(seated("e1", "e2", "e3", "e5", **away)).warned_under("EXP-12")
    assert told.finding.facts == {"count": 1, "draws": 1}


def knows(*persons: PoolExpert) -> Given:
    return TENDER.told(expert_pool, ExpertPool(persons))


KIN = PoolExpert("e2", "F-e2", ties=(Tied("brook", "kin-of-head"),), held=pool_of("e2").found[0].held)


def test_who_is_tied_to_a_bidder_on_file_does_not_sit_and_the_next_does() -> None:
    (ground,) = knows(KIN)(*OPEN, DREW).when(seated("e1", "e2", "e3", "e4")).refused_under("EXP-16a", status=422)
    assert ground.finding.facts == {"name": "Member e2", "supplier": "brook", "relation": "kin-of-head"}
    knows(KIN)(*OPEN, DREW).when(seated("e1", "e3", "e4", "e5")).then(PanelFormed)
    knows(KIN)(*OPEN, DREW).when(seated("e1", "e3", "e4", "e6")).refused_under("EXP-12", status=422)


@pytest.mark.parametrize(
    ("one", "row"), [({"bars": (Barred("e2", "2025-4", date(2025, 1, 1), date.max),)}, "REG-75"), ({"employer": OFFICE}, "EXP-16b")]
)
def test_who_is_barred_or_employed_by_the_purchaser_does_not_sit(one: dict[str, Any], row: str) -> None:
    told = knows(replace(KIN, ties=(), **one))
    told(*OPEN, DREW).when(seated("e1", "e2", "e3", "e4")).refused_under(row, status=422)
    told(*OPEN, DREW).when(seated("e1", "e3", "e4", "e5")).then(PanelFormed)
    told(*OPEN).when(panel()).refused_under(row, status=422)  # drawn elsewhere, as well


def calling(*away: str, again: bool = True) -> CallWatchers:
    said = tuple(Declined(person=one, reason=words("Ill")) for one in away)
    watchers = tuple(Watcher(person=one, name=one.title()) for one in ("ann", "fay"))
    return CallWatchers(watchers=watchers, again=words("Two are ill") if again else None, declined=said)


def test_experts_are_drawn_again_only_where_too_few_are_left() -> None:
    """O87-47b: six experts sit on the largest panel, and all six who were drawn can."""
    told = TENDER.told(expert_pool, ExpertPool(())).told(mandates_held, OFFICERS)
    (enough,) = told(*OPEN, DREW).when(calling()).refused_under("O87-47b", status=409)
    assert (enough.check, enough.finding.facts) == ("too_few_left", {"left": 6})
    (unsaid,) = told(*OPEN, DREW).when(calling("e6", again=False)).refused_under("O87-47b", status=409)
    assert (unsaid.finding.at, unsaid.finding.facts) == ("again", {"left": 5})
    again = told(*OPEN, DREW).when(calling("e6"))
    (note,) = again.warned_under("EXP-17")
    assert (note.check, note.finding.facts["draws"], note.finding.facts["count"]) == ("drawn_again_told", 1, 1)
    called = again.then(WatchersCalled)
    TENDER(*OPEN, DREW, *called).when(seated("e1", "e2", "e3", "e4")).then(PanelFormed)
    told(*OPEN).when(calling(again=False)).then(WatchersCalled)  # the first draw


def test_a_link_to_a_draw_has_a_host() -> None:
    for link in ("x", "http://x/1", "ftp://pool.gov.cn/1", "javascript:pool.gov.cn"):
        (ground,) = TENDER(*OPEN).when(panel(drawn=replace(DRAWN, link=link))).refused_under("EXP-12", status=422)
        assert (ground.check, ground.finding.at) == ("draw_shown", "drawn/link")
    for link in ("http://pool.gov.cn", "https://pool.gov.cn/draws/1?no=2"):
        TENDER(*OPEN).when(panel(drawn=replace(DRAWN, link=link))).then(PanelFormed)


def test_who_leaves_is_followed_by_the_next_of_the_draw() -> None:
    formed = TENDER(*OPEN, DREW).when(seated("e1", "e2", "e3", "e4")).then(PanelFormed)
    TENDER(*OPEN, DREW, *formed).when(replacing("e2", member("e5"), drawn=None)).then(MemberReplaced)
    TENDER(*OPEN, DREW, *formed).when(replacing("e2", member("e6"), drawn=None)).refused_under("EXP-12", status=422)
    left = TENDER(*OPEN, DREW, *formed).when(replacing("e2", member("e5"), drawn=None)).then(MemberReplaced)
    TENDER(*OPEN, DREW, *formed, *left).when(replacing("e1", member("e6"), drawn=None)).then(MemberReplaced)


def test_a_draw_elsewhere_says_how_many_were_drawn_and_seats_no_friend_beside_them() -> None:
    (none,) = TENDER(*OPEN).when(panel(drawn_count=None)).refused_under("EXP-12", status=422)
    assert (none.check, none.finding.at) == ("draw_counted", "drawn_count")
    TENDER(*OPEN).when(panel(drawn_count=4)).then(PanelFormed)
    (fifth,) = TENDER(*OPEN).when(panel(drawn_count=3)).refused_under("EXP-12", status=422)
    assert fifth.finding.facts == {"count": 3, "seated": 4}


def test_what_only_a_scan_shows_and_a_draw_beside_one_held_here_are_told() -> None:
    scanned = panel(drawn=replace(DRAWN, link=None, scan="ab" * 32))
    elsewhere, told = TENDER(*OPEN).when(scanned).warned_under("EXP-12")
    assert elsewhere.finding.facts["number"] == "2026-0320"
    assert told.finding.facts == {"number": "2026-0320", "medium": "Expert pool of the province"}
    away = (Declined(person="e9", reason=words("Ill")),)
    declined, _elsewhere, beside = TENDER(*OPEN, held("e9")).when(panel(declined=away)).warned_under("EXP-12")
    assert (declined.finding.facts, beside.finding.facts) == ({"count": 1, "draws": 1}, {"held": 1})


def test_who_was_drawn_here_is_not_left_for_a_draw_elsewhere() -> None:
    """Else whoever dislikes what came out enters another draw beside it."""
    (ground,) = TENDER(*OPEN, held("e8", "e9")).when(panel()).refused_under("OURS-DRAW", status=409)
    assert (ground.check, ground.finding.facts) == ("own_draw_first", {"left": 2})
    kin = replace(KIN, person="e9")
    (fewer,) = knows(kin)(*OPEN, held("e8", "e9")).when(panel()).refused_under("OURS-DRAW", status=409)
    assert fewer.finding.facts == {"left": 1}


def test_a_field_so_narrow_that_everybody_is_drawn_is_told_of() -> None:
    told = drawing.told(expert_pool, pool())
    (ground,) = told(*TIED).when(listed("e1", "e2", "e3", count=3)).warned_under("EXP-12")
    assert ground.finding.facts == {"count": 3}
    assert told(*TIED).when(listed("e1", "e2", "e3", count=2)).warned_under() == ()


def test_a_draw_long_before_the_evaluation_is_told_of_when_it_is_announced() -> None:
    """EXP-14: two working days before the evaluation is as early as it goes."""
    told = drawing.told(expert_pool, pool())
    draws = at(date(2026, 3, 25))
    told(*TIED).when(listed("e1", "e2", "e3", count=2, draws_at=draws, meets_at=at(date(2026, 3, 27)))).then(DrawAnnounced)
    assert told(*TIED).when(listed("e1", "e2", "e3", count=2, draws_at=draws, meets_at=at(date(2026, 3, 27)))).warned_under() == ()
    (early,) = told(*TIED).when(listed("e1", "e2", "e3", count=2, draws_at=draws, meets_at=at(date(2026, 3, 30)))).warned_under("EXP-14")
    assert (early.check, early.finding.at, early.finding.facts["latest"]) == ("announced_in_time", "draws_at", date(2026, 3, 27))


def test_a_draw_that_is_announced_here_is_held_first() -> None:
    told = drawing.told(expert_pool, pool())
    announced = told(*TIED).when(listed("e1", "e2", "e3")).then(DrawAnnounced)
    outcome = told.happening(EVALUATED)(*OPEN, *watched(), *announced).when(panel())
    outcome.refused_under("OURS-DRAW", status=409)
    assert outcome.words == ["A draw of experts is announced here for 2026-03-25 09:00:00+08:00."]


FORMED = tender("formed")


def test_none_is_told_of_where_the_file_has_a_tie() -> None:
    """A-PAN-03: told with the days against three years, and never refused."""
    (told,) = knows(KIN)(*FORMED).when(interest(), by=expert("e2")).warned_under("EXP-16a")
    assert told.finding.facts == {"supplier": "brook", "relation": "kin-of-head"}
    assert knows(KIN)(*FORMED).when(interest("family-of-head", "brook"), by=expert("e2")).warned_under() == ()
    assert knows(replace(KIN, ties=(Tied("lake", "kin-of-head"),)))(*FORMED).when(interest(), by=expert("e2")).warned_under() == ()


def toward(relation: str = "none", **relations: str) -> DeclareInterest:
    said = tuple(Toward(supplier=one, relation=Slug(of)) for one, of in relations.items())
    tied = next((one for one, of in relations.items() if of != "none"), None)
    return DeclareInterest(relation=Slug(relation), supplier=tied, toward=said)


def test_where_bidders_are_named_each_of_them_is() -> None:
    whole = {"sunrise": "none", "brook": "none", "hill": "none"}
    TENDER(*FORMED).when(toward(**whole), by=expert("e2")).then(RecusalDeclared)
    TENDER(*FORMED).when(toward("family-of-head", **{**whole, "brook": "family-of-head"}), by=expert("e2")).then(RecusalDeclared)
    for asked in (
        toward(sunrise="none", brook="none"),
        toward(**whole, lake="none"),
        toward(**{**whole, "brook": "family-of-head"}),
        toward("controlling-owner", **{**whole, "brook": "family-of-head"}),
        toward("family-of-head", **whole),
    ):
        TENDER(*FORMED).when(asked, by=expert("e2")).refused_under("GPL-12", status=422)
