"""What a procurement is called, how it stands, by what it is found, and who reads it before everyone does."""

from collections.abc import Iterable, Iterator

from operis.core.dockets import DocketKind, Lead, StateWords
from operis.core.wording import Label, Wording
from operis.dockets import locked
from operis.dockets.contract.commands import DrawUpContract
from operis.dockets.envelope.commands import ReceiveEnvelope
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.dockets.procurement.duties import DUTIES, meeting, met, owed
from operis.dockets.procurement.evaluation import members
from operis.dockets.procurement.readers import at_work, reads, withheld
from operis.dockets.procurement.stages import STATES, TAG_CLASSES, state_of, taken_at
from operis.dockets.procurement.state import Procurement, evolve
from operis.dockets.supervision.commands import OpenInspection


def _title(state: Procurement) -> Wording | None:
    return (state.notice and state.notice.project_name) or (state.intention and state.intention.project_name) or None


def _need(state: Procurement) -> str | None:
    """As the plan has it, else the intention, else the review that came before both."""
    reviewed = (one.need for one in reversed(state.reviews) if one.need)
    return state.plan.need if state.plan else state.intention.need if state.intention else next(reviewed, None)


def _called(state: Procurement) -> Iterable[str]:
    """The numbers that its notices bear elsewhere."""
    noticed = (state.notice, *state.results)
    return (one.outside.number or "" for one in noticed if one is not None and one.outside is not None)


def _texts(state: Procurement) -> Iterator[Wording]:
    """Those of its public acts: what an evaluation says is for others, until the result is published."""
    if state.intention is not None:
        yield from filter(None, (state.intention.needs_overview,))
    if state.plan is not None:
        yield from (one.name for one in state.plan.lots)
    if state.notice is not None:
        yield from filter(None, (state.notice.content, state.notice.scale, state.notice.qualification))
    for result in state.results:
        yield from (one.name for one in result.winners)
        yield from (one.name for one in result.items)


def _takes_envelopes(state: Procurement) -> Iterable[str]:
    """Until the opening: whoever comes after the closing is turned away on record."""
    return ("",) if state.notice is not None and not (state.openings or state.ended) else ()


PROCUREMENT_KIND = DocketKind(
    name="procurement",
    letter="S",
    words=Label("Procurement", "采购项目"),
    start=Procurement,
    evolve=evolve,
    states=tuple(StateWords(slug, words, TAG_CLASSES.get(slug, "")) for slug, words in STATES.items()),
    state_of=state_of,
    title=_title,
    parent=_need,
    agency=lambda state: (state.plan.agency or "", state.plan.agency_matters) if state.plan else ("", ()),
    called=_called,
    texts=_texts,
    idle=lambda state, above, asked: asked in (EnterPaperBid, CheckPaperBid) and not state.envelopes_waiting,
    held_alone=lambda asked, docket: (locked.procurement(docket),) if docket else (),
    leads=(
        Lead(ReceiveEnvelope, number="procurement", from_=_takes_envelopes),
        Lead(OpenInspection, number="procurement", from_=lambda state: ("",) if state.plan else ()),
        Lead(DrawUpContract, number="procurement", about="lot", from_=lambda state: ("",) if state.results and not state.ended else ()),
    ),
    duties=DUTIES,
    owed=owed,
    met=met,
    meeting=meeting,
    withheld=withheld,
    reads=reads,
    at_work=at_work,
    panel=lambda state: tuple(one.person for one in members(state)),
    holds_back=lambda state: state.takes_bids,
    stage=taken_at,
    read_once={
        "plan": Label("Everyone reads it once the plan is filed.", "采购实施计划备案后向所有人公开。"),
        "invitees": Label("Everyone reads it once the bids are open.", "开标后，任何人可以查阅。"),
        "read-out": Label(
            "Everyone reads who bid, and at which price, once the result is published: until then suppliers are talked with one by one.",
            "结果公告后，任何人可以查阅响应供应商及其报价；此前磋商小组与各供应商分别磋商。",
        ),
        "result": Label("Everyone reads it once the result is published.", "结果公告后，任何人可以查阅。"),
    },
)
