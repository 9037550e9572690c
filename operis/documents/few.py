"""Which purchases stay shut for want of bids? Those whose opening was refused by a row that says how many it takes."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import book, calendar
from operis.law.book import Row
from operis.registers.models import Notice, Refused, RefusedUnder

LEAST = "suppliers_min_count"


def shut(wanted: Q) -> dict[str, Row]:
    """By docket, of the notices that are wanted, the row by which too few have bid."""
    numbers = Notice.objects.filter(wanted, closed=True, opened=False, ended=False).values_list("docket", flat=True)
    tried = Refused.objects.filter(docket__in=list(numbers), command=OpenBids.slug) if numbers else Refused.objects.none()
    tries = {number: (docket, at) for number, docket, at in tried.values_list("number", "docket", "at")} if numbers else {}
    under = RefusedUnder.objects.filter(refusal__in=tries).values_list("refusal", "row") if tries else ()
    found = {}
    for refusal, row in under:
        docket, at = tries[refusal]
        if row in book().rows and (one := least_of([book().rows[row].at(calendar().day(at))])) is not None:
            found[docket] = one
    return found


def least_of(rows: Iterable[Row]) -> Row | None:
    """That of some rows which says how many suppliers it takes."""
    return next((row for row in rows if row.has(LEAST)), None)


def too_few_words(least: int) -> str:
    """That fewer have bid than it takes, in one sentence."""
    return _("Fewer than {least} suppliers have bid.").format(least=least) if least > 1 else _("Nobody has bid.")


def shut_words(least: int) -> str:
    """That too few have bid, and what became of their bids."""
    says = too_few_words(least)
    return f"{says} {_('The opening was refused under this rule; the bids stay sealed.')}" if least > 1 else says


def bids_told(state: Procurement, ending: ProceedingsTerminated) -> str:
    """How many had bid for what ended; nothing where it ended before bids closed: who bid shows with no other act."""
    closing = state.rounds_past[0][0] if state.rounds_past else state.closing
    if closing is None:
        return ""
    lots = ending.lots or state.lots
    count = len({one.supplier for one in closing.listed if one.lot in lots})
    if not count:
        return _("By the closing nobody had bid.")
    return ngettext("By the closing {count} supplier had bid.", "By the closing {count} suppliers had bid.", count).format(count=count)
