"""Who sold what was bought outside the methods of this site: chosen from those on file, else named with a code that can be one?"""

from collections.abc import Iterator

from operis.core.case import Case, on_record
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.dockets.need.sold_facts import CHOSEN, CODE, NAME, Seller, sellers
from operis.dockets.need.state import Need
from operis.law.book import Row
from operis.rules.numbers import INDIVIDUAL, in_code

OutsideCase = Case[Need, EnterOutsidePurchase]


def seller_name(case: OutsideCase) -> str:
    """As its file has it today, else as it was typed."""
    chosen = case.facts[sellers].by(CHOSEN)
    return (chosen[0].name.zh or chosen[0].name.en or "") if chosen else on_record(case.asked.supplier, "supplier")


@check("Who sold it is chosen from those on file, or named with its code.", "供应商已从建档供应商中选定，或者写明名称和统一社会信用代码。")
def seller_said(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Once, and by somebody who can be told apart: a name alone is that of anybody."""
    asked = case.asked
    if asked.on_file is None and asked.supplier is None:
        yield found(
            "It is not said who sold it.", at="on_file", do="Choose the supplier; where it is not registered, type its name and code."
        )
    elif asked.on_file is not None and (asked.supplier is not None or asked.code is not None):
        yield found("A supplier is chosen, and a name or a code is typed besides.", at="supplier", do="Leave one of both.")
    elif asked.on_file is not None and not case.facts[sellers].by(CHOSEN):
        yield found("{supplier} is not on file as a supplier.", at="on_file", do="Choose one from the list.", supplier=asked.on_file)
    elif asked.on_file is None and asked.code is None:
        yield found(
            "The supplier is named without its code.",
            at="code",
            do="Type the code from its certificate; have an individual, who has none, entered on file, and choose it.",
        )


@check("The code of a supplier that is not on file is written as the standard has it.", "未建档供应商的统一社会信用代码符合编码规则。")
def seller_code_right(case: OutsideCase, row: Row) -> Iterator[Finding]:
    if case.asked.code is not None:
        yield from in_code(case.asked.code, row, "")


@check("Who is on file is chosen, not typed.", "已建档的供应商从名单中选择，不另行填写。")
def seller_not_retyped(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """What bars a supplier stands on its file: under a name that is typed beside it nobody would see that."""
    if case.asked.on_file is not None:
        return
    known = case.facts[sellers]
    under_code = [one for one in known.by(CODE) if one.offered]
    for one in under_code:
        yield found(
            "Under this code {name} is on file.", at="code", do="Choose it from the list, and leave name and code empty.", name=one.name
        )
    for one in known.by(NAME):
        if one.offered and one.nature != INDIVIDUAL and one.key not in {each.key for each in under_code}:
            yield found(
                "{name} is on file under another code.", at="supplier", do="Choose it from the list, or compare the name.", name=one.name
            )


@check("Who sold it was not barred from government procurement.", "供应商未被禁止参加政府采购活动。")
def seller_not_barred(case: OutsideCase, row: Row) -> Iterator[Finding]:
    """Told: what is bought so is outside the law by which the bar holds, and everybody reads from whom it was bought."""
    known = case.facts[sellers]
    meant: dict[str, Seller] = {one.key: one for one in (*known.by(CHOSEN), *known.by(CODE))}
    for key, one in meant.items():
        for bar in known.bars.of(key, case.today):
            yield found(
                "By decision {decision} {supplier} is barred from government procurement until {last}.",
                do="Say why nobody else could be asked.",
                supplier=one.name,
                decision=bar.decision,
                last=bar.last,
            )
