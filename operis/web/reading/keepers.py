"""Who holds the keys of the bids of a procurement, and who has given back its shares? For everyone who waits for the opening."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.state import Procurement
from operis.documents.names import names_of
from operis.web.components.facts import FactRow


def key_facts(state: Procurement, unfit: tuple[str, ...]) -> list[FactRow]:
    """Which bids a holder could open is read with the opening; that it gave back its shares, at once."""
    names, there = names_of({*state.called_holders}), {one.holder for one in state.key_holders}
    return [
        FactRow(_("Key holder {place}").format(place=place), names.get(one, one),
                shares_words(state, one, unfit) or (_("key given") if one in there else _("no key yet")))
        for place, one in enumerate(state.called_holders, 1)
    ]  # fmt: skip


def shares_words(state: Procurement, holder: str, unfit: tuple[str, ...]) -> str:
    """That a holder gave back its shares, and for how many bids the opening found them not valid; nothing before it did.

    `unfit`: whose shares do not fit together.
    """
    if holder not in {one.holder for one in state.releases}:
        return ""
    if holder in unfit:
        return _("given back, and they do not fit together")
    failed = failed_count(state, holder)
    return ngettext("shares given back, not valid for {count} bid", "shares given back, not valid for {count} bids", failed).format(
        count=failed) if failed else _("shares given back")  # fmt: skip


def failed_count(state: Procurement, holder: str) -> int:
    """For how many bids the opening says that this holder gave no valid share."""
    return sum(holder in one.failed for opening in state.openings for one in opening.opened)


def failed_words(holders: tuple[str, ...], names: dict[str, str]) -> str:
    """Whose share was missing or wrong for a bid."""
    if not holders:
        return ""
    return _("no valid share from: {holders}").format(holders=_(", ").join(names.get(one, one) for one in holders))
