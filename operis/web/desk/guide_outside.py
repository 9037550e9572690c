"""What helps with a purchase outside the methods of this site? The grounds that the law of today names."""

from collections.abc import Mapping

from operis import clock
from operis.documents.lawbook import calendar
from operis.registers import models
from operis.rules.outside import grounds
from operis.web.components.form import Part
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed
from operis.web.preparing.ahead import case_ahead
from operis.web.preparing.listed import worded

ON_FILE = "on_file"


class OutsideGuide(Guide):
    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = at.docket.state if at.docket else at.procedure.start()
        law = case_ahead(at.procedure, at.step, at.number, state, at.mandate, calendar().local(clock.now())).law
        return {"ground": worded(grounds(law))}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """Where nobody is on file there is nobody to choose."""
        anybody = models.Party.objects.filter(party="supplier", accepted=True).exists()
        return tuple(one for one in parts if one.name != ON_FILE or anybody or one.wrong)
