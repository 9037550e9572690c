"""Is a bid sealed the way its notice asks, and are the bytes that were brought for it those that it names?"""

import re
from base64 import b64decode
from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.bid.commands import SealBid, SendSealedBid
from operis.dockets.bid.facts import SealedBytes, sealed_bytes
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.facts import procurement
from operis.law.book import Row
from operis.rules.bids import instant, is_late

SentCase = Case[Bid, SendSealedBid]
DIGEST = re.compile(r"[0-9a-f]{64}")
PLACES = ("1", "2", "3")
ENVELOPE_BYTES = 80
"""A public key, a share and the mark that it was not changed."""


@check("No key holders were called: the bid may be read here until it is opened.", "未设密钥保管人，投标（响应）文件由本平台封存。")
def kept_by_rule(case: Case[Bid, SealBid], row: Row) -> Iterator[Finding]:
    if case.facts[procurement].keys is not None:
        yield found(
            "Bids of this notice are sealed to key holders, and this one could be read here.",
            do="Seal it on the page for that, or with operis seal. Nothing of this one was kept.",
        )


@check("Key holders were called.", "已设密钥保管人。")
def key_holders_called(case: SentCase, row: Row) -> Iterator[Finding]:
    if case.facts[procurement].keys is None:
        yield found("No key holders were called for this notice, and nobody could open this bid.", do="Write the bid on the form here.")


@check("The bid is sealed to the keys of the notice.", "投标（响应）文件以公告确定的公钥加密。")
def sealed_to_its_keys(case: SentCase, row: Row) -> Iterator[Finding]:
    wanted = case.facts[procurement].keys
    if wanted is not None and case.asked.keys != wanted and not is_late(case):
        yield found(
            "The bid is sealed to other keys than those of this notice.", at="keys",
            do="Take the form of this notice again, and seal the bid anew.",
        )  # fmt: skip


@check("The bid bears the next number of its lot.", "投标（响应）文件序号与本采购包的下一序号一致。")
def next_number(case: SentCase, row: Row) -> Iterator[Finding]:
    if case.asked.no != case.state.last.get(case.asked.lot, -1) + 1 and not is_late(case):
        yield found(
            "This bid has not the next number for lot {lot}: another one has come since, or its form is an older one.", at="no",
            do="Take the form again, and seal the bid anew: each bid has a number of its own.", lot=case.asked.lot,
        )  # fmt: skip


@check("What opens the bid is written as it has to be.", "开启所需信息格式正确。")
def well_written(case: SentCase, row: Row) -> Iterator[Finding]:
    asked = case.asked
    do = "Take the descriptor as the page for sealing or operis seal wrote it."
    for name in ("header_sha256", "sealed_sha256", "commitment"):
        if not DIGEST.fullmatch(getattr(asked, name)):
            yield found("This is no fingerprint: it has 64 figures and letters from a to f.", at=name, do=do)
    if tuple(one.holder for one in asked.envelopes) != PLACES:
        yield found("There is one envelope for each of the three key holders, in their order.", at="envelopes", do=do)
    for place, one in enumerate(asked.envelopes):
        if not _is_envelope(one.sealed):
            yield found("This is no envelope for a share of a key.", at=f"envelopes/{place}/sealed", do=do)


def _is_envelope(sealed: str) -> bool:
    try:
        return len(b64decode(sealed, validate=True)) == ENVELOPE_BYTES
    except ValueError:
        return False


@check("The sealed bid is here whole.", "加密后的投标（响应）文件已完整收到。")
def bytes_whole(case: SentCase, row: Row) -> Iterator[Finding]:
    """All of them came before what is sent now, and so in time where this is."""
    if is_late(case):
        return
    if sealed_bytes not in case.facts or came_after(case):
        yield found(
            "The sealed bid is not here whole under this fingerprint.", at="sealed_sha256",
            do="Send its bytes again: it goes on where it was cut. Then send this.",
        )  # fmt: skip
    elif case.facts[sealed_bytes].size != case.asked.size:
        yield found(
            "{size} bytes are said, and {there} are here.", at="size", do="Take bytes and descriptor of the same bid.",
            size=case.asked.size, there=case.facts[sealed_bytes].size,
        )  # fmt: skip


def came_after(case: SentCase) -> bool:
    came = case.facts[sealed_bytes].came
    return came is not None and came > instant(case.happened)


@check("What stands in clear on the sealed bid names this bid.", "加密文件标头所载与本次投标（响应）一致。")
def header_agrees(case: SentCase, row: Row) -> Iterator[Finding]:
    """Bytes of another bid, lot, number or supplier open under nobody's name."""
    if is_late(case) or sealed_bytes not in case.facts:
        return
    there = case.facts[sealed_bytes]
    if there.header_sha256 != case.asked.header_sha256:
        yield found("The bytes begin with another header than the one that is named, or with none.", at="header_sha256",
                    do="Take bytes and descriptor of the same bid.")  # fmt: skip
    else:
        yield from _names(case, there)


def _names(case: SentCase, there: SealedBytes) -> Iterator[Finding]:
    do = "Seal the bid anew with the form of this very bid."
    if there.docket != case.docket:
        yield found("It was sealed for another bid: {docket}.", at="header_sha256", do=do, docket=there.docket)
    if there.supplier != case.mandate.acts_for:
        yield found("It was sealed for another supplier than the one you act for.", at="header_sha256", do=do)
    if there.lot != case.asked.lot:
        yield found("It was sealed for lot {sealed_for}, not for lot {lot}.", at="lot", do=do, sealed_for=there.lot, lot=case.asked.lot)
    if there.no != case.asked.no:
        yield found("It was sealed with another number than the one that is named.", at="no", do=do)
    if there.keys != case.asked.keys:
        yield found("It was sealed to other keys than those that are named.", at="keys", do=do)
    if not there.fits:
        yield found("It has more or fewer bytes than its header says.", at="size", do=do)
