"""What stands open on a procurement, from the plan to the contract?"""

from collections.abc import Iterator
from datetime import datetime

from operis.core.acts import Due
from operis.core.duties import Duty, Met, Owed
from operis.core.wording import Label, Wording
from operis.dockets.bid.commands import GiveExplanation, SealBid, SettleBond
from operis.dockets.contract.commands import DrawUpContract, SignContract
from operis.dockets.envelope.commands import ConfirmEnvelope, ConfirmWithdrawal
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.calling import AnswerCall
from operis.dockets.procurement.commands import (
    AnnounceDraw,
    AnswerRepresentation,
    CheckPaperBid,
    CloseBids,
    CorrectNotice,
    DecideAward,
    DeclareInterest,
    DeemAward,
    EnterPaperBid,
    ExamineBids,
    FilePlan,
    FormPanel,
    GiveScores,
    NameKeyHolder,
    OpenBids,
    PublishNotice,
    PublishResult,
    ReleaseShares,
    ReplaceMember,
    ReportEvaluation,
    SetAsideAward,
)
from operis.dockets.procurement.evaluation import (
    answered_until,
    award_of,
    draw_confirmed,
    drawn_experts,
    draws_elsewhere,
    examined,
    lots_open,
    members,
    put_aside,
    report_of,
    result_of,
    round_now,
    scored_all,
)
from operis.dockets.procurement.findings import DRAW_SEEN, FALLS, RecordFinding, keys_lost
from operis.dockets.procurement.inviting import INVITED, DrawInvitees, ListCandidates
from operis.dockets.procurement.method_duties import BODY, OF_METHOD, approval_owed
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.ranking import decide_by, lots_to_award, sole_first
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import CommitSeed, ShowSeed

NONE = "none"
"""The relation that is none."""
KEEPERS = Label("the key holders", "密钥保管人")
HERE = Label("this installation", "本平台")
WINNER = Label("the winner", "中标（成交）供应商")
CONTRACT = Label("Signing of the contract", "签订合同")
PLAN = Duty(FilePlan, Label("Filing of the plan", "计划备案"), BODY)
NOTICE = Duty(PublishNotice, Label("Notice", "公告"), BODY)
CANDIDATES = Duty(
    ListCandidates, Label("List of candidates for the invitation", "确定备选供应商名单"), BODY, public=False,
    came_in=Label("List the candidates for the invitation", "确定备选供应商名单"),
)  # fmt: skip
INVITEES = Duty(
    DrawInvitees, Label("Draw of those to be invited", "抽取受邀供应商"), BODY, public=False,
    came_in=Label("Draw those to be invited", "抽取受邀供应商"),
)  # fmt: skip
KEYS = Duty(
    NameKeyHolder, Label("Key that bids are sealed to", "登记投标（响应）加密公钥"), KEEPERS, public=False,
    came_in=Label("Give the key that bids are sealed to", "登记投标（响应）加密公钥"),
)  # fmt: skip
BIDS = Duty(SealBid, Label("Receiving bids", "接收投标（响应）"), Label("suppliers", "供应商"))
CORRECTION = Duty(
    CorrectNotice, Label("Correction after an answer", "依据答复发布更正公告"), BODY,
    came_in=Label("Correct the notice after the answer to question {about}", "按照对第{about}号询问的答复发布更正公告"), fills="answers",
)  # fmt: skip
CLOSING = Duty(CloseBids, Label("Bids close by themselves", "提交截止（自动）"), HERE, itself=True, public=False)
SHARES = Duty(
    ReleaseShares, Label("Shares of the keys", "交出密钥份额"), KEEPERS,
    came_in=Label("Hand in the shares of the keys", "交出密钥份额"),
)  # fmt: skip
PAPER = Duty(
    EnterPaperBid, Label("Bids on paper", "纸质投标（响应）文件"), BODY,
    came_in=Label("Open an envelope and enter the bid", "拆封并录入纸质投标（响应）文件"),
)  # fmt: skip
PAPER_AGAIN = Duty(
    CheckPaperBid, Label("Bids on paper, read a second time", "纸质投标（响应）文件复核"), BODY,
    came_in=Label("Read a bid on paper a second time", "复核录入的纸质投标（响应）文件"),
)  # fmt: skip
OPENING = Duty(OpenBids, Label("Opening", "开标（开启）"), HERE, itself=True)
WATCHER = Label("the watchers of the draw", "抽取见证人")
SEED = Duty(
    CommitSeed, Label("Secret numbers of a draw locked in", "锁定抽取用的秘密数"), WATCHER, public=False,
    came_in=CommitSeed.title_words,
)  # fmt: skip
DRAW = Duty(
    AnnounceDraw, Label("Announcement of the draw", "发布抽取预告"), BODY, public=False,
    came_in=Label("Announce the draw: its watchers are ready", "发布抽取预告（见证人均已承诺）"),
)  # fmt: skip
SHOWING = Duty(
    ShowSeed, Label("The draw", "随机抽取"), WATCHER, public=False,
    came_in=ShowSeed.title_words,
)  # fmt: skip
CALL = Duty(
    AnswerCall, Label("Answers of those who were drawn", "抽取专家答复"), Label("the experts who were drawn", "抽取的专家"), public=False,
    came_in=Label("Say whether you come to the evaluation", "答复能否参加评审"),
)  # fmt: skip
PANEL = Duty(
    FormPanel, Label("Forming of the panel", "组建评审小组"), BODY, public=False, came_in=Label("Form the panel", "组建评审小组"),
)  # fmt: skip
DECLARATION = Duty(
    DeclareInterest, Label("Statements on recusal", "回避声明"), Label("the members of the panel", "评审小组成员"), public=False,
    came_in=DeclareInterest.title_words,
)  # fmt: skip
REPLACEMENT = Duty(
    ReplaceMember, Label("Replacement of a member who has an interest", "更换应当回避的成员"), BODY, public=False,
    came_in=Label("Replace a member of the panel who has an interest", "更换应当回避的评审小组成员"), fills="person",
)  # fmt: skip
DRAW_LOOKED_UP = Duty(
    RecordFinding, Label("Looking up of the draw held elsewhere", "核实在其他系统进行的抽取"),
    Label("the reviewer of the body, or the finance department", "采购人内部审核人或者财政部门"), public=False,
    came_in=Label("Look up the draw of experts held elsewhere, and confirm it", "核实在其他系统进行的专家抽取"), fills="about",
)  # fmt: skip
EXAMINING = Duty(
    ExamineBids, Label("Examination of the bidders", "资格审查"), BODY, public=False,
    came_in=Label("See to the examination of the bids", "组织审查投标（响应）文件"), page="panel",
)  # fmt: skip
PANEL_WORK = Duty(
    GiveScores, Label("Work of the panel", "评审小组工作"), Label("the members of the panel", "评审小组成员"), public=False,
    came_in=Label("Go on with the evaluation", "进行评审"), page="panel",
)  # fmt: skip
EXPLANATION = Duty(
    GiveExplanation, Label("Explanation that the panel asks for", "评审小组要求的书面说明"), Label("the supplier", "供应商"), public=False,
    came_in=Label("Explain your bid: the panel asks", "按照评审小组要求作出书面说明"), of_party=True,
)  # fmt: skip
EVALUATION = Duty(ReportEvaluation, Label("Evaluation", "评审"), Label("the purchasing body and those who evaluate", "采购人和评审人员"))
AWARD = Duty(
    DecideAward, Label("Award", "确定中标（成交）供应商"), BODY, public=False,
    came_in=Label("Decide the award: the panel has reported", "确定中标（成交）供应商（评审报告已提交）"),
)  # fmt: skip
DEEMED = Duty(DeemAward, Label("The first ranked is held to win", "视为确定第一名中标（成交）"), HERE, itself=True, public=False)
RESULT = Duty(
    PublishResult, Label("Result", "结果"), BODY, came_in=Label("Publish the result: the award is decided", "发布结果公告（结果已确定）")
)
FALLING = Duty(
    SetAsideAward, Label("What was found about the award", "对结果的认定"), BODY,
    came_in=Label("Set the award aside: a finding about it is on record", "处理中标（成交）结果：已登记有关认定"), fills="lot",
)  # fmt: skip
DRAWING_UP = Duty(DrawUpContract, CONTRACT, BODY)
SIGNATURE = Duty(SignContract, CONTRACT, WINNER)
BONDS = Duty(SettleBond, Label("Give back the bid security", "退还投标保证金"), BODY, public=False, of_party=True)
OF_PANEL = (SEED, DRAW, SHOWING, CALL, PANEL, DECLARATION, REPLACEMENT, EXAMINING, PANEL_WORK, EXPLANATION, DRAW_LOOKED_UP)
OF_INVITATION = (CANDIDATES, INVITEES)
DUTIES = (PLAN, *OF_METHOD, KEYS, *OF_INVITATION, NOTICE, BIDS, CORRECTION, CLOSING, SHARES, PAPER, PAPER_AGAIN, OPENING, *OF_PANEL,
          EVALUATION, AWARD, DEEMED, RESULT, FALLING, DRAWING_UP, SIGNATURE, BONDS)  # fmt: skip


def award_named(lot: str, supplier: str) -> str:
    """What tells the contract of one award from that of another."""
    return f"{lot} {supplier}"


def owed(state: Procurement) -> Iterator[Owed]:
    """In the order in which it comes; nothing once nothing of it goes on."""
    if state.ended:
        return
    if state.plan is None:
        yield Owed(duty=PLAN, party=state.body)
    elif state.notice is None:
        there = {one.holder for one in state.key_holders}
        yield from (Owed(duty=KEYS, party=one, about=one) for one in state.called_holders if one not in there)
        approving = [*approval_owed(state)]
        yield from approving
        if state.plan.method == INVITED and state.invitees is None:
            yield Owed(duty=CANDIDATES if state.candidates is None else INVITEES, party=state.body, waits=bool(approving))
        yield Owed(duty=NOTICE, party=state.body, earliest=state.intention.notice_from if state.intention else None, waits=bool(approving))
    else:
        yield from _corrections(state)
        yield from _until_opened(state)
        yield from _draw(state)
        yield from _calls(state)
        if state.opening is not None or state.rounds:
            yield from _after_opening(state)


def _corrections(state: Procurement) -> Iterator[Owed]:
    """An answer that changes the notice or its documents is followed by a correction, until bids close: after that there can be none."""
    followed = {number for one in state.corrections for number in one.answers}
    for one in state.answers:
        if one.changes and str(one.no) not in followed and state.closing is None:
            yield Owed(duty=CORRECTION, party=state.body, until=state.closes, about=str(one.no))


def _until_opened(state: Procurement) -> Iterator[Owed]:
    """Until bids are open; when a later round closes, those who are asked for final quotes and those at work know alone."""
    again = f"round {round_now(state)}" if state.rounds else ""
    if state.closing is None:
        if not again:
            yield Owed(duty=BIDS, until=state.closes)
        yield Owed(duty=CLOSING, party=state.body, until=state.closes, about=again)
    if state.opening is None and state.closing is not None:
        yield from _paper(state)
    if state.opening is None and state.keys_digest is not None and (state.closing is None or state.keys_wanted):
        given = {one.holder for one in state.releases} | {*keys_lost(state.findings)}
        for one in (one for one in state.called_holders if one not in given):
            yield Owed(duty=SHARES, party=one, until=state.closes, about=" ".join(filter(None, (again, one))), hidden=bool(again),
                       waits=state.closing is None)  # fmt: skip
    if state.opening is None:
        by = state.closing.open_by if state.closing is not None else None
        yield Owed(duty=OPENING, until=by or state.closes, tried=_opens(state), about=again, hidden=bool(again),
                   waits=state.closing is None)  # fmt: skip


def _paper(state: Procurement) -> Iterator[Owed]:
    """Envelopes of the closing list that nobody has opened yet, and those that a second person has still to read."""
    until = state.closing.paper_by if state.closing else None
    if any(one.bid not in state.envelopes for one in state.envelopes_waiting):
        yield Owed(duty=PAPER, party=state.body, until=until)
    entered = [{*state.envelopes[one.bid].entered_by} for one in state.envelopes_waiting if one.bid in state.envelopes]
    if entered:  # who entered all of them has none left to read
        yield Owed(duty=PAPER_AGAIN, party=state.body, until=until, not_by=tuple(sorted(set.intersection(*entered))))


def _opens(state: Procurement) -> datetime | None:
    """At the closing; where holders give back what opens the bids, or persons read envelopes, each time when one has."""
    read = (*state.envelopes.values(), *state.envelopes_checked.values()) if not state.rounds else ()
    given = [one.happened for one in (*state.releases, *read) if isinstance(one.happened, datetime)]
    return max(given, default=state.closes)


def _after_opening(state: Procurement) -> Iterator[Owed]:
    """Lots without a result are evaluated, whatever stands of that; those with one wait for their contract."""
    waiting = [lot for lot in lots_open(state) if result_of(state, lot) is None]
    if waiting:
        yield from _panel(state, waiting)
        yield Owed(duty=EVALUATION, party=state.body)
        if due := award_due(state):
            yield Owed(duty=AWARD, party=state.body, until=due)
            yield Owed(duty=DEEMED, party=state.body, until=due)
        yield _result(state, waiting)
    yield from _falling(state)
    for lot in lots_open(state):
        award, result = award_of(state, lot), result_of(state, lot)
        if award is not None and result is not None:
            about = award_named(lot, award.supplier)
            yield Owed(duty=DRAWING_UP, party=state.body, until=result.sign_by, about=about)
            yield Owed(duty=SIGNATURE, party=award.supplier, until=result.sign_by, about=about, waits=True)
    yield from _bonds(state)


def _result(state: Procurement, waiting: list[str]) -> Owed:
    """Of lots that are awarded it is published by the day that the award says; before there is an award it waits."""
    awarded = {lot for lot in waiting if award_of(state, lot) is not None}
    decided = [one for one in state.awards if isinstance(one, AwardDecided) and awarded & {each.lot for each in one.awards}]
    days = [one.publish_by for one in decided if one.publish_by is not None]
    return Owed(duty=RESULT, party=state.body, waits=not awarded, until=min(days, key=lambda due: due.day, default=None))


def _falling(state: Procurement) -> Iterator[Owed]:
    """What another office found about an award that stands is acted on by the purchaser."""
    lots = dict.fromkeys(lot for one in state.findings if one.about in FALLS for lot in one.lots or state.lots)
    yield from (Owed(duty=FALLING, party=state.body, about=lot) for lot in lots if award_of(state, lot) is not None)


def _bonds(state: Procurement) -> Iterator[Owed]:
    """Of all who did not win: once each lot for which they bid has its result; a winner's goes back with its contract."""
    winners = {award.supplier for lot in state.lots if (award := award_of(state, lot)) is not None}
    lots: dict[str, set[str]] = {}
    for one in state.openings[0].opened if state.openings else ():
        lots.setdefault(one.supplier, set()).add(one.lot)
    for supplier, own in lots.items():
        told = [result_of(state, lot) for lot in own - state.ended_lots]
        due = [one.bonds_back_by for one in told if one is not None and one.bonds_back_by is not None]
        aside = any(supplier in put_aside(state, lot) for lot in own)
        if supplier not in winners and not aside and due and len(due) == len(told):
            yield Owed(duty=BONDS, party=state.body, until=max(due, key=lambda each: each.day), about=supplier)


def _draw(state: Procurement) -> Iterator[Owed]:
    """Each watcher commits, then the draw is announced, then each shows a seed."""
    watch = state.watch
    if len(state.announced) > len(state.drawn):
        until = state.announced[-1].draws_at
        yield from (Owed(duty=SHOWING, person=one.person, about=one.person, until=until) for one in watch.unshown)
        return
    yield from (Owed(duty=SEED, person=one.person, about=one.person) for one in watch.uncommitted)
    if watch.ready:
        yield Owed(duty=DRAW, party=state.body)


def _calls(state: Procurement) -> Iterator[Owed]:
    """Until the panel sits, each who was drawn says whether he comes, where the draw asks for that."""
    for one in drawn_experts(state) if state.panel is None else ():
        until = answered_until(state, one)
        if until is not None and one not in state.calls:
            yield Owed(duty=CALL, person=one, about=one, until=until)


def _panel(state: Procurement, waiting: list[str]) -> Iterator[Owed]:
    """Of lots without a report: a panel that each member may sit on."""
    if all(report_of(state, lot) is not None for lot in waiting):
        return
    if state.panel is None:
        if state.plan is not None and state.plan.criteria:  # what has none is chosen by the purchaser itself
            yield Owed(duty=PANEL, party=state.body)
        return
    declared = {one.person: one for one in state.interests}
    for one in members(state):
        said = declared.get(one.person)
        if said is None:
            yield Owed(duty=DECLARATION, person=one.person, about=one.person)
        elif said.relation != NONE:
            yield Owed(duty=REPLACEMENT, party=state.body, about=one.person)
    if all(one.person in declared and declared[one.person].relation == NONE for one in members(state)):
        yield from _evaluating(state, [lot for lot in waiting if report_of(state, lot) is None])
    if draws_elsewhere(state) and draw_confirmed(state) is None:
        yield Owed(duty=DRAW_LOOKED_UP, party=state.body, about=str(DRAW_SEEN))


def _evaluating(state: Procurement, lots: list[str]) -> Iterator[Owed]:
    """Until the report: bids are examined, each member has its part in that and in the points, and who is asked to explain does."""
    if not examined(state, lots, "qualification"):
        yield Owed(duty=EXAMINING, party=state.body)
    whole = all(examined(state, lots, check) for check in ("qualification", "compliance"))
    given = [one.person for one in members(state) if scored_all(state, lots, one.person)]
    for one in members(state):
        if not whole or one.person not in given or len(given) == len(members(state)):
            yield Owed(duty=PANEL_WORK, person=one.person, about=one.person)
    for supplier, asked in {one.supplier: one for one in state.questions if one.lot in lots}.items():
        yield Owed(duty=EXPLANATION, party=supplier, about=supplier, until=asked.answer_by, since=asked.happened)


def award_due(state: Procurement) -> Due | None:
    """The last day for the award that is waited for longest; equals of one rank wait for their draw."""
    waiting = (decide_by(state, lot) for lot in lots_to_award(state) if sole_first(state, lot))
    return min((due for due in waiting if due), key=lambda due: due.day, default=None)


def met(state: Procurement) -> Iterator[Met]:
    """Of what its need waits for, that its part goes on here; of what was ordered, the plan that stands; of envelopes, what is over."""
    first_list = next((closing for closing, _opening in state.rounds_past), state.closing)
    for bid in _over(first_list) if first_list is not None else ():
        yield from (Met(command=asked, docket=bid) for asked in (ConfirmEnvelope, ConfirmWithdrawal))
    if (first := state.plan or state.intention) and not (state.may_follow or state.lots_to_follow):
        yield Met(command=FilePlan, docket=first.need, about=first.part)
    if state.plan is not None:
        yield Met(command=FilePlan, at=state.plan.happened)
    for one in state.answers:
        yield Met(command=AnswerRepresentation, about=str(one.no))


def _over(closing: BidsClosed) -> Iterator[str]:
    """Envelopes of which nothing is confirmed any more: with the closing that is over."""
    yield from (one.bid for one in closing.listed if one.paper)
    yield from (one.bid for one in closing.unconfirmed)


def meeting(state: Procurement) -> tuple[datetime, Wording | None] | None:
    """When and where the panel meets, as its forming or the draw of its experts has it."""
    drawn = [one for one in state.announced if one.purpose == "experts"]
    said = state.panel if state.panel is not None and state.panel.meets_at is not None else next(reversed(drawn), None)
    return (said.meets_at, said.meets_where) if said is not None and said.meets_at is not None else None
