"""Who may say that an award or a purchase falls, with what in hand, and does what is asked rest on that?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.fields import walk
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.procurement.commands import SetAsideAward
from operis.dockets.procurement.evaluation import award_of, draws_elsewhere, members
from operis.dockets.procurement.findings import DRAW_SEEN, FALLS, TASK_GONE, FindingRecorded, RecordFinding
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

FindingCase = Case[Procurement, RecordFinding]


def lots_found(state: Procurement, lots: tuple[str, ...]) -> tuple[str, ...]:
    """The lots that a finding is about: those named, else all."""
    return lots or state.lots


def finding_on(state: Procurement, lot: str, about: Slug) -> FindingRecorded | None:
    """The newest finding on record of what is said, about the lot."""
    return next((one for one in reversed(state.findings) if one.about == about and lot in lots_found(state, one.lots)), None)


def may_find(row: Row, role: Role) -> tuple[Slug, ...]:
    """What somebody of this office can have found."""
    alone, of_holder = row.slugs("finance_alone"), row.slugs("key_holder_alone")
    all_ = tuple(Slug(one) for one, _words in walk(RecordFinding)["about"].asked.choices)
    if role is Role.KEY_HOLDER:
        return tuple(one for one in all_ if one in of_holder)
    return tuple(one for one in all_ if one not in of_holder and (one not in alone or role is Role.FINANCE))


@check("The notice is out.", "采购公告已经发布。")
def notice_out(case: FindingCase, row: Row) -> Iterator[Finding]:
    if case.state.notice is None:
        yield found("The notice is not out: there is nothing that could fall.", do="Wait until it is published.")


@check("What the finance department alone can find is entered by it.", "依法由财政部门认定的，由财政部门登记。")
def found_by_whom_it_is_for(case: FindingCase, row: Row) -> Iterator[Finding]:
    if case.asked.about in row.slugs("finance_alone") and case.mandate.role is not Role.FINANCE:
        yield found("“{about}” is found by the finance department alone.", at="about", do="Have the finance department enter it.",
                    about=case.asked.about)  # fmt: skip
    if (case.asked.about in row.slugs("key_holder_alone")) != (case.mandate.role is Role.KEY_HOLDER):
        yield found("A key holder says of its own key that it is lost, and nothing else; nobody else says it.", at="about",
                    do="Name what is for you to find.")  # fmt: skip


@check(
    "A draw that is confirmed was held elsewhere, and who confirms it does not sit on the panel.",
    "核实的抽取在其他系统进行，核实人不是评审小组成员。",
)
def draw_to_confirm(case: FindingCase, row: Row) -> Iterator[Finding]:
    """One held here is computed again by everybody."""
    if case.asked.about != DRAW_SEEN or not row.yes("confirmed_by_another"):
        return
    if not draws_elsewhere(case.state):
        yield found("No draw of experts that was held elsewhere is on record.", at="about", do="Name what was found of this purchase.")
    if {*case.mandate.deciders} & {one.person for one in members(case.state)}:
        yield found("Whoever sits on the panel confirms its draw too.", do="Have another person look it up.")


@check("The paper itself is kept, with its day.", "文件原件已留存，日期属实。")
def finding_kept(case: FindingCase, row: Row) -> Iterator[Finding]:
    """A link can lead elsewhere tomorrow: what an award falls by is kept by its digest."""
    paper, notice = case.asked.paper, case.state.notice
    if not paper.scan:
        yield found("Nothing is kept of the paper: a link can change or end.", at="paper/scan", do="Choose a scan of it.")
    since = case.day(notice.happened) if notice is not None else None
    if case.asked.about == TASK_GONE:
        filed = case.day(case.state.plan.happened) if case.state.plan is not None else None
        if filed is not None and not filed <= case.day(paper.on) <= case.today:
            yield found("The change is of {on}; the plan was filed on {filed}.", at="paper/on",
                        do="Name the change that came after the plan.", on=case.day(paper.on), filed=filed)  # fmt: skip
    elif since is not None and not since <= case.day(paper.on) <= case.today:
        yield found("The paper is of {on}; the notice was published on {published}.", at="paper/on",
                    do="Name the paper about this purchase.", on=case.day(paper.on), published=since)  # fmt: skip


@check("By what an award falls, there is an award.", "认定涉及中标（成交）结果的，有有效的中标（成交）结果。")
def award_to_fall(case: FindingCase, row: Row) -> Iterator[Finding]:
    """One that was made before the paper was written: nothing is found about an award that is still to come."""
    if case.asked.about not in FALLS:
        return
    for lot in lots_found(case.state, case.asked.lots):
        made = [case.day(one.happened) for one in case.state.awards if isinstance(one, AwardDecided)
                for each in one.awards if each.lot == lot]  # fmt: skip
        if award_of(case.state, lot) is None or not made:
            yield found("No award stands for lot {lot}.", at="lots", do="Name the lots that are awarded.", lot=lot)
        elif case.day(case.asked.paper.on) < made[-1]:
            yield found("The paper is of {on}; the award of lot {lot} was made on {awarded}.", at="paper/on",
                        do="Name the paper about this award.", on=case.day(case.asked.paper.on), lot=lot, awarded=made[-1])  # fmt: skip


@check("An award falls by a finding that another has entered.", "中标（成交）结果无效，以他人已登记的认定为依据。")
def finding_on_record(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    """No officer alone undoes an award: a refusal to sign stands with the contract, anything else was entered by another office."""
    if case.asked.ground not in FALLS:
        return
    one = finding_on(case.state, case.asked.lot, case.asked.ground)
    if one is None:
        yield found(
            "“{ground}” is said, and no such finding about the award of lot {lot} is on record.",
            at="ground",
            do="Have it entered first, with its paper: by the finance department, or an answered query by the reviewer of your body.",
            ground=case.asked.ground,
            lot=case.asked.lot,
        )
    elif {*case.mandate.deciders} & {*one.found_by}:
        yield found("Whoever entered the finding acts on it too.", do="Have another officer of the body set the award aside.")


@check("Whose award falls by whose finding is told.", "依据认定取消中标（成交）结果的，予以提示。")
def falling_told(case: Case[Procurement, SetAsideAward], row: Row) -> Iterator[Finding]:
    """For everybody to compare: who loses the award, at which price and rank, by which paper of which day."""
    one, award = finding_on(case.state, case.asked.lot, case.asked.ground), award_of(case.state, case.asked.lot)
    if case.asked.ground in FALLS and one is not None and award is not None:
        yield found(
            "{supplier}, no. {rank} at {price}, loses the award of lot {lot} by {decision} of {on}: {ground}.",
            do="Compare it with the paper that is kept.",
            supplier=award.supplier,
            rank=award.rank,
            price=award.price,
            lot=case.asked.lot,
            decision=one.decision,
            on=case.day(one.paper.on),
            ground=case.asked.ground,
        )
