"""Is an envelope handed in sealed and by somebody on file, and do two persons say so of it?"""

import hashlib
from collections.abc import Iterator
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.codec import canonical
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.dockets.envelope.commands import ConfirmEnvelope, ConfirmWithdrawal, ReceiveEnvelope, WithdrawEnvelope
from operis.dockets.envelope.facts import bidder, counter, keepers
from operis.dockets.envelope.state import Paper
from operis.dockets.envelope.terms import SEALED
from operis.dockets.procurement.facts import procurement
from operis.law.book import Row
from operis.rules.bids import instant, is_late

ReceiveCase = Case[Paper, ReceiveEnvelope]
AnyCase = Case[Paper, Command]
MARK = b"operis/envelope/v1"


def is_sealed(case: ReceiveCase) -> bool:
    return case.asked.seal == SEALED


def mark(case: ReceiveCase) -> str:
    """What tells the envelope from every other: nobody hands in two at one moment at one counter."""
    asked = case.asked
    said = [asked.procurement.upper(), asked.supplier, asked.lot, instant(case.happened).isoformat(), [*case.mandate.persons]]
    return hashlib.sha256(MARK + canonical(said)).hexdigest()


def signers(case: Case[Any, Any]) -> tuple[str, ...]:
    """Who acts, and who decided where somebody else enters it."""
    return tuple(dict.fromkeys((*case.mandate.persons, *case.mandate.deciders)))


def same_person(case: Case[Any, Any], before: tuple[str, ...]) -> bool:
    return bool({*signers(case)} & {*before})


@check("A notice stands for which bids can be handed in.", "有可以提交投标（响应）文件的有效公告。")
def notice_open(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    if case.state.handed_in is None and procurement not in case.facts:
        yield found("No notice stands under {number}.", at="procurement", do="Give the number of a notice that is open for bids.",
                    number=case.asked.procurement)  # fmt: skip


@check("When it came, and at whose counter, is on record.", "送达的时间和受理单位已有记录。")
def came_somewhere(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    """An envelope comes at a moment, never on a day alone, and to the purchaser of a plan."""
    _when, _where = instant(case.happened), case.facts[counter]  # each says so itself where it is not there
    yield from ()


@check("The procurement has not ended.", "采购活动没有终止。")
def goes_on_with_it(case: AnyCase, row: Row) -> Iterator[Finding]:
    if case.state.handed_in is not None and procurement not in case.facts:
        yield found("The procurement has ended.", do="Give the envelope back as it is.")


@check("This envelope was not written down before.", "该信封此前未登记。")
def not_written_down_yet(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    if case.state.handed_in is not None:
        yield found("This envelope is written down already.", do="Write another envelope down on a docket of its own.")


@check("Its supplier is on file, and no review has refused the file.", "供应商已建档，且档案未被审核退回。")
def bidder_on_file(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    if bidder not in case.facts:
        yield found("{supplier} is not on file as a supplier.", at="supplier", supplier=case.asked.supplier,
                    do="Have its file entered first; the envelope stays in your hands meanwhile.")  # fmt: skip
    elif case.facts[bidder].refused:
        yield found("The file of {supplier} was not accepted.", at="supplier", supplier=case.asked.supplier,
                    do="Have the supplier correct its file, and have it reviewed.")  # fmt: skip


@check("First bids are taken on paper; final quotes are given here.", "纸质文件仅限首次提交；最后报价在本平台提交。")
def first_round(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    if case.facts[procurement].round > 1 and not is_late(case):
        yield found("Final quotes are asked for, and these are not taken on paper.", do="Have the supplier give its quote on this site.")


@check("There is one package at least.", "件数不少于一件。")
def some_package(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    if case.asked.packages < 1:
        yield found("No package is counted.", at="packages", do="Count what was handed in.")


@check("The envelope is kept.", "信封在保管中。")
def envelope_kept(case: AnyCase, row: Row) -> Iterator[Finding]:
    if case.state.kept is None:
        yield found("No envelope is kept on this docket: it was refused, or taken back.",
                    do="Write down what is handed in on a new docket.")  # fmt: skip


@check("Another person confirms the receipt.", "由另一人复核接收。")
def received_by_another(case: Case[Paper, ConfirmEnvelope], row: Row) -> Iterator[Finding]:
    received = case.state.received
    if received is not None and same_person(case, received.taken_by):
        yield found("You received this envelope; whoever confirms it is another person.",
                    do="Have another officer of the body or of its agency look at it and confirm.")  # fmt: skip


@check("The receipt was not confirmed before.", "接收此前未经复核。")
def not_confirmed_yet(case: Case[Paper, ConfirmEnvelope], row: Row) -> Iterator[Finding]:
    if case.state.confirmed is not None:
        yield found("The receipt is confirmed already.", do="Go on.")


@check("It is confirmed before the closing.", "在提交截止前复核。")
def confirmed_in_time(case: Case[Paper, ConfirmEnvelope], row: Row) -> Iterator[Finding]:
    """What one alone has seen fell out at the closing; who knows a price already could make an envelope that fits."""
    if is_late(case):
        yield found("Bids closed on {closed}, and no second person had confirmed this envelope: it does not count.",
                    do="Give it back as it is; its supplier can query it.", closed=case.facts[procurement].closes)  # fmt: skip


@check("A second person of the body or of its agency can confirm the receipt.", "采购人或者其代理机构有第二人可以复核接收。")
def second_person_there(case: ReceiveCase, row: Row) -> Iterator[Finding]:
    """Whoever is alone takes nothing on paper: it would fall out at the closing. What comes too late is refused by one."""
    if keepers in case.facts and not is_late(case) and not case.facts[keepers].on(case.today) - {*signers(case)}:
        yield found("Nobody but you could confirm that an envelope came in: bids are not taken on paper here.", at="procurement",
                    do="Have a second officer of the body given a mandate first, or ask the supplier to bid on this site.")  # fmt: skip


@check("Both have counted the same.", "两次清点件数一致。")
def counted_the_same(case: Case[Paper, ConfirmEnvelope], row: Row) -> Iterator[Finding]:
    """What the first has counted is not told: the second counts by itself."""
    if case.state.received is not None and case.asked.packages != case.state.received.packages:
        yield found("You count other packages than whoever received them. Nothing was confirmed.", at="packages",
                    do="Count together; where the first was wrong, take it back with the supplier and receive it anew.")  # fmt: skip


@check("Bids have not closed yet.", "提交尚未截止。")
def still_open(case: AnyCase, row: Row) -> Iterator[Finding]:
    if is_late(case):
        yield found("Bids closed on {closed}.", do="A bid that closing has listed stays in force.", closed=case.facts[procurement].closes)


@check("It is taken back in writing.", "以书面形式撤回。")
def in_writing(case: Case[Paper, WithdrawEnvelope], row: Row) -> Iterator[Finding]:
    if case.mandate.role is not Role.SUPPLIER and not case.asked.documents:
        yield found("No letter of the supplier is named by which it takes its bid back.", at="documents",
                    do="Add a scan of the letter, or have the supplier do it here itself.")  # fmt: skip


@check("A letter of withdrawal was recorded.", "已登记书面撤回通知。")
def asked_back(case: Case[Paper, ConfirmWithdrawal], row: Row) -> Iterator[Finding]:
    if case.state.kept is not None and case.state.asked_back is None:
        yield found("No letter is recorded by which the supplier takes it back.", do="Record the letter first.")


@check("Another person confirms the withdrawal.", "由另一人复核撤回。")
def recorded_by_another(case: Case[Paper, ConfirmWithdrawal], row: Row) -> Iterator[Finding]:
    letter = case.state.asked_back
    if letter is not None and same_person(case, letter.recorded_by):
        yield found("You recorded the letter; whoever confirms the withdrawal is another person.",
                    do="Have another officer read the letter and confirm.")  # fmt: skip
