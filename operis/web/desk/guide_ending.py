"""What helps to end a purchase? Where too few bid, or too few are left, ground, lots and reason stand there already."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from operis.dockets.procurement.commands import Terminate
from operis.documents.few import LEAST, too_few_words
from operis.documents.slots import CODES
from operis.rules.endings import TOO_FEW
from operis.web.desk.few_left import FewLeft, few_left
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class EndingGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        """Each other ground is the officer's word, and is not proposed."""
        found = few_left(at.docket, at.mandate) if at.docket is not None else ()
        if not found:
            return {}
        few = {lot for one in found for lot in one.lots}
        lots = [lot for lot in at.state.lots if lot in few]
        some = lots if len(lots) < len(at.state.lots) else None
        return typed_of(Terminate, {"ground": TOO_FEW, "lots": some, "reason": {one: _reason(found[0], one) for one in CODES}})


def _reason(few: FewLeft, language: str) -> str:
    """As the record knows it, for everybody to read in his own language."""
    with translation.override(CODES[language]):
        if not few.shut or few.row is None:
            return _("Fewer bids are left than it takes.")
        return too_few_words(few.row.count(LEAST))
