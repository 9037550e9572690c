"""Can a file be told apart from every other by its name, and does it go on naming who heads it?"""

import unicodedata
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


@check("No letter of the name looks like another one's.", "名称中没有形似的其他文字字母。")
def letters_plain(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """What a file is called already it may stay."""
    own = {text for _, text in case.state.entered.name} if case.state.entered else set()
    yield from (one for one in in_letters(case.asked.name, row) if one.facts["name"] not in own)


def in_letters(name: Wording, row: Row) -> Iterator[Finding]:
    """A name is Chinese or Latin: a letter of another script that looks like one of these makes two names of one."""
    kept_out = row.slugs("scripts_not_in_names")
    for language, text in name:
        strange = dict.fromkeys(one for one in text if script_of(one) in kept_out)
        if strange:
            yield found(
                "These letters of the name “{name}” are of another script: {letters}.",
                at=f"name/{language}",
                do="Type the name anew, with Chinese or Latin letters.",
                name=text,
                letters=" ".join(f"{one} ({unicodedata.name(one).capitalize()})" for one in strange),
            )


def script_of(sign: str) -> str:
    """The script of a letter, by the first word of its name; nothing of what is no letter."""
    typed = unicodedata.normalize("NFKC", sign)[:1]
    return unicodedata.name(typed, "").partition(" ")[0].lower() if typed.isalpha() else ""


@check("The code is that of the same organisation.", "统一社会信用代码仍属于同一单位。")
def code_kept(case: Case[File, EnterFile], row: Row) -> Iterator[Finding]:
    """Once a file counts, bids and contracts stand under it: another code would make them another organisation's."""
    state = case.state
    used = state.entered is not None and (state.confirmed or state.known_as is not None)
    was = state.entered.code if state.entered is not None and used else None
    if was and folded(case.asked.code or "") != folded(was) and case.mandate.role is not Role.FINANCE:
        yield found(
            "The file is in use under the code {code}; another code is another organisation's.",
            at="code",
            do="Keep it, and register another organisation with a file of its own. A code that is wrong the finance department puts right.",
            code=was,
        )


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
