"""A draw has watchers of different bodies, who were called before it was announced: OURS-DRAW."""

from datetime import date

from operis.dockets.procurement.mandate_facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.watching import CallWatchers, Watcher, WatchersCalled
from tests.procedures.awards import TIED, UNWATCHED, announcing
from tests.procedures.contracts import appointing
from tests.procedures.evaluating import TENDER
from tests.procedures.watchers import announced
from tests.statute import DONG, OFFICE, at

given = TENDER.happening(at(date(2026, 3, 24)))
OFFICERS = MandatesHeld(tuple(Held(person, role, body, date(2026, 1, 1), None) for person, role, body in (
    ("ann", "buyer", OFFICE), ("abe", "buyer", OFFICE), ("eve", "reviewer", OFFICE), ("fay", "finance", "finance"),
    ("una", "unit", "county-government"), ("fin", "finance", "finance"),
    ("gus", "agency", "fair-agency"), ("ted", "buyer", "education"), ("bo", "supplier", "sunrise"), ("exa", "expert", "expert-pool"),
    ("both", "buyer", OFFICE), ("both", "reviewer", OFFICE),
)))  # fmt: skip


def calling(*persons: str, **names: str) -> CallWatchers:
    return CallWatchers(watchers=tuple(Watcher(person=one, name=names.get(one, one.title())) for one in persons))


def test_two_people_of_different_bodies_are_called() -> None:
    office = given.told(mandates_held, OFFICERS)
    for pair in (("ann", "fay"), ("eve", "fay"), ("fay", "ann"), ("fay", "una")):
        (act,) = office(*UNWATCHED).when(calling(*pair)).then(WatchersCalled)
        assert act == WatchersCalled(happened=at(date(2026, 3, 24)), watchers=calling(*pair).watchers)
    wrong: tuple[tuple[tuple[str, ...], list[str]], ...] = (
        (("ann",), ["1 persons watch the draw; at least 2 do, nobody twice and no two of one name."]),
        (("ann", "ann"), ["1 persons watch the draw; at least 2 do, nobody twice and no two of one name.",
                          "Ann is of the same body as another watcher."]),
        (("ann", "abe"), ["Abe is of the same body as another watcher."]),
        (("ann", "eve"), ["Eve is of the same body as another watcher."]),
        (("fay", "fin"), ["Fin is of the same body as another watcher."]),
        (("ann", "ted"), ["Ted has no office here from which a draw of this purchase is watched."]),
        (("ann", "bo"), ["Bo has no office here from which a draw of this purchase is watched."]),
        (("ann", "exa"), ["Exa has no office here from which a draw of this purchase is watched."]),
        (("ann", "nobody"), ["Nobody has no office here from which a draw of this purchase is watched."]),
        (("ann", "gus"), ["Gus has no office here from which a draw of this purchase is watched."]),
    )  # fmt: skip
    for called, words in wrong:
        outcome = office(*UNWATCHED).when(calling(*called))
        outcome.refused_under("OURS-DRAW", status=409)
        assert outcome.words == words
    agency = office(*appointing(UNWATCHED))
    agency.when(calling("fay", "gus")).then(WatchersCalled)
    alone = agency.when(calling("ann", "gus"))
    alone.refused_under("OURS-DRAW", status=409)
    assert alone.words == ["2 watchers are of the purchaser and its agency; at most 1 is."]
    office(*UNWATCHED).when(calling("ann", "fay", fay="Ann")).refused_under("OURS-DRAW", status=409)
    office(*UNWATCHED).when(calling("ann", "fay"), by=DONG).refused_under("OURS-DRAW", status=403)


def test_who_watches_a_draw_that_is_announced_watches_it_to_its_end() -> None:
    """Else whoever dislikes the watchers, or what may come out, calls others."""
    office = given.told(mandates_held, OFFICERS)
    office(*announced()).when(calling("ann", "fay")).refused_under("OURS-DRAW", status=409)
    office(*TIED).when(calling("ann", "fay")).then(WatchersCalled)
    again = office(*TIED).when(calling("ann", "fay")).then(WatchersCalled)
    office(*TIED, *again).when(announcing("brook", "sunrise")).refused_under("OURS-DRAW", status=409)
