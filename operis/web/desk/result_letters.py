"""Which letters does an office send with a result? One to each bidder of each lot, to print; each bidder reads its own by itself."""

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.commands import PublishResult
from operis.dockets.procurement.comparing import fared
from operis.dockets.procurement.evaluation import result_of
from operis.documents.letters.result import kind_of
from operis.documents.letters.texts import letters
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.web.components.links import Link
from operis.web.desk.due import entrusted
from operis.web.reading.dockets import Shown

SENDERS = frozenset({Role.BUYER, Role.AGENCY})


def sends(docket: Shown, mandate: Mandate) -> bool:
    """Whether this office sends them: the purchaser, and an agency that the plan names and entrusts with the result."""
    own = mandate.role in SENDERS and mandate.acts_for == getattr(docket.state, "body", None)
    return own and entrusted(docket.line, PublishResult, mandate)


def letters_of(docket: Shown, mandate: Mandate) -> list[Link]:
    """For the office alone that sends them; none before there is a result that stands."""
    state = docket.state
    if not sends(docket, mandate) or not getattr(state, "results", ()):
        return []
    bids = [(lot, bid) for lot in state.lots if result_of(state, lot) is not None for bid in fared(state, lot)]
    names, several = names_of({bid.supplier for _lot, bid in bids}), len(state.lots) > 1
    words = _("Lot {lot}: {words}")
    return [
        Link(words.format(lot=lot, words=name) if several else name, reverse("result-letter", args=[docket.number, lot, bid.supplier]),
             letters()[kind_of(bid)].title.within(language()))
        for lot, bid in bids for name in [names.get(bid.supplier, bid.supplier)]
    ]  # fmt: skip
