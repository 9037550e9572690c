"""What helps where an evaluation is made again? What is wrong is chosen from what was evaluated: its lots, and criteria that are scored."""

from collections.abc import Mapping

from operis.dockets.procurement.evaluation import report_of
from operis.rules.before_panel import scored
from operis.web.desk.choices import choices
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

LOT, CRITERION = "wrong-*-lot", "wrong-*-criterion"


class ReopeningGuide(Guide):
    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = at.docket.state if at.docket is not None else None
        if state is None or state.plan is None:
            return {}
        points = {str(one.id) for one in scored(state)}
        return {
            LOT: tuple((lot, lot) for lot in state.lots if report_of(state, lot) is not None),
            CRITERION: tuple(one for one in choices(at, typed).get(CRITERION, ()) if one[0] in points),
        }
