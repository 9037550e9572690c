"""Which shares of the keys does an opening wait for? How many have come and from whom, and whether those that came open the bids."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.commands import OpenBids
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.ledger.numbers import kind_of
from operis.ledger.states import state_of
from operis.procedures import procedure_now
from operis.registers.models import Docket, Refused, RefusedUnder
from operis.rules.keys import shares_given_back


@dataclass(frozen=True, slots=True)
class Awaited:
    """`came` and `missing` are names of bodies; `unfit` where so many came as it takes, and not every bid opens with them."""

    givers: tuple[str, ...]
    """The holders whose names are in `came`, as the record has them."""
    came: tuple[str, ...]
    missing: tuple[str, ...]
    least: int
    unfit: bool

    @property
    def says(self) -> str:
        came = _(", ").join(self.came)
        if self.unfit:
            return _("Shares of the keys have come from {came}, and they do not fit together: not every bid opens with them.").format(
                came=came)  # fmt: skip
        if len(self.came) >= self.least:
            return _("Shares of the keys have come from {came}: the bids are being opened.").format(came=came)
        if not self.came:
            return ngettext("The opening waits for shares of the keys: {least} is needed, and none has come.",
                            "The opening waits for shares of the keys: {least} are needed, and none has come.", self.least
                            ).format(least=self.least)  # fmt: skip
        return _("The opening waits for shares of the keys: {given} of {least} have come, from {came}.").format(
            given=len(self.came), least=self.least, came=came)  # fmt: skip

    @property
    def who(self) -> str:
        """Who must act, and how."""
        came, missing = _(", ").join(self.came), _(", ").join(self.missing)
        if self.unfit:
            return _("{missing}: give back shares; or {came}: hand them in again").format(missing=missing, came=came)
        return missing if len(self.came) < self.least else ""

    @property
    def counted(self) -> str:
        """In a word, for lists."""
        if self.unfit:
            return _("Shares of the keys do not fit together")
        return _("Shares of the keys: {given} of {least}").format(given=len(self.came), least=self.least)


def awaited(number: str) -> Awaited | None:
    """None where the opening waits for nothing, or too few bids are in: the rows under which it was refused tell the two apart."""
    state: Any = state_of(number)
    rows = rows_of_keys(number, state)
    if not rows or state.closing is None or state.opening is not None or state.keys_digest is None or state.ended:
        return None
    tried = Refused.objects.filter(docket=number, command=OpenBids.slug).order_by("-at", "-number").first()
    under = set(RefusedUnder.objects.filter(refusal=tried.number).values_list("row", flat=True)) if tried else set()
    if tried is None or not under <= rows:
        return None
    least = book().rows[min(rows)].at(calendar().day(tried.at)).count("releases_min_count")
    back, names = tuple(one.holder for one in state.releases), names_of({*state.called_holders})
    came = tuple(names.get(one, one) for one in back)
    missing = tuple(names.get(one, one) for one in state.called_holders if one not in back)
    newest = Docket.objects.filter(number=number).values_list("acts", flat=True).first()
    return Awaited(back, came, missing, least, unfit=len(came) >= least and tried.acts == newest)


def tries_of_keys(number: str, state: Any) -> frozenset[str]:
    """The numbers of the clock's tries to open that nothing stood in the way of but key holders: nobody was refused anything by them."""
    rows = rows_of_keys(number, state)
    tried = Refused.objects.filter(docket=number, command=OpenBids.slug).values_list("number", flat=True) if rows else ()
    under: dict[str, set[str]] = {}
    for refusal, row in RefusedUnder.objects.filter(refusal__in=list(tried)).values_list("refusal", "row") if rows else ():
        under.setdefault(refusal, set()).add(row)
    return frozenset(one for one, found in under.items() if found <= rows)


def rows_of_keys(number: str, state: Any) -> frozenset[str]:
    """The rows under which an opening waits for key holders; none where the method has no such rule."""
    step = procedure_now(str(kind_of(number)), state).steps.get(OpenBids)
    return frozenset(row for rule in (step.after if step else ()) if rule.check is shares_given_back for row in rule.rows)
