"""What must hold of the truths that others rest on: budget, directory, establishment, file?"""

from collections.abc import Iterator
from datetime import timedelta

from operis.core.acts import Command
from operis.core.case import Case, Fact
from operis.core.decider import Check, check
from operis.core.fields import label_of
from operis.core.findings import Finding, found
from operis.core.mandates import REGISTRATION
from operis.core.wording import Slug
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.state import Budget
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.directory.state import Directory
from operis.dockets.establishment.commands import EnterEstablishment
from operis.dockets.establishment.facts import vacancy
from operis.dockets.establishment.state import Establishment
from operis.dockets.file.commands import EnterFile, ImposeBar, ReviewFile
from operis.dockets.file.state import File
from operis.dockets.standing import Standing
from operis.law.book import CODE, Law, Period, Row
from operis.strict_yaml import Mistake

DAY = timedelta(days=1)
EVALUATING_ROW = "REG-75"
"""The one row that bars experts from evaluating; the others bar suppliers from taking part."""
SAME_WORDS = {"illegally-obtained-proof": "proof-illegally-obtained"}
"""Grounds that two laws word differently."""


def only_docket(standing: Fact[Standing]) -> Check[object, Command]:
    """A check that this docket, and no other, holds the truth in question."""

    def one_docket(case: Case[object, Command], row: Row) -> Iterator[Finding]:
        if standing in case.facts and case.facts[standing].docket != case.docket:
            yield found("{docket} holds this already.", do="Enter it there.", docket=case.facts[standing].docket)

    return check("There is only one docket for it.", "同一事项只有一个档案。")(one_docket)


@check("The budget is that of the same body and year.", "属于同一主体、同一年度的预算。")
def same_budget(case: Case[Budget, EnterBudget], row: Row) -> Iterator[Finding]:
    if case.state.body is not None and (case.state.body, case.state.year) != (case.asked.body, case.asked.year):
        yield found(
            "This docket holds the budget of {body} for {year}.",
            at="body",
            do="Enter the lines in the docket of their body and year.",
            body=case.state.body,
            year=str(case.state.year),
        )


@check("A budget line that is changed names what it replaces.", "调整预算的，写明所调整的预算。")
def adjustment_named(case: Case[Budget, EnterBudget], row: Row) -> Iterator[Finding]:
    """A budget that was adjusted says which line it replaces: the year's sums are taken from the lines that stand."""
    for place, line in enumerate(case.asked.lines):
        stands = line.line in case.state.lines
        if stands and not line.adjusts:
            yield found(
                "Line {line} is there already.",
                at=f"lines/{place}/adjusts",
                do="Say that it is adjusted, or give another number.",
                line=line.line,
            )
        if line.adjusts and not stands:
            yield found(
                "There is no line {line} to adjust.", at=f"lines/{place}/line", do="Give the number of a line that stands.", line=line.line
            )
    numbers = [line.line for line in case.asked.lines]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield found("Line {line} is given twice.", at="lines", do="Give each line once.", line=number)


@check("Opinions on the directory were taken.", "目录已征求意见。")
def opinions_taken(case: Case[Directory, AdoptDirectory], row: Row) -> Iterator[Finding]:
    if not case.asked.opinions_from:
        yield found("No department was heard on the directory.", at="opinions_from", do="Take their opinions, and name them.")


@check("No item of the directory loses its number.", "目录条目保留编码。")
def numbers_kept(case: Case[Directory, AdoptDirectory], row: Row) -> Iterator[Finding]:
    if case.state.adopted is not None:
        for code in sorted({item.code for item in case.state.adopted.items} - {item.code for item in case.asked.items}):
            yield found(
                "Item {item} is gone from the directory.", at="items", do="Keep it with its number, and give it a last day.", item=code
            )


@check("The approved places are enough.", "核定编制够用。")
def places_enough(case: Case[Establishment, EnterEstablishment], row: Row) -> Iterator[Finding]:
    """Never overdrawn: approved places cover those filled, those reserved outside, and those that recruitments here have reserved."""
    asked = case.asked
    reserved = asked.reserved + (case.facts[vacancy].reserved_here if vacancy in case.facts else 0)
    if asked.approved < asked.filled + reserved:
        yield found(
            "{approved} places are approved, {filled} filled and {reserved} reserved.",
            at="approved",
            do="Correct the numbers.",
            approved=asked.approved,
            filled=asked.filled,
            reserved=reserved,
        )


def place_readable(asked: EnterFile, law: Law) -> Iterator[Mistake]:
    """The place decides which amounts of the law hold: a name is no code, and would stop every later step of the body."""
    if asked.place is not None and not CODE.fullmatch(asked.place):
        yield Mistake("/place", "Write the code of the place, 2, 4 or 6 digits, instead of “{given}”.", None, {"given": asked.place})


@check("It is on file where the body is and at which budget level.", "主体档案写明所在地和预算级次。")
def body_placed(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """Level and place of a body fix which amounts hold for it."""
    if case.asked.party == "body":
        for name in ("level", "place"):
            if getattr(case.asked, name) is None:
                yield found("The file of a body states its {element}.", at=name, do="Fill it in.", element=label_of(EnterFile, name))


@check("The file is that of the same party.", "属于同一当事人的档案。")
def same_party(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    if case.state.entered is not None and case.state.entered.key != case.asked.key:
        yield found(
            "This docket is the file of {key}.", at="key", do="Keep the short name, or open another file.", key=case.state.entered.key
        )
    if case.state.entered is not None and case.state.entered.party != case.asked.party:
        yield found("The file is that of a {what}.", at="party", do="Keep it, or open another file.", what=case.state.entered.party)


@check("The file was entered.", "主体档案已登记。")
def file_entered(case: Case[File, ReviewFile | ImposeBar], row: Row) -> Iterator[Finding]:
    if case.state.entered is None:
        yield found("Nothing is on this file yet.", do="Enter the file first.")


@check("A reason is given.", "已说明理由。")
def reason_given(case: Case[File, ReviewFile], row: Row) -> Iterator[Finding]:
    if case.asked.result != "accepted" and case.asked.reason is None:
        yield found("The file is not accepted, and no reason is given.", at="reason", do="Give the reason.")


def registered_itself(case: Case[File, EnterFile]) -> bool:
    """Whether the platform enters it for one who has opened the letter to the address that was given."""
    return case.mandate.by == REGISTRATION


def bar_scope(case: Case[File, ImposeBar]) -> Slug:
    return Slug("evaluating" if case.asked.basis == EVALUATING_ROW.lower() else "supplying")


@check("The bar is on the file of a party that it can bar.", "处罚登记在相应主体的档案。")
def barred_party(case: Case[File, ImposeBar], row: Row) -> Iterator[Finding]:
    barred = Slug("expert" if bar_scope(case) == "evaluating" else "supplier")
    if case.state.entered is not None and case.state.entered.party != barred:
        yield found(
            "This is the file of a {party}; the bar is for a {barred}.",
            at="basis",
            do="Choose the file, or what the bar rests on.",
            party=case.state.entered.party,
            barred=barred,
        )


@check("What the bar rests on is in force.", "处罚依据在该日有效。")
def bar_in_law(case: Case[File, ImposeBar], row: Row) -> Iterator[Finding]:
    """A row that is not in force bars nobody: its checks are silent, so this one speaks."""
    basis = case.asked.basis.upper()
    if case.law.get(basis) is None:
        yield found("{basis} is not in force on {day}.", at="basis", do="Choose what the decision rests on.", basis=basis, day=case.today)


def bar_for(term: str) -> Check[File, ImposeBar]:
    """A check that the ground is one for which the row bars: those in `term`."""

    def bar_ground_listed(case: Case[File, ImposeBar], row: Row) -> Iterator[Finding]:
        ground, grounds = case.asked.ground, row.slugs(term)
        if case.asked.basis == row.id.lower() and not {ground, SAME_WORDS.get(ground)} & set(grounds):
            yield found("“{ground}” is no ground for this bar.", at="ground", do="Name one of: {grounds}.", ground=ground, grounds=grounds)

    return check("The bar is for a ground that the law names.", "禁止参加的情形属于规定的情形。")(bar_ground_listed)


@check("The bar lasts as long as the law allows.", "禁止参加的期限符合规定。")
def bar_as_long_as(case: Case[File, ImposeBar], row: Row) -> Iterator[Finding]:
    """One year from 1 October ends on 30 September: the first day counts."""
    if case.asked.basis != row.id.lower():
        return
    least, most = row.count("bar_years_min"), row.count("bar_years_max")
    earliest, latest = (case.calendar.after(case.asked.first, Period("exact", years, "year")) - DAY for years in (least, most))
    if case.asked.last is None or not earliest <= case.asked.last <= latest:
        yield found(
            "A bar from {first} ends between {earliest} and {latest}.",
            at="last",
            do="Set a last day that is not before {earliest} and not after {latest}.",
            first=case.asked.first,
            earliest=earliest,
            latest=latest,
        )
