"""What do the acts on a need add up to?"""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import assert_never

from operis.core.acts import Due
from operis.core.fields import record
from operis.dockets.copies import StampedCopyAdded
from operis.dockets.need.acts import ConsultationRecorded, NeedDetermined, NeedRecorded, OutsidePurchaseEntered, ReferralDecided
from operis.dockets.need.terms import DESCRIBED, PartDetermined

NeedAct = NeedRecorded | ConsultationRecorded | NeedDetermined | ReferralDecided | OutsidePurchaseEntered | StampedCopyAdded
DRIFT, REFER = "DRIFT", "REFER"


@record
class Need:
    """Each document is absent until an act supplies it; `outcomes` holds what stands of each part."""

    recorded: NeedRecorded | None = None
    consultations: tuple[ConsultationRecorded, ...] = ()
    outcomes: Mapping[str, PartDetermined] = field(default_factory=dict)
    determined: NeedDetermined | None = None
    referred: Mapping[str, Due] = field(default_factory=dict)
    """The last day on which each part is decided that was referred."""

    outside: tuple[OutsidePurchaseEntered, ...] = ()

    @property
    def bought(self) -> frozenset[str]:
        """The parts of which nothing is left to be bought."""
        return frozenset(one.part for one in self.outside if one.whole)

    @property
    def body(self) -> str | None:
        return self.recorded.body if self.recorded else None

    @property
    def undescribed(self) -> tuple[str, ...]:
        """What no record of asking those served says of how it was done; the fullest of them counts."""
        asked = [one for one in self.consultations if one.recipients_count]
        return min(((*(name for name in DESCRIBED if getattr(one, name) is None),) for one in asked), key=len, default=())

    @property
    def papers(self) -> frozenset[str]:
        """Of which a stamped copy can be put back."""
        return frozenset({"determination-record"} if self.determined else ())


def evolve(state: Need, act: NeedAct) -> Need:
    match act:
        case NeedRecorded():
            return replace(state, recorded=act)
        case ConsultationRecorded():
            return replace(state, consultations=(*state.consultations, act))
        case NeedDetermined():
            standing = {part.part: standing_after(state.outcomes.get(part.part), part) for part in act.parts}
            until = {part.part: act.decide_by for part in act.parts if part.outcome == REFER and act.decide_by is not None}
            return replace(state, determined=act, outcomes={**state.outcomes, **standing}, referred={**state.referred, **until})
        case ReferralDecided():
            return replace(state, outcomes={**state.outcomes, act.part.part: act.part})
        case OutsidePurchaseEntered():
            return replace(state, outside=(*state.outside, act))
        case StampedCopyAdded():
            return state
        case _:
            assert_never(act)


def standing_after(before: PartDetermined | None, after: PartDetermined) -> PartDetermined:
    """A later determination never undoes an earlier one: where they differ, the earlier stands, held by DRIFT."""
    if before is None or before.outcome == REFER or before.outcome == after.outcome:
        return after
    return replace(before, holds=tuple(dict.fromkeys((*before.holds, DRIFT))))
