"""Which steps have a guide?"""

from collections.abc import Mapping

from operis.core.acts import Command
from operis.dockets.bid.commands import GiveExplanation, ObtainDocuments, SealBid, SendSealedBid, SettleBond, WithdrawBid
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.contract.commands import (
    DrawUpChange,
    DrawUpContract,
    FileWithAuthority,
    Publish,
    ReviewContract,
    SendBack,
    SignChange,
    SignContract,
)
from operis.dockets.envelope.commands import ConfirmEnvelope, ConfirmWithdrawal, ReceiveEnvelope
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.file.commands import EnterFile
from operis.dockets.need.commands import DecideReferral, Determine, EnterOutsidePurchase, RecordConsultation, RecordNeed
from operis.dockets.procurement.approving import ApplyForMethod, DecideMethod, GiveConsent
from operis.dockets.procurement.commands import (
    AnnounceDraw,
    AnswerRepresentation,
    AskExplanation,
    CallKeyHolders,
    CheckPaperBid,
    CorrectNotice,
    DecideAward,
    DeclareInterest,
    EnterPaperBid,
    ExamineBids,
    FilePlan,
    FormPanel,
    GiveScores,
    HoldDraw,
    NameKeyHolder,
    OpenRound,
    PublishIntention,
    PublishNotice,
    PublishResult,
    RecordNegotiation,
    ReleaseShares,
    ReopenEvaluation,
    ReplaceMember,
    ReportEvaluation,
    ReviewAward,
    ReviewPlan,
    SetAsideAward,
    Terminate,
)
from operis.dockets.procurement.findings import RecordFinding
from operis.dockets.procurement.sole import ArgueObjections, ObjectToSingleSource, PubliciseSingleSource, RecordPriceTalk
from operis.dockets.procurement.watching import CallWatchers, CommitSeed, ShowSeed
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.supervision.commands import AnswerInspection, DecideSupervision, OpenInspection
from operis.web.desk.choices import choices
from operis.web.desk.guide_approving import ApplyingGuide, ConsentingGuide, DecidingGuide
from operis.web.desk.guide_award import AwardGuide, AwardReviewGuide
from operis.web.desk.guide_bid import DocumentsGuide, SealingGuide, TakingGuide, WithdrawingGuide
from operis.web.desk.guide_bond import BondGuide
from operis.web.desk.guide_draw import AnnouncingGuide, HoldingGuide, SeedGuide, ShowingGuide, WatchersGuide
from operis.web.desk.guide_ending import EndingGuide
from operis.web.desk.guide_examining import ExaminingGuide
from operis.web.desk.guide_explaining import ExplainingGuide
from operis.web.desk.guide_file import FileGuide
from operis.web.desk.guide_finding import FindingGuide
from operis.web.desk.guide_keys import CallGuide, KeysGuide
from operis.web.desk.guide_need import ConsultationGuide, DetermineGuide, NeedGuide
from operis.web.desk.guide_notice import IntentionGuide
from operis.web.desk.guide_outside import OutsideGuide
from operis.web.desk.guide_own_review import ContractReviewGuide, DrawingUpGuide
from operis.web.desk.guide_panel import DeclarationGuide, PanelGuide, ReplacementGuide
from operis.web.desk.guide_paper import ConfirmingGuide, CounterGuide, OpeningGuide, ReadingGuide
from operis.web.desk.guide_plan import PlanGuide
from operis.web.desk.guide_purchasing import CorrectionWithDocumentsGuide, NoticeWithDocumentsGuide
from operis.web.desk.guide_questions import AnswerGuide
from operis.web.desk.guide_record import FilingCopyGuide, PublishingGuide
from operis.web.desk.guide_referral import ReferralGuide
from operis.web.desk.guide_reopening import ReopeningGuide
from operis.web.desk.guide_reporting import ReportingGuide
from operis.web.desk.guide_result import ResultGuide, SettingAsideGuide
from operis.web.desk.guide_review import ReviewGuide
from operis.web.desk.guide_scores import ScoresGuide
from operis.web.desk.guide_signing import ChangeGuide, ChangeSigningGuide, SendingBackGuide, SigningGuide
from operis.web.desk.guide_sole import ArguingGuide, ObjectingGuide, PriceTalkGuide, PublicisingGuide
from operis.web.desk.guide_standing import StandingGuide
from operis.web.desk.guide_supervision import HearingGuide
from operis.web.desk.guide_talks import ExplanationGuide, RoundGuide, TalkGuide
from operis.web.desk.guides import NONE, Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

GUIDES: Mapping[type[Command], Guide] = {
    RecordNeed: NeedGuide(),
    RecordConsultation: ConsultationGuide(),
    Determine: DetermineGuide(),
    DecideReferral: ReferralGuide(),
    EnterOutsidePurchase: OutsideGuide(),
    ReviewPlan: ReviewGuide(),
    FilePlan: PlanGuide(),
    PublishIntention: IntentionGuide(),
    PublishNotice: NoticeWithDocumentsGuide(),
    CorrectNotice: CorrectionWithDocumentsGuide(),
    GiveScores: ScoresGuide(),
    ReopenEvaluation: ReopeningGuide(),
    ObtainDocuments: DocumentsGuide(),
    SealBid: SealingGuide(),
    SendSealedBid: SealingGuide(),
    WithdrawBid: WithdrawingGuide(),
    GiveExplanation: ExplainingGuide(),
    ExamineBids: ExaminingGuide(),
    AskExplanation: ExplanationGuide(),
    RecordNegotiation: TalkGuide(),
    OpenRound: RoundGuide(),
    ReportEvaluation: ReportingGuide(),
    SettleBond: BondGuide(),
    MakeRepresentation: TakingGuide(),
    AnswerRepresentation: AnswerGuide(),
    OpenInspection: TakingGuide(),
    CallKeyHolders: CallGuide(),
    NameKeyHolder: KeysGuide(),
    ReleaseShares: KeysGuide(),
    CallWatchers: WatchersGuide(),
    CommitSeed: SeedGuide(),
    AnnounceDraw: AnnouncingGuide(),
    ShowSeed: ShowingGuide(),
    HoldDraw: HoldingGuide(),
    FormPanel: PanelGuide(),
    DeclareInterest: DeclarationGuide(),
    ReplaceMember: ReplacementGuide(),
    ReceiveEnvelope: CounterGuide(),
    ConfirmEnvelope: ConfirmingGuide(),
    ConfirmWithdrawal: ConfirmingGuide(),
    EnterPaperBid: OpeningGuide(),
    CheckPaperBid: ReadingGuide(),
    PublishResult: ResultGuide(),
    SignContract: SigningGuide(),
    SendBack: SendingBackGuide(),
    DrawUpChange: ChangeGuide(),
    SignChange: ChangeSigningGuide(),
    Publish: PublishingGuide(),
    FileWithAuthority: FilingCopyGuide(),
    ReviewAward: AwardReviewGuide(),
    DecideAward: AwardGuide(),
    Terminate: EndingGuide(),
    SetAsideAward: SettingAsideGuide(),
    RecordFinding: FindingGuide(),
    GiveConsent: ConsentingGuide(),
    PubliciseSingleSource: PublicisingGuide(),
    ObjectToSingleSource: ObjectingGuide(),
    ArgueObjections: ArguingGuide(),
    RecordPriceTalk: PriceTalkGuide(),
    ApplyForMethod: ApplyingGuide(),
    DecideMethod: DecidingGuide(),
    ReviewContract: ContractReviewGuide(),
    DrawUpContract: DrawingUpGuide(),
    EnterBudget: StandingGuide(EnterBudget, "body", "year", body="body"),
    EnterEstablishment: StandingGuide(EnterEstablishment, "holder"),
    EnterFile: FileGuide(),
    AnswerInspection: HearingGuide(),
    DecideSupervision: HearingGuide(),
}


def offers_of(at: Sitting, typed: Typed) -> Mapping[str, Options]:
    """What may be chosen at a step: what the record knows of its fields, and what its guide knows better."""
    return {**choices(at, typed), **guide_of(at).offers(at, typed)}


def guide_of(at: Sitting) -> Guide:
    return GUIDES.get(at.step.asked, NONE)
