"""What do the acts on a procurement add up to? A table, no logic."""

import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime
from typing import TypeVar, assert_never

from operis.core.fields import record
from operis.dockets.copies import StampedCopyAdded
from operis.dockets.procurement.acts import (
    AwardReviewed,
    BiddingDocumentsIssued,
    BidsClosed,
    BidsOpened,
    ImplementationPlanFiled,
    IntentionPublished,
    KeyHolderNamed,
    KeyHoldersCalled,
    NoticeCorrected,
    NoticePublished,
    PaperBidChecked,
    PaperBidEntered,
    PlanReviewed,
    ProceedingsTerminated,
    RepresentationAnswered,
    SharesReleased,
)
from operis.dockets.procurement.approving import ConsentGiven, MethodAppliedFor, MethodDecided
from operis.dockets.procurement.calling import CallAnswered
from operis.dockets.procurement.findings import FALLS, FindingRecorded
from operis.dockets.procurement.inviting import INVITED, CandidatesListed, InviteesDrawn, OfInvitation, SuppliersInvited
from operis.dockets.procurement.opened import Listed
from operis.dockets.procurement.outcomes import (
    AwardDecided,
    AwardSetAside,
    BidsExamined,
    DrawAnnounced,
    DrawHeld,
    EvaluationReopened,
    EvaluationReported,
    ExplanationAsked,
    MemberReplaced,
    NegotiationRecorded,
    PanelFormed,
    RecusalDeclared,
    ResultPublished,
    RoundMoved,
    RoundOpened,
    ScoresGiven,
)
from operis.dockets.procurement.sole import SINGLE_SOURCE, ExpertOpinionGiven, ObjectionRaised, OfSole, PriceAgreed, SingleSourcePublicised
from operis.dockets.procurement.terms import FELL_AWAY
from operis.dockets.procurement.watching import SeedCommitted, SeedShown, Watch, WatchAct, WatchersCalled

OfNotice = NoticePublished | BiddingDocumentsIssued | NoticeCorrected | RepresentationAnswered
OfPaper = PaperBidEntered | PaperBidChecked
OfKeys = KeyHoldersCalled | KeyHolderNamed | SharesReleased
OfMethod = ConsentGiven | MethodAppliedFor | MethodDecided
OfPlan = IntentionPublished | PlanReviewed | ImplementationPlanFiled | OfSole | OfMethod
BeforeClosing = OfPlan | OfInvitation | OfNotice | OfKeys
OfPanel = WatchAct | DrawAnnounced | DrawHeld | CallAnswered | PanelFormed | RecusalDeclared | MemberReplaced
OfRound = RoundOpened | RoundMoved
OfTalks = NegotiationRecorded | PriceAgreed | OfRound
OfEvaluation = BidsExamined | ExplanationAsked | OfTalks | ScoresGiven | EvaluationReported | EvaluationReopened
OfResult = AwardReviewed | AwardDecided | ResultPublished | FindingRecorded | AwardSetAside
UntilOpened = BidsClosed | OfPaper | BidsOpened
ProcurementAct = BeforeClosing | UntilOpened | OfPanel | OfEvaluation | OfResult | ProceedingsTerminated | StampedCopyAdded
Awarding = AwardDecided | AwardSetAside
Placed = TypeVar("Placed", KeyHolderNamed, SharesReleased)


@record
class Procurement:
    """Each document is absent until an act supplies it; nothing here is a status flag.

    `closing` and `opening` are those of the round that goes on; what earlier rounds closed with and opened is in `rounds_past`.
    """

    intention: IntentionPublished | None = None
    reviews: tuple[PlanReviewed, ...] = ()
    plan: ImplementationPlanFiled | None = None
    publicity: SingleSourcePublicised | None = None
    """That of the plan as it stands."""
    objections: tuple[ObjectionRaised, ...] = ()
    arguments: tuple[ExpertOpinionGiven, ...] = ()
    consents: tuple[ConsentGiven, ...] = ()
    application: MethodAppliedFor | None = None
    """The one that waits to be decided."""
    method_decisions: tuple[MethodDecided, ...] = ()
    called: KeyHoldersCalled | None = None
    key_holders: tuple[KeyHolderNamed, ...] = ()
    """Those who have given their keys, in the order of their places."""
    candidates: CandidatesListed | None = None
    """From whom those who are invited are drawn, where suppliers are invited."""
    invitees: InviteesDrawn | None = None
    invited: SuppliersInvited | None = None
    notice: NoticePublished | None = None
    documents: BiddingDocumentsIssued | None = None
    corrections: tuple[NoticeCorrected, ...] = ()
    answers: tuple[RepresentationAnswered, ...] = ()
    closing: BidsClosed | None = None
    releases: tuple[SharesReleased, ...] = ()
    """What holders gave back in the round that goes on, in the order of their places."""
    envelopes: Mapping[str, PaperBidEntered] = field(default_factory=dict)
    """By envelope what was entered last; what another has read too is in `envelopes_checked`."""
    envelopes_checked: Mapping[str, PaperBidChecked] = field(default_factory=dict)
    opening: BidsOpened | None = None
    rounds: tuple[RoundOpened, ...] = ()
    rounds_past: tuple[tuple[BidsClosed, BidsOpened], ...] = ()
    watch: Watch = Watch()
    panel: PanelFormed | None = None
    replaced: tuple[MemberReplaced, ...] = ()
    interests: tuple[RecusalDeclared, ...] = ()
    announced: tuple[DrawAnnounced, ...] = ()
    drawn: tuple[DrawHeld, ...] = ()
    calls: Mapping[str, CallAnswered] = field(default_factory=dict)
    """By account what an expert who was drawn answered last."""
    examinations: tuple[BidsExamined, ...] = ()
    questions: tuple[ExplanationAsked, ...] = ()
    talks: tuple[NegotiationRecorded, ...] = ()
    price_talks: tuple[PriceAgreed, ...] = ()
    sheets: tuple[ScoresGiven, ...] = ()
    reports: tuple[EvaluationReported | EvaluationReopened, ...] = ()
    award_reviews: tuple[AwardReviewed, ...] = ()
    awards: tuple[Awarding, ...] = ()
    results: tuple[ResultPublished, ...] = ()
    findings: tuple[FindingRecorded, ...] = ()
    """What was found in writing and has not been carried out; by what an award fell stands with the award."""
    endings: tuple[ProceedingsTerminated, ...] = ()

    @property
    def body(self) -> str | None:
        first = self.intention or self.plan or (self.reviews[0] if self.reviews else None)
        return first.body if first else None

    @property
    def papers(self) -> frozenset[str]:
        """Of which a stamped copy can be put back."""
        there = {"implementation-plan": self.plan, "procurement-notice": self.notice, "correction-notice": self.corrections,
                 "result-notice": self.results}  # fmt: skip
        return frozenset(name for name, paper in there.items() if paper)

    @property
    def lots(self) -> tuple[str, ...]:
        """The lots of the plan; a purchase that is not divided is lot 1."""
        return tuple(lot.lot for lot in self.plan.lots) or ("1",) if self.plan else ()

    @property
    def by_invitation(self) -> bool:
        """Whether those bid alone who are invited."""
        return self.plan is not None and (self.plan.method in (INVITED, SINGLE_SOURCE) or bool(self.goes_on_with))

    @property
    def goes_on_with(self) -> tuple[str, ...]:
        """The suppliers that a failed tender left, where the purchase goes on with them."""
        return self.plan.left if self.plan is not None else ()

    @property
    def asks_one(self) -> bool:
        """Whether one supplier is asked, and nobody else."""
        return self.plan is not None and self.plan.method == SINGLE_SOURCE

    @property
    def called_holders(self) -> tuple[str, ...]:
        return self.called.holders if self.called else ()

    @property
    def keys_digest(self) -> str | None:
        """What a sealed bid names its keys by, once all of them are there; None where bids are sealed to nobody."""
        if not self.key_holders or len(self.key_holders) < len(self.called_holders):
            return None
        return hashlib.sha256(b"".join(bytes.fromhex(one.key) for one in self.key_holders)).hexdigest()

    @property
    def envelopes_waiting(self) -> tuple[Listed, ...]:
        """Those of the closing list that two persons have not read yet."""
        listed = self.closing.listed if self.closing else ()
        return tuple(one for one in listed if one.paper and one.bid not in self.envelopes_checked)

    @property
    def sealed_listed(self) -> bool:
        """Whether something on the closing list did not come on paper."""
        return self.closing is not None and any(not one.paper for one in self.closing.listed)

    @property
    def keys_wanted(self) -> bool:
        """Whether something on the closing list waits for shares of keys: paper never does, nor what is in a lot that stays shut."""
        shut = {one.lot for one in self.closing.shut} if self.closing else ()
        return self.closing is not None and any(not one.paper and one.lot not in shut for one in self.closing.listed)

    @property
    def ended_lots(self) -> frozenset[str]:
        return frozenset(lot for ending in self.endings for lot in ending.lots or self.lots)

    @property
    def lots_to_follow(self) -> frozenset[str]:
        """The lots that ended while others go on, and whose task did not fall away: what they were for waits for a plan again."""
        gone = {lot for one in self.endings if one.ground == FELL_AWAY for lot in one.lots or self.lots}
        return frozenset() if self.ended else self.ended_lots - gone

    @property
    def ended(self) -> bool:
        """Whether nothing of it goes on."""
        return bool(self.endings) and self.ended_lots >= set(self.lots)

    @property
    def may_follow(self) -> bool:
        """Whether it ended without an award and its task did not fall away, so that its need waits for a plan again."""
        return self.ended and all(one.ground != FELL_AWAY for one in self.endings)

    @property
    def takes_bids(self) -> bool:
        """Whether bids, or quotes of the round that goes on, are still to come in and to be listed: until then nobody is told how many."""
        return self.notice is not None and self.closing is None and not self.ended

    @property
    def openings(self) -> tuple[BidsOpened, ...]:
        """That of bids, then that of final quotes."""
        return tuple(one for one in (*(opening for _closing, opening in self.rounds_past), self.opening) if one is not None)

    @property
    def closes(self) -> datetime | None:
        """The closing time that stands: of the round that was opened last, else that of bids."""
        return self.rounds[-1].closes if self.rounds else self.bids_close

    @property
    def bids_close(self) -> datetime | None:
        """That of the notice after its corrections; when final quotes close is known to those who evaluate alone."""
        if self.corrections:
            return self.corrections[-1].closes
        return self.notice.bids_close if self.notice else None

    @property
    def offered_until(self) -> date | None:
        """The last day on which documents are handed out: that of the newest correction which says one, else the notice's."""
        said = (self.notice, *self.corrections)
        days = [one.documents_offered_until for one in said if one is not None and one.documents_offered_until is not None]
        return days[-1] if days else None


def evolve(state: Procurement, act: ProcurementAct) -> Procurement:
    match act:
        case IntentionPublished():
            return replace(state, intention=act)
        case PlanReviewed():
            return replace(state, reviews=(*state.reviews, act))
        case ImplementationPlanFiled():
            # another plan is publicised, consented to and applied for anew
            return replace(state, plan=act, publicity=None, objections=(), arguments=(), consents=(), application=None)
        case SingleSourcePublicised():
            return replace(state, publicity=act)
        case ObjectionRaised():
            return replace(state, objections=(*state.objections, act))
        case ExpertOpinionGiven():
            return replace(state, arguments=(*state.arguments, act))
        case ConsentGiven():
            return replace(state, consents=(*state.consents, act))
        case MethodAppliedFor():
            return replace(state, application=act)
        case MethodDecided():
            return replace(state, application=None, method_decisions=(*state.method_decisions, act))
        case KeyHoldersCalled():  # a key stays with its place
            kept = tuple(one for one in state.key_holders if act.holders[one.place - 1 : one.place] == (one.holder,))
            return replace(state, called=act, key_holders=kept)
        case KeyHolderNamed():
            return replace(state, key_holders=placed(state.key_holders, act))
        case SharesReleased():
            return replace(state, releases=placed(state.releases, act))
        case CandidatesListed():
            return replace(state, candidates=act)
        case InviteesDrawn():
            return replace(state, invitees=act)
        case SuppliersInvited():
            return replace(state, invited=act)
        case NoticePublished():
            return replace(state, notice=act)
        case BiddingDocumentsIssued():
            return replace(state, documents=act)
        case NoticeCorrected():
            return replace(state, corrections=(*state.corrections, act))
        case RepresentationAnswered():
            return replace(state, answers=(*state.answers, act))
        case BidsClosed():
            return replace(state, closing=act)
        case PaperBidEntered():
            return replace(state, envelopes={**state.envelopes, act.bid: act})
        case PaperBidChecked():
            return replace(state, envelopes_checked={**state.envelopes_checked, act.bid: act})
        case BidsOpened():
            return replace(state, opening=act)
        case RoundOpened():
            past = ((state.closing, state.opening),) if state.closing and state.opening else ()
            return replace(state, rounds=(*state.rounds, act), rounds_past=(*state.rounds_past, *past), closing=None, opening=None,
                           releases=())  # fmt: skip
        case RoundMoved():
            return replace(state, rounds=(*state.rounds[:-1], replace(state.rounds[-1], closes=act.closes)))
        case WatchersCalled() | SeedCommitted() | SeedShown():
            return replace(state, watch=state.watch.with_act(act))
        case DrawAnnounced():
            return replace(state, announced=(*state.announced, act))
        case DrawHeld():
            return replace(state, drawn=(*state.drawn, act), watch=state.watch.over)
        case CallAnswered():
            return replace(state, calls={**state.calls, act.person: act})
        case PanelFormed():
            return replace(state, panel=act, replaced=(), interests=(), sheets=())
        case RecusalDeclared():
            return replace(state, interests=(*state.interests, act))
        case MemberReplaced():  # the opinions of who leaves are void
            return replace(
                state,
                replaced=(*state.replaced, act),
                interests=tuple(one for one in state.interests if one.person != act.person),
                sheets=tuple(one for one in state.sheets if one.person != act.person),
            )
        case BidsExamined():
            return replace(state, examinations=(*state.examinations, act))
        case ExplanationAsked():
            return replace(state, questions=(*state.questions, act))
        case NegotiationRecorded():
            return replace(state, talks=(*state.talks, act))
        case PriceAgreed():
            return replace(state, price_talks=(*state.price_talks, act))
        case ScoresGiven():
            return replace(state, sheets=(*state.sheets, act))
        case EvaluationReported():
            return replace(state, reports=(*state.reports, act))
        case EvaluationReopened():  # what is evaluated again is examined and scored anew, a new panel is formed first
            lots = act.lots or state.lots
            wrong = ("qualification", "compliance") if act.ground == "wrong-qualification-check" else ()
            again = ("compliance",) if act.new_panel else wrong
            return replace(
                state,
                reports=(*state.reports, act),
                panel=None if act.new_panel else state.panel,
                awards=without_awards(state.awards, lots),
                sheets=without_lots(state.sheets, lots),
                examinations=without_verdicts(state.examinations, lots, again),
            )
        case AwardReviewed():
            return replace(state, award_reviews=(*state.award_reviews, act))
        case AwardDecided():
            return replace(state, awards=(*state.awards, act))
        case AwardSetAside():
            return replace(state, awards=(*state.awards, act), findings=without_lot(state.findings, act.lot, state.lots))
        case FindingRecorded():
            return replace(state, findings=(*state.findings, act))
        case ResultPublished():
            return replace(state, results=(*state.results, act))
        case ProceedingsTerminated():
            return replace(state, endings=(*state.endings, act))
        case StampedCopyAdded():
            return state
        case _:
            assert_never(act)


def placed(said: tuple[Placed, ...], act: Placed) -> tuple[Placed, ...]:
    """With what the holder of one place says now in the place of what it said before."""
    there: dict[int, Placed] = {one.place: one for one in said}
    there[act.place] = act
    return tuple(there[place] for place in sorted(there))


def without_awards(awards: tuple[Awarding, ...], lots: tuple[str, ...]) -> tuple[Awarding, ...]:
    """What was decided on a report falls with it; that an award was set aside stays."""
    kept = (
        replace(one, awards=tuple(each for each in one.awards if each.lot not in lots)) if isinstance(one, AwardDecided) else one
        for one in awards
    )
    return tuple(one for one in kept if not isinstance(one, AwardDecided) or one.awards)


def without_lot(findings: tuple[FindingRecorded, ...], lot: str, lots: tuple[str, ...]) -> tuple[FindingRecorded, ...]:
    """An award falls by a finding once: the next one of the lot by another."""
    rest = ((one, tuple(each for each in one.lots or lots if each != lot)) for one in findings)
    return tuple(one if one.about not in FALLS else replace(one, lots=left) for one, left in rest if left or one.about not in FALLS)


def without_lots(sheets: tuple[ScoresGiven, ...], lots: tuple[str, ...]) -> tuple[ScoresGiven, ...]:
    kept = (replace(one, sheets=tuple(sheet for sheet in one.sheets if sheet.lot not in lots)) for one in sheets)
    return tuple(one for one in kept if one.sheets)


def without_verdicts(examinations: tuple[BidsExamined, ...], lots: tuple[str, ...], checks: tuple[str, ...]) -> tuple[BidsExamined, ...]:
    """What the checks found in the lots is void; a new panel examines compliance itself, qualification is the purchaser's in a tender."""
    kept = (
        replace(one, verdicts=tuple(verdict for verdict in one.verdicts if one.check not in checks or verdict.lot not in lots))
        for one in examinations
    )
    return tuple(one for one in kept if one.verdicts)
