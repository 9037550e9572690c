"""What does an opening wait for: shares of the keys, and envelopes that two persons have to read? How many, and from whom?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.commands import OpenBids, ReleaseShares
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.holding.opening import alike
from operis.ledger.numbers import kind_of
from operis.ledger.states import state_of
from operis.procedures import procedure_now
from operis.registers.models import Docket, Refused, RefusedUnder, still_owed
from operis.rules.keys import shares_given_back
from operis.rules.paper import paper_read


@dataclass(frozen=True, slots=True)
class Awaited:
    """`came` and `missing` are names of bodies; `unfit` where so many came as it takes, and not every bid opens with them."""

    givers: tuple[str, ...]
    """The holders whose names are in `came`, as the record has them."""
    came: tuple[str, ...]
    missing: tuple[str, ...]
    least: int
    unfit: bool
    envelopes: int = 0
    """How many are still to be read by two persons."""
    keepers: str = ""
    """Who has to read them."""
    alike: tuple[str, ...] = ()
    """Holders who handed in the same shares."""
    since: datetime | None = None
    """The closing: then it was to be opened, however often it is tried."""

    @property
    def says(self) -> str:
        paper = ngettext("The opening waits for {count} envelope, which two persons open and read.",
                         "The opening waits for {count} envelopes, which two persons open and read.", self.envelopes
                         ).format(count=self.envelopes)  # fmt: skip
        return " ".join([*([paper] if self.envelopes else []), *([self._of_shares] if self.least else [])])

    @property
    def _of_shares(self) -> str:
        came = _(", ").join(self.came)
        if self.unfit:
            says = _("Shares of the keys have come from {came}, and they do not fit together: not every bid opens with them.").format(
                came=came)  # fmt: skip
            both = _("{alike} handed in the same shares: one of them has not opened its own.").format(alike=_(", ").join(self.alike))
            return f"{says} {both}" if self.alike else says
        if len(self.came) >= self.least:
            return _("Shares of the keys have come from {came}: whether they open the bids is being tried.").format(came=came)
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
            return _("{missing}: hand in shares; or {came}: hand them in again").format(missing=missing, came=came)
        holders = missing if self.least and len(self.came) < self.least else ""
        return _(", ").join(filter(None, (self.keepers if self.envelopes else "", holders)))

    @property
    def counted(self) -> str:
        """In a word, for lists."""
        if self.envelopes:
            return _("Envelopes to be read: {count}").format(count=self.envelopes)
        if self.unfit:
            return _("Shares of the keys do not fit together")
        return _("Shares of the keys: {given} of {least}").format(given=len(self.came), least=self.least)


def awaited(number: str) -> Awaited | None:
    """None where the opening waits for nothing, or too few bids are in: the rows under which it was refused tell the two apart."""
    state: Any = state_of(number)
    keys, paper = rows_of_keys(number, state), rows_of_paper(number, state)
    if not (keys or paper) or state.closing is None or state.opening is not None or state.ended:
        return None
    tried = Refused.objects.filter(docket=number, command=OpenBids.slug).order_by("-at", "-number").first()
    under = set(RefusedUnder.objects.filter(refusal=tried.number).values_list("row", flat=True)) if tried else set()
    if tried is None or not under <= keys | paper:
        return None
    waiting = state.envelopes_waiting if under & paper else ()
    by_keys = state.keys_digest is not None and state.sealed_listed
    if not (waiting or by_keys):
        return None
    least = book().rows[min(keys)].at(calendar().day(tried.at)).count("releases_min_count") if by_keys else 0
    back, names = tuple(one.holder for one in state.releases), names_of({*state.called_holders})
    came = tuple(names.get(one, one) for one in back)
    missing = tuple(names.get(one, one) for one in state.called_holders if one not in back)
    newest = Docket.objects.filter(number=number).values_list("acts", flat=True).first()
    unfit = bool(under & keys) and len(came) >= least and tried.acts == newest
    keepers = names_of({state.body}).get(state.body, state.body) if waiting else ""
    same = [state.called_holders[place - 1] for place in alike(number, state)] if unfit else []
    return Awaited(back, came, missing, least, unfit, len(waiting), keepers, tuple(names.get(one, one) for one in same), state.closes)


def unfit_of(waits: Awaited | None) -> tuple[str, ...]:
    """Whose shares do not fit together."""
    return waits.givers if waits is not None and waits.unfit else ()


def wanted_again(holder: str) -> list[str]:
    """The dockets where a body has given back shares that do not fit with those of another: others are still asked for theirs there."""
    owed = still_owed().filter(command=ReleaseShares.slug, waits=False).exclude(party=holder)
    dockets = owed.values_list("docket", flat=True).distinct()
    return [one for one in dockets if (waits := awaited(one)) is not None and waits.unfit and holder in waits.givers]


def rows_of_keys(number: str, state: Any) -> frozenset[str]:
    """The rows under which an opening waits for key holders; none where the method has no such rule."""
    return _rows(number, state, shares_given_back.name)


def rows_of_paper(number: str, state: Any) -> frozenset[str]:
    """Those under which it waits for envelopes."""
    return _rows(number, state, paper_read().name)


def _rows(number: str, state: Any, check: str) -> frozenset[str]:
    step = procedure_now(str(kind_of(number)), state).steps.get(OpenBids)
    return frozenset(row for rule in (step.after if step else ()) if rule.check.name == check for row in rule.rows)
