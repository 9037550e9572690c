"""Is everybody on the list of a draw who may be drawn, and does nobody sit whom the pool says must not?"""

from collections.abc import Callable, Iterator

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.dockets.file.terms import KIN
from operis.dockets.procurement.commands import AnnounceDraw, DeclareInterest, FormPanel
from operis.dockets.procurement.evaluating import Member
from operis.dockets.procurement.evaluation import answered_until, drawn_experts, members, not_coming
from operis.dockets.procurement.facts import Barred
from operis.dockets.procurement.mandate_facts import Held
from operis.dockets.procurement.pool import EXPERTS, PoolExpert, Tied, expert_pool
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import CallWatchers
from operis.law.book import Period, Row
from operis.rules.panels import EXPERT, NONE, SUPERVISING, PanelCase, coming, proposed, where
from operis.rules.watching import waiting

AnyCase = Case[Procurement, Command]
ListCase = Case[Procurement, AnnounceDraw]
TIES_ROW = "EXP-16a"
"""The row under which ties of the past count, and how far back."""
LASTING = frozenset({KIN, "other"})
"""Ties that count whatever days are named."""


def bidders(state: Procurement) -> frozenset[str]:
    """Whose bids were opened; before that nobody is told who bids, not by leaving out an expert either."""
    opened = {one.supplier for opening in state.openings for one in opening.opened}
    return frozenset(opened)


def ties_of(case: AnyCase, one: PoolExpert) -> tuple[Tied, ...]:
    """What ties an expert to one who has bid and still counts on the day."""
    row = case.law.get(TIES_ROW)
    back = Period("exact", row.count("lookback_years"), "year") if row is not None else None

    def counts(tie: Tied) -> bool:
        ended = tie.last is not None and tie.relation not in LASTING
        return not ended or back is None or (tie.last is not None and case.calendar.after(tie.last, back) >= case.today)

    return tuple(tie for tie in one.ties if tie.supplier in bidders(case.state) and counts(tie))


def bars_of(case: AnyCase, one: PoolExpert) -> tuple[Barred, ...]:
    return tuple(bar for bar in one.bars if bar.first <= case.today <= bar.last)


def _serves(case: AnyCase, one: PoolExpert) -> tuple[Held, ...]:
    return tuple(held for held in one.held if held.first <= case.today and (held.last is None or case.today <= held.last))


def of_the_body(case: AnyCase, one: PoolExpert) -> bool:
    held = _serves(case, one)
    return case.state.body in {one.employer, *(each.body for each in held)} or bool(SUPERVISING & {each.role for each in held})


def of_the_agency(case: AnyCase, one: PoolExpert) -> bool:
    agency = case.state.plan.agency if case.state.plan else None
    return agency is not None and agency in {one.employer, *(each.body for each in _serves(case, one) if each.role == Role.AGENCY)}


KEEPS_OUT: tuple[Callable[[AnyCase, PoolExpert], bool], ...] = (
    lambda case, one: not any(held.role == Role.EXPERT for held in _serves(case, one)),
    of_the_body,
    of_the_agency,
    lambda case, one: bool(bars_of(case, one)),
    lambda case, one: bool(ties_of(case, one)),
)
"""What keeps somebody of the pool from a list, each under a row of its own."""


def _listed(case: ListCase) -> Iterator[tuple[int, PoolExpert]]:
    """Those of the pool on a list of experts, with their places."""
    if case.asked.purpose == EXPERTS:
        for place, person in enumerate(case.asked.entries):
            if (one := case.facts[expert_pool].of(person)) is not None:
                yield place, one


@check("The list of a draw has everybody of the pool who may be drawn, and nobody else.", "抽取名单包括专家库中全部符合条件的评审专家。")
def whole_pool_listed(case: ListCase, row: Row) -> Iterator[Finding]:
    """A list of friends is no pool: who leaves somebody out, or adds somebody, chooses."""
    if case.asked.purpose != EXPERTS:
        return
    pool, fields = case.facts[expert_pool], set(case.asked.expertise)
    for place, person in enumerate(case.asked.entries):
        if pool.of(person) is None:
            yield found("Number {number} on the list is not in the pool of experts.", at=f"entries/{place}",
                        do="Have the finance department enter the expert’s file, or leave that account out.", number=place + 1)  # fmt: skip
    fit = {one.person for one in pool.found if not fields or fields & set(one.expertise)}
    due = {one.person for one in pool.found if one.person in fit and not any(keeps(case, one) for keeps in KEEPS_OUT)}
    missing, strange = due - set(case.asked.entries), {person for person in case.asked.entries if pool.of(person)} - fit
    if missing or strange:
        says = "Of the pool {due} may be drawn for these fields; {missing} of them are not listed, and {strange} of other fields are."
        yield found(says, at="entries", do="List all of them.", due=len(due), missing=len(missing), strange=len(strange))  # fmt: skip


@check("Nobody who is barred from evaluating is drawn.", "被禁止参加评审的专家不参加抽取。")
def unbarred_alone_drawn(case: ListCase, row: Row) -> Iterator[Finding]:
    for place, one in _listed(case):
        for bar in bars_of(case, one):
            yield found("Number {number} on the list is barred from evaluating by {decision}.", at=f"entries/{place}",
                        do="Leave that account out.", number=place + 1, decision=bar.decision)  # fmt: skip


@check("Nobody who is tied to a bidder is drawn.", "与投标（响应）供应商有利害关系的专家不参加抽取。")
def untied_alone_drawn(case: ListCase, row: Row) -> Iterator[Finding]:
    """By the file; before the opening it is silent, since nobody knows who bids."""
    for place, one in _listed(case):
        for tie in ties_of(case, one):
            yield found("Number {number} on the list has a tie to {supplier} on file.", at=f"entries/{place}",
                        do="Leave that account out.", number=place + 1, supplier=tie.supplier)  # fmt: skip


@check("Nobody whose file names the purchasing body or its agency as employer is drawn.", "工作单位为采购人或者代理机构的专家不参加抽取。")
def employed_elsewhere_alone_drawn(case: ListCase, row: Row) -> Iterator[Finding]:
    agency = case.state.plan.agency if case.state.plan else None
    for place, one in _listed(case):
        if one.employer is not None and one.employer in {case.state.body, agency}:
            yield found("Number {number} on the list is employed by the purchasing body or its agency.", at=f"entries/{place}",
                        do="Leave that account out.", number=place + 1)  # fmt: skip


def _coming_experts(case: PanelCase) -> Iterator[tuple[Member, PoolExpert]]:
    for one in coming(case):
        known = case.facts[expert_pool].of(one.person) if one.seat == EXPERT else None
        if known is not None:
            yield one, known


@check("Nobody who is barred from evaluating sits on the panel.", "评审小组中没有被禁止参加评审的专家。")
def no_barred_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    for one, known in _coming_experts(case):
        for bar in bars_of(case, known):
            yield found("{name} is barred from evaluating by {decision}.", at=where(case), do="Seat the next who was drawn.",
                        name=one.name, decision=bar.decision)  # fmt: skip


@check("Nobody who is tied to a bidder sits on the panel.", "评审小组中没有与投标（响应）供应商有利害关系的专家。")
def no_tied_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    """By the posts and relatives on the expert’s file, against the years that the law looks back."""
    for one, known in _coming_experts(case):
        for tie in ties_of(case, known):
            yield found("{name} has a tie to {supplier} on file: {relation}.", at=where(case), do="Seat the next who was drawn.",
                        name=one.name, supplier=tie.supplier, relation=tie.relation)  # fmt: skip


@check("Nobody whose file names the purchasing body as employer sits as an expert.", "评审专家的工作单位不是采购人。")
def no_employee_sits(case: PanelCase, row: Row) -> Iterator[Finding]:
    for one, known in _coming_experts(case):
        if known.employer is not None and known.employer == case.state.body and not one.own_choice:
            yield found("The file of {name} names the purchasing body as employer.", at=where(case),
                        do="Seat the next who was drawn.", name=one.name)  # fmt: skip


@check("Those who were drawn first sit first.", "按照抽取顺序确定评审专家。")
def first_drawn_first(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Who is passed over has declined, with a reason, or is kept out by a row; else the purchaser would choose among those drawn."""
    order = drawn_experts(case.state)
    drawn = [order.index(one.person) for one in coming(case) if one.seat == EXPERT and one.person in order]
    if not drawn:
        return
    excused = _excused(case)
    for place, person in enumerate(order[: max(drawn)]):
        if person not in excused and not _kept_out(case, person):
            yield found("Number {number} of the draw was drawn before another who is to sit, and nothing says why that person does not.",
                        at=where(case), do="Seat those who were drawn first, or say why one cannot come.", number=place + 1)  # fmt: skip


def _excused(case: PanelCase) -> set[str]:
    """Who sits, sat, is to sit, or has declined."""
    before = _seen(case)
    return {one.person for one in case.asked.declined} | before | {one.person for one in proposed(case)}


def _seen(case: AnyCase) -> set[str]:
    """Who sat, sits, said that he does not come, or was left out when the panel was formed or experts were drawn again."""
    sat = {one.person for one in members(case.state)} | {one.person for one in case.state.replaced}
    return sat | not_coming(case.state)


@check("Experts are drawn again only where too few of those who were drawn can sit.", "已抽取的专家不足时，方可补充抽取。")
def too_few_left(case: Case[Procurement, CallWatchers | AnnounceDraw], row: Row) -> Iterator[Finding]:
    """Whoever could draw again until it pleases would choose; enough is what the largest panel needs.

    Watchers who are called after a report watch a draw between equals.
    """
    asked, order = case.asked, drawn_experts(case.state)
    if not order or (case.state.reports if isinstance(asked, CallWatchers) else asked.purpose != EXPERTS):
        return
    again, away = case.state.watch.again, set[str]()
    if isinstance(asked, CallWatchers):
        again, away = asked.again, {one.person for one in asked.declined}
    left = sum(one not in _seen(case) | away and not _kept_out(case, one) for one in order)
    enough = row.count("members_min_count") - 1 if case.state.panel is None else 1
    if left >= enough:
        yield found("Experts were drawn here, and {left} of them can sit.",
                    do="Seat those who were drawn; say of each who cannot come why.", left=left)  # fmt: skip
    elif again is None:
        yield found("Experts were drawn here, and {left} of them can sit; nothing says why experts are drawn again.", at="again",
                    do="Say why.", left=left)  # fmt: skip


@check("That experts are drawn again is told to whoever oversees.", "补充抽取评审专家的，告知监督管理部门。")
def drawn_again_told(case: Case[Procurement, CallWatchers], row: Row) -> Iterator[Finding]:
    if drawn_experts(case.state) and not case.state.reports and case.asked.again is not None:
        says = "Experts are drawn again, after {draws} draws held here; {count} were said to be unable to come. The reason given: {reason}"
        yield found(says, at="again", do="Ask those who were drawn.", count=len(case.asked.declined), reason=case.asked.again,
                    draws=sum(one.purpose == EXPERTS for one in case.state.drawn))  # fmt: skip


def _kept_out(case: AnyCase, person: str) -> bool:
    known = case.facts[expert_pool].of(person)
    return known is not None and any(keeps(case, known) for keeps in KEEPS_OUT)


@check("Those who were drawn and cannot come are named with the reason.", "抽取后不能参加的专家已写明原因。")
def declined_told(case: PanelCase, row: Row) -> Iterator[Finding]:
    """For whoever oversees: how many were passed over, of how many draws, and whom something else than silence kept out."""
    for one in case.asked.declined:
        until = answered_until(case.state, one.person)
        if one.reason is not None and not one.unanswered and one.person not in case.state.calls and until is not None:
            yield found("Number {number} of the draw did not answer by {moment}, and is left out for another reason: {reason}",
                        at="declined", do="Ask that person.", number=drawn_experts(case.state).index(one.person) + 1,
                        moment=until, reason=one.reason)  # fmt: skip
    if case.asked.declined:
        yield found("Drawn and not seated: {count}, of {draws} draws held here.", at="declined", do="Ask those who were drawn.",
                    count=len(case.asked.declined), draws=sum(one.purpose == EXPERTS for one in case.state.drawn))  # fmt: skip


@check("What an expert declares is what the file says.", "回避声明与专家档案一致。")
def declared_as_on_file(case: Case[Procurement, DeclareInterest], row: Row) -> Iterator[Finding]:
    """Told, not refused: the file may be wrong, and who knows better says why."""
    known = [one for one in case.facts[expert_pool].found if one.person in case.mandate.persons]
    for tie in (tie for one in known for tie in ties_of(case, one)):
        if case.asked.relation == NONE:
            yield found("“None” is declared, and the file has a tie to {supplier}: {relation}.", at="relation",
                        do="Look at it before the evaluation goes on.", supplier=tie.supplier, relation=tie.relation)  # fmt: skip


@check("Each bidder is declared on.", "已就每一家供应商作出声明。")
def each_bidder_declared(case: Case[Procurement, DeclareInterest], row: Row) -> Iterator[Finding]:
    """Where bidders are named, all of them are, once, and the relation that counts is one of those."""
    toward = case.asked.toward
    if not toward:
        return
    named = [one.supplier for one in toward]
    if set(named) != bidders(case.state) or len(set(named)) != len(named):
        yield found("The declaration names {named} bidders; {bidders} have bid.", at="toward", do="Declare on each of them, once.",
                    named=len(set(named)), bidders=len(bidders(case.state)))  # fmt: skip
    ties = {str(one.relation) for one in toward} - {NONE}
    if (case.asked.relation == NONE) == bool(ties) or (ties and case.asked.relation not in ties):
        yield found("The relation declared is none of those toward the bidders.", at="relation", do="Declare the one that is.")


@check("A draw held elsewhere says how many were drawn.", "在其他系统抽取的，写明抽取人数。")
def draw_counted(case: Case[Procurement, FormPanel], row: Row) -> Iterator[Finding]:
    """And no more are seated than were drawn: one friend more came out of no draw."""
    drawn, count = case.asked.drawn, case.asked.drawn_count
    here = {*drawn_experts(case.state)}
    seated = sum(one.seat == EXPERT and not one.own_choice and one.person not in here for one in case.asked.members)
    if drawn is not None and count is None:
        yield found("The draw is said to have been held elsewhere, and not how many were drawn.", at="drawn_count", do="Give the number.")
    elif drawn is not None and count is not None and count < seated:
        yield found("{count} were drawn elsewhere, and {seated} experts are to sit.", at="drawn_count",
                    do="Seat only those who were drawn.", count=count, seated=seated)  # fmt: skip


@check("A draw that was announced here is held before one elsewhere is entered.",
       "已在本平台公布的抽取完成前，不得改用其他系统的抽取结果。")  # fmt: skip
def own_draw_first(case: PanelCase, row: Row) -> Iterator[Finding]:
    """Else whoever dislikes what comes out here, or came out, goes elsewhere."""
    announced = waiting(case.state)
    if case.asked.drawn is None:
        return
    if announced is not None and announced.purpose == EXPERTS:
        yield found("A draw of experts is announced here for {moment}.", at="drawn", do="Hold it.", moment=announced.draws_at)
    excused = _excused(case)
    if left := sum(one not in excused and not _kept_out(case, one) for one in drawn_experts(case.state)):
        yield found("Of those drawn here {left} could sit and do not.", at="drawn", do="Seat them, or say why each cannot come.", left=left)


@check("A draw held elsewhere is looked up by whoever oversees.", "在其他系统进行的抽取，由监督管理部门核对。")
def draw_looked_up(case: PanelCase, row: Row) -> Iterator[Finding]:
    """No draw held elsewhere can be computed again here: it is told each time, and whether a link or only a scan shows it."""
    drawn = case.asked.drawn
    if drawn is None:
        return
    yield found("The draw {number} of {day} was held at “{medium}” and not here: nobody can compute it again.", at="drawn",
                do="Ask the pool for it by its number.", number=drawn.number or "-",
                day=case.day(drawn.on), medium=drawn.medium)  # fmt: skip
    if not drawn.link:
        yield found("Only a scan shows the draw {number} held at “{medium}”.", at="drawn/link", do="Ask the pool for it by its number.",
                    number=drawn.number or "-", medium=drawn.medium)  # fmt: skip
    if held := sum(one.purpose == EXPERTS for one in case.state.drawn):
        yield found("A draw held elsewhere is entered beside {held} held here.", at="drawn", do="Ask why those who were drawn do not sit.",
                    held=held)  # fmt: skip


@check("The draw is announced for a day that is not too early.", "公布的抽取时间不早于规定。")
def announced_in_time(case: ListCase, row: Row) -> Iterator[Finding]:
    """Told before anybody is drawn, where the day of the evaluation is known; the reason is asked for when the panel is formed."""
    meets, drawn = case.asked.meets_at, case.day(case.asked.draws_at)
    if case.asked.purpose != EXPERTS or meets is None or (latest := case.calendar.latest(drawn, row.period())) >= case.day(meets):
        return
    yield found("The draw would be held on {drawn}; as a rule the evaluation then begins by {latest}, and it is to begin on {meets}.",
                at="draws_at", do="Name a later day, or say why the experts were drawn early when the panel is formed.",
                drawn=drawn, latest=latest, meets=case.day(meets))  # fmt: skip


@check("Fewer are drawn than are on the list.", "抽取人数少于名单人数。")
def left_to_chance(case: ListCase, row: Row) -> Iterator[Finding]:
    """For whoever oversees: where everybody of a narrow field is drawn, naming the field was the choice."""
    if case.asked.purpose == EXPERTS and case.asked.count >= len(case.asked.entries):
        yield found("All {count} on the list are drawn: nothing is left to chance.", at="count", do="Draw for more fields.",
                    count=len(case.asked.entries))  # fmt: skip
