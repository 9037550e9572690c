"""Who holds the keys of the bids of a procurement, and who has given back its shares? For everyone who waits for the opening."""

from django.utils.translation import gettext as _

from operis.dockets.procurement.state import Procurement
from operis.documents.names import names_of
from operis.web.components.facts import FactRow


def key_facts(state: Procurement) -> list[FactRow]:
    """Which bids a holder could open is read with the opening; that it gave back its shares, at once."""
    names, back = names_of({*state.called_holders}), {one.holder for one in state.releases}
    there = {one.holder for one in state.key_holders}
    return [
        FactRow(_("Key holder {place}").format(place=place), names.get(one, one),
                _("shares given back") if one in back else _("key given") if one in there else _("no key yet"))
        for place, one in enumerate(state.called_holders, 1)
    ]  # fmt: skip


def failed_words(holders: tuple[str, ...], names: dict[str, str]) -> str:
    """Whose share was missing or wrong for a bid."""
    if not holders:
        return ""
    return _("no valid share from: {holders}").format(holders=_(", ").join(names.get(one, one) for one in holders))
