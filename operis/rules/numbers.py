"""Is the number by which a supplier is known one that the standards allow: its signs, its check digit, a day of birth?"""

from collections.abc import Iterator
from datetime import date

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.facts import folded
from operis.dockets.file.state import File
from operis.dockets.standing import code_holder
from operis.law.book import Row

SUPPLIER, INDIVIDUAL = "supplier", "individual"


@check("Nobody else is on file under this code.", "该统一社会信用代码未被其他档案使用。")
def code_free(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """Says no more than that it is there: whose it is can be looked up where that is public."""
    if code_holder in case.facts and case.facts[code_holder].docket != case.docket:
        yield found("An organisation with this code is on file already.", at="code", do="Ask one of its people for a mandate.")


@check("The unified social credit code of a supplier is written as the standard has it.", "供应商统一社会信用代码符合编码规则。")
def code_right(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """A body's is its finance department's to look after; here nobody but the supplier itself has seen the certificate."""
    if case.asked.party != SUPPLIER or case.asked.code is None:
        return
    if case.asked.nature == INDIVIDUAL:
        yield found("An individual has no such code.", at="code", do="Give the resident number instead, which is not published.")
    else:
        yield from in_code(case.asked.code, row, f"{case.asked.nature}")


@check("A resident number is written as the standard has it.", "公民身份号码符合编码规则。")
def resident_number_right(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """What is wrong is told without the number: a refusal is kept where others read it."""
    number = case.asked.resident_number
    if not isinstance(number, str):
        return
    if case.asked.nature != INDIVIDUAL:
        yield found("Only an individual has a resident number.", at="resident_number", do="Give the code of the organisation instead.")
    else:
        yield from in_resident_number(number, row)


def in_code(typed: str, row: Row, nature: str) -> Iterator[Finding]:
    """What is wrong with a code, one thing at a time: the next hangs on it. Its first two signs say of which kind who has it is."""
    number = folded(typed)
    length = len(row.slugs("weights")) + 1
    strange = "".join(dict.fromkeys(sign for sign in number if sign.lower() not in row.slugs("signs")))
    if len(number) != length:
        yield found(
            "A code has {length} signs; this one has {count}.",
            at="code",
            do="Compare it with your certificate, sign by sign.",
            length=length,
            count=len(number),
        )
    elif strange:
        yield found("A code never has these signs: {signs}.", at="code", do="Compare it: a 1, 0, 5 or 2 is easily taken for one of them.",
                    signs=strange)  # fmt: skip
    elif not _adds_up(number, row):
        yield found(
            "The last sign does not fit the others, so one of them is wrong.",
            at="code",
            do="Compare it with your certificate, sign by sign.",
        )
    elif (heads := _heads(nature, row)) and not number.startswith(heads):
        yield found(
            "The code of this kind begins with {heads}; this one begins with {begins}.",
            at="code",
            do="Choose the kind that your certificate names, and compare the code with it.",
            heads=" / ".join(heads),
            begins=number[: len(heads[0])],
        )


def _heads(nature: str, row: Row) -> tuple[str, ...]:
    """How the codes of a kind begin; none where the row does not say."""
    known = row.slugs("kinds_by_head") if row.has("kinds_by_head") else ()
    return tuple(head for head, _, kind in (one.partition("-") for one in known) if kind == nature)


def in_resident_number(typed: str, row: Row) -> Iterator[Finding]:
    number = folded(typed)
    length, first = len(row.slugs("weights")) + 1, row.count("birth_from_sign_count") - 1
    if len(number) != length:
        yield found("A resident number has {length} signs.", at="resident_number",
                    do="Compare it with your identity card.", length=length)  # fmt: skip
    elif any(sign not in row.slugs("signs") for sign in number[:-1]) or number[-1].lower() not in row.slugs("check_signs"):
        yield found(
            "A resident number has digits alone; its last sign may be X.", at="resident_number", do="Compare it with your identity card."
        )
    elif not _is_day(number[first : first + row.count("birth_signs_count")]):
        yield found("The day of birth in this number is none.", at="resident_number",
                    do="Compare it with your identity card.")  # fmt: skip
    elif not _adds_up(number, row):
        yield found(
            "The last sign does not fit the digits, so one of them is wrong.",
            at="resident_number",
            do="Compare it with your identity card.",
        )


def _adds_up(number: str, row: Row) -> bool:
    signs, ends = row.slugs("signs"), row.slugs("check_signs")
    total = sum(signs.index(sign.lower()) * int(weight) for sign, weight in zip(number[:-1], row.slugs("weights"), strict=True))
    return (total + ends.index(number[-1].lower())) % len(ends) == row.count("remainder_count")


def _is_day(digits: str) -> bool:
    try:
        date.fromisoformat(digits)
    except ValueError:
        return False
    return True
