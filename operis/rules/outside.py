"""What was bought by measures that are not in our law: on a ground that the law names, shown by a paper, and nothing that is secret?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug, Wording
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.need.state import Need
from operis.dockets.need.terms import COOPERATIVE, EMERGENCY, SECRET
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.law.book import Law, Row
from operis.rules.entering import proved

PlanCase = Case[Procurement, FilePlan]
OutsideCase = Case[Need, EnterOutsidePurchase]
EXEMPT, METHODS = "GPL-85", "GPL-26"
MEASURES = {EMERGENCY: "NEW-EMG", COOPERATIVE: "COOP-00"}
"""The row that says of each ground which measures are in force; what they say is not in our law."""


def grounds(law: Law) -> tuple[str, ...]:
    """What the law leaves out, and the method that the Ministry recognises and whose rules we do not have."""
    exempt, methods = law.get(EXEMPT), law.get(METHODS)
    known = methods is not None and COOPERATIVE in methods.slugs("methods")
    return (*(exempt.slugs("out_of_scope") if exempt is not None else ()), *((COOPERATIVE,) if known else ()))


def rests_on(case: OutsideCase) -> str:
    """The measures of the day, where there are any; else what leaves it out of the law."""
    measures = MEASURES.get(case.asked.ground or "")
    return measures if measures is not None and case.law.get(measures) is not None else EXEMPT


def document_of(row: Row) -> Wording:
    named = row.document or row.instrument.short
    return Wording(zh=named.zh, en=named.en)


def measures_not_read(measures: str) -> Check[Procurement, FilePlan]:
    """A check that closes a method whose measures are in force and not in our law; `measures` is the row that says that they are."""

    def rules_in_our_law(case: PlanCase, row: Row) -> Iterator[Finding]:
        there = case.law.get(measures, method=case.method)
        if there is not None:
            yield found(
                "{document} is in force, and its content is not in our law.",
                at="method",
                do="Do it by that document, and enter what was bought with the need, as a fact from outside with its paper.",
                document=document_of(there),
            )

    return check("The rules of the method are in our law.", "该采购方式的规则已收录。")(rules_in_our_law)


def within_the_law(until: str) -> Check[Procurement, FilePlan]:
    """A check that closes what the law leaves out, until the row of measures of its own is in force."""

    def bought_within_the_law(case: PlanCase, row: Row) -> Iterator[Finding]:
        if EMERGENCY in row.slugs("out_of_scope") and case.law.get(until, method=case.method) is None:
            yield found(
                "An emergency purchase after a serious natural disaster or other force majeure is outside the law: it has no plan here.",
                at="method",
                do="Buy what cannot wait, and enter it with the need, as a fact from outside with its paper; all else by another method.",
            )

    return check("The purchase is one of this law.", "采购项目适用本法。")(bought_within_the_law)


@check("The part is one of the need.", "该部分属于本需求。")
def part_known(case: OutsideCase, row: Row) -> Iterator[Finding]:
    parts = tuple(one.part for one in on_record(case.state.recorded, "need-recorded").parts)
    if case.asked.part not in parts:
        yield found("The need has no part {part}.", at="part", do="Name one of its parts: {parts}.", part=case.asked.part, parts=parts)


@check("A paper shows what was bought.", "采购事实有凭证证明。")
def paper_shown(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if not proved(case.asked.outside):
        yield found("Nothing shows what was bought: there is no link and no scan.", at="outside/link",
                    do="Add a link to its paper or a scan.")  # fmt: skip
    if case.asked.price <= 0:
        yield found("The sum is nothing.", at="price", do="Give what was paid or is to be paid.")


@check("What is secret is not entered in a record that everyone reads.", "涉密事项不在公开记录中登记。")
def nothing_secret(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if case.asked.ground == SECRET and row.has("secret_procurement"):
        yield found("What touches state security or secrets is not entered here.", at="ground",
                    do="Buy and keep it by the State's own rules, away from this site.")  # fmt: skip


@check("It was bought outside the law on a ground that the law names.", "不适用本法的采购具有法定情形。")
def ground_named(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """An everyday purchase has none."""
    listed = grounds(case.law)
    if case.asked.ground not in listed:
        yield found(
            "No ground is named on which this is bought outside the methods of the law (given: {named}).",
            at="ground",
            do="Plan it by a method of the law. Only these are bought otherwise: {grounds}.",
            grounds=listed,
            named=Slug(case.asked.ground or "none"),
        )


@check("The need was not on record before what made it urgent.", "需求并非早已登记。")
def not_known_before(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Told: who knew of a need for long could have tendered, and who prepared for storms knew of it too."""
    since = case.day(on_record(case.state.recorded, "need-recorded").happened)
    if case.asked.ground == EMERGENCY and since < case.today:
        yield found("The need was recorded on {since}, and the emergency purchase is of {day}, days between: {days}.", at="ground",
                    do="Look whether the emergency is another matter than the need that was known.",
                    since=since, day=case.today, days=(case.today - since).days)  # fmt: skip


def measures_kept(ground: str) -> Check[Need, EnterOutsidePurchase]:
    """A check that tells that nobody here could look whether the measures for a ground were kept."""

    def measures_looked_at(case: OutsideCase, row: Row) -> Iterator[Finding]:
        if case.asked.ground == ground:
            yield found("{document} is in force, and its content is not in our law: nobody has looked here whether it was kept.",
                        do="Compare the purchase with that document.", document=document_of(row))  # fmt: skip

    return check("Its own measures were looked at.", "已对照相应管理办法核对。")(measures_looked_at)
