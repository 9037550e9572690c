"""Is the panel composed as the law asks: how many, how many of them experts, drawn how, from where, and free of interests?"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import DeclareInterest, FormPanel, ReplaceMember
from operis.dockets.procurement.evaluating import Member
from operis.dockets.procurement.evaluation import members
from operis.dockets.procurement.mandate_facts import Held, mandates_held
from operis.dockets.procurement.state import Procurement
from operis.law.book import Law, Row
from operis.rules.amounts import OPEN_TENDER_AMOUNT, amount_of
from operis.rules.entering import proved

PanelCase = Case[Procurement, FormPanel | ReplaceMember]
EXPERT, REPRESENTATIVE, NONE = "expert", "representative", "none"
LINK = re.compile(r"https?://[^/\s.]+(\.[^/\s.]+)+(/\S*)?$")
"""An address of the web, with the name of a host."""
SUPERVISING = frozenset({Role.FINANCE, Role.FINANCE_UPPER})
COMPLEX = frozenset({"technically-complex", "complex-or-specialised"})


def proposed(case: PanelCase) -> tuple[Member, ...]:
    """The panel as it would sit."""
    if isinstance(case.asked, FormPanel):
        return case.asked.members
    leaves, comes = case.asked.person, case.asked.member
    return tuple(comes if one.person == leaves else one for one in members(case.state))


def where(case: PanelCase) -> str:
    return "members" if isinstance(case.asked, FormPanel) else "member"


def features(case: PanelCase) -> tuple[Slug, ...]:
    if isinstance(case.asked, FormPanel):
        return case.asked.features
    return case.state.panel.features if case.state.panel else ()


@check("The bids have been opened.", "投标（响应）文件已经开启。")
def opened_first(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.opening is None and case.state.closing is None:
        yield found("The bids have not been opened.", do="Wait until they are opened.")
    elif case.state.opening is None:
        yield found("The bids have not been opened.", do="Wait until they are opened; where too few have bid, end the purchase.")


@check("The panel is formed.", "评审小组已经组建。")
def panel_formed(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.panel is None:
        yield found("No panel has been formed.", do="Form the panel first.")


@check("The panel is not formed yet.", "评审小组尚未组建。")
def not_formed_yet(case: Case[Procurement, FormPanel], row: Row) -> Iterator[Finding]:
    if case.state.panel is not None:
        yield found("The panel has been formed.", do="Replace the member who cannot go on.")


@check("Nobody sits on the panel twice.", "评审小组成员不重复。")
def named_once(case: PanelCase, row: Row) -> Iterator[Finding]:
    named = [one.person for one in proposed(case)]
    for person in sorted({one for one in named if named.count(one) > 1}):
        yield found("{person} is named twice.", at=where(case), do="Name each member once.", person=person)
    if isinstance(case.asked, ReplaceMember) and case.asked.member.person == case.asked.person:
        yield found("{name} leaves the panel and is to take the seat again.", at="member/person", do="Name somebody else who was drawn.",
                    name=case.asked.member.name)  # fmt: skip


@check("Who is replaced sits on the panel.", "被更换的人是评审小组成员。")
def sits_there(case: Case[Procurement, ReplaceMember], row: Row) -> Iterator[Finding]:
    if case.asked.person not in {one.person for one in members(case.state)}:
        yield found("{person} is not on the panel.", at="person", do="Name a member of the panel.", person=case.asked.person)


@check("The panel is odd, large enough and has enough experts.", "评审小组人数为单数，总数和评审专家比例符合规定。")
def panel_composed(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Odd, large enough, and enough experts among them."""
    panel, least = proposed(case), row.count("members_min_count")
    experts = sum(one.seat == EXPERT for one in panel)
    if len(panel) < least or len(panel) % 2 == 0:
        yield found(
            "The panel has {members} members; it has an odd number, at least {least}.",
            at=where(case),
            do="Add members or leave some out.",
            members=len(panel),
            least=least,
        )
    share, of = row.count("experts_share_min_numerator_count"), row.count("experts_share_min_denominator_count")
    if experts * of < len(panel) * share:
        yield found(
            "Of {members} members {experts} are experts; at least {share} of {of} are.",
            at=where(case),
            do="Seat more experts.",
            members=len(panel),
            experts=experts,
            share=share,
            of=of,
        )


@check("Somebody of the purchaser sits on the panel.", "评审小组有采购人代表。")
def purchaser_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    """The law speaks of representatives and experts; a panel of experts alone is told and goes on."""
    if all(one.seat == EXPERT for one in proposed(case)):
        yield found(
            "Nobody of the purchaser sits on the panel of {members}.",
            at=where(case),
            do="Seat a representative, or leave the evaluation to the experts.",
            members=len(proposed(case)),
        )


@check("For a large or complex purchase the panel is larger.", "金额较大、技术复杂等项目，评审小组人数符合规定。")
def large_panel(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Where much money, a complex project or a large social impact asks for more members."""
    plan = on_record(case.state.plan, "implementation-plan-filed")
    panel, least = proposed(case), row.count("members_min_count")
    if asks_for_more(case.law, row, plan.budget, features(case)) and (len(panel) < least or len(panel) % 2 == 0):
        yield found(
            "The panel has {members} members; for a purchase like this it has an odd number, at least {least}.",
            at=where(case),
            do="Add members.",
            members=len(panel),
            least=least,
        )


def asks_for_more(law: Law, row: Row, budget: Fen, flags: Iterable[str]) -> bool:
    """Whether the row of large panels holds: much money is what it names, else the open-tender amount; or by what the project is like."""
    much = row.fen("from_budget_fen") if row.has("from_budget_fen") else amount_of(law, OPEN_TENDER_AMOUNT)[0]
    return budget >= much or bool({*flags}.intersection(row.slugs("large_panel_flags") if row.has("large_panel_flags") else ()))


@check(
    "The purchaser chooses experts itself only where it may, and with consent.",
    "自行选定评审专家的，属于规定的情形并经主管预算单位同意。",
)
def own_choice_consented(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Experts are drawn; the purchaser chooses them itself only for what the row names, and with consent."""
    chosen = [one.name for one in proposed(case) if one.own_choice and one.seat == EXPERT]
    if not chosen:
        return
    grounds = row.slugs("own_choice_for")
    if not set(features(case)) & set(grounds):
        yield found(
            "{names} were chosen by the purchaser; that is open only for: {grounds}.",
            at=where(case),
            do="Draw them, or name the feature of the project.",
            names=", ".join(chosen),
            grounds=grounds,
        )
    panel = case.asked if isinstance(case.asked, FormPanel) else case.state.panel
    consent = panel.consent if panel else None
    if consent is None:
        yield found(
            "The competent budget unit has not consented to the purchaser's own choice of experts.",
            at="consent",
            do="Enter the consent.",
        )
    elif isinstance(case.asked, FormPanel) and not (consent.number and proved(consent)):
        yield found(
            "The consent of the competent budget unit is named without its number, or without a link or scan.",
            at="consent",
            do="Give its number, and a link or a scan.",
        )


def coming(case: PanelCase) -> tuple[Member, ...]:
    """Those who take a seat by what is asked."""
    return case.asked.members if isinstance(case.asked, FormPanel) else (case.asked.member,)


def held_by(case: PanelCase, one: Member) -> tuple[Held, ...]:
    """The mandates that a member's account holds on the day."""
    return case.facts[mandates_held].of(one.person, case.today)


@check("Every member has an account with the mandate to evaluate.", "评审小组成员均有具备评审身份的账号。")
def members_known(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Who evaluates signs and scores from an own account, under an expert's mandate."""
    for one in coming(case):
        if not any(held.role == Role.EXPERT for held in held_by(case, one)):
            yield found(
                "{name} has no account here with the mandate to evaluate.",
                at=where(case),
                do="Choose the account of the person; have one opened with that mandate where there is none.",
                name=one.name,
            )


@check("The representative is of the purchasing body.", "采购人代表是采购人所属人员。")
def representative_of_body(case: PanelCase, row: Row) -> Iterator[Finding]:
    """The purchaser is represented by one of its own."""
    for one in coming(case):
        if one.seat == REPRESENTATIVE and case.state.body not in {held.body for held in held_by(case, one)}:
            yield found(
                "{name} holds no mandate of the purchasing body and cannot represent it.",
                at=where(case),
                do="Name a person of the body.",
                name=one.name,
            )


@check("Nobody sits as an expert for their own unit.", "评审专家不参加本单位项目的评审。")
def no_expert_at_home(case: PanelCase, row: Row) -> Iterator[Finding]:
    """By what is said of the employer, and by the mandates of the account."""
    for one in proposed(case):
        bodies = {one.unit, *(held.body for held in held_by(case, one))}
        if one.seat == EXPERT and not one.own_choice and case.state.body in bodies:
            yield found(
                "{name} works for the purchasing body and cannot sit as an expert.",
                at=where(case),
                do="Draw another expert, or seat the person as the representative.",
                name=one.name,
            )


@check("Nobody who supervises procurement sits as an expert.", "评审专家中没有采购监督管理工作人员。")
def no_supervisor_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    for one in coming(case):
        if one.seat == EXPERT and SUPERVISING & {held.role for held in held_by(case, one)}:
            yield found(
                "{name} supervises procurement and cannot sit as an expert.", at=where(case), do="Draw another expert.", name=one.name
            )


@check("Nobody of the agency sits on the panel.", "评审小组中没有本项目代理机构人员。")
def no_agency_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Nobody of the agency that the plan names evaluates what it organises."""
    agency = case.state.plan.agency if case.state.plan else None
    for one in coming(case):
        if agency and agency in {one.unit, *(held.body for held in held_by(case, one) if held.role == Role.AGENCY)}:
            yield found(
                "{name} works for the agency of this procurement and cannot sit on its panel.",
                at=where(case),
                do="Name another member.",
                name=one.name,
            )


@check("Nobody of a bidder sits on the panel.", "评审小组中没有投标人（响应供应商）的人员。")
def nobody_of_a_bidder(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Who acts for one that has bid does not judge it."""
    bidders = {one.supplier for one in case.state.closing.listed} if case.state.closing else set()
    for one in coming(case):
        serves = {str(one.unit), *(held.body for held in held_by(case, one) if held.role == Role.SUPPLIER)}
        for bidder in sorted(bidders & serves):
            yield found(
                "{name} works for {supplier}, which has bid, and cannot sit on the panel.",
                at=where(case),
                do="Name another member.",
                name=one.name,
                supplier=bidder,
            )


@check("For a complex project a legal expert sits on the panel.", "技术复杂的项目，评审小组有法律专家。")
def legal_expert_seated(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Among the experts of what is technically complex or specialised; a representative who knows the law is none."""
    least, legal = row.count("legal_experts_if_complex_min_count"), sum(one.legal and one.seat == EXPERT for one in proposed(case))
    if COMPLEX & set(features(case)) and legal < least:
        yield found("The project is complex, and no legal expert is on the panel.", at=where(case), do="Seat a legal expert.")


@check("The experts are not drawn too early.", "评审专家抽取时间不早于规定。")
def drawn_in_time(case: PanelCase, row: Row) -> Iterator[Finding]:
    """The draw is, as a rule, not held earlier than the row says before the evaluation begins; why it was stands beside it."""
    drawn = _drawn_on(case)
    if drawn is None or (latest := case.calendar.latest(drawn, row.period())) >= case.today:
        return
    if case.asked.early_draw is None:
        yield found(
            "The experts were drawn on {drawn}; as a rule the evaluation then begins by {latest}. No reason is given.",
            at="early_draw",
            do="Say why they were drawn early, or draw the experts again.",
            drawn=drawn,
            latest=latest,
        )
    else:
        yield found(
            "The experts were drawn on {drawn}; as a rule the evaluation then begins by {latest}. The reason given: {reason}",
            at="early_draw",
            do="Keep the proof of the reason with the file.",
            drawn=drawn,
            latest=latest,
            reason=case.asked.early_draw,
        )


def _drawn_on(case: PanelCase) -> date | None:
    """The day of the draw: that of the one entered from elsewhere, else the first of those held here that the new experts came out of."""
    if case.asked.drawn is not None:
        return case.day(case.asked.drawn.on)
    coming = case.asked.members if isinstance(case.asked, FormPanel) else (case.asked.member,)
    held = {person: one for one in case.state.drawn if one.purpose == "experts" for person in one.drawn}
    days = [case.day(held[one.person].happened) for one in coming if one.seat == EXPERT and not one.own_choice and one.person in held]
    return min(days, default=None)


@check("A draw held elsewhere has its number and a link or a scan.", "在其他系统抽取的，有编号和链接或者扫描件。")
def draw_shown(case: PanelCase, row: Row) -> Iterator[Finding]:
    """A draw that was held elsewhere can be looked up: by its number, and by a link or a scan."""
    drawn = case.asked.drawn
    if drawn is not None and not (drawn.number and proved(drawn)):
        yield found(
            "The draw is said to have been held elsewhere, and its number or a link or scan of it is missing.",
            at="drawn",
            do="Give its number, and a link or a scan; or hold the draw here.",
        )
    if drawn is not None and drawn.link and not LINK.match(drawn.link):
        yield found("The link to the draw leads nowhere.", at="drawn/link", do="Give the whole address, with http:// or https://.")
    if drawn is not None and case.day(drawn.on) > case.today:
        yield found("This has not happened yet.", at="drawn/on", do="Enter the day on which the draw was held.")


@check("The experts were drawn from the pool.", "评审专家从评审专家库中随机抽取。")
def experts_drawn(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Every expert that the purchaser did not choose came out of a draw: one entered from elsewhere, or one held here."""
    if case.asked.drawn is not None:
        return
    drawn = {person for one in case.state.drawn if one.purpose == "experts" for person in one.drawn}
    before = {one.person for one in members(case.state)} if isinstance(case.asked, ReplaceMember) else set()
    for one in proposed(case):
        if one.seat == EXPERT and not one.own_choice and one.person not in drawn | before:
            yield found(
                "{name} has not been drawn from the pool of experts.",
                at=where(case),
                do="Enter the draw, or hold one here.",
                name=one.name,
            )


@check("Interests are declared once, and an interest that is learned of later is declared then.",
       "利害关系仅申报一次；事后知悉利害关系的，及时申报。")  # fmt: skip
def declared_once(case: Case[Procurement, DeclareInterest], row: Row) -> Iterator[Finding]:
    """Who has said “none” and learns of a tie says so again; nobody takes back an interest."""
    said = [one.relation for one in case.state.interests if one.person in case.mandate.persons]
    if said and (case.asked.relation == NONE or any(one != NONE for one in said)):
        yield found("You have declared your interests.", do="Declare again only where you have learned of a tie since.")


@check("Everyone on the panel has declared their interests.", "评审小组成员均已申报利害关系。")
def everyone_declared(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    declared = {one.person for one in case.state.interests}
    missing = tuple(one.name for one in members(case.state) if one.person not in declared)
    if missing:
        yield found(
            "Not everyone on the panel has declared their interests: {names}.", do="Have them declare first.", names=", ".join(missing)
        )


@check("No member with an interest takes part.", "有利害关系的成员已经回避。")
def nobody_interested(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    """Who has declared an interest withdraws, and another takes the seat."""
    sitting = {one.person: one.name for one in members(case.state)}
    for one in case.state.interests:
        if one.relation != NONE and one.person in sitting:
            yield found(
                "{name} has declared an interest: {relation}.",
                do="Replace the member.",
                name=sitting[one.person],
                relation=one.relation,
            )
