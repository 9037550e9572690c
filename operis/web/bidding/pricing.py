"""What does a bid cost? The price that was typed or the sum of its list, read from a table, and how it stands to the most that is paid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from operis.core.fields import ask, load, plain, record, walk
from operis.core.money import Fen
from operis.core.reading import ROLL_MAX
from operis.core.wording import Wording
from operis.dockets.bid.terms import PriceItem
from operis.dockets.procurement.terms import YUAN
from operis.documents.importing.brought import headed
from operis.documents.importing.cells import UNCOUNTED, Cell, Row, sheets, unread
from operis.documents.importing.columns import Column, columns, headings, plain_heading, row_read
from operis.documents.lawbook import calendar
from operis.documents.said import said
from operis.documents.shown import language, money
from operis.rules.sums import amount
from operis.strict_yaml import Malformed
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import PRICE, Listed, Priced
from operis.web.forms import CommandForm, form_for, rows_of

FAULTS_SHOWN, ITEMS = 10, "items"
Lines = Sequence[tuple[Wording, str]]
"""What the notice says of how much is bought: each with its number."""
ALSO_NAMED = {"name": ("项目", "内容", "服务内容", "名称"), "quantity": ("Qty",)}
"""What the columns of a price list are headed too."""
SUMS = frozenset({"合计", "总计", "总价", "小计", "sum", "total"})
"""What stands before the sum of a list, in a row without a quantity."""


@record
class InTable(Listed):
    """A line of a table that somebody brings: an amount that stands there is compared."""

    amount: Fen | None = ask("Amount", "金额", unit=YUAN, default=None)


@dataclass(frozen=True, slots=True)
class Price:
    """`price` is None where nothing was written yet."""

    price: Fen | None
    items: tuple[PriceItem, ...]
    limit: Fen

    @property
    def sum(self) -> Fen | None:
        return Fen(sum(one.amount for one in self.items)) if self.items else None

    @property
    def too_high(self) -> bool:
        return self.price is not None and self.price > self.limit

    @property
    def doubtful(self) -> bool:
        """Whether it makes the bid invalid, or is another than its list comes to."""
        return self.too_high or self.unlike

    @property
    def unlike(self) -> bool:
        """Whether the list comes to something else than the price."""
        return self.sum is not None and self.price is not None and self.sum != self.price

    @property
    def share_percent(self) -> str:
        """The price as a share of the most that is paid, for a picture."""
        return f"{min(self.price or 0, self.limit) * 100 / self.limit:.1f}" if self.limit else "0"

    @property
    def words(self) -> str:
        """How the price stands to the most that is paid."""
        if self.price is None:
            return ""
        apart = abs(self.limit - self.price)
        facts = {"price": money(self.price), "limit": money(self.limit), "apart": money(apart)}
        if self.too_high:
            return _("The price of {price} is {apart} above {limit}, the most that is paid: such a bid is invalid.").format(**facts)
        return _("The price of {price} is {apart} below {limit}, the most that is paid.").format(**facts)


def price_form(draft: Draft, *, bound: bool = True, typed: Mapping[str, str] | None = None) -> CommandForm:
    given = draft.typed if typed is None else typed
    own = {name: text for name, text in given.items() if name.partition("-")[0] in ("price", "items")}
    if draft.listed:
        own = {name: text for name, text in own.items() if not name.startswith("items-")}
    form = form_for(Priced)
    return form(own, zone=calendar().zone) if bound else form(zone=calendar().zone, initial=own)


def price_of(draft: Draft, limit: Fen) -> Price | None:
    """None where what was typed cannot be read."""
    form = price_form(draft)
    if not form.is_valid():
        return None
    items = listed(draft) or tuple(_reckoned(one) for one in form.asked.items)
    price = form.asked.price or None  # for nothing nothing is offered
    return Price(Fen(sum(one.amount for one in items)) if price is None and items else price, items, limit)


def proposed(draft: Draft, lines: Lines) -> Draft:
    """Where nothing of the price was saved yet, its list begins with the lines of the notice."""
    if PRICE in draft.visited or draft.listed or rows_of(draft.typed, ITEMS) or not lines:
        return draft
    typed = {f"{ITEMS}-{no}-{name}": text for no, (words, quantity) in enumerate(lines)
             for name, text in (("name-zh", words.zh or ""), ("name-en", words.en or ""), ("quantity", quantity))}  # fmt: skip
    return replace(draft, typed={**draft.typed, f"{ITEMS}-rows": f"{len(lines)}", **typed})


def without_proposed(typed: Mapping[str, str], lines: Lines) -> dict[str, str]:
    """Lines that were proposed and stand there untouched, without any unit price, are no price list."""
    own = {name: text.strip() for name, text in typed.items() if name.startswith(f"{ITEMS}-") and text.strip()}
    ours = {name: text for name, text in proposed(Draft(), lines).typed.items() if text}
    return {name: text for name, text in typed.items() if not name.startswith(f"{ITEMS}-")} if own == ours else dict(typed)


def listed(draft: Draft) -> tuple[PriceItem, ...]:
    return tuple(load(PriceItem, dict(one)) for one in draft.listed)


def _reckoned(one: Any) -> PriceItem:
    return PriceItem(name=one.name, quantity=one.quantity, unit_price=one.unit_price, amount=amount(one.quantity, one.unit_price))


def with_table(draft: Draft, content: bytes) -> Draft:
    """The lines of a table that was brought, in place of what was listed before; Malformed where one of them cannot be read."""
    listed_columns = columns(InTable)
    also = {plain_heading(words): one for one in listed_columns for words in ALSO_NAMED.get(one.name.removesuffix(".zh"), ())}
    known = {**also, **headings(listed_columns, language())}
    found = [(one, headed(one, known)) for one in sheets(content)]
    sheet, (place, there) = max(found, key=lambda one: len(one[1][1]), default=(None, (0, {})))
    given = {column.way[0] for column in there.values()}
    if sheet is None or not {"name", "quantity", "unit_price"} <= given:
        needs = _(", ").join(one.asked.label.within(language()) for one in _needed())
        raise unread(gettext_noop("No row of headings was found here. Needed are the columns: {headings}."), {"headings": needs})
    rows = [row for row in sheet.rows[place + 1 :] if _says(row, there) and not _is_sum(row, there)]
    if not rows or len(rows) > ROLL_MAX:
        raise unread(gettext_noop("A price list has at least one line and at most {most}."), {"most": f"{ROLL_MAX:,}"})
    lines, faults = [], []
    for row in rows:
        told = row_read(InTable, dict(_cells(row, there)), row.number, calendar().zone, language())
        faults += [_in_row(row.number, said(mistake.says, _named(mistake.facts))) for _column, mistake in told.wrong]
        if told.record is not None:
            item = _reckoned(told.record)
            if told.record.amount not in (None, item.amount):
                says = _("{given} stands there, and quantity times unit price is {right}.")
                faults.append(_in_row(row.number, says.format(given=money(told.record.amount), right=money(item.amount))))
            lines.append(item)
    if faults:
        more = [_("And {count} more.").format(count=len(faults) - FAULTS_SHOWN)] if len(faults) > FAULTS_SHOWN else []
        raise UnreadTableError([*faults[:FAULTS_SHOWN], *more])
    kept = {name: text for name, text in draft.typed.items() if not name.startswith("items-")}
    return replace(draft, listed=tuple(plain(one) for one in lines), typed=kept)


def _cells(row: Row, there: Mapping[int, Column]) -> Iterator[tuple[Column, Cell]]:
    """What stands in a row; an amount whose formula was saved without a value is reckoned here anyway."""
    for at, column in there.items():
        if at < len(row.cells) and not (column.way[0] == "amount" and row.cells[at].wrong == UNCOUNTED):
            yield column, row.cells[at]


def _says(row: Row, there: Mapping[int, Column]) -> bool:
    return any(cell.text.strip() or cell.wrong for _column, cell in _cells(row, there))


def _is_sum(row: Row, there: Mapping[int, Column]) -> bool:
    texts = {column.way[0]: row.cells[at].text.strip() for at, column in there.items() if at < len(row.cells)}
    return plain_heading(texts.get("name", "")) in SUMS and not texts.get("quantity")


def _named(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A field by its words."""
    fields = walk(InTable)
    known = {name: fields[one].asked.label.within(language()) for name, one in facts.items() if name == "field" and one in fields}
    return {**facts, **known}


class UnreadTableError(Exception):
    """Lines of a table that cannot be taken: a sentence for each, in the reader's language."""

    def __init__(self, says: list[str]) -> None:
        super().__init__(*says)
        self.says = says


def _in_row(number: int, says: str) -> str:
    return _("Row {number}: {says}").format(number=number, says=says)


def _needed() -> tuple[Any, ...]:
    return tuple(walk(Listed).values())


__all__ = ["Malformed", "Price", "UnreadTableError", "listed", "price_form", "price_of", "proposed", "with_table",
           "without_proposed"]  # fmt: skip
