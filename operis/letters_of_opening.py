"""Who is written to at the closing and the opening of bids? All who bid, whatever was found; members that a bid names; key holders."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.dockets.procurement.opened import OPENED
from operis.dockets.procurement.readers import withheld
from operis.ledger.read import Stored
from operis.ledger.states import state_of
from operis.lettering import address_of, letter_in_both, site_of, title_of


def unconfirmed(entry: Stored) -> Iterator[str]:
    """Whose envelopes fell out at the closing."""
    act: Any = entry.act
    return (one.supplier for one in act.unconfirmed)


def fell_out(entry: Stored, to: str) -> tuple[str, str]:
    act: Any = entry.act
    own = [one for one in act.unconfirmed if one.supplier == to]
    counts = {(one.supplier, one.lot) for one in act.listed}

    def says(code: str) -> str:
        words = _("Your envelope for “{title}” ({number}) does not count: no second person had confirmed its receipt when bids closed "
                  "({row}).")  # fmt: skip
        told = [words.format(title=title_of(entry.docket, code), number=entry.docket, row=one.under) for one in own[:1]]
        if all((to, one.lot) in counts for one in own):
            told.append(_("Another bid of yours for the same is in force."))
        told.append(_("The purchaser gives the envelope back unopened; you can query that. It stands here:"))
        return "\n".join((*told, *(f"{site_of()}{reverse('desk-docket', args=[one.bid])}" for one in own)))

    return letter_in_both(lambda: _("{number}: your bid on paper does not count").format(number=entry.docket), says)


def left_shut(entry: Stored) -> Iterator[str]:
    """Whose bids for a lot stay shut while others were opened; of final quotes nobody is asked in vain."""
    return (supplier for _lot, supplier in _shut_of(entry))


def _shut_of(entry: Stored) -> tuple[tuple[str, str], ...]:
    """Lot and supplier of each first bid on the list that was not opened with the others."""
    act: Any = entry.act
    state = state_of(entry.docket)
    opened = {(one.lot, one.supplier) for one in act.opened}
    listed = state.closing.listed if state.closing is not None and not state.rounds else ()
    return tuple((one.lot, one.supplier) for one in listed if (one.lot, one.supplier) not in opened)


def not_opened(entry: Stored, to: str) -> tuple[str, str]:
    lots = sorted({lot for lot, supplier in _shut_of(entry) if supplier == to})

    def says(code: str) -> str:
        words = _("“{title}” ({number}): too few suppliers have bid for lot {lots}, so bids for it were not opened. Yours stays sealed, "
                  "and nobody reads it.")  # fmt: skip
        again = _("You need not do anything. The purchaser has to end that lot, of which you get a letter; it may then be tried "
                  "again. It stands here:")  # fmt: skip
        said = words.format(title=title_of(entry.docket, code), number=entry.docket, lots=", ".join(lots))
        return "\n".join((said, again, address_of(entry.docket, "process")))

    return letter_in_both(lambda: _("{number}: too few bids, yours stays shut").format(number=entry.docket), says)


def read_out(entry: Stored) -> Iterator[str]:
    """All whose bids were looked into, whatever was found."""
    act: Any = entry.act
    return (one.supplier for one in act.opened)


def was_opened(entry: Stored, to: str) -> tuple[str, str]:
    """That one's own bid was opened, or could not be; no price, of nobody."""
    act: Any = entry.act
    own = [one for one in act.opened if one.supplier == to]
    bad = sorted(one.lot for one in own if one.result != OPENED)

    def says(code: str) -> str:
        words = _("Bids for “{title}” ({number}) were opened, and yours with them.") if len(bad) < len(own) else _(
            "Bids for “{title}” ({number}) were opened, and yours could not be.")  # fmt: skip
        told = [words.format(title=title_of(entry.docket, code), number=entry.docket)]
        if bad:
            told.append(_("What you sent for lot {lots} could not be read, and is not evaluated. Why, the opening record says.").format(
                lots=", ".join(bad)))  # fmt: skip
        told += [_("Your bid:"), *dict.fromkeys(f"{site_of()}{reverse('desk-docket', args=[one.bid])}" for one in own)]
        if not withheld(state_of(entry.docket), act):
            told += [_("What was read out of all bids:"), f"{address_of(entry.docket, 'process')}#opening-{_round_of(entry)}"]
        return "\n".join(told)

    return letter_in_both(lambda: _("{number}: bids were opened").format(number=entry.docket), says)


def _round_of(entry: Stored) -> int:
    """Which opening of its purchase an act is, from 1."""
    there = state_of(entry.docket).openings
    return next((place for place, one in enumerate(there, 1) if one == entry.act), len(there))


def members(entry: Stored) -> Iterator[str]:
    """Whom the opened bids name as members of a consortium."""
    act: Any = entry.act
    return (member for one in act.opened for member in one.members)


def named(entry: Stored, to: str) -> tuple[str, str]:
    """Whoever agreed to it knows with whom: that is said at the desk alone."""

    def says(code: str) -> str:
        words = _("A bid for “{title}” ({number}) that was opened names you as a member of its consortium. Where you did not agree to "
                  "that, object: who bids, and to whom you turn, stands here:")  # fmt: skip
        return "\n".join((words.format(title=title_of(entry.docket, code), number=entry.docket), address_of(entry.docket, "desk-docket")))

    return letter_in_both(lambda: _("{number}: a bid names you as a member").format(number=entry.docket), says)


def holders(entry: Stored) -> Iterator[str]:
    """Who holds a key of the bids, whether its shares were needed or not."""
    called = state_of(entry.docket)
    return (one.holder for one in called.key_holders) if called.keys_digest is not None else iter(())


def done_with(entry: Stored, to: str) -> tuple[str, str]:
    """To a key holder that bids are open: nothing is wanted of it any more for this round."""

    def says(code: str) -> str:
        words = _("Bids for “{title}” ({number}) are open: nobody waits for shares of your key any more. Whether its file is still needed "
                  "for another purchase, and what was opened, stands here:")  # fmt: skip
        return f"{words.format(title=title_of(entry.docket, code), number=entry.docket)}\n{address_of(entry.docket, 'keys-docket')}"

    return letter_in_both(lambda: _("{number}: bids were opened").format(number=entry.docket), says)
