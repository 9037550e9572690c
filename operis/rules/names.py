"""Can a file be told apart from every other by its name, and does it go on naming who heads it?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Wording
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.facts import folded, plain_name
from operis.dockets.file.state import File, identity
from operis.dockets.standing import Namesake, Namesakes, namesakes, party
from operis.law.book import Row
from operis.rules.numbers import INDIVIDUAL


@check("Nobody else is on file under this name.", "该名称未被其他档案使用。")
def name_free(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """What a file is called already it may stay; who keeps the files enters the second one of an organisation that has two.

    A party that has a file elsewhere is told so, and not that its own name is taken.
    """
    own = {plain_name(text) for _, text in case.state.entered.name} if case.state.entered else set()
    mine = {case.docket, case.facts[party].docket if party in case.facts else None}
    others = [one for one in case.facts[namesakes].found if one.docket not in mine and one.name not in own]
    if case.mandate.role is Role.FINANCE and case.asked.code:
        others = [one for one in others if one.code != folded(case.asked.code)]
    yield from in_name(case.asked.name, f"{case.asked.nature}", Namesakes(tuple(others)))


@check("A head that is on file is not left empty.", "已登记的单位负责人不得删去。")
def head_kept(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """Firms with one head may not compete: who is looked at for it does not strike it out."""
    if case.state.entered is not None and case.state.entered.head and not (case.asked.head or "").strip():
        yield found(
            "The file names a head; this entry names none.",
            at="head",
            do="Name who heads it now.",
        )


@check("Who changes what a review accepted is told that another follows.", "变更审核通过的名称、代码或者负责人的，提示须重新审核。")
def reviewed_again(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    if case.state.known_as is not None and identity(case.state.known_as) != identity(case.asked):
        yield found(
            "A review accepted another name, code or head: until the next review has accepted this one, the file does not count.",
            do="Enter it where it is so, and wait for the review before you bid.",
        )


def in_name(name: Wording, nature: str, there: Namesakes) -> Iterator[Finding]:
    """Two people may share a name; an organisation shares one with nobody."""
    taken = {one.name for one in there.found if not _both_people(one, nature)}
    for language, text in name:
        if plain_name(text) in taken:
            yield found(
                "Somebody else is on file under the name “{name}”.",
                at=f"name/{language}",
                do="Write the full name of the certificate. A body that supplies too asks the finance department to enter it.",
                name=text,
            )


def _both_people(one: Namesake, nature: str) -> bool:
    return INDIVIDUAL == one.nature == nature
