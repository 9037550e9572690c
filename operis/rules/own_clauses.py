"""Has a contract the own clauses of its form, read by their words? What a row in force asks for refuses; our advice alone is told."""

from collections.abc import Iterator
from functools import lru_cache

from operis.core.decider import check
from operis.core.fields import Withheld
from operis.core.findings import Finding, found
from operis.core.wording import Label, Wording
from operis.dockets.contract.changing import as_changed
from operis.dockets.contract.commands import DrawUpChange
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause
from operis.dockets.procurement.terms import CONTRACT_FORMS
from operis.law.book import Law, Row, Text
from operis.law.own import OwnClause, own_clauses
from operis.rules.changing import changes_of
from operis.rules.contracting import FROM_RECORD, ContractCase, asked_now, terms
from operis.rules.wording.finder import stands

OWN = "own"
"""The group of clauses that no other form has: any of them may stand there."""


@check(
    "The contract has the own clauses of its form that a row in force asks for.",
    "合同载有所采用合同形式的专有条款，这些条款为现行规定所要求。",
)
def own_clauses_written(case: ContractCase, row: Row) -> Iterator[Finding]:
    yield from (_lacks(case, one, row.id) for one in _missing(case) if _asked_by(case, one) == row.id)


@check(
    "Own clauses of the form that no row in force asks for, and that are not seen, are told.",
    "所采用合同形式的专有条款，现行规定未作要求而合同中没有的，予以提示。",
)
def own_clauses_told(case: ContractCase, row: Row) -> Iterator[Finding]:
    """All in one, since none of them refuses."""
    told = [one for one in _missing(case) if _asked_by(case, one) is None]
    if told:
        yield found(
            "The contract has the form of {form}, and these own clauses of it are not seen: {names}.",
            at="clauses",
            do="Look whether they are needed. Our texts have them.",
            form=_form(case),
            names=Wording(zh="、".join(one.name.zh for one in told), en=", ".join(one.name.en for one in told)),
        )


def _lacks(case: ContractCase, one: OwnClause, row: str) -> Finding:
    return found(
        "A contract of {form} has a clause on {name} ({rule}), and none is seen.",
        at="clauses",
        do="Write it. This would do: “{instead}”.",
        form=_form(case),
        name=_both(one.name),
        rule=row,
        instead=_both(one.says),
    )


def _missing(case: ContractCase) -> tuple[OwnClause, ...]:
    there = tuple(_clauses(case))
    return _missing_of(case.law, str(terms(case).form), there) if award in case.facts and there else ()


@lru_cache(maxsize=16)
def _missing_of(law: Law, form: str, there: tuple[Clause, ...]) -> tuple[OwnClause, ...]:
    """Those of which no clause of their group, nor one of the form's own, has the words; a group without a clause is told of as such."""
    looked_for = {*FROM_RECORD, *(str(each.group) for each in there)}
    asked = (one for one in own_clauses(law.book, law.pack, form) if one.group in looked_for)
    return tuple(one for one in asked if not any(each.group in (one.group, OWN) and stands(law, each.text, one.finds) for each in there))


def _clauses(case: ContractCase) -> Iterator[Clause]:
    """Those that are written now, or all that would stand once a change is signed."""
    asked = asked_now(case)
    if isinstance(case.asked, DrawUpChange):
        yield from as_changed(case.state.clauses, changes_of(case).changes)
    elif asked is not None:
        yield from asked.clauses
        yield from () if isinstance(asked.kept_back, Withheld) else asked.kept_back


def _asked_by(case: ContractCase, one: OwnClause) -> str | None:
    """The nearest row that holds here and may refuse; None where the clause is our advice alone."""
    rows = (case.law.get(id, method=case.method) for id in one.cites) if one.refuses else ()
    return next((row.id for row in rows if row is not None and row.blocks), None)


def _form(case: ContractCase) -> Wording:
    words = Label(*CONTRACT_FORMS[terms(case).form])
    return Wording(zh=words.zh, en=words.en)


def _both(said: Text) -> Wording:
    return Wording(zh=said.zh, en=said.en)
