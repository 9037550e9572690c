"""Steps from closing to opening that methods share, and the ending of a procurement."""

from collections import Counter
from collections.abc import Iterator, Mapping

from operis.core.acts import Act, Due
from operis.core.case import Case
from operis.core.decider import Step, makes
from operis.core.mandates import BUYER, CLOCK
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import BidsClosed, BidsOpened, NoticeCorrected, ProceedingsTerminated
from operis.dockets.procurement.commands import CloseBids, MoveClosing, OpenBids, Terminate
from operis.dockets.procurement.evaluation import report_of, round_now
from operis.dockets.procurement.facts import Content, Joined, contenders, contents, received, signature
from operis.dockets.procurement.opened import Listed, LotCount, Opened, Shut, Unconfirmed
from operis.dockets.procurement.outcomes import AwardSetAside, ResultPublished, RoundMoved
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.ordering import resting_on
from operis.rules.bids import (
    bids_closed,
    closing_reached,
    contents_there,
    counts,
    enough_bids,
    least_of,
    lots_with_enough,
    not_closed_before,
    not_opened_before,
    row_of_the_case,
)
from operis.rules.declaring import CountedSmall, counted_small
from operis.rules.endings import (
    above_budget_shown,
    barred_candidates,
    change_documented,
    ending_lots,
    ends_on,
    fell_away_found,
    flaw_found_evaluating,
    flaw_not_evaluated_past,
    illegal_acts_shown,
    known_after_closing,
    method_unfit_shown,
    no_letter_stands,
    nothing_signed,
    ranking_told,
    set_aside_first,
    something_to_end,
    too_few_shown,
    way_on_said,
)
from operis.rules.keys import certain_of_each, keys_lost_shown, shares_given_back
from operis.rules.notices import notice_published
from operis.rules.outages import ROW as OUTAGE
from operis.rules.outages import moved_closing, outage_near_closing, outage_over, outage_words
from operis.rules.paper import paper_read
from operis.rules.reasons import reason_says_something

OpenCase = Case[Procurement, OpenBids]
PAPER, NOBODY, AT_CLOSING = "OURS-PAPER", "OURS-NOBODY", "opening_at_closing_time"


def close_bids(*, under: str, enough: tuple[str, ...] = ()) -> Step[Procurement, CloseBids]:
    """At the closing time the clock lists what is in force, in the order in which it came; a lot with fewer than `enough` stays shut."""
    return Step(
        CloseBids,
        by=CLOCK,
        under=(under,),
        after=(notice_published.under("OURS-OPEN"), not_closed_before.under("OURS-OPEN"), closing_reached.under(under)),
        needs=(received,),
        then=(
            makes(
                BidsClosed,
                listed=_listed,
                withdrawn=lambda case: case.facts[received].withdrawn,
                late=lambda case: case.facts[received].late,
                round=lambda case: round_now(case.state) if case.state.rounds else None,
                paper_by=lambda case: _paper_by(case, under),
                open_by=lambda case: _open_by(case, under, enough),
                unconfirmed=_unconfirmed,
                shut=lambda case: _shut(case, enough),
            ),
        ),
    )


def move_closing() -> Step[Procurement, MoveClosing]:
    """Our own outage shortly before closing moves it, for all alike; the clock says so as a correction of the notice.

    When final quotes close is no matter of the notice, and only those who were asked for them know it.
    """
    return Step(
        MoveClosing,
        by=CLOCK,
        under=(OUTAGE,),
        after=(
            notice_published.under("OURS-OPEN"),
            not_closed_before.under("OURS-OPEN"),
            outage_over.under("OURS-OPEN"),
            outage_near_closing.under(OUTAGE),
        ),
        then=(
            makes(
                RoundMoved,
                when=_later_round,
                round=lambda case: round_now(case.state),
                lots=lambda case: tuple(dict.fromkeys(one.lot for one in case.state.rounds[-1].asked)),
                closes=moved_closing,
                reason=outage_words,
            ),
            makes(
                NoticeCorrected,
                when=lambda case: not _later_round(case),
                ground=lambda case: Slug("amendment"),
                reason=outage_words,
                changes=lambda case: (),
                may_affect_bids=lambda case: False,
                bids_close=moved_closing,
                closes=moved_closing,
                documents_offered_until=lambda case: None,
                outside=lambda case: None,
            ),
        ),
    )


def open_bids(*, under: str, enough: tuple[str, ...], keys: str | None = None, secret: tuple[str, ...] = ()) -> Step[Procurement, OpenBids]:
    """Lots with enough bids are opened; `enough` are the rows that say how many, the exception first.

    `keys` is the row of key holders, where the method has any; `secret` are those by which nobody is told who offered what while
    suppliers are talked with.
    """
    minimum = (enough_bids.under(*enough),) if enough else ()
    return Step(
        OpenBids,
        by=CLOCK,
        under=(under,),
        after=(
            bids_closed.under(under),
            not_opened_before.under("OURS-OPEN"),
            contents_there.under("OURS-OPEN"),
            *minimum,
            paper_read(*enough).under(PAPER),
            *((shares_given_back.under(keys), certain_of_each(*enough).under(keys)) if keys else ()),
        ),
        needs=(received, contents),
        then=(
            makes(
                BidsOpened,
                lots=lambda case: _lots(case, enough),
                opened=lambda case: tuple(_opened(case, enough)),
                withdrawn=lambda case: case.facts[received].withdrawn,
                late=lambda case: case.facts[received].late,
                secret_under=lambda case: _secret_under(case, secret),
            ),
        ),
    )


def terminate(
    *, under: tuple[str, ...], rows: Mapping[str, str], bound: str, signed: str, few: tuple[str, ...] = (), dear: str | None = None,
    flawed: str | None = None, unfit: str | None = None, fell: str | None = None, again: str | None = None,
    keys: str | None = None, way_on: str | None = None, illegal: str | None = None,
) -> Step[Procurement, Terminate]:  # fmt: skip
    """An ending on one of the grounds that `rows` list, each under its term; without rows any ground will do.

    `bound` and `signed` are the rows by which the award letter and the contract bind; the others those whose ground the record can refute.
    `illegal` is ours, where no law asks that illegal acts be found: then the finding has to come first all the same.
    """
    return Step(
        Terminate,
        by=BUYER,
        under=under,
        after=(
            something_to_end.under("OURS-OPEN"),
            known_after_closing.under("OURS-OPEN"),
            *((keys_lost_shown.under(keys),) if keys else ()),
            reason_says_something.under("OURS-REASON"),
            fell_away_found.under("OURS-FINDING"),
            *((illegal_acts_shown.under(illegal),) if illegal else ()),
            resting_on(_came_before),
        ),
        provided=(
            *((ends_on(rows).under(*under),) if rows else ()),  # the grounds of all `rows` together, cited under the step's own
            no_letter_stands.under(bound),
            nothing_signed.under(signed),
            *((too_few_shown.under(*few),) if few else ()),
            *((above_budget_shown.under(dear),) if dear else ()),
            *((illegal_acts_shown.under(dear),) if dear and not illegal else ()),
            *((flaw_found_evaluating.under(flawed), flaw_not_evaluated_past.under(flawed)) if flawed else ()),
            *((method_unfit_shown.under(unfit),) if unfit else ()),
            *((change_documented.under(fell),) if fell else ()),
            *((set_aside_first.under(again),) if again else ()),
        ),
        needs=(signature, need_part, contenders, body),
        noted=(ranking_told.under("OURS-RANKED"), *((way_on_said.under(way_on),) if way_on else ())),
        then=(makes(ProceedingsTerminated, passed_over=barred_candidates),),
    )


def _came_before(case: Case[Procurement, Terminate]) -> Iterator[Act | None]:
    """What was done with the lots that end: an end before it would say that it never was."""
    state, lots = case.state, ending_lots(case)
    yield from (state.plan, state.notice, state.closing, state.opening)
    yield from (report_of(state, lot) for lot in lots)
    yield from (one for one in state.awards if isinstance(one, AwardSetAside) and one.lot in lots)


def _later_round(case: Case[Procurement, MoveClosing]) -> bool:
    return bool(case.state.rounds)


def _listed(case: Case[Procurement, CloseBids]) -> tuple[Listed, ...]:
    bids = sorted(case.facts[received].bids, key=lambda bid: (bid.received, bid.bid, bid.lot))
    return tuple(
        Listed(
            bid=one.bid,
            supplier=one.supplier,
            lot=one.lot,
            no=one.no,
            received=one.received,
            sealed_sha256=one.sealed_sha256,
            paper=one.paper,
        )
        for one in bids
        if one.lot not in case.state.ended_lots and one.round == round_now(case.state)
    )


def _shut(case: Case[Procurement, CloseBids], enough: tuple[str, ...]) -> tuple[Shut, ...]:
    row = case.law.first(enough, method=case.method)
    if row is None:
        return ()
    row = row_of_the_case(case, row)
    bidders = Counter(lot for lot, _supplier in {(one.lot, one.supplier) for one in _listed(case)})
    still = (lot for lot in case.state.lots if lot not in case.state.ended_lots)
    return tuple(Shut(lot=lot, under=row.id) for lot in still if bidders[lot] < row.count("suppliers_min_count"))


def _unconfirmed(case: Case[Procurement, CloseBids]) -> tuple[Unconfirmed, ...]:
    return tuple(
        Unconfirmed(bid=one.bid, supplier=one.supplier, lot=one.lot, received=one.received, under=PAPER)
        for one in sorted(case.facts[received].unconfirmed, key=lambda one: (one.received, one.bid))
        if one.lot not in case.state.ended_lots and one.round == round_now(case.state)
    )


def _paper_by(case: Case[Procurement, CloseBids], under: str) -> Due | None:
    """Bids are opened at the closing itself: whatever came on paper is entered on that day."""
    return Due(day=case.today, row=under) if any(one.paper for one in _listed(case)) else None


def _open_by(case: Case[Procurement, CloseBids], under: str, enough: tuple[str, ...]) -> Due | None:
    """On the day of the closing, where the row has them opened at the same time and something is to be opened."""
    row = case.law.get(under, method=case.method)
    at_closing = row is not None and row.has(AT_CLOSING) and row.yes(AT_CLOSING)
    shut = {one.lot for one in _shut(case, enough)}
    return Due(day=case.today, row=under) if at_closing and any(one.lot not in shut for one in _listed(case)) else None


def _secret_under(case: OpenCase, secret: tuple[str, ...]) -> str | None:
    row = case.law.first(secret, method=case.method)
    return row.id if row is not None and row.slug("offers_secret_until") == ResultPublished.kind else None


def _lots(case: OpenCase, enough: tuple[str, ...]) -> tuple[LotCount, ...]:
    goes_on = lots_with_enough(case, least_of(case, enough))
    return tuple(LotCount(lot=lot, bids=bids, opened=lot in goes_on) for lot, bids in counts(case.state).items())


def _opened(case: OpenCase, enough: tuple[str, ...]) -> Iterator[Opened]:
    """What is read out of each listed bid of a lot that goes on; bytes that are gone are our fault, and said."""
    goes_on = lots_with_enough(case, least_of(case, enough))
    found = {(one.bid, one.lot, one.sealed_sha256): one for one in case.facts[contents].found}
    joined = {(one.bid, one.lot, one.sealed_sha256): one for one in case.facts[contents].joined}
    holders, before = case.state.called_holders, _counted_before(case.state)
    for one in case.state.closing.listed if case.state.closing else ():
        if one.lot in goes_on:
            key = one.bid, one.lot, one.sealed_sha256
            content = found.get(key)
            small = before.get((one.supplier, one.lot)) or (counted_small(case.law, content) if content is not None else None)
            yield _read_out(one, content, small, joined.get(key), holders, _readers(case.state, one.bid))


def _counted_before(state: Procurement) -> dict[tuple[str, str], CountedSmall]:
    """As the bids counted that came before final quotes: nobody declares again in these what it is, nor shows it."""
    return {
        (one.supplier, one.lot): CountedSmall(one.small, one.uncounted)
        for opening in state.openings[:1] for one in opening.opened if one.small is not None
    }  # fmt: skip


def _readers(state: Procurement, bid: str) -> tuple[str, ...]:
    """Who entered a bid on paper, and who read it a second time."""
    entered, checked = state.envelopes.get(bid), state.envelopes_checked.get(bid)
    return (*entered.entered_by, *checked.checked_by) if entered is not None and checked is not None else ()


def _read_out(
    listed: Listed, content: Content | None, small: CountedSmall | None, joined: Joined | None, holders: tuple[str, ...],
    readers: tuple[str, ...],
) -> Opened:  # fmt: skip
    """A bid without content was not opened, for the reason found when its shares were joined; else its bytes are missing."""
    result = "opened" if content is not None else joined.result if joined is not None and joined.result != "opened" else "bytes-missing"
    return Opened(
        bid=listed.bid, supplier=listed.supplier, lot=listed.lot, result=Slug(result),
        price=content.price if content is not None else None, small=small.counts if content is not None and small is not None else None,
        failed=tuple(holders[place - 1] for place in joined.failed) if joined is not None else (), paper_by=readers,
        members=content.members if content is not None else (), uncounted=small.why if content is not None and small is not None else (),
    )  # fmt: skip
