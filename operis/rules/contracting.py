"""Does the contract keep to the award, the documents and the law: winner, price, what was offered, clauses, term, payment, security?"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import Check, Rule, check
from operis.core.fields import Withheld, walk
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.changing import AskedChange
from operis.dockets.contract.commands import DrawUpChange, DrawUpContract, ReviewContract, SignChange
from operis.dockets.contract.facts import award, funds
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import AskedTerms, Clause, ContractTerms, FromRecord, OfLot
from operis.dockets.procurement.terms import Requirement
from operis.law.book import Period, Row
from operis.rules.contracts import MONTHS_IN_YEAR

ContractCase = Case[Contract, Command]
ContractRule = Rule[Contract, Command]
DrawUpCase = Case[Contract, DrawUpContract]
WritingCase = Case[Contract, DrawUpContract | ReviewContract]
ASKED = tuple(walk(AskedTerms))
HUNDRED = 100
SERVICE = "SERVICE"
CLAUSES: Mapping[str, str] = {
    "names-and-addresses": "parties",
    "subject": "content",
    "time-place-and-way": "performance",
}
"""In which group a content that a law names is written, where the words differ."""


FROM_RECORD = frozenset({"price", "duration"})
"""Groups that the text states by itself, from the award and the plan; a clause of one only adds how the price or the term is divided."""


def of_lot(case: ContractCase) -> OfLot:
    """Of which lot: asked for now, or drawn up."""
    return asked_now(case) or on_record(case.state.drawn_up, "contract-drawn-up")


def asked_now(case: ContractCase) -> AskedTerms | None:
    """What is written of the contract now: to draw it up, or to review what will be drawn up."""
    if isinstance(case.asked, ReviewContract):
        return case.asked.contract
    return case.asked if isinstance(case.asked, DrawUpContract) else None


def changed_now(case: ContractCase) -> tuple[Clause, ...] | None:
    """The new words of a change that is drawn up or signed; None where it is the text itself that is written."""
    if isinstance(case.asked, DrawUpChange):
        return tuple(Clause(group=group_of(case.state, one), text=one.text) for one in case.asked.changes)
    if isinstance(case.asked, SignChange) and case.state.change is not None:
        return tuple(Clause(group=one.group, text=one.text) for one in case.state.change.changes)
    return None


def group_of(state: Contract, one: AskedChange) -> Slug:
    """Of which group a changed clause is: of one that is there its own, of one that is added as it is asked."""
    there = state.clauses
    return there[one.clause - 1].group if one.clause is not None and 1 <= one.clause <= len(there) else one.group or Slug("own")


def terms(case: ContractCase) -> ContractTerms:
    """The text that is drawn up now, or was."""
    asked = asked_now(case)
    return text_of(case, asked) if asked is not None else on_record(case.state.drawn_up, "contract-drawn-up")


def text_of(case: ContractCase, asked: AskedTerms) -> ContractTerms:
    """What award, documents and bid say, and what they leave open as it is asked for."""
    known = case.facts[award]
    days = known.payment_days if asked.payment_days is None else asked.payment_days
    said = FromRecord(
        supplier=known.supplier, form=Slug(known.form), price=known.price, ends=last_day(case, known.term_months),
        agreed=tuple(Requirement(about=Slug(about), text=text) for about, texts in known.agreed.items() for text in texts),
        marked_reserved=known.reserved,
    )  # fmt: skip
    text = {**vars(said), **{name: getattr(asked, name) for name in ASKED}, "procurement": known.procurement, "payment_days": days}
    return ContractTerms(**text)


@check("The award has been published.", "中标（成交）结果已经公告。")
def award_published(case: ContractCase, row: Row) -> Iterator[Finding]:
    if award not in case.facts:
        yield found(
            "No published award stands for lot {lot} of {number}.",
            at="procurement",
            do="Publish the result first.",
            lot=of_lot(case).lot,
            number=of_lot(case).procurement,
        )


@check("There is no contract for it yet.", "尚无合同。")
def not_drawn_up_yet(case: WritingCase, row: Row) -> Iterator[Finding]:
    there = case.facts[award].contract if award in case.facts else None
    if there is not None:
        yield found("Lot {lot} has its contract: {docket}.", at="lot", do="Go on there.", lot=of_lot(case).lot, docket=there)


@check("The docket holds the contract of this lot.", "本事项登记的是该采购包的合同。")
def same_lot(case: WritingCase, row: Row) -> Iterator[Finding]:
    first, asked = case.state.first, of_lot(case)
    if first is not None and (first.procurement.upper(), first.lot) != (asked.procurement.upper(), asked.lot):
        yield found(
            "This docket holds the contract of lot {lot} of {number}.", at="procurement", do="Open another docket for another lot.",
            lot=first.lot, number=first.procurement,
        )  # fmt: skip


@check("The contract is not signed by both sides yet.", "合同尚未经双方签署。")
def text_unsigned(case: WritingCase, row: Row) -> Iterator[Finding]:
    """What both sides have signed is changed by neither of them alone."""
    if case.state.signed is not None:
        yield found("Both sides have signed the contract.", do="Keep to it: one side alone changes nothing in it.")


@check("Signing was not refused.", "没有登记拒签。")
def signing_not_refused(case: WritingCase, row: Row) -> Iterator[Finding]:
    if case.state.refused is not None:
        yield found("Signing was refused.", do="Have the award set aside.")


@check("The award is that of the same purchasing body.", "中标（成交）结果属于同一购买主体。")
def body_of_award(case: WritingCase, row: Row) -> Iterator[Finding]:
    if award in case.facts and case.facts[award].body != case.mandate.acts_for:
        yield found("This award is not yours.", at="procurement", do="Name a procurement of your own.")


@check("The contract is with the winner.", "合同乙方为中标（成交）供应商。")
def same_winner(case: ContractCase, row: Row) -> Iterator[Finding]:
    wins = case.facts[award].supplier
    if terms(case).supplier != wins:
        yield found(
            "The contract is with {supplier}; the award of lot {lot} is {wins}'s.",
            at="supplier",
            do="Draw it up with the winner.",
            supplier=terms(case).supplier,
            lot=terms(case).lot,
            wins=wins,
        )


@check("The contract has the price of the award.", "合同金额与中标（成交）金额一致。")
def same_price(case: ContractCase, row: Row) -> Iterator[Finding]:
    price = case.facts[award].price
    if terms(case).price != price:
        yield found(
            "The contract says {given}; the award is at {price}.", at="price", do="Write the price of the award.", given=terms(case).price,
            price=price,
        )  # fmt: skip


@check("The contract says what was offered and asked.", "合同内容与采购文件和投标（响应）文件一致。")
def same_as_offered(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Each thing that the bid offered, or that the documents ask where it is silent, stands in the contract as it was said."""
    said: dict[str, list[Wording]] = {}
    for one in terms(case).agreed:
        said.setdefault(str(one.about), []).append(one.text)
    for about, text in ((about, text) for about, texts in case.facts[award].agreed.items() for text in texts):
        if about not in said:
            yield found("The contract does not say what was agreed on: {about}.", at="agreed", do="Take it over.", about=Slug(about))
        elif text not in said[about]:
            yield found(
                "On {about} the contract says “{given}”; what was agreed is “{text}”.",
                at="agreed",
                do="Take over what was agreed.",
                about=Slug(about),
                given=said[about][0],
                text=text,
            )


def groups_of(term: str) -> Check[Contract, DrawUpContract]:
    """A check that each content which the row lists under `term` has its clauses."""

    def groups_written(case: DrawUpCase, row: Row) -> Iterator[Finding]:
        kept_back = () if isinstance(case.asked.kept_back, Withheld) else case.asked.kept_back
        written = {str(one.group) for one in (*case.asked.clauses, *kept_back)} | FROM_RECORD
        for content in row.slugs(term):
            if CLAUSES.get(content, content) not in written:
                yield found("The contract has no clauses on: {group}.", at="clauses", do="Write them.", group=Slug(content))

    return check("All groups of contract clauses are written.", "合同各组条款均已写明。")(groups_written)


@check("Price, quantity and term stand among the open clauses.", "价格、数量和期限写在公开的条款中。")
def shown_not_kept_back(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """What the law has shown of every contract stands among the open clauses."""
    kept_back = () if isinstance(case.asked.kept_back, Withheld) else case.asked.kept_back
    for no, one in enumerate(kept_back):
        if one.group in shown_groups(row):
            yield found("Clauses on {group} are published with every contract.", at=f"kept_back/{no}/group",
                        do="Write them among the open clauses.", group=one.group)  # fmt: skip


SHOWN: Mapping[str, str] = {"contract-amount": "price", "content": "quantity", "contract-term": "duration"}
"""What the network shows of every contract, and the group of clauses that says it: price, how much is bought, term."""


def shown_groups(row: Row) -> frozenset[str]:
    return frozenset(SHOWN[content] for content in row.slugs("contents") if content in SHOWN)


def last_day(case: ContractCase, months: int) -> date:
    """The last day of a term of so many months: the day before the one on which it started."""
    return case.calendar.after(of_lot(case).starts, Period("min", months, "month")) - timedelta(days=1)


@check("The contract starts on the day of the award letter or later.", "合同履行期限起始日不早于中标（成交）通知书发出之日。")
def starts_with_letter(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Nothing is performed before there is a winner: on the day of the award letter at the earliest."""
    starts, letter = of_lot(case).starts, case.facts[award].published
    if starts < letter:
        yield found(
            "The contract starts on {starts}; the award letter is of {letter}.", at="starts", do="Start it on that day or later.",
            starts=starts, letter=letter,
        )  # fmt: skip


@check("The contract runs no longer than the documents say.", "合同期限不超过采购文件的规定。")
def term_as_planned(case: ContractCase, row: Row) -> Iterator[Finding]:
    ends, last = terms(case).ends, last_day(case, case.facts[award].term_months)
    if ends != last:
        yield found("The contract runs until {ends}; by the documents it ends on {last}.", do="Have it drawn up again.",
                    ends=ends, last=last)  # fmt: skip


def paid_as_documents(*paid: str) -> Check[Contract, Command]:
    """A check that payment is due when the documents say; sooner where they go beyond what the rows `paid` let a small provider wait."""

    def days_as_documents(case: ContractCase, row: Row) -> Iterator[Finding]:
        known, days, law = case.facts[award], terms(case).payment_days, case.law.first(paid, method=case.method)
        if known.payment_days is None or days == known.payment_days:
            return
        most = law.count("payment_agreed_days_max") if law is not None and known.small else known.payment_days
        if not (most < known.payment_days and days is not None and days <= most):
            yield found(
                "The contract is paid within {days} days; the documents say {documents}.", at="payment_days",
                do="Keep to the days of the documents.", days=days or Slug("-"), documents=known.payment_days,
            )  # fmt: skip

    return check("The contract is paid within the days of the documents.", "合同付款期限与采购文件一致。")(days_as_documents)


@check("The contract runs no longer than the law allows.", "合同期限不超过法定期限。")
def term_lawful(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """Normally a year; longer only where the plan showed that each condition of the row is met."""
    met = not set(row.slugs("extended_term_all_of")) - set(case.facts[award].term_grounds)
    years = row.count("extended_term_years_max") if met else row.count("term_years_max")
    if (ends := terms(case).ends) > (last := last_day(case, MONTHS_IN_YEAR * years)):
        yield found("The contract runs until {ends}; it may run until {last}.", do="Have the plan put right.", ends=ends, last=last)


@check("A small or medium enterprise is paid within the time allowed.", "对中小企业的付款期限符合规定。")
def pays_in_time(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """A small or medium enterprise is paid within the days of the law, or the longer ones that may be agreed."""
    days, most = terms(case).payment_days, row.count("payment_agreed_days_max")
    if case.facts[award].small and (days is None or days > most):
        yield found("The provider is a small or medium enterprise and is to be paid within {most} days.", at="payment_days",
                    do="State the days.", most=most)  # fmt: skip


@check("The performance security is within its limit and not in cash.", "履约保证金不超过规定比例，以非现金形式提交。")
def performance_bond_modest(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    percent = row.percent("performance_bond_of_contract_max_percent")
    if case.asked.bond is not None and case.asked.bond * HUNDRED > Decimal(price := case.facts[award].price) * percent:
        yield found("The performance security is {bond}, more than {percent} percent of {price}.", at="bond", do="Lower it.",
                    bond=case.asked.bond, percent=percent, price=price)  # fmt: skip
    if case.asked.bond is not None and case.asked.bond_in_cash and not row.yes("cash_allowed"):
        yield found("Performance security is not given in cash.", at="bond_in_cash", do="Take a transfer, cheque, draft or guarantee.")


@check("The purchaser guarantees no loans of the provider.", "购买主体不为承接主体的融资提供担保。")
def nothing_guaranteed(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.asked.guarantees_finance and not row.yes("purchaser_guarantee_allowed"):
        yield found("The purchaser guarantees the provider's loans.", at="guarantees_finance", do="Take the guarantee out.")


@check("The contract does not let the whole be transferred to another.", "合同不允许整体转包。")
def not_transferable(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """A part may be subcontracted where the purchaser consents; the whole is the provider's to perform."""
    if case.asked.transferable and not row.yes("transfer_allowed"):
        yield found("The contract lets the provider transfer the whole to another.", at="transferable", do="Take the clause out.")


@check("A contract from a reserved lot is marked so.", "预留份额的合同已标注。")
def reserved_marked(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.facts[award].reserved and not terms(case).marked_reserved:
        yield found(
            "The lot was reserved for small and medium enterprises, and the contract is not marked so.", do="Have it drawn up again."
        )


@check("Where an agency signs, its written mandate is attached.", "由采购代理机构签订合同的，附有授权委托书。")
def agency_may_sign(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.mandate.role is Role.AGENCY and case.asked.agency_mandate is None:
        yield found(
            "An agency signs, and its written mandate is not attached.", at="agency_mandate", do="Attach it, or have the body sign."
        )


@check("What is contracted is still a service that may be bought.", "签约事项仍认定为可以购买的服务。")
def still_to_be_bought(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The question is asked again: what is contracted is still a service that may be bought, and nothing holds it back."""
    known = case.facts[award]
    if known.outcome != SERVICE:
        yield found("The need is now determined as: {outcome}.", do="Look at the determination.", outcome=Slug(known.outcome or "-"))
    elif known.holds:
        yield found("The determination holds it back: {holds}.", do="Settle it first.", holds=", ".join(known.holds))


@check("The budget line has the money for the contract still.", "签订合同时预算仍有足够资金。")
def money_free(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The line has the money still: it may have been lowered since the plan."""
    line, price = case.facts[funds], terms(case).price
    if price > (free := Fen(line.amount - line.held)):
        yield found(
            "The contract is at {price}; line {line} has {free} left of {amount}.",
            do="Have the line adjusted first.",
            price=price,
            line=line.line,
            free=free,
            amount=line.amount,
        )
