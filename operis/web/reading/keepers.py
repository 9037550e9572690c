"""Who holds the keys of the bids of a procurement, and who has handed in its shares? For everyone who waits for the opening."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.state import Procurement
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.web.components.facts import FactRow


def key_facts(state: Procurement, unfit: Collection[str]) -> list[FactRow]:
    """Which bids a holder could open is read with the opening; that it gave back its shares, at once."""
    names = names_of({*state.called_holders})
    return [
        FactRow(_("Key holder {place}").format(place=place), names.get(one, one),
                shares_words(state, one, unfit) or key_words(state, one) or _("no key yet"))
        for place, one in enumerate(state.called_holders, 1)
    ]  # fmt: skip


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
    says, failed = _("shares handed in on {when}").format(when=shown(given)), failed_count(state, holder)
    if holder in unfit:
        return _("{says}: they do not fit together").format(says=says)
    return ngettext("{says}: not valid for {count} bid", "{says}: not valid for {count} bids", failed).format(
        says=says, count=failed) if failed else says  # fmt: skip


def failed_count(state: Procurement, holder: str) -> int:
    """For how many bids the opening says that this holder gave no valid share."""
    return sum(holder in one.failed for opening in state.openings for one in opening.opened)


def failed_words(holders: tuple[str, ...], names: dict[str, str]) -> str:
    """Whose share was missing or wrong for a bid."""
    if not holders:
        return ""
    return _("no valid share from: {holders}").format(holders=_(", ").join(names.get(one, one) for one in holders))
