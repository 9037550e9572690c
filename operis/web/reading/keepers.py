"""Who holds the keys of the bids of a procurement, and who has handed in its shares? For everyone who waits for the opening."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.findings import keys_lost
from operis.dockets.procurement.opened import KEYLESS, Opened
from operis.dockets.procurement.state import Procurement
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.web.components.facts import FactRow


def key_facts(state: Procurement, unfit: Collection[str]) -> list[FactRow]:
    """Which bids a holder could open is read with the opening; that it gave back its shares, at once."""
    names = names_of({*state.called_holders})
    return [
        FactRow(_("Key holder {place}").format(place=place), names.get(one, one),
                with_lost(state, one, shares_words(state, one, unfit) or key_words(state, one) or _("no key yet")))
        for place, one in enumerate(state.called_holders, 1)
    ]  # fmt: skip


def with_lost(state: Procurement, holder: str, words: str) -> str:
    """What is told of a key, and since when it stands on record that it is lost."""
    found = keys_lost(state.findings).get(holder)
    return words if found is None else _("{words}; it says that its key is lost (entered on {when})").format(
        words=words, when=shown(found.happened))  # fmt: skip


def key_words(state: Procurement, holder: str) -> str:
    """When a holder gave its key; nothing before it did."""
    given = next((one.happened for one in state.key_holders if one.holder == holder), None)
    return _("key given on {when}").format(when=shown(given)) if given else ""


def shares_words(state: Procurement, holder: str, unfit: Collection[str]) -> str:
    """When a holder handed in its shares, and for how many bids the opening found them not valid; nothing before it did.

    `unfit`: whose shares do not fit together.
    """
    given = next((one.happened for one in state.releases if one.holder == holder), None)
    if given is None:
        return ""
    says, failed, shut = _("shares handed in on {when}").format(when=shown(given)), failed_count(state, holder), _shut_count(state, holder)
    if holder in unfit:
        return _("{says}: they do not fit together").format(says=says)
    if failed:
        says = ngettext("{says}: not valid for {count} bid", "{says}: not valid for {count} bids", failed).format(says=says, count=failed)
    if shut:
        says = ngettext("{says}; the envelope of {count} bid did not open with this key",
                        "{says}; the envelopes of {count} bids did not open with this key", shut).format(says=says, count=shut)  # fmt: skip
    return says


def failed_count(state: Procurement, holder: str) -> int:
    """For how many bids the opening shows that this holder gave no valid share of an envelope that was in order."""
    return sum(holder in one.failed and one.result != KEYLESS for opening in state.openings for one in opening.opened)


def _shut_count(state: Procurement, holder: str) -> int:
    """For how many it says that their envelope did not open: no key came of these bids, so that nobody can tell whose fault that was."""
    return sum(holder in one.failed and one.result == KEYLESS for opening in state.openings for one in opening.opened)


def failed_words(one: Opened, names: Mapping[str, str]) -> str:
    """Whose share was missing or wrong for a bid; where no key came of it, with whose keys its envelopes did not open."""
    if not one.failed:
        return ""
    holders = _(", ").join(names.get(each, each) for each in one.failed)
    if one.result == KEYLESS:
        return _("its envelopes did not open with the keys of: {holders}").format(holders=holders)
    return _("no valid share from: {holders}").format(holders=holders)
