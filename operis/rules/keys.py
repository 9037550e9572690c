"""Are the key holders such as may hold the keys, do the keys open what is sealed to them, and is only given back what may be opened?"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import CallKeyHolders, NameKeyHolder, OpenBids, PublishNotice, ReleaseShares, Terminate
from operis.dockets.procurement.facts import contents
from operis.dockets.procurement.findings import keys_lost
from operis.dockets.procurement.holding import Released
from operis.dockets.procurement.key_facts import key_officers, rehearsal
from operis.dockets.procurement.opened import TO_BE_OPENED
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.bids import least_of, lots_with_enough
from operis.rules.endings import KEYS_LOST

CallCase = Case[Procurement, CallKeyHolders]
KeyCase = Case[Procurement, NameKeyHolder]
ReleaseCase = Case[Procurement, ReleaseShares]
SHARE = re.compile(r"[0-9a-f]{64}")
REHEARSED = b"operis/rehearsal/v1"


def opened_as(content: bytes) -> str:
    """The commitment to what is in the bid of a rehearsal."""
    return hashlib.sha256(REHEARSED + content).hexdigest()


@check("Key holders are three bodies, or none any more.", "密钥保管单位为三个，或者不再设密钥保管单位。")
def as_many_called(case: CallCase, row: Row) -> Iterator[Finding]:
    holders, wanted = case.asked.holders, row.count("key_holders_count")
    if not holders and case.state.called_holders:
        return
    if len(holders) != wanted or len(set(holders)) != wanted:
        yield found("Called are {called} different bodies; it takes {wanted}.", at="holders", do="Choose {wanted} bodies, each once.",
                    called=len(set(holders)), wanted=wanted)  # fmt: skip


@check("Whose key falls is told before.", "更换密钥保管单位的，提示失效的公钥。")
def keys_that_fall(case: CallCase, row: Row) -> Iterator[Finding]:
    for one in case.state.key_holders:
        if one.holder not in case.asked.holders:
            yield found("The key that {holder} has given falls: it is not called any more.", at="holders", holder=one.holder,
                        do="Call it again, where it is to keep its key.")  # fmt: skip


def in_places(case: CallCase) -> tuple[str, ...]:
    """Whoever is called again keeps its place, in whichever order it is named: its key was given for that place."""
    before, asked = case.state.called_holders, case.asked.holders
    new = iter([one for one in asked if one not in before])
    places = [one if one in asked else next(new, "") for one in before] if asked else []
    return tuple(filter(None, (*places, *new)))


@check("The purchaser and its agency are not so many of the key holders that they could open a bid by themselves.",
       "采购人及其代理机构所占密钥保管单位不足以自行开启投标（响应）文件。")  # fmt: skip
def not_the_purchasers_own(case: CallCase, row: Row) -> Iterator[Finding]:
    agency = case.state.plan.agency if case.state.plan else None
    own, most = {case.state.body, agency} & {*case.asked.holders}, row.count("key_holders_of_purchaser_max_count")
    if len(own) > most:
        yield found("Of the key holders {own} are the purchasing body and its agency; at most {most} may be.", at="holders",
                    do="Choose another body.", own=len(own), most=most)  # fmt: skip


@check("Each body called has an officer who holds keys.", "各密钥保管单位均有从事密钥保管的人员。")
def officers_there(case: CallCase, row: Row) -> Iterator[Finding]:
    there = case.facts[key_officers].bodies(case.today) if case.asked.holders else frozenset()
    for place, holder in enumerate(case.asked.holders):
        if holder not in there:
            yield found("Nobody at {holder} has the office of a key holder.", at=f"holders/{place}",
                        do="Choose a body that has one, or have the operator give the office.", holder=holder)  # fmt: skip


@check("The key holders are called before the notice.", "采购公告发布前确定密钥保管单位。")
def not_frozen_yet(case: Case[Procurement, Any], row: Row) -> Iterator[Finding]:
    if case.state.notice is not None:
        yield found("The notice is published; key holders and keys stay as they were then.", do="Leave them as they are.")


@check("The key is one by itself.", "公钥格式正确且未与他人重复。")
def key_of_its_own(case: KeyCase, row: Row) -> Iterator[Finding]:
    others = {one.key for one in case.state.key_holders if one.place != place_of(case)}
    if not SHARE.fullmatch(case.asked.key):
        yield found("This is no public key.", at="key", do="Take the public key from the file: 64 figures and letters from a to f.")
    elif case.asked.key in others:
        yield found("Another key holder has given this key.", at="key", do="Make a key of your own.")


@check("The bid of the rehearsal was opened with the key.", "已用该密钥开启演练文件。")
def rehearsal_opened(case: KeyCase, row: Row) -> Iterator[Finding]:
    """Who can say what was in it has the secret key, and can use it."""
    shown, expected = case.asked.rehearsed, case.facts[rehearsal].commitment
    if not SHARE.fullmatch(shown) or opened_as(bytes.fromhex(shown)) != expected:
        yield found("This was not in the bid of the rehearsal.", at="rehearsed",
                    do="Open the bid that was sealed to this very key, and give what it shows.")  # fmt: skip


@check("Each key holder that was called has given its key.", "已确定的各密钥保管单位均已登记公钥。")
def keys_given(case: Case[Procurement, PublishNotice], row: Row) -> Iterator[Finding]:
    """Nobody could open what is sealed to a key that was never tried."""
    there = {one.holder for one in case.state.key_holders}
    for holder in case.state.called_holders:
        if holder not in there:
            yield found("{holder} was called as a key holder and has given no key yet.",
                        do="Have it give its key, or call key holders anew.", holder=holder)  # fmt: skip


@check("Bids are sealed to key holders.", "投标（响应）文件已向密钥保管人加密。")
def sealed_to_holders(case: ReleaseCase, row: Row) -> Iterator[Finding]:
    if case.state.keys_digest is None:
        yield found("No bid of this procurement is sealed to key holders.", do="Hand in nothing here.")


@check("Shares are handed in by the holder for whose key they were made.", "交出的密钥份额与本单位登记的公钥相符。")
def made_for_its_key(case: ReleaseCase, row: Row) -> Iterator[Finding]:
    """What another holder opened tells nothing of whether this one can open its own."""
    holders, made = {one.key: one.holder for one in case.state.key_holders}, case.asked.key
    if made is None or holders.get(made) == case.mandate.acts_for:
        return
    do = "Open what is to be opened with your own key, and hand in the file that comes of it."
    if made in holders:
        yield found("These shares were made for the key of {holder}.", at="key", do=do, holder=holders[made])
    else:
        yield found("These shares were made for a key that none of the key holders has given.", at="key", do=do)


def shares_of_listed(*enough: str) -> Any:
    """A check that shares come for what is opened alone; `enough` are the rows that say how many bids a lot needs."""

    @check("Shares are handed in for the bids that are to be opened, for each of them and for no others.",
           "就应当开启的每份投标（响应）文件交出密钥份额，其他的不交。")  # fmt: skip
    def shares_of_those_listed(case: ReleaseCase, row: Row) -> Iterator[Finding]:
        wanted, said = to_unseal(case, enough), [(one.bid, one.lot) for one in case.asked.shares]
        for place, one in enumerate(case.asked.shares):
            if (one.bid, one.lot) not in wanted or said.index((one.bid, one.lot)) != place:
                yield found("Bid {bid} in lot {lot} is not to be opened, or stands here twice.", at=f"shares/{place}",
                            do="Hand in the shares of the bids listed, each once.", bid=one.bid, lot=one.lot)  # fmt: skip
            elif one.share is not None and not SHARE.fullmatch(one.share):
                yield found("This is no share of a key.", at=f"shares/{place}/share", do="Take it from the file of shares.")
        for bid, lot in wanted:
            if (bid, lot) not in said:
                yield found("For bid {bid} in lot {lot} nothing is given.", at="shares",
                            do="Give its share, or that its envelope could not be opened.", bid=bid, lot=lot)  # fmt: skip

    return shares_of_those_listed


def to_open(case: Case[Procurement, Any], enough: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Docket and lot of the listed bids of each lot that has enough."""
    lots = lots_with_enough(case, least_of(case, enough))
    listed = case.state.closing.listed if case.state.closing else ()
    return tuple((one.bid, one.lot) for one in listed if one.lot in lots)


def to_unseal(case: Case[Procurement, Any], enough: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Those of them that are sealed to keys: an envelope needs none."""
    paper = {one.bid for one in case.state.closing.listed if one.paper} if case.state.closing else set()
    return tuple(one for one in to_open(case, enough) if one[0] not in paper)


@check("As many key holders as it takes have handed in their shares.", "已有规定数量的密钥保管人交出密钥份额。")
def shares_given_back(case: Case[Procurement, OpenBids], row: Row) -> Iterator[Finding]:
    given, least = len(case.state.releases), row.count("releases_min_count")
    if case.state.keys_digest is not None and case.state.sealed_listed and given < least:
        yield found("Key holders that have handed in their shares: {given}; it takes {least}.",
                    do="Wait until another one has.", given=given, least=least)  # fmt: skip


def certain_of_each(*enough: str) -> Any:
    """A check that what was given back tells what becomes of each bid that is opened; `enough` as above."""

    @check("What was handed in tells what becomes of each bid.", "已交出的份额足以确定每份投标（响应）文件的开启结果。")
    def certain_of_each_bid(case: Case[Procurement, OpenBids], row: Row) -> Iterator[Finding]:
        """Two shares that do not fit leave open whose is wrong: then the third is asked."""
        if case.state.keys_digest is None or len(case.state.releases) < row.count("releases_min_count"):
            return
        certain = {(one.bid, one.lot) for one in case.facts[contents].joined}
        shut = {one.lot for one in case.state.envelopes_waiting}  # nothing there is tried before its envelopes are read
        waiting = [one for one in to_unseal(case, enough) if one not in certain and one[1] not in shut]
        if not waiting and any(one.result == TO_BE_OPENED for one in case.facts[contents].joined):
            yield found("The bids are being opened.", do="Try again in a moment.")
        if waiting:
            yield found("Bids that do not open with what was handed in: {waiting}.", do="Have another key holder hand in its shares.",
                        waiting=len(waiting))  # fmt: skip

    return certain_of_each_bid


@check("Too few key holders still have their keys.", "仍持有密钥的保管单位不足以开启投标（响应）文件。")
def keys_lost_shown(case: Case[Procurement, Terminate], row: Row) -> Iterator[Finding]:
    """Bids have closed, too few have given back a share, and so many say of their own keys that they are lost, or could open nothing."""
    if case.asked.ground != KEYS_LOST:
        return
    state, least = case.state, row.count("releases_min_count")
    able = sum(any(one.given for one in given.released) for given in state.releases)
    if state.keys_digest is None or state.closing is None or state.opening is not None or able >= least:
        yield found("No bid waits here for keys that are lost; key holders that have handed in shares: {able}.", at="ground",
                    do="Name the ground on which it ends.", able=able)  # fmt: skip
        return
    lost = {*keys_lost(state.findings)}
    unable = {given.holder for given in state.releases if not any(one.given for one in given.released)}
    left = [one for one in state.called_holders if one not in lost | unable]
    for one in left if len(left) >= least else ():
        yield found("{holder} has not said that its key is lost.", at="ground", holder=one,
                    do="Have whoever has lost its key enter that, with its letter; the others hand in their shares.")  # fmt: skip


def place_of(case: Case[Procurement, Any]) -> int:
    """The place of the body that acts, among those called."""
    return case.state.called_holders.index(on_record(case.mandate.acts_for, "key-holders-called")) + 1


def released(case: ReleaseCase) -> tuple[Released, ...]:
    return tuple(Released(bid=one.bid, lot=one.lot, given=one.share is not None) for one in case.asked.shares)
