"""After a setting aside the days to decide are those of a consultation: REG-49, CC-28."""

from datetime import date

from operis.core.acts import Due
from operis.dockets.procurement.outcomes import AwardSetAside
from tests.procedures.awards import MARCH_25, deciding, found, setting_aside
from tests.procedures.evaluating import CONSULTATION, consultation, done
from tests.statute import at


def test_the_next_ranked_is_decided_within_five_working_days() -> None:
    acts = consultation("reported")
    awarded = (*acts, *done(CONSULTATION.happening(at(MARCH_25))(*acts), deciding("sunrise")))
    given = CONSULTATION.happening(at(date(2026, 3, 27)))
    given(*awarded).when(setting_aside()).refused_under("REG-71", status=422)
    (act,) = given(*awarded, found()).when(setting_aside()).then(AwardSetAside)
    assert isinstance(act, AwardSetAside)
    assert act.decide_by == Due(day=date(2026, 4, 3), row="CC-28")
