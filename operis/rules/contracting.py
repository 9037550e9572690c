"""Does the contract keep to the award, the documents and the law: winner, price, what was offered, clauses, term, payment, security?"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from operis.core.acts import Command
from operis.core.case import Case, on_record
from operis.core.decider import Check, Rule, check
from operis.core.fields import Withheld
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, RefuseSignature, SignContract
from operis.dockets.contract.facts import award, award_bars, funds
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import ContractTerms
from operis.dockets.procurement.facts import Barred
from operis.law.book import Period, Row
from operis.rules.contracts import MONTHS_IN_YEAR

ContractCase = Case[Contract, Command]
ContractRule = Rule[Contract, Command]
DrawUpCase = Case[Contract, DrawUpContract]
HUNDRED = 100
SERVICE = "SERVICE"
CLAUSES: Mapping[str, str] = {
    "names-and-addresses": "parties",
    "subject": "content",
    "time-place-and-way": "performance",
}
"""In which group a content that a law names is written, where the words differ."""


def terms(case: ContractCase) -> ContractTerms:
    """What is drawn up now, or was."""
    return case.asked if isinstance(case.asked, DrawUpContract) else on_record(case.state.drawn_up, "contract-drawn-up")


@check
def award_published(case: ContractCase, row: Row) -> Iterator[Finding]:
    if award not in case.facts:
        yield found(
            "No published award stands for lot {lot} of {number}.",
            at="procurement",
            do="Publish the result first.",
            lot=terms(case).lot,
            number=terms(case).procurement,
        )


@check
def not_drawn_up_yet(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    there = case.facts[award].contract if award in case.facts else None
    if there is not None:
        yield found("Lot {lot} has its contract: {docket}.", at="lot", do="Go on there.", lot=case.asked.lot, docket=there)


@check
def body_of_award(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if award in case.facts and case.facts[award].body != case.mandate.acts_for:
        yield found("This award is not yours.", at="procurement", do="Name a procurement of your own.")


@check
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


@check
def same_price(case: ContractCase, row: Row) -> Iterator[Finding]:
    price = case.facts[award].price
    if terms(case).price != price:
        yield found(
            "The contract says {given}; the award is at {price}.", at="price", do="Write the price of the award.", given=terms(case).price,
            price=price,
        )  # fmt: skip


@check
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
        written = {str(one.group) for one in (*case.asked.clauses, *kept_back)}
        for content in row.slugs(term):
            if CLAUSES.get(content, content) not in written:
                yield found("The contract has no clauses on: {group}.", at="clauses", do="Write them.", group=Slug(content))

    return check(groups_written)


@check
def form_as_planned(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.asked.form not in row.slugs("contract_forms") or case.asked.form != case.facts[award].form:
        yield found(
            "The plan has the form of {planned}; the contract is one of {form}.",
            at="form",
            do="Keep to the form of the plan.",
            planned=Slug(case.facts[award].form),
            form=case.asked.form,
        )


@check
def runs_forward(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.asked.ends < case.asked.starts:
        yield found("The contract ends before it starts.", at="ends", do="Put the days right.")


def last_day(case: ContractCase, months: int) -> date:
    """The last day of a term of so many months: the day before the one on which it started."""
    return case.calendar.after(terms(case).starts, Period("min", months, "month")) - timedelta(days=1)


@check
def term_as_planned(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.asked.ends > (last := last_day(case, case.facts[award].term_months)):
        yield found("The contract runs until {ends}; by the documents it ends on {last}.", at="ends", do="End it by then.",
                    ends=case.asked.ends, last=last)  # fmt: skip


@check
def term_lawful(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """Normally a year; longer only where the plan showed that each condition of the row is met."""
    met = not set(row.slugs("extended_term_all_of")) - set(case.facts[award].term_grounds)
    years = row.count("extended_term_years_max") if met else row.count("term_years_max")
    if case.asked.ends > (last := last_day(case, MONTHS_IN_YEAR * years)):
        yield found(
            "The contract runs until {ends}; it may run until {last}.", at="ends", do="Shorten it.", ends=case.asked.ends, last=last
        )


@check
def pays_in_time(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """A small or medium enterprise is paid within the days of the law, or the longer ones that may be agreed."""
    days, most = case.asked.payment_days, row.count("payment_agreed_days_max")
    if case.facts[award].small and (days is None or days > most):
        yield found("The provider is a small or medium enterprise and is to be paid within {most} days.", at="payment_days",
                    do="State the days.", most=most)  # fmt: skip


@check
def performance_bond_modest(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    percent = row.percent("performance_bond_of_contract_max_percent")
    if case.asked.bond is not None and case.asked.bond * HUNDRED > Decimal(case.asked.price) * percent:
        yield found("The performance security is {bond}, more than {percent} percent of {price}.", at="bond", do="Lower it.",
                    bond=case.asked.bond, percent=percent, price=case.asked.price)  # fmt: skip
    if case.asked.bond is not None and case.asked.bond_in_cash and not row.yes("cash_allowed"):
        yield found("Performance security is not given in cash.", at="bond_in_cash", do="Take a transfer, cheque, draft or guarantee.")


@check
def nothing_guaranteed(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.asked.guarantees_finance and not row.yes("purchaser_guarantee_allowed"):
        yield found("The purchaser guarantees the provider's loans.", at="guarantees_finance", do="Take the guarantee out.")


@check
def not_transferable(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    """A part may be subcontracted where the purchaser consents; the whole is the provider's to perform."""
    if case.asked.transferable and not row.yes("transfer_allowed"):
        yield found("The contract lets the provider transfer the whole to another.", at="transferable", do="Take the clause out.")


@check
def reserved_marked(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.facts[award].reserved and not case.asked.marked_reserved:
        yield found("The lot was reserved for small and medium enterprises, and the contract is not marked so.", at="marked_reserved",
                    do="Mark it.")  # fmt: skip


@check
def agency_may_sign(case: DrawUpCase, row: Row) -> Iterator[Finding]:
    if case.mandate.role is Role.AGENCY and case.asked.agency_mandate is None:
        yield found(
            "An agency signs, and its written mandate is not attached.", at="agency_mandate", do="Attach it, or have the body sign."
        )


@check
def still_to_be_bought(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The question is asked again: what is contracted is still a service that may be bought, and nothing holds it back."""
    known = case.facts[award]
    if known.outcome != SERVICE:
        yield found("The need is now determined as: {outcome}.", do="Look at the determination.", outcome=Slug(known.outcome or "-"))
    elif known.holds:
        yield found("The determination holds it back: {holds}.", do="Settle it first.", holds=", ".join(known.holds))


@check
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


@check
def still_unbarred(case: ContractCase, row: Row) -> Iterator[Finding]:
    """Neither the winner nor who joined its bid was barred when the letter went out; the last day of a bar is part of it."""
    for one in _barring(case):
        if not _after_letter(case, one):
            yield found(
                "By decision {decision} {party} is barred from government procurement until {last}.",
                do="Have the award set aside.",
                decision=one.decision,
                party=one.party,
                last=one.last,
            )


@check
def barred_since_letter(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The award letter binds already when a bar begins after it: that is told, and the authority is asked how to go on."""
    for one in _barring(case):
        if _after_letter(case, one):
            yield found(
                "The award letter went out on {published}; by decision {decision} {party} is barred from {first} until {last}.",
                do="Ask the finance department how to go on: the letter binds both sides.",
                published=case.facts[award].published or case.today,
                decision=one.decision,
                party=one.party,
                first=one.first,
                last=one.last,
            )


def _barring(case: ContractCase) -> tuple[Barred, ...]:
    return tuple(one for one in case.facts[award_bars].found if one.first <= case.today <= one.last)


def _after_letter(case: ContractCase, bar: Barred) -> bool:
    published = case.facts[award].published
    return published is not None and bar.first > published


@check
def signed_in_time(case: ContractCase, row: Row) -> Iterator[Finding]:
    due = case.facts[award].sign_by if award in case.facts else None
    if due is not None and case.today > due.day:
        yield found("The contract was to be signed by {by}.", do="Record why it is late.", by=due.day)


@check
def drawn_up(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.state.drawn_up is None:
        yield found("No contract has been drawn up.", do="Draw it up first.")


@check
def open_for_signing(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.state.signed is not None:
        yield found("The contract is signed.", do="Go on with its publication.")


@check
def signing_goes_on(case: ContractCase, row: Row) -> Iterator[Finding]:
    """A refusal to sign ends the docket of a contract that never came about; so does the end of its procurement before it is signed."""
    if case.state.refused is not None:
        yield found("Signing was refused.", do="Have the award set aside.")
    elif case.state.signed is None and award in case.facts and case.facts[award].ended:
        yield found(
            "The procurement {number} has ended; no contract follows from it.",
            at="procurement",
            do="Buy again in a new docket of the same need.",
            number=case.facts[award].procurement,
        )


@check
def same_text(case: Case[Contract, SignContract], row: Row) -> Iterator[Finding]:
    drawn = on_record(case.state.drawn_up, "contract-drawn-up")
    if case.asked.text_sha256 != drawn.text_sha256:
        yield found("The text that is signed is not the one that was drawn up.", at="text_sha256", do="Sign {fingerprint}.",
                    fingerprint=drawn.text_sha256)  # fmt: skip


@check
def buyer_waits(case: Case[Contract, RefuseSignature], row: Row) -> Iterator[Finding]:
    """Only when the time to sign is over can the purchaser enter that the winner has refused."""
    due = case.facts[award].sign_by if award in case.facts else None
    if case.mandate.role is not Role.SUPPLIER and due is not None and case.today <= due.day:
        yield found("The winner may sign until {by}.", do="Wait until then.", by=due.day)


@check
def contract_signed(case: Case[Contract, Publish | FileWithAuthority], row: Row) -> Iterator[Finding]:
    if case.state.signed is None:
        yield found("The contract is not signed.", do="Have it signed first.")


@check
def not_done_before(case: Case[Contract, Publish | FileWithAuthority], row: Row) -> Iterator[Finding]:
    done = case.state.published if isinstance(case.asked, Publish) else case.state.filed
    if done is not None:
        yield found("This has been done.", do="Nothing is left to do here.")


@check
def publication_complete(case: Case[Contract, Publish], row: Row) -> Iterator[Finding]:
    """The seven contents of the procurement network; method, provider, amount and term the contract states itself."""
    for content, field in (
        ("content", "content"),
        ("yearly-funding", "yearly_funding"),
        ("performance-evaluation", "performance_evaluation"),
    ):
        if content in row.slugs("contents") and not getattr(case.asked, field):
            yield found("The publication does not state: {content}.", at=field, do="Fill it in.", content=Slug(content))


@check
def done_in_time(case: Case[Contract, Publish | FileWithAuthority], row: Row) -> Iterator[Finding]:
    signed = case.state.signed
    due = (signed.publish_by if isinstance(case.asked, Publish) else signed.file_by) if signed else None
    if due is not None and case.today > due.day:
        yield found("This was to be done by {by}.", do="Do it now.", by=due.day)
