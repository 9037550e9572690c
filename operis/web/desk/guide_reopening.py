"""What helps where an evaluation is made again? What is wrong is chosen from what was evaluated: bids, criteria, members."""

from collections.abc import Mapping

from operis.core.wording import Wording
from operis.dockets.procurement.evaluation import first_offers, members, report_of
from operis.documents.labels import label
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.rules.before_panel import scored
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed


class ReopeningGuide(Guide):
    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = at.docket.state if at.docket is not None else None
        if state is None or state.plan is None:
            return {}
        lots = [lot for lot in state.lots if report_of(state, lot) is not None]
        bidders = dict.fromkeys(one.supplier for lot in lots for one in first_offers(state, lot))
        names = names_of(set(bidders))
        return {
            "wrong-*-lot": tuple((lot, lot) for lot in lots),
            "wrong-*-supplier": tuple((one, names.get(one, one)) for one in bidders),
            "wrong-*-criterion": tuple((str(one.id), _words(one.id, one.name)) for one in scored(state)),
            "wrong-*-person": tuple((one.person, one.name) for one in members(state)),
        }


def _words(id: str, name: Wording | None) -> str:
    return name.within(language())[1] if name is not None else label(id, language())
