"""Who examines the bids, does each get one verdict on a ground of the documents, and who is asked to explain until when?"""

from collections.abc import Iterator
from datetime import timedelta

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.procurement.commands import AskExplanation, ExamineBids, OpenRound, RecordNegotiation, ReportEvaluation
from operis.dockets.procurement.evaluation import (
    examined,
    first_offers,
    lots_evaluated,
    lots_open,
    members,
    passes,
    qualified,
    round_now,
    verdicts,
)
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.bids import instant, least_suppliers

ExamineCase = Case[Procurement, ExamineBids]
QUALIFICATION, COMPLIANCE = "qualification", "compliance"
BOTH = (QUALIFICATION, COMPLIANCE)
VALID = "valid"
CLEARED_UP = ("unclear", "price-error")
"""What is asked about while it is still open whether a bid complies."""


def examined_by(check_name: str, roles: frozenset[Role]) -> Check[Procurement, ExamineBids]:
    """A check that one examination is made by who may make it."""

    def right_examiner(case: ExamineCase, row: Row) -> Iterator[Finding]:
        if case.asked.check == check_name and case.mandate.role not in roles:
            yield found(
                "The check of {check} is not yours to make.",
                at="check",
                do="Leave it to: {roles}.",
                check=Slug(f"{case.asked.check}-check"),
                roles=tuple(sorted(roles)),
            )

    return check("The check is made by those who are to make it.", "审查由规定的主体进行。")(right_examiner)


@check("The whole panel signs.", "评审小组全体成员签字。")
def whole_panel(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    """What the panel does it does together: every member signs; who is silent on a report is told in it."""
    if case.mandate.role is Role.PANEL:
        silent = {one.person for one in case.asked.silent} if isinstance(case.asked, ReportEvaluation) else set()
        there = {*case.mandate.persons, *silent}
        missing = tuple(one.name for one in members(case.state) if one.person not in there)
        if missing:
            yield found("Not everyone on the panel has signed: {names}.", do="Have all of them sign.", names=", ".join(missing))


@check("There are lots that are being evaluated.", "有正在评审的采购包。")
def lots_being_evaluated(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.opening is None and not case.state.rounds and not case.state.ended:
        yield found("Nothing is being evaluated yet.", do="Wait until the bids have been opened.")
    elif not lots_open(case.state):
        yield found("No lot is open for evaluation.", do="End the procurement and try again.")
    elif not lots_evaluated(case.state):
        yield found("Every lot has been reported.", do="Go on with the award, where it is not decided yet.")


@check("The lot is being evaluated.", "采购包正在评审。")
def lot_being_evaluated(case: Case[Procurement, AskExplanation | RecordNegotiation], row: Row) -> Iterator[Finding]:
    if case.asked.lot not in lots_evaluated(case.state):
        yield found("Lot {lot} is not being evaluated.", at="lot", do="Name a lot that is.", lot=case.asked.lot)


@check("Each bid gets one verdict.", "每份投标（响应）文件有且仅有一个审查结论。")
def each_bid_one_verdict(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """Every opened bid of the lots that are examined, and no other; after the first check, those alone that passed it."""
    said = [(one.lot, one.supplier) for one in case.asked.verdicts]
    if not said:
        yield found("No bid has a verdict.", at="verdicts", do="Examine the bids of at least one lot.")
    for lot, supplier in sorted({one for one in said if said.count(one) > 1}):
        yield found("{supplier} has two verdicts in lot {lot}.", at="verdicts", do="Give each bid one.", supplier=supplier, lot=lot)
    due = {(lot, supplier) for lot in lots_evaluated(case.state) for supplier in _to_examine(case, lot)}
    lots = {lot for lot, _ in said}
    for lot, supplier in sorted(set(said) - due):
        yield found("There is no bid of {supplier} to examine in lot {lot}.", at="verdicts", do="Take it out.", supplier=supplier, lot=lot)
    for lot, supplier in sorted(one for one in due - set(said) if one[0] in lots):
        yield found("The bid of {supplier} in lot {lot} has no verdict.", at="verdicts", do="Examine it too.", supplier=supplier, lot=lot)


def _to_examine(case: ExamineCase, lot: str) -> tuple[str, ...]:
    if case.asked.check == COMPLIANCE:
        return qualified(case.state, lot, (QUALIFICATION,))
    return tuple(one.supplier for one in first_offers(case.state, lot))


def found_valid(case: ExamineCase, lot: str) -> frozenset[str]:
    """Whose bid goes on in a lot after this examination."""
    return frozenset(one.supplier for one in case.asked.verdicts if one.lot == lot and one.result == VALID)


@check("A bid is held invalid on a ground and with a reason.", "认定投标（响应）无效，写明情形和理由。")
def ground_of_documents(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """A bid is invalid on a ground, with the reason that its supplier will be told."""
    for place, one in enumerate(case.asked.verdicts):
        if one.result != VALID and (one.ground is None or one.reason is None):
            yield found(
                "The bid of {supplier} is held invalid without a ground and a reason.",
                at=f"verdicts/{place}/ground",
                do="Name the ground of the documents and the reason.",
                supplier=one.supplier,
            )


@check("The ground for holding a bid invalid is one that the law names.", "认定投标（响应）无效的情形属于规定的情形。")
def ground_listed(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """The grounds of the law; “other” is one that the documents name, and two stand in articles of their own."""
    for place, one in enumerate(case.asked.verdicts):
        known = (*row.slugs("invalid_bid_any_of"), "price-not-confirmed", "related-suppliers")
        if one.ground is not None and one.ground not in known:
            yield found(
                "“{ground}” is no ground to hold a bid invalid.",
                at=f"verdicts/{place}/ground",
                do="Name one of: {grounds}.",
                ground=one.ground,
                grounds=known,
            )


@check("Enough bidders are qualified.", "资格审查合格的投标人达到规定数量。")
def enough_qualified(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """With too few qualified bidders there is no evaluation."""
    least = least_suppliers(case, row)
    if case.asked.check != COMPLIANCE:
        return
    for lot in sorted({one.lot for one in case.asked.verdicts}):
        left = len(qualified(case.state, lot, (QUALIFICATION,)))
        if left < least:
            yield found(
                "In lot {lot} {left} bidders are qualified; with fewer than {least} there is no evaluation.",
                at="verdicts",
                do="End the lot and try again.",
                lot=lot,
                left=left,
                least=least,
            )


@check("The bid has passed the examination.", "投标（响应）文件已通过审查。")
def bid_examined(case: Case[Procurement, AskExplanation | RecordNegotiation], row: Row) -> Iterator[Finding]:
    """Only who has passed the checks is asked to explain, or talked with; what is unclear or miscounted is cleared up before that."""
    about = case.asked.about if isinstance(case.asked, AskExplanation) else None
    if about in CLEARED_UP:
        compliance = verdicts(case.state, case.asked.lot, case.asked.supplier).get(COMPLIANCE)
        passed = passes(case.state, case.asked.lot, case.asked.supplier, (QUALIFICATION,)) and getattr(compliance, "result", VALID) == VALID
    else:
        passed = passes(case.state, case.asked.lot, case.asked.supplier, BOTH)
    if not passed:
        yield found(
            "No bid of {supplier} has passed the examination in lot {lot}.",
            at="supplier",
            do="Name a supplier whose bid passed.",
            supplier=case.asked.supplier,
            lot=case.asked.lot,
        )


@check("The supplier has enough time to explain.", "给予供应商说明的时间符合规定。")
def time_to_explain(case: Case[Procurement, AskExplanation], row: Row) -> Iterator[Finding]:
    """As a rule at least so many minutes to explain in writing."""
    least = row.count("explanation_minutes_min")
    if case.asked.answer_by < instant(case.happened) + timedelta(minutes=least):
        yield found(
            "The supplier has until {answer_by}; as a rule it gets at least {least} minutes.",
            at="answer_by",
            do="Give more time.",
            answer_by=case.asked.answer_by,
            least=least,
        )


@check("There were talks with each supplier that remains.", "与各供应商分别进行了磋商。")
def everyone_met(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    """Each supplier that remains had its talk before final quotes are asked for."""
    met = {(one.lot, one.supplier) for one in case.state.talks}
    for lot in lots_open(case.state):
        for supplier in qualified(case.state, lot, BOTH):
            if (lot, supplier) not in met:
                yield found("Nobody has talked with {supplier} on lot {lot}.", do="Give it the same chance.", supplier=supplier, lot=lot)


@check("Only what may be changed in talks is changed.", "磋商中仅变动允许变动的内容。")
def only_changeable(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    allowed = row.slugs("changeable")
    for place, one in enumerate(case.asked.changes):
        if one.about not in allowed:
            yield found(
                "“{about}” cannot be changed in the talks.",
                at=f"changes/{place}/about",
                do="Change only: {allowed}.",
                about=one.about,
                allowed=allowed,
            )
    representatives = {one.person for one in members(case.state) if one.seat == "representative"}
    if case.asked.changes and case.asked.confirmed_by not in representatives:
        yield found(
            "The purchaser's representative has not confirmed the change.",
            at="confirmed_by",
            do="Have the representative confirm it.",
        )


@check("Enough suppliers remain for final quotes.", "提交最后报价的供应商达到规定数量。")
def enough_remain(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    least = least_suppliers(case, row)
    for lot in lots_open(case.state):
        left = len(qualified(case.state, lot, BOTH))
        if left < least:
            if not examined(case.state, (lot,), COMPLIANCE):
                yield found("The bids for lot {lot} have not been examined.", do="Examine them first.", lot=lot)
                continue
            yield found(
                "In lot {lot} {left} suppliers remain; at least {least} give final quotes.",
                do="End the lot and try again.",
                lot=lot,
                left=left,
                least=least,
            )


@check("Final quotes close after they are asked for.", "最后报价截止时间晚于要求提交的时间。")
def closes_later(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    if case.asked.closes <= instant(case.happened):
        yield found("Final quotes would close before they are asked for.", at="closes", do="Name a later time.")


@check("Who is asked for a final quote has the time to give it.", "给予供应商提交最后报价的合理时间。")
def time_to_quote(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    """Else only who knew of the round before comes in time."""
    least = row.count("quote_minutes_min")
    earliest = instant(case.happened) + timedelta(minutes=least)
    if instant(case.happened) < case.asked.closes < earliest:
        yield found("Final quotes would close on {closes}; suppliers get at least {least} minutes.", at="closes",
                    do="Name {earliest} or later.", closes=case.asked.closes, least=least, earliest=earliest)  # fmt: skip


@check("As a rule suppliers get longer for their final quotes.", "最后报价一般给予更长时间。")
def usual_time_to_quote(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    usual = row.count("quote_minutes_usual")
    if case.asked.closes < instant(case.happened) + timedelta(minutes=usual):
        yield found("Final quotes close on {closes}; as a rule suppliers get {usual} minutes.", at="closes", do="Give them more time.",
                    closes=case.asked.closes, usual=usual)  # fmt: skip


@check("Suppliers get as long for their final quotes as the purchasing documents say.", "最后报价的时间不短于采购文件的规定。")
def time_of_documents(case: Case[Procurement, OpenRound], row: Row) -> Iterator[Finding]:
    """Told and never refused: documents may be changed in the talks, and who remains may have agreed."""
    hours = case.asked.hours_said
    if hours is not None and (case.asked.closes - instant(case.happened)) / timedelta(hours=1) < hours:
        yield found("Final quotes close on {closes}, sooner than the purchasing documents say. Hours given there: {hours}.", at="closes",
                    do="Give as long as the documents say: suppliers may rely on it.", closes=case.asked.closes, hours=hours)  # fmt: skip


@check("Final quotes have not been asked for yet.", "尚未要求提交最后报价。")
def first_round(case: Case[Procurement, OpenRound | RecordNegotiation], row: Row) -> Iterator[Finding]:
    """Final quotes are asked for once; they are final."""
    if round_now(case.state) > 1:
        yield found("Final quotes have been asked for.", do="Go on with the scores.")
