"""What helps to end a purchase? Where too few bid, or too few are left, the ground and the lots stand there already."""

from collections.abc import Mapping

from django.db.models import Q

from operis.dockets.procurement.commands import Terminate
from operis.documents.few import shut
from operis.rules.endings import TOO_FEW
from operis.web.desk.few_left import few_left
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting


class EndingGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        """Each other ground is the officer's word, and is not proposed."""
        lots = _with_few(at)
        some = lots if len(lots) < len(at.state.lots) else None
        return typed_of(Terminate, {"ground": TOO_FEW, "lots": some}) if lots else {}


def _with_few(at: Sitting) -> list[str]:
    """The lots that go on nowhere for want of bids: shut at the closing, left with too few since, or all where none was opened."""
    if at.docket is None:
        return []
    state = at.state
    stay = {one.lot for one in state.closing.shut} if state.closing is not None else set()
    few = stay | {one.lot for one in few_left(at.docket, at.mandate)}
    going = [lot for lot in state.lots if lot not in state.ended_lots]
    return [lot for lot in going if lot in few] or (going if shut(Q(docket=at.number)) else [])
