"""What helps with a purchase outside the methods of this site? Grounds of today, what the need says already, and what else was bought."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.case import Case
from operis.core.fields import walk
from operis.core.money import Fen, yuan
from operis.core.reading import Reading
from operis.dockets.budget.facts import OtherPlan
from operis.dockets.need.commands import EnterOutsidePurchase
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.shown import language, money, words
from operis.drafts.worksheet import worksheet_of
from operis.registers import models
from operis.registers.purchases import bought_beside
from operis.rules.amounts import OPEN_TENDER_AMOUNT, QUOTA
from operis.rules.outside import grounds
from operis.strict_yaml import Scalar
from operis.web.components.form import Part
from operis.web.desk.guides import Guide
from operis.web.desk.held import lines_of
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed
from operis.web.preparing.ahead import case_ahead
from operis.web.preparing.listed import worded

ON_FILE, LINE, PRICE, PART, ON = "on_file", "budget_line", "price", "part", "outside-on"


class OutsideGuide(Guide):
    template = "web/desk/guide_outside.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        """The one part that is open, its line as it was chosen with the need, and the sum where one firm said it."""
        need = at.docket.state if at.docket else None
        if need is None or need.recorded is None:
            return {}
        free = [one.part for one in need.recorded.parts if one.part not in need.bought]
        lines, sheet = lines_of(at.mandate.acts_for or "", _today().year), worksheet_of(at.number or "")
        line = next((one for one in lines if one.number == sheet.line), lines[0] if len(lines) == 1 else None)
        quoted = {one.amount for each in need.consultations for one in each.quotations}
        said = {PART: free[0] if len(free) == 1 else "", LINE: line.number if line else "",
                PRICE: yuan(next(iter(quoted))) if len(quoted) == 1 and len(need.recorded.parts) == 1 else ""}  # fmt: skip
        return {name: value for name, value in said.items() if value}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        lines = lines_of(at.mandate.acts_for or "", _year(typed))
        return {"ground": worded(grounds(_case(at).law)), **({LINE: tuple((one.number, one.words) for one in lines)} if lines else {})}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """Where nobody is on file there is nobody to choose."""
        anybody = models.Party.objects.filter(party="supplier", accepted=True).exists()
        return tuple(one for one in parts if one.name != ON_FILE or anybody or one.wrong)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        """The line with its arithmetic, the amounts of the place, and what counts together with this, with the sum."""
        body, year, number = at.mandate.acts_for or "", _year(typed), typed.get(LINE, "").strip()
        law, line = _case(at).law, next((one for one in lines_of(body, year) if one.number == number), None)
        amounts = [(name, row, money(row.fen(term))) for name, term in ((_("Quota"), QUOTA), (_("Open-tender amount"), OPEN_TENDER_AMOUNT))
                   if (row := law.having(term)) is not None]  # fmt: skip
        beside = bought_beside((body, str(year), number), at.number).found
        price = _price(typed)
        total = Fen((price or 0) + sum(one.budget for one in beside))
        return {"line": [(_("Free on line {line}").format(line=line.number), money(line.free))] if line is not None else [],
                "amounts": amounts, "beside": [_row(one) for one in beside],
                "sum": money(total) if beside and price is not None else "", "part": _planned(at, beside, typed)}  # fmt: skip


def _row(one: OtherPlan) -> tuple[str, str, str, str, str]:
    return one.docket, reverse("desk-docket", args=[one.docket]), money(one.budget), label(one.method, language()), words(one.ties)


def _planned(at: Sitting, beside: tuple[OtherPlan, ...], typed: Typed) -> list[tuple[str, str]]:
    """The plans that the part has: what is planned is not bought beside it."""
    part = typed.get(PART, "").strip()
    plans = [one for one in beside if one.need == at.number and one.part == part and not one.outside]
    return [(one.docket, reverse("desk-docket", args=[one.docket])) for one in plans]


def _case(at: Sitting) -> Case[Any, Any]:
    state = at.docket.state if at.docket else at.procedure.start()
    return case_ahead(at.procedure, at.step, at.number, state, at.mandate, calendar().local(clock.now()))


def _price(typed: Typed) -> Fen | None:
    """The sum, as far as it can be read."""
    reading, text = Reading(calendar().zone), typed.get(PRICE, "").strip()
    value = walk(EnterOutsidePurchase)[PRICE].kind.read(Scalar(text, plain=False, line=0), "", reading) if text else None
    return value if isinstance(value, Fen) and not reading.mistakes else None


def _today() -> date:
    return calendar().day(clock.now())


def _year(typed: Typed) -> int:
    """That of the paper; before it is typed, this one."""
    given = typed.get(ON, "").strip()[: len("2026")]
    return int(given) if given.isascii() and given.isdigit() and len(given) == len("2026") else _today().year
