"""Are those who are invited drawn by chance from a list long enough, watched and on paper; and do they alone take part?"""

from collections.abc import Iterator
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import PublishNotice
from operis.dockets.procurement.invitation_facts import candidate_bars, candidates, invitation
from operis.dockets.procurement.inviting import PREQUALIFIED, RECOMMENDED, DrawInvitees, ListCandidates
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

ListCase = Case[Procurement, ListCandidates]
DrawCase = Case[Procurement, DrawInvitees]


@check("Nobody is invited yet.", "尚未发出投标邀请书。")
def nobody_invited_yet(case: Case[Procurement, ListCandidates | DrawInvitees], row: Row) -> Iterator[Finding]:
    if case.state.notice is not None:
        yield found("The invitation has been sent.", do="Go on with those who are invited.")


@check("Nobody is drawn from the list yet.", "名单尚未用于抽取。")
def nobody_drawn_yet(case: Case[Procurement, ListCandidates | DrawInvitees], row: Row) -> Iterator[Finding]:
    """Whoever could change the list or draw again until it pleases would choose who is invited."""
    if case.state.invitees is not None:
        yield found("Those to be invited are drawn.", do="Invite them.")


@check("The list of candidates is on record.", "备选供应商名单已经登记。")
def candidates_listed(case: DrawCase, row: Row) -> Iterator[Finding]:
    if case.state.candidates is None:
        yield found("No list of candidates is on record.", do="List them first.")


@check("Those who are invited were drawn.", "受邀供应商已经抽取。")
def invitees_drawn(case: Case[Procurement, PublishNotice], row: Row) -> Iterator[Finding]:
    if case.state.invitees is None:
        yield found("Nobody is drawn who could be invited.", do="List the candidates, and draw from them.")


@check("The candidates were found in a way that the law names.", "备选供应商由法定方式产生。")
def way_of_the_law(case: ListCase, row: Row) -> Iterator[Finding]:
    if case.asked.way not in row.slugs("list_ways"):
        yield found("Candidates are not found in this way: {way}.", at="way", do="Find them in one of these ways: {ways}.",
                    way=case.asked.way, ways=row.slugs("list_ways"))  # fmt: skip


@check("After a prequalification notice applications could be handed in for as long as the law asks.",
       "资格预审公告发布后，供应商提交申请文件的时间不少于规定期限。")  # fmt: skip
def applications_open(case: ListCase, row: Row) -> Iterator[Finding]:
    """Who has passed is known once the time for applications is over: the list is of no earlier day."""
    if case.asked.way != PREQUALIFIED:
        return
    noticed = case.day(case.asked.source.on)
    earliest = case.calendar.after(noticed, least := row.period())
    if case.today < earliest:
        yield found("The prequalification notice is of {noticed}; applications may be handed in for at least {least}.", at="source/on",
                    do="Make the list on {earliest} or later.", noticed=noticed, least=least, earliest=earliest)  # fmt: skip


@check("A recommendation is in writing.", "推荐以书面形式作出。")
def recommended_in_writing(case: ListCase, row: Row) -> Iterator[Finding]:
    source = case.asked.source
    if case.asked.way == RECOMMENDED and source.number is None and source.scan is None:
        yield found("The recommendation is named, and nothing in writing.", at="source",
                    do="Give the number of the recommendation, or a scan of it.")  # fmt: skip


@check("Enough suppliers will be drawn.", "拟抽取的供应商不少于法定家数。")
def enough_to_draw(case: ListCase, row: Row) -> Iterator[Finding]:
    if case.asked.count < (least := row.count("suppliers_min_count")):
        yield found("{count} are to be drawn; at least {least} suppliers are invited.", at="count", do="Draw more.",
                    count=case.asked.count, least=least)  # fmt: skip


@check("There are enough candidates for a draw.", "备选供应商家数符合抽取要求。")
def enough_candidates(case: ListCase, row: Row) -> Iterator[Finding]:
    """Of a pool or a recommendation a multiple of those to be drawn; of a prequalification all who passed, as long as they suffice."""
    there = len({one.supplier for one in case.asked.candidates})
    often = row.count("pool_multiple_min_count") if case.asked.way in row.slugs("pool_multiple_ways") else 1
    if there < (least := often * case.asked.count):
        yield found("There are {there} candidates for {count} to be drawn; found in this way they are at least {least}.", at="candidates",
                    do="Add candidates that meet the conditions, or draw fewer.",
                    there=there, count=case.asked.count, least=least)  # fmt: skip


@check("Each candidate stands on the list once.", "每家备选供应商仅列一次。")
def listed_once(case: ListCase, row: Row) -> Iterator[Finding]:
    keys = [one.supplier for one in case.asked.candidates]
    for place, key in enumerate(keys):
        if key in keys[:place]:
            yield found("{supplier} stands on the list twice.", at=f"candidates/{place}/supplier", do="Leave it once.", supplier=key)


@check("The candidates are on file as suppliers.", "备选供应商均已建档。")
def candidates_on_file(case: ListCase, row: Row) -> Iterator[Finding]:
    there = {one.key: one for one in case.facts[candidates].suppliers} if candidates in case.facts else {}
    for place, one in enumerate(case.asked.candidates):
        at = f"candidates/{place}/supplier"
        if one.supplier not in there:
            yield found("{supplier} is not on file as a supplier.", at=at, supplier=one.supplier, do="Have its file entered first.")
        elif there[one.supplier].refused:
            yield found("The file of {supplier} was not accepted.", at=at, supplier=one.supplier,
                        do="Have the supplier correct its file, and have it reviewed.")  # fmt: skip


@check("No candidate is barred from government procurement.", "备选供应商未被禁止参加政府采购活动。")
def candidates_not_barred(case: ListCase, row: Row) -> Iterator[Finding]:
    for place, one in enumerate(case.asked.candidates):
        for bar in case.facts[candidate_bars].of(one.supplier, case.today):
            yield found("By decision {decision} {supplier} is barred from government procurement until {last}.",
                        at=f"candidates/{place}/supplier", do="Leave it out.", supplier=one.supplier, decision=bar.decision,
                        last=bar.last)  # fmt: skip


@check("Each recommendation has its reason.", "每项推荐均写明理由。")
def recommended_for_a_reason(case: ListCase, row: Row) -> Iterator[Finding]:
    """The result shows every supplier that was recommended, and why."""
    if case.asked.way != RECOMMENDED:
        return
    for place, one in enumerate(case.asked.candidates):
        if one.reason is None and "recommendation-reasons" in row.slugs("result_contents_if_recommended"):
            yield found("{supplier} is recommended without a reason; the result will show it.", at=f"candidates/{place}/reason",
                        do="Say why it is recommended.", supplier=one.supplier)  # fmt: skip


@check("As many are drawn from the list as were to be drawn.", "从名单中按拟定数量抽取。")
def drawn_from_the_list(case: DrawCase, row: Row) -> Iterator[Finding]:
    """By chance alone: whoever is on the list can be drawn, and nobody else."""
    listed, drawn = case.state.candidates, case.asked.drawn
    if listed is None:
        return
    keys = {one.supplier for one in listed.candidates}
    for place, key in enumerate(drawn):
        if key not in keys or key in drawn[:place]:
            yield found("{supplier} is not on the list, or is named twice.", at=f"drawn/{place}", do="Enter the draw as it came out.",
                        supplier=key)  # fmt: skip
    if len(drawn) != listed.count:
        yield found("{drawn} are drawn; by the list it is {count}.", at="drawn", do="Enter the whole draw as it came out.",
                    drawn=len(drawn), count=listed.count)  # fmt: skip


@check("Staff of the purchaser watched the draw.", "抽取时有采购人工作人员在场监督。")
def draw_observed(case: DrawCase, row: Row) -> Iterator[Finding]:
    there, least = {one.name for one in case.asked.observers}, row.count("observers_min_count")
    if len(there) < least:
        yield found("{there} of the purchaser's staff watched the draw; at least {least} do.", at="observers",
                    do="Name all who watched; where too few did, the draw is held again.", there=len(there), least=least)  # fmt: skip


@check("The draw has a record in writing.", "抽取有书面记录。")
def draw_in_writing(case: DrawCase, row: Row) -> Iterator[Finding]:
    """By its number or a scan: a place and a day alone are no record."""
    told = case.asked.outside
    if row.yes("draw_recorded") and (told is None or (told.number is None and told.scan is None)):
        yield found("The draw is named, and no record of it.", at="outside", do="Give the number of the record, or a scan of it.")


@check("Those alone take part who are invited.", "只有受邀供应商参加投标。")
def invited_alone(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
    if invitation in case.facts and not case.facts[invitation].own:
        yield found("Suppliers are invited to this purchase, and this one is not among them.",
                    do="Look for a purchase that is open to all.")  # fmt: skip
