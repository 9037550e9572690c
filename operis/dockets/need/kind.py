"""What a need is called, how it stands and by what it is found."""

from collections.abc import Iterable, Iterator

from operis.core.dockets import DocketKind, Lead, StateWords
from operis.core.duties import Duty, Owed
from operis.core.wording import Label, Wording
from operis.dockets.need.commands import DecideReferral, Determine
from operis.dockets.need.state import REFER, Need, evolve
from operis.dockets.procurement.commands import FilePlan, PublishIntention

BODY = Label("the purchasing body", "采购人")
SERVICE = "SERVICE"
DETERMINATION = Duty(Determine, Label("Determination: service, post or neither", "认定：服务、岗位或者均不属于"), BODY)
REFERRAL = Duty(DecideReferral, Label("Decision on the referral", "对提请事项作出决定"), Label("the department asked", "被提请的部门"))
PLAN = Duty(FilePlan, Label("Intention and plan of what was determined a service", "公开意向并报送实施计划"), BODY)


def _services(state: Need) -> Iterator[str]:
    """The parts that were determined services, that nothing holds up, and of which something is left to be bought."""
    return (part for part, one in state.outcomes.items() if one.outcome == SERVICE and not one.holds and part not in state.bought)


def _owed(state: Need) -> Iterator[Owed]:
    """The determination; then of each part its referral, or the plan of a service."""
    if state.recorded is None:
        return
    if state.determined is None:
        yield Owed(duty=DETERMINATION, party=state.body)
    for part, outcome in state.outcomes.items():
        if outcome.outcome == REFER:
            yield Owed(duty=REFERRAL, about=part, until=state.referred.get(part))
    for part in _services(state):
        yield Owed(duty=PLAN, party=state.body, about=part)


def _state_of(state: Need) -> str:
    return "" if state.recorded is None else "determined" if state.determined else "recorded"


def _texts(state: Need) -> Iterable[Wording]:
    results = (one.result for one in state.recorded.parts if one.result is not None) if state.recorded else ()
    return (*results, *(one.reason for one in state.outside))


NEED_KIND = DocketKind(
    name="need",
    letter="N",
    words=Label("Need", "采购需求"),
    start=Need,
    evolve=evolve,
    states=(StateWords("recorded", Label("Recorded", "已登记")), StateWords("determined", Label("Determined", "已认定"))),
    state_of=_state_of,
    title=lambda state: state.recorded.title if state.recorded else None,
    texts=_texts,
    leads=(
        Lead(PublishIntention, number="need", about="part", from_=_services),
        Lead(FilePlan, number="need", about="part", from_=_services),
    ),
    duties=(DETERMINATION, REFERRAL, PLAN),
    owed=_owed,
)
