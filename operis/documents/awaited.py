"""What does an opening wait for: shares of the keys, and envelopes that two persons have to read? How many, and from whom?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.attachments.opened import opened_in
from operis.dockets.procurement.commands import OpenBids, ReleaseShares
from operis.dockets.procurement.findings import keys_lost
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
    """By name who has given back shares, and who has not; what of them does not fit, and which envelopes could not be opened."""

    came: tuple[str, ...]
    missing: tuple[str, ...]
    least: int
    unfit: Mapping[str, str] = field(default_factory=dict)
    """Whose shares of a bid do not fit with those of the others, as the record has them, with their names."""
    shut: tuple[str, ...] = ()
    """With whose keys the envelopes of some bid did not open, so that too few shares of it came: who sealed it sealed it so."""
    envelopes: int = 0
    """How many are still to be read by two persons."""
    keepers: str = ""
    """Who has to read them."""
    alike: tuple[str, ...] = ()
    """Holders who handed in the same shares."""
    since: datetime | None = None
    """The closing: then it was to be opened, however often it is tried."""
    lost: frozenset[str] = frozenset()
    """Holders who say that their key is lost."""

    @property
    def again(self) -> Mapping[str, str]:
        """Who can hand in shares once more that fit."""
        return {one: name for one, name in self.unfit.items() if one not in self.lost}

    @property
    def says(self) -> str:
        paper = ngettext("The opening waits for {count} envelope, which two persons open and read.",
                         "The opening waits for {count} envelopes, which two persons open and read.", self.envelopes
                         ).format(count=self.envelopes)  # fmt: skip
        return " ".join([*([paper] if self.envelopes else []), *([self._of_shares] if self.least else [])])

    @property
    def _of_shares(self) -> str:
        came = _(", ").join(self.came)
        shut = _("Of some bids the envelopes do not open with the keys of {shut}, as they came: these wait for another share.").format(
            shut=_(", ").join(self.shut)) if self.shut else ""  # fmt: skip
        if self.unfit:
            says = _("Shares of the keys have come from {came}, and they do not fit together: not every bid opens with them.").format(
                came=_(", ").join(self.unfit.values()))  # fmt: skip
            says = f"{says} {shut}" if shut else says
            both = _("{alike} handed in the same shares: one of them has not opened its own.").format(alike=_(", ").join(self.alike))
            return f"{says} {both}" if self.alike else says
        if shut:
            return _("Shares of the keys have come from {came}.").format(came=came) + f" {shut}"
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
        missing = _(", ").join(self.missing)
        if self.unfit:
            came = _(", ").join(self.again.values())
            both = _("{missing}: hand in shares; or {came}: hand them in again") if missing and came else ""
            first = _("{missing}: hand in shares") if missing else _("{came}: hand shares in again")
            return (both or first).format(missing=missing, came=came) if missing or came else ""
        holders = missing if self.least and (self.shut or len(self.came) < self.least) else ""
        return _(", ").join(filter(None, (self.keepers if self.envelopes else "", holders)))

    @property
    def counted(self) -> str:
        """In a word, for lists."""
        if self.envelopes:
            return _("Envelopes to be read: {count}").format(count=self.envelopes)
        if self.unfit:
            return _("Shares of the keys do not fit together")
        if self.shut:
            return _("Another share of the keys is needed")
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
    lost = keys_lost(state.findings)
    missing = tuple(names.get(one, one) for one in state.called_holders if one not in back and one not in lost)
    newest = Docket.objects.filter(number=number).values_list("acts", flat=True).first()
    unfit, shut = _left(state, least) if under & keys and len(came) >= least and tried.acts == newest else ((), ())
    keepers = names_of({state.body}).get(state.body, state.body) if waiting else ""
    same = [state.called_holders[place - 1] for place in alike(number, state)] if unfit else []
    return Awaited(came, missing, least, {one: names.get(one, one) for one in unfit}, tuple(names.get(one, one) for one in shut),
                   len(waiting), keepers, tuple(names.get(one, one) for one in same), state.closes, frozenset(lost))  # fmt: skip


def _left(state: Any, least: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of the bids that what came leaves open: whose shares do not fit, and whose envelopes did not open where too few shares came."""
    certain = {(row.docket, row.lot, row.sealed_sha256) for row in opened_in(one.bid for one in state.closing.listed)}
    untried = {one.lot for one in state.envelopes_waiting}
    open_ = {(one.bid, one.lot) for one in state.closing.listed
             if one.lot not in untried and (one.bid, one.lot, one.sealed_sha256) not in certain}  # fmt: skip
    gave = {matter: [one.holder for one in state.releases if _gives(one, matter)] for matter in open_}
    asked = {matter: [one.holder for one in state.releases if _gives(one, matter) is not None] for matter in open_}
    unfit = {holder for holders in gave.values() if len(holders) >= least for holder in holders}
    shut = {holder for matter, holders in gave.items() if len(holders) < least for holder in asked[matter] if holder not in holders}
    return tuple(one for one in state.called_holders if one in unfit), tuple(one for one in state.called_holders if one in shut)


def _gives(release: Any, matter: tuple[str, str]) -> bool | None:
    """Whether a holder gave back its share of a bid; None where it was not asked for it."""
    return next((one.given for one in release.released if (one.bid, one.lot) == matter), None)


def wanted_again(holder: str) -> dict[str, datetime | None]:
    """The dockets where a body has given back shares that do not fit with those of another, and since when the opening waits there."""
    owed = still_owed().filter(command=ReleaseShares.slug, waits=False).exclude(party=holder)
    waits = {one: awaited(one) for one in owed.values_list("docket", flat=True).distinct()}
    return {number: one.since for number, one in waits.items() if one is not None and holder in one.again}


def rows_of_keys(number: str, state: Any) -> frozenset[str]:
    """The rows under which an opening waits for key holders; none where the method has no such rule."""
    return _rows(number, state, shares_given_back.name)


def rows_of_paper(number: str, state: Any) -> frozenset[str]:
    """Those under which it waits for envelopes."""
    return _rows(number, state, paper_read().name)


def _rows(number: str, state: Any, check: str) -> frozenset[str]:
    step = procedure_now(str(kind_of(number)), state).steps.get(OpenBids)
    return frozenset(row for rule in (step.after if step else ()) if rule.check.name == check for row in rule.rows)
