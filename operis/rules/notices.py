"""What comes before a notice, what does it say, how long does it stand, and what may be changed afterwards?"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import CorrectNotice, PublishIntention, PublishNotice
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Change, NoticeTerms
from operis.law.book import Row
from operis.rules.lists import changes

NoticeCase = Case[Procurement, PublishNotice]
QUALIFICATION = "qualification"
CONSORTIUM = "consortium-share"
AFFECT = frozenset({"criterion", "requirement"})
"""What a change is read as that always affects how bids are made: how they are scored, and what is wanted."""
CorrectionCase = Case[Procurement, CorrectNotice]
QUOTED = 6
"""Fewer characters than these may stand in any text by chance."""

AGENCY = Slug("purchaser-and-agency")
SUPPLIED_BY: Mapping[str, tuple[str, ...]] = {
    AGENCY: ("purchaser",),
    "project-name-budget-and-ceiling": ("project_name", "budget"),
    "project-name-outline-and-budget": ("project_name", "budget"),
    "need": ("content",),
    "bidder-qualifications": ("qualification",),
    "qualification": ("qualification",),
    "getting-documents": ("getting_documents", "documents_offered_until"),
    "notice-period": (),
    "closing-and-opening": ("bids_close", "opening"),
    "contact-person": ("contact",),
    "content": ("content",),
    "scale": ("scale",),
    "materials": ("materials",),
    "project-name": ("project_name",),
    "needs-overview": ("needs_overview",),
    "budget": ("budget",),
    "expected-month": ("expected_month",),
}
"""By which fields a content that the law names is supplied; the notice period is concluded, so nobody can leave it out."""


def missing_contents(asked: Command, contents: tuple[str, ...]) -> Iterator[Finding]:
    """What a command has no field for stands in the filed plan, and cannot be left out."""
    for content in contents:
        lacking = [name for name in SUPPLIED_BY[content] if getattr(asked, name, "") is None]
        if lacking:
            yield found("The notice does not state: {content}.", do="Fill it in.", at=lacking[0], content=Slug(content))


@check("The published intention has all its contents.", "采购意向内容完整。")
def intention_complete(case: Case[Procurement, PublishIntention], row: Row) -> Iterator[Finding]:
    yield from missing_contents(case.asked, row.slugs("contents"))


@check("The notice has all its contents.", "公告内容完整。")
def notice_complete(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """The agency too, where the plan has one."""
    yield from missing_contents(case.asked, row.slugs("notice_contents"))
    if AGENCY in row.slugs("notice_contents") and case.state.plan and case.state.plan.agency and case.asked.agency is None:
        yield found("The notice does not state: {content}.", do="Fill it in.", at="agency", content=AGENCY)


@check("An agency stands in the notice only where the filed plan has one.", "公告所列代理机构与备案的实施计划一致。")
def agency_of_the_plan(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """Who acts for the purchaser does so under the written mandate that the plan names."""
    if case.state.plan and case.state.plan.agency is None and case.asked.agency is not None:
        yield found("The notice names an agency, and the filed plan has none.", at="agency",
                    do="Leave it out, or file the plan again with the agency and its written mandate.")  # fmt: skip


@check("The purchasing documents are there as files, or it is said where else they are issued.", "已上传采购文件，或者已说明在何处发出。")
def documents_put_in(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """Who is to be offered the documents must be able to read them: here, or where the notice says that they are.

    A notice by itself has no files beside it.
    """
    if alone(case) is not None and case.asked.documents_elsewhere is None:
        on_record(None, "documents")
    if not case.asked.documents and case.asked.documents_elsewhere is None:
        yield found(
            "No purchasing documents are put in, and nothing says where else they are issued.",
            at="documents",
            do="Put them in as files, or say where else they are issued, and why there.",
        )


@check("The announcement of posts has its four contents.", "招聘公告具备规定的四项内容。")
def four_items_announced(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """Content, scale, qualification, materials: a law until 2020, since then only the text that this software implements."""
    yield from missing_contents(case.asked, row.slugs("contents"))


def alone(case: NoticeCase) -> NoticeTerms | None:
    """A notice that is looked at by itself, without the plan from which one that is published has these things."""
    return case.asked if isinstance(case.asked, NoticeTerms) else None


@check("The notice shows the budget.", "公告写明预算金额。")
def budget_shown(case: NoticeCase, row: Row) -> Iterator[Finding]:
    notice = alone(case)
    if notice is not None and notice.budget is None and row.yes("budget_shown"):
        yield found("The documents do not show the budget.", at="budget", do="State the budget.")


def intention_stands(covered: str) -> Check[Procurement, PublishNotice]:
    """A check that the intention stood a while, where row `covered` asks the body's level for one: a rule with exceptions."""

    def intention_stood(case: NoticeCase, row: Row) -> Iterator[Finding]:
        levels = case.law.get(covered)
        if levels is None or (case.law.level and case.law.level not in levels.slugs("covered_levels")):
            return
        least, intention = row.period(), case.state.intention
        if intention is None and alone(case) is None:
            yield found(
                "No intention was published; as a rule it stands {least} before the notice.",
                do="Publish it now, and the notice on {earliest} or later.", least=least, earliest=case.calendar.after(case.today, least),
            )  # fmt: skip
            return
        since = case.day(on_record(intention, "intention-published").happened)
        earliest = case.calendar.after(since, least)
        if case.today < earliest:
            yield found(
                "The intention stands since {since}; as a rule it stands {least}, until {earliest}.",
                do="Publish the notice on {earliest} or later.", since=since, least=least, earliest=earliest,
            )  # fmt: skip

    return check("The intention has been public for long enough.", "采购意向公开时间达到规定。")(intention_stood)


@check("Bids stay open for as long as the law asks.", "提交时间不少于规定期限。")
def stays_open(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """From the first issue of the documents, which is never before the notice that issues them; the first day is not counted."""
    yield from _open_long_enough(case, row, max(case.asked.documents_issued, case.today), case.asked.bids_close)


@check("Bids stay open for long enough after the correction as well.", "更正后提交时间仍不少于规定期限。")
def still_stays_open(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """A correction that moves the closing time leaves bids open as long as the notice had to."""
    if case.asked.bids_close is not None:
        notice = on_record(case.state.notice, "notice-published")
        yield from _open_long_enough(case, row, max(notice.documents_issued, case.day(notice.happened)), case.asked.bids_close)


def _open_long_enough(case: Case[Procurement, Command], row: Row, opened: date, closes: datetime) -> Iterator[Finding]:
    earliest = case.calendar.after(opened, least := row.period())
    if case.day(closes) < earliest:
        yield found(
            "Bids close on {closes}; counted from {opened}, they must stay open {least}.",
            do="Set the closing time on {earliest} or later.",
            at="bids_close",
            closes=case.day(closes),
            opened=opened,
            least=least,
            earliest=earliest,
        )


@check("The documents are offered for long enough.", "采购文件提供期限符合规定。")
def documents_offered(case: NoticeCase, row: Row) -> Iterator[Finding]:
    until = case.asked.documents_offered_until
    start = offer_starts(row, case.today, case.asked.documents_issued)
    if until is None:
        yield found(
            "The notice does not say until when the documents are offered; they must be offered {least}.",
            do="Offer them until {earliest} or later.",
            at="documents_offered_until",
            least=row.period(),
            earliest=case.calendar.after(start, row.period()),
        )
    else:
        yield from _offered_long_enough(case, row, start, until)


@check("The documents stay on offer long enough after a correction.", "更正后采购文件的提供期限仍符合规定。")
def still_offered(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """A correction that moves the end of the offer leaves the documents offered as long as the notice had to."""
    if case.asked.documents_offered_until is not None:
        notice = on_record(case.state.notice, "notice-published")
        start = offer_starts(row, case.day(notice.happened), notice.documents_issued)
        yield from _offered_long_enough(case, row, start, case.asked.documents_offered_until)


def offer_starts(row: Row, noticed: date, issued: date) -> date:
    """The day the row names: that of the notice, or the first issue of the documents, which is never before it."""
    return noticed if row.event is not None and row.event.start == "notice-published" else max(issued, noticed)


def _offered_long_enough(case: Case[Procurement, Command], row: Row, start: date, until: date) -> Iterator[Finding]:
    earliest = case.calendar.after(start, least := row.period())
    if until < earliest:
        yield found(
            "The documents are offered until {until}; counted from {start}, they must be offered {least}.",
            do="Offer them until {earliest} or later.",
            at="documents_offered_until",
            until=until,
            start=start,
            least=least,
            earliest=earliest,
        )


@check("The documents are issued no earlier than the notice.", "采购文件不早于公告发出。")
def issued_after_notice(case: NoticeCase, row: Row) -> Iterator[Finding]:
    if case.asked.documents_issued < case.today:
        yield found(
            "The documents are issued from {issued}, before the notice of {today}.",
            do="Issue them with the notice or later.",
            at="documents_issued",
            issued=case.asked.documents_issued,
            today=case.today,
        )


@check("The bid security does not go beyond its limit.", "保证金不超过规定的比例。")
def bond_modest(case: NoticeCase, row: Row) -> Iterator[Finding]:
    bond, most = case.asked.bond, row.percent("bond_of_budget_max_percent")
    if bond is None:
        return
    budget = (alone(case) or on_record(case.state.plan, "implementation-plan-filed")).budget
    if budget is not None and bond * Decimal(100) > budget * most:
        yield found(
            "The bid security of {bond} is more than {most} percent of {budget}.",
            at="bond",
            do="Lower the bid security.",
            bond=bond,
            most=most,
            budget=budget,
        )


@check("The notice says what the filed plan says.", "公告与备案的实施计划一致。")
def equals_plan(case: NoticeCase, row: Row) -> Iterator[Finding]:
    """What of a notice is decided beside the plan does not defeat it: where a consortium is to have a share, one may bid."""
    kept = on_record(case.state.plan, "implementation-plan-filed").reservation
    if kept is not None and kept.way == CONSORTIUM and case.asked.consortia_allowed is False:
        yield found(
            "The filed plan keeps a share of a consortium for small firms, and the notice accepts no consortium.",
            at="consortia_allowed",
            do="Let consortia bid, or file the plan again.",
        )


@check("The notice says where to send a formal query.", "公告写明质疑的接收方式。")
def where_to_query(case: NoticeCase, row: Row) -> Iterator[Finding]:
    if case.asked.queries_to is None:
        yield found(
            "The documents do not say where a formal query is sent.",
            at="queries_to",
            do="State how, to which unit, its telephone and address.",
        )


@check("Shares of a consortium or of subcontracts are stated.", "写明联合体或者分包的份额。")
def shares_stated(case: NoticeCase, row: Row) -> Iterator[Finding]:
    notice = alone(case)
    if notice is not None and notice.reservation is None:
        yield found("The documents do not say what is reserved, or how prices are deducted.", at="reservation", do="State both.")


@check("It has not been published yet.", "尚未公开。")
def not_published_yet(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.notice is not None:
        yield found("The notice has been published.", do="Correct the notice.")


@check("The notice is out.", "公告已发布。")
def notice_published(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.notice is None:
        yield found("No notice is on the docket.", do="Publish the notice first.")


def past_closing(case: Case[Procurement, Command]) -> bool:
    """Whether bids have closed, or would have by now."""
    closes = case.state.closes
    return closes is not None and (case.state.opening is not None or bool(case.state.rounds) or _past(case, closes))


def _past(case: Case[Procurement, Command], closes: datetime) -> bool:
    return case.happened >= closes if isinstance(case.happened, datetime) else case.today > case.day(closes)


@check("Bids have not closed.", "提交尚未截止。")
def not_closed(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    closes = case.state.closes
    if closes is not None and past_closing(case):
        yield found(
            "Bids closed on {closed}.",
            do="Nothing of the notice can be changed any more; a fault is put right by a later act.",
            closed=case.state.bids_close or closes,  # when final quotes close is not told here
        )


@check("The correction does not change what is bought or who may bid.", "更正不改变采购标的和资格条件。")
def subject_unchanged(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """Neither by name nor by the words: what is quoted from the conditions or the subject is a change of these, whatever it is called."""
    barred = {"subject": row.yes("subject_may_change"), QUALIFICATION: row.yes("qualification_may_change")}
    for place, change in enumerate(case.asked.changes):
        about = change.about if change.about in barred else quoted_from(case.state, change)
        if about is not None and not barred[about]:
            yield found(
                "A correction cannot change: {about}.",
                at=f"changes/{place}/about",
                do="End this procurement and plan anew.",
                about=about,
            )


@check("A correction calls what it changes by its name.", "更正的事项与其名称相符。")
def called_by_its_name(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """What scores or what is wanted is not changed as a time, a place, a telephone or a slip of the pen."""
    read = changes(case.law)
    for place, change in enumerate(case.asked.changes):
        about = changed_in(case.state, change)
        if about is not None and read.get(change.about) not in AFFECT:
            yield found(
                "What is changed here stands in the plan as: {about}.",
                at=f"changes/{place}/about",
                do="Call it so; its days before closing count.",
                about=about,
            )


def changed_in(state: Procurement, change: Change) -> Slug | None:
    """Where in the plan the words before the change stand: among its criteria, or among its requirements; None: elsewhere."""
    plan = state.plan
    if plan is None:
        return None
    scored = [text for one in plan.criteria for text in (one.name, one.rule, *(band.text for band in one.bands))]
    if any(quotes(change.old, text) for text in scored if text is not None and tells(text)):
        return Slug("scoring")
    wanted = any(quotes(change.old, one.text) for one in plan.requirements if tells(one.text))
    return Slug("service-requirements") if wanted else None


def tells(text: Wording) -> bool:
    """Whether it is long enough to be known again: “none” stands in many texts."""
    return any(len(said) >= QUOTED for said in dict(text).values())


def quoted_from(state: Procurement, change: Change) -> Slug | None:
    """Where the words before the change stand: among the conditions for suppliers, or in what is bought; None: elsewhere."""
    notice, plan = state.notice, state.plan
    conditions = [notice.qualification if notice else None, *(one.text for one in (plan.conditions if plan else ()))]
    subject = [notice.content, notice.scale] if notice else []
    if any(quotes(change.old, text) for text in conditions):
        return Slug(QUALIFICATION)
    return Slug("subject") if any(quotes(change.old, text) for text in subject) else None


def quotes(words: Wording | None, text: Wording | None) -> bool:
    """Whether the words are the text, a part of it that says something, or hold it whole; in either language."""
    if words is None or text is None:
        return False
    pairs = ((own.strip(), whole.strip()) for own, whole in ((words.zh, text.zh), (words.en, text.en)) if own and whole)
    return any(whole in own or (own in whole and len(own) >= QUOTED) for own, whole in pairs)


@check("A correction leaves the conditions for suppliers as they are.", "更正没有改变供应商资格条件。")
def conditions_kept(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """Where no law bars it, a correction that changes who may take part is told of, with the old words and the new."""
    closes = case.asked.bids_close or case.state.closes
    for change in case.asked.changes:
        if change.about == QUALIFICATION:
            yield found(
                "Who may take part is changed {days} days before closing. Before: {old}. Now: {new}.",
                do="Say in the reason what made the change necessary.",
                days=(case.day(closes) - case.today).days if closes else 0,
                old=change.old or Wording(zh="—", en="-"),
                new=change.new,
            )


@check("After a change that may affect bids there is time enough left.", "更正可能影响文件编制的，留足时间。")
def days_left_for_change(case: CorrectionCase, row: Row) -> Iterator[Finding]:
    """What may affect bids comes early enough before closing, or moves the closing time: scores and what is wanted always do."""
    read = changes(case.law)
    if not (case.asked.may_affect_bids or any(read.get(change.about) in AFFECT for change in case.asked.changes)):
        return
    closes = case.asked.bids_close or on_record(case.state.closes, "notice-published")
    earliest = case.calendar.after(case.today, least := row.period())
    if case.day(closes) < earliest:
        yield found(
            "Bids close on {closes}; after a change that may affect them {least} are left.",
            at="bids_close",
            do="Move the closing time to {earliest} or later.",
            closes=case.day(closes),
            least=least,
            earliest=earliest,
        )
