"""Which answers are on record already, and which are usual? The body's file, its budget lines, the directory, and a text bank."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from operis import clock
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.documents.lawbook import calendar
from operis.documents.shown import language, money
from operis.documents.textbank import banks
from operis.drafts.worksheet import worksheet_of
from operis.registers import models
from operis.registers.search import budget_lines, directory_item
from operis.rules.contracts import MONTHS_IN_YEAR
from operis.rules.determination import Answer
from operis.web.questions.answers import YES_NO
from operis.web.reading.dockets import Shown

LISTED, BUDGETED, KIND, MONTHS = "V01", "V02", "V03", "V04"
DAYS = ("start_date", "end_date")
"""The slots of a text bank in which the days stand from which and until which the service runs."""
KINDS_OF_BODY = {"state-organ": "organ", "party-organ": "organ", "public-institution": "institution"}
FROM_BANK = ("V04", "V05", "V06")
"""What a text bank says of the start of its service; its other answers are proposed on their pages."""
YES = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Line:
    """A budget line of the body with what is free on it."""

    number: str
    year: int
    item: str
    free: Fen
    directory_item: str
    category: str
    name: str = ""

    @property
    def words(self) -> str:
        own = _("{line} ({item}), {free} free").format(line=self.number, item=self.item, free=money(self.free))
        return _("{name}: {line}").format(name=self.name, line=own) if self.name else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`assumed` answers count without being asked; `sources` says where each comes from; `usual` ones are proposed."""

    lines: tuple[Line, ...]
    bank: str
    usual: Mapping[str, Answer] = field(default_factory=dict)
    assumed: Mapping[str, Answer] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def lines_of(body: str, year: int) -> tuple[Line, ...]:
    """The body's lines of a year, each with what is free on it as the law counts it."""
    names = {one.line: Wording(zh=one.name_zh or None, en=one.name_en or None)
             for one in models.BudgetLine.objects.filter(body=body, year=year) if one.name_zh or one.name_en}  # fmt: skip
    return tuple(
        Line(one.line, year, one.budget_item, one.free, one.directory_item or "", one.category or "",
             names[one.line].within(language())[1] if one.line in names else "")
        for one in budget_lines(body, year)
    )  # fmt: skip


def held_for(need: Shown, mandate: Mandate, chosen: str) -> Held:
    today, body = calendar().day(clock.now()), mandate.acts_for or ""
    lines = lines_of(body, today.year)
    line = next((one for one in lines if one.number == chosen), None)
    assumed: dict[str, Answer] = {}
    sources: dict[str, str] = {}
    if line is not None:
        assumed[BUDGETED], sources[BUDGETED] = True, _("budget line {line}").format(line=line.number)
        item = directory_item((line.directory_item,), None) if line.directory_item else None
        if item is not None:
            assumed[LISTED], sources[LISTED] = item.holds(today), _("item {item} of the guiding directory").format(item=item.code)
    party = models.Party.objects.filter(key=body, party="body").first()
    if party is not None:
        assumed[KIND], sources[KIND] = KINDS_OF_BODY.get(party.nature, "other"), _("the file of your body")
    sheet = worksheet_of(need.number)
    bank, months = banks().get(sheet.bank), _months(sheet.values)
    if months is not None:
        assumed[MONTHS], sources[MONTHS] = months, _("the first and the last day of the need")
    usual = {question: answer_of(text) for question, text in bank.usual().items()} if bank else {}
    for question in FROM_BANK:
        if question in usual and question not in assumed:
            assumed[question], sources[question] = usual[question], _("usual for this service: look at it")
    return Held(lines=lines, bank=bank.name.within(language()) if bank else "", usual=usual, assumed=assumed, sources=sources)


def _months(slots: Mapping[str, str]) -> int | None:
    """From the first to the last day of a text bank, a month that is begun counted whole; None where they are no two days."""
    try:
        first, last = (date.fromisoformat(slots.get(one, "")) for one in DAYS)
    except ValueError:
        return None
    after = last + timedelta(days=1)
    whole = (after.year - first.year) * MONTHS_IN_YEAR + after.month - first.month + (1 if after.day > first.day else 0)
    return whole if whole > 0 else None


def answer_of(text: str) -> Answer:
    """An answer as a text bank writes it."""
    return {**YES, **YES_NO}.get(text, int(text) if text.isdecimal() else text)
