"""Does what this installation could not take move the closings that it reaches, before anything else is weighed?"""

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from operis import clock, nightly
from operis.beat import Beat
from operis.core.money import Fen
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.ledger import read
from operis.outages import SERVED, forget, serves
from operis.registers import models
from operis.watch import confirm
from tests.api.programs import installed
from tests.cases.halfway import TALKS, until
from tests.ledger.county import County, supplier
from tests.ledger.tender import CLOSES, TENDER
from tests.statute import BO

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(noticed: County, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> County:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    supplier(noticed)
    monkeypatch.setattr(nightly, "HOURS", range(0))
    return noticed


def was_away(folder: Path, lasted: timedelta, until: datetime) -> None:
    """It last wrote so long ago, and it is that time now."""
    (folder / SERVED).write_text(f"{time.time() - lasted.total_seconds()}")
    clock.set_demo_clock(until)


def closes() -> datetime:
    return models.Notice.objects.get(docket=TENDER).closes


def test_where_it_wrote_a_moment_ago_nothing_is_moved(county: County, tmp_path: Path) -> None:
    was_away(tmp_path, timedelta(seconds=20), CLOSES - timedelta(minutes=1))
    serves()
    assert closes() == CLOSES


def test_the_first_start_is_no_outage(county: County, tmp_path: Path) -> None:
    clock.set_demo_clock(CLOSES - timedelta(minutes=1))
    serves()
    assert (closes(), (tmp_path / SERVED).is_file()) == (CLOSES, True)


def test_a_demonstration_that_begins_anew_was_never_away(county: County, tmp_path: Path) -> None:
    was_away(tmp_path, timedelta(minutes=10), CLOSES - timedelta(minutes=1))
    forget()
    serves()
    assert closes() == CLOSES


def test_after_an_outage_over_the_closing_it_is_moved_before_bids_are_closed(county: County, tmp_path: Path) -> None:
    bid = county.done(None, ObtainDocuments(procurement=TENDER), BO).docket
    was_away(tmp_path, timedelta(minutes=10), CLOSES + timedelta(minutes=5))
    one = Beat()
    one.prepare()
    assert closes() > CLOSES + timedelta(minutes=60)
    one.turn()
    county.clock = CLOSES + timedelta(minutes=6)
    assert county.done(bid, SealBid(lot="1", content=BidContent(price=Fen(800_000_00))), BO).entries[0].act.kind == "bid-sealed"


def test_final_quotes_close_later_as_well_for_all_who_were_asked(tmp_path: Path, settings: Settings) -> None:
    settings.OPERIS_DATA = tmp_path
    installed(tmp_path)
    until("open-round", path=TALKS)
    row = models.Notice.objects.get(round=2)
    was_away(tmp_path, timedelta(minutes=10), row.closes + timedelta(minutes=5))
    serves()
    moved = models.Notice.objects.get(docket=row.docket).closes
    assert moved == row.closes + timedelta(minutes=65)
    assert set(models.Asked.objects.filter(docket=row.docket).values_list("until", flat=True)) == {moved}
    assert "notice-corrected" not in [one.act.kind for one in read.entries(row.docket)][-1:]


def test_it_is_told_on_the_notice_once(county: County, tmp_path: Path) -> None:
    was_away(tmp_path, timedelta(minutes=10), CLOSES - timedelta(minutes=5))
    serves()
    serves()
    kinds = [one.act.kind for one in read.entries(TENDER)]
    assert kinds.count("notice-corrected") == 1


def test_a_clock_that_waits_moves_nothing_and_does_it_once_it_goes(county: County, tmp_path: Path) -> None:
    was_away(tmp_path, timedelta(minutes=10), CLOSES - timedelta(minutes=5))
    (tmp_path / "clock-stopped").write_text("It was set.")
    one = Beat()
    one.prepare()
    assert closes() == CLOSES
    confirm(tmp_path)
    one.pulsed = float("-inf")
    one.turn()
    assert closes() > CLOSES
