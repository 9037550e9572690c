"""Places are approved by the establishment office and never overdrawn: POST-1, INV-1."""

from operis.dockets.establishment.acts import EstablishmentEntered
from operis.dockets.establishment.facts import vacancy
from operis.dockets.standing import Standing, holder
from operis.procedures.establishment import ESTABLISHMENT
from tests.procedures.establishment.documents import JUN, places
from tests.statute import ALICE, case

given = case(ESTABLISHMENT)


def test_the_establishment_office_enters_places() -> None:
    given.told(vacancy)().when(places(40), by=JUN).then(EstablishmentEntered)
    given().when(places(46), by=ALICE).refused_under("POST-1", status=403)


def test_approved_places_cover_the_filled_and_the_reserved() -> None:
    first = given.told(vacancy)
    first().when(places(39), by=JUN).refused_under("INV-1", status=422)
    there = given.told(vacancy, reserved_here=5)
    there().when(places(45), by=JUN).then(EstablishmentEntered)
    (ground,) = there().when(places(44), by=JUN).refused_under("INV-1", status=422)
    assert ground.finding.facts == {"approved": 44, "filled": 38, "reserved": 7}


def test_a_holder_has_one_docket() -> None:
    given.told(holder, Standing("DC-2026-E-0009"))().when(places(46), by=JUN).refused_under("OURS-ONE", status=409)
    given.told(holder, Standing("DC-2026-S-0001"))().when(places(46), by=JUN).then(EstablishmentEntered)
