"""What helps with a purchase outside the methods of this site? The grounds that the law of today names."""

from collections.abc import Mapping

from operis import clock
from operis.documents.lawbook import calendar
from operis.rules.outside import grounds
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed
from operis.web.preparing.ahead import case_ahead
from operis.web.preparing.listed import worded


class OutsideGuide(Guide):
    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = at.docket.state if at.docket else at.procedure.start()
        law = case_ahead(at.procedure, at.step, at.number, state, at.mandate, calendar().local(clock.now())).law
        return {"ground": worded(grounds(law))}
