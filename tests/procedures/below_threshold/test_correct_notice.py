"""The correction of a notice below the quota: no days of the procurement law, and still never after closing."""

from datetime import date, timedelta

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import NoticeCorrected
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.documents import MARCH_2, correction, filed, noticed
from tests.statute import at, case

given = case(BELOW_THRESHOLD)(filed(method=Slug("below-threshold"), budget=Fen(280_000_00)), noticed(3, budget=Fen(280_000_00)))


def test_a_change_may_come_on_the_day_of_closing() -> None:
    given.happening(at(MARCH_2 + timedelta(days=3), "09:29")).when(correction()).then(NoticeCorrected)
    given.happening(at(MARCH_2 + timedelta(days=3), "09:30")).when(correction()).refused_under("OURS-OPEN", status=409)


def test_a_closing_time_moved_forward_warns() -> None:
    given.when(correction(bids_close=at(date(2026, 3, 4)))).warned_under("OURS-OPEN")
