"""Is the contract signed as it was drawn up, by whom it may be, in time; is it then published and filed?"""

from collections.abc import Iterator
from datetime import timedelta

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import LANGUAGES, Slug, Wording
from operis.dockets.contract.commands import FileWithAuthority, Publish, RefuseSignature, SignContract
from operis.dockets.contract.facts import award, award_bars
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import YearlyFunds
from operis.dockets.procurement.facts import Barred
from operis.law.book import Row
from operis.rules.contracting import ContractCase, shown_groups, terms


@check("Neither the winner nor who joined its bid has been barred since.", "中标（成交）供应商及联合体成员未被禁止参加政府采购活动。")
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


@check("No bar has begun since the award letter.", "中标（成交）通知书发出后没有开始的禁止参加决定。")
def barred_since_letter(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The award letter binds already when a bar begins after it: that is told, and the authority is asked how to go on."""
    for one in _barring(case):
        if _after_letter(case, one):
            yield found(
                "The award letter went out on {published}; by decision {decision} {party} is barred from {first} until {last}.",
                do="Ask the finance department how to go on: the letter binds both sides.",
                published=case.facts[award].published,
                decision=one.decision,
                party=one.party,
                first=one.first,
                last=one.last,
            )


def _barring(case: ContractCase) -> tuple[Barred, ...]:
    return tuple(one for one in case.facts[award_bars].found if one.first <= case.today <= one.last)


def _after_letter(case: ContractCase, bar: Barred) -> bool:
    return bar.first > case.facts[award].published


@check("The contract is signed in time.", "在规定期限内签订合同。")
def signed_in_time(case: ContractCase, row: Row) -> Iterator[Finding]:
    due = case.facts[award].sign_by if award in case.facts else None
    if due is not None and case.today > due.day:
        yield found("The contract was to be signed by {by}.", do="Record why it is late.", by=due.day)


@check("The contract is drawn up.", "合同已经拟定。")
def drawn_up(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.state.drawn_up is None:
        yield found("No contract has been drawn up.", do="Draw it up first.")


@check("The contract is neither signed nor refused.", "合同尚未签订，也没有拒签。")
def open_for_signing(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.state.signed is not None:
        yield found("The contract is signed.", do="Go on with its publication.")


@check("Signing was not refused, and the procurement has not ended.", "没有拒签，采购项目没有终止。")
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


@check("The text that is signed is the one that was drawn up.", "签署文本与拟定的合同文本一致。")
def same_text(case: Case[Contract, SignContract], row: Row) -> Iterator[Finding]:
    drawn = on_record(case.state.drawn_up, "contract-drawn-up")
    if case.asked.text_sha256 != drawn.text_sha256:
        yield found("The text that is signed is not the one that was drawn up.", at="text_sha256", do="Sign {fingerprint}.",
                    fingerprint=drawn.text_sha256)  # fmt: skip


@check("The purchaser waits until the time to sign is over.", "签订期限届满后，采购人方可登记拒签。")
def buyer_waits(case: Case[Contract, RefuseSignature], row: Row) -> Iterator[Finding]:
    """Only when the time to sign is over can the purchaser enter that the winner has refused."""
    due = case.facts[award].sign_by if award in case.facts else None
    if case.mandate.role is not Role.SUPPLIER and due is not None and case.today <= due.day:
        yield found("The winner may sign until {by}.", do="Wait until then.", by=due.day)


@check("The contract is signed.", "合同已经签订。")
def contract_signed(case: ContractCase, row: Row) -> Iterator[Finding]:
    if case.state.signed is None:
        yield found("The contract is not signed.", do="Have it signed first.")


@check("It has not been done before.", "该事项此前没有办理。")
def not_done_before(case: Case[Contract, Publish | FileWithAuthority], row: Row) -> Iterator[Finding]:
    done = case.state.published if isinstance(case.asked, Publish) else case.state.filed
    if done is not None:
        yield found("This has been done.", do="Nothing is left to do here.")


def content_of(case: Case[Contract, Publish]) -> Wording | None:
    """The clauses on the content that are open to all, else what the notice said."""
    texts = [one.text for one in terms(case).clauses if one.group == "content"]
    there = {language: [one for one in (dict(text).get(language) for text in texts) if one] for language in LANGUAGES}
    joined = {language: "\n".join(parts) for language, parts in there.items() if parts}
    return Wording(**joined) if joined else case.facts[award].content


def years_of(case: Case[Contract, Publish]) -> tuple[YearlyFunds, ...]:
    """As they were given; of a contract within one year there is nothing to ask."""
    text = terms(case)
    within = not case.asked.yearly_funding and text.starts.year == text.ends.year
    return (YearlyFunds(year=text.starts.year, amount=text.price),) if within else case.asked.yearly_funding


@check("The publication has all its contents.", "公告内容完整。")
def publication_complete(case: Case[Contract, Publish], row: Row) -> Iterator[Finding]:
    """The seven contents of the procurement network; method, provider, amount and term the contract states itself."""
    for content, given, field in (
        ("content", content_of(case), ""),
        ("yearly-funding", years_of(case), "yearly_funding"),
        ("performance-evaluation", case.asked.performance_evaluation, "performance_evaluation"),
    ):
        if content in row.slugs("contents") and not given:
            yield found("The publication does not state: {content}.", at=field, do="Fill it in.", content=Slug(content))


@check("Price, quantity and term are never left out of a publication.", "价格、数量和期限不得不公开。")
def nothing_shown_left_out(case: Case[Contract, Publish], row: Row) -> Iterator[Finding]:
    """No secret is made of what the law has shown of every contract."""
    for no, one in enumerate(case.asked.cuts):
        if one.group is not None and one.group in shown_groups(row):
            yield found("Clauses on {group} are published with every contract.", at=f"cuts/{no}/group", do="Take this cut out.",
                        group=one.group)  # fmt: skip


@check("What is left out of a publication names its clauses and the reason.", "不予公开的内容写明所属条款和理由。")
def cuts_explained(case: Case[Contract, Publish], row: Row) -> Iterator[Finding]:
    """Each cut names the clauses and why they are a secret."""
    for no, one in enumerate(case.asked.cuts):
        for field, given in (("group", one.group), ("reason", one.reason)):
            if given is None:
                yield found("A cut does not say: {field}.", at=f"cuts/{no}/{field}", do="Fill it in.", field=Slug(field))


@check("The funds of the years are the price of the contract, within its term.", "分年度资金合计等于合同金额，年度在履行期限内。")
def funds_add_up(case: Case[Contract, Publish], row: Row) -> Iterator[Finding]:
    """Year by year the price and nothing beside it, within the term; the last payment falls due some days after it."""
    text, years = terms(case), years_of(case)
    if "yearly-funding" not in row.slugs("contents") or not years:
        return
    if (together := Fen(sum(one.amount for one in years))) != text.price:
        yield found(
            "The funds of all years are {together}; the contract is at {price}.", at="yearly_funding",
            do="Divide the price among the years.", together=together, price=text.price,
        )  # fmt: skip
    first, last = text.starts.year, (text.ends + timedelta(days=text.payment_days or 0)).year
    named = [one.year for one in years]
    for year in sorted({year for year in named if not first <= year <= last}):
        yield found(
            "{year} is not among the years of the contract, {first} to {last}.", at="yearly_funding", do="Name years of its term.",
            year=str(year), first=str(first), last=str(last),
        )  # fmt: skip
    for year in sorted({year for year in named if named.count(year) > 1}):
        yield found("{year} is named twice.", at="yearly_funding", do="Name each year once.", year=str(year))


@check("It is done in time.", "在规定期限内办理。")
def done_in_time(case: Case[Contract, Publish | FileWithAuthority], row: Row) -> Iterator[Finding]:
    signed = case.state.signed
    due = (signed.publish_by if isinstance(case.asked, Publish) else signed.file_by) if signed else None
    if due is not None and case.today > due.day:
        late = case.calendar.count(due.day, case.today, "working-day")
        yield found("This was to be done by {by}. Working days late: {late}.", do="Do it now.", by=due.day, late=late)
