"""How is a contract laid out? Both sides, price in figures and words, days; clauses by group; what was asked and offered; changes."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from operis.core.fields import Withheld
from operis.dockets.contract.acts import ContractChanged, ContractDrawnUp
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import GROUPS
from operis.dockets.contract.terms import Clause as Written
from operis.documents.capitals import capitals, spelled
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.papers.blocks import Block, Clause, Heading, Line, Named, Paper, Signed, Table, choice, field, in_words, numbered
from operis.documents.shown import language, money, shown


def contract_paper(state: Contract, *, about: str, number: str, made: datetime, named: Named, own: bool,
                   criteria: Mapping[str, str]) -> Paper:  # fmt: skip
    """In the language that is shown; `own`: whether one of the two sides reads it, who alone read what is kept back."""
    drawn = state.drawn_up
    assert drawn is not None  # there is no paper of a contract before its text
    parts = numbered((words, blocks) for words, blocks in _parts(state, drawn, own, criteria) if blocks)
    return Paper(
        slug="contract-text", title=_("Contract for purchased services"), about=about, number=number, no=0, body=named(drawn.body),
        made=made, code="", blocks=(*_facts(drawn, number, named), *parts, *_signed(state, drawn, named)),
    )  # fmt: skip


def _facts(drawn: ContractDrawnUp, number: str, named: Named) -> Iterator[Block]:
    amount = capitals(drawn.price) if language() == "zh" else spelled(drawn.price)
    yield Line(_("Contract"), number)
    yield Line(_("Procurement and lot"), _("{number}, lot {lot}").format(number=drawn.procurement, lot=drawn.lot))
    yield Line(_("Purchasing body"), named(drawn.body))
    yield Line(field(ContractDrawnUp, "supplier"), named(drawn.supplier))
    yield Line(field(ContractDrawnUp, "form"), choice(drawn, "form"))
    yield Line(field(ContractDrawnUp, "price"), _("{amount} ({words})").format(amount=money(drawn.price), words=amount))
    yield Line(_("Term"), _("{first} to {last}").format(first=shown(drawn.starts), last=shown(drawn.ends)))
    if drawn.payment_days is not None:
        yield Line(field(ContractDrawnUp, "payment_days"), _("{days} days").format(days=drawn.payment_days))
    if drawn.bond is not None:
        yield Line(field(ContractDrawnUp, "bond"), money(drawn.bond))
    if drawn.marked_reserved:
        yield Line(field(ContractDrawnUp, "marked_reserved"), _("yes"))


def _parts(state: Contract, drawn: ContractDrawnUp, own: bool, criteria: Mapping[str, str]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Groups in the order in which they were written; a clause has the number that a change names it by."""
    clauses = tuple(enumerate(drawn.clauses, 1))
    for slug in dict.fromkeys(str(one.group) for one in drawn.clauses):
        of_group = tuple(_clause(str(no), one) for no, one in clauses if one.group == slug)
        yield GROUPS[slug][0].capitalize() if language() == "en" else GROUPS[slug][1], of_group
    if own and not isinstance(drawn.kept_back, Withheld):
        yield _("Read by the two sides alone"), tuple(_clause(f"S{no}", one) for no, one in enumerate(drawn.kept_back, 1))
    yield field(ContractDrawnUp, "agreed"), tuple(_agreed(drawn, criteria))
    yield _("Changed since"), tuple(_changes(state))


def _clause(number: str, one: Written) -> Clause:
    words = in_words(one.text) or ""
    return Clause(number, "", tuple(part for part in words.splitlines() if part.strip()), "")


def _agreed(drawn: ContractDrawnUp, criteria: Mapping[str, str]) -> Iterator[Block]:
    rows = tuple((criteria.get(str(one.about)) or label(str(one.about), language()), in_words(one.text) or "") for one in drawn.agreed)
    if rows:
        yield Table(_("What was asked and offered"), (_("About"), _("Text")), rows, alone=True)


def _changes(state: Contract) -> Iterator[Block]:
    """The text above stays as it was signed; each change stands with the clause that it replaces."""
    for act in state.changes:
        yield Heading(_("Signed by both sides on {day}").format(day=shown(_day(act.happened))))
        yield Line(_("Ground"), in_words(act.reason))
        if act.supplement is not None:
            yield Line(field(ContractChanged, "supplement"), money(act.supplement))
        for one in act.changes:
            number = str(one.clause) if one.clause is not None else _("new")
            yield Clause(number, "", (in_words(one.text) or "",), "")
            if one.was is not None:
                yield Line(_("It was"), in_words(one.was))


def _signed(state: Contract, drawn: ContractDrawnUp, named: Named) -> Iterator[Block]:
    """Who has signed and when; of who has not, that this waits."""
    yield Signed(named(drawn.body), shown(_day(drawn.happened)))
    yield Signed(named(drawn.supplier), shown(_day(state.signed.happened)) if state.signed is not None else _("Not signed yet"))


def _day(happened: date) -> date:
    return calendar().day(happened)
