"""Who may not take part: the barred, the members that a consortium may not have, and those who are related to another bidder?"""

from collections.abc import Callable, Collection, Iterator
from itertools import combinations
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case, field_of
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.state import Bid
from operis.dockets.file.facts import plain_name
from operis.dockets.procurement.evaluation import qualified
from operis.dockets.procurement.facts import Barred, Contender, authorship, bars, contenders, members, procurement
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.bids import HandIn, is_late
from operis.rules.examination import BOTH

SealCase = Case[Bid, SealBid]
StillIn = Callable[[Case[Procurement, Any], str], Collection[str]]
"""The suppliers that go on in a lot after what is asked."""
Lots = Callable[[Case[Procurement, Any]], Collection[str]]
"""The lots that what is asked is about."""
SAME_HEAD, HOLDING, SAME_PARTY = "same-head", "direct-holding", "same-party"


@check("The bidder is not barred from government procurement.", "供应商未被禁止参加政府采购活动。")
def not_barred(case: HandIn, row: Row) -> Iterator[Finding]:
    """A bar that has run out keeps nobody away (REG-19): its last day is the last."""
    if not is_late(case):
        for one in case.facts[bars].of(case.mandate.acts_for, case.today):
            yield found(
                "By decision {decision} you are barred from government procurement until {last}.",
                do="Bid again after that day.",
                decision=one.decision,
                last=one.last,
            )


@check("The notice admits consortia.", "公告接受联合体。")
def consortia_admitted(case: SealCase, row: Row) -> Iterator[Finding]:
    """Only a notice that says so shuts consortia out: where it is silent they are accepted."""
    if not is_late(case) and case.asked.content.members and not case.facts[procurement].consortia_allowed:
        yield found("The notice does not admit consortia.", at="content/members", do="Bid alone, without members.")


@check("Each member of the consortium is named once.", "联合体各成员仅列一次。")
def members_once(case: SealCase, row: Row) -> Iterator[Finding]:
    """Looks at this bid alone; what else its members take part in is secret until opening."""
    named = case.asked.content.members
    if is_late(case):
        return
    for member in sorted({one for one in named if named.count(one) > 1}):
        yield found("{member} is named twice as a member.", at="content/members", do="Name each member once.", member=member)
    if case.mandate.acts_for in named:
        yield found("You are named as a member of your own bid.", at="content/members", do="Name the other members only.")


@check("Each member of the consortium is on file and may take part.", "联合体各成员均已入库并可参加采购活动。")
def members_qualified(case: SealCase, row: Row) -> Iterator[Finding]:
    """Each member meets the conditions for suppliers: it is on file, accepted, and not barred on the day."""
    if is_late(case) or not case.asked.content.members:
        return
    accepted = {one.key for one in case.facts[members].suppliers if one.accepted}
    for place, member in enumerate(case.asked.content.members):
        if member not in accepted:
            yield found(
                "{member} is not on file as an accepted supplier.",
                at=f"content/members/{place}",
                do="Have its file entered and accepted, or leave it out.",
                member=member,
            )
        for one in case.facts[bars].of(member, case.today):
            yield found(
                "By decision {decision} {member} is barred from government procurement until {last}.",
                at=f"content/members/{place}",
                do="Leave it out.",
                decision=one.decision,
                member=member,
                last=one.last,
            )


def nobody_barred(still_in: StillIn) -> Check[Procurement, Any]:
    """A check that nobody goes on in a lot who is barred on the day, nor in a consortium with one who is."""

    def unbarred(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        for one, bar in barred(case):
            if one.bidder in still_in(case, one.lot):
                yield found(
                    "In lot {lot} {bidder} goes on; by decision {decision} {party} is barred until {last}.",
                    do="Leave the bid out.",
                    lot=one.lot,
                    bidder=one.bidder,
                    decision=bar.decision,
                    party=bar.party,
                    last=bar.last,
                )

    return check(
        "Nobody who is barred on the day goes on, alone or in a consortium.",
        "当日被禁止参加政府采购的供应商不得继续参加，联合体成员同样。",
    )(unbarred)


def barred(case: Case[Procurement, Any]) -> Iterator[tuple[Contender, Barred]]:
    """Each bid with each bar that on the day lies on its bidder, or on one of its consortium."""
    for one in case.facts[contenders].found:
        for party in one.parties:
            for bar in one.bars.of(party.key, case.today):
                yield one, bar


def no_author_goes_on(still_in: StillIn) -> Check[Procurement, Any]:
    """A check that nobody goes on in a lot, alone or in a consortium, who designed the project or wrote its specification."""

    def wrote_nothing(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        authors = set() if case.method in row.slugs("exempt_methods") else set(case.facts[authorship].suppliers)
        for one in case.facts[contenders].found:
            for party in one.parties if authors and one.bidder in still_in(case, one.lot) else ():
                if party.key in authors:
                    yield found(
                        "In lot {lot} {bidder} goes on; the consultation on the need names {party} as having provided: {services}.",
                        at="verdicts",
                        do="Hold the bid invalid.",
                        lot=one.lot,
                        bidder=one.bidder,
                        party=party.key,
                        services=row.slugs("excluded_if_provided"),
                    )

    return check("Nobody goes on who wrote the specification.", "通过审查的供应商均未参与本项目的设计、规范编制。")(wrote_nothing)


@check("The bidder did not write the specification.", "投标人未参与本项目的设计、规范编制。")
def not_its_author(case: HandIn, row: Row) -> Iterator[Finding]:
    """Told to the bidder alone: a platform turns away no bid for it."""
    content = field_of(case.asked, "content")  # of a bid that nobody can read it is not known who joins it
    named = {case.mandate.acts_for, *(content.members if content is not None else ())} & set(case.facts[authorship].suppliers)
    if named and not is_late(case) and case.method not in row.slugs("exempt_methods"):
        yield found(
            "The consultation on the need names you or a member of your bid as having designed the project or written its specification: "
            "whoever did so may not take part.",
            do="Withdraw the bid, or have the record of the consultation put right.",
        )


def nobody_related(still_in: StillIn) -> Check[Procurement, Command]:
    """A check that no two go on in a lot of which one heads, holds or manages the other, or one head both."""

    def unrelated(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
        excluded = row.slugs("excluded_pairs")
        yield from (_told(*pair) for pair in _pairs(case, still_in) if pair[3] in excluded)

    return check(
        "No two bidders of a lot have one head or hold one another.",
        "同一采购包的供应商不为同一负责人，也不存在直接控股、管理关系。",
    )(unrelated)


def related_told(lots: Lots) -> Check[Procurement, Any]:
    """A check that tells of related bidders where the bid of either is valid, in the lots of what is asked; it forbids nothing."""

    def told_of(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
        of, pairs = set(lots(case)), row.slugs("told_pairs")
        for lot, one, other, why in _pairs(case, lambda _case, lot: qualified(case.state, lot, BOTH) if lot in of else ()):
            if why in pairs:
                yield found(
                    "In lot {lot} these bidders are related: {supplier} ({why}).",
                    do="Look whether they bid independently, and keep on record what you found. Nothing is forbidden by this alone.",
                    lot=lot,
                    supplier=f"{one}, {other}",
                    why=Slug(why),
                )

    return check("Related bidders are told of.", "提示同一采购包中存在关联关系的供应商。")(told_of)


def nobody_twice(still_in: StillIn) -> Check[Procurement, Command]:
    """A check that nobody goes on in a lot both alone and in a consortium, or in two."""

    def taking_part_once(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
        if not row.yes("double_participation_allowed"):
            yield from (_told(*pair) for pair in _pairs(case, still_in) if pair[3] == SAME_PARTY)

    return check("Nobody takes part in a lot twice.", "同一供应商不以两种身份参加同一采购包。")(taking_part_once)


def nobody_joined(still_in: StillIn) -> Check[Procurement, Command]:
    """A check that nobody goes on in a consortium where the notice admits none: of a sealed bid it is seen once it is open."""

    def bids_alone(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
        if case.state.notice is None or case.state.notice.consortia_allowed is not False:
            return
        for one in case.facts[contenders].found:
            if len(one.parties) > 1 and one.bidder in still_in(case, one.lot):
                yield found(
                    "In lot {lot} {bidder} goes on in a consortium, and the notice does not admit any.",
                    at="verdicts",
                    do="Hold the bid invalid.",
                    lot=one.lot,
                    bidder=one.bidder,
                )

    return check(
        "Where the notice admits no consortia, nobody goes on in one.",
        "公告不接受联合体的，以联合体参加的供应商不得继续参加。",
    )(bids_alone)


def _pairs(case: Case[Procurement, Command], still_in: StillIn) -> Iterator[tuple[str, str, str, str]]:
    """Lot, two bidders of which one still goes on, and what relates them: both are out, so neither may go on."""
    for one, other in combinations(case.facts[contenders].found, 2):
        if one.lot == other.lot and {one.bidder, other.bidder} & set(still_in(case, one.lot)):
            yield from ((one.lot, one.bidder, other.bidder, why) for why in sorted(relations(one, other)))


def relations(one: Contender, other: Contender) -> set[str]:
    """A consortium counts as one: what its own members are to each other relates nobody."""
    found = set()
    for a, b in ((a, b) for a in one.parties for b in other.parties):
        if a.key == b.key:
            found.add(SAME_PARTY)
        elif a.head and b.head and plain_name(a.head) == plain_name(b.head):
            found.add(SAME_HEAD)
        if a.key in b.holders or b.key in a.holders:
            found.add(HOLDING)
    return found


def _told(lot: str, one: str, other: str, why: str) -> Finding:
    return found(
        "In lot {lot} {one} and {other} are related: {why}.",
        at="verdicts",
        do="Hold both bids invalid.",
        lot=lot,
        one=one,
        other=other,
        why=Slug(why),
    )
